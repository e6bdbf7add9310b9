"""Changes of wording, targets and the next meeting, as sentences tell them (notula.md §3.7, §3.1). Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reports.notula.grammar import YEARLESS_DAY, find_dates
from reports.notula.organisations import Organisations

SENTENCE: Final = re.compile(
    r"(?<=[.;!?])(?<!\bSdr\.)(?<!\bSdri\.)(?<!\bBpk\.)(?<!\bYth\.)(?<!\bDr\.)(?<!\bdr\.)(?<!\bDrs\.)(?<!\bDra\.)(?<!\bProf\.)"
    r"(?<!\bIr\.)(?<!\bH\.)(?<!\bHj\.)(?<!\bNo\.)(?<!\bPlt\.)(?<!\bPlh\.)\s+(?=[A-Z“\"])"
)

_QUOTE: Final = r"[\"“”„«]\s*(?P<{0}>[^\"“”„«»]{{3,1500}}?)\s*[\"“”»]"

_CHANGES: Final = (
    re.compile(
        r"\bsemula\b[^\"“”„«\n]{0,60}"
        + _QUOTE.format("before")
        + r"[^\"“”„«\n]{0,80}?\bmenjadi\b\s*:?\s*"
        + _QUOTE.format("after"),
        re.IGNORECASE,
    ),
    re.compile(
        r"\bdari\s*:?\s*" + _QUOTE.format("before") + r"\s*(?:\w+\s+)?menjadi\s*:?\s*" + _QUOTE.format("after"),
        re.IGNORECASE,
    ),
    re.compile(
        _QUOTE.format("before")
        + r"[\s,)]*(?:agar\s+|perlu\s+|akan\s+)?(?:di(?:ubah|ganti|revisi|sempurnakan|perbaiki)|berubah)"
        + r"\s+menjadi\s*:?\s*"
        + _QUOTE.format("after"),
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:di(?:ubah|ganti|revisi|sempurnakan|perbaiki)|berubah|mengubah|mengganti)\b[^\"“”„«\n.]{0,120}?\bmenjadi\s*:?\s*"
        + _QUOTE.format("after"),
        re.IGNORECASE,
    ),
)

_UNQUOTED: Final = re.compile(
    r"\b(?:di(?:ubah|ganti|revisi)|berubah)\s+menjadi\s*:\s*(?P<after>[A-Z][^\"“”\n]{8,600}?)\s*(?:\.(?:\s|$)|$)",
    re.IGNORECASE,
)

_SEMULA: Final = re.compile(
    r"\bsemula\s*:\s*[\"“”]?(?P<before>.{3,600}?)[\"“”]?\s*[;,.]?\s*\bmenjadi\s*:\s*[\"“”]?(?P<after>.{3,600}?)[\"“”]?\s*\.?\s*$",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Change:
    """A wording before (if quoted) and after; that it was accepted is never concluded from it (§5)."""

    before: str | None
    after: str
    quoted: bool = True


def changes_in(text: str) -> list[Change]:
    """Changes of wording in a paragraph (§3.7), each after-text once."""
    found: list[Change] = []
    for pattern in (*_CHANGES, _SEMULA, _UNQUOTED):
        for match in pattern.finditer(text):
            after = match["after"].strip(" .,;")
            if any(after in change.after or change.after in after for change in found):
                continue
            before = match.groupdict().get("before")
            found.append(Change(before.strip(" .,;") if before else None, after, pattern is not _UNQUOTED))
    return found


_TARGET_VALUE: Final = (
    r"(?:adalah|yaitu|yakni|sebesar|:)\s*(?:"
    + _QUOTE.format("quoted")
    + r"|(?P<bare>[^\"“”„«\n]{3,300}?)(?:\.\s|\.$|;|$))"
)

_TARGETS: Final = (
    re.compile(
        r"\b(?:di|pada|untuk)\s+tahun\s+(?P<year>\d{4})\s+untuk\s+(?P<who>[A-Z][^.;:\"“”]{1,80}?)\s+" + _TARGET_VALUE,
        re.IGNORECASE,
    ),
    re.compile(
        r"\btarget(?:\s+capaian)?(?:\s+(?P<who>[A-Z][^.;:\"“”]{1,80}?))?\s+(?:(?:di|pada|untuk)\s+)?tahun\s+(?P<year>\d{4})"
        r"(?:\s+untuk\s+(?P<whom>[A-Z][^.;:\"“”]{1,80}?))?\s*" + _TARGET_VALUE,
        re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True)
class Target:
    """What an organisation is to reach in a year, in words."""

    organisation: str | None
    year: int
    text: str


def targets_in(text: str) -> list[Target]:
    """Targets in a paragraph (§3.7)."""
    found: list[Target] = []
    for pattern in _TARGETS:
        for match in pattern.finditer(text):
            part = match.groupdict()
            wording = (part["quoted"] or part["bare"] or "").strip(" .")
            if wording and not any(target.text == wording for target in found):
                found.append(Target(part.get("who") or part.get("whom"), int(match["year"]), wording))
    return found


_NEXT: Final = re.compile(
    r"\b(?:pertemuan|rapat|diskusi|kegiatan)\s+(?:koordinasi\s+)?(?:selanjutnya|berikutnya|lanjutan|mendatang)\b",
    re.IGNORECASE,
)

_HOST: Final = re.compile(
    r"\b(?:di-?host(?:ing)?(?:i)?|difasilitasi|diselenggarakan|dituanrumahi|tuan\s+rumah(?:nya)?|host(?:ed)?)\s*(?:oleh\b|by\b|:|adalah\b)\s*(?P<host>[A-Z][\w/&.-]*(?:\s+[A-Z][\w/&.-]*){0,5})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When and with whom the next meeting is to be; ``options`` are days without a year or a choice of days."""

    date: str | None
    host: str | None
    options: tuple[str, ...] = ()


def next_meeting_in(text: str, known: Organisations, *, labelled: bool = False) -> NextMeeting | None:
    """The next meeting a paragraph announces; a year is never added to its date (§3.1, §5)."""
    for sentence in SENTENCE.split(text):
        if not labelled and not _NEXT.search(sentence):
            continue
        dates = find_dates(sentence)
        sure = [date for date in dates if not date.alternative]
        host = _HOST.search(sentence)
        name = host["host"].strip(" .") if host else None
        if name:
            while name and not known.is_one(name) and " " in name:
                name = name.rsplit(" ", 1)[0]
        options = tuple(match[0] for match in YEARLESS_DAY.finditer(sentence))
        if any(date.alternative for date in dates):
            options, sure = tuple(sentence[date.start : date.end] for date in dates), []
        if sure or name or options:
            return NextMeeting(sure[0].first.isoformat() if sure else None, name, options)
    return None
