"""Conflicts on one screen: what was sent, what they say and what stands now, side by side, each with who and when.

Only a person resolves one: without an answer what stands is kept and the question stays open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from models.language import _, date_and_time, number, short_date
from models.queries.exchange import last_accepted, who_wrote
from models.rules.merging import Outcome
from pages.ui import frame
from pages.ui.entry import marked
from pages.ui.gate import Visit, database
from pages.ui.markup import Markup, html, join, show, verbatim
from reports.matrix.format import BY_KEY
from reports.matrix.plan import CellPlan, RowPlan

if TYPE_CHECKING:
    from pages.ui.importing.work import Prepared, Work

_PAGE = 12
Found = Sequence[tuple[RowPlan, CellPlan]]


def settle(visit: Visit, prepared: Prepared) -> None:
    """Both sides changed the same cell, differently; a page of them at a time."""
    assert prepared.plan is not None
    work = prepared.work
    found = [(row, cell) for row in prepared.plan.rows for cell in row.cells if cell.outcome is Outcome.CONFLICT]
    if not found:
        return
    open_ones = sum(1 for _row, cell in found if work.get("conflict", cell.key) is None)
    title = _("Bertentangan ({n}): pilih nilai yang berlaku", n=number(len(found)))
    with st.expander(title, expanded=True, key=work.key("conflicts")):
        frame.quiet(
            _(
                "Nilai ini diubah pengirim dan juga diubah di sini. {open} belum diputuskan; tanpa keputusan, yang "
                "sekarang dipertahankan dan pertanyaannya tetap terbuka.",
                open=number(open_ones),
            )
        )
        if len(found) > 1:
            _all_at_once(work, found)
        for row, cell in _page_of(work, found):
            _conflict(visit, prepared, row, cell)


def _all_at_once(work: Work, found: Found) -> None:
    keys = [cell.key for _row, cell in found]
    answers = (("theirs", _("Semua dari berkas"), True), ("ours", _("Semua tetap yang sekarang"), False))
    with st.container(horizontal=True):
        for name, text, take in answers:
            st.button(text, key=work.key("conflicts", name), on_click=_answer, args=(work, dict.fromkeys(keys, take)))


def _answer(work: Work, answers: Mapping[str, bool]) -> None:
    for key, take in answers.items():
        work.put(take, "conflict", key)
    work.decide(answers)


def _page_of(work: Work, found: Found) -> Found:
    if len(found) <= _PAGE:
        return found
    starts = range(0, len(found), _PAGE)
    start = st.selectbox(
        _("Tampilkan pertentangan"),
        starts,
        format_func=lambda s: _("{first} sampai {last}", first=s + 1, last=min(s + _PAGE, len(found))),
        key=work.key("conflict_page"),
        persist_state="session",
    )
    return found[start : start + _PAGE]


def _conflict(visit: Visit, prepared: Prepared, row: RowPlan, cell: CellPlan) -> None:
    work = prepared.work
    base, theirs, ours = cell.base or "", cell.after, cell.before
    answer = work.get("conflict", cell.key)
    boxes = (
        (_("Dikirim"), html("{text}", text=base), _sent(prepared, cell), False),
        (_("Menurut pengirim"), marked(base, theirs)[1], _said(prepared, row, cell), answer is True),
        (_("Sekarang"), marked(base, ours)[1], _stands(visit, row, cell), answer is False),
    )
    show(
        html(
            '<p style="margin:1rem 0 .3rem"><strong>{code}</strong> · {column}<br>'
            '<span class="kecil">{about}</span></p>'
            '<div style="display:flex;gap:.6rem;flex-wrap:wrap;align-items:stretch">{boxes}</div>',
            code=cell.row_code,
            column=_(BY_KEY[cell.column_key].title),
            about=row.commitment.title if row.commitment else "",
            boxes=join([_box(*box) for box in boxes]),
        )
    )
    left, right = st.columns([1, 1], vertical_alignment="bottom")
    with left:
        choice = st.radio(
            _("Yang berlaku untuk {code}", code=verbatim(cell.row_code)),
            [True, False],
            index=None,
            format_func=lambda take: _("dari berkas") if take else _("tetap yang sekarang"),
            horizontal=True,
            key=work.key("conflict", cell.key),
            persist_state="session",
            label_visibility="collapsed",
        )
    work.decisions()[cell.key] = choice is True
    if choice is not False:
        work.reasons().pop(cell.key, None)
        return
    with right:
        reason = st.text_input(
            _("Alasan menolak isian pengirim"),
            key=work.key("conflict_reason", cell.key),
            persist_state="session",
            max_chars=500,
            placeholder=_("tersimpan di bukti impor dan riwayat"),
        )
    work.refuse([cell.key], reason)


def _box(title: str, text: Markup, small: str, chosen: bool) -> Markup:
    return html(
        '<div style="flex:1 1 14rem;border:{width} solid {colour};border-radius:6px;padding:.55rem .75rem;'
        'display:flex;flex-direction:column;gap:.2rem"><div class="kecil" style="font-weight:600">{title}{mark}</div>'
        '<div style="white-space:pre-wrap;overflow-wrap:anywhere;flex:1">{text}</div>'
        '<div class="kecil">{small}</div></div>',
        width=Markup("2px" if chosen else "1px"),
        colour=Markup("#0B6E99" if chosen else "#BBBCBC"),
        title=title,
        mark=" ✓ " + _("berlaku") if chosen else "",
        text=text or Markup("–"),
        small=small,
    )


def _sent(prepared: Prepared, cell: CellPlan) -> str:
    """When the sender was last known to say this: as it was sent, or as it was last accepted from them."""
    dispatch = prepared.plan.dispatch if prepared.plan else None
    if dispatch is None:
        return ""
    with database() as session:
        accepted = last_accepted(session, dispatch.id, cell.row_code, cell.column_key)
    if accepted is not None:
        return _("terakhir diterima dari {who}, {day}", who=dispatch.organisation, day=short_date(accepted))
    return _("dikirim ke {who}, {day}", who=dispatch.organisation, day=short_date(dispatch.sent_on))


def _said(prepared: Prepared, row: RowPlan, cell: CellPlan) -> str:
    plan = prepared.plan
    assert plan is not None
    who = row.reporter.short if row.reporter else plan.dispatch.organisation if plan.dispatch else ""
    received = _("diterima {day}", day=short_date(plan.choices.received_on))
    return " · ".join(filter(None, (who, received, f"{cell.sheet}!{cell.cell}")))


def _stands(visit: Visit, row: RowPlan, cell: CellPlan) -> str:
    if row.milestone is None:
        return ""
    with database() as session:
        found = who_wrote(session, visit.actor, row.milestone.id, BY_KEY[cell.column_key].field)
    if found is None:
        return ""
    changed = _("diubah {who}, {moment}", who=found.who, moment=date_and_time(found.at))
    source = ", ".join(filter(None, (found.file_name, found.cell)))
    return " · ".join(filter(None, (changed, source)))
