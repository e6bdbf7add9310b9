"""What the reader of minutes needs to know of the database: institutions by every name, commitments, measures, and
whether a file was read before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.problems import NotAllowed
from models.queries.organisations import known_names
from models.rules.access import Action, Actor, can
from models.rules.naming import KnownNames
from models.tables.commitment import Commitment, CommitmentParty, MeasureWording, SuccessMeasure
from models.tables.meeting import Meeting, SourceDocument
from models.tables.organisation import Organisation, OrganisationAlias
from models.vocabulary import PartyRole


@dataclass(frozen=True, slots=True)
class MeasureName:
    """A success measure as a choice: its code and a sentence of it."""

    id: int
    code: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingAids:
    """What is known, for reading one notula and for choosing what it means."""

    names: KnownNames
    #: in the shape the reader takes: organisations with their names, commitments with titles and parties
    registry: dict[str, Any]
    measures: tuple[MeasureName, ...]
    #: code → id
    commitments: dict[str, int]


def reading_aids(session: Session, actor: Actor) -> ReadingAids:
    """Everything the reader and the form need. Raises NotAllowed for who may not see names of people."""
    if not can(actor, Action.SEE_PERSONAL):
        raise NotAllowed
    aliases: dict[int, list[str]] = defaultdict(list)
    for alias in session.exec(select(OrganisationAlias)):
        aliases[alias.organisation_id].append(alias.alias)
    organisations = [
        {
            "id": str(row.id),
            "name": row.name,
            "kind": "CSO" if row.kind == "cso" else "K/L",
            "aliases": sorted({row.abbreviation, row.name_en, *aliases[row.id or 0]} - {""}),
        }
        for row in session.exec(select(Organisation))
    ]
    parties: dict[int, dict[bool, list[str]]] = defaultdict(lambda: {True: [], False: []})
    for party in session.exec(select(CommitmentParty)):
        leads = party.role in (PartyRole.LEAD, PartyRole.SUPPORTING)
        parties[party.commitment_id][leads].append(str(party.organisation_id))
    rows = session.exec(select(Commitment).order_by(col(Commitment.id).desc())).all()
    commitments = [
        {
            "code": row.code,
            "title": row.title,
            "keywords": [],
            "lead_ids": parties[row.id or 0][True],
            "cso_ids": parties[row.id or 0][False],
        }
        for row in rows
    ]
    return ReadingAids(
        known_names(session),
        {"organisations": organisations, "commitments": commitments},
        _measures(session),
        {row.code: row.id or 0 for row in rows},
    )


def _measures(session: Session) -> tuple[MeasureName, ...]:
    texts: dict[int, list[str]] = defaultdict(list)
    for wording in session.exec(select(MeasureWording)):
        texts[wording.measure_id] += [text for text in (wording.text_id, wording.text_en) if text]
    rows = session.exec(
        select(SuccessMeasure, Commitment.code)
        .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
        .order_by(col(Commitment.code).desc(), col(SuccessMeasure.number))
    ).all()
    return tuple(MeasureName(m.id or 0, f"{code}-{m.number}", tuple(texts[m.id or 0])) for m, code in rows)


def meeting_of_file(session: Session, actor: Actor, sha256: str) -> int | None:
    """The meeting whose notula is this very file; None if it was never stored. Raises NotAllowed."""
    if not can(actor, Action.EDIT_MEETING):
        raise NotAllowed
    return session.exec(
        select(Meeting.id)
        .join(SourceDocument, col(SourceDocument.id) == Meeting.document_id)
        .where(SourceDocument.sha256 == sha256)
    ).first()
