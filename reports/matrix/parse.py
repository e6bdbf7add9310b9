"""The reading process: a workbook on standard input, lines of JSON on standard output.

It holds nothing but one stranger's file, may use little memory and time, and is gone afterwards. Nothing is written
before everything was read, so that a file refused late costs the server nothing. The answer is either one line
``{"problems": [...]}``, or a line for the workbook, its texts (a thousand a line), then the rows sheet by sheet.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import suppress
from struct import error as StructError  # noqa: N812 - so named by struct
from typing import Any, Final
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile
from zlib import error as DeflateError  # noqa: N812 - so named by zlib

from reports.matrix import limits
from reports.matrix.archive import Archive, Refusal, Trouble, local, refuse
from reports.matrix.parts import (
    MAIN,
    Book,
    SharedStrings,
    SheetReader,
    clean,
    read_comments,
    read_pictures,
    read_properties,
    read_styles,
)

STRICT: Final = "http://purl.oclc.org/ooxml/"
#: what the parts of a damaged file raise when they are read
DAMAGE: Final = (
    BadZipFile,
    DeflateError,
    ExpatError,
    StructError,
    EOFError,
    LookupError,
    ValueError,
    NotImplementedError,
)
OUT_OF_MEMORY: Final = 1  # expat's number for it
TEXTS_A_LINE: Final = 1000


def main() -> None:
    """Read one workbook within these limits: memory in bytes, seconds."""
    memory, seconds = (int(argument) for argument in sys.argv[-2:])
    limit_resources(memory, seconds)
    gc.disable()  # it lives for one file
    for line in answer(sys.stdin.buffer.read()):
        sys.stdout.buffer.write(line + b"\n")


def limit_resources(memory: int, seconds: int) -> None:
    """Give up most rights before the first byte is read. Where the system cannot, the caller's time-out remains."""
    try:
        import resource
    except ImportError:  # Windows
        return
    os.nice(5)
    for what, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, seconds, seconds + 1),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with suppress(ValueError, OSError):  # a tighter one is set already, or the system knows no such limit
            resource.setrlimit(what, (soft, hard))


def answer(data: bytes) -> Iterator[bytes]:
    """The workbook, or why it is refused: never an exception."""
    problems: Sequence[Trouble]
    try:
        return iter(read_workbook(data))
    except Refusal as refusal:
        problems = refusal.problems
    except MemoryError:
        problems = [{"kind": "TOO_MUCH_MEMORY"}]
    except DAMAGE as damage:
        out_of_memory = isinstance(damage, ExpatError) and damage.code == OUT_OF_MEMORY
        problems = [{"kind": "TOO_MUCH_MEMORY" if out_of_memory else "CORRUPT_FILE"}]
    except Exception as slip:  # noqa: BLE001 - our own mistake; the places go to the log, the file's content does not
        sys.stderr.write(f"{type(slip).__name__}\n{''.join(traceback.format_tb(slip.__traceback__))}")
        problems = [{"kind": "CORRUPT_FILE"}]
    return iter([as_line({"problems": problems})])


def as_line(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def read_workbook(data: bytes) -> list[bytes]:
    """Check and read everything, then say it in lines."""
    archive = Archive(data)
    part, root = workbook_part(archive)
    book = Book(pictures_in_values="xl/richData/richValueRel.xml" in archive)
    relations = archive.relations(part)
    for styles in archive.related(part, "styles"):
        read_styles(archive, styles, book)
    for strings in archive.related(part, "sharedStrings"):
        SharedStrings(book).read(archive.read(strings))
    described, rows, parts_read = [], [], set()
    for element in (sheet for sheets in root if local(sheets) == "sheets" for sheet in sheets):
        relation = relations[relation_id(element)]
        if relation.kind == "xlMacrosheet":
            refuse("MACROS_NOT_ALLOWED", found=relation.target[-80:])
        if relation.kind != "worksheet":
            continue
        if relation.target in parts_read:
            raise ValueError("two sheets in one part")
        parts_read.add(relation.target)
        sheet = SheetReader(book, clean(element.get("name", ""))[:255])
        sheet.read(archive.read(relation.target))
        rows += sheet.lines
        described.append(describe(archive, relation.target, sheet, book, element.get("state", "")))
    book.refuse_if_troubled()
    if not rows:
        refuse("EMPTY_WORKBOOK")
    texts = list(book.texts)
    text_lines = [as_line(texts[start : start + TEXTS_A_LINE]) for start in range(0, len(texts), TEXTS_A_LINE)]
    head = {
        "epoch_1904": any(local(child) == "workbookPr" and child.get("date1904") in ("1", "true") for child in root),
        "properties": read_properties(archive),
        "styles": book.styles,
        "sheets": described,
        "text_lines": len(text_lines),
    }
    return [as_line(head), *text_lines, *rows]


def workbook_part(archive: Archive) -> tuple[str, Element]:
    """Where the workbook is: as the package says, else where it always is."""
    for relation in archive.relations("").values():
        if relation.kind == "officeDocument" and relation.target in archive:
            part = relation.target
            break
    else:
        part = "xl/workbook.xml"
        if part not in archive:
            refuse("NOT_A_WORKBOOK")
    root = archive.tree(part)
    if root.tag.startswith(STRICT):
        refuse("STRICT_FORMAT")
    if root.tag != f"{MAIN}workbook":
        refuse("NOT_A_WORKBOOK")
    return part, root


def relation_id(element: Element) -> str:
    """The attribute r:id, whatever its prefix."""
    return next((value for name, value in element.items() if name.endswith("}id")), "")


def describe(archive: Archive, part: str, sheet: SheetReader, book: Book, state: str) -> dict[str, Any]:
    """What surrounds the cells of a sheet."""
    comments = read_comments(archive, part)
    if len(comments) > limits.MAX_CELLS:
        refuse("TOO_MANY_CELLS")
    return {
        "name": sheet.name,
        "state": state if state in ("hidden", "veryHidden") else "visible",
        "lines": len(sheet.lines),
        "merges": sheet.merges,
        "hidden_rows": sorted(sheet.hidden_rows),
        "hidden_columns": sorted(sheet.hidden_columns),
        "pictures": sorted(sheet.pictures | read_pictures(archive, part)),
        "comments": [[*place, book.texts.add(text)] for place, text in comments.items()],
    }
