"""Which column has which field, when titles alone leave it open: by strength, by content, else a person is asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from models.language import _
from models.problems import Problem
from reports.matrix import catalogue
from reports.matrix.grid import Cell, address
from reports.matrix.page import Page
from reports.matrix.paths import Column, take_part
from reports.matrix.values import (
    cell_text,
    commitment_number,
    is_nothing,
    is_status,
    looks_like_percent,
    read_date,
    read_number,
)
from reports.matrix.vocabulary import (
    BY_KIND,
    FIELDS,
    IGNORED,
    ROW_KIND,
    ROW_NUMBER,
    SCHEDULE,
    STATES,
    exactly,
    fold_title,
)

#: several columns may fill these together: nothing is lost and nothing invented
JOINED: Final = frozenset({"supporting", "csos", "evidence", "obstacles", "follow_up", "notes"})
#: beside a realisation these are its share of the target
_RATES: Final = frozenset(
    {"capaian", "capaian kinerja", "tingkat capaian", "kinerja", "pencapaian", "nilai capaian", "achievement"}
)
#: titles over what was reached, in words, in per cent or as a status
_ANY_PROGRESS: Final = ("progres", "kemajuan", "penilaian", "assessment")
_DESCRIPTION: Final = re.compile(r"^(?:deskripsi|uraian|penjelasan|isi|description|ringkasan|tujuan|latar belakang)\b")
_TICK: Final = re.compile(r"^[vx√✓✔✗✘☑●•■◼▪█*+]\ufe0f?$", re.IGNORECASE)
_AMOUNT: Final = re.compile(r"^\d[\d.,]*\s+[^\W\d_]{3,}")
#: of a title over ticks: "Tercapai (√)"
_TICK_IN_TITLE: Final = re.compile(r"\s*\([^\w()]*[vx√✓]?[^\w()]*\)$", re.IGNORECASE)
_SAMPLE: Final = 300
_REPORTER_WORDS: Final = frozenset({"k/l", "oms", "cso", "kementerian lembaga", "masyarakat sipil", "pemerintah"})


@dataclass(frozen=True, slots=True)
class Content:
    """What the cells below a title look like."""

    filled: int = 0
    percents: int = 0
    #: ticks and crosses
    ticks: int = 0
    #: numbers and percentages
    quantities: int = 0
    dates: int = 0
    reporters: int = 0
    #: status words
    states: int = 0
    #: what can be the number of a commitment
    numbers: int = 0
    #: amounts with a word for what they count: "12 dokumen"
    amounts: int = 0

    def mostly(self, count: int) -> bool:
        return self.filled > 0 and count >= 0.6 * self.filled


def content_of(page: Page, rows: Iterable[int], column: int) -> Content:
    """Counts over the first rows of the body."""
    cells = [cell for row in rows if (cell := page.cell(row, column)) is not None][:_SAMPLE]
    cells = [cell for cell in cells if not is_nothing(cell_text(cell))]
    return Content(
        filled=len(cells),
        percents=sum(1 for cell in cells if looks_like_percent(cell)),
        quantities=sum(1 for cell in cells if _is_number(cell) or looks_like_percent(cell)),
        ticks=sum(1 for cell in cells if is_mark(cell)),
        dates=sum(1 for cell in cells if _is_date(cell)),
        amounts=sum(1 for cell in cells if _AMOUNT.match(cell_text(cell)) and not looks_like_percent(cell)),
        numbers=sum(1 for cell in cells if commitment_number(cell_text(cell)) is not None),
        states=sum(1 for cell in cells if is_status(cell_text(cell))),
        reporters=sum(1 for cell in cells if fold_title(cell_text(cell)) in _REPORTER_WORDS),
    )


def is_tick(text: str) -> bool:
    """A mark that says "then", as in a chart of activities over months."""
    return len(text) <= 2 and _TICK.match(text) is not None


def is_mark(cell: Cell) -> bool:
    """A tick or cross, or the box that a spreadsheet program keeps as true or false."""
    return isinstance(cell.value, bool) or is_tick(cell_text(cell))


def _is_number(cell: Cell) -> bool:
    """A number, or one stored as text ("0,9")."""
    if isinstance(cell.value, str):
        return len(cell.value) < 16 and read_number(cell_text(cell)) is not None
    return isinstance(cell.value, int | float) and not isinstance(cell.value, bool)


def _is_date(cell: Cell) -> bool:
    if not isinstance(cell.value, str | dt.date) or len(cell_text(cell)) > 40:
        return False
    when = read_date(cell).value
    return when is not None and not when.words


def resolve(
    columns: tuple[Column, ...],
    page: Page,
    rows: list[int],
    *,
    given: frozenset[str],
    mapping: Mapping[str, str | None],
    of_progress: bool = False,
) -> tuple[tuple[Column, ...], list[Problem]]:
    """Give each column one field.

    ``given`` holds the fields that the sheet states outside of the table; ``of_progress``: its title speaks of
    progress and not of targets.
    """
    contents: dict[int, Content] = {}
    # section lines and the notes below a table say nothing about what its columns hold
    full = [row for row in rows if len(page.row(row)) > 1] or rows

    def content(column: Column) -> Content:
        if column.index not in contents:
            contents[column.index] = content_of(page, full, column.index)
        return contents[column.index]

    resolved = [_mapped(column, page, mapping) for column in columns]
    resolved = _schedules(_states(_by_kind(resolved, page, rows), content), content)
    resolved = [_by_content(column, content) for column in _bare_periods(resolved, content, of_progress)]
    resolved = _commitments_and_milestones(resolved, given)
    resolved = _numbers(resolved)
    return _without_conflicts(resolved, page, content)


def _mapped(column: Column, page: Page, mapping: Mapping[str, str | None]) -> Column:
    """A person's choice for this column, by place or by title, wins over everything."""
    for key in (f"{page.name}!{column.letter}", fold_title(" / ".join(column.path))):
        if key in mapping:
            field = mapping[key]
            return replace(column, field=field or IGNORED, how="mapping", others=(), weak=False)
    return column


def _schedules(columns: list[Column], content: Callable[[Column], Content]) -> list[Column]:
    """Columns of periods that hold nothing but ticks say when something is due, not what."""
    timed = [
        column
        for column in columns
        if column.period is not None and column.field in {None, "due_date", "start_date", "target_text"}
    ]
    seen = [one for column in timed if (one := content(column)).filled]
    if not seen or any(one.ticks < one.filled for one in seen):
        return columns
    return [replace(column, field=SCHEDULE, how="content") if column in timed else column for column in columns]


#: what the rows of one measure can hold, one under the other
KINDS: Final = frozenset({"target_text", "achievement_text", "percent", "status", "evidence", "obstacles", "follow_up"})


def kind_of_row(text: str) -> str | None:
    """The field that a row's label names: "Target", "Realisasi", "%"."""
    meaning = exactly(text) if len(text) < 40 else None
    return meaning.field if meaning is not None and meaning.field in KINDS else None


def _by_kind(columns: list[Column], page: Page, rows: list[int]) -> list[Column]:
    """Periods across, and downwards "Target" above "Realisasi": what a cell holds is said by its row."""
    bare = [column.index for column in columns if column.field is None and column.how == "period"]
    if not bare:
        return columns
    titled = {column.index for column in columns}
    first = min(titled)
    untitled = [
        Column(index, ("",), None, row=columns[0].row) for index in range(first, min(bare)) if index not in titled
    ]
    for column in [*columns, *untitled]:
        if column.index > min(bare) or column.how in {"mapping", "code"}:
            continue
        texts = [text for row in rows[:_SAMPLE] if len(page.row(row)) > 1 and (text := page.text(row, column.index))]
        kinds = [kind_of_row(text) for text in texts]
        if {"target_text", "achievement_text"} <= set(kinds) and None not in kinds:
            return [
                replace(other, field=ROW_KIND, how="content", others=(), weak=False)
                if other is column
                else replace(other, field=BY_KIND, how="content")
                if other.index in bare
                else other
                for other in sorted({*columns, column}, key=lambda each: each.index)
            ]
    return columns


def state_of_title(title: str) -> str:
    """The status word of a title, without the tick that shows how to fill the column."""
    return _TICK_IN_TITLE.sub("", title.strip())


def _states(columns: list[Column], content: Callable[[Column], Content]) -> list[Column]:
    """ "Selesai | Proses | Belum" over ticks: the ticked title is the status (OGP's self-assessment, domain.md §4)."""
    groups: dict[tuple[object, ...], list[Column]] = {}
    for column in columns:
        if column.how not in {"mapping", "code"} and is_status(state_of_title(column.path[-1])):
            groups.setdefault((column.path[:-1], column.period, column.reporter), []).append(column)
    ticked = set()
    for group in groups.values():
        seen = [one for column in group if (one := content(column)).filled]
        # the numbers among them are of totals
        only_ticks = all(one.ticks + one.quantities == one.filled for one in seen)
        if len(group) > 1 and only_ticks and any(one.ticks for one in seen):
            ticked |= {column.index for column in group}
    return [
        replace(column, field=STATES, how="content", others=(), weak=False) if column.index in ticked else column
        for column in columns
    ]


def _bare_periods(columns: list[Column], content: Callable[[Column], Content], of_progress: bool) -> list[Column]:
    """Columns titled by nothing but a year or period hold the targets; where those have a column, what was reached."""
    bare = [column for column in columns if column.field is None and column.how == "period"]
    if not bare:
        return columns
    has_target = of_progress or any(column.field == "target_text" for column in columns)
    seen = [content(column) for column in bare]
    together = Content(
        sum(one.filled for one in seen), sum(one.percents for one in seen), sum(one.quantities for one in seen)
    )
    # "70 persen" among "12 dokumen" is an amount like them
    of_amounts = any(one.amounts for one in seen)
    is_percent = not of_amounts and together.mostly(together.quantities if has_target else together.percents)
    field = "percent" if is_percent else "achievement_text" if has_target else "target_text"
    return [replace(column, field=field) if column in bare else column for column in columns]


def _by_content(column: Column, content: Callable[[Column], Content]) -> Column:
    if column.how in {"mapping", "code"}:
        return column
    title = column.path[-2] if column.reporter is not None and len(column.path) > 1 else column.path[-1]
    if column.field == "achievement_text" and fold_title(title).startswith(_ANY_PROGRESS):
        seen = content(column)
        if seen.mostly(seen.quantities):
            return replace(column, field="percent", how="content")
        if seen.mostly(seen.states) and seen.states == seen.filled:
            return replace(column, field="status", how="content", others=("achievement_text",), weak=True)
    if column.field == "percent" and fold_title(column.path[-1]) == "fisik":
        # how much was built, in per cent or in words
        seen = content(column)
        if seen.filled and not seen.mostly(seen.quantities):
            return replace(column, field="achievement_text", how="content")
    if column.field == "status":
        seen = content(column)
        if seen.mostly(seen.percents):
            return replace(column, field="percent", how="content", weak=True)
    if column.field in {"lead_agencies", "csos", "reporter"} and column.how != "path":
        seen = content(column)
        if seen.mostly(seen.reporters):
            return replace(column, field="reporter", how="content")
    if column.field == "target_text" and column.period is None:
        seen = content(column)
        if seen.mostly(seen.dates) and seen.dates == seen.filled:
            return replace(column, field="due_date", how="content", others=("target_text",), weak=True)
    return column


#: what a column may hold whose rows are commitments or what belongs to them
_EITHER: Final = ({"commitment_title", "milestone"}, {"commitment_title", "success_measure"})


def _commitments_and_milestones(columns: list[Column], given: frozenset[str]) -> list[Column]:
    """ "Rencana aksi" is the commitment where another column holds its activities, else the activity itself.

    matrix.md §4; a commitment named elsewhere (a column "Komitmen", section rows, the sheet) settles it.
    """
    certain = {column.field for column in columns if not (column.weak and len(column.others) > 0)}
    has_title = "commitment_title" in certain or "commitment_title" in given
    has_milestone = "milestone" in certain
    result = []
    for column in columns:
        meanings = {column.field, *column.others}
        if column.how not in {"mapping", "code"} and meanings in _EITHER:
            if has_title:
                detail = next(iter(meanings - {"commitment_title"}))
                column = replace(column, field=detail, others=())
            elif has_milestone or _is_divided(column, columns):
                column = replace(column, field="commitment_title", others=())
        result.append(column)
    return result


def _is_divided(column: Column, columns: list[Column]) -> bool:
    """RAN IV: "Rencana aksi" stands left of the measures of success that belong to it (domain.md §3, A)."""
    measures = [other.index for other in columns if other.field == "success_measure"]
    return bool(measures) and column.index < min(measures)


def _numbers(columns: list[Column]) -> list[Column]:
    """Only the first plain "No" can number anything."""
    result, seen = [], False
    for column in columns:
        if column.field == ROW_NUMBER:
            if seen:
                column = replace(column, field=IGNORED)
            seen = True
        result.append(column)
    return result


def _slot(column: Column) -> tuple[object, ...]:
    return column.field, column.period, column.reporter


def _without_conflicts(
    columns: list[Column], page: Page, content: Callable[[Column], Content]
) -> tuple[tuple[Column, ...], list[Problem]]:
    order = sorted(
        columns,
        # of two weak titles the one that could mean less chooses first: "Indikator" before "Sasaran"
        key=lambda column: (
            column.how not in {"mapping", "code"},
            column.weak,
            column.how == "near",
            len(column.others) if column.weak else 0,
        ),
    )
    taken: dict[tuple[object, ...], list[Column]] = {}
    result: dict[int, Column] = {}
    clashes: dict[tuple[object, ...], list[Column]] = {}
    for column in order:
        chosen = _first_free(column, taken)
        if chosen is None and _is_empty(column, content):
            chosen = replace(column, field=None)
        if chosen is None:
            chosen = _told_apart(column, taken, content, result)
        if chosen is None:
            clashes.setdefault(_slot(column), [taken[_slot(column)][0]]).append(column)
            chosen = replace(column, field=None, how="ambiguous")
        elif chosen.is_read:
            taken.setdefault(_slot(chosen), []).append(chosen)
        result[column.index] = chosen
    problems = [_ambiguity(page, clash) for clash in clashes.values()]
    fields = {column.field for column in result.values()}
    if "success_criterion" in fields and "success_measure" not in fields:
        # the two are kept apart only where both exist (matrix.md §4)
        for index, column in result.items():
            if column.field == "success_criterion" and column.how not in {"mapping", "code"}:
                result[index] = replace(column, field="success_measure")
    return tuple(result[column.index] for column in columns), problems


def _first_free(column: Column, taken: dict[tuple[object, ...], list[Column]]) -> Column | None:
    if not column.is_read:
        return column
    if column.field in {STATES, BY_KIND}:
        return column
    for field in (column.field, *column.others):
        candidate = replace(column, field=field)
        others = taken.get(_slot(candidate), [])
        if not others:
            return candidate
        if field in JOINED and all(fold_title(other.title) != fold_title(column.title) for other in others):
            return candidate
        if field == IGNORED:
            return candidate
    return None


def _is_empty(column: Column, content: Callable[[Column], Content]) -> bool:
    return content(column).filled == 0


def _told_apart(
    column: Column,
    taken: dict[tuple[object, ...], list[Column]],
    content: Callable[[Column], Content],
    result: dict[int, Column],
) -> Column | None:
    """Two columns of one title, one of numbers and one of text: the achievement and its percentage."""
    first = taken[_slot(column)][0]
    if _is_empty(first, content):
        taken[_slot(column)].remove(first)
        result[first.index] = replace(first, field=None)
        return column
    if column.field == "commitment_title" and _describes(column) != _describes(first):
        # "Judul Komitmen" and "Deskripsi Komitmen": the title is the title
        if _describes(column):
            return replace(column, field=IGNORED)
        result[first.index] = replace(first, field=IGNORED)
        taken[_slot(column)].remove(first)
        return column
    if column.field == "commitment_title":
        # "Komitmen" over a number and a title
        seen = content(first)
        if seen.filled and seen.numbers == seen.filled and first.index < column.index:
            moved = replace(first, field="commitment_number", how="content")
            result[first.index] = moved
            taken[_slot(column)].remove(first)
            taken.setdefault(_slot(moved), []).append(moved)
            return column
    if column.field != "achievement_text":
        return None
    percent = replace(column, field="percent", how="content")
    if _slot(percent) in taken:
        return None
    mine, its = content(column), content(first)
    # "Target | Realisasi | Capaian": what was reached, and the share of the target that it is
    for rate, amount, seen in ((column, first, mine), (first, column, its)):
        if _is_rate(rate) and not _is_rate(amount) and seen.mostly(seen.percents):
            return percent if rate is column else _as_percent(first, column, taken, result)
    if mine.mostly(mine.quantities) and not its.mostly(its.quantities):
        return percent
    if its.mostly(its.quantities) and not mine.mostly(mine.quantities):
        return _as_percent(first, column, taken, result)
    return None


def _describes(column: Column) -> bool:
    return _DESCRIPTION.match(fold_title(column.path[-1])) is not None


def _is_rate(column: Column) -> bool:
    return fold_title(take_part(column.path[-1]).rest) in _RATES


def _as_percent(
    first: Column, column: Column, taken: dict[tuple[object, ...], list[Column]], result: dict[int, Column]
) -> Column:
    """Give the first of two columns the percentage, so that the other one is free to be the achievement."""
    moved = replace(first, field="percent", how="content")
    taken[_slot(column)].remove(first)
    taken.setdefault(_slot(moved), []).append(moved)
    result[first.index] = moved
    return column


def _ambiguity(page: Page, clash: list[Column]) -> Problem:
    first = min(clash, key=lambda column: column.index)
    headers = ", ".join(
        f"“{column.title}” ({column.letter})" for column in sorted(clash, key=lambda column: column.index)
    )
    field = _(FIELDS.get(first.field or "", first.field or ""))
    return Problem(
        catalogue.AMBIGUOUS_HEADER,
        page.name,
        address(first.row, first.index),
        {"field": field, "headers": headers},
    )
