"""A notula that a person confirmed: stored whole, in its order, with names where they may stand and nowhere else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import col, select

from models.commands.minutes import (
    About,
    Attendee,
    Minutes,
    Origin,
    Promised,
    Reworded,
    Said,
    Settled,
    Source,
    record_minutes,
)
from models.database import reading
from models.problems import Invalid, NotAllowed
from models.queries.meeting_intake import meeting_of_file, reading_aids
from models.tables.history import Change
from models.tables.meeting import (
    Decision,
    FollowUp,
    FollowUpOwner,
    Meeting,
    MeetingLink,
    MeetingPoint,
    Participation,
    SourceDocument,
    Statement,
    WordingChange,
)
from models.vocabulary import (
    DecisionKind,
    LinkState,
    ParticipationRole,
    PointKind,
    SourceKind,
    StatementKind,
)
from tests.models.conftest import Plan, write

NAME = "Wiratama Adinegoro"


def minutes(plan: Plan, **changes: Any) -> Minutes:
    whole = Minutes(
        values={"title": "Rapat data pemilu", "held_on": dt.date(2024, 6, 3), "starts_at": "13:30"},
        source=Source("notula.txt", "a" * 64, f"{NAME} (KPU) menyampaikan data.\nData dipublikasikan."),
        attendees=[
            Attendee(NAME, plan.kpu, role=ParticipationRole.SPEAKER),
            Attendee(organisation_id=plan.perludem, as_written="Tim Perludem", is_group=True),
        ],
        points={PointKind.AGENDA: ["Data pemilu", " "], PointKind.UNPLACED: ["Terlampir"]},
        statements=[
            Said(
                f"{NAME} menyampaikan:",
                speaker=0,
                origin=Origin(1, 1),
                items=(Said("Data dipublikasikan", StatementKind.PLAN, origin=Origin(2, 2)), Said("Butir kedua")),
            ),
            Said("Usulan lain", StatementKind.PROPOSAL, speaker=1),
        ],
        decisions=[Settled("Data dibuka", DecisionKind.AGREEMENT, plan.kpu, Origin(2, 2))],
        follow_ups=[Promised("Menyusun daftar data", (plan.kpu, plan.kpu), "akhir Juni 2024")],
        wording_changes=[Reworded(plan.measures["RAN7-06"], "Data pemilu terbuka", organisation_id=plan.perludem)],
        links=[About(plan.commitments["RAN7-06"], confirmed=True), About(plan.commitments["RAN7-07"], confirmed=False)],
    )
    return replace(whole, **changes)


def record(plan: Plan, what: Minutes) -> int:
    actor = plan.cast.secretariat
    return int(write(actor, lambda s: record_minutes(s, actor, what).id, SourceKind.MEETING))


def all_of(kind: Any, meeting: int) -> list[Any]:
    with reading() as session:
        return list(session.exec(select(kind).where(kind.meeting_id == meeting).order_by(col(kind.id))).all())


def test_everything_that_was_confirmed_is_stored_and_nothing_is_public(plan: Plan) -> None:
    key = record(plan, minutes(plan))

    with reading() as session:
        meeting = session.get_one(Meeting, key)
        document = session.get_one(SourceDocument, meeting.document_id)
        (follow_up,) = session.exec(select(FollowUp).where(FollowUp.meeting_id == key)).all()
        owners = session.exec(select(FollowUpOwner).where(FollowUpOwner.follow_up_id == follow_up.id)).all()
        assert meeting_of_file(session, plan.cast.secretariat, "a" * 64) == key
    assert NAME in document.text
    assert [(p.role, p.organisation_id, p.person_id is not None) for p in all_of(Participation, key)] == [
        ("pembicara", plan.kpu, True),
        ("peserta", plan.perludem, False),
    ]
    assert [(p.kind, p.text) for p in all_of(MeetingPoint, key)] == [
        ("agenda", "Data pemilu"),
        ("unplaced", "Terlampir"),
    ]
    assert [o.organisation_id for o in owners] == [plan.kpu]
    assert [(c.after, c.state) for c in all_of(WordingChange, key)] == [("Data pemilu terbuka", "diusulkan")]
    assert [link.state for link in all_of(MeetingLink, key)] == [LinkState.CONFIRMED, LinkState.SUGGESTED]
    assert not meeting.released
    assert not any(row.released for kind in (Statement, Decision, FollowUp, WordingChange) for row in all_of(kind, key))


def test_statements_keep_their_order_their_tree_and_their_speaker(plan: Plan) -> None:
    key = record(plan, minutes(plan))

    rows = sorted(all_of(Statement, key), key=lambda row: row.position)
    ids = {row.id: row.position for row in rows}
    assert [(row.position, row.text[:12], ids.get(row.parent_id), row.organisation_id) for row in rows] == [
        (1, NAME[:12], None, plan.kpu),
        (2, "Data dipubli", 1, plan.kpu),
        (3, "Butir kedua", 1, plan.kpu),
        (4, "Usulan lain", None, plan.perludem),
    ]
    assert (rows[1].first_line, rows[1].last_line) == (2, 2)


def test_the_history_tells_no_name(plan: Plan) -> None:
    record(plan, minutes(plan))

    with reading() as session:
        told = " ".join(str(c.model_dump()) for c in session.exec(select(Change)).all())
    assert "Wiratama" not in told


def test_the_same_notula_is_stored_once(plan: Plan) -> None:
    record(plan, minutes(plan))

    with pytest.raises(Invalid, match="sudah pernah disimpan"):
        record(plan, minutes(plan))


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"values": {"title": " ", "held_on": dt.date(2024, 6, 3)}}),
        ("held_on", {"values": {"title": "x"}}),
        ("title", {"values": {"title": f"Rapat dengan {NAME}", "held_on": dt.date(2024, 6, 3)}}),
        ("introduction", {"values": {"title": "x", "held_on": dt.date(2024, 6, 3), "introduction": f"Oleh {NAME}"}}),
        ("text", {"decisions": [Settled(f"{NAME} menyusun data", DecisionKind.DECISION)]}),
        ("text", {"follow_ups": [Promised("Wiratama mengirim data")]}),
        ("text", {"follow_ups": [Promised(" ")]}),
        ("after", {"wording_changes": [Reworded(1, " ")]}),
        ("unplaced", {"points": {PointKind.UNPLACED: ["Kontak: Bapak Wiratama"]}}),
    ],
)
def test_what_cannot_be_is_refused_whole(plan: Plan, field: str, changes: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        record(plan, minutes(plan, **changes))

    assert refused.value.field == field
    with reading() as session:
        assert not session.exec(select(Meeting)).all()
        assert not session.exec(select(SourceDocument)).all()


def test_only_who_may_see_names_reads_and_stores_minutes(plan: Plan) -> None:
    for who, actor in plan.cast.items():
        if who == "secretariat":
            continue
        with pytest.raises(NotAllowed):
            write(actor, lambda s, a=actor: record_minutes(s, a, minutes(plan)))
        with reading() as session, pytest.raises(NotAllowed):
            reading_aids(session, actor)
