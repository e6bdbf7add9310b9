"""The pages on meetings and proposals as every role: what they show, whom they keep out, what they save."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from models import database
from models.commands import meetings as commands
from models.rules.access import VISITOR, Actor
from models.tables.meeting import Decision, FollowUp, Meeting, Person, Statement
from models.vocabulary import FollowUpState, Role, SourceKind
from tests.conftest import Cast, OpenPage
from tests.pages.conftest import Visit

EDITOR = Actor(Role.SECRETARIAT)
ADDRESSES: list[tuple[str, dict[str, str]]] = [
    ("rapat", {}),
    ("rapat", {"daftar": "tindak-lanjut"}),
    ("rapat", {"daftar": "tindak-lanjut", "keadaan": "tanpa-tenggat"}),
    ("rapat", {"cari": "data terbuka"}),
    ("rapat", {"id": "1"}),
    ("rapat", {"id": "2"}),
    ("usulan", {}),
    ("usulan", {"keadaan": "belum-dijawab", "cari": "pemilu"}),
]
SECTIONS = ("identitas", "keputusan", "tindak-lanjut", "kaitan", "peserta", "publikasi")


def told(at: AppTest) -> str:
    """Everything that was sent to the browser, as one text."""
    return "\n".join(_sent(at._tree))


def _sent(block: Any) -> Iterator[str]:
    for child in block.children.values():
        proto = getattr(child, "proto", None)
        if proto is not None:
            yield str(proto).encode().decode("unicode_escape", errors="replace")
        if hasattr(child, "children"):
            yield from _sent(child)


def names(engine: Engine) -> list[str]:
    with database.reading(engine) as session:
        return sorted(set(session.exec(select(Person.name)).all()))


def one(engine: Engine, kind: type[Any], key: int) -> Any:
    with database.reading(engine) as session:
        return session.get_one(kind, key)


def press(at: AppTest, text: str) -> AppTest:
    return next(button for button in at.button if button.label == text).click().run()


def asked_for(at: AppTest, name: str) -> str:
    """What the address says; AppTest gives a list or the word itself."""
    value = at.query_params[name]
    return value if isinstance(value, str) else value[0]


def field(at: AppTest, kind: str, title: str, place: int = 0) -> Any:
    return [widget for widget in getattr(at, kind) if widget.label == title][place]


# -- reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "query"), ADDRESSES)
def test_pages_show_no_name_to_anybody_but_the_secretariat(
    seeded: Engine, people: Cast, visit: Visit, address: str, query: dict[str, str]
) -> None:
    for who, actor in people.items():
        at = visit(address, actor, **query)
        assert not at.exception, who
        if who == "secretariat":
            continue
        # the account's own name stands in the menu; none of the cast is a person of the minutes
        shown = told(at)
        assert [name for name in names(seeded) if re.search(rf"\b{name}\b", shown)] == [], who


def test_the_secretariat_reads_names_and_the_source(seeded: Engine, people: Cast, visit: Visit) -> None:
    shown = told(visit("rapat", people.secretariat, id="2"))
    assert "Rike" in shown
    assert "Teks lengkap" in shown


def test_a_visitor_reads_what_came_of_the_meeting(seeded: Engine, visit: Visit) -> None:
    at = visit("rapat", id="1")
    shown = told(at)
    assert "2 keputusan, 1 perubahan rumusan, 1 tindak lanjut" in shown
    assert "belum ada penanggung jawab" in shown
    assert "disimpulkan, perlu diperiksa" in shown
    assert "<del>" in shown
    assert "dihapus:" in shown
    assert "/komitmen?kode=RAN6-13" in shown
    assert "47 butir pembahasan belum dibuka untuk umum." in shown
    assert "Zoom" not in shown
    assert "catat-rapat?" not in shown


@pytest.mark.parametrize("key", ["99", "abc", "-1", "9" * 30, "1 OR 1=1", "٣"])
def test_an_unknown_meeting_is_one_sentence(seeded: Engine, people: Cast, visit: Visit, key: str) -> None:
    for address in ("rapat", "catat-rapat"):
        at = visit(address, people.secretariat, id=key)
        assert not at.exception
        assert [title.value for title in at.title] == ["Rapat tidak ditemukan"]


def test_filters_come_from_the_address_and_go_there(seeded: Engine, visit: Visit) -> None:
    at = visit("rapat", rencana="RAN-VII")
    assert "Working Group Demokrasi" in told(at)
    assert "Penyampaian Usulan Perludem" not in "".join(h for h in told(at).split("rp-title")[1:])
    field(at, "text_input", "Cari").set_value("tidak ada di mana pun").run()
    assert asked_for(at, "cari") == "tidak ada di mana pun"
    assert "Tidak ada rapat yang cocok." in told(at)


def test_english_is_one_click_away(seeded: Engine, visit: Visit) -> None:
    for address in ("rapat", "usulan"):
        assert not visit(address, language="en").exception


def test_empty_databases_say_what_comes_next(sqlite: Engine, cast: Cast, open_page: OpenPage) -> None:
    assert "setelah Sekretariat OGI menerbitkannya" in told(open_page("rapat"))
    assert "Catat rapat pertama" in told(open_page("rapat", cast.secretariat))
    assert "Belum ada usulan." in told(open_page("usulan"))


def test_hostile_text_stays_text(seeded: Engine, people: Cast, visit: Visit) -> None:
    nasty = "<img src=x onerror=alert(1)> ![a](http://evil.example/x.png) [l](javascript:1) :red[x] **b**"
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        commands.edit_meeting(session, EDITOR, 1, {"title": nasty})
        commands.edit_decision(session, EDITOR, 1, {"text": nasty})
        commands.edit_follow_up(session, EDITOR, 1, {"text": nasty, "due_text": nasty})
    for address, query in (
        ("rapat", {}),
        ("rapat", {"id": "1"}),
        ("rapat", {"cari": "<img"}),
        ("catat-rapat", {"id": "1", "bagian": "keputusan"}),
        ("catat-rapat", {"id": "1", "bagian": "tindak-lanjut"}),
        ("catat-rapat", {"id": "1", "bagian": "publikasi"}),
    ):
        at = visit(address, people.secretariat, **query)
        assert not at.exception
        for element in _bodies(at):
            assert "<img" not in element
            assert "![a](http" not in element


def _bodies(at: AppTest) -> Iterator[str]:
    """What the browser reads as markup or markdown: bodies and labels, not the values of fields."""
    for block in _every(at._tree):
        proto = getattr(block, "proto", None)
        for name in ("body", "label"):
            value = getattr(proto, name, "")
            if isinstance(value, str):
                # inside our own HTML markdown means nothing; elsewhere a sign behind a backslash is only itself
                yield value.replace("![a](", "") if value.startswith("<") else re.sub(r"\\.", "", value)


def _every(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        yield child
        if hasattr(child, "children"):
            yield from _every(child)


# -- writing ----------------------------------------------------------------------------------------------------------


def test_the_form_is_for_editors_only(seeded: Engine, people: Cast, visit: Visit) -> None:
    for who, actor in people.items():
        at = visit("catat-rapat", actor, id="1")
        assert not at.exception
        assert bool(at.text_input) is (who in ("secretariat", "administrator")), who


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_and_the_administrator_sees_no_name(
    seeded: Engine, people: Cast, visit: Visit, section: str
) -> None:
    for key in ("1", "2"):
        assert not visit("catat-rapat", people.secretariat, id=key, bagian=section).exception
        at = visit("catat-rapat", people.administrator, id=key, bagian=section)
        assert not at.exception
        assert [name for name in names(seeded) if re.search(rf"\b{name}\b", told(at))] == []


def test_a_meeting_is_recorded_with_decision_and_follow_up(seeded: Engine, people: Cast, visit: Visit) -> None:
    at = visit("catat-rapat", people.secretariat)
    press(at, "Simpan rapat")
    assert [error.value for error in at.error] == ["Pilih tanggal rapat."]
    field(at, "date_input", "Tanggal").set_value(dt.date(2024, 7, 1))
    press(at, "Simpan rapat")
    assert [error.value for error in at.error] == ["Tulis judul rapat."]
    field(at, "text_input", "Judul rapat").set_value("Rapat baru")
    field(at, "time_input", "Jam mulai").set_value(dt.time(9, 0))
    press(at, "Simpan rapat")
    assert "Rapat tersimpan sebagai catatan internal." in told(at)
    assert "/rapat?id=3" in told(at)
    assert asked_for(at, "id") == "3"
    assert (one(seeded, Meeting, 3).title, one(seeded, Meeting, 3).starts_at) == ("Rapat baru", "09:00")

    field(at, "text_area", "Isi").set_value("Data dibuka")
    press(at, "Tambah keputusan")
    assert "Keputusan ditambahkan sebagai catatan internal." in told(at)

    at = visit("catat-rapat", people.secretariat, id="3", bagian="tindak-lanjut")
    field(at, "text_area", "Apa yang akan dilakukan").set_value("Mengirim matriks")
    field(at, "text_input", "Tenggat sebagaimana disebut").set_value("akhir Agustus 2024")
    press(at, "Tambah tindak lanjut")
    made = next(row for row in _follow_ups(seeded) if row.meeting_id == 3)
    assert (made.due_text, made.due_on, made.due_precision) == ("akhir Agustus 2024", dt.date(2024, 8, 31), "month")


def _follow_ups(engine: Engine) -> list[FollowUp]:
    with database.reading(engine) as session:
        return list(session.exec(select(FollowUp)).all())


@pytest.mark.parametrize(
    ("words", "on", "precision"),
    [
        ("30 Agustus 2024", dt.date(2024, 8, 30), "day"),
        ("16 atau 18 November", None, "tentative"),
        ("triwulan IV 2024", None, "quarter"),
        ("segera", None, "relative"),
        ("nanti dibahas", None, None),
        ("", None, None),
    ],
)
def test_no_day_is_made_up_for_a_deadline(
    seeded: Engine, people: Cast, visit: Visit, words: str, on: dt.date | None, precision: str | None
) -> None:
    at = visit("catat-rapat", people.secretariat, id="1", bagian="tindak-lanjut")
    field(at, "text_area", "Apa yang akan dilakukan", 1).set_value("Mengirim matriks")
    field(at, "text_input", "Tenggat sebagaimana disebut", 1).set_value(words)
    press(at, "Tambah tindak lanjut")
    made = max(_follow_ups(seeded), key=lambda row: row.id or 0)
    assert (made.due_text, made.due_on, made.due_precision) == (words, on, precision)


def test_a_stale_form_shows_both_values(seeded: Engine, people: Cast, visit: Visit) -> None:
    at = visit("catat-rapat", people.secretariat, id="1")
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        commands.edit_meeting(session, EDITOR, 1, {"title": "Judul dari orang lain"})
    field(at, "text_input", "Judul rapat").set_value("Judul saya")
    press(at, "Simpan rapat")
    shown = told(at)
    assert "sudah diubah orang lain" in shown
    assert "Judul dari orang lain" in shown
    assert "Judul saya" in shown
    assert one(seeded, Meeting, 1).title == "Judul dari orang lain"
    press(at, "Pertahankan isian saya")
    press(at, "Simpan rapat")
    assert one(seeded, Meeting, 1).title == "Judul saya"


def test_a_stale_decision_can_be_dropped_for_what_is_stored(seeded: Engine, people: Cast, visit: Visit) -> None:
    at = visit("catat-rapat", people.secretariat, id="1", bagian="keputusan")
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        commands.edit_decision(session, EDITOR, 1, {"text": "Keputusan orang lain"})
    field(at, "text_area", "Isi").set_value("Keputusan saya")
    press(at, "Simpan keputusan")
    assert one(seeded, Decision, 1).text == "Keputusan orang lain"
    press(at, "Muat yang tersimpan")
    assert field(at, "text_area", "Isi").value == "Keputusan orang lain"


def test_a_follow_up_is_closed_with_its_evidence(seeded: Engine, people: Cast, visit: Visit) -> None:
    at = visit("catat-rapat", people.secretariat, id="1", bagian="tindak-lanjut")
    field(at, "selectbox", "Keadaan").set_value(FollowUpState.DONE.value)
    field(at, "text_input", "Tautan bukti").set_value("bukan alamat")
    press(at, "Simpan keadaan")
    assert "bukan alamat web" in at.error[0].value
    field(at, "text_input", "Tautan bukti").set_value("https://ogi.bappenas.go.id/matriks")
    press(at, "Simpan keadaan")
    row = one(seeded, FollowUp, 1)
    assert (row.state, row.evidence_url) == (FollowUpState.DONE, "https://ogi.bappenas.go.id/matriks")
    assert "Lewat tenggat" not in told(visit("rapat", VISITOR, id="1"))


def test_statements_are_released_by_choice_and_seen_without_names(seeded: Engine, people: Cast, visit: Visit) -> None:
    at = visit("catat-rapat", people.secretariat, id="2", bagian="publikasi")
    first = next(box for box in at.checkbox if "Rike" in box.label)
    first.check()
    [button for button in at.button if button.label == "Simpan pilihan"][-1].click().run()
    assert "1 butir diterbitkan, 0 ditarik." in told(at)
    shown = told(visit("rapat", VISITOR, id="2"))
    assert "[nama] selaku perwakilan dari Bawaslu" in shown
    assert "Rike" not in shown


def test_what_changed_meanwhile_is_not_released_unseen(seeded: Engine, people: Cast, visit: Visit) -> None:
    at = visit("catat-rapat", people.secretariat, id="2", bagian="publikasi")
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        row = session.exec(select(FollowUp).where(FollowUp.meeting_id == 2)).first()
        assert row is not None
        key = row.id or 0
        commands.edit_follow_up(session, EDITOR, key, {"text": "Teks lain"})
    box = next(box for box in at.checkbox if box.label.startswith("Sekretariat OGI akan memfasilitasi"))
    box.check()
    next(button for button in at.button if button.label == "Simpan pilihan").click().run()
    assert at.error
    assert one(seeded, FollowUp, key).released is False


def test_a_meeting_is_published_and_withdrawn(seeded: Engine, people: Cast, visit: Visit) -> None:
    at = press(visit("catat-rapat", people.secretariat, id="2", bagian="publikasi"), "Tarik rapat ini dari publik")
    assert "Rapat ini sekarang internal." in told(at)
    assert [t.value for t in visit("rapat", VISITOR, id="2").title] == ["Rapat tidak ditemukan"]
    press(at, "Terbitkan rapat ini")
    assert "Working Group Demokrasi" in visit("rapat", VISITOR, id="2").title[0].value


def test_suggestions_are_decided_by_button(seeded: Engine, people: Cast, visit: Visit) -> None:
    at = press(visit("catat-rapat", people.secretariat, id="2", bagian="kaitan"), "Tolak")
    assert "Kaitan ditolak" in told(at)


def test_a_person_is_erased_only_when_sure(seeded: Engine, people: Cast, visit: Visit) -> None:
    at = visit("catat-rapat", people.secretariat, id="2", bagian="peserta")
    person = next(row for row in _people(seeded) if row.name == "Rike")
    field(at, "selectbox", "Orang").set_value(person.id)
    press(at, "Hapus data orang ini")
    assert one(seeded, Person, person.id or 0).name == "Rike"
    field(at, "checkbox", "Saya mengerti bahwa ini tidak dapat dibatalkan").check()
    press(at, "Hapus data orang ini")
    assert one(seeded, Person, person.id or 0).erased
    with database.reading(seeded) as session:
        assert not any("Rike" in text for text in session.exec(select(Statement.text)))


def _people(engine: Engine) -> list[Person]:
    with database.reading(engine) as session:
        return list(session.exec(select(Person)).all())
