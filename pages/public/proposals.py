"""The ledger of proposals (usulan): who proposed what to whom, what was answered, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from models.language import _, long_date, plural
from models.queries.plans import list_plans
from models.queries.progress import OrganisationName
from models.queries.proposals import DiscussedIn, ProposalFilter, ProposalRecord, list_proposals
from models.rules.finding import excerpt, says, words_of
from models.vocabulary import LinkState, ProposalState, label
from pages.ui.filters import key_in_address, pick, search_box, side_by_side
from pages.ui.frame import empty, head, link
from pages.ui.gate import allow_visitors, database
from pages.ui.markup import Markup, html, join, show, source_link
from pages.ui.meetings import parts
from pages.ui.proposal_answer import answer_form

UNANSWERED = "belum-dijawab"
#: letters of an answer that stand in the ledger; the rest is on the proposal's own page
_SHORT = 160

_STYLE = Markup(
    "<style>"
    ".rp li.us{display:grid;grid-template-columns:9.5rem minmax(0,1fr) minmax(0,19rem);gap:.3rem 1.25rem;"
    "padding:.8rem 0;border-top:1px solid #D9D9D6;margin:0;align-items:start;overflow-wrap:anywhere}"
    ".rp .us .rp-title{font-size:1.02rem}.rp .us-end{font-size:.92rem}.rp .us-became{margin-top:.2rem}"
    ".rp:has(li.us){max-width:76rem}"
    "@media(max-width:50rem){.rp li.us{grid-template-columns:minmax(0,1fr)}}"
    "</style>"
)


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
    columns = side_by_side("saringan", [3, 2, 2, 2, 2])
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


def row_of(row: ProposalRecord, plans: dict[str, str], searched: str) -> Markup:
    """One line of the ledger: where it stands, what it asks and from whom, and what came of it; the rest unfolds."""
    return html(
        '<li class="us"><div class="us-state">{state}</div><div class="us-what">'
        '<a class="rp-title" href="/usulan?id={id}" target="_self" lang="id">{title}</a>{who}</div>'
        '<div class="us-end">{answer}{became}</div></li>',
        state=parts.proposal_mark(row.state),
        id=row.id,
        title=parts.found_in(row.title, searched),
        who=parts.quiet(
            _from_to(row),
            plans.get(row.plan, row.plan),
            parts.found_in(parts_of(row.scope, searched), searched) if searched and row.scope else None,
        ),
        answer=_short_answer(row, searched),
        became=_became(row),
    )


def parts_of(text: str, searched: str) -> str:
    """The part of a long text that says what was looked for; nothing if it does not."""
    words = frozenset(words_of(searched))
    return excerpt(text, words, 160) if says(text, words) else ""


def _from_to(row: ProposalRecord) -> Markup:
    to = html(" → {names}", names=parts.names(row.addressed)) if row.addressed else ""
    return html("<b>{names}</b>{to}", names=parts.names(row.proposers), to=to)


def _short_answer(row: ProposalRecord, searched: str) -> Markup:
    """The beginning of the answer, or that there is none."""
    if row.response:
        said = row.response if len(row.response) <= _SHORT else row.response[:_SHORT].rsplit(" ", 1)[0] + " …"
        return html("<div>{text}</div>", text=parts.found_in(said, searched))
    if row.is_answered:
        return html('<div class="rp-quiet">{text}</div>', text=_("Tanpa penjelasan."))
    return html("<div>{gap}</div>", gap=_no_answer(row))


def _no_answer(row: ProposalRecord) -> Markup:
    """The gap: for a proposal that became part of a commitment, only the reasoned answer is missing."""
    return parts.mark("○ " + (_("jawaban belum tercatat") if row.commitment else _("belum dijawab")), "gap")


def _became(row: ProposalRecord) -> Markup:
    if row.commitment is None:
        return html("")
    return html(
        '<div class="us-became">{what} {link}</div>',
        what="→",
        link=link(f"{row.commitment.code} {row.commitment.title}", "komitmen", kode=row.commitment.code),
    )


def show_one(row: ProposalRecord, plans: dict[str, str]) -> None:
    """One proposal in full: scope, parties, the reasoned answer, the commitment, meetings and sources."""
    head(row.title, lead=_told(row), trail=[(_("Usulan"), "/usulan")])
    facts = [
        _fact(_("Keadaan"), parts.proposal_mark(row.state)),
        _fact(_("Dari"), parts.names(row.proposers)),
        _fact(_("Kepada"), parts.names(row.addressed)) if row.addressed else None,
        _fact(_("Rencana aksi"), html("{name}", name=plans.get(row.plan, row.plan))),
        _fact(_("Kelompok kerja"), html("{name}", name=row.working_group)) if row.working_group else None,
        _fact(_("Status pada sumber"), html("{text}", text=row.state_text)) if row.state_text else None,
    ]
    parts.draw(html('<dl class="rp-facts">{facts}</dl>', facts=join([fact for fact in facts if fact])))
    if row.scope:
        st.subheader(_("Yang diusulkan"), anchor=False)
        parts.draw(html('<p class="rp-text" lang="id">{scope}</p>', scope=row.scope))
    st.subheader(_("Jawaban"), anchor=False)
    parts.draw(_answer(row))
    st.subheader(_("Menjadi"), anchor=False)
    parts.draw(_came_of_it(row))
    if row.meetings:
        st.subheader(_("Dibahas pada"), anchor=False)
        parts.draw(join([html("<p>{meeting}</p>", meeting=_meeting(meeting)) for meeting in row.meetings]))
    parts.draw(
        parts.quiet(
            html("{what} {sources}", what=_("Sumber:"), sources=join([source_link(s) for s in row.sources], "; "))
        )
    )


def _told(row: ProposalRecord) -> str:
    if row.commitment is not None:
        became = _("Usulan ini masuk ke dalam komitmen {code}.", code=row.commitment.code)
        missing = _("Jawaban beralasannya belum tercatat.")
        return became if row.is_answered else f"{became} {missing}"
    return _("Usulan ini sudah dijawab.") if row.is_answered else _("Usulan ini belum dijawab.")


def _fact(name: str, value: Markup) -> Markup:
    return html("<div><dt>{name}</dt><dd>{value}</dd></div>", name=name, value=value)


def _answer(row: ProposalRecord) -> Markup:
    if row.response:
        on = _("dijawab {date}", date=long_date(row.responded_on)) if row.responded_on else ""
        return html('<p class="rp-text" lang="id">{text}</p>{on}', text=row.response, on=parts.quiet(on))
    if row.is_answered:
        return html("{text}", text=_("Tanpa penjelasan."))
    return _no_answer(row)


def _came_of_it(row: ProposalRecord) -> Markup:
    if row.commitment is None:
        return html("<p>{text}</p>", text=_("Belum menjadi bagian komitmen."))
    code = row.commitment.code
    return html("<p>{link} {title}</p>", link=link(code, "komitmen", kode=code), title=row.commitment.title)


def _meeting(meeting: DiscussedIn) -> Markup:
    return html(
        "{link} {mark}",
        link=link(f"{meeting.title}, {long_date(meeting.held_on)}", "rapat", id=meeting.id),
        mark=parts.mark(label(LinkState.SUGGESTED), "check") if meeting.suggested else "",
    )


def show_ledger(everything: tuple[ProposalRecord, ...], found: tuple[ProposalRecord, ...], searched: str) -> None:
    """The ledger, or why it is empty."""
    if found:
        parts.draw(
            html('<ul class="rp-list">{rows}</ul>', rows=join([row_of(row, plan_names, searched) for row in found]))
        )
    elif everything:
        empty(_("Tidak ada usulan yang cocok."), _("Longgarkan saringan atau cari kata lain."))
    else:
        empty(_("Belum ada usulan."), _("Usulan OMS muncul di sini bersama jawaban dan komitmen yang dihasilkannya."))


here = allow_visitors()
parts.style()
show(_STYLE)
wanted = key_in_address()
with database() as session:
    everything = list_proposals(session, here.actor)
    used = {row.plan for row in everything}
    plan_names = {plan.code: plan.name for plan in list_plans(session, here.actor) if plan.code in used}
    if wanted is None:
        head(_("Usulan"), lead=lead(everything))
        which = choose(everything, plan_names)
        show_ledger(everything, list_proposals(session, here.actor, which), which.text)
one = next((row for row in everything if row.id == wanted), None)
if one is not None:
    show_one(one, plan_names)
    answer_form(here, one)
elif wanted is not None:
    head(_("Usulan tidak ditemukan"), trail=[(_("Usulan"), "/usulan")])
    empty(_("Tidak ada usulan dengan nomor ini."), _("Pilih usulan lain dari daftar."))
