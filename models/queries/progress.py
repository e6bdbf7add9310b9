"""The picture of a plan on a day: every commitment and milestone with where it stands, as the actor may see it.

Read in a handful of statements for the whole plan; judged by ``rules.status``. The public sees verified agency
reports and published CSO assessments, and unverified ones as counts only (product.md, "Who sees what").
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import RowMapping, Select, func, select
from sqlmodel import Session, col

from models.clock import today
from models.language import WIB, current_language
from models.queries.plans import PlanRecord, periods_of
from models.rules.access import Action, Actor, Subject, can
from models.rules.periods import Period, current_period, is_owed
from models.rules.status import (
    COUNTED,
    Assessed,
    MilestoneFacts,
    RollUp,
    Standing,
    Target,
    commitment_light,
    counted,
    duty_fell_due,
    judge,
    light_counts,
    roll_up,
)
from models.tables.commitment import (
    Commitment,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.history import Change
from models.tables.organisation import Organisation
from models.tables.progress import Evidence, ProgressReport, ReportEdition
from models.vocabulary import Assessor, ChangeKind, Completion, Existence, Light, PartyRole, ReportState, Verdict


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation as it is named in a table."""

    id: int
    name: str
    short: str
    is_cso: bool


@dataclass(frozen=True, slots=True)
class Spoken:
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


@dataclass(frozen=True, slots=True)
class MilestonePicture:
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
    facts: MilestoneFacts = field(default_factory=MilestoneFacts)
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


@dataclass(frozen=True, slots=True)
class _Known:
    """An edition of a report with what is needed to decide who may see it."""

    milestone_id: int
    assessed: Assessed
    published: bool
    known_on: dt.date
    obstacle: str


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
    names = organisation_names(session)
    stood = as_it_stood(session, as_of)
    commitments = stood.rows("commitment", _rows(session, _commitments(plan.id)))
    milestones = _grouped(stood.rows("milestone", _rows(session, _milestones(plan.id))), "commitment_id")
    responsible = _grouped(_rows(session, _responsible(plan.id)), "milestone_id")
    parties = _grouped(_rows(session, _parties(plan.id)), "commitment_id")
    targets = _grouped(stood.rows("milestone_target", _rows(session, _targets(plan.id))), "milestone_id")
    known = _known_reports(session, plan.id, as_of, periods, responsible, stood)
    by_milestone: dict[int, list[_Known]] = defaultdict(list)
    for report in known:
        by_milestone[report.milestone_id].append(report)
    period_by_id = {period.id: period for period in periods}

    def picture_of(row: Mapping[str, Any], *, cancelled: bool) -> MilestonePicture:
        reports = by_milestone[row["id"]]
        facts = MilestoneFacts(
            row["starts_on"],
            row["due_on"],
            cancelled or row["state"] == Existence.CANCELLED,
            row["weight"],
            tuple(Target(period_by_id[t["period_id"]], t["percent"]) for t in targets[row["id"]]),
        )
        readable = [r for r in reports if sees(actor, r.assessed, published=r.published)]
        visible = tuple(r.assessed for r in readable)
        return MilestonePicture(
            id=row["id"],
            row_code=row["row_code"],
            measure_number=row["measure_number"],
            activity=row["activity"],
            target_text=row["target_text"],
            due_on=row["due_on"],
            due_text=row["due_text"],
            weight=row["weight"],
            responsible=tuple(names[p["organisation_id"]] for p in responsible[row["id"]]),
            standing=judge(facts, visible, periods, plan.rules, as_of),
            awaiting=sum(1 for r in reports if _awaits_verdict(r.assessed)),
            wording=row["wording"] or row["wording_en"] or "",
            facts=facts,
            said=visible,
            spoken=tuple(_spoken(r.assessed) for r in reports),
            settled=_settled([r.assessed for r in reports]),
            obstacle=_last_obstacle(readable, names),
        )

    owed = duty_fell_due(periods, plan.rules, as_of)

    def commitment_of(row: Mapping[str, Any]) -> CommitmentPicture:
        cancelled = row["state"] == Existence.CANCELLED
        own = tuple(picture_of(m, cancelled=cancelled) for m in milestones[row["id"]])
        roles = tuple((PartyRole(p["role"]), names[p["organisation_id"]]) for p in parties[row["id"]])
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

    pictures = tuple(c for c in map(commitment_of, commitments) if keep is None or keep(c))
    if keep is not None:
        kept = {m.id for c in pictures for m in c.milestones}
        known = [report for report in known if report.milestone_id in kept]
    return PlanPicture(
        plan=plan,
        as_of=as_of,
        periods=periods,
        commitments=pictures,
        coverage=coverage_of(pictures, current_period(periods, as_of)),
        updated_on=max((r.known_on for r in known), default=None),
        provisional=any(m.standing.unverified for c in pictures for m in c.milestones)
        or any(m.awaiting for c in pictures for m in c.milestones),
    )


def _awaits_verdict(assessed: Assessed) -> bool:
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


def _rows(session: Session, query: Select[*tuple[Any, ...]]) -> list[Mapping[str, Any]]:
    return [dict(row) for row in session.execute(query).mappings()]


def _grouped(rows: Iterable[Mapping[str, Any]], key: str) -> dict[int, list[Mapping[str, Any]]]:
    groups: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _commitments(plan_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(Commitment.id),
            col(Commitment.code),
            col(Commitment.number),
            col(Commitment.title_id),
            col(Commitment.title_en),
            col(Commitment.theme),
            col(Commitment.state),
        )
        .where(col(Commitment.plan_id) == plan_id)
        .order_by(col(Commitment.number), col(Commitment.code))
    )


def _of_plan(query: Select[*tuple[Any, ...]], plan_id: int) -> Select[*tuple[Any, ...]]:
    """Narrow a query that has Milestone in it to one plan."""
    return (
        query.join(SuccessMeasure, col(SuccessMeasure.id) == col(Milestone.measure_id))
        .join(Commitment, col(Commitment.id) == col(SuccessMeasure.commitment_id))
        .where(col(Commitment.plan_id) == plan_id)
    )


def measure_sentence(column: Any) -> Any:
    """The sentence a measure is known by: the agency's or the plan's first, else any."""
    return (
        select(column)
        .where(col(MeasureWording.measure_id) == col(Milestone.measure_id), col(MeasureWording.is_current).is_(True))
        .order_by(col(MeasureWording.reporter) == "OMS", col(MeasureWording.position))
        .limit(1)
        .correlate(Milestone)
        .scalar_subquery()
    )


def _milestones(plan_id: int) -> Select[*tuple[Any, ...]]:
    query = select(
        col(Milestone.id),
        col(Milestone.row_code),
        col(Milestone.activity),
        col(Milestone.target_text),
        col(Milestone.starts_on),
        col(Milestone.due_on),
        col(Milestone.due_text),
        col(Milestone.weight),
        col(Milestone.state),
        col(SuccessMeasure.commitment_id),
        col(SuccessMeasure.number).label("measure_number"),
        measure_sentence(col(MeasureWording.text_id)).label("wording"),
        measure_sentence(col(MeasureWording.text_en)).label("wording_en"),
    ).select_from(Milestone)
    return _of_plan(query, plan_id).order_by(col(SuccessMeasure.number), col(Milestone.number))


def _responsible(plan_id: int) -> Select[*tuple[Any, ...]]:
    query = (
        select(col(MilestoneParty.milestone_id), col(MilestoneParty.organisation_id))
        .select_from(MilestoneParty)
        .join(Milestone, col(Milestone.id) == col(MilestoneParty.milestone_id))
    )
    return _of_plan(query, plan_id).order_by(col(MilestoneParty.position))


def _parties(plan_id: int) -> Select[*tuple[Any, ...]]:
    return (
        select(col(CommitmentParty.commitment_id), col(CommitmentParty.organisation_id), col(CommitmentParty.role))
        .join(Commitment, col(Commitment.id) == col(CommitmentParty.commitment_id))
        .where(col(Commitment.plan_id) == plan_id)
        .order_by(col(CommitmentParty.position), col(CommitmentParty.id))
    )


def _targets(plan_id: int) -> Select[*tuple[Any, ...]]:
    query = (
        select(
            col(MilestoneTarget.id),
            col(MilestoneTarget.milestone_id),
            col(MilestoneTarget.period_id),
            col(MilestoneTarget.percent),
        )
        .select_from(MilestoneTarget)
        .join(Milestone, col(Milestone.id) == col(MilestoneTarget.milestone_id))
    )
    return _of_plan(query, plan_id)


def _known_reports(
    session: Session,
    plan_id: int,
    as_of: dt.date,
    periods: Sequence[Period],
    responsible: Mapping[int, list[Mapping[str, Any]]],
    stood: AsItStood,
) -> list[_Known]:
    latest = _of_plan(
        select(
            col(ReportEdition.report_id),
            col(ReportEdition.state),
            col(ReportEdition.percent),
            col(ReportEdition.completion),
            col(ReportEdition.published),
            col(ReportEdition.known_on),
            col(ReportEdition.obstacle),
            col(ProgressReport.milestone_id),
            col(ProgressReport.period_id),
            col(ProgressReport.assessor),
            col(ProgressReport.organisation_id),
            func.row_number()
            .over(
                partition_by=col(ReportEdition.report_id),
                order_by=(col(ReportEdition.known_on).desc(), col(ReportEdition.id).desc()),
            )
            .label("place"),
        )
        .select_from(ReportEdition)
        .join(ProgressReport, col(ProgressReport.id) == col(ReportEdition.report_id))
        .join(Milestone, col(Milestone.id) == col(ProgressReport.milestone_id)),
        plan_id,
    ).where(col(ReportEdition.known_on) <= as_of)
    edition = latest.subquery()
    rows = session.execute(select(edition).where(edition.c.place == 1)).mappings().all()
    evidence = _evidence(session, plan_id, as_of, stood)
    period_by_id = {period.id: period for period in periods}
    return [
        _Known(
            row["milestone_id"],
            Assessed(
                period=period_by_id[row["period_id"]],
                assessor=row["assessor"],
                organisation_id=row["organisation_id"],
                state=row["state"],
                percent=row["percent"],
                completion=row["completion"],
                responsible=_answers(row, responsible),
                has_evidence=row["report_id"] in evidence,
                evidence_rejected=evidence.get(row["report_id"], False),
            ),
            row["published"],
            row["known_on"],
            row["obstacle"],
        )
        for row in rows
        if row["state"] in COUNTED
    ]


def _answers(row: RowMapping, responsible: Mapping[int, list[Mapping[str, Any]]]) -> bool:
    """An agency that reports answers for what it says; a CSO only where it is named as responsible."""
    if row["assessor"] == Assessor.AGENCY:
        return True
    return any(p["organisation_id"] == row["organisation_id"] for p in responsible.get(row["milestone_id"], ()))


def _evidence(session: Session, plan_id: int, as_of: dt.date, stood: AsItStood) -> dict[int, bool]:
    """Reports that had evidence on the day, with whether all of it had been rejected."""
    query = (
        select(col(Evidence.id), col(Evidence.report_id), col(Evidence.verdict), col(Evidence.withdrawn))
        .select_from(Evidence)
        .join(ProgressReport, col(ProgressReport.id) == col(Evidence.report_id))
        .join(Milestone, col(Milestone.id) == col(ProgressReport.milestone_id))
        .where(col(Evidence.added_on) <= as_of)
    )
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    for row in stood.rows("evidence", _rows(session, _of_plan(query, plan_id))):
        if not row["withdrawn"]:
            verdicts[row["report_id"]].append(row["verdict"])
    return {report: all(v == Verdict.REJECTED for v in found) for report, found in verdicts.items()}


#: what a picture of the past takes from the history: fields of rows that are no reports and change
_CHANGING = {
    "commitment": ("state",),
    "milestone": ("state", "starts_on", "due_on", "due_text", "weight", "activity", "target_text"),
    "milestone_target": ("percent",),
    "evidence": ("verdict", "withdrawn"),
}
_DATES = ("starts_on", "due_on")


@dataclass(frozen=True, slots=True)
class AsItStood:
    """What was changed after a day: by table and row, the values the fields had before."""

    before: Mapping[tuple[str, int], Mapping[str, Any]]

    def rows(self, table: str, rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """These rows as they stood; one that was entered later stands as it was entered."""
        return [{**row, **self.before.get((table, row["id"]), {})} for row in rows]


def as_it_stood(session: Session, as_of: dt.date) -> AsItStood:
    """What the history has to say about a past day; nothing about today."""
    if as_of >= today():
        return AsItStood({})
    midnight = dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time.min, WIB)
    later = session.execute(
        select(col(Change.table_name), col(Change.row_id), col(Change.kind), col(Change.field), col(Change.before))
        .where(col(Change.at) >= midnight, col(Change.table_name).in_(_CHANGING))
        .order_by(col(Change.id))
    )
    before: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
    entered_later: set[tuple[str, int]] = set()
    for table, row_id, kind, name, value in later:
        key = (table, row_id)
        if kind is ChangeKind.CREATED:
            entered_later.add(key)
        elif name in _CHANGING[table] and key not in entered_later and name not in before[key]:
            before[key][name] = dt.date.fromisoformat(value) if value and name in _DATES else value
    return AsItStood(before)


def _spoken(said: Assessed) -> Spoken:
    return Spoken(said.period, said.organisation_id, said.assessor, said.answers, _awaits_verdict(said))


def _settled(said: Sequence[Assessed]) -> Period | None:
    """Since when nothing is owed: what is complete is the same for every reader of the counts."""
    standing = counted(said)
    return standing.period if standing and standing.completion is Completion.COMPLETE else None


def _last_obstacle(reports: Sequence[_Known], names: Mapping[int, OrganisationName]) -> Obstacle | None:
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
