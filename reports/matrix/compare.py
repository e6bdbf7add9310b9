"""What a workbook would do: every record against what stands and, if it answers a dispatch, what its sender last said.

Comparing writes nothing. Rows are found by their row code; without one, number and title of the commitment must
agree and the wording only suggests, so that a person decides (product.md, "Row code").
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz

from models.language import N_, _
from models.problems import Problem, ProblemKind, Scope, Severity
from models.queries.exchange import DispatchRecord
from models.queries.matrix import MatrixData, StoredCommitment, StoredMilestone, StoredReport
from models.queries.progress import OrganisationName
from models.rules.access import Action, Actor, Subject, can
from models.rules.merging import ERASE_MARK, WRITING, Outcome, three_way, two_way
from models.rules.naming import KnownNames, fold
from models.rules.periods import Period
from models.vocabulary import Assessor
from reports.matrix.cells import Erased, Proposed, as_text, matching_period, proposed_values, stored_values
from reports.matrix.format import BY_KEY, Home
from reports.matrix.read import Reading, Record

#: how alike two titles must be to count as the same title with a slip in it
TITLE_AGREES = 90.0
#: below this a suggestion is noise
SUGGESTION_SCORE = 55.0

UNKNOWN_ROW_CODE = ProblemKind(
    "unknown_row_code",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: kode baris “{value}” tidak ada dalam {plan}. Pakai kode dari matriks kami, atau kosongkan."),
)
ASK_COMMITMENT = ProblemKind(
    "ask_commitment",
    Severity.ERROR,
    Scope.CELL,
    N_(
        "Sel {place}: nomor dan judul “{value}” tidak menunjuk komitmen yang sama dalam {plan}. "
        "Pilih komitmennya; nomor itu mungkin hanya nomor baris."
    ),
)
ASK_MILESTONE = ProblemKind(
    "ask_milestone",
    Severity.ERROR,
    Scope.CELL,
    N_(
        "Sel {place}: baris tanpa kode. Pilih target capaian yang dimaksud, atau tambahkan sebagai target capaian baru."
    ),
)
ASK_REPORTER = ProblemKind(
    "ask_reporter",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: capaian tanpa pelapor yang jelas. Sebutkan K/L atau OMS yang melaporkan baris ini."),
)
ASK_PERIOD = ProblemKind(
    "ask_period",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: periode “{value}” tidak dikenal dalam {plan}. Pilih periode pelaporannya."),
)
DUPLICATE_ROW = ProblemKind(
    "row_pasted_twice",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: baris “{value}” muncul lebih dari sekali untuk pelapor dan periode yang sama. Sisakan satu."),
)
NOT_YOURS = ProblemKind(
    "not_your_row",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: baris ini bukan milik instansi Anda, jadi tidak diterapkan."),
)


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What a person decided about one row of the file."""

    milestone_id: int | None = None
    #: add the row as a new milestone of this measure
    new_under_measure: int | None = None
    skip: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """What the file does not say and a person does."""

    received_on: dt.date
    organisation_id: int | None = None
    period_id: int | None = None
    rows: Mapping[str, RowChoice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A milestone a row may mean, with how alike the wording is, 0 to 100."""

    milestone_id: int
    row_code: str
    title: str
    score: float


@dataclass(frozen=True, slots=True)
class CellPlan:
    """One cell: what it would change from what to what."""

    key: str
    sheet: str
    cell: str
    row_code: str
    column_key: str
    outcome: Outcome
    before: str = ""
    after: str = ""
    #: what the sender was last known to say, for a conflict
    base: str | None = None
    value: Any = None
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The stable shape that scripts read."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "row_code": self.row_code,
            "column": self.column_key,
            "outcome": self.outcome.value,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class RowPlan:
    """One record: where it belongs and what its cells would do."""

    key: str
    sheet: str
    row: int
    record: Record
    milestone: StoredMilestone | None = None
    commitment: StoredCommitment | None = None
    reporter: OrganisationName | None = None
    period: Period | None = None
    report: StoredReport | None = None
    new_under_measure: int | None = None
    question: Problem | None = None
    suggestions: tuple[Suggestion, ...] = ()
    cells: tuple[CellPlan, ...] = ()
    skipped: bool = False

    @property
    def assessor(self) -> Assessor:
        return Assessor.CSO if self.reporter and self.reporter.is_cso else Assessor.AGENCY


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything a workbook would do, before a person says yes."""

    reading: Reading
    plan_code: str
    choices: Choices
    rows: tuple[RowPlan, ...]
    problems: tuple[Problem, ...]
    dispatch: DispatchRecord | None = None
    removed_row_codes: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[CellPlan, ...]:
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def counts(self) -> dict[str, int]:
        """Cells by what they mean, in the five numbers people are shown first."""
        found = Counter(cell.outcome for cell in self.cells)
        return {
            "new": found[Outcome.NEW],
            "changed": found[Outcome.CHANGED],
            "unchanged": found[Outcome.UNCHANGED] + found[Outcome.SAME_ON_BOTH] + found[Outcome.CHANGED_BY_OTHERS],
            "conflict": found[Outcome.CONFLICT],
            "refused": found[Outcome.REFUSED] + found[Outcome.LOCKED] + found[Outcome.EMPTIED],
        }

    @property
    def fingerprint(self) -> str:
        """The same file with the same choices against the same data gives the same plan."""
        facts = [self.reading.sha256, self.plan_code, self.choices.received_on.isoformat()]
        facts += [f"{c.key}|{c.outcome}|{c.before}|{c.after}" for c in self.cells]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()

    def writing(self) -> tuple[CellPlan, ...]:
        """The cells that would write something."""
        return tuple(cell for cell in self.cells if cell.outcome in WRITING)


@dataclass(frozen=True, slots=True)
class Context:
    """What records are compared with."""

    actor: Actor
    data: MatrixData
    known: KnownNames
    choices: Choices
    dispatch: DispatchRecord | None = None
    said: Mapping[tuple[str, str], str] | None = None


def compare(reading: Reading, context: Context) -> ImportPlan:
    """What this workbook would do to this plan, as this actor, with these choices."""
    codes = context.data.by_code()
    rows = [_row_plan(record, place, codes, context) for place, record in enumerate(reading.records)]
    rows = _without_doubles(rows)
    asked = {(row.question.code, row.question.place): row.question for row in rows if row.question is not None}
    return ImportPlan(
        reading=reading,
        plan_code=context.data.plan.code,
        choices=context.choices,
        rows=tuple(rows),
        problems=(*reading.problems, *asked.values()),
        dispatch=context.dispatch,
        removed_row_codes=_removed(rows, context),
    )


def row_key(record: Record, place: int) -> str:
    """What names a row of the file to the page: several periods of one sheet row are several rows."""
    return f"{record.source_sheet}!{record.source_row}#{place}"


def _row_plan(record: Record, place: int, codes: Mapping[str, StoredMilestone], context: Context) -> RowPlan:
    key = row_key(record, place)
    choice = context.choices.rows.get(key, RowChoice())
    row = RowPlan(key, record.source_sheet, record.source_row, record, skipped=choice.skip)
    if choice.skip:
        return row
    row = _matched(row, choice, codes, context)
    if row.question is not None:
        return _refused(row)
    return _with_cells(row, context)


def _matched(row: RowPlan, choice: RowChoice, codes: Mapping[str, StoredMilestone], context: Context) -> RowPlan:
    record = row.record
    by_id = {m.id: m for m in context.data.milestones}
    if choice.milestone_id in by_id:
        milestone = by_id[choice.milestone_id]
        return replace(row, milestone=milestone, commitment=milestone.commitment)
    if record.row_code:
        milestone_or_none = codes.get(record.row_code.strip().upper())
        if milestone_or_none is not None:
            return replace(row, milestone=milestone_or_none, commitment=milestone_or_none.commitment)
        return replace(row, question=_ask(UNKNOWN_ROW_CODE, row, context, "row_code", record.row_code))
    commitment = _commitment_of(record, context.data)
    suggestions = suggest(record, commitment, context.data)
    if choice.new_under_measure is not None:
        owner = next((m.commitment for m in by_id.values() if m.measure.id == choice.new_under_measure), commitment)
        return replace(row, commitment=owner, new_under_measure=choice.new_under_measure)
    if commitment is None:
        shown = " ".join(filter(None, (record.commitment_number, record.commitment_title)))
        field_name = "commitment_title" if record.commitment_title else "commitment_number"
        question = _ask(ASK_COMMITMENT, row, context, field_name, shown)
        return replace(row, question=question, suggestions=suggestions)
    if _says_nothing(record):
        return replace(row, commitment=commitment)
    question = _ask(ASK_MILESTONE, row, context, "success_measure", record.success_measure or "")
    return replace(row, commitment=commitment, question=question, suggestions=suggestions)


def _says_nothing(record: Record) -> bool:
    """Whether a row only names its commitment, as ours do for one without measures."""
    said = (record.success_measure, record.milestone, record.target_text, record.achievement_text, record.percent)
    return not any(value not in (None, "") for value in said)


def _commitment_of(record: Record, data: MatrixData) -> StoredCommitment | None:
    """The commitment whose number and title both agree; a title alone must be the same, a number alone is nothing."""
    if not record.commitment_title:
        return None
    alike = [c for c in data.commitments if _same_title(record.commitment_title, c)]
    if record.commitment_number is None:
        return alike[0] if len(alike) == 1 else None
    numbered = [c for c in alike if str(c.number) == record.commitment_number]
    return numbered[0] if len(numbered) == 1 else None


def _same_title(written: str, commitment: StoredCommitment) -> bool:
    titles = [fold(t) for t in (commitment.title_id, commitment.title_en) if t]
    return any(fuzz.ratio(fold(written), title) >= TITLE_AGREES for title in titles)


def suggest(record: Record, commitment: StoredCommitment | None, data: MatrixData) -> tuple[Suggestion, ...]:
    """The milestones whose wording is most like the row's, best first; a person chooses among them."""
    wanted = fold(" ".join(filter(None, (record.success_measure, record.milestone, record.target_text))))
    if not wanted:
        return ()
    scored = []
    for milestone in data.milestones:
        if milestone.cancelled or (commitment is not None and milestone.commitment.id != commitment.id):
            continue
        wordings = [
            " ".join(filter(None, (text, milestone.activity, milestone.target_text)))
            for _, text in milestone.measure.wordings
        ]
        best = max((fuzz.token_set_ratio(wanted, fold(w)) for w in wordings), default=0.0)
        if best >= SUGGESTION_SCORE:
            title = milestone.activity or milestone.target_text or milestone.measure.wording_for(cso=False)
            scored.append(Suggestion(milestone.id, milestone.row_code, title, round(best, 1)))
    return tuple(sorted(scored, key=lambda s: (-s.score, s.row_code))[:5])


def _ask(kind: ProblemKind, row: RowPlan, context: Context, field_name: str, value: str) -> Problem:
    record = row.record
    cell = record.cells.get(field_name) or next(iter(record.cells.values()), f"A{record.source_row}")
    return Problem(kind, record.source_sheet, cell, {"value": value, "plan": context.data.plan.name})


def _refused(row: RowPlan) -> RowPlan:
    record = row.record
    cells = tuple(
        CellPlan(
            f"{row.key}|{key}",
            row.sheet,
            record.cells.get(key, ""),
            record.row_code or "",
            key,
            Outcome.REFUSED,
            after=record.as_written.get(key, ""),
            note=row.question.message if row.question else "",
        )
        for key in record.cells
        if key in BY_KEY and BY_KEY[key].home is not Home.KEY
    )
    return replace(row, cells=cells)


def _with_cells(row: RowPlan, context: Context) -> RowPlan:
    """Place the row's report, then say for each cell what it would do."""
    if row.milestone is None and row.new_under_measure is None:
        return row  # names a commitment and says nothing about it
    record = row.record
    proposed = proposed_values(record, context.data.organisations)
    reported = [key for key, value in proposed.items() if BY_KEY[key].home is Home.REPORT and value.text]
    row = replace(row, reporter=_reporter(row, context), period=_period(row, context))
    if reported and row.reporter is None:
        return _refused(replace(row, question=_ask(ASK_REPORTER, row, context, reported[0], "")))
    if reported and row.period is None:
        shown = record.period or (str(record.target_year) if record.target_year else "–")
        return _refused(replace(row, question=_ask(ASK_PERIOD, row, context, "period", shown)))
    if row.milestone and row.reporter and row.period:
        key = (row.milestone.id, row.period.id, row.reporter.id)
        row = replace(row, report=context.data.reports.get(key))
    standing = stored_values(row.milestone, row.report, row.reporter)
    cells = [
        _cell_plan(row, key, value, standing.get(key), context)
        for key, value in proposed.items()
        if key in record.cells
    ]
    return replace(row, cells=(*cells, *_emptied(row, context)))


def _emptied(row: RowPlan, context: Context) -> list[CellPlan]:
    """Cells that held something when sent and come back empty: listed, never passed over in silence, and kept."""
    if context.said is None or row.milestone is None:
        return []
    code = row.milestone.row_code
    return [
        CellPlan(f"{row.key}|{key}", row.sheet, "", code, key, Outcome.EMPTIED, before=said, base=said)
        for (of_row, key), said in context.said.items()
        if of_row == code and said and key not in row.record.cells and BY_KEY[key].home is not Home.KEY
    ]


def _reporter(row: RowPlan, context: Context) -> OrganisationName | None:
    """Who reports: the row's own word, else the dispatch's recipient, else what a person said, else the only one
    that answers for the milestone."""
    names = context.data.organisations
    if row.record.reporter:
        found = context.known.candidates(row.record.reporter)
        if len(found) == 1 and isinstance(found[0].key, int):
            return names.get(found[0].key)
        return None
    for organisation_id in (
        context.dispatch.organisation_id if context.dispatch else None,
        context.choices.organisation_id,
        context.actor.organisation_id,
    ):
        if organisation_id is not None:
            return names.get(organisation_id)
    responsible = row.milestone.responsible if row.milestone else ()
    return responsible[0] if len(responsible) == 1 else None


def _period(row: RowPlan, context: Context) -> Period | None:
    """Which period: the row's own, else the last one of the stated year, else what the dispatch or a person said."""
    periods = context.data.periods
    record = row.record
    if record.period or record.target_year:
        found = matching_period(record.period, record.target_year, periods)
        if found is not None or record.period:
            return found
    wanted = (context.dispatch.period_id if context.dispatch else None) or context.choices.period_id
    return next((p for p in periods if p.id == wanted), None)


def _cell_plan(row: RowPlan, key: str, value: Proposed, stands: Any, context: Context) -> CellPlan:
    record, column = row.record, BY_KEY[key]
    if key == "evidence" and isinstance(value.value, tuple):
        # links are added to those that stand, never taken away by leaving them out
        value = replace(value, value=tuple(dict.fromkeys((*(stands or ()), *value.value))))
    code = row.milestone.row_code if row.milestone else ""
    plan = CellPlan(
        key=f"{row.key}|{key}",
        sheet=record.source_sheet,
        cell=record.cells[key],
        row_code=code,
        column_key=key,
        outcome=Outcome.UNCHANGED,
        before=as_text(key, stands),
        after=as_text(key, None if isinstance(value.value, Erased) else value.value) if value.text else "",
        value=value.value,
    )
    if value.problem:
        return replace(plan, outcome=Outcome.REFUSED, after=value.text, note=value.problem)
    erase = value.text.strip().casefold() == ERASE_MARK
    base = context.said.get((code, key)) if context.said is not None else None
    theirs = None if not value.text else as_text(key, value.value)
    current = as_text(key, stands) or None
    if column.home is Home.WORDING and _is_known_wording(row, theirs, context):
        return plan
    if column.home is Home.KEY:
        same = theirs is None or fold(theirs) == fold(current or "")
        return plan if same else replace(plan, outcome=Outcome.LOCKED, note=_("Sel terkunci; isinya tidak diterapkan."))
    if context.said is None or (code, key) not in context.said:
        outcome = two_way(theirs if not erase else None, current, erase=erase)
    else:
        shared = column.home is not Home.REPORT
        outcome = three_way(base or None, None if erase else theirs, current, shared=shared, erase=erase)
    if outcome in WRITING and not _may_write(row, column.home, context):
        return replace(
            plan, outcome=Outcome.REFUSED, base=base, note=_(NOT_YOURS.template, place=f"{plan.sheet}!{plan.cell}")
        )
    return replace(plan, outcome=outcome, base=base)


def _is_known_wording(row: RowPlan, theirs: str | None, context: Context) -> bool:
    """One of the measure's sentences, whoever words it so, or one that waits for a decision already."""
    if theirs is None or row.milestone is None:
        return False
    measure = row.milestone.measure
    known = {as_text("success_measure", text) for _who, text in measure.wordings}
    return theirs in known or (measure.id, theirs) in context.data.proposed_wordings


def _may_write(row: RowPlan, home: Home, context: Context) -> bool:
    if home is Home.REPORT:
        if row.reporter is None or row.milestone is None:
            return can(context.actor, Action.IMPORT)
        involved = {o.id for o in row.milestone.responsible} | row.milestone.commitment.party_ids
        subject = Subject(row.reporter.id, row.assessor, row.reporter.id in involved)
        return can(context.actor, Action.REPORT, subject)
    if home is Home.WORDING:
        return can(context.actor, Action.IMPORT, Subject(context.actor.organisation_id))
    return can(context.actor, Action.EDIT_PLAN)


def _without_doubles(rows: Iterable[RowPlan]) -> list[RowPlan]:
    """The same row pasted twice: neither is taken, unless both say the same."""
    seen: dict[tuple[int, int, int], RowPlan] = {}
    kept: list[RowPlan] = []
    for row in rows:
        if row.milestone is None or row.question is not None or row.skipped:
            kept.append(row)
            continue
        key = (row.milestone.id, row.period.id if row.period else 0, row.reporter.id if row.reporter else 0)
        first = seen.setdefault(key, row)
        if first is row or _says(first) == _says(row):
            kept.append(row)
            continue
        place = row.record.cells.get("row_code", f"A{row.row}")
        problem = Problem(DUPLICATE_ROW, row.sheet, place, {"value": row.milestone.row_code})
        kept.append(_refused(replace(row, question=problem)))
    return kept


def _says(row: RowPlan) -> dict[str, str]:
    return {cell.column_key: cell.after for cell in row.cells if cell.after}


def _removed(rows: Iterable[RowPlan], context: Context) -> tuple[str, ...]:
    """Rows that were sent and did not come back: listed, and never taken for deleted."""
    if context.said is None:
        return ()
    present = {row.milestone.row_code for row in rows if row.milestone}
    return tuple(sorted({code for code, _ in context.said} - present))
