"""Planned against achieved over the periods, and each commitment's own progress."""

from __future__ import annotations

import streamlit as st

from models.language import _, number, percent
from models.queries.by_period import trend
from models.queries.plans import period_name
from models.queries.progress import PlanPicture
from pages.ui import frame
from pages.ui.markup import show
from pages.ui.standing import progress_bars
from pages.ui.tables import figures_section
from reports import charts


def trend_section(picture: PlanPicture, **query: object) -> None:
    """The lines where there is more than one period, then a bar per commitment."""
    if picture.progress.percent is None:
        frame.empty(
            _("Belum ada capaian yang dilaporkan."),
            _("Kirim matriks ke K/L, impor matriks yang kembali, atau isi langsung di halaman pemutakhiran."),
        )
        return
    points = trend(picture)
    if sum(1 for p in points if p.achieved.percent is not None or p.planned.percent is not None) > 1:
        last = next((p for p in reversed(points) if p.achieved.percent is not None), None)
        if last is not None:
            st.subheader(
                _title(last.planned_of_reported, last.achieved.percent, period_name(last.period)), anchor=False
            )
            frame.quiet(
                _(
                    "Angka pada garis capaian: target capaian yang dilaporkan dari seluruhnya. Target "
                    "pada periode yang sudah dilaporkan dihitung atas target capaian yang sama ({n} dari {due}).",
                    n=number(last.achieved.reported),
                    due=number(last.achieved.due),
                )
            )
        st.plotly_chart(charts.trend_chart(points), config=charts.CONFIG, key="trend")
        figures_section("capaian", picture, **query)
    st.subheader(_("Capaian menurut komitmen"), anchor=False)
    show(progress_bars(picture.commitments))
    figures_section("komitmen", picture, **query)


def _title(planned: float | None, achieved: float | None, period: str) -> str:
    if planned is None:
        return _("Rata-rata capaian {value} pada {period}", value=percent(achieved), period=period)
    return _(
        "Rata-rata capaian {value} pada {period}, target {planned}",
        value=percent(achieved),
        planned=percent(planned),
        period=period,
    )
