"""What a workbook would do: every record against what stands and, if it answers a dispatch, what its sender last said.

Comparing writes nothing. ``places`` finds the row, ``doubles`` looks at rows that speak about the same thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from models.language import _, short_date
from models.problems import Problem, Scope, Severity
from models.queries.exchange import Proposal
from models.queries.matrix import StoredMeasure, StoredReport
from models.rules.merging import WRITING, Outcome, three_way, two_way
from models.rules.naming import fold
from models.rules.status import COUNTED
from models.vocabulary import DispatchState
from reports.matrix import catalogue
from reports.matrix.cells import (
    Erased,
    Proposed,
    as_text,
    proposed_values,
    shown,
    stored_and_shown,
    tidy,
)
from reports.matrix.doubles import without_contradictions, without_doubles
from reports.matrix.format import BY_KEY, Home
from reports.matrix.places import Known, ask, known_places, matched, period_of, reporter_of
from reports.matrix.plan import CellPlan, Context, ImportPlan, RowChoice, RowPlan, refused
from reports.matrix.questions import (
    ASK_PERIOD,
    ASK_REPORTER,
    CLOSED,
    COLUMN_GONE,
    NOT_THE_SENDER,
    ROWS_GONE,
    SUPERSEDED,
    UNKNOWN_DISPATCH,
    UNMARKED,
)
from reports.matrix.read import Reading, Record
from reports.matrix.rights import forbidden, is_open, locked, may_write
from reports.matrix.values import is_dash


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A context with what is looked up for each of thousands of rows."""

    context: Context
    known: Known
    #: what was sent, by row
    sent: Mapping[str, Mapping[str, str]]
    #: sheet → field → letter of its column
    columns: Mapping[str, Mapping[str, str]]
    #: (sheet, cell) → why its text is no value
    troubles: Mapping[tuple[str, str], Problem]
    #: cells that hold exactly what an export writes there, whatever the reader thought of them
    settled: set[tuple[str, str]] = field(default_factory=set)
    #: rows that are our own example, wherever sorting has put them
    examples: set[tuple[str, int]] = field(default_factory=set)


def compare(reading: Reading, context: Context) -> ImportPlan:
    """What this workbook would do to this plan, as this actor, with these choices."""
    work = _comparison(reading, context)
    rows = [_row_plan(record, place, work) for place, record in enumerate(reading.records)]
    rows = without_contradictions(without_doubles(rows))
    asked = {(row.question.code, row.question.place): row.question for row in rows if row.question is not None}
    removed = _removed(rows, context)
    notices = _notices(reading, removed, work)
    return ImportPlan(
        reading=reading,
        plan_code=context.data.plan.code,
        choices=context.choices,
        rows=tuple(rows),
        problems=(*_still_standing(reading.problems, work), *asked.values(), *notices),
        dispatch=context.dispatch,
        removed_row_codes=removed,
        notices=notices,
    )


def _comparison(reading: Reading, context: Context) -> _Comparison:
    sent: dict[str, dict[str, str]] = defaultdict(dict)
    for (code, key), text in (context.said or {}).items():
        sent[code][key] = text
    columns: dict[str, dict[str, str]] = defaultdict(dict)
    for sheet in reading.sheets:
        for table in sheet.tables:
            columns[sheet.name].update({c.field: c.letter for c in table.columns if c.field})
    return _Comparison(
        context=context,
        known=known_places(context.data),
        sent=sent,
        columns=columns,
        troubles=_troubles(reading.problems),
    )


#: rows that did not come back are named up to here
_MOST_NAMED = 12
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RANGE = re.compile(r"^([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?$")


def _cells_of(problem: Problem) -> list[tuple[str, str]]:
    """The cells of one problem; equal ones below one another were merged into a range."""
    match = _RANGE.match(problem.cell or "")
    if match is None:
        return []
    column, first, _last_column, last = match.groups()
    return [(problem.sheet or "", f"{column}{row}") for row in range(int(first), int(last or first) + 1)]


def _troubles(problems: Iterable[Problem]) -> dict[tuple[str, str], Problem]:
    """Cells whose text is no value, by place: errors, and qualified values, which are never taken for numbers."""
    return {
        place: problem
        for problem in problems
        if problem.kind.scope is Scope.CELL
        and (problem.severity is Severity.ERROR or problem.kind is catalogue.QUALIFIED_VALUE)
        for place in _cells_of(problem)
    }


def _still_standing(problems: Iterable[Problem], work: _Comparison) -> list[Problem]:
    """Without those about cells that hold exactly what we wrote into them."""

    def ours(place: tuple[str, str]) -> bool:
        return place in work.settled or (place[0], int(place[1].lstrip(_LETTERS))) in work.examples

    return [p for p in problems if not (cells := _cells_of(p)) or not all(ours(cell) for cell in cells)]


def _notices(reading: Reading, removed: Sequence[str], work: _Comparison) -> tuple[Problem, ...]:
    """What changes how far the comparison can be trusted."""
    context, found = work.context, []
    named = reading.properties.get("tracker_dispatch", "")
    dispatch = context.dispatch
    if dispatch is None:
        if named:
            found.append(Problem(UNKNOWN_DISPATCH, values={"value": named}))
        elif "tracker_plan" not in reading.properties and any(record.row_code for record in reading.records):
            found.append(Problem(UNMARKED))
        return tuple(found)
    values = {"value": dispatch.code, "sender": dispatch.organisation, "newer": dispatch.superseded_by}
    if dispatch.superseded_by:  # which closed it as well
        found.append(Problem(SUPERSEDED, values=values))
    elif dispatch.state is DispatchState.CLOSED:
        found.append(Problem(CLOSED, values=values))
    present = {key for columns in work.columns.values() for key in columns}
    filled = {key for (_code, key), text in (context.said or {}).items() if text}
    gone = [key for key in BY_KEY if key in filled - present and BY_KEY[key].home is not Home.KEY]
    if gone and present:
        found.append(Problem(COLUMN_GONE, values={"columns": ", ".join(_(BY_KEY[key].title) for key in gone)}))
    if removed:
        some = [*removed[:_MOST_NAMED], "…"] if len(removed) > _MOST_NAMED else removed
        found.append(Problem(ROWS_GONE, values={"n": len(removed), "codes": ", ".join(some)}))
    return tuple(found)


def row_key(record: Record, place: int) -> str:
    """What names a row of the file to the page: several periods of one sheet row are several rows."""
    return f"{record.source_sheet}!{record.source_row}#{place}"


#: what the first cell of our example row says, in both languages
_EXAMPLES = frozenset({"contoh", "example"})


def _row_plan(record: Record, place: int, work: _Comparison) -> RowPlan:
    key = row_key(record, place)
    choice = work.context.choices.rows.get(key, RowChoice())
    example = fold(record.row_code or "") in _EXAMPLES
    row = RowPlan(key, record.source_sheet, record.source_row, record, skipped=choice.skip or example)
    if example:
        work.examples.add((record.source_sheet, record.source_row))
    if row.skipped:
        return row
    row = matched(row, choice, work.context, work.known)
    if row.question is not None:
        return refused(row)
    return _with_cells(row, work)


def _with_cells(row: RowPlan, work: _Comparison) -> RowPlan:
    """Place the row's report, then say for each cell what it would do."""
    if row.milestone is None and row.new_under_measure is None:
        return row  # names a commitment and says nothing about it
    record, context = row.record, work.context
    proposed = proposed_values(record, context.data.organisations)
    reported = [key for key, value in proposed.items() if BY_KEY[key].home is Home.REPORT and value.text]
    reporter, period = reporter_of(row, context), period_of(row, context)
    place = (row.milestone.id, period.id, reporter.id) if row.milestone and reporter and period else None
    row = row._replace(
        reporter=reporter, period=period, report=context.data.reports.get(place) if place is not None else None
    )
    if reported and row.reporter is None:
        return refused(row._replace(question=ask(ASK_REPORTER, row, context, reported[0], "")))
    if reported and row.reporter and context.dispatch and row.reporter.id != context.dispatch.organisation_id:
        asked = ask(NOT_THE_SENDER, row, context, "reporter", row.reporter.short)
        question = replace(asked, values={**asked.values, "sender": context.dispatch.organisation})
        return refused(row._replace(question=question))
    if reported and row.period is None:
        said = record.period or (str(record.target_year) if record.target_year else "–")
        return refused(row._replace(question=ask(ASK_PERIOD, row, context, "period", said)))
    standing, in_cells = stored_and_shown(row.milestone, counted(row.report), row.reporter)
    cells = []
    for key, value in proposed.items():
        if in_cells.get(key) and tidy(value.text or record.as_written.get(key, "")) == in_cells[key]:
            value = Proposed(standing.get(key), value.text)
            work.settled.add((row.sheet, record.cells[key]))
        cells.append(_cell_plan(row, key, value, standing.get(key), work))
    cells += _unreadable(row, in_cells, standing, work)
    return row._replace(cells=(*cells, *_emptied(row, {cell.column_key for cell in cells}, work)))


def _unreadable(
    row: RowPlan, in_cells: Mapping[str, str], standing: Mapping[str, Any], work: _Comparison
) -> list[CellPlan]:
    """Cells that the reader could make nothing of at all: refused as written, unless it is what we wrote there."""
    found: list[CellPlan] = []
    if not work.troubles:
        return found
    for key, letter in work.columns.get(row.sheet, {}).items():
        place = (row.sheet, f"{letter}{row.row}")
        trouble = work.troubles.get(place)
        if trouble is None or key in row.record.cells or key not in BY_KEY or BY_KEY[key].home is Home.KEY:
            continue
        text = str(trouble.values.get("value", ""))
        plan = CellPlan(f"{row.key}|{key}", row.sheet, place[1], _code(row), key, Outcome.UNCHANGED, written=text)
        before = shown(standing.get(key), as_text(key, standing.get(key)))
        if text and in_cells.get(key) == tidy(text):
            work.settled.add(place)
            found.append(plan._replace(before=before, after=before))
        else:
            found.append(plan._replace(outcome=Outcome.REFUSED, before=before, after=text, note=trouble.message))
    return found


def _code(row: RowPlan) -> str:
    return row.milestone.row_code if row.milestone else ""


def counted(report: StoredReport | None) -> StoredReport | None:
    """A report as it stands for others: a draft, a returned or a withdrawn one says nothing yet."""
    return report if report is not None and report.state in COUNTED else None


def _emptied(row: RowPlan, told: Collection[str], work: _Comparison) -> list[CellPlan]:
    """Cells that held something when sent and come back empty: listed, never passed over in silence, and kept.

    A column that is gone altogether is told once (COLUMN_GONE), not in every row.
    """
    if row.milestone is None:
        return []
    code, columns = row.milestone.row_code, work.columns.get(row.sheet, {})
    emptied = [
        CellPlan(
            f"{row.key}|{key}",
            row.sheet,
            f"{columns[key]}{row.row}",
            code,
            key,
            Outcome.EMPTIED,
            before=said,
            base=said,
        )
        for key, said in work.sent.get(code, {}).items()
        if key in columns
        and key not in row.record.cells
        and key not in told
        and not is_dash(said)
        and BY_KEY[key].home is not Home.KEY
        and _base(row, key, work) is not None
    ]
    return [_erased_if_meant(cell, row, work.context) for cell in emptied]


#: a measure always has its sentence, links are withdrawn one by one
NEVER_ERASED = frozenset({"success_measure", "evidence"})


def _erased_if_meant(cell: CellPlan, row: RowPlan, context: Context) -> CellPlan:
    """A cell that came back empty, when a person said that it is meant so and may say it."""
    column = BY_KEY[cell.column_key]
    if cell.key not in context.choices.erase or cell.column_key in NEVER_ERASED:
        return cell
    if not is_open(column, context.dispatch) or not may_write(row, column.home, context):
        return cell
    return cell._replace(outcome=Outcome.CHANGED, after="", value=Erased())


def _base(row: RowPlan, key: str, work: _Comparison) -> str | None:
    """What the sender was last known to say in this cell, empty for nothing; None where nothing is known of the row.

    A report is the sender's for the period that was asked for; about another period nothing was sent.
    """
    dispatch = work.context.dispatch
    if dispatch is None or row.milestone is None:
        return None
    if BY_KEY[key].home is Home.REPORT:
        sender = row.reporter.id if row.reporter else dispatch.organisation_id
        period = row.period.id if row.period else dispatch.period_id
        if (sender, period) != (dispatch.organisation_id, dispatch.period_id):
            return None
    said = work.sent.get(row.milestone.row_code)
    return None if said is None else said.get(key, "")


def _cell_plan(row: RowPlan, key: str, value: Proposed, stands: Any, work: _Comparison) -> CellPlan:
    record = row.record
    if key == "evidence" and isinstance(value.value, tuple):
        # links are added to those that stand, never taken away by leaving them out
        value = value._replace(value=tuple(dict.fromkeys((*(stands or ()), *value.value))))
    erase = isinstance(value.value, Erased)
    current = as_text(key, stands)
    theirs = "" if erase or not value.text else current if value.value == stands else as_text(key, value.value)
    outcome, base, note = _verdict(row, key, value, theirs or None, current or None, work)
    written = record.as_written.get(key, "")
    after = written if outcome is Outcome.REFUSED and not theirs else shown(value.value, theirs)
    plan = CellPlan(
        f"{row.key}|{key}",
        record.source_sheet,
        record.cells[key],
        _code(row),
        key,
        outcome,
        before=shown(stands, current),
        after=after,
        base=base,
        value=value.value,
        note=note,
        said=theirs,
        written=written,
    )
    if outcome is Outcome.EMPTIED:
        plan = _erased_if_meant(plan, row, work.context)
    return _refused_before(plan, row, work.context) if work.context.declined and outcome in WRITING else plan


def _refused_before(cell: CellPlan, row: RowPlan, context: Context) -> CellPlan:
    """What a person refused is not taken because it is said once more; it still can be, by a person."""
    refusal = context.declined.get(proposal_of(cell, row, context))
    if refusal is None:
        return cell
    note = _("Ditolak {day}: {reason}", day=short_date(refusal.on), reason=refusal.reason)
    return cell._replace(outcome=Outcome.DECLINED, note=note)


def proposal_of(cell: CellPlan, row: RowPlan, context: Context) -> Proposal:
    """What a cell proposes: whose word it is, about what, and against which standing value."""
    own = context.dispatch.organisation_id if context.dispatch else context.choices.organisation_id
    return Proposal(
        organisation_id=row.reporter.id if row.reporter else own,
        period_id=row.period.id if row.period and BY_KEY[cell.column_key].home is Home.REPORT else None,
        row_code=cell.row_code,
        column_key=cell.column_key,
        said=cell.said,
        kept=cell.before,
    )


def _verdict(
    row: RowPlan, key: str, value: Proposed, theirs: str | None, current: str | None, work: _Comparison
) -> tuple[Outcome, str | None, str]:
    """What a cell means, what its sender last said there, and why it is not taken, if so.

    ``theirs`` is what the file says and ``current`` what stands, in the form in which they are compared.
    """
    column, context, erase = BY_KEY[key], work.context, isinstance(value.value, Erased)
    if column.home is Home.KEY:
        if _names_the_row(row, key, theirs, current):
            return Outcome.UNCHANGED, None, ""
        return Outcome.LOCKED, None, locked()
    reason = value.problem or _reason(row, key, value, erase=erase, work=work)
    if reason:
        return Outcome.REFUSED, None, reason
    if column.home is Home.WORDING and theirs != current and _is_known_wording(row, theirs, context):
        return Outcome.UNCHANGED, None, ""
    base = _base(row, key, work)
    if base not in (None, theirs or "") and theirs != current and not is_open(column, context.dispatch):
        return Outcome.LOCKED, base, locked()
    if base is None:
        outcome = two_way(theirs, current, erase=erase)
    else:
        outcome = three_way(base or None, theirs, current, shared=column.home is not Home.REPORT, erase=erase)
    if outcome in WRITING and not may_write(row, column.home, context):
        return Outcome.REFUSED, base, forbidden(row, key)
    return outcome, base, ""


def _names_the_row(row: RowPlan, key: str, theirs: str | None, current: str | None) -> bool:
    """Whether a cell that names the row still says so; of a new row it says nothing yet."""
    if theirs is None or row.milestone is None or theirs == current:
        return True
    if key == "commitment_title":
        titles = (row.milestone.commitment.title_id, row.milestone.commitment.title_en)
        return fold(theirs) in {fold(title) for title in titles}
    return fold(theirs) == fold(current or "")


def _reason(row: RowPlan, key: str, value: Proposed, *, erase: bool, work: _Comparison) -> str:
    """Why a cell cannot be taken, whoever asks; empty if it can."""
    if value.value is None:
        trouble = work.troubles.get((row.sheet, row.record.cells[key]))
        return trouble.message if trouble is not None else ""
    if erase and key == "evidence":
        return _("Data dukung tidak dihapus lewat matriks. Tarik datanya di halaman laporan.")
    if erase and key == "success_measure":
        return _("Rumusan ukuran keberhasilan tidak dapat dikosongkan.")
    return ""


def _is_known_wording(row: RowPlan, theirs: str | None, context: Context) -> bool:
    """One of the measure's sentences, whoever words it so, or one that waits for a decision already."""
    if row.milestone is not None:
        measure: StoredMeasure | None = row.milestone.measure
    else:
        measure = next((m.measure for m in context.data.milestones if m.measure.id == row.new_under_measure), None)
    if theirs is None or measure is None:
        return False
    known = {as_text("success_measure", text) for _who, text in measure.wordings}
    joined = {as_text("success_measure", measure.wording_for(cso=cso)) for cso in (True, False)}
    return theirs in known | joined or (measure.id, theirs) in context.data.proposed_wordings


def _removed(rows: Iterable[RowPlan], context: Context) -> tuple[str, ...]:
    """Rows that were sent and did not come back: listed, and never taken for deleted."""
    if context.said is None:
        return ()
    present = {row.milestone.row_code for row in rows if row.milestone}
    return tuple(sorted({code for code, _ in context.said} - present))
