"""Plans with their periods, commitments, measures and milestones, and what OGP's reviewers state."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from models.queries.irm import irm_of_plan
from models.queries.matrix import MatrixData, StoredCommitment, matrix_data
from models.queries.plans import periods_of
from models.queries.progress import PlanPicture, plan_picture
from models.rules.access import VISITOR
from models.vocabulary import Light, PlanState, Reporter
from reports.opendata.describe import Asked, Field, Resource, Row, codes, names, period_code, plans_asked


def _pictures(session: Session, asked: Asked) -> Iterator[PlanPicture]:
    plans = (plan for plan in plans_asked(session, asked) if plan.commitments)
    return (plan_picture(session, VISITOR, plan, asked.today) for plan in plans)


def _matrices(session: Session, asked: Asked) -> Iterator[MatrixData]:
    return (matrix_data(session, VISITOR, plan) for plan in plans_asked(session, asked) if plan.commitments)


def _plan_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for plan in plans_asked(session, asked):
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


def _period_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for plan in plans_asked(session, asked):
        for period in periods_of(session, plan.id):
            yield {
                "plan": plan.code,
                "code": period_code(period),
                "starts_on": period.starts_on,
                "ends_on": period.ends_on,
                "due_on": period.due_on,
            }


def _commitment_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for picture in _pictures(session, asked):
        for c in picture.commitments:
            if asked.leaves_out(c.code, (o.short for _role, o in c.parties)) or asked.status not in ("", c.light):
                continue
            yield {
                "code": c.code,
                "plan": picture.plan.code,
                "number": c.number,
                "title_id": c.title_id,
                "title_en": c.title_en,
                "theme": c.theme,
                "lead": names(o for role, o in c.parties if role.value == "lead"),
                "supporting": names(o for role, o in c.parties if role.value == "supporting"),
                "partner": names(o for role, o in c.parties if role.value == "partner"),
                "status": c.light.value,
                "progress_percent": c.progress.percent,
                "milestones": c.progress.due,
                "milestones_reported": c.progress.reported,
            }


def _short_parties(commitment: StoredCommitment) -> Iterator[str]:
    return (o.short for o in (*commitment.leads, *commitment.supporting, *commitment.partners))


def _measure_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for data in _matrices(session, asked):
        measures = {m.measure.id: (m.commitment, m.measure) for m in data.milestones}
        for commitment, measure in measures.values():
            if asked.leaves_out(commitment.code, _short_parties(commitment)):
                continue
            for reporter, text in measure.wordings:
                yield {
                    "code": f"{commitment.code}-{measure.number}",
                    "commitment": commitment.code,
                    "number": measure.number,
                    "reporter": reporter.value,
                    "text": text,
                }


def _milestone_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for picture in _pictures(session, asked):
        for c, m in picture.milestones:
            if asked.leaves_out(c.code, (o.short for o in m.responsible)):
                continue
            if asked.status not in ("", m.standing.light):
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
                "responsible": names(m.responsible),
                "weight": m.weight,
                "status": m.standing.light.value,
                "percent": m.standing.percent,
                "period": period_code(report.period) if report else "",
                "awaiting_verification": m.awaiting,
            }


def _irm_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for plan in plans_asked(session, asked):
        for code, irm in irm_of_plan(session, VISITOR, plan.id):
            if asked.leaves_out(code):
                continue
            yield {
                "id": irm.id,
                "plan": plan.code,
                "commitment": code,
                "verifiable": irm.verifiable,
                "relevant_to_ogp_values": irm.relevant_to_ogp_values,
                "ogp_ambition": irm.ogp_ambition,
                "potential_for_results": irm.potential_for_results,
                "completion": irm.completion,
                "early_results": irm.early_results,
                "notes": irm.notes,
                "source": irm.source,
            }


_TO_PLAN = (("plan",), "plans", ("code",))
_TO_COMMITMENT = (("commitment",), "commitments", ("code",))

PLANS = Resource(
    "plans",
    "National action plans (RAN OGI)",
    (
        Field("code", "RAN-VII", required=True),
        Field("number", "7", "integer", required=True),
        Field("name", "Indonesian name", required=True),
        Field("ogp_name", "name at OGP; its years may differ"),
        Field("period", "Indonesian label of the years"),
        Field("starts_on", "first day", "date"),
        Field("ends_on", "last day", "date"),
        Field("state", "where the plan stands in its life", required=True, values=codes(PlanState)),
        Field("commitments_stated", "commitments the sources count", "integer"),
        Field("commitments_known", "commitments held here", "integer", required=True),
        Field("margin_points", "points below target that count as needs attention", "integer", required=True),
        Field("source", "where the facts come from"),
    ),
    _plan_rows,
    key=("code",),
    filters=("plan",),
)
PERIODS = Resource(
    "periods",
    "Reporting periods of the plans",
    (
        Field("plan", "code of the plan", required=True),
        Field("code", "2024-B06: year and code", required=True),
        Field("starts_on", "first day", "date", required=True),
        Field("ends_on", "last day", "date", required=True),
        Field("due_on", "last day on which a report is in time", "date", required=True),
    ),
    _period_rows,
    key=("plan", "code"),
    refers=(_TO_PLAN,),
    filters=("plan",),
)
COMMITMENTS = Resource(
    "commitments",
    "Commitments with where they stand by verified reports",
    (
        Field("code", "RAN7-06, never changed", required=True),
        Field("plan", "code of the plan", required=True),
        Field("number", "number in the plan", "integer"),
        Field("title_id", "Indonesian title"),
        Field("title_en", "English title"),
        Field("theme", "policy areas, separated by “; ”"),
        Field("lead", "leading institutions, separated by “; ”"),
        Field("supporting", "supporting institutions, separated by “; ”"),
        Field("partner", "civil society partners, separated by “; ”"),
        Field("status", "where it stands on the day of the data", required=True, values=codes(Light)),
        Field("progress_percent", "weighted mean over what was reported; empty if nothing was", "number"),
        Field("milestones", "milestones in all", "integer", required=True),
        Field("milestones_reported", "milestones with a percentage", "integer", required=True),
    ),
    _commitment_rows,
    key=("code",),
    refers=(_TO_PLAN,),
    filters=("plan", "commitment", "organisation", "status", "as_of"),
)
MEASURES = Resource(
    "measures",
    "Success measures in the wording of each side",
    (
        Field("code", "RAN7-06-1: commitment and number", required=True),
        Field("commitment", "code of the commitment", required=True),
        Field("number", "number of the measure", "integer", required=True),
        Field("reporter", "whose wording it is", required=True, values=codes(Reporter)),
        Field("text", "the sentence"),
    ),
    _measure_rows,
    refers=(_TO_COMMITMENT,),
)
MILESTONES = Resource(
    "milestones",
    "Milestones with where they stand by verified reports",
    (
        Field("row_code", "RAN7-06-1-2, never changed", required=True),
        Field("commitment", "code of the commitment", required=True),
        Field("measure", "number of the measure", "integer", required=True),
        Field("activity", "activity or step"),
        Field("target", "target in words"),
        Field("due_on", "last day", "date"),
        Field("due_as_written", "the due date as written"),
        Field("responsible", "who answers for it, separated by “; ”"),
        Field("weight", "its share in the commitment's mean", "number", required=True),
        Field("status", "where it stands on the day of the data", required=True, values=codes(Light)),
        Field("percent", "latest verified percentage; empty if none", "number"),
        Field("period", "period of that report, 2024-B06"),
        Field("awaiting_verification", "reports that wait for verification", "integer", required=True),
    ),
    _milestone_rows,
    key=("row_code",),
    refers=(_TO_COMMITMENT,),
    filters=("plan", "commitment", "organisation", "status", "as_of"),
)
IRM = Resource(
    "irm-assessments",
    "What OGP's Independent Reporting Mechanism states about commitments, and about plans as a whole",
    (
        Field("id", "number", "integer", required=True),
        Field("plan", "code of the plan", required=True),
        Field("commitment", "code of the commitment; empty: the whole plan"),
        Field("verifiable", "as stated"),
        Field("relevant_to_ogp_values", "as stated"),
        Field("ogp_ambition", "as stated"),
        Field("potential_for_results", "as stated"),
        Field("completion", "as stated; the reviewers' verdict, not a report"),
        Field("early_results", "as stated"),
        Field("notes", "as stated"),
        Field("source", "where it is stated"),
    ),
    _irm_rows,
    key=("id",),
    refers=(_TO_PLAN, _TO_COMMITMENT),
    filters=("plan", "commitment"),
)
