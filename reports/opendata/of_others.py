"""Organisations, proposals with their answers, and what changed lately."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlmodel import Session

from models.language import WIB
from models.queries.organisations import list_organisations
from models.queries.proposals import list_proposals
from models.queries.recent import recent_changes
from models.rules.access import VISITOR
from models.vocabulary import OrganisationKind, ProposalState
from reports.opendata.describe import Asked, Field, Resource, Row, codes, names, plans_asked

#: of each plan; who wants more asks ``since`` by ``since``
_MOST_CHANGES: Final = 500


def _organisation_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for o in list_organisations(session, VISITOR):
        if asked.leaves_out("", (o.abbreviation, o.name)):
            continue
        yield {
            "id": o.id,
            "name": o.name,
            "abbreviation": o.abbreviation,
            "kind": o.kind.value,
            "name_en": o.name_en,
            "website": o.website,
            "parent": o.parent,
            "commitments": o.commitments,
            "source": o.source,
        }


def _proposal_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for p in list_proposals(session, VISITOR):
        code = p.commitment.code if p.commitment else ""
        parties = (o.short for o in (*p.proposers, *p.addressed))
        if (asked.plan and p.plan.casefold() != asked.plan.casefold()) or asked.leaves_out(code, parties):
            continue
        yield {
            "id": p.id,
            "plan": p.plan,
            "title": p.title,
            "proposers": names(p.proposers),
            "addressed_to": names(p.addressed),
            "state": p.state.value,
            "response": p.response,
            "responded_on": p.responded_on,
            "commitment": code,
        }


def _change_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for plan in plans_asked(session, asked):
        found = recent_changes(session, VISITOR, plan.id, since=asked.since, limit=_MOST_CHANGES)
        for change in found:
            code = change.query.get("kode", "")
            if asked.leaves_out(code):
                continue
            yield {
                "plan": plan.code,
                "changed_on": change.at.astimezone(WIB).date(),
                "text": change.text,
                "by": change.who,
                "commitment": code,
                "row_code": change.query.get("baris", ""),
                "meeting": int(change.query["id"]) if change.page == "rapat" else None,
            }


ORGANISATIONS = Resource(
    "organisations",
    "Institutions and civil society organisations",
    (
        Field("id", "number", "integer", required=True),
        Field("name", "full name", required=True),
        Field("abbreviation", "short name; other tables use it, or the full name where there is none"),
        Field("kind", "what sort of institution", required=True, values=codes(OrganisationKind)),
        Field("name_en", "English name"),
        Field("website", "website"),
        Field("parent", "institution a unit belongs to"),
        Field("commitments", "commitments it has a role in", "integer", required=True),
        Field("source", "where the facts come from"),
    ),
    _organisation_rows,
    key=("id",),
    filters=("organisation",),
)
PROPOSALS = Resource(
    "proposals",
    "Proposals with their answers",
    (
        Field("id", "number", "integer", required=True),
        Field("plan", "code of the plan", required=True),
        Field("title", "title"),
        Field("proposers", "who proposed it, separated by “; ”"),
        Field("addressed_to", "institutions addressed, separated by “; ”"),
        Field("state", "where it stands", required=True, values=codes(ProposalState)),
        Field("response", "the answer and its reason"),
        Field("responded_on", "day of the answer", "date"),
        Field("commitment", "commitment that came of it"),
    ),
    _proposal_rows,
    key=("id",),
    refers=((("plan",), "plans", ("code",)), (("commitment",), "commitments", ("code",))),
)
CHANGES = Resource(
    "changes",
    f"What became public lately, in sentences (Indonesian), the latest first; {_MOST_CHANGES} a plan at most",
    (
        Field("plan", "code of the plan", required=True),
        Field("changed_on", "day", "date", required=True),
        Field("text", "what happened", required=True),
        Field("by", "role and institution, never a person"),
        Field("commitment", "code of the commitment"),
        Field("row_code", "code of the milestone"),
        Field("meeting", "number of the meeting", "integer"),
    ),
    _change_rows,
    refers=((("plan",), "plans", ("code",)),),
    filters=("plan", "commitment", "since"),
)
