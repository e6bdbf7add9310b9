"""The later corpora: like the first (``test_corpus``), but without starting a process for each file."""

from __future__ import annotations

import pytest

from reports.matrix import parse, workbook
from tests.reports.matrix import corpus2, corpus3, corpus4, corpus5
from tests.reports.matrix.corpus import score
from tests.reports.matrix.corpus.making import Builder


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_read_elsewhere", lambda data: b"".join(line + b"\n" for line in parse.answer(data)))


def _name(builder: Builder) -> str:
    return builder.__name__


@pytest.mark.parametrize("builder", [*corpus2.GOOD, *corpus3.GOOD, *corpus4.GOOD, *corpus5.GOOD], ids=_name)
def test_a_good_file_is_read_as_a_careful_person_would_enter_it(builder: Builder) -> None:
    judged = score.judge_good(builder)
    assert (judged.wrong, judged.f1, judged.accuracy) == ([], 1.0, 1.0)


@pytest.mark.parametrize("builder", [*corpus2.BAD, *corpus3.BAD, *corpus4.BAD, *corpus5.BAD], ids=_name)
def test_a_bad_file_is_refused_for_the_right_reason(builder: Builder) -> None:
    assert score.judge_bad(builder)[1] == []
