"""Cells in the spellings of matrix.md §3: value, text as written, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language import speaking
from reports.matrix.dates import Period, period_code, read_period, read_when, take_period
from reports.matrix.grid import Cell
from reports.matrix.items import aligned, items_of
from reports.matrix.values import (
    cell_text,
    commitment_number,
    is_nothing,
    numbered_title,
    read_date,
    read_number,
    read_percent,
    read_year,
    status_of_text,
)


def a_cell(value: Any, number_format: str = "General") -> Cell:
    return Cell(1, 1, value, number_format)


@pytest.mark.parametrize(
    ("value", "number_format", "percent", "code"),
    [
        (0.75, "0%", 75, None),
        (1, "0%", 100, None),
        (0.785, "0.0%", 78.5, None),
        (75, '0.##"%"', 75, None),
        (0.5, '0.##"%"', 0.5, None),
        (75, "General", 75, None),
        (0, "General", 0, None),
        (1, "General", 1, None),
        (99.99999999999997, "General", 100, None),
        ("75%", "@", 75, None),
        ("75 %", "General", 75, None),
        ("75,5%", "General", 75.5, None),
        ("75.5 %", "General", 75.5, None),
        ("75 persen", "General", 75, None),
        ("\u00a075\u00a0%\u200b", "General", 75, None),
        ("0,5%", "General", 0.5, None),
        ("75", "General", 75, None),
        ("-", "General", None, None),
        ("n/a", "General", None, None),
        ("belum", "General", None, None),
        ("Belum ada", "General", None, None),
        ("", "General", None, None),
        (None, "General", None, None),
        (120, "General", 120, "percent_above_100"),
        (1.2, "0%", 120, "percent_above_100"),
        (200, "General", 200, "percent_above_100"),
        (201, "General", None, "percent_out_of_range"),
        (2.8, "0%", None, "percent_out_of_range"),
        (-5, "General", None, "percent_out_of_range"),
        ("-5%", "General", None, "percent_out_of_range"),
        ("−5%", "General", None, "percent_out_of_range"),
        (0.75, "General", None, "ambiguous_percent"),
        ("0,75", "General", None, "ambiguous_percent"),
        (">50%", "General", None, "qualified_value"),
        ("± 40%", "General", None, "qualified_value"),
        ("30-40%", "General", None, "qualified_value"),
        ("50 % (3 dari 6)", "General", None, "qualified_value"),
        ("sekitar 40 persen", "General", None, "qualified_value"),
        ("seratus lima", "General", None, "invalid_percent"),
        ("Selesai", "General", None, "invalid_percent"),
        (True, "General", None, "invalid_percent"),
        (dt.datetime(2022, 1, 1), "General", None, "invalid_percent"),  # noqa: DTZ001
    ],
)
def test_percent_is_read_on_one_scale(value: Any, number_format: str, percent: float | None, code: str | None) -> None:
    read = read_percent(a_cell(value, number_format))
    assert read.value == percent
    assert (read.trouble.kind.code if read.trouble else None) == code
    if isinstance(percent, int):
        assert isinstance(read.value, int)


def test_a_trouble_says_what_was_found_and_what_it_may_mean() -> None:
    trouble = read_percent(a_cell(0.75)).trouble
    assert trouble is not None
    with speaking("id"):
        assert dict(trouble.values)["value"] == "0.75"
        assert "75%" in dict(trouble.values)["accepted"]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("Selesai", "completed"),
        ("TERCAPAI ", "completed"),
        ("Completed", "completed"),
        ("Selesai (100%)", "completed"),
        ("On track", "in_progress"),
        ("Sedang berjalan", "in_progress"),
        ("Berjalan", "in_progress"),
        ("dalam  proses", "in_progress"),
        ("Proses.", "in_progress"),
        ("In progress", "in_progress"),
        ("Belum mulai", "not_started"),
        ("Belum", "not_started"),
        ("Not started", "not_started"),
        ("Terlambat", "delayed"),
        ("Dibatalkan", "cancelled"),
        ("Tidak tercapai", "not_achieved"),
        ("Belum tercapai", "not_achieved"),
    ],
)
def test_status_words_keep_their_spelling_and_get_a_meaning(text: str, meaning: str) -> None:
    status = status_of_text(text).value
    assert status is not None
    assert (status.words, status.meaning) == (text, meaning)


@pytest.mark.parametrize("text", ["beres gan", "ok", "Selesai tapi belum", "Hijau"])
def test_an_unknown_status_lists_the_accepted_words(text: str) -> None:
    trouble = status_of_text(text).trouble
    assert trouble is not None
    assert trouble.kind.code == "unknown_status"
    assert "Sedang berjalan" in trouble.values["accepted"]


@pytest.mark.parametrize("text", ["", "-", "–", "n/a"])
def test_a_dash_is_no_status(text: str) -> None:
    assert status_of_text(text).trouble is None


DAYS = {
    "31 Desember 2021": "2021-12-31",
    "31/12/2021": "2021-12-31",
    "03/04/2022": "2022-04-03",
    "31-12-2021": "2021-12-31",
    "31.12.21": "2021-12-31",
    "2021-12-31": "2021-12-31",
    "2021-12-31 00:00:00": "2021-12-31",
    "31 Agt 2021": "2021-08-31",
    "31 Ags 2021": "2021-08-31",
    "1 Agu 2021": "2021-08-01",
    "Jumat, 30 September 2022": "2022-09-30",
    "Jum'at 30 September 2022": "2022-09-30",
    "December 31, 2021": "2021-12-31",
    "s.d. 30 Juni 2022": "2022-06-30",
    "paling lambat 30 Juni 2022": "2022-06-30",
}
PERIODS = {
    "Des-21": "2021-12",
    "Oktober 2011": "2011-10",
    "TW IV 2021": "2021-Q4",
    "TW-III/2022": "2022-Q3",
    "Triwulan II": "Q2",
    "Triwulan III Tahun 2022": "2022-Q3",
    "Q3 2021": "2021-Q3",
    "Q1-Q2": "Q1/Q2",
    "Semester 1 2022": "2022-S1",
    "B06": "B06",
    "B06 Tahun 2024": "2024-B06",
    "Y2": "Y2",
    "2021": "2021",
    "Akhir 2022": "2022",
    "Akhir Juni 2022": "2022-06",
    "Minggu ke-2 Juni 2022": "2022-06",
    "Jan - Des 2021": "2021",
    "Januari–Juni 2022": "2022-S1",
    "2022-11": "2022-11",
    "2022-Q3": "2022-Q3",
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_read_day_first(text: str, day: str) -> None:
    when = read_when(text)
    assert when is not None
    assert when.end is not None
    assert when.end.isoformat() == day


@pytest.mark.parametrize(("text", "code"), PERIODS.items())
def test_a_period_stays_a_period(text: str, code: str) -> None:
    when = read_when(text)
    assert when is not None
    assert when.end is None
    assert period_code(when.periods) == code


@pytest.mark.parametrize(
    "text", ["31 Februari 2022", "30/02/2022", "31 Sept 2022", "12/31/2021", "secepatnya", "20222"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    trouble = read_date(a_cell(text)).trouble
    assert trouble is not None
    assert trouble.kind.code == "invalid_date"


@pytest.mark.parametrize("text", ["-", "n/a", "Tidak Ada", "berkelanjutan", "setiap triwulan", "TBD"])
def test_words_that_promise_no_day_are_empty(text: str) -> None:
    read = read_date(a_cell(text))
    assert read.trouble is None
    assert read.value is None or read.value.words


def test_a_stretch_of_days_has_both_ends() -> None:
    when = read_when("1 Januari 2021 s.d. 31 Desember 2021")
    assert when is not None
    assert (when.start, when.end) == (dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def test_a_day_without_year_takes_the_year_of_its_table() -> None:
    when = read_when("s.d. 30 Juni")
    assert when is not None
    assert when.day(None) is None
    assert when.day(2022) == dt.date(2022, 6, 30)


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (dt.datetime(2022, 11, 1), "dd/mm/yyyy", "2022-11-01"),  # noqa: DTZ001
        (dt.datetime(2022, 11, 1), "mmm-yy", "2022-11"),  # noqa: DTZ001
        (2022, "General", "2022"),
        (44926, "General", "2022-12-31"),
    ],
)
def test_date_cells_keep_the_precision_they_show(value: Any, number_format: str, expected: str) -> None:
    when = read_date(a_cell(value, number_format)).value
    assert when is not None
    assert (when.end.isoformat() if when.end else period_code(when.periods)) == expected


def test_a_number_under_triwulan_is_a_quarter() -> None:
    assert read_period("3", "quarter") == (Period(None, "Q3"),)
    assert read_period("II", "semester") == (Period(None, "S2"),)
    assert read_period("5", "quarter") is None


@pytest.mark.parametrize(
    ("title", "period", "rest"),
    [
        ("target tw i 2022", Period(2022, "Q1"), "target"),
        ("target 2022", Period(2022), "target"),
        ("capaian %", None, "capaian %"),
        ("ran ogi vi 2020–2022", None, "ran ogi vi 2020–2022"),
    ],
)
def test_a_title_gives_up_its_period(title: str, period: Period | None, rest: str) -> None:
    assert take_period(title) == (period, rest)


@pytest.mark.parametrize(
    ("value", "year"), [(2022, 2022), ("2022", 2022), ("Tahun 2022", 2022), (2022.0, 2022), ("-", None), (None, None)]
)
def test_years_are_read(value: Any, year: int | None) -> None:
    read = read_year(a_cell(value))
    assert (read.value, read.trouble) == (year, None)


@pytest.mark.parametrize("value", [20222, "dua ribu", 1022, "2022a"])
def test_what_is_no_year_is_refused(value: Any) -> None:
    trouble = read_year(a_cell(value)).trouble
    assert trouble is not None
    assert trouble.kind.code == "invalid_year"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("K1", "1"),
        ("K-07", "7"),
        ("Komitmen 2", "2"),
        ("Komitmen ke-3", "3"),
        ("III", "3"),
        ("XIV", "14"),
        ("5.", "5"),
        ("06", "6"),
        ("6.0", "6"),
        ("(4)", "4"),
        ("1.2", "1.2"),
        ("ID0140", "ID0140"),
        ("Total", None),
        ("a", None),
        ("2021", None),
        ("", None),
    ],
)
def test_commitment_numbers_in_all_spellings(text: str, number: str | None) -> None:
    assert commitment_number(text) == number


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Komitmen 2. Transparansi", "2", "Transparansi"),
        ("KOMITMEN III – Transparansi", "3", "Transparansi"),
        ("Komitmen 5\nTransparansi", "5", "Transparansi"),
        ("K1: Transparansi", "1", "Transparansi"),
        ("1. Transparansi", "1", "Transparansi"),
        ("II. Transparansi", "2", "Transparansi"),
        ("Komitmen Transparansi", None, "Komitmen Transparansi"),
        ("2 kabupaten", None, "2 kabupaten"),
    ],
)
def test_a_title_may_begin_with_its_number(text: str, number: str | None, title: str) -> None:
    assert numbered_title(text)[:2] == (number, title)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.000", 1000), ("12,5", 12.5), ("6.0", 6), ("-3", -3), ("satu", None)],
)
def test_numbers_in_both_notations(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("dua\u00a0\u200bkata_x000D_\nlagi", "General", "dua kata\nlagi"),
        ("=1+1", "@", "=1+1"),
        ("- butir", "General", "- butir"),
        (6.0, "General", "6"),
        (0.75, "0%", "75%"),
        (dt.datetime(2022, 6, 30), "dd/mm/yyyy", "2022-06-30"),  # noqa: DTZ001
        (None, "General", ""),
    ],
)
def test_text_is_kept_but_for_what_nobody_sees(value: Any, number_format: str, text: str) -> None:
    assert cell_text(a_cell(value, number_format)) == text


@given(st.text(max_size=60))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    cell = a_cell(text)
    read_percent(cell)
    status_of_text(text)
    read_date(cell)
    read_year(cell)
    commitment_number(text)
    numbered_title(text)
    items_of(text)
    is_nothing(text)


@given(st.floats(allow_nan=True, allow_infinity=True) | st.integers() | st.booleans())
def test_no_number_makes_a_reader_fail(value: float) -> None:
    cell = a_cell(value)
    read_percent(cell)
    read_date(cell)
    read_year(cell)
    cell_text(cell)


@pytest.mark.parametrize(
    ("measure", "target", "parts"),
    [
        ("1. A ada\n2. B ada", "1. satu\n2. 3 daerah", {1: "satu", 2: "3 daerah"}),
        ("1. A ada 2. B ada", "1) satu 2) dua", {1: "satu", 2: "dua"}),
        ("a. A ada\nb. B ada", "a. satu\nb. dua", {1: "satu", 2: "dua"}),
        ("• A ada\n• B ada", "- satu\n- dua", {1: "satu", 2: "dua"}),
        ("1. A ada\n2. B ada", "2. dua", {2: "dua"}),
        ("1. A ada\n2. B ada", "satu dokumen", None),
        ("1. A ada\n2. B ada\n3. C ada", "- satu\n- dua", None),
        ("A ada", "1. satu\n2. dua", None),
    ],
)
def test_items_belong_together_when_they_are_listed_alike(
    measure: str, target: str, parts: dict[int, str] | None
) -> None:
    assert aligned(measure, target) == parts
