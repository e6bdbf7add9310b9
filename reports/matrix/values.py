"""What one cell says, by the kind of its column: a value, the text as written, and what is wrong with it.

Nothing here raises: a cell that cannot be read gives no value and a `Trouble` that the reader places at its cell.
The rules are those of matrix.md §0 and §3.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from models.language import number as written_number
from models.problems import ProblemKind
from models.rules.naming import visible
from reports.matrix import catalogue
from reports.matrix.dates import FIRST_YEAR, LAST_YEAR, Period, When, is_plausible_year, plain, read_when
from reports.matrix.grid import Cell

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with a value, before it has a place."""

    kind: ProblemKind
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """A cell as read."""

    value: T | None
    text: str = ""
    trouble: Trouble | None = None


#: what people write for "nothing to say": empty, not zero (matrix.md §0)
_NOTHING: Final = re.compile(
    r"^(?:[-–—_.…\s*]*|n\.?\s?/?\s?a\.?|na|nihil|kosong|tidak ada(?: data| capaian)?|belum(?: ada| tersedia| dilaporkan"
    r"| mulai| melapor| dimulai| ada data| diisi)?|tbd|tbc|tba|none|not available|not applicable|no data|\?+)$"
)
_ERASE: Final = "(kosongkan)"


def cell_text(cell: Cell | None) -> str:
    """What the reader of the sheet sees in the cell, without invisible characters; empty for nothing."""
    if cell is None or cell.value is None:
        return ""
    value = cell.value
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        scale = _percent_scale(cell.number_format)
        return f"{tidy(value * scale)}%" if scale else str(tidy(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


@lru_cache(maxsize=256)
def _percent_scale(number_format: str) -> int:
    """100 for a percent format, 1 where the sign is only quoted text behind the number, 0 without a sign."""
    if "%" not in number_format:
        return 0
    return 100 if "%" in re.sub(r'"[^"]*"|\\.', "", number_format) else 1


def tidy(value: float) -> int | float:
    """6.0 is 6, and 99.99999999999997 is 100 (both met in real workbooks, matrix.md §1)."""
    if isinstance(value, int) or not math.isfinite(value):
        return value
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def is_nothing(text: str) -> bool:
    """A dash, ``n/a``, blank: nothing was said."""
    return not text or (len(text) < 24 and _NOTHING.match(plain(text)) is not None)


def is_dash(text: str) -> bool:
    """A narrative cell that only holds a dash or ``n/a``. "Belum ada" is an answer there, a dash is none."""
    return not text or (len(text) < 8 and re.match(r"^(?:[-–—_.…\s]*|n\.?/?a\.?)$", plain(text)) is not None)


def read_text(cell: Cell | None) -> Value[str]:
    """Narrative, verbatim; a dash alone is empty."""
    text = cell_text(cell)
    return Value(None if is_dash(text) else text, text)


# --- numbers and percentages ------------------------------------------------------------------------------------------

_NUMBER = re.compile(r"^[-+−]?\s?\d[\d.,  ]*$")
_PERCENT = re.compile(r"^(?P<number>[-+−]?\s?\d[\d.,]*)\s*(?P<sign>%|persen|percent|prosen|pct)?\.?$")
_HAS_PERCENT = re.compile(r"\d\s*(?:%|persen|percent|prosen)")
_QUALIFIED = re.compile(
    r"(?:[<>≤≥±~≈]|\b(?:sekitar|kurang lebih|kira-kira|hampir|lebih dari|kurang dari|di atas|di bawah|minimal|maksimal|"
    r"min|maks|sampai|about|around|approximately|approx|over|under|almost|more than|less than|at least|up to)\b).*\d"
    r"|\d\s*%?\s*(?:-|–|—|s\.?d\.?|s/d|sampai|to)\s*\d|\d+\s*(?:dari|of|/)\s*\d+"
)


def read_number(text: str) -> float | None:
    """A number with decimal comma or point and either sign for thousands: 1.234,5 · 1,234.5 · 1.000 · 12,5."""
    written = text.replace(" ", "").replace("−", "-").lstrip("+")
    if not written or not _NUMBER.match(written):
        return None
    comma, point = written.rfind(","), written.rfind(".")
    if comma >= 0 and point >= 0:
        thousands, decimal = (",", ".") if point > comma else (".", ",")
        written = written.replace(thousands, "").replace(decimal, ".")
    elif comma >= 0:
        written = written.replace(",", "" if written.count(",") > 1 else ".")
    elif re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", written):
        written = written.replace(".", "")
    try:
        return float(written)
    except ValueError:
        return None


def read_percent(cell: Cell | None) -> Value[int | float]:
    """A percentage on the 0-100 scale.

    A percent format or sign decides; a bare number counts as 0-100; a bare value between 0 and 1 is asked for,
    since 0.75 may be three quarters typed without the sign; a qualified one ("30-40%") stays text.
    """
    if cell is None or cell.value is None:
        return Value(None)
    text = cell_text(cell)
    value = cell.value
    if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
        return Value(None, text, Trouble(catalogue.INVALID_PERCENT, {"value": text}))
    if isinstance(value, int | float):
        scale = _percent_scale(cell.number_format)
        return _checked_percent(value * (scale or 1), text, signed=scale > 0)
    return percent_of_text(text)


@lru_cache(maxsize=8192)
def percent_of_text(text: str) -> Value[int | float]:
    """A percentage written as text."""
    written = plain(text)
    if is_nothing(text) or written == _ERASE:
        return Value(None, text)
    match = _PERCENT.match(written)
    number = _percent_number(match.group("number")) if match else None
    if match and number is not None:
        return _checked_percent(number, text, signed=match.group("sign") is not None)
    if _QUALIFIED.search(written) or _HAS_PERCENT.search(written):
        return Value(None, text, Trouble(catalogue.QUALIFIED_VALUE, {"value": text}))
    return Value(None, text, Trouble(catalogue.INVALID_PERCENT, {"value": text}))


def _percent_number(written: str) -> float | None:
    """In a percentage a lone point or comma is the decimal one: nobody means 12.500 %."""
    written = written.replace(" ", "").replace("−", "-")
    if written.count(".") + written.count(",") == 1:
        written = written.replace(",", ".")
        return float(written) if re.fullmatch(r"[-+]?\d+\.\d*", written) else None
    return read_number(written)


def _checked_percent(number: float, text: str, *, signed: bool) -> Value[int | float]:
    value = tidy(number)
    if not 0 <= value <= 200:
        return Value(None, text, Trouble(catalogue.PERCENT_OUT_OF_RANGE, {"value": text}))
    if 0 < value < 1 and not signed:
        readings = f"{written_number(value, 4)}% / {written_number(value * 100, 4)}%"
        return Value(None, text, Trouble(catalogue.AMBIGUOUS_PERCENT, {"value": text, "accepted": readings}))
    if value > 100:
        return Value(value, text, Trouble(catalogue.PERCENT_ABOVE_100, {"value": text}))
    return Value(value, text)


def looks_like_percent(cell: Cell) -> bool:
    """Whether the cell itself says that it is a percentage, by its format or sign."""
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return "%" in cell.number_format
    match = _PERCENT.match(plain(cell.text)) if isinstance(cell.value, str) and len(cell.value) < 16 else None
    return match is not None and match.group("sign") is not None


# --- status -----------------------------------------------------------------------------------------------------------

_STATUS_WORDS: Final = {
    "completed": "selesai|sudah selesai|telah selesai|selesai dilaksanakan|tuntas|sudah tuntas|rampung|tercapai|sudah"
    " tercapai|telah tercapai|terlaksana|sudah terlaksana|sudah dilaksanakan|telah dilaksanakan|terpenuhi|sudah|done"
    "|complete|completed"
    "|fully completed"
    "|achieved|fully achieved|finished|fulfilled|delivered",
    "in_progress": "berjalan|sedang berjalan|masih berjalan|sudah berjalan|dalam proses|proses|masih proses|masih dalam"
    " proses|sedang proses|sedang diproses|sedang dilaksanakan|dalam pelaksanaan|sedang dikerjakan|dalam pengerjaan|on"
    " track|on-track|ontrack|on schedule|sesuai jadwal|sesuai target|sesuai rencana|on going|ongoing|on-going"
    "|on progress|in progress"
    "|in-progress|on process|in process|underway|under way|started|sudah mulai|dimulai|sebagian|sebagian tercapai"
    "|tercapai sebagian|selesai sebagian|sebagian selesai|partial|partially achieved|partially completed|partially"
    " complete|limited|substantial|terbatas|substansial|belum selesai|not completed|berlanjut|dilanjutkan|lanjut"
    "|berkelanjutan|tahap akhir",
    "not_started": "tidak ada bukti|no evidence"
    "|belum mulai|belum dimulai|belum|belum berjalan|belum dilaksanakan|belum terlaksana|belum"
    " dikerjakan|belum ada progres|belum ada progress|belum proses|not started|not yet started|not yet|not begun|to do"
    "|todo|pending|planned|direncanakan|akan dilaksanakan|akan dimulai",
    "delayed": "terlambat|telat|tertunda|ditunda|terhambat|terkendala|mundur|delayed|late|overdue|behind schedule"
    "|behind|terhenti|off track|off-track|stalled|melewati tenggat|postponed",
    "cancelled": "dibatalkan|batal|dihentikan|tidak dilanjutkan|dihapus|dicabut|cancelled|canceled|dropped|discontinued"
    "|withdrawn|stopped",
    "not_achieved": "tidak tercapai|belum tercapai|tidak selesai|tidak terlaksana|tidak terpenuhi|belum terpenuhi|gagal"
    "|not achieved|not yet achieved|failed|not met|unmet",
}
_STATUS_CLASS: Final = {word: name for name, words in _STATUS_WORDS.items() for word in words.split("|")}
#: the words a person is offered: the catalogue's own (matrix.md §3)
ACCEPTED_STATUSES: Final = (
    "Selesai, Tercapai, On track, Sedang berjalan, Dalam proses, Belum mulai, Belum tercapai, Tidak tercapai, "
    "Terlambat, Dibatalkan"
)
_STATUS_REMARK = re.compile(r"\s*(?:\(.*\)|[-–—:,;]\s*\d.*|\d[\d.,]*\s*(?:%|persen))$")


@dataclass(frozen=True, slots=True)
class Status:
    """A status word as written with what it means."""

    words: str
    meaning: str


def read_status(cell: Cell | None) -> Value[Status]:
    return status_of_text(cell_text(cell))


#: signs, ticks and coloured dots in front of the word, or behind it
_AROUND_STATUS = re.compile(r"^(?:[^\w(]|_)+|(?:[^\w)%]|_)+$")
_PERCENT_BEFORE = re.compile(r"^\d[\d.,]*\s*(?:%|persen)\s*[-–—:,(]?\s*(?P<word>[^()]+?)\)?$")


def _meaning_of_status(written: str) -> str | None:
    """What status words mean, apart from remarks; two of one meaning are one ("Selesai/Tercapai")."""
    candidates = [written, _STATUS_REMARK.sub("", written).strip()]
    if match := _PERCENT_BEFORE.match(written):
        candidates.append(match.group("word"))
    for candidate in candidates:
        if candidate in _STATUS_CLASS:
            return _STATUS_CLASS[candidate]
    parts = {_STATUS_CLASS.get(part.strip()) for part in written.split("/")}
    return parts.pop() if len(parts) == 1 else None


def is_status(text: str) -> bool:
    """Whether the text is nothing but a status word, as a column's title may be."""
    return plain(text).strip(" .:") in _STATUS_CLASS


@lru_cache(maxsize=4096)
def status_of_text(text: str) -> Value[Status]:
    """Known words in any case; a remark in brackets or a percentage behind them changes nothing."""
    if is_dash(text) or plain(text) == _ERASE:
        return Value(None, text)
    meaning = _meaning_of_status(_AROUND_STATUS.sub("", plain(text)))
    if meaning is None:
        return Value(None, text, Trouble(catalogue.UNKNOWN_STATUS, {"value": text, "accepted": ACCEPTED_STATUSES}))
    return Value(Status(text, meaning), text)


# --- days, periods, years ---------------------------------------------------------------------------------------------

_MONTH_FORMAT = re.compile(r"^(?:\[[^\]]*\])*[^d\"]*m[^d]*y[^d]*$", re.IGNORECASE)
#: 1 January 2000 and 31 December 2049 as Excel counts days
_SERIALS: Final = range(36526, 54789)


def read_date(cell: Cell | None) -> Value[When]:
    """A day, or the period that was written instead of one."""
    if cell is None or cell.value is None:
        return Value(None)
    text, value = cell_text(cell), cell.value
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        if not is_plausible_year(value.year):
            return _invalid_date(text)
        # "Nov-22" typed into Excel becomes the first of the month, shown as a month: that is what was meant
        if _MONTH_FORMAT.match(cell.number_format):
            return Value(When(periods=(Period(value.year, f"{value.month:02}"),)), text)
        return Value(When(end=value), text)
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        if value == int(value) and is_plausible_year(int(value)):
            return Value(When(periods=(Period(int(value)),)), text)
        if int(value) in _SERIALS:
            return Value(When(end=dt.date(1899, 12, 30) + dt.timedelta(days=int(value))), text)
        return _invalid_date(text)
    if not isinstance(value, str):
        return _invalid_date(text)
    if is_nothing(text) or plain(text) == _ERASE:
        return Value(None, text)
    when = read_when(text)
    return _invalid_date(text) if when is None else Value(when, text)


def _invalid_date(text: str) -> Value[When]:
    return Value(None, text, Trouble(catalogue.INVALID_DATE, {"value": text}))


def read_year(cell: Cell | None) -> Value[int]:
    """A year, as number, text or date; ``Tahun 2022`` too."""
    if cell is None or is_nothing(cell_text(cell)):
        return Value(None, cell_text(cell))
    text = cell_text(cell)
    if isinstance(cell.value, dt.date):
        return Value(cell.value.year, text)
    digits = re.sub(r"^(?:tahun|ta|th|thn|fy|year)\b[\s.]*", "", plain(text)).removesuffix(".0")
    year = int(digits) if digits.isdigit() else None
    if year is None or not is_plausible_year(year):
        return Value(
            None, text, Trouble(catalogue.INVALID_YEAR, {"value": text, "accepted": f"{FIRST_YEAR}–{LAST_YEAR}"})
        )
    return Value(year, text)


# --- commitment numbers -----------------------------------------------------------------------------------------------

_ROMAN_NUMBER = re.compile(r"^(?=[ivxl])(xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_NUMBER_LABEL = re.compile(
    r"^(?:komitmen|commitment|kom|renaksi|rencana aksi|aksi|k|c|no|nomor)(?=[\s.\-#:]|\d|$)"
    r"(?:[\s.]*(?:ke|no|nomor|number)\b)?[\s.\-#:]*"
)
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50}


def roman(text: str) -> int | None:
    """III → 3; None where it is no Roman number."""
    if not _ROMAN_NUMBER.match(text):
        return None
    total = 0
    for sign, following in zip(text, [*text[1:], ""], strict=True):
        value = _ROMAN_VALUES[sign]
        total += -value if value < _ROMAN_VALUES.get(following, 0) else value
    return total


@lru_cache(maxsize=4096)
def commitment_number(text: str) -> str | None:
    """``K1``, ``Komitmen 2``, ``III``, ``5.``, ``06``, ``6.0`` → 1, 2, 3, 5, 6, 6; ``1.2`` keeps its parts."""
    written = plain(text).strip(" .,:;()#")
    if not written or len(written) > 24:
        return None
    bare = _NUMBER_LABEL.sub("", written).strip(" .()")
    if re.fullmatch(r"\d{1,3}(?:[.,]0)?", bare):
        return str(int(re.sub(r"[.,]0$", "", bare)))
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,3}){1,3}", bare):
        return ".".join(str(int(part)) for part in bare.split("."))
    if re.fullmatch(r"id\d{4}", bare):
        return bare.upper()
    value = roman(bare)
    return str(value) if value else None


_NUMBERED_TITLE = re.compile(
    r"^\[?(?:(?P<label>komitmen|commitment)(?:\s+(?:ke|no\.?|nomor))?[\s\-#(]*(?P<labelled>\d{1,3}|[ivxl]+)\b"
    r"\s*[\].:)–—-]*\s*"
    r"|k[\s-]?(?P<short>\d{1,3})\s*[.:)–—-]\s*|(?P<plain>\d{1,2}|[ivx]{1,5})\s*(?:[.)]\s+|[.)](?=[^\W\d])|\s[–—-]\s+))"
    r"(?P<title>[^\s.:)–—-].*)$",
    re.IGNORECASE | re.DOTALL,
)


#: what a printed table adds to a title on its next page
_CONTINUED = re.compile(
    r"(?:\s*[(\[]|\s+[-–—]\s*|\s*,\s+)(?:lanjutan|sambungan|lanj\.?|continued|cont\.?)[)\]]?\s*$", re.IGNORECASE
)


def numbered_title(text: str) -> tuple[str | None, str, bool]:
    """``Komitmen 2. Transparansi …`` → ("2", "Transparansi …", labelled as a commitment)."""
    text = _CONTINUED.sub("", text)
    match = _NUMBERED_TITLE.match(text)
    if match is None:
        return None, text, False
    written = (match.group("labelled") or match.group("short") or match.group("plain")).casefold()
    number = str(int(written)) if written.isdigit() else str(roman(written) or "")
    if not number:
        return None, text, False
    return number, match.group("title").strip(), match.group("plain") is None
