"""What may be done with reports that have come in: verify, return, publish; add and judge their evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session, col, or_, select

from models import journal
from models.clock import now, today
from models.commands.guards import demand, fetch, has_come, in_portions, same_as_shown, short_enough
from models.commands.report_entry import CONTENT_FIELDS, remember_edition
from models.language import N_
from models.problems import Invalid, NotFound
from models.rules.access import Action, Actor, Subject
from models.tables.commitment import CommitmentParty, Milestone, MilestoneParty, SuccessMeasure
from models.tables.organisation import Organisation
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import (
    AGENCY_KINDS,
    Assessor,
    Completion,
    EvidenceKind,
    ReportState,
    Verdict,
    Visibility,
)


def verify_report(
    session: Session, actor: Actor, report_id: int, *, shown_version: int | None = None, note: str = ""
) -> ProgressReport:
    """Accept a submitted report. "Complete" needs accepted evidence (product.md). Raises Invalid, Stale."""
    report = _for_verdict(session, actor, report_id, shown_version)
    if report.completion is Completion.COMPLETE and not _has_accepted_evidence(session, report_id):
        raise Invalid(
            N_(
                "Laporan “Selesai” belum dapat diverifikasi: belum ada data dukung yang diterima. "
                "Periksa data dukungnya dulu."
            ),
            field="evidence",
        )
    return _decide(session, actor, report, ReportState.VERIFIED, note)


def return_report(
    session: Session, actor: Actor, report_id: int, reason: str, *, shown_version: int | None = None
) -> ProgressReport:
    """Send a submitted report back with the reason. Raises Invalid without one, Stale."""
    report = _for_verdict(session, actor, report_id, shown_version)
    if not short_enough(reason, "reason"):
        raise Invalid(N_("Tulis alasan pengembalian agar pelapor tahu apa yang harus diperbaiki."), field="reason")
    return _decide(session, actor, report, ReportState.RETURNED, reason)


def _for_verdict(session: Session, actor: Actor, report_id: int, shown_version: int | None) -> ProgressReport:
    demand(actor, Action.VERIFY)
    report = fetch(session, ProgressReport, report_id)
    same_as_shown(report, shown_version, *CONTENT_FIELDS, "state")
    if report.state is not ReportState.SUBMITTED:
        raise Invalid(N_("Hanya laporan yang belum diverifikasi dapat diputuskan."), field="state")
    return report


def _has_accepted_evidence(session: Session, report_id: int) -> bool:
    accepted = select(Evidence.id).where(
        Evidence.report_id == report_id, Evidence.verdict == Verdict.ACCEPTED, col(Evidence.withdrawn).is_(False)
    )
    return session.exec(accepted).first() is not None


def _decide(session: Session, actor: Actor, report: ProgressReport, state: ReportState, note: str) -> ProgressReport:
    report.state = state
    report.verdict_note = short_enough(note, "reason")
    report.decided_at = now()
    report.decided_by = actor.account_id
    session.flush()
    received = report.received_on or today()
    remember_edition(session, report, max(received, today()))
    return report


def publish_assessment(session: Session, actor: Actor, report_id: int, *, published: bool = True) -> ProgressReport:
    """Make a submitted CSO assessment public, or take it back. Raises NotAllowed, Invalid."""
    report = fetch(session, ProgressReport, report_id)
    demand(actor, Action.REPORT, Subject(report.organisation_id, report.assessor))
    if report.assessor is not Assessor.CSO or report.state not in (ReportState.SUBMITTED, ReportState.VERIFIED):
        raise Invalid(N_("Hanya penilaian OMS yang sudah dikirim dapat diterbitkan."), field="published")
    if report.published == published:
        return report
    report.published = published
    session.flush()
    remember_edition(session, report, max(report.received_on or today(), today()))
    return report


@dataclass(frozen=True, slots=True)
class Link:
    """A web address that supports a report, with the cell it came from if it came from one."""

    report_id: int
    url: str
    title: str = ""
    visibility: Visibility = Visibility.PUBLIC
    document_date: dt.date | None = None
    document_number: str = ""
    place: dict[str, Any] | None = None


def add_evidence_link(
    session: Session,
    actor: Actor,
    report_id: int,
    url: str,
    *,
    title: str = "",
    visibility: Visibility = Visibility.PUBLIC,
    document_date: dt.date | None = None,
    document_number: str = "",
    place: dict[str, Any] | None = None,
) -> Evidence:
    """Attach one link to a report, as ``add_evidence_links`` does."""
    link = Link(report_id, url, title, visibility, document_date, document_number, place)
    (evidence,) = add_evidence_links(session, actor, [link])
    return evidence


def add_evidence_links(session: Session, actor: Actor, links: Collection[Link]) -> list[Evidence]:
    """Attach links to reports, one Evidence for each; the same link twice on one report stays one.

    Raises Invalid for what is no web address, and for a document that is dated in the future.
    """
    reports: dict[int, ProgressReport] = {}
    known: dict[tuple[int, str], Evidence] = {}
    for portion in in_portions(link.report_id for link in links):
        reports |= {
            r.id or 0: r for r in session.exec(select(ProgressReport).where(col(ProgressReport.id).in_(portion)))
        }
        standing = select(Evidence).where(col(Evidence.report_id).in_(portion), col(Evidence.withdrawn).is_(False))
        known |= {(e.report_id, e.url): e for e in session.exec(standing.order_by(col(Evidence.id).desc()))}
    for link in links:
        report = reports.get(link.report_id)
        if report is None:
            raise NotFound
        demand(actor, Action.REPORT, Subject(report.organisation_id, report.assessor))
    found = []
    for link in links:
        place = (link.report_id, web_address(link.url))
        if place not in known:
            known[place] = _linked(session, link, place[1])
        found.append(known[place])
    session.flush()
    return found


def _linked(session: Session, link: Link, address: str) -> Evidence:
    evidence = Evidence(
        report_id=link.report_id,
        kind=EvidenceKind.LINK,
        title=short_enough(link.title, "title"),
        url=address,
        visibility=link.visibility,
        document_date=has_come(link.document_date, "document_date"),
        document_number=short_enough(link.document_number, "document_number"),
        added_on=today(),
    )
    session.add(evidence)
    if link.place:
        journal.came_from(session, evidence, link.place, "url")
    return evidence


def web_address(text: str) -> str:
    """A link that a browser may follow safely: http or https with a host. Raises Invalid."""
    address = text.strip()
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and parts.hostname and address.isprintable() and " " not in address
    except ValueError:  # such as a bracket that is not closed
        good = False
    if not good:
        raise Invalid(
            N_("“{value}” bukan alamat web. Tulis alamat lengkap, misalnya https://contoh.go.id/dokumen."),
            field="evidence",
            value=address[:80],
        )
    return address


def judge_evidence(
    session: Session,
    actor: Actor,
    evidence_id: int,
    verdict: Verdict,
    *,
    reason: str = "",
    shown_version: int | None = None,
    **checks: bool | None,
) -> Evidence:
    """Record what the verifier found; each check may stay None, "not checked". A rejection needs its reason."""
    demand(actor, Action.VERIFY)
    evidence = fetch(session, Evidence, evidence_id)
    same_as_shown(evidence, shown_version, "verdict", "verdict_reason")
    if verdict is Verdict.REJECTED and not short_enough(reason, "reason"):
        raise Invalid(N_("Tulis alasan mengapa data dukung ditolak."), field="reason")
    evidence.verdict = verdict
    evidence.verdict_reason = short_enough(reason, "reason")
    for name in ("letterhead_seen", "matches_measure", "opens_without_login"):
        if name in checks:
            setattr(evidence, name, checks[name])
    session.flush()
    _reopen_without_evidence(session, fetch(session, ProgressReport, evidence.report_id))
    return evidence


def withdraw_evidence(session: Session, actor: Actor, evidence_id: int) -> None:
    """Take a piece of evidence back; it stays in the history."""
    evidence = fetch(session, Evidence, evidence_id)
    report = fetch(session, ProgressReport, evidence.report_id)
    demand(actor, Action.REPORT, Subject(report.organisation_id, report.assessor))
    evidence.withdrawn = True
    session.flush()
    _reopen_without_evidence(session, report)


def _reopen_without_evidence(session: Session, report: ProgressReport) -> None:
    """A verified "complete" whose accepted evidence is gone waits for a verdict again."""
    verified = report.state is ReportState.VERIFIED and report.completion is Completion.COMPLETE
    if verified and not _has_accepted_evidence(session, report.id or 0):
        report.state, report.decided_at, report.decided_by = ReportState.SUBMITTED, None, None
        session.flush()
        remember_edition(session, report, today())


def reporters_for(session: Session, milestone_id: int) -> list[Organisation]:
    """The organisations in whose name a report on this milestone can be entered, those responsible first."""
    milestone = fetch(session, Milestone, milestone_id)
    responsible = select(MilestoneParty.organisation_id).where(MilestoneParty.milestone_id == milestone_id)
    parties = (
        select(CommitmentParty.organisation_id)
        .join(SuccessMeasure, col(SuccessMeasure.commitment_id) == CommitmentParty.commitment_id)
        .where(SuccessMeasure.id == milestone.measure_id)
    )
    rows = session.exec(
        select(Organisation).where(or_(col(Organisation.id).in_(responsible), col(Organisation.id).in_(parties)))
    ).all()
    first = set(session.exec(responsible).all())
    return sorted(rows, key=lambda o: (o.id not in first, o.kind not in AGENCY_KINDS, o.short))
