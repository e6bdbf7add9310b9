"""The draft under construction: each value goes in together with its source lines and its certainty (notula.md §5)."""

from __future__ import annotations

import re
from typing import Any, Final

from reports.notula.organisations import Organisations
from reports.notula.structure import Para
from reports.notula.wording import next_meeting_in

EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,6}")
PHONE: Final = re.compile(r"(?<!\d)(?:\+?62|0)[\s-]?8\d(?:[\s.-]?\d){6,11}(?!\d)|\(0\d{2,3}\)\s?\d{5,8}")
#: the first eight digits of a civil servant's number are the date of birth
STAFF_NUMBER: Final = re.compile(r"(?<!\d)(?:19|20)\d{6}[\s.]?\d{6}[\s.]?\d[\s.]?\d{3}(?!\d)")


def mask(text: str) -> str:
    """Without e-mail addresses, telephone and staff numbers: a notula is no source of contacts (security.md §3)."""
    return STAFF_NUMBER.sub("[nomor]", PHONE.sub("[nomor]", EMAIL.sub("[surel]", text)))


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [_masked(item) for item in value]
    if isinstance(value, dict):
        return {key: _masked(item) for key, item in value.items()}
    return value


class Draft:
    """The draft of one document in the exchange format, with ``provenance`` beside it."""

    def __init__(self) -> None:
        self.data: dict[str, Any] = {
            "outcome": "draft",
            "doc_type": "catatan",
            "title": None,
            "meeting_date": None,
            "end_date": None,
            "start_time": None,
            "end_time": None,
            "timezone": None,
            "place": None,
            "medium": None,
            "agenda": [],
            "objectives": [],
            "introduction": None,
            "moderator": None,
            "note_taker": None,
            "participants": [],
            "absent": [],
            "discussion": [],
            "conclusions": [],
            "decisions": [],
            "obstacles": [],
            "follow_ups": [],
            "follow_up_candidates": [],
            "changes": [],
            "targets": [],
            "next_meeting": None,
            "links": {"organisations": [], "commitments": []},
            "warnings": [],
            "unplaced": [],
        }
        self.provenance: dict[str, dict[str, Any]] = {}

    def put(self, path: str, value: Any, first: int, last: int, certainty: str = "stated") -> None:
        """Set one field."""
        self.data[path] = _masked(value)
        self.provenance[path] = {"lines": [first, last], "certainty": certainty}

    def add(self, path: str, value: Any, first: int, last: int, certainty: str = "stated") -> None:
        """Append to a list field."""
        self.data[path].append(_masked(value))
        self.provenance[f"{path}[{len(self.data[path]) - 1}]"] = {"lines": [first, last], "certainty": certainty}

    def trace(self, path: str, first: int, last: int, certainty: str = "stated") -> None:
        """Provenance of a part inside a value that is already there."""
        self.provenance[path] = {"lines": [first, last], "certainty": certainty}

    def lines_of(self, path: str) -> tuple[int, int]:
        """Source lines of a value."""
        first, last = self.provenance[path]["lines"]
        return first, last

    def warn(self, code: str) -> None:
        """Raise a flag for the person who confirms."""
        if code not in self.data["warnings"]:
            self.data["warnings"].append(code)

    def leave(self, para: Para) -> None:
        """Keep a text that fits nowhere; it must stay visible (§5)."""
        text = f"{para.label_text}: {para.label_value}" if para.label and para.label_value else para.text
        self.data["unplaced"].append({"text": mask(text), "lines": [para.first, para.last]})

    def next_meeting(self, text: str, known: Organisations, first: int, last: int, *, labelled: bool = False) -> None:
        """Take up an announcement of the next meeting; later ones complete earlier ones."""
        found = next_meeting_in(text, known, labelled=labelled)
        if found is None:
            return
        current = self.data["next_meeting"] or {"date": None, "host": None}
        merged = {"date": current["date"] or found.date, "host": current["host"] or found.host}
        if any(merged.values()):
            self.put("next_meeting", merged, first, last, "stated" if labelled else "inferred")
        if found.options and not merged["date"]:
            self.data["next_meeting_options"] = list(found.options)

    def finish(self) -> dict[str, Any]:
        """The draft as JSON-ready data; what is absent says so in its provenance."""
        for path in (
            "title",
            "meeting_date",
            "start_time",
            "end_time",
            "timezone",
            "place",
            "medium",
            "moderator",
            "note_taker",
        ):
            if self.data[path] is None:
                self.provenance[path] = {"lines": None, "certainty": "missing"}
        return {**self.data, "provenance": self.provenance}
