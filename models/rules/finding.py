"""Finding texts by words: what counts as the same word, which texts say it, and where. Pure.

Words are compared in lower case and without diacritics. Four ways lead from a word that is looked for to a word that is
written, the better ones first: the word itself, its beginning, the same root ("keterbukaan" and "terbuka" share
"buka"; Indonesian affixes and English endings, without a dictionary), and a spelling one or two letters away.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: more words than these are no search
MOST_WORDS: Final = 12
_WORD = re.compile(r"[^\W_]+")
#: so common in either language that they say nothing; they count only where nothing else was asked for
_COMMON: Final = frozenset(
    {"dan", "di", "ke", "dari", "yang", "untuk", "pada", "dengan", "dalam", "atas", "oleh", "atau", "serta"}
    | {"the", "of", "and", "in", "to", "for", "on", "by", "with", "a", "an"}
)

# -- words --------------------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """A text as it is compared: small letters without marks above or below them."""
    if text.isascii():
        return text.lower()
    # twice, since taking letters apart may uncover capitals: "🄐" is "(A)"
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.casefold()).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared. A doubled word ("data-data") gives its word twice: that is enough."""
    return _WORD.findall(folded(text))


@lru_cache(maxsize=10_000)
def _words_around(text: str) -> frozenset[str]:
    """The words of what many documents stand among: a plan, an institution."""
    return frozenset(words_of(text))


#: roots that lose their k behind ``meN-`` and ``peN-``; others in a vowel begin with it
_LOST_K: Final = (
    "elola|uat|umpul|irim|aji|embang|erja|enal|endali|urang|unjung|emas|ampanye|andung|uasa|eluar|omunikasi|oordinasi"
)
#: what stands before a root and what it put away; the first that fits is the one
_PREFIXES: Final = (
    (re.compile("^(?:me|pe)ny(?=[aiueo])"), "s"),
    (re.compile(f"^(?:me|pe)ng(?={_LOST_K})"), "k"),
    (re.compile("^(?:me|pe)ng(?=[aiueokgh])"), ""),
    (re.compile("^(?:me|pe)m(?=[aiueo])"), "p"),
    (re.compile("^(?:me|pe)m(?=[bfpv])"), ""),
    (re.compile("^(?:me|pe)n(?=[aiueo])"), "t"),
    (re.compile("^(?:me|pe)n(?=[cdjst])"), ""),
    (re.compile("^(?:ber|ter|per|se|di|ke|me|pe)"), ""),
)
_SUFFIXES: Final = ("nya", "lah", "kah", "kan", "an", "i", "ies", "es", "s", "ing", "ed")
_SHORTEST_ROOT: Final = 4
_LAYERS: Final = 3


@lru_cache(maxsize=100_000)
def roots(word: str) -> frozenset[str]:
    """The word and everything it may be made of. Two words are kin if they share one of these."""
    found = {word}
    if len(word) <= _SHORTEST_ROOT or not word.isalpha():
        return frozenset(found)
    front = {word}
    for _layer in range(_LAYERS):
        front = {part for one in front for part in _peeled(one)} - found
        found |= front
    return frozenset(found)


def _peeled(word: str) -> Iterator[str]:
    """The word without one affix, where enough is left."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_ROOT:
            yield word[: -len(suffix)] + ("y" if suffix == "ies" else "")
    for prefix, lost in _PREFIXES:
        if prefix.match(word):
            rest = prefix.sub(lost, word, count=1)
            if len(rest) >= _SHORTEST_ROOT:
                yield rest
            return


# -- an index of texts --------------------------------------------------------------------------------------------

#: what a word counts for, by the field it stands in: name, text, surroundings (plan, institutions)
FIELD_WEIGHTS: Final = (3.0, 1.5, 0.5)
_FIELDS: Final = len(FIELD_WEIGHTS)
_AROUND: Final = _FIELDS - 1
_ITSELF, _BEGINNING, _KIN, _NEAR = 1.0, 0.8, 0.7, 0.4
#: the beginning of a word says something from this many letters on
_SHORTEST_BEGINNING: Final = 3
#: letters that may be wrong, by the length of the word; shorter words than the second keep their first letter
_ONE_WRONG, _ANY_WRONG, _TWO_WRONG = 3, 4, 8
_MOST_ALIKE: Final = 12

#: the texts of one document: its names, its texts, its surroundings
Fields = tuple[Sequence[str], Sequence[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found."""

    #: each document that says what was looked for, with how well
    scores: Mapping[int, float] = field(default_factory=dict)
    #: the written words that led there; what is marked in the texts
    words: frozenset[str] = frozenset()
    #: no document says everything; these say part of it
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Index:
    """Which words stand in which documents. Built once for a state of the data, asked many times."""

    documents: int
    #: word → documents and fields, packed as document × fields + field
    _places: Mapping[str, array[int]] = field(repr=False)
    _kin: Mapping[str, tuple[str, ...]] = field(repr=False)
    _vocabulary: tuple[str, ...] = field(repr=False)

    @classmethod
    def of(cls, documents: Iterable[Fields]) -> Index:
        """Index documents by their place in the order given."""
        places: dict[str, array[int]] = defaultdict(lambda: array("L"))
        count = 0
        for fields in documents:
            seen: set[str] = set()
            for rank, texts in enumerate(fields):
                around = rank == _AROUND
                words = set().union(*map(_words_around, texts)) if around else set(words_of("\n".join(texts)))
                place = count * _FIELDS + rank
                for word in words - seen:
                    places[word].append(place)
                seen |= words
            count += 1
        kin: dict[str, list[str]] = defaultdict(list)
        for word in places:
            for root in roots(word):
                kin[root].append(word)
        return cls(count, dict(places), {root: tuple(ws) for root, ws in kin.items()}, tuple(sorted(places)))

    def find(self, text: str) -> Findings:
        """The documents that say all words of a search; if none does, those that say the most."""
        asked = _asked(text)
        if not asked:
            return Findings()
        matched = [self._written(word) for word in asked]
        scores = [self._scores(written) for written in matched]
        hits: dict[int, list[float]] = defaultdict(list)
        for of_word in scores:
            for document, score in of_word.items():
                hits[document].append(score)
        most = max(map(len, hits.values()), default=0)
        if 2 * most < len(asked):  # one word of many says nothing
            return Findings(partial=True)
        best = {document: sum(of_words) for document, of_words in hits.items() if len(of_words) == most}
        words = frozenset(word for written in matched for word in written)
        return Findings(best, words, most < len(asked))

    def _written(self, word: str) -> dict[str, float]:
        """The words of the texts that a word of a search may mean, each with how surely."""
        found = {kin: _KIN for root in roots(word) for kin in self._kin.get(root, ())}
        if len(word) >= _SHORTEST_BEGINNING and not word.isdigit():
            found.update(dict.fromkeys(self._beginning_with(word), _BEGINNING))
        if word in self._places:
            found[word] = _ITSELF
        if not found:
            near = self._spelled_like(word)
            found = {kin: _NEAR / 2 for one in near for root in roots(one) for kin in self._kin.get(root, ())}
            found.update(dict.fromkeys(near, _NEAR))
        return found

    def _beginning_with(self, word: str) -> Iterator[str]:
        for place in range(bisect_left(self._vocabulary, word), len(self._vocabulary)):
            if not self._vocabulary[place].startswith(word):
                return
            yield self._vocabulary[place]

    def _spelled_like(self, word: str) -> list[str]:
        """Written words that differ by a letter or two; numbers and codes mean what they say."""
        if len(word) < _ONE_WRONG or not word.isalpha():
            return []
        wrong = 2 if len(word) >= _TWO_WRONG else 1
        alike = process.extract(word, self._vocabulary, scorer=OSA.distance, score_cutoff=wrong, limit=_MOST_ALIKE)
        if len(word) < _ANY_WRONG:
            alike = [one for one in alike if one[0][0] == word[0] and len(one[0]) >= len(word)]
        nearest = min((distance for _word, distance, _place in alike), default=0)
        return [written for written, distance, _place in alike if distance == nearest and written.isalpha()]

    def _scores(self, written: Mapping[str, float]) -> dict[int, float]:
        """Each document's best reason to be found; a rare word says more than a common one."""
        scores: dict[int, float] = {}
        for word, sureness in sorted(written.items(), key=lambda one: one[1]):
            places = self._places[word]
            rarity = 1.0 + log(1.0 + self.documents / len(places))
            worth = [sureness * weight * rarity for weight in FIELD_WEIGHTS]
            for place in places:
                document, rank = divmod(place, _FIELDS)
                score = worth[rank]
                if score > scores.get(document, 0.0):
                    scores[document] = score
        return scores


def _asked(text: str) -> list[str]:
    words = list(dict.fromkeys(words_of(text)))[:MOST_WORDS]
    return [word for word in words if word not in _COMMON] or words


# -- showing what was found ---------------------------------------------------------------------------------------


class Run(NamedTuple):
    """A run of a text, and whether it is what was looked for."""

    text: str
    found: bool


def says(text: str, words: Collection[str]) -> bool:
    """Whether a text has one of these written words."""
    return any(word in words for word in words_of(text))


def marked(text: str, words: Collection[str]) -> tuple[Run, ...]:
    """The whole text in runs, the words that were looked for apart."""
    runs: list[Run] = []
    end = 0
    for match in _WORD.finditer(text):
        if folded(match.group()) not in words:
            continue
        if match.start() > end:
            runs.append(Run(text[end : match.start()], found=False))
        runs.append(Run(match.group(), found=True))
        end = match.end()
    return (*runs, Run(text[end:], found=False)) if end < len(text) else tuple(runs)


def excerpt(text: str, words: Collection[str], length: int = 220) -> str:
    """The part of a long text that says most of what was looked for, cut between words."""
    if len(text) <= length:
        return text
    places = [match.start() for match in _WORD.finditer(text) if folded(match.group()) in words]
    best = max(places, key=lambda start: (sum(start <= p < start + length for p in places), -start), default=0)
    start = _between_words(text, max(0, min(best - length // 4, len(text) - length)))
    end = start + length
    if end < len(text):
        end = text.rfind(" ", start, end) if text.rfind(" ", start, end) > start else end
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return before + text[start:end].strip() + after


def _between_words(text: str, place: int) -> int:
    """The beginning of the next word, if there is one nearby."""
    if place == 0:
        return 0
    space = text.find(" ", place, place + 40)
    return space + 1 if space >= 0 else place
