"""A CSO's assessment becomes public when the CSO publishes it; the secretariat may do it in its name."""

from __future__ import annotations

import streamlit as st

from models.commands.progress import publish_assessment
from models.language import _
from models.queries.commitments import ReportRecord
from models.rules.status import COUNTED
from models.vocabulary import Assessor
from pages.ui import frame
from pages.ui.entry import news
from pages.ui.gate import change


def publication(report: ReportRecord | None, *, by_verdict: bool) -> None:
    """Whether the public reads a CSO's assessment, and the button that changes it.

    ``by_verdict``: the CSO answers for the milestone, so that its report is published by verification.
    """
    if report is None or report.assessor is not Assessor.CSO or report.state not in COUNTED:
        return
    if by_verdict and not report.published:
        frame.quiet(_("OMS ini bertanggung jawab atas target ini: laporannya menjadi publik setelah diverifikasi."))
        return
    if report.published:
        frame.quiet(_("Terbit: siapa pun membaca penilaian ini di halaman komitmen. Perbaikannya langsung terbit."))
    else:
        frame.quiet(
            _(
                "Belum terbit: hanya OMS ini, Sekretariat, dan pimpinan yang membacanya. OMS sendiri yang menerbitkan, "
                "tanpa menunggu verifikasi."
            )
        )
    pressed = st.button(
        _("Tarik dari publik") if report.published else _("Terbitkan penilaian"),
        key=f"terbit/{report.id}",
        icon=":material/public_off:" if report.published else ":material/public:",
    )
    if not pressed:
        return
    with change() as attempt:
        publish_assessment(attempt.session, attempt.actor, report.id, published=not report.published)
    if attempt.done:
        news(
            _("Penilaian {who} tidak lagi terbit.", who=report.organisation.short)
            if report.published
            else _("Penilaian {who} terbit.", who=report.organisation.short)
        )
        st.rerun()
