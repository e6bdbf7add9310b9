"""What each row below a header is: data, a section, or one of the things that must never become data.

Totals, averages, footnotes, signatures, column numbers, repeated titles, page numbers, examples and instructions
stand in and below real tables (matrix.md §2.3, 2.7, 2.9, 2.11, 2.13).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

from models.rules.naming import KnownNames, fold, institutions
from reports.matrix.context import has_labels_beside, is_label_row
from reports.matrix.dates import MONTHS, Period, plain
from reports.matrix.grid import Cell
from reports.matrix.header import Header, is_counting_row
from reports.matrix.page import Page
from reports.matrix.paths import Column, take_part
from reports.matrix.values import cell_text, commitment_number, is_dash, numbered_title
from reports.matrix.vocabulary import exactly

IDENTITY: Final = frozenset({"commitment_title", "success_measure", "success_criterion", "milestone"})
#: what the row of a commitment may state for the steps below it
_OF_COMMITMENTS: Final = frozenset({"lead_agencies", "supporting", "csos", "theme"})
_DETAIL: Final = frozenset({"success_measure", "success_criterion", "milestone"})


class Kind(StrEnum):
    """What a row is."""

    RECORD = "record"
    SECTION = "section"
    #: a row of a few cells that only counts if data follow it
    STRAY = "stray"


class Meaning(StrEnum):
    """What a section row names."""

    COMMITMENT = "commitment"
    THEME = "theme"
    MEASURE = "measure"
    LEAD = "lead"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table's body that is read."""

    row: int
    kind: Kind
    #: of a section: its text without numbering, the number, the cell, and what it names
    text: str = ""
    number: str | None = None
    address: str | None = None
    meaning: Meaning | None = None
    period: Period | None = None
    #: of a section: how it is numbered ("A", "I", "1", "Komitmen"): tells levels apart
    style: str = ""
    #: of a commitment: what else its row states, as (field, text, cell)
    stated: tuple[tuple[str, str, str], ...] = ()


_MONTH = "|".join(MONTHS)
_TOTAL = re.compile(
    r"^(?:sub\s?-?total|grand total|total|jumlah|rata[\s-]?rata|rerata|average|mean|sum|overall)"
    r"(?:\s+(?:capaian|keseluruhan|semua|total|realisasi|target|persentase|komitmen|rencana aksi|renaksi"
    r"|progres|progress"
    r"|nilai|seluruh|kinerja|per\b.*|ran ogi|akhir|achievement|completion|k/l|oms|umum|ukuran keberhasilan|baris|data"
    r"|penyelesaian|tercapai|selesai|kegiatan|milestone|i{1,3}|[ivx]+|[a-z]|\d{1,4}))*\s*(?:\(?%\)?)?\s*[:=]?\s*[\d.,%]*$",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"^(?:sub\s?-?total|grand total|total|jumlah|rata[\s-]?rata|rerata|average)\b", re.IGNORECASE)
_FOOTNOTE = re.compile(
    r"^(?:\*+\)?\s*\S|\d\)\s+\S|[¹²³⁴⁵⁶⁷⁸⁹]\)?\s*\S|catatan\b|keterangan\s*[:.]|keterangan\s+(?:warna|status|simbol|singkatan)|ket\s*[:.]|sumber\b|note[s]?\b|source[s]?\b|legenda?\b"
    r"|data\s+(?:per|diolah|dimutakhirkan|sampai)|status data|posisi data|dicetak|printed|diperbarui|last updated"
    r"|disclaimer|footnote|lampiran\b.*:)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    rf"^(?:mengetahui|menyetujui|disetujui|diketahui|dibuat oleh|disusun oleh|diperiksa|penyusun\b|pembuat\b"
    rf"|verifikator\b"
    rf"|a\.?n\.?\s|plt\.?\s|plh\.?\s|ttd\b|nip\b[.\s:]*\d|tanda tangan|approved by|prepared by|acknowledged"
    rf"|[a-z][\w\s.]{{2,30}},\s*(?:\.{{2,}}|\d{{1,2}}\s+(?:{_MONTH})\b|(?:{_MONTH})\s+20\d\d))",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"^(?:kepala|direktur|sekretaris|deputi|menteri|ketua|asisten|inspektur|pejabat|kabag|kasubdit|penanggung jawab,"
    r"|koordinator|\(\s*[._…]{3,}|\.{4,}|_{4,}|head of|director)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:kontak|contacts?|contact information|informasi kontak|narahubung|nama\b|name\b|jabatan|position|telepon|phone"
    r"|e-?mail|alamat|address|unit kerja|responsible person)\b",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"^(?:(?:halaman|hal\.?|page)\s*\d+(?:\s*(?:dari|/|of)\s*\d+)?|-\s*\d+\s*-|\d+\s*/\s*\d+)$", re.I
)
_EXAMPLE = re.compile(
    r"^[(\[]?\s*(?:contoh|cth|example|e\.g|misal)\b\s*(?:[)\]:.]|pengisian|isian|baris|data|row|$)", re.IGNORECASE
)
_INSTRUCTION = re.compile(
    r"^[(\[<]?\s*(?:diisi|isi(?:lah|kan)?\s|di\s?isi|tulis(?:kan)?\s|pilih\s|sebutkan\s|cantumkan\s|jelaskan\s|masukkan\s"
    r"|dd[/-]mm|fill in|enter\s|choose\s|select\s|teks bebas|angka\s*0|format\s*:|wajib diisi|otomatis)",
    re.IGNORECASE,
)
#: below a title: what its cells hold, as in "(uraian)" and "(%)"
_EXPLANATION = re.compile(r"^[(\[][^()\[\]]{1,40}[)\]]$")
_THEME_LABEL = re.compile(
    r"^(?:(?:sub\s?)?tema|bidang|klaster|kluster|sektor|pilar|area(?:\s+kebijakan)?|kelompok(?:\s+kerja)?|theme|cluster"
    r"|sector"
    r"|pokja|isu(?:\s+strategis)?|fokus|kategori|policy\s+area|topik|bagian)\b"
    r"(?:\s*(?:[a-z0-9]{1,3}|[ivx]+)(?=\s*[.:)–—-]))?"
    r"\s*[.:)–—-]*\s*(?=\S)",
    re.IGNORECASE,
)
_MEASURE_LABEL = re.compile(
    r"^(?:ukuran\s+keberhasilan|uk|indikator(?:\s+keberhasilan)?|success\s+measure|measure)"
    r"(?:\s*(?:ke[\s-]*|no\.?\s*)?\d+(?:\.\d+)*)?"
    r"\s*[.:)–—-]\s*",
    re.IGNORECASE,
)
_LEAD_LABEL = re.compile(
    r"^(?:k/l|instansi|kementerian\s*/\s*lembaga|penanggung\s+jawab|pj|lead\s+agency|agency)\s*:\s*",
    re.IGNORECASE,
)
_LABELLED_NUMBER = re.compile(r"^(?:komitmen|commitment|k)[\s.-]*(?:no\.?\s*|ke[\s-]*)?(?:\d{1,3}|[ivx]+)[.:]?$", re.I)
_NUMBERING = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVX]+)[.)]?$")
_ENUMERATED = re.compile(r"^(?P<sign>[A-Z]|[IVX]+|\d{1,2})\s*[.)]\s+(?P<text>\S.*)$", re.DOTALL)


#: a footnote's sign in a cell of its own
_SIGN_ALONE = re.compile(r"^(?:\*+\)?|[¹²³⁴⁵⁶⁷⁸⁹]\)?)$")
_COLOUR = re.compile(
    r"^(?:hijau|kuning|merah|biru|abu-?abu|abu|oranye|jingga|putih|hitam|ungu|green|yellow|red|blue|gr[ae]y)\b(?:\s+\w+)?"
    r"\s*[:=]?$",
    re.IGNORECASE,
)


def _is_legend(words: dict[int, str]) -> bool:
    """ "Hijau | Selesai": what a colour means."""
    return len(words) == 2 and _COLOUR.match(next(iter(words.values()))) is not None


class _Body:
    """Reads the rows below one header."""

    def __init__(self, page: Page, header: Header, columns: tuple[Column, ...], known: KnownNames) -> None:
        self.page = page
        self.header = header
        self.columns = {column.index: column for column in columns}
        self.known = known
        self.first = min(self.columns)
        self.last = max(self.columns)
        self.identities = [column.index for column in columns if column.field in IDENTITY]
        self.identity_from = min(self.identities, default=self.first)
        self.titles = {column.index: {plain(text) for text in column.path} for column in columns}
        self.longest_title = max(len(text) for column in columns for text in column.path) + 2
        self.has_title = any(column.field == "commitment_title" for column in columns)
        self.has_lead = any(column.field == "lead_agencies" for column in columns)
        self.trailing = False
        self.after_blank = False
        #: how rows with data are numbered; a row numbered otherwise may be a heading
        self.usual_style = ""
        #: rows numbered 3 above rows numbered 3.1
        self.outline: frozenset[int] = frozenset()

    def lines(self, rows: Iterable[int]) -> list[Line]:
        lines: list[Line] = []
        rows = list(rows)
        self.usual_style = usual_numbering(self.page, rows)
        self.outline = outline_heads(self.page, rows)
        previous = self.header.last_row
        for row in rows:
            self.after_blank = row > previous + 1
            everything = self.page.row(row)
            cells = {index: cell for index, cell in everything.items() if self.first <= index <= self.last}
            previous = row
            if everything and not cells:  # beside the table: what stands there may say that it has ended
                text = cell_text(next(iter(everything.values())))
                self.trailing = self.trailing or bool(_SIGNATURE.match(text) or _FOOTNOTE.match(text))
            if cells and (line := self._line(row, cells)) is not None:
                lines.append(line)
        while lines and lines[-1].kind is not Kind.RECORD:
            lines.pop()
        return _with_meanings(_titled([self._settled(line) for line in lines]), self.has_title)

    def _settled(self, line: Line) -> Line:
        return replace(line, kind=Kind.RECORD) if line.kind is Kind.STRAY else line

    def _line(self, row: int, cells: dict[int, Cell]) -> Line | None:
        if not self.trailing and self._is_plainly_data(cells):
            return Line(row, Kind.RECORD)
        texts = {index: cell_text(cell) for index, cell in cells.items()}
        words = {index: text for index, text in texts.items() if text and not _is_numeric(cells[index])}
        if self._is_furniture(row, cells, texts, words):
            return None
        if len(cells) <= 3 and words:
            first = next(iter(words.values()))
            noted = _FOOTNOTE.match(first) or (_SIGN_ALONE.match(first) and len(words) == 2)
            if (noted or _is_legend(words)) and len(words) <= 2 and not self._looks_like_record(cells):
                self.trailing = True
                return None
            if any(_SIGNATURE.match(text) for text in words.values()) and len(words) <= 3:
                self.trailing = True
                return None
            if len(words) <= 2 and self._is_label(first, len(cells)) and not self._merged_identity(row):
                self.trailing = True
                return None
            if (self.after_blank or self.trailing) and len(words) <= 2 and _OFFICIAL.match(first) and len(first) < 80:
                self.trailing = True
                return None
        if len(cells) > 3 and has_labels_beside(self.page, row):
            self.trailing = True
            return None
        section = self._outline(row, cells, texts) or self._section(row, cells, texts, words)
        if section is not None:
            return None if self.trailing else section
        if self.trailing:
            if not self._looks_like_record(cells):
                return None
            self.trailing = False
        return self._record(row, cells, texts, words)

    def _is_plainly_data(self, cells: dict[int, Cell]) -> bool:
        """Most rows: several cells, one of them a sentence where the row's subject stands. Spares the closer look."""
        if len(cells) < 4:
            return False
        for index in self.identities:
            cell = cells.get(index)
            if cell is not None and isinstance(cell.value, str) and len(cell.value) > self.longest_title:
                first = next(text for other in cells.values() if isinstance(text := other.value, str)).strip()
                return (
                    first[:1] not in "([<*"
                    and first[-1:] != ":"
                    and not _EXAMPLE.match(first)
                    and not _INSTRUCTION.match(cell.value)
                )
        return False

    def _is_label(self, text: str, filled: int) -> bool:
        """The contact block below a form: labels where the table has data."""
        if _CONTACT.match(text) and self.after_blank:
            return True
        if filled > 2 or len(text) >= 60:
            return False
        return exactly(text) is not None or (self.after_blank and text.endswith(":"))

    def _is_furniture(self, row: int, cells: dict[int, Cell], texts: dict[int, str], words: dict[int, str]) -> bool:
        filled = list(texts.values())
        if is_counting_row(filled):
            return True
        if row <= self.header.last_row + 2 and len(filled) > 1 and all(_EXPLANATION.match(text) for text in filled):
            return True
        if self.header.code_row == row or self._repeats_titles(words, len(cells)):
            return True
        if len(cells) == 1 and _PAGE_NUMBER.match(filled[0]):
            return True
        first_words = list(words.values())[:2]
        if any(_EXAMPLE.match(text) for text in first_words):
            return True
        instructions = sum(1 for text in words.values() if _INSTRUCTION.match(text))
        if instructions >= 2 and instructions >= 0.5 * len(words):
            return True
        # a total has a label, numbers, and no other words
        label = first_words[0] if first_words else ""
        if len(words) == 1 and len(cells) > 1 and _COUNTS.match(label) and self._stands_before_identity(row, words):
            return True
        return (
            bool(label)
            and len(label) < 70
            and len(words) <= 2
            and _TOTAL.match(label) is not None
            and not (len(words) == 2 and len(list(words.values())[1]) > 24)
        )

    def _stands_before_identity(self, row: int, words: dict[int, str]) -> bool:
        """Whether a row's label stands left of what rows are about, or is merged across it: "Jumlah Komitmen X"."""
        index = next(iter(words))
        return index < self.identity_from or (
            bool(self.identities) and index + self.page.width(row, index) - 1 > self.identity_from
        )

    def _repeats_titles(self, words: dict[int, str], filled: int) -> bool:
        same = 0
        for index, text in words.items():
            titles = self.titles.get(index)
            if titles and len(text) <= self.longest_title and plain(text) in titles:
                same += 1
        return same >= 2 and same >= 0.6 * filled

    def _looks_like_record(self, cells: dict[int, Cell]) -> bool:
        fields = {column.field for index in cells if (column := self.columns.get(index)) and column.is_read}
        return len(fields) >= 3 and bool(fields & IDENTITY)

    def _record(self, row: int, cells: dict[int, Cell], texts: dict[int, str], words: dict[int, str]) -> Line | None:
        read = [column for index in cells if (column := self.columns.get(index)) is not None and column.is_read]
        if all(cells[column.index].formula is None and is_dash(texts[column.index]) for column in read):
            # numbered in advance, with nothing but dashes: nobody has said anything
            return None
        identified = any(column.field in IDENTITY for column in read) or self._merged_identity(row)
        few = len(read) <= 1 or (self.after_blank and len(read) <= 2 and not words)
        return Line(row, Kind.STRAY if few and not identified else Kind.RECORD)

    def _merged_identity(self, row: int) -> bool:
        for column in self.columns.values():
            if column.field in IDENTITY and self.page.cell(row, column.index) is None:
                merge = self.page.merge(row, column.index)
                if merge is not None and merge.first_row < row:
                    return True
        return False

    # --- sections

    def _outline(self, row: int, cells: dict[int, Cell], texts: dict[int, str]) -> Line | None:
        """Row 3 over rows 3.1 and 3.2 in a column of commitments and their steps: the commitment, with its agencies."""
        if row not in self.outline or self.has_title or len(cells) < 2:
            return None
        sign, *others = cells
        fields = {index: self.columns[index].field for index in others if index in self.columns}
        named = [index for index, field in fields.items() if field in IDENTITY]
        stated = tuple(
            (field, texts[index], cells[index].address)
            for index, field in fields.items()
            if field is not None and field not in IDENTITY
        )
        if len(named) != 1 or any(field not in _OF_COMMITMENTS for field, _text, _place in stated):
            return None
        title = cells[named[0]]
        line = Line(row, Kind.SECTION, texts[named[0]], address=title.address, meaning=Meaning.COMMITMENT)
        return replace(line, number=commitment_number(texts[sign]), style="label", stated=stated)

    def _section(self, row: int, cells: dict[int, Cell], texts: dict[int, str], words: dict[int, str]) -> Line | None:
        """A row whose only text names what the rows below belong to."""
        if len(cells) > 2 or not words:
            return None
        index, text = list(words.items())[-1]
        number_text = ""
        if len(cells) == 2:
            other = min(cells)
            if other == index or other > index:
                return None
            number_text = texts[other]
            if commitment_number(number_text) is None and not re.fullmatch(r"[A-Za-z][.)]?", number_text.strip()):
                if is_label_row(self.page, row) and (line := self._stating(row, cells)) is not None:
                    return line
                return None
        column = self.columns.get(index)
        field = column.field if column is not None else None
        labelled = numbered_title(text)[2]
        labelled = labelled or _THEME_LABEL.match(text) is not None or _LEAD_LABEL.match(text) is not None
        labelled = labelled or _period_of_line(text) is not None
        width = self.page.width(row, index)
        spans = width >= min(3, len(self.columns)) and index + width - 1 > index
        is_heading = bool(number_text) and bool(self.usual_style) and _style(number_text) != self.usual_style
        if field == "commitment_title" and not spans and not labelled and not is_heading:
            return None
        is_heading = bool(number_text) and (is_heading or not self.has_title)
        if field in _DETAIL and not spans and not labelled and not is_heading:
            return None
        if index > self.identity_from and not spans and not labelled and field not in _DETAIL:
            return Line(row, Kind.STRAY) if column is not None and column.is_read else None
        return self._named_section(row, cells[index], text, number_text)

    def _stating(self, row: int, cells: dict[int, Cell]) -> Line | None:
        label, value = (cell_text(cell) for cell in cells.values())
        joined = f"{label.rstrip(' :')}: {value.lstrip(': ')}"
        cell = list(cells.values())[-1]
        if _LEAD_LABEL.match(joined) or numbered_title(joined)[2] or _THEME_LABEL.match(joined):
            return self._named_section(row, cell, joined, "")
        return None

    def _named_section(self, row: int, cell: Cell, text: str, number_text: str) -> Line:
        line = Line(row, Kind.SECTION, text, address=cell.address)
        if (period := _period_of_line(text)) is not None:
            return replace(line, meaning=Meaning.PERIOD, period=period)
        number, title, labelled = numbered_title(text)
        if not labelled and _is_labelled_number(number_text):
            number, title, labelled = commitment_number(number_text), text, True
        if labelled:
            return replace(line, text=title, number=number, meaning=Meaning.COMMITMENT, style="label")
        if match := re.match(r"^(?:komitmen|commitment)\s*[:.–—-]\s*(?=\S)", text, re.IGNORECASE):
            return replace(
                line, text=text[match.end() :].strip(), number=None, meaning=Meaning.COMMITMENT, style="label"
            )
        if match := _MEASURE_LABEL.match(text):
            return replace(line, text=text[match.end() :].strip(), meaning=Meaning.MEASURE)
        if match := _LEAD_LABEL.match(text):
            return replace(line, text=text[match.end() :].strip(), meaning=Meaning.LEAD)
        if match := _THEME_LABEL.match(text):
            return replace(line, text=text[match.end() :].strip() or text, meaning=Meaning.THEME)
        name = match.group("text") if (match := _ENUMERATED.match(text)) else text
        if not self.has_lead and (fold(name) in institutions() or self.known.candidates(name)):
            return replace(line, text=name, meaning=Meaning.LEAD)
        if number_text:
            return replace(line, number=commitment_number(number_text), style=_style(number_text))
        if match := _ENUMERATED.match(text):
            sign = match.group("sign")
            return replace(line, text=match.group("text"), number=commitment_number(sign), style=_style(sign))
        return line


def _period_of_line(text: str) -> Period | None:
    """ "TAHUN 2023", "A. Triwulan I": a line that says when, and nothing else."""
    match = _ENUMERATED.match(text)
    part = take_part(match.group("text") if match else text) if len(text) < 60 else None
    if part is None or part.rest or part.period is None or text.strip().isdigit():
        return None
    return part.period


def _is_labelled_number(text: str) -> bool:
    """ "Komitmen 1" in the column of the numbers, in front of its title."""
    return _LABELLED_NUMBER.match(text.strip()) is not None


def _style(sign: str) -> str:
    sign = sign.strip(" .)(")
    if sign.isdigit():
        return "1"
    return "I" if re.fullmatch(r"[IVX]+", sign) else "1.1" if sign[:1].isdigit() else "A"


def _is_numeric(cell: Cell) -> bool:
    if isinstance(cell.value, str) and not cell.is_error:
        return re.fullmatch(r"[\d.,\s%()-]+", cell.value) is not None
    return True


def _titled(lines: list[Line]) -> list[Line]:
    """ "KOMITMEN 3" in one row across the table and its title in the next are one section."""
    result: list[Line] = []
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        if line.kind is Kind.SECTION and line.meaning is None and _is_labelled_number(line.text):
            number = commitment_number(line.text)
            if following is not None and _is_unlabelled(following):
                continue
            line = replace(line, number=number, meaning=Meaning.COMMITMENT, style="label")
        elif position and _is_unlabelled(line):
            above = lines[position - 1]
            if above.kind is Kind.SECTION and above.meaning is None and _is_labelled_number(above.text):
                number = commitment_number(above.text)
                line = replace(line, number=number, meaning=Meaning.COMMITMENT, style="label")
        result.append(line)
    return result


def _is_unlabelled(line: Line) -> bool:
    return line.kind is Kind.SECTION and line.meaning is None and not line.style and not _is_labelled_number(line.text)


def _with_meanings(lines: list[Line], has_title: bool) -> list[Line]:
    """Say of each section that bears no label whether it is a commitment or a theme.

    Where commitments have a column of their own, or labels of their own, other sections are themes. Else a section
    right above another one is the upper level, and so are all that are numbered like it.
    """
    labelled = any(line.meaning is Meaning.COMMITMENT for line in lines)
    upper = set()
    for line, following in pairwise(lines):
        both = line.kind is Kind.SECTION and following.kind is Kind.SECTION
        if both and line.meaning is None and following.meaning is None and line.style != following.style:
            upper.add(line.style)
    result = []
    for position, line in enumerate(lines):
        if line.kind is Kind.SECTION and line.meaning is None:
            following = lines[position + 1] if position + 1 < len(lines) else line
            above = following is not line and following.kind is Kind.SECTION and following.meaning is None
            is_theme = has_title or labelled or line.style in upper or (above and not upper)
            result.append(replace(line, meaning=Meaning.THEME if is_theme else Meaning.COMMITMENT))
        else:
            result.append(line)
    return result


def read_body(
    page: Page, header: Header, columns: tuple[Column, ...], rows: Iterable[int], known: KnownNames
) -> list[Line]:
    """The rows of a table that are read, from the top."""
    return _Body(page, header, columns, known).lines(rows)


def usual_numbering(page: Page, rows: Iterable[int]) -> str:
    """How the rows with data are numbered: "1", "1.1", "I", "A", or "" where they are not."""
    styles: dict[str, int] = {}
    for row in rows:
        cells = page.row(row)
        if len(cells) > 2:
            sign = cell_text(next(iter(cells.values())))
            if len(sign) < 8 and _NUMBERING.match(sign):
                styles[_style(sign)] = styles.get(_style(sign), 0) + 1
    return max(styles, key=lambda style: styles[style], default="")


def outline_heads(page: Page, rows: Iterable[int]) -> frozenset[int]:
    """The rows numbered 3 right above one that is numbered 3.1."""
    signs = [(row, cell_text(next(iter(page.row(row).values()))).rstrip(".")) for row in rows if page.row(row)]
    return frozenset(
        row
        for (row, sign), (_, following) in pairwise(signs)
        if sign.isdigit() and len(sign) < 3 and re.fullmatch(rf"0*{int(sign)}\.0?1", following)
    )


def names_commitments(page: Page, rows: Iterable[int]) -> bool:
    """Whether some row between the data names a commitment: by its label, or as a heading numbered in another way."""
    rows = list(rows)
    usual = usual_numbering(page, rows)
    if outline_heads(page, rows):
        return True
    for row in rows:
        cells = list(page.row(row).values())
        if len(cells) > 2:
            continue
        texts = [cell_text(cell) for cell in cells]
        if any(numbered_title(text)[2] for text in texts) or (len(texts) == 2 and _is_labelled_number(texts[0])):
            return True
        is_heading = len(cells) == 2 and isinstance(cells[1].value, str) and cells[1].column == cells[0].column + 1
        if is_heading and usual and _NUMBERING.match(texts[0]) and _style(texts[0]) != usual:
            return True
    return False
