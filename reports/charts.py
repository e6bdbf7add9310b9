"""Charts: one template, direct labels, the same colour for the same state everywhere (look.md).

Every function takes frozen records and gives a Plotly figure. Text from the data is escaped: Plotly reads a
little HTML in labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from models.language import _, number, percent
from models.queries.by_period import TrendPoint
from models.queries.plans import period_name
from models.vocabulary import Light
from reports.look import ACCENT, FONT, LINE, MUTED, SIGNS, TEXT

#: what Streamlit hands to Plotly: no logo, tool bar only on hover, works on a phone
CONFIG: dict[str, Any] = {"displaylogo": False, "displayModeBar": "hover", "responsive": True}
_TEAL = SIGNS[Light.COMPLETE].colour


def _figure(height: int, **layout: Any) -> go.Figure:
    figure = go.Figure()
    figure.update_layout(
        height=height,
        font={"family": FONT, "size": 14, "color": TEXT},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        hoverlabel={"bgcolor": "#FFFFFF", "font": {"family": FONT, "color": TEXT}, "align": "left"},
        dragmode=False,
        **layout,
    )
    return figure


def trend_chart(points: Sequence[TrendPoint]) -> go.Figure:
    """Planned against achieved, period by period; how much was reported stands at each achieved figure.

    Where something was reported, what was planned is that of the milestones that were: the only fair comparison, and
    the one that the chart's title makes.
    """
    names = [f"{escape(p.period.code)}<br>{p.period.year}" for p in points]
    figure = _figure(340)
    planned = [(name, value) for name, p in zip(names, points, strict=True) if (value := _asked(p)) is not None]
    achieved = [(name, p) for name, p in zip(names, points, strict=True) if p.achieved.percent is not None]
    ahead = {name for name, p in achieved if (p.achieved.percent or 0) > (_asked(p) or 0)}
    figure.add_scatter(
        x=[name for name, _v in planned],
        y=[value for _n, value in planned],
        mode="lines+markers+text",
        line={"color": MUTED, "width": 2, "dash": "dot"},
        marker={"symbol": "diamond-open", "size": 11, "color": MUTED},
        text=[percent(round(value)) for _n, value in planned],
        textposition=["bottom center" if name in ahead else "top center" for name, _v in planned],
        textfont={"color": MUTED},
        hovertemplate=_("Target") + " %{y:.1f}%<extra></extra>",
        cliponaxis=False,
    )
    figure.add_scatter(
        x=[name for name, _p in achieved],
        y=[p.achieved.percent for _n, p in achieved],
        mode="lines+markers+text",
        line={"color": ACCENT, "width": 3},
        marker={"symbol": "square", "size": 11, "color": _TEAL},
        text=[_reported(p) for _n, p in achieved],
        textposition=["top center" if name in ahead else "bottom center" for name, _p in achieved],
        textfont={"color": ACCENT},
        customdata=[
            [escape(period_name(p.period)), number(p.achieved.reported), number(p.achieved.due)] for _n, p in achieved
        ],
        hovertemplate="%{customdata[0]}<br>"
        + _("Capaian")
        + " %{y:.1f}% · %{customdata[1]}/%{customdata[2]}<extra></extra>",
        cliponaxis=False,
    )
    _name_the_lines(figure, planned, achieved)
    top = max([100.0, *(value for _n, value in planned), *(p.achieved.percent or 0 for _n, p in achieved)])
    figure.update_xaxes(
        categoryorder="array", categoryarray=names, fixedrange=True, showgrid=False, range=[-0.5, len(names) - 0.1]
    )
    figure.update_yaxes(range=[0, top * 1.12], fixedrange=True, gridcolor=LINE, ticksuffix="%", nticks=5)
    return figure


def _asked(point: TrendPoint) -> float | None:
    """What was planned of the milestones that achievement is known of, else of all."""
    return point.planned.percent if point.planned_of_reported is None else point.planned_of_reported


def _reported(point: TrendPoint) -> str:
    return f"<b>{percent(round(point.achieved.percent or 0, 1))}</b><br>{point.achieved.reported}/{point.achieved.due}"


def _name_the_lines(
    figure: go.Figure, planned: Sequence[tuple[str, float | None]], achieved: Sequence[tuple[str, TrendPoint]]
) -> None:
    """The name of each line stands at its end."""
    ends: list[tuple[str, float | None, str, str, tuple[int, int]]] = []
    if planned:
        ends.append((*planned[-1], _("Target"), MUTED, (12, 0)))
    if achieved:  # beside its figure, below the line of what is still planned
        name, last = achieved[-1]
        ends.append((name, last.achieved.percent, _("Capaian"), ACCENT, (30, -14)))
    for name, value, text, colour, (right, up) in ends:
        figure.add_annotation(
            x=name,
            y=value,
            text=f"<b>{escape(text)}</b>",
            font={"color": colour},
            showarrow=False,
            xanchor="left",
            xshift=right,
            yshift=up,
        )
