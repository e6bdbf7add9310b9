"""What is looked at before any parser opens a stranger's file: sizes, kinds, dangerous parts.

Limits from notula.md §8 and security.md §3 ("Upload bombs, XXE, macros").
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePath
from typing import Final, Literal

from reports.notula.document import Rejected

Kind = Literal["text", "docx", "pdf"]

MEGABYTE: Final = 1024 * 1024
MAX_FILE: Final = 10 * MEGABYTE
MAX_DOCUMENT_XML: Final = 10 * MEGABYTE
MAX_UNPACKED: Final = 100 * MEGABYTE
MAX_PARTS: Final = 400
MAX_RATIO: Final = 100

TEXT_SUFFIXES: Final = {"", ".txt", ".md", ".markdown", ".text"}
OLE_HEADER: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DECLARATION: Final = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
ACTIVE_PART: Final = re.compile(r"vbaProject|oleObject|activeX", re.IGNORECASE)
UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def kind_of(data: bytes, name: str) -> Kind:
    """The kind by content, never by name alone; a name that promises another kind is refused."""
    suffix = PurePath(name).suffix.lower()
    if len(data) > MAX_FILE:
        raise Rejected("too_large")
    if not data.strip(b"\x00 \t\r\n\x0c\xef\xbb\xbf"):
        raise Rejected("empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        check_docx(data)
        return "docx"
    if data.startswith(OLE_HEADER):
        raise Rejected("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "unsupported_type")
    if suffix in {".docx", ".pdf"}:
        raise Rejected("damaged")
    if suffix not in TEXT_SUFFIXES or data.startswith((b"{\\rtf", b"PK\x05\x06")):
        raise Rejected("unsupported_type")
    return "text"


def check_docx(data: bytes) -> None:
    """Refuse a package by its directory alone where possible, then by its XML parts."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            _check_directory(parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_part(package, part)
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Rejected("damaged") from error
    except RuntimeError as error:  # zipfile's way of saying that a part needs a password
        raise Rejected("encrypted") from error


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    sizes = {part.filename: part.file_size for part in parts}
    too_large = (
        len(parts) > MAX_PARTS
        or sum(sizes.values()) > MAX_UNPACKED
        or sizes.get("word/document.xml", 0) > MAX_DOCUMENT_XML
        or any(part.file_size > MEGABYTE and part.file_size > MAX_RATIO * max(part.compress_size, 1) for part in parts)
    )
    if too_large:
        raise Rejected("too_large")
    if "word/document.xml" not in sizes:
        raise Rejected("not_docx")
    if any(part.flag_bits & 1 for part in parts):
        raise Rejected("encrypted")
    if any(ACTIVE_PART.search(name) for name in sizes):
        raise Rejected("active_content")


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.file_size > MAX_DOCUMENT_XML:
        raise Rejected("too_large")
    content = package.read(part)
    if content.startswith(UTF16_MARKS):
        content = content.decode("utf-16", errors="replace").encode()
    if DECLARATION.search(content):
        raise Rejected("doctype")


def decode(data: bytes) -> str:
    """Text in the encodings that office machines write; what is no text is refused."""
    if data.startswith(UTF16_MARKS):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
    strange = sum(1 for c in text if (c < " " and c not in "\t\n\r\f\v\x1b") or c == "\ufffd" or "\x7f" <= c < "\xa0")
    if "\x00" in text or strange > max(3, 0.02 * len(text)):
        raise Rejected("binary")
    return text
