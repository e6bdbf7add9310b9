"""A text-layer PDF as lines: tables taken out first, the rest sorted by position (pdfplumber; notula.md §8)."""

from __future__ import annotations

import logging
import re
import statistics
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

MAX_PAGES = 300
MIN_COLUMNS = 2


class Locked(Exception):
    """The file opens with a password only."""


class TooLong(Exception):
    """More pages than anybody's minutes have."""


def read_pdf(data: bytes) -> dict[str, Any]:
    """Lines, pages and whether the pages are pictures only."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise TooLong
            lines: list[dict[str, Any]] = []
            pictures = False
            for page in pdf.pages:
                lines.extend(_page_lines(page, len(lines)))
                pictures = pictures or bool(page.images)
                page.close()
            return {"lines": lines, "pages": len(pdf.pages), "notices": [], "pictures": pictures}
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFPasswordIncorrect):
            raise Locked from error
        raise


#: a label with a colon, and what of its value stands on the same line
_LABELLED = re.compile(r"^(?P<label>[A-Z][^:\t]{2,30}?)\s*\t?\s*:\s*(?P<value>.*)$")


def _page_lines(page: Any, so_far: int) -> list[dict[str, Any]]:
    tables = [table for table in page.find_tables() if _is_table(table)]
    boxes = [table.bbox for table in tables]

    def outside(item: dict[str, Any]) -> bool:
        if item.get("object_type") != "char":
            return True
        x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in boxes)

    words = page.filter(outside).extract_words(extra_attrs=["fontname", "size"], use_text_flow=False)
    placed = [(line["top"], line) for line in _text_lines(words, page.page_number, float(page.width))]
    for order, table in enumerate(tables):
        for index, row in enumerate(table.extract()):
            top = table.bbox[1] + index * 1e-3
            cells = [(cell or "").strip() for cell in row]
            if any(cells):
                placed.append((top, _table_line(cells, so_far + order + 1, page.page_number, top)))
    placed.sort(key=lambda item: item[0])
    lines = _labels_first(_with_gaps([line for _top, line in placed]))
    return [{key: value for key, value in line.items() if key != "colon"} for line in lines]


def _is_table(table: Any) -> bool:
    rows = table.extract()
    return bool(rows) and len(rows[0]) >= MIN_COLUMNS and any(cell for row in rows for cell in row)


def _table_line(cells: list[str], table: int, page: int, top: float) -> dict[str, Any]:
    text = "\t".join(cell.replace("\n", " ") for cell in cells)
    return {"text": text, "cells": cells, "table": table, "page": page, "top": top}


def _text_lines(words: list[dict[str, Any]], page: int, width: float) -> list[dict[str, Any]]:
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if rows and abs(rows[-1][0]["bottom"] - word["bottom"]) <= max(2.0, 0.3 * word["size"]):
            rows[-1].append(word)
        else:
            rows.append([word])
    # a page without long lines tells nothing about its margin
    right = max(max((word["x1"] for word in words), default=0.0), 0.8 * width)
    left = min((word["x0"] for word in words), default=0.0)
    return [_text_line(sorted(row, key=lambda w: w["x0"]), page, left, right) for row in rows]


def _text_line(row: list[dict[str, Any]], page: int, left: float, right: float) -> dict[str, Any]:
    size = statistics.median(word["size"] for word in row) or 10.0
    text = row[0]["text"]
    for before, word in pairwise(row):
        # a wide gap is a column border: label from value, one signature from the other
        text += ("\t" if word["x0"] - before["x1"] > 2.2 * size else " ") + word["text"]
    return {
        "text": text,
        "page": page,
        "indent": round((row[0]["x0"] - left) / (size * 0.5), 1),
        "colon": next(
            (round((word["x1"] - left) / (size * 0.5), 1) for word in row if word["text"].endswith(":")), None
        ),
        "bold": all("bold" in word["fontname"].lower() for word in row),
        "full": row[-1]["x1"] - left >= 0.85 * (right - left),
        "top": row[0]["top"],
        "bottom": max(word["bottom"] for word in row),
    }


def _labels_first(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A label in the middle of the height of its value, as tables without rules centre it, goes before the value.

    "1. Paparan / Agenda : / 2. Tanggapan" becomes "Agenda : 1. Paparan / 2. Tanggapan".
    """
    result: list[dict[str, Any]] = []
    for line in lines:
        match = _LABELLED.match(line.get("text", "")) if "cells" not in line else None
        values: list[dict[str, Any]] = []
        while match and result and _is_value_beside(result[-1], line):
            values.insert(0, result.pop())
        if match and values:
            if match["value"]:
                values.append({**values[0], "text": match["value"]})
            line = {**line, "text": f"{match['label']} : {values[0]['text']}"}
        result.extend([line, *values[1:]])
    return result


def _is_value_beside(above: dict[str, Any], label: dict[str, Any]) -> bool:
    """A line of the value stands just behind the label's colon, not somewhere in the middle of the page."""
    colon = label.get("colon")
    if colon is None or not above.get("text") or "cells" in above:
        return False
    return -1 <= above["indent"] - colon <= 5 and above.get("colon") is None


def _with_gaps(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put an empty line where the page leaves more room than between lines of one paragraph."""
    steps = [
        b["top"] - a["top"] for a, b in pairwise(lines) if "cells" not in a and "cells" not in b and b["top"] > a["top"]
    ]
    usual = statistics.median_low(sorted(steps)[: max(1, (len(steps) + 1) * 2 // 3)]) if steps else 0.0
    result: list[dict[str, Any]] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before and "cells" not in before and "cells" not in line and line["top"] - before["top"] > 1.4 * usual:
            result.append({"text": "", "page": line["page"]})
        result.append({key: value for key, value in line.items() if key not in {"top", "bottom"}})
    return result
