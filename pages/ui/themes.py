"""Commitments by theme and milestones by the year they fall due."""

from __future__ import annotations

from collections.abc import Mapping

from models.language import _, number, percent, plural
from models.queries.by_period import years_of
from models.queries.progress import CommitmentPicture, PlanPicture
from models.rules.status import RollUp, light_counts, roll_up
from models.rules.themes import theme_name
from models.vocabulary import Light
from pages.ui import frame
from pages.ui.markup import Markup, badge, html, join
from reports.figures import by_theme, progress_of_group


def theme_table(picture: PlanPicture, **query: object) -> Markup:
    """A row per theme: how many commitments stand where, each number leading to them."""
    rows = [_theme(theme, own, query) for theme, own in by_theme(picture)]
    return join(rows)


def _theme(theme: str, own: list[CommitmentPicture], query: Mapping[str, object]) -> Markup:
    name = theme_name(theme) if theme else _("Tanpa tema")
    return html(
        '<div class="baris3"><div class="judul">{name}<div class="kecil">{n}</div></div><div>{bar}</div>'
        '<div class="kanan">{progress}</div></div>',
        name=frame.link(name, "komitmen", **{**query, "tema": theme}) if theme else name,
        n=plural("{n} komitmen", len(own)),
        bar=small_bar(light_counts(c.light for c in own)),
        progress=_progress(progress_of_group(own)),
    )


def small_bar(counts: Mapping[Light, int]) -> Markup:
    """Where several stand, as badges with number, shape and word."""
    return html(
        '<div class="kata" style="margin:0">{parts}</div>',
        parts=join([badge(light, n) for light, n in counts.items() if n]),
    )


def _progress(progress: RollUp) -> Markup:
    coverage = _("{n} dari {due} melapor", n=number(progress.reported), due=number(progress.due))
    if progress.percent is None:
        return html('<span class="kecil">{text}</span>', text=coverage)
    return html(
        '<strong>{value}</strong> <span class="kecil">{coverage}</span>',
        value=percent(progress.percent),
        coverage=coverage,
    )


def year_table(picture: PlanPicture) -> Markup:
    """A row per year in which milestones fall due."""
    rows = []
    for year in years_of(picture):
        own = [m for _c, m in picture.milestones if m.facts.due_on and m.facts.due_on.year == year]
        counts = light_counts(m.standing.light for m in own)
        counted = [m for m in own if m.standing.light is not Light.CANCELLED]
        rows.append(
            html(
                '<div class="baris3"><div><strong>{year}</strong><div class="kecil">{n}</div></div><div>{bar}</div>'
                '<div class="kanan">{progress}</div></div>',
                year=year,
                n=plural("{n} target capaian", len(own)),
                bar=small_bar(counts),
                progress=_progress(roll_up((m.weight, m.standing.percent) for m in counted)),
            )
        )
    return join(rows)
