"""A fourth corpus, written in rounds against a reader that had passed three (matrix.md); each round blind."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Builder
from tests.reports.matrix.corpus4 import (
    eighth_books,
    eighth_tables,
    fifth_books,
    fifth_tables,
    first_books,
    first_tables,
    fourth_books,
    fourth_tables,
    ninth_books,
    ninth_tables,
    second_books,
    second_tables,
    seventh_books,
    seventh_tables,
    sixth_books,
    sixth_tables,
    third_books,
    third_tables,
)

GOOD: list[Builder] = [
    *first_tables.BUILDERS,
    *first_books.GOOD,
    *second_tables.BUILDERS,
    *second_books.GOOD,
    *third_tables.BUILDERS,
    *third_books.GOOD,
    *fourth_tables.BUILDERS,
    *fourth_books.GOOD,
    *fifth_tables.BUILDERS,
    *sixth_tables.BUILDERS,
    *seventh_tables.BUILDERS,
    *eighth_tables.BUILDERS,
    *ninth_tables.BUILDERS,
]
BAD: list[Builder] = [
    *first_books.BAD,
    *second_books.BAD,
    *third_books.BAD,
    *fourth_books.BAD,
    *fifth_books.BAD,
    *sixth_books.BAD,
    *seventh_books.BAD,
    *eighth_books.BAD,
    *ninth_books.BAD,
]
