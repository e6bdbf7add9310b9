"""A record in the making: values set one by one, each with its cell and its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

from models.rules.naming import Mention, fold
from reports.matrix.columns import JOINED
from reports.matrix.dates import Period, period_code
from reports.matrix.items import aligned, items_of, may_list
from reports.matrix.records import Record
from reports.matrix.values import Trouble, percent_of_text, status_of_text
from reports.matrix.vocabulary import ACTORS

_REPORTER_PREFIX: Final = re.compile(
    r"^\s*\(?(?P<who>K/L|OMS|CSO)\)?\s*(?::|-|–)?\s*(?:UK\s*(?:\d+(?:\.\d+)*)?\s*[:.–-]\s*)?(?=\S)", re.IGNORECASE
)
_MEASURE_LABEL: Final = re.compile(r"^\s*(?:UK|Ukuran Keberhasilan)\s*\d+(?:\.\d+)*\s*[:.)–-]\s*(?=\S)", re.IGNORECASE)


class Draft:
    """A record in the making."""

    __slots__ = ("as_written", "cells", "mentions", "row", "sheet", "troubles", "values")

    def __init__(self, sheet: str, row: int) -> None:
        self.sheet = sheet
        self.row = row
        self.values: dict[str, Any] = {}
        self.mentions: dict[str, tuple[Mention, ...]] = {}
        self.cells: dict[str, str] = {}
        self.as_written: dict[str, str] = {}
        #: what is wrong with a value that only shows when measures are taken apart
        self.troubles: list[tuple[str, Trouble]] = []

    def copy(self) -> Draft:
        twin = Draft(self.sheet, self.row)
        twin.values = dict(self.values)
        twin.mentions = dict(self.mentions)
        twin.cells = dict(self.cells)
        twin.as_written = dict(self.as_written)
        return twin

    @property
    def year(self) -> int | None:
        year = self.values.get("target_year")
        return year if isinstance(year, int) else None

    def set(self, name: str, value: object, place: str | None, text: str) -> None:
        self.values[name] = value
        self.as_written[name] = text
        if place is not None:
            self.cells[name] = place
        else:
            self.cells.pop(name, None)

    def append(self, name: str, text: str, place: str) -> None:
        if (
            name in JOINED
            and (before := self.values.get(name)) is not None
            and self.cells.get(name) not in {None, place}
        ):
            self.set(name, f"{before}\n{text}", self.cells[name], f"{before}\n{text}")
        else:
            self.values[name] = self.as_written[name] = text
            self.cells[name] = place

    def add_mentions(self, name: str, mentions: tuple[Mention, ...], place: str | None, text: str) -> None:
        """Roles and kinds decide where a name belongs: "Support:" in the lead column, CSOs among other actors."""
        self.as_written.setdefault(name, text)
        if name != ACTORS and name not in self.mentions and all(mention.role is None for mention in mentions):
            self.mentions[name] = mentions
            if place is not None:
                self.cells[name] = place
            return
        for mention in mentions:
            target = name
            if mention.role == "supporting" and name in {"lead_agencies", ACTORS}:
                target = "supporting"
            elif mention.role == "cso":
                target = "csos"
            elif mention.role == "lead":
                target = "lead_agencies"
            elif name == ACTORS:
                target = "csos" if mention.is_cso else "supporting"
            held = self.mentions.get(target, ())
            if all(fold(other.as_written) != fold(mention.as_written) for other in held):
                self.mentions[target] = (*held, mention)
            if place is not None:
                self.cells.setdefault(target, place)
            self.as_written.setdefault(target, text)

    def period(self, period: Period, place: str | None) -> None:
        if period.year is not None:
            self.set("target_year", period.year, place, str(period.year))
        if period.part:
            self.set("period", period.code, place, period.code)

    def slot(self, period: Period | None, reporter: str | None, place: str | None) -> None:
        if period is not None:
            self.period(period.within(self.year), place)
        if reporter is not None:
            self.set("reporter", reporter, place, reporter)

    def explicit_period(self, periods: tuple[Period, ...], place: str, text: str) -> None:
        year = periods[-1].year
        if year is not None and len(periods) == 1:
            self.set("target_year", year, place, text)
        self.set("period", period_code(periods, self.year), place, text)

    def says_any(self, names: Collection[str]) -> bool:
        """Whether it has a value of one of these fields, or one that could not be read."""
        if not names or self.troubles:
            return True
        return any(self.values.get(name) is not None or self.mentions.get(name) for name in names)

    def trouble(self, name: str, trouble: Trouble | None) -> None:
        if trouble is not None:
            self.troubles.append((name, trouble))

    def record(self) -> Record:
        values = {name: value for name, value in self.values.items() if value is not None}
        if period := values.get("period"):
            match = re.fullmatch(r"[QSB]\d+|\d\d", period)
            if match is not None and self.year is not None:
                values["period"] = f"{self.year}-{period}"
        values |= self.mentions
        return Record(self.sheet, self.row, **values, cells=self.cells, as_written=self.as_written)


def take_reporter(draft: Draft) -> None:
    """ "(K/L) UK 1 : …" says whose wording and report the row is (as RAN VII prints its measures)."""
    measure = draft.values.get("success_measure")
    if not measure or measure.lstrip()[:1] not in "(KOCUkocu":
        return
    match = _REPORTER_PREFIX.match(measure)
    if match is not None and (measure.lstrip().startswith("(") or ":" in match.group()):
        if draft.values.get("reporter") is None:
            who = "OMS" if match.group("who").upper() in {"OMS", "CSO"} else "K/L"
            draft.set("reporter", who, draft.cells.get("success_measure"), match.group().strip())
        draft.values["success_measure"] = measure[match.end() :]
    elif label := _MEASURE_LABEL.match(measure):
        draft.values["success_measure"] = measure[label.end() :]


_SPLIT: Final = ("target_text", "achievement_text", "milestone", "evidence", "obstacles", "follow_up", "notes", "unit")


def by_measure(draft: Draft) -> Iterator[Draft]:
    """One draft per measure where a cell lists several and another cell lists what belongs to each."""
    measure = draft.values.get("success_measure")
    if not measure or not may_list(measure):
        yield draft
        return
    style, measures = items_of(measure)
    if len(measures) < 2:
        yield draft
        return
    shares = {
        name: parts
        for name in _SPLIT
        if (value := draft.values.get(name)) and (parts := aligned(measure, value)) is not None
    }
    main: list[str] = [name for name in ("target_text", "achievement_text", "milestone") if name in shares]
    raw = {name: draft.as_written.get(name, "") for name in ("percent", "status")}
    for name, text in raw.items():
        if draft.values.get(name) is None and text and (parts := aligned(measure, text)) is not None:
            shares[name] = parts
            main.append(name)
    if not main or (style == "line" and "target_text" not in main):
        yield draft
        return
    for number, text in measures:
        part = draft.copy()
        part.values["success_measure"] = text
        for name, parts in shares.items():
            value = parts.get(number)
            if name == "percent":
                percent = percent_of_text(value or "")
                part.trouble(name, percent.trouble)
                part.values[name] = percent.value
            elif name == "status":
                status = status_of_text(value or "")
                part.trouble(name, status.trouble)
                part.values["status"] = status.value.words if status.value else None
                part.values["status_class"] = status.value.meaning if status.value else None
            else:
                part.values[name] = value
        yield part


def spoken_of(wide: Iterable[tuple[Sequence[Draft], Collection[str]]]) -> Iterator[Draft]:
    """The drafts of a row, without a listed measure in a period that says nothing of it while another one does.

    With each period's drafts come the fields that have a column of their own in it.
    """
    told = [(part, len(parts) == 1 or part.says_any(own)) for parts, own in wide for part in parts]
    heard = {part.values.get("success_measure") for part, says in told if says}
    return (part for part, says in told if says or part.values.get("success_measure") not in heard)
