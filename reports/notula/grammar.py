"""Dates, times, places and deadlines as Indonesian minutes write them (notula.md §3.1-3.3, §3.6). Pure functions."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal

MONTHS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan",
            "februari pebruari february feb peb",
            "maret march mar mrt",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agt agu ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS: Final[dict[str, int]] = {
    name: number
    for number, names in enumerate(
        (
            "senin monday",
            "selasa tuesday",
            "rabu wednesday",
            "kamis thursday",
            "jumat jum'at friday",
            "sabtu saturday",
            "minggu ahad sunday",
        )
    )
    for name in names.split()
}

UNITS: Final = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}

MONTH_NAME = "(?P<{0}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"

_WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)).replace("'", "['’‘`]") + ")"

_TO = r"(?:-|–|—|s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?|hingga|dan|&|to)"

NUMBER_WORD = (
    "(?:nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu|belas|puluh|ratus|ribu)"
)

NUMBER_WORDS = rf"{NUMBER_WORD}(?:[\s-]+{NUMBER_WORD}){{0,8}}"

_DAY_PREFIX = (
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b(?:\s*{_TO}\s*{_WEEKDAY}\b)?\s*[,/–-]?\s*(?:(?:tanggal|tgl\.?)\s*:?\s*)?)?"
)

SPOKEN_DATE = re.compile(
    _DAY_PREFIX
    + rf"(?:,\s*)?(?:tanggal\s+)?\b(?P<day>{NUMBER_WORDS}|\d{{1,2}})\s*(?:\(\s*\d+\s*\))?\s*,?\s*bulan\s+"
    + MONTH_NAME.format("month")
    + rf"\s*,?\s*tahun\s+(?P<year>{NUMBER_WORDS}|\d{{4}})\b",
    re.IGNORECASE,
)

RANGE_DATE = re.compile(
    _DAY_PREFIX
    + r"(?<!\d)(?P<day>\d{1,2})\s*(?:"
    + MONTH_NAME.format("month_a")
    + r"\s*(?P<year_a>\d{4})?)?\s*"
    + _TO
    + rf"\s*(?:{_WEEKDAY}\s*,?\s*)?(?P<day_b>\d{{1,2}})\s*"
    + MONTH_NAME.format("month")
    + r"\s*,?\s*(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)

LONG_DATE = re.compile(
    _DAY_PREFIX
    + r"(?<!\d)(?<!\d/)(?P<day>\d{1,2})[\s-]*"
    + MONTH_NAME.format("month")
    + r"[\s,-]*(?:tahun\s*)?(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)

NUMERIC_DATE = re.compile(
    _DAY_PREFIX
    + r"(?<![\d/.-])(?P<day>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?(?P<year>\d{4})(?![\d/])",
    re.IGNORECASE,
)

ISO_DATE = re.compile(
    _DAY_PREFIX + r"(?<![\d/-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])", re.IGNORECASE
)

YEARLESS_DAY = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\s*(?:atau|dan|,|/)\s*(?P<other>\d{1,2}))?\s+"
    + MONTH_NAME.format("month")
    + r"\b(?!\s*,?\s*\d{4})",
    re.IGNORECASE,
)

WEEKDAY_WORD = re.compile(rf"\b({_WEEKDAY})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date in a text. ``fits`` is False when the weekday written with it belongs to another day."""

    first: dt.date
    last: dt.date | None
    fits: bool
    start: int
    end: int
    #: "16 atau 18 November 2022": a choice between days, which no one has made yet
    alternative: bool = False


def number_from_words(words: str) -> int | None:
    """dua ribu dua puluh satu → 2021; digits pass."""
    if words.strip().isdigit():
        return int(words)
    total, current = 0, 0
    for word in re.split(r"[\s-]+", words.strip().casefold()):
        if word in UNITS:
            current += UNITS[word]
        elif word in {"sepuluh", "sebelas", "seratus"}:
            current += {"sepuluh": 10, "sebelas": 11, "seratus": 100}[word]
        elif word == "belas":
            current += 10
        elif word == "puluh":
            current = current - current % 10 + (current % 10) * 10
        elif word == "ratus":
            current *= 100
        elif word in {"ribu", "seribu"}:
            total += 1000 if word == "seribu" else current * 1000
            current = 0
        else:
            return None
    return total + current


def weekday_of(text: str) -> int | None:
    """Senin → 0, in the spellings of §3.1."""
    found = WEEKDAY_WORD.search(text)
    return WEEKDAYS[re.sub("[’‘`]", "'", found[1].casefold())] if found else None


def _date(year: int | None, month: int, day: int | None) -> dt.date | None:
    try:
        return dt.date(year or 0, month, day or 0)
    except ValueError:
        return None


def month_number(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text.casefold()]


def find_dates(text: str) -> list[FoundDate]:
    """Every full date, in order. Day before month always; a day that the calendar lacks is no date."""
    found: list[FoundDate] = []
    for pattern in (SPOKEN_DATE, RANGE_DATE, LONG_DATE, NUMERIC_DATE, ISO_DATE):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            date = _from_match(match)
            if date is not None:
                found.append(date)
    return sorted(found, key=lambda date: date.start)


def _from_match(match: re.Match[str]) -> FoundDate | None:
    part = match.groupdict()
    year, month = number_from_words(part["year"]), month_number(part["month"])
    first = _date(year, month, number_from_words(part["day"]))
    last = None
    if part.get("day_b"):
        last = _date(year, month, int(part["day_b"]))
        month_a, year_a = part.get("month_a"), part.get("year_a")
        first = _date(int(year_a) if year_a else year, month_number(month_a) if month_a else month, int(part["day"]))
        if last is None or first is None or last <= first:
            first, last = last or first, None
    if first is None:
        return None
    weekday = weekday_of(part["weekday"]) if part.get("weekday") else None
    alternative = re.search(r"\b(atau|/)\s*$", match.string[max(0, match.start() - 8) : match.start()]) is not None
    return FoundDate(
        first, last, weekday is None or weekday == first.weekday(), match.start(), match.end(), alternative
    )


_TIME = r"(?<![\d.:/,])(?P<{0}>(?:[01]?\d|2[0-4])[.:][0-5]\d)(?![\d]|[.:/]\d)"

_ZONE = r"(?:\s*\(?(?P<{0}>WIB|WITA|WIT)\b\)?)?"

TIME_SPAN = re.compile(
    _TIME.format("start")
    + _ZONE.format("zone_a")
    + r"(?:\s*(?:-|–|—|s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?|hingga|to)\s*(?:(?:pukul|pkl\.?|jam)\s*)?"
    + r"(?:"
    + _TIME.format("end").replace(r"(?<![\d.:/,])", "")
    + _ZONE.format("zone_b")
    + r"|(?P<open>sel\w*sai|finish|end)))?"
    + r"(?:\s*(?P<zone_c>WIB|WITA|WIT)\b)?",
    re.IGNORECASE,
)


OPENED = re.compile(r"\b(dibuka|dimulai|mulai|membuka)\b[^.;\n]{0,80}?\b(?:pukul|pkl\.?|jam)\s*(?=\d)", re.IGNORECASE)

CLOSED = re.compile(
    r"\b(ditutup|berakhir|diakhiri|selesai|menutup)\b[^.;\n]{0,80}?\b(?:pukul|pkl\.?|jam)\s*(?=\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundTime:
    """Start, end and zone as far as they are written; the end of "s.d. selesai" stays unknown."""

    start: str | None
    end: str | None
    zone: str | None
    span: tuple[int, int]


def _clock(text: str | None) -> str | None:
    if not text:
        return None
    hours, minutes = re.split("[.:]", text)
    return f"{int(hours):02d}:{minutes}" if int(hours) < 24 else None


def find_time(text: str) -> FoundTime | None:
    """The first clock time or range (§3.2). The zone is never assumed."""
    match = TIME_SPAN.search(text)
    if match is None:
        return None
    zone = match["zone_b"] or match["zone_a"] or match["zone_c"]
    start, end = _clock(match["start"]), _clock(match["end"])
    if zone is None:
        later = re.match(r"\s*\(?(WIB|WITA|WIT)\b", text[match.end() :])
        zone = later[1] if later else None
    return FoundTime(start, end, zone.upper() if zone else None, match.span())


def opening_and_closing(text: str) -> tuple[FoundTime | None, FoundTime | None]:
    """ "Rapat dibuka pukul …" and "ditutup pukul …" in sentences (§3.2)."""
    return tuple(find_time(text[m.end() :]) if (m := pattern.search(text)) else None for pattern in (OPENED, CLOSED))  # type: ignore[return-value]


ONLINE = re.compile(
    r"\b(zoom|google\s*meet|g-?meet|gmeet|ms\.?\s*teams?|microsoft\s+teams?|teams\s+meeting|webex|daring|virtual|online|"
    r"video\s*conference|vicon|vidcon|telekonferensi|skype|whatsapp|jitsi)\b",
    re.IGNORECASE,
)

ON_SITE = re.compile(
    r"\b(luring|ruang|ruangan|r\.|gedung|hotel|aula|kantor|jalan|jl|lantai|lt|balai|kampus|pendopo|sekretariat|sekolah|"
    r"universitas|kecamatan|kelurahan|desa|kota|kabupaten|jakarta|bandung|surabaya|semarang|yogyakarta|makassar|medan|"
    r"denpasar|bogor|batam|auditorium|ballroom|rumah|gd|tatap\s+muka|offline|on-?site|meeting\s+room|komplek|kompleks|"
    r"resto|restoran|cafe|kafe|menara|tower|wisma|graha|plaza|taman|museum|perpustakaan|studio|laboratorium)\b",
    re.IGNORECASE,
)

HYBRID = re.compile(r"\b(hibrida|hybrid|hibrid|bauran)\b", re.IGNORECASE)

Medium = Literal["luring", "daring", "hibrida"]


def medium_of(text: str | None, *, is_place: bool = False) -> Medium | None:
    """daring, luring or hibrida (§3.3). A stated place that names no platform is a place to go to."""
    if not text or not text.strip(" -–:"):
        return None
    online = ONLINE.search(text) is not None
    rest = ONLINE.sub(" ", text)
    on_site = ON_SITE.search(rest) is not None
    if HYBRID.search(text) or (online and on_site):
        return "hibrida"
    if online:
        return "daring"
    return "luring" if on_site or is_place else None
