"""Accounts and sign-ins, on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, func, update
from sqlmodel import Session, col, select

from models import journal
from models.commands import account as commands
from models.commands.account import NewAccount
from models.database import reading, transaction
from models.problems import Invalid, NotAllowed, NotFound, Stale
from models.queries import account as queries
from models.rules.access import SYSTEM, VISITOR, Actor
from models.tables.account import Account, LoginAttempt, LoginSession, SetupToken
from models.tables.history import Change
from models.vocabulary import Role, SourceKind
from tests.conftest import PASSWORD, Cast, sign_in_as

GOOD = "kuda hijau baterai"


def writing(actor: Actor = SYSTEM) -> Any:
    return transaction(actor, source=SourceKind.FORM)


def attempt(email: str, password: str, address: str = "192.0.2.7") -> str | None:
    """What the server does with a sign-in form."""
    with writing(VISITOR) as session:
        number = commands.begin_attempt(session, email, address)
    with reading() as session:
        account = commands.verified(session, email, password)
    if number is None or account is None or account.id is None:
        return None
    with writing(VISITOR) as session:
        return commands.start_sign_in(session, account.id, password, attempt_id=number)


def who_holds(token: str) -> Actor | None:
    with reading() as session:
        found = queries.presence_of_token(session, token)
    return found.actor if found else None


def rewind(by: dt.timedelta, column: str) -> None:
    """Let a moment of every sign-in lie further back."""
    with writing() as session:
        for row in session.exec(select(LoginSession)).all():
            setattr(row, column, getattr(row, column) - by)


# -- signing in -----------------------------------------------------------------------------------------------------


def test_the_right_password_signs_in_and_the_token_names_its_holder(engine: Engine, cast: Cast) -> None:
    token = attempt(" Dewi@KPU.go.id ", PASSWORD)
    assert token is not None
    assert len(token) >= 43  # 256 bits
    assert who_holds(token) == cast.kpu


@pytest.mark.parametrize(
    ("email", "password"),
    [("dewi@kpu.go.id", "salah sama sekali"), ("dewi@kpu.go.id", ""), ("tidak@ada.id", PASSWORD), ("", ""),
     ("dewi@kpu.go.id' OR 1=1 --", PASSWORD), ("%", PASSWORD), ("a\x00b@kpu.go.id", PASSWORD),
     ("dewi@kpu.go.id", "a\x00b\ud800"),
     ("dewi@kpu.go.id", "x" * 100_000)],
)  # fmt: skip
def test_anything_else_does_not(engine: Engine, cast: Cast, email: str, password: str) -> None:
    assert attempt(email, password) is None


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(
    sqlite: Engine, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    monkeypatch.setattr(commands, "matches", lambda stored, _password: compared.append(stored) or False)
    attempt("dewi@kpu.go.id", "salah")
    attempt("tidak@ada.id", "salah")
    assert [stored.rpartition("$")[0].rpartition("$")[0] for stored in compared] == [
        f"$argon2id$v=19$m={32 * 1024},t=3,p=1"
    ] * 2


def test_only_the_hash_of_a_token_is_stored(engine: Engine, cast: Cast) -> None:
    token = attempt("dewi@kpu.go.id", PASSWORD)
    with reading() as session:
        row = session.exec(select(LoginSession)).one()
    assert token is not None
    assert token not in str(row.model_dump())
    assert row.token_hash == queries.hash_of(token)


def test_after_five_failures_even_the_right_password_waits_a_quarter_of_an_hour(engine: Engine, cast: Cast) -> None:
    for _time in range(5):
        assert attempt("dewi@kpu.go.id", "salah sama sekali") is None
    assert attempt("dewi@kpu.go.id", PASSWORD) is None
    assert attempt("bagus@bawaslu.go.id", PASSWORD) is not None, "another account is not concerned"
    with writing() as session:
        session.exec(update(LoginAttempt).values(at=queries.this_moment() - commands.WINDOW))
    assert attempt("dewi@kpu.go.id", PASSWORD) is not None


def test_successes_are_not_counted_as_failures(engine: Engine, cast: Cast) -> None:
    for _time in range(7):
        assert attempt("dewi@kpu.go.id", PASSWORD) is not None


def test_an_address_that_tries_many_names_must_wait_too(engine: Engine, cast: Cast) -> None:
    with writing() as session:
        for number in range(commands.ADDRESS_FAILURES):
            assert commands.begin_attempt(session, f"nama{number}@contoh.id", "198.51.100.1") is not None
    assert attempt("dewi@kpu.go.id", PASSWORD, "198.51.100.1") is None
    assert attempt("dewi@kpu.go.id", PASSWORD, "198.51.100.2") is not None


def test_guesses_sent_at_the_same_moment_do_not_slip_past_the_limit(engine: Engine, cast: Cast) -> None:
    def guess(number: int) -> int | None:
        with writing(VISITOR) as session:
            return commands.begin_attempt(session, "dewi@kpu.go.id", f"192.0.2.{number}")

    with ThreadPoolExecutor(8) as pool:
        passed = [number for number in pool.map(guess, range(16)) if number is not None]
    assert len(passed) == commands.ACCOUNT_FAILURES


def test_attempts_are_kept_as_digests_and_not_in_the_history(engine: Engine, cast: Cast) -> None:
    attempt("dewi@kpu.go.id", "salah sama sekali")
    with reading() as session:
        kept = str([row.model_dump() for row in session.exec(select(LoginAttempt)).all()])
        told = session.exec(select(Change.table_name)).all()
    assert "dewi" not in kept
    assert "192.0.2.7" not in kept
    assert set(told) == {"organisation", "account"}


def test_an_old_hash_is_upgraded_at_sign_in(engine: Engine, cast: Cast) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    with writing() as session:
        session.get_one(Account, cast.kpu.account_id).password_hash = weak
    assert attempt("dewi@kpu.go.id", PASSWORD)
    with reading() as session:
        stored = session.get_one(Account, cast.kpu.account_id).password_hash
    assert stored != weak
    assert not commands.HASHER.check_needs_rehash(stored)


def test_signing_in_again_ends_the_former_sign_in_of_that_browser(engine: Engine, cast: Cast) -> None:
    former = attempt("dewi@kpu.go.id", PASSWORD)
    with writing(VISITOR) as session:
        number = commands.begin_attempt(session, "dewi@kpu.go.id", "192.0.2.7")
        assert number is not None
        assert cast.kpu.account_id is not None
        later = commands.start_sign_in(session, cast.kpu.account_id, PASSWORD, attempt_id=number, replaces=former)
    assert former is not None
    assert who_holds(former) is None
    assert who_holds(later) == cast.kpu


# -- how a sign-in ends ---------------------------------------------------------------------------------------------


def _sign_out(session: Session, cast: Cast, token: str) -> None:
    commands.sign_out(session, token)


def _set_password(session: Session, cast: Cast, token: str) -> None:
    commands.set_password(session, cast.administrator, cast.kpu.account_id or 0, GOOD)


def _change_role(session: Session, cast: Cast, token: str) -> None:
    commands.change_role(session, cast.administrator, cast.kpu.account_id or 0, Role.DIRECTOR)


def _deactivate(session: Session, cast: Cast, token: str) -> None:
    commands.deactivate(session, cast.administrator, cast.kpu.account_id or 0)


@pytest.mark.parametrize("ending", [_sign_out, _set_password, _change_role, _deactivate])
def test_a_sign_in_ends_at_once_by(engine: Engine, cast: Cast, ending: Callable[[Session, Cast, str], None]) -> None:
    token, other = attempt("dewi@kpu.go.id", PASSWORD), attempt("bagus@bawaslu.go.id", PASSWORD)
    assert token is not None
    assert other is not None
    with writing(cast.administrator) as session:
        ending(session, cast, token)
    assert who_holds(token) is None
    assert who_holds(other) == cast.bawaslu


@pytest.mark.parametrize(
    ("column", "age", "alive"),
    [
        ("last_seen_at", queries.IDLE - dt.timedelta(seconds=30), True),
        ("last_seen_at", queries.IDLE, False),
        ("created_at", queries.ABSOLUTE - dt.timedelta(seconds=30), True),
        ("created_at", queries.ABSOLUTE, False),
    ],
)
def test_a_sign_in_ends_by_itself(engine: Engine, cast: Cast, column: str, age: dt.timedelta, alive: bool) -> None:
    token = attempt("dewi@kpu.go.id", PASSWORD)
    assert token is not None
    rewind(age, column)
    assert (who_holds(token) is not None) is alive


def test_an_inactive_account_is_nobody_even_if_a_sign_in_of_it_were_left(engine: Engine, cast: Cast) -> None:
    token = attempt("dewi@kpu.go.id", PASSWORD)
    with writing() as session:
        session.get_one(Account, cast.kpu.account_id).active = False
    assert token is not None
    assert who_holds(token) is None
    assert attempt("dewi@kpu.go.id", PASSWORD) is None


def test_being_there_is_noted_at_most_once_a_minute(engine: Engine, cast: Cast) -> None:
    key = int(sign_in_as(cast.kpu)["session"])
    with reading() as session:
        fresh = queries.presence_of(session, key)
    rewind(dt.timedelta(minutes=5), "last_seen_at")
    with reading() as session:
        later = queries.presence_of(session, key)
    commands.note_presence(engine, key)
    with reading() as session:
        noted = queries.presence_of(session, key)
    assert fresh is not None
    assert later is not None
    assert noted is not None
    assert (fresh.to_be_noted, later.to_be_noted, noted.to_be_noted) == (False, True, False)


def test_noting_presence_does_not_wait_for_a_writer(sqlite: Engine, cast: Cast) -> None:
    key = int(sign_in_as(cast.kpu)["session"])
    with writing() as session:
        session.connection()  # holds the write lock
        begun = queries.this_moment()
        commands.note_presence(sqlite, key)
        assert queries.this_moment() - begun < dt.timedelta(seconds=2)


@pytest.mark.parametrize("token", ["", "x", "a' OR 1=1 --", "\x00", "é" * 50])
def test_a_made_up_token_is_nobody(engine: Engine, cast: Cast, token: str) -> None:
    sign_in_as(cast.kpu)
    assert who_holds(token) is None


# -- accounts -------------------------------------------------------------------------------------------------------


def test_only_administrators_manage_accounts(engine: Engine, cast: Cast) -> None:
    for name, actor in cast.items():
        if name == "administrator":
            continue
        with reading() as session, pytest.raises(NotAllowed):
            queries.accounts(session, actor)
        for act in (
            lambda session, actor=actor: commands.create_account(
                session, actor, NewAccount("a@b.id", Role.DIRECTOR), GOOD
            ),
            lambda session, actor=actor: commands.change_role(session, actor, cast.bawaslu.account_id, Role.DIRECTOR),
            lambda session, actor=actor: commands.deactivate(session, actor, cast.bawaslu.account_id),
            lambda session, actor=actor: commands.reactivate(session, actor, cast.bawaslu.account_id),
            lambda session, actor=actor: commands.rename(session, actor, cast.bawaslu.account_id, "X"),
            lambda session, actor=actor: commands.set_password(session, actor, cast.administrator.account_id, GOOD),
        ):
            with pytest.raises(NotAllowed), writing(actor) as session:
                act(session)


@pytest.mark.parametrize(
    ("email", "role", "short", "password", "field"),
    [
        ("tanpa-at", Role.DIRECTOR, None, GOOD, "email"),
        ("a b@c.id", Role.DIRECTOR, None, GOOD, "email"),
        ("<x>@c.id", Role.DIRECTOR, None, GOOD, "email"),
        ("x" * 250 + "@c.id", Role.DIRECTOR, None, GOOD, "email"),
        ("DEWI@kpu.go.id", Role.DIRECTOR, None, GOOD, "email"),
        ("baru@kpu.go.id", Role.AGENCY, None, GOOD, "organisation"),
        ("baru@kpu.go.id", Role.AGENCY, "Perludem", GOOD, "organisation"),
        ("baru@kpu.go.id", Role.CSO, "KPU", GOOD, "organisation"),
        ("baru@kpu.go.id", Role.VISITOR, None, GOOD, "role"),
        ("baru@kpu.go.id", Role.SYSTEM, None, GOOD, "role"),
        ("baru@kpu.go.id", Role.DIRECTOR, None, "pendek", "password"),
    ],
)
def test_a_wrong_account_is_refused_at_the_field_that_is_wrong(
    sqlite: Engine, cast: Cast, email: str, role: Role, short: str | None, password: str, field: str
) -> None:
    organisations = {"Perludem": cast.perludem.organisation_id, "KPU": cast.kpu.organisation_id, None: None}
    with pytest.raises(Invalid) as refusal, writing(cast.administrator) as session:
        commands.create_account(
            session, cast.administrator, NewAccount(email, role, "", organisations[short]), password
        )
    assert refusal.value.field == field
    with reading() as session:
        assert session.exec(select(func.count(col(Account.id)))).one() == 6


def test_a_new_account_can_sign_in_and_its_password_is_nowhere_in_the_history(engine: Engine, cast: Cast) -> None:
    with writing(cast.administrator) as session:
        commands.create_account(
            session, cast.administrator, NewAccount("Baru@KPU.go.id", Role.DIRECTOR, " B  aru "), GOOD
        )
    assert attempt("baru@kpu.go.id", GOOD)
    with reading() as session:
        told = str([(row.before, row.after) for row in session.exec(select(Change)).all()])
        assert "argon2" not in told
        assert "baru@kpu.go.id" not in told
        assert journal.verify(session.connection()) is None


def test_the_last_administrator_stays(engine: Engine, cast: Cast) -> None:
    key = cast.administrator.account_id or 0
    for act in (
        lambda session: commands.deactivate(session, cast.administrator, key),
        lambda session: commands.change_role(session, cast.administrator, key, Role.DIRECTOR),
    ):
        with pytest.raises(Invalid, match="terakhir"), writing(cast.administrator) as session:
            act(session)


def test_a_stale_form_is_refused_with_what_stands_now(engine: Engine, cast: Cast) -> None:
    key = cast.kpu.account_id or 0
    with writing(cast.administrator) as session:
        commands.rename(session, cast.administrator, key, "Dewi Lestari", shown_version=1)
    with pytest.raises(Stale) as refusal, writing(cast.administrator) as session:
        commands.rename(session, cast.administrator, key, "D. L.", shown_version=1)
    assert refusal.value.theirs == {"name": "Dewi Lestari"}


def test_one_changes_ones_own_password_only_with_the_current_one(engine: Engine, cast: Cast) -> None:
    key = cast.kpu.account_id or 0
    for current in (None, "", "salah sama sekali"):
        with pytest.raises(Invalid) as refusal, writing(cast.kpu) as session:
            commands.set_password(session, cast.kpu, key, GOOD, current=current)
        assert refusal.value.field == "current"
    with writing(cast.kpu) as session:
        commands.set_password(session, cast.kpu, key, GOOD, current=PASSWORD)
    assert attempt("dewi@kpu.go.id", GOOD)


def test_an_account_that_does_not_exist_is_not_found(engine: Engine, cast: Cast) -> None:
    with pytest.raises(NotFound), writing(cast.administrator) as session:
        commands.deactivate(session, cast.administrator, 999_999)


# -- the first administrator ----------------------------------------------------------------------------------------


def issue() -> str | None:
    with writing() as session:
        return commands.issue_setup_token(session)


def use(token: str, email: str = "a@bappenas.go.id") -> Account:
    with writing() as session:
        return commands.create_first_administrator(session, token, email, "A", GOOD)


def test_the_set_up_token_makes_one_administrator_and_is_used_up(engine: Engine) -> None:
    token = issue()
    assert token is not None
    with reading() as session:
        assert token not in str(session.exec(select(SetupToken)).one().model_dump())
    assert use(token).role is Role.ADMINISTRATOR
    with pytest.raises(NotAllowed):
        use(token, "b@bappenas.go.id")
    assert issue() is None


def test_a_new_set_up_token_voids_the_former(engine: Engine) -> None:
    former, later = issue(), issue()
    assert former is not None
    assert later is not None
    with pytest.raises(NotAllowed):
        use(former)
    assert use(later)


def test_a_set_up_token_is_void_once_any_account_exists(engine: Engine) -> None:
    token = issue()
    with writing() as session:
        commands.create_account(session, SYSTEM, NewAccount("d@bappenas.go.id", Role.DIRECTOR), GOOD)
    assert token is not None
    with pytest.raises(NotAllowed):
        use(token)
    with reading() as session:
        assert not commands.is_setup_token(session, token)


def test_a_refused_set_up_leaves_the_token_usable(engine: Engine) -> None:
    token = issue()
    assert token is not None
    with pytest.raises(Invalid), writing() as session:
        commands.create_first_administrator(session, token, "bukan surel", "A", GOOD)
    assert use(token)


def test_two_who_use_the_token_at_once_make_one_administrator(engine: Engine) -> None:
    token = issue()
    assert token is not None

    def race(number: int) -> bool:
        try:
            use(token, f"a{number}@bappenas.go.id")
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(race, range(4))) == 1
