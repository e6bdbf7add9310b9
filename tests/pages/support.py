"""What tests of public views put into the database."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from models.commands.report_entry import ReportKey, enter_report
from models.rules.access import SYSTEM
from models.tables.commitment import Milestone
from models.tables.organisation import Organisation
from models.tables.plan import ReportingPeriod
from models.tables.progress import ProgressReport
from models.vocabulary import Assessor


def report_on(session: Session, row_code: str, who: str, assessor: Assessor, **content: Any) -> ProgressReport:
    """A submitted report for the first period of the milestone's plan."""
    milestone = session.exec(select(Milestone).where(Milestone.row_code == row_code)).one()
    organisation = session.exec(select(Organisation).where(Organisation.abbreviation == who)).one()
    period = session.exec(
        select(ReportingPeriod).where(ReportingPeriod.year == 2023).order_by(col(ReportingPeriod.ends_on))
    ).first()
    assert period is not None
    key = ReportKey(milestone.id or 0, period.id or 0, organisation.id or 0, assessor)
    return enter_report(session, SYSTEM, key, content)
