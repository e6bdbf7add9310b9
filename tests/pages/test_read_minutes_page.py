"""Minutes come in through the browser: read, shown with their lines, confirmed by a person, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from models import database
from models.tables.meeting import Decision, FollowUp, Meeting, MeetingPoint, Participation, Person, Statement
from models.vocabulary import MeetingState
from tests.conftest import Cast
from tests.pages.conftest import Visit
from tests.pages.test_meetings_pages import press, told

NOTES = """NOTULA
RAPAT KOORDINASI DATA TERBUKA

Hari/Tanggal : Senin, 3 Juni 2024
Waktu : 13.30 – 15.00 WIB
Tempat : Zoom Meeting
Peserta : KPU, Perludem

Pembahasan
1. Bapak Wiratama dari KPU menyampaikan:
   a. Data hasil pemilu akan dipublikasikan bertahap.
   b. Kendala utama adalah format data yang belum seragam.
2. Ibu Saraswati dari Perludem mengusulkan penggunaan format CSV.

Kesimpulan
1. Data pemilu dipublikasikan dalam format terbuka.

Tindak Lanjut
1. KPU menyusun daftar data paling lambat 28 Juni 2024.
"""


def open_with(visit: Visit, people: Cast, name: str, data: bytes, *, language: str = "id") -> AppTest:
    at = visit("baca-notula", people.secretariat, language=language)
    at.file_uploader[0].set_value((name, data, "application/octet-stream"))
    return at.run()


def latest(engine: Engine) -> Meeting:
    with database.reading(engine) as session:
        return session.exec(select(Meeting).order_by(col(Meeting.id).desc())).first()  # type: ignore[return-value]


def of(engine: Engine, kind: type, meeting: Meeting) -> list:
    with database.reading(engine) as session:
        return list(session.exec(select(kind).where(kind.meeting_id == meeting.id).order_by(col(kind.id))).all())


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_notula_is_shown_with_its_lines_and_how_sure_each_part_is(visit: Visit, people: Cast, language: str) -> None:
    at = open_with(visit, people, "notula.txt", NOTES.encode(), language=language)

    assert not at.exception
    seen = told(at)
    assert ("baris 4" if language == "id" else "line 4") in seen
    assert ("dinyatakan" if language == "id" else "stated") in seen
    assert "Wiratama" in seen


def test_a_confirmed_notula_becomes_a_meeting_with_all_its_parts(seeded: Engine, visit: Visit, people: Cast) -> None:
    at = press(open_with(visit, people, "notula.txt", NOTES.encode()), "Konfirmasi dan simpan notula")

    assert not at.exception
    assert "Notula tersimpan dan dikonfirmasi" in told(at)
    meeting = latest(seeded)
    assert (str(meeting.held_on), meeting.starts_at, meeting.ends_at, meeting.time_zone) == (
        "2024-06-03",
        "13:30",
        "15:00",
        "WIB",
    )
    assert meeting.state is MeetingState.CONFIRMED
    assert not meeting.released
    assert len(of(seeded, Statement, meeting)) >= 4
    assert [d.text for d in of(seeded, Decision, meeting)] == ["Data pemilu dipublikasikan dalam format terbuka."]
    (follow_up,) = of(seeded, FollowUp, meeting)
    assert str(follow_up.due_on) == "2024-06-28"
    with database.reading(seeded) as session:
        names = set(session.exec(select(Person.name)).all())
    assert {"Wiratama", "Saraswati"} <= names
    assert any(p.organisation_id for p in of(seeded, Participation, meeting))

    again = open_with(visit, people, "notula.txt", NOTES.encode())
    assert "sudah pernah dibaca" in told(again)


def test_a_candidate_is_recorded_only_when_it_is_ticked(seeded: Engine, visit: Visit, people: Cast) -> None:
    text = NOTES.replace("Tindak Lanjut\n1. KPU menyusun daftar data paling lambat 28 Juni 2024.\n", "")
    text = text.replace("bertahap.", "bertahap. KPU akan mengundang Perludem dalam rapat berikutnya.")
    at = open_with(visit, people, "notula.txt", text.encode())
    candidates = [box for box in at.checkbox if box.label == "Catat calon tindak lanjut ini"]
    assert candidates
    assert not any(box.value for box in candidates)
    candidates[0].check()
    at = press(at, "Simpan sebagai draf")

    meeting = latest(seeded)
    assert meeting.state is MeetingState.DRAFT
    assert [f.origin for f in of(seeded, FollowUp, meeting)] == ["pembahasan"]


def test_a_name_in_a_public_text_is_refused_and_the_form_keeps_what_was_typed(
    seeded: Engine, visit: Visit, people: Cast
) -> None:
    before = latest(seeded).id
    at = open_with(visit, people, "notula.txt", NOTES.encode())
    title = next(box for box in at.text_input if box.label == "Judul rapat")
    title.set_value("Rapat dengan Bapak Wiratama")
    at = press(at, "Konfirmasi dan simpan notula")

    assert "menyebut nama orang" in told(at)
    assert next(b for b in at.text_input if b.label == "Judul rapat").value == "Rapat dengan Bapak Wiratama"
    assert latest(seeded).id == before


def test_text_that_fits_nowhere_stays_visible_and_is_stored(seeded: Engine, visit: Visit, people: Cast) -> None:
    text = NOTES + "\nPenutup\nDokumen pendukung tersimpan di lemari arsip lantai dua.\n"
    at = open_with(visit, people, "notula.txt", text.encode())
    seen = told(at)
    assert "lemari arsip" in seen
    press(at, "Simpan sebagai draf")

    meeting = latest(seeded)
    stored = [p.text for p in of(seeded, MeetingPoint, meeting)] + [s.text for s in of(seeded, Statement, meeting)]
    assert any("lemari arsip" in one for one in stored)


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("kosong.txt", b"   \n", "kosong"),
        ("rusak.docx", b"PK\x03\x04 bukan zip", "rusak"),
        ("palsu.pdf", b"%PDF-1.7 tidak lengkap", "rusak"),
        ("gambar.md", bytes(range(256)) * 40, "bukan teks"),
    ],
)
def test_a_bad_file_gets_one_clear_sentence(visit: Visit, people: Cast, name: str, data: bytes, sentence: str) -> None:
    at = open_with(visit, people, name, data)

    assert not at.exception
    assert len(at.error) == 1
    assert sentence in at.error[0].value


@pytest.mark.parametrize("who", ["visitor", "kpu", "perludem", "director", "administrator"])
def test_the_page_is_the_secretariats_alone(visit: Visit, people: Cast, who: str) -> None:
    at = visit("baca-notula", getattr(people, who))

    assert not at.file_uploader


def test_the_seeds_and_samples_go_through(seeded: Engine, visit: Visit, people: Cast) -> None:
    folder = Path(__file__).parents[1] / "data" / "notula"
    samples = sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".md", ".docx", ".pdf"))
    assert len(samples) >= 5
    for sample in samples:
        if sample.name == "README.md":
            continue
        at = open_with(visit, people, sample.name, sample.read_bytes() + (b"\n" if sample.suffix == ".txt" else b""))
        assert not at.exception, sample.name
        at = press(at, "Konfirmasi dan simpan notula")
        assert not at.exception, sample.name
        assert "Notula tersimpan dan dikonfirmasi" in told(at), (sample.name, [e.value for e in at.error])
