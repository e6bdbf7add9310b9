"""Deadlines: their words, their precision, and a date only as far as one is written (notula.md §3.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reports.notula.grammar import MONTH_NAME, NUMBER_WORDS, YEARLESS_DAY, find_dates, month_number

Precision = Literal["day", "month", "quarter", "relative"]


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: its words, how precise they are, and a date only as far as one is written (§3.6)."""

    words: str
    date: str | None
    precision: Precision
    span: tuple[int, int]


MONTH_YEAR = re.compile(
    r"(?:(?:awal|pertengahan|akhir|minggu\s+(?:ke-?\s?)?\w+|pekan\s+(?:ke-?\s?)?\w+)\s+)?(?:bulan\s+)?\b"
    + MONTH_NAME.format("month")
    + r"\s*,?\s*(?:tahun\s+)?(?P<year>\d{4})\b",
    re.IGNORECASE,
)

QUARTER = re.compile(
    r"\b(?:triwulan|tw|kuartal|kwartal|q|semester|caturwulan)[\s.-]*(?:ke-?\s*)?(?:I{1,3}V?|IV|[1-4]|pertama|kedua|ketiga|keempat)\b"
    r"(?:\s*,?\s*(?:tahun\s+)?(?:anggaran\s+)?\d{4})?",
    re.IGNORECASE,
)

RELATIVE = re.compile(
    rf"\b(?:dalam\s+(?:jangka\s+)?(?:waktu\s+)?|selama\s+|maksimal\s+)(?:\d+|{NUMBER_WORDS}|beberapa|se)\s*(?:\(\w+\)\s*)?"
    r"(?:hari|minggu|pekan|bulan|tahun)(?:\s+kerja)?(?:\s+(?:ke\s?depan|mendatang|setelah\s+\w+(?:\s+\w+)?))?"
    r"|\b(?:minggu|pekan|bulan|tahun|hari)\s+(?:depan|ini|mendatang)\b|\bakhir\s+(?:minggu|pekan|bulan|tahun)(?:\s+(?:ini|\d{4}))?\b"
    r"|\b(?:segera|secepatnya|ke\s?depannya)\b|\b[Hh]\s?[-+]\s?\d+\b",
    re.IGNORECASE,
)

DUE_WORD = re.compile(
    r"(?:(?:paling\s+(?:lambat|lama|telat)|selambat[\s-]*lambatnya|selambatnya|sebelum|pada|tenggat(?:\s+waktu)?|target(?:\s+waktu)?|"
    r"due(?:\s+date)?|batas\s+(?:waktu|akhir)|deadline|hingga|sampai(?:\s+dengan)?|s\.?/?d\.?|tgl\.?|jatuh\s+tempo)\s*:?\s*"
    r"(?:pada\s+|di\s+)?(?:hari\s+)?(?:tanggal\s+|tgl\.?\s+)?)",
    re.IGNORECASE,
)


#: the number behind it counts weeks: "minggu ke-4 Agustus 2023" is no fourth of August
_ORDINAL = re.compile(r"\b(?:minggu|pekan|dekade)\s*(?:ke[-\s]*)?$", re.IGNORECASE)


def read_due(text: str) -> Due | None:
    """A deadline from the words of a cell or of what follows a deadline word."""
    dates = [date for date in find_dates(text) if not _ORDINAL.search(text[: date.start])]
    if dates:
        chosen = dates[0]
        last = chosen.last or chosen.first
        return Due(text[chosen.start : chosen.end].strip(), last.isoformat(), "day", (chosen.start, chosen.end))
    if (match := MONTH_YEAR.search(text)) and YEARLESS_DAY.search(text[: match.end()]) is None:
        return Due(match[0].strip(), f"{match['year']}-{month_number(match['month']):02d}", "month", match.span())
    if match := re.search(r"(?<![\d-])(\d{4})-(0[1-9]|1[0-2])(?![\d-])", text):
        return Due(match[0], match[0], "month", match.span())
    if match := QUARTER.search(text):
        return Due(match[0].strip(), None, "quarter", match.span())
    if match := YEARLESS_DAY.search(text):
        # the year is not written, and a year must never be made up (§5)
        return Due(match[0].strip(), None, "day", match.span())
    if match := RELATIVE.search(text):
        return Due(match[0].strip(), None, "relative", match.span())
    return None


def find_due(sentence: str) -> Due | None:
    """The deadline of a follow-up sentence: a deadline word and at once a date, month, quarter or period."""
    for word in DUE_WORD.finditer(sentence):
        due = read_due(sentence[word.end() : word.end() + 60])
        if due and due.span[0] <= 2:
            return Due(due.words, due.date, due.precision, (word.start(), word.end() + due.span[1]))
    tail = re.search(r"(?:\s[-–—|/]\s*|[(;,]\s*)([^-–—()|;,]{4,40}(?:,\s*\d[^()]{3,30})?)[).\s]*$", sentence)
    if tail and (due := read_due(tail[1])) and due.precision in {"day", "month", "quarter"} and due.span[0] <= 8:
        return Due(due.words, due.date, due.precision, tail.span())
    if match := QUARTER.search(sentence):
        return Due(match[0].strip(), None, "quarter", match.span())
    if match := RELATIVE.search(sentence):
        return Due(match[0].strip(), None, "relative", match.span())
    return None
