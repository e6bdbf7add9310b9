"""Where the titles of a table stand and what each column means.

A title may take up to three rows; the meaning of a column is the path of all of them, read from the top: "Selesai"
under "Waktu Pelaksanaan" is a due date (matrix.md §2.4). Years and periods in a path make the column one of several
over the same field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from reports.matrix.dates import FIRST_YEAR, LAST_YEAR, Period, PeriodUnit, plain, take_period
from reports.matrix.grid import Cell, column_letter
from reports.matrix.page import Page
from reports.matrix.values import cell_text
from reports.matrix.vocabulary import FIELDS, IGNORED, ROW_NUMBER, Meaning, exactly, fold_title, is_title, meaning_of

#: titles that only a matrix has; "Kegiatan" or "Indikator" alone also stand in agendas and budgets
_IDENTITY: Final = frozenset({"commitment_title", "success_measure", "success_criterion", "milestone"})
_SUBSTANCE: Final = frozenset({"target_text", "achievement_text", "percent"})
_MATRIX_TITLES: Final = frozenset(
    {"rencana aksi", "renaksi", "aksi", "komitmen/rencana aksi", "komitmen / rencana aksi"}
)
_PERSONAL: Final = frozenset({"nama", "jabatan", "nip", "tanda tangan", "ttd", "paraf", "no hp", "nomor hp", "email"})
LONGEST_TITLE: Final = 160
_COUNTING = re.compile(r"^\(?\s*(\d{1,2}|[a-z])\s*\)?(?:\s*=.*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its titles from the top, and what they mean."""

    index: int
    path: tuple[str, ...]
    #: canonical key, `ROW_NUMBER`, `IGNORED`, or None when nobody can tell
    field: str | None
    #: how it was recognised: "code", "mapping", "title", "words", "part", "path", "near", "period", "content"
    how: str = ""
    #: what else the titles could mean, should a stronger column take the field
    others: tuple[str, ...] = ()
    weak: bool = False
    period: Period | None = None
    #: "K/L" or "OMS" where the titles say whose report the column holds
    reporter: str | None = None
    #: what a bare number under "Triwulan" or "Bulan" counts
    unit: PeriodUnit | None = None
    #: the row of its lowest title
    row: int = 0

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def title(self) -> str:
        return " / ".join(self.path)

    @property
    def is_read(self) -> bool:
        return self.field is not None and self.field not in {ROW_NUMBER, IGNORED}


@dataclass(frozen=True, slots=True)
class Header:
    """The title rows of one table."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    #: a hidden row of codes (``#percent``) that decided instead of the titles
    code_row: int | None = None

    @property
    def first_column(self) -> int:
        return min(column.index for column in self.columns)

    @property
    def last_column(self) -> int:
        return max(column.index for column in self.columns)


# --- finding the title rows -------------------------------------------------------------------------------------------


def find_headers(page: Page) -> list[Header]:
    """Every header of the sheet from the top, repetitions included."""
    headers: list[Header] = []
    last_read = 0
    #: a label so far has named the commitment: what follows may be its steps
    in_form = False
    for row, cells in page.rows.items():
        in_form = in_form or _names_commitment(cells)
        if row <= last_read or not _may_be_header(cells):
            continue
        header = _codes_at(page, row) or _header_at(page, row, last_read, in_form=in_form)
        if header is not None:
            headers.append(header)
            last_read = header.last_row
    return headers


def _names_commitment(cells: dict[int, Cell]) -> bool:
    """ "Judul Komitmen: …" in front of a table, in one cell or in two."""
    if len(cells) > 4:
        return False
    first = cell_text(next(iter(cells.values())))
    label, colon, value = first.partition(":")
    meaning = exactly(label) if len(label) < LONGEST_TITLE and (len(cells) > 1 or value.strip()) else None
    return meaning is not None and meaning.field == "commitment_title" and (not meaning.weak or bool(colon))


def _may_be_header(cells: dict[int, Cell]) -> bool:
    """A quick look that rules out ordinary rows: at least two short texts that are titles, and no long ones."""
    hits = 0
    for cell in cells.values():
        value = cell.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            # a number in a title can only be a year
            if not FIRST_YEAR <= value <= LAST_YEAR:
                return False
        elif value is not None and not isinstance(value, str):
            return False
        if isinstance(value, str):
            if len(value) > LONGEST_TITLE:
                return False
            if value.startswith("#") or (len(value) < 90 and _is_known_title(value)):
                hits += 1
    return hits >= 2


def _is_known_title(text: str) -> bool:
    return is_title(text) or (meaning_of(_without_period(text)) is not None)


def _without_period(text: str) -> str:
    return take_period(plain(text))[1]


def _codes_at(page: Page, row: int) -> Header | None:
    """A row of our own hidden codes: they win over every title."""
    cells = page.row(row)
    codes = {index: cell_text(cell) for index, cell in cells.items()}
    known = {code for code in codes.values() if code.startswith("#") and code[1:] in FIELDS}
    if len(known) < 2 or len(known) < 0.5 * len(codes):
        return None
    title_row = _titles_beside(page, row)
    columns = [
        Column(
            index,
            ((page.text(title_row, index) if title_row != row else "") or code,),
            code[1:] if code in known else None,
            "code",
            row=row,
        )
        for index, code in codes.items()
    ]
    return Header(min(row, title_row), max(row, title_row), tuple(columns), code_row=row)


def _titles_beside(page: Page, row: int) -> int:
    """The row of titles that people see: just above or below the codes; hidden codes always have theirs below."""
    for near in (row + 1, row - 1):
        if _titles_in(page, near) >= 2:
            return near
    return row + 1 if row in page.sheet.hidden_rows else row


def _titles_in(page: Page, row: int) -> int:
    return sum(1 for cell in page.row(row).values() if isinstance(cell.value, str) and _is_known_title(cell.value))


def _header_at(page: Page, row: int, after: int, *, in_form: bool) -> Header | None:
    first, last = row, _last_title_row(page, row)
    if row - 1 > after and _is_group_row(page, row - 1, row):
        first = row - 1
    columns = tuple(_read_column(index, path, last) for index, path in _paths(page, first, last))
    codes = next((near for near in (last + 1, first - 1) if near > after and _codes_at(page, near)), None)
    if codes is not None:
        return _codes_at(page, codes)
    return Header(first, last, columns) if columns and _is_matrix(columns, in_form=in_form) else None


def _last_title_row(page: Page, row: int) -> int:
    """The lowest of up to three title rows: as far as merges reach, or as sub-titles follow."""
    last = row
    for column in page.row(row):
        merge = page.merge(row, column)
        if merge is not None and merge.last_row - row <= 2:
            last = max(last, merge.last_row)
    while last < row + 2 and _is_subtitle_row(page, last + 1, row, last):
        last += 1
    return last


def _is_subtitle_row(page: Page, row: int, first: int, last: int) -> bool:
    """Whether a row continues the titles above: each of its texts is a period, a sub-title or stands under a group."""
    cells = page.row(row)
    if not cells or is_counting_row([cell_text(cell) for cell in cells.values()]):
        return False
    grouped = 0
    for index, cell in cells.items():
        text = cell_text(cell)
        if len(text) > 60:
            return False
        if _parent_of(page, first, last, index) is None:
            # the names of an index that pandas writes below its columns
            if not is_title(text):
                return False
            grouped += 1
            continue
        own = _part(text)
        if own.period is None and own.reporter is None and not is_title(own.rest) and _leaf(own.rest) is None:
            return False
        merge = page.merge(last, index)
        covered = merge is not None and merge.first_column < merge.last_column
        if covered or page.cell(last, index) is None or own.period is not None:
            grouped += 1
    return grouped >= max(1, len(cells) // 2)


def _is_group_row(page: Page, row: int, below: int) -> bool:
    """A row of group titles over a recognised one: merged over some of its columns, not over all."""
    cells = page.row(row)
    columns = page.row(below).keys()
    if not cells or not columns or max(len(cell_text(cell)) for cell in cells.values()) > 60:
        return False
    spans = [page.width(row, index) for index in cells]
    inside = all(min(columns) <= index <= max(columns) for index in cells)
    return inside and any(1 < span < 0.7 * len(columns) for span in spans) and len(cells) <= len(columns)


def _parent_of(page: Page, first: int, last: int, column: int) -> str | None:
    """The nearest title above: its own, that of the merged range, or of the group that begins to its left."""
    for row in range(last, first - 1, -1):
        cell = page.merged_cell(row, column)
        if cell is not None:
            return cell_text(cell)
    for index in range(column - 1, 0, -1):
        cell = page.cell(last, index)
        if cell is not None:
            return cell_text(cell) if page.merge(last, index) is None else None
    return None


def _paths(page: Page, first: int, last: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each column with its titles from the top; a group title reaches over the columns that only have sub-titles."""
    indexes = sorted(
        {index for row in range(first, last + 1) for index in page.row(row)} | _merged_columns(page, first)
    )
    for index in indexes:
        path: list[str] = []
        for row in range(first, last + 1):
            text = cell_text(page.merged_cell(row, index))
            if not text and row < last and any(page.cell(below, index) for below in range(row + 1, last + 1)):
                text = _group_text(page, row, index, last)
            if text and (not path or path[-1] != text):
                path.append(text)
        if path:
            yield index, tuple(path)


def _merged_columns(page: Page, row: int) -> set[int]:
    """Columns that a group title is merged over though nothing stands below it."""
    return {index for column in page.row(row) for index in range(column, column + min(page.width(row, column), 60))}


def _group_text(page: Page, row: int, column: int, last: int) -> str:
    """An unmerged group title: it stands over the first of its columns, and that one has a sub-title as well."""
    for index in range(column - 1, 0, -1):
        cell = page.cell(row, index)
        if cell is not None:
            has_own_subtitle = any(page.cell(below, index) for below in range(row + 1, last + 1))
            return cell_text(cell) if has_own_subtitle and page.merge(row, index) is None else ""
    return ""


def is_counting_row(texts: list[str]) -> bool:
    """``(1) (2) (3)`` or ``1 2 3``: the numbers of the columns, never data (matrix.md §2.3)."""
    if len(texts) < 3:
        return False
    numbers = []
    for text in texts:
        match = _COUNTING.match(text.strip())
        if match is None:
            return False
        sign = match.group(1).casefold()
        numbers.append(int(sign) if sign.isdigit() else ord(sign) - 96)
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return numbers[0] <= 2 and all(1 <= step <= 2 for step in steps) and steps.count(1) >= 0.7 * len(steps)


def _is_matrix(columns: tuple[Column, ...], *, in_form: bool) -> bool:
    """Whether these titles can only be those of a matrix; attendance lists, agendas and budgets are not."""
    known = [column for column in columns if column.field is not None or column.period is not None]
    if len(known) < 0.4 * len(columns):
        return False
    fields = {column.field for column in columns if column.is_read}
    others = fields - _IDENTITY
    personal = sum(1 for column in columns if fold_title(column.path[-1]) in _PERSONAL)
    certain = any(
        column.field in _IDENTITY
        and (column.how not in {"near", "part"} or len(others) >= 2)
        and (not column.weak or fold_title(column.path[0]) in _MATRIX_TITLES)
        for column in columns
    )
    if certain:
        return bool(others) or len(fields & _IDENTITY) >= 2
    if in_form and fields & _IDENTITY and len(others) >= 2 and personal == 0:
        return True
    reported = "target_text" in others or ("lead_agencies" in others and bool(others & _SUBSTANCE))
    return bool(fields & _IDENTITY) and reported and len(others) >= 2 and personal < 2


# --- what a column means ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """One title of a path, with the period and reporter taken out of it."""

    rest: str
    period: Period | None = None
    reporter: str | None = None


_AS_OF = re.compile(r"\b(?:per|posisi|s\.?d\.?|status|tanggal|tgl)?\s*\d{1,2}\s+[a-z]+\s+20\d\d\b")
_YEAR_RANGE = re.compile(r"\(?\b20\d\d\s*[-–/]\s*20\d\d\b\)?")
_PERIOD_WORDS = re.compile(
    r"^(?:(?:tahun|anggaran|ta|periode|bulan|per|s\.?d\.?|s/d|posisi|year|fy|pada|di|in|for)\b[\s.:]*)+$"
)
_TRAILING_PERIOD_WORDS = re.compile(
    r"(?:\s*[-–(,/]?\s*\b(?:tahun|ta|periode|bulan|per|s\.?d\.?|s/d|sampai|hingga|posisi|pada|di|in|for)\b[\s.:]*)+\)?$"
)
_REPORTERS: Final = {
    "k/l": "K/L",
    "kementerian lembaga": "K/L",
    "pemerintah": "K/L",
    "versi k/l": "K/L",
    "menurut k/l": "K/L",
    "oms": "OMS",
    "cso": "OMS",
    "versi oms": "OMS",
    "menurut oms": "OMS",
    "masyarakat sipil": "OMS",
}
_UNITS: Final[dict[str, PeriodUnit]] = {
    "triwulan": "quarter",
    "tw": "quarter",
    "kuartal": "quarter",
    "quarter": "quarter",
    "semester": "semester",
    "bulan": "month",
    "month": "month",
}


def _part(text: str) -> _Part:
    written = _AS_OF.sub(" ", _YEAR_RANGE.sub(" ", plain(text)))
    period, rest = take_period(written)
    if period is not None and period.year is not None and not FIRST_YEAR <= period.year <= LAST_YEAR:
        period, rest = None, written
    if period is not None:
        rest = "" if _PERIOD_WORDS.match(rest) else _TRAILING_PERIOD_WORDS.sub("", rest)
        rest = rest.strip(" -–,;:/.")
        rest = "" if rest in {"()", "tahun", "("} else rest
    return _Part(rest if period is not None else " ".join(written.split()), period)


#: sub-titles that mean something only under a group (matrix.md §2.4)
_LEAVES: Final = {
    "start": "mulai|awal|start|dari|begin|tanggal mulai|tgl mulai|from|beginning",
    "end": "selesai|akhir|berakhir|end|finish|sampai|tanggal selesai|tgl selesai|until|completion|penyelesaian|to"
    "|tenggat",
    "lead": "utama|lead|koordinator|penanggung jawab|penanggungjawab|pj|pemerintah|instansi|k/l utama|ketua|leading",
    "support": "pendukung|terkait|support|supporting|anggota|k/l pendukung|instansi pendukung|k/l terkait|pembantu",
    "cso": "oms|cso|mitra|masyarakat sipil|non pemerintah|mitra oms|lsm|csos",
    "target": "target|rencana|plan|planned|sasaran",
    "actual": "realisasi|capaian|hasil|actual|achievement|progres|progress|pencapaian|terealisasi|real",
    "percent": "%|persen|persentase|percent|percentage|nilai %|prosentase|% capaian|capaian %|angka %",
    "text": "uraian|narasi|deskripsi|keterangan|naratif|penjelasan|kualitatif|description|narrative|detail|teks|isi",
    "amount": "volume|jumlah|kuantitas|nilai|angka|kuantitatif|besaran|value|vol|indikator",
    "unit": "satuan|unit",
    "number": "no|nomor|kode|number",
    "title": "judul|uraian|nama|deskripsi|title|name|isi",
    "money": "rp|anggaran|pagu|rupiah|juta|biaya|ribu rp|juta rp|budget",
}
_LEAF_OF: Final = {
    word: frozenset(kind for kind, words in _LEAVES.items() if word in words.split("|"))
    for word in "|".join(_LEAVES.values()).split("|")
}
_TIME_GROUPS: Final = frozenset(
    part
    for part in [
        "waktu",
        "waktu pelaksanaan",
        "jadwal",
        "jadwal pelaksanaan",
        "periode pelaksanaan",
        "timeline",
        "jangka waktu",
        "time frame",
        "timeframe",
        "periode",
        "tanggal",
        "target waktu",
        "schedule",
        "duration",
        "masa pelaksanaan",
        "target penyelesaian",
        "waktu penyelesaian",
        "dates",
        "date",
    ]
)
_AGENCY_FIELDS: Final = frozenset({"lead_agencies", "supporting", "csos", "actors", "reporter"})


def _leaf(rest: str) -> frozenset[str] | None:
    return _LEAF_OF.get(fold_title(rest))


def _read_column(index: int, path: tuple[str, ...], row: int) -> Column:
    parts = [_part(text) for text in path]
    period = _combined([part.period for part in parts if part.period is not None])
    texts = [part.rest for part in parts if part.rest]
    meaning, reporter = _meaning_of_path(texts)
    column = Column(index, path, None, period=period, reporter=reporter, row=row)
    if meaning is None:
        return replace(column, how="period") if period is not None and not texts else column
    unit = _UNITS.get(fold_title(texts[-1])) if texts else None
    return replace(
        column, field=meaning.field, how=meaning.how, others=meaning.fields[1:], weak=meaning.weak, unit=unit
    )


def _combined(periods: list[Period]) -> Period | None:
    """ "2022" over "TW I" is the first quarter of 2022."""
    if not periods:
        return None
    year = next((period.year for period in reversed(periods) if period.year), None)
    part = next((period.part for period in reversed(periods) if period.part), "")
    return Period(year, part)


def _meaning_of_path(texts: list[str]) -> tuple[Meaning | None, str | None]:
    if not texts:
        return None, None
    leaf = texts[-1]
    if len(texts) == 1:
        return meaning_of(leaf), None
    parents = texts[:-1]
    parent = next((found for text in reversed(parents) if (found := meaning_of(text)) is not None), None)
    together = exactly(" ".join([parents[-1], leaf]))
    if together is not None and not together.weak:
        return replace(together, how="path"), None
    by_context = _leaf_in_context(fold_title(leaf), parents, parent)
    if by_context is not None:
        return by_context
    own = meaning_of(leaf)
    if own is not None and not (
        own.weak and parent is not None and not parent.weak and parent.field == "achievement_text"
    ):
        return own, None
    return (replace(parent, how="path") if parent is not None else None), None


def _leaf_in_context(leaf: str, parents: list[str], parent: Meaning | None) -> tuple[Meaning | None, str | None] | None:
    kinds = _LEAF_OF.get(leaf, frozenset())
    field = parent.field if parent is not None else None

    def of(name: str) -> tuple[Meaning, None]:
        return Meaning((name,), "path"), None

    if "money" in kinds:
        return of(IGNORED)
    if any(fold_title(text) in _TIME_GROUPS for text in parents):
        if "start" in kinds:
            return of("start_date")
        if "end" in kinds:
            return of("due_date")
    if field in _AGENCY_FIELDS:
        if "support" in kinds:
            return of("supporting")
        if "cso" in kinds:
            return of("csos")
        if "lead" in kinds or leaf in {"k/l", "kementerian lembaga"}:
            return of("lead_agencies" if field != "supporting" else "supporting")
    if field in {"target_text", "achievement_text", "percent", "status", "evidence", "obstacles", "follow_up", "notes"}:
        if leaf in _REPORTERS and parent is not None:
            return replace(parent, how="path"), _REPORTERS[leaf]
        found = _leaf_of_progress(kinds, field)
        return of(found) if found is not None else None
    if field in {"commitment_title", "commitment_number"}:
        if "number" in kinds:
            return of("commitment_number")
        if "title" in kinds or "text" in kinds:
            return of("commitment_title")
    if field in {"success_measure", "milestone"} and parent is not None:
        if "number" in kinds:
            return of(ROW_NUMBER)
        if "title" in kinds or "text" in kinds:
            return replace(parent, how="path"), None
    return None


def _leaf_of_progress(kinds: frozenset[str], field: str) -> str | None:
    """What "Uraian", "%" or "Volume" means under a target or an achievement."""
    if "unit" in kinds:
        return "unit"
    if "target" in kinds:
        return "target_text"
    if "percent" in kinds:
        return "target_text" if field == "target_text" else "percent"
    if "actual" in kinds:
        return "achievement_text"
    if "text" in kinds or "amount" in kinds:
        return "achievement_text" if field == "percent" else field
    return None
