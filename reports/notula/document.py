"""The text of one file as lines with positions: what the extractors make and the reader reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.language import N_, _

#: Why a file cannot be used at all (notula.md §8, security.md §3 "Upload bombs"); reason → sentence.
REASONS: dict[str, str] = {
    "empty": N_("Berkas ini kosong: tidak ada teks yang dapat dibaca."),
    "too_large": N_("Berkas ini terlalu besar. Batasnya 10 MB, juga untuk isi dokumen setelah dibuka."),
    "unsupported_type": N_("Jenis berkas ini tidak didukung. Gunakan .docx, .pdf, .md, atau .txt."),
    "not_docx": N_("Berkas ini bukan dokumen Word (.docx), walaupun namanya demikian. Simpan ulang sebagai .docx."),
    "encrypted": N_("Berkas ini dikunci dengan kata sandi. Buka kuncinya, lalu unggah kembali."),
    "image_only": N_("PDF ini hanya berisi gambar hasil pindai. Unggah berkas asli atau salin teksnya."),
    "doctype": N_("Dokumen ini memuat deklarasi DOCTYPE yang tidak diizinkan. Simpan ulang dari Word."),
    "active_content": N_("Dokumen ini memuat makro atau objek tersemat. Simpan ulang tanpa keduanya."),
    "binary": N_("Berkas ini bukan teks yang dapat dibaca."),
    "damaged": N_("Berkas ini rusak atau tidak lengkap sehingga tidak dapat dibuka."),
    "timeout": N_("Berkas ini terlalu lama dibaca dan dihentikan. Coba simpan ulang atau salin teksnya."),
    "not_found": N_("Berkas tidak ditemukan atau tidak dapat dibuka."),
}


class Rejected(Exception):
    """The file cannot be read at all; ``reason`` is a stable code, ``str()`` a sentence for the uploader."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return _(REASONS[self.reason])

    def as_json(self) -> dict[str, str]:
        """The shape scripts read."""
        return {"outcome": "rejected", "reason": self.reason, "message": str(self)}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source text; ``number`` counts from 1 in the text that is kept with the source."""

    text: str
    number: int = 0
    page: int | None = None
    #: position of the text from the left, in characters; only comparisons within one file make sense
    indent: float = 0.0
    bold: bool = False
    #: the line reaches the right margin, so the next one probably continues it; None when unknown
    full: bool | None = None
    #: the file itself says that this is a whole paragraph, so nothing continues it
    whole: bool = False
    #: level in the word processor's list numbering, from 1
    level: int | None = None
    #: a row of table ``table``; cells may hold several lines
    cells: tuple[str, ...] | None = None
    table: int | None = None
    #: page numbers, running headings and footings: kept in the source text, never read as content
    furniture: bool = False

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Line:
        """A line as the child process reports it."""
        cells = data.get("cells")
        return cls(**{**data, "cells": None if cells is None else tuple(cells)})


@dataclass(frozen=True, slots=True)
class Document:
    """The lines of one file, with what has to be kept about their origin."""

    lines: tuple[Line, ...]
    file: str = ""
    sha256: str = ""
    size: int = 0
    media_type: str = "text/plain"
    #: the text depends on the extractor, so its name and version are kept with it (notula.md §8)
    extractor: str = "text"
    extractor_version: str = "1"
    pages: int | None = None
    #: for the person who confirms: e.g. ``tracked_changes``
    notices: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """The source text that line numbers refer to."""
        return "\n".join(line.text for line in self.lines)
