"""Who may do what: the one place that decides. Pure, denies by default, tested as a table.

Queries narrow by it, commands raise NotAllowed by it, pages hide what it denies; only the first two are locks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.vocabulary import Assessor, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. Made from the database at each click, never from anything a client sent."""

    role: Role
    account_id: int | None = None
    organisation_id: int | None = None
    name: str = ""

    @property
    def signed_in(self) -> bool:
        return self.role not in (Role.VISITOR, Role.SYSTEM)


VISITOR = Actor(Role.VISITOR)
#: the command line, when ``--as`` names no account
SYSTEM = Actor(Role.SYSTEM)


class Action(StrEnum):
    """Everything that needs permission."""

    SEE_PUBLIC = "see_public"
    #: reports that are submitted but not verified, and their authors
    SEE_SUBMITTED = "see_submitted"
    #: drafts and returned reports
    SEE_DRAFT = "see_draft"
    #: minutes in full, unreleased follow-ups, restricted evidence
    SEE_INTERNAL = "see_internal"
    #: names of people in minutes, contacts
    SEE_PERSONAL = "see_personal"
    SEE_HISTORY = "see_history"
    EXPORT = "export"
    REPORT = "report"
    VERIFY = "verify"
    EDIT_PLAN = "edit_plan"
    EDIT_MEETING = "edit_meeting"
    RELEASE = "release"
    IMPORT = "import"
    DISPATCH = "dispatch"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_SETTINGS = "manage_settings"


@dataclass(frozen=True, slots=True)
class Subject:
    """What the action is about: whose row it is and in which assessment."""

    #: the organisation a report or file belongs to
    organisation_id: int | None = None
    assessor: Assessor | None = None
    #: the organisation answers for the milestone, or is a party of its commitment
    is_party: bool = True


_EVERYBODY = frozenset({Action.SEE_PUBLIC, Action.EXPORT})
#: a draft is its author's alone
_STAFF = frozenset(Action) - {Action.SEE_DRAFT}
_GRANTED: dict[Role, frozenset[Action]] = {
    Role.VISITOR: _EVERYBODY,
    Role.AGENCY: _EVERYBODY,
    Role.CSO: _EVERYBODY,
    Role.DIRECTOR: _EVERYBODY | {Action.SEE_SUBMITTED, Action.SEE_HISTORY, Action.SEE_INTERNAL},
    Role.SECRETARIAT: _STAFF - {Action.MANAGE_ACCOUNTS, Action.MANAGE_SETTINGS},
    Role.ADMINISTRATOR: _STAFF - {Action.SEE_PERSONAL},
    Role.SYSTEM: frozenset(Action),
}
#: what an agency or CSO may do with what is its own
_OWN = frozenset({Action.SEE_SUBMITTED, Action.SEE_DRAFT, Action.SEE_HISTORY, Action.REPORT, Action.IMPORT})
_OWN_ASSESSOR = {Role.AGENCY: Assessor.AGENCY, Role.CSO: Assessor.CSO}


def can(actor: Actor, action: Action, subject: Subject | None = None) -> bool:
    """Whether the actor may do this, to this subject."""
    if action in _GRANTED[actor.role]:
        return True
    if subject is None or actor.role not in _OWN_ASSESSOR or action not in _OWN:
        return False
    own = subject.organisation_id is not None and subject.organisation_id == actor.organisation_id
    fits = subject.assessor is None or subject.assessor == _OWN_ASSESSOR[actor.role]
    return own and fits and subject.is_party


def may_begin(actor: Actor, action: Action) -> bool:
    """Whether there is any subject on which the actor could do this; for menus and page doors."""
    return action in _GRANTED[actor.role] or (actor.role in _OWN_ASSESSOR and action in _OWN)
