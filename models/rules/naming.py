"""Which organisations a text names: known names first, separators afterwards, never a new one in silence.

Agencies write each other's names in many ways, and many names contain the very signs that separate names
("Kementerian Desa, PDT, dan Transmigrasi", "ATR/BPN"). Names are therefore recognised before anything is cut
(matrix.md §3, "Agencies"). What no list knows stays one name as written, with proposals a person can choose from.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

from rapidfuzz import fuzz, process

OrganisationKey = int | str
Role = Literal["lead", "supporting", "cso"]

INSTITUTIONS_FILE: Final = Path(__file__).parents[1] / "data" / "institution_names.csv"
#: below this likeness a proposal is noise
NEAR_SCORE: Final = 82.0

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\ufeff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPACES = re.compile(r"[^\S\n]+")
#: anything that `visible` changes; most cells have nothing of it
_UNUSUAL = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|[^\\S\\n ]|  |_x[0-9A-Fa-f]{4}_|^\\s|\\s$")
_WORD = re.compile(r"[^\W_]+|&")


def visible(text: str) -> str:
    """The text a reader sees: no zero-width characters, hard spaces as spaces, Excel's ``_x000D_`` undone."""
    if text.isascii() and text.isprintable() and "  " not in text and "_x" not in text:
        return text.strip(" ")
    if _UNUSUAL.search(text) is None:
        return text
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The form in which names and titles are compared: words only, lower case, ``&`` as ``dan``."""
    return " ".join(_words(unicodedata.normalize("NFKC", visible(text))))


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match.group()
        yield "dan" if word == "&" else word.casefold()


class NameEntry(NamedTuple):
    """One spelling of an organisation: its name when ``alias`` is empty, else the alias and when it was used."""

    key: OrganisationKey
    name: str
    alias: str | None = None
    kind: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A known organisation whose name is like an unknown one."""

    key: OrganisationKey
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Every spelling the database knows. A spelling may belong to several organisations ("TII")."""

    entries: tuple[NameEntry, ...] = ()
    _spellings: dict[str, tuple[NameEntry, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, entries: Iterable[NameEntry | tuple[object, ...]]) -> KnownNames:
        """Index the entries by their folded spelling."""
        rows = tuple(entry if isinstance(entry, NameEntry) else NameEntry(*entry) for entry in entries)  # type: ignore[arg-type]
        spellings: dict[str, dict[NameEntry, None]] = {}
        for row in rows:
            for spelling in (row.name, row.alias):
                if spelling and fold(spelling):
                    spellings.setdefault(fold(spelling), {})[row] = None
        return cls(rows, {spelling: tuple(found) for spelling, found in spellings.items()})

    def candidates(self, text: str, *, on: dt.date | None = None) -> tuple[NameEntry, ...]:
        """One entry per organisation that this spelling can mean, on this day if one is given."""
        found: dict[OrganisationKey, NameEntry] = {}
        for entry in self._spellings.get(fold(text), ()):
            in_time = on is None or (
                (entry.valid_from is None or entry.valid_from <= on)
                and (entry.valid_to is None or on <= entry.valid_to)
            )
            if in_time:
                found.setdefault(entry.key, entry)
        return tuple(found.values())

    def near(self, text: str, limit: int = 3) -> tuple[Proposal, ...]:
        """The organisations whose spellings are most like this one, best first."""
        best: dict[OrganisationKey, Proposal] = {}
        matches = process.extract(
            fold(text), self._spellings.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_SCORE, limit=limit * 3
        )
        for spelling, score, _ in matches:
            for entry in self._spellings[spelling]:
                best.setdefault(entry.key, Proposal(entry.key, entry.name, round(score, 1)))
        return tuple(best.values())[:limit]

    @property
    def spellings(self) -> Iterable[str]:
        """All folded spellings."""
        return self._spellings.keys()


@dataclass(frozen=True, slots=True)
class Mention:
    """One organisation named in a text. ``keys`` holds none (unknown), one, or several candidates."""

    as_written: str
    keys: tuple[OrganisationKey, ...] = ()
    role: Role | None = None
    near: tuple[Proposal, ...] = ()
    #: "agency", "commission", "cso" …, where the database or the bundled list knows it
    kind: str | None = None
    #: the ministry a unit says it belongs to ("Ditjen AHU, Kemenkumham"), when the unit itself is unknown
    parents: tuple[OrganisationKey, ...] = ()

    @property
    def is_cso(self) -> bool:
        return self.kind in {"cso", "donor"}


class Institution(NamedTuple):
    """One of the bundled names."""

    name: str
    kind: str


@cache
def institutions() -> dict[str, Institution]:
    """Folded spellings of Indonesian institutions and CSOs, known without any database."""
    spellings: dict[str, Institution] = {}
    with INSTITUTIONS_FILE.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            for spelling in (row["name"], row["abbreviation"], *row["aliases"].split("|")):
                if spelling:
                    spellings.setdefault(fold(spelling), Institution(row["name"], row["kind"]))
    return spellings


@cache
def _unspaced() -> dict[str, Institution]:
    return {spelling.replace(" ", ""): institution for spelling, institution in institutions().items()}


def find_institution(text: str) -> Institution | None:
    """The bundled institution of this name, however it is spaced: "Kemen PAN-RB", "KemenPANRB"."""
    written = fold(text)
    return institutions().get(written) or (_unspaced().get(written.replace(" ", "")) if len(written) > 3 else None)


# --- cutting a cell into names ----------------------------------------------------------------------------------------

_LABELS: Final[dict[Role, str]] = {
    "lead": r"lead(?:ing)?(?: sector| agency| implementing agency)?|utama|koordinator|ketua|penanggung ?jawab|pj"
    r"|(?:k/l|instansi|pelaksana) (?:utama|penanggung ?jawab)|pelaksana",
    "supporting": r"support(?:ing)?(?: agency| agencies)?|pendukung|terkait|anggota"
    r"|(?:k/l|instansi|pelaksana) (?:pendukung|terkait)",
    "cso": r"oms|cso|csos|mitra(?: oms| cso)?|organisasi masyarakat sipil|civil society",
}
_LABEL = re.compile(
    r"(?:^|(?<=[\n;,.|(])|(?<=\s/))[ \t•*-]*(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _LABELS.items())
    + r"|k/l|kl|kementerian/lembaga|pemerintah|government)(?:[ ]?\([^()\n]{1,20}\))?[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
#: 1. / 1) / (1) / a. / - / • at the start of a line, or a number or letter that goes on counting inside one
_BULLET = r"(?:\(?\d{1,2}[.)](?!\d)|\(?[a-z][.)](?=\s)|[-–—•·▪●○◦*✓➢>]+(?=\s|\w))"
_CUT = re.compile(
    rf"(?P<line>(?:\n|\s/(?=\s*{_BULLET}))\s*(?:{_BULLET}\s*)?)|(?P<number>(?<![\w.])\(?(?:\d{{1,2}}|[a-z])[.)]\s+(?=\S))"
    r"|(?P<hard>\s*[;•|]\s*)|(?P<comma>\s*,\s*(?:(?:dan|serta|and|&)\s+)?)"
    r"|(?P<word>\s+(?:dan|serta|and)\s+|\s*&\s*)|(?P<slash>\s*/\s*)",
    re.IGNORECASE,
)
#: ministries write it behind their names or leave it out
_OF_THE_REPUBLIC = re.compile(r",?\s+(?:R\.?I\.?|Republik Indonesia|of the Republic of Indonesia)$", re.IGNORECASE)
_ROLE_IN_BRACKETS = re.compile(
    r"\s*\((?:(?P<lead>lead|utama|koordinator|pj)|(?P<supporting>support|pendukung))\)$", re.IGNORECASE
)
_LEADING = re.compile(rf"^\s*{_BULLET}\s*")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NOTHING = re.compile(r"^(?:[-–—.\s]*|n\.?/?a\.?|nihil|tidak ada|belum ada|none|tbd)$", re.IGNORECASE)
_AND_SO_ON = frozenset({"dll", "dsb", "dst", "etc", "lainnya"})
_UNIT = re.compile(
    r"^(?:unit|dit\.?jen|ditjen|direktorat|dit|deputi|biro|pusat|pusdatin|sekretariat|setjen|sesmen|inspektorat|irjen"
    r"|bagian|balai|badan|kedeputian|asdep|pusdiklat|kantor|satker|tim|sub|subdit|divisi|kanwil|dinas)\b",
    re.IGNORECASE,
)
_ORGANISATION_WORD = re.compile(
    r"^(?:kementerian|kemenko|kemen|kem|badan|komisi|komnas|lembaga|dewan|mahkamah|kejaksaan|kepolisian|polri|kantor"
    r"|sekretariat|setjen|direktorat|ditjen|deputi|biro|pusat|inspektorat|bagian|dinas|pemerintah|pemprov|pemkab|pemkot"
    r"|pemda|provinsi|kabupaten|kota|universitas|institut|yayasan|perkumpulan|perhimpunan|asosiasi|aliansi|koalisi"
    r"|forum|jaringan|konsorsium|lbh|seluruh|semua|para|k/l|oms|cso|ministry|agency|national|office|commission"
    r"|institute|foundation|center|centre|association|bank|tim|ombudsman|open|indonesia[n]?)\b",
    re.IGNORECASE,
)


class _Known(NamedTuple):
    start: int
    end: int
    spelling: str


@lru_cache(maxsize=8)
def _index(extra: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word → the spellings that begin with it, longest first."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for spelling in extra | institutions().keys():
        words = tuple(spelling.split())
        if words:
            table.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in table.items()}


def _known_spans(text: str, names: KnownNames) -> list[_Known]:
    """Where known names stand, left to right, the longest first."""
    table = _index(frozenset(names.spellings))
    tokens = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    folded = ["dan" if word == "&" else unicodedata.normalize("NFKC", word).casefold() for _, _, word in tokens]
    spans, position = [], 0
    while position < len(tokens):
        length = 0
        for name in table.get(folded[position], ()):
            end = position + len(name)
            if tuple(folded[position:end]) != name or len(name) <= length:
                continue
            start_at, end_at = tokens[position][0], tokens[end - 1][1]
            # "MA" or "BIN" in lower case is part of another word or name, and no name runs over a hard separator
            written = text[start_at:end_at]
            if ";" in written or (len(name) == 1 and len(name[0]) <= 3 and not written.isupper()):
                continue
            length = len(name)
            spans.append(_Known(start_at, end_at, " ".join(name)))
            break
        position += length or 1
    return spans


def _protected(text: str, spans: list[_Known]) -> list[tuple[int, int]]:
    """Stretches in which nothing separates: known names, brackets, and ``K/L`` itself."""
    ranges = [(span.start, span.end) for span in spans]
    ranges += [match.span() for match in re.finditer(r"\([^()\n]{2,120}\)|\bK/L(?:/D)?\b", text)]
    return ranges


class _Piece(NamedTuple):
    start: int
    end: int
    #: what stood before it: "", "line", "number", "hard", "comma", "word", "slash"
    before: str


def _pieces(text: str, start: int, end: int, protected: list[tuple[int, int]]) -> list[_Piece]:
    pieces, at, before = [], start, ""
    for match in _CUT.finditer(text, start, end):
        if any(low < match.end() and match.start() < high for low, high in protected):
            continue
        kind = match.lastgroup or ""
        if kind == "comma" and match.group().strip() != ",":
            kind = "word"
        # a line break inside a wrapped name: the next line goes on in lower case
        following = text[match.end() : match.end() + 1]
        if kind == "line" and match.group().strip() == "" and following.islower() and text[at : match.start()].strip():
            continue
        pieces.append(_Piece(at, match.start(), before))
        at, before = match.end(), kind
    pieces.append(_Piece(at, end, before))
    return [piece for piece in pieces if text[piece.start : piece.end].strip()]


def _is_organisation(text: str, start: int, end: int, spans: list[_Known], names: KnownNames) -> bool:
    """Whether a piece can stand as a name of its own, and is not the rest of the name before it."""
    written = text[start:end].strip()
    if any(start <= span.start and span.end <= end for span in spans) or _ORGANISATION_WORD.match(written):
        return True
    first = written.split()[0]
    has_inner_capital = sum(letter.isupper() for letter in first) >= 2
    if first in {"HAM", "UKM", "UMKM", "PDT", "PDTT", "RB", "BPN"}:
        return False
    return has_inner_capital or bool(_near_any(fold(written), names))


def _near_any(folded: str, names: KnownNames) -> bool:
    choices = {*institutions(), *names.spellings}
    return len(folded) > 4 and process.extractOne(folded, choices, scorer=fuzz.ratio, score_cutoff=84) is not None


def _is_known(text: str, piece: _Piece, spans: list[_Known]) -> bool:
    bare = re.sub(r"\([^()]*\)", "", text[piece.start : piece.end])
    return any(fold(bare) in {span.spelling, f"{span.spelling} ri"} for span in spans if piece.start <= span.start)


def _joined(text: str, pieces: list[_Piece], spans: list[_Known], names: KnownNames) -> list[_Piece]:
    """Put together what belongs to one name though a separator stands inside it."""
    result: list[_Piece] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        written = _LEADING.sub("", text[piece.start : piece.end])
        end = position
        known = _is_known(text, piece, spans)
        if _UNIT.match(written) and not known and position + 1 < len(pieces):
            following = pieces[position + 1]
            # "Ditjen AHU, Kemenkumham": a unit and the ministry it belongs to
            if following.before == "comma" and _is_known(text, following, spans):
                end = position + 1
        if end == position and _ORGANISATION_WORD.match(written):
            ministry = written.casefold().startswith("kementerian")
            end = _end_of_enumeration(text, pieces, position, spans, names, commas=ministry or not known)
        slash = end + 1
        while slash < len(pieces) and pieces[slash].before == "slash":
            one, other = pieces[slash - 1], pieces[slash]
            between = text[one.end : other.start]
            if between != "/" or (_is_known(text, one, spans) and _is_known(text, other, spans)):
                break
            end, slash = slash, slash + 1
        result.append(_Piece(piece.start, pieces[end].end, piece.before))
        position = end + 1
    return result


def _end_of_enumeration(
    text: str, pieces: list[_Piece], position: int, spans: list[_Known], names: KnownNames, *, commas: bool
) -> int:
    """The last piece of "Kementerian A, B, dan C": plain words up to one that follows an "and"."""
    last = position
    for index in range(position + 1, len(pieces)):
        piece = pieces[index]
        if piece.before not in {"comma", "word"} or (piece.before == "comma" and not commas):
            break
        if _is_organisation(text, piece.start, piece.end, spans, names):
            break
        if piece.before == "word":
            last = index
            break
    return last


def split_organisations(text: str, known: KnownNames | None = None) -> tuple[Mention, ...]:
    """The organisations named in a text, in order, as written apart from numbering, bullets and role labels.

    ``Nama Panjang (SINGKATAN)`` is one organisation, a unit with its ministry is one mention of the unit, and
    ``Seluruh K/L`` stays as it is. Only ``known`` gives keys; the bundled list only helps to cut in the right places.
    """
    names = known or KnownNames()
    text = visible(text)
    if _NOTHING.match(text):
        return ()
    spans = _known_spans(text, names)
    protected = _protected(text, spans)
    mentions: dict[tuple[str, Role | None], Mention] = {}
    for start, end, label in _by_role(text):
        for piece in _joined(text, _pieces(text, start, end, protected), spans, names):
            written, role = _with_role(_trimmed(text[piece.start : piece.end]), label)
            if written and not _NOTHING.match(written) and fold(written) not in _AND_SO_ON:
                inside = [span for span in spans if piece.start <= span.start and span.end <= piece.end]
                mentions.setdefault((fold(written), role), _mention(written, role, inside, names))
    return tuple(mentions.values())


def _by_role(text: str) -> Iterator[tuple[int, int, Role | None]]:
    """Stretches of the text with the role that a label before them gives."""
    at, role = 0, None
    for label in _LABEL.finditer(text):
        if text[at : label.start()].strip():
            yield at, label.start(), role
        at = label.end()
        # "K/L:" only parts the ministries from the civil society that follows
        role = next((name for name in _LABELS if label.group(name)), None)
    yield at, len(text), role


def _with_role(written: str, label: Role | None) -> tuple[str, Role | None]:
    """``KPU (lead)`` says the role behind the name."""
    match = _ROLE_IN_BRACKETS.search(written)
    if match is None:
        return written, label
    return written[: match.start()], "lead" if match.group("lead") else "supporting"


def _trimmed(written: str) -> str:
    written = _LEADING.sub("", " ".join(written.split()))
    written = re.sub(r"^(?:dan|serta|and|&)\s+", "", written, flags=re.IGNORECASE).strip(" \t,;:.-–—•")
    if written.count("(") < written.count(")"):
        written = written.rstrip(")").rstrip()
    elif written.count("(") > written.count(")"):
        written = written.lstrip("(").strip()
    return written


def _mention(written: str, role: Role | None, inside: list[_Known], names: KnownNames) -> Mention:
    bare = _BRACKETS.sub("", written).strip() or written
    in_brackets = _BRACKETS.search(written)
    if in_brackets is not None and _same_organisation(bare, in_brackets.group().strip(" ()"), names):
        # a name with its own abbreviation behind it
        written = bare
    for spelling in dict.fromkeys((written, bare, _OF_THE_REPUBLIC.sub("", bare))):
        candidates = names.candidates(spelling)
        if candidates:
            keys = tuple(candidate.key for candidate in candidates)
            return Mention(written, keys, role, kind=candidates[0].kind)
    institution = next(
        (
            found
            for spelling in (written, bare, _OF_THE_REPUBLIC.sub("", bare))
            if (found := institutions().get(fold(spelling))) is not None
        ),
        None,
    )
    parents: tuple[OrganisationKey, ...] = ()
    if institution is None and inside:
        parents = tuple(candidate.key for candidate in names.candidates(inside[-1].spelling))
        institution = institutions().get(inside[-1].spelling)
    near = names.near(bare) if names.entries else ()
    return Mention(written, (), role, near, institution.kind if institution else None, parents)


def _same_organisation(name: str, abbreviation: str, names: KnownNames) -> bool:
    one, other = institutions().get(fold(name)), institutions().get(fold(abbreviation))
    if one is not None and other is not None:
        return one.name == other.name
    keys = {entry.key for entry in names.candidates(name)}
    return bool(keys & {entry.key for entry in names.candidates(abbreviation)})
