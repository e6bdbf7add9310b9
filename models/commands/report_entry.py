"""How a report comes in: what may be said, by whom, into which period; one at a time or thousands in one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from sqlmodel import Session, col, func, select

from models import journal
from models.clock import now, today
from models.commands.guards import demand, in_portions, insert_at_once, period_of, same_as_shown, short_enough
from models.language import N_, long_date, number, short_date
from models.problems import Invalid, NotAllowed, NotFound
from models.rules.access import Action, Actor, Subject
from models.rules.periods import intake
from models.rules.status import COUNTED
from models.tables.commitment import Commitment, CommitmentParty, Milestone, MilestoneParty, SuccessMeasure
from models.tables.organisation import Organisation
from models.tables.plan import ReportingPeriod
from models.tables.progress import ProgressReport, ReportEdition
from models.vocabulary import Assessor, Completion, OrganisationKind, PeriodState, ReportState, Role

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
        values = {name: getattr(self, name) for name in CONTENT_FIELDS}
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
    book = ReportBook(session, actor, [key])
    report = book.enter(key, content, entry)
    book.write()
    return report


class ReportBook:
    """Reports that are entered in one act: the database is asked once for all, and written once for all.

    A matrix of a whole plan holds thousands. ``enter`` says of each what is wrong with it; nothing is certain
    before ``write``.
    """

    def __init__(self, session: Session, actor: Actor, keys: Collection[ReportKey]) -> None:
        self._session = session
        self._actor = actor
        self._moment, self._today = now(), today()
        milestones = {key.milestone_id for key in keys}
        self._owners = _owners(session, milestones)
        self._parties = _parties(session, self._owners)
        self._periods = {key.period_id: session.get(ReportingPeriod, key.period_id) for key in keys}
        self._organisations = {key.organisation_id: session.get(Organisation, key.organisation_id) for key in keys}
        self._reports = _standing(session, keys)
        self._sent: dict[ReportKey, dt.date] = {}

    def standing(self, key: ReportKey) -> ProgressReport | None:
        """The report with this key, if there is one."""
        return self._reports.get(key)

    def enter(self, key: ReportKey, content: Mapping[str, Any], entry: Entry | None = None) -> ProgressReport:
        """As ``enter_report``; the report has no id before ``write``."""
        entry = entry or Entry()
        self._demand(key, entry)
        report = self._reports.get(key)
        values = ReportContent(**{**_standing_content(report), **content}).validated()
        if report is not None:
            same_as_shown(report, entry.shown_version, *CONTENT_FIELDS, "state")
            if _says_nothing_new(report, values, entry):
                return report
            if not entry.submit and report.state in COUNTED:
                raise Invalid(
                    N_("Laporan ini sudah dikirim dan tidak dapat disimpan sebagai draf. Kirim perbaikannya."),
                    field="state",
                )
        values |= self._arrival(entry)
        if report is None:
            report = self._reports[key] = ProgressReport(**asdict(key), **values)
            self._session.add(report)
        else:
            for name, value in values.items():
                if getattr(report, name) != value:
                    setattr(report, name, value)
        for name, place in entry.places.items():
            journal.came_from(self._session, report, place, name)
        if report.received_on is not None and entry.submit:
            self._sent[key] = report.received_on
        return report

    def _arrival(self, entry: Entry) -> dict[str, Any]:
        """What becomes of a report by arriving now; a new word waits for a new verdict."""
        arrival: dict[str, Any] = {"entered_at": self._moment, "entered_by": self._actor.account_id}
        if not entry.submit:
            return {**arrival, "state": ReportState.DRAFT}
        return {
            **arrival,
            "state": ReportState.SUBMITTED,
            "received_on": entry.received_on or self._today,
            "submitted_at": self._moment,
            "decided_at": None,
            "decided_by": None,
            "verdict_note": "",
        }

    def write(self) -> None:
        """Send what was entered to the database, with an edition of each report that was submitted."""
        self._session.flush()
        remember_editions(self._session, [(self._reports[key], day) for key, day in self._sent.items()])
        self._sent.clear()

    def _demand(self, key: ReportKey, entry: Entry) -> None:
        owner, period = self._owners.get(key.milestone_id), self._periods.get(key.period_id)
        organisation = self._organisations.get(key.organisation_id)
        if owner is None or period is None or organisation is None:
            raise NotFound
        if key.assessor not in (assessor_of(organisation), Assessor.SECRETARIAT):
            raise NotAllowed  # nobody speaks in another assessment than its own
        party = (key.milestone_id, key.organisation_id) in self._parties
        demand(self._actor, Action.REPORT, Subject(key.organisation_id, key.assessor, party))
        period_of(owner.plan_id, period)
        _takes_reports(self._actor, period)
        if entry.received_on is not None and entry.received_on > self._today:
            raise Invalid(
                N_("Tanggal diterima {day} belum tiba. Periksa tanggalnya."),
                field="received_on",
                day=short_date(entry.received_on),
            )


@dataclass(frozen=True, slots=True)
class _Owner:
    """What a milestone belongs to."""

    commitment_id: int
    plan_id: int


def _owners(session: Session, milestone_ids: Iterable[int]) -> dict[int, _Owner]:
    found = {}
    for portion in in_portions(milestone_ids):
        asked = (
            select(Milestone.id, Commitment.id, Commitment.plan_id)
            .join(SuccessMeasure, col(SuccessMeasure.id) == Milestone.measure_id)
            .join(Commitment, col(Commitment.id) == SuccessMeasure.commitment_id)
            .where(col(Milestone.id).in_(portion))
        )
        for milestone, commitment, plan in session.exec(asked):
            found[milestone or 0] = _Owner(commitment or 0, plan)
    return found


def _parties(session: Session, owners: Mapping[int, _Owner]) -> set[tuple[int, int]]:
    """(milestone, organisation): who answers for a milestone or has any role in its commitment."""
    responsible: set[tuple[int, int]] = set()
    for portion in in_portions(owners):
        asked = select(MilestoneParty.milestone_id, MilestoneParty.organisation_id)
        responsible.update(session.exec(asked.where(col(MilestoneParty.milestone_id).in_(portion))))
    roles: dict[int, set[int]] = {}
    for portion in in_portions(owner.commitment_id for owner in owners.values()):
        named = select(CommitmentParty.commitment_id, CommitmentParty.organisation_id)
        for commitment, organisation in session.exec(named.where(col(CommitmentParty.commitment_id).in_(portion))):
            roles.setdefault(commitment, set()).add(organisation)
    for milestone, owner in owners.items():
        responsible.update((milestone, organisation) for organisation in roles.get(owner.commitment_id, ()))
    return responsible


def _standing(session: Session, keys: Collection[ReportKey]) -> dict[ReportKey, ProgressReport]:
    if len(keys) == 1:
        (key,) = keys
        report = find_report(session, key)
        return {key: report} if report else {}
    periods, organisations = {key.period_id for key in keys}, {key.organisation_id for key in keys}
    found = {}
    for portion in in_portions(key.milestone_id for key in keys):
        asked = select(ProgressReport).where(
            col(ProgressReport.milestone_id).in_(portion),
            col(ProgressReport.period_id).in_(periods),
            col(ProgressReport.organisation_id).in_(organisations),
        )
        for report in session.exec(asked):
            key = ReportKey(report.milestone_id, report.period_id, report.organisation_id, report.assessor)
            found[key] = report
    return found


def _standing_content(report: ProgressReport | None) -> dict[str, Any]:
    return {} if report is None else {name: getattr(report, name) for name in CONTENT_FIELDS}


def _says_nothing_new(report: ProgressReport, values: Mapping[str, Any], entry: Entry) -> bool:
    """Who sends again what stands, verified or not, says nothing new."""
    stands = report.state in (COUNTED if entry.submit else (ReportState.DRAFT,))
    same_day = entry.received_on is None or entry.received_on == report.received_on
    return stands and same_day and all(getattr(report, name) == value for name, value in values.items())


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
    """Keep what the report says from this day on, for pictures of the past."""
    remember_editions(session, [(report, known_on)])


def remember_editions(session: Session, known: Collection[tuple[ProgressReport, dt.date]]) -> None:
    """Keep what each report says from its day on, for pictures of the past.

    A correction that arrived before what it corrects also counts from the last day something was known: what
    stands now must be what the picture of today shows.
    """
    latest: dict[int, dt.date] = {}
    for portion in in_portions(report.id or 0 for report, _day in known):
        asked = select(ReportEdition.report_id, func.max(ReportEdition.known_on))
        latest.update(
            session.exec(
                asked.where(col(ReportEdition.report_id).in_(portion)).group_by(col(ReportEdition.report_id))
            ).all()
        )
    moment = now()
    editions = [
        {
            "report_id": report.id,
            "known_on": day,
            "entered_at": moment,
            **{name: getattr(report, name) for name in _REMEMBERED},
        }
        for report, known_on in known
        for day in sorted({known_on, max(known_on, latest.get(report.id or 0, known_on))})
    ]
    insert_at_once(session, ReportEdition, editions)


_REMEMBERED = ("state", "percent", "completion", "published", "achievement", "obstacle", "next_step")
