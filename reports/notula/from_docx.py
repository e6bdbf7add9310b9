"""A Word document as lines: paragraphs with their list numbers, tables as rows (docx2python; notula.md §8)."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from docx2python import docx2python

from reports.notula.word_walk import walk_docx

PLACEHOLDER = re.compile(r"-{4}(media/[^-\n]+|footnote\d+|endnote\d+|Image alt text--->[^<\n]*<?)-{0,4}")
LINK = re.compile(r"</?a\b[^>]*>")
ROOT = re.compile(rb"(<w:\w+)\b[^>]*>")
RELATIONS = b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TRACKED = re.compile(rb"<w:(ins|del)\b")


def read_docx(data: bytes) -> dict[str, Any]:
    """Lines, pages and notices of a package that ``checks`` has passed."""
    notices = []
    try:
        rows = _lines(_with_namespace(data))
    except (KeyError, ValueError, AttributeError, TypeError, IndexError):
        # docx2python trips over parts that Word always writes and other programs leave out
        rows = walk_docx(data)
        notices.append("simple_extraction")
    with zipfile.ZipFile(BytesIO(data)) as package:
        if TRACKED.search(package.read("word/document.xml")):
            notices.append("tracked_changes")
    return {"lines": rows, "pages": None, "notices": notices}


def _with_namespace(data: bytes) -> bytes:
    """docx2python looks up the prefix ``r`` in each part; programs that need no links do not declare it."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(target, "w") as copy:
        for part in package.infolist():
            content = package.read(part)
            root = ROOT.search(content[:4000]) if part.filename.endswith(".xml") else None
            if root and b"xmlns:r=" not in root[0]:
                content = content[: root.end(1)] + RELATIONS + content[root.end(1) :]
            if not part.filename.startswith("word/media/"):
                copy.writestr(part.filename, content)
    return target.getvalue()


def _lines(data: bytes) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    table = 0
    with docx2python(BytesIO(data), html=True) as content:
        for part, furniture in (
            (content.header_pars, True),
            (content.body_pars, False),
            (content.footer_pars, True),
        ):
            for block in part:
                table += 1
                for row in block:
                    rows.extend(_row_lines(row, table, furniture))
    return rows


def _row_lines(row: list[list[Any]], table: int, furniture: bool) -> list[dict[str, Any]]:
    paragraphs = [paragraph for cell in row for paragraph in cell]
    in_table = any(paragraph.lineage[1] == "tbl" for paragraph in paragraphs)
    if not in_table:
        return [line for paragraph in paragraphs for line in _paragraph_lines(paragraph, furniture)]
    cells = ["\n".join(text for paragraph in cell if (text := _text(paragraph).strip())) for cell in row]
    # a cell merged across columns is copied into each of them; its text counts once
    merged = ["" if index and row[index] == row[index - 1] else cell for index, cell in enumerate(cells)]
    return [
        {"text": "\t".join(cell.replace("\n", " ") for cell in merged), "cells": merged, "table": table, "whole": True}
        | ({"furniture": True} if furniture else {})
    ]


def _paragraph_lines(paragraph: Any, furniture: bool) -> list[dict[str, Any]]:
    text = _text(paragraph)
    position: list[int] = paragraph.list_position[1]
    runs = [run for run in paragraph.runs if run.text.strip() and not re.fullmatch(r"\s*(\w+\)|--)\s*", run.text)]
    bold = bool(runs) and all("b" in run.html_style for run in runs)
    lines = []
    for index, piece in enumerate(text.split("\n")):
        lines.append(
            {
                "text": piece.strip(),
                "indent": float(len(position)),
                "level": len(position) or None if index == 0 else None,
                "bold": bold,
                "whole": True,
                "furniture": furniture,
            }
        )
    return lines


def _text(paragraph: Any) -> str:
    text = "".join(run.text for run in paragraph.runs)
    if paragraph.list_position[1]:
        text = re.sub(r"^\s*--\s*", "• ", text)
    return PLACEHOLDER.sub("", LINK.sub("", text)).replace("\xa0", " ")
