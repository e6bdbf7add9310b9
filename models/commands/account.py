"""What may be done with accounts and sign-ins.

Signing in takes three steps, so that neither many guesses at once slip past the limit nor a password is
hashed while the database is locked: ``begin_attempt`` counts (its caller commits), ``verified`` compares
outside of any transaction, ``start_sign_in`` makes the session. All refusals look the same to the guesser.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
from dataclasses import dataclass
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, delete, text, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, func, or_, select

from models.commands.guards import demand, fetch, same_as_shown
from models.language import N_
from models.problems import Invalid, NotAllowed
from models.queries.account import ABSOLUTE, any_account, hash_of, this_moment
from models.rules import passwords
from models.rules.access import SYSTEM, Action, Actor
from models.tables.account import Account, LoginAttempt, LoginSession, SetupToken
from models.tables.organisation import Organisation
from models.vocabulary import OrganisationKind, Role

#: failures within WINDOW after which an account, and an address, must wait (security.md §3)
ACCOUNT_FAILURES = 5
ADDRESS_FAILURES = 40
WINDOW = dt.timedelta(minutes=15)
#: how long attempts and ended sign-ins are kept
KEPT = dt.timedelta(days=30)
LONGEST_EMAIL = 254
LONGEST_NAME = 200

#: above OWASP's floor for argon2id (19 MiB, 2, 1); 50 to 100 ms here
HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
#: hashing takes 32 MiB each: a crowd at the door must queue instead of filling the memory
_HASHING = BoundedSemaphore(4)
_EMAIL = re.compile(r"[^@\s<>\"(),:;\\]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an administrator enters for somebody."""

    email: str
    role: Role
    name: str = ""
    organisation_id: int | None = None


# -- signing in -----------------------------------------------------------------------------------------------------


def begin_attempt(session: Session, email: str, address: str) -> int | None:
    """Count one attempt as failed until it proves right; None if this account or address must wait.

    Refused attempts are not counted: who stops guessing may try again a quarter of an hour later.
    """
    account, origin = _digest(_key(email)), _digest(address)
    if session.get_bind().dialect.name == "postgresql":  # on SQLite writers queue anyway
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": int(account[:15], 16)})
    since = this_moment() - WINDOW
    failures = session.exec(
        select(
            func.count(col(LoginAttempt.id)).filter(col(LoginAttempt.account_digest) == account),
            func.count(col(LoginAttempt.id)).filter(col(LoginAttempt.address_digest) == origin),
        ).where(
            or_(col(LoginAttempt.account_digest) == account, col(LoginAttempt.address_digest) == origin),
            LoginAttempt.at > since,
        )
    ).one()
    if failures[0] >= ACCOUNT_FAILURES or failures[1] >= ADDRESS_FAILURES:
        return None
    attempt = LoginAttempt(account_digest=account, address_digest=origin, at=this_moment())
    session.add(attempt)
    session.flush()
    return attempt.id


def verified(session: Session, email: str, password: str) -> Account | None:
    """The active account this password opens. Takes as long for a name that does not exist."""
    account = session.exec(select(Account).where(Account.email == _key(email))).first()
    stored = account.password_hash if account else _dummy_hash()
    right = matches(stored, password)
    return account if account is not None and right and account.active else None


def start_sign_in(
    session: Session, account_id: int, password: str, *, attempt_id: int, replaces: str | None = None
) -> str:
    """Make a new sign-in and return its token. The attempt is no failure; a former sign-in of the browser ends."""
    account = fetch(session, Account, account_id)
    if not account.active:  # between the check and now
        raise NotAllowed
    if HASHER.check_needs_rehash(account.password_hash):
        account.password_hash = hashed(passwords.normal(password))
    session.exec(delete(LoginAttempt).where(col(LoginAttempt.id) == attempt_id))
    if replaces:
        sign_out(session, replaces)
    _clear_old(session)
    token, moment = secrets.token_urlsafe(32), this_moment()
    session.add(LoginSession(token_hash=hash_of(token), account_id=account_id, created_at=moment, last_seen_at=moment))
    session.flush()
    return token


def sign_out(session: Session, token: str) -> None:
    """End the sign-in of this token, in every tab at once."""
    session.exec(
        update(LoginSession)
        .where(col(LoginSession.token_hash) == hash_of(token), col(LoginSession.revoked_at).is_(None))
        .values(revoked_at=this_moment())
    )


def note_presence(on: Engine, sign_in_id: int) -> None:
    """Write down that somebody is still there. A nicety that never makes a reader wait for a writer."""
    statement = update(LoginSession).where(col(LoginSession.id) == sign_in_id).values(last_seen_at=this_moment())
    with on.execution_options(writing=True).connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None or on.dialect.name != "sqlite":
            connection.execute(statement)
            connection.commit()
            return
        patience = driver.execute("PRAGMA busy_timeout").fetchone()[0]
        driver.execute("PRAGMA busy_timeout = 50")
        try:
            connection.execute(statement)
            connection.commit()
        except OperationalError:  # somebody is writing: the next click will note it
            connection.rollback()
        finally:
            driver.execute(f"PRAGMA busy_timeout = {int(patience)}")


def hashed(password: str) -> str:
    """What is stored of a password."""
    with _HASHING:
        return HASHER.hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether this is the password behind the stored hash."""
    typed = passwords.normal(password)
    try:
        with _HASHING:
            # a longer one than anybody can have is not hashed, but takes as long
            return HASHER.verify(stored, typed if len(typed) <= passwords.LONGEST else "")
    except (VerificationError, InvalidHashError):
        return False


@cache
def _dummy_hash() -> str:
    return hashed(secrets.token_urlsafe())


def _key(email: str) -> str:
    return "".join(filter(str.isprintable, email)).strip().lower()[:LONGEST_EMAIL]


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def _clear_old(session: Session) -> None:
    long_ago = this_moment() - KEPT
    session.exec(delete(LoginAttempt).where(col(LoginAttempt.at) < long_ago))
    session.exec(delete(LoginSession).where(col(LoginSession.created_at) < long_ago - ABSOLUTE))


# -- accounts -------------------------------------------------------------------------------------------------------


def create_account(session: Session, actor: Actor, new: NewAccount, password: str) -> Account:
    """Give somebody an account. Raises NotAllowed, Invalid at the field that is wrong."""
    demand(actor, Action.MANAGE_ACCOUNTS)
    email, name = _email(new.email), _name(new.name)
    accepted = passwords.accept(password, email=email, name=name)
    if session.exec(select(Account.id).where(Account.email == email)).first() is not None:
        raise Invalid(N_("Sudah ada akun dengan alamat surel ini."), field="email")
    account = Account(
        email=email,
        name=name,
        role=_role(new.role),
        organisation_id=_organisation_for(session, new.role, new.organisation_id),
        password_hash=hashed(accepted),
        created_at=this_moment(),
    )
    session.add(account)
    session.flush()
    return account


def change_role(
    session: Session,
    actor: Actor,
    account_id: int,
    role: Role,
    organisation_id: int | None = None,
    *,
    shown_version: int | None = None,
) -> Account:
    """Change what an account may do; its sign-ins end. Raises NotAllowed, NotFound, Invalid, Stale."""
    account = _account_to_change(session, actor, account_id, shown_version, "role", "organisation_id")
    if account.role is Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR:
        _leave_an_administrator(session, account)
    account.organisation_id = _organisation_for(session, role, organisation_id)
    account.role = _role(role)
    _end_sign_ins(session, account_id)
    session.flush()
    return account


def rename(session: Session, actor: Actor, account_id: int, name: str, *, shown_version: int | None = None) -> Account:
    """Change the name an account is shown with."""
    account = _account_to_change(session, actor, account_id, shown_version, "name")
    account.name = _name(name)
    session.flush()
    return account


def deactivate(session: Session, actor: Actor, account_id: int, *, shown_version: int | None = None) -> Account:
    """Close an account; its sign-ins end at once, its history stays."""
    account = _account_to_change(session, actor, account_id, shown_version, "active")
    if account.role is Role.ADMINISTRATOR:
        _leave_an_administrator(session, account)
    account.active = False
    _end_sign_ins(session, account_id)
    session.flush()
    return account


def reactivate(session: Session, actor: Actor, account_id: int, *, shown_version: int | None = None) -> Account:
    """Open a closed account again. Nobody is signed in by it."""
    account = _account_to_change(session, actor, account_id, shown_version, "active")
    account.active = True
    session.flush()
    return account


def set_password(
    session: Session, actor: Actor, account_id: int, password: str, *, current: str | None = None
) -> Account:
    """Set a password: an administrator's for anybody, one's own with the current one. All sign-ins end."""
    if account_id == actor.account_id:
        account = fetch(session, Account, account_id)
        if not account.active:
            raise NotAllowed
        if current is None or not matches(account.password_hash, current):
            raise Invalid(N_("Kata sandi sekarang tidak cocok."), field="current")
    else:
        account = _account_to_change(session, actor, account_id, None)
    accepted = passwords.accept(password, email=account.email, name=account.name)
    account.password_hash = hashed(accepted)
    _end_sign_ins(session, account_id)
    session.flush()
    return account


def _account_to_change(session: Session, actor: Actor, account_id: int, shown: int | None, *fields: str) -> Account:
    demand(actor, Action.MANAGE_ACCOUNTS)
    account = fetch(session, Account, account_id)
    same_as_shown(account, shown, *fields)
    return account


def _leave_an_administrator(session: Session, account: Account) -> None:
    others = session.exec(
        select(Account.id)
        .where(Account.role == Role.ADMINISTRATOR, Account.active, Account.id != account.id)
        .with_for_update()
    ).all()
    if not others:
        raise Invalid(
            N_("Ini administrator terakhir yang aktif. Angkat administrator lain lebih dahulu."), field="role"
        )


def _end_sign_ins(session: Session, account_id: int) -> None:
    session.exec(
        update(LoginSession)
        .where(col(LoginSession.account_id) == account_id, col(LoginSession.revoked_at).is_(None))
        .values(revoked_at=this_moment())
    )


def _email(text_: str) -> str:
    email = _key(text_)
    if not _EMAIL.fullmatch(email) or len(text_.strip()) > LONGEST_EMAIL:
        raise Invalid(N_("Alamat surel tidak lengkap. Tulis misalnya nama@instansi.go.id."), field="email")
    return email


def _name(text_: str) -> str:
    name = "".join(filter(str.isprintable, " ".join(text_.split())))
    if len(name) > LONGEST_NAME:
        raise Invalid(N_("Nama terlalu panjang: paling banyak {limit} karakter."), field="name", limit=LONGEST_NAME)
    return name


def _role(role: Role) -> Role:
    if role in (Role.VISITOR, Role.SYSTEM):
        raise Invalid(N_("Peran ini bukan untuk akun."), field="role")
    return role


_KINDS = {
    Role.AGENCY: frozenset(OrganisationKind) - {OrganisationKind.CSO, OrganisationKind.DONOR},
    Role.CSO: frozenset({OrganisationKind.CSO}),
}


def _organisation_for(session: Session, role: Role, organisation_id: int | None) -> int | None:
    """The organisation an account of this role belongs to; the others belong to none."""
    if role not in _KINDS:
        return None
    organisation = session.get(Organisation, organisation_id) if organisation_id is not None else None
    if organisation is None:
        raise Invalid(N_("Pilih instansi atau organisasi untuk akun ini."), field="organisation")
    if organisation.kind not in _KINDS[role]:
        raise Invalid(
            N_("Peran ini tidak cocok dengan jenis lembaga {name}."), field="organisation", name=organisation.short
        )
    return organisation.id


# -- the first administrator ----------------------------------------------------------------------------------------


def issue_setup_token(session: Session) -> str | None:
    """A new single-use token for the first administrator, former ones void; None once there is an account."""
    if any_account(session):
        return None
    session.exec(delete(SetupToken))
    token = secrets.token_urlsafe(32)
    session.add(SetupToken(token_hash=hash_of(token), created_at=this_moment()))
    session.flush()
    return token


def is_setup_token(session: Session, token: str) -> bool:
    """Whether this token still opens the set-up page."""
    return _setup_row(session, token) is not None


def create_first_administrator(session: Session, token: str, email: str, name: str, password: str) -> Account:
    """Use the set-up token up. Raises NotAllowed if it is not valid, was used, or any account exists."""
    row = _setup_row(session, token, lock=True)
    if row is None:
        raise NotAllowed(N_("Tautan penyiapan ini tidak berlaku lagi."))
    account = create_account(session, SYSTEM, NewAccount(email=email, role=Role.ADMINISTRATOR, name=name), password)
    row.used_at = this_moment()
    session.flush()
    return account


def _setup_row(session: Session, token: str, *, lock: bool = False) -> SetupToken | None:
    query = select(SetupToken).where(SetupToken.token_hash == hash_of(token), col(SetupToken.used_at).is_(None))
    row = session.exec(query.with_for_update() if lock else query).first()
    return None if row is None or any_account(session) else row
