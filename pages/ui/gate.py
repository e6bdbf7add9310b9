"""Who is here, what may they do, and their way to the database.

The first line of every page is ``allow_visitors()`` or ``require(action)``; both say who asks, as the
database knows it at this moment. Nothing about the sign-in is kept in ``st.session_state``: a tab that
stays open after a sign-out, a change of role or a deactivation is a visitor's at its next click.

    here = require(Action.IMPORT)
    with database() as session:
        rows = queries.milestones(session, here.actor)
    ...
    if st.button(_("Simpan")):
        with change(reason) as act:
            commands.edit(act.session, act.actor, ...)
        if act.done:
            st.success(_("Tersimpan."))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from sqlmodel import Session

from models.clock import today
from models.commands.account import note_presence
from models.database import engine, reading, transaction
from models.language import Language, _, set_language
from models.problems import TrackerError
from models.queries.account import Presence, presence_of
from models.rules.access import VISITOR, Action, Actor, may_begin
from models.vocabulary import SourceKind
from pages.ui.markup import verbatim


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for this page, in which language, on which day."""

    actor: Actor
    language: Language
    today: dt.date
    organisation: str = ""
    sign_in_id: int | None = None

    def may(self, action: Action) -> bool:
        """Whether a page should offer this; whether it is done, the command decides."""
        return may_begin(self.actor, action)


_received: ContextVar[Visit | None] = ContextVar("received", default=None)


def allow_visitors() -> Visit:
    """The first line of a public page: everybody may come in."""
    return _received.get() or _arrive()


@contextmanager
def received(visit: Visit) -> Iterator[None]:
    """The site has just asked who is here: the page that it runs inside this block need not ask again."""
    token = _received.set(visit)
    try:
        yield
    finally:
        _received.reset(token)


def require(action: Action) -> Visit:
    """The first line of any other page: who could never do this meets a sentence and the page ends."""
    visit = allow_visitors()
    if not visit.may(action):
        _explain(visit)
        st.stop()
    return visit


def _explain(visit: Visit) -> None:
    if visit.actor.signed_in:
        st.error(_("Halaman ini bukan untuk peran akun Anda."), title=_("Tidak berwenang"))
    else:
        st.info(_("Halaman ini hanya untuk pengguna yang masuk. Pilih “Masuk” di bilah sisi."), title=_("Masuk dahulu"))


def database() -> AbstractContextManager[Session]:
    """A session for queries, as a context manager."""
    return reading()


@dataclass(slots=True)
class Attempt:
    """One attempt to change something. After its block: ``done``, or ``error`` with what stood in the way."""

    session: Session
    actor: Actor
    done: bool = False
    error: TrackerError | None = field(default=None)


@contextmanager
def change(
    reason: str = "", *, place: dict[str, Any] | None = None, source: SourceKind = SourceKind.FORM
) -> Iterator[Attempt]:
    """Change something, whole or not at all, as the actor of this moment.

    What stands in the way is shown as a sentence and left in ``error``; the page goes on.
    """
    attempt: Attempt | None = None
    try:
        actor = _arrive().actor
        with transaction(actor, source=source, reason=reason, place=place) as session:
            attempt = Attempt(session, actor)
            yield attempt
        attempt.done = True
    except TrackerError as error:
        if attempt is None:
            raise
        attempt.error = error
        st.error(verbatim(str(error)))


def sign_in_id(told: Mapping[str, object] | None = None) -> int | None:
    """The sign-in that the middleware found behind the cookie; a number that only points into the database."""
    value = (st.user.to_dict() if told is None else told).get("session")
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else None


def _arrive() -> Visit:
    told = st.user.to_dict()  # once: Streamlit looks for its secrets file each time
    language = set_language(str(told.get("language") or "id"))
    presence = _presence(sign_in_id(told))
    if presence is None:
        return Visit(VISITOR, language, today())
    if presence.to_be_noted:
        note_presence(engine(), presence.sign_in_id)
    return Visit(presence.actor, language, today(), presence.organisation, presence.sign_in_id)


def _presence(key: int | None) -> Presence | None:
    if key is None:
        return None
    with reading() as session:
        return presence_of(session, key)
