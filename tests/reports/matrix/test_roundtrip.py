"""read(write(rows)) == rows, and what comes back from us untouched changes nothing."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.language import speaking
from models.queries.plans import PlanRecord
from models.queries.progress import OrganisationName
from models.rules.naming import KnownNames, NameEntry
from models.rules.periods import Period
from models.vocabulary import PlanState
from reports.matrix.assemble import _DITTO
from reports.matrix.cells import Dated, proposed_values, tidy
from reports.matrix.format import KEY_ROW, Mark, MatrixRow
from reports.matrix.read import Record
from reports.matrix.values import is_dash
from reports.matrix.write import workbook_bytes
from tests.reports.conftest import Desk, cells_by_outcome, column_of, edited, read_here

PLAN = PlanRecord(
    7, "RAN-VII", 7, "RAN OGI VII", "NAP VII", "2023-2024", PlanState.OPEN, None, None, 10, 20, 15, 15, "", "", "", 1
)
MARK = Mark("RAN-VII", dt.date(2024, 7, 31))
NAMES = ("KPU", "Bawaslu", "Kementerian Desa, PDT, dan Transmigrasi", "ATR/BPN", "TI Indonesia", "Perludem")
KNOWN = KnownNames.of(NameEntry(number, name) for number, name in enumerate(NAMES, start=1))
B06 = Period(dt.date(2024, 6, 30), dt.date(2024, 1, 1), dt.date(2024, 7, 31), "B06", 2024, 1)
A_ROW = MatrixRow(
    row_code="RAN7-06-1-1",
    commitment_number=6,
    commitment_title="Keterbukaan Tata Kelola Data Pemilihan Umum",
    success_measure="Tersedianya Data Pemilu dalam format terbuka",
    milestone="Menerbitkan data hasil pemilu",
    lead_agencies=("KPU", "Bawaslu"),
    supporting=("ATR/BPN",),
    csos=("Perludem",),
    target_text="5 kelompok data",
    start_date=dt.date(2024, 1, 2),
    due_date=dt.date(2024, 12, 31),
    reporter="KPU",
    period="B06 Tahun 2024",
    percent=37.5,
    achievement_text="Tiga kelompok data terbit",
    status="Substansial",
    obstacles="Format belum seragam",
    follow_up="Menyusun pedoman",
    evidence=("https://kpu.go.id/data", "https://kpu.go.id/b?x=1;2,3"),
    notes="Diperbarui tiap bulan",
)


def written(rows: Sequence[MatrixRow], language: str = "id") -> bytes:
    with speaking(language):
        return workbook_bytes(rows, PLAN, MARK, periods=[B06])


def back(record: Record) -> MatrixRow:
    """A record as the row it was written from."""
    said = proposed_values(record, _ORGANISATIONS)
    names = {key: said[key].value.names if key in said and said[key].value else () for key in _LISTS}
    dates: dict[str, Any] = {}
    for key in ("start_date", "due_date"):
        value = said[key].value if key in said else None
        dates[key] = (value.words or value.day) if isinstance(value, Dated) else None
    return MatrixRow(
        row_code=record.row_code or "",
        commitment_number=int(record.commitment_number) if record.commitment_number else None,
        commitment_title=record.commitment_title or "",
        success_measure=record.success_measure or "",
        milestone=record.milestone or "",
        target_text=record.target_text or "",
        reporter=record.reporter or "",
        period={"2024-B06": "B06 Tahun 2024"}.get(record.period or "", record.period or ""),
        percent=record.percent,
        achievement_text=record.achievement_text or "",
        status=record.status or "",
        obstacles=record.obstacles or "",
        follow_up=record.follow_up or "",
        evidence=(said["evidence"].value or ()) if "evidence" in said else (),
        notes=record.notes or "",
        **names,
        **dates,
    )


_LISTS = ("lead_agencies", "supporting", "csos")


_ORGANISATIONS = {number: OrganisationName(number, name, name, False) for number, name in enumerate(NAMES, start=1)}


def seen(row: MatrixRow) -> MatrixRow:
    """The row as a reader of the sheet sees it: without what is invisible; a dash alone says nothing."""
    texts = {
        name: tidy(value)
        for name, value in ((f, getattr(row, f)) for f in MatrixRow.__dataclass_fields__)
        if isinstance(value, str)
    }
    return replace(row, **texts)


def read_rows(content: bytes) -> list[MatrixRow]:
    reading = read_here(content, known=KNOWN)
    assert reading.accepted, [problem.message for problem in reading.problems]
    return [back(record) for record in reading.records]


# -- ordinary and nasty rows ------------------------------------------------------------------------------------------

NASTY_TEXTS = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+62 812",
    "-5 derajat",
    "- satu\n- dua\n- tiga",
    "@sekretariat",
    "'kutip",
    "0012",
    "007",
    "1e5",
    "12345678901234567890",
    "31/12/2024",
    "75%",
    "TRUE",
    "#N/A",
    "#REF!",
    "&lt;b&gt; & <i>\"'",
    "baris satu\nbaris dua\n\nbaris empat",
    "a\tb",
    "😀 ünïcødé – “kutipan” ‘satu’ … №",
    "عربى",
    "x" * 32_767,
    "kata " * 6_553,
    "_xyz_ _x12_",
]


@pytest.mark.parametrize("text", NASTY_TEXTS, ids=lambda text: repr(text[:24]))
@pytest.mark.parametrize("field", ["achievement_text", "milestone", "target_text", "notes"])
def test_a_nasty_text_comes_back_as_it_was(text: str, field: str) -> None:
    row = replace(A_ROW, **{field: text})
    assert read_rows(written([row])) == [seen(row)]


@pytest.mark.parametrize("percent", [None, 0.0, 0.5, 0.01, 1.0, 37.5, 33.333333, 100.0, 120.0, 200.0])
def test_a_percent_comes_back_as_it_was(percent: float | None) -> None:
    row = replace(A_ROW, percent=percent)
    assert read_rows(written([row])) == [row]


def test_empty_stays_empty_and_zero_stays_zero() -> None:
    empty = replace(A_ROW, percent=None, achievement_text="", evidence=(), due_date=None, supporting=(), status="")
    zero = replace(empty, row_code="RAN7-06-1-2", percent=0.0)
    assert read_rows(written([empty, zero])) == [empty, zero]


@pytest.mark.parametrize("due", ["TW IV 2024", "Desember 2024", "2024", "Semester 2 2024"])
def test_a_date_keeps_its_words_and_its_precision(due: str) -> None:
    row = replace(A_ROW, due_date=due, start_date=None)
    assert read_rows(written([row])) == [row]


def test_a_very_long_list_of_institutions_comes_back_whole() -> None:
    row = replace(A_ROW, lead_agencies=NAMES, supporting=NAMES[::-1])
    assert read_rows(written([row])) == [row]


def test_what_no_workbook_can_hold_is_left_out_and_the_rest_stays() -> None:
    row = replace(A_ROW, achievement_text="a\x00b\x07c\x1bd\ufffee\uffff f\rg\r\nh\x85", lead_agencies=("KPU\x01",))
    assert read_rows(written([row]))[0].achievement_text == "abcde f\ng\nh"


def test_invisible_characters_do_not_make_another_text() -> None:
    row = replace(A_ROW, achievement_text="\u202eterbalik\u202c \u200bnol\u00a0lebar\ufeff")
    assert read_rows(written([row]))[0].achievement_text == "terbalik nol lebar"


def test_text_that_looks_like_an_escape_of_excel_shows_itself_in_excel() -> None:
    content = written([replace(A_ROW, notes="kode _x000D_ di tengah")])
    sheet = _part(content, "xl/worksheets/sheet1.xml")
    assert "kode _x005F_x000D_ di tengah" in sheet


def _part(content: bytes, name: str) -> str:
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_headings_in_both_languages_are_understood_without_their_keys(language: str) -> None:
    with speaking(language):
        row = A_ROW

    def unkeyed(_book: Workbook, sheet: Worksheet) -> None:
        sheet.delete_rows(KEY_ROW)

    content = edited(written([row], language), adjust=unkeyed)
    assert read_rows(content) == [row]


texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=60) | st.sampled_from(
    [text for text in NASTY_TEXTS if len(text) < 100]
)
#: what reads as itself: a dash alone is empty, a ditto mark repeats the row above, an escape is undone twice on the way
honest = texts.filter(
    lambda text: (
        re.search(r"_x[0-9A-Fa-f]{4}_", text) is None and not is_dash(tidy(text)) and not _DITTO.match(tidy(text))
    )
) | st.just("")


rows_ = st.builds(
    replace,
    st.just(A_ROW),
    achievement_text=honest,
    obstacles=honest,
    follow_up=honest,
    notes=honest,
    percent=st.none() | st.sampled_from([0.0, 0.5, 37.5, 100.0, 120.0]) | st.integers(0, 200).map(float),
    lead_agencies=st.lists(st.sampled_from(NAMES), unique=True, max_size=6).map(tuple),
    due_date=st.none() | st.dates(dt.date(2024, 1, 2), dt.date(2030, 1, 1)),
    status=st.sampled_from(["", "Selesai", "Terbatas", "Belum mulai", "Sedang berjalan"]),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(rows_, min_size=1, max_size=4), st.sampled_from(["id", "en"]))
def test_read_of_write_is_the_same_for_any_rows(rows: list[MatrixRow], language: str) -> None:
    numbered = [replace(row, row_code=f"RAN7-06-1-{place}") for place, row in enumerate(rows, start=1)]
    assert read_rows(written(numbered, language)) == [seen(row) for row in numbered]


# -- through other programs and other hands ---------------------------------------------------------------------------


def shuffled(book: Workbook, sheet: Worksheet) -> None:
    """Columns moved, renamed and deleted, rows sorted, hidden and filtered, the sheet renamed."""
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=KEY_ROW, max_row=sheet.max_row)]
    lines[1] = [f"{title} (KL)" if title else title for title in lines[1]]
    order = [*range(10, 20), *range(10)]
    order.remove(column_of("notes") - 1)
    body = [lines[0], lines[1], *reversed(lines[2:])]
    sheet.delete_rows(1, sheet.max_row)
    for place, line in enumerate(body, start=1):
        for column, source in enumerate(order, start=1):
            cell = sheet.cell(place, column, line[source])
            if isinstance(line[source], str):
                cell.data_type = "s"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.title = "Isian KPU final (2)"


def test_moved_renamed_and_deleted_columns_and_sorted_rows_are_read_by_their_keys() -> None:
    rows = [replace(A_ROW, row_code=f"RAN7-06-1-{n}", percent=float(n * 10)) for n in range(1, 5)]
    content = edited(written(rows), adjust=shuffled)
    assert read_rows(content) == [replace(row, notes="") for row in reversed(rows)]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: its re-save is not tested")
def test_the_law_holds_after_libreoffice_saved_the_file(tmp_path: Path) -> None:
    texts = [text for text in NASTY_TEXTS if len(text) < 100]
    rows = [replace(A_ROW, row_code=f"RAN7-06-1-{n}", achievement_text=text) for n, text in enumerate(texts, start=1)]
    rows += [
        replace(A_ROW, row_code=f"RAN7-06-2-{n}", percent=percent, due_date="TW IV 2024")
        for n, percent in enumerate([None, 0.0, 0.5, 37.5, 100.0, 120.0], start=1)
    ]
    content = resaved(written(rows), tmp_path)
    reading = read_here(content, known=KNOWN)
    assert reading.properties["tracker_plan"] == "RAN-VII"
    assert read_rows(content) == [seen(row) for row in rows]


def resaved(content: bytes, folder: Path) -> bytes:
    """What LibreOffice makes of the workbook when it is opened and saved."""
    source = folder / "kirim.xlsx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "balik"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / "balik" / "kirim.xlsx").read_bytes()


# -- what we sent and nobody touched ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("plan", ["RAN-IV", "RAN-V", "RAN-VI", "RAN-VII"])
def test_an_untouched_export_changes_nothing(desk: Desk, plan: str, language: str) -> None:
    content = desk.export(plan=plan, period="", language=language)
    found = desk.plan(content)
    assert cells_by_outcome(found) == {}
    assert [problem.message for problem in found.problems] == []
    assert len(found.cells) > 10


def test_an_untouched_export_of_any_institution_changes_nothing(desk: Desk) -> None:
    data = desk.data()
    for short in sorted({o.short for m in data.milestones for o in m.responsible})[::2]:
        found = desk.plan(desk.export(short))
        assert (short, cells_by_outcome(found), found.problems) == (short, {}, ())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed: its re-save is not tested")
def test_an_export_that_libreoffice_saved_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    found = desk.plan(resaved(desk.export(), tmp_path))
    assert cells_by_outcome(found) == {}
    assert found.problems == ()


def test_an_export_without_its_properties_and_hidden_sheets_still_changes_nothing(desk: Desk) -> None:
    def bare(book: Workbook, _sheet: Worksheet) -> None:
        for name in book.sheetnames[1:]:
            del book[name]
        for name in [each.name for each in book.custom_doc_props.props]:
            del book.custom_doc_props[name]

    content = edited(desk.export(), adjust=bare)
    found = desk.plan(content, plan="RAN-VII")
    assert cells_by_outcome(found) == {}
    assert [problem.code for problem in found.notices] == ["unmarked_return"]


def test_two_organisations_in_one_file_have_no_row_twice(desk: Desk) -> None:
    content = desk.export("Perludem", "KOPEL")
    reading = desk.read(content)
    rows = [(record.row_code, record.reporter) for record in reading.records]
    assert len(rows) == len(set(rows)) > 2
    assert cells_by_outcome(desk.plan(content)) == {}
