"""Who may read what of meetings: every row and every text of one passes here on its way out.

Below SEE_INTERNAL only what a person released; below SEE_PERSONAL no text with the name of a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, col, select

from models.rules.access import Action, Actor, can
from models.rules.wording import without_names
from models.tables.meeting import (
    Decision,
    FollowUp,
    Meeting,
    MeetingLink,
    MeetingPoint,
    Participation,
    Person,
    Statement,
    WordingChange,
)

#: what a person may release
Released = TypeVar("Released", Statement, Decision, FollowUp, WordingChange)
#: what belongs to a meeting
Found = TypeVar("Found", Statement, Decision, FollowUp, WordingChange, MeetingPoint, Participation, MeetingLink)


@dataclass(frozen=True, slots=True)
class Reader:
    """What one actor may see of these meetings, and the names to leave out of the texts of each."""

    internal: bool
    personal: bool
    names: Mapping[int, tuple[str, ...]]

    @classmethod
    def of(cls, session: Session, actor: Actor, meeting_ids: Collection[int]) -> Reader:
        """This actor before these meetings."""
        personal = can(actor, Action.SEE_PERSONAL)
        names = {} if personal else names_in(session, meeting_ids)
        return cls(can(actor, Action.SEE_INTERNAL), personal, names)

    def visible(self, rows: Iterable[Released]) -> list[Released]:
        """The rows of meetings the actor sees that are released, or all."""
        return [row for row in rows if row.released or self.internal]

    def sees(self, row: Released, meeting: Meeting | None) -> bool:
        """Whether a row is this actor's to read wherever it stands: it and its meeting, if it has one, are released."""
        return self.internal or (row.released and (meeting is None or meeting.released))

    def text(self, meeting_id: int | None, text: str) -> str:
        """A text of a meeting as this actor may read it."""
        return text if self.personal else without_names(text, self.names.get(meeting_id or 0, ()))


def names_in(session: Session, meeting_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The people of each meeting. For masking and erasing; never part of an answer."""
    rows = session.exec(
        select(Participation.meeting_id, Person.name)
        .join(Person, col(Person.id) == Participation.person_id)
        .where(col(Participation.meeting_id).in_(meeting_ids), col(Person.erased).is_(False))
    ).all()
    names: dict[int, list[str]] = defaultdict(list)
    for meeting_id, name in rows:
        names[meeting_id].append(name)
    return {meeting_id: tuple(found) for meeting_id, found in names.items()}


def rows_of(session: Session, kind: type[Found], meeting_ids: Collection[int]) -> list[Found]:
    """The rows of one table that belong to these meetings."""
    query = select(kind).where(col(kind.meeting_id).in_(meeting_ids)).order_by(col(kind.id))
    return list(session.exec(query).all())
