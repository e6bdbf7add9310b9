"""Stored files: kept by their SHA-256 outside of every served folder. Their names are text and never a path."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from models.language import N_
from models.problems import NotFound
from models.rules.files import MEDIA_TYPES, FileKind, clean_name
from models.settings import settings


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A stored file as it goes out."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


class FileLost(NotFound):
    """The record is there, its file is not, or no longer is what it was."""

    default = N_("Berkas ini tidak ada lagi di penyimpanan. Beri tahu administrator.")


def outgoing_name(file_name: str, media_type: str) -> str:
    """The sender's name with the ending of what the file is."""
    kind = next(kind for kind, known in MEDIA_TYPES.items() if known == media_type)
    endings = (".jpg", ".jpeg") if kind is FileKind.JPEG else (f".{kind.value}",)
    name = clean_name(file_name)
    return name if name.lower().endswith(endings) else f"{name}{endings[0]}"


def _place(sha256: str) -> Path:
    """Where a content lives. The name is made of its hash alone."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise FileLost
    return settings().data_directory / "evidence" / sha256[:2] / sha256


def keep(sha256: str, data: bytes) -> None:
    """Write a content once, whole or not at all, readable by this process only."""
    path = _place(sha256)
    if path.is_file() and path.stat().st_size == len(data):
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".unfinished")  # 0600 by itself
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def kept(sha256: str) -> bytes:
    """A content as it was stored. Raises FileLost if it is gone or was changed on the disk."""
    try:
        data = _place(sha256).read_bytes()
    except OSError as error:
        raise FileLost from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise FileLost
    return data
