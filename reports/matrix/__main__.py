"""``python -m reports.matrix read|export|dispatch|import|undo``: the matrix without a browser, JSON on stdout.

``read`` needs no database. Exit code 0: accepted or done; 1: refused, with the reason in the JSON; 2: wrong call.
Whatever goes wrong, the answer is JSON with one sentence in ``message``, never a traceback.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from models.clock import today
from models.database import current_revision, engine, reading, transaction, upgrade
from models.language import N_, _, speaking
from models.problems import Invalid, NotFound, Problem, Severity, TrackerError
from models.queries.account import actor_by_email
from models.queries.matrix import matrix_data
from models.queries.organisations import known_names
from models.rules.access import SYSTEM, Actor
from models.rules.naming import KnownNames
from models.vocabulary import SourceKind
from reports.matrix import catalogue, headless, limits
from reports.matrix.apply import plan_import
from reports.matrix.dispatch_book import USUAL_COLUMNS, Scope, Selection
from reports.matrix.mail import drafts_zip
from reports.matrix.plan import Choices
from reports.matrix.read import Reading, read_matrix, reading_as_json

Answer = tuple[int, dict[str, Any]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command and print its JSON."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], Answer] = options.run
    try:
        code, answer = run(options)
    except TrackerError as error:
        code, answer = 1, _failure(options, type(error).__name__, str(error))
    except (SQLAlchemyError, ImportError) as error:  # ImportError: an address whose driver is not installed
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        sentence = _("Basis data tidak dapat dipakai: {reason}. Periksa DATABASE_URL.", reason=reason)
        code, answer = 1, _failure(options, "DatabaseError", sentence)
    except OSError as error:
        sentence = _("Berkas {file} tidak dapat ditulis: {reason}.", file=error.filename or "–", reason=error.strerror)
        code, answer = 1, _failure(options, "FileError", sentence)
    except ValidationError as error:
        sentence = _("Setelan tidak sah: {reason}", reason=error.errors()[0]["msg"])
        code, answer = 1, _failure(options, "SettingsError", sentence)
    # a file name may hold bytes that are no text
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return code


def _failure(options: argparse.Namespace, error: str, message: str) -> dict[str, Any]:
    """Why nothing was done; for ``import`` in the shape that scripts read from it."""
    told: dict[str, Any] = {"error": error, "message": message}
    if options.command != "import":
        return told
    problem = {"code": error, "severity": Severity.ERROR.value, "sheet": None, "cell": None, "message": message}
    return {**_nothing(), "problems": [problem], **told}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m reports.matrix", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    read = commands.add_parser("read", help="print what a workbook says as JSON; writes nothing")
    read.add_argument("file", type=Path)
    read.set_defaults(run=run_read)

    written = "write the matrix"
    for name, run, does in (
        ("export", run_export, written),
        (
            "dispatch",
            run_dispatch,
            f"{written} for one institution, or drafts for several, and register it as sent",
        ),
    ):
        out = commands.add_parser(name, help=does)
        out.add_argument("--plan", required=True, action="append", help="export takes several")
        out.add_argument("--organisation", action="append", default=[], required=name == "dispatch")
        out.add_argument("--period", default="", help="for example 2024-B06; the current one without it")
        if name == "export":
            out.add_argument("--side-by-side", action="store_true", help="add both sides' assessments as a sheet")
        out.add_argument("--language", choices=("id", "en"), default="id")
        out.add_argument("--out", type=Path, required=True, help="an .xlsx file; .csv for export; .zip of mail drafts")
        out.add_argument("--due", type=dt.date.fromisoformat, help="the day an answer is asked for, YYYY-MM-DD")
        out.add_argument("--as", dest="account", metavar="EMAIL")
        out.set_defaults(run=run)
        if name == "dispatch":
            out.add_argument("--rows", choices=("own", "all"), default="own", help="theirs, or all of the plan")
            out.add_argument("--theme", default="", help="rows of one theme instead")
            out.add_argument("--columns", default="", help="keys of the columns to be filled, comma separated")
            out.add_argument("--letter-number", default="")
            out.add_argument("--letter-text", default="")

    come = commands.add_parser("import", help="say what a workbook would change; with --apply change it")
    come.add_argument("file", type=Path)
    come.add_argument("--plan")
    come.add_argument("--as", dest="account", metavar="EMAIL")
    come.add_argument("--organisation", help="on whose behalf, where the file does not say")
    come.add_argument("--period", default="", help="which period, where the file does not say")
    come.add_argument("--received", type=dt.date.fromisoformat, help="the day it was received; today without it")
    come.add_argument("--apply", action="store_true")
    come.set_defaults(run=run_import)

    undo = commands.add_parser("undo", help="take an import back")
    undo.add_argument("id", type=int)
    undo.add_argument("--as", dest="account", metavar="EMAIL")
    undo.set_defaults(run=run_undo)
    return parser


def run_read(options: argparse.Namespace) -> Answer:
    """Read one file; one that is not there or cannot be read is refused like a broken one."""
    found = _read(options.file, None)
    return (0 if found.accepted else 1), reading_as_json(found)


def _read(path: Path, known: KnownNames | None) -> Reading:
    try:
        # a device has no end, and of what is too large nothing more need be read than that it is
        with path.open("rb") as source:
            data = source.read(limits.MAX_BYTES + 1)
    except (OSError, ValueError):
        return Reading(path.name, "", (), (Problem(catalogue.NOT_A_WORKBOOK),))
    return read_matrix(data, path.name, known=known)


def _prepare() -> None:
    """An empty database gets its tables, so that a command needs no other before it."""
    if current_revision(engine()) is None:
        upgrade()


def _actor(session: Session, email: str | None) -> Actor:
    if not email:
        return SYSTEM
    actor = actor_by_email(session, email)
    if actor is None:
        raise NotFound(N_("Tidak ada akun aktif {email}."), email=email)
    return actor


def run_export(options: argparse.Namespace) -> Answer:
    """Write the matrix of a plan or of some organisations."""
    _prepare()
    with speaking(options.language), reading() as session:
        data = headless.export_bytes(
            session,
            _actor(session, options.account),
            options.plan,
            organisations=options.organisation,
            period=options.period,
            side_by_side=options.side_by_side,
            as_csv=options.out.suffix.lower() == ".csv",
        )
    options.out.write_bytes(data)
    return 0, {"file": options.out.name, "bytes": len(data)}


def run_dispatch(options: argparse.Namespace) -> Answer:
    """Register what goes to one or several institutions; write the workbook of one, or drafts with workbooks of all."""
    _prepare()
    with reading() as session:
        actor = _actor(session, options.account)
    with transaction(actor, source=SourceKind.COMMAND, reason="dispatch") as session:
        codes = headless.dispatch_codes(session, actor, options.plan[0], options.organisation, _wanted(options))
        drafts = options.out.suffix.lower() == ".zip"
        if len(codes) > 1 and not drafts:
            raise Invalid(N_("Untuk beberapa instansi sebutkan berkas .zip: isinya draf surel dengan matriksnya."))
        with speaking(options.language):
            data = drafts_zip(session, actor, codes) if drafts else headless.workbook_of_code(session, actor, codes[0])
        options.out.write_bytes(data)
    return 0, {"file": options.out.name, "bytes": len(data), "dispatch": codes[0], "dispatches": list(codes)}


def _wanted(options: argparse.Namespace) -> headless.Wanted:
    scope = Scope.THEME if options.theme else Scope(options.rows)
    columns = tuple(filter(None, (key.strip() for key in options.columns.split(","))))
    return headless.Wanted(
        options.period,
        options.due,
        Selection(scope, options.theme),
        columns or USUAL_COLUMNS,
        options.letter_number,
        options.letter_text,
    )


def run_import(options: argparse.Namespace) -> Answer:
    """Compare, and with --apply write. A file with any error is never applied here; a person may, on the page."""
    _prepare()
    with reading() as session:
        actor = _actor(session, options.account)
        found = _read(options.file, known_names(session))
        if not found.records:
            return 1, {**_nothing(), "problems": [p.as_json() for p in found.problems]}
        plan_code = options.plan or found.properties.get("tracker_plan") or None
        found = headless.narrowed(session, actor, found, options.plan)
        choices = _choices(session, actor, options, plan_code)
        plan = plan_import(session, actor, found, choices, plan_code=options.plan)
        if not plan.accepted or not options.apply:
            return (0 if plan.accepted else 1), headless.import_as_json(None, plan)
    with transaction(actor, source=SourceKind.IMPORT, reason=f"impor {options.file.name}") as session:
        answer = headless.import_workbook(
            session, actor, found, choices, plan_code=options.plan, shown_fingerprint=plan.fingerprint
        )
    return 0, answer


def _nothing() -> dict[str, Any]:
    counts = dict.fromkeys(("new", "changed", "unchanged", "conflict", "refused"), 0)
    return {"id": None, "counts": counts, "cells": []}


def _choices(session: Session, actor: Actor, options: argparse.Namespace, plan_code: str | None) -> Choices:
    organisation = (
        headless.known_organisation(session, actor, options.organisation).id if options.organisation else None
    )
    period_id = None
    if options.period and plan_code:
        data = matrix_data(session, actor, headless.known_plan(session, actor, plan_code))
        period = headless.chosen_period(data, options.period)
        period_id = period.id if period else None
    return Choices(options.received or today(), organisation_id=organisation, period_id=period_id)


def run_undo(options: argparse.Namespace) -> Answer:
    """Take an import back as one act."""
    _prepare()
    with reading() as session:
        actor = _actor(session, options.account)
    with transaction(actor, source=SourceKind.UNDO, reason=f"kembalikan impor {options.id}") as session:
        return 0, headless.undo_as_json(session, actor, options.id)


if __name__ == "__main__":
    raise SystemExit(main())
