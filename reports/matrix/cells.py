"""One cell's value on both sides: as a record proposes it and as it stands, in a form that can be compared.

``as_text`` is that form. It does not depend on the reader's language, so that what was sent in one language and
came back in the other is still the same.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from models.commands.progress import web_address
from models.language import _, speaking
from models.problems import Invalid
from models.queries.matrix import StoredMilestone, StoredReport
from models.queries.progress import OrganisationName
from models.rules.merging import ERASE_MARK
from models.rules.naming import Mention, fold, visible
from models.rules.periods import Period, span_of
from models.vocabulary import Completion, Precision, label
from reports.matrix.dates import Period as WrittenPeriod
from reports.matrix.dates import read_when
from reports.matrix.format import COLUMNS, Kind
from reports.matrix.read import Record
from reports.matrix.rows import row_of
from reports.matrix.write import cell_value, holdable

_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
#: several addresses on one line
_NEXT_URL = re.compile(r"[;,]\s*(?=https?://)", re.IGNORECASE)


class Erased:
    """Stands for a cell that is to be emptied on purpose."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with the precision that was written."""

    day: dt.date
    words: str = ""
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class Rated:
    """A status: a completion level where the word says as much, and the word itself."""

    words: str
    completion: Completion | None = None


@dataclass(frozen=True, slots=True)
class Parties:
    """Organisations by id, in the order written, with their names for showing."""

    ids: tuple[int, ...]
    names: tuple[str, ...]


class Proposed(NamedTuple):
    """What a cell of the file proposes: the value, the text as written, and why it cannot be taken, if so."""

    value: Any
    text: str = ""
    problem: str = ""


#: words that say a completion level (product.md: other words leave completion empty)
_LEVEL_OF_CLASS = {"completed": Completion.COMPLETE, "not_started": Completion.NOT_STARTED}


def completion_of(words: str, status_class: str | None) -> Completion | None:
    """The completion level a status word says: one of ours in either language, or one that says as much."""
    return _levels().get(fold(words)) or _LEVEL_OF_CLASS.get(status_class or "")


@cache
def _levels() -> dict[str, Completion]:
    found = {}
    for language in ("id", "en"):
        with speaking(language):
            found.update({fold(label(level)): level for level in Completion})
    return found


#: columns whose cells say something; the others only say where a row belongs
_PROPOSING: Final = [(c.key, c.kind) for c in COLUMNS if c.key not in ("row_code", "reporter", "period")]


def proposed_values(record: Record, organisations: Mapping[int, OrganisationName]) -> dict[str, Proposed]:
    """What each cell of a record proposes, by column key; only for columns the file has."""
    return {key: _proposed(record, key, kind, organisations) for key, kind in _PROPOSING if key in record.cells}


def _proposed(record: Record, key: str, kind: Kind, organisations: Mapping[int, OrganisationName]) -> Proposed:
    text = record.as_written.get(key, "")
    if text.strip().casefold() == ERASE_MARK:
        return Proposed(Erased(), text)
    value = getattr(record, key, None)
    if kind is Kind.DATE:
        return _proposed_date(record, key, value, text)
    if kind is Kind.STATUS:
        rated = Rated(value, completion_of(value, record.status_class)) if value else None
        return Proposed(rated, text if value else "")
    if kind is Kind.LINKS:
        return _proposed_links(text)
    if kind is Kind.ORGANISATIONS:
        return _proposed_parties(value or (), text, organisations)
    if value is None or value == "":
        return Proposed(None)
    return Proposed(value if kind in (Kind.PERCENT, Kind.NUMBER) else tidy(value), text)


def _proposed_date(record: Record, key: str, value: dt.date | None, text: str) -> Proposed:
    if isinstance(value, dt.date):
        return Proposed(Dated(value), text)
    written = _written_period(record, key, text)
    span = span_of_written(written) if written else None
    if written is None or span is None:
        return Proposed(None)
    # what begins in a quarter begins with it, what is due in a quarter is due at its end
    return Proposed(Dated(span[0 if key == "start_date" else 1], text.strip(), _precision(written)), text)


def _written_period(record: Record, key: str, text: str) -> WrittenPeriod | None:
    if key == "due_date" and record.due_period:
        return _written(record.due_period.split("/")[-1])
    when = read_when(text) if text.strip() else None
    if when is None or not when.periods:
        return None
    return when.periods[0 if key == "start_date" else -1].within(record.target_year)


def _precision(written: WrittenPeriod) -> Precision:
    if not written.part:
        return Precision.YEAR
    if written.part.startswith("Q"):
        return Precision.QUARTER
    return Precision.SEMESTER if written.part.startswith("S") else Precision.MONTH


def _proposed_links(text: str) -> Proposed:
    links: dict[str, None] = {}
    for line in text.splitlines():
        pieces = [piece.strip() for piece in _NEXT_URL.split(line.strip())]
        # an address that stands alone is taken to its last sign, one in a sentence ends before the sentence does
        alone = all(_URL.fullmatch(piece) for piece in pieces)
        for found in pieces if alone else _URL.findall(line):
            link = found if alone else _without_sentence(found)
            try:
                links[web_address(link)] = None
            except Invalid as wrong:
                return Proposed(None, text, str(wrong))
    if not links and text.strip():
        return Proposed(None, text, _("Bukan tautan. Tulis alamat lengkap yang diawali https://, satu per baris."))
    return Proposed(tuple(links) or None, text if links else "")


def _without_sentence(link: str) -> str:
    link = link.rstrip(".,;:!?'\u201d")
    return link.rstrip(").,") if link.count(")") > link.count("(") else link


def _proposed_parties(
    mentions: Sequence[Mention], text: str, organisations: Mapping[int, OrganisationName]
) -> Proposed:
    found: list[OrganisationName] = []
    for mention in mentions:
        if len(mention.keys) != 1 or not isinstance(mention.keys[0], int):
            problem = _("Instansi “{name}” tidak dikenal.", name=mention.as_written)
            if mention.keys:
                problem = _("“{name}” dapat berarti beberapa instansi.", name=mention.as_written)
            return Proposed(None, text, problem)
        found.append(organisations[mention.keys[0]])
    return _parties(found, text)


def _parties(found: Sequence[OrganisationName], text: str) -> Proposed:
    if not found:
        return Proposed(None)
    return Proposed(parties_of(found), text)


def parties_of(organisations: Sequence[OrganisationName]) -> Parties | None:
    """Organisations as a comparable value; None for none."""
    if not organisations:
        return None
    distinct = {o.id: o.short for o in organisations}
    return Parties(tuple(distinct), tuple(distinct.values()))


def stored_values(
    milestone: StoredMilestone | None, report: StoredReport | None, reporter: OrganisationName | None
) -> dict[str, Any]:
    """What stands, by column key, in the same types that a record proposes."""
    return stored_and_shown(milestone, report, reporter)[0]


#: kinds whose cells may hold words that say less to a reader than what is stored
_WORDED: Final = (Kind.DATE, Kind.STATUS, Kind.ORGANISATIONS)


def stored_and_shown(
    milestone: StoredMilestone | None, report: StoredReport | None, reporter: OrganisationName | None
) -> tuple[dict[str, Any], dict[str, str]]:
    """What stands, and the words that an export puts into a cell for it: what comes back like that is unchanged."""
    if milestone is None:
        return {}, {}
    row = row_of(milestone, None, reporter, report)
    values: dict[str, Any] = {column.key: getattr(row, column.key) for column in COLUMNS}
    in_cells = {column.key: cell_value(column, values[column.key]) for column in COLUMNS if column.kind in _WORDED}
    values["start_date"] = _stored_date(milestone.starts_on, milestone.start_text, milestone.start_precision)
    values["due_date"] = _stored_date(milestone.due_on, milestone.due_text, milestone.due_precision)
    rated = report is not None and bool(report.completion or report.status_text)
    values["status"] = Rated(report.status_text, report.completion) if report and rated else None
    values["lead_agencies"] = parties_of(milestone.responsible)
    values["supporting"] = parties_of(milestone.commitment.supporting)
    values["csos"] = parties_of(milestone.commitment.partners)
    return values, {key: tidy(text) for key, text in in_cells.items() if isinstance(text, str)}


def _stored_date(day: dt.date | None, words: str, precision: Precision | None) -> Dated | None:
    if day is None or precision is Precision.PLAN_END:
        return None
    return Dated(day, words, precision or Precision.DAY)


def tidy(text: str) -> str:
    """Text as it is compared and stored: composed letters, nothing invisible, no blanks at line ends."""
    if text.isascii() and text.isprintable() and "  " not in text and "_x" not in text:
        return text.strip(" ")
    lines = unicodedata.normalize("NFC", visible(holdable(text))).split("\n")
    return "\n".join(line.strip(" ") for line in lines).strip()


def as_text(key: str, value: Any) -> str:
    """A value in the form in which both sides are compared, and kept as "what was sent"."""
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, Dated):
        # whichever day of a quarter stands for it, it is the same quarter
        day = span_of(value.day, value.precision)[1].isoformat()
        return day if value.precision is Precision.DAY else f"{value.precision.value} {day}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Rated):
        return _indonesian(value.completion) if value.completion else tidy(value.words)
    if isinstance(value, Parties):
        return "; ".join(sorted(value.names))
    if isinstance(value, tuple):
        return "\n".join(value) if key == "evidence" else "; ".join(sorted(value))
    if isinstance(value, float | int):
        return f"{value:.10g}"
    return tidy(str(value))


@cache
def _indonesian(level: Completion) -> str:
    with speaking("id"):
        return label(level)


#: how a period is shown that nobody put into words
_PARTS: Final = {Precision.QUARTER: ("TW", 3), Precision.SEMESTER: ("Semester", 6)}


def shown(value: Any, text: str) -> str:
    """A value as a person reads it in a preview: its ``as_text``, but a quarter in the words it was written in."""
    if not text or not isinstance(value, Dated) or value.precision is Precision.DAY:
        return text
    if value.words:
        return tidy(value.words)
    if value.precision in _PARTS:
        word, months = _PARTS[value.precision]
        return f"{word} {(value.day.month - 1) // months + 1} {value.day.year}"
    return f"{value.day:%m/%Y}" if value.precision is Precision.MONTH else str(value.day.year)


# --- periods --------------------------------------------------------------------------------------------------------

_MONTHS_OF = {"Q": 3, "C": 4, "S": 6}


def span_of_written(written: WrittenPeriod) -> tuple[dt.date, dt.date] | None:
    """First and last day of a period as written; None for one that names no time of its own."""
    year, part = written.year, written.part
    if year is None:
        return None
    if not part:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if part[0] in _MONTHS_OF and part[1:].isdigit():
        months = _MONTHS_OF[part[0]]
        last = int(part[1:]) * months
        return dt.date(year, last - months + 1, 1), _last_day(year, last)
    digits = part.lstrip("B")
    if digits.isdigit() and 1 <= int(digits) <= 12:
        first = 1 if part.startswith("B") else int(digits)
        return dt.date(year, first, 1), _last_day(year, int(digits))
    return None


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def matching_period(code: str | None, year: int | None, periods: Iterable[Period]) -> Period | None:
    """The plan's period that a record speaks of: the same code, else the same span, else the last of the year."""
    known = sorted(periods)
    if not code:
        of_year = [p for p in known if p.year == year]
        return of_year[-1] if of_year else None
    written = _written(code.split("/")[-1]).within(year)
    exact = [p for p in known if p.code.upper() == written.part.upper() and written.year in (None, p.year)]
    if len(exact) == 1:
        return exact[0]
    if not written.part:
        of_year = [p for p in known if p.year == written.year]
        return of_year[-1] if of_year else None
    span = span_of_written(written)
    if span is None:
        return None
    same = [p for p in known if (p.starts_on, p.ends_on) == span] or [p for p in known if p.ends_on == span[1]]
    return same[0] if len(same) == 1 else None


def _written(code: str) -> WrittenPeriod:
    head, _dash, tail = code.partition("-")
    return WrittenPeriod(int(head), tail) if head.isdigit() and len(head) == 4 else WrittenPeriod(None, code)
