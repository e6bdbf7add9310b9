"""What happens once when the server starts."""

from __future__ import annotations

import gc
import importlib.util
import logging
import os
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from ipaddress import ip_address

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from models.commands.account import issue_setup_token
from models.database import FIRST_SAFE_WAL, engine, reading, transaction, upgrade
from models.language import _
from models.problems import TrackerError
from models.queries.account import any_account
from models.rules.access import SYSTEM
from models.settings import settings
from models.vocabulary import SourceKind
from pages.server.requests import allowed_hosts
from pages.ui import pictures

logger = logging.getLogger("tracker.start")


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[None]:
    """Make ready before the first request; raise, with a sentence, what makes serving impossible."""
    os.umask(0o077)  # what this process writes is nobody else's to read
    _log_to_console()
    try:
        await run_in_threadpool(_prepare)
    except (TrackerError, SQLAlchemyError, OSError) as error:
        _say(_reason(error))
        # the sentence is said; the server would print a traceback after it
        logging.getLogger("uvicorn.error").disabled = True
        raise SystemExit(1) from error
    # otherwise the first direct link after a start is answered with "Page not found", because a folder pages/ exists
    PagesManager.uses_pages_directory = False
    gc.collect()
    gc.freeze()  # what is there now stays: later collections need not look at it again
    yield


def _reason(error: Exception) -> str:
    if isinstance(error, TrackerError):
        return str(error)
    told = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    return _("Basis data tidak dapat dibuka ({reason}). Periksa DATABASE_URL, atau pulihkan cadangan.", reason=told)


def _prepare() -> None:
    if importlib.util.find_spec("defusedxml") is None:
        raise TrackerError(
            _("Paket defusedxml tidak terpasang; tanpa itu berkas Excel tidak dapat dibuka dengan aman.")
        )
    # Streamlit's own check at the websocket then knows the public name too
    config.set_option("server.allowedHosts", sorted(allowed_hosts()))
    upgrade()
    _log_database()
    try:
        pictures.prepare()
    except Exception:  # the page that needs it will say so; everything else can be served
        logger.exception("the first pictures could not be made")
    _say(_("Pelacak RAN OGI siap dibuka di {address}", address=_address()))
    link = _set_up_link()
    if link:
        _say(_("Belum ada akun. Buat administrator pertama (tautan sekali pakai): {link}", link=link))


def _log_to_console() -> None:
    """Our own messages from INFO on, those of libraries from WARNING on."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("tracker", "models", "reports", "pages"):
        logging.getLogger(name).setLevel(logging.INFO)


def _log_database() -> None:
    with engine().connect() as connection:
        if connection.dialect.name != "sqlite":
            logger.info("database: %s", connection.dialect.name)
            return
        mode = connection.execute(text("PRAGMA journal_mode")).scalar_one()
    logger.info(
        "database: SQLite %s, journal mode %s (WAL from %s on)",
        sqlite3.sqlite_version,
        mode,
        ".".join(map(str, FIRST_SAFE_WAL)),
    )


def _set_up_link() -> str | None:
    """A set-up page that others can reach has been exploited elsewhere: only while bound to loopback."""
    if not _bound_to_loopback() or settings().secure:
        return None
    with reading() as session:
        if any_account(session):
            return None
    with transaction(SYSTEM, source=SourceKind.COMMAND) as session:
        token = issue_setup_token(session)
    return None if token is None else f"{_address()}/penyiapan?token={token}"


def _bound_to_loopback() -> bool:
    address = config.get_option("server.address") or ""
    try:
        return address == "localhost" or ip_address(address).is_loopback
    except ValueError:
        return False


def _address() -> str:
    if settings().secure:
        return settings().public_url
    host = config.get_option("server.address") or "localhost"
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::1", "::") else host  # noqa: S104 - shown, not bound
    return f"http://{shown}:{config.get_option('server.port')}"


def _say(sentence: str) -> None:
    sys.stdout.write(f"\n  {sentence}\n")
    sys.stdout.flush()
