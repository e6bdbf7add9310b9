"""The secretariat's working day: what arrived, what is owed, what waits, what is missing, per institution.

Every figure of the desk is the length of a list that can be asked for; both come from the same items.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.problems import NotAllowed
from models.queries.exchange import RegisterEntry, dispatch_register
from models.queries.meeting_records import FollowUpFilter, FollowUpRecord, MeetingFilter
from models.queries.meetings import list_follow_ups
from models.queries.progress import (
    CommitmentPicture,
    MilestonePicture,
    OrganisationName,
    PlanPicture,
    organisation_names,
    owes,
)
from models.rules.access import Action, Actor, can
from models.rules.periods import Period, is_due_soon, is_past, is_recent
from models.rules.status import COUNTED, Assessed, Reason, is_disputed
from models.tables.commitment import Commitment, Milestone, SuccessMeasure
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import Assessor, Completion, Light, ReportState

#: what arrived within so many days, today included, counts as just arrived
LATELY: Final = 7
#: due dates within so many days from today are spoken of
SOON: Final = 30


#: stands where no institution answers for a milestone
NOBODY: Final = OrganisationName(0, "", "–", False)


class DeskList(StrEnum):
    """The lists behind the figures; the values stand in addresses."""

    ARRIVED = "masuk"
    OWED = "wajib"
    REPORTED = "sudah"
    MISSING = "belum-masuk"
    UNVERIFIED = "belum-diverifikasi"
    RETURNED = "dikembalikan"
    WITHOUT_EVIDENCE = "tanpa-bukti"
    DISPUTED = "berbeda"
    LATE = "terlambat"
    DUE_SOON = "segera"


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A milestone and who reports on it, with the report of the period where there is one."""

    commitment_code: str
    row_code: str
    title: str
    due_on: dt.date | None
    light: Light
    organisation: OrganisationName
    assessor: Assessor
    period: Period | None
    #: a report is owed for the period
    owed: bool = False
    #: by somebody who answers for the milestone
    answers: bool = True
    report_id: int | None = None
    state: ReportState | None = None
    percent: float | None = None
    completion: Completion | None = None
    received_on: dt.date | None = None
    evidence: int = 0
    disputed: bool = False
    #: why the milestone needs somebody, where the item is about it and not about one report
    reasons: tuple[Reason, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether there is a report that counts."""
        return self.state in COUNTED

    @property
    def key(self) -> str:
        """Names the reporter in an address, as ``Reporter.key`` does."""
        return f"{self.assessor.value}-{self.organisation.id}"


def _lacks_evidence(item: DeskItem) -> bool:
    says_something = item.completion is Completion.COMPLETE or bool(item.percent)
    return item.counted and item.answers and says_something and not item.evidence


#: which items of the period belong to a list
_OF_PERIOD: Final[Mapping[DeskList, Callable[[DeskItem], bool]]] = {
    DeskList.OWED: lambda i: i.owed,
    DeskList.REPORTED: lambda i: i.owed and i.counted,
    DeskList.MISSING: lambda i: i.owed and not i.counted,
    DeskList.UNVERIFIED: lambda i: i.state is ReportState.SUBMITTED and i.answers,
    DeskList.RETURNED: lambda i: i.state is ReportState.RETURNED,
    DeskList.WITHOUT_EVIDENCE: _lacks_evidence,
    DeskList.DISPUTED: lambda i: i.disputed,
}


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """One institution's figures for the period."""

    organisation: OrganisationName
    counts: Mapping[DeskList, int]
    #: over all periods
    last_received: dt.date | None

    @property
    def is_silent(self) -> bool:
        """It owes and has said nothing for the period."""
        return not self.counts[DeskList.REPORTED]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything the secretariat has before it on a day."""

    period: Period | None
    today: dt.date
    #: of the period
    items: tuple[DeskItem, ...]
    arrived: tuple[DeskItem, ...]
    late: tuple[DeskItem, ...]
    due_soon: tuple[DeskItem, ...]
    institutions: tuple[InstitutionRow, ...]
    follow_ups: tuple[FollowUpRecord, ...]
    #: matrices that are out; None for who may not know of them
    matrices: tuple[RegisterEntry, ...] | None
    #: reports of other periods that wait for a verdict
    waiting_elsewhere: int

    @property
    def is_overdue(self) -> bool:
        """Whether the period's reports should be here by now: from the day after the due date."""
        return self.period is not None and is_past(self.period.due_on, self.today)

    @property
    def silent(self) -> tuple[InstitutionRow, ...]:
        """Institutions that owe and have said nothing."""
        return tuple(row for row in self.institutions if row.is_silent)

    def listed(self, which: DeskList, organisation_id: int | None = None) -> tuple[DeskItem, ...]:
        """The items behind a figure, of everybody or of one institution."""
        other = {DeskList.ARRIVED: self.arrived, DeskList.LATE: self.late, DeskList.DUE_SOON: self.due_soon}
        found = other[which] if which in other else tuple(filter(_OF_PERIOD[which], self.items))
        return tuple(i for i in found if organisation_id in (None, i.organisation.id))

    def count(self, which: DeskList) -> int:
        """How many items a list holds."""
        return len(self.listed(which))


def desk(session: Session, actor: Actor, picture: PlanPicture, period: Period | None, today: dt.date) -> Desk:
    """The desk of a plan for one of its periods. Raises NotAllowed."""
    if not can(actor, Action.SEE_INTERNAL):
        raise NotAllowed
    reports = _reports(session, picture)
    items = _items(session, picture, period, reports) if period else ()
    received: dict[int, dt.date] = {}
    for r in reports:
        if r["received_on"] is not None and r["state"] in COUNTED:
            known = received.get(r["organisation_id"], r["received_on"])
            received[r["organisation_id"]] = max(known, r["received_on"])
    every = _every_milestone(picture)
    return Desk(
        period=period,
        today=today,
        items=items,
        arrived=_arrived(session, picture, reports, today),
        late=tuple(i for i in every if i.light is Light.LATE),
        due_soon=tuple(i for i in every if _is_due_soon(i, today)),
        institutions=_institutions(items, received, picture, period),
        follow_ups=list_follow_ups(
            session, actor, today, FollowUpFilter(open_only=True, meetings=MeetingFilter(plan=picture.plan.code))
        ),
        matrices=tuple(e for e in dispatch_register(session, actor, today, plan_id=picture.plan.id) if e.is_silent)
        if can(actor, Action.DISPATCH)
        else None,
        waiting_elsewhere=_waiting_elsewhere(picture, reports, period),
    )


def _is_due_soon(item: DeskItem, today: dt.date) -> bool:
    done = item.light in (Light.COMPLETE, Light.CANCELLED)
    return not done and is_due_soon(item.due_on, today, SOON)


# -- items ----------------------------------------------------------------------------------------------------------

Row = Mapping[str, Any]


def _reports(session: Session, picture: PlanPicture) -> list[Row]:
    """Every report of the plan that was ever sent, without its texts, with its number of documents."""
    pieces = (
        select(col(Evidence.report_id), func.count().label("pieces"))
        .where(col(Evidence.withdrawn).is_(False))
        .group_by(col(Evidence.report_id))
        .subquery()
    )
    rows = session.execute(
        select(
            col(ProgressReport.id),
            col(ProgressReport.milestone_id),
            col(ProgressReport.period_id),
            col(ProgressReport.assessor),
            col(ProgressReport.organisation_id),
            col(ProgressReport.state),
            col(ProgressReport.percent),
            col(ProgressReport.completion),
            col(ProgressReport.received_on),
            func.coalesce(pieces.c.pieces, 0).label("pieces"),
        )
        .join(Milestone, col(Milestone.id) == col(ProgressReport.milestone_id))
        .join(SuccessMeasure, col(SuccessMeasure.id) == col(Milestone.measure_id))
        .join(Commitment, col(Commitment.id) == col(SuccessMeasure.commitment_id))
        .outerjoin(pieces, pieces.c.report_id == col(ProgressReport.id))
        .where(
            col(Commitment.plan_id) == picture.plan.id,
            col(ProgressReport.state).in_((*COUNTED, ReportState.RETURNED)),
        )
        .order_by(col(ProgressReport.id))
    ).mappings()
    return [dict(row) for row in rows]


def _items(session: Session, picture: PlanPicture, period: Period, reports: list[Row]) -> tuple[DeskItem, ...]:
    names = organisation_names(session)
    of_period: dict[int, list[Row]] = defaultdict(list)
    for r in reports:
        if r["period_id"] == period.id:
            of_period[r["milestone_id"]].append(r)
    found: list[DeskItem] = []
    for commitment, milestone in picture.milestones:
        is_owed = owes(milestone, period)
        spoken = of_period.get(milestone.id, [])
        answering = {o.id: o for o in milestone.responsible or commitment.leads}
        said = {r["id"]: _assessed(r, period, answers=_answers(r, milestone)) for r in spoken}
        reporters = {(_own_assessor(o), o.id): o for o in answering.values()} if is_owed else {}
        for r in spoken:
            if r["assessor"] is not Assessor.SECRETARIAT:
                reporters.setdefault((r["assessor"], r["organisation_id"]), names[r["organisation_id"]])
        for (assessor, organisation_id), organisation in reporters.items():
            report = next(
                (r for r in spoken if (r["assessor"], r["organisation_id"]) == (assessor, organisation_id)), None
            )
            found.append(
                _item(
                    commitment,
                    milestone,
                    organisation,
                    assessor,
                    period,
                    report,
                    owed=is_owed and organisation_id in answering,
                    answers=report is None or _answers(report, milestone),
                    disputed=report is not None
                    and is_disputed(said[report["id"]], said.values(), picture.plan.disagreement_points),
                )
            )
    return tuple(found)


def _item(
    commitment: CommitmentPicture,
    milestone: MilestonePicture,
    organisation: OrganisationName,
    assessor: Assessor,
    period: Period | None,
    report: Row | None = None,
    *,
    owed: bool = False,
    answers: bool = True,
    disputed: bool = False,
) -> DeskItem:
    item = DeskItem(
        commitment_code=commitment.code,
        row_code=milestone.row_code,
        title=milestone.title or milestone.row_code,
        due_on=milestone.due_on,
        light=milestone.standing.light,
        organisation=organisation,
        assessor=assessor,
        period=period,
        owed=owed,
        answers=answers,
        disputed=disputed,
    )
    if report is None:
        return item
    return replace(
        item,
        report_id=report["id"],
        state=report["state"],
        percent=report["percent"],
        completion=report["completion"],
        received_on=report["received_on"],
        evidence=report["pieces"],
    )


def _own_assessor(organisation: OrganisationName) -> Assessor:
    return Assessor.CSO if organisation.is_cso else Assessor.AGENCY


def _answers(report: Row, milestone: MilestonePicture) -> bool:
    if report["assessor"] is Assessor.SECRETARIAT:
        return False
    named = any(o.id == report["organisation_id"] for o in milestone.responsible)
    return report["assessor"] is Assessor.AGENCY or named


def _assessed(report: Row, period: Period, *, answers: bool) -> Assessed:
    return Assessed(
        period,
        report["assessor"],
        report["organisation_id"],
        report["state"],
        report["percent"],
        report["completion"],
        responsible=answers,
    )


def _every_milestone(picture: PlanPicture) -> list[DeskItem]:
    return [
        replace(
            _item(commitment, milestone, organisation, _own_assessor(organisation), None),
            percent=milestone.standing.percent,
            reasons=milestone.standing.reasons,
        )
        for commitment, milestone in picture.milestones
        for organisation in ((milestone.responsible or commitment.leads)[:1] or (NOBODY,))
    ]


def _arrived(session: Session, picture: PlanPicture, reports: list[Row], today: dt.date) -> tuple[DeskItem, ...]:
    fresh = [r for r in reports if r["state"] in COUNTED and is_recent(r["received_on"], today, LATELY)]
    if not fresh:
        return ()
    names = organisation_names(session)
    periods = {p.id: p for p in picture.periods}
    subjects = {m.id: (c, m) for c, m in picture.milestones}
    fresh.sort(key=lambda r: (r["received_on"], r["id"]), reverse=True)
    return tuple(
        _item(
            *subjects[r["milestone_id"]], names[r["organisation_id"]], r["assessor"], periods[r["period_id"]], r,
            answers=_answers(r, subjects[r["milestone_id"]][1]),
        )
        for r in fresh
    )  # fmt: skip


# -- figures --------------------------------------------------------------------------------------------------------


def _institutions(
    items: Iterable[DeskItem], received: Mapping[int, dt.date], picture: PlanPicture, period: Period | None
) -> tuple[InstitutionRow, ...]:
    """Who owes for the period, those that have said nothing first."""
    counts: dict[OrganisationName, dict[DeskList, int]] = {}
    if picture.coverage.period == period:
        # who leads a commitment without targets owes its word all the same
        counts.update((o, dict.fromkeys(_OF_PERIOD, 0)) for o in picture.coverage.silent)
    for item in items:
        own = counts.setdefault(item.organisation, dict.fromkeys(_OF_PERIOD, 0))
        for which, belongs in _OF_PERIOD.items():
            own[which] += belongs(item)
    owing = {o: c for o, c in counts.items() if c[DeskList.OWED] or o in picture.coverage.silent}
    rows = [InstitutionRow(o, c, received.get(o.id)) for o, c in owing.items()]
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                not row.is_silent,
                -row.counts[DeskList.UNVERIFIED],
                -row.counts[DeskList.MISSING],
                row.organisation.short.casefold(),
            ),
        )
    )


def _waiting_elsewhere(picture: PlanPicture, reports: Iterable[Row], period: Period | None) -> int:
    subjects = {m.id: m for _, m in picture.milestones}
    return sum(
        1
        for r in reports
        if r["state"] is ReportState.SUBMITTED
        and (period is None or r["period_id"] != period.id)
        and _answers(r, subjects[r["milestone_id"]])
    )
