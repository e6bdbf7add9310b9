"""The brief as a text short enough for a chat: the same figures, the most urgent things, and where to read on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from models.language import _, plural, short_date
from models.queries.meeting_records import FollowUpRecord
from models.settings import settings
from reports import headline
from reports.brief.gather import Brief
from reports.brief.typeset import clipped, own_sentence, visible, why

#: characters, the address included
LONGEST: Final = 1000
_ITEMS: Final = 5


def message(brief: Brief) -> str:
    """The text, in the current language, never longer than ``LONGEST``."""
    about = f" – {clipped(visible(brief.subject), 90)}" if brief.organisation or brief.theme else ""
    opening = [
        f"*{clipped(visible(brief.plan.title), 80)}*{about}",
        clipped(headline.headline(brief.picture), 330),
    ]
    if own := own_sentence(brief):
        opening.append(clipped(own, 100))
    closing = [link] if len(link := address(brief)) < 300 else []
    lists = [
        (_("Perlu tindakan:"), [f"{m.row_code} {why((c, m))}" for c, m in brief.attention]),
        (
            _("Tindak lanjut terbuka:"),
            [_owed(follow_up) for follow_up in brief.follow_ups],
        ),
    ]
    for shown in range(_ITEMS, -1, -1):
        text = "\n".join([*opening, *(line for head, items in lists for line in _list(head, items, shown)), *closing])
        if len(text) <= LONGEST:
            return text
    return clipped("\n".join([*opening, *closing]), LONGEST)


def address(brief: Brief) -> str:
    """Where the whole brief is."""
    asked = [("rencana", brief.plan.code)]
    if brief.organisation:
        asked.append(("instansi", brief.organisation.short))
    if brief.theme:
        asked.append(("tema", brief.theme))
    asked.append(("per", brief.picture.as_of.isoformat()))
    return f"{settings().public_url}/bahan?" + "&".join(f"{name}={quote(value)}" for name, value in asked)


def _owed(follow_up: FollowUpRecord) -> str:
    who = ", ".join(o.short for o in follow_up.owners)
    said = f"{who}: {follow_up.text}" if who else follow_up.text
    return f"{said} ({short_date(follow_up.due_on)})" if follow_up.due_on else said


def _list(head: str, items: Sequence[str], shown: int) -> list[str]:
    if not items or not shown:
        return []
    lines = [head, *(f"• {clipped(visible(item), 110)}" for item in items[:shown])]
    if len(items) > shown:
        lines.append(plural("dan {n} lainnya", len(items) - shown))
    return lines
