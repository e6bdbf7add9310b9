"""What changed between two dates: reports, verdicts, wording, targets, parties and decisions, with their sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from models.language import WIB, _, long_date, number, plural
from models.queries.changes import ChangeFilter, Changes, changes_between
from models.queries.meetings import commitment_names
from models.queries.plans import PlanRecord
from models.queries.progress import OrganisationName, organisation_names
from models.queries.recent import Difference, Recent, Topic
from models.rules.access import Action
from models.vocabulary import SourceKind, label
from pages.ui import frame
from pages.ui.choices import choose_plan, remember
from pages.ui.entry import TABLE_STYLE, marked
from pages.ui.filters import pick, side_by_side
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import Markup, html, join, show
from reports.changes import topic_count, topic_word

#: shown before a person asks for all
AT_FIRST = 60
#: how far back the page looks when nobody says otherwise
USUAL = dt.timedelta(days=30)


def page(visit: Visit) -> None:
    """Plan and dates, then organisation, commitment and kind; below, day by day, what changed."""
    with database() as session:
        top = side_by_side("rentang", [3, 2, 2])
        with top[0]:
            plan = choose_plan(session, visit.actor, key="plan")
        if plan is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        with top[1]:
            since = _day(_("Dari"), "dari", visit.today - USUAL, visit.today)
        with top[2]:
            until = _day(_("Sampai"), "sampai", visit.today, visit.today)
        names = commitment_names(session, visit.actor)
        codes = {c.code: f"{c.code} {c.title}" for c in names if c.plan == plan.code}
        organisations = {o.short: o for o in organisation_names(session).values()}
        which = _narrowed(ChangeFilter(min(since, until), max(since, until)), organisations, codes)
        found = changes_between(session, visit.actor, plan, which)
    frame.head(_("Perubahan"), lead=_lead(plan, which, found))
    if not found.found:
        frame.empty(
            _("Tidak ada perubahan yang tercatat dalam rentang ini."),
            _("Perlebar tanggalnya atau longgarkan saringan. Data awal rencana aksi tidak dihitung sebagai perubahan."),
        )
        return
    _download(plan, which)
    if not visit.may(Action.SEE_SUBMITTED):
        frame.quiet(_("Tampak: laporan terverifikasi, penilaian OMS yang diterbitkan, dan keputusan yang dibuka."))
    shown = found.found
    if len(shown) > AT_FIRST and not st.toggle(_("Tampilkan semua ({n})", n=number(len(shown))), key="all-changes"):
        shown = shown[:AT_FIRST]
    _days(shown)
    if found.cut:
        frame.quiet(_("Rentang ini memuat lebih banyak perubahan; persempit tanggalnya untuk yang lebih lama."))


def _day(title: str, name: str, usual: dt.date, today: dt.date) -> dt.date:
    try:
        start = min(dt.date.fromisoformat(str(st.query_params.get(name, ""))), today)
    except ValueError:
        start = usual
    day = st.date_input(title, value=start, max_value=today, format="DD/MM/YYYY", key=f"hari-{name}")
    remember(name, day.isoformat() if day != usual else "")
    return day


def _narrowed(
    dates: ChangeFilter, organisations: dict[str, OrganisationName], commitments: dict[str, str]
) -> ChangeFilter:
    places = side_by_side("saringan", [2, 3, 2])
    with places[0]:
        names = {short: short for short in sorted(organisations, key=str.casefold)}
        who = pick(_("Instansi atau OMS"), "instansi", names, _("Semua"))
    with places[1]:
        code = pick(_("Komitmen"), "kode", commitments, _("Semua"))
    with places[2]:
        topic = pick(_("Jenis perubahan"), "jenis", {t.value: topic_word(t) for t in Topic}, _("Semua"))
    return ChangeFilter(
        dates.since, dates.until, organisations[who].id if who else None, code, Topic(topic) if topic else None
    )


def _lead(plan: PlanRecord, which: ChangeFilter, found: Changes) -> str:
    time = _("{since} sampai {until}", since=long_date(which.since), until=long_date(which.until))
    if not found.found:
        return f"{plan.name}, {time}."
    parts = [topic_count(topic, n) for topic, n in found.topics.items()]
    told = plural("{n} perubahan", len(found.found))
    where = plural(" pada {n} komitmen", found.commitments) if found.commitments else ""
    return f"{plan.name}, {time}: {told}{where} ({', '.join(parts)})."


def _download(plan: PlanRecord, which: ChangeFilter) -> None:
    kept = {name: st.query_params.get(name, "") for name in ("instansi", "kode", "jenis")}
    to = frame.address(
        "unduh/perubahan.xlsx",
        rencana=plan.code,
        dari=which.since.isoformat(),
        sampai=which.until.isoformat(),
        **kept,
    )
    show(html('<p><a href="{to}" target="_self" download>{text}</a></p>', to=to, text=_("Unduh Excel")))


def _days(changes: Sequence[Recent]) -> None:
    parts = []
    for day, of_day in groupby(changes, key=lambda c: c.at.astimezone(WIB).date()):
        parts.append(html("<h2>{day}</h2>", day=long_date(day)))
        parts += [_change(change) for change in of_day]
    show(html('<div class="perubahan">{parts}</div>{a}{b}', parts=join(parts), a=TABLE_STYLE, b=_STYLE))


def _change(change: Recent) -> Markup:
    text = frame.link(change.text, change.page, **change.query) if change.page else html("{text}", text=change.text)
    return html(
        '<article><span class="jenis">{topic}</span><div>{text}{differences}'
        '<div class="kecil">{about}</div>{reason}</div></article>',
        topic=topic_word(change.topic),
        text=text,
        differences=join([_difference(d) for d in change.differences]),
        about=_about(change),
        reason=html('<div class="kecil alasan">{text}</div>', text=_("Alasan: {reason}", reason=change.reason))
        if change.reason
        else Markup(""),
    )


def _difference(one: Difference) -> Markup:
    before, after = marked(one.before, one.after)
    return html(
        '<div class="beda"><div><small>{was}</small>{before}</div><div><small>{now}</small>{after}</div></div>',
        was=_("Sebelum"),
        now=_("Sesudah"),
        before=before or "–",
        after=after or "–",
    )


def _about(change: Recent) -> Markup:
    """When, who and by what way; import and meeting as links where the reader may open them."""
    word = html("{word}", word=label(change.source))
    if change.import_id is not None:
        word = frame.link(f"{label(change.source)} {change.import_id}", "impor", id=change.import_id)
    elif change.meeting_id is not None:
        word = frame.link(label(SourceKind.MEETING), "rapat", id=change.meeting_id)
    time = change.at.astimezone(WIB).strftime("%H.%M WIB")
    parts = [html("{time}", time=time), html("{who}", who=change.who), word]
    if change.place:
        parts.append(html("{place}", place=change.place))
    return join(parts, " · ")


_STYLE = Markup(
    "<style>"
    ".perubahan h2{font-size:1.05rem;margin:1.1rem 0 .2rem;padding:0 0 .2rem;border-bottom:2px solid #BBBCBC}"
    ".perubahan article{display:grid;grid-template-columns:9.5rem 1fr;gap:.2rem 1rem;padding:.55rem 0;"
    "border-bottom:1px solid #EDEDEB;overflow-wrap:anywhere}"
    ".perubahan .jenis{font-size:.85rem;color:#63666A}.perubahan .alasan{font-style:italic}"
    ".perubahan .beda{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin:.4rem 0;font-size:.93rem}"
    ".perubahan .beda small{display:block;color:#63666A}"
    "@media(max-width:700px){.perubahan article,.perubahan .beda{grid-template-columns:1fr}}"
    "</style>"
)


page(allow_visitors())
