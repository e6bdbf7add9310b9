"""How commitments stand: the table of all of them, and the legend that says what each state means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from models.language import _, number, percent
from models.queries.progress import CommitmentPicture, PlanPicture
from models.vocabulary import Light, label
from pages.ui import frame
from pages.ui.markup import Markup, badge, html, join, show
from reports import headline
from reports.look import SIGNS


def standing_bar(counts: Mapping[Light, int]) -> Markup:
    """All commitments in one bar by where they stand: number, shape and word in each part, nothing by colour alone."""
    total = max(sum(counts.values()), 1)
    parts = [_part(light, n, total) for light, n in counts.items() if n]
    spoken = ", ".join(f"{number(n)} {label(light)}" for light, n in counts.items() if n)
    return html(
        '<div role="img" aria-label="{spoken}" style="display:flex;gap:3px;width:100%;height:4.2rem">{parts}</div>'
        '<div style="display:flex;flex-wrap:wrap;gap:.4rem .6rem;margin-top:.5rem">{words}</div>',
        spoken=spoken,
        parts=join(parts),
        words=join([badge(light, n) for light, n in counts.items() if n]),
    )


def _part(light: Light, n: int, total: int) -> Markup:
    sign = SIGNS[light]
    look = f"background:{sign.colour};color:{sign.ink}"
    if light is Light.NOT_REPORTED:
        look = (
            "color:#2D2926;border:1.5px dashed #8A8D91;"
            "background:repeating-linear-gradient(45deg,#fff 0 7px,#EDEDEC 7px 9px)"
        )
    return html(
        '<div style="flex:{n} 1 0;min-width:2.6rem;border-radius:4px;display:flex;align-items:center;'
        'justify-content:center;font-size:1.7rem;font-weight:700;{look}" title="{word}">{n}'
        '<span aria-hidden="true" style="font-size:1rem;margin-left:.35rem">{shape}</span></div>',
        n=n,
        look=Markup(look),
        word=f"{label(light)}: {number(n)} / {number(total)}",
        shape=sign.shape,
    )


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
    leads = ", ".join(o.short for o in commitment.leads) or _("belum ada penanggung jawab")
    return html(
        '<div role="row" class="baris"><div role="cell" class="nomor">{number}</div>'
        '<div role="cell" class="judul">{link}<div class="kecil">{leads}</div></div>'
        '<div role="cell" class="capaian">{progress}</div><div role="cell" class="status">{badge}</div></div>',
        number=commitment.number if commitment.number is not None else "–",
        link=frame.link(commitment.title, "komitmen", kode=commitment.code),
        leads=leads,
        progress=_progress(commitment),
        badge=badge(commitment.light),
    )


def _progress(commitment: CommitmentPicture) -> Markup:
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
        progress=_progress(commitment),
        badge=badge(commitment.light),
    )


_STYLE = Markup(
    "<style>"
    ".tabel-komitmen .baris{display:grid;grid-template-columns:2.2rem minmax(0,1fr) 11rem 11.5rem;gap:.3rem 1rem;"
    "padding:.65rem .2rem;border-bottom:1px solid #D9D9D6;align-items:start}"
    ".tabel-komitmen .nomor{font-weight:700;color:#63666A;text-align:right}"
    ".tabel-komitmen .judul a{font-weight:600;text-decoration:none}"
    ".tabel-komitmen .judul a:hover,.tabel-komitmen .judul a:focus{text-decoration:underline}"
    ".tabel-komitmen .kecil{font-size:.85rem;color:#63666A}"
    ".tabel-komitmen .status{text-align:right}"
    "@media(max-width:700px){.tabel-komitmen .baris{grid-template-columns:2rem minmax(0,1fr)}"
    ".tabel-komitmen .capaian,.tabel-komitmen .status{grid-column:2;text-align:left}}"
    "</style>"
)


def legend_section(picture: PlanPicture) -> None:
    """What the states mean, with this plan's margins."""
    with st.expander(_("Arti status")):
        rows = [
            html('<div style="margin:.35rem 0">{badge} <span>{text}</span></div>', badge=badge(light), text=text)
            for light, text in headline.legend(picture)
        ]
        show(join(rows))
        frame.quiet(
            _(
                "Tidak ada ambang resmi untuk RAN OGI; batas di atas adalah pengaturan {plan}. "
                "Rencana aksi yang sudah ditutup dinilai pada tanggal berakhirnya.",
                plan=picture.plan.name,
            )
        )
