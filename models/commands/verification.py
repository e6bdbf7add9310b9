"""What may be done with many verdicts at once, and how one is taken back."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from models.clock import today
from models.commands.guards import demand, fetch, same_as_shown
from models.commands.progress import verify_report
from models.commands.report_entry import CONTENT_FIELDS, remember_edition
from models.language import N_, number
from models.problems import Invalid, TrackerError
from models.rules.access import Action, Actor
from models.tables.progress import ProgressReport
from models.vocabulary import ReportState


class NotVerified(TrackerError):
    """At least one report of many cannot be verified, so none was; ``refused`` says why, by report."""

    default = N_("Tidak ada yang diverifikasi: {bad} dari {total} laporan perlu diperiksa.")

    def __init__(self, refused: Mapping[int, str], total: int) -> None:
        super().__init__(bad=number(len(refused)), total=number(total))
        self.refused = dict(refused)


def verify_reports(
    session: Session, actor: Actor, shown: Mapping[int, int], *, note: str = ""
) -> tuple[ProgressReport, ...]:
    """Accept many reports, given as id → the version that was shown, whole or not at all. Raises NotVerified."""
    demand(actor, Action.VERIFY)
    verified: list[ProgressReport] = []
    refused: dict[int, str] = {}
    for report_id, version in shown.items():
        try:
            verified.append(verify_report(session, actor, report_id, shown_version=version, note=note))
        except TrackerError as error:
            refused[report_id] = str(error)
    if refused:
        raise NotVerified(refused, len(shown))
    return tuple(verified)


def reopen_report(
    session: Session, actor: Actor, report_id: int, *, shown_version: int | None = None
) -> ProgressReport:
    """Take a verdict back: the report waits for one again. Raises Invalid where none was given, Stale."""
    demand(actor, Action.VERIFY)
    report = fetch(session, ProgressReport, report_id)
    same_as_shown(report, shown_version, *CONTENT_FIELDS, "state")
    if report.state not in (ReportState.VERIFIED, ReportState.RETURNED):
        raise Invalid(N_("Laporan ini tidak sedang berputusan; tidak ada yang dapat diurungkan."), field="state")
    report.state = ReportState.SUBMITTED
    report.decided_at = None
    report.decided_by = None
    report.verdict_note = ""
    session.flush()
    remember_edition(session, report, max(report.received_on or today(), today()))
    return report
