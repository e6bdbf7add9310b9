"""What the forms on one meeting share: what they offer, a form on one row, one act, and the news of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from sqlmodel import Session

from models.language import _, long_date
from models.problems import Stale
from models.queries.history import last_touch
from models.queries.meeting_records import CommitmentName
from models.queries.meetings import commitment_names
from models.queries.plans import list_plans
from models.queries.progress import organisation_names
from models.rules.access import Actor
from models.vocabulary import DecisionKind, FollowUpState, Medium, MeetingState, label
from pages.ui import meeting_parts as parts
from pages.ui.entry import Clash, Draft, clash_table
from pages.ui.frame import link
from pages.ui.gate import Visit, change, database

Write = Callable[[Session, Actor], object]
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


def show_news(meeting_id: int) -> None:
    """Say what the last act on this meeting achieved."""
    if told := st.session_state.pop(_NEWS, ""):
        parts.draw(parts.done(told, link(_("Lihat halaman rapat"), "rapat", id=meeting_id)))


def act(write: Write, told: str) -> None:
    """One act of one button."""
    with change() as attempt:
        write(attempt.session, attempt.actor)
    if attempt.done:
        tell(told)
        st.rerun()


@dataclass(frozen=True, slots=True)
class RowForm:
    """A form on one row: what is stored, at which version, and how its fields are called."""

    table: str
    row_id: int
    version: int
    stored: Mapping[str, Any]
    titles: Mapping[str, str]
    words: Callable[[str, Any], str]
    #: tells two forms on one row apart
    part: str = ""
    draft: Draft = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "draft", Draft(f"rapat/{self.table}/{self.row_id}{self.part}"))
        self.draft.begin(self.stored, self.version)

    def key(self, name: str) -> str:
        return self.draft.key(name)

    def changed(self) -> dict[str, Any]:
        """The fields that differ from what was shown."""
        return {name: self.draft[name] for name in self.draft.changed(*self.titles)}

    def shown(self, name: str) -> Any:
        """What a field showed before anybody typed."""
        return self.draft["#shown"][name]

    def title(self, name: str) -> str:
        return _(self.titles[name])

    def save(self, write: Write, told: str) -> None:
        """Do it, or show whose value stands in the way."""
        with change() as attempt:
            write(attempt.session, attempt.actor)
        if isinstance(attempt.error, Stale):
            self.draft.refuse_as_stale()
            st.rerun()
        if attempt.done:
            tell(told)
            self.draft.load_stored()
            st.rerun()

    def show_conflict(self, here: Visit) -> None:
        """Both values of what somebody else changed meanwhile."""
        if not self.draft.is_stale:
            return
        st.error(str(Stale()), title=_("Belum disimpan"))
        with database() as session:
            touch = last_touch(session, here.actor, self.table, self.row_id)
        clash_table(
            [
                Clash(_(title), self.words(name, self.draft[name]), self.words(name, self.stored[name]))
                for name, title in self.titles.items()
                if self.draft[name] != self.stored[name]
            ],
            touch,
        )
        with st.container(horizontal=True):
            st.button(_("Muat yang tersimpan"), key=f"{self.draft.name}/muat", on_click=self.draft.load_stored)
            st.button(_("Pertahankan isian saya"), key=f"{self.draft.name}/tahan", on_click=self._keep)

    def _keep(self) -> None:
        self.draft.keep_typed(self.version)
        st.session_state[self.key("#shown")] = dict(self.stored)


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


def several(title: str, names: Mapping[int, str], key: str) -> None:
    """Several institutions."""
    st.multiselect(title, list(names), format_func=names.__getitem__, key=key, placeholder=_("Pilih instansi"))
