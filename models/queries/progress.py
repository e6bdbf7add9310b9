"""The picture of a plan on a day: every commitment and milestone with where it stands, as the actor may see it.

Read in a handful of statements for the whole plan; judged by ``rules.status``. The public sees verified agency
reports and published CSO assessments, and unverified ones as counts only (product.md, "Who sees what").
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from models.language import current_language
from models.queries.plan_rows import Known, PlanRows, Row, known_reports, rows_of_plans
from models.queries.plans import PlanRecord, periods_of
from models.rules.access import Action, Actor, Subject, can
from models.rules.periods import Period, current_period, is_owed
from models.rules.status import (
    COUNTED,
    Assessed,
    MilestoneFacts,
    RollUp,
    Standing,
    commitment_light,
    counted,
    duty_fell_due,
    judge,
    light_counts,
    roll_up,
)
from models.tables.organisation import Organisation
from models.vocabulary import Assessor, Completion, Existence, Light, PartyRole, ReportState


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation as it is named in a table."""

    id: int
    name: str
    short: str
    is_cso: bool


class Spoken(NamedTuple):
    """That somebody sent a report on a milestone for a period, whoever may read what it says."""

    period: Period
    organisation_id: int
    assessor: Assessor
    #: by somebody who answers for the milestone
    answers: bool
    #: nobody has verified it yet
    awaits: bool


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way, in the words of who answers for the milestone."""

    text: str
    period: Period
    organisation: OrganisationName


class MilestonePicture(NamedTuple):
    """A milestone with where it stands."""

    id: int
    row_code: str
    measure_number: int
    activity: str
    target_text: str
    due_on: dt.date | None
    due_text: str
    weight: float
    responsible: tuple[OrganisationName, ...]
    standing: Standing
    #: reports that wait for verification, as a count for everybody
    awaiting: int
    wording: str
    #: what the light is judged from: dates, weight and interim targets
    facts: MilestoneFacts = MilestoneFacts()
    #: what this reader may read of what was reported, all periods and assessments
    said: tuple[Assessed, ...] = ()
    #: who has reported when, the same for every reader
    spoken: tuple[Spoken, ...] = ()
    #: the period in which it was reported complete, whoever may read that: nothing is owed after it
    settled: Period | None = None
    #: the last obstacle this reader may read
    obstacle: Obstacle | None = None

    @property
    def title(self) -> str:
        """What it is about: its activity, else the measure it belongs to, else its target ("75%" says little alone)."""
        return self.activity or self.wording or self.target_text


@dataclass(frozen=True, slots=True)
class CommitmentPicture:
    """A commitment with where it stands."""

    id: int
    code: str
    number: int | None
    title_id: str
    title_en: str
    theme: str
    light: Light
    leads: tuple[OrganisationName, ...]
    parties: tuple[tuple[PartyRole, OrganisationName], ...]
    milestones: tuple[MilestonePicture, ...]
    progress: RollUp

    @property
    def title(self) -> str:
        """The title in the reader's language, or the only one there is."""
        if current_language() == "en":
            return self.title_en or self.title_id
        return self.title_id or self.title_en

    @property
    def reported(self) -> int:
        """Milestones with at least one report that the reader may see."""
        return sum(1 for m in self.milestones if m.standing.report is not None)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who has reported for a period, institutions first, then milestones; as counts, unverified included."""

    period: Period | None
    institutions_due: int = 0
    institutions_reported: int = 0
    milestones_due: int = 0
    milestones_reported: int = 0
    unverified: int = 0
    silent: tuple[OrganisationName, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """A whole plan on a day."""

    plan: PlanRecord
    as_of: dt.date
    periods: tuple[Period, ...]
    commitments: tuple[CommitmentPicture, ...]
    coverage: Coverage
    #: the last day a fact of this picture became known
    updated_on: dt.date | None
    provisional: bool

    @property
    def counts(self) -> Mapping[Light, int]:
        """Commitments by light; they add up to all commitments."""
        return light_counts(c.light for c in self.commitments)

    @property
    def milestones(self) -> tuple[tuple[CommitmentPicture, MilestonePicture], ...]:
        """Every milestone with its commitment."""
        return tuple((c, m) for c in self.commitments for m in c.milestones)

    @property
    def progress(self) -> RollUp:
        """The whole plan's progress over what was reported."""
        return roll_up(
            (m.weight, m.standing.percent) for _, m in self.milestones if m.standing.light is not Light.CANCELLED
        )


def plan_picture(
    session: Session,
    actor: Actor,
    plan: PlanRecord,
    as_of: dt.date,
    keep: Callable[[CommitmentPicture], bool] | None = None,
) -> PlanPicture:
    """The plan as it was known on a day, as this actor may see it.

    ``keep`` narrows it to some commitments; then coverage and dates are those of these commitments too.
    """
    periods = periods_of(session, plan.id)
    rows = rows_of_plans(session, {plan.id: periods}, as_of)
    known = known_reports(session, (plan.id,), rows)
    return picture_of(actor, plan, periods, rows, known, organisation_names(session), keep)


def picture_of(
    actor: Actor,
    plan: PlanRecord,
    periods: tuple[Period, ...],
    rows: PlanRows,
    known: Sequence[Known],
    names: Mapping[int, OrganisationName],
    keep: Callable[[CommitmentPicture], bool] | None = None,
) -> PlanPicture:
    """The picture these rows and reports make."""
    by_milestone: dict[int, list[Known]] = defaultdict(list)
    for report in known:
        by_milestone[report.milestone_id].append(report)
    rules = plan.rules
    owed = duty_fell_due(periods, rules, rows.as_of)

    def milestone_of(row: Row, *, cancelled: bool) -> MilestonePicture:
        key, reports = row["id"], by_milestone[row["id"]]
        facts = MilestoneFacts(
            row["starts_on"],
            row["due_on"],
            cancelled or row["state"] == Existence.CANCELLED,
            row["weight"],
            tuple(rows.targets.get(key, ())),
        )
        said = [r.assessed for r in reports]
        readable = [r for r in reports if sees(actor, r.assessed, published=r.published)]
        visible = tuple([r.assessed for r in readable])
        spoken = tuple(map(_spoken, said))
        return MilestonePicture(
            id=key,
            row_code=row["row_code"],
            measure_number=row["measure_number"],
            activity=row["activity"],
            target_text=row["target_text"],
            due_on=row["due_on"],
            due_text=row["due_text"],
            weight=row["weight"],
            responsible=tuple([names[o] for o in rows.responsible.get(key, ())]),
            standing=judge(facts, visible, periods, rules, rows.as_of),
            awaiting=sum([s.awaits for s in spoken]),
            wording=row["wording"] or row["wording_en"] or "",
            facts=facts,
            said=visible,
            spoken=spoken,
            settled=_settled(said),
            obstacle=_last_obstacle(readable, names),
        )

    def commitment_of(row: Row) -> CommitmentPicture:
        cancelled = row["state"] == Existence.CANCELLED
        own = tuple(milestone_of(m, cancelled=cancelled) for m in rows.milestones.get(row["id"], ()))
        roles = tuple((PartyRole(p["role"]), names[p["organisation_id"]]) for p in rows.parties.get(row["id"], ()))
        return CommitmentPicture(
            id=row["id"],
            code=row["code"],
            number=row["number"],
            title_id=row["title_id"],
            title_en=row["title_en"],
            theme=row["theme"],
            light=commitment_light((m.standing.light for m in own), cancelled=cancelled, duty_fell_due=owed),
            leads=tuple(name for role, name in roles if role is PartyRole.LEAD),
            parties=roles,
            milestones=own,
            progress=roll_up((m.weight, m.standing.percent) for m in own if m.standing.light is not Light.CANCELLED),
        )

    pictures = tuple(c for c in map(commitment_of, rows.commitments.get(plan.id, ())) if keep is None or keep(c))
    kept = {m.id for c in pictures for m in c.milestones}
    return PlanPicture(
        plan=plan,
        as_of=rows.as_of,
        periods=periods,
        commitments=pictures,
        coverage=coverage_of(pictures, current_period(periods, rows.as_of)),
        updated_on=max((r.known_on for r in known if r.milestone_id in kept), default=None),
        provisional=any(m.standing.unverified or m.awaiting for c in pictures for m in c.milestones),
    )


def awaits_verdict(assessed: Assessed) -> bool:
    """A report of those who answer for the milestone; a partner's assessment is its own and needs no verdict."""
    return assessed.state is ReportState.SUBMITTED and assessed.answers


def sees(actor: Actor, assessed: Assessed, *, published: bool) -> bool:
    """Whether the actor may see what this report says."""
    if assessed.state is ReportState.VERIFIED and (assessed.assessor is not Assessor.CSO or assessed.responsible):
        return True
    if assessed.state in COUNTED and published:
        return True
    subject = Subject(assessed.organisation_id, assessed.assessor)
    return assessed.state in COUNTED and can(actor, Action.SEE_SUBMITTED, subject)


def organisation_names(session: Session) -> dict[int, OrganisationName]:
    """All organisations by id, as tables name them."""
    rows = session.execute(
        select(col(Organisation.id), col(Organisation.name), col(Organisation.abbreviation), col(Organisation.kind))
    ).all()
    return {row.id: OrganisationName(row.id, row.name, row.abbreviation or row.name, row.kind == "cso") for row in rows}


def _spoken(said: Assessed) -> Spoken:
    return Spoken(said.period, said.organisation_id, said.assessor, said.answers, awaits_verdict(said))


def _settled(said: Sequence[Assessed]) -> Period | None:
    """Since when nothing is owed: what is complete is the same for every reader of the counts."""
    standing = counted(said)
    return standing.period if standing and standing.completion is Completion.COMPLETE else None


def _last_obstacle(reports: Sequence[Known], names: Mapping[int, OrganisationName]) -> Obstacle | None:
    said = [r for r in reports if r.assessed.answers and r.obstacle.strip()]
    if not said:
        return None
    last = max(said, key=lambda r: (r.assessed.period, r.known_on))
    return Obstacle(last.obstacle.strip(), last.assessed.period, names[last.assessed.organisation_id])


def coverage_of(commitments: Iterable[CommitmentPicture], period: Period | None) -> Coverage:
    """Who has reported for a period on these commitments."""
    if period is None:
        return Coverage(None)
    due: dict[OrganisationName, bool] = {}
    milestones_due = milestones_reported = unverified = 0
    for commitment in commitments:
        for milestone in commitment.milestones:
            unverified += sum(1 for s in _by_institutions(milestone, period) if s.awaits)
        if commitment.light is Light.CANCELLED:
            continue
        if not commitment.milestones:
            due.update((lead, due.get(lead, False)) for lead in commitment.leads)
        for milestone in commitment.milestones:
            if not owes(milestone, period):
                continue
            in_period = list(_by_institutions(milestone, period))
            spoke = {s.organisation_id for s in in_period}
            milestones_due += 1
            milestones_reported += any(s.answers for s in in_period)
            due.update((o, due.get(o, False) or o.id in spoke) for o in answering(commitment, milestone))
    return Coverage(
        period=period,
        institutions_due=len(due),
        institutions_reported=sum(due.values()),
        milestones_due=milestones_due,
        milestones_reported=milestones_reported,
        unverified=unverified,
        silent=tuple(sorted((o for o, spoke in due.items() if not spoke), key=lambda o: o.short)),
    )


def _by_institutions(milestone: MilestonePicture, period: Period) -> Iterable[Spoken]:
    return (s for s in milestone.spoken if s.period == period and s.assessor is not Assessor.SECRETARIAT)


def owes(milestone: MilestonePicture, period: Period) -> bool:
    """Whether a report on the milestone is owed for a period, from whoever answers for it."""
    if milestone.standing.light is Light.CANCELLED:
        return False
    return is_owed(period, milestone.facts.starts_on, milestone.facts.due_on, milestone.settled)


def answering(commitment: CommitmentPicture, milestone: MilestonePicture) -> tuple[OrganisationName, ...]:
    """Who answers for a milestone: who is named for it, else who leads the commitment."""
    return milestone.responsible or commitment.leads


Attention = tuple[CommitmentPicture, MilestonePicture]


def attention_list(picture: PlanPicture) -> list[Attention]:
    """The milestones somebody must act on, the most urgent first; what only lacks evidence comes last."""
    urgent = [(c, m) for c, m in picture.milestones if m.standing.light in _URGENCY or m.standing.reasons]
    return sorted(urgent, key=_by_urgency)


_URGENCY = {Light.LATE: 0, Light.ATTENTION: 1, Light.NOT_REPORTED: 2}


def _by_urgency(pair: Attention) -> tuple[int, dt.date, str]:
    standing = pair[1].standing
    return (_URGENCY.get(standing.light, 3), standing.since or dt.date.max, pair[1].row_code)
