"""Verified reports of those who answer, published assessments of civil society, and their public evidence."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from models.queries.commitments import ReportRecord, reports_on
from models.queries.progress import CommitmentPicture, MilestonePicture, plan_picture
from models.rules.access import VISITOR
from models.rules.status import COUNTED
from models.settings import settings
from models.vocabulary import Assessor, Completion, EvidenceKind, ReportState, Visibility
from reports.opendata.describe import Asked, Field, Resource, Row, codes, period_code, plans_asked

_Reported = tuple[CommitmentPicture, MilestonePicture, ReportRecord]


def _reports(session: Session, asked: Asked) -> Iterator[_Reported]:
    for plan in plans_asked(session, asked):
        picture = plan_picture(session, VISITOR, plan, asked.today)
        subjects = {
            m.id: (c, m) for c, m in picture.milestones if asked.commitment.casefold() in ("", c.code.casefold())
        }
        found = reports_on(session, VISITOR, tuple(subjects), {p.id: p for p in picture.periods}, asked.today)
        for report in sorted(found, key=lambda r: (subjects[r.milestone_id][1].row_code, r.period, r.id)):
            commitment, milestone = subjects[report.milestone_id]
            # the secretariat's own assessment is for the work inside
            if report.assessor is Assessor.SECRETARIAT or report.state not in COUNTED:
                continue
            if asked.leaves_out(commitment.code, [report.organisation.short]):
                continue
            if asked.period.casefold() in ("", period_code(report.period).casefold()):
                yield commitment, milestone, report


def _key_of(reported: _Reported) -> Row:
    _commitment, milestone, report = reported
    return {
        "row_code": milestone.row_code,
        "period": period_code(report.period),
        "assessor": report.assessor.value,
        "organisation": report.organisation.short,
    }


def _report_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for reported in _reports(session, asked):
        commitment, _milestone, report = reported
        yield {
            **_key_of(reported),
            "commitment": commitment.code,
            "percent": report.percent,
            "completion": report.completion.value if report.completion else None,
            "achievement": report.achievement,
            "obstacle": report.obstacle,
            "next_step": report.next_step,
            "state": report.state.value,
            "received_on": report.received_on,
            "evidence": sum(1 for e in report.evidence if e.visibility is Visibility.PUBLIC),
        }


def _evidence_rows(session: Session, asked: Asked) -> Iterator[Row]:
    for reported in _reports(session, asked):
        for evidence in reported[2].evidence:
            if evidence.visibility is not Visibility.PUBLIC:
                continue
            own = f"{settings().public_url}/unduh/bukti?id={evidence.id}"
            yield {
                "id": evidence.id,
                **_key_of(reported),
                "title": evidence.title or evidence.file_name,
                "address": evidence.url if evidence.kind is EvidenceKind.LINK else own,
                "document_date": evidence.document_date,
            }


_KEY = ("row_code", "period", "assessor", "organisation")
_KEY_FIELDS = (
    Field("row_code", "code of the milestone", required=True),
    Field("period", "2024-B06", required=True),
    Field("assessor", "in whose role it is said", required=True, values=codes(Assessor, Assessor.SECRETARIAT)),
    Field("organisation", "who reports", required=True),
)
_FILTERS = ("plan", "commitment", "organisation", "period", "as_of")

REPORTS = Resource(
    "reports",
    "Verified reports of institutions and published assessments of civil society",
    (
        *_KEY_FIELDS,
        Field("commitment", "code of the commitment", required=True),
        Field("percent", "0 to 200; empty if not given", "number"),
        Field("completion", "completion level of OGP's reviewers, as the reporter sees it", values=codes(Completion)),
        Field("achievement", "in the reporter's words"),
        Field("obstacle", "in the reporter's words"),
        Field("next_step", "in the reporter's words"),
        Field(
            "state",
            "verified, or submitted for an assessment that its CSO published",
            required=True,
            values=(ReportState.SUBMITTED.value, ReportState.VERIFIED.value),
        ),
        Field("received_on", "day of receipt", "date"),
        Field("evidence", "pieces of public evidence", "integer", required=True),
    ),
    _report_rows,
    key=_KEY,
    refers=((("row_code",), "milestones", ("row_code",)), (("commitment",), "commitments", ("code",))),
    filters=_FILTERS,
)
EVIDENCE = Resource(
    "evidence",
    "Public evidence of these reports",
    (
        Field("id", "number", "integer", required=True),
        *_KEY_FIELDS,
        Field("title", "what it is"),
        Field("address", "where it is", required=True),
        Field("document_date", "date of the document", "date"),
    ),
    _evidence_rows,
    key=("id",),
    refers=((_KEY, "reports", _KEY),),
    filters=_FILTERS,
)
