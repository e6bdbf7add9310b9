"""A form on one row: what is stored, at which version, and both values where somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import streamlit as st
from sqlmodel import Session

from models.language import _
from models.problems import Stale
from models.queries.history import last_touch
from models.rules.access import Actor
from pages.ui.entry import Clash, Draft, clash_table, news
from pages.ui.gate import Visit, change, database

Write = Callable[[Session, Actor], object]


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
    #: sets apart the forms of a group of pages in the session
    place: ClassVar[str] = "isian"

    def __post_init__(self) -> None:
        object.__setattr__(self, "draft", Draft(f"{self.place}/{self.table}/{self.row_id}{self.part}"))
        self.draft.begin(self.stored, self.version)

    def key(self, name: str) -> str:
        return self.draft.key(name)

    def value(self, name: str) -> Any:
        """What a field's widget starts with."""
        return self.draft.value(name)

    def index(self, name: str, options: Sequence[Any]) -> int | None:
        """Where among the options a field's widget starts."""
        return self.draft.index(name, options)

    def changed(self) -> dict[str, Any]:
        """The fields that differ from what was shown."""
        return {name: self.draft[name] for name in self.draft.changed(*self.titles)}

    def shown(self, name: str) -> Any:
        """What a field showed before anybody typed."""
        return self.draft.shown[name]

    def title(self, name: str) -> str:
        return _(self.titles[name])

    def say(self, told: str) -> None:
        """Keep what was achieved for the next run to say."""
        news(told)

    def save(self, write: Write, told: str, *, reason: str = "") -> None:
        """Do it, or show whose value stands in the way."""
        with change(reason) as attempt:
            write(attempt.session, attempt.actor)
        if isinstance(attempt.error, Stale):
            self.draft.refuse_as_stale()
            st.rerun()
        if attempt.done:
            self.say(told)
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
        self.draft.keep_typed(self.version, self.stored)
