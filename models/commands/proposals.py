"""What may be done with a proposal (usulan): giving it the reasoned answer that OGP's standard 4 asks for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, select

from models.commands.guards import demand, fetch, has_come, same_as_shown
from models.commands.meetings import public_text
from models.language import N_
from models.problems import Invalid
from models.queries.meeting_reader import names_in
from models.rules.access import Action, Actor
from models.tables.commitment import Commitment
from models.tables.meeting import MeetingLink, Proposal
from models.vocabulary import ProposalState

#: states that end the way of a proposal; its proposers are owed the reason
_SETTLED = frozenset({ProposalState.ACCEPTED, ProposalState.MERGED, ProposalState.COVERED, ProposalState.REJECTED})


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a proposal, and why."""

    state: ProposalState
    response: str
    responded_on: dt.date | None = None
    #: the commitment it became or is part of
    commitment_id: int | None = None


def answer_proposal(
    session: Session, actor: Actor, proposal_id: int, answer: Answer, *, shown_version: int | None = None
) -> Proposal:
    """Record the answer to a proposal; it is public at once.

    Raises NotAllowed, NotFound, Stale, and Invalid: a settled proposal without a reason, a reason that names a
    person, a day that has not come, a proposal that was accepted or merged without its commitment.
    """
    demand(actor, Action.RELEASE)
    proposal = fetch(session, Proposal, proposal_id)
    same_as_shown(proposal, shown_version, "state", "response", "responded_on", "commitment_id")
    meetings = session.exec(select(MeetingLink.meeting_id).where(MeetingLink.proposal_id == proposal_id)).all()
    names = {name for known in names_in(session, meetings).values() for name in known}
    response = public_text(actor, answer.response, "response", names)
    if answer.state in _SETTLED and not response:
        raise Invalid(N_("Tulis alasannya: pengusul berhak atas jawaban yang beralasan."), field="response")
    if answer.commitment_id is not None:
        fetch(session, Commitment, answer.commitment_id)
    elif answer.state in (ProposalState.ACCEPTED, ProposalState.MERGED):
        raise Invalid(N_("Pilih komitmen yang memuat usulan ini."), field="commitment_id")
    proposal.state, proposal.response = answer.state, response
    proposal.responded_on = has_come(answer.responded_on, "responded_on") if response else None
    proposal.commitment_id = answer.commitment_id
    session.flush()
    return proposal
