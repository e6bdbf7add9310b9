"""From the rows of one table to records: periods laid out lengthwise, every cell read by the kind of its column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from models.language import _
from models.problems import Problem, ProblemKind
from models.rules.naming import KnownNames, Mention, split_organisations
from reports.matrix import catalogue
from reports.matrix.body import Kind, Line, Meaning
from reports.matrix.columns import KINDS, content_of, is_mark, is_tick, kind_of_row, state_of_title
from reports.matrix.context import Context, of_both
from reports.matrix.dates import Period, period_code, read_period
from reports.matrix.draft import Draft, by_measure, spoken_of, take_reporter
from reports.matrix.grid import Cell, address, column_letter
from reports.matrix.groups import AGENCIES, FILLED, Groups, Row, Section, Slot
from reports.matrix.items import aligned, may_list
from reports.matrix.page import Page
from reports.matrix.paths import Column
from reports.matrix.records import Record
from reports.matrix.values import (
    ACCEPTED_STATUSES,
    Trouble,
    cell_text,
    commitment_number,
    is_dash,
    is_nothing,
    looks_like_percent,
    numbered_title,
    percent_of_text,
    read_date,
    read_percent,
    read_status,
    read_year,
)
from reports.matrix.vocabulary import ACTORS, BY_KIND, FIELDS, ROW_KIND, ROW_NUMBER, SCHEDULE, STATES

TEXTS: Final = frozenset(
    {
        "row_code",
        "success_measure",
        "success_criterion",
        "milestone",
        "reporter",
        "target_text",
        "unit",
        "achievement_text",
        "evidence",
        "obstacles",
        "follow_up",
        "notes",
        "theme",
    }
)
#: a vertical merge says of these that they hold for all its rows
_MERGED: Final = frozenset(
    {
        "theme",
        "commitment_number",
        "commitment_title",
        "success_measure",
        "success_criterion",
        "milestone",
        *AGENCIES,
        "unit",
        "target_year",
        "period",
        "reporter",
        "start_date",
        "due_date",
        ROW_NUMBER,
    }
)
#: a longer text is never only a dash
_LONGEST_DASH: Final = 8
_DITTO: Final = re.compile(
    r"^[-–—(/|\s]*(?:s\.?\s?d\.?\s?a\.?|(?:idem|ditt?o)\.?(?:\s+(?:ditt?o|di ?atas|atas))?|id\.|idm\.?|ibid\.?"
    r"|sama (?:dengan |seperti )?(?:yang )?(?:di ?)?atas|(?:same )?as above"
    r"|[\"“”„″'’〃]{1,2}|,,|//|\|\|)[-–—)/|\s]*$",
    re.IGNORECASE,
)
_CROSS: Final = re.compile(r"^[x✗✘×]$", re.IGNORECASE)
#: the longest that a ditto mark is
_LONGEST_DITTO: Final = 28


class Assembly:
    """Reads one table. Afterwards `records` and `problems` hold what was found."""

    def __init__(
        self,
        page: Page,
        columns: tuple[Column, ...],
        lines: list[Line],
        context: Context,
        known: KnownNames | None,
        organisations: dict[str, tuple[Mention, ...]],
    ) -> None:
        self.page = page
        self.columns = [column for column in columns if column.is_read or column.field == ROW_NUMBER]
        self.lines = lines
        self.context = context
        self.known = known
        self.organisations = organisations
        self.records: list[Record] = []
        self.problems: list[Problem] = []
        #: commitment numbers come from a plain "No", which may only count rows
        self.numbers_are_inferred = False
        self.title_rows = {column.index: column.row for column in columns}
        fields = {column.field for column in self.columns if column.field is not None}
        fields |= {"status"} if STATES in fields else KINDS if BY_KIND in fields else set()
        self.fields = frozenset(fields)
        self._kinds_in = next((column.index for column in self.columns if column.field == ROW_KIND), None)
        #: in our own workbooks, whose rows have codes, a quotation mark is a quotation mark
        self._repeats = "row_code" not in self.fields
        self._base_year, self._wide = self._slots()
        # years first: "s.d. 30 Juni" takes its year from them; numbers before the titles they may stand in
        first = ("target_year", "period", "commitment_number")
        order = [*first, *(name for name in FIELDS if name not in first), ACTORS]
        # a plain "No" may turn out to number the commitments
        self._order = [name for name in order if name in {*self.fields, "percent", "commitment_number"}]
        self._letters: dict[int, str] = {}
        body = [line.row for line in lines if line.kind is Kind.RECORD]
        self._used = {
            column.field
            for column in self.columns
            if column.field in AGENCIES and any(page.cell(row, column.index) is not None for row in body)
        }
        self._also_percent = {
            column.index
            for column in self.columns
            if column.field == "achievement_text"
            and (content := content_of(page, body, column.index)).mostly(content.percents)
            and not any(other.field == "percent" and other.period == column.period for other in self.columns)
        }

    def _slots(self) -> tuple[Period | None, dict[int, Slot]]:
        """Which columns belong to a period of their own; a year over quarters, or one period alone, is the row's."""
        wide = {
            column.index: (column.period, column.reporter)
            for column in self.columns
            if (column.period is not None or column.reporter is not None)
            and column.field not in {"target_year", "period", SCHEDULE}
        }
        periods = {period for period, _ in wide.values() if period is not None}
        years = {period.year for period in periods if not period.part}
        parts = {period for period in periods if period.part}
        base: Period | None = None
        if len(periods) == 1 and not any(reporter for _, reporter in wide.values()):
            base = next(iter(periods))
            wide = {}
        elif parts and len(years) == 1 and all(part.year in {None, *years} for part in parts):
            base = Period(next(iter(years)))
            wide = {index: slot for index, slot in wide.items() if slot[0] != base or slot[1] is not None}
        year = base.year if base is not None else None
        return base, {
            index: (period.within(year) if period is not None else base, reporter)
            for index, (period, reporter) in wide.items()
        }

    # --- rows

    def run(self) -> Assembly:
        groups = Groups(self._rows(), self.fields, self._upper_fields())
        for row in groups.fill(number_is_stated="commitment_number" in self.context.values):
            self._read(row)
        self.numbers_are_inferred = groups.numbers_are_inferred
        return self

    def _upper_fields(self) -> frozenset[str]:
        """Themes and agencies whose column stands left of the commitments'."""
        titles = [column.index for column in self.columns if column.field == "commitment_title"]
        return frozenset(
            name
            for name in FILLED
            for column in self.columns
            if titles and column.field == name and column.index < min(titles) and column.period is None
        )

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        section: Section = {}
        period: tuple[Period, str | None] | None = None
        above: dict[int, Cell | None] = {}
        for line in self.lines:
            if line.kind is Kind.SECTION:
                section = _entered(section, line)
                if line.meaning is Meaning.PERIOD and line.period is not None:
                    # a quarter is one of the year above it
                    period = line.period.within(_year(period[0] if period else None)), line.address
                above = {}
                continue
            row = Row(line.row, section, period)
            filled = self.page.row(line.row)
            kind = self._kind_of(filled)
            for column in self.columns:
                cell, own = filled.get(column.index), True
                if cell is None:
                    cell, own = self._merged(line.row, column), False
                elif self._repeats and type(cell.value) is str and len(cell.value) < _LONGEST_DITTO and _is_ditto(cell):
                    cell, own = above.get(column.index), False
                if cell is not None:
                    self._place(row, column, cell, own=own, kind=kind)
                above[column.index] = cell
            self._take_marks(row)
            rows.append(row)
        return rows

    def _merged(self, row: int, column: Column) -> Cell | None:
        """The merged cell that an empty one lies in, where it holds for this row and column too."""
        merge = self.page.merge(row, column.index)
        if merge is None:
            return None
        down, across = merge.first_row < row, merge.first_column < column.index
        if (down and column.field not in _MERGED) or (across and column.index not in self._wide):
            return None
        return self.page.cell(merge.first_row, merge.first_column)

    def _kind_of(self, filled: dict[int, Cell]) -> str:
        """What this row holds under the periods, where rows say so."""
        if self._kinds_in is None:
            return ""
        return kind_of_row(cell_text(filled.get(self._kinds_in))) or "target_text"

    def _place(self, row: Row, column: Column, cell: Cell, *, own: bool, kind: str) -> None:
        name = kind if column.field == BY_KIND else column.field or ""
        if name == ROW_KIND:
            return
        if name == SCHEDULE and column.period is not None and is_tick(cell_text(cell)):
            row.ticks.append((column.period, cell))
            return
        slot = self._wide.get(column.index) if self._wide else None
        if name == STATES:
            if cell.value is not False:
                row.marks.append((slot, state_of_title(column.path[-1]), cell))
            return
        if slot is not None:
            cells = row.slots.setdefault(slot, {})
            cells.setdefault(name, cell)
            if column.index in self._also_percent and looks_like_percent(cell):
                cells.setdefault("percent", cell)
            return
        held = row.cells.get(name)
        if held is None:
            row.cells[name] = [cell]
        else:
            held.append(cell)
        if own:
            row.own.add(name)
        if column.index in self._also_percent and looks_like_percent(cell):
            row.cells.setdefault("percent", [cell])

    def _take_marks(self, row: Row) -> None:
        """The title above the tick is the status. Beside ticks a cross says no; two ticks are asked about."""
        by_slot: dict[Slot | None, list[tuple[str, Cell]]] = defaultdict(list)
        for slot, title, cell in row.marks:
            by_slot[slot].append((title, cell))
        for slot, marks in by_slot.items():
            ticks = [mark for mark in marks if not _CROSS.match(cell_text(mark[1]))] or marks
            title, cell = ticks[0]
            if len(ticks) > 1 or not is_mark(cell):
                said = " / ".join(title for title, _cell in ticks) if is_mark(cell) else cell_text(cell)
                values = {"value": said, "accepted": ACCEPTED_STATUSES}
                self._problem(catalogue.UNKNOWN_STATUS, self._at(cell), values)
                continue
            written = replace(cell, value=title)
            if slot is None:
                row.cells.setdefault("status", [written])
            else:
                row.slots.setdefault(slot, {}).setdefault("status", written)

    # --- values

    def _at(self, cell: Cell) -> str:
        letter = self._letters.get(cell.column)
        if letter is None:
            letter = self._letters[cell.column] = column_letter(cell.column)
        return f"{letter}{cell.row}"

    def _trouble(self, trouble: Trouble | None, cell: Cell) -> None:
        if trouble is not None:
            self._problem(trouble.kind, self._at(cell), dict(trouble.values))

    def _problem(self, kind: ProblemKind, place: str, values: dict[str, Any]) -> None:
        self.problems.append(Problem(kind, self.page.name, place, values))

    def _usable(self, cell: Cell) -> bool:
        """Whether the cell has a value at all: not an error, not a formula nobody has computed."""
        if cell.is_error:
            self._problem(catalogue.ERROR_VALUE_IN_CELL, self._at(cell), {"value": cell.text})
            return False
        if cell.value is None and cell.formula is not None:
            self._problem(catalogue.FORMULA_WITHOUT_VALUE, self._at(cell), {"formula": cell.formula[:80]})
            return False
        return True

    def _read(self, row: Row) -> None:
        base = Draft(self.page.name, row.row)
        self._state_context(base, row)
        cells_of = row.cells
        for name in self._order:
            if name in cells_of and (cells := cells_of[name]):
                self._read_field(base, name, cells)
        self._read_ticks(base, row)
        drafts: list[tuple[Draft, Collection[str]]] = []
        for (period, reporter), cells_by_field in row.slots.items():
            draft = base.copy()
            draft.slot(period, reporter, next(iter(self._title_of((period, reporter))), None))
            said = [self._read_field(draft, name, [cell]) for name, cell in cells_by_field.items()]
            if any(said):
                drafts.append((draft, cells_by_field))
        for part in spoken_of([(self._by_measure(draft, row), own) for draft, own in drafts or [(base, ())]]):
            self._finish(part)

    def _read_ticks(self, draft: Draft, row: Row) -> None:
        """From the first ticked period to the last one."""
        if not row.ticks or draft.values.get("due_date") is not None or draft.values.get("due_period") is not None:
            return
        (first, _), (last, cell) = row.ticks[0], row.ticks[-1]
        draft.set("due_period", period_code((first, last), draft.year), self._at(cell), cell_text(cell))

    def _title_of(self, slot: Slot) -> Iterator[str]:
        for index, own in self._wide.items():
            if own == slot:
                yield address(self.title_rows[index], index)

    def _state_context(self, draft: Draft, row: Row) -> None:
        """What the sheet and the section say, where the row has no column for it."""
        if not row.section and not self.context.values:
            self._state_period(draft, row)
            return
        stated = {name: (value.text, value.address) for name, value in self.context.values.items()} | row.section
        if "commitment_title" in row.section and "commitment_number" not in row.section:
            stated.pop("commitment_number", None)
        for name, (text, place) in stated.items():
            if name in self.fields and row.cells.get(name):
                continue
            if name in AGENCIES:
                if name not in self._used:
                    draft.add_mentions(name, self._mentions(text), place, text)
            elif name == "commitment_number":
                draft.set(name, commitment_number(text), place, text)
            else:
                draft.set(name, text, place, text)
        self._state_period(draft, row)

    def _state_period(self, draft: Draft, row: Row) -> None:
        context = self.context
        if self._base_year is not None:
            stated = context.period or context.title_period
            draft.period(self._base_year.within(_year(stated)), next(self._base_title(), None))
        elif row.section_period is not None:
            when, place = row.section_period
            draft.period(when.within(_year(context.period or context.title_period)), place)
        elif context.period is not None:
            draft.period(of_both(context.period, context.title_period), context.period_address)
        elif context.title_period is not None:
            draft.period(context.title_period, None)

    def _base_title(self) -> Iterator[str]:
        for column in self.columns:
            if column.period is not None:
                yield address(column.row, column.index)

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        found = self.organisations.get(text)
        if found is None:
            found = self.organisations[text] = split_organisations(text, self.known)
        return found

    def _read_field(self, draft: Draft, name: str, cells: list[Cell]) -> bool:
        """Read the cells of one field into the draft; whether they said anything."""
        said = False
        for cell in cells:
            if (cell.is_error or cell.value is None) and not self._usable(cell):
                continue
            text = cell_text(cell)
            if name in TEXTS:
                if len(text) > _LONGEST_DASH or not is_dash(text):
                    draft.append(name, text, self._at(cell))
                    said = True
            elif name in AGENCIES:
                mentions = self._mentions(text)
                if mentions:
                    self._check_names(mentions, cell)
                    draft.add_mentions(name, mentions, self._at(cell), text)
                    said = True
            else:
                said = self._read_cell(draft, name, cell, text) or said
        return said

    def _read_cell(self, draft: Draft, name: str, cell: Cell, text: str) -> bool:
        match name:
            case "percent" | "status" if self._lists_measures(draft, text):
                # one value per measure: read when the measures are taken apart
                draft.set(name, None, self._at(cell), text)
                return True
            case "percent":
                percent = read_percent(cell)
                self._trouble(percent.trouble, cell)
                draft.set(name, percent.value, self._at(cell), text)
                return not is_nothing(text)
            case "status":
                status = read_status(cell)
                self._trouble(status.trouble, cell)
                draft.set(name, status.value.words if status.value else None, self._at(cell), text)
                draft.values["status_class"] = status.value.meaning if status.value else None
                return not is_dash(text)
            case "start_date" | "due_date":
                return self._read_date(draft, name, cell, text)
            case "target_year":
                return self._read_year(draft, cell, text)
            case "period":
                return self._read_period(draft, cell, text)
            case "commitment_number":
                if number := commitment_number(text):
                    draft.set(name, number.split(".")[0], self._at(cell), text)
                return True
            case "commitment_title":
                self._read_title(draft, text, cell)
                return True
            case "target_value":
                draft.set(name, percent_of_text(text).value, self._at(cell), text)
                return True
        return False

    def _lists_measures(self, draft: Draft, text: str) -> bool:
        measure = draft.values.get("success_measure")
        return measure is not None and may_list(text) and aligned(measure, text) is not None

    def _read_title(self, draft: Draft, text: str, cell: Cell) -> None:
        if is_dash(text):
            return
        alone = commitment_number(text)
        if alone is not None and not text.strip().isalpha():
            draft.set("commitment_number", alone, self._at(cell), text)
            return
        number, title, labelled = numbered_title(text)
        stated = draft.values.get("commitment_number")
        if number is not None and (labelled or stated in {None, number}):
            draft.set("commitment_number", number, self._at(cell), text)
            draft.set("commitment_title", title, self._at(cell), text)
        else:
            draft.set("commitment_title", text if number is not None else title, self._at(cell), text)

    def _read_date(self, draft: Draft, name: str, cell: Cell, text: str) -> bool:
        value = read_date(cell)
        self._trouble(value.trouble, cell)
        when = value.value
        if when is None:
            return not is_nothing(text)
        year = draft.year
        day = when.day(year)
        if day is not None:
            draft.set(name, day, self._at(cell), text)
        if name == "due_date":
            if when.start is not None and draft.values.get("start_date") is None:
                draft.set("start_date", when.start, self._at(cell), text)
            if when.periods:
                draft.set("due_period", period_code(when.periods, year), self._at(cell), text)
        draft.as_written[name] = text
        draft.cells[name] = self._at(cell)
        return True

    def _read_year(self, draft: Draft, cell: Cell, text: str) -> bool:
        if is_nothing(text):
            return False
        value = read_year(cell)
        if value.value is not None:
            draft.set("target_year", value.value, self._at(cell), text)
            return True
        periods = read_period(text)
        if isinstance(periods, tuple):
            draft.explicit_period(periods, self._at(cell), text)
            return True
        self._trouble(value.trouble, cell)
        return True

    def _read_period(self, draft: Draft, cell: Cell, text: str) -> bool:
        if is_nothing(text):
            return False
        unit = next((column.unit for column in self.columns if column.index == cell.column), None)
        when = read_date(cell).value if not isinstance(cell.value, str) else None
        periods = when.periods if when is not None and when.periods else read_period(text, unit)
        if isinstance(periods, tuple):
            draft.explicit_period(periods, self._at(cell), text)
        elif when is not None and when.end is not None:
            draft.explicit_period((Period(when.end.year, f"{when.end.month:02}"),), self._at(cell), text)
        elif periods is None:
            self._problem(catalogue.INVALID_PERIOD, self._at(cell), {"value": text})
        return True

    def _check_names(self, mentions: Iterable[Mention], cell: Cell) -> None:
        """Unknown and ambiguous names are reported, never created (matrix.md §3); needs a list to know them from."""
        if self.known is None or not self.known.entries:
            return
        for mention in mentions:
            if len(mention.keys) == 1:
                continue
            if mention.keys:
                candidates = ", ".join(entry.name for entry in self.known.candidates(mention.as_written))
                values = {"value": mention.as_written, "accepted": candidates}
                self._problem(catalogue.AMBIGUOUS_ORGANISATION, self._at(cell), values)
            else:
                accepted = ", ".join(proposal.name for proposal in mention.near) or "–"
                values = {"value": mention.as_written, "accepted": accepted}
                self._problem(catalogue.UNKNOWN_ORGANISATION, self._at(cell), values)

    # --- records

    def _by_measure(self, draft: Draft, row: Row) -> list[Draft]:
        take_reporter(draft)
        self._require(draft, row)
        return list(by_measure(draft))

    def _finish(self, part: Draft) -> None:
        for name, trouble in part.troubles:
            self._problem(trouble.kind, part.cells[name], dict(trouble.values))
        self.records.append(part.record())

    def _require(self, draft: Draft, row: Row) -> None:
        """A row of data must say what it is about: a commitment where the table names them, and a measure or step."""
        told = draft.values
        commitments = "commitment_title" in self.fields or "commitment_number" in self.fields
        if commitments and not (told.get("commitment_title") or told.get("commitment_number") or told.get("row_code")):
            self._missing(row, "commitment_title" if "commitment_title" in self.fields else "commitment_number")
        details = [name for name in ("success_measure", "milestone") if name in self.fields]
        said = any(told.get(name) is not None for name in ("target_text", "achievement_text", "percent", "status"))
        if details and said and not any(told.get(name) for name in (*details, "row_code")):
            self._missing(row, details[0])

    def _missing(self, row: Row, name: str) -> None:
        column = next(column for column in self.columns if column.field == name)
        self._problem(catalogue.MISSING_REQUIRED_VALUE, address(row.row, column.index), {"field": _(FIELDS[name])})


def _is_ditto(cell: Cell) -> bool:
    """Whether the cell repeats the one above it ("sda")."""
    return _DITTO.match(cell_text(cell)) is not None


def _year(period: Period | None) -> int | None:
    return period.year if period is not None else None


def _entered(section: Section, line: Line) -> Section:
    """The sections that hold below this one: a new commitment ends what stood under the old one."""
    match line.meaning:
        case Meaning.THEME:
            return {"theme": (line.text, line.address)}
        case Meaning.COMMITMENT:
            entered = {name: value for name, value in section.items() if name in {"theme", "lead_agencies"}}
            entered["commitment_title"] = (line.text, line.address)
            if line.number is not None:
                entered["commitment_number"] = (line.number, line.address)
            return {**entered, **{name: (text, place) for name, text, place in line.stated}}
        case Meaning.MEASURE:
            return {**section, "success_measure": (line.text, line.address)}
        case Meaning.LEAD:
            return {**section, "lead_agencies": (line.text, line.address)}
        case _:
            return dict(section)
