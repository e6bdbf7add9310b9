"""The plain walk over ``word/document.xml``: for packages that docx2python cannot open (notula.md §8, fall-back).

List numbers are computed by Word and lost here; the list level stays, so items remain items.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped]

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: a tracked deletion is no text any more; drawings and field codes never were
SKIPPED: Final = {f"{WORD}{name}" for name in ("del", "moveFrom", "instrText", "drawing", "pict", "delText")}


def walk_docx(data: bytes) -> list[dict[str, Any]]:
    """The lines of the body, in the shape ``from_docx`` makes."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        body = etree.fromstring(package.read("word/document.xml"), parser).find(f"{WORD}body")
    if body is None:
        return []
    lines: list[dict[str, Any]] = []
    for number, element in enumerate(_blocks(body), start=1):
        if element.tag == f"{WORD}tbl":
            lines.extend(_rows(element, number))
        else:
            lines.extend(_paragraph(element))
    return lines


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls."""
    for child in parent:
        if child.tag in {f"{WORD}p", f"{WORD}tbl"}:
            yield child
        elif child.tag not in SKIPPED:
            yield from _blocks(child)


def _text(element: Any) -> str:
    pieces: list[str] = []
    for child in element:
        if child.tag in SKIPPED:
            continue
        if child.tag == f"{WORD}t":
            pieces.append(child.text or "")
        elif child.tag in {f"{WORD}br", f"{WORD}cr"}:
            pieces.append("\n")
        elif child.tag == f"{WORD}tab" and element.tag == f"{WORD}r":
            pieces.append("\t")
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _paragraph(element: Any) -> Iterator[dict[str, Any]]:
    level = element.find(f"{WORD}pPr/{WORD}numPr/{WORD}ilvl")
    depth = None if level is None else int(level.get(f"{WORD}val", "0")) + 1
    for number, piece in enumerate(_text(element).split("\n")):
        mark = "• " if depth and number == 0 else ""
        yield {"text": mark + piece.strip(), "indent": float(depth or 0), "level": depth, "whole": True}


def _rows(element: Any, table: int) -> Iterator[dict[str, Any]]:
    for row in element.iter(f"{WORD}tr"):
        cells = [
            "\n".join(_text(paragraph).strip() for paragraph in _blocks(cell)) for cell in row.findall(f"{WORD}tc")
        ]
        yield {
            "text": "\t".join(cell.replace("\n", " ") for cell in cells),
            "cells": cells,
            "table": table,
            "whole": True,
        }
