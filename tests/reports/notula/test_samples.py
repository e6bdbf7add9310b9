"""The delivered samples and one document of every family, measured with the delivered scorer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reports.notula.extract import extract
from reports.notula.read import read
from tests.reports.notula.conftest import SAMPLES, Reader

DOCUMENTS = sorted(path for path in [*SAMPLES.glob("*.expect.json"), *SAMPLES.glob("families/*.expect.json")])
THRESHOLD = 0.97


def _source(expectation: Path) -> Path:
    return expectation.with_name(json.loads(expectation.read_text(encoding="utf-8"))["document"])


@pytest.mark.parametrize("expectation", DOCUMENTS, ids=lambda path: path.name.removesuffix(".expect.json"))
def test_a_draft_holds_what_a_careful_human_would_enter(
    expectation: Path, registry: dict[str, Any], scorer: Any
) -> None:
    source = expectation.with_name(json.loads(expectation.read_text(encoding="utf-8"))["document"])
    draft = read(extract(source.read_bytes(), source.name), registry)
    result = scorer.doc(json.loads(expectation.read_text(encoding="utf-8")), json.loads(json.dumps(draft)))
    low = {field: score for field, score in result["fields"].items() if score < 1}
    assert result["hard_failures"] == []
    assert result["score"] >= THRESHOLD, low


@pytest.mark.parametrize("expectation", DOCUMENTS, ids=lambda path: path.name.removesuffix(".expect.json"))
def test_every_value_carries_lines_of_the_source_and_a_certainty(expectation: Path, registry: dict[str, Any]) -> None:
    source = _source(expectation)
    document = extract(source.read_bytes(), source.name)
    draft = read(document, registry)
    for path, origin in draft["provenance"].items():
        assert origin["certainty"] in {"stated", "inferred", "missing"}, path
        if origin["certainty"] == "missing":
            assert origin["lines"] is None, path
        else:
            first, last = origin["lines"]
            assert 1 <= first <= last <= len(document.lines), path


@pytest.mark.parametrize("expectation", DOCUMENTS, ids=lambda path: path.name.removesuffix(".expect.json"))
def test_speakers_and_follow_ups_are_read_without_a_registry_and_links_stay_empty(expectation: Path) -> None:
    source = _source(expectation)
    draft = read(extract(source.read_bytes(), source.name))
    assert draft["links"] == {"organisations": [], "commitments": []}
    assert (
        len(draft["follow_ups"]) >= len(json.loads(expectation.read_text(encoding="utf-8"))["fields"]["follow_ups"]) - 2
    )


def test_the_seed_of_2020_marks_what_it_paired_by_type_as_inferred(note: Reader) -> None:
    draft = note((SAMPLES / "notula-2020-09-21.txt").read_bytes())
    assert draft["provenance"]["meeting_date"] == {"lines": [7, 7], "certainty": "stated"}
    assert draft["provenance"]["moderator"]["certainty"] == "inferred"
    assert draft["provenance"]["start_time"]["certainty"] == "inferred"


def test_the_seed_of_2022_proposes_candidates_but_no_follow_ups(note: Reader) -> None:
    draft = note((SAMPLES / "notula-2022-10-25.txt").read_bytes())
    assert draft["follow_ups"] == []
    proposed = {tuple(candidate["owners"]) for candidate in draft["follow_up_candidates"]}
    assert {("Sekretariat OGI",), ("OGI",), ("Perludem",)} <= proposed
    assert draft["next_meeting"] == {"date": None, "host": "Perludem"}
    assert draft["next_meeting_options"] == ["16 atau 18 November"]


def test_typing_errors_of_the_source_are_kept(note: Reader) -> None:
    draft = note((SAMPLES / "notula-2020-09-21.txt").read_bytes())
    assert "cenderunh" in json.dumps(draft["discussion"])
    assert "infromasi" in draft["changes"][0]["after"]


def test_the_same_first_name_at_two_organisations_stays_two_people(note: Reader) -> None:
    indra = [
        turn["speaker"]["organisation"]
        for name in ("notula-2020-09-21.txt", "notula-2022-10-25.txt")
        for turn in note((SAMPLES / name).read_bytes())["discussion"]
        if turn["speaker"]["name"] == "Indra"
    ]
    assert indra == ["Direktorat Politik dan Komunikasi", "KOPEL"]
