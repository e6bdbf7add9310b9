"""What can be searched, kept between searches.

The register is one for everybody and kept by its own revision; the minutes are kept by the revision of the data and by
audience, so that nobody finds in another's texts. Nothing of an account is in either key or value.
"""

from __future__ import annotations

import streamlit as st
from sqlmodel import Session

from models.language import N_
from models.queries.plans import revision
from models.queries.search import Answer, Audience, Collected, Kind, minutes, register, register_revision, search
from pages.ui.gate import Visit, database

#: what is found, as the page and its filter call it
KINDS: dict[Kind, str] = {
    Kind.COMMITMENT: N_("Komitmen"),
    Kind.MEASURE: N_("Ukuran keberhasilan"),
    Kind.MILESTONE: N_("Target capaian"),
    Kind.ORGANISATION: N_("Instansi dan OMS"),
    Kind.PROPOSAL: N_("Usulan"),
    Kind.MEETING: N_("Rapat"),
    Kind.DECISION: N_("Keputusan rapat"),
    Kind.FOLLOW_UP: N_("Tindak lanjut"),
    Kind.STATEMENT: N_("Pembahasan rapat"),
    Kind.DOCUMENT: N_("Dokumen forum dan kokreasi"),
    Kind.PLAN: N_("Rencana aksi"),
}


def find(session: Session, visit: Visit, text: str, only: Kind | None = None) -> Answer:
    """What this visitor finds for these words."""
    audience = Audience.of(visit.actor)
    return search([_register(register_revision(session)), _minutes(revision(session), audience)], text, only=only)


@st.cache_resource(show_spinner=False, max_entries=2, ttl=86_400)
def _register(at_revision: str) -> Collected:
    with database() as session:
        return register(session)


@st.cache_resource(show_spinner=False, max_entries=9, ttl=86_400)
def _minutes(at_revision: str, audience: Audience) -> Collected:
    with database() as session:
        return minutes(session, audience)
