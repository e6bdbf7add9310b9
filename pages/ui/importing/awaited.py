"""For an agency or CSO: the matrices it was sent, with their files, above the place where it hands them back."""

from __future__ import annotations

import streamlit as st

from models.language import _
from models.queries.exchange import matrices_for
from pages.ui import frame
from pages.ui.dispatch_parts import show_entry
from pages.ui.gate import Visit, database

#: older ones were answered long ago
_SHOWN = 5


def show_awaited(visit: Visit) -> None:
    """What was sent to this visitor's institution and can still be answered; nothing for the secretariat."""
    if visit.actor.organisation_id is None:
        return
    with database() as session:
        found = matrices_for(session, visit.actor, visit.today)
    st.subheader(_("Matriks untuk Anda"), anchor=False, divider="gray")
    if not found:
        frame.empty(
            _("Tidak ada matriks yang menunggu jawaban Anda."),
            _("Anda tetap dapat mengunduh matriks di halaman Ekspor, mengisinya, lalu mengunggahnya di sini."),
        )
        return
    for entry in found[:_SHOWN]:
        with st.container(border=True):
            show_entry(entry)
