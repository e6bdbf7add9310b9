"""The ledger of proposals (usulan): who proposed what to whom, what was answered, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from models.language import _, long_date, plural
from models.queries.plans import list_plans
from models.queries.progress import OrganisationName
from models.queries.proposals import DiscussedIn, ProposalFilter, ProposalRecord, list_proposals
from models.vocabulary import LinkState, ProposalState, label
from pages.ui import meeting_parts as parts
from pages.ui.filters import pick, search_box
from pages.ui.frame import empty, head, link
from pages.ui.gate import allow_visitors, database
from pages.ui.markup import Markup, html, join, source_link

UNANSWERED = "belum-dijawab"


def lead(rows: tuple[ProposalRecord, ...]) -> str:
    """The ledger in two sentences."""
    if not rows:
        return ""
    answered = sum(row.is_answered for row in rows)
    came = sum(row.commitment is not None for row in rows)
    proposers = len({party.id for row in rows for party in row.proposers})
    sentences = (
        plural("{n} usulan dari {proposers} pengusul.", len(rows), proposers=proposers),
        plural("{n} usulan masuk ke dalam komitmen.", came),
        plural("{n} usulan sudah dijawab, {pending} belum.", answered, pending=len(rows) - answered),
    )
    return " ".join(sentences)


def choose(rows: tuple[ProposalRecord, ...], plans: dict[str, str]) -> ProposalFilter:
    """The filters in the address."""
    columns = st.columns([3, 2, 2, 2, 2])
    with columns[0]:
        text = search_box(_("Cari"), _("kata dalam usulan atau jawabannya"))
    with columns[1]:
        plan = pick(_("Rencana aksi"), "rencana", plans, _("Semua"))
    with columns[2]:
        proposer = pick(_("Pengusul"), "pengusul", _named(p for r in rows for p in r.proposers), _("Semua"))
    with columns[3]:
        addressed = pick(
            _("Instansi yang disasar"), "instansi", _named(p for r in rows for p in r.addressed), _("Semua")
        )
    with columns[4]:
        states = {UNANSWERED: _("Belum dijawab"), **{state.value: label(state) for state in ProposalState}}
        state = pick(_("Keadaan"), "keadaan", states, _("Semua"))
    return ProposalFilter(
        plan=plan,
        proposer_id=int(proposer) if proposer else None,
        addressed_id=int(addressed) if addressed else None,
        state=ProposalState(state) if state and state != UNANSWERED else None,
        unanswered=state == UNANSWERED,
        text=text,
    )


def _named(parties: Iterable[OrganisationName]) -> dict[str, str]:
    return {str(p.id): p.short for p in sorted(set(parties), key=lambda p: p.short.casefold())}


def card(row: ProposalRecord, plans: dict[str, str], searched: str) -> Markup:
    """One proposal: what, from whom, to whom, the answer and what came of it."""
    return html(
        '<li class="rp-item"><div class="rp-main">{marks}<p class="rp-title">{title}</p>{parties}{scope}'
        '<dl class="rp-facts">{facts}</dl>{sources}</div></li>',
        marks=parts.marks(parts.proposal_mark(row.state), parts.mark(plans.get(row.plan, row.plan))),
        title=parts.found_in(row.title, searched),
        parties=parts.quiet(
            html("{what} <b>{names}</b>", what=_("Dari"), names=parts.names(row.proposers)),
            html("{what} <b>{names}</b>", what=_("Kepada"), names=parts.names(row.addressed))
            if row.addressed
            else None,
            _("kelompok kerja {name}", name=row.working_group) if row.working_group else None,
        ),
        scope=html("<p>{scope}</p>", scope=parts.found_in(row.scope, searched)) if row.scope else "",
        facts=join([_fact(_("Jawaban"), _answer(row, searched)), _fact(_("Menjadi"), _came_of_it(row))]),
        sources=parts.quiet(
            html("{what} {sources}", what=_("Sumber:"), sources=join([source_link(s) for s in row.sources], "; ")),
            *(_meeting(meeting) for meeting in row.meetings),
        ),
    )


def _fact(name: str, value: Markup) -> Markup:
    return html("<div><dt>{name}</dt><dd>{value}</dd></div>", name=name, value=value)


def _answer(row: ProposalRecord, searched: str) -> Markup:
    if row.response:
        on = _("dijawab {date}", date=long_date(row.responded_on)) if row.responded_on else ""
        return html("{text}{on}", text=parts.found_in(row.response, searched), on=parts.quiet(on))
    if row.is_answered:
        return html("{text}", text=_("Tanpa penjelasan."))
    gap = parts.mark("○ " + _("belum dijawab"), "gap")
    if row.state_text:
        return html("{gap}{said}", gap=gap, said=parts.quiet(_("Status pada sumber: {status}", status=row.state_text)))
    return gap


def _came_of_it(row: ProposalRecord) -> Markup:
    if row.commitment is None:
        return html("{text}", text=_("Belum menjadi bagian komitmen."))
    code = row.commitment.code
    return html("{link} {title}", link=link(code, "komitmen", kode=code), title=row.commitment.title)


def _meeting(meeting: DiscussedIn) -> Markup:
    return html(
        "{what} {link} {mark}",
        what=_("Dibahas pada"),
        link=link(f"{meeting.title}, {long_date(meeting.held_on)}", "rapat", id=meeting.id),
        mark=parts.mark(label(LinkState.SUGGESTED), "check") if meeting.suggested else "",
    )


here = allow_visitors()
parts.style()
with database() as session:
    everything = list_proposals(session, here.actor)
    used = {row.plan for row in everything}
    plan_names = {plan.code: plan.name for plan in list_plans(session, here.actor) if plan.code in used}
    head(_("Usulan"), lead=lead(everything))
    which = choose(everything, plan_names)
    found = list_proposals(session, here.actor, which)
if found:
    parts.items(card(row, plan_names, which.text) for row in found)
elif everything:
    empty(_("Tidak ada usulan yang cocok."), _("Longgarkan saringan atau cari kata lain."))
else:
    empty(_("Belum ada usulan."), _("Usulan OMS muncul di sini bersama jawaban dan komitmen yang dihasilkannya."))
