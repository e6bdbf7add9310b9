"""Open data: everything public as plain tables, described once. The API, its OpenAPI description and the Data
Package are made from this description, and all of it is what a visitor may see, whoever asks."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from sqlmodel import Session

from models.queries.commitments import irm_statements
from models.queries.matrix import MatrixData, matrix_data
from models.queries.meetings import list_follow_ups, list_meetings
from models.queries.organisations import list_organisations
from models.queries.plans import PlanRecord, list_plans
from models.queries.progress import PlanPicture, plan_picture
from models.queries.proposals import list_proposals
from models.rules.access import VISITOR
from models.rules.status import COUNTED

LICENCE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
Kind = Literal["string", "integer", "number", "date", "boolean"]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, what it holds, and its type as Table Schema names it."""

    name: str
    about: str
    kind: Kind = "string"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export is asked for."""

    today: dt.date
    plan: str = ""
    commitment: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of open data."""

    name: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[Session, Asked], Iterable[Row]]


def _plans(session: Session, asked: Asked) -> Iterator[PlanRecord]:
    for plan in list_plans(session, VISITOR):
        if not asked.plan or plan.code.casefold() == asked.plan.casefold():
            yield plan


def _pictures(session: Session, asked: Asked) -> Iterator[PlanPicture]:
    return (plan_picture(session, VISITOR, plan, asked.today) for plan in _plans(session, asked) if plan.commitments)


def _matrices(session: Session, asked: Asked) -> Iterator[MatrixData]:
    return (matrix_data(session, VISITOR, plan) for plan in _plans(session, asked) if plan.commitments)


def _names(organisations: Iterable[Any]) -> str:
    return "; ".join(o.short for o in organisations)


def _plan_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for plan in _plans(session, asked):
        yield {
            "code": plan.code,
            "number": plan.number,
            "name": plan.name_id,
            "ogp_name": plan.name_en,
            "period": plan.period_label,
            "starts_on": plan.starts_on,
            "ends_on": plan.ends_on,
            "state": plan.state.value,
            "commitments_stated": plan.stated_commitments,
            "commitments_known": plan.commitments,
            "margin_points": plan.margin_points,
            "source": plan.source,
        }


def _commitment_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for picture in _pictures(session, asked):
        for c in picture.commitments:
            if _left_out(asked, c.code, (o.short for _role, o in c.parties)):
                continue
            yield {
                "code": c.code,
                "plan": picture.plan.code,
                "number": c.number,
                "title_id": c.title_id,
                "title_en": c.title_en,
                "theme": c.theme,
                "lead": _names(o for role, o in c.parties if role.value == "lead"),
                "supporting": _names(o for role, o in c.parties if role.value == "supporting"),
                "partner": _names(o for role, o in c.parties if role.value == "partner"),
                "status": c.light.value,
                "progress_percent": c.progress.percent,
                "milestones": c.progress.due,
                "milestones_reported": c.progress.reported,
            }


def _measure_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for data in _matrices(session, asked):
        seen: set[int] = set()
        for m in data.milestones:
            if m.measure.id in seen or _left_out(asked, m.commitment.code, _short_parties(m.commitment)):
                continue
            seen.add(m.measure.id)
            for reporter, text in m.measure.wordings:
                yield {
                    "commitment": m.commitment.code,
                    "number": m.measure.number,
                    "reporter": reporter.value,
                    "text": text,
                }


def _short_parties(commitment: Any) -> Iterator[str]:
    return (o.short for o in (*commitment.leads, *commitment.supporting, *commitment.partners))


def _milestone_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for picture in _pictures(session, asked):
        for c, m in picture.milestones:
            if _left_out(asked, c.code, (o.short for o in m.responsible)):
                continue
            report = m.standing.report
            yield {
                "row_code": m.row_code,
                "commitment": c.code,
                "measure": m.measure_number,
                "activity": m.activity,
                "target": m.target_text,
                "due_on": m.due_on,
                "due_as_written": m.due_text,
                "responsible": _names(m.responsible),
                "status": m.standing.light.value,
                "percent": m.standing.percent,
                "period": f"{report.period.year}-{report.period.code}" if report else "",
                "awaiting_verification": m.awaiting,
            }


def _report_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for data in _matrices(session, asked):
        milestones = {m.id: m for m in data.milestones}
        periods = {p.id: p for p in data.periods}
        for report in sorted(data.reports.values(), key=lambda r: r.id):
            milestone = milestones[report.milestone_id]
            if report.state not in COUNTED or _left_out(asked, milestone.commitment.code, [report.organisation.short]):
                continue
            period = periods[report.period_id]
            yield {
                "row_code": milestone.row_code,
                "commitment": milestone.commitment.code,
                "period": f"{period.year}-{period.code}",
                "assessor": report.assessor.value,
                "organisation": report.organisation.short,
                "percent": report.percent,
                "completion": report.completion.value if report.completion else "",
                "achievement": report.achievement,
                "obstacle": report.obstacle,
                "next_step": report.next_step,
                "state": report.state.value,
                "received_on": report.received_on,
                "evidence": "\n".join(report.evidence),
            }


def _organisation_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for o in list_organisations(session, VISITOR):
        if not asked.organisation or asked.organisation in (o.abbreviation, o.name):
            yield {
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
        if (asked.plan and p.plan != asked.plan) or _left_out(asked, code, (o.short for o in p.proposers)):
            continue
        yield {
            "id": p.id,
            "plan": p.plan,
            "title": p.title,
            "proposers": _names(p.proposers),
            "addressed_to": _names(p.addressed),
            "state": p.state.value,
            "response": p.response,
            "responded_on": p.responded_on,
            "commitment": code,
        }


def _meeting_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for m in list_meetings(session, VISITOR):
        codes = [c.code for c in m.commitments]
        if asked.commitment and asked.commitment not in codes:
            continue
        if asked.organisation and asked.organisation not in [o.short for o in m.institutions]:
            continue
        yield {
            "id": m.id,
            "title": m.title,
            "held_on": m.held_on,
            "plan": m.plan,
            "institutions": _names(m.institutions),
            "commitments": "; ".join(codes),
            "decisions": m.decisions,
            "follow_ups": m.follow_ups,
        }


def _follow_up_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for f in list_follow_ups(session, VISITOR, asked.today):
        code = f.commitment.code if f.commitment else ""
        if _left_out(asked, code, (o.short for o in f.owners)):
            continue
        yield {
            "id": f.id,
            "meeting": f.meeting_id,
            "text": f.text,
            "owners": _names(f.owners),
            "due_as_written": f.due_text,
            "due_on": f.due_on,
            "state": f.state.value,
            "overdue": f.is_overdue,
            "commitment": code,
        }


def _irm_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for plan in _plans(session, asked):
        parties = {
            c.code: [o.short for _role, o in c.parties]
            for c in plan_picture(session, VISITOR, plan, asked.today).commitments
        }
        for code, irm in irm_statements(session, plan.id):
            if not _left_out(asked, code, parties.get(code, ())):
                yield {"plan": plan.code, "commitment": code, **asdict(irm)}


def _left_out(asked: Asked, commitment: str, organisations: Iterable[str]) -> bool:
    if asked.commitment and asked.commitment.upper() != commitment:
        return True
    return bool(asked.organisation) and asked.organisation not in set(organisations)


RESOURCES: Final = (
    Resource(
        "plans",
        "National action plans (RAN OGI)",
        (
            Field("code", "RAN-VII"),
            Field("number", "7", "integer"),
            Field("name", "Indonesian name"),
            Field("ogp_name", "name at OGP; its years may differ"),
            Field("period", "Indonesian label of the years"),
            Field("starts_on", "first day", "date"),
            Field("ends_on", "last day", "date"),
            Field("state", "drafting, open or closed"),
            Field("commitments_stated", "commitments the sources count", "integer"),
            Field("commitments_known", "commitments held here", "integer"),
            Field("margin_points", "points below target that count as needs attention", "integer"),
            Field("source", "where the facts come from"),
        ),
        _plan_rows,
    ),
    Resource(
        "commitments",
        "Commitments with where they stand today by verified reports",
        (
            Field("code", "RAN7-06, never changed"),
            Field("plan", "code of the plan"),
            Field("number", "number in the plan", "integer"),
            Field("title_id", "Indonesian title"),
            Field("title_en", "English title"),
            Field("theme", "policy areas"),
            Field("lead", "leading institutions"),
            Field("supporting", "supporting institutions"),
            Field("partner", "civil society partners"),
            Field("status", "complete, on_target, attention, late, not_reported, not_due or cancelled"),
            Field("progress_percent", "weighted mean over what was reported; empty if nothing was", "number"),
            Field("milestones", "milestones in all", "integer"),
            Field("milestones_reported", "milestones with a verified report", "integer"),
        ),
        _commitment_rows,
    ),
    Resource(
        "measures",
        "Success measures in the wording of each side",
        (
            Field("commitment", "code of the commitment"),
            Field("number", "number of the measure", "integer"),
            Field("reporter", "K/L, OMS or plan: whose wording it is"),
            Field("text", "the sentence"),
        ),
        _measure_rows,
    ),
    Resource(
        "milestones",
        "Milestones with where they stand today by verified reports",
        (
            Field("row_code", "RAN7-06-1-2, never changed"),
            Field("commitment", "code of the commitment"),
            Field("measure", "number of the measure", "integer"),
            Field("activity", "activity or step"),
            Field("target", "target in words"),
            Field("due_on", "last day", "date"),
            Field("due_as_written", "the due date as written"),
            Field("responsible", "who answers for it"),
            Field("status", "as in commitments"),
            Field("percent", "latest verified percentage; empty if none", "number"),
            Field("period", "period of that report, 2024-B06"),
            Field("awaiting_verification", "reports that wait for verification", "integer"),
        ),
        _milestone_rows,
    ),
    Resource(
        "reports",
        "Verified reports of institutions and published assessments of civil society, with public evidence",
        (
            Field("row_code", "code of the milestone"),
            Field("commitment", "code of the commitment"),
            Field("period", "2024-B06"),
            Field("assessor", "agency or cso"),
            Field("organisation", "who reports"),
            Field("percent", "0 to 200; empty if not given", "number"),
            Field("completion", "no_evidence, not_started, limited, substantial or complete (IRM)"),
            Field("achievement", "in the reporter's words"),
            Field("obstacle", "in the reporter's words"),
            Field("next_step", "in the reporter's words"),
            Field("state", "verified or submitted"),
            Field("received_on", "day of receipt", "date"),
            Field("evidence", "public links, one a line"),
        ),
        _report_rows,
    ),
    Resource(
        "organisations",
        "Institutions and civil society organisations",
        (
            Field("name", "full name"),
            Field("abbreviation", "short name"),
            Field("kind", "ministry_agency, state_commission, parliament, local_government, cso, donor or unit"),
            Field("name_en", "English name"),
            Field("website", "website"),
            Field("parent", "institution a unit belongs to"),
            Field("commitments", "commitments it has a role in", "integer"),
            Field("source", "where the facts come from"),
        ),
        _organisation_rows,
    ),
    Resource(
        "proposals",
        "Proposals with their answers",
        (
            Field("id", "number", "integer"),
            Field("plan", "code of the plan"),
            Field("title", "title"),
            Field("proposers", "who proposed it"),
            Field("addressed_to", "institutions addressed"),
            Field("state", "state of the proposal"),
            Field("response", "the answer and its reason"),
            Field("responded_on", "day of the answer", "date"),
            Field("commitment", "commitment that came of it"),
        ),
        _proposal_rows,
    ),
    Resource(
        "meetings",
        "Meetings whose minutes were released; never the names of people",
        (
            Field("id", "number", "integer"),
            Field("title", "title"),
            Field("held_on", "day", "date"),
            Field("plan", "plan it was about"),
            Field("institutions", "institutions that took part"),
            Field("commitments", "commitments it spoke of"),
            Field("decisions", "released decisions", "integer"),
            Field("follow_ups", "released follow-ups", "integer"),
        ),
        _meeting_rows,
    ),
    Resource(
        "follow-ups",
        "Released follow-ups",
        (
            Field("id", "number", "integer"),
            Field("meeting", "number of the meeting", "integer"),
            Field("text", "what was promised"),
            Field("owners", "institutions that owe it"),
            Field("due_as_written", "due date as written"),
            Field("due_on", "due date", "date"),
            Field("state", "state"),
            Field("overdue", "whether it is overdue", "boolean"),
            Field("commitment", "commitment it concerns"),
        ),
        _follow_up_rows,
    ),
    Resource(
        "irm-assessments",
        "What OGP's Independent Reporting Mechanism states, in its own words",
        (
            Field("plan", "code of the plan"),
            Field("commitment", "code of the commitment; empty for the whole plan"),
            Field("verifiable", "whether it can be verified"),
            Field("relevant_to_ogp_values", "relevance to OGP values"),
            Field("ogp_ambition", "ambition"),
            Field("potential_for_results", "potential for results"),
            Field("completion", "completion"),
            Field("early_results", "early results"),
            Field("notes", "notes"),
            Field("source", "where the IRM states it"),
        ),
        _irm_rows,
    ),
)
BY_NAME: Final = {resource.name: resource for resource in RESOURCES}
FILTERS: Final[Mapping[str, str]] = {
    "plan": "code of a plan, RAN-VII",
    "commitment": "code of a commitment, RAN7-06",
    "organisation": "short name of an institution or CSO, KPU",
}


def plain(row: Row) -> Row:
    """A row as JSON holds it."""
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in row.items()}


def as_csv(resource: Resource, rows: Iterable[Row]) -> bytes:
    """Rows as csv for machines: UTF-8, verbatim."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, [field.name for field in resource.fields], lineterminator="\n")
    writer.writeheader()
    writer.writerows(plain(row) for row in rows)
    return stream.getvalue().encode()


_JSON_TYPES: Final = {"date": {"type": "string", "format": "date"}}


def openapi(address: str) -> dict[str, Any]:
    """The OpenAPI 3.1 description of the API, from the same description of the tables."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "RAN OGI commitment tracker: open data",
            "version": "1",
            "description": "Everything public about Indonesia's Open Government national action plans. Read-only.",
            "license": {"name": LICENCE["title"], "identifier": LICENCE["name"]},
        },
        "servers": [{"url": f"{address}/api/v1"}],
        "paths": {f"/{r.name}{suffix}": {"get": _operation(r, suffix)} for r in RESOURCES for suffix in ("", ".csv")},
        "components": {"schemas": {r.name: _schema(r) for r in RESOURCES}},
    }


def _schema(resource: Resource) -> dict[str, Any]:
    properties = {
        field.name: {**_JSON_TYPES.get(field.kind, {"type": [field.kind, "null"]}), "description": field.about}
        for field in resource.fields
    }
    for field in resource.fields:
        if field.kind == "date":
            properties[field.name]["type"] = ["string", "null"]
    return {"type": "object", "description": resource.about, "properties": properties, "required": list(properties)}


def _operation(resource: Resource, suffix: str) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "query", "description": about, "schema": {"type": "string"}}
        for name, about in FILTERS.items()
    ]
    parameters += [
        {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1, "default": 1}},
        {
            "name": "per_page",
            "in": "query",
            "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100},
        },
    ]
    listed = {
        "type": "object",
        "properties": {
            "data": {"type": "array", "items": {"$ref": f"#/components/schemas/{resource.name}"}},
            "meta": {"type": "object"},
        },
        "required": ["data", "meta"],
    }
    content = {"text/csv": {"schema": {"type": "string"}}} if suffix else {"application/json": {"schema": listed}}
    return {
        "summary": resource.about,
        "operationId": f"list_{resource.name.replace('-', '_')}{'_csv' if suffix else ''}",
        "parameters": parameters,
        "responses": {
            "200": {"description": "The rows", "content": content},
            "304": {"description": "Not modified since the given ETag"},
            "400": {"description": "A parameter is not acceptable"},
        },
    }
