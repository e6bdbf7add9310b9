"""The search finds what a reader may read, wherever it stands, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models import database
from models.commands.commitments import add_milestone
from models.commands.meetings import release
from models.language import speaking
from models.queries.plans import revision
from models.queries.search import (
    Answer,
    Audience,
    Collected,
    Entry,
    Kind,
    minutes,
    register,
    register_revision,
    search,
)
from models.rules.access import SYSTEM, VISITOR, Actor
from models.tables.meeting import Meeting, Person, Proposal, Statement
from models.tables.organisation import Organisation
from models.vocabulary import Role
from seed.load import load
from tests.models.conftest import Plan, say, write

PUBLIC = [VISITOR, Actor(Role.AGENCY, organisation_id=1), Actor(Role.CSO, organisation_id=2)]
WITHOUT_NAMES = [*PUBLIC, Actor(Role.DIRECTOR), Actor(Role.ADMINISTRATOR)]
SECRETARIAT = Actor(Role.SECRETARIAT)


@pytest.fixture
def session(sqlite: Engine) -> Iterator[Session]:
    load(sqlite)
    with database.reading(sqlite) as session:
        yield session


def ask(session: Session, words: str, actor: Actor = VISITOR, only: Kind | None = None) -> Answer:
    return search([register(session), minutes(session, Audience.of(actor))], words, only=only)


def titles(answer: Answer, kind: Kind) -> list[str]:
    """The titles found of one kind, as they are shown."""
    return ["".join(run.text for run in hit.title) for g in answer.groups if g.kind is kind for hit in g.hits]


@pytest.mark.parametrize(
    ("words", "kind", "expected", "leads_to"),
    [
        ("keterbukaan data", Kind.COMMITMENT, "Keterbukaan Tata Kelola Data Pemilihan Umum", ("komitmen", "RAN7-06")),
        ("ketrbukaan data pemilhan", Kind.COMMITMENT, "Keterbukaan Tata Kelola Data Pemilihan Umum", None),
        ("RAN7-06", Kind.COMMITMENT, "Keterbukaan Tata Kelola Data Pemilihan Umum", ("komitmen", "RAN7-06")),
        ("komisi pemilihan umum", Kind.ORGANISATION, "Komisi Pemilihan Umum", ("instansi", "KPU")),
        ("KPU", Kind.ORGANISATION, "Komisi Pemilihan Umum", ("instansi", "KPU")),
        ("bawslu", Kind.ORGANISATION, "Badan Pengawas Pemilihan Umum", ("instansi", "Bawaslu")),
        ("integrasi rencana aksi KPU", Kind.MILESTONE, "Integrasi rencana aksi dalam dokumen perencanaan KPU", None),
        ("pemilu bebas disinformasi", Kind.PROPOSAL, "Usulan KOPEL: pemilu yang bebas disinformasi", None),
        ("working group demokrasi", Kind.MEETING, "Rapat Koordinasi Working Group Demokrasi dengan K/L", None),
        ("RAN OGI VII", Kind.PLAN, "RAN OGI VII", None),
    ],
)
def test_everything_public_is_found_and_leads_to_its_place(
    session: Session, words: str, kind: Kind, expected: str, leads_to: tuple[str, str] | None
) -> None:
    answer = ask(session, words)

    assert not answer.partial
    assert expected in titles(answer, kind)
    if leads_to:
        hit = next(hit for g in answer.groups if g.kind is kind for hit in g.hits)
        assert (hit.page, next(iter(hit.query.values()))) == leads_to


def test_a_name_that_is_asked_for_stands_before_words_about_it(session: Session) -> None:
    assert ask(session, "KPU").groups[0].kind is Kind.ORGANISATION
    assert ask(session, "RAN7-06").groups[0].kind is Kind.COMMITMENT


def test_every_alias_of_an_organisation_finds_it(session: Session) -> None:
    collected = register(session)
    for short in ("KPU", "Perludem", "LKPP", "Bappenas"):
        organisation = session.exec(select(Organisation).where(Organisation.abbreviation == short)).one()
        for spelling in (organisation.name, short):
            answer = search([collected], spelling, only=Kind.ORGANISATION)
            assert organisation.name in titles(answer, Kind.ORGANISATION), spelling


def test_titles_are_found_and_shown_in_both_languages(session: Session) -> None:
    with speaking("id"):
        indonesian = ask(session, "keterbukaan", only=Kind.COMMITMENT)
    with speaking("en"):
        english = ask(session, "keterbukaan", only=Kind.COMMITMENT)
    assert {h.query["kode"] for h in indonesian.groups[0].hits} == {h.query["kode"] for h in english.groups[0].hits}
    shown = {hit.language for hit in english.groups[0].hits}
    assert "en" in shown


def test_what_was_looked_for_is_marked_where_it_stands(session: Session) -> None:
    hit = ask(session, "keterbukaan data", only=Kind.COMMITMENT).groups[0].hits[0]
    assert [run.text for run in hit.title if run.found] == ["Keterbukaan", "Data"]


@pytest.mark.parametrize("words", ["%", "_", "%%%", "__", "<script>", "   ", "a" * 5000])
def test_signs_are_ordinary_and_find_nothing_by_themselves(session: Session, words: str) -> None:
    assert ask(session, words, SECRETARIAT).total == 0


@pytest.mark.parametrize("actor", PUBLIC, ids=lambda a: a.role)
def test_who_reads_no_minutes_finds_no_statement_that_was_not_released(session: Session, actor: Actor) -> None:
    assert not [e for e in minutes(session, Audience.of(actor)).entries if e.kind is Kind.STATEMENT]
    assert Kind.STATEMENT not in {group.kind for group in ask(session, "urgensi keterbukaan pemilu", actor).groups}
    assert Kind.STATEMENT in {group.kind for group in ask(session, "urgensi keterbukaan pemilu", SECRETARIAT).groups}


@pytest.mark.parametrize("actor", WITHOUT_NAMES, ids=lambda a: a.role)
def test_nobody_but_the_secretariat_finds_a_person(session: Session, actor: Actor) -> None:
    names = session.exec(select(Person.name)).all()
    assert names
    index = minutes(session, Audience.of(actor)).index
    for name in names:
        assert name.casefold() not in index.find(name).words


def test_the_secretariat_finds_who_spoke_and_what(session: Session) -> None:
    answer = ask(session, "Dhika", SECRETARIAT)
    assert {Kind.MEETING, Kind.STATEMENT} <= {group.kind for group in answer.groups}
    assert ask(session, "uji coba si-Rekap", SECRETARIAT, Kind.STATEMENT).total >= 1
    assert ask(session, "uji coba si-Rekap", VISITOR, Kind.STATEMENT).total == 0


def test_a_meeting_that_is_taken_back_is_found_inside_only(sqlite: Engine) -> None:
    load(sqlite)
    words = "working group demokrasi"
    with database.reading() as session:
        meeting = session.exec(select(Meeting).where(col(Meeting.title).contains("Working Group"))).one()
        key, before = meeting.id or 0, revision(session)
    write(SECRETARIAT, lambda s: release(s, SECRETARIAT, Meeting, key, released=False))
    with database.reading() as session:
        assert revision(session) != before
        assert Kind.MEETING not in {g.kind for g in ask(session, words).groups}
        assert not [e for e in minutes(session, Audience()).entries if e.query == {"id": str(key)}]
        assert titles(ask(session, words, Actor(Role.DIRECTOR)), Kind.MEETING)


def test_a_released_statement_is_found_without_the_name_of_its_speaker(sqlite: Engine) -> None:
    load(sqlite)
    with database.reading() as session:
        statement = session.exec(select(Statement).where(col(Statement.text).contains("Bapak Dhika"))).first()
        assert statement is not None
        key = statement.id or 0
    write(SECRETARIAT, lambda s: release(s, SECRETARIAT, Statement, key, released=True))
    with database.reading() as session:
        answer = ask(session, "perwakilan Perludem", only=Kind.STATEMENT)
        assert "Dhika" not in titles(answer, Kind.STATEMENT)[0]
        assert Kind.STATEMENT not in {g.kind for g in ask(session, "Dhika").groups}


def test_a_proposal_leads_to_its_own_page(session: Session) -> None:
    hit = ask(session, "bebas disinformasi", only=Kind.PROPOSAL).groups[0].hits[0]
    proposal = session.get(Proposal, int(hit.query["id"]))
    assert hit.page == "usulan"
    assert proposal is not None
    assert "disinformasi" in proposal.title


def test_a_report_moves_the_data_and_not_the_register(engine: Engine, plan: Plan) -> None:
    with database.reading() as session:
        before, register_before = revision(session), register_revision(session)
    say(plan.cast.kpu, plan.key(), percent=40, achievement="Sudah")
    with database.reading() as session:
        assert revision(session) != before
        assert register_revision(session) == register_before
    values = {"target_text": "Target baru", "due_on": dt.date(2024, 12, 31)}
    write(SYSTEM, lambda s: add_milestone(s, SYSTEM, plan.measures["RAN7-06"], values, organisation_ids=[plan.kpu]))
    with database.reading() as session:
        assert register_revision(session) != register_before
        assert titles(ask(session, "target baru"), Kind.MILESTONE) == ["Target baru"]


def test_only_so_many_of_a_kind_are_shown_and_all_are_counted() -> None:
    entries = [Entry(Kind.MILESTONE, f"Target terbuka {n}", page="komitmen", query={"kode": str(n)}) for n in range(80)]
    collected = [Collected.of(entries)]

    short, alone = search(collected, "terbuka"), search(collected, "terbuka", only=Kind.MILESTONE)

    assert [(g.total, len(g.hits)) for g in short.groups] == [(80, 5)]
    assert [(g.total, len(g.hits)) for g in alone.groups] == [(80, 50)]
    assert search(collected, "terbuka", only=Kind.PROPOSAL).groups == ()


def test_nothing_of_an_account_is_in_the_key_of_what_is_kept() -> None:
    kept = {Audience.of(Actor(role, account_id=7, organisation_id=3, name="Ana")) for role in Role}
    assert kept == {Audience(), Audience(internal=True), Audience(internal=True, personal=True)}
