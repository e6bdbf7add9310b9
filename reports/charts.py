"""Charts: one template, direct labels, the same colour for the same state everywhere (look.md).

Every function takes frozen records and gives a Plotly figure. Text from the data is escaped: Plotly reads a
little HTML in labels.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
from babel.dates import format_date

from models.language import _, current_language, short_date
from models.queries.progress import PlanPicture
from models.vocabulary import Light, label
from reports.look import ACCENT, FONT, LINE, SIGNS, TEXT

#: what Streamlit hands to Plotly: no logo, tool bar only on hover, works on a phone
CONFIG: dict[str, Any] = {"displaylogo": False, "displayModeBar": "hover", "responsive": True}
_ORDER = (
    Light.COMPLETE,
    Light.ON_TARGET,
    Light.ATTENTION,
    Light.LATE,
    Light.NOT_REPORTED,
    Light.NOT_DUE,
    Light.CANCELLED,
)


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


def folded(text: str, width: int, lines: int = 3) -> str:
    """A long Indonesian title on several lines, escaped for Plotly."""
    parts = wrap(text, width) or [""]
    if len(parts) > lines:
        parts = [*parts[: lines - 1], parts[lines - 1].rstrip(" .,") + " …"]
    return "<br>".join(escape(part) for part in parts)


def milestone_timeline(picture: PlanPicture, today: dt.date) -> go.Figure:
    """Due dates of all milestones by commitment, with today's line."""
    dated = [(c, m) for c, m in picture.milestones if m.due_on is not None]
    codes = list(dict.fromkeys(c.code for c, _m in reversed(dated)))
    figure = _figure(max(160, 34 * len(codes) + 70))
    for light in _ORDER:
        own = [(c, m) for c, m in dated if m.standing.light is light]
        if own:
            figure.add_scatter(
                x=[m.due_on for _c, m in own],
                y=[c.code for c, _m in own],
                mode="markers+text",
                marker={"size": 18, "symbol": "square", **_flat(light)},
                text=[SIGNS[light].shape for _ in own],
                textfont={"color": SIGNS[light].ink, "size": 11},
                customdata=[[m.row_code, folded(m.title, 60), label(light), short_date(m.due_on)] for _c, m in own],
                hovertemplate="<b>%{customdata[0]}</b> %{customdata[1]}<br>"
                "%{customdata[2]} · %{customdata[3]}<extra></extra>",
                name=label(light),
            )
    figure.add_vline(x=today.isoformat(), line={"color": ACCENT, "width": 2, "dash": "dot"})
    figure.add_annotation(
        x=today.isoformat(),
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text=_("hari ini"),
        font={"color": ACCENT},
    )
    ticks = _quarters([m.due_on for _c, m in dated if m.due_on] + [today])
    figure.update_xaxes(gridcolor=LINE, fixedrange=True, tickvals=ticks, ticktext=[_month(day) for day in ticks])
    figure.update_yaxes(categoryorder="array", categoryarray=codes, fixedrange=True, automargin=True)
    figure.update_layout(margin={"t": 28})
    return figure


def _quarters(days: Sequence[dt.date]) -> list[dt.date]:
    """The first days of the quarters between these days: few enough marks for a phone."""
    first, last = min(days), max(days)
    starts = [dt.date(year, month, 1) for year in range(first.year, last.year + 2) for month in (1, 4, 7, 10)]
    return [day for day in starts if first <= day <= last + dt.timedelta(days=31)]


def _month(day: dt.date) -> str:
    return format_date(day, "MMM y", locale=current_language())


def _flat(light: Light) -> dict[str, Any]:
    if light is Light.NOT_REPORTED:
        return {"color": "#FFFFFF", "line": {"color": SIGNS[light].colour, "width": 1.5}}
    return {"color": SIGNS[light].colour}
