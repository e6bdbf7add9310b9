"""Write down a meeting, or edit one by ``?id=``: what it was, what came of it, and what of that is public."""

from __future__ import annotations

from sqlmodel import Session

from models.language import _, long_date
from models.problems import NotFound
from models.queries.meeting_records import MeetingDetail, Minutes
from models.queries.meetings import meeting_detail
from models.rules.access import Action
from models.vocabulary import MeetingState, label
from pages.ui.filters import key_in_address, switch
from pages.ui.frame import address, empty, head, link
from pages.ui.gate import Visit, database, require
from pages.ui.markup import html, show
from pages.ui.meetings import parts
from pages.ui.meetings.editing import Choices, load_choices, show_news
from pages.ui.meetings.form import edit_identity, new_meeting, people
from pages.ui.meetings.outcomes import decisions, follow_ups
from pages.ui.meetings.publication import erasure, links, publication


def edit(here: Visit, meeting: MeetingDetail, minutes: Minutes, choices: Choices) -> None:
    """Everything that can be done with one meeting, a part at a time."""
    trail = [(_("Rapat"), address("rapat")), (long_date(meeting.held_on), address("rapat", id=meeting.id))]
    head(meeting.title, trail=trail)
    parts.draw(
        parts.marks(
            parts.visibility(meeting.released),
            parts.mark(label(minutes.state), "check" if minutes.state is MeetingState.DRAFT else ""),
            link(_("Lihat halaman rapat"), "rapat", id=meeting.id),
        )
    )
    show_news(meeting.id)
    sections = {
        "identitas": _("Identitas"),
        "keputusan": _("Keputusan ({n})", n=len(meeting.decisions)),
        "tindak-lanjut": _("Tindak lanjut ({n})", n=len(meeting.follow_ups)),
        "kaitan": _("Kaitan ({n})", n=len(minutes.links)),
    }
    if here.may(Action.SEE_PERSONAL):
        sections["peserta"] = _("Peserta ({n})", n=len(minutes.participants))
    if here.may(Action.RELEASE):
        sections["publikasi"] = _("Publikasi")
    section = switch(_("Bagian"), "bagian", sections)
    if section == "keputusan":
        decisions(here, meeting, choices)
    elif section == "tindak-lanjut":
        follow_ups(here, meeting, choices)
    elif section == "kaitan":
        links(meeting, minutes, choices)
    elif section == "peserta":
        people(meeting, minutes, choices)
        erasure(minutes)
    elif section == "publikasi":
        publication(meeting)
    else:
        edit_identity(here, meeting, minutes, choices)


def load_meeting(session: Session, here: Visit, meeting_id: int | None) -> MeetingDetail | None:
    """The meeting the address asks for."""
    try:
        return None if meeting_id is None else meeting_detail(session, here.actor, meeting_id, here.today)
    except NotFound:
        return None


def not_there() -> None:
    """The address names no meeting."""
    head(_("Rapat tidak ditemukan"), trail=[(_("Rapat"), address("rapat"))])
    empty(_("Rapat ini tidak ada."), _("Pilih rapat lain dari daftar."))
    show(html("<p>{link}</p>", link=link(_("Ke daftar rapat"), "rapat")))


here = require(Action.EDIT_MEETING)
parts.style()
wanted = key_in_address()
# read first and close: on SQLite a reader of this run would lock out the writer of the same run
with database() as session:
    choices = load_choices(session, here)
    meeting = load_meeting(session, here, wanted)
if wanted is None:
    new_meeting(here, choices)
elif meeting is None or meeting.minutes is None:
    not_there()
else:
    edit(here, meeting, meeting.minutes, choices)
