"""What the forms on one meeting share: what they offer, a form on one row, one act, and the news of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from sqlmodel import Session

from models.language import _, long_date
from models.queries.meeting_records import CommitmentName
from models.queries.meetings import commitment_names
from models.queries.plans import list_plans
from models.queries.progress import organisation_names
from models.vocabulary import DecisionKind, FollowUpState, Medium, MeetingState, label
from pages.ui import row_form
from pages.ui.frame import link
from pages.ui.gate import Visit, change
from pages.ui.meetings import parts
from pages.ui.row_form import Write

#: as the form keeps it: nothing chosen
NOBODY = 0
#: what the last act achieved, until it is said
_NEWS = "rapat/kabar"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the select boxes offer, by id."""

    organisations: Mapping[int, str]
    plans: Mapping[int, str]
    commitments: Mapping[int, CommitmentName]


def load_choices(session: Session, here: Visit) -> Choices:
    """Institutions by name, plans and commitments the latest first."""
    organisations = sorted(organisation_names(session).values(), key=lambda o: o.short.casefold())
    return Choices(
        {o.id: o.short if o.short == o.name else f"{o.short} – {o.name}" for o in organisations},
        {p.id: p.name for p in list_plans(session, here.actor)},
        {c.id: c for c in commitment_names(session, here.actor)},
    )


def tell(text: str) -> None:
    """Keep what was achieved for the next run to say."""
    st.session_state[_NEWS] = text


def show_news(meeting_id: int) -> bool:
    """Say what the last act on this meeting achieved, if there was one."""
    if told := st.session_state.pop(_NEWS, ""):
        parts.draw(parts.done(told, link(_("Lihat halaman rapat"), "rapat", id=meeting_id)))
    return bool(told)


def act(write: Write, told: str) -> None:
    """One act of one button."""
    with change() as attempt:
        write(attempt.session, attempt.actor)
    if attempt.done:
        tell(told)
        st.rerun()


class RowForm(row_form.RowForm):
    """A form on a row of a meeting; what it achieved is said with the way to the meeting's page."""

    place = "rapat"

    def say(self, told: str) -> None:
        tell(told)


def in_words(choices: Choices) -> Callable[[str, Any], str]:
    """How a value of a form reads in a table of conflicts."""

    def words(name: str, value: Any) -> str:
        if name in ("institutions", "owners"):
            return ", ".join(choices.organisations[key] for key in value)
        if name == "organisation_id":
            return choices.organisations.get(value, "")
        if name == "plan_id":
            return choices.plans.get(value, "")
        if name == "commitment_id":
            return choices.commitments[value].code if value in choices.commitments else ""
        if isinstance(value, dt.time):
            return clock(value)
        if isinstance(value, dt.date):
            return long_date(value)
        if isinstance(value, bool):
            return _("ya") if value else _("tidak")
        kind = _WORDS.get(name)
        return label(kind(value)) if kind and value else str(value or "")

    return words


_WORDS: dict[str, Callable[[str], Any]] = {
    "medium": Medium,
    "state": lambda value: MeetingState(value) if value in set(MeetingState) else FollowUpState(value),
    "kind": DecisionKind,
}


def clock(value: dt.time | None) -> str:
    """13:30, as it is stored."""
    return value.strftime("%H:%M") if value else ""


def several(title: str, names: Mapping[int, str], key: str, chosen: Iterable[int]) -> None:
    """Several institutions, with those that are chosen at first."""
    st.multiselect(
        title,
        list(names),
        default=[one for one in chosen if one in names],
        format_func=names.__getitem__,
        key=key,
        placeholder=_("Pilih instansi"),
    )
