"""Short hands for the second corpus: a table in a few lines, and what a careful person would enter from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string

from tests.reports.matrix.corpus.making import Book, Builder, Example, Expectation, Sheet, readable, rec, refused

RESAVED = Path(__file__).with_name("resaved")

Expected = list[dict[str, Any]]
Filler = Callable[[Book], Expected]
Maker = Callable[[], bytes]


def fill(sheet: Sheet, at: str, *rows: Iterable[Any]) -> None:
    """Writes rows from a corner, as in ``fill(sheet, "C7", ("No", "Komitmen"), (1, "..."))``."""
    letters, row = coordinate_from_string(at)
    sheet.rows(row, *rows, col=column_index_from_string(letters))


def said(sheet: str, fields: str, *rows: tuple[Any, ...], **common: Any) -> Expected:
    """The expected records: the sheet row first, then the fields named in ``fields``, then what they share."""
    names = fields.split()
    return [rec(sheet, row, **common, **dict(zip(names, values, strict=True))) for row, *values in rows]


def good(file: str, why: str, *, resaved: bool = False, **told: Any) -> Callable[[Filler], Builder]:
    """A good file, filled through openpyxl; ``resaved`` takes the copy that LibreOffice has written of it."""

    def decorate(filler: Filler) -> Builder:
        def build() -> Example:
            book = Book()
            expected = filler(book)
            data = (RESAVED / file).read_bytes() if resaved and (RESAVED / file).exists() else book.data()
            return file, data, readable(file, why, "", expected, **told)

        build.__name__ = filler.__name__
        build.__doc__ = filler.__doc__
        return build

    return decorate


def written(file: str, why: str, **told: Any) -> Callable[[Callable[[], tuple[bytes, Expected]]], Builder]:
    """A good file that another program than openpyxl wrote."""

    def decorate(maker: Callable[[], tuple[bytes, Expected]]) -> Builder:
        def build() -> Example:
            data, expected = maker()
            return file, data, readable(file, why, "", expected, **told)

        build.__name__ = maker.__name__
        return build

    return decorate


def bad(file: str, why: str, topic: str, **told: Any) -> Callable[[Maker], Builder]:
    """A file that must be refused, from the bytes its maker returns."""

    def decorate(maker: Maker) -> Builder:
        def build() -> Example:
            expectation: Expectation = refused(file, why, topic, **told)
            return file, maker(), expectation

        build.__name__ = maker.__name__
        return build

    return decorate
