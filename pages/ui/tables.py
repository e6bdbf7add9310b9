"""A table of figures under its chart, with the way to take it along."""

from __future__ import annotations

import streamlit as st

from models.language import _
from models.queries.progress import PlanPicture
from pages.ui import frame
from pages.ui.markup import Markup, html, join, show
from reports.figures import TABLES, Table


def figures_section(part: str, picture: PlanPicture, **query: object) -> None:
    """The same figures as a table behind a chart, and as a file; ``query`` is the view's own filters."""
    with st.expander(_("Angka sebagai tabel"), key=f"angka-{part}", on_change="rerun") as opened:
        if opened.open:
            show(table_markup(TABLES[part](picture), _("Angka sebagai tabel")))
    show(html('<p class="kecil tanpa-cetak">{link}</p>', link=download_link(part, picture, **query)))


def download_link(part: str, picture: PlanPicture, **query: object) -> Markup:
    """To the csv of these figures."""
    to = frame.address("unduh/angka.csv", bagian=part, rencana=picture.plan.code, **query)
    return html('<a href="{to}" download>{text}</a>', to=to, text=_("Unduh angka ini (CSV)"))


def table_markup(table: Table, name: str) -> Markup:
    """The table itself; it scrolls sideways on a phone."""
    heads = [html("<th scope='col' class='{c}'>{t}</th>", c=_side(table, i), t=t) for i, t in enumerate(table.columns)]
    rows = [
        html(
            "<tr>{cells}</tr>",
            cells=join(
                [html("<td class='{c}'>{v}</td>", c=_side(table, i), v=table.shown(i, v)) for i, v in enumerate(r)]
            ),
        )
        for r in table.rows
    ]
    return html(
        '<div class="bungkus" role="region" aria-label="{name}" tabindex="0"><table class="angka">'
        "<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>",
        name=name,
        heads=join(heads),
        rows=join(rows),
    )


def _side(table: Table, column: int) -> str:
    numbers = column in table.percents or any(isinstance(row[column], (int, float)) for row in table.rows)
    return "kanan" if numbers else ""
