"""Sentences: what changed between two of them word by word, and a text without the people it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal, NamedTuple

Kind = Literal["equal", "removed", "added"]


class Piece(NamedTuple):
    """A run of words and what became of it."""

    kind: Kind
    text: str


#: a word with what stands inside it ("2023-2024", "e-catalog", "K/L"), or one sign; blanks go with what follows
_TOKEN = re.compile(r"\s*(?:\w+(?:[-/.,'’]\w+)*|\S)")
#: above this many comparisons the texts are shown whole, one after the other: nobody reads such a difference
_TOO_MANY: Final = 4_000_000
#: shared runs of fewer words than this between two changes are noise and are shown as part of the change
_NOISE: Final = 2


def difference(before: str, after: str) -> list[Piece]:
    """What was removed from the first sentence and added to get the second, word by word.

    What is not removed is the first sentence, what is not added the second, apart from blanks. Where words were
    replaced, those removed stand first.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) * len(new) > _TOO_MANY:
        return _joined([Piece("removed", before), Piece("added", after)])
    return _joined(_pieces(old, new))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, [t.strip() for t in old], [t.strip() for t in new], autojunk=False)
    steps = matcher.get_opcodes()
    for place, (step, old_from, old_to, new_from, new_to) in enumerate(steps):
        removed, added = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        inside = 0 < place < len(steps) - 1
        if step == "equal" and not (inside and _is_noise(old[old_from:old_to])):
            yield Piece("equal", added)
        else:
            yield Piece("removed", removed)
            yield Piece("added", added)


def _is_noise(words: list[str]) -> bool:
    return len(words) < _NOISE and all(len(word.strip()) < 4 for word in words)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind as one; between two equal runs everything removed before everything added."""
    runs: list[Piece] = []
    changed: dict[Kind, str] = {"removed": "", "added": ""}
    for piece in (*pieces, Piece("equal", "")):
        if piece.kind != "equal":
            changed[piece.kind] += piece.text
            continue
        runs += [Piece(kind, text) for kind, text in changed.items() if text]
        changed = {"removed": "", "added": ""}
        if piece.text and runs and runs[-1].kind == "equal":
            runs[-1] = Piece("equal", runs[-1].text + piece.text)
        elif piece.text:
            runs.append(piece)
    return runs


# -- people -----------------------------------------------------------------------------------------------------------

#: stands where a reader may not see a name
NAME: Final = "[nama]"
#: stands for good where a person asked to be erased
ERASED: Final = "[dihapus]"
#: part of many names and no name by itself
_TITLES: Final = frozenset(("prof", "drs", "dra", "ing", "haji", "hajah", "raden", "bin", "binti", "dan"))
#: a person after a form of address; what follows it may also be an office ("Bapak Menteri") or something else
_ADDRESSED = re.compile(
    r"(?P<address>\b(?:[Bb]apak|[Ii]bu|[Pp]ak|[Bb]u|[Ss]audar[ai]|[Ss]dri?\.?|[Mm]as|[Mm]bak|BAPAK|IBU)\s+)"
    r"(?P<name>(?:(?:Drs?|Prof|Dra|Ir|Hj?)\.?\s+)*[A-Z][a-z'’]+(?:\s+[A-Z](?:[a-z'’]+|\.))*)"
)
_OFFICES = re.compile(
    r"Menteri|Wakil|Presiden|Gubernur|Bupati|Wali|Walikota|Camat|Lurah|Kepala|Ketua|Deputi|Direktur|Direktorat"
    r"|Sekretaris|Sekretariat|Komisioner|Anggota|Asisten|Koordinator|Moderator|Narasumber|Pimpinan|Perwakilan|Staf|Tim"
    r"|Dubes|Duta|Rektor|Dekan|Kota|Pertiwi|Pejabat|Plt|Plh|Dirjen|Sekjen|Irjen|Inspektur|Hakim|Jaksa|Kapolri|Panglima"
)


def without_names(text: str, names: Iterable[str], instead: str = NAME) -> str:
    """The text with something else where it names one of these people, or anybody by a form of address.

    Too much rather than too little: parts of a name count too, in capitals or small letters.
    """
    people = _pattern(tuple(sorted(set(names))), re.IGNORECASE)
    hidden = _ADDRESSED.sub(lambda found: found["address"] + instead if _is_person(found) else found[0], text)
    hidden = people.sub(instead, hidden) if people else hidden
    return re.sub(rf"(?:{re.escape(instead)}[\s.,]+)+(?={re.escape(instead)})", "", hidden)


def people_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The people a text names, as written there: those known, and anybody by a form of address."""
    variants = {variant for name in names for variant in (name, name.upper(), name.title())}
    people = _pattern(tuple(sorted(variants)), re.NOFLAG)
    known = [found[0] for found in people.finditer(text)] if people else []
    addressed = [found[0] for found in _ADDRESSED.finditer(text) if _is_person(found)]
    return tuple(dict.fromkeys(known + addressed))


def replaced(text: str, name: str, instead: str, others: Iterable[str] = ()) -> str:
    """The text with one person replaced, by full name and by the parts that name nobody else."""
    shared = {part.casefold() for other in others for part in _parts(other)}
    parts = [part for part in _parts(name) if part.casefold() not in shared]
    pattern = _words_pattern((name, *(v for part in parts for v in (part, part.upper()))), re.NOFLAG)
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE).sub(instead, text) if name.strip() else text
    return pattern.sub(instead, whole) if pattern else whole


def _is_person(found: re.Match[str]) -> bool:
    return _OFFICES.fullmatch(found["name"].split()[0]) is None


def _parts(name: str) -> list[str]:
    words = [word.strip(".,'’()") for word in name.split()]
    return [word for word in words if len(word) >= 3 and word.isalpha() and word.casefold() not in _TITLES]


@lru_cache(maxsize=512)
def _pattern(names: tuple[str, ...], flags: re.RegexFlag) -> re.Pattern[str] | None:
    return _words_pattern([word for name in names if name != ERASED for word in (name, *_parts(name))], flags)


def _words_pattern(words: Iterable[str], flags: re.RegexFlag) -> re.Pattern[str] | None:
    known = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", flags) if known else None
