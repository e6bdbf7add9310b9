"""Where the titles of a table stand and what each column means.

A title may take up to three rows; the meaning of a column is the path of all of them, read from the top: "Selesai"
under "Waktu Pelaksanaan" is a due date (matrix.md §2.4). Years and periods in a path make the column one of several
over the same field.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from reports.matrix.beside import without_legends
from reports.matrix.dates import FIRST_YEAR, LAST_YEAR, plain, take_period
from reports.matrix.grid import Cell
from reports.matrix.page import Page, title_text
from reports.matrix.paths import Column, counts_periods, leaf_kinds, read_column, take_part, with_reporters
from reports.matrix.values import cell_text, is_status, numbered_title
from reports.matrix.vocabulary import (
    FIELDS,
    ROW_NUMBER,
    exactly,
    fold_title,
    is_plain_title,
    is_title,
    meaning_of,
)

#: titles that only a matrix has; "Kegiatan" or "Indikator" alone also stand in agendas and budgets
_IDENTITY: Final = frozenset({"commitment_title", "success_measure", "success_criterion", "milestone"})
_SUBSTANCE: Final = frozenset({"target_text", "achievement_text", "percent"})
#: a title that may be the commitments' or their steps' is one of a matrix where it has such a word
_MATRIX_WORDS: Final = re.compile(r"\b(?:komitmen|commitments?|aksi|renaksi)\b")
_PERSONAL: Final = frozenset({"nama", "jabatan", "nip", "tanda tangan", "ttd", "paraf", "no hp", "nomor hp", "email"})
_OF_LOGS: Final = frozenset({"pengguna", "user", "username", "nama pengguna", "user id", "alamat ip", "ip address"})
LONGEST_TITLE: Final = 160
#: rows from the top in which every title is looked at closely
_CLOSELY: Final = 60
_COUNTING = re.compile(r"^\(?\s*(\d{1,2}|[a-z])\s*\)?(?:\s*=.*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Header:
    """The title rows of one table."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    #: a hidden row of codes (``#percent``) that decided instead of the titles
    code_row: int | None = None

    @property
    def first_column(self) -> int:
        return min(column.index for column in self.columns)

    @property
    def last_column(self) -> int:
        return max(column.index for column in self.columns)


# --- finding the title rows -------------------------------------------------------------------------------------------


def find_headers(page: Page) -> list[Header]:
    """Every header of the sheet from the top, repetitions included."""
    headers: list[Header] = []
    last_read = rows_seen = 0
    #: a label so far has named the commitment: what follows may be its steps
    in_form = False
    for row, cells in page.rows.items():
        in_form = in_form or _names_commitment(cells)
        rows_seen += 1
        if row <= last_read or not _may_be_header(cells, closely=rows_seen <= _CLOSELY):
            continue
        header = _codes_at(page, row) or _header_at(page, row, last_read, in_form=in_form)
        if header is not None:
            headers.append(header)
            last_read = header.last_row
    return headers


def _names_commitment(cells: dict[int, Cell]) -> bool:
    """ "Judul Komitmen: …" in front of a table, in one cell or in two."""
    if len(cells) > 4:
        return False
    first = cell_text(next(iter(cells.values())))
    if numbered_title(first)[2]:
        return True
    label, colon, value = first.partition(":")
    meaning = exactly(label) if len(label) < LONGEST_TITLE and (len(cells) > 1 or value.strip()) else None
    return meaning is not None and meaning.field == "commitment_title" and (not meaning.weak or bool(colon))


def _may_be_header(cells: dict[int, Cell], *, closely: bool) -> bool:
    """A quick look that rules out ordinary rows: at least two short texts that are titles, and no long ones.

    Slips and questions are only looked for near the top, where the first header stands.
    """
    hits = months = 0
    for cell in cells.values():
        value = cell.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            # a number in a title can only be a year
            if not FIRST_YEAR <= value <= LAST_YEAR:
                return False
        elif isinstance(value, dt.date):
            if value.day != 1:
                return False
            # "Jan-24" typed into Excel is the first of the month
            months += 1
        elif value is not None and not isinstance(value, str):
            return False
        if isinstance(value, str):
            if len(value) > LONGEST_TITLE or value.lstrip().startswith(":"):
                return False
            if len(value) < 90 and (
                value.startswith("#") or is_plain_title(value) or (closely and _is_known_title(value))
            ):
                hits += 1
    return hits >= 2 and months != 1


def _is_known_title(text: str) -> bool:
    return is_title(text) or (meaning_of(_without_period(text)) is not None)


def _without_period(text: str) -> str:
    return take_period(plain(text))[1]


def unreadable_titles(page: Page, header: Header, rows: list[int]) -> Iterator[Cell]:
    """Titles that are errors or formulas without a result, over columns with data: nobody can tell what those are."""
    for row in range(header.first_row, header.last_row + 1):
        for index, cell in page.row(row).items():
            if (cell.is_error or (cell.value is None and cell.formula is not None)) and any(
                page.cell(below, index) is not None for below in rows
            ):
                yield cell


def _codes_at(page: Page, row: int) -> Header | None:
    """A row of our own hidden codes: they win over every title."""
    cells = page.row(row)
    codes = {index: cell_text(cell) for index, cell in cells.items()}
    known = {code for code in codes.values() if code.startswith("#") and code[1:] in FIELDS}
    if len(known) < 2 or len(known) < 0.5 * len(codes):
        return None
    title_row = _titles_beside(page, row)
    columns = [
        Column(
            index,
            ((page.text(title_row, index) if title_row != row else "") or code,),
            code[1:] if code in known else None,
            "code",
            row=row,
        )
        for index, code in codes.items()
    ]
    return Header(min(row, title_row), max(row, title_row), tuple(columns), code_row=row)


def _titles_beside(page: Page, row: int) -> int:
    """The row of titles that people see: just above or below the codes; hidden codes always have theirs below."""
    for near in (row + 1, row - 1):
        if _titles_in(page, near) >= 2:
            return near
    return row + 1 if row in page.sheet.hidden_rows else row


def _titles_in(page: Page, row: int) -> int:
    return sum(1 for cell in page.row(row).values() if isinstance(cell.value, str) and _is_known_title(cell.value))


def _header_at(page: Page, row: int, after: int, *, in_form: bool) -> Header | None:
    first, last = row, _last_title_row(page, row)
    if row - 1 > after and _is_group_row(page, row - 1, range(row, last + 1)):
        first = row - 1
    read = tuple(read_column(index, path, last) for index, path in _paths(page, first, last))
    columns = without_legends(with_reporters(read))
    codes = next((near for near in (last + 1, first - 1) if near > after and _codes_at(page, near)), None)
    if codes is not None:
        return _codes_at(page, codes)
    return Header(first, last, columns) if columns and _is_matrix(columns, in_form=in_form) else None


def _last_title_row(page: Page, row: int) -> int:
    """The lowest of up to three title rows: as far as merges reach, or as sub-titles follow."""
    last = row
    for column in page.row(row):
        merge = page.merge(row, column)
        if merge is not None and merge.last_row - row <= 2:
            last = max(last, merge.last_row)
    while last < row + 2 and _is_subtitle_row(page, last + 1, row, last):
        last += 1
    return last


def _is_subtitle_row(page: Page, row: int, first: int, last: int) -> bool:
    """Whether a row continues the titles above: each of its texts is a period, a sub-title or stands under a group."""
    titles = {index: text for index, cell in page.row(row).items() if (text := title_text(cell))}
    parents = {index: _parent_of(page, first, last, index) for index in titles}
    counted = [index for index, parent in parents.items() if parent and counts_periods(parent, titles[index])]
    if not titles or (len(counted) < len(titles) and is_counting_row(list(titles.values()))):
        return False
    grouped = 0
    for index, text in titles.items():
        if len(text) > 60 or _is_line(page, row, index, parents[index]):
            return False
        if index in counted:
            grouped += 1
            continue
        parent = parents[index]
        if parent is None:
            # the names of an index that pandas writes below its columns
            if not is_title(text):
                return False
            grouped += 1
            continue
        own = take_part(text)
        if not text.startswith("(") and exactly(f"{parent} {text}") is not None:
            # a title broken by hand: "Ukuran" above "Keberhasilan"
            grouped += 1
            continue
        if own.period is None and not is_title(own.rest) and leaf_kinds(own.rest) is None:
            # "Dalam proses" below "Status"
            grouping = meaning_of(parent)
            if grouping is None or grouping.field != "status" or not is_status(text):
                return False
        merge = page.merge(last, index)
        covered = merge is not None and merge.first_column < merge.last_column
        if covered or page.cell(last, index) is None or own.period is not None:
            grouped += 1
    return grouped >= max(1, len(titles) // 2)


#: nothing below these differs by period
_NEVER_TIMED: Final = frozenset(
    {ROW_NUMBER, "commitment_title", "commitment_number", "lead_agencies", "supporting", "csos", "theme"}
)


def _is_line(page: Page, row: int, index: int, parent: str | None) -> bool:
    """ "TAHUN 2023" across the table or in the column of numbers begins its rows; it is no sub-title."""
    if len(page.row(row)) > 1 or take_part(page.title(row, index)).period is None:
        return False
    above = meaning_of(parent) if parent is not None else None
    return above is not None and above.field in _NEVER_TIMED


def _is_group_row(page: Page, row: int, below: range) -> bool:
    """A row of group titles over recognised ones: merged over some of their columns, not over all."""
    cells = page.row(row)
    columns = {index for title_row in below for index in page.row(title_row)}
    if not cells or not columns or max(len(title_text(cell)) for cell in cells.values()) > 60:
        return False
    spans = [page.width(row, index) for index in cells]
    inside = all(min(columns) <= index <= max(columns) for index in cells)
    return inside and any(1 < span < 0.7 * len(columns) for span in spans) and len(cells) <= len(columns)


def _parent_of(page: Page, first: int, last: int, column: int) -> str | None:
    """The nearest title above: its own, that of the merged range, or of the group that begins to its left."""
    for row in range(last, first - 1, -1):
        cell = page.merged_cell(row, column)
        if cell is not None:
            return title_text(cell)
    for index in range(column - 1, 0, -1):
        cell = page.cell(last, index)
        if cell is not None:
            return title_text(cell) if page.merge(last, index) is None else None
    return None


def _paths(page: Page, first: int, last: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each column with its titles from the top; a group title reaches over the columns that only have sub-titles."""
    indexes = sorted(
        {index for row in range(first, last + 1) for index in page.row(row)} | _merged_columns(page, first)
    )
    for index in indexes:
        path: list[str] = []
        for row in range(first, last + 1):
            text = title_text(page.merged_cell(row, index))
            if not text and row < last and any(page.cell(below, index) for below in range(row + 1, last + 1)):
                text = _group_text(page, row, index, last)
            if text and (not path or path[-1] != text):
                path.append(text)
        if path:
            yield index, tuple(path)


def _merged_columns(page: Page, row: int) -> set[int]:
    """Columns that a group title is merged over though nothing stands below it."""
    return {index for column in page.row(row) for index in range(column, column + min(page.width(row, column), 60))}


def _group_text(page: Page, row: int, column: int, last: int) -> str:
    """An unmerged group title: it stands over the first of its columns, and that one has a sub-title as well."""
    for index in range(column - 1, 0, -1):
        cell = page.cell(row, index)
        if cell is not None:
            has_own_subtitle = any(page.cell(below, index) for below in range(row + 1, last + 1))
            return title_text(cell) if has_own_subtitle and page.merge(row, index) is None else ""
    return ""


def is_counting_row(texts: list[str]) -> bool:
    """``(1) (2) (3)`` or ``1 2 3``: the numbers of the columns, never data (matrix.md §2.3)."""
    if len(texts) < 3:
        return False
    numbers = []
    for text in texts:
        match = _COUNTING.match(text.strip())
        if match is None:
            return False
        sign = match.group(1).casefold()
        numbers.append(int(sign) if sign.isdigit() else ord(sign) - 96)
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return numbers[0] <= 2 and all(1 <= step <= 2 for step in steps) and steps.count(1) >= 0.7 * len(steps)


def _is_of_commitments(column: Column) -> bool:
    meanings = {column.field, *column.others}
    return (
        meanings == {"commitment_title", "milestone"} and _MATRIX_WORDS.search(fold_title(column.path[0])) is not None
    )


def _is_block(columns: tuple[Column, ...]) -> bool:
    """ "Komitmen | Data terbuka | Tahun | 2024": labels with their values, side by side in a row above the table."""
    labels = [column.field is not None and column.how != "period" for column in columns]
    return len(labels) in {2, 4, 6} and all(label == (place % 2 == 0) for place, label in enumerate(labels))


def _is_matrix(columns: tuple[Column, ...], *, in_form: bool) -> bool:
    """Whether these titles can only be those of a matrix; attendance lists, agendas and budgets are not."""
    known = [column for column in columns if column.field is not None or column.period is not None]
    if len(known) < 0.4 * len(columns) or _is_block(columns):
        return False
    fields = {column.field for column in columns if column.is_read}
    others = fields - _IDENTITY
    if any(fold_title(column.path[-1]) in _OF_LOGS for column in columns):
        return False
    personal = sum(1 for column in columns if fold_title(column.path[-1]) in _PERSONAL)
    certain = any(
        column.field in _IDENTITY
        and (column.how not in {"near", "part"} or len(others) >= 2)
        and (not column.weak or _is_of_commitments(column))
        for column in columns
    )
    if certain:
        return bool(others) or len(fields & _IDENTITY) >= 2
    if in_form and fields & _IDENTITY and len(others) >= 2 and personal == 0:
        return True
    reported = "target_text" in others or ("lead_agencies" in others and bool(others & _SUBSTANCE))
    return bool(fields & _IDENTITY) and reported and len(others) >= 2 and personal < 2
