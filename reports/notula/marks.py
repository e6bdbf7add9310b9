"""Marks around the words of a line: enumerators, bullets, boxes, emphasis (notula.md §4)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

Marker = Literal["roman", "upper", "number", "letter", "paren", "dash"]

#: outer to inner, for nesting where indentation is lost
RANK: Final[dict[str, int]] = {"roman": 0, "upper": 1, "number": 2, "letter": 3, "paren": 4, "dash": 5}

ENUMERATORS: Final[tuple[tuple[Marker, re.Pattern[str]], ...]] = (
    ("paren", re.compile(r"^\((?P<value>\d{1,2}|[a-z]|[ivx]{2,4})\)(?:\s+|$)")),
    (
        "number",
        re.compile(r"^(?P<value>\d{1,3})(?:\.\d{1,2})*[.)](?:\s+|$|(?=[A-Z“\"]))|^(?P<keycap>\d)\ufe0f?\u20e3\s*"),
    ),
    ("roman", re.compile(r"^(?P<value>[IVX]{1,5})[.)](?:\s+|$|(?=[A-Z][a-z]{3}))")),
    ("letter", re.compile(r"^(?P<value>[a-z])[.)](?:\s+|$)")),
    ("letter", re.compile(r"^(?P<value>[ivx]{2,4})[.)](?:\s+|$)")),
    ("upper", re.compile(r"^(?P<value>[A-Z])[.)](?:\s+|$)")),
    ("dash", re.compile(r"^(?P<value>[-–—•▪●◦‣·➢➤►▸○◆*+~§]|\uf0b7|\uf0a7|\uf0d8|o(?=\s))(?:\s+|$)")),
)

CHECKBOX: Final = re.compile(r"^(?:\[(?P<mark>[ xX✓✔])\]|(?P<box>[☐☑☒□■✔✓]))\s*")

_EMPHASIS: Final = (
    re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*"),
    re.compile(r"__(?=\S)(.+?)(?<=\S)__"),
    re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"),
    re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?=-)"),
    re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"),
    re.compile(r"(?<!\w)`([^`\n]+)`(?!\w)"),
)


def unmarked(text: str) -> str:
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\1", text)
    return text


def plain(text: str) -> str:
    """The text without emphasis marks; unbalanced ones ("Mulyawati_...") belong to it."""
    return re.sub(r"[ \t]+", " ", unmarked(text)).strip()


def strip_pictograph(text: str) -> tuple[str, bool]:
    """An emoji used as a bullet goes; keycap digits are enumerators and stay."""
    if re.match(r"^\d\ufe0f?\u20e3", text):
        return text, False
    end = 0
    while end < len(text) and (unicodedata.category(text[end]) in {"So", "Sk", "Cs"} or text[end] in "\ufe0f\u200d"):
        if text[end] in "☐☑☒□■":
            break
        end += 1
    return (text[end:].lstrip(), True) if end else (text, False)


def plain_lines(cell: str) -> str:
    """A cell's lines without emphasis; wrapped ones joined, items kept apart."""
    result: list[str] = []
    for raw in cell.split("\n"):
        text = plain(raw)
        if not text:
            continue
        itemised = any(pattern.match(text) for _kind, pattern in ENUMERATORS)
        if (
            result
            and not itemised
            and (text[:1].islower() or text[:1].isdigit() or result[-1].endswith((",", "-", "/")))
        ):
            result[-1] += f" {text}"
        else:
            result.append(text)
    return "\n".join(result)


def cell_items(cell: str) -> list[str]:
    """The items of a cell, or its whole text as one."""
    lines = cell.split("\n")
    marked = [any(pattern.match(line) for _kind, pattern in ENUMERATORS) for line in lines]
    if sum(marked) < 1 or not marked[0]:
        return [" ".join(lines).strip()] if cell.strip() else []
    items: list[str] = []
    for line, is_item in zip(lines, marked, strict=True):
        text = line
        for _kind, pattern in ENUMERATORS:
            if is_item and (match := pattern.match(line)):
                text = line[match.end() :]
                break
        if is_item:
            items.append(text.strip())
        else:
            items[-1] = f"{items[-1]} {text.strip()}"
    return [item for item in items if item]
