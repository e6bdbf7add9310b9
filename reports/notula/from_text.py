"""Plain text and Markdown as lines: pages at form feeds, Markdown tables as rows, comments as furniture."""

from __future__ import annotations

import re
from dataclasses import replace

from reports.notula.document import Line
from reports.notula.furniture import mark_furniture

RULE_ROW = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
TAB = 4


def lines_from_text(text: str) -> list[Line]:
    """The lines of a text file, numbered as an editor numbers them (a form feed starts no new line)."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    paged = "\f" in text
    page, table, in_comment = 1, 0, False
    lines: list[Line] = []
    for number, original in enumerate(raw, start=1):
        page += original.count("\f")
        content = original.replace("\f", " ").replace("\v", " ").rstrip()
        comment = in_comment or content.lstrip().startswith("<!--")
        in_comment = comment and "-->" not in content
        line = Line(
            text=content,
            number=number,
            page=page if paged else None,
            indent=float(len(content.expandtabs(TAB)) - len(content.expandtabs(TAB).lstrip())),
            furniture=comment,
        )
        cells = _markdown_cells(content)
        if cells and _is_table_row(raw, number - 1):
            fresh = not (lines and lines[-1].cells is not None)
            table += fresh
            line = replace(line, cells=cells, table=table, furniture=comment or bool(RULE_ROW.match(content)))
        lines.append(line)
    return mark_furniture(_with_margins(lines))


def _markdown_cells(content: str) -> tuple[str, ...] | None:
    stripped = content.strip()
    if stripped.count("|") < 2 or not stripped.startswith("|"):
        return None
    return tuple(re.sub(r"<br\s*/?>", "\n", cell).strip() for cell in stripped.strip("|").split("|"))


def _is_table_row(raw: list[str], index: int) -> bool:
    """A row of a table: its neighbourhood holds the rule under the heading, or rows of equally many cells."""
    start = index
    while start > 0 and raw[start - 1].lstrip().startswith("|"):
        start -= 1
    end = index + 1
    while end < len(raw) and raw[end].lstrip().startswith("|"):
        end += 1
    rows = raw[start:end]
    if any(RULE_ROW.match(row) for row in rows[:3]):
        return True
    return (
        len(rows) > 1 and all(row.rstrip().endswith("|") for row in rows) and len({row.count("|") for row in rows}) == 1
    )


def _with_margins(lines: list[Line]) -> list[Line]:
    """Say which lines reach the right margin, when the text is wrapped at one (notula.md §4)."""
    lengths = sorted(len(line.text.strip()) for line in lines if line.text.strip() and line.cells is None)
    if not lengths:
        return lines
    width = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    wrapped = 50 <= width <= 120 and lengths[-1] <= width * 1.35
    return [replace(line, full=wrapped and len(line.text.strip()) >= 0.8 * width) for line in lines]
