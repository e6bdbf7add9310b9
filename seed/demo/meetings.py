"""Sample meetings with institutions only, their decisions, follow-ups and wording changes; and proposals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from models.commands.commitments import apply_wording, propose_wording
from models.commands.meetings import (
    add_decision,
    add_follow_up,
    edit_meeting,
    link_commitment,
    move_follow_up,
    record_meeting,
    release,
)
from models.commands.proposals import Answer, answer_proposal
from models.tables.commitment import MeasureWording
from models.tables.meeting import (
    Decision,
    FollowUp,
    Meeting,
    Participation,
    Proposal,
    ProposalParty,
    Statement,
    WordingChange,
)
from models.vocabulary import (
    Certainty,
    Confidence,
    DecisionKind,
    FollowUpState,
    Medium,
    MeetingState,
    Precision,
    ProposalRole,
    ProposalState,
    Reporter,
    SourceKind,
    StatementKind,
)
from seed.demo.chronicle import Deed, Order, Stage
from seed.demo.files import SOURCE, Facts, day, day_or_none, facts_of, meeting_files
from seed.records import SeedError


def meeting_deeds() -> list[Deed]:
    """Every meeting as it was written down, released, and as its follow-ups were done."""
    return [deed for file in meeting_files() for deed in _Minutes(facts_of(file)).deeds()]


class _Minutes:
    """One meeting of the files; its row exists from the day it was written down."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.title: str = facts["meeting"]["title"]
        self.meeting_id = 0
        self.follow_ups: list[int] = []
        self.changes: list[int] = []

    def deeds(self) -> Iterator[Deed]:
        """What happened around this meeting."""
        yield self._deed(self.facts["recorded_on"], Order.MEETING, self._record, "notula")
        if self.facts["released_on"]:
            yield self._deed(self.facts["released_on"], Order.RELEASE, self._release, "rilis notula")
        for place, one in enumerate(self.facts["follow_ups"]):
            if one.get("done_on"):
                # what was done before the minutes were written down is closed when they are
                closed = max(one["done_on"], self.facts["recorded_on"])
                yield self._deed(closed, Order.RELEASE, self._closing(place), "tindak lanjut selesai")
        for place, one in enumerate(self.facts["wording_changes"]):
            if one["applied_on"]:
                yield self._deed(one["applied_on"], Order.RELEASE, self._application(place), "rumusan diterapkan")

    def _deed(self, on: str, order: Order, do: Any, what: str) -> Deed:
        return Deed(day(on), order, do, f"{what} “{self.title}”", source=SourceKind.MEETING)

    def _record(self, stage: Stage) -> None:
        facts, known = self.facts["meeting"], stage.known
        values = {
            **{name: value for name, value in facts.items() if name not in ("plan", "state")},
            "held_on": day(facts["held_on"]),
            "medium": Medium(facts["medium"]),
            "plan_id": known.plan(facts["plan"]),
            "state": MeetingState.DRAFT,
        }
        institutions = [known.organisation(name) for name in self.facts["institutions"]]
        meeting = record_meeting(
            stage.session, stage.actor, values, organisation_ids=institutions, agenda=self.facts["agenda"]
        )
        self.meeting_id = meeting.id or 0
        self._statements(stage)
        for one in self.facts["decisions"]:
            self._decision(stage, one)
        for one in self.facts["follow_ups"]:
            self.follow_ups.append(self._follow_up(stage, one))
        for one in self.facts["wording_changes"]:
            self.changes.append(self._wording_change(stage, one))
        for one in self.facts["links"]:
            commitment = known.commitment(one["commitment"])
            link_commitment(stage.session, stage.actor, self.meeting_id, commitment, reason=one["reason"])

    def _statements(self, stage: Stage) -> None:
        """What was said, in its order, each by an institution that was there."""
        parts = stage.session.exec(select(Participation).where(Participation.meeting_id == self.meeting_id)).all()
        speakers = {part.organisation_id: part.id for part in parts}
        said: list[Statement] = []
        for position, one in enumerate(self.facts["statements"], start=1):
            organisation = stage.known.organisation(one["by"])
            if organisation not in speakers:
                raise SeedError(f"{one['by']} speaks in “{self.title}” without having been there")
            statement = Statement(
                meeting_id=self.meeting_id,
                position=position,
                parent_id=said[one["under"] - 1].id if one.get("under") else None,
                participation_id=speakers[organisation],
                organisation_id=organisation,
                kind=StatementKind(one["kind"]),
                text=one["text"],
                certainty=Certainty.ENTERED,
            )
            stage.session.add(statement)
            stage.session.flush()
            said.append(statement)

    def _decision(self, stage: Stage, one: Facts) -> None:
        known = stage.known
        values = {
            "kind": DecisionKind(one["kind"]),
            "text": one["text"],
            "organisation_id": known.organisation(one["organisation"]) if one["organisation"] else None,
            "milestone_id": known.milestone(one["milestone"]) if one["milestone"] else None,
        }
        add_decision(stage.session, stage.actor, self.meeting_id, values)

    def _follow_up(self, stage: Stage, one: Facts) -> int:
        known = stage.known
        values = {
            "text": one["text"],
            "due_text": one["due_text"],
            "due_on": day_or_none(one.get("due_on", "")),
            "due_precision": Precision(one["due_precision"]) if one.get("due_precision") else None,
            "commitment_id": known.commitment(one["commitment"]) if one["commitment"] else None,
        }
        owners = [known.organisation(name) for name in one["owners"]]
        row = add_follow_up(stage.session, stage.actor, self.meeting_id, values, owner_ids=owners)
        return row.id or 0

    def _wording_change(self, stage: Stage, one: Facts) -> int:
        measure = stage.known.measure(one["measure"])
        standing = stage.session.exec(
            select(MeasureWording).where(
                MeasureWording.measure_id == measure,
                MeasureWording.reporter == Reporter(one["reporter"]),
                col(MeasureWording.is_current).is_(True),
            )
        ).first()
        change = propose_wording(
            stage.session,
            stage.actor,
            measure,
            one["after"],
            before=standing.text if standing else "",
            organisation_id=stage.known.organisation(one["organisation"]),
            meeting_id=self.meeting_id,
            place=one["place"],
        )
        return change.id or 0

    def _release(self, stage: Stage) -> None:
        """A person confirms the minutes, says which follow-ups are under way, and makes public what may be."""
        session, actor = stage.session, stage.actor
        edit_meeting(session, actor, self.meeting_id, {"state": MeetingState.CONFIRMED})
        for place, one in enumerate(self.facts["follow_ups"]):
            if one.get("state"):
                move_follow_up(session, actor, self.follow_ups[place], FollowUpState(one["state"]))
        release(session, actor, Meeting, self.meeting_id)
        for kind, name in (
            (Statement, "statements"),
            (Decision, "decisions"),
            (FollowUp, "follow_ups"),
        ):
            for row_id, one in zip(_ids(session, kind, self.meeting_id), self.facts[name], strict=True):
                if one["released"]:
                    release(session, actor, kind, row_id)
        for row_id, one in zip(self.changes, self.facts["wording_changes"], strict=True):
            if one["released"]:
                release(session, actor, WordingChange, row_id)

    def _closing(self, place: int) -> Any:
        one = self.facts["follow_ups"][place]

        def close(stage: Stage) -> None:
            move_follow_up(
                stage.session,
                stage.actor,
                self.follow_ups[place],
                FollowUpState.DONE,
                on=day(one["done_on"]),
                evidence_url=one.get("evidence_url", ""),
            )

        return close

    def _application(self, place: int) -> Any:
        one = self.facts["wording_changes"][place]

        def apply(stage: Stage) -> None:
            on, reporter = day(one["applied_on"]), Reporter(one["reporter"])
            wording = apply_wording(stage.session, stage.actor, self.changes[place], reporter=reporter, on=on)
            wording.source = f"{SOURCE}: {one['place']}"
            wording.confidence = Confidence.SAMPLE

        return apply


def _ids(session: Session, kind: Any, meeting_id: int) -> list[int]:
    return list(session.exec(select(kind.id).where(kind.meeting_id == meeting_id).order_by(kind.position)).all())


def proposal_deeds() -> list[Deed]:
    """Proposals of CSOs, and the answers they got."""
    return [deed for facts in facts_of("proposals.json") for deed in _deeds_of(facts)]


def _deeds_of(facts: Facts) -> Iterator[Deed]:
    made: list[Proposal] = []

    def enter(stage: Stage) -> None:
        made.append(_enter(stage, facts))

    def answer(stage: Stage) -> None:
        said = Answer(
            ProposalState(facts["state"]), facts["response"], day(facts["responded_on"]), made[0].commitment_id
        )
        answer_proposal(stage.session, stage.actor, made[0].id or 0, said)

    yield Deed(day(facts["entered_on"]), Order.MEETING, enter, f"usulan {', '.join(facts['proposers'])}")
    if facts["responded_on"]:
        yield Deed(day(facts["responded_on"]), Order.RELEASE, answer, "jawaban atas usulan")


def _enter(stage: Stage, facts: Facts) -> Proposal:
    known, session = stage.known, stage.session
    state = ProposalState.PROPOSED if facts["responded_on"] else ProposalState(facts["state"])
    proposal = Proposal(
        plan_id=known.plan(facts["plan"]),
        title=facts["title"],
        scope=facts["scope"],
        working_group=facts["working_group"],
        state=state,
        commitment_id=known.commitment(facts["commitment"]) if facts["commitment"] else None,
        source=SOURCE,
        confidence=Confidence.SAMPLE.value,
    )
    session.add(proposal)
    session.flush()
    for role, names in ((ProposalRole.PROPOSER, facts["proposers"]), (ProposalRole.ADDRESSED, facts["addressed"])):
        session.add_all(
            ProposalParty(proposal_id=proposal.id or 0, organisation_id=known.organisation(name), role=role)
            for name in names
        )
    return proposal
