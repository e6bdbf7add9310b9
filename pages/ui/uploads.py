"""Uploaded files between two clicks. Streamlit keeps the bytes; what was made of them is kept for this visitor only,
by the hash of the bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from models.language import _, current_language
from models.rules.files import FileKind, clean_name, kind_by_name
from models.rules.naming import KnownNames
from pages.ui.markup import verbatim
from reports.matrix.grid import Grid
from reports.matrix.read import Reading, read_grid
from reports.matrix.workbook import Refused, open_workbook

Made = TypeVar("Made")

#: also what we only take in order to refuse it in our own words
TYPES = ("xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "pdf", "docx", "png", "jpg", "jpeg")
_EVIDENCE = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.PNG, FileKind.JPEG})
#: large results kept per visitor; the oldest gives way
_KEPT = 8


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file as it came; its name as text."""

    name: str
    data: bytes = field(repr=False)
    sha256: str

    @property
    def is_evidence(self) -> bool:
        """A document that goes with a row, rather than a workbook to read."""
        return kind_by_name(self.name) in _EVIDENCE


def ask_for_files() -> list[Uploaded]:
    """The uploader; the same content twice counts once."""
    found = st.file_uploader(
        _("Berkas matriks (.xlsx) dan data dukung (PDF, DOCX, PNG, JPG)"),
        type=list(TYPES),
        accept_multiple_files=True,
        key="files",
        help=_("Paling besar 10 MB per berkas. Boleh beberapa berkas sekaligus."),
    )
    uploads = [uploaded(file.name, file.getvalue()) for file in found]
    return list({upload.sha256: upload for upload in uploads}.values())


def uploaded(name: str, data: bytes) -> Uploaded:
    """A file with its hash."""
    return Uploaded(clean_name(name), data, hashlib.sha256(data).hexdigest())


def kept(shelf: str, key: Hashable, make: Callable[[], Made]) -> Made:
    """A result of this visitor's, made at the first call."""
    found: dict[Hashable, Any] = st.session_state.setdefault(f"kept_{shelf}", {})
    if key not in found:
        made = make()
        while len(found) >= _KEPT:
            found.pop(next(iter(found)))
        found[key] = made
    value: Made = found[key]
    return value


def is_opened(upload: Uploaded) -> bool:
    """Whether the file was opened before, so that nobody has to wait."""
    return upload.sha256 in st.session_state.get("kept_grid", {})


def open_upload(upload: Uploaded) -> Grid | Reading:
    """The file's grid; for one that cannot be opened a reading that says why."""

    def opened() -> Grid | Reading:
        try:
            return open_workbook(upload.data, upload.name)
        except Refused as refused:
            return Reading(upload.name, upload.sha256, (), tuple(refused.problems))

    return kept("grid", upload.sha256, opened)


def read_upload(
    grid: Grid, known: KnownNames, mapping: Mapping[str, str | None], version: Hashable
) -> tuple[Reading, Hashable]:
    """What a file says, with its columns as a person corrected them, and what names this reading; ``version`` names
    the grid and what is known."""
    corrected = tuple(sorted((name, value or "") for name, value in mapping.items()))
    key = (grid.sha256, corrected, version, current_language())
    return kept("reading", key, lambda: read_grid(grid, known=known, mapping=mapping)), key


def open_all(uploads: Iterable[Uploaded]) -> None:
    """Open what is new, one after another, and say how far it is."""
    new = [upload for upload in uploads if not upload.is_evidence and not is_opened(upload)]
    if not new:
        return
    slot = st.empty()
    with slot.status(_("Membaca {n} berkas …", n=len(new)), expanded=True):
        bar = st.progress(0.0)
        for place, upload in enumerate(new):
            bar.progress(place / len(new), text=_("Membaca {file} …", file=verbatim(upload.name)))
            open_upload(upload)
    slot.empty()
