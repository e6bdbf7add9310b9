"""The parts of a workbook as plain values: streamed, counted, and stopped at the limits.

Runs in the reading process only (see `parse`). A direct reader and not openpyxl, because one pass must give values and
formulas, within the limits and at twice openpyxl's speed; the tests hold openpyxl against it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any, Final

from reports.matrix import limits
from reports.matrix.archive import Archive, Refusal, Trouble, guarded_parser, local, refuse
from reports.matrix.formulas import calls_out

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHOICE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
TRUE: Final = ("1", "true")

#: What a cell's value is, as told to the server (`workbook`). Numbers become dates there, by their format.
NUMBER, TEXT, ERROR, DATE, BOOLEAN = range(5)

COLUMN: Final = re.compile(r"[A-Z]{1,3}")
INTEGER: Final = re.compile(r"[+-]?[0-9]{1,300}", re.ASCII)
DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: Not allowed in text: C0 controls but tab and line breaks, halves of surrogate pairs, non-characters.
CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: The same as raw bytes or references, which no XML parser takes. As escapes they reach the cell they belong to.
CONTROL_BYTES: Final = bytes({*range(32)} - {*b"\t\n\r"})
RAW_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*([0-9]{1,2})|x0*([0-9A-Fa-f]{1,2}));")


def unescape(text: str) -> str:
    """``_x000D_`` and the like (ECMA-376 part 1, 22.9.2.19) as the characters they stand for."""
    if "_x" in text:
        text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        if CONTROL.search(text):  # two halves of a pair make one character
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    # the soft line and page breaks of Word, pasted into a cell
    return text.replace("\v", "\n").replace("\f", "\n")


def clean(text: str) -> str:
    """A text beside the cells (a sheet's name, a comment), where control characters are merely made visible."""
    return CONTROL.sub("�", unescape(text))


class Texts:
    """Every distinct text once; cells hold its number. Number 0 is the empty text."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self._room = limits.MAX_TEXT
        #: number of a text that no cell may hold → what is wrong with it
        self.faults: dict[int, str] = {}

    def add(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self._numbers)
            self._room -= len(text)
            if self._room < 0:
                refuse("TOO_MUCH_TEXT")
            if len(text) > limits.MAX_CELL_TEXT:
                self.faults[number] = "CELL_TOO_LONG"
            elif CONTROL.search(text):
                self.faults[number] = "CONTROL_CHARACTERS"
        return number

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)


@dataclass
class Book:
    """What the sheets share, and what is counted over all of them."""

    texts: Texts = field(default_factory=Texts)
    #: number of each entry of sharedStrings.xml
    shared: list[int] = field(default_factory=list)
    #: distinct pairs of number format (code, or number of a built-in one) and bold
    styles: list[tuple[str | int, bool]] = field(default_factory=lambda: [("General", False)])
    #: a cell's style attribute → index in ``styles``
    style_of: dict[str, int] = field(default_factory=dict)
    pictures_in_values: bool = False
    cells_left: int = limits.MAX_CELLS
    problems: list[Trouble] = field(default_factory=list)

    def complain(self, kind: str, sheet: str, row: int, column: int, **values: str) -> None:
        """Keep a problem of one cell, so that a file's problems are told all at once."""
        self.problems.append({"kind": kind, "values": values, "sheet": sheet, "row": row, "column": column})
        if len(self.problems) >= limits.MAX_PROBLEMS:
            self.refuse_if_troubled()

    def refuse_if_troubled(self) -> None:
        """Refuse the file with everything found so far."""
        if self.problems:
            raise Refusal(*self.problems)


class Reader:
    """Streams one part through a method per element, passing over what a reader must not read."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.parser = guarded_parser()
        self.starts: dict[str, Callable[[dict[str, str]], None]] = {
            # of alternatives, the one for readers that know no extensions counts
            CHOICE: self._pass_over,
            # how to pronounce the text
            f"{MAIN}rPh": self._pass_over,
        }
        self.ends: dict[str, Callable[[], None]] = {}

    def read(self, data: bytes) -> None:
        self._listen()
        self.parser.CharacterDataHandler = self.pieces.append
        self.parser.Parse(_with_controls_escaped(data), True)

    @property
    def text(self) -> str:
        """The text since the latest start tag."""
        return "".join(self.pieces)

    def _listen(self) -> None:
        starts, ends, clear = self.starts.get, self.ends.get, self.pieces.clear

        def start(name: str, attributes: dict[str, str]) -> None:
            clear()
            if handle := starts(name):
                handle(attributes)

        def end(name: str) -> None:
            if handle := ends(name):
                handle()

        self.parser.StartElementHandler = start
        self.parser.EndElementHandler = end

    def _pass_over(self, _: dict[str, str]) -> None:
        depth = 1

        def start(_: str, __: dict[str, str]) -> None:
            nonlocal depth
            depth += 1

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1
            if not depth:
                self.pieces.clear()
                self._listen()

        self.parser.StartElementHandler = start
        self.parser.EndElementHandler = end


def _with_controls_escaped(data: bytes) -> bytes:
    in_utf_16 = b"\0" in data[:4]
    if in_utf_16 or (b"&#" not in data and len(data.translate(None, CONTROL_BYTES)) == len(data)):
        return data
    return RAW_CONTROL.sub(_escaped, data)


def _escaped(match: re.Match[bytes]) -> bytes:
    decimal, hexadecimal = match.groups()
    code = int(decimal) if decimal else int(hexadecimal, 16) if hexadecimal else match[0][0]
    return b"_x%04X_" % code if code < 32 and code not in (9, 10, 13) else match[0]


class SharedStrings(Reader):
    """sharedStrings.xml: rich text joined, phonetic runs left out."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._runs: list[str] = []
        self.starts[f"{MAIN}si"] = lambda _: self._runs.clear()
        self.ends[f"{MAIN}t"] = lambda: self._runs.append(self.text)
        self.ends[f"{MAIN}si"] = self._end_string

    def _end_string(self) -> None:
        self._book.shared.append(self._book.texts.add(unescape("".join(self._runs))))


@cache
def column_number(letters: str) -> int:
    """A → 1, AB → 28."""
    if not COLUMN.fullmatch(letters):
        raise ValueError(letters)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def locate(reference: str) -> tuple[int, int]:
    """F12 → (12, 6)."""
    letters = reference.rstrip("0123456789")
    row = int(reference[len(letters) :])
    if not row:
        raise ValueError(reference)
    return row, column_number(letters)


def number(text: str) -> int | float:
    """As written: digits alone are a whole number."""
    text = text.strip()
    if INTEGER.fullmatch(text):
        return int(text)
    if not DECIMAL.fullmatch(text) or math.isinf(value := float(text)):
        raise ValueError(text)
    return value


class SheetReader(Reader):
    """One worksheet: its filled cells as lines of JSON, with what surrounds them.

    A line is a row: ``[row, column, style, kind, value, formula, column, …]``, texts and formulas by number.
    """

    def __init__(self, book: Book, name: str) -> None:
        super().__init__()
        self._book, self.name = book, name
        self.lines: list[bytes] = []
        self.merges: list[list[int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.pictures: set[tuple[int, int]] = set()
        self.last_row = self.last_column = 0
        self._line: list[Any] = [0]
        self._row = self._column = self._cell_row = 0
        self._shared_formulas: dict[str, str] = {}
        self._is_sheet = False
        self.starts |= {
            f"{MAIN}worksheet": self._start_sheet,
            f"{MAIN}row": self._start_row,
            f"{MAIN}c": self._start_cell,
            f"{MAIN}f": self._start_formula,
            f"{MAIN}is": self._start_inline,
            f"{MAIN}col": self._start_column,
            f"{MAIN}mergeCell": self._start_merge,
        }
        self.ends |= {
            f"{MAIN}v": self._end_value,
            f"{MAIN}t": self._end_text,
            f"{MAIN}f": self._end_formula,
            f"{MAIN}c": self._end_cell,
        }
        self._type, self._style, self._has_metadata = "n", 0, False
        self._value: str | None = None
        self._inline: list[str] | None = None
        self._formula: str | None = None
        self._formula_key = ""

    def read(self, data: bytes) -> None:
        super().read(data)
        if not self._is_sheet:
            # an error page of a server, saved in its place
            raise ValueError("no worksheet")
        self._flush()
        # beyond the filled cells they mean nothing, and a stranger's file may name millions
        self.hidden_rows = {row for row in self.hidden_rows if 1 <= row <= self.last_row}
        self.hidden_columns = {column for column in self.hidden_columns if column <= self.last_column}
        self.merges = [
            [top, left, min(bottom, self.last_row), min(right, self.last_column)]
            for top, left, bottom, right in self.merges
            if top <= min(bottom, self.last_row) and left <= min(right, self.last_column)
        ]

    def _start_sheet(self, _: dict[str, str]) -> None:
        self._is_sheet = True

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        if attributes.get("hidden") in TRUE and self._row <= limits.MAX_ROWS:
            self.hidden_rows.add(self._row)

    def _start_column(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in TRUE:
            first, last = max(int(attributes["min"]), 1), min(int(attributes["max"]), limits.MAX_COLUMNS)
            self.hidden_columns.update(range(first, last + 1))

    def _start_merge(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes["ref"].partition(":")
        self.merges.append([*locate(first), *locate(last or first)])
        if len(self.merges) > limits.MAX_CELLS:
            refuse("TOO_MANY_CELLS")

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference:
            self._cell_row, self._column = locate(reference)
        else:  # the standard allows cells to be counted
            self._cell_row, self._column = self._row, self._column + 1
        self._type = attributes.get("t", "n")
        self._style = self._book.style_of.get(attributes.get("s", ""), 0)
        self._has_metadata = "vm" in attributes
        self._value = self._inline = self._formula = None
        self._formula_key = ""

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self._formula_key = attributes.get("si", "") if attributes.get("t") == "shared" else ""

    def _start_inline(self, _: dict[str, str]) -> None:
        self._inline = []

    def _end_value(self) -> None:
        self._value = self.text

    def _end_text(self) -> None:
        if self._inline is not None:
            self._inline.append(self.text)

    def _end_formula(self) -> None:
        self._formula = self.text
        if self._formula_key:  # a formula copied down stands only in its first cell
            self._formula = self._shared_formulas.setdefault(self._formula_key, self._formula)

    def _end_cell(self) -> None:
        if self._value is None and self._inline is None and self._formula is None:
            return  # formatted only, as thousands may be
        kind, value = self._read_value()
        if value is None and self._formula is None:
            return
        if self._cell_row < 1:
            raise ValueError("a cell before the first row")
        self._check_place()
        if fault := kind in (TEXT, ERROR) and self._book.texts.faults.get(value):
            self._complain(fault)
        formula = 0
        if self._formula is not None:
            formula = self._book.texts.add(f"={self._formula}")
            if calls_out(self._formula):
                self._complain("FORMULA_INJECTION", formula=f"={self._formula[:80]}")
        if self._cell_row != self._line[0]:
            self._flush()
            self._line = [self._cell_row]
        self._line += (self._column, self._style, kind, value, formula)

    def _read_value(self) -> tuple[int, Any]:
        """Kind and value; the value is ``None`` where the cell holds none."""
        texts = self._book.texts
        if self._inline is not None:
            return TEXT, texts.add(unescape("".join(self._inline))) or None
        raw = self._value
        if self._type == "str" and raw is not None:  # a formula's empty text is a value, an empty cell's is none
            return TEXT, texts.add(unescape(raw)) if raw or self._formula is not None else None
        if not raw or not raw.strip():
            return NUMBER, None
        if self._type == "n":
            return NUMBER, number(raw)
        if self._type == "s":
            index = int(raw)
            if index < 0:
                raise ValueError(raw)
            return TEXT, self._book.shared[index] or None
        if self._type == "e":
            if self._has_metadata and self._book.pictures_in_values:  # “place in cell” shows as #VALUE! elsewhere
                self.pictures.add((self._cell_row, self._column))
                return ERROR, None
            return ERROR, texts.add(unescape(raw.strip()))
        if self._type == "b":
            return BOOLEAN, raw.strip() in TRUE
        if self._type == "d":
            return DATE, raw.strip()[:40]
        raise ValueError(self._type)

    def _check_place(self) -> None:
        if self._cell_row > limits.MAX_ROWS or self._column > limits.MAX_COLUMNS:
            self._complain("TOO_MANY_ROWS" if self._cell_row > limits.MAX_ROWS else "TOO_MANY_COLUMNS")
            self._book.refuse_if_troubled()
        self._book.cells_left -= 1
        if self._book.cells_left < 0:
            refuse("TOO_MANY_CELLS")
        if self._cell_row > self.last_row:
            self.last_row = self._cell_row
        if self._column > self.last_column:
            self.last_column = self._column

    def _complain(self, kind: str, **values: str) -> None:
        self._book.complain(kind, self.name, self._cell_row, self._column, **values)

    def _flush(self) -> None:
        if len(self._line) > 1:
            self.lines.append(json.dumps(self._line, separators=(",", ":")).encode())
            self._line = [0]


def read_styles(archive: Archive, part: str, book: Book) -> None:
    """Number format and boldness of every cell style; the rest of the looks is not read."""
    root = archive.tree(part)
    sections = {local(element): element for element in root}
    formats = {
        element.get("numFmtId", ""): element.get("formatCode", "")[: limits.MAX_CELL_TEXT]
        for element in sections.get("numFmts", ())
    }
    bold_fonts = [
        any(local(mark) == "b" and mark.get("val", "1") in TRUE for mark in font) for font in sections.get("fonts", ())
    ]
    distinct = {style: number for number, style in enumerate(book.styles)}
    for index, style in enumerate(sections.get("cellXfs", ())):
        format_id, font = style.get("numFmtId", "0"), int(style.get("fontId", "0"))
        key = (formats.get(format_id) or int(format_id), 0 <= font < len(bold_fonts) and bold_fonts[font])
        book.style_of[str(index)] = distinct.setdefault(key, len(distinct))
    book.styles = list(distinct)


def read_comments(archive: Archive, sheet_part: str) -> dict[tuple[int, int], str]:
    """Notes and threads of comments by cell; a thread replaces the note that stands in for it in older programs."""
    found: dict[tuple[int, int], str] = {}
    for part in archive.related(sheet_part, "comments"):
        for element in archive.tree(part).iter():
            if local(element) == "comment":
                runs = (piece.text or "" for piece in element.iter() if local(piece) == "t")
                found[locate(element.get("ref", ""))] = clean("".join(runs))
    for part in archive.related(sheet_part, "threadedComment"):
        threads: dict[tuple[int, int], list[str]] = {}
        for element in archive.tree(part):
            texts = [clean(piece.text or "") for piece in element if local(piece) == "text"]
            threads.setdefault(locate(element.get("ref", "")), []).extend(texts)
        found |= {place: "\n".join(texts) for place, texts in threads.items()}
    return found


def read_pictures(archive: Archive, sheet_part: str) -> set[tuple[int, int]]:
    """The cells under the top left corners of the pictures of a sheet."""
    found = set()
    for part in archive.related(sheet_part, "drawing"):
        for anchor in archive.tree(part).iter():
            corner = next((child for child in anchor if local(child) == "from"), None)
            if corner is not None and any(local(inner) == "pic" for inner in anchor.iter()):
                place = {local(child): int(child.text or 0) + 1 for child in corner}
                found.add((place["row"], place["col"]))
    return found


def read_properties(archive: Archive) -> dict[str, str]:
    """The custom properties, where our own dispatch mark stands."""
    elements = (element for part in archive.related("", "custom-properties") for element in archive.tree(part))
    return {
        element.get("name", "")[:255]: "".join(element.itertext())[:255]
        for element in islice(elements, limits.MAX_PROPERTIES)
    }
