"""Facts of the identity block as they go into the draft: date, time, place, people (notula.md §3.1-3.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from reports.notula.grammar import ONLINE, FoundDate, find_dates, find_time, medium_of, weekday_of
from reports.notula.marks import cell_items
from reports.notula.organisations import Organisations
from reports.notula.people import Party, read_parties, read_party
from reports.notula.provenance import Draft
from reports.notula.structure import Block, Para
from reports.notula.vocabulary import ATTACHED

_LINKS: Final = re.compile(
    r"\s*[(\[]?\s*(?:link|tautan)?\s*:?\s*https?://\S+|\s*[(,;]?\s*(?:meeting\s+id|passcode|id\s+rapat)\s*:?.*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Identity:
    """What the block said, and which blocks it used up."""

    used: set[int] = field(default_factory=set)
    titles: list[tuple[str, Para, str]] = field(default_factory=list)
    weekday: int | None = None
    family: Para | None = None
    secretary: Para | None = None


class Facts:
    """Puts what a label or sentence tells into the draft, once and with its lines."""

    def __init__(
        self, blocks: Sequence[Block], known: Organisations, draft: Draft, end: int, family: Para | None
    ) -> None:
        self.blocks, self.known, self.draft, self.end = blocks, known, draft, end
        self.result = Identity(family=family)

    def _para(self, index: int) -> Para | None:
        block = self.blocks[index] if 0 <= index < len(self.blocks) else None
        return block if isinstance(block, Para) else None

    def _date(self, text: str, first: int, last: int, certainty: str = "stated") -> bool:
        dates = [date for date in find_dates(text) if not date.alternative]
        if not dates:
            weekday = weekday_of(text)
            if weekday is not None and self.result.weekday is None:
                self.result.weekday = weekday
            return False
        if self.draft.data["meeting_date"]:
            return False
        chosen = dates[0]
        self._set_date(chosen, first, last, certainty)
        if self.result.weekday is not None and self.result.weekday != chosen.first.weekday():
            self.draft.warn("weekday_mismatch")
        time = find_time(text[chosen.end :])
        if time and not self.draft.data["start_time"]:
            self._time(text[chosen.end :], first, last, certainty)
        return True

    def _set_date(self, date: FoundDate, first: int, last: int, certainty: str) -> None:
        self.draft.put("meeting_date", date.first.isoformat(), first, last, certainty)
        if date.last:
            self.draft.put("end_date", date.last.isoformat(), first, last, certainty)
        if not date.fits:
            self.draft.warn("weekday_mismatch")

    def _time(self, text: str, first: int, last: int, certainty: str) -> None:
        found = find_time(text)
        if found is None:
            return
        for key, value in (("start_time", found.start), ("end_time", found.end), ("timezone", found.zone)):
            if value and not self.draft.data[key]:
                self.draft.put(key, value, first, last, certainty)

    def _place(self, kind: str, text: str, first: int, last: int, certainty: str) -> None:
        text = _LINKS.sub("", text).strip(" ,;(-")
        if not text:
            return
        current = self.draft.data["place"]
        if current is None and (
            kind == "place"
            or ONLINE.search(text)
            or not re.fullmatch(r"(?i)luring|daring|hibrida|hybrid|online|offline|tatap muka", text)
        ):
            self.draft.put("place", text, first, last, certainty)
        together = f"{current}; {text}" if current and kind == "medium" else text
        medium = medium_of(together, is_place=kind == "place")
        if medium:
            self.draft.put("medium", medium, first, last, certainty)

    def _person(self, kind: str, text: str, first: int, last: int, certainty: str) -> None:
        party = read_party(text, self.known)
        if party is None or self.draft.data[kind] is not None:
            return
        if party.name is None and party.role is not None and certainty == "stated":
            certainty = "inferred" if party.organisation is None else certainty
        self.draft.put(
            kind, {"name": party.name, "organisation": party.organisation, "role": party.role}, first, last, certainty
        )
        self.known.meet(party.name)

    def _people(self, kind: str, values: list[Para], certainty: str) -> None:
        target = "absent" if kind == "absent" else "participants"
        for value in values:
            if ATTACHED.search(value.text):
                self.draft.leave(value)
                continue
            for piece in split_numbered(value.text):
                if re.match(r"^(?:±\s*|sebanyak\s+|total\s+)?\d+\s+(?:orang|peserta)\b", piece, re.IGNORECASE):
                    self.draft.leave(Para(piece, value.first, value.last))
                    continue
                for party in read_parties(_without_contacts(piece), self.known):
                    if party.name is None and party.organisation is None and party.role is None:
                        continue
                    if party.organisation and re.fullmatch(
                        r"(?:sebanyak\s+|±\s*|total\s+)?\d*", party.organisation.casefold().strip()
                    ):
                        continue
                    self._add_party(target, kind, party, value, certainty)

    def _add_party(self, target: str, kind: str, party: Party, value: Para, certainty: str) -> None:
        entry = party.as_json()
        if kind == "resource_person" and entry["role"] is None:
            entry["role"] = "Narasumber"
        self.draft.add(target, entry, value.first, value.last, certainty)
        self.known.place(party.organisation)
        self.known.meet(party.name)


def split_numbered(text: str) -> list[str]:
    """ "1. KPU 2. Bawaslu" on one line, or a list in a cell."""
    pieces = cell_items(text)
    if len(pieces) == 1:
        numbers = list(re.finditer(r"(?:^|\s)(\d{1,2})[.)]\s+(?=\S)", pieces[0]))
        if len(numbers) > 1 and [int(number[1]) for number in numbers] == list(range(1, len(numbers) + 1)):
            bounds = [*(number.end() for number in numbers)]
            starts = [*(number.start() for number in numbers[1:]), len(pieces[0])]
            return [pieces[0][begin:end].strip(" ;,") for begin, end in zip(bounds, starts, strict=True)]
        first = re.match(r"^1[.)]\s+", text)
        return [text[first.end() :] if first else pieces[0]]
    return pieces


def _without_contacts(text: str) -> str:
    """E-mail addresses and telephone numbers are read past (§2.3)."""
    text = re.sub(r"[(\[,;–—-]?\s{0,3}(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}\s{0,3}[)\]]?", " ", text)
    return re.sub(
        r"[(\[,;–—-]?\s*(?:(?:HP|WA|Telp|No\.?\s*HP)\s*[:.]?\s*)?(?:\+62|0)8[\d\s-]{7,13}\s*[)\]]?", " ", text
    ).strip()
