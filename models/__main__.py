"""The command line of the data: ``python -m models --help``. Sentences on errors, never a traceback."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, or_, select

from models import journal, maintenance, production
from models.commands.account import NewAccount, create_account
from models.database import current_revision, engine, head_revision, reading, transaction, upgrade
from models.language import N_, _
from models.problems import Invalid, NotFound, TrackerError
from models.queries.account import actor_by_email
from models.rules.access import SYSTEM, Actor
from models.tables.organisation import Organisation
from models.vocabulary import Role, SourceKind

Run = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: 0 done, 1 not done or something found, 2 wrongly called."""
    os.umask(0o077)
    given = _parser().parse_args(arguments)
    run: Run = given.run
    try:
        return run(given)
    except TrackerError as error:
        return _fail(str(error))
    except ValidationError as error:
        wrong = ", ".join(".".join(str(part) for part in detail["loc"]) for detail in error.errors())
        return _fail(_("Pengaturan tidak dapat dibaca: {names}.", names=wrong))
    except SQLAlchemyError as error:
        return _fail(
            _(
                "Basis data tidak dapat dipakai ({reason}). Periksa DATABASE_URL, atau pulihkan cadangan.",
                reason=_first_line(error),
            )
        )
    except OSError as error:
        return _fail(_("Berkas tidak dapat dibaca atau ditulis: {reason}", reason=error))
    except KeyboardInterrupt:
        return _fail(_("Dihentikan."))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models", description=_("Perawatan basis data Pelacak RAN OGI"))
    commands = parser.add_subparsers(required=True, metavar=_("perintah"))

    def command(name: str, run: Run, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        made.set_defaults(run=run)
        return made

    command("upgrade", _upgrade, _("siapkan basis data atau mutakhirkan skemanya"))
    one = command("backup", _backup, _("tulis cadangan yang utuh ke satu berkas zip"))
    one.add_argument("file", type=Path, metavar="FILE")
    one = command("restore", _restore, _("pulihkan cadangan"))
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument("--yes", action="store_true", help=_("ganti data yang sudah ada"))
    command("verify-history", _verify_history, _("periksa rantai riwayat"))
    one = command("create-account", _create_account, _("buat akun"))
    one.add_argument("email", metavar="EMAIL")
    roles = [role.value for role in Role if role not in (Role.VISITOR, Role.SYSTEM)]
    one.add_argument("--role", required=True, choices=roles)
    one.add_argument("--organisation", default="", metavar="KPU", help=_("singkatan atau nama, untuk agency dan cso"))
    one.add_argument("--name", default="")
    one.add_argument("--password-stdin", action="store_true", help=_("baca kata sandi dari masukan standar"))
    one.add_argument("--as", dest="as_", default="", metavar="EMAIL", help=_("atas nama akun ini"))
    command("check-production", _check_production, _("periksa apakah pemasangan ini layak melayani publik"))
    return parser


def _upgrade(_given: argparse.Namespace) -> int:
    changed = upgrade()
    print(
        _("Skema basis data dimutakhirkan ke {revision}.", revision=head_revision())
        if changed
        else _("Skema basis data sudah mutakhir ({revision}).", revision=head_revision())
    )
    return 0


def _backup(given: argparse.Namespace) -> int:
    made = maintenance.backup(given.file)
    print(_("Cadangan ditulis dan diperiksa: {file}", file=made.file))
    _describe(made)
    return 0


def _restore(given: argparse.Namespace) -> int:
    restored = maintenance.restore(given.file, replace=given.yes)
    print(_("Cadangan dipulihkan. Semua orang perlu masuk kembali."))
    _describe(restored)
    return 0


def _describe(summary: maintenance.Summary) -> None:
    print(_("  dibuat   {moment}", moment=summary.created_at))
    print(_("  isi      {rows} baris, {files} berkas, skema {revision}",
            rows=summary.rows, files=summary.files, revision=summary.revision))  # fmt: skip
    print(_("  riwayat  {head}", head=summary.history_head or "–"))
    print(_("  sha256   {digest}", digest=summary.digest))


def _verify_history(_given: argparse.Namespace) -> int:
    _demand_schema()
    with engine().connect() as connection:
        broken = journal.verify(connection)
        count, head = _head(connection)
    if broken is not None:
        return _fail(
            _(
                "Riwayat rusak pada perubahan nomor {number}: {what}.",
                number=broken.change_id,
                what=_(_BROKEN.get(broken.what, broken.what)),
            )
        )
    print(_("Riwayat utuh: {count} perubahan, kepala {head}", count=count, head=head))
    return 0


#: what ``journal.verify`` calls it
_BROKEN = {
    "missing": N_("ada perubahan yang hilang"),
    "out of order": N_("urutannya tidak cocok"),
    "altered": N_("isinya diubah"),
}


def _head(connection: Connection) -> tuple[int, str]:
    row = connection.execute(text("SELECT change_id, hash FROM chain_head WHERE id = 1")).first()
    return (0, journal.GENESIS) if row is None else (row[0], row[1])


def _create_account(given: argparse.Namespace) -> int:
    _demand_schema()
    password, generated = _password(given)
    with reading() as session:
        actor = _actor(session, given.as_)
        organisation = _organisation(session, given.organisation)
    new = NewAccount(given.email, Role(given.role), given.name, organisation)
    with transaction(actor, source=SourceKind.COMMAND) as session:
        account = create_account(session, actor, new, password)
    print(_("Akun {email} dibuat dengan peran {role}.", email=account.email, role=account.role.value))
    if generated:
        print(_("Kata sandi (ditampilkan sekali ini saja): {password}", password=password))
    return 0


def _demand_schema() -> None:
    if current_revision(engine()) != head_revision():
        raise maintenance.NoSchema


def _actor(session: Session, email: str) -> Actor:
    if not email:
        return SYSTEM
    actor = actor_by_email(session, email)
    if actor is None:
        raise NotFound(N_("Tidak ada akun aktif dengan alamat {email}."), email=email)
    return actor


def _organisation(session: Session, named: str) -> int | None:
    if not named:
        return None
    wanted = named.strip().lower()
    found = session.exec(
        select(Organisation).where(
            or_(col(Organisation.abbreviation).ilike(wanted), col(Organisation.name).ilike(wanted))
        )
    ).all()
    exact = [each for each in found if wanted in (each.abbreviation.lower(), each.name.lower())]
    if not exact:
        raise NotFound(N_("Tidak ada lembaga bernama “{name}”. Tulis singkatan atau nama lengkapnya."), name=named)
    if len(exact) > 1:
        names = "; ".join(each.name for each in exact)
        raise Invalid(N_("“{name}” berarti beberapa lembaga: {names}. Tulis nama lengkapnya."), name=named, names=names)
    return exact[0].id


def _password(given: argparse.Namespace) -> tuple[str, bool]:
    """The password, and whether we made it up."""
    if given.password_stdin:
        return sys.stdin.readline().rstrip("\r\n"), False
    if sys.stdin.isatty():
        typed = getpass.getpass(_("Kata sandi (kosong: dibuatkan): "))
        if typed and typed != getpass.getpass(_("Sekali lagi: ")):
            raise Invalid(N_("Kedua kata sandi tidak sama."), field="password")
        if typed:
            return typed, False
    return secrets.token_urlsafe(18), True


def _check_production(_given: argparse.Namespace) -> int:
    found = production.deviations()
    for sentence in found:
        print(f"- {sentence}")
    if found:
        return _fail(_("{n} hal harus dibenahi sebelum melayani publik.", n=len(found)))
    print(_("Tidak ada yang perlu dibenahi."))
    return 0


def _first_line(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
