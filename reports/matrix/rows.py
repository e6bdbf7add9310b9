"""From what is stored to the rows of the sheet, and back to what a stored value would look like in a cell."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from models.language import current_language
from models.queries.matrix import MatrixData, StoredCommitment, StoredMilestone, StoredReport
from models.queries.plans import period_name
from models.queries.progress import OrganisationName
from models.rules.periods import Period
from models.rules.status import COUNTED
from models.vocabulary import Precision, label
from reports.matrix.format import MatrixRow


def rows_of(
    data: MatrixData,
    period: Period | None,
    *,
    organisation_ids: Collection[int] = (),
    own_only: bool = False,
) -> list[MatrixRow]:
    """The matrix of a plan for a period: a row per milestone and institution that reports on it.

    With organisations, the milestones they answer for or whose commitment they are a party of; ``own_only``
    leaves out what other institutions report (the workbook one institution fills in).
    """
    by_commitment: dict[int, list[StoredMilestone]] = defaultdict(list)
    for milestone in data.milestones:
        by_commitment[milestone.commitment.id].append(milestone)
    rows: list[MatrixRow] = []
    for commitment in data.commitments:
        own = by_commitment[commitment.id]
        if not own and (not organisation_ids or not commitment.party_ids.isdisjoint(organisation_ids)):
            rows.append(bare_row(commitment))
        for milestone in own:
            if not milestone.cancelled and _concerns(milestone, organisation_ids):
                rows.extend(_rows_of_milestone(data, milestone, period, organisation_ids, own_only=own_only))
    return rows


def rows_over(
    data: MatrixData, periods: Sequence[Period], *, organisation_ids: Collection[int] = ()
) -> list[MatrixRow]:
    """The matrix over several periods: what was reported in each, and who still has to for the last of them.

    Rows of one milestone stand together, in the order of time.
    """
    ordered = sorted(periods)
    earlier, last = ordered[:-1], ordered[-1] if ordered else None
    place = {milestone.row_code: n for n, milestone in enumerate(data.milestones)}
    codes = {m.row_code: m for m in data.milestones if not m.cancelled and _concerns(m, organisation_ids)}
    rows = rows_of(data, last, organisation_ids=organisation_ids)
    for period in earlier:
        for milestone in codes.values():
            reports = _reports(data, milestone, period)
            rows.extend(row_of(milestone, period, report.organisation, report) for report in reports)
    order = {period_name(p): n for n, p in enumerate(ordered)}
    bare = [row for row in rows if not row.row_code]
    coded = sorted(
        (row for row in rows if row.row_code), key=lambda row: (place[row.row_code], order.get(row.period, 0))
    )
    return _in_plan_order(data, coded, bare)


def _in_plan_order(data: MatrixData, coded: list[MatrixRow], bare: list[MatrixRow]) -> list[MatrixRow]:
    """Commitments without measures back in their places."""
    if not bare:
        return coded
    number = {(c.number, _title(c)): n for n, c in enumerate(data.commitments)}
    return sorted([*coded, *bare], key=lambda row: number[row.commitment_number, row.commitment_title])


def _rows_of_milestone(
    data: MatrixData,
    milestone: StoredMilestone,
    period: Period | None,
    organisation_ids: Collection[int],
    *,
    own_only: bool,
) -> list[MatrixRow]:
    reports = _reports(data, milestone, period)
    if own_only:
        reports = [r for r in reports if r.organisation.id in organisation_ids]
    rows = [row_of(milestone, period, report.organisation, report) for report in reports]
    missing = _expected(data, milestone, organisation_ids) - {r.organisation.id for r in reports}
    if missing and (organisation_ids or not reports):
        rows.extend(row_of(milestone, period, data.organisations[o], None) for o in sorted(missing))
    elif not reports:
        rows.append(row_of(milestone, period, None, None))
    return rows


def _concerns(milestone: StoredMilestone, organisation_ids: Collection[int]) -> bool:
    if not organisation_ids:
        return True
    involved = {o.id for o in milestone.responsible} | milestone.commitment.party_ids
    return not involved.isdisjoint(organisation_ids)


def _reports(data: MatrixData, milestone: StoredMilestone, period: Period | None) -> list[StoredReport]:
    if period is None:
        return []
    found = (data.reports.get((milestone.id, period.id, organisation)) for organisation in sorted(data.organisations))
    return [report for report in found if report is not None and report.state in COUNTED]


def _expected(data: MatrixData, milestone: StoredMilestone, organisation_ids: Collection[int]) -> set[int]:
    """Who should have a row of its own: the organisations asked for, else the one that alone answers for it."""
    if organisation_ids:
        involved = {o.id for o in milestone.responsible} | milestone.commitment.party_ids
        return involved & set(organisation_ids)
    return {milestone.responsible[0].id} if len(milestone.responsible) == 1 else set()


def bare_row(commitment: StoredCommitment) -> MatrixRow:
    """A commitment without measures: it is part of the plan, so it stands in the matrix."""
    return MatrixRow(
        commitment_number=commitment.number,
        commitment_title=_title(commitment),
        lead_agencies=short_names(commitment.leads),
        supporting=short_names(commitment.supporting),
        csos=short_names(commitment.partners),
    )


def row_of(
    milestone: StoredMilestone,
    period: Period | None,
    reporter: OrganisationName | None,
    report: StoredReport | None,
) -> MatrixRow:
    """One row, with the report of its reporter if there is one."""
    return MatrixRow(
        row_code=milestone.row_code,
        commitment_number=milestone.commitment.number,
        commitment_title=_title(milestone.commitment),
        success_measure=milestone.measure.wording_for(cso=bool(reporter and reporter.is_cso)),
        milestone=milestone.activity,
        lead_agencies=short_names(milestone.responsible),
        supporting=short_names(milestone.commitment.supporting),
        csos=short_names(milestone.commitment.partners),
        target_text=milestone.target_text,
        start_date=dated(milestone.starts_on, milestone.start_text, milestone.start_precision),
        due_date=dated(milestone.due_on, milestone.due_text, milestone.due_precision),
        reporter=reporter.short if reporter else "",
        period=period_name(period) if period else "",
        percent=report.percent if report else None,
        achievement_text=report.achievement if report else "",
        status=status_shown(report),
        obstacles=report.obstacle if report else "",
        follow_up=report.next_step if report else "",
        evidence=report.evidence if report else (),
        notes=report.notes if report else "",
    )


def _title(commitment: StoredCommitment) -> str:
    if current_language() == "en" and commitment.title_en:
        return commitment.title_en
    return commitment.title


def short_names(organisations: Iterable[OrganisationName]) -> tuple[str, ...]:
    """Organisations as a cell lists them."""
    return tuple(o.short for o in organisations)


def dated(day: dt.date | None, words: str, precision: Precision | None) -> dt.date | str | None:
    """A date as a cell shows it: the day, or the words where less than a day is known."""
    if precision in (None, Precision.DAY):
        return day
    if precision is Precision.PLAN_END:
        return None
    return words or (day.isoformat() if day else None)


def status_shown(report: StoredReport | None) -> str:
    """The completion level in words, else the status word as it was written."""
    if report is None:
        return ""
    return label(report.completion) if report.completion else report.status_text
