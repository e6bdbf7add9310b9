"""Two tracks of trouble, never mixed: a Problem is found in somebody's data and collected,
a TrackerError is raised because a request cannot be carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from models.language import N_, _


class Severity(StrEnum):
    """An error stops the cell (and the command line); a warning is shown and the value is used."""

    ERROR = "error"
    WARNING = "warning"


class Scope(StrEnum):
    """What a problem refuses: problems of the file or a sheet refuse the file, those of a cell its row."""

    FILE = "file"
    SHEET = "sheet"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One class of problem: its stable code and the one sentence that says what, where and what to do."""

    code: str
    severity: Severity
    scope: Scope
    template: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem found in data, with its place. ``cell`` may be a range when equal ones were merged."""

    kind: ProblemKind
    sheet: str | None = None
    cell: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    @property
    def place(self) -> str:
        """``Matriks!F12``, as a person would look it up in Excel; empty for a problem of the file."""
        return "!".join(part for part in (self.sheet, self.cell) if part)

    @property
    def message(self) -> str:
        """The sentence for the reader, in the current language."""
        return _(self.kind.template, place=self.place, sheet=self.sheet or "", **self.values)

    def as_json(self) -> dict[str, Any]:
        """The stable shape that scripts read."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "sheet": self.sheet,
            "cell": self.cell,
            "message": self.message,
        }


class TrackerError(Exception):
    """A request that cannot be carried out. ``str()`` is a sentence for the person who asked."""

    default = N_("Permintaan ini tidak dapat dijalankan.")

    def __init__(self, message: str | None = None, **values: object) -> None:
        self.template = message or self.default
        self.values = values
        super().__init__(self.template)

    def __str__(self) -> str:
        return _(self.template, **self.values)


class NotAllowed(TrackerError):
    """The actor may not do this."""

    default = N_("Anda tidak berwenang melakukan ini.")


class NotFound(TrackerError):
    """There is no such row, or the actor may not know that there is."""

    default = N_("Data yang diminta tidak ditemukan.")


class Invalid(TrackerError):
    """A value is not acceptable; ``field`` names the form field it belongs to."""

    default = N_("Isian ini tidak dapat diterima.")

    def __init__(self, message: str | None = None, *, field: str | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.field = field


class Stale(TrackerError):
    """Somebody else changed the row since the form was shown. ``theirs`` holds what stands now."""

    default = N_("Data ini sudah diubah orang lain sejak halaman Anda dibuka. Periksa kedua nilai di bawah.")

    def __init__(self, message: str | None = None, *, theirs: Mapping[str, Any] | None = None, **values: object):
        super().__init__(message, **values)
        self.theirs = dict(theirs or {})
