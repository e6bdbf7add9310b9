"""All tables of open data, and the questions they may be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from models.vocabulary import Light
from reports.opendata.describe import Filter, Resource, codes
from reports.opendata.of_meetings import DECISIONS, FOLLOW_UPS, MEETINGS, STATEMENTS, WORDING_CHANGES
from reports.opendata.of_others import CHANGES, ORGANISATIONS, PROPOSALS
from reports.opendata.of_plans import COMMITMENTS, IRM, MEASURES, MILESTONES, PERIODS, PLANS
from reports.opendata.of_reports import EVIDENCE, REPORTS

RESOURCES: Final[tuple[Resource, ...]] = (
    PLANS,
    PERIODS,
    COMMITMENTS,
    MEASURES,
    MILESTONES,
    REPORTS,
    EVIDENCE,
    IRM,
    ORGANISATIONS,
    PROPOSALS,
    MEETINGS,
    DECISIONS,
    STATEMENTS,
    WORDING_CHANGES,
    FOLLOW_UPS,
    CHANGES,
)
BY_NAME: Final = {resource.name: resource for resource in RESOURCES}
FILTERS: Final[Mapping[str, Filter]] = {
    asked.name: asked
    for asked in (
        Filter("plan", "code of a plan, RAN-VII"),
        Filter("commitment", "code of a commitment, RAN7-06"),
        Filter("organisation", "short name of an institution or CSO, KPU"),
        Filter("status", "where it stands", values=codes(Light)),
        Filter("period", "a reporting period, 2024-B06"),
        Filter("as_of", "as it was known on this day, 2024-06-30", kind="date"),
        Filter("since", "from this day on, 2024-06-30", kind="date"),
    )
}
