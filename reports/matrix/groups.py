"""The rows of a table with what holds for each: merged cells, ditto marks, groups filled down, numbers.

Values are filled down inside a group only, and only those that name the group (matrix.md §2.6); measures follow a
vertical merge, since that says itself what it spans, and a row that only adds a period or a reporter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from models.rules.naming import fold
from reports.matrix.dates import Period
from reports.matrix.grid import Cell
from reports.matrix.values import cell_text, commitment_number
from reports.matrix.vocabulary import ACTORS, ROW_NUMBER

AGENCIES: Final = ("lead_agencies", "supporting", "csos", ACTORS)
#: blank below the first row of a group, these are meant to go on
FILLED: Final = ("theme", *AGENCIES)

#: what a column stands for beside its field: a period, and whose report it is
Slot = tuple[Period | None, str | None]
#: field → (text, cell) that a section row states for the rows below it
Section = dict[str, tuple[str, str | None]]


@dataclass(slots=True)
class Row:
    """One data row: field → its cells, apart from those that belong to a period."""

    row: int
    section: Section
    section_period: tuple[Period, str | None] | None
    cells: dict[str, list[Cell]] = field(default_factory=dict)
    slots: dict[Slot, dict[str, Cell]] = field(default_factory=dict)
    #: periods that the row ticks
    ticks: list[tuple[Period, Cell]] = field(default_factory=list)
    #: ticks under status words as titles
    marks: list[tuple[Slot | None, str, Cell]] = field(default_factory=list)
    #: fields whose cell is the row's own, not filled from above
    own: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        cells = self.cells.get(name)
        return cell_text(cells[0]) if cells else ""


class Groups:
    """The rows of one table, filled down in place by `fill`."""

    def __init__(self, rows: list[Row], fields: frozenset[str], upper: frozenset[str]) -> None:
        self.rows = rows
        self.fields = fields
        #: what stands left of the commitments and so groups them
        self.upper = upper
        #: commitment numbers come from a plain "No", which may only count rows
        self.numbers_are_inferred = False

    def fill(self, *, number_is_stated: bool) -> list[Row]:
        """The rows that hold data, each with what its group says."""
        self._fill_groups(self.rows)
        rows = self._without_group_rows(self.rows)
        self._continue(rows)
        if ROW_NUMBER in self.fields and "commitment_number" not in self.fields and not number_is_stated:
            self._number_commitments(rows)
        return rows

    def _fill_groups(self, rows: list[Row]) -> None:
        leader = "commitment_title" if "commitment_title" in self.fields else "commitment_number"
        if leader in self.fields:
            self._fill_leaders(rows, leader)
        for name in FILLED:
            if name in self.upper:
                self._fill_upper(rows, name)
            elif name in self.fields:
                self._fill_column(rows, name, leader)

    def _fill_leaders(self, rows: list[Row], leader: str) -> None:
        """The commitment's title (and number) goes on below the first row of its group.

        Where the title is repeated on every row of a commitment, a blank one is a gap and not a habit: it is filled
        only between two equal ones, or where the number says the same.
        """
        companion = next((n for n in ("commitment_number", ROW_NUMBER) if n != leader and n in self.fields), None)
        repeats = self._repeats(rows, leader)
        for position, (above, row) in enumerate(pairwise(rows), start=1):
            if not above.cells.get(leader) or above.section is not row.section:
                continue
            if row.cells.get(leader):
                if leader not in row.own and row.cells[leader] == above.cells[leader]:
                    self._fill_companion(above, row, companion)
                continue
            if repeats and not self._is_between_equals(rows, position, leader):
                same_number = (
                    companion is not None and row.text(companion) and row.text(companion) == above.text(companion)
                )
                if not same_number:
                    continue
            row.cells[leader] = above.cells[leader]
            self._fill_companion(above, row, companion)

    def _fill_companion(self, above: Row, row: Row, companion: str | None) -> None:
        """The number goes on with its title."""
        if companion == "commitment_number" and not row.cells.get(companion) and above.cells.get(companion):
            row.cells[companion] = above.cells[companion]

    def _repeats(self, rows: list[Row], name: str) -> bool:
        return any(
            name in above.own and name in row.own and row.text(name) == above.text(name)
            for above, row in pairwise(rows)
        )

    def _is_between_equals(self, rows: list[Row], position: int, name: str) -> bool:
        following = next((row.text(name) for row in rows[position:] if row.cells.get(name)), None)
        return following is not None and following == rows[position - 1].text(name)

    def _fill_upper(self, rows: list[Row], name: str) -> None:
        """A level above the commitments (a theme, a ministry left of them) goes on until the next one."""
        if not self._repeats(rows, name):
            for above, row in pairwise(rows):
                if not row.cells.get(name) and above.cells.get(name) and above.section is row.section:
                    row.cells[name] = above.cells[name]

    def _fill_column(self, rows: list[Row], name: str, leader: str) -> None:
        pairs = [
            (above, row)
            for above, row in pairwise(rows)
            if above.section is row.section
            and (leader not in self.fields or (leader not in row.own and above.text(leader) == row.text(leader)))
        ]
        if any(name in row.own and name in above.own and row.text(name) == above.text(name) for above, row in pairs):
            return
        if leader not in self.fields and name not in {"theme", "lead_agencies"}:
            return
        if leader not in self.fields and not any(name in row.own for row in rows[:1]):
            return
        for above, row in pairs:
            if not row.cells.get(name) and above.cells.get(name):
                row.cells[name] = above.cells[name]

    def _without_group_rows(self, rows: list[Row]) -> list[Row]:
        """Leave out a row that only opens a group: it names the commitment, and the rows below it hold the data."""
        kept = []
        naming = {"theme", "commitment_number", "commitment_title", ROW_NUMBER, *AGENCIES}
        for position, row in enumerate(rows):
            following = rows[position + 1] if position + 1 < len(rows) else None
            opens = (
                following is not None
                and "commitment_title" in row.own
                and row.own <= naming
                and not row.slots
                and "commitment_title" not in following.own
                and following.text("commitment_title") == row.text("commitment_title")
                and bool({"success_measure", "milestone"} & self.fields)
            )
            if not opens:
                kept.append(row)
        return kept

    def _continue(self, rows: list[Row]) -> None:
        """A row without a measure that adds a period or a reporter speaks of the measure above it."""
        names = [name for name in ("success_measure", "success_criterion", "milestone") if name in self.fields]
        adding = [name for name in ("target_year", "period", "reporter") if name in self.fields]
        for above, row in pairwise(rows):
            if any(row.cells.get(name) for name in names) or "commitment_title" in row.own:
                continue
            if above.section is row.section and any(
                row.text(name) and row.text(name) != above.text(name) for name in adding
            ):
                for name in (*names, *AGENCIES, "unit"):
                    if above.cells.get(name) and not row.cells.get(name):
                        row.cells[name] = above.cells[name]

    def _number_commitments(self, rows: list[Row]) -> None:
        """A plain "No" is the commitment's number where it goes with the titles; else it counts rows (matrix.md §4)."""
        if any("commitment_title" in row.section for row in rows):
            return
        pairs = [
            (number, fold(row.text("commitment_title")))
            for row in rows
            if (number := commitment_number(row.text(ROW_NUMBER))) is not None
        ]
        if not pairs or len(pairs) < 0.5 * len(rows):
            pairs = [pair for pair in pairs if pair[1]]
        if self._numbers_are_of_commitments(pairs):
            self.numbers_are_inferred = True
            hierarchical = sum("." in number for number, _ in pairs) > 0.5 * len(pairs)
            for row in rows:
                if row.cells.get(ROW_NUMBER) and not (hierarchical and "." not in row.text(ROW_NUMBER)):
                    row.cells["commitment_number"] = row.cells[ROW_NUMBER]
            self._fill_numbers(rows)

    def _fill_numbers(self, rows: list[Row]) -> None:
        """A group of rows under one title has the number of its first row."""
        for above, row in pairwise(rows):
            same = row.text("commitment_title") and row.text("commitment_title") == above.text("commitment_title")
            if same and above.section is row.section and not row.cells.get("commitment_number"):
                row.cells["commitment_number"] = above.cells.get("commitment_number", [])

    def _numbers_are_of_commitments(self, pairs: list[tuple[str, str]]) -> bool:
        heads = [(number.split(".")[0], title) for number, title in pairs]
        titles: dict[str, set[str]] = {}
        for number, title in heads:
            if title:
                titles.setdefault(title, set()).add(number)
        if titles and not all(title for _, title in heads):
            # a row without a commitment has no number of one either
            return False
        if not titles:
            numbers = [number for number, _ in heads]
            return (
                len(set(numbers)) < len(numbers) and numbers == sorted(numbers, key=int)
                if _all_digits(numbers)
                else False
            )
        # rows are counted on inside a commitment, and may begin again with the next one
        counting = all(
            int(later) - int(earlier) == 1 or (int(later) == 1 and title != other)
            for (earlier, title), (later, other) in pairwise(heads)
            if earlier.isdigit() and later.isdigit()
        )
        several = sum(len(numbers) > 1 for numbers in titles.values())
        if counting and (several or len({number for number, _ in heads}) < len(titles)):
            return False
        return several <= 0.5 * len(titles)


def _all_digits(numbers: list[str]) -> bool:
    return all(number.isdigit() for number in numbers)
