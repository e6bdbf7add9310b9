"""Evidence files: attached to a report, kept by their SHA-256 outside of every served folder, given out to those who
may see them. Their names are text and never a path."""

from __future__ import annotations

import datetime as dt
import hashlib

from sqlmodel import Session, col, select

from models.clock import today
from models.commands.exchange import Written, remember_cells
from models.commands.guards import demand, fetch, has_come, same_as_shown, short_enough
from models.file_store import StoredFile, keep, kept, outgoing_name
from models.language import N_
from models.problems import Invalid, NotAllowed, NotFound
from models.queries.commitments import may_see_report
from models.rules.access import VISITOR, Action, Actor, Subject, can
from models.rules.files import MEDIA_TYPES, checked_kind, clean_name
from models.tables.commitment import Milestone
from models.tables.exchange import MatrixImport
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import EvidenceKind, ReportState, Visibility


def add_evidence_file(
    session: Session,
    actor: Actor,
    report_id: int,
    name: str,
    data: bytes,
    *,
    title: str = "",
    visibility: Visibility = Visibility.RESTRICTED,
    document_date: dt.date | None = None,
    document_number: str = "",
    brought_by: MatrixImport | None = None,
) -> Evidence:
    """Attach a file to a report; the same file twice on one report stays one. Undoing ``brought_by`` takes it back.

    Raises NotAllowed, NotFound, and Invalid for a file that is too large, of another format, or not what it says,
    and for a document that is dated in the future.
    """
    report = fetch(session, ProgressReport, report_id)
    demand(actor, Action.REPORT, Subject(report.organisation_id, report.assessor))
    if report.state is ReportState.WITHDRAWN:
        raise Invalid(N_("Laporan ini sudah ditarik; data dukung tidak dapat ditambahkan."), field="report")
    kind = checked_kind(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    known = session.exec(
        select(Evidence).where(
            Evidence.report_id == report_id, Evidence.sha256 == sha256, col(Evidence.withdrawn).is_(False)
        )
    ).first()
    if known:
        return known
    title, document_number = short_enough(title, "title"), short_enough(document_number, "document_number")
    day = has_come(document_date, "document_date")
    keep(sha256, data)
    evidence = Evidence(
        report_id=report_id,
        kind=EvidenceKind.FILE,
        title=title,
        file_name=clean_name(name),
        sha256=sha256,
        size=len(data),
        media_type=MEDIA_TYPES[kind],
        visibility=visibility,
        document_date=day,
        document_number=document_number,
        added_on=today(),
    )
    session.add(evidence)
    session.flush()
    if brought_by is not None:
        remember_cells(session, brought_by, [_as_written(session, evidence, report)])
    return evidence


def describe_evidence(
    session: Session,
    actor: Actor,
    evidence_id: int,
    *,
    title: str,
    visibility: Visibility,
    document_date: dt.date | None,
    document_number: str,
    shown_version: int | None = None,
) -> Evidence:
    """Say what a document is and who may see it. Raises NotAllowed, NotFound, Invalid, Stale."""
    evidence = fetch(session, Evidence, evidence_id)
    report = fetch(session, ProgressReport, evidence.report_id)
    demand(actor, Action.REPORT, Subject(report.organisation_id, report.assessor))
    if evidence.withdrawn:
        raise NotFound
    same_as_shown(evidence, shown_version, "title", "visibility", "document_date", "document_number")
    evidence.title = short_enough(title, "title")
    evidence.visibility = visibility
    evidence.document_date = has_come(document_date, "document_date")
    evidence.document_number = short_enough(document_number, "document_number")
    session.flush()
    return evidence


def _as_written(session: Session, evidence: Evidence, report: ProgressReport) -> Written:
    """The file among what its import wrote; it came from no cell."""
    return Written(
        sheet="",
        cell="",
        row_code=fetch(session, Milestone, report.milestone_id).row_code,
        column_key="evidence",
        table_name="evidence",
        row_id=evidence.id or 0,
        field="sha256",
        as_written=evidence.file_name,
        before=None,
        after=evidence.sha256,
        created_row=True,
    )


def evidence_file(session: Session, actor: Actor, evidence_id: int) -> StoredFile:
    """The file behind a piece of evidence. Raises NotFound, also for one the actor may not know of; a visitor is asked
    to sign in, whether there is such a file or not."""
    evidence = session.get(Evidence, evidence_id)
    report = session.get(ProgressReport, evidence.report_id) if evidence else None
    if evidence is None or report is None or not _may_see(actor, evidence, report):
        raise NotFound if actor.signed_in else NotAllowed
    return StoredFile(
        outgoing_name(evidence.file_name, evidence.media_type), evidence.media_type, kept(evidence.sha256)
    )


def _may_see(actor: Actor, evidence: Evidence, report: ProgressReport) -> bool:
    if evidence.kind is not EvidenceKind.FILE or evidence.withdrawn or not may_see_report(actor, report):
        return False
    own = can(actor, Action.REPORT, Subject(report.organisation_id, report.assessor))
    if own or can(actor, Action.SEE_INTERNAL):
        return True
    return evidence.visibility is Visibility.PUBLIC and may_see_report(VISITOR, report)
