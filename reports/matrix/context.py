"""What a sheet says outside of its tables: titles, label-and-value blocks, and the sheet's own name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from models.rules.naming import KnownNames, find_institution, fold, institutions
from reports.matrix.dates import MONTHS, Period, is_plausible_year, plain, read_period, take_period
from reports.matrix.grid import Cell
from reports.matrix.page import Page
from reports.matrix.values import cell_text, commitment_number, is_nothing, numbered_title
from reports.matrix.vocabulary import ACTORS, ROW_NUMBER, exactly, fold_title, meaning_of

#: what a label in front of a table can state for all its rows
STATED: Final = frozenset(
    {
        "commitment_number",
        "commitment_title",
        "theme",
        "lead_agencies",
        "supporting",
        "csos",
        ACTORS,
        "reporter",
        "target_year",
        "period",
        "success_measure",
        "success_criterion",
    }
)
_LABEL_AND_VALUE = re.compile(r"^(?P<label>[^:\n]{2,70}?)\s*:\s*(?P<value>\S.*)$", re.DOTALL)
#: a regulation's number and the day the data were taken are no period of the matrix
_NOT_A_PERIOD = re.compile(
    r"(?<!semester )(?<!smt )(?<!sem )(?<!triwulan )(?<!tw )(?<!kuartal )(?<!caturwulan )(?<!ke )(?<!ke-)"
    r"\b(?:no(?:mor)?\.?\s*)?\d+[a-z]?\s+tahun\s+(?:19|20)\d\d"
    rf"|\b\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+20\d\d|\b\d+/20\d\d\b"
    r"|\b20\d\d\s*[-–/]\s*20\d\d\b|\b(?:data|status|keadaan|kondisi|update)\s+(?:per|s\.?d\.?)\s+[a-z]*\s*20\d\d"
)


#: "Matriks Capaian Komitmen 14: Perlindungan kelompok rentan"
_COMMITMENT_IN_LINE = re.compile(r"\bkomitmen\s+(?:no\.?\s*)?\d{1,2}\s*[:–—-]\s*\S.{5,}$", re.IGNORECASE | re.DOTALL)
_COMMITMENT_ALONE = re.compile(r"^(?:komitmen|commitment)\s+(?:no(?:mor)?\.?\s*|ke[\s-]*)?(?:\d{1,2}|[ivx]+)$", re.I)


@dataclass(frozen=True, slots=True)
class Stated:
    """One value a sheet states for a whole table, and the cell it stands in."""

    text: str
    address: str | None


@dataclass(slots=True)
class Context:
    """What holds for every row of a table unless the row says otherwise."""

    values: dict[str, Stated] = field(default_factory=dict)
    #: from a label that says so ("Periode: TW I 2022")
    period: Period | None = None
    period_address: str | None = None
    #: from a title line or the sheet's name, which may only be the occasion of the file
    title_period: Period | None = None

    def below(self, other: Context) -> Context:
        """This context where ``other``, nearer to the table, says nothing."""
        values = {**self.values, **other.values}
        if "commitment_title" in other.values and "commitment_title" in self.values:
            # another commitment: who answers for the one before says nothing about it
            values = {
                name: stated for name, stated in values.items() if name in other.values or name in {"theme", "reporter"}
            }
            if "commitment_number" not in other.values:
                values.pop("commitment_number", None)
        nearer = other.period or other.title_period
        return Context(
            values,
            other.period or (self.period if nearer is None else None),
            other.period_address or self.period_address,
            of_both(other.title_period, self.title_period) if other.title_period else self.title_period,
        )


def of_both(nearer: Period, outer: Period | None) -> Period:
    """A sheet "B06" under the title "Laporan Tahun 2023": each says what the other leaves out."""
    if outer is None:
        return nearer
    if nearer.year is not None and not nearer.part and outer.part and outer.year in {None, nearer.year}:
        return Period(nearer.year, outer.part)
    return nearer.within(outer.year) if nearer.part else nearer


def read_context(page: Page, rows: Iterable[int], fields: frozenset[str] = STATED) -> Context:
    """What these rows above a table state."""
    context = Context()
    years: set[Period] = set()
    numbered_in: int | None = None
    for row in rows:
        cells = page.row(row)
        pairs = list(_pairs(page, row, fields))
        for name, text, address in pairs:
            _state(context, name, text, address)
        if pairs or not cells:
            continue
        first = next(iter(cells.values()))
        text = cell_text(first)
        number, title, labelled = numbered_title(text)
        if not labelled and (named := _COMMITMENT_IN_LINE.search(text)):
            number, title, labelled = numbered_title(named.group())
        if labelled and number and len(cells) == 1:
            context.values["commitment_number"] = Stated(number, first.address)
            context.values["commitment_title"] = Stated(title, first.address)
            continue
        if len(cells) == 1 and _COMMITMENT_ALONE.match(text) and (number := commitment_number(text)):
            context.values.setdefault("commitment_number", Stated(number, first.address))
            numbered_in = row
            continue
        if numbered_in is not None and row == numbered_in + 1 and len(cells) == 1 and _may_be_title(text):
            # "KOMITMEN 1" and its title in the line below
            context.values.setdefault("commitment_title", Stated(text, first.address))
            continue
        if len(text) < 200 and (period := period_in(text)) is not None:
            years.add(period)
    numbered = context.values.pop(ROW_NUMBER, None)
    if numbered is not None and "commitment_title" in context.values and commitment_number(numbered.text) is not None:
        # "Nomor" in the block of a commitment; that of a letter is none
        context.values.setdefault("commitment_number", numbered)
    whole = [period for period in years if period.part]
    chosen = whole if len(whole) == 1 else list(years)
    if len(chosen) == 1 and len({period.year for period in years if period.year}) <= 1:
        year = next((period.year for period in years if period.year), None)
        context.title_period = chosen[0].within(year)
    return context


_HEADING: Final = re.compile(
    r"^(?:laporan|matriks|matrix|form(?:ulir)?|rencana aksi nasional|rekap\w*|lampiran|kementerian|badan|target"
    r"|capaian)\b",
    re.IGNORECASE,
)


def _may_be_title(text: str) -> bool:
    """Whether a line below "KOMITMEN 1" can be its title, and is no heading of a report."""
    return len(text) > 8 and ":" not in text and not _HEADING.match(text) and take_period(plain(text))[0] is None


def period_in(text: str) -> Period | None:
    """The one period a title speaks of; not the plan's years, nor a regulation's, nor a day."""
    written = _NOT_A_PERIOD.sub(" ", plain(text))
    period, _rest = take_period(written)
    if period is None or (period.year is not None and not is_plausible_year(period.year)):
        return None
    if period.year is None and not period.part.startswith(("Q", "S", "B")):
        return None
    return period


def _pairs(page: Page, row: int, fields: frozenset[str]) -> Iterable[tuple[str, str, str]]:
    """The labels of a row with their values: in the next cell, or behind a colon in the same one."""
    cells = [(cell, cell_text(cell)) for cell in page.row(row).values()]
    if len(cells) > 2 and any(_label(one, fields) and exactly(two) for (_, one), (_, two) in pairwise(cells)):
        # titles side by side are no labels
        return
    position = 0
    while position < len(cells):
        cell, text = cells[position]
        position += 1
        match = _LABEL_AND_VALUE.match(text)
        if match is not None and (name := _label(match.group("label"), fields)) is not None:
            yield name, match.group("value").strip(), cell.address
            continue
        name = _label(text.rstrip(" :"), fields) if len(text) < 90 else None
        if name is None or position >= len(cells):
            continue
        value_cell, value = cells[position]
        if value.strip() == ":" and position + 1 < len(cells):
            position += 1
            value_cell, value = cells[position]
        position += 1
        value = value.lstrip(": ").strip()
        if not is_nothing(value):
            yield name, value, value_cell.address


def unreadable_values(page: Page, rows: Iterable[int]) -> Iterator[Cell]:
    """Errors and formulas without a result right behind a label above a table."""
    for row in rows:
        for label, value in pairwise(page.row(row).values()):
            broken = value.is_error or (value.value is None and value.formula is not None)
            if broken and _label(cell_text(label).rstrip(" :"), STATED) is not None:
                yield value


def _label(text: str, fields: frozenset[str]) -> str | None:
    meaning = exactly(text) or meaning_of(text, near=False)
    if meaning is None or ("?" in text and meaning.how != "title"):
        return None
    if meaning.field == ROW_NUMBER:
        return ROW_NUMBER
    names = [name for name in (meaning.field, *meaning.others_than_first) if name in fields]
    # in front of a table "Rencana Aksi" names the commitment the table is about
    if "commitment_title" in names:
        return "commitment_title"
    return names[0] if names and meaning.field in fields else None


def _state(context: Context, name: str, text: str, address: str) -> None:
    if name in {"target_year", "period"}:
        periods = read_period(text)
        if isinstance(periods, tuple) and len(periods) == 1:
            context.period = _together(context.period, periods[0])
            context.period_address = address
        return
    if name == "commitment_title":
        number, title, _labelled = numbered_title(text)
        if number is not None:
            context.values["commitment_number"] = Stated(number, address)
            text = title
    context.values[name] = Stated(text, address)


def _together(stated: Period | None, period: Period) -> Period:
    """ "Tahun: 2022" and "Periode: TW I", in either order."""
    if stated is None:
        return period
    return Period(period.year or stated.year, period.part or stated.part)


def context_of_name(name: str, known: KnownNames) -> Context:
    """A sheet called after a ministry, a commitment or a period."""
    context = Context()
    for part in _PARTS_OF_NAME.split(name):
        text = part.strip()
        if match := _COMMITMENT_IN_NAME.match(text):
            number, _title, _labelled = numbered_title(f"Komitmen {match.group('number')}. x")
            if number is not None:
                context.values["commitment_number"] = Stated(number, None)
            text = match.group("rest").strip()
        period = period_in(text)
        if period is not None:
            context.title_period = of_both(period, context.title_period)
            text = take_period(text)[1]
        lead = _institution_in_name(text, known)
        if lead is not None:
            context.values["lead_agencies"] = Stated(lead, None)
    return context


_PARTS_OF_NAME: Final = re.compile(r"\s+[-–—|]\s+|_|[()]")
_COMMITMENT_IN_NAME: Final = re.compile(
    r"^(?:komitmen|commitment|kom|k)[\s.\-]*(?:ke[\s-]*|no\.?\s*)?0*(?P<number>\d{1,2}|[ivx]+)(?=$|[\s.,:-])(?P<rest>.*)$",
    re.IGNORECASE,
)
#: what a sheet's name holds beside the name of a ministry
_AROUND_NAME: Final = re.compile(
    r"^(?:\d{1,3}[.)\s]+)?(?:(?:matriks|matrix|laporan|report|capaian|data|isian|form(?:ulir)?|renaksi|monev|k/l|oms|ran"
    r" ?ogi)\b[\s.:]*)*|[\s.:]*(?:\b(?:rev(?:isi)?|final|fix|v)\b[\s.]*\d*)?[\s.]*$",
    re.IGNORECASE,
)
#: Excel cuts a sheet's name here
_LONGEST_NAME: Final = 31


def _institution_in_name(text: str, known: KnownNames) -> str | None:
    """The institution that a part of a sheet's name names: "2. Bawaslu", "Matriks KPU", or a long name cut off."""
    bare = _AROUND_NAME.sub("", text).strip(" .-")
    if not bare:
        return None
    if find_institution(bare) is not None or known.candidates(bare):
        return bare
    if len(text) < _LONGEST_NAME - 4:
        return None
    whole = {institution.name for spelling, institution in institutions().items() if spelling.startswith(fold(bare))}
    return whole.pop() if len(whole) == 1 else None


#: names that say nothing: what programs give, and what everybody calls a matrix
_NO_TITLE: Final = re.compile(
    r"^(?:(?:sheet|lembar|lembar kerja|worksheet|tabel|table|matriks|matrix|laporan|report|data|isian|form|formulir"
    r"|rekap|capaian|target|realisasi|progres|progress|monev|monitoring|plan|rencana|renaksi|rencana aksi|komitmen"
    r"|commitments?|ran|ogi|ogp|ran ogi|vi{0,3}|iv|k/l|oms|cso|final|revisi|copy|salinan|of|dan|form responses|hasil"
    r"|output|triwulan|tw|semester|tahun|bulanan|tahunan|semesteran|b\d\d|q\d|\d+)[\s._()-]*)+$",
    re.IGNORECASE,
)


def named_after_commitment(name: str, known: KnownNames) -> Context:
    """A sheet whose name can only be the short title of its commitment (matrix.md §2.9), where nothing else is."""
    title = re.sub(r"^\d{1,2}[.)_\s-]+", "", name).strip()
    if len(title) < 4 or _NO_TITLE.match(title) or context_of_name(name, known).values or period_in(title) is not None:
        return Context()
    number, title, _labelled = numbered_title(name)
    context = Context({"commitment_title": Stated(title, None)})
    if number is not None:
        context.values["commitment_number"] = Stated(number, None)
    return context


def has_labels_beside(page: Page, row: int) -> bool:
    """ "Kontak: … HP: …" in one row."""
    texts = [cell_text(cell) for cell in page.row(row).values()]
    return len(texts) <= 6 and sum(len(text) < 40 and text.endswith(":") for text in texts) >= 2


def is_label_row(page: Page, row: int) -> bool:
    """Whether a row only states something, as the blocks above tables and the contact lines below forms do."""
    cells = list(page.row(row).values())
    first = cell_text(cells[0])
    if len(cells) == 1:
        match = _LABEL_AND_VALUE.match(first)
        return match is not None and exactly(match.group("label")) is not None
    if has_labels_beside(page, row):
        return True
    if len(cells) > 3 or len(first) > 90:
        return False
    return first.endswith(":") or cell_text(cells[1]).startswith(":") or exactly(fold_title(first)) is not None
