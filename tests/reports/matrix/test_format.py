"""The one description of the sheet holds together, and a text that is shown has its English."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

import pytest

from models.commands.commitments import MILESTONE_FIELDS
from models.commands.report_entry import CONTENT_FIELDS
from models.language import _, speaking
from models.vocabulary import Completion, label
from reports.matrix.format import BY_KEY, COLUMNS, FORMAT_VERSION, Home, Kind, Mark, MatrixRow
from reports.matrix.vocabulary import FIELDS


def test_a_row_has_a_field_for_each_column_in_their_order() -> None:
    assert tuple(field.name for field in fields(MatrixRow)) == tuple(column.key for column in COLUMNS)


def test_the_reader_knows_every_column() -> None:
    assert {column.key for column in COLUMNS} <= set(FIELDS)


def test_every_writable_column_names_a_field_that_exists() -> None:
    known = {Home.PLAN: set(MILESTONE_FIELDS), Home.REPORT: set(CONTENT_FIELDS)}
    for column in COLUMNS:
        if column.field:
            assert column.field in known[column.home], column.key


@pytest.mark.parametrize("language", ["id", "en"])
def test_titles_are_distinct_and_short_enough_for_a_prompt(language: str) -> None:
    with speaking(language):
        titles = [_(column.title) for column in COLUMNS]
        assert len(set(titles)) == len(titles)
        assert all(0 < len(title) <= 32 for title in titles)
        assert all(len(_(column.help)) <= 255 for column in COLUMNS if column.help)


def test_each_title_and_help_has_its_own_english() -> None:
    with speaking("en"):
        untranslated = [c.title for c in COLUMNS if _(c.title) == c.title and c.key not in ("target_text", "status")]
        untranslated += [c.help for c in COLUMNS if c.help and _(c.help) == c.help]
    assert untranslated == []


def test_the_columns_together_stay_readable_on_a3() -> None:
    # 20 columns of 330 digits are scaled to 63 %: ten points become six
    assert sum(column.width for column in COLUMNS) <= 330


def test_the_words_of_a_status_are_distinct_in_both_languages() -> None:
    for language in ("id", "en"):
        with speaking(language):
            assert len({label(level) for level in Completion}) == len(Completion)


def test_what_a_file_says_about_itself_is_text() -> None:
    mark = Mark("RAN-VII", dt.date(2024, 7, 31), "KPU", "K-1")
    assert mark.as_properties() == {
        "tracker_format": str(FORMAT_VERSION),
        "tracker_plan": "RAN-VII",
        "tracker_organisation": "KPU",
        "tracker_dispatch": "K-1",
        "tracker_made_on": "2024-07-31",
    }


def test_the_keys_are_what_the_code_calls_the_columns() -> None:
    assert BY_KEY["percent"].kind is Kind.PERCENT
    assert BY_KEY["percent"].marker == "#percent"
