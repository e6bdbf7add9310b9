"""Meetings: who sees what, that names never leak, and what may be done."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models import database, journal
from models.commands import meetings as commands
from models.commands.guards import LONGEST_TEXT
from models.problems import Invalid, NotAllowed, NotFound, Stale
from models.queries.commitments import CommitmentDetail, commitment_detail
from models.queries.meeting_records import FollowUpFilter, MeetingFilter, Turn
from models.queries.meetings import commitment_names, list_follow_ups, list_meetings, meeting_detail
from models.queries.proposals import ProposalFilter, list_proposals
from models.rules.access import VISITOR, Actor
from models.rules.wording import ERASED, NAME
from models.settings import settings
from models.tables.commitment import Commitment
from models.tables.history import Change
from models.tables.meeting import (
    Decision,
    FollowUp,
    Meeting,
    MeetingLink,
    Participation,
    Person,
    SourceDocument,
    Statement,
    WordingChange,
)
from models.tables.organisation import Organisation
from models.vocabulary import (
    Certainty,
    DecisionKind,
    FollowUpOrigin,
    FollowUpState,
    LinkState,
    MeetingState,
    ParticipationRole,
    PointKind,
    Precision,
    ProposalState,
    Role,
    SourceKind,
    StatementKind,
)
from seed.load import load
from tests.conftest import TODAY, Cast

VISITORS = (Role.VISITOR, Role.AGENCY, Role.CSO)
INTERNAL = (Role.DIRECTOR, Role.ADMINISTRATOR)
EDITOR = Actor(Role.SECRETARIAT)

Do = Callable[..., Any]


@pytest.fixture(scope="session")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The reference data with the two real meetings, loaded once for all tests that only read."""
    folder = tmp_path_factory.mktemp("meetings")
    engine = database.make_engine(f"sqlite:///{folder / 'tracker.db'}")
    with pytest.MonkeyPatch.context() as patch:  # the key for digests must not land in the project's data directory
        patch.setenv("TRACKER_DATA_DIRECTORY", str(folder))
        settings.cache_clear()
        load(engine)
    settings.cache_clear()
    yield engine
    engine.dispose()


@pytest.fixture
def seeded(engine: Engine, reference: Engine) -> Engine:
    """The same in a database of the test's own; on SQLite a copy."""
    if engine.dialect.name == "sqlite":
        database.copy_sqlite(Path(str(reference.url.database)), Path(str(engine.url.database)))
    else:
        load(engine)
    return engine


@pytest.fixture
def session(reference: Engine) -> Iterator[Session]:
    with database.reading(reference) as session:
        yield session


@pytest.fixture
def do(engine: Engine, cast: Cast) -> Do:
    """Run one command in a transaction of its own and give the id and version of what it returned."""

    def run(command: Callable[..., Any], *args: Any, actor: Actor | None = None, **named: Any) -> Any:
        with database.transaction(actor or cast.secretariat, source=SourceKind.FORM, on=engine) as session:
            made = command(session, actor or cast.secretariat, *args, **named)
            return getattr(made, "id", made)

    return run


@pytest.fixture
def meeting(do: Do, engine: Engine) -> int:
    """A meeting of KPU and Perludem."""
    kpu, perludem = organisation(engine, "KPU"), organisation(engine, "Perludem")
    values = {"title": "Rapat data pemilu", "held_on": dt.date(2024, 7, 1), "starts_at": "09:00", "ends_at": "11:30"}
    key: int = do(
        commands.record_meeting, values, organisation_ids=[kpu, perludem], agenda=["Membuka", "", "Data terbuka"]
    )
    return key


def organisation(engine: Engine, short: str) -> int:
    with database.reading(engine) as session:
        return session.exec(select(Organisation.id).where(Organisation.abbreviation == short)).one() or 0


def detail(engine: Engine, meeting_id: int, actor: Actor = EDITOR) -> Any:
    with database.reading(engine) as session:
        return meeting_detail(session, actor, meeting_id, TODAY)


def add_statement(engine: Engine, meeting_id: int, text: str, **values: Any) -> int:
    """A statement as a reader of minutes writes it; there is no form for it."""
    with database.transaction(EDITOR, source=SourceKind.MEETING, on=engine) as session:
        position = len(session.exec(select(Statement).where(Statement.meeting_id == meeting_id)).all()) + 1
        row = Statement(
            meeting_id=meeting_id, position=position, kind=StatementKind.INFORMATION, text=text, **values
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id or 0


def everything(session: Session, actor: Actor) -> list[Any]:
    """All that the queries tell an actor."""
    meetings = list_meetings(session, actor)
    return [
        meetings,
        [meeting_detail(session, actor, row.id, TODAY) for row in meetings],
        list_follow_ups(session, actor, TODAY),
        list_proposals(session, actor),
        commitment_names(session, actor),
        [commitment_detail(session, actor, code, TODAY) for code in ("RAN6-13", "RAN7-05", "RAN7-06")],
        [list_meetings(session, actor, MeetingFilter(text=word)) for word in ("data terbuka", "perwakilan", "a")],
    ]


# -- who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.SECRETARIAT, Role.SYSTEM)])
def test_no_record_of_these_roles_holds_a_name_of_the_minutes(session: Session, role: Role) -> None:
    names = set(session.exec(select(Person.name)).all())
    assert len(names) == 8
    told = repr(everything(session, Actor(role)))
    assert [name for name in names if re.search(rf"\b{name}\b", told, re.IGNORECASE)] == []
    for name in names:
        assert list_meetings(session, Actor(role), MeetingFilter(text=name)) == ()
        assert list_follow_ups(session, Actor(role), TODAY, FollowUpFilter(meetings=MeetingFilter(text=name))) == ()


def test_both_kinds_of_database_tell_the_same(session: Session, seeded: Engine) -> None:
    with database.reading(seeded) as other:
        for role in (Role.VISITOR, Role.DIRECTOR, Role.SECRETARIAT):
            assert everything(other, Actor(role)) == everything(session, Actor(role))


def test_the_secretariat_sees_names_and_the_source_text(session: Session) -> None:
    first = meeting_detail(session, EDITOR, 1, TODAY)
    assert first.minutes is not None
    assert [p.person for p in first.minutes.participants if p.person] == ["Dhika", "Indra", "Andre"]
    assert first.turns[0].speaker.person == "Dhika"
    assert first.minutes.document is not None
    assert "Dewi Resmining" in (first.minutes.document.text or "")
    assert [row.id for row in list_meetings(session, EDITOR, MeetingFilter(text="dhika"))] == [2, 1]


@pytest.mark.parametrize("role", VISITORS)
def test_visitors_see_what_was_released_and_nothing_of_the_minutes(session: Session, role: Role) -> None:
    first = meeting_detail(session, Actor(role), 1, TODAY)
    assert (first.minutes, first.turns, first.withheld) == (None, (), 47)
    assert (len(first.decisions), len(first.wording_changes), len(first.follow_ups)) == (2, 1, 1)
    assert {o.short for o in first.institutions} == {
        "KPU",
        "Perludem",
        "Seknas OGI",
        "Direktorat Politik dan Komunikasi Bappenas",
    }
    assert [c.code for c in first.commitments] == ["RAN6-13"]
    second = meeting_detail(session, Actor(role), 2, TODAY)
    assert len(second.decisions) == 3
    assert second.follow_ups == ()
    assert [f.id for f in list_follow_ups(session, Actor(role), TODAY)] == [first.follow_ups[0].id]
    assert [row.follow_ups for row in list_meetings(session, Actor(role))] == [0, 1]


@pytest.mark.parametrize("role", INTERNAL)
def test_internal_readers_see_the_minutes_without_names(session: Session, role: Role) -> None:
    second = meeting_detail(session, Actor(role), 2, TODAY)
    assert second.minutes is not None
    assert second.minutes.document is not None
    assert second.minutes.document.text is None
    assert second.minutes.document.file_name == "notula-2022-10-25.txt"
    assert len(second.follow_ups) == 3
    assert second.withheld == 0
    assert second.turns[0].statements[0].text.startswith(f"{NAME} selaku perwakilan dari Bawaslu")
    assert {p.person_id for p in second.minutes.participants} == {None}
    assert [p.is_person for p in second.minutes.participants] == [True] * 7


def test_released_statements_are_public_without_names(seeded: Engine) -> None:
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        for statement in session.exec(select(Statement).where(Statement.meeting_id == 2)):
            statement.released = True
    public = detail(seeded, 2, VISITOR)
    assert public.withheld == 0
    assert [t.speaker.organisation.short for t in public.turns][:2] == ["Bawaslu", "KOPEL"]
    assert {(t.speaker.person, t.speaker.as_written) for t in public.turns} == {("", "")}
    assert "Rike" not in repr(public)
    with database.reading(seeded) as session:
        rows = list_meetings(session, VISITOR, MeetingFilter(text="takedown"))
    assert [hit.what for hit in rows[0].hits] == ["Pembahasan"]


def test_a_released_statement_below_a_hidden_one_stands_on_its_own(engine: Engine, meeting: int) -> None:
    above = add_statement(engine, meeting, "tidak dibuka")
    add_statement(engine, meeting, "dibuka", parent_id=above, released=True)
    with database.transaction(EDITOR, source=SourceKind.FORM, on=engine) as session:
        session.get_one(Meeting, meeting).released = True
    public = detail(engine, meeting, VISITOR)
    assert [s.text for turn in public.turns for s in turn.statements] == ["dibuka"]
    assert public.withheld == 1
    assert "tidak dibuka" not in repr(public)


@pytest.mark.parametrize("role", VISITORS)
def test_a_meeting_that_was_not_released_is_not_there(engine: Engine, meeting: int, role: Role) -> None:
    assert detail(engine, meeting).released is False
    with database.reading(engine) as session:
        assert list_meetings(session, Actor(role)) == ()
        assert list_follow_ups(session, Actor(role), TODAY) == ()
        with pytest.raises(NotFound):
            meeting_detail(session, Actor(role), meeting, TODAY)


def test_parts_of_an_unreleased_meeting_stay_inside(do: Do, engine: Engine, meeting: int) -> None:
    follow_up = do(commands.add_follow_up, meeting, {"text": "Mengirim matriks"})
    do(commands.release, FollowUp, follow_up)
    with database.reading(engine) as session:
        assert list_follow_ups(session, VISITOR, TODAY) == ()
    do(commands.release, Meeting, meeting)
    with database.reading(engine) as session:
        assert [f.text for f in list_follow_ups(session, VISITOR, TODAY)] == ["Mengirim matriks"]


# -- what a commitment tells of its meetings --------------------------------------------------------------------------


def told_of(engine: Engine, code: str, role: Role) -> CommitmentDetail:
    with database.reading(engine) as session:
        return commitment_detail(session, Actor(role), code, TODAY)


def add_follow_up(engine: Engine, meeting_id: int, code: str, text: str, **values: Any) -> None:
    """A released follow-up on a commitment, as a reader of minutes writes it."""
    with database.transaction(EDITOR, source=SourceKind.MEETING, on=engine) as session:
        commitment = session.exec(select(Commitment.id).where(Commitment.code == code)).one()
        row = FollowUp(
            meeting_id=meeting_id, position=9, text=text, commitment_id=commitment, released=True,
            origin=FollowUpOrigin.FORM, **values,
        )  # fmt: skip
        session.add(row)


def test_a_commitment_keeps_silent_on_a_meeting_that_was_not_released(seeded: Engine) -> None:
    add_follow_up(seeded, 1, "RAN6-13", "Mengirim matriks")
    for role in (*VISITORS, Role.DIRECTOR):
        open_ = told_of(seeded, "RAN6-13", role)
        assert ([m.id for m in open_.meetings], [f.text for f in open_.follow_ups]) == ([1], ["Mengirim matriks"])
        assert [w.meeting_id for w in open_.wording_changes] == [1]
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        commands.release(session, EDITOR, Meeting, 1, released=False)
    for role in VISITORS:
        closed = told_of(seeded, "RAN6-13", role)
        assert (closed.meetings, closed.follow_ups, closed.wording_changes) == ((), (), ())
    for role in INTERNAL:
        inside = told_of(seeded, "RAN6-13", role)
        assert (len(inside.meetings), len(inside.follow_ups), len(inside.wording_changes)) == (1, 1, 1)


def test_what_was_not_released_of_an_open_meeting_stays_off_the_commitment(seeded: Engine) -> None:
    add_follow_up(seeded, 1, "RAN6-13", "Mengirim matriks")
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        for row in (*session.exec(select(FollowUp)), *session.exec(select(WordingChange))):
            row.released = False
    for role in VISITORS:
        shown = told_of(seeded, "RAN6-13", role)
        assert ([m.id for m in shown.meetings], shown.follow_ups, shown.wording_changes) == ([1], (), ())
    assert len(told_of(seeded, "RAN6-13", Role.DIRECTOR).follow_ups) == 1


def test_a_wording_that_a_matrix_brought_needs_no_meeting_to_be_public(seeded: Engine) -> None:
    with database.transaction(EDITOR, source=SourceKind.IMPORT, on=seeded) as session:
        row = session.get_one(WordingChange, 1)
        row.meeting_id = None
    assert len(told_of(seeded, "RAN6-13", Role.VISITOR).wording_changes) == 1


def test_why_a_meeting_was_linked_is_for_internal_eyes(session: Session) -> None:
    for role in Role:
        (mention,) = commitment_detail(session, Actor(role), "RAN7-06", TODAY).meetings
        assert bool(mention.reason) is (role not in VISITORS), role


def test_a_commitment_names_nobody_of_the_minutes(seeded: Engine) -> None:
    add_follow_up(seeded, 2, "RAN6-13", "Rike mengirim matriks", due_text="setelah Indra kembali")
    with database.transaction(EDITOR, source=SourceKind.MEETING, on=seeded) as session:
        meeting = session.get_one(Meeting, 1)
        meeting.title = "Rapat dengan Dhika"
        change = session.get_one(WordingChange, 1)
        change.before, change.after, change.place = "Semula kata Indra", "Menjadi kata Andre", "baris Dhika"
        session.get_one(Decision, 1).text = "Dhika menyetujui"
        for link in session.exec(select(MeetingLink)):
            link.reason = "disebut oleh Dhika"
    for role in Role:
        shown = told_of(seeded, "RAN6-13", role)
        told = repr((shown.meetings, shown.follow_ups, shown.wording_changes))
        found = {name for name in ("Rike", "Indra", "Dhika", "Andre") if name in told}
        assert len(found) == (4 if role in (Role.SECRETARIAT, Role.SYSTEM) else 0), (role, found)
        assert [(f.text, f.due_text) for f in shown.follow_ups] == [
            ("Rike mengirim matriks", "setelah Indra kembali")
            if found
            else (f"{NAME} mengirim matriks", f"setelah {NAME} kembali")
        ]


# -- filters and search -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (MeetingFilter(), [2, 1]),
        (MeetingFilter(plan="RAN-VI"), [1]),
        (MeetingFilter(commitment="ran7-06"), [2]),
        (MeetingFilter(commitment="RAN7-01"), []),
        (MeetingFilter(text="Koordinasi Working"), [2]),
        (MeetingFilter(text="platform satu data"), [1]),
        (MeetingFilter(text="%"), []),
        (MeetingFilter(text="_"), []),
        (MeetingFilter(text="' OR 1=1 --"), []),
        (MeetingFilter(text="x" * 500), []),
    ],
)
def test_meetings_are_found(session: Session, which: MeetingFilter, expected: list[int]) -> None:
    assert [row.id for row in list_meetings(session, Actor(Role.DIRECTOR), which)] == expected


def test_meetings_of_an_institution_are_those_it_attended_or_owes_something(
    session: Session, reference: Engine
) -> None:
    found = list_meetings(session, VISITOR, MeetingFilter(organisation_id=organisation(reference, "Bawaslu")))
    assert [row.id for row in found] == [2]


def test_a_visitor_does_not_find_what_was_not_released(session: Session) -> None:
    assert list_meetings(session, VISITOR, MeetingFilter(text="takedown")) == ()
    assert list_meetings(session, VISITOR, MeetingFilter(text="memfasilitasi")) == ()
    assert [row.id for row in list_meetings(session, VISITOR, MeetingFilter(text="matriks target"))] == [1]


def test_follow_ups_show_their_gaps(session: Session) -> None:
    director = Actor(Role.DIRECTOR)
    assert len(list_follow_ups(session, director, TODAY, FollowUpFilter(open_only=True))) == 4
    nobody = list_follow_ups(session, director, TODAY, FollowUpFilter(without_owner=True))
    assert [f.text[:7] for f in nobody] == ["Matriks"]
    undated = list_follow_ups(session, director, TODAY, FollowUpFilter(without_date=True))
    assert len(undated) == 3
    assert list_follow_ups(session, director, TODAY, FollowUpFilter(overdue=True)) == ()


@pytest.mark.parametrize(("today", "overdue"), [(dt.date(2024, 7, 31), False), (dt.date(2024, 8, 1), True)])
def test_a_follow_up_is_overdue_the_day_after(
    do: Do, engine: Engine, meeting: int, today: dt.date, overdue: bool
) -> None:
    values = {
        "text": "Kirim",
        "due_text": "akhir Juli",
        "due_on": dt.date(2024, 7, 31),
        "due_precision": Precision.MONTH,
    }
    follow_up = do(commands.add_follow_up, meeting, values)
    with database.reading(engine) as session:
        assert [f.is_overdue for f in list_follow_ups(session, EDITOR, today)] == [overdue]
    do(commands.move_follow_up, follow_up, FollowUpState.DONE)
    with database.reading(engine) as session:
        assert [f.is_overdue for f in list_follow_ups(session, EDITOR, today)] == [False]


# -- the facts of the minutes -----------------------------------------------------------------------------------------


def test_the_discussion_is_a_tree_under_its_speakers_in_order(session: Session) -> None:
    first = meeting_detail(session, EDITOR, 1, TODAY)
    assert [turn.speaker.organisation.short for turn in first.turns if turn.speaker.organisation] == [
        "Perludem",
        "Direktorat Politik dan Komunikasi Bappenas",
        "KPU",
    ]
    assert _texts(first.turns[0])[:2] == [
        "Bapak Dhika sebagai perwakilan Perludem menjelaskan beberapa poin terkait rencana aksi yang diusulkan, "
        "sebagai berikut:",
        "Perludem menjelaskan mengenai urgensi keterbukaan pemilu yakni",
    ]
    assert sum(len(_texts(turn)) for turn in first.turns) == 47
    change = first.wording_changes[0]
    assert (change.commitment, change.measure, change.before_inferred) == ("RAN6-13", 1, True)
    assert [p.text.strip() for p in change.pieces if p.kind == "added"] == ["infromasi", "(open data)"]
    assert first.decisions[1].milestone == "RAN6-13-1-1"


def _texts(turn: Turn) -> list[str]:
    def below(rows: Any) -> Iterator[str]:
        for row in rows:
            yield row.text
            yield from below(row.children)

    return list(below(turn.statements))


# -- proposals --------------------------------------------------------------------------------------------------------


def test_the_ledger_tells_who_proposed_what_to_whom_and_what_came_of_it(session: Session) -> None:
    rows = {row.title: row for row in list_proposals(session, VISITOR)}
    kopel = rows["Usulan KOPEL: pemilu yang bebas disinformasi"]
    assert [o.short for o in kopel.proposers] == ["KOPEL"]
    assert [o.short for o in kopel.addressed] == ["Bawaslu"]
    assert (kopel.state, kopel.responded_on, kopel.is_answered) == (ProposalState.COVERED, dt.date(2022, 10, 25), True)
    assert kopel.commitment is not None
    assert kopel.commitment.code == "RAN7-05"
    assert [m.id for m in kopel.meetings] == [2]


def test_suggested_threads_between_meetings_are_internal(session: Session) -> None:
    title = "Tata Kelola Keterbukaan Data Pemilu"
    public = next(row for row in list_proposals(session, VISITOR) if row.title == title)
    internal = next(row for row in list_proposals(session, Actor(Role.DIRECTOR)) if row.title == title)
    assert [(m.id, m.suggested) for m in public.meetings] == [(2, False)]
    assert [(m.id, m.suggested) for m in internal.meetings] == [(1, True), (2, False)]


def test_proposals_are_filtered(session: Session, reference: Engine) -> None:
    kpu, perludem = organisation(reference, "KPU"), organisation(reference, "Perludem")

    def count(**which: Any) -> int:
        return len(list_proposals(session, VISITOR, ProposalFilter(**which)))

    assert count() == 13
    assert count(plan="RAN-VI") == 1
    assert count(proposer_id=perludem) == 2
    assert count(addressed_id=kpu, plan="RAN-VII") == 1
    assert count(state=ProposalState.COVERED) == 1
    assert count(unanswered=True) == 12
    assert count(text="umkm pengadaan") == 1
    assert count(text="%") == 0


# -- recording and editing --------------------------------------------------------------------------------------------


def test_a_meeting_is_recorded_whole(engine: Engine, meeting: int) -> None:
    made = detail(engine, meeting)
    assert (made.title, made.held_on, made.released) == ("Rapat data pemilu", dt.date(2024, 7, 1), False)
    assert {o.short for o in made.institutions} == {"KPU", "Perludem"}
    assert [p.text for p in made.minutes.points if p.kind is PointKind.AGENDA] == ["Membuka", "Data terbuka"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * (LONGEST_TEXT + 1)}, "title"),
        ({"ends_on": dt.date(2024, 6, 30)}, "ends_on"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"starts_at": "12:00", "ends_at": "11:00"}, "ends_at"),
        ({"title": "Rapat dengan Ibu Rike"}, "title"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(do: Do, meeting: int, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        do(commands.edit_meeting, meeting, values)
    assert refused.value.field == field


def test_an_unknown_plan_or_commitment_is_not_found(do: Do, meeting: int) -> None:
    with pytest.raises(NotFound):
        do(commands.edit_meeting, meeting, {"plan_id": 999})
    with pytest.raises(NotFound):
        do(commands.add_follow_up, meeting, {"text": "x", "commitment_id": 999})
    with pytest.raises(NotFound):
        do(commands.add_decision, 999, {"kind": DecisionKind.DECISION, "text": "x"})


def test_a_stale_save_is_refused_with_what_stands_now(do: Do, engine: Engine, meeting: int) -> None:
    shown = detail(engine, meeting).version
    do(commands.edit_meeting, meeting, {"title": "Judul dari orang lain"}, shown_version=shown)
    with pytest.raises(Stale) as stale:
        do(commands.edit_meeting, meeting, {"title": "Judul saya"}, shown_version=shown)
    assert stale.value.theirs["title"] == "Judul dari orang lain"
    assert detail(engine, meeting).title == "Judul dari orang lain"


def test_lists_are_guarded_by_what_was_shown(do: Do, engine: Engine, meeting: int) -> None:
    kpu, bawaslu = organisation(engine, "KPU"), organisation(engine, "Bawaslu")
    with pytest.raises(Stale) as stale:
        do(commands.set_agenda, meeting, ["Lain"], shown=["Membuka"])
    assert stale.value.theirs == {"agenda": ["Membuka", "Data terbuka"]}
    with pytest.raises(Stale):
        do(commands.set_institutions, meeting, [bawaslu], shown=[kpu])
    do(commands.set_agenda, meeting, ["Lain"], shown=["Membuka", "Data terbuka"])
    do(commands.set_institutions, meeting, [kpu, bawaslu])
    made = detail(engine, meeting)
    assert [p.text for p in made.minutes.points] == ["Lain"]
    assert {o.short for o in made.institutions} == {"KPU", "Bawaslu"}


def test_an_institution_that_spoke_cannot_be_taken_away(do: Do, engine: Engine, meeting: int) -> None:
    part = next(p for p in detail(engine, meeting).minutes.participants if p.organisation.short == "KPU")
    add_statement(engine, meeting, "KPU menjelaskan", participation_id=part.id)
    with pytest.raises(Invalid) as refused:
        do(commands.set_institutions, meeting, [])
    assert "KPU" in str(refused.value)
    assert len(detail(engine, meeting).institutions) == 2


def test_a_follow_up_lives_from_promise_to_evidence(do: Do, engine: Engine, meeting: int) -> None:
    kpu = organisation(engine, "KPU")
    key = do(
        commands.add_follow_up,
        meeting,
        {"text": "Mengirim data", "due_text": "segera", "due_precision": Precision.RELATIVE},
        owner_ids=[kpu],
    )
    (row,) = detail(engine, meeting).follow_ups
    assert ([o.short for o in row.owners], row.due_text, row.due_on, row.has_date) == (["KPU"], "segera", None, True)
    do(commands.edit_follow_up, key, {"due_text": ""}, owner_ids=[], shown_owners=[kpu], shown_version=row.version)
    (row,) = detail(engine, meeting).follow_ups
    assert (row.owners, row.has_date) == ((), False)
    do(
        commands.move_follow_up,
        key,
        FollowUpState.DONE,
        evidence_url="https://kpu.go.id/data",
        shown_version=row.version,
    )
    (row,) = detail(engine, meeting).follow_ups
    assert (row.state, row.closed_on, row.evidence_url) == (FollowUpState.DONE, TODAY, "https://kpu.go.id/data")
    do(commands.move_follow_up, key, FollowUpState.RUNNING)
    (row,) = detail(engine, meeting).follow_ups
    assert (row.closed_on, row.evidence_url) == (None, "")


@pytest.mark.parametrize(
    ("named", "field"),
    [
        ({"evidence_url": "javascript:alert(1)"}, "evidence"),
        ({"on": dt.date(2024, 8, 1)}, "closed_on"),
        ({"on": dt.date(2024, 6, 30)}, "closed_on"),
    ],
)
def test_a_closing_that_cannot_be_is_refused(do: Do, meeting: int, named: dict[str, Any], field: str) -> None:
    key = do(commands.add_follow_up, meeting, {"text": "Mengirim data"})
    with pytest.raises(Invalid) as refused:
        do(commands.move_follow_up, key, FollowUpState.DONE, **named)
    assert refused.value.field == field


def test_what_was_inferred_loses_its_mark_when_somebody_checked_it(seeded: Engine) -> None:
    row = detail(seeded, 1).decisions[0]
    assert row.inferred
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        commands.edit_decision(session, EDITOR, row.id, {}, shown_version=row.version, checked=True)
    assert not detail(seeded, 1).decisions[0].inferred


# -- what is public ---------------------------------------------------------------------------------------------------


def test_release_and_its_withdrawal(do: Do, engine: Engine, meeting: int) -> None:
    decision = do(commands.add_decision, meeting, {"kind": DecisionKind.AGREEMENT, "text": "Data dibuka"})
    one, other = add_statement(engine, meeting, "satu"), add_statement(engine, meeting, "dua")
    do(commands.release, Meeting, meeting)
    do(commands.release, Decision, decision)
    assert do(commands.release_statements, {one: 1, other: 1}) == 2
    public = detail(engine, meeting, VISITOR)
    assert [d.text for d in public.decisions] == ["Data dibuka"]
    assert public.withheld == 0
    do(commands.release, Decision, decision, released=False)
    assert detail(engine, meeting, VISITOR).decisions == ()
    with pytest.raises(Stale):
        do(commands.release_statements, {one: 1, other: 2}, released=False)
    assert detail(engine, meeting, VISITOR).withheld == 0
    do(commands.release, Meeting, meeting, released=False)
    with pytest.raises(NotFound):
        detail(engine, meeting, VISITOR)


def test_a_public_text_that_names_somebody_is_refused(do: Do, engine: Engine, meeting: int) -> None:
    do(commands.add_person, meeting, "Andre Kurnia", organisation_id=organisation(engine, "KPU"))
    for text in ("Andre akan mengirim data", "ANDRE KURNIA mengirim", "Ibu Sari akan mengirim data"):
        with pytest.raises(Invalid) as refused:
            do(commands.add_follow_up, meeting, {"text": text})
        assert refused.value.field == "text"
    with pytest.raises(Invalid):
        do(commands.add_person, meeting, "Membuka")  # stands in the agenda


def test_a_name_that_came_in_another_way_is_not_released(do: Do, engine: Engine, meeting: int) -> None:
    with database.transaction(EDITOR, source=SourceKind.MEETING, on=engine) as session:
        row = Decision(meeting_id=meeting, position=1, kind=DecisionKind.DECISION, text="Bapak Theo mengirim data")
        session.add(row)
        session.flush()
        key = row.id
    with pytest.raises(Invalid):
        do(commands.release, Decision, key)


# -- links ------------------------------------------------------------------------------------------------------------


def test_suggestions_are_confirmed_or_rejected(seeded: Engine) -> None:
    one = next(link for link in detail(seeded, 2).minutes.links if link.target == "RAN7-06-1")
    assert one.state is LinkState.SUGGESTED
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        commands.decide_link(session, EDITOR, one.id, LinkState.REJECTED, shown_state=LinkState.SUGGESTED)
    with pytest.raises(Stale), database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        commands.decide_link(session, EDITOR, one.id, LinkState.CONFIRMED, shown_state=LinkState.SUGGESTED)


def test_a_meeting_is_linked_once_to_a_commitment(seeded: Engine) -> None:
    with database.reading(seeded) as session:
        commitment = session.exec(select(Commitment.id).where(Commitment.code == "RAN7-01")).one() or 0
    for _again in range(2):
        with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
            commands.link_commitment(session, EDITOR, 2, commitment)
    assert [c.code for c in detail(seeded, 2, VISITOR).commitments] == ["RAN7-05", "RAN7-06", "RAN7-01"]
    with database.reading(seeded) as session:
        assert len(session.exec(select(MeetingLink).where(MeetingLink.commitment_id == commitment)).all()) == 1


# -- erasing a person -------------------------------------------------------------------------------------------------


def test_an_erased_person_is_nowhere_and_the_history_holds(seeded: Engine) -> None:
    with database.reading(seeded) as session:
        rike = session.exec(select(Person).where(Person.name == "Rike")).one()
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        assert commands.erase_person(session, EDITOR, rike.id or 0) >= 2
    with database.reading(seeded) as session:
        assert "Rike" not in repr(everything(session, EDITOR))
        assert meeting_detail(session, EDITOR, 2, TODAY).turns[0].statements[0].text.startswith(f"{ERASED} selaku")
        texts = [*session.exec(select(Statement.text)), *session.exec(select(SourceDocument.text))]
        assert not any("Rike" in text for text in texts)
        history = session.exec(select(Change)).all()
        assert not any("Rike" in repr((c.before, c.after, c.reason, c.row_label, c.source)) for c in history)
    with seeded.connect() as connection:
        assert journal.verify(connection) is None


def test_erasing_one_person_leaves_the_namesake_of_another_meeting(seeded: Engine) -> None:
    with database.reading(seeded) as session:
        first = session.exec(select(Person).where(Person.name == "Indra").order_by(col(Person.id))).first()
        assert first is not None
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        commands.erase_person(session, EDITOR, first.id or 0)
    assert "Indra" not in repr(detail(seeded, 1))
    assert "Indra" in repr(detail(seeded, 2))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nothing_of_an_erased_person_stays_in_the_file(seeded: Engine) -> None:
    with database.reading(seeded) as session:
        people = session.exec(select(Person).where(Person.name == "Nudin")).all()
    for person in people:
        with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
            commands.erase_person(session, EDITOR, person.id or 0)
    seeded.dispose()
    with open(str(seeded.url.database), "rb") as file:  # noqa: PTH123 - read as it lies on the disk
        assert b"Nudin" not in file.read()


def test_a_participant_entered_by_mistake_is_taken_back(do: Do, engine: Engine, meeting: int) -> None:
    part = do(commands.add_person, meeting, "Salah Orang", role=ParticipationRole.SPEAKER)
    do(commands.remove_participant, part)
    with database.reading(engine) as session:
        assert session.get(Participation, part) is None
        assert session.exec(select(Person.name)).all() == [ERASED]


# -- may you ----------------------------------------------------------------------------------------------------------

_COMMANDS: list[tuple[str, Callable[[Session, Actor, int], Any]]] = [
    ("record_meeting", lambda s, a, m: commands.record_meeting(s, a, {"title": "x", "held_on": TODAY})),
    ("edit_meeting", lambda s, a, m: commands.edit_meeting(s, a, m, {"state": MeetingState.CONFIRMED})),
    ("set_agenda", lambda s, a, m: commands.set_agenda(s, a, m, ["x"])),
    ("set_institutions", lambda s, a, m: commands.set_institutions(s, a, m, [])),
    ("add_decision", lambda s, a, m: commands.add_decision(s, a, m, {"kind": DecisionKind.DECISION, "text": "x"})),
    ("edit_decision", lambda s, a, m: commands.edit_decision(s, a, 1, {"text": "x"})),
    ("add_follow_up", lambda s, a, m: commands.add_follow_up(s, a, m, {"text": "x"})),
    ("edit_follow_up", lambda s, a, m: commands.edit_follow_up(s, a, 1, {"text": "x"})),
    ("move_follow_up", lambda s, a, m: commands.move_follow_up(s, a, 1, FollowUpState.DONE)),
    ("release", lambda s, a, m: commands.release(s, a, Meeting, m)),
    ("release_statements", lambda s, a, m: commands.release_statements(s, a, {})),
    ("link_commitment", lambda s, a, m: commands.link_commitment(s, a, m, 1)),
    ("decide_link", lambda s, a, m: commands.decide_link(s, a, 1, LinkState.CONFIRMED)),
    ("add_person", lambda s, a, m: commands.add_person(s, a, m, "Orang Baru")),
    ("remove_participant", lambda s, a, m: commands.remove_participant(s, a, 1)),
    ("erase_person", lambda s, a, m: commands.erase_person(s, a, 1)),
]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # nothing is written that could differ
@pytest.mark.parametrize("command", [run for _name, run in _COMMANDS], ids=[name for name, _run in _COMMANDS])
def test_only_editors_may(engine: Engine, cast: Cast, meeting: int, command: Callable[..., Any]) -> None:
    for actor in (cast.visitor, cast.kpu, cast.bawaslu, cast.perludem, cast.director):
        with pytest.raises(NotAllowed), database.transaction(actor, source=SourceKind.FORM, on=engine) as session:
            command(session, actor, meeting)


@pytest.mark.parametrize("name", ["add_person", "erase_person"])
def test_names_are_not_the_administrators_business(engine: Engine, cast: Cast, meeting: int, name: str) -> None:
    command, actor = dict(_COMMANDS)[name], cast.administrator
    with pytest.raises(NotAllowed), database.transaction(actor, source=SourceKind.FORM, on=engine) as session:
        command(session, actor, meeting)


def test_who_may_not_see_a_name_neither_loses_nor_learns_it(do: Do, engine: Engine, cast: Cast, meeting: int) -> None:
    with database.transaction(EDITOR, source=SourceKind.MEETING, on=engine) as session:
        person = Person(name="Theo")
        session.add(person)
        session.flush()
        session.add(Participation(meeting_id=meeting, position=9, person_id=person.id, role=ParticipationRole.SPEAKER))
        row = Decision(
            meeting_id=meeting,
            position=1,
            kind=DecisionKind.DECISION,
            text="Theo mengirim data",
            certainty=Certainty.STATED,
        )
        session.add(row)
        session.flush()
        key = row.id
    shown = detail(engine, meeting, cast.administrator).decisions[0]
    assert shown.text == f"{NAME} mengirim data"
    values = {"text": shown.text, "kind": DecisionKind.AGREEMENT}
    do(commands.edit_decision, key, values, actor=cast.administrator, shown_version=shown.version)
    assert detail(engine, meeting).decisions[0].text == "Theo mengirim data"
    with pytest.raises(Stale) as stale:
        do(commands.edit_decision, key, values, actor=cast.administrator, shown_version=shown.version)
    assert "Theo" not in repr(stale.value.theirs)
    with pytest.raises(Invalid) as refused:
        do(commands.release, Decision, key, actor=cast.administrator)
    assert "Theo" not in str(refused.value)


def test_wording_changes_are_released_one_by_one(seeded: Engine) -> None:
    with database.transaction(EDITOR, source=SourceKind.FORM, on=seeded) as session:
        commands.release(session, EDITOR, WordingChange, 1, released=False)
    assert detail(seeded, 1, VISITOR).wording_changes == ()
    assert len(detail(seeded, 1, Actor(Role.DIRECTOR)).wording_changes) == 1
