"""One cell's value on both sides, in a form that can be compared whatever the reader's language."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language import speaking
from models.queries.progress import OrganisationName
from models.rules.periods import Period, period_template
from models.vocabulary import Completion, Precision, label
from reports.matrix.cells import (
    Dated,
    Rated,
    as_text,
    completion_of,
    matching_period,
    parties_of,
    proposed_values,
    shown,
    tidy,
)
from reports.matrix.read import Record
from reports.matrix.write import holdable

KPU = OrganisationName(2, "Komisi Pemilihan Umum", "KPU", False)
BAWASLU = OrganisationName(1, "Badan Pengawas Pemilihan Umum", "Bawaslu", False)
SEMESTERS = period_template("semester", 2023, 2024)
QUARTERS = period_template("triwulan", 2023, 2024)
CUMULATIVE = period_template("triwulan_kumulatif", 2023, 2024)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_level_is_known_in_both_languages_whatever_the_reader_s(language: str) -> None:
    with speaking(language):
        for level in Completion:
            for other in ("id", "en"):
                with speaking(other):
                    word = label(level)
                assert completion_of(word.upper(), None) is level


def test_other_words_leave_the_level_empty() -> None:
    assert completion_of("sedang berjalan", "in_progress") is None
    assert completion_of("terlambat", "delayed") is None
    assert completion_of("rampung", "completed") is Completion.COMPLETE
    assert completion_of("belum dimulai", "not_started") is Completion.NOT_STARTED


def test_the_compared_form_does_not_depend_on_the_language() -> None:
    values = [
        ("status", Rated("Complete", Completion.COMPLETE)),
        ("percent", 37.5),
        ("due_date", Dated(dt.date(2024, 1, 2))),
    ]
    found = []
    for language in ("id", "en"):
        with speaking(language):
            found.append([as_text(key, value) for key, value in values])
    assert found[0] == found[1] == ["Selesai", "37.5", "2024-01-02"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), ("", ""), ((), ""), (0, "0"), (0.0, "0"), (40.0, "40"), (33.333333, "33.333333"), (100000, "100000")],
)
def test_nothing_is_not_zero(value: object, text: str) -> None:
    assert as_text("percent", value) == text


def test_whichever_day_stands_for_a_quarter_it_is_the_same_quarter() -> None:
    days = [dt.date(2024, 10, 1), dt.date(2024, 11, 15), dt.date(2024, 12, 31)]
    assert {as_text("due_date", Dated(day, "TW IV 2024", Precision.QUARTER)) for day in days} == {"quarter 2024-12-31"}
    assert as_text("due_date", Dated(days[2])) == "2024-12-31"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Dated(dt.date(2024, 12, 31), "Triwulan IV", Precision.QUARTER), "Triwulan IV"),
        (Dated(dt.date(2024, 12, 31), "", Precision.QUARTER), "TW 4 2024"),
        (Dated(dt.date(2024, 6, 30), "", Precision.SEMESTER), "Semester 1 2024"),
        (Dated(dt.date(2024, 8, 31), "", Precision.MONTH), "08/2024"),
        (Dated(dt.date(2024, 12, 31), "", Precision.YEAR), "2024"),
        (Dated(dt.date(2024, 12, 31)), "2024-12-31"),
    ],
)
def test_a_preview_shows_a_period_as_people_say_it(value: Dated, text: str) -> None:
    assert shown(value, as_text("due_date", value)) == text


def test_organisations_are_compared_by_name_and_kept_in_the_order_written() -> None:
    first, second = parties_of([KPU, BAWASLU]), parties_of([BAWASLU, KPU, BAWASLU])
    assert first is not None
    assert second is not None
    assert as_text("lead_agencies", first) == as_text("lead_agencies", second) == "Bawaslu; KPU"
    assert (first.ids, second.ids) == ((2, 1), (1, 2))


@given(st.text(max_size=60))
def test_tidying_twice_is_tidying_once_unless_it_uncovers_an_escape(text: str) -> None:
    once = tidy(text)
    if "_x" not in text:
        assert tidy(once) == once
    assert tidy(holdable(text)) == once


def test_what_a_workbook_cannot_hold_or_show_makes_no_difference() -> None:
    assert tidy("a\x00b\u200bc\r\nd  e\u00a0f ") == "abc\nd e f"
    assert tidy("e\u0301") == "é"


@pytest.mark.parametrize(
    ("written", "year", "periods", "code"),
    [
        ("2024-B06", None, SEMESTERS, (2024, "B06")),
        ("B06", 2024, SEMESTERS, (2024, "B06")),
        ("2024-S1", None, SEMESTERS, (2024, "B06")),
        ("2024-Q2", None, SEMESTERS, (2024, "B06")),
        ("2024-06", None, SEMESTERS, (2024, "B06")),
        ("2024", None, SEMESTERS, (2024, "B12")),
        (None, 2023, SEMESTERS, (2023, "B12")),
        (None, None, SEMESTERS, None),
        ("B06", None, SEMESTERS, None),
        ("2031-B06", None, SEMESTERS, None),
        ("2023-Q3", None, QUARTERS, (2023, "TW3")),
        ("2023-B09", None, QUARTERS, (2023, "TW3")),
        ("2024-C1", None, period_template("caturwulan", 2024, 2024), (2024, "B04")),
        ("2024-Q1/2024-Q2", None, QUARTERS, (2024, "TW2")),
    ],
)
def test_a_period_is_found_by_its_code_or_its_span(
    written: str | None, year: int | None, periods: tuple[Period, ...], code: tuple[int, str] | None
) -> None:
    found = matching_period(written, year, periods)
    assert (found and (found.year, found.code)) == code


def test_months_that_count_on_over_the_years_are_found_by_their_code() -> None:
    found = matching_period("B18", 2024, CUMULATIVE)
    assert found is not None
    assert (found.code, found.ends_on) == ("B18", dt.date(2024, 6, 30))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("https://a.id/x", ("https://a.id/x",)),
        ("https://a.id/x.", ("https://a.id/x.",)),
        ("lihat https://a.id/x.", ("https://a.id/x",)),
        ("(https://a.id/x)", ("https://a.id/x",)),
        ("https://a.id/(x)", ("https://a.id/(x)",)),
        ("HTTPS://A.ID/x, https://b.id", ("HTTPS://A.ID/x", "https://b.id")),
        ("https://a.id/x https://b.id/y", ("https://a.id/x", "https://b.id/y")),
        ("https://a.id/x\nhttps://a.id/x", ("https://a.id/x",)),
        ("https://a.id/?q='x'", ("https://a.id/?q='x'",)),
    ],
)
def test_links_are_taken_as_they_are(text: str, links: tuple[str, ...]) -> None:
    record = Record("Matriks", 5, evidence=text, cells={"evidence": "S5"}, as_written={"evidence": text})
    assert proposed_values(record, {})["evidence"].value == links


@pytest.mark.parametrize("text", ["terlampir", "http://", "ftp://a.id/x", "https:// a.id"])
def test_what_is_no_link_says_what_to_do(text: str) -> None:
    record = Record("Matriks", 5, evidence=text, cells={"evidence": "S5"}, as_written={"evidence": text})
    proposed = proposed_values(record, {})["evidence"]
    assert proposed.value is None
    assert "https://" in proposed.problem
