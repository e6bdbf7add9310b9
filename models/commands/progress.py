"""What may be done with progress: enter, submit, verify and return reports, add and judge evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session, col, func, or_, select

from models import journal
from models.clock import now, today
from models.commands.guards import demand, fetch, has_come, same_as_shown, same_plan, short_enough
from models.language import N_, long_date, number, short_date
from models.problems import Invalid, NotAllowed
from models.rules.access import Action, Actor, Subject
from models.rules.periods import intake
from models.rules.status import COUNTED
from models.tables.commitment import CommitmentParty, Milestone, MilestoneParty, SuccessMeasure
from models.tables.organisation import Organisation
from models.tables.plan import ReportingPeriod
from models.tables.progress import Evidence, ProgressReport, ReportEdition
from models.vocabulary import (
    AGENCY_KINDS,
    Assessor,
    Completion,
    EvidenceKind,
    OrganisationKind,
    PeriodState,
    ReportState,
    Role,
    Verdict,
    Visibility,
)

#: over-achievement is honest up to here (matrix.md §0)
HIGHEST_PERCENT = 200


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What an assessor says. A field that is not given keeps what stands."""

    percent: float | None = None
    completion: Completion | None = None
    status_text: str = ""
    achievement: str = ""
    obstacle: str = ""
    next_step: str = ""
    notes: str = ""

    def validated(self) -> dict[str, Any]:
        """The values as they are stored. Raises Invalid at the field that is wrong."""
        if self.percent is not None and not 0 <= self.percent <= HIGHEST_PERCENT:
            raise Invalid(
                N_(
                    "Persentase {value} di luar 0 sampai 200. "
                    "Tulis angka 0–100; capaian di atas target paling banyak 200."
                ),
                field="percent",
                value=number(self.percent, 4),
            )
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            name: short_enough(v, name) if isinstance(v, str) and name != "completion" else v
            for name, v in values.items()
        }


CONTENT_FIELDS = tuple(f.name for f in fields(ReportContent))


@dataclass(frozen=True, slots=True)
class ReportKey:
    """Which report: one milestone, one period, one assessor."""

    milestone_id: int
    period_id: int
    organisation_id: int
    assessor: Assessor


@dataclass(frozen=True, slots=True)
class Entry:
    """How a report comes in."""

    submit: bool = True
    #: the day it reached the secretariat; today unless a person says otherwise
    received_on: dt.date | None = None
    #: the version of the report that the form showed; None for a new one or an import
    shown_version: int | None = None
    #: field → cell or line the value came from
    places: Mapping[str, dict[str, Any]] = field(default_factory=dict)


def assessor_of(organisation: Organisation) -> Assessor:
    """In which assessment an organisation speaks."""
    if organisation.kind is OrganisationKind.CSO:
        return Assessor.CSO
    return Assessor.AGENCY


def is_party(session: Session, milestone: Milestone, organisation_id: int) -> bool:
    """Whether an organisation answers for a milestone or has any role in its commitment."""
    responsible = select(MilestoneParty.id).where(
        MilestoneParty.milestone_id == milestone.id, MilestoneParty.organisation_id == organisation_id
    )
    role = (
        select(CommitmentParty.id)
        .join(SuccessMeasure, col(SuccessMeasure.commitment_id) == CommitmentParty.commitment_id)
        .where(SuccessMeasure.id == milestone.measure_id, CommitmentParty.organisation_id == organisation_id)
    )
    return session.exec(responsible).first() is not None or session.exec(role).first() is not None


def find_report(session: Session, key: ReportKey) -> ProgressReport | None:
    """The report with this key, if there is one."""
    return session.exec(
        select(ProgressReport).where(
            ProgressReport.milestone_id == key.milestone_id,
            ProgressReport.period_id == key.period_id,
            ProgressReport.assessor == key.assessor,
            ProgressReport.organisation_id == key.organisation_id,
        )
    ).first()


def enter_report(
    session: Session, actor: Actor, key: ReportKey, content: Mapping[str, Any], entry: Entry | None = None
) -> ProgressReport:
    """Write or correct a report; ``content`` holds the fields of ReportContent that are to change.

    Raises NotAllowed, NotFound, Invalid (period closed, percent out of range, a draft of what was sent), Stale.
    """
    entry = entry or Entry()
    milestone = fetch(session, Milestone, key.milestone_id)
    period = fetch(session, ReportingPeriod, key.period_id)
    organisation = fetch(session, Organisation, key.organisation_id)
    if key.assessor not in (assessor_of(organisation), Assessor.SECRETARIAT):
        raise NotAllowed  # nobody speaks in another assessment than its own
    subject = Subject(key.organisation_id, key.assessor, is_party(session, milestone, key.organisation_id))
    demand(actor, Action.REPORT, subject)
    same_plan(session, milestone, period)
    _takes_reports(actor, period)
    if entry.received_on is not None and entry.received_on > today():
        raise Invalid(
            N_("Tanggal diterima {day} belum tiba. Periksa tanggalnya."),
            field="received_on",
            day=short_date(entry.received_on),
        )
    report = find_report(session, key)
    if report is None and entry.shown_version:
        entry = Entry(entry.submit, entry.received_on, None, entry.places)
    values = ReportContent(**{**_standing_content(report), **content}).validated()
    if report is None:
        report = ProgressReport(
            milestone_id=key.milestone_id,
            period_id=key.period_id,
            assessor=key.assessor,
            organisation_id=key.organisation_id,
            entered_at=now(),
            entered_by=actor.account_id,
        )
        session.add(report)
    else:
        same_as_shown(report, entry.shown_version, *CONTENT_FIELDS, "state")
    state = ReportState.SUBMITTED if entry.submit else ReportState.DRAFT
    same_day = entry.received_on is None or entry.received_on == report.received_on
    # who sends again what stands, verified or not, says nothing new
    stands = report.state in (COUNTED if entry.submit else (ReportState.DRAFT,))
    same = stands and same_day and all(getattr(report, name) == value for name, value in values.items())
    if same and report.id is not None:
        return report
    if not entry.submit and report.state in COUNTED:
        raise Invalid(
            N_("Laporan ini sudah dikirim dan tidak dapat disimpan sebagai draf. Kirim perbaikannya."), field="state"
        )
    for name, value in values.items():
        setattr(report, name, value)
    for name, place in entry.places.items():
        journal.came_from(session, report, place, name)
    report.state = state
    report.entered_at = now()
    report.entered_by = actor.account_id
    if entry.submit:
        report.received_on = entry.received_on or today()
        report.submitted_at = now()
        report.decided_at = None
        report.decided_by = None
        report.verdict_note = ""
    session.flush()
    if entry.submit:
        assert report.received_on is not None
        remember_edition(session, report, report.received_on)
    return report


def _standing_content(report: ProgressReport | None) -> dict[str, Any]:
    return {} if report is None else {name: getattr(report, name) for name in CONTENT_FIELDS}


def _takes_reports(actor: Actor, period: ReportingPeriod) -> None:
    if actor.role not in (Role.AGENCY, Role.CSO):
        return  # the secretariat may enter what arrived late
    state = intake(period.opens_on, period.closed_on, today())
    if state is PeriodState.UPCOMING:
        raise Invalid(
            N_("Periode {period} baru menerima laporan mulai {day}."),
            field="period",
            period=f"{period.code} {period.year}",
            day=long_date(period.opens_on) if period.opens_on else "",
        )
    if state is PeriodState.CLOSED:
        raise Invalid(
            N_("Periode {period} sudah ditutup. Hubungi Sekretariat OGI untuk menyusulkan laporan."),
            field="period",
            period=f"{period.code} {period.year}",
        )


def remember_edition(session: Session, report: ProgressReport, known_on: dt.date) -> None:
    """Keep what the report says from this day on, for pictures of the past.

    A correction that arrived before what it corrects also counts from the last day something was known: what
    stands now must be what the picture of today shows.
    """
    latest: dt.date | None = session.exec(
        select(func.max(ReportEdition.known_on)).where(ReportEdition.report_id == report.id)
    ).one()
    for day in sorted({known_on, max(known_on, latest or known_on)}):
        session.add(
            ReportEdition(
                report_id=report.id or 0,
                known_on=day,
                state=report.state,
                percent=report.percent,
                completion=report.completion,
                published=report.published,
                achievement=report.achievement,
                obstacle=report.obstacle,
                next_step=report.next_step,
                entered_at=now(),
            )
        )
        session.flush()


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
    """Attach a link to a report; the same link twice stays one.

    Raises Invalid for what is no web address, and for a document that is dated in the future.
    """
    report = fetch(session, ProgressReport, report_id)
    demand(actor, Action.REPORT, Subject(report.organisation_id, report.assessor))
    address = web_address(url)
    known = session.exec(
        select(Evidence).where(
            Evidence.report_id == report_id, Evidence.url == address, col(Evidence.withdrawn).is_(False)
        )
    ).first()
    if known:
        return known
    evidence = Evidence(
        report_id=report_id,
        kind=EvidenceKind.LINK,
        title=short_enough(title, "title"),
        url=address,
        visibility=visibility,
        document_date=has_come(document_date, "document_date"),
        document_number=short_enough(document_number, "document_number"),
        added_on=today(),
    )
    session.add(evidence)
    if place:
        journal.came_from(session, evidence, place, "url")
    session.flush()
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
