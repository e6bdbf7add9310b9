"""What a meeting is about: its links to commitments, measures and proposals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.language import current_language
from models.queries.meeting_reader import Reader, rows_of
from models.queries.meeting_records import CommitmentName, LinkRecord
from models.tables.commitment import Commitment, SuccessMeasure
from models.tables.meeting import MeetingLink, Proposal
from models.tables.plan import ActionPlan
from models.vocabulary import LinkState


@dataclass(frozen=True, slots=True)
class _Target:
    """What a link points to."""

    label: str
    title: str
    commitment: CommitmentName | None


def _targets(session: Session, links: Sequence[MeetingLink]) -> dict[int, _Target]:
    """Where each link leads."""
    measures = {
        measure.id: measure
        for measure in session.exec(
            select(SuccessMeasure).where(col(SuccessMeasure.id).in_({link.measure_id for link in links}))
        )
    }
    proposals = {
        proposal.id: proposal
        for proposal in session.exec(select(Proposal).where(col(Proposal.id).in_({link.proposal_id for link in links})))
    }
    wanted = {link.commitment_id for link in links} | {m.commitment_id for m in measures.values()}
    commitments = commitments_by_id(session, {key for key in wanted if key is not None})
    found: dict[int, _Target] = {}
    for link in links:
        if link.commitment_id is not None:
            commitment = commitments[link.commitment_id]
            found[link.id or 0] = _Target(commitment.code, commitment.title, commitment)
        elif link.measure_id is not None:
            measure = measures[link.measure_id]
            commitment = commitments[measure.commitment_id]
            found[link.id or 0] = _Target(f"{commitment.code}-{measure.number}", commitment.title, commitment)
        else:
            found[link.id or 0] = _Target(proposals[link.proposal_id].title, "", None)
    return found


def commitments_by_id(session: Session, ids: Collection[int]) -> dict[int, CommitmentName]:
    """Commitments as a list names them."""
    plans = plan_codes(session)
    rows = session.exec(select(Commitment).where(col(Commitment.id).in_(ids))).all()
    return {row.id or 0: commitment_name(row, plans[row.plan_id]) for row in rows}


def commitment_name(row: Commitment, plan: str) -> CommitmentName:
    """One of them, in the reader's language where there is a title in it."""
    titles = (row.title_en, row.title_id) if current_language() == "en" else (row.title_id, row.title_en)
    return CommitmentName(row.id or 0, row.code, titles[0] or titles[1], plan)


def commitments_of(
    session: Session, reader: Reader, meeting_ids: Collection[int]
) -> dict[int, tuple[CommitmentName, ...]]:
    """The commitments each meeting is about, directly or by a measure; a suggestion only for internal eyes."""
    links = [link for link in rows_of(session, MeetingLink, meeting_ids) if _is_shown(link, reader)]
    targets = _targets(session, links)
    found: dict[int, dict[str, CommitmentName]] = defaultdict(dict)
    for link in sorted(links, key=lambda one: one.state is LinkState.SUGGESTED):
        commitment = targets[link.id or 0].commitment
        if commitment is not None:
            suggested = link.state is LinkState.SUGGESTED
            name = CommitmentName(commitment.id, commitment.code, commitment.title, commitment.plan, suggested)
            found[link.meeting_id].setdefault(commitment.code, name)
    return {key: tuple(found[key].values()) for key in meeting_ids}


def _is_shown(link: MeetingLink, reader: Reader) -> bool:
    return link.state is LinkState.CONFIRMED or (reader.internal and link.state is LinkState.SUGGESTED)


def links_of(session: Session, reader: Reader, meeting_id: int) -> tuple[LinkRecord, ...]:
    """All links of a meeting, confirmed, suggested and rejected; for internal eyes."""
    links = rows_of(session, MeetingLink, [meeting_id])
    targets = _targets(session, links)
    return tuple(
        LinkRecord(
            id=link.id or 0,
            state=link.state,
            target=reader.text(meeting_id, targets[link.id or 0].label),
            title=targets[link.id or 0].title,
            commitment=_code(targets[link.id or 0].commitment),
            proposal_id=link.proposal_id,
            statement_id=link.statement_id,
            matched_text=reader.text(meeting_id, link.matched_text),
            reason=reader.text(meeting_id, link.reason),
        )
        for link in links
    )


def _code(commitment: CommitmentName | None) -> str:
    return commitment.code if commitment else ""


def plan_codes(session: Session) -> dict[int | None, str]:
    """The codes of the action plans."""
    return {plan.id: plan.code for plan in session.exec(select(ActionPlan))}
