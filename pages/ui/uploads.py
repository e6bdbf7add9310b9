"""Uploaded files between two clicks. Streamlit keeps the bytes; what was read from them is kept for this visitor
only, by the hash of the bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import streamlit as st

from models.rules.naming import KnownNames
from reports.matrix.grid import Grid
from reports.matrix.read import Reading, read_grid
from reports.matrix.workbook import Refused, open_workbook


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file as it came."""

    name: str
    data: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def read_upload(upload: Uploaded, known: KnownNames) -> Reading:
    """What the file says; a file that cannot be opened gives a reading that says why."""
    opened = open_upload(upload)
    if isinstance(opened, Reading):
        return opened
    return read_grid(opened, known=known)


def open_upload(upload: Uploaded) -> Grid | Reading:
    """The file's grid, opened once per visitor and file."""
    return _opened(upload.sha256, upload.name, _data=upload.data)


@st.cache_data(scope="session", show_spinner=False, max_entries=8)
def _opened(sha256: str, name: str, _data: bytes) -> Grid | Reading:
    try:
        return open_workbook(_data, name)
    except Refused as refused:
        return Reading(name, sha256, (), tuple(refused.problems))
