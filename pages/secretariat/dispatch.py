"""Preparing matrices: choose what goes to whom, get the mail drafts, see what comes back and who is silent."""

from __future__ import annotations

import streamlit as st

from models.language import _, plural
from models.queries.exchange import RegisterEntry, dispatch_register
from models.queries.matrix import MatrixData, matrix_data
from models.rules.access import Action
from pages.ui import dispatch_parts as parts
from pages.ui import frame
from pages.ui.choices import choose_plan
from pages.ui.gate import Visit, change, database, require
from reports.matrix.dispatch_book import Order, send

#: where the codes of what was just prepared are kept
PREPARED = "prepared_dispatches"


def page(visit: Visit) -> None:
    """The next dispatch on top, the register below."""
    with database() as session:
        register = dispatch_register(session, visit.actor, visit.today)
    frame.head(_("Siapkan matriks"), lead=parts.headline(register))
    prepared: tuple[str, ...] = st.session_state.get(PREPARED, ())
    if prepared:
        parts.show_prepared(prepared)
        if st.button(_("Siapkan yang lain"), key="another"):
            del st.session_state[PREPARED]
            st.rerun()
    else:
        _compose(visit, register)
    parts.show_register(visit, register)


def _compose(visit: Visit, register: tuple[RegisterEntry, ...]) -> None:
    first, second, third = st.columns([3, 2, 2])
    with database() as session:
        with first:
            plan = choose_plan(session, visit.actor, key="plan")
        if plan is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        data = matrix_data(session, visit.actor, plan)
    if not data.commitments:
        frame.empty(_("Rencana ini belum memuat komitmen."), _("Pilih rencana aksi lain."))
        return
    with second:
        period = parts.choose_period(visit, data)
    with third:
        due = parts.choose_due(visit, period)
    chosen = parts.choose_recipients(data, period)
    selection = parts.choose_rows(data)
    columns = parts.choose_columns()
    letter = parts.choose_letter(data)
    if not chosen:
        frame.quiet(_("Pilih penerima untuk melihat berapa baris yang akan diterima masing-masing."))
    else:
        recipients = parts.recipients_of(visit, data, chosen, selection, period, register)
        parts.show_recipients(recipients)
        frame.quiet(parts.due_note(due))
        _prepare(data, parts.order_of(recipients, period, selection, columns, due, letter))


def _prepare(data: MatrixData, order: Order) -> None:
    n = len(order.recipient_ids)
    possible = bool(n and order.columns)
    if not st.button(plural("Siapkan {n} matriks", n), type="primary", key="prepare", disabled=not possible):
        return
    bar = st.progress(0.0, text=_("Menyiapkan …"))

    def advance(done: int, total: int) -> None:
        bar.progress(done / total, text=_("{done} dari {total} matriks disiapkan", done=done, total=total))

    codes: tuple[str, ...] = ()
    with change(_("siapkan matriks {plan}", plan=data.plan.code)) as attempt:
        fresh = matrix_data(attempt.session, attempt.actor, data.plan)
        codes = send(attempt.session, attempt.actor, fresh, order, on_progress=advance)
    bar.empty()
    if attempt.done:
        st.session_state[PREPARED] = codes
        st.rerun()


page(require(Action.DISPATCH))
