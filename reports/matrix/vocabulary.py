"""The words by which people title the columns of a matrix, in both languages, and what each column then means.

One table, ``column_titles.csv``: a title and what it can mean (matrix.md §4, domain.md §3); where it stands and what
else the table has decides between several meanings (`header`). The keys are those of our own workbooks' hidden codes.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from models.language import N_
from models.rules.naming import visible

#: key → title shown to people (marked for translation)
FIELDS: Final[dict[str, str]] = {
    "row_code": N_("Kode baris"),
    "commitment_number": N_("Nomor komitmen"),
    "commitment_title": N_("Komitmen"),
    "success_measure": N_("Ukuran keberhasilan"),
    "success_criterion": N_("Kriteria keberhasilan"),
    "milestone": N_("Kegiatan"),
    "lead_agencies": N_("Penanggung jawab"),
    "supporting": N_("Instansi pendukung"),
    "csos": N_("OMS"),
    "reporter": N_("Pelapor"),
    "target_year": N_("Tahun"),
    "period": N_("Periode"),
    "target_text": N_("Target"),
    "target_value": N_("Nilai target"),
    "unit": N_("Satuan"),
    "achievement_text": N_("Capaian"),
    "percent": N_("Capaian (%)"),
    "status": N_("Status"),
    "start_date": N_("Mulai"),
    "due_date": N_("Tenggat"),
    "evidence": N_("Data dukung"),
    "obstacles": N_("Kendala"),
    "follow_up": N_("Tindak lanjut"),
    "notes": N_("Keterangan"),
    "theme": N_("Tema"),
}
#: columns that are no field of a record: row numbers, both kinds of actor in one column, ticks, and what is left unread
ROW_NUMBER: Final = "row_number"
ACTORS: Final = "actors"
#: periods over ticks that say when a step is due
SCHEDULE: Final = "schedule"
#: status words as titles over ticks that say which one is true
STATES: Final = "states"
#: a column that says of each row whether it holds targets or results ("Target", "Realisasi"), and the columns beside it
ROW_KIND: Final = "row_kind"
BY_KIND: Final = "by_kind"
IGNORED: Final = "ignored"
#: how a person sees those that are read but are no field of their own
ROLES: Final[dict[str, str]] = {
    ACTORS: N_("Instansi pendukung dan OMS"),
    SCHEDULE: N_("Tenggat, dari periode yang dicentang"),
    STATES: N_("Status, dari judul yang dicentang"),
    ROW_KIND: N_("Jenis isi baris"),
    BY_KIND: N_("Menurut jenis isi baris"),
}


TITLES_FILE: Final = Path(__file__).with_name("column_titles.csv")
_STRIPPED = re.compile(r"[.:()*?\"“”‘’'\[\],;!_\\|]+")
_LETTERS = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=8192)
def fold_title(text: str) -> str:
    """The form in which column titles are compared (matrix.md §4): lower case, one space, no punctuation."""
    folded = unicodedata.normalize("NFKC", visible(text)).casefold().replace("&", " dan ")
    folded = re.sub(r"\bk\s*/\s*l\b", "k/l", folded)
    folded = re.sub(r"\bkl\b", "k/l", _STRIPPED.sub(" ", folded.replace("-", " ").replace("–", " ")))
    return " ".join(folded.replace("%", " % ").split())


def _key(title: str) -> str:
    """Slashes between words say no more than a space; the one in K/L is a letter of its name."""
    return " ".join(re.sub(r"(?<!\bk)/|/(?!l\b)", " ", title).split())


class _Vocabulary(NamedTuple):
    #: title → what it can mean, most likely first
    meanings: dict[str, tuple[str, ...]]
    #: titles that give way to a stronger column
    weak: frozenset[str]
    #: words of questions ("Apa … yang dihadapi?") that say nothing about the column
    fillers: frozenset[str]
    #: what may follow a title without changing it ("Status pelaksanaan rencana aksi"), the longest first
    tails: tuple[str, ...]


@cache
def _vocabulary() -> _Vocabulary:
    with TITLES_FILE.open(encoding="utf-8", newline="") as source:
        rows = [{**row, "title": _key(fold_title(row["title"]))} for row in csv.DictReader(source)]
    by_kind: dict[str, list[str]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append(row["title"])
    return _Vocabulary(
        meanings={row["title"]: tuple(row["meanings"].split("|")) for row in rows if row["meanings"]},
        weak=frozenset(by_kind["weak"]),
        fillers=frozenset(by_kind["filler"]),
        tails=tuple(sorted(by_kind["tail"], key=len, reverse=True)),
    )


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a title can mean, most likely first, and how that was found."""

    fields: tuple[str, ...]
    how: str
    weak: bool = False

    @property
    def field(self) -> str:
        return self.fields[0]

    @property
    def others_than_first(self) -> tuple[str, ...]:
        return self.fields[1:]


@lru_cache(maxsize=8192)
def meaning_of(text: str, *, near: bool = True) -> Meaning | None:
    """What this title means: exactly, as a question, by one of its parts, or by a clear near match; else nothing."""
    title = _key(fold_title(text))
    if not title:
        return None
    for how, reading in (("title", title), ("words", _bare(title)), ("words", _without_tail(_bare(title)))):
        fields = _vocabulary().meanings.get(reading)
        if fields and how == "words" and (mixed := _of_both_kinds(text)) is not None:
            return mixed
        if fields:
            return Meaning(fields, how, weak=reading in _vocabulary().weak)
    numbered = _NUMBERED_TITLE.match(title)
    meaning = exactly(numbered.group("title")) if numbered is not None else None
    if meaning is not None and meaning.field in _SEVERAL:
        # "Data Dukung 2"
        return Meaning(meaning.fields, "words", meaning.weak)
    return _by_part(text) or _by_question(text, title) or (_by_likeness(title) if near else None)


_NUMBERED_TITLE: Final = re.compile(r"^(?P<title>\D+?) (?:ke )?\d$")
#: of these a table may have several, counted
_SEVERAL: Final = frozenset({"evidence", "obstacles", "follow_up", "notes", "supporting", "csos"})


def exactly(text: str) -> Meaning | None:
    """The meaning of a title that stands in the vocabulary as it is."""
    title = _key(fold_title(text))
    fields = _vocabulary().meanings.get(title)
    return Meaning(fields, "title", weak=title in _vocabulary().weak) if fields else None


def is_title(text: str) -> bool:
    """Whether this is exactly a title of the vocabulary; cheap enough to ask for every short cell."""
    return _key(fold_title(text)) in _vocabulary().meanings


def is_plain_title(text: str) -> bool:
    """The same without the trouble of folding: for the thousands of cells that are none."""
    return text.casefold().strip(" .:*") in _vocabulary().meanings


def _bare(title: str) -> str:
    words = [word for word in title.split() if word not in _vocabulary().fillers]
    return " ".join(words)


def _without_tail(title: str) -> str:
    for tail in _vocabulary().tails:
        if title.endswith(f" {tail}"):
            return title[: -len(tail) - 1]
    return title


_KINDS_OF_ACTORS: Final = frozenset({"k/l", "oms"})


def _of_both_kinds(text: str) -> Meaning | None:
    """ "Commitment / Milestone": rows of both kinds stand in the column, one under the other."""
    if "/" not in text:
        return None
    parts = [exactly(part) for part in re.split(r"[/|\n()]", visible(text))]
    both = {part.field for part in parts if part is not None}
    detail = both - {"commitment_title"}
    if len(detail) == 1 and "commitment_title" in both and detail <= {"milestone", "success_measure"}:
        return Meaning(("commitment_title", *detail), "part", weak=True)
    return None


def _by_part(text: str) -> Meaning | None:
    """ "Komitmen / Commitment", "Status (Selesai/Berjalan)", "Kendala dan Solusi": the parts that are titles agree."""
    outside = re.sub(r"\([^()]*\)", " ", visible(text))
    if set(fold_title(text).split()) >= _KINDS_OF_ACTORS and (own := exactly(outside)) is not None:
        # "Pelaksana (K/L dan OMS)" explains, it does not choose
        return Meaning(own.fields, "part", own.weak)
    parts = [outside, *re.split(r"[\n/|()]|\s[–—-]\s|\bdan\b|&|\batau\b", visible(text))]
    found = [
        (fields, _key(fold_title(part)) in _vocabulary().weak)
        for part in parts
        if (fields := _vocabulary().meanings.get(_bare(_key(fold_title(part))))) is not None
    ]
    if (mixed := _of_both_kinds(text)) is not None:
        return mixed
    # "Nomor dan nama komitmen" is about the commitment
    strong = sorted((fields for fields, weak in found if not weak), key=lambda fields: fields[0] == ROW_NUMBER)
    if strong:
        return Meaning(strong[0], "part")
    return Meaning(found[0][0], "part", weak=True) if found else None


def _by_question(text: str, title: str) -> Meaning | None:
    """ "Jelaskan capaian yang telah diraih": the one thing that a question of an online form asks for."""
    words = title.split()
    if not ("?" in text or words[0] in _vocabulary().fillers) or len(words) > 20:
        return None
    # what is asked for comes first: "Apa kendala pelaksanaan komitmen?"
    start = next((place for place, word in enumerate(words) if word not in _vocabulary().fillers), len(words))
    for length in range(min(5, len(words) - start), 0, -1):
        phrase = " ".join(words[start : start + length])
        fields = _vocabulary().meanings.get(phrase)
        if fields and phrase not in _vocabulary().weak:
            return Meaning(fields, "words")
    return None


#: likeness of a title with a slip in it, in per cent
_NEAR: Final = 84.0


def _by_likeness(title: str) -> Meaning | None:
    """A typing slip in a title: one candidate clearly best (matrix.md §4)."""
    if len(_LETTERS.findall(title)) < 5 or len(title) > 60 or any(sign.isdigit() for sign in title):
        return None
    best: dict[Meaning, float] = {}
    titles = _vocabulary().meanings.keys()
    likely = process.extract(title, titles, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=8)
    if len(title) > 5:
        # two letters that changed places count as two in a ratio: "Tagret"
        slips = process.extract(title, titles, scorer=OSA.distance, score_cutoff=1, limit=8)
        likely += [(candidate, _NEAR, 0) for candidate, _, _ in slips]
    for candidate, score, _ in likely:
        if len(candidate) >= 5:
            meaning = Meaning(_vocabulary().meanings[candidate], "near", weak=candidate in _vocabulary().weak)
            best[meaning] = max(best.get(meaning, 0.0), score)
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or (
        len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 4 and ranked[0][0].fields != ranked[1][0].fields
    ):
        return None
    return ranked[0][0]
