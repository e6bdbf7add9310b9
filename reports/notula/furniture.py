"""Page numbers, running headings and footings: marked so that nobody reads them as content (notula.md §4)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from reports.notula.document import Line

#: says of itself that it is a page number, wherever it stands
PAGE_LABEL = re.compile(r"^\W*(halaman|hal\.|page)\s*\d{1,3}(\s*(dari|of|/)\s*\d{1,3})?\W*$", re.IGNORECASE)
#: is one only at the edge of a page
BARE_NUMBER = re.compile(r"^\W*\d{1,3}(\s*(/|dari)\s*\d{1,3})?\W*$")
#: a running line that counts its pages: "Notula Rapat – 2"
COUNTED = re.compile(r"\d+\W*$|\b(halaman|hal|page)\b")
ITEM = re.compile(r"^(\d+[.)]|#[.)]|[a-z][.)]\s|[-•*])")
EDGE = 3


def mark_furniture(lines: Sequence[Line]) -> list[Line]:
    """Lines that repeat at page edges, only where the file tells its pages; self-declared page numbers always."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.page is not None and line.text.strip() and line.cells is None:
            pages[line.page].append(index)
    dropped = {index for index, line in enumerate(lines) if line.cells is None and PAGE_LABEL.match(line.text.strip())}
    if len(pages) > 1:
        dropped |= _repeated(lines, list(pages.values()))
    for indices in pages.values():
        kept = [index for index in indices if index not in dropped]
        edges = {kept[0], kept[-1]} if kept else set()
        dropped |= {index for index in edges if BARE_NUMBER.match(lines[index].text.strip())}
    return [replace(line, furniture=True) if index in dropped else line for index, line in enumerate(lines)]


def _repeated(lines: Sequence[Line], pages: list[list[int]]) -> set[int]:
    """Lines near the edges that return with the same words; the outermost may count pages in theirs."""
    places: dict[tuple[str, bool], set[tuple[int, int]]] = defaultdict(set)
    for page, indices in enumerate(pages):
        for top, edge in ((True, indices[:EDGE]), (False, indices[: -EDGE - 1 : -1])):
            for distance, index in enumerate(edge):
                text = lines[index].text.strip().casefold()
                places[text, top].add((page, index))
                if distance == 0 and COUNTED.search(text):
                    places[re.sub(r"\d+", "#", text), top].add((page, index))
    needed = max(2, (len(pages) + 1) // 2)
    # a repeated item with the same words is content; furniture starts with a word
    return {
        index
        for (text, _top), found in places.items()
        if len({page for page, _index in found}) >= needed and not ITEM.match(text)
        for _page, index in found
    }
