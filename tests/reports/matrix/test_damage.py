"""Damaged files get an answer, whatever the damage: no exception, nothing said of our own slips, no silence."""

from __future__ import annotations

import logging
import random

import pytest

from reports.matrix import parse, workbook
from reports.matrix.read import read_matrix
from tests.reports.matrix.corpus2 import mutations
from tests.reports.matrix.corpus3 import GOOD
from tests.reports.matrix.corpus3.damage import damaged


@pytest.fixture
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading process's work done in this one: its limits have tests of their own, and starting it takes long."""
    monkeypatch.setattr(workbook, "_read_elsewhere", lambda data: b"".join(line + b"\n" for line in parse.answer(data)))


@pytest.mark.usefixtures("_here")
@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_file_is_read_or_refused(
    seed: int, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    with caplog.at_level(logging.WARNING):
        for builder in chance.sample(GOOD, 5):
            file, data, _ = builder()
            for spoil in (damaged, damaged, damaged, damaged, mutations.mutated):
                reading = read_matrix(spoil(data, chance), file)
                assert reading.records or reading.problems, file
                assert all(problem.message for problem in reading.problems)
    assert caplog.records == []
    # the reading process writes of its own slips there
    assert capsys.readouterr().err == ""


def test_a_damaged_file_costs_no_more_than_an_answer_of_the_reading_process() -> None:
    chance = random.Random(1)
    file, data, _ = GOOD[0]()
    for _ in range(3):
        reading = read_matrix(damaged(data, chance), file)
        assert reading.records or reading.problems
