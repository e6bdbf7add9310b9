"""Exports of several plans, organisations and periods: one file, no row twice, and untouched it changes nothing."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

import pytest
from openpyxl import load_workbook

from models import database
from models.language import speaking
from models.rules.access import SYSTEM
from models.vocabulary import Assessor, SourceKind
from reports.matrix import headless
from reports.matrix.format import COLUMNS, FIRST_DATA_ROW, HEADING_ROW, KEY_ROW
from tests.pages.support import report_on
from tests.reports.conftest import Desk, column_of

PLANS = ("RAN-VII", "RAN-VI")


def exported(desk: Desk, *plans: str, language: str = "id", **more: Any) -> bytes:
    with speaking(language), database.reading(desk.engine) as session:
        return headless.export_bytes(session, SYSTEM, plans or PLANS, **more)


def sheets_of(content: bytes) -> dict[str, Any]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: sheet for sheet in book.worksheets if sheet.sheet_state == "visible"}


def rows_in(sheet: Any) -> list[tuple[Any, ...]]:
    """Row code, reporter and period of every row with a code."""
    places = [column_of(key) - 1 for key in ("row_code", "reporter", "period")]
    rows = sheet.iter_rows(min_row=FIRST_DATA_ROW, values_only=True)
    return [tuple(row[place] for place in places) for row in rows if str(row[0] or "").startswith("RAN")]


@pytest.fixture
def reported(desk: Desk) -> Desk:
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        report_on(session, "RAN7-06-1-1", "KPU", Assessor.AGENCY, percent=60.0, achievement="Tiga kelompok data terbit")
        report_on(session, "RAN7-06-1-1", "Perludem", Assessor.CSO, percent=30.0, achievement="=Baru satu yang terbuka")
    return desk


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("organisations", [(), ("Perludem", "KOPEL")])
def test_an_untouched_export_of_several_plans_changes_nothing_in_any(
    reported: Desk, organisations: tuple[str, ...], language: str
) -> None:
    content = exported(reported, organisations=organisations, period="semua", side_by_side=True, language=language)
    reading = reported.read(content)

    for code in PLANS:
        with database.reading(reported.engine) as session:
            own = headless.narrowed(session, SYSTEM, reading, code)
        plan = reported.plan(own, plan=code)
        assert own.records
        assert plan.accepted, [p.message for p in plan.problems]
        assert {**plan.counts, "unchanged": 0} == dict.fromkeys(plan.counts, 0)
    assert len(reading.records) == sum(len(rows_in(s)) + _bare(s) for s in list(sheets_of(content).values())[:2])


def _bare(sheet: Any) -> int:
    """Commitments without measures have a row without a code."""
    rows = sheet.iter_rows(min_row=FIRST_DATA_ROW, values_only=True)
    return sum(1 for row in rows if not row[0] and row[column_of("commitment_title") - 1])


def test_no_row_stands_twice_however_many_organisations_ask(reported: Desk) -> None:
    content = exported(reported, organisations=("Perludem", "KPU", "KOPEL"), period="semua")

    rows = [row for sheet in sheets_of(content).values() for row in rows_in(sheet)]

    assert rows
    assert max(Counter(rows).values()) == 1


def test_each_plan_has_a_sheet_with_the_same_hidden_keys(reported: Desk) -> None:
    sheets = sheets_of(exported(reported))

    assert list(sheets) == ["Matriks RAN-VII", "Matriks RAN-VI"]
    for sheet in sheets.values():
        assert [cell.value for cell in sheet[KEY_ROW]] == [column.marker for column in COLUMNS]
        assert sheet.row_dimensions[KEY_ROW].hidden
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 8
        assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"


def test_below_the_rows_stand_citation_and_signatures(reported: Desk) -> None:
    [sheet] = sheets_of(exported(reported, "RAN-VII")).values()
    words = [str(cell.value) for row in sheet.iter_rows(min_row=sheet.max_row - 8) for cell in row if cell.value]

    assert any("data per 31 Juli 2024" in text and "CC BY 4.0" in text for text in words)
    assert "Mengetahui," in words
    assert any(text.startswith("NIP") for text in words)


def test_english_headings_say_that_the_words_below_are_the_original(reported: Desk) -> None:
    [sheet] = sheets_of(exported(reported, "RAN-VII", language="en")).values()
    titles = {column.key: cell.value for column, cell in zip(COLUMNS, sheet[HEADING_ROW], strict=True)}

    assert titles["achievement_text"].endswith("(original text)")
    assert "original" not in titles["percent"]


def test_a_year_gives_the_periods_of_that_year_only(reported: Desk) -> None:
    [sheet] = sheets_of(exported(reported, "RAN-VII", period="2023")).values()

    periods = {period for _code, _who, period in rows_in(sheet)}
    assert periods
    assert all(period.endswith("2023") for period in periods if period)


def test_both_sides_stand_beside_one_another_with_shape_word_and_difference(reported: Desk) -> None:
    sheets = sheets_of(exported(reported, "RAN-VII", period="2023", side_by_side=True))
    rows = list(sheets["Ringkasan penilaian"].iter_rows(min_row=4, values_only=True))
    row = next(row for row in rows if row[1] == "RAN7-06-1-1" and "60%" in row[8])

    assert row[8] == "KPU: 60%"
    assert row[10] == "Perludem: 30%"
    assert row[12] == "30 poin"
    assert row[6].split(" ", 1)[0] in "✓●▲■○–×"
    assert "=Baru satu yang terbuka" in row[11]


def test_csv_of_several_plans_names_the_plan_and_neutralises_formulas(reported: Desk) -> None:
    content = exported(reported, period="semua", as_csv=True)
    head, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))

    assert content.startswith(b"\xef\xbb\xbf")
    assert head[0] == "Rencana aksi"
    assert {line[0] for line in lines} <= {"RAN OGI VII", "RAN OGI VI"}
    assert any("'=Baru satu yang terbuka" in line for line in lines)
