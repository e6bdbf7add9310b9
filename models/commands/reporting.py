"""What a reporter does with several reports at once: open one to attach to, send what is complete, publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlmodel import Session

from models.commands.guards import fetch
from models.commands.progress import publish_assessment
from models.commands.report_entry import CONTENT_FIELDS, Entry, ReportKey, enter_report, find_report
from models.rules.access import Actor
from models.tables.progress import ProgressReport
from models.vocabulary import ReportState

#: a report that says nothing yet
BLANK = {name: None if name in ("percent", "completion") else "" for name in CONTENT_FIELDS}


def open_report(session: Session, actor: Actor, key: ReportKey) -> ProgressReport:
    """The report with this key, to attach something to: an empty draft where there is none.

    Raises NotAllowed, NotFound, Invalid (period closed).
    """
    report = find_report(session, key)
    if report is not None and report.state is not ReportState.WITHDRAWN:
        return report
    return enter_report(session, actor, key, BLANK, Entry(submit=False))


def submit_reports(session: Session, actor: Actor, shown: Mapping[int, int]) -> tuple[ProgressReport, ...]:
    """Send drafts as they stand, all or none: report → the version that was shown.

    Raises NotAllowed, NotFound, Invalid (period closed), Stale for one that was changed meanwhile.
    """
    return tuple(_submit(session, actor, report_id, version) for report_id, version in shown.items())


def _submit(session: Session, actor: Actor, report_id: int, version: int) -> ProgressReport:
    report = fetch(session, ProgressReport, report_id)
    key = ReportKey(report.milestone_id, report.period_id, report.organisation_id, report.assessor)
    return enter_report(session, actor, key, {}, Entry(shown_version=version))


def publish_assessments(
    session: Session, actor: Actor, report_ids: Iterable[int], *, published: bool = True
) -> tuple[ProgressReport, ...]:
    """Make several sent CSO assessments public, or take them back. Raises NotAllowed, NotFound, Invalid."""
    return tuple(publish_assessment(session, actor, key, published=published) for key in report_ids)
