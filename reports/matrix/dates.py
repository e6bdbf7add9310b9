"""Days and periods in the spellings of Indonesian matrices, with the precision that was written.

A quarter is a period and not its last day (matrix.md §3, "Dates and periods"). Periods have one canonical code:
``2022``, ``2022-Q3``, ``2022-S1``, ``2022-11`` (a month), ``2024-B06``; ``B06`` where no year is known, and
``2022-Q1/2022-Q2`` for a stretch.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from models.rules.naming import visible

#: years a matrix can be about; anything else is a slip such as 2202 (RAN OGI I began in 2011)
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2049

PeriodUnit = Literal["year", "quarter", "semester", "month", "b-month"]

_MONTH_NAMES: Final = {
    1: "januari january jan",
    2: "februari february pebruari feb peb",
    3: "maret march mar mrt",
    4: "april apr",
    5: "mei may",
    6: "juni june jun",
    7: "juli july jul",
    8: "agustus august agust agt ags agu aug",
    9: "september sept sep",
    10: "oktober october okt oct",
    11: "november nopember nov nop",
    12: "desember december des dec",
}
MONTHS: Final = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_SPELLED: Final = {
    word: number
    for number, words in {
        1: "pertama kesatu satu first",
        2: "kedua dua second",
        3: "ketiga tiga third",
        4: "keempat empat fourth",
    }.items()
    for word in words.split()
}

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WORDED = "|".join(_SPELLED)
_ORDINAL = rf"(?:ke[\s-]*)?(iv|iii|ii|i|[1-4]|{_WORDED})"
_YEAR = r"((?:19|20)\d\d)"
_PARTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("Q", re.compile(rf"(?<![^\W\d_])(?:tri[\s-]?wulan|triw|trw|t\.?w|kuartal|quarter|kw|q)[\s.\-]*{_ORDINAL}\b")),
    ("Q", re.compile(r"\b([1-4])(?:st|nd|rd|th) quarter\b")),
    ("Q", re.compile(rf"\b({_WORDED}) quarter\b")),
    ("S", re.compile(rf"(?<![^\W\d_])(?:semester|smstr|smt|sem)[\s.\-]*(?:ke[\s-]*)?(ii|i|[12]|{_WORDED})\b")),
    ("S", re.compile(r"\b(first|second) half\b")),
    ("S", re.compile(r"(?<![^\W\d_])(?:s|h)([12])\b")),
    ("C", re.compile(r"\b(?:catur[\s-]?wulan|cawu)[\s.\-]*(?:ke[\s-]*)?(iii|ii|i|[1-3])\b")),
    ("B", re.compile(r"(?<![^\W\d_])(?:b[\s.-]?|bulan[\s-]+(?:ke[\s-]*)?)(0?[1-9]|1\d|2[0-4])\b")),
    ("Y", re.compile(r"\b(?:y|tahun[\s-]+ke[\s-]*)([1-5])\b")),
    ("M", re.compile(rf"\b({_MONTH})\b\.?")),
)
_YEAR_PATTERN = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_SHORT_YEAR = re.compile(r"^[\s\-'’/.]*(\d\d)$")
#: the same behind a quarter or B-month, where "B03-06" would be a stretch
_SURELY_SHORT_YEAR = re.compile(r"^\s*['’/-]\s*(1[5-9]|[2-4]\d)$")
#: words around a period that do not change it
_FILLER = re.compile(
    r"\b(?:s\.?\s?d\.?|s/d|sampai(?: dengan)?|hingga|paling lambat|selambat-lambatnya|akhir|awal|pertengahan|tengah"
    r"|per|posisi|periode|tanggal|tgl|tahun anggaran|tahun|thn|th|t\.?\s?a|bulan|bln|pada|target"
    r"|minggu[\s-]+(?:ke[\s-]*)?(?:i{1,3}|iv|v|\d|pertama|kedua|ketiga|keempat|terakhir)|by|end|until|of|late|mid|early|beginning|in|the|year|fy|month)\b\.?"
)
_PERMANENT = re.compile(
    r"^(?:berkelanjutan|berkala|terus[- ]menerus|rutin|ongoing|continuous(?:ly)?|annually|sepanjang tahun"
    r"|setiap .{2,30}|tiap .{2,30}|tentatif|tbd|tbc|menyesuaikan|belum ditentukan|belum ada"
    r"|belum|tidak ada|nihil|none)$"
)
_SEPARATOR = re.compile(
    r"\s*(?:–|—|-|\bs\.?\s?d\.?(?=\s)|\bs/d\b|\bsampai(?: dengan)?\b|\bhingga\b|\bto\b|\buntil\b)\s*"
)
_WEEKDAY = re.compile(
    r"^(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|mon|tue|wed|thu|fri|sat|sun)\b[\s,./(]*(?=\d)"
)
_REMARK = re.compile(r"\s*\([^()\d]+\)$")
_TIME = re.compile(r"[\s,t]+(?:pukul\s+)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:wib|wita|wit|z)?$")
_ISO = re.compile(rf"^{_YEAR}[-/.](\d{{1,2}})[-/.](\d{{1,2}})$")
_NUMERIC = re.compile(r"^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$")
_NAMED = re.compile(rf"^(\d{{1,2}})(?:st|nd|rd|th)?[\s\-./]*(?:of\s+)?({_MONTH})\b[\s\-.,/]*'?(\d{{4}}|\d{{2}})?$")
_YEAR_AND_MONTH = re.compile(rf"^(?:{_YEAR}[-/.](0[1-9]|1[0-2])|(0[1-9]|1[0-2])[-/.]{_YEAR})$")
_ENGLISH = re.compile(rf"^({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})$")


_IN_BRACKETS = re.compile(r"^(?P<before>[^()]+)\((?P<inside>[^()]+)\)?$")
_TWO_YEARS = re.compile(r"^(20\d\d)\s*/\s*(20\d\d)$")
_BARE_ORDINAL = re.compile(r"^(?P<number>iv|iii|ii|i|[1-4])(?:\s*(?:tahun|ta)?\s*(?P<year>20\d\d))?$")
#: months from … to …, wherever they stand
_MONTHS_FROM_TO = re.compile(
    rf"\b(?P<first>{_MONTH})\b\.?\s*(?:-|–|—|s\.?d\.?|s/d|sampai(?: dengan)?|hingga|to)\s*(?P<last>{_MONTH})\b\.?"
)
#: first and last month → the part of the year they make
_WHOLE: Final = {
    **{(3 * quarter - 2, 3 * quarter): f"Q{quarter}" for quarter in range(1, 5)},
    (1, 6): "S1",
    (7, 12): "S2",
    (1, 12): "",
}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, or a part of one. ``part`` is "Q3", "S1", "B06", "11" (a month), "Y2" or nothing."""

    year: int | None
    part: str = ""

    @property
    def code(self) -> str:
        """2022-Q3; without a year only the part."""
        return "-".join(piece for piece in (str(self.year) if self.year else "", self.part) if piece)

    @property
    def last_month(self) -> int | None:
        """The month of the year in which it ends; None for a year, and for months counted over two years."""
        if not self.part or self.part.startswith("Y"):
            return None
        if self.part.isdigit():
            return int(self.part)
        month = int(self.part[1:]) * {"Q": 3, "S": 6, "B": 1}[self.part[0]]
        return month if month <= 12 else None

    def within(self, year: int | None) -> Period:
        """The same with this year, where it has none of its own."""
        return Period(year, self.part) if self.year is None and not self.part.startswith("Y") else self


def plain(text: str) -> str:
    """Lower case, one kind of space, no line breaks: the form the patterns expect."""
    return " ".join(unicodedata.normalize("NFKC", visible(text)).casefold().split())


def is_plausible_year(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def take_period(text: str) -> tuple[Period | None, str]:
    """The period a text speaks of and the text without it, both in `plain` form: "target tw i 2022" → "target"."""
    if match := _YEAR_AND_MONTH.match(text):
        return _year_and_month(match), ""
    years = {int(year) for year in _YEAR_PATTERN.findall(text)}
    part = ""
    rest = text
    if match := _MONTHS_FROM_TO.search(text):
        # "Jan-Jun 2022" is a half, "Januari s.d. Desember" the whole year
        whole = _WHOLE.get((MONTHS[match.group("first")], MONTHS[match.group("last")]))
        if whole is None or len(years) > 1 or not (years or whole):
            return None, text
        rest = _YEAR_PATTERN.sub(" ", f"{text[: match.start()]} {text[match.end() :]}")
        return Period(years.pop() if years else None, whole), " ".join(rest.split())
    for sign, pattern in _PARTS:
        found = list(pattern.finditer(rest))
        if len(found) == 1:
            part = _part(sign, found[0].group(1))
            rest = f"{rest[: found[0].start()]} {rest[found[0].end() :]}"
            break
        if found:
            return None, text
    if len(years) > 1:
        return None, text
    rest = _YEAR_PATTERN.sub(" ", rest)
    year = years.pop() if years else None
    if year is None and part:
        short = (_SHORT_YEAR if part.isdigit() else _SURELY_SHORT_YEAR).match(rest)
        if short:
            year, rest = 2000 + int(short.group(1)), ""
    if year is None and not part:
        return None, text
    return Period(year, part), " ".join(rest.split())


def _year_and_month(match: re.Match[str]) -> Period:
    year, month, month_first, year_last = match.groups()
    return Period(int(year or year_last), month or month_first)


def _part(sign: str, ordinal: str) -> str:
    number = _ROMAN.get(ordinal) or _SPELLED.get(ordinal) or MONTHS.get(ordinal) or int(ordinal)
    match sign:
        case "M":
            return f"{number:02}"
        case "B":
            return f"B{number:02}"
        case "C":
            # RANHAM's thirds of a year report in months 4, 8 and 12 (domain.md §0.2)
            return f"B{number * 4:02}"
        case _:
            return f"{sign}{number}"


@lru_cache(maxsize=4096)
def read_period(text: str, unit: PeriodUnit | None = None) -> str | tuple[Period, ...] | None:
    """The period a whole text names: one or two (a stretch), "" for a word that promises none, None if it is no period.

    ``unit`` is what the column's title counts, so that ``3`` under "Triwulan" is a quarter.
    """
    written = plain(text).strip(" .,;:()")
    if not written or _PERMANENT.match(written):
        return ""
    bare = _ROMAN.get(written) or (int(written) if written.isdigit() and len(written) <= 2 else None)
    if bare is not None and unit is not None:
        return _counted(bare, unit)
    single = _single(written) or _explained(written)
    if single is not None:
        return (single,)
    if match := _TWO_YEARS.match(written):
        return Period(int(match.group(1))), Period(int(match.group(2)))
    halves = _SEPARATOR.split(written)
    halves = [half for half in halves if half]
    if len(halves) == 2:
        return _stretch(halves[0], halves[1])
    return None


def _counted(number: int, unit: PeriodUnit) -> tuple[Period, ...] | None:
    sign, most = {"quarter": ("Q", 4), "semester": ("S", 2), "month": ("M", 12), "b-month": ("B", 24)}.get(
        unit, ("", 0)
    )
    if not 1 <= number <= most:
        return None
    return (Period(None, f"{number:02}" if sign == "M" else f"B{number:02}" if sign == "B" else f"{sign}{number}"),)


def _single(written: str) -> Period | None:
    period, rest = take_period(written)
    if period is None or (period.year is not None and not is_plausible_year(period.year)):
        return None
    rest = _FILLER.sub(" ", rest)
    return period if not rest.strip(" .,;:()-/–'’") else None


def _explained(written: str) -> Period | None:
    """ "TW II (Juni 2024)": a period with its last month behind it, in brackets; "Juni 2024 (revisi)"."""
    match = _IN_BRACKETS.match(written)
    if match is None:
        return None
    period, inside = _single(match.group("before").strip()), _single(match.group("inside").strip())
    if period is None or (inside is None and any(sign.isdigit() for sign in match.group("inside"))):
        return None
    if inside is None or inside.last_month in {None, period.last_month}:
        return period.within(inside.year if inside is not None else None)
    return None


def _stretch(first: str, second: str) -> tuple[Period, ...] | None:
    """ "Januari - Juni 2022" and "Q1-Q2": the year and the kind of part may stand on one side only."""
    later = _single(second)
    if later is None:
        match = _BARE_ORDINAL.match(second)
        earlier = _single(first)
        if earlier is None or match is None or earlier.part[:1] not in {"Q", "S"}:
            return None
        number = _ROMAN.get(match.group("number")) or int(match.group("number"))
        year = int(match.group("year")) if match.group("year") else earlier.year
        return earlier.within(year), Period(year, f"{earlier.part[0]}{number}")
    earlier = _single(first)
    if earlier is None:
        return None
    earlier = earlier.within(later.year)
    later = later.within(earlier.year)
    if earlier.part.isdigit() and later.part.isdigit() and earlier.year == later.year:
        whole = _WHOLE.get((int(earlier.part), int(later.part)))
        if whole is not None:
            return (Period(later.year, whole),)
    return earlier, later


def period_code(periods: tuple[Period, ...], year: int | None = None) -> str:
    """The canonical code, with the year of the table where the text has none."""
    return "/".join(dict.fromkeys(period.within(year).code for period in periods))


@dataclass(frozen=True, slots=True)
class When:
    """What a date cell says: a day, or a stretch of days, or only a period. ``words``: it says no time at all."""

    start: dt.date | None = None
    end: dt.date | None = None
    periods: tuple[Period, ...] = ()
    #: a day and month whose year the cell leaves to the table
    without_year: tuple[int, int] | None = None
    words: bool = False

    def day(self, year: int | None) -> dt.date | None:
        """The last day named, with the table's year where the cell leaves it out."""
        if self.without_year and year:
            return _day(year, self.without_year[0], self.without_year[1])
        return self.end


@lru_cache(maxsize=8192)
def read_when(text: str) -> When | None:
    """What a text says about time; None if it is no time or no such day exists (31 Februari)."""
    written = _TIME.sub("", _REMARK.sub("", plain(text))).strip(" .,;:()")
    if not written or _PERMANENT.match(written):
        return When(words=True)
    day = _one_day(_FILLER.sub(" ", written).strip(" .,;:()"))
    if isinstance(day, dt.date):
        return When(end=day)
    if day is not None:
        return When(without_year=day)
    stretch = _two_days(written)
    if stretch is not None:
        return stretch
    periods = read_period(text)
    return When(periods=periods) if isinstance(periods, tuple) else None


def _one_day(written: str) -> dt.date | tuple[int, int] | None:
    written = _WEEKDAY.sub("", " ".join(written.split()))
    if match := _ISO.match(written):
        return _day(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if match := _NUMERIC.match(written):
        return _day(_full_year(match.group(3)), int(match.group(2)), int(match.group(1)))
    if match := _NAMED.match(written):
        number, month, year = match.groups()
        if year is None:
            return (MONTHS[month], int(number)) if _day(2024, MONTHS[month], int(number)) else None
        return _day(_full_year(year), MONTHS[month], int(number))
    if match := _ENGLISH.match(written):
        return _day(int(match.group(3)), MONTHS[match.group(1)], int(match.group(2)))
    return None


def _two_days(written: str) -> When | None:
    halves = [half for half in _SEPARATOR.split(written) if half]
    if len(halves) != 2:
        return None
    last = _one_day(halves[1])
    if not isinstance(last, dt.date):
        return None
    first = _one_day(halves[0])
    if first is None and halves[0].isdigit():
        first = _day(last.year, last.month, int(halves[0]))
    if isinstance(first, tuple):
        first = _day(last.year, first[0], first[1])
    return When(start=first, end=last) if isinstance(first, dt.date) and first <= last else None


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not is_plausible_year(year):
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
