"""What may be done with the plan itself: milestones, interim targets, parties and the wording of measures."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from models import journal
from models.clock import today
from models.commands.guards import demand, fetch, same_as_shown, same_plan, short_enough
from models.language import N_, number
from models.problems import Invalid, Stale
from models.rules.access import Action, Actor, Subject
from models.rules.codes import row_code
from models.tables.commitment import (
    Commitment,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.meeting import WordingChange
from models.tables.organisation import Organisation
from models.tables.plan import ReportingPeriod
from models.vocabulary import (
    Confidence,
    Existence,
    PartyRole,
    Reporter,
    WordingState,
)

#: fields of a milestone that a form or a matrix may change
MILESTONE_FIELDS = (
    "activity",
    "target_text",
    "target_value",
    "target_unit",
    "starts_on",
    "start_text",
    "start_precision",
    "due_on",
    "due_text",
    "due_precision",
    "weight",
    "horizon",
    "notes",
)


def edit_milestone(
    session: Session,
    actor: Actor,
    milestone_id: int,
    values: Mapping[str, Any],
    *,
    shown_version: int | None = None,
    places: Mapping[str, dict[str, Any]] | None = None,
) -> Milestone:
    """Change fields of a milestone. With ``shown_version`` it is saved at once and comes back with its new version;
    without, it goes with the next flush, many together. Raises NotAllowed, Invalid, Stale.
    """
    demand(actor, Action.EDIT_PLAN)
    milestone = fetch(session, Milestone, milestone_id)
    same_as_shown(milestone, shown_version, *MILESTONE_FIELDS)
    _assign(milestone, values)
    for name, place in (places or {}).items():
        journal.came_from(session, milestone, place, name)
    if shown_version is not None:
        session.flush()
    return milestone


def _assign(milestone: Milestone, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in MILESTONE_FIELDS:
            raise KeyError(name)
        setattr(milestone, name, short_enough(value, name) if type(value) is str else value)
    if milestone.starts_on and milestone.due_on and milestone.due_on < milestone.starts_on:
        raise Invalid(N_("Batas waktu mendahului tanggal mulai. Periksa kedua tanggal."), field="due_on")
    if not 0 < milestone.weight < math.inf:
        raise Invalid(N_("Bobot harus lebih besar dari nol."), field="weight")


def add_milestone(
    session: Session,
    actor: Actor,
    measure_id: int,
    values: Mapping[str, Any],
    *,
    organisation_ids: Sequence[int] = (),
    places: Mapping[str, dict[str, Any]] | None = None,
) -> Milestone:
    """Give a measure another milestone. It gets the next row code; a code once given is never used again."""
    demand(actor, Action.EDIT_PLAN)
    measure = fetch(session, SuccessMeasure, measure_id)
    commitment = fetch(session, Commitment, measure.commitment_id)
    taken = session.exec(select(func.max(Milestone.number)).where(Milestone.measure_id == measure_id)).one()
    number = (taken or 0) + 1
    milestone = Milestone(
        measure_id=measure_id, number=number, row_code=row_code(commitment.code, measure.number, number)
    )
    _assign(milestone, values)
    session.add(milestone)
    for name, place in (places or {}).items():
        journal.came_from(session, milestone, place, name)
    session.flush()
    set_responsible(session, actor, milestone.id or 0, organisation_ids)
    return milestone


def add_measure(
    session: Session,
    actor: Actor,
    commitment_id: int,
    text: str,
    *,
    text_en: str = "",
    reporter: Reporter = Reporter.PLAN,
    source: str = "",
) -> SuccessMeasure:
    """Give a commitment another success measure, worded as in the plan or as one side words it."""
    demand(actor, Action.EDIT_PLAN)
    fetch(session, Commitment, commitment_id)
    sentence = _sentence(text, "text")
    taken = session.exec(
        select(func.max(SuccessMeasure.number)).where(SuccessMeasure.commitment_id == commitment_id)
    ).one()
    measure = SuccessMeasure(commitment_id=commitment_id, number=(taken or 0) + 1)
    session.add(measure)
    session.flush()
    wording = MeasureWording(
        measure_id=measure.id or 0,
        reporter=reporter,
        text_id=sentence,
        text_en=short_enough(text_en, "text_en"),
        valid_from=today(),
        source=short_enough(source, "source"),
    )
    session.add(wording)
    session.flush()
    return measure


def _sentence(text: str, field: str) -> str:
    """The sentence of a measure. Raises Invalid for none."""
    sentence = short_enough(text, field)
    if not sentence:
        raise Invalid(N_("Tulis rumusan ukuran keberhasilan."), field=field)
    return sentence


def set_responsible(
    session: Session,
    actor: Actor,
    milestone_id: int,
    organisation_ids: Sequence[int],
    *,
    shown: Sequence[int] | None = None,
) -> None:
    """Say which organisations answer for a milestone. ``shown`` is what the form showed. Raises Stale."""
    demand(actor, Action.EDIT_PLAN)
    fetch(session, Milestone, milestone_id)
    standing = session.exec(select(MilestoneParty).where(MilestoneParty.milestone_id == milestone_id)).all()
    known = {party.organisation_id for party in standing}
    _as_shown(known, shown)
    for party in standing:
        if party.organisation_id not in organisation_ids:
            session.delete(party)
    for position, organisation_id in enumerate(dict.fromkeys(organisation_ids)):
        if organisation_id not in known:
            fetch(session, Organisation, organisation_id)
            session.add(MilestoneParty(milestone_id=milestone_id, organisation_id=organisation_id, position=position))
    session.flush()


def set_parties(
    session: Session,
    actor: Actor,
    commitment_id: int,
    role: PartyRole,
    organisation_ids: Sequence[int],
    *,
    shown: Sequence[int] | None = None,
) -> None:
    """Say which organisations have a role in a commitment. ``shown`` is what the form showed. Raises Stale."""
    demand(actor, Action.EDIT_PLAN)
    fetch(session, Commitment, commitment_id)
    standing = session.exec(
        select(CommitmentParty).where(CommitmentParty.commitment_id == commitment_id, CommitmentParty.role == role)
    ).all()
    known = {party.organisation_id for party in standing}
    _as_shown(known, shown)
    for party in standing:
        if party.organisation_id not in organisation_ids:
            session.delete(party)
    for position, organisation_id in enumerate(dict.fromkeys(organisation_ids)):
        if organisation_id not in known:
            fetch(session, Organisation, organisation_id)
            session.add(
                CommitmentParty(
                    commitment_id=commitment_id, organisation_id=organisation_id, role=role, position=position
                )
            )
    session.flush()


def _as_shown(known: set[int], shown: Sequence[int] | None) -> None:
    """Rows without a version are guarded by what was shown."""
    if shown is not None and set(shown) != known:
        raise Stale(theirs={"organisations": sorted(known)})


def cancel_milestone(
    session: Session, actor: Actor, milestone_id: int, *, cancelled: bool = True, shown_version: int | None = None
) -> Milestone:
    """Cancel a milestone, or take that back. It stays in the plan and in every history."""
    demand(actor, Action.EDIT_PLAN)
    milestone = fetch(session, Milestone, milestone_id)
    same_as_shown(milestone, shown_version, "state")
    milestone.state = Existence.CANCELLED if cancelled else Existence.ACTIVE
    session.flush()
    return milestone


def cancel_measure(
    session: Session, actor: Actor, measure_id: int, *, cancelled: bool = True, shown_version: int | None = None
) -> SuccessMeasure:
    """Cancel a measure with its milestones, or take that back for all of them. Everything stays in the history."""
    demand(actor, Action.EDIT_PLAN)
    measure = fetch(session, SuccessMeasure, measure_id)
    same_as_shown(measure, shown_version, "state")
    measure.state = Existence.CANCELLED if cancelled else Existence.ACTIVE
    for milestone in session.exec(select(Milestone).where(Milestone.measure_id == measure_id)).all():
        milestone.state = measure.state
    session.flush()
    return measure


def set_interim_target(
    session: Session,
    actor: Actor,
    milestone_id: int,
    period_id: int,
    *,
    text: str = "",
    percent: float | None = None,
    place: dict[str, Any] | None = None,
    shown_version: int | None = None,
) -> MilestoneTarget:
    """Set what a milestone should have reached by the end of a period. ``shown_version`` 0: none was shown."""
    demand(actor, Action.EDIT_PLAN)
    same_plan(session, fetch(session, Milestone, milestone_id), fetch(session, ReportingPeriod, period_id))
    if percent is not None and not 0 <= percent <= 200:
        raise Invalid(N_("Target {value}% di luar 0 sampai 200."), field="percent", value=number(percent, 4))
    target = session.exec(
        select(MilestoneTarget).where(
            MilestoneTarget.milestone_id == milestone_id, MilestoneTarget.period_id == period_id
        )
    ).first()
    if target is None:
        target = MilestoneTarget(milestone_id=milestone_id, period_id=period_id)
        session.add(target)
    else:
        same_as_shown(target, shown_version, "text", "percent")
    target.text, target.percent = short_enough(text, "text"), percent
    if place:
        journal.came_from(session, target, place, "text", "percent")
    session.flush()
    return target


def _concerns(session: Session, measure: SuccessMeasure, organisation_id: int | None) -> bool:
    """Whether an organisation has a role in the measure's commitment or answers for one of its milestones."""
    role = select(CommitmentParty.organisation_id).where(CommitmentParty.commitment_id == measure.commitment_id)
    answers = (
        select(MilestoneParty.organisation_id)
        .join(Milestone, col(Milestone.id) == MilestoneParty.milestone_id)
        .where(Milestone.measure_id == measure.id)
    )
    return organisation_id in {*session.exec(role), *session.exec(answers)}


def propose_wording(
    session: Session,
    actor: Actor,
    measure_id: int,
    after: str,
    *,
    before: str = "",
    organisation_id: int | None = None,
    meeting_id: int | None = None,
    import_id: int | None = None,
    place: str = "",
) -> WordingChange:
    """Keep a new sentence for a measure as a proposal; nothing changes until a person applies it.

    An agency or CSO proposes by returning its matrix, in its own name, for a commitment it is a party of.
    """
    measure = fetch(session, SuccessMeasure, measure_id)
    if import_id:
        demand(actor, Action.IMPORT, Subject(organisation_id, is_party=_concerns(session, measure, organisation_id)))
    else:
        demand(actor, Action.EDIT_PLAN)
    change = WordingChange(
        measure_id=measure_id,
        meeting_id=meeting_id,
        import_id=import_id,
        organisation_id=organisation_id,
        before=before,
        after=_sentence(after, "after"),
        state=WordingState.PROPOSED,
        place=place,
    )
    session.add(change)
    session.flush()
    return change


def apply_wording(
    session: Session, actor: Actor, change_id: int, *, reporter: Reporter = Reporter.PLAN, on: dt.date | None = None
) -> MeasureWording:
    """Make a proposed sentence the measure's current one; the earlier edition stays with its dates."""
    demand(actor, Action.EDIT_PLAN)
    change = fetch(session, WordingChange, change_id)
    if change.state is WordingState.APPLIED:
        raise Invalid(N_("Perubahan rumusan ini sudah diterapkan."), field="state")
    wording = _new_edition(
        session,
        MeasureWording(
            measure_id=change.measure_id,
            reporter=reporter,
            text_id=change.after,
            valid_from=on or today(),
            meeting_id=change.meeting_id,
            source=change.place,
            confidence=Confidence.VERIFIED,
        ),
    )
    change.state = WordingState.APPLIED
    session.flush()
    return wording


def word_measure(
    session: Session,
    actor: Actor,
    measure_id: int,
    reporter: Reporter,
    text: str,
    *,
    text_en: str = "",
    source: str = "",
    shown: Sequence[int] | None = None,
) -> MeasureWording:
    """Give a measure a new sentence of one side; the earlier one stays as an edition with its dates.

    ``shown`` holds the ids of that side's current sentences as the form showed them. Raises Invalid, Stale.
    """
    demand(actor, Action.EDIT_PLAN)
    fetch(session, SuccessMeasure, measure_id)
    current = session.exec(
        select(MeasureWording)
        .where(
            MeasureWording.measure_id == measure_id,
            MeasureWording.reporter == reporter,
            col(MeasureWording.is_current).is_(True),
        )
        .order_by(col(MeasureWording.position))
    ).all()
    if shown is not None and [row.id for row in current] != list(shown):
        raise Stale(theirs={"text": "\n".join(row.text for row in current)})
    wording = _new_edition(
        session,
        MeasureWording(
            measure_id=measure_id,
            reporter=reporter,
            text_id=_sentence(text, "text"),
            text_en=short_enough(text_en, "text_en"),
            valid_from=today(),
            source=short_enough(source, "source"),
        ),
    )
    session.flush()
    return wording


def _new_edition(session: Session, wording: MeasureWording) -> MeasureWording:
    """Let a sentence follow those of the same side, which are then history."""
    editions = session.exec(
        select(MeasureWording).where(
            MeasureWording.measure_id == wording.measure_id, MeasureWording.reporter == wording.reporter
        )
    ).all()
    for edition in editions:
        edition.is_current = False
    wording.edition = max((e.edition for e in editions), default=0) + 1
    session.add(wording)
    return wording
