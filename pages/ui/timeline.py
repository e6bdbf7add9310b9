"""When milestones fall due, commitment by commitment, with today's line. Every mark is a link."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from babel.dates import format_date

from models.language import _, current_language, short_date
from models.queries.progress import CommitmentPicture, MilestonePicture, PlanPicture
from models.vocabulary import label
from pages.ui import frame
from pages.ui.markup import Markup, html, join, paint
from reports.look import SIGNS


def timeline(picture: PlanPicture, today: dt.date) -> Markup:
    """A row per commitment with dated milestones."""
    days = [m.due_on for _c, m in picture.milestones if m.due_on is not None]
    if not days:
        return Markup("")
    axis = _Axis(min([*days, today]), max([*days, today]))
    marks = _axis_marks(axis, today)
    rows = [_row(c, axis, today) for c in picture.commitments if any(m.due_on for m in c.milestones)]
    return html(
        '<div class="bungkus" role="region" aria-label="{name}" tabindex="0">'
        '<div class="jadwal">{marks}{rows}</div></div>',
        name=_("Jadwal target capaian"),
        marks=marks,
        rows=join(rows),
    )


class _Axis:
    """Places days between the left and right end, as a percentage of the width."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first = first.replace(day=1)
        self.last = last + dt.timedelta(days=20)
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = 3 if months <= 30 else 6 if months <= 60 else 12
        starts = [
            dt.date(year, month, 1)
            for year in range(self.first.year, self.last.year + 1)
            for month in range(1, 13, step)
        ]
        self.ticks = [day for day in starts if self.first <= day <= self.last]

    def place(self, day: dt.date) -> str:
        return f"{2 + 90 * (day - self.first).days / (self.last - self.first).days:.2f}%"


def _axis_marks(axis: _Axis, today: dt.date) -> Markup:
    every_other = len(axis.ticks) > 5
    ticks = [
        html('<span style="left:{left}">{text}</span>', left=axis.place(day), text=_month(day))
        for place, day in enumerate(axis.ticks)
        if not (every_other and place % 2)
    ]
    now = html('<span class="hari" style="left:{left}">{text}</span>', left=axis.place(today), text=_today(today))
    return html(
        '<div class="lajur" aria-hidden="true" style="border:0"><div></div><div class="sumbu">{ticks}{now}</div></div>',
        ticks=join(ticks),
        now=now,
    )


def _today(day: dt.date) -> str:
    return _("posisi {day}", day=short_date(day))


def _month(day: dt.date) -> str:
    return format_date(day, "MMM y", locale=current_language())


def _row(commitment: CommitmentPicture, axis: _Axis, today: dt.date) -> Markup:
    lines = [html('<span class="kuartal" style="left:{left}"></span>', left=axis.place(day)) for day in axis.ticks]
    return html(
        '<div class="lajur"><div class="nama judul">{name}</div><div class="garis">{lines}'
        '<span class="kini" style="left:{now}"></span>{marks}</div></div>',
        name=join(
            [
                frame.link(commitment.code, "komitmen", kode=commitment.code),
                html('<span class="panjang"> {title}</span>', title=commitment.title),
            ]
        ),
        lines=join(lines),
        now=axis.place(today),
        marks=join(_marks(commitment, [m for m in commitment.milestones if m.due_on], axis)),
    )


def _marks(commitment: CommitmentPicture, milestones: Sequence[MilestonePicture], axis: _Axis) -> list[Markup]:
    """Marks of one day stand beside each other, so that none hides another."""
    found = []
    placed: Counter[dt.date] = Counter()
    totals = Counter(m.due_on for m in milestones)
    for milestone in milestones:
        assert milestone.due_on is not None
        shift = (placed[milestone.due_on] - (totals[milestone.due_on] - 1) / 2) * 1.32
        placed[milestone.due_on] += 1
        said = (
            f"{milestone.row_code} {milestone.title}: {label(milestone.standing.light)}, {short_date(milestone.due_on)}"
        )
        found.append(
            html(
                '<a class="tanda" href="{to}" target="_self" title="{said}" aria-label="{said}" '
                'style="left:calc({left} + {shift}rem);z-index:2;{look}">{shape}</a>',
                to=frame.address("komitmen", kode=commitment.code, baris=milestone.row_code),
                said=said,
                left=axis.place(milestone.due_on),
                shift=f"{shift:.2f}",
                look=paint(milestone.standing.light),
                shape=SIGNS[milestone.standing.light].shape,
            )
        )
    return found
