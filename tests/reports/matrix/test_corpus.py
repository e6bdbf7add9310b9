"""The reader against the blind corpus: what it must read, and what it must refuse and why."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from tests.reports.matrix.corpus import bad, good, score
from tests.reports.matrix.corpus.making import Builder

needs_reader = pytest.mark.skipif(find_spec("reports.matrix.read") is None, reason="reports.matrix.read is not there")

ENOUGH = 0.98
OF_THE_FILE = ("accepted is", "imported:", "not told:")


@pytest.fixture(scope="module")
def scores() -> list[score.Score]:
    return [score.judge_good(builder) for builder in good.BUILDERS]


@pytest.fixture(scope="module")
def total(scores: list[score.Score]) -> score.Score:
    total = score.Score("total")
    for one in scores:
        total += one
    return total


def _told(scores: list[score.Score]) -> str:
    return "\n".join(f"{one.file}: {line}" for one in scores for line in one.wrong)


@needs_reader
def test_it_finds_the_records_a_careful_person_would_enter(scores: list[score.Score], total: score.Score) -> None:
    assert total.f1 >= ENOUGH, _told(scores)


@needs_reader
def test_it_reads_the_fields_a_careful_person_would_enter(scores: list[score.Score], total: score.Score) -> None:
    assert total.accuracy >= ENOUGH, _told(scores)


@needs_reader
def test_it_takes_every_good_file_and_keeps_out_what_is_no_data(scores: list[score.Score]) -> None:
    assert [line for one in scores for line in one.wrong if line.startswith(OF_THE_FILE)] == []


@needs_reader
@pytest.mark.parametrize("builder", bad.BUILDERS, ids=lambda builder: builder.__name__)
def test_it_refuses_a_bad_file_for_the_right_reason(builder: Builder) -> None:
    assert score.judge_bad(builder)[1] == []


@pytest.mark.parametrize("builder", good.BUILDERS, ids=lambda builder: builder.__name__)
def test_the_expectation_agrees_with_itself(builder: Builder) -> None:
    file, _, expectation = builder()
    spoken = [{name: value for name, value in record.items() if value != "any"} for record in expectation["expected"]]
    told = [score.Found(code, None, None) for code in expectation["warning_topics"]]
    reading = score.Reading(accepted=True, records=spoken, problems=told)
    judged = score.score_good(expectation, reading)
    assert file == expectation["file"]
    assert (judged.wrong, judged.f1, judged.accuracy) == ([], 1.0, 1.0)
