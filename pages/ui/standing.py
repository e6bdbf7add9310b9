"""How commitments stand: all of them in one bar, the urgent ones with their reason, the table, and the legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.language import _, number, percent, plural, short_date
from models.queries.by_period import URGENT_FIRST
from models.queries.plans import period_name
from models.queries.progress import CommitmentPicture, MilestonePicture, PlanPicture, attention_list
from models.rules.status import Reason
from models.vocabulary import Light
from pages.ui import frame
from pages.ui.markup import Markup, badge, html, join, paint, show
from reports import headline
from reports.look import SIGNS

#: these are shown with the reason; the others in short
_WITH_REASON = (Light.LATE, Light.ATTENTION, Light.NOT_REPORTED)
#: milestones named under an urgent commitment; the rest is counted
_NAMED = 2
_QUOTED = 180


def standing_bar(counts: Mapping[Light, int], **query: object) -> Markup:
    """All commitments in one bar by where they stand: number, shape and word, nothing by colour alone.

    Each part leads to its commitments; ``query`` is what the address of that list takes along.
    """
    parts = [_part(light, n, query) for light, n in counts.items() if n]
    words = [
        html('<a href="{to}" target="_self">{badge}</a>', to=_to(light, query), badge=badge(light, n))
        for light, n in counts.items()
        if n
    ]
    return html(
        '<div class="palang">{parts}</div><div class="kata">{words}</div>', parts=join(parts), words=join(words)
    )


def _to(light: Light, query: Mapping[str, object]) -> str:
    return frame.address("komitmen", **query, status=light.value)


def _part(light: Light, n: int, query: Mapping[str, object]) -> Markup:
    # the words below lead to the same places: one stop of the tab key each is enough
    return html(
        '<a href="{to}" target="_self" tabindex="-1" aria-hidden="true" style="flex-grow:{n};{look}">{n}'
        "<small>{shape}</small></a>",
        to=_to(light, query),
        n=n,
        look=paint(light),
        shape=SIGNS[light].shape,
    )


def board(picture: PlanPicture, **query: object) -> Markup:
    """Every commitment, the most urgent first: what is late says why, in the words of who answers for it."""
    urgent: dict[int, list[MilestonePicture]] = {}
    for commitment, milestone in attention_list(picture):
        urgent.setdefault(commitment.id, []).append(milestone)
    groups = []
    for light in URGENT_FIRST:
        own = [c for c in picture.commitments if c.light is light]
        if not own:
            continue
        explained = light in _WITH_REASON and not _all_silent(picture)
        rows = (
            join([_urgent(c, urgent.get(c.id, []), query) for c in own])
            if explained
            else html('<ul class="ringkas">{rows}</ul>', rows=join([_short(c, query) for c in own]))
        )
        heading = html(
            '<h2 class="kelompok">{badge}<span class="kecil">{n}</span><span class="garis"></span></h2>',
            badge=badge(light),
            n=plural("{n} komitmen", len(own)),
        )
        groups.append(heading + rows)
    return join([Markup(group) for group in groups])


def _all_silent(picture: PlanPicture) -> bool:
    return picture.counts[Light.NOT_REPORTED] == len(picture.commitments)


def _link(commitment: CommitmentPicture, query: Mapping[str, object]) -> Markup:
    return frame.link(commitment.title, "komitmen", kode=commitment.code, per=query.get("per"))


def _urgent(c: CommitmentPicture, milestones: Sequence[MilestonePicture], query: Mapping[str, object]) -> Markup:
    telling = [m for m in milestones if m.standing.light in (c.light, Light.LATE)] or list(milestones)
    items = [_reason(c, m, query) for m in telling[:_NAMED]]
    if len(telling) > _NAMED:
        items.append(html("<li class='kecil'>{text}</li>", text=_("dan {n} lagi", n=number(len(telling) - _NAMED))))
    if not c.milestones:
        items.append(html("<li>{text}</li>", text=_("belum ada target capaian dan belum ada laporan")))
    return html(
        '<div class="mendesak"><div class="no">{number}</div><div><div class="judul">{link}</div>'
        "<ul>{items}</ul>{obstacle}</div>"
        '<div class="kanan">{progress}<div class="kecil">{leads}</div></div></div>',
        number=c.number if c.number is not None else "–",
        link=_link(c, query),
        items=join(items),
        obstacle=_obstacle(telling),
        progress=progress_of(c),
        leads=leads_of(c),
    )


def _reason(c: CommitmentPicture, m: MilestonePicture, query: Mapping[str, object]) -> Markup:
    return html(
        "<li><span aria-hidden='true' style='color:{colour}'>{shape}</span> {link}: <strong>{why}</strong></li>",
        colour=Markup(_SEEN_ON_WHITE.get(m.standing.light, SIGNS[m.standing.light].colour)),
        shape=SIGNS[m.standing.light].shape,
        link=frame.link(m.title or m.row_code, "komitmen", kode=c.code, baris=m.row_code, per=query.get("per")),
        why=why(m),
    )


#: the yellow of "needs attention" is too light for a sign on white
_SEEN_ON_WHITE = {Light.ATTENTION: "#8A5A00", Light.NOT_REPORTED: "#63666A"}


def why(milestone: MilestonePicture) -> str:
    """Why somebody must act, in one phrase with its date and figure."""
    standing = milestone.standing
    facts = [headline.reasons_in_words(standing.reasons)]
    if Reason.LATE in standing.reasons and milestone.due_on:
        facts.append(short_date(milestone.due_on))
    elif standing.since:
        facts.append(_("sejak {day}", day=short_date(standing.since)))
    if standing.percent is not None:
        facts.append(_("capaian {value}", value=percent(standing.percent)))
    if standing.unverified:
        facts.append(_("belum diverifikasi"))
    reason, *figures = facts
    # a figure is not torn from its word at the end of a line
    return " · ".join(filter(None, (reason, *(fact.replace(" ", "\u00a0") for fact in figures))))


def _obstacle(milestones: Sequence[MilestonePicture]) -> Markup:
    """The first obstacle that was named: an institution's own words, short enough for a list."""
    found = next((m.obstacle for m in milestones if m.obstacle), None)
    if found is None:
        return Markup("")
    text = " ".join(found.text.split())
    return html(
        '<p class="kendala">{who}: “{text}”</p>',
        who=_("Kendala menurut {who} ({period})", who=found.organisation.short, period=period_name(found.period)),
        text=text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…",
    )


def _short(c: CommitmentPicture, query: Mapping[str, object]) -> Markup:
    return html(
        '<li><span class="no">{number}</span><span class="judul">{link}</span>'
        '<span class="kanan kecil">{progress}</span></li>',
        number=c.number if c.number is not None else "–",
        link=_link(c, query),
        progress=_progress_in_short(c),
    )


def _progress_in_short(c: CommitmentPicture) -> str:
    if not c.progress.due:
        return "–"
    coverage = f"{number(c.progress.reported)}/{number(c.progress.due)}"
    return coverage if c.progress.percent is None else f"{percent(c.progress.percent)} ({coverage})"


def leads_of(commitment: CommitmentPicture) -> str:
    """Who leads a commitment, by short names."""
    return ", ".join(o.short for o in commitment.leads) or _("belum ada penanggung jawab")


def commitment_table(picture: PlanPicture, commitments: tuple[CommitmentPicture, ...] | None = None) -> None:
    """All commitments with state, progress and coverage, each a link; cards at phone width."""
    rows = [_row(c) for c in (picture.commitments if commitments is None else commitments)]
    show(
        html(
            '<div class="tabel-komitmen" role="table" aria-label="{name}">{rows}</div>{style}',
            name=_("Komitmen"),
            rows=join(rows),
            style=_STYLE,
        )
    )


def _row(commitment: CommitmentPicture) -> Markup:
    return html(
        '<div role="row" class="baris"><div role="cell" class="nomor">{number}</div>'
        '<div role="cell" class="judul">{link}<div class="kecil">{leads}</div></div>'
        '<div role="cell" class="capaian">{progress}</div><div role="cell" class="status">{badge}</div></div>',
        number=commitment.number if commitment.number is not None else "–",
        link=frame.link(commitment.title, "komitmen", kode=commitment.code),
        leads=leads_of(commitment),
        progress=progress_of(commitment),
        badge=badge(commitment.light),
    )


def progress_of(commitment: CommitmentPicture) -> Markup:
    """A commitment's progress, never without how much of it was reported."""
    progress = commitment.progress
    if not progress.due:
        return html('<span class="kecil">{text}</span>', text=_("belum ada ukuran keberhasilan"))
    coverage = _("{n} dari {due} melapor", n=number(progress.reported), due=number(progress.due))
    if progress.percent is None:
        return html('<span class="kecil">{text}</span>', text=coverage)
    return html(
        '<strong>{value}</strong> <span class="kecil">{coverage}</span>',
        value=percent(progress.percent),
        coverage=coverage,
    )


def progress_bars(commitments: Sequence[CommitmentPicture]) -> Markup:
    """Reported progress of each commitment in the order of the plan, with how much of it was reported."""
    return html(
        '<div class="tabel-komitmen">{rows}</div>{style}', rows=join([_bar(c) for c in commitments]), style=_STYLE
    )


def _bar(commitment: CommitmentPicture) -> Markup:
    value, sign = commitment.progress.percent, SIGNS[commitment.light]
    look = f"width:{min(value or 0, 100):.1f}%;background:{sign.colour}"
    return html(
        '<div class="baris"><div class="nomor">{number}</div><div class="judul">{link}'
        '<div style="background:#EDEDEC;border-radius:3px;height:.7rem;margin-top:.35rem">'
        '<div style="height:.7rem;border-radius:3px;{look}"></div></div></div>'
        '<div class="capaian">{progress}</div><div class="status">{badge}</div></div>',
        number=commitment.number if commitment.number is not None else "–",
        link=frame.link(commitment.title, "komitmen", kode=commitment.code),
        look=Markup(look),
        progress=progress_of(commitment),
        badge=badge(commitment.light),
    )


_STYLE = Markup(
    "<style>"
    ".tabel-komitmen .baris{display:grid;grid-template-columns:2.2rem minmax(0,1fr) 11rem 11.5rem;gap:.3rem 1rem;"
    "padding:.65rem .2rem;border-bottom:1px solid #D9D9D6;align-items:start}"
    ".tabel-komitmen .nomor{font-weight:700;color:#63666A;text-align:right}"
    ".tabel-komitmen .status{text-align:right}"
    "@media(max-width:700px){.tabel-komitmen .baris{grid-template-columns:2rem minmax(0,1fr)}"
    ".tabel-komitmen .capaian,.tabel-komitmen .status{grid-column:2;text-align:left}}"
    "</style>"
)


def legend_section(picture: PlanPicture) -> None:
    """What the states mean, with this plan's margins."""
    rows = [
        html('<div style="margin:.35rem 0">{badge} <span>{text}</span></div>', badge=badge(light), text=text)
        for light, text in headline.legend(picture)
    ]
    note = _(
        "Tidak ada ambang resmi untuk RAN OGI; batas di atas adalah pengaturan {plan}. "
        "Rencana aksi yang sudah ditutup dinilai pada tanggal berakhirnya.",
        plan=picture.plan.name,
    )
    show(
        html(
            '<details class="lipat"><summary>{title}</summary>{rows}{note}</details>',
            title=_("Arti status"),
            rows=join(rows),
            note=frame.small_print(note),
        )
    )
