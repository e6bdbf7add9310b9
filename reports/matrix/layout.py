"""Where the tables of a sheet are, and what kind of sheet it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from models.problems import Problem
from models.rules.naming import KnownNames
from reports.matrix import catalogue
from reports.matrix.beside import where_another_begins
from reports.matrix.body import Kind, Line, names_commitments, read_body
from reports.matrix.columns import resolve
from reports.matrix.context import (
    Context,
    context_of_name,
    is_label_row,
    named_after_commitment,
    read_context,
    unreadable_values,
)
from reports.matrix.grid import Cell, address
from reports.matrix.header import Header, find_headers, unreadable_titles
from reports.matrix.page import Page
from reports.matrix.paths import Column
from reports.matrix.values import cell_text
from reports.matrix.vocabulary import fold_title

_INSTRUCTIONS: Final = re.compile(
    r"\b(?:petunjuk|panduan|pedoman|instruksi|tata cara|cara (?:isi|mengisi|pengisian)|contoh|instructions?"
    r"|guide(?:lines?)?"
    r"|read\s?me|example|daftar pilihan|referensi|lists?|master|legenda|sampul|cover|kamus|definisi|glosarium)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its titles, resolved columns, rows that are read, and what the sheet states for it."""

    header: Header
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    context: Context
    last_row: int

    @property
    def area(self) -> str:
        first = address(self.header.first_row, self.header.first_column)
        return f"{first}:{address(self.last_row, self.header.last_column)}"

    @property
    def data_rows(self) -> list[int]:
        return [line.row for line in self.lines if line.kind is Kind.RECORD]


def is_instructions(name: str) -> bool:
    """A sheet that explains, lists choices or gives an example."""
    return _INSTRUCTIONS.search(re.sub(r"[_\-]+", " ", name)) is not None


_MASTER: Final = re.compile(r"\b(?:master|lists?|sampul|cover)\b", re.IGNORECASE)


def is_spare(name: str) -> bool:
    """A sheet of lists by its name, which in a file without any other matrix may be the matrix ("MASTER")."""
    return _MASTER.search(re.sub(r"[_\-]+", " ", name)) is not None


_COMMITMENT: Final = frozenset({"commitment_title", "commitment_number"})


@dataclass(frozen=True, slots=True)
class Around:
    """What a workbook says about each of its sheets: its cover, and whether they are many."""

    stated: Context = field(default_factory=Context)
    is_one_of_many: bool = False


_ALONE: Final = Around()
_COVER: Final = re.compile(r"\b(?:sampul|cover|identitas|profil|judul|info(?:rmasi)?(?: umum)?)\b", re.IGNORECASE)
_ON_COVER: Final = frozenset({"lead_agencies", "target_year", "period"})


def around_sheets(pages: list[Page]) -> Around:
    """What holds for all sheets: the ministry and the period on the cover (matrix.md §2.9)."""
    stated = Context()
    for page in pages:
        if _COVER.search(page.name) and not find_headers(page):
            stated = stated.below(read_context(page, page.rows, _ON_COVER))
    stated.values = {name: value for name, value in stated.values.items() if name in _ON_COVER}
    named = [page for page in pages if not is_instructions(page.name) and not is_summary(page.name)]
    # a list of words or an empty sheet beside the only table does not make it one of many
    return Around(stated, len(named) > 1 and sum(1 for page in named if find_headers(page)) > 1)


_SUMMARY: Final = re.compile(
    r"\b(?:rekap\w*|ringkasan|summary|dash\s?board|pivot|grafik|chart|statistik|overview)\b", re.IGNORECASE
)


def is_summary(name: str) -> bool:
    """A sheet that counts what others hold."""
    return _SUMMARY.search(re.sub(r"[_\-]+", " ", name)) is not None


def read_tables(
    page: Page, known: KnownNames, mapping: Mapping[str, str | None], around: Around = _ALONE
) -> tuple[list[Table], list[Problem]]:
    """The tables of a sheet from the top, with the problems of their titles.

    ``around`` is what the rest of the workbook says about the sheet.
    """
    headers = find_headers(page)
    cuts = [(cut, header.first_row) for header in headers if (cut := where_another_begins(header.columns)) is not None]
    if cuts:
        column, row = cuts[0]
        left = read_tables(page.part(1, column - 1, row), known, mapping, around)
        right = read_tables(page.part(column, page.sheet.max_column, row), known, mapping, around)
        return left[0] + right[0], left[1] + right[1]
    headers = _distinct(page, headers)
    tables: list[Table] = []
    problems: list[Problem] = []
    rows = list(page.rows)
    context = around.stated.below(context_of_name(page.name, known))
    above = 0
    for position, header in enumerate(headers):
        until = headers[position + 1].first_row if position + 1 < len(headers) else rows[-1] + 1
        preamble = [row for row in rows if above < row < header.first_row]
        context = context.below(read_context(page, preamble))
        body = [row for row in rows if header.last_row < row < until]
        given = frozenset(context.values)
        if names_commitments(page, body):
            given |= {"commitment_title"}
        elif around.is_one_of_many and not _names_of_commitments(header.columns) and not given & _COMMITMENT:
            context = named_after_commitment(page.name, known).below(context)
            given = frozenset(context.values)
        columns, found = resolve(
            header.columns, page, body, given=given, mapping=mapping, of_progress=_speaks_of_progress(page, preamble)
        )
        lines = tuple(read_body(page, replace(header, columns=columns), columns, body, known))
        above = max([line.row for line in lines if line.kind is Kind.RECORD], default=header.last_row)
        tables.append(Table(header, columns, lines, context, above))
        problems += found
        data = tables[-1].data_rows
        broken = [*unreadable_values(page, preamble), *unreadable_titles(page, header, data)] if data else []
        problems += [_unreadable(page, cell) for cell in broken]
    return tables, problems


def _unreadable(page: Page, cell: Cell) -> Problem:
    if cell.is_error:
        return Problem(catalogue.ERROR_VALUE_IN_CELL, page.name, cell.address, {"value": cell.text})
    return Problem(catalogue.FORMULA_WITHOUT_VALUE, page.name, cell.address, {"formula": (cell.formula or "")[:80]})


def _names_of_commitments(columns: tuple[Column, ...]) -> bool:
    """Whether a column can only be the commitments'."""
    return any(column.field in _COMMITMENT and not (column.weak and column.others) for column in columns)


def _speaks_of_progress(page: Page, rows: list[int]) -> bool:
    """A title such as "Progres Tahun 2022", which does not also speak of targets."""
    titles = " ".join(cell_text(cell) for row in rows for cell in page.row(row).values()).casefold()
    return (
        "target" not in titles
        and re.search(r"\b(?:progres|capaian|realisasi|progress|achievement)", titles) is not None
    )


def _distinct(page: Page, headers: list[Header]) -> list[Header]:
    """Without the repetitions that page breaks leave: the same titles again, and nothing stated in front of them."""
    kept: list[Header] = []
    for header in headers:
        if not kept or _titles(header) != _titles(kept[-1]) or _states_something(page, kept[-1], header):
            kept.append(header)
    return kept


def _states_something(page: Page, above: Header, header: Header) -> bool:
    """Whether labels or a commitment's title stand right above a header, below the rows of the table before it."""
    rows: list[int] = []
    for row in reversed([row for row in page.rows if above.last_row < row < header.first_row]):
        if len(page.row(row)) > 3 and not is_label_row(page, row):
            break
        rows.append(row)
    return bool(read_context(page, reversed(rows)).values)


def _titles(header: Header) -> tuple[tuple[int, str], ...]:
    return tuple((column.index, fold_title(column.title)) for column in header.columns)


def best_titles(page: Page) -> list[str]:
    """The texts of the row that looks most like a header, for the message that none was recognised."""
    best: list[str] = []
    for row in list(page.rows)[:60]:
        texts = [cell_text(cell) for cell in page.row(row).values()]
        short = [text for text in texts if 0 < len(text) <= 60 and not text.replace(".", "").isdigit()]
        if len(short) > len(best):
            best = short
        if len(best) >= 3:
            break
    return best[:12]
