"""What a file is and what its name says, before anybody reads it: its kind by its content, the row it may belong to,
the plan that its titles name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from models.language import N_
from models.problems import Invalid
from models.rules.naming import fold, visible

#: what one evidence file may weigh (security.md §3)
MAX_BYTES: Final = 10 * 1024 * 1024
_LONGEST_NAME: Final = 200
_MOST_PARTS: Final = 2_000
_LARGEST_TYPES_PART: Final = 1024 * 1024


class FileKind(StrEnum):
    """The formats that evidence may have."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPEG = "jpg"


MEDIA_TYPES: Final[dict[FileKind, str]] = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
}
_SUFFIXES: Final = {**{f".{kind.value}": kind for kind in FileKind}, ".jpeg": FileKind.JPEG}
_OFFICE: Final = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}
#: macros, ActiveX controls and embedded programs in an Office file
_ACTIVE_PART = re.compile(r"vbaproject[^/]*\.bin$|/macrosheets/|/activex/|/embeddings/[^/]*\.bin$|\.(?:exe|js|vbs)$")
_ACTIVE_TYPE = re.compile(rb"macro|vbaproject|activex", re.IGNORECASE)


def clean_name(name: str) -> str:
    """The sender's name for a file, as text: no folders, no control or turning characters."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(character for character in visible(last) if character.isprintable())
    stem, dot, suffix = shown.strip(" .").rpartition(".")
    if len(shown) > _LONGEST_NAME and dot and len(suffix) <= 5:
        return f"{stem[: _LONGEST_NAME - len(suffix) - 1]}.{suffix}"
    return shown.strip(" .")[:_LONGEST_NAME] or "berkas"


def kind_by_name(name: str) -> FileKind | None:
    """What a file's ending promises."""
    return _SUFFIXES.get(f".{name.rpartition('.')[2].lower()}")


def checked_kind(name: str, data: bytes) -> FileKind:
    """What an evidence file is by its content, which must be what its name promises. Raises Invalid."""
    shown = clean_name(name)
    if not data:
        raise Invalid(N_("Berkas “{name}” kosong (0 bita). Unggah berkas yang berisi."), field="file", name=shown)
    if len(data) > MAX_BYTES:
        raise Invalid(
            N_("Berkas “{name}” lebih besar dari 10 MB. Kecilkan, atau cantumkan sebagai tautan."),
            field="file",
            name=shown,
        )
    promised = kind_by_name(shown)
    if promised is None:
        raise Invalid(
            N_("Berkas “{name}” tidak dapat disimpan sebagai data dukung. Pakai PDF, DOCX, XLSX, PNG, atau JPG."),
            field="file",
            name=shown,
        )
    if _kind_of(data, shown) is not promised:
        raise Invalid(
            N_("Isi berkas “{name}” bukan {kind} yang utuh. Buka berkasnya, simpan ulang, lalu unggah lagi."),
            field="file",
            name=shown,
            kind=promised.value.upper(),
        )
    return promised


def _kind_of(data: bytes, name: str) -> FileKind | None:
    """The format by its first and last bytes; None for anything else, also for one that was cut off."""
    if data.startswith(b"%PDF-"):
        return FileKind.PDF if b"%%EOF" in data[-4096:] else None
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG if data[12:16] == b"IHDR" and b"IEND" in data[-64:] else None
    if data.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG if b"\xff\xd9" in data[2:] else None
    return _office_kind(data, name) if data.startswith(b"PK\x03\x04") else None


def _office_kind(data: bytes, name: str) -> FileKind | None:
    """Word or Excel without macros. Only the list of parts and their types is read, never a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {part.filename.lower() for part in archive.infolist()}
            with archive.open("[Content_Types].xml") as stream:
                types = stream.read(_LARGEST_TYPES_PART)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    if len(parts) > _MOST_PARTS:
        return None
    if any(_ACTIVE_PART.search(part) for part in parts) or _ACTIVE_TYPE.search(types):
        raise Invalid(
            N_("Berkas “{name}” memuat makro atau objek tertanam. Simpan tanpa makro, atau sebagai PDF."),
            field="file",
            name=name,
        )
    return next((kind for part, kind in _OFFICE.items() if part in parts), None)


# -- which row a file belongs to -------------------------------------------------------------------------------------

_COMMITMENT = re.compile(r"(?<![A-Z])(?:KOMITMEN|COMMITMENT|KOM|RENAKSI|K)\W{0,3}(?:NO\W{0,3})?0*(\d{1,2})(?!\d)")
_LONE_NUMBER = re.compile(r"(?<![A-Z0-9.])0*(\d{1,2})(?![A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Hint:
    """What a file's name says about where it belongs."""

    row_code: str = ""
    commitment: int | None = None
    organisations: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.row_code or self.organisations or self.commitment is not None)


def hint_of(name: str, row_codes: Collection[str], organisations: Mapping[str, int]) -> Hint:
    """A row code, else an institution and a commitment's number, as the name of a file gives them."""
    stem = clean_name(name).rpartition(".")[0].upper().replace("_", " ")
    tokens = "-" + re.sub(r"[^A-Z0-9]+", "-", stem).strip("-") + "-"
    for code in sorted(row_codes, key=len, reverse=True):
        if f"-{code.upper()}-" in tokens:
            return Hint(code)
    words = f" {fold(stem)} "
    named = frozenset(key for short, key in organisations.items() if fold(short) and f" {fold(short)} " in words)
    found = _COMMITMENT.search(stem) or (_LONE_NUMBER.search(stem) if named else None)
    return Hint("", int(found.group(1)) if found else None, named)


# -- which plan a workbook speaks of ---------------------------------------------------------------------------------

_ROMAN: Final = {"IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_PLAN = re.compile(
    r"(?<![A-Za-z])(?:RAN|RENAKSI|NAP|RENCANA AKSI NASIONAL)[\s_.-]*"
    r"(?:OGI|OGP|(?:OPEN|KETERBUKAAN)[\s_]+(?:GOVERNMENT|PEMERINTAH)(?:[\s_]+INDONESIA)?)?[\s_.-]*"
    r"(?:KE[\s_.-]*)?(VIII|VII|VI|IX|IV|V|[4-9])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*[-–—/]\s*(20\d\d)(?!\d)")


def plans_named(texts: Iterable[str], plans: Iterable[tuple[str, int, str]]) -> tuple[str, ...]:
    """The codes of the plans that titles and names speak of, by number or by years; ``plans``: code, number, years."""
    numbers: set[int] = set()
    years: set[tuple[str, ...]] = set()
    for text in texts:
        numbers.update(_ROMAN.get(found.upper()) or int(found) for found in _PLAN.findall(text))
        years.update(_YEARS.findall(text))
    known = list(plans)
    by_number = tuple(code for code, number, _ in known if number in numbers)
    if by_number:
        return by_number
    return tuple(code for code, _, label in known if any(span in years for span in _YEARS.findall(label)))
