"""What pictures of plans are made from: their rows as they stood on a day, and the reports that were known then.

Read for several plans at once in a handful of statements. ``progress`` judges them and makes the pictures.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, literal, select, true
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.clock import today
from models.language import WIB
from models.rules.periods import Period
from models.rules.status import COUNTED, Assessed, Target
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
from models.tables.progress import Evidence, ProgressReport, ReportEdition
from models.vocabulary import Assessor, ChangeKind, ReportState, Verdict

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class PlanRows:
    """Commitments by plan and what belongs to them, as it stood on a day."""

    as_of: dt.date
    commitments: Mapping[int, Sequence[Row]]
    #: by commitment
    milestones: Mapping[int, Sequence[Row]]
    parties: Mapping[int, Sequence[Row]]
    #: by milestone
    responsible: Mapping[int, Sequence[int]]
    targets: Mapping[int, Sequence[Target]]
    periods: Mapping[int, Period]
    stood: AsItStood


class Known(NamedTuple):
    """An edition of a report with what is needed to decide who may see it."""

    milestone_id: int
    assessed: Assessed
    published: bool
    known_on: dt.date
    obstacle: str


def rows_of_plans(
    session: Session, periods: Mapping[int, Sequence[Period]], as_of: dt.date, *, words: bool = True
) -> PlanRows:
    """The rows of the plans with these periods; without ``words`` the sentences of milestones stay where they are."""
    plan_ids = tuple(periods)
    period_by_id = {period.id: period for own in periods.values() for period in own}
    stood = as_it_stood(session, as_of)
    targets: dict[int, list[Target]] = defaultdict(list)
    for key, milestone, period, percent in session.connection().execute(_targets(plan_ids)).all():
        asked = stood.before.get(("milestone_target", key), {}).get("percent", percent)
        targets[milestone].append(Target(period_by_id[period], asked))
    responsible: dict[int, list[int]] = defaultdict(list)
    for milestone, organisation in session.connection().execute(_responsible(plan_ids)).all():
        responsible[milestone].append(organisation)
    return PlanRows(
        as_of,
        _grouped(stood.rows("commitment", _rows(session, _commitments(plan_ids))), "plan_id"),
        _grouped(stood.rows("milestone", _rows(session, _milestones(plan_ids, words=words))), "commitment_id"),
        _grouped(_rows(session, _parties(plan_ids)), "commitment_id"),
        responsible,
        targets,
        period_by_id,
        stood,
    )


def _rows(session: Session, query: Select[*tuple[Any, ...]]) -> Sequence[Row]:
    # past the ORM: these are columns and no entities, and there are tens of thousands of them
    return session.connection().execute(query).mappings().all()


def _grouped(rows: Iterable[Row], key: str) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def _commitments(plan_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            col(Commitment.id),
            col(Commitment.plan_id),
            col(Commitment.code),
            col(Commitment.number),
            col(Commitment.title_id),
            col(Commitment.title_en),
            col(Commitment.theme),
            col(Commitment.state),
        )
        .where(col(Commitment.plan_id).in_(plan_ids))
        .order_by(col(Commitment.number), col(Commitment.code))
    )


def _of_plans(query: Select[*tuple[Any, ...]], plan_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Narrow a query that has Milestone in it to some plans."""
    return (
        query.join(SuccessMeasure, col(SuccessMeasure.id) == col(Milestone.measure_id))
        .join(Commitment, col(Commitment.id) == col(SuccessMeasure.commitment_id))
        .where(col(Commitment.plan_id).in_(plan_ids))
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


def _milestones(plan_ids: Collection[int], *, words: bool) -> Select[*tuple[Any, ...]]:
    sentences = {
        "row_code": col(Milestone.row_code),
        "activity": col(Milestone.activity),
        "target_text": col(Milestone.target_text),
        "due_text": col(Milestone.due_text),
        "wording": measure_sentence(col(MeasureWording.text_id)),
        "wording_en": measure_sentence(col(MeasureWording.text_en)),
    }
    query = select(
        col(Milestone.id),
        col(Milestone.starts_on),
        col(Milestone.due_on),
        col(Milestone.weight),
        col(Milestone.state),
        col(SuccessMeasure.commitment_id),
        col(SuccessMeasure.number).label("measure_number"),
        *((column if words else literal("")).label(name) for name, column in sentences.items()),
    ).select_from(Milestone)
    return _of_plans(query, plan_ids).order_by(col(SuccessMeasure.number), col(Milestone.number))


def _responsible(plan_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    query = (
        select(col(MilestoneParty.milestone_id), col(MilestoneParty.organisation_id))
        .select_from(MilestoneParty)
        .join(Milestone, col(Milestone.id) == col(MilestoneParty.milestone_id))
    )
    return _of_plans(query, plan_ids).order_by(col(MilestoneParty.position))


def _parties(plan_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    return (
        select(col(CommitmentParty.commitment_id), col(CommitmentParty.organisation_id), col(CommitmentParty.role))
        .join(Commitment, col(Commitment.id) == col(CommitmentParty.commitment_id))
        .where(col(Commitment.plan_id).in_(plan_ids))
        .order_by(col(CommitmentParty.position), col(CommitmentParty.id))
    )


def _targets(plan_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
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
    return _of_plans(query, plan_ids)


# -- reports ----------------------------------------------------------------------------------------------------------


def known_reports(
    session: Session,
    plan_ids: Collection[int],
    rows: PlanRows,
    which: ColumnElement[bool] | None = None,
    states: Sequence[ReportState] = COUNTED,
) -> list[Known]:
    """The reports on these plans that counted on the day, as they were known then.

    ``which`` narrows them by columns of ``ProgressReport``, ``states`` by where they stood.
    """
    which = true() if which is None else which
    evidence = _evidence(session, plan_ids, rows, which)
    found = []
    for (
        key, milestone, period, assessor, organisation, state, percent, completion, published, known_on, obstacle
    ) in session.connection().execute(_reports(plan_ids, rows.as_of, which, states)).all():  # fmt: skip
        # an agency that reports answers for what it says; a CSO only where it is named as responsible
        answers = assessor is Assessor.AGENCY or organisation in rows.responsible.get(milestone, ())
        rejected = evidence.get(key)
        assessed = Assessed(
            rows.periods[period],
            assessor,
            organisation,
            state,
            percent,
            completion,
            responsible=answers,
            has_evidence=rejected is not None,
            evidence_rejected=bool(rejected),
        )
        found.append(Known(milestone, assessed, published, known_on, obstacle))
    return found


def _reports(
    plan_ids: Collection[int], as_of: dt.date, which: ColumnElement[bool], states: Sequence[ReportState]
) -> Select[*tuple[Any, ...]]:
    edition = aliased(ReportEdition)
    latest = (
        select(col(edition.id))
        .where(col(edition.report_id) == col(ProgressReport.id), col(edition.known_on) <= as_of)
        .order_by(col(edition.known_on).desc(), col(edition.id).desc())
        .limit(1)
        .correlate(ProgressReport)
        .scalar_subquery()
    )
    query = (
        select(
            col(ProgressReport.id),
            col(ProgressReport.milestone_id),
            col(ProgressReport.period_id),
            col(ProgressReport.assessor),
            col(ProgressReport.organisation_id),
            col(ReportEdition.state),
            col(ReportEdition.percent),
            col(ReportEdition.completion),
            col(ReportEdition.published),
            col(ReportEdition.known_on),
            col(ReportEdition.obstacle),
        )
        .select_from(ProgressReport)
        .join(Milestone, col(Milestone.id) == col(ProgressReport.milestone_id))
        .join(ReportEdition, col(ReportEdition.id) == latest)
    )
    return _of_plans(query, plan_ids).where(col(ReportEdition.state).in_(states), which)


def _evidence(
    session: Session, plan_ids: Collection[int], rows: PlanRows, which: ColumnElement[bool]
) -> dict[int, bool]:
    """Reports that had evidence on the day, with whether all of it had been rejected."""
    query = (
        select(col(Evidence.id), col(Evidence.report_id), col(Evidence.verdict), col(Evidence.withdrawn))
        .select_from(Evidence)
        .join(ProgressReport, col(ProgressReport.id) == col(Evidence.report_id))
        .join(Milestone, col(Milestone.id) == col(ProgressReport.milestone_id))
        .where(col(Evidence.added_on) <= rows.as_of, which)
    )
    verdicts: dict[int, list[Verdict]] = defaultdict(list)
    for row in rows.stood.rows("evidence", _rows(session, _of_plans(query, plan_ids))):
        if not row["withdrawn"]:
            verdicts[row["report_id"]].append(row["verdict"])
    return {report: all(v == Verdict.REJECTED for v in found) for report, found in verdicts.items()}


# -- a day in the past ------------------------------------------------------------------------------------------------

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

    def rows(self, table: str, rows: Sequence[Row]) -> Sequence[Row]:
        """These rows as they stood; one that was entered later stands as it was entered."""
        if not self.before:
            return rows
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
