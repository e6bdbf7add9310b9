"""Update milestones: many in a grid, or one by form with ``?baris=RAN7-06-1-1``."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from sqlmodel import Session

from models.language import _, number, plural
from models.problems import NotFound
from models.queries.plans import PlanRecord, period_name, revision
from models.queries.progress import OrganisationName, PlanPicture
from models.queries.verification import QueueFilter, QueueLine, verification_queue
from models.queries.worklist import MilestoneWork, WorkRow, milestone_work, reporting_organisations, worklist
from models.rules.access import Action
from models.rules.periods import Period, current_period
from models.vocabulary import ReportState, label
from pages.ui import frame
from pages.ui.choices import asked, choose_plan, remember
from pages.ui.entry import show_news
from pages.ui.filters import pick
from pages.ui.gate import Visit, database, require
from pages.ui.markup import badge, html, join, show, verbatim
from pages.ui.pictures import picture_for
from pages.ui.reporting.form import report_form
from pages.ui.reporting.milestone_form import cancel_section, interim_form, milestone_form
from pages.ui.reporting.milestone_grid import milestone_grid


def page(visit: Visit) -> None:
    """Plan, period, institution and milestone in one row on top; then the grid or the form."""
    with database() as session:
        work = _asked_for(session, visit)
        top = st.columns([3, 2, 2, 3])
        with top[0]:
            plan = choose_plan(session, visit.actor, key="plan")
        if plan is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        if work and work.plan.code != plan.code:
            work = None
        picture = picture_for(session, visit, plan, visit.today)
        period = _choose_period(top[1], visit, picture)
        organisation = _choose_organisation(top[2], picture)
        work = _choose_milestone(top[3], session, visit, picture, organisation, work)
        at_revision = revision(session)
        waiting = _waiting(session, visit, plan, period, organisation, work)
    if work:
        _one(visit, work, period, waiting)
    else:
        _many(visit, plan, picture, period, organisation, waiting, at_revision)


def _asked_for(session: Session, visit: Visit) -> MilestoneWork | None:
    row_code = st.query_params.get("baris")
    if not row_code:
        return None
    try:
        work = milestone_work(session, visit.actor, row_code, visit.today)
    except NotFound:
        st.warning(_("Tidak ada target capaian dengan kode “{code}”.", code=verbatim(row_code[:48])))
        st.query_params.pop("baris", None)
        return None
    if "rencana" not in st.query_params and "plan" not in st.session_state:
        st.query_params["rencana"] = work.plan.code
    return work


# -- the row on top -------------------------------------------------------------------------------------------------


def _choose_period(place: st.delta_generator.DeltaGenerator, visit: Visit, picture: PlanPicture) -> Period | None:
    by_code = {f"{p.year}-{p.code}": p for p in picture.periods}
    usual = current_period(picture.periods, visit.today)
    if usual is None:
        return None
    fallback = f"{usual.year}-{usual.code}"
    start = asked("periode", list(by_code), fallback)
    with place:
        code = st.selectbox(
            _("Periode"),
            list(by_code),
            index=list(by_code).index(start),
            format_func=lambda c: period_name(by_code[c]),
            key=f"period/{picture.plan.code}",
        )
    remember("periode", code, fallback=fallback)
    return by_code[code]


def _choose_organisation(place: st.delta_generator.DeltaGenerator, picture: PlanPicture) -> OrganisationName | None:
    by_short = {o.short: o for o in reporting_organisations(picture)}
    options = ["", *by_short]
    start = asked("instansi", options, "")
    with place:
        short = st.selectbox(
            _("Instansi atau OMS"),
            options,
            index=options.index(start),
            format_func=lambda o: o or _("Semua"),
            key=f"organisation/{picture.plan.code}",
        )
    remember("instansi", short)
    return by_short.get(short)


def _choose_milestone(
    place: st.delta_generator.DeltaGenerator,
    session: Session,
    visit: Visit,
    picture: PlanPicture,
    organisation: OrganisationName | None,
    work: MilestoneWork | None,
) -> MilestoneWork | None:
    titles = {
        m.row_code: m.title
        for _c, m in picture.milestones
        if organisation in (None, *m.responsible) or (work and work.picture.row_code == m.row_code)
    }
    options = ["", *titles]
    start = asked("baris", options, "")
    with place:
        row_code = st.selectbox(
            _("Target capaian"),
            options,
            index=options.index(start),
            format_func=lambda c: f"{c} · {titles[c]}" if c else _("Semua, dalam tabel"),
            key=f"milestone/{picture.plan.code}",
        )
    remember("baris", row_code)
    if not row_code:
        st.query_params.pop("pelapor", None)
        return None
    if work and work.picture.row_code == row_code:
        return work
    return milestone_work(session, visit.actor, row_code, visit.today)


def _waiting(
    session: Session,
    visit: Visit,
    plan: PlanRecord,
    period: Period | None,
    organisation: OrganisationName | None,
    work: MilestoneWork | None,
) -> tuple[QueueLine, ...]:
    which = QueueFilter(
        None if work else period,
        organisation.id if organisation else None,
        row_code=work.picture.row_code if work else "",
    )
    return verification_queue(session, visit.actor, plan, visit.today, which)


# -- many -----------------------------------------------------------------------------------------------------------


def _many(
    visit: Visit,
    plan: PlanRecord,
    picture: PlanPicture,
    period: Period | None,
    organisation: OrganisationName | None,
    waiting: tuple[QueueLine, ...],
    at_revision: str,
) -> None:
    frame.head(_("Mutakhirkan capaian"), lead=_lead(plan, picture, period, waiting))
    show_news()
    if period is None:
        frame.empty(
            _("{plan} belum punya periode pelaporan.", plan=plan.name),
            _("Laporan diisikan per periode. Pilih rencana aksi lain, atau satu target capaian untuk mengubahnya."),
        )
        return
    if waiting:
        asked_for = {"periode": f"{period.year}-{period.code}", "instansi": organisation.short if organisation else ""}
        show(
            html(
                "<p>{link}</p>",
                link=frame.link(
                    plural("Verifikasi {n} laporan yang menunggu", len(waiting)),
                    "verifikasi",
                    rencana=plan.code,
                    **asked_for,
                ),
            )
        )

    which = _narrowed(picture)

    def load(session: Session) -> tuple[WorkRow, ...]:
        rows = worklist(session, visit.actor, picture, period, organisation.id if organisation else None)
        return tuple(row for row in rows if which.fits(row))

    scope = f"{plan.code}/{period.id}/{organisation.id if organisation else ''}/{visit.language}{which.key}"
    milestone_grid(visit, period, scope, at_revision, load)


NO_REPORT = "belum-ada"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which rows of the grid are shown, beside period and institution."""

    commitment: str = ""
    state: str = ""

    @property
    def key(self) -> str:
        """Names the choice; empty where everything is shown."""
        return f"/{self.commitment}/{self.state}" if self.commitment or self.state else ""

    def fits(self, row: WorkRow) -> bool:
        """Whether a row is wanted. What the actor may not read counts as not there yet."""
        state = row.report.state.value if row.report else NO_REPORT
        return self.commitment in ("", row.commitment_code) and self.state in ("", state)


def _narrowed(picture: PlanPicture) -> Narrowed:
    commitment, state, _rest = st.columns([5, 3, 2])
    with commitment:
        code = pick(_("Komitmen"), "komitmen", {c.code: f"{c.code} {c.title}" for c in picture.commitments}, _("Semua"))
    states = (ReportState.SUBMITTED, ReportState.RETURNED, ReportState.VERIFIED)
    with state:
        wanted = pick(
            _("Keadaan laporan"),
            "keadaan",
            {NO_REPORT: _("Belum ada"), **{s.value: label(s) for s in states}},
            _("Semua"),
        )
    return Narrowed(code, wanted)


def _lead(plan: PlanRecord, picture: PlanPicture, period: Period | None, waiting: tuple[QueueLine, ...]) -> str:
    if period is None:
        return plan.title
    return _(
        "{plan}, {period}: {waiting} laporan menunggu verifikasi.",
        plan=plan.name,
        period=period_name(period),
        waiting=number(len(waiting)),
    )


# -- one ------------------------------------------------------------------------------------------------------------


def _one(visit: Visit, work: MilestoneWork, period: Period | None, waiting: tuple[QueueLine, ...]) -> None:
    frame.head(
        work.picture.title or work.picture.row_code,
        trail=((_("Mutakhirkan capaian"), frame.address("mutakhirkan", rencana=work.plan.code)),),
    )
    show(
        html(
            "<p>{badge} &nbsp; <strong>{code}</strong> · {commitment} · {history}</p>",
            badge=badge(work.picture.standing.light),
            code=work.picture.row_code,
            commitment=frame.link(work.commitment.title, "komitmen", kode=work.commitment.code),
            history=frame.link(_("Riwayat"), "riwayat", baris=work.picture.row_code),
        )
    )
    show_news()
    report, target = st.tabs([_("Laporan"), _("Target capaian dan batas waktu")])
    with report:
        _reports(visit, work, period, waiting)
    with target:
        milestone_form(visit, work)
        if period:
            interim_form(work, period)
        cancel_section(work)


def _reports(visit: Visit, work: MilestoneWork, period: Period | None, waiting: tuple[QueueLine, ...]) -> None:
    if period is None or not work.reporters:
        frame.empty(
            _("Laporan belum dapat diisikan."),
            _("Rencana aksi ini belum punya periode pelaporan, atau belum ada instansi yang bertanggung jawab."),
        )
        return
    by_key = {r.key: r for r in work.reporters}
    start = asked("pelapor", list(by_key), next(iter(by_key)))
    key = st.selectbox(
        _("Atas nama"),
        list(by_key),
        index=list(by_key).index(start),
        format_func=lambda k: f"{by_key[k].organisation.short} · {label(by_key[k].assessor)}",
        key=f"reporter/{work.picture.row_code}",
    )
    remember("pelapor", key, fallback=next(iter(by_key)))
    report_form(visit, work, period, by_key[key])
    if waiting:
        show(
            html(
                "<p>{links}</p>",
                links=join(
                    [
                        frame.link(
                            _(
                                "Verifikasi laporan {who} untuk {period}",
                                who=line.reporter.organisation.short,
                                period=period_name(line.period),
                            ),
                            "verifikasi",
                            rencana=work.plan.code,
                            laporan=line.report_id,
                        )
                        for line in waiting
                    ],
                    "<br>",
                ),
            )
        )


page(require(Action.VERIFY))
