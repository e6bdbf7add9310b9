"""What the file does not say and a person does: which plan, received when, and, where a row needs it, on whose behalf
and for which period."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

from models.language import _, long_date
from models.queries.exchange import commitment_titles
from models.queries.organisations import list_organisations
from models.queries.plans import PlanRecord, default_plan, period_name, periods_of
from models.rules.files import plans_named
from models.rules.naming import fold
from pages.ui import frame
from pages.ui.gate import Visit, database
from pages.ui.importing import questions as import_questions
from pages.ui.markup import html, show
from reports.matrix.grid import Grid
from reports.matrix.plan import Choices
from reports.matrix.questions import ASK_PERIOD, ASK_REPORTER
from reports.matrix.read import Reading

if TYPE_CHECKING:
    from pages.ui.importing.work import Prepared

#: titles and letterheads stand in the first rows of a sheet
_TITLE_ROWS = 8


def choices_so_far(visit: Visit, prepared: Prepared) -> tuple[str, Choices]:
    """The plan and the choices as they stand, before their fields are drawn."""
    work = prepared.work
    codes = [plan.code for plan in prepared.plans]
    plan_code = work.get("plan")
    if plan_code not in codes:
        plan_code = suggested_plan(prepared)
    return plan_code, Choices(
        work.get("received") or visit.today,
        visit.actor.organisation_id or work.get("behalf"),
        work.get("period", plan_code),
        import_questions.answers(work),
    )


def suggested_plan(prepared: Prepared) -> str:
    """The plan a file is about: its own mark, its row codes, what its titles name, where its commitments are known;
    else the one everybody works on."""
    plans, reading = prepared.plans, prepared.reading
    own = reading.properties.get("tracker_plan", "").casefold()
    marked = [plan.code for plan in plans if plan.code.casefold() == own]
    known = [(plan.code, plan.number, plan.period_label) for plan in plans]
    rows = plans_named({r.row_code[:5] for r in reading.records if r.row_code}, known)
    named = plans_named(_titles(prepared.name, prepared.grid, reading), known)
    for found in (marked, rows, named, _by_commitments(reading)):
        if len(found) == 1 and found[0] in {plan.code for plan in plans}:
            return found[0]
    usual = default_plan(plans)
    return usual.code if usual else ""


def _titles(name: str, grid: Grid | None, reading: Reading) -> Iterable[str]:
    """What stands in front of the tables, the names of the sheets and of the file."""
    yield name
    used = {record.source_sheet for record in reading.records}
    for sheet in grid.sheets if grid else ():
        if sheet.name in used:
            yield sheet.name
            yield from (cell.text for (row, _column), cell in sheet.cells.items() if row <= _TITLE_ROWS)


def _by_commitments(reading: Reading) -> list[str]:
    """The one plan that knows most of the file's commitments by their titles."""
    wanted = {fold(record.commitment_title) for record in reading.records if record.commitment_title}
    with database() as session:
        known = commitment_titles(session)
    hits = {code: len(wanted & {fold(title) for title in titles}) for code, titles in known.items()}
    most = max(hits.values(), default=0)
    return [code for code, count in hits.items() if most and count == most]


def needed(prepared: Prepared) -> set[str]:
    """Which of the two fields some row cannot do without."""
    kinds = {row.question.kind for row in prepared.plan.rows if row.question} if prepared.plan else set()
    return {name for kind, name in ((ASK_REPORTER, "behalf"), (ASK_PERIOD, "period")) if kind in kinds}


def ask(visit: Visit, prepared: Prepared) -> None:
    """One line that says what was assumed, the fields behind "Ubah"; a field that a row needs stands open."""
    wanted = needed(prepared)
    if visit.actor.organisation_id:
        wanted -= {"behalf"}
    show(html('<p style="margin:.4rem 0 0">{line}</p>', line=_line(visit, prepared)))
    if wanted:
        st.warning(_("Beberapa baris tidak menyebutkan ini. Pilih, lalu rencana impor dihitung ulang."))
        for column, name in zip(st.columns(2), sorted(wanted), strict=False):
            with column:
                _field(visit, prepared, name)
    with st.expander(_("Ubah"), key=prepared.work.key("choices")):
        names = [name for name in ("plan", "received", "behalf", "period") if name not in wanted]
        for column, name in zip(st.columns(len(names)), names, strict=True):
            with column:
                _field(visit, prepared, name)


def _line(visit: Visit, prepared: Prepared) -> str:
    choices = prepared.choices
    assert choices is not None
    with database() as session:
        names = {o.id: o.short for o in list_organisations(session, visit.actor)}
        periods = {p.id: p for p in periods_of(session, _plan(prepared).id)}
    behalf = names.get(choices.organisation_id or 0)
    period = periods.get(choices.period_id or 0)
    parts = [
        _("Dibandingkan dengan {plan}", plan=_plan(prepared).title),
        _("diterima {day}", day=long_date(choices.received_on)),
        _("atas nama {who}", who=behalf) if behalf else _("pelapor menurut berkas"),
        period_name(period) if period else _("periode menurut berkas"),
    ]
    return " · ".join(parts) + "."


def _plan(prepared: Prepared) -> PlanRecord:
    return next(plan for plan in prepared.plans if plan.code == prepared.plan_code)


def _field(visit: Visit, prepared: Prepared, name: str) -> None:
    {"plan": _plan_field, "received": _received_field, "behalf": _behalf_field, "period": _period_field}[name](
        visit, prepared
    )


def _plan_field(visit: Visit, prepared: Prepared) -> None:
    codes = [plan.code for plan in prepared.plans]
    titles = {plan.code: plan.title for plan in prepared.plans}
    own = prepared.base.properties.get("tracker_plan", "")
    st.selectbox(
        _("Rencana aksi"),
        codes,
        index=codes.index(prepared.plan_code),
        format_func=lambda code: titles[code],
        key=prepared.work.key("plan"),
        persist_state="session",
        disabled=own in codes,
        help=_("Berkas ini dibuat untuk {plan}.", plan=own) if own in codes else None,
    )


def _received_field(visit: Visit, prepared: Prepared) -> None:
    st.date_input(
        _("Diterima tanggal"),
        value=visit.today,
        max_value=visit.today,
        format="DD/MM/YYYY",
        key=prepared.work.key("received"),
        persist_state="session",
    )


def _behalf_field(visit: Visit, prepared: Prepared) -> None:
    with database() as session:
        known = list_organisations(session, visit.actor)
    names = {o.id: o.short for o in known if o.commitments or o.milestones}
    own = visit.actor.organisation_id
    st.selectbox(
        _("Atas nama (bila berkas tidak menyebut)"),
        [own] if own else [None, *sorted(names, key=lambda o: names[o].casefold())],
        format_func=lambda o: names.get(o, "–") if o else _("menurut berkas"),
        key=prepared.work.key("behalf"),
        persist_state="session",
        disabled=bool(own),
    )


def _period_field(visit: Visit, prepared: Prepared) -> None:
    with database() as session:
        periods = {period.id: period for period in reversed(periods_of(session, _plan(prepared).id))}
    st.selectbox(
        _("Periode (bila berkas tidak menyebut)"),
        [None, *periods],
        format_func=lambda p: period_name(periods[p]) if p else _("menurut berkas"),
        key=prepared.work.key("period", prepared.plan_code),
        persist_state="session",
    )


def note_for_sender(visit: Visit) -> None:
    """For an agency or CSO: whose rows can be applied, and what becomes of them."""
    if visit.actor.organisation_id:
        frame.quiet(
            _(
                "Anda masuk untuk {who}. Hanya baris {who} yang diterapkan; isian instansi lain dan isi rencana aksi "
                "dibiarkan. Yang diterapkan dikirim ke Sekretariat sebagai belum diverifikasi.",
                who=visit.organisation,
            )
        )
