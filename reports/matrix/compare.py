"""What a workbook would do: every record against what stands and, if it answers a dispatch, what its sender last said.

Comparing writes nothing. Rows are found by their row code; without one, number and title of the commitment must
agree and the wording only suggests, so that a person decides (product.md, "Row code").
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz

from models.language import N_, _
from models.problems import Problem, ProblemKind, Scope, Severity
from models.queries.exchange import DispatchRecord
from models.queries.matrix import MatrixData, StoredCommitment, StoredMeasure, StoredMilestone, StoredReport
from models.queries.progress import OrganisationName
from models.rules.access import Action, Actor, Subject, can
from models.rules.merging import WRITING, Outcome, three_way, two_way
from models.rules.naming import KnownNames, fold
from models.rules.periods import Period
from models.rules.status import COUNTED
from models.vocabulary import Assessor, DispatchState
from reports.matrix import catalogue
from reports.matrix.cells import (
    Erased,
    Proposed,
    as_text,
    matching_period,
    proposed_values,
    shown,
    stored_and_shown,
    tidy,
)
from reports.matrix.format import BY_KEY, Column, Home, Kind
from reports.matrix.read import Reading, Record
from reports.matrix.values import is_dash

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

#: two rows of one file write different things into a cell that all rows of a milestone share
CONTRADICTION = ProblemKind(
    "contradicting_rows",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: isi “{value}” berbeda dari baris lain untuk target capaian yang sama. Samakan keduanya."),
)
NOT_THE_SENDER = ProblemKind(
    "not_the_sender",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: matriks ini dikirim kepada {sender}; laporan “{value}” tidak dapat masuk lewat berkas ini."),
)
UNMARKED = ProblemKind(
    "unmarked_return",
    Severity.WARNING,
    Scope.FILE,
    N_(
        "Berkas ini tidak lagi membawa tanda asalnya. Baris dicocokkan dengan kodenya dan isi sel dibandingkan dengan "
        "yang tersimpan sekarang, tanpa mengetahui apa yang dulu dikirim: periksa tiap perubahan."
    ),
)
UNKNOWN_DISPATCH = ProblemKind(
    "unknown_dispatch",
    Severity.WARNING,
    Scope.FILE,
    N_(
        "Pengiriman {value} yang disebut berkas ini tidak dikenal atau bukan untuk Anda. Isi sel dibandingkan dengan "
        "yang tersimpan sekarang, tanpa mengetahui apa yang dulu dikirim: periksa tiap perubahan."
    ),
)
SUPERSEDED = ProblemKind(
    "superseded_dispatch",
    Severity.WARNING,
    Scope.FILE,
    N_(
        "Berkas ini menjawab {value}; sesudahnya {sender} sudah dikirimi {newer}. Yang tidak diubah pengirim "
        "dibiarkan; periksa tiap perubahan."
    ),
)
CLOSED = ProblemKind(
    "closed_dispatch",
    Severity.WARNING,
    Scope.FILE,
    N_("Pengiriman {value} kepada {sender} sudah ditutup. Jawaban yang terlambat ini tetap dapat diterapkan."),
)
COLUMN_GONE = ProblemKind(
    "column_gone",
    Severity.WARNING,
    Scope.FILE,
    N_("Kolom {columns} tidak ada lagi dalam berkas ini; isinya yang dulu dikirim tetap disimpan."),
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
    #: cells that came back empty and are meant so: their values are erased
    erase: frozenset[str] = frozenset()


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
    #: what the sender says, in the form in which it is compared and remembered
    said: str = ""
    #: the cell's own text
    written: str = ""

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
    #: what a person should know before saying yes: two-way only, superseded, closed; also among the problems
    notices: tuple[Problem, ...] = ()

    @property
    def cells(self) -> tuple[CellPlan, ...]:
        return tuple(cell for row in self.rows for cell in row.cells)

    @property
    def accepted(self) -> bool:
        """Whether nothing stands against applying the file as it is."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)

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
        choices = self.choices
        facts = [self.reading.sha256, self.plan_code, choices.received_on.isoformat()]
        facts += [f"{choices.organisation_id}|{choices.period_id}"]
        facts += [_placed(row) for row in self.rows]
        facts += [f"{c.key}|{c.outcome}|{c.before}|{c.after}|{c.said}" for c in self.cells]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()

    def writing(self) -> tuple[CellPlan, ...]:
        """The cells that would write something."""
        return tuple(cell for cell in self.cells if cell.outcome in WRITING)


def _placed(row: RowPlan) -> str:
    ids = [thing.id if thing else None for thing in (row.milestone, row.reporter, row.period, row.report)]
    return "|".join(map(str, (row.key, *ids, row.new_under_measure, row.skipped)))


@dataclass(frozen=True, slots=True)
class Context:
    """What records are compared with."""

    actor: Actor
    data: MatrixData
    known: KnownNames
    choices: Choices
    dispatch: DispatchRecord | None = None
    said: Mapping[tuple[str, str], str] | None = None


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A context with what is looked up for each of thousands of rows."""

    context: Context
    codes: Mapping[str, StoredMilestone]
    by_id: Mapping[int, StoredMilestone]
    #: what was sent, by row
    sent: Mapping[str, Mapping[str, str]]
    #: sheet → field → letter of its column
    columns: Mapping[str, Mapping[str, str]]
    #: (sheet, cell) → why its text is no value
    troubles: Mapping[tuple[str, str], Problem]
    wordings: Callable[[], tuple[tuple[StoredMilestone, tuple[str, ...]], ...]]
    #: cells that hold exactly what an export writes there, whatever the reader thought of them
    settled: set[tuple[str, str]] = field(default_factory=set)
    #: rows that are our own example, wherever sorting has put them
    examples: set[tuple[str, int]] = field(default_factory=set)


def compare(reading: Reading, context: Context) -> ImportPlan:
    """What this workbook would do to this plan, as this actor, with these choices."""
    work = _comparison(reading, context)
    rows = [_row_plan(record, place, work) for place, record in enumerate(reading.records)]
    rows = _without_contradictions(_without_doubles(rows))
    asked = {(row.question.code, row.question.place): row.question for row in rows if row.question is not None}
    notices = _notices(reading, work)
    return ImportPlan(
        reading=reading,
        plan_code=context.data.plan.code,
        choices=context.choices,
        rows=tuple(rows),
        problems=(*_still_standing(reading.problems, work), *asked.values(), *notices),
        dispatch=context.dispatch,
        removed_row_codes=_removed(rows, context),
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
        codes=context.data.by_code(),
        by_id={m.id: m for m in context.data.milestones},
        sent=sent,
        columns=columns,
        troubles=_troubles(reading.problems),
        wordings=_remembered(lambda: _wordings(context.data)),
    )


def _remembered(make: Callable[[], tuple[Any, ...]]) -> Callable[[], tuple[Any, ...]]:
    """Made at the first call only: most files never ask."""
    made: list[tuple[Any, ...]] = []

    def once() -> tuple[Any, ...]:
        if not made:
            made.append(make())
        return made[0]

    return once


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


def _notices(reading: Reading, work: _Comparison) -> tuple[Problem, ...]:
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
    row = _matched(row, choice, work)
    if row.question is not None:
        return _refused(row)
    return _with_cells(row, work)


def _matched(row: RowPlan, choice: RowChoice, work: _Comparison) -> RowPlan:
    record, context = row.record, work.context
    milestone = work.by_id.get(choice.milestone_id or 0)
    if milestone is not None:
        return replace(row, milestone=milestone, commitment=milestone.commitment)
    if record.row_code and choice.new_under_measure is None:
        milestone = work.codes.get(record.row_code.strip().upper())
        if milestone is not None:
            return replace(row, milestone=milestone, commitment=milestone.commitment)
        return replace(row, question=_ask(UNKNOWN_ROW_CODE, row, context, "row_code", record.row_code))
    measured = next((m for m in context.data.milestones if m.measure.id == choice.new_under_measure), None)
    if measured is not None:
        return replace(row, commitment=measured.commitment, new_under_measure=measured.measure.id)
    commitment = _commitment_of(record, context.data)
    if commitment is not None and _says_nothing(record):
        return replace(row, commitment=commitment)
    suggestions = _suggest(record, commitment, work.wordings())
    if commitment is None:
        said = " ".join(filter(None, (record.commitment_number, record.commitment_title)))
        field_name = "commitment_title" if record.commitment_title else "commitment_number"
        question = _ask(ASK_COMMITMENT, row, context, field_name, said)
        return replace(row, question=question, suggestions=suggestions)
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


def _wordings(data: MatrixData) -> tuple[tuple[StoredMilestone, tuple[str, ...]], ...]:
    """Every milestone with what it says, folded, in each of its measure's sentences."""
    return tuple(
        (
            milestone,
            tuple(
                fold(" ".join(filter(None, (text, milestone.activity, milestone.target_text))))
                for text in (*(text for _, text in milestone.measure.wordings), milestone.commitment.title)
            ),
        )
        for milestone in data.milestones
        if not milestone.cancelled
    )


def _suggest(
    record: Record, commitment: StoredCommitment | None, wordings: Iterable[tuple[StoredMilestone, tuple[str, ...]]]
) -> tuple[Suggestion, ...]:
    """The milestones whose wording is most like the row's, best first; a person chooses among them."""
    wanted = fold(" ".join(filter(None, (record.success_measure, record.milestone, record.target_text))))
    if not wanted:
        return ()
    scored = []
    for milestone, sentences in wordings:
        if commitment is not None and milestone.commitment.id != commitment.id:
            continue
        best = max((_likeness(wanted, sentence) for sentence in sentences), default=0.0)
        if best >= SUGGESTION_SCORE:
            title = milestone.activity or milestone.target_text or milestone.measure.wording_for(cso=False)
            scored.append(Suggestion(milestone.id, milestone.row_code, title, round(best, 1)))
    return tuple(sorted(scored, key=lambda s: (-s.score, s.row_code))[:5])


def _likeness(one: str, other: str) -> float:
    """0 to 100. Common words in any order count, but a short text inside a long one is not yet the same."""
    return (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2


def _ask(kind: ProblemKind, row: RowPlan, context: Context, field_name: str, value: str) -> Problem:
    record = row.record
    cell = record.cells.get(field_name) or next(iter(record.cells.values()), f"A{record.source_row}")
    return Problem(kind, record.source_sheet, cell, {"value": value, "plan": context.data.plan.name})


def _refused(row: RowPlan) -> RowPlan:
    record = row.record
    note = row.question.message if row.question else ""
    cells = tuple(
        CellPlan(
            f"{row.key}|{key}",
            row.sheet,
            record.cells.get(key, ""),
            record.row_code or "",
            key,
            Outcome.REFUSED,
            after=record.as_written.get(key, ""),
            note=note,
            written=record.as_written.get(key, ""),
        )
        for key in record.cells
        if key in BY_KEY and BY_KEY[key].home is not Home.KEY
    )
    return replace(row, cells=cells)


def _with_cells(row: RowPlan, work: _Comparison) -> RowPlan:
    """Place the row's report, then say for each cell what it would do."""
    if row.milestone is None and row.new_under_measure is None:
        return row  # names a commitment and says nothing about it
    record, context = row.record, work.context
    proposed = proposed_values(record, context.data.organisations)
    reported = [key for key, value in proposed.items() if BY_KEY[key].home is Home.REPORT and value.text]
    row = replace(row, reporter=_reporter(row, context), period=_period(row, context))
    if reported and row.reporter is None:
        return _refused(replace(row, question=_ask(ASK_REPORTER, row, context, reported[0], "")))
    if reported and row.reporter and context.dispatch and row.reporter.id != context.dispatch.organisation_id:
        asked = _ask(NOT_THE_SENDER, row, context, "reporter", row.reporter.short)
        question = replace(asked, values={**asked.values, "sender": context.dispatch.organisation})
        return _refused(replace(row, question=question))
    if reported and row.period is None:
        said = record.period or (str(record.target_year) if record.target_year else "–")
        return _refused(replace(row, question=_ask(ASK_PERIOD, row, context, "period", said)))
    if row.milestone and row.reporter and row.period:
        place = (row.milestone.id, row.period.id, row.reporter.id)
        row = replace(row, report=context.data.reports.get(place))
    standing, in_cells = stored_and_shown(row.milestone, counted(row.report), row.reporter)
    cells = []
    for key, value in proposed.items():
        if in_cells.get(key) and tidy(value.text or record.as_written.get(key, "")) == in_cells[key]:
            value = Proposed(standing.get(key), value.text)
            work.settled.add((row.sheet, record.cells[key]))
        cells.append(_cell_plan(row, key, value, standing.get(key), work))
    cells += _unreadable(row, in_cells, standing, work)
    return replace(row, cells=(*cells, *_emptied(row, {cell.column_key for cell in cells}, work)))


def _unreadable(
    row: RowPlan, in_cells: Mapping[str, str], standing: Mapping[str, Any], work: _Comparison
) -> list[CellPlan]:
    """Cells that the reader could make nothing of at all: refused as written, unless it is what we wrote there."""
    found = []
    for key, letter in work.columns.get(row.sheet, {}).items():
        place = (row.sheet, f"{letter}{row.row}")
        trouble = work.troubles.get(place)
        if trouble is None or key in row.record.cells or key not in BY_KEY or BY_KEY[key].home is Home.KEY:
            continue
        text = str(trouble.values.get("value", ""))
        plan = CellPlan(f"{row.key}|{key}", row.sheet, place[1], _code(row), key, Outcome.UNCHANGED, written=text)
        before = shown(key, standing.get(key))
        if text and in_cells.get(key) == tidy(text):
            work.settled.add(place)
            found.append(replace(plan, before=before, after=before))
        else:
            found.append(replace(plan, outcome=Outcome.REFUSED, before=before, after=text, note=trouble.message))
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
    if not _is_open(column, context.dispatch) or not _may_write(row, column.home, context):
        return cell
    return replace(cell, outcome=Outcome.CHANGED, after="", value=Erased())


#: what stands before a measure in RAN VII says which side reports, not who
_SIDES = {"k/l": False, "oms": True, "cso": True}


def _reporter(row: RowPlan, context: Context) -> OrganisationName | None:
    """Who reports: the row's own word, else the dispatch's recipient, else what a person said, else the only one
    that answers for the milestone."""
    names = context.data.organisations
    written = (row.record.reporter or "").strip()
    side = _SIDES.get(written.casefold())
    if written and side is None:
        found = context.known.candidates(written)
        if len(found) == 1 and isinstance(found[0].key, int):
            return names.get(found[0].key)
        short = [o for o in names.values() if o.short == written]
        return short[0] if len(short) == 1 else None
    for organisation_id in (
        context.dispatch.organisation_id if context.dispatch else None,
        context.choices.organisation_id,
        context.actor.organisation_id,
    ):
        stated = names.get(organisation_id or 0)
        if stated is not None and side in (None, stated.is_cso):
            return stated
    responsible = row.milestone.responsible if row.milestone else ()
    fitting = [o for o in responsible if side in (None, o.is_cso)]
    return fitting[0] if len(fitting) == 1 else None


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


def _base(row: RowPlan, key: str, work: _Comparison) -> str | None:
    """What the sender was last known to say in this cell, empty for nothing; None where nothing is known.

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
    return work.sent.get(row.milestone.row_code, {}).get(key)


def _cell_plan(row: RowPlan, key: str, value: Proposed, stands: Any, work: _Comparison) -> CellPlan:
    record, column = row.record, BY_KEY[key]
    if key == "evidence" and isinstance(value.value, tuple):
        # links are added to those that stand, never taken away by leaving them out
        value = replace(value, value=tuple(dict.fromkeys((*(stands or ()), *value.value))))
    erase = isinstance(value.value, Erased)
    theirs = None if erase or not value.text else as_text(key, value.value) or None
    current = as_text(key, stands) or None
    outcome, base, note = _verdict(row, key, value, _Sides(theirs, current, erase), work)
    written = record.as_written.get(key, "")
    after = written if outcome is Outcome.REFUSED and not theirs else shown(key, value.value) if theirs else ""
    plan = CellPlan(
        key=f"{row.key}|{key}",
        sheet=record.source_sheet,
        cell=record.cells[key],
        row_code=_code(row),
        column_key=key,
        outcome=outcome,
        before=shown(key, stands) if column.kind is Kind.DATE else current or "",
        after=after,
        base=base,
        value=value.value,
        note=note,
        said=theirs or "",
        written=written,
    )
    return _erased_if_meant(plan, row, work.context) if outcome is Outcome.EMPTIED else plan


@dataclass(frozen=True, slots=True)
class _Sides:
    """What the file says in a cell and what stands, in the form in which they are compared."""

    theirs: str | None
    current: str | None
    erase: bool


def _verdict(
    row: RowPlan, key: str, value: Proposed, sides: _Sides, work: _Comparison
) -> tuple[Outcome, str | None, str]:
    """What a cell means, what its sender last said there, and why it is not taken, if so."""
    column, context, theirs, current = BY_KEY[key], work.context, sides.theirs, sides.current
    if column.home is Home.KEY:
        if _names_the_row(row, key, theirs, current):
            return Outcome.UNCHANGED, None, ""
        return Outcome.LOCKED, None, _locked()
    reason = value.problem or _reason(row, key, value, erase=sides.erase, work=work)
    if reason:
        return Outcome.REFUSED, None, reason
    if column.home is Home.WORDING and theirs != current and _is_known_wording(row, theirs, context):
        return Outcome.UNCHANGED, None, ""
    base = _base(row, key, work)
    if base not in (None, theirs or "") and theirs != current and not _is_open(column, context.dispatch):
        return Outcome.LOCKED, base, _locked()
    if base is None:
        outcome = two_way(theirs, current, erase=sides.erase)
    else:
        outcome = three_way(base or None, theirs, current, shared=column.home is not Home.REPORT, erase=sides.erase)
    if outcome in WRITING and not _may_write(row, column.home, context):
        return Outcome.REFUSED, base, _forbidden(row, key)
    return outcome, base, ""


def _is_open(column: Column, dispatch: DispatchRecord | None) -> bool:
    """Whether the recipient was asked to fill this column. A new wording is a proposal wherever it is written."""
    if column.home is not Home.PLAN or dispatch is None or not dispatch.editable_columns:
        return True
    return column.key in dispatch.editable_columns


def _locked() -> str:
    return _("Sel terkunci; isinya tidak diterapkan.")


def _names_the_row(row: RowPlan, key: str, theirs: str | None, current: str | None) -> bool:
    """Whether a cell that names the row still says so; of a new row it says nothing yet."""
    if theirs is None or row.milestone is None:
        return True
    if key == "commitment_title":
        titles = (row.milestone.commitment.title_id, row.milestone.commitment.title_en)
        return fold(theirs) in {fold(title) for title in titles}
    return fold(theirs) == fold(current or "")


def _reason(row: RowPlan, key: str, value: Proposed, *, erase: bool, work: _Comparison) -> str:
    """Why a cell cannot be taken, whoever asks; empty if it can."""
    if erase and key == "evidence":
        return _("Data dukung tidak dihapus lewat matriks. Tarik datanya di halaman laporan.")
    if erase and key == "success_measure":
        return _("Rumusan ukuran keberhasilan tidak dapat dikosongkan.")
    trouble = work.troubles.get((row.sheet, row.record.cells[key]))
    if trouble is not None and value.value is None:
        return trouble.message
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


def _forbidden(row: RowPlan, key: str) -> str:
    """Why this actor may not write this cell."""
    if BY_KEY[key].home is Home.PLAN:
        return _("Isi rencana aksi hanya diubah oleh Sekretariat; sel ini tidak diterapkan.")
    return _(NOT_YOURS.template, place=f"{row.sheet}!{row.record.cells[key]}")


def _may_write(row: RowPlan, home: Home, context: Context) -> bool:
    actor = context.actor
    if home is Home.PLAN:
        return can(actor, Action.EDIT_PLAN)
    action = Action.REPORT if home is Home.REPORT else Action.IMPORT
    if can(actor, action):
        return True
    organisation_id = actor.organisation_id if home is Home.WORDING else row.reporter.id if row.reporter else None
    if row.milestone is None or organisation_id is None:
        return False
    involved = {o.id for o in row.milestone.responsible} | row.milestone.commitment.party_ids
    assessor = row.assessor if home is Home.REPORT else None
    return can(actor, action, Subject(organisation_id, assessor, organisation_id in involved))


def _without_doubles(rows: Iterable[RowPlan]) -> list[RowPlan]:
    """The same row pasted twice: neither is taken, unless both say the same; then it counts once."""
    found: dict[tuple[int, int, int], list[RowPlan]] = defaultdict(list)
    order: list[tuple[RowPlan, tuple[int, int, int] | None]] = []
    for row in rows:
        key = None
        if row.milestone is not None and row.question is None and not row.skipped:
            key = (row.milestone.id, row.period.id if row.period else 0, row.reporter.id if row.reporter else 0)
            found[key].append(row)
        order.append((row, key))
    kept = []
    for row, key in order:
        alike = found[key] if key else [row]
        if len(alike) > 1 and any(_says(other) != _says(alike[0]) for other in alike):
            assert row.milestone is not None
            place = row.record.cells.get("row_code", f"A{row.row}")
            problem = Problem(DUPLICATE_ROW, row.sheet, place, {"value": row.milestone.row_code})
            kept.append(_refused(replace(row, question=problem)))
        elif row is not alike[0]:
            kept.append(replace(row, cells=tuple(_repeated(cell) for cell in row.cells)))
        else:
            kept.append(row)
    return kept


def _says(row: RowPlan) -> dict[str, str]:
    return {cell.column_key: cell.said or cell.written for cell in row.cells if cell.said or cell.written}


def _repeated(cell: CellPlan) -> CellPlan:
    if cell.outcome not in WRITING:
        return cell
    return replace(cell, outcome=Outcome.UNCHANGED, note=_("Sudah dikatakan baris lain berkas ini."))


def _without_contradictions(rows: Iterable[RowPlan]) -> list[RowPlan]:
    """Two institutions' rows on one milestone share its plan cells: the same change counts once, two are refused.

    Two different wordings of a measure are two proposals, and both wait for a decision.
    """
    rows = list(rows)
    shared: dict[tuple[str, int], list[CellPlan]] = defaultdict(list)
    for row in rows:
        for cell in row.cells:
            if place := _shared_place(row, cell):
                shared[place].append(cell)
    verdicts: dict[str, CellPlan] = {}
    for (key, _id), cells in shared.items():
        first: dict[str, CellPlan] = {}
        for cell in cells:
            if first.setdefault(cell.said, cell) is not cell:
                verdicts[cell.key] = _repeated(cell)
        if len(first) > 1 and BY_KEY[key].home is Home.PLAN:
            for cell in cells:
                problem = Problem(CONTRADICTION, cell.sheet, cell.cell, {"value": cell.after})
                verdicts[cell.key] = replace(cell, outcome=Outcome.REFUSED, note=problem.message)
    return [_judged(row, verdicts) for row in rows] if verdicts else rows


def _shared_place(row: RowPlan, cell: CellPlan) -> tuple[str, int] | None:
    if row.milestone is None or cell.outcome not in WRITING:
        return None
    home = BY_KEY[cell.column_key].home
    if home is Home.PLAN:
        return cell.column_key, row.milestone.id
    return (cell.column_key, row.milestone.measure.id) if home is Home.WORDING else None


def _judged(row: RowPlan, verdicts: Mapping[str, CellPlan]) -> RowPlan:
    cells = tuple(verdicts.get(cell.key, cell) for cell in row.cells)
    refused = [c for c in cells if c.key in verdicts and c.outcome is Outcome.REFUSED]
    if not refused:
        return replace(row, cells=cells)
    problem = Problem(CONTRADICTION, row.sheet, refused[0].cell, {"value": refused[0].after})
    return replace(row, cells=cells, question=problem)


def _removed(rows: Iterable[RowPlan], context: Context) -> tuple[str, ...]:
    """Rows that were sent and did not come back: listed, and never taken for deleted."""
    if context.said is None:
        return ()
    present = {row.milestone.row_code for row in rows if row.milestone}
    return tuple(sorted({code for code, _ in context.said} - present))
