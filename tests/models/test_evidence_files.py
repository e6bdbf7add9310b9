"""Evidence files: what is taken, where it lies, who gets it."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models import database
from models.commands.evidence import add_evidence_file, evidence_file
from models.commands.progress import publish_assessment, verify_report, withdraw_evidence
from models.problems import Invalid, NotAllowed, NotFound
from models.rules.access import VISITOR, Actor
from models.rules.files import FileKind, checked_kind, clean_name, hint_of, plans_named
from models.settings import settings
from models.tables.history import Change
from models.tables.progress import Evidence
from models.vocabulary import SourceKind, Visibility
from tests.conftest import Cast
from tests.models.test_history_query import make_scene, say

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(17) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
JPG = b"\xff\xd8\xff\xe0" + bytes(20) + b"\xff\xd9"


def office(part: str = "word/document.xml", *more: str, types: str = "<Types/>") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        for name in (part, *more):
            archive.writestr(name, "<x/>")
    return stream.getvalue()


@pytest.fixture
def report_id(engine: Engine, cast: Cast) -> int:
    """KPU's submitted report."""
    return _reported(engine, cast, cast.kpu)


def _reported(engine: Engine, cast: Cast, who: Actor) -> int:
    scene = make_scene(engine, cast)
    return say(who, scene, scene.cso_key if who is cast.perludem else scene.key, percent=40.0)


def add(actor: Actor, report_id: int, name: str = "SK KPU.pdf", data: bytes = PDF, **more: Visibility) -> int:
    with database.transaction(actor, source=SourceKind.FORM) as session:
        return add_evidence_file(session, actor, report_id, name, data, **more).id or 0


def get(actor: Actor, evidence_id: int) -> bytes:
    with database.reading() as session:
        return evidence_file(session, actor, evidence_id).content


# -- keeping ---------------------------------------------------------------------------------------------------------


def test_a_file_lies_under_its_hash_readable_by_its_owner_only(cast: Cast, report_id: int) -> None:
    add(cast.kpu, report_id)

    (path,) = [p for p in (settings().data_directory / "evidence").rglob("*") if p.is_file()]
    assert len(path.name) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == PDF


def test_a_file_is_restricted_unless_somebody_says_otherwise_and_has_a_history(cast: Cast, report_id: int) -> None:
    evidence_id = add(cast.kpu, report_id)

    with database.reading() as session:
        row = session.get_one(Evidence, evidence_id)
        assert (row.visibility, row.size, row.media_type) == (Visibility.RESTRICTED, len(PDF), "application/pdf")
        assert session.exec(select(Change).where(Change.table_name == "evidence")).first() is not None


def test_the_same_file_twice_on_one_report_stays_one(cast: Cast, report_id: int) -> None:
    assert add(cast.kpu, report_id) == add(cast.secretariat, report_id, "nama lain.pdf")
    assert add(cast.kpu, report_id, data=PDF + b"%%EOF") != add(cast.kpu, report_id)


def test_a_withdrawn_file_can_be_added_again(cast: Cast, report_id: int) -> None:
    first = add(cast.kpu, report_id)
    with database.transaction(cast.kpu, source=SourceKind.FORM) as session:
        withdraw_evidence(session, cast.kpu, first)

    assert add(cast.kpu, report_id) != first


@pytest.mark.parametrize("who", ["bawaslu", "perludem", "director", "visitor"])
def test_nobody_adds_to_a_strangers_report(cast: Cast, report_id: int, who: str) -> None:
    with pytest.raises(NotAllowed):
        add(getattr(cast, who), report_id)
    assert not (settings().data_directory / "evidence").exists()


def test_a_report_that_does_not_exist_takes_nothing(cast: Cast, report_id: int) -> None:
    with pytest.raises(NotFound):
        add(cast.secretariat, report_id + 1000)


# -- what is taken ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", PDF, FileKind.PDF),
        ("a.PNG", PNG, FileKind.PNG),
        ("a.jpeg", JPG, FileKind.JPEG),
        ("a.docx", office(), FileKind.DOCX),
        ("a.xlsx", office("xl/workbook.xml"), FileKind.XLSX),
    ],
)
def test_files_that_are_what_they_say_are_taken(name: str, data: bytes, kind: FileKind) -> None:
    assert checked_kind(name, data) is kind


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("kosong.pdf", b""),
        ("besar.pdf", PDF + bytes(10 * 1024 * 1024)),
        ("halaman.pdf", b"<html><script>alert(1)</script>"),
        ("terpotong.pdf", PDF[:20]),
        ("gambar.pdf", PNG),
        ("dokumen.png", PDF),
        ("gambar.svg", b"<svg/>"),
        ("program.exe", b"MZ"),
        ("tanpa-akhiran", PDF),
        ("rusak.docx", b"PK\x03\x04rusak"),
        ("lembar.docx", office("xl/workbook.xml")),
        ("makro.docx", office("word/document.xml", "word/vbaProject.bin")),
        ("makro2.docx", office(types='<Types><Override ContentType="application/vnd.ms-word.macroEnabled"/></Types>')),
        ("objek.docx", office("word/document.xml", "word/embeddings/oleObject1.bin")),
    ],
)
def test_other_content_is_refused_in_one_sentence(name: str, data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        checked_kind(name, data)
    assert str(refused.value).count("“") <= 1
    assert name in str(refused.value)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\dewi\\SK.pdf", "SK.pdf"),
        ("SK\x00\x1b[31m\u202efdp.exe.pdf", "SK[31mfdp.exe.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
        ("///", "berkas"),
    ],
)
def test_a_name_is_text_without_folders_and_invisible_characters(written: str, kept: str) -> None:
    assert clean_name(written) == kept


def test_a_hostile_name_never_becomes_a_path(cast: Cast, report_id: int, tmp_path: Path) -> None:
    add(cast.kpu, report_id, "../../../keluar.pdf")
    assert not list(tmp_path.rglob("*keluar*"))


# -- giving out ------------------------------------------------------------------------------------------------------


def test_restricted_files_go_to_the_reporter_the_secretariat_and_the_director(cast: Cast, report_id: int) -> None:
    evidence_id = add(cast.kpu, report_id)

    for who in (cast.kpu, cast.secretariat, cast.director):
        assert get(who, evidence_id) == PDF
    for who in (cast.bawaslu, cast.perludem):
        with pytest.raises(NotFound):
            get(who, evidence_id)


def test_a_visitor_does_not_learn_which_files_there_are(cast: Cast, report_id: int) -> None:
    evidence_id = add(cast.kpu, report_id)
    for key in (evidence_id, evidence_id + 1000):
        with pytest.raises(NotAllowed):
            get(VISITOR, key)


def test_public_files_of_a_verified_report_go_to_everybody(cast: Cast, report_id: int) -> None:
    public, restricted = (
        add(cast.kpu, report_id, visibility=Visibility.PUBLIC),
        add(cast.kpu, report_id, data=PDF + b"%%EOF"),
    )
    with pytest.raises(NotAllowed):
        get(VISITOR, public)
    with database.transaction(cast.secretariat, source=SourceKind.FORM) as session:
        verify_report(session, cast.secretariat, report_id)

    assert get(VISITOR, public) == get(cast.bawaslu, public) == PDF
    with pytest.raises(NotFound):
        get(cast.bawaslu, restricted)


def test_public_files_of_a_published_assessment_go_to_everybody(engine: Engine, cast: Cast) -> None:
    report_id = _reported(engine, cast, cast.perludem)
    evidence_id = add(cast.perludem, report_id, visibility=Visibility.PUBLIC)
    with pytest.raises(NotFound):
        get(cast.kpu, evidence_id)
    with database.transaction(cast.perludem, source=SourceKind.FORM) as session:
        publish_assessment(session, cast.perludem, report_id)

    assert get(VISITOR, evidence_id) == PDF


def test_a_withdrawn_file_is_gone_for_everybody(cast: Cast, report_id: int) -> None:
    evidence_id = add(cast.kpu, report_id)
    with database.transaction(cast.kpu, source=SourceKind.FORM) as session:
        withdraw_evidence(session, cast.kpu, evidence_id)
    with pytest.raises(NotFound):
        get(cast.secretariat, evidence_id)


def test_a_file_that_changed_on_the_disk_is_not_given_out(cast: Cast, report_id: int) -> None:
    evidence_id = add(cast.kpu, report_id)
    (path,) = [p for p in (settings().data_directory / "evidence").rglob("*") if p.is_file()]
    path.write_bytes(PDF + b"!")
    with pytest.raises(NotFound, match="penyimpanan"):
        get(cast.kpu, evidence_id)


def test_a_file_goes_out_with_the_ending_of_what_it_is(cast: Cast, report_id: int) -> None:
    evidence_id = add(cast.kpu, report_id)
    with database.transaction(cast.kpu, source=SourceKind.FORM) as session:
        session.get_one(Evidence, evidence_id).file_name = "laporan.html"
    with database.reading() as session:
        assert evidence_file(session, cast.kpu, evidence_id).name == "laporan.html.pdf"


# -- what a name says ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code", "commitment", "organisations"),
    [
        ("RAN7-06-1-2 SK KPU.pdf", "RAN7-06-1-2", None, set()),
        ("bukti_ran7_06_1_2.pdf", "RAN7-06-1-2", None, set()),
        ("RAN7-06-1-21.pdf", "", None, set()),
        ("KPU komitmen 6 foto.jpg", "", 6, {1}),
        ("Komitmen No. 06.pdf", "", 6, set()),
        ("06 Bawaslu.pdf", "", 6, {2}),
        ("daftar hadir.pdf", "", None, set()),
        ("laporan 2024.pdf", "", None, set()),
    ],
)
def test_a_name_says_where_a_file_may_belong(
    name: str, code: str, commitment: int | None, organisations: set[int]
) -> None:
    hint = hint_of(name, ["RAN7-06-1-1", "RAN7-06-1-2"], {"KPU": 1, "Bawaslu": 2})
    assert (hint.row_code, hint.commitment, set(hint.organisations)) == (code, commitment, organisations)


PLANS = [("RAN-VIII", 8, "2025-2029"), ("RAN-VII", 7, "2023-2024"), ("RAN-VI", 6, "2020-2022")]


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("RAN OGI VI", ("RAN-VI",)),
        ("Matriks_RAN_OGI_VII_KPU.xlsx", ("RAN-VII",)),
        ("RENCANA AKSI NASIONAL KETERBUKAAN PEMERINTAH VI", ("RAN-VI",)),
        ("Rencana Aksi Nasional Open Government Indonesia ke-VIII", ("RAN-VIII",)),
        ("RAN7-06-1-1", ("RAN-VII",)),
        ("Capaian 2023–2024", ("RAN-VII",)),
        ("RAN 2021", ()),
        ("IRAN VI", ()),
        ("Lampiran VI", ()),
    ],
)
def test_titles_name_their_plan(text: str, plans: tuple[str, ...]) -> None:
    assert plans_named([text], PLANS) == plans
