"""Follow-up sections and tables: every item is one follow-up, with the tags below it (notula.md §3.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from reports.notula.actions import FollowUp, apply_tag, owners_of, read_follow_up
from reports.notula.deadlines import Due, read_due
from reports.notula.discussion import Item, nest
from reports.notula.marks import cell_items
from reports.notula.organisations import Organisations
from reports.notula.provenance import Draft
from reports.notula.structure import Para
from reports.notula.tables import Sheet
from reports.notula.vocabulary import EMPTY_CELL, column_of, status_of

_TAG_LINE: Final = re.compile(
    r"^(?P<tag>PIC|penanggung\s*jawab|pj|pelaksana|owner|tenggat(?:\s+waktu)?|target(?:\s+waktu)?|deadline|due(?:\s+date)?|batas\s+waktu|status|waktu)\s*[:=]\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_NEXT_MEETING: Final = re.compile(
    r"^(?:rapat|pertemuan|diskusi)\s+(?:selanjutnya|berikutnya|lanjutan)\b", re.IGNORECASE
)
_NOTHING: Final = re.compile(r"^(?:tidak\s+ada(?:\s+tindak\s+lanjut)?|nihil|belum\s+ada|-+)\.?$", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    item: Item
    checked: bool | None
    owner_heading: str | None


class FollowUpReader:
    """Collects the items of follow-up sections, then writes them as follow-ups."""

    def __init__(self, known: Organisations) -> None:
        self.known = known
        self.entries: list[_Entry] = []
        self.rows: list[tuple[FollowUp, int]] = []
        self._items: list[Item] = []
        self._levels: list[tuple[Para, Item]] = []
        self._owner: str | None = None

    def add(self, para: Para) -> None:
        """The next paragraph of a follow-up section."""
        if _NOTHING.match(para.text) or EMPTY_CELL.match(para.text):
            return
        if para.marker is None and _NEXT_MEETING.match(para.text) and self._levels:
            # a sentence below the numbered items that only says when people meet again
            return
        if para.marker is None and all(column_of(word) for word in para.text.split()):
            # headings of a table whose lines were lost
            return
        if _TAG_LINE.match(para.text) and self.entries:
            self.entries[-1].item.items.append(Item(para.text, para.first, para.last))
            return
        if para.marker is None or para.bold:
            bare = para.text.rstrip(" :")
            if self.known.is_one(bare):
                self._owner, self._levels = bare, []
                return
            if para.text.endswith(":") and para.marker is None:
                self._levels = []
                return
        depth = len(self._items)
        if para.marker is None:
            self._items.append(Item(para.text, para.first, para.last))
            self._levels = []
        else:
            nest(self._items, self._levels, para)
        if len(self._items) > depth:
            self.entries.append(_Entry(self._items[-1], para.checked, self._owner))

    def add_rows(self, sheet: Sheet, *, action: str) -> None:
        """Rows of a table; an empty or dashed cell is no follow-up (§2.3)."""
        for row in sheet.rows:
            actions = [text for text in sheet.cells(row, action) if not EMPTY_CELL.match(text)]
            if not actions:
                continue
            texts = (
                cell_items(actions[0])
                if len(actions) == 1
                else [" — ".join(text.replace("\n", " ") for text in actions)]
            )
            owners = cell_items(sheet.cell(row, "owner") or sheet.cell(row, "organisation"))
            dues = [_one_line(due) for due in cell_items(sheet.cell(row, "due"))]
            for number, text in enumerate(texts):
                found = read_follow_up(text, self.known)
                cell = owners[number] if len(owners) == len(texts) > 1 else "\n".join(owners)
                if cell and not EMPTY_CELL.match(cell):
                    found.owners, found.owner_persons = owners_of(cell, self.known)
                    found.owners = found.owners or list(found.owner_persons)
                due = dues[number] if len(dues) == len(texts) > 1 else " ".join(dues)
                if due and not EMPTY_CELL.match(due):
                    read = read_due(due)
                    found.due = (
                        Due(due, read.date, read.precision, read.span)
                        if read
                        else Due(due, None, "relative", (0, len(due)))
                    )
                found.status = status_of(sheet.cell(row, "status")) or found.status
                self.rows.append((found, row.line))

    def write(self, draft: Draft) -> None:
        """All of them into the draft, sections before tables."""
        for entry in self.entries:
            self._write_entry(draft, entry)
        for found, line in self.rows:
            put_follow_up(draft, found, line, line, "tabel")

    def _write_entry(self, draft: Draft, entry: _Entry) -> None:
        tags = [match for item in entry.item.items if (match := _TAG_LINE.match(item.text))]
        below = [item for item in entry.item.items if not _TAG_LINE.match(item.text)]
        head = entry.item.text.rstrip(" :")
        owner = head if self.known.is_one(head) else entry.owner_heading
        if below and (self.known.is_one(head) or all(self.known.is_one(piece) for piece in self.known.split(head))):
            for item in below:
                found = read_follow_up(item.full_text(), self.known)
                found.owners = found.owners or owners_of(head, self.known)[0]
                put_follow_up(draft, found, item.first, item.last, "bagian")
            return
        text = " ".join([entry.item.text, *(item.full_text() for item in below)])
        found = read_follow_up(text, self.known, checked=entry.checked)
        for match in tags:
            apply_tag(found, match["tag"], match["value"], self.known)
        if tags and not found.owners:
            found.owners = list(found.owner_persons)
        if owner and not found.owners:
            found.owners = self.known.split(owner)
        last = max([entry.item.last, *(item.last for item in entry.item.items)])
        put_follow_up(draft, found, entry.item.first, last, "bagian")


def put_follow_up(
    draft: Draft, found: FollowUp, first: int, last: int, origin: str, *, path: str = "follow_ups"
) -> None:
    """One follow-up or candidate; candidates are always inferred."""
    due: dict[str, Any] = {}
    if found.due:
        due = {"due_text": found.due.words, "due_precision": found.due.precision}
    entry = {
        "text": found.text,
        "owners": found.owners,
        "owner_persons": found.owner_persons,
        "due_date": found.due_date,
        "status": found.status,
        "origin": origin,
    }
    draft.add(
        path, entry | due, first, last, "stated" if path == "follow_ups" and origin != "kesimpulan" else "inferred"
    )


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
