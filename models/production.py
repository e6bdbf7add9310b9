"""Whether an installation may face the public: every deviation from security.md §4.5, as a sentence."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from models.database import FIRST_SAFE_WAL, engine, is_ready
from models.language import _
from models.settings import PROJECT_ROOT, settings
from models.tables.account import Account
from models.vocabulary import Role

_CONFIG: Final = PROJECT_ROOT / ".streamlit" / "config.toml"
#: a secret shorter than this can be guessed or was typed by hand
_SHORTEST_SECRET: Final = 32
_REQUIRED: Final[dict[str, Any]] = {
    "server.address": "127.0.0.1",
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.scriptHealthCheckEnabled": False,
    "server.fileWatcherType": "none",
    "server.trustedUserHeaders": {"x-tracker-session": "session", "x-tracker-language": "language"},
    "runner.postScriptGC": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "client.allowedOrigins": [],
    "server.corsAllowedOrigins": [],
    "browser.gatherUsageStats": False,
}
_AT_MOST: Final = {"server.maxUploadSize": 10, "server.disconnectedSessionTTL": 30}


def deviations(config_file: Path = _CONFIG) -> list[str]:
    """Everything that must be put right first; empty when nothing is."""
    return [*_of_the_server(_effective(config_file)), *_of_the_settings(), *_of_the_files(), *_of_the_database()]


def _effective(config_file: Path) -> dict[str, Any]:
    """Streamlit's settings as it will see them: the file, and the environment over it."""
    shipped = tomllib.loads(config_file.read_text("utf-8")) if config_file.exists() else {}
    options = {f"{section}.{key}": value for section, entries in shipped.items() for key, value in entries.items()}
    for option in {*_REQUIRED, *_AT_MOST, "server.allowedHosts", "server.cookieSecret"}:
        name = variable_of(option)
        if name in os.environ:
            options[option] = _parsed(os.environ[name])
    return options


def variable_of(option: str) -> str:
    """The environment variable by which Streamlit lets an option be changed."""
    section, _dot, key = option.partition(".")
    return f"STREAMLIT_{section}_{re.sub(r'(?<=[a-z])(?=[A-Z])', '_', key)}".upper()


def _parsed(value: str) -> Any:
    try:
        return json.loads(value.lower() if value.lower() in ("true", "false") else value)
    except ValueError:
        return value


def _of_the_server(options: dict[str, Any]) -> Iterator[str]:
    for option, wanted in _REQUIRED.items():
        if options.get(option) != wanted:
            yield _(
                "Streamlit {option} harus {wanted}, sekarang {value}.",
                option=option,
                wanted=json.dumps(wanted),
                value=json.dumps(options.get(option)),
            )
    for option, most in _AT_MOST.items():
        value = options.get(option)
        if not isinstance(value, int) or value > most:
            yield _("Streamlit {option} paling banyak {most}, sekarang {value}.", option=option, most=most, value=value)
    hosts = options.get("server.allowedHosts")
    if not hosts or "*" in hosts:
        yield _("Streamlit server.allowedHosts harus menyebut nama situs, tanpa “*”.")
    if len(str(options.get("server.cookieSecret") or "")) < _SHORTEST_SECRET:
        yield _(
            "STREAMLIT_SERVER_COOKIE_SECRET harus diisi dengan paling sedikit {n} karakter acak.", n=_SHORTEST_SECRET
        )


def _of_the_settings() -> Iterator[str]:
    chosen = settings()
    if not chosen.secure:
        yield _("TRACKER_PUBLIC_URL harus alamat https yang dipakai orang, sekarang {value}.", value=chosen.public_url)
    if chosen.demo:
        yield _("TRACKER_DEMO menyala: basis data contoh tidak boleh melayani publik.")
    if chosen.today is not None:
        yield _("TRACKER_TODAY diisi: tanggal harus berjalan.")
    if chosen.secret and len(chosen.secret) < _SHORTEST_SECRET:
        yield _("TRACKER_SECRET terlalu pendek: paling sedikit {n} karakter acak.", n=_SHORTEST_SECRET)
    if not chosen.secret and not chosen.url.startswith("sqlite"):
        yield _("TRACKER_SECRET harus diisi bila memakai PostgreSQL, sama pada setiap replika.")
    if importlib.util.find_spec("defusedxml") is None:
        yield _("Paket defusedxml tidak terpasang.")


def _of_the_files() -> Iterator[str]:
    if os.name != "posix":  # permissions mean something else there
        return
    folder = settings().data_directory
    database = make_url(settings().url)
    paths = [folder, folder / "secret.key"]
    if database.get_backend_name() == "sqlite" and database.database:
        paths.append(Path(database.database))
    for path in paths:
        if path.exists() and path.stat().st_mode & 0o077:
            yield _("{path} dapat dibaca pengguna lain di mesin ini. Jalankan: chmod go= {path}", path=path)


def _of_the_database() -> Iterator[str]:
    chosen = engine()
    if not is_ready(chosen):
        yield _("Basis data tidak menjawab atau skemanya belum mutakhir. Jalankan: python -m models upgrade")
        return
    try:
        with Session(chosen) as session:
            if chosen.dialect.name == "sqlite":
                mode = session.connection().execute(text("PRAGMA journal_mode")).scalar_one()
                if mode == "wal" and sqlite3.sqlite_version_info < FIRST_SAFE_WAL:
                    yield _("SQLite {version} tidak aman dalam mode WAL.", version=sqlite3.sqlite_version)
            administrators = select(Account.id).where(Account.role == Role.ADMINISTRATOR, Account.active)
            if session.exec(administrators).first() is None:
                yield _("Belum ada administrator aktif. Jalankan: python -m models create-account …")
    except SQLAlchemyError:
        yield _("Basis data tidak dapat dibaca.")
