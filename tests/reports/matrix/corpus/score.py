"""Measures a matrix reader against the corpus.

    python -m tests.reports.matrix.corpus.score [--only NAME] [--verbose] [--samples FOLDER]

A record matches an expected one when sheet and row agree; where several share a row, those whose year and
period agree belong together, else the best alignment counts. Field accuracy counts the asserted fields of
matched records: a key left out or "any" asserts nothing, null must be empty, soft fields do not count.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from tests.reports.matrix.corpus import bad, good
from tests.reports.matrix.corpus.making import Builder, Expectation

Record = dict[str, Any]
ALIASES = Path(__file__).with_name("agency_aliases.json")
PLACE = {"source_sheet", "source_row"}
AGENCIES = {"lead_agencies", "supporting", "csos"}
ITEMS = {"success_measure", "milestone", "target_text", "achievement_text"}
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
MARKER = re.compile(
    r"^(?:\((?:K/L|OMS)\)\s*)?(?:UK\s*\d+\s*[:.]\s*|\(?(?:\d{1,2}|[a-z])[.)]\s+|[•▪·*]\s*)?", re.IGNORECASE
)
CELL = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)$")


@dataclass(frozen=True)
class Found:
    code: str
    sheet: str | None
    cell: str | None
    severity: str = ""


@dataclass(frozen=True)
class Reading:
    accepted: bool
    records: list[Record]
    problems: list[Found]


@dataclass
class Score:
    """What one good file came to. ``wrong`` is for people: one line per disagreement."""

    file: str
    expected: int = 0
    found: int = 0
    matched: int = 0
    fields: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.matched / self.found if self.found else float(not self.expected)

    @property
    def recall(self) -> float:
        return self.matched / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def accuracy(self) -> float:
        return self.right / self.fields if self.fields else float(bool(self.matched))

    def __iadd__(self, other: Score) -> Score:
        for name in ("expected", "found", "matched", "fields", "right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self


# Reading


def read(file: str, data: bytes) -> Reading:
    """Asks the reader in this process, or its command line while the module does not exist."""
    try:
        module = importlib.import_module("reports.matrix.read")
    except ModuleNotFoundError:
        return _read_by_command(file, data)
    answer = module.read_matrix(data, file)
    return Reading(
        accepted=bool(answer.accepted),
        records=[_json(record) for record in answer.records],
        problems=[
            Found(problem.code, problem.sheet, problem.cell, str(getattr(problem, "severity", "")))
            for problem in answer.problems
        ],
    )


def _json(record: Any) -> Record:
    told = record.as_json()
    return json.loads(told) if isinstance(told, str) else json.loads(json.dumps(told, default=str))


def _read_by_command(file: str, data: bytes) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, file)
        path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-m", "reports.matrix", "read", str(path)], capture_output=True, text=True, timeout=120
        )
    try:
        answer = json.loads(done.stdout)
    except json.JSONDecodeError:
        raise RuntimeError(f"the reader said nothing usable: {done.stderr.strip()[-300:]}") from None
    return Reading(
        accepted=bool(answer["accepted"]),
        records=answer["records"],
        problems=[
            Found(problem["code"], problem.get("sheet"), problem.get("cell"), str(problem.get("severity", "")))
            for problem in answer["problems"]
        ],
    )


# Comparing values


def plain(value: Any) -> str:
    """Text as compared: no zero-width characters, whitespace collapsed. A whole float reads as its integer."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(unicodedata.normalize("NFC", str(value)).translate(INVISIBLE).split())


def empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _agency_key(name: str) -> str:
    return re.sub(r"\s*/\s*", "/", plain(name)).strip(" .;,").casefold()


@cache
def _short_names() -> dict[str, str]:
    aliases = json.loads(ALIASES.read_text())
    return {_agency_key(name): short for short, names in aliases.items() for name in [short, *names]}


def agencies(names: Any) -> set[str]:
    listed = [names] if isinstance(names, str) else [_named(name) for name in names]
    return {_short(name) for name in listed}


def _short(name: str) -> str:
    """The short name of an agency; ``Nama Panjang (SINGKATAN)`` is one agency where both halves name the same."""
    key = _agency_key(name)
    if key in _short_names():
        return _short_names()[key]
    halves = re.fullmatch(r"(.+?)\s*\((.+)\)", key)
    known = {_short_names().get(half) for half in halves.groups()} if halves else set()
    return known.pop() or key if len(known) == 1 else key


def _named(agency: Any) -> str:
    if isinstance(agency, dict):
        return str(agency.get("name") or agency.get("short") or agency.get("text") or agency)
    return str(agency)


@lru_cache(maxsize=4096)
def period_key(written: str) -> tuple[str | None, str]:
    """``2024-B06``, ``B06 2024`` and ``2024-06`` are the same; so are S1 and H1, Q2 and TW2."""
    text = plain(written).upper()
    year = re.search(r"(?:19|20)\d\d", text)
    rest = (text[: year.start()] + " " + text[year.end() :]).strip(" -/") if year else text
    code = re.search(r"([A-Z]*)\s*-?\s*0*(\d+)", rest)
    if not code:
        return (year.group() if year else None, rest.strip())
    kind = {"": "M", "B": "M", "H": "S", "SEMESTER": "S", "TW": "Q", "TRIWULAN": "Q"}.get(code[1], code[1])
    return (year.group() if year else None, f"{kind}{code[2]}")


def same_period(expected: Any, actual: Any) -> bool:
    """A period expected without a year (B15 of a plan of two years) is compared by its code alone."""
    (year, code), (read_year, read_code) = period_key(str(expected)), period_key(str(actual))
    if year is None:
        month = int(code[1:]) if code[1:].isdigit() else 0
        return read_code == code or (code[0] == "M" and month > 12 and read_code == f"M{month - 12}")
    return year == read_year and code == read_code


def same(name: str, expected: Any, actual: Any) -> bool:
    if expected is None:
        return empty(actual)
    if empty(actual):
        return False
    if name in AGENCIES:
        return agencies(expected) == agencies(actual)
    if name == "percent":
        return not isinstance(actual, bool) and _is_number(actual) and abs(float(actual) - expected) < 0.01
    if name == "period":
        return same_period(expected, actual)
    if name == "target_year":
        return _is_number(actual) and int(float(actual)) == expected
    if name == "commitment_number":
        return plain(actual).lstrip("0") == plain(expected).lstrip("0")
    if name in ITEMS:
        return MARKER.sub("", plain(actual)) == MARKER.sub("", plain(expected))
    return plain(actual) == plain(expected)


def _is_number(value: Any) -> bool:
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


def asserted(expected: Record, soft: Iterable[str]) -> dict[str, Any]:
    skipped = PLACE | set(soft)
    return {
        name: value
        for name, value in expected.items()
        if name not in skipped and not (isinstance(value, str) and value == "any")
    }


# Matching


def _likeness(expected: Record, actual: Record, soft: Iterable[str]) -> float:
    claims = asserted(expected, soft)
    agree = sum(same(name, value, actual.get(name)) for name, value in claims.items())
    timed = [name for name in ("target_year", "period") if name in claims]
    in_time = all(same(name, claims[name], actual.get(name)) for name in timed)
    return agree + (100 if timed and in_time else 0)


def aligned(expected: list[Record], actual: list[Record], soft: Iterable[str]) -> list[tuple[Record, Record]]:
    """Pairs the records of one row so that their likeness is greatest, keeping the given order among equals."""
    if len(expected) == len(actual) == 1:
        return [(expected[0], actual[0])]
    likeness = [[_likeness(wanted, given, soft) for given in actual] for wanted in expected]
    pairs = []
    best = sorted(
        ((i, j) for i in range(len(expected)) for j in range(len(actual))), key=lambda at: -likeness[at[0]][at[1]]
    )
    left, right = set(range(len(expected))), set(range(len(actual)))
    for i, j in best:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((expected[i], actual[j]))
    return pairs


def _by_place(records: Iterable[Record]) -> dict[tuple[str, int], list[Record]]:
    groups: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record in records:
        groups[(str(record.get("source_sheet")), int(record.get("source_row") or 0))].append(record)
    return groups


def score_good(expectation: Expectation, reading: Reading) -> Score:
    soft = expectation.get("soft_fields", [])
    score = Score(expectation["file"], expected=len(expectation["expected"]), found=len(reading.records))
    wanted, given = _by_place(expectation["expected"]), _by_place(reading.records)
    for place in sorted(set(wanted) | set(given)):
        pairs = aligned(wanted.get(place, []), given.get(place, []), soft)
        score.matched += len(pairs)
        missing, extra = len(wanted.get(place, [])) - len(pairs), len(given.get(place, [])) - len(pairs)
        if missing:
            score.wrong.append(f"{place[0]}!{place[1]}: {missing} record(s) missing")
        if extra:
            score.wrong.append(f"{place[0]}!{place[1]}: {extra} record(s) too many")
        for expected, actual in pairs:
            for name, value in asserted(expected, soft).items():
                score.fields += 1
                if same(name, value, actual.get(name)):
                    score.right += 1
                else:
                    score.wrong.append(f"{place[0]}!{place[1]} {name}: {value!r} expected, {actual.get(name)!r} read")
    score.wrong += _disagreements_of_the_file(expectation, reading)
    return score


def _disagreements_of_the_file(expectation: Expectation, reading: Reading) -> list[str]:
    wrong = []
    told = plain(json.dumps(reading.records, ensure_ascii=False, default=str))
    wrong += [f"imported: {text!r}" for text in expectation.get("must_not_import", []) if plain(text) in told]
    codes = {problem.code for problem in reading.problems}
    wrong += [f"not told: {code}" for code in expectation.get("warning_topics", []) if code not in codes]
    wanted = expectation.get("accepted", True)
    if wanted != "any" and reading.accepted != wanted:
        errors = sorted(
            {f"{p.code} {p.sheet or ''}!{p.cell or ''}" for p in reading.problems if "warn" not in p.severity}
        )
        wrong.append(f"accepted is {reading.accepted}: {', '.join(errors)}")
    return wrong


# Refusals


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def covers(written: str, cell: str) -> bool:
    """Whether a problem's place (a cell, a range or several of them) takes in a cell."""
    sought = CELL.match(cell)
    if not sought:
        return written == cell
    column, row = _column(sought[1]), int(sought[2])
    for part in re.split(r"[,;\s]+", written):
        corners = [CELL.match(corner) for corner in part.split(":")]
        if not corners or not all(corners):
            continue
        columns = [_column(corner[1]) for corner in corners if corner]
        rows = [int(corner[2]) for corner in corners if corner]
        if min(columns) <= column <= max(columns) and min(rows) <= row <= max(rows):
            return True
    return False


def disagreements_of_a_refusal(expectation: Expectation, reading: Reading) -> list[str]:
    codes = [problem.code for problem in reading.problems]
    right = [expectation["expected_error_topic"], *expectation.get("or_topics", [])]
    wrong = []
    if not set(right) & set(codes):
        wrong.append(f"{right[0]} expected, {sorted(set(codes))} said")
    wrong += [f"{code} not said" for code in expectation.get("other_topics", []) if code not in codes]
    for place in expectation.get("error_cells", []):
        sheet, _, cell = place.rpartition("!")
        if not any(p.cell and p.sheet == sheet and covers(p.cell, cell) for p in reading.problems):
            wrong.append(f"{place} not named")
    if reading.accepted:
        wrong.append("accepted")
    return wrong


# The report


def judge_good(builder: Builder) -> Score:
    file, data, expectation = builder()
    return score_good(expectation, _attempt(file, data))


def judge_bad(builder: Builder) -> tuple[str, list[str]]:
    file, data, expectation = builder()
    return file, disagreements_of_a_refusal(expectation, _attempt(file, data))


def _attempt(file: str, data: bytes) -> Reading:
    try:
        return read(file, data)
    except Exception as error:  # noqa: BLE001 - a reader that falls over scores nothing, and the run goes on
        return Reading(accepted=False, records=[], problems=[Found(f"crash: {error!r}"[:200], None, None)])


def from_folder(folder: Path) -> tuple[list[Builder], list[Builder]]:
    """The good and the bad workbooks of a folder, as builders."""
    good_files: list[Builder] = []
    bad_files: list[Builder] = []
    for told in sorted(folder.glob("*.expect.json")):
        expectation = json.loads(told.read_text())
        data = told.with_name(expectation["file"]).read_bytes()
        builders = good_files if expectation["kind"] == "good" else bad_files
        builders.append(partial(_example, expectation["file"], data, expectation))
    return good_files, bad_files


def _example(*example: Any) -> Any:
    return example


def chosen(builders: list[Builder], only: str | None) -> list[Builder]:
    return [
        builder for builder in builders if not only or only in getattr(builder, "__name__", "") or only in builder()[0]
    ]


def main(say: Callable[[str], object] = sys.stdout.write) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="part of a file's or a builder's name")
    parser.add_argument("--verbose", action="store_true", help="one line per disagreement")
    parser.add_argument("--samples", type=Path, help="also a folder of workbooks with <file>.expect.json beside them")
    options = parser.parse_args()

    more_good, more_bad = from_folder(options.samples) if options.samples else ([], [])
    total, unlike = Score("total"), 0
    matrices = chosen([*good.BUILDERS, *more_good], options.only)
    for builder in matrices:
        score = judge_good(builder)
        total += score
        unlike += bool(score.wrong)
        say(_line(score))
        if options.verbose:
            say("".join(f"      {line}\n" for line in score.wrong))
    say(_line(total))
    say(f"without any disagreement: {len(matrices) - unlike} of {len(matrices)}\n")

    failed = 0
    refusals = chosen([*bad.BUILDERS, *more_bad], options.only)
    for builder in refusals:
        file, wrong = judge_bad(builder)
        failed += bool(wrong)
        say(f"{'--' if wrong else 'ok'}  {file:<44}{'; '.join(wrong)}\n")
    say(f"refused as expected: {len(refusals) - failed} of {len(refusals)}\n")
    return 1 if unlike or failed else 0


def _line(score: Score) -> str:
    mark = "--" if score.wrong or score.matched < score.expected else "ok"
    return (
        f"{mark}  {score.file:<44} records {score.matched}/{score.expected} (+{score.found - score.matched})"
        f"  P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"
        f"  fields {score.right}/{score.fields} {score.accuracy:.3f}\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
