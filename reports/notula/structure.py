"""Lines to paragraphs: wrapped lines joined, enumerators taken as boundaries, headings and labels recognised.

The artefact rules of notula.md §4 live here: an enumerator opens an item and is never trusted as an order, a
sentence broken by a page or a stray blank line is one sentence, emphasis marks are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from reports.notula.document import Line
from reports.notula.marks import CHECKBOX, ENUMERATORS, RANK, Marker, plain, plain_lines, strip_pictograph, unmarked
from reports.notula.vocabulary import PICTURED, PLACE_AND_DATE, label_of, section_of, words

_BOLD_LEAD: Final = re.compile(r"^(?:\*\*(?=\S)(.+?)\*\*|\*(?=\S)([^*]+?)\*|__(?=\S)(.+?)__)")

_SEPARATOR: Final = re.compile(r"^\s*(?:[-_=*–—]\s?){3,}\s*$")

_PAIR: Final = re.compile(r"^(?P<left>[^:=\t]{2,60}?)\s*(?:[:=]|\t+\s*:?|\s{3,}:?)\s*(?P<right>.*)$")

TERMINAL: Final = re.compile(r"[.;:?!][\"”’')\]]*$")

NEW_SPEAKER: Final = re.compile(r"^[.,]\s+(?=(?:Bapak|Ibu|Bpk|Sdr|Sdri|Pak|Bu)\b)")

#: headings that may have their text on the same line: "Kesimpulan : …"
INLINE_HEADING: Final = words(
    "pendahuluan|latar belakang|tujuan|tujuan rapat|maksud dan tujuan|pembahasan|hasil pembahasan|kesimpulan|"
    "simpulan|keputusan|kesepakatan|rekomendasi|tindak lanjut|rencana tindak lanjut|rtl|kendala|hambatan|"
    "permasalahan|pembukaan|kata pembukaan|penutup|dokumentasi|hasil rapat|langkah selanjutnya|peraturan|"
    "kata pembuka|hasil keputusan|yang disepakati|diskusi",
    separator="|",
)


@dataclass(slots=True, eq=False)
class Para:
    """One paragraph, item, heading or label line, with its place in the source."""

    text: str
    first: int
    last: int
    marker: Marker | None = None
    value: str = ""
    indent: float = 0.0
    #: how the marker was found: a letter left alone on its line says little about the structure
    bold: bool = False
    #: bold words at the beginning, a strong sign of a name (§4)
    lead: str = ""
    #: section it opens, or "topic" for a Markdown heading of no known section
    heading: str | None = None
    label: str | None = None
    label_text: str = ""
    label_value: str = ""
    checked: bool | None = None
    whole: bool = False
    #: text of the last line that went in, to judge whether the next one continues it
    tail: str = ""
    tail_full: bool = False
    gap_before: bool = False

    @property
    def number(self) -> int | None:
        """The enumerator as a number, for telling a restarted list from a continued one."""
        return int(self.value) if self.value.isdigit() else None


@dataclass(slots=True)
class Row:
    """A table row with its source line; cells keep their inner lines."""

    cells: list[str]
    line: int


@dataclass(slots=True, eq=False)
class Table:
    """A table in its place between the paragraphs."""

    rows: list[Row]
    page: int | None = None

    @property
    def first(self) -> int:
        return self.rows[0].line

    @property
    def last(self) -> int:
        return self.rows[-1].line


Block = Para | Table

LABEL_SECTIONS: Final = frozenset({"agenda", "participants", "next_meeting"})


@dataclass(slots=True)
class _Lead:
    """What stood before the words of a line."""

    marker: Marker | None = None
    value: str = ""
    checked: bool | None = None
    depth: int = 0


class Structure:
    """Builds the blocks of one document; a small state machine over its lines."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._gap = False
        self._pending: _Lead | None = None
        self._pending_line = 0
        self._agenda: Marker | None = None
        self._agenda_open = False
        self._agenda_number = 0
        self._upper_seen: set[str] = set()

    def add(self, line: Line) -> None:
        """Take the next line of the document."""
        if line.furniture:
            return
        if line.cells is not None:
            self._add_row(line)
            return
        text = line.text.strip()
        if not text or _SEPARATOR.match(text):
            self._gap = True
            return
        self._add_text(line, text)
        self._gap = False

    def _add_row(self, line: Line) -> None:
        cells = [plain_lines(cell) for cell in line.cells or ()]
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, Table) and not self._gap and self._same_table(last, line):
            last.rows.append(Row(cells, line.number))
            last.page = line.page
        else:
            self.blocks.append(Table([Row(cells, line.number)], line.page))
            self._table = line.table
        self._table = line.table
        self._gap = False

    def _same_table(self, table: Table, line: Line) -> bool:
        if self._table == line.table:
            return True
        # a table broken by a page goes on with the same number of columns
        return line.page is not None and table.page != line.page and len(table.rows[-1].cells) == len(line.cells or ())

    _table: int | None = None

    def _add_text(self, line: Line, text: str) -> None:
        level = 0
        if match := re.match(r"^(#{1,6})\s+", text):
            level, text = len(match[1]), text[match.end() :].rstrip("# ")
        text = self._pictured(re.sub(r"^>\s*", "", text))
        fresh_speaker = NEW_SPEAKER.match(text)
        if fresh_speaker:
            text = text[fresh_speaker.end() :]
        text, lead = self._enumerator(text)
        if fresh_speaker and lead.marker is None:
            lead = _Lead("number")
        if lead.marker and not text:
            # an enumerator alone on its line belongs to the next text; of two in a row one is an error
            self._pending, self._pending_line = lead, line.number
            return
        if lead.marker is None and self._pending is not None:
            lead = self._pending
        self._pending = None
        bold_lead = _BOLD_LEAD.match(text)
        para = Para(
            text=plain(text),
            first=line.number,
            last=line.number,
            marker=lead.marker,
            value=lead.value,
            indent=line.indent,
            bold=line.bold or (bold_lead is not None and len(bold_lead[0]) >= len(text) - 1),
            lead=plain(bold_lead[0]).rstrip(": ") if bold_lead else "",
            checked=lead.checked,
            whole=line.whole,
            tail=text,
            tail_full=bool(line.full),
            gap_before=self._gap,
        )
        if level and not (section_of(para.text) or label_of(para.text)):
            para.heading = "topic"
        self._place(para, text, level)

    def _pictured(self, text: str) -> str:
        """ "📅 Senin, 3 Juni 2024": the picture is the label, as in a chat."""
        label = PICTURED.get(text[:1])
        rest = text[1:].lstrip("\ufe0f ")
        return text if label is None or not rest or label_of(rest.partition(":")[0]) else f"{label}: {rest}"

    def _enumerator(self, text: str) -> tuple[str, _Lead]:
        lead = _Lead()
        while True:
            text, emoji = strip_pictograph(text)
            if emoji and lead.marker is None:
                lead.marker = "dash"
            box = CHECKBOX.match(text)
            if box:
                mark = box["mark"] or box["box"]
                lead.checked = mark not in " ☐□■"
                lead.marker = lead.marker or "dash"
                text = text[box.end() :]
                continue
            found = next(((kind, m) for kind, pattern in ENUMERATORS if (m := pattern.match(text))), None)
            if found is None or lead.depth > 1 or (found[0] == "upper" and not self._is_upper(found[1]["value"])):
                return text, lead
            kind, match = found
            if kind == "dash" and match["value"] == "*" and text.count("*") % 2 == 0 and not match[0].endswith(" "):
                return text, lead
            if lead.marker is None or RANK[kind] >= RANK[lead.marker] or lead.marker == "dash":
                lead.marker = kind
                lead.value = match.groupdict().get("value") or match.groupdict().get("keycap") or ""
            lead.depth += 1
            text = text[match.end() :]

    def _is_upper(self, letter: str) -> bool:
        """ "H. Ahmad" is a title and "M. Nuh" an initial unless the letters before it were enumerators too."""
        if letter == "A" or chr(ord(letter) - 1) in self._upper_seen:
            self._upper_seen.add(letter)
            return True
        return False

    def _place(self, para: Para, raw: str, level: int) -> None:
        section = None if para.heading else section_of(para.text)
        if section and self._is_agenda_item(para):
            section = None
        if section in LABEL_SECTIONS:
            # these open a list of the identity block, wherever they stand
            para.label, para.label_text = section, para.text.rstrip(" :")
        elif section and self._is_heading(para, level):
            para.heading = section
        pair = _PAIR.match(unmarked(raw))
        if para.heading is None and para.label is None and pair:
            left, right = plain(pair["left"]), plain(pair["right"].lstrip(": "))
            inline = section_of(left) if re.sub(r"\s+", " ", left.casefold()) in INLINE_HEADING else None
            bare_mark = para.marker in {None, "number", "upper", "roman", "letter"}
            if inline and right and bare_mark and ":" in raw and not self._is_agenda_item(para):
                self._append(Para(left, para.first, para.last, para.marker, para.value, heading=inline))
                para.text, para.marker, para.value, para.lead = right, None, "", ""
                para.gap_before = False
                self.blocks.append(para)
                return
            if name := label_of(left):
                para.label, para.label_text, para.label_value = name, left, right
                if re.match(r"^A[.)]\s", right):
                    self._upper_seen.add("A")
        elif para.heading is None and para.label is None and (name := self._bare_label(para)):
            para.label, para.label_text = name, para.text.rstrip(" :")
        self._append(para)

    @staticmethod
    def _bare_label(para: Para) -> str | None:
        """A label without its value; "UNDANGAN RAPAT" alone is the title of another document."""
        if len(para.text) >= 40 or re.match(r"(?i)(?:surat\s+)?undangan(?:\s+rapat)?$", para.text):
            return None
        return label_of(para.text)

    def _is_heading(self, para: Para, level: int) -> bool:
        if level or para.bold or para.marker in {None, "roman", "upper"}:
            return True
        return para.marker in {"number", "letter"} or para.tail.rstrip().endswith(":")

    def _is_agenda_item(self, para: Para) -> bool:
        """ "Acara: 1. Pembukaan 2. Diskusi" lists section words that open no section."""
        if not self._agenda_open or para.marker is None:
            return False
        if self._agenda is None:
            return True
        number = para.number
        return self._agenda == para.marker and (number is None or number > self._agenda_number)

    def _append(self, para: Para) -> None:
        last = self.blocks[-1] if self.blocks else None
        if para.heading is None and para.label is None and isinstance(last, Para) and self._continues(last, para):
            last.text = plain(f"{last.text} {para.tail}")
            last.last, last.tail, last.tail_full = para.last, para.tail, para.tail_full
            if last.label is not None and last.label_value:
                last.label_value = plain(f"{last.label_value} {para.tail}")
            return
        self._follow_agenda(para)
        self.blocks.append(para)

    def _follow_agenda(self, para: Para) -> None:
        if para.label == "agenda" or para.heading == "agenda":
            first = re.match(r"^(\d{1,2})[.)]", para.label_value)
            self._agenda_open, self._agenda = True, "number" if first else None
            self._agenda_number = int(first[1]) if first else 0
        elif para.label or para.heading or para.marker is None:
            self._agenda_open = False
        elif self._agenda_open:
            self._agenda = self._agenda or para.marker
            self._agenda_number = para.number or self._agenda_number

    def _continues(self, last: Para, para: Para) -> bool:
        """Whether an unmarked line goes on with the paragraph before it (§4, wrapped lines, page breaks)."""
        if para.marker is not None or last.heading is not None or (last.label and not last.label_value):
            return False
        if PLACE_AND_DATE.match(last.text):
            return False
        ended = TERMINAL.search(last.tail.strip()) is not None
        starts_low = para.text[:1].islower() or para.text[:1] in "(,)/&"
        if last.whole and para.whole:
            return not ended and para.text[:1].islower() and bool(last.marker or len(last.text) > 40)
        if ended:
            return last.tail_full and not self._gap and last.label is None
        if last.label is not None:
            return (starts_low or last.tail_full) and not self._gap
        hanging = last.marker is not None and not self._gap and para.indent > last.indent and last.label is None
        broken_at_mark = re.search(r"\(\d{1,2}\)$", last.tail.strip()) is not None
        return starts_low or last.tail_full or hanging or broken_at_mark or (para.text[:1].isdigit() and not self._gap)


def build(lines: Iterable[Line]) -> list[Block]:
    """The blocks of a document, in order."""
    structure = Structure()
    for line in lines:
        structure.add(line)
    return structure.blocks
