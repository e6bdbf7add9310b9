"""Who is here: a sign-in becomes an actor, read afresh at every question; and the list of accounts."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from models.problems import NotAllowed
from models.rules.access import VISITOR, Action, Actor, can
from models.tables.account import Account, LoginSession
from models.tables.organisation import Organisation
from models.vocabulary import Role

#: how long a sign-in lives without and with use (security.md §3)
IDLE = dt.timedelta(minutes=60)
ABSOLUTE = dt.timedelta(hours=12)
#: how often its last use is written down
NOTED_EVERY = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is signed in, by which sign-in, and whether it is time to note that they were seen."""

    sign_in_id: int
    actor: Actor
    email: str
    organisation: str
    to_be_noted: bool


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the administrator sees it."""

    id: int
    email: str
    name: str
    role: Role
    organisation_id: int | None
    organisation: str
    active: bool
    created_at: dt.datetime
    last_seen_at: dt.datetime | None
    version: int


def this_moment() -> dt.datetime:
    """The real time. ``clock.now`` stands still by day in the demonstration, and a sign-in must end there too."""
    return dt.datetime.now(dt.UTC)


def hash_of(token: str) -> str:
    """What is stored of a token. It is 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def presence_of_token(session: Session, token: str) -> Presence | None:
    """Who holds this cookie; None if the sign-in is unknown, over or its account is no longer active."""
    return _presence(session, LoginSession.token_hash == hash_of(token))


def presence_of(session: Session, sign_in_id: int) -> Presence | None:
    """Who signed in by this sign-in, as they are now; None if it is over."""
    return _presence(session, LoginSession.id == sign_in_id)


def actor_of(session: Session, sign_in_id: int | None) -> Actor:
    """The actor behind a sign-in as the database knows it now; a visitor if it is over."""
    found = None if sign_in_id is None else presence_of(session, sign_in_id)
    return VISITOR if found is None else found.actor


def actor_by_email(session: Session, email: str) -> Actor | None:
    """The actor for ``--as`` on the command line; None if there is no such active account."""
    account = session.exec(select(Account).where(Account.email == email.strip().lower(), Account.active)).first()
    return None if account is None else actor_for(account)


def actor_for(account: Account) -> Actor:
    """The actor an account is."""
    return Actor(
        role=account.role,
        account_id=account.id,
        organisation_id=account.organisation_id,
        name=account.name or account.email,
    )


def _presence(session: Session, which: object) -> Presence | None:
    moment = this_moment()
    row = session.exec(
        select(LoginSession, Account, Organisation)
        .join(Account, col(Account.id) == LoginSession.account_id)
        .outerjoin(Organisation, col(Organisation.id) == Account.organisation_id)
        .where(
            which,  # type: ignore[arg-type]
            col(LoginSession.revoked_at).is_(None),
            LoginSession.last_seen_at > moment - IDLE,
            LoginSession.created_at > moment - ABSOLUTE,
            Account.active,
        )
    ).first()
    if row is None:
        return None
    sign_in, account, organisation = row
    return Presence(
        sign_in_id=sign_in.id or 0,
        actor=actor_for(account),
        email=account.email,
        organisation=_short(organisation),
        to_be_noted=moment - sign_in.last_seen_at >= NOTED_EVERY,
    )


def _short(organisation: Organisation | None) -> str:
    return "" if organisation is None else organisation.short


def any_account(session: Session) -> bool:
    """Whether the first administrator is there."""
    return session.exec(select(Account.id).limit(1)).first() is not None


def accounts(session: Session, actor: Actor) -> list[AccountRow]:
    """All accounts with the moment each was last seen. Raises NotAllowed."""
    if not can(actor, Action.MANAGE_ACCOUNTS):
        raise NotAllowed
    seen = (
        select(LoginSession.account_id, func.max(LoginSession.last_seen_at).label("at"))
        .group_by(col(LoginSession.account_id))
        .subquery()
    )
    rows = session.exec(
        select(Account, Organisation, seen.c.at)
        .outerjoin(Organisation, col(Organisation.id) == Account.organisation_id)
        .outerjoin(seen, seen.c.account_id == Account.id)
        .order_by(col(Account.active).desc(), col(Account.email))
    ).all()
    return [_row(account, organisation, at) for account, organisation, at in rows]


def account_of(session: Session, actor: Actor, account_id: int) -> AccountRow | None:
    """One account. Raises NotAllowed."""
    return next((row for row in accounts(session, actor) if row.id == account_id), None)


def _row(account: Account, organisation: Organisation | None, seen_at: dt.datetime | None) -> AccountRow:
    return AccountRow(
        id=account.id or 0,
        email=account.email,
        name=account.name,
        role=account.role,
        organisation_id=account.organisation_id,
        organisation=_short(organisation),
        active=account.active,
        created_at=account.created_at,
        last_seen_at=seen_at,
        version=account.version,
    )
