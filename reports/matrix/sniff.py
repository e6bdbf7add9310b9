"""What a file is that is no zip archive, told by its first bytes: people send other formats under the name .xlsx."""

from __future__ import annotations

import re
from typing import Final

ZIP: Final = b"PK\x03\x04"
OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
#: a stream in an OLE container → the format; without a known one it is an old .xls
OLE_STREAMS: Final = {
    "EncryptedPackage": "password",
    "WordDocument": "Word 97–2003 (.doc)",
    "PowerPoint Document": "PowerPoint 97–2003 (.ppt)",
}
MAGIC: Final = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"\x09\x08\x10\x00", "Excel 5.0 (.xls)"),
    (b"\x09\x04\x06\x00", "Excel 4.0 (.xls)"),
)
MARKUP: Final = (
    ("urn:schemas-microsoft-com:office:spreadsheet", "XML Spreadsheet 2003"),
    ("urn:oasis:names:tc:opendocument", "Flat OpenDocument (.fods)"),
    ("<html", "HTML"),
    ("<!doctype html", "HTML"),
    ("<table", "HTML"),
    ("<meta", "HTML"),
    ("<?xml", "XML"),
)
SEPARATORS: Final = re.compile("[;,\t]")
HEAD: Final = 8192


def foreign_format(data: bytes) -> str | None:
    """The format's name, the same in every language; "password" for an encrypted workbook."""
    if data.startswith(OLE):
        streams = (name for stream, name in OLE_STREAMS.items() if stream.encode("utf-16-le") in data)
        return next(streams, "Excel 97–2003 (.xls)")
    head = data[:HEAD]
    for magic, name in MAGIC:
        if head.lstrip().startswith(magic):
            return name
    text = _as_text(head)
    return None if text is None else _text_format(text)


def _as_text(head: bytes) -> str | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", head):
        return None
    return head.decode("utf-8-sig", "replace")


def _text_format(text: str) -> str:
    start = text.lstrip().lower()
    if start.startswith("<"):
        return next((name for mark, name in MARKUP if mark in start), "XML")
    if start.startswith("mime-version:"):
        return "MHTML"
    lines = [line for line in text.splitlines() if line.strip()][:2]
    return "CSV" if lines and all(SEPARATORS.search(line) for line in lines) else "TXT"
