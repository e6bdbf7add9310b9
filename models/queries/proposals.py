"""The ledger of proposals (usulan): who proposed what to whom, what was answered, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.language import current_language
from models.queries.progress import OrganisationName, organisation_names
from models.rules.access import Action, Actor, can
from models.rules.wording import without_names
from models.tables.commitment import Commitment
from models.tables.meeting import Meeting, MeetingLink, Proposal, ProposalParty
from models.tables.plan import ActionPlan
from models.vocabulary import LinkState, ProposalRole, ProposalState

#: states that are an answer by themselves
ANSWERED = frozenset({ProposalState.ACCEPTED, ProposalState.MERGED, ProposalState.COVERED, ProposalState.REJECTED})


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """Which proposals. What is empty narrows nothing."""

    plan: str = ""
    proposer_id: int | None = None
    addressed_id: int | None = None
    state: ProposalState | None = None
    unanswered: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """The commitment a proposal became part of."""

    id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class DiscussedIn:
    """A meeting that spoke of a proposal."""

    id: int
    title: str
    held_on: dt.date
    suggested: bool


@dataclass(frozen=True, slots=True)
class ProposalRecord:
    """One line of the ledger."""

    id: int
    version: int
    plan: str
    title: str
    scope: str
    working_group: str
    proposers: tuple[OrganisationName, ...]
    addressed: tuple[OrganisationName, ...]
    state: ProposalState
    #: the status as the source words it
    state_text: str
    response: str
    responded_on: dt.date | None
    commitment: CameOfIt | None
    meetings: tuple[DiscussedIn, ...]
    sources: tuple[str, ...]
    confidence: str

    @property
    def is_answered(self) -> bool:
        """Whether the proposers know what became of it: a reasoned answer, or a state that says so."""
        return bool(self.response) or self.state in ANSWERED


def list_proposals(session: Session, actor: Actor, which: ProposalFilter | None = None) -> tuple[ProposalRecord, ...]:
    """The proposals that fit, the latest plan first, in the order they were entered."""
    which = which or ProposalFilter()
    query = (
        select(Proposal, ActionPlan)
        .join(ActionPlan, col(ActionPlan.id) == Proposal.plan_id)
        .order_by(col(ActionPlan.number).desc(), col(Proposal.id))
    )
    if which.plan:
        query = query.where(ActionPlan.code == which.plan)
    if which.state is not None:
        query = query.where(Proposal.state == which.state)
    rows = session.exec(query).all()
    ids = [row.id or 0 for row, _plan in rows]
    parties = _parties(session, ids)
    commitments = _commitments(session, {row.commitment_id for row, _plan in rows if row.commitment_id})
    meetings = _meetings(session, actor, ids)
    records = (_record(row, plan.code, parties[row.id or 0], commitments, meetings[row.id or 0]) for row, plan in rows)
    return tuple(record for record in records if _fits(record, which))


def _record(
    row: Proposal,
    plan: str,
    parties: Mapping[ProposalRole, tuple[OrganisationName, ...]],
    commitments: Mapping[int, CameOfIt],
    meetings: tuple[DiscussedIn, ...],
) -> ProposalRecord:
    return ProposalRecord(
        id=row.id or 0,
        version=row.version,
        plan=plan,
        title=_without_people(row.title),
        scope=_without_people(row.scope),
        working_group=row.working_group,
        proposers=parties.get(ProposalRole.PROPOSER, ()),
        addressed=parties.get(ProposalRole.ADDRESSED, ()),
        state=row.state,
        state_text=row.state_text,
        response=_without_people(row.response),
        responded_on=row.responded_on,
        commitment=commitments.get(row.commitment_id or 0),
        meetings=meetings,
        sources=tuple(part.strip() for part in row.source.split("; ") if part.strip()),
        confidence=row.confidence,
    )


def _without_people(text: str) -> str:
    """The ledger is public for everybody alike: no form of address with a name leaves it."""
    return without_names(text, ())


def _parties(
    session: Session, proposal_ids: Collection[int]
) -> dict[int, dict[ProposalRole, tuple[OrganisationName, ...]]]:
    names = organisation_names(session)
    rows = session.exec(
        select(ProposalParty).where(col(ProposalParty.proposal_id).in_(proposal_ids)).order_by(col(ProposalParty.id))
    ).all()
    found: dict[int, dict[ProposalRole, tuple[OrganisationName, ...]]] = {key: {} for key in proposal_ids}
    for row in rows:
        roles = found[row.proposal_id]
        roles[row.role] = (*roles.get(row.role, ()), names[row.organisation_id])
    return found


def _commitments(session: Session, ids: Collection[int]) -> dict[int, CameOfIt]:
    english = current_language() == "en"
    rows = session.exec(select(Commitment).where(col(Commitment.id).in_(ids))).all()
    return {
        row.id or 0: CameOfIt(row.id or 0, row.code, (row.title_en if english else "") or row.title) for row in rows
    }


def _meetings(session: Session, actor: Actor, proposal_ids: Collection[int]) -> dict[int, tuple[DiscussedIn, ...]]:
    """The meetings linked to each proposal: confirmed links to released meetings, or all for internal eyes."""
    internal = can(actor, Action.SEE_INTERNAL)
    states = [LinkState.CONFIRMED, LinkState.SUGGESTED] if internal else [LinkState.CONFIRMED]
    query = (
        select(MeetingLink, Meeting)
        .join(Meeting, col(Meeting.id) == MeetingLink.meeting_id)
        .where(col(MeetingLink.proposal_id).in_(proposal_ids), col(MeetingLink.state).in_(states))
        .order_by(col(Meeting.held_on), col(MeetingLink.state))
    )
    if not internal:
        query = query.where(col(Meeting.released))
    found: dict[int, dict[int, DiscussedIn]] = defaultdict(dict)
    for link, meeting in session.exec(query):
        mention = DiscussedIn(
            meeting.id or 0, _without_people(meeting.title), meeting.held_on, link.state is LinkState.SUGGESTED
        )
        known = found[link.proposal_id or 0].get(mention.id)
        if known is None or known.suggested:
            found[link.proposal_id or 0][mention.id] = mention
    return {key: tuple(found[key].values()) for key in proposal_ids}


def _fits(record: ProposalRecord, which: ProposalFilter) -> bool:
    return (
        _has(record.proposers, which.proposer_id)
        and _has(record.addressed, which.addressed_id)
        and not (which.unanswered and record.is_answered)
        and _says(record, which.text)
    )


def _has(parties: Iterable[OrganisationName], organisation_id: int | None) -> bool:
    return organisation_id is None or any(party.id == organisation_id for party in parties)


def _says(record: ProposalRecord, text: str) -> bool:
    said = " ".join((record.title, record.scope, record.response, record.state_text)).casefold()
    return all(word in said for word in text.casefold().split())
