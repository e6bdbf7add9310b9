"""Files to lines: Word, PDF, text; and what is refused before and after opening (notula.md §8, security.md §3)."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from reports.notula import checks, extract
from reports.notula.document import REASONS, Document, Rejected
from reports.notula.word_walk import walk_docx
from tests.reports.notula import docx_maker as word
from tests.reports.notula.conftest import Reader
from tests.reports.notula.pdf_maker import Page, pdf


def _texts(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.text and not line.furniture]


def _page(*lines: str) -> Page:
    page = Page()
    for line in lines:
        page.line(line)
    return page


def test_word_keeps_numbers_controls_and_insertions_and_drops_deletions() -> None:
    body = (
        word.para("Tanggal: ", word.control("Kamis, 7 Maret 2024")),
        word.para("KPU menyusun SOP", list_id=1),
        word.para("rincian", list_id=1, level=1),
        word.para("paling lambat ", word.deleted("1 April 2024"), word.inserted("29 Maret 2024")),
    )
    document = extract.extract(word.docx(*body, footer="Halaman 1"), "a.docx")
    assert _texts(document) == [
        "Tanggal: Kamis, 7 Maret 2024",
        "1)\tKPU menyusun SOP",
        "a)\trincian",
        "paling lambat 29 Maret 2024",
    ]
    assert [line.level for line in document.lines[:3]] == [None, 1, 2]
    assert document.notices == ("tracked_changes",)
    assert (document.extractor, bool(document.extractor_version)) == ("docx2python", True)


def test_word_tables_become_rows_and_the_footer_is_furniture() -> None:
    document = extract.extract(word.docx(word.table(("No", "Aksi"), ("1", "a\nb")), footer="Rahasia"), "a.docx")
    assert [line.cells for line in document.lines if line.cells] == [("No", "Aksi"), ("1", "a\nb")]
    assert [line.text for line in document.lines if line.furniture and line.text] == ["Rahasia"]


def test_the_plain_walk_reads_what_the_library_cannot_open() -> None:
    body = (
        word.para("Satu", word.deleted("x"), list_id=1),
        word.table(("a", "b")),
        f"<w:sdt><w:sdtContent>{word.para('Tiga')}</w:sdtContent></w:sdt>",
    )
    lines = walk_docx(word.docx(*body))
    assert [line["text"] for line in lines] == ["• Satu", "a\tb", "Tiga"]


def test_a_package_without_numbering_is_read_all_the_same() -> None:
    document = f"<w:document {word.W}><w:body>{word.para('NOTULA')}{word.para('Isi', list_id=5)}</w:body></w:document>"
    content = word.package(
        {
            "word/document.xml": document,
            "[Content_Types].xml": word.CONTENT_TYPES,
            "_rels/.rels": word.RELS,
        }
    )
    assert "Isi" in " ".join(_texts(extract.extract(content, "a.docx")))


def test_pdf_tables_stay_whole_and_text_is_sorted_by_position() -> None:
    page = Page()
    page.write("nilai", x=200)
    page.line("Label")
    page.gap()
    page.table([60, 200], ("No", "Uraian"), ("1", "baris satu\nbaris dua"))
    page.line("Penutup")
    document = extract.extract(pdf(page), "a.pdf")
    assert _texts(document) == ["Label\tnilai", "No\tUraian", "1\tbaris satu baris dua", "Penutup"]
    assert document.lines[0].page == 1
    assert document.pages == 1


def test_pdf_page_furniture_is_marked_only_at_the_edges() -> None:
    pages = []
    for number in (1, 2):
        page = _page("Notula Rapat KPK", f"isi halaman {number}", "Notula Rapat KPK dibahas")
        page.write(f"- {number} -", x=290, y=810)
        pages.append(page)
    document = extract.extract(pdf(*pages), "a.pdf")
    furniture = [line.text for line in document.lines if line.furniture]
    assert furniture.count("Notula Rapat KPK") == 2
    assert "- 1 -" in furniture
    assert "isi halaman 1" not in furniture


def test_text_knows_pages_by_form_feeds_and_numbers_lines_like_an_editor() -> None:
    document = extract.extract(b"Isi satu.\n- 1 -\n\fIsi dua.\n- 2 -\n", "a.txt")
    assert [(line.number, line.page, line.furniture) for line in document.lines if line.text.strip()] == [
        (1, 1, False),
        (2, 1, True),
        (3, 2, False),
        (4, 2, True),
    ]


def test_markdown_tables_are_rows_and_comments_are_no_content() -> None:
    text = "<!-- catatan -->\n| A | B |\n|---|---|\n| 1 | x<br>y |\n\na | b\n"
    document = extract.extract(text.encode(), "a.md")
    assert [line.cells for line in document.lines if line.cells and not line.furniture] == [("A", "B"), ("1", "x\ny")]
    assert document.lines[0].furniture
    assert document.media_type == "text/markdown"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_of_office_machines(encoding: str) -> None:
    assert _texts(extract.extract("Jum’at – “rapat”".encode(encoding), "a.txt")) == ["Jum’at – “rapat”"]


def test_invisible_and_direction_characters_are_taken_out() -> None:
    assert _texts(extract.extract("Ra\u200bpat \u202eKPU\u202c\x07".encode(), "a.txt")) == ["Rapat KPU"]


BOMB = word.docx(word.para("x" * (checks.MAX_DOCUMENT_XML + 1)))
PLAIN = word.docx(word.para("NOTULA"))


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\n", "a.txt", "empty"),
        (b"--- ...", "a.txt", "empty"),
        (bytes(range(256)) * 20, "a.txt", "binary"),
        (zlib.compress(b"x" * 99999) * 30, "a.txt", "binary"),
        (b"\x89PNG\r\n\x1a\n123", "a.png", "unsupported_type"),
        (b"{\\rtf1 Rapat}", "a.txt", "unsupported_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "unsupported_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (word.package({"xl/workbook.xml": "<a/>"}), "a.docx", "not_docx"),
        (word.docx(word.para("")), "a.docx", "empty"),
        (b"hello", "a.docx", "damaged"),
        (PLAIN[: len(PLAIN) // 2], "a.docx", "damaged"),
        (BOMB, "a.docx", "too_large"),
        (b"x" * (checks.MAX_FILE + 1), "a.txt", "too_large"),
        (b"rapat\n" * 20_000, "a.txt", "too_large"),
        (word.docx(word.para("x"), declaration='<!DOCTYPE a [<!ENTITY b "c">]>'), "a.docx", "doctype"),
        (word.docx(word.para("x"), extra={"word/vbaProject.bin": b"x"}), "a.docx", "active_content"),
        (word.docx(word.para("x"), extra={f"p{n}.xml": b"<a/>" for n in range(401)}), "a.docx", "too_large"),
        (word.docx(word.para("x"), extra={"big.bin": b"\0" * 3_000_000}), "a.docx", "too_large"),
        (word.docx("<w:p><w:r>"), "a.docx", "damaged"),
        (pdf(_page("NOTULA"), locked=True), "a.pdf", "encrypted"),
        (pdf(Page(), picture=True), "a.pdf", "image_only"),
        (pdf(Page()), "a.pdf", "empty"),
        (pdf(_page("NOTULA"))[:300], "a.pdf", "damaged"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "a.pdf", "damaged"),
    ],
)
def test_unusable_input_is_refused_with_a_reason(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(Rejected) as refusal:
        extract.extract(content, name)
    assert refusal.value.reason == reason
    assert str(refusal.value) == REASONS[reason]


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(Rejected) as refusal:
        extract.extract(PLAIN, "a.docx", seconds=0.001)
    assert refusal.value.reason == "timeout"


def test_a_name_is_never_used_as_a_path_and_content_decides_the_kind(tmp_path: Path, note: Reader) -> None:
    document = extract.extract(pdf(_page("NOTULA")), str(tmp_path / "x" / "notula.txt"))
    assert (document.file, document.media_type) == ("notula.txt", "application/pdf")
    assert note(pdf(_page("NOTULA")), "notula.txt")["source"]["sha256"] == document.sha256
