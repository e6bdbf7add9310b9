"""The meeting brief: two pages whatever there is to say, nothing stored read as markup, nobody named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, select

from models import database
from models.language import LANGUAGES, speaking
from models.problems import NotFound
from models.rules.access import SYSTEM, VISITOR, Actor
from models.tables.meeting import Decision, Meeting, Participation, Person
from models.vocabulary import ParticipationRole, Role, SourceKind
from reports.brief.gather import Brief, Wanted, gather
from reports.brief.message import LONGEST, message
from reports.brief.typeset import clipped, file_name, pdf, visible
from tests.reports.demo import TODAY, demonstration

DIRECTOR = Actor(Role.DIRECTOR)
NASTY = [
    "#panic()",
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0": *',
    "= Judul\n- butir *tebal* _miring_ $x^2$ `kode` <label> @rujukan \\",
    "]}{[",
    "x" * 4000,
    "kata " * 900,
    "\u202egnirts\u202c \x00\x1b[31m",
    "عربى 中文 😀",
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = demonstration(tmp_path_factory.mktemp("brief"))
    yield engine
    engine.dispose()


@pytest.fixture
def session(demo: Engine) -> Iterator[Session]:
    with database.reading(demo) as session:
        yield session


def whole(session: Session, actor: Actor = DIRECTOR, **wanted: str) -> Brief:
    return gather(session, actor, Wanted(wanted.pop("plan", "RAN-VII"), TODAY, **wanted))  # type: ignore[arg-type]


def pages(content: bytes) -> list[str]:
    """The text of each page; PDFium reads much faster than pdfplumber."""
    book = pdfium.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_bounded() for page in book]
    finally:
        book.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"organisation": "KPU"},
        {"organisation": "Perludem"},
        {"theme": "elections"},
        {"plan": "RAN-VI"},
        {"plan": "RAN-VIII"},
    ],
)
def test_a_brief_is_one_or_two_a4_pages_in_either_language(
    session: Session, wanted: dict[str, str], language: str
) -> None:
    with speaking(language):
        brief = whole(session, **wanted)
        content = pdf(brief)
        text = message(brief)

    assert 1 <= len(pages(content)) <= 2
    assert len(text) <= LONGEST
    book = pdfium.PdfDocument(content)
    assert {(round(width), round(height)) for width, height in map(book.get_page_size, range(len(book)))} == {
        (595, 842)
    }
    assert book.get_metadata_value("Title")
    pictures = [o for page in book for o in page.get_objects() if o.type == pdfium.raw.FPDF_PAGEOBJ_IMAGE]
    assert not pictures  # charts are vectors
    book.close()


def test_the_counts_add_up_and_say_that_they_are_provisional(session: Session) -> None:
    brief = whole(session)
    first, second = pages(pdf(brief))

    assert sum(brief.picture.counts.values()) == len(brief.picture.commitments) == 15
    assert "2 dari 15 komitmen selesai" in first
    assert "(sementara)" in first
    assert "Posisi per 31 Juli 2024" in first
    assert "29 dari 36 instansi sudah melapor" in " ".join(first.split())
    assert "Perlu tindakan" in first
    assert "Kendala:" in first
    for title in ("Semua komitmen", "Yang berubah sejak 1 Jul 2024", "Keputusan terakhir", "Tindak lanjut terbuka"):
        assert title in second
    assert "dan 8 lainnya" in second


def test_a_brief_about_an_institution_holds_what_is_its_own(session: Session) -> None:
    brief = whole(session, organisation="KPU")

    assert [c.code for c in brief.picture.commitments] == ["RAN7-06"]
    assert all("KPU" in {o.short for o in m.responsible} for _c, m in brief.attention)
    assert brief.has_reported is True
    assert "Komisi Pemilihan Umum (KPU)" in pages(pdf(brief))[0]
    assert all(change.query["kode"] == "RAN7-06" for change in brief.changes)
    assert "kpu" in file_name(brief).casefold()


def test_a_theme_narrows_to_its_commitments_and_coverage(session: Session) -> None:
    everything, brief = whole(session), whole(session, theme="Elections")

    assert [c.code for c in brief.picture.commitments] == ["RAN7-05", "RAN7-06"]
    assert brief.picture.coverage.institutions_due < everything.picture.coverage.institutions_due
    assert brief.picture.coverage.milestones_due <= len(brief.picture.milestones)


def test_what_moved_is_told_with_before_and_after(session: Session) -> None:
    brief = whole(session)

    assert brief.moved
    assert all(m.before is not m.commitment.light for m in brief.moved)
    assert "RAN7-03" in {m.commitment.code for m in brief.moved}


def test_a_brief_of_the_past_knows_nothing_of_later(session: Session) -> None:
    past = dt.date(2024, 3, 31)
    brief = gather(session, DIRECTOR, Wanted("RAN-VII", past))

    assert all(d.held_on <= past for d in brief.decisions)
    assert all(f.held_on <= past for f in brief.follow_ups)
    assert "31 Maret 2024" in pages(pdf(brief))[0]


def test_a_visitors_brief_holds_less_and_is_not_marked_internal(session: Session) -> None:
    inside, outside = whole(session), whole(session, VISITOR)

    assert inside.internal
    assert not outside.internal
    assert not all(d.decision.released for d in inside.decisions)
    assert all(d.decision.released for d in outside.decisions)
    assert "internal" not in "".join(pages(pdf(outside)))
    assert "penggunaan internal" in "".join(pages(pdf(inside)))


def test_an_institution_that_nobody_knows_is_refused(session: Session) -> None:
    with pytest.raises(NotFound):
        whole(session, organisation="Kementerian Sihir")


def test_the_same_brief_gives_the_same_bytes(session: Session) -> None:
    brief = whole(session, organisation="KPU")

    assert pdf(brief) == pdf(brief)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.sampled_from(NASTY), st.text(max_size=300)))
def test_stored_text_is_never_markup_and_never_makes_a_third_page(session: Session, text: str) -> None:
    brief = spoiled(whole(session, VISITOR, organisation="Perludem"), text)

    assert len(pages(pdf(brief))) <= 2
    assert len(message(brief)) <= LONGEST


def spoiled(brief: Brief, text: str) -> Brief:
    """The same brief with a text in all places that hold stored text, forty times over."""
    commitments = tuple(
        replace(c, title_id=text, title_en=text, milestones=tuple(m._replace(activity=text) for m in c.milestones))
        for c in brief.picture.commitments
    )
    picture = replace(brief.picture, commitments=commitments, plan=replace(brief.plan, name_id=text))
    return replace(
        brief,
        picture=picture,
        theme=text,
        organisation=replace(brief.organisation, name=text, abbreviation=text) if brief.organisation else None,
        attention=tuple((c, m) for c in commitments for m in c.milestones) * 8,
        obstacles={m.id: text for c in commitments for m in c.milestones},
        changes=tuple(replace(change, text=text) for change in brief.changes) * 8,
        decisions=tuple(replace(d, decision=replace(d.decision, text=text)) for d in brief.decisions) * 8,
        follow_ups=tuple(replace(f, text=text, due_text=text, due_on=None) for f in brief.follow_ups) * 8,
    )


def test_markup_stands_on_the_page_as_it_was_written(session: Session) -> None:
    said = '#panic() *tebal* $x^2$ [kurung] <label> \\ "kutip"'
    brief = spoiled(whole(session, VISITOR, organisation="Perludem"), said)

    assert said in " ".join("".join(pages(pdf(brief))).split())


def test_nobody_is_named_even_for_the_secretariat(demo: Engine) -> None:
    name = "Siti Nurmala Prabandari"
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=demo) as session:
        decision = session.exec(
            select(Decision).join(Meeting).where(Meeting.title.contains("Forum Multipihak"), Decision.released)  # type: ignore[attr-defined]
        ).first()
        assert decision is not None
        before = decision.text
        person = Person(name=name)
        session.add(person)
        session.flush()
        session.add(
            Participation(
                meeting_id=decision.meeting_id, position=99, person_id=person.id, role=ParticipationRole.PARTICIPANT
            )
        )
        decision.text = f"Bapak {name} dari KPU menyiapkan naskah."
        key = decision.id
    with database.reading(demo) as session:
        for actor in (Actor(Role.SECRETARIAT), SYSTEM, DIRECTOR, VISITOR):
            brief = whole(session, actor)
            assert "menyiapkan naskah" in str(brief.decisions)
            assert name not in "".join(pages(pdf(brief))) + message(brief) + str(brief)
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=demo) as session:
        restored = session.get(Decision, key)
        assert restored is not None
        restored.text = before


def test_long_texts_are_cut_at_a_word() -> None:
    assert clipped("satu dua tiga empat", 12) == "satu dua…"
    assert clipped("satu", 12) == "satu"
    assert visible("a\u202e b\n\tc\x00") == "a b c"
