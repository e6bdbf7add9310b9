"""The minutes of a meeting: who was there, what was said under whom, and the document it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from sqlmodel import Session, col, select

from models.queries.meeting_links import links_of
from models.queries.meeting_reader import Reader, rows_of
from models.queries.meeting_records import (
    DocumentRecord,
    Lines,
    Minutes,
    ParticipantRecord,
    PointRecord,
    Speaker,
    StatementRecord,
    Turn,
)
from models.queries.progress import OrganisationName
from models.tables.meeting import Meeting, MeetingPoint, Participation, Person, SourceDocument, Statement
from models.vocabulary import Certainty

# -- what was said ----------------------------------------------------------------------------------------------------


def discussion_of(
    session: Session, reader: Reader, meeting_id: int, names: Mapping[int, OrganisationName]
) -> tuple[tuple[Turn, ...], int]:
    """What was said, speaker by speaker, and how many statements are withheld."""
    statements = sorted(rows_of(session, Statement, [meeting_id]), key=lambda s: s.position)
    shown = reader.visible(statements)
    speaker_of = _speakers(session, reader, meeting_id, names)
    return _turns(shown, statements, speaker_of, reader), len(statements) - len(shown)


def _speakers(
    session: Session, reader: Reader, meeting_id: int, names: Mapping[int, OrganisationName]
) -> Callable[[Statement], Speaker]:
    """Who said a statement, as this reader may know."""
    parts = {part.id: part for part in rows_of(session, Participation, [meeting_id])}
    people = _people(session, meeting_id) if reader.personal else {}

    def speaker_of(row: Statement) -> Speaker:
        part = parts.get(row.participation_id)
        organisation = names.get(row.organisation_id or 0)
        if part is None:
            return Speaker(None, organisation)
        if not reader.internal:
            return Speaker(part.id, organisation)
        written = reader.text(meeting_id, part.as_written)
        return Speaker(part.id, organisation, written, people.get(part.person_id, ""))

    return speaker_of


def _people(session: Session, meeting_id: int) -> dict[int | None, str]:
    rows = session.exec(
        select(Person)
        .join(Participation, col(Participation.person_id) == Person.id)
        .where(Participation.meeting_id == meeting_id)
    ).all()
    return {person.id: person.name for person in rows}


def _turns(
    shown: Sequence[Statement],
    everything: Sequence[Statement],
    speaker_of: Callable[[Statement], Speaker],
    reader: Reader,
) -> tuple[Turn, ...]:
    """The statements as a tree under their speakers. What hangs below a hidden one moves up to what is shown."""
    visible, parents = {row.id for row in shown}, {row.id: row.parent_id for row in everything}
    children: dict[int | None, list[Statement]] = defaultdict(list)
    for row in shown:
        above = row.parent_id
        while above is not None and above not in visible:
            above = parents[above]
        children[above].append(row)

    def record(row: Statement) -> StatementRecord:
        return StatementRecord(
            id=row.id or 0,
            version=row.version,
            kind=row.kind,
            text=reader.text(row.meeting_id, row.text),
            horizon=row.horizon,
            inferred=row.certainty is Certainty.INFERRED,
            lines=Lines(row.first_line, row.last_line),
            released=row.released,
            children=tuple(record(child) for child in children[row.id]),
        )

    by_speaker = groupby(children[None], key=speaker_of)
    return tuple(Turn(speaker, tuple(record(row) for row in rows)) for speaker, rows in by_speaker)


# -- the minutes ------------------------------------------------------------------------------------------------------


def minutes_of(session: Session, reader: Reader, row: Meeting, names: Mapping[int, OrganisationName]) -> Minutes:
    """What only those with SEE_INTERNAL read."""
    key = row.id or 0
    points = sorted(rows_of(session, MeetingPoint, [key]), key=lambda p: (p.kind, p.position))
    return Minutes(
        state=row.state,
        document_type=row.document_type,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        time_zone=row.time_zone,
        place=reader.text(key, row.place),
        medium=row.medium,
        introduction=reader.text(key, row.introduction),
        plan_stage=row.plan_stage,
        working_group=reader.text(key, row.working_group),
        is_forum_meeting=row.is_forum_meeting,
        points=tuple(PointRecord(point.kind, reader.text(key, point.text)) for point in points),
        participants=_participants(session, reader, key, names),
        links=links_of(session, reader, key),
        document=_document(session, reader, row),
    )


def _participants(
    session: Session, reader: Reader, meeting_id: int, names: Mapping[int, OrganisationName]
) -> tuple[ParticipantRecord, ...]:
    people = _people(session, meeting_id) if reader.personal else {}
    return tuple(
        ParticipantRecord(
            id=row.id or 0,
            role=row.role,
            organisation=names.get(row.organisation_id or 0),
            as_written=reader.text(meeting_id, row.as_written),
            is_group=row.is_group,
            head_count=row.head_count,
            inferred=row.certainty is Certainty.INFERRED,
            is_person=row.person_id is not None,
            person=people.get(row.person_id, ""),
            person_id=row.person_id if reader.personal else None,
        )
        for row in sorted(rows_of(session, Participation, [meeting_id]), key=lambda p: p.position)
    )


def _document(session: Session, reader: Reader, row: Meeting) -> DocumentRecord | None:
    document = session.get(SourceDocument, row.document_id) if row.document_id else None
    if document is None:
        return None
    key = row.id or 0
    return DocumentRecord(
        file_name=reader.text(key, document.file_name),
        extractor=document.extractor,
        defects=reader.text(key, document.defects),
        text=document.text if reader.personal else None,
    )
