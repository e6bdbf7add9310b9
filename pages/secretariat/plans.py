"""Action plans and their periods: made, adjusted, filled with commitments, closed. ``?rencana=`` chooses the plan,
``?komitmen=`` one commitment, ``?baris=`` one milestone, ``?baru=1`` makes a plan."""

from __future__ import annotations

import streamlit as st
from sqlmodel import Session

from models.language import N_, _, number
from models.problems import NotFound
from models.queries.plan_entry import CommitmentEntry, IrmEntry, PlanEntry, commitment_entry, irm_entries, plan_entry
from models.queries.worklist import MilestoneWork, milestone_work
from models.rules.access import Action
from models.vocabulary import PeriodState, PlanState, label
from pages.ui import frame
from pages.ui.choices import choose_plan
from pages.ui.entry import TABLE_STYLE, show_news
from pages.ui.filters import switch
from pages.ui.gate import Visit, database, require
from pages.ui.markup import Markup, html, show, verbatim
from pages.ui.meetings.editing import Choices, load_choices
from pages.ui.plan_editing import commitments as plan_commitments
from pages.ui.plan_editing import irm as irm_form
from pages.ui.plan_editing import measures as plan_measures
from pages.ui.plan_editing import settings as plan_settings

TITLE = N_("Rencana aksi dan periode")


def page(visit: Visit) -> None:
    """Which plan, commitment or milestone the address asks for; read first, then shown."""
    show(TABLE_STYLE)
    if st.query_params.get("baru"):
        plan_settings.new_plan()
        return
    with database() as session:
        work, commitment = _asked_for(session, visit)
        choices = load_choices(session, visit)
        if work is None and commitment is None:
            top = st.columns([3, 2], vertical_alignment="bottom")
            with top[0]:
                record = choose_plan(session, visit.actor, key="plan-entry")
            with top[1]:
                show(_new_plan_link())
            entry = plan_entry(session, visit.actor, record.code, visit.today) if record else None
            irm = irm_entries(session, visit.actor, record.id) if record else ()
        elif commitment is not None:
            irm = irm_entries(session, visit.actor, commitment.plan.id)
    if work is not None:
        plan_measures.one_milestone(visit, work, choices)
    elif commitment is not None:
        _one(visit, commitment, irm, choices)
    elif entry is None:
        frame.head(_(TITLE))
        frame.empty(_("Belum ada rencana aksi."), _("Mulailah dengan rencana aksi baru."))
    else:
        _plan(visit, entry, irm)


def _asked_for(session: Session, visit: Visit) -> tuple[MilestoneWork | None, CommitmentEntry | None]:
    """The milestone or commitment of the address."""
    try:
        if row_code := str(st.query_params.get("baris", "")):
            return milestone_work(session, visit.actor, row_code, visit.today), None
        if code := str(st.query_params.get("komitmen", "")):
            return None, commitment_entry(session, visit.actor, code, visit.today)
    except NotFound:
        st.warning(
            _("Tidak ada komitmen atau target capaian dengan kode “{code}”.", code=verbatim((row_code or code)[:48]))
        )
    return None, None


def _new_plan_link() -> Markup:
    return html("<p>{link}</p>", link=frame.link("+ " + _("Rencana aksi baru"), "rencana", baru=1))


def _plan(visit: Visit, entry: PlanEntry, irm: tuple[IrmEntry, ...]) -> None:
    frame.head(_(TITLE), lead=_lead(entry))
    show_news()
    section = switch(
        _("Bagian"),
        "bagian",
        {
            "rencana": _("Rencana aksi"),
            "periode": _("Periode ({n})", n=len(entry.periods)),
            "komitmen": _("Komitmen ({n})", n=len(entry.commitments)),
            "irm": _("Penilaian IRM ({n})", n=len(irm)),
        },
    )
    if section == "periode":
        plan_settings.periods(visit, entry)
    elif section == "komitmen":
        plan_commitments.commitments(entry)
    elif section == "irm":
        irm_form.plan_assessments(entry, irm)
    else:
        plan_settings.settings_form(visit, entry)


def _lead(entry: PlanEntry) -> str:
    """Where the plan stands as a record, and what it still lacks."""
    plan, rows = entry.plan, [row for row in entry.commitments if not row.cancelled]
    taking = sum(1 for p in entry.periods if p.state is PeriodState.OPEN)
    said = [
        _("{plan}: {state}.", plan=plan.title, state=label(plan.state).lower()),
        _("{n} komitmen, {periods} periode.", n=number(len(rows)), periods=number(len(entry.periods)))
        if not taking
        else _(
            "{n} komitmen, {periods} periode, {open} di antaranya menerima laporan.",
            n=number(len(rows)),
            periods=number(len(entry.periods)),
            open=number(taking),
        ),
    ]
    if plan.state is not PlanState.CLOSED:
        no_lead = sum(1 for r in rows if not r.leads)
        no_milestone = sum(1 for r in rows if not r.milestones)
        no_due = sum(r.without_due for r in rows)
        missing = [
            _("{n} komitmen tanpa penanggung jawab", n=number(no_lead)) if no_lead else "",
            _("{n} komitmen tanpa target capaian", n=number(no_milestone)) if no_milestone else "",
            _("{n} target capaian tanpa batas waktu", n=number(no_due)) if no_due else "",
        ]
        if any(missing):
            said.append(_("Masih kurang: {missing}.", missing=", ".join(filter(None, missing))))
    return " ".join(said)


def _one(visit: Visit, entry: CommitmentEntry, irm: tuple[IrmEntry, ...], choices: Choices) -> None:
    own = tuple(one for one in irm if one.commitment_code == entry.code)
    frame.head(
        entry.title,
        trail=(
            (_(TITLE), frame.address("rencana", rencana=entry.plan.code)),
            (
                _("Komitmen {plan}", plan=entry.plan.name),
                frame.address("rencana", rencana=entry.plan.code, bagian="komitmen"),
            ),
        ),
    )
    show(
        html(
            "<p><strong>{code}</strong>{state} · {view} · {history}</p>",
            code=entry.code,
            state=_(" (dibatalkan)") if entry.cancelled else "",
            view=frame.link(_("Lihat halaman komitmen"), "komitmen", kode=entry.code),
            history=frame.link(_("Riwayat"), "riwayat", tabel="commitment", id=entry.id),
        )
    )
    show_news()
    milestones = sum(len(m.milestones) for m in entry.measures)
    section = switch(
        _("Bagian"),
        "bagian-komitmen",
        {
            "data": _("Data dasar"),
            "pihak": _("Pihak dan silsilah"),
            "ukuran": _("Ukuran dan target ({n})", n=milestones),
            "irm": _("Penilaian IRM ({n})", n=len(own)),
        },
    )
    if section == "pihak":
        plan_commitments.parties_and_lineage(visit, entry, choices)
    elif section == "ukuran":
        plan_measures.measures(visit, entry, choices)
    elif section == "irm":
        irm_form.commitment_assessments(entry, own)
    else:
        plan_commitments.basic_data(visit, entry)


page(require(Action.EDIT_PLAN))
