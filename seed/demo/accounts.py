"""One account per role, with random passwords that are shown once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models import database
from models.commands.account import NewAccount, create_account, set_password
from models.queries.account import actor_for
from models.rules.access import SYSTEM, Actor
from models.tables.account import Account
from models.vocabulary import Role, SourceKind, label
from seed.demo.files import read
from seed.demo.known import Known
from seed.records import SeedError

#: no characters that are taken for one another
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody signs in with."""

    email: str
    password: str
    role: str


def new_password() -> str:
    """Four groups of four characters: about 79 bits, and easy to type from the console."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def create_accounts(session: Session, known: Known) -> tuple[list[Credentials], Mapping[str, Actor]]:
    """All sample accounts with their passwords, and who acts by which email."""
    credentials, actors = [], {}
    for row in read("accounts.csv"):
        role, email, password = Role(row["role"]), row["email"], new_password()
        organisation = known.organisation(row["organisation"]) if row["organisation"] else None
        new = NewAccount(email=email, role=role, name=row["name"], organisation_id=organisation)
        actors[email] = actor_for(create_account(session, SYSTEM, new, password))
        credentials.append(Credentials(email, password, _described(role, row["organisation"])))
    return credentials, actors


def reset_passwords(on: Engine | None = None) -> list[Credentials]:
    """New passwords for the sample accounts; all their sign-ins end. Raises SeedError if there are none."""
    emails = [row["email"] for row in read("accounts.csv")]
    organisations = {row["email"]: row["organisation"] for row in read("accounts.csv")}
    database.upgrade(on)
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, reason="Kata sandi akun contoh", on=on) as session:
        accounts = session.exec(select(Account).where(col(Account.email).in_(emails))).all()
        if not accounts:
            raise SeedError("Belum ada akun contoh di basis data ini. Jalankan dahulu: python -m seed.demo")
        credentials = []
        for account in sorted(accounts, key=lambda a: emails.index(a.email)):
            password = new_password()
            set_password(session, SYSTEM, account.id or 0, password)
            credentials.append(
                Credentials(account.email, password, _described(account.role, organisations[account.email]))
            )
    return credentials


def _described(role: Role, organisation: str) -> str:
    return f"{label(role)} ({organisation})" if organisation else label(role)
