"""A notula comes in: read from a file or a pasted text into a draft that a person checks and confirms.

Nothing is stored before that; names of people are for the secretariat's eyes only.
"""

from __future__ import annotations

import hashlib

import streamlit as st

from models.language import _, current_language
from models.queries.meeting_intake import ReadingAids, meeting_of_file, reading_aids
from models.queries.plans import revision
from models.rules.access import Action
from pages.ui.frame import address, empty, head, link, quiet
from pages.ui.gate import Visit, database, require
from pages.ui.markup import html, show, verbatim
from pages.ui.meetings import draft_form as minutes_form
from pages.ui.meetings import parts
from pages.ui.meetings.editing import load_choices
from pages.ui.uploads import Uploaded, kept, uploaded
from reports.notula.document import Rejected
from reports.notula.extract import extract
from reports.notula.proposal import IntakeDraft, propose
from reports.notula.read import read

#: what the reader takes; the rest is refused in its own words
TYPES = ("docx", "pdf", "txt", "md", "doc", "odt", "rtf")


def page(visit: Visit) -> None:
    """Ask for the notula, read it, show what was read."""
    head(
        _("Baca notula"),
        lead=_("Unggah notula: isinya dibaca menjadi draf, Anda yang memeriksa dan menyimpannya."),
        trail=[(_("Rapat"), address("rapat"))],
    )
    parts.style()
    upload = _ask()
    if upload is None:
        empty(
            _("Belum ada notula."),
            _("Berkas Word (.docx), PDF yang bukan hasil pindai, teks, atau Markdown."),
        )
        show(html("<p>{link}</p>", link=link(_("Catat rapat tanpa notula"), "catat-rapat")))
        return
    with database() as session:
        known = meeting_of_file(session, visit.actor, upload.sha256)
        aids = reading_aids(session, visit.actor)
        at_revision = revision(session)
        choices = load_choices(session, visit)
    if known is not None:
        minutes_form.already_stored(known)
        return
    draft = _read(upload, aids, at_revision)
    if isinstance(draft, Rejected):
        st.error(verbatim(f"{upload.name}: {draft}"), title=_("Berkas ini tidak dapat dibaca"), icon=":material/error:")
        quiet(_("Tidak ada yang tersimpan."))
        return
    minutes_form.confirm(visit, draft, aids, choices)


def _ask() -> Uploaded | None:
    found = st.file_uploader(
        _("Notula (.docx, .pdf, .txt, .md)"),
        type=list(TYPES),
        key="notula",
        help=_("Paling besar 10 MB. Berkas dibuka dalam proses terpisah; makro tidak dijalankan."),
    )
    if found is not None:
        return uploaded(found.name, found.getvalue())
    with st.expander(_("Atau tempel teksnya")):
        text = st.text_area(_("Teks notula"), key="notula-teks", height=220)
        st.button(_("Baca teks ini"))
    if not text or not text.strip():
        return None
    data = text.encode("utf-8", errors="replace")
    return Uploaded("notula.txt", data, hashlib.sha256(data).hexdigest())


def _read(upload: Uploaded, aids: ReadingAids, at_revision: str) -> IntakeDraft | Rejected:
    """The draft of this visitor's file; read once per state of the data."""

    def made() -> IntakeDraft | Rejected:
        with st.spinner(_("Membaca {file} …", file=verbatim(upload.name))):
            try:
                return propose(read(extract(upload.data, upload.name), aids.registry), aids)
            except Rejected as refusal:
                return refusal

    return kept("minutes", (upload.sha256, upload.name, at_revision, current_language()), made)


page(require(Action.SEE_PERSONAL))
