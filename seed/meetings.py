"""The two meeting notes the project started from: seed/data/meetings holds each as text and as what it states.

A meeting comes in as a whole or, once its text is known to the database, not at all: minutes that a person works on
are never touched again. Personal names go into Person, Statement and SourceDocument only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from models.base import Table
from models.tables.commitment import Commitment, Milestone, SuccessMeasure
from models.tables.meeting import (
    Decision,
    FollowUp,
    FollowUpOwner,
    Meeting,
    MeetingLink,
    MeetingPoint,
    Participation,
    Person,
    Proposal,
    SourceDocument,
    Statement,
    WordingChange,
)
from models.tables.organisation import Organisation
from models.tables.plan import ActionPlan
from models.vocabulary import FollowUpState, LinkState, MeetingState
from seed.ledger import Ledger
from seed.organisations import Directory
from seed.records import DATA, Record

Row = TypeVar("Row", bound=Table)
Facts = Mapping[str, Any]

MEETINGS = DATA / "meetings"
_LINK_TARGETS: dict[str, type[Table]] = {"commitment": Commitment, "measure": SuccessMeasure, "proposal": Proposal}


def load_meetings(ledger: Ledger, directory: Directory) -> None:
    """Every meeting of seed/data/meetings that the database does not know yet."""
    for path in sorted(MEETINGS.glob("*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        document = _keep_document(ledger, facts["document"])
        if document is not None:
            _Minutes(ledger, directory, facts).load(document)


def _keep_document(ledger: Ledger, facts: Facts) -> SourceDocument | None:
    """The source text; None if the database has it already."""
    content = (MEETINGS / facts["file"]).read_bytes()
    return ledger.keep(
        SourceDocument,
        facts["file"],
        Record(f"meetings/{facts['file']}", 1, {}),
        {
            "file_name": facts["file"],
            "media_type": facts["media_type"],
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
            "text": content.decode("utf-8"),
            "extractor": facts["extractor"],
            "defects": facts["defects"],
        },
    )


@dataclass
class _Minutes:
    """One meeting on its way into the database, with the rows that others point to."""

    ledger: Ledger
    directory: Directory
    facts: Facts
    meeting_id: int = 0
    participants: dict[str, Participation] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)

    def load(self, document: SourceDocument) -> None:
        self._meeting(document)
        self._points()
        self._participants()
        self._statements()
        self._decisions()
        self._follow_ups()
        self._wording_changes()
        self._links()

    def _meeting(self, document: SourceDocument) -> None:
        self.ledger.session.flush()
        facts = self.facts["meeting"]
        meeting = self._add(
            Meeting,
            {
                **_without(facts, "plan"),
                "held_on": dt.date.fromisoformat(facts["held_on"]),
                "plan_id": self.ledger.id_of(ActionPlan, facts["plan"]),
                "state": MeetingState.CONFIRMED,
                "released": True,
                "document_id": document.id,
            },
        )
        self.ledger.session.flush()
        self.meeting_id = meeting.id or 0

    def _points(self) -> None:
        positions: dict[str, int] = {}
        for point in self.facts["points"]:
            position = positions[point["kind"]] = positions.get(point["kind"], 0) + 1
            self._add(MeetingPoint, {**self._own, **point, "position": position})

    def _participants(self) -> None:
        """Persons apart from institutions; the same first name in two meetings stays two persons."""
        people = {
            facts["key"]: self._add(
                Person, {"name": facts["person"], "organisation_id": self._organisation(facts["organisation"])}
            )
            for facts in self.facts["participants"]
            if "person" in facts
        }
        self.ledger.session.flush()
        for position, facts in enumerate(self.facts["participants"], start=1):
            person = people.get(facts["key"])
            self.participants[facts["key"]] = self._add(
                Participation,
                {
                    **self._own,
                    **_without(facts, "key", "person", "organisation"),
                    "position": position,
                    "person_id": person.id if person else None,
                    "organisation_id": self._organisation(facts["organisation"]),
                },
            )
        self.ledger.session.flush()

    def _statements(self) -> None:
        """The tree in the order of the text. Rows of one depth are written together: children need their parent."""
        rows: dict[int, Statement] = {}
        said = list(_walk(self.facts["statements"]))
        for depth in range(1 + max(one.depth for one in said)):
            for one in said:
                if one.depth == depth:
                    parent = rows[one.parent] if one.parent else None
                    rows[one.position] = self._statement(one, parent)
            self.ledger.session.flush()

    def _statement(self, said: _Said, parent: Statement | None) -> Statement:
        """One statement; where an institution speaks without a person, no participation is made up for it."""
        facts = said.facts
        speaker = None if "organisation" in facts else self.participants[said.speaker]
        statement = self._add(
            Statement,
            {
                **self._own,
                **_without(facts, "key", "speaker", "organisation", "lines", "items"),
                **_lines(facts),
                "position": said.position,
                "parent_id": parent.id if parent else None,
                "participation_id": speaker.id if speaker else None,
                "organisation_id": speaker.organisation_id if speaker else self._organisation(facts["organisation"]),
            },
        )
        if "key" in facts:
            self.statements[facts["key"]] = statement
        return statement

    def _decisions(self) -> None:
        for position, facts in enumerate(self.facts["decisions"], start=1):
            milestone = facts.get("milestone")
            self._add(
                Decision,
                {
                    **self._own,
                    **_without(facts, "organisation", "milestone", "lines"),
                    **_lines(facts),
                    "position": position,
                    "organisation_id": self._organisation(facts.get("organisation")),
                    "milestone_id": self.ledger.id_of(Milestone, milestone) if milestone else None,
                },
            )

    def _follow_ups(self) -> None:
        for position, facts in enumerate(self.facts["follow_ups"], start=1):
            follow_up = self._add(
                FollowUp,
                {
                    **self._own,
                    **_without(facts, "owners", "lines"),
                    **_lines(facts),
                    "position": position,
                    "state": FollowUpState.OPEN,
                },
            )
            self.ledger.session.flush()
            for owner in facts["owners"]:
                self._add(FollowUpOwner, {"follow_up_id": follow_up.id, "organisation_id": self._organisation(owner)})

    def _wording_changes(self) -> None:
        for facts in self.facts["wording_changes"]:
            self._add(
                WordingChange,
                {
                    **self._own,
                    **_without(facts, "organisation", "measure"),
                    "organisation_id": self._organisation(facts["organisation"]),
                    "measure_id": self.ledger.id_of(SuccessMeasure, facts["measure"]),
                },
            )

    def _links(self) -> None:
        for facts in self.facts["links"]:
            target = next(name for name in _LINK_TARGETS if name in facts)
            statement = self.statements[facts["statement"]] if "statement" in facts else None
            self._add(
                MeetingLink,
                {
                    **self._own,
                    **_without(facts, "statement", target),
                    f"{target}_id": self.ledger.id_of(_LINK_TARGETS[target], facts[target]),
                    "statement_id": statement.id if statement else None,
                    "state": LinkState(facts["state"]),
                },
            )

    @property
    def _own(self) -> dict[str, Any]:
        return {"meeting_id": self.meeting_id}

    def _organisation(self, written: str | None) -> int | None:
        return self.ledger.id_of(Organisation, self.directory.find(written)) if written else None

    def _add(self, kind: type[Row], values: Facts) -> Row:
        row = kind.model_validate(values)
        self.ledger.add(row)
        return row


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement of the file with its place in the order of the text and in the tree; positions count from 1."""

    position: int
    parent: int
    depth: int
    speaker: str
    facts: Facts


def _walk(items: Iterable[Facts]) -> Iterator[_Said]:
    """Every statement after the one it belongs to; who is not named is who spoke before."""
    positions = count(1)

    def visit(items: Iterable[Facts], parent: int, depth: int, speaker: str) -> Iterator[_Said]:
        for facts in items:
            said = _Said(next(positions), parent, depth, facts.get("speaker", speaker), facts)
            yield said
            yield from visit(facts.get("items", ()), said.position, depth + 1, said.speaker)

    return visit(items, 0, 0, "")


def _without(facts: Facts, *names: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}


def _lines(facts: Facts) -> dict[str, int]:
    first, last = facts["lines"]
    return {"first_line": first, "last_line": last}
