"""Search in meetings: it finds words only where this reader may read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from models.language import N_
from models.queries.meeting_reader import Reader
from models.queries.meeting_records import LONGEST_SEARCH, FollowUpRecord, Hit
from models.tables.meeting import Decision, FollowUp, Meeting, Statement

Searched = TypeVar("Searched", Statement, Decision, FollowUp)


def search(session: Session, reader: Reader, meetings: Sequence[Meeting], text: str) -> dict[int, list[Hit]]:
    """Where all words of a search stand together, in texts as this reader may read them.

    The database narrows (``%`` and ``_`` are ordinary characters); what counts is the text without names, or a
    search would tell who spoke.
    """
    words = _words(text)
    ids = [row.id or 0 for row in meetings]
    hits: dict[int, list[Hit]] = defaultdict(list)
    for row in meetings:
        if _has_all(title := reader.text(row.id, row.title), words):
            hits[row.id or 0].append(Hit(N_("Judul"), title))
    for hit in (
        *_found(session, reader, Decision, ids, words),
        *_found(session, reader, FollowUp, ids, words),
        *_found(session, reader, Statement, ids, words),
    ):
        hits[hit[0]].append(hit[1])
    return hits


_NAMES_OF_HITS: dict[type[Any], str] = {
    Decision: N_("Keputusan"),
    FollowUp: N_("Tindak lanjut"),
    Statement: N_("Pembahasan"),
}


def _found(
    session: Session, reader: Reader, kind: type[Searched], meeting_ids: Collection[int], words: Sequence[str]
) -> list[tuple[int, Hit]]:
    narrowed = [col(kind.text).icontains(word, autoescape=True) for word in words]
    query = select(kind).where(col(kind.meeting_id).in_(meeting_ids), *narrowed).order_by(col(kind.position))
    shown = [(row.meeting_id, reader.text(row.meeting_id, row.text)) for row in reader.visible(session.exec(query))]
    return [(key, Hit(_NAMES_OF_HITS[kind], text)) for key, text in shown if _has_all(text, words)]


def _words(text: str) -> list[str]:
    return text[:LONGEST_SEARCH].split()


def _has_all(text: str, words: Iterable[str]) -> bool:
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)


def says(row: FollowUpRecord, text: str) -> bool:
    """Whether a follow-up, as it may be read, has all words of a search."""
    return _has_all(f"{row.text} {row.recipients} {row.purpose} {row.due_text}", _words(text))
