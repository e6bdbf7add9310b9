"""How the columns of a workbook are read, and a person's corrections of it; both are remembered per sender."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st
from sqlmodel import Session

from models.commands.exchange import remember_mapping
from models.language import _, number, short_date
from models.queries.exchange import Remembered
from models.rules.access import Actor
from pages.ui import frame
from pages.ui.markup import verbatim
from reports.matrix.format import KEY_PREFIX
from reports.matrix.grid import Cell, Grid, Sheet, column_letter
from reports.matrix.read import Reading
from reports.matrix.records import ColumnReading, TableReading
from reports.matrix.vocabulary import FIELDS, ROLES, ROW_NUMBER, fold_title, meaning_of

if TYPE_CHECKING:
    from pages.ui.importing.work import Prepared, Work

#: the choice "not read"; and, where two columns mean the same, "not decided yet"
LEFT_OUT, UNDECIDED = "-", "?"
_SAMPLES = 3
_LETTER = re.compile(r"\(([A-Z]{1,3})\)")
_SHOWN_ROWS = 30


@dataclass(frozen=True, slots=True)
class Place:
    """One column of all tables with the same header."""

    fingerprint: str
    index: int
    #: its titles with how often they stood before: the same in every file with this header
    title: str
    column: ColumnReading
    #: (sheet, letter) in each of those tables
    where: tuple[tuple[str, str], ...]
    #: what is read without a person's correction
    field: str | None = None
    unclear: bool = False
    samples: tuple[str, ...] = ()


def places(reading: Reading) -> list[Place]:
    """The columns of a reading, each header once, however many sheets repeat it."""
    tables: dict[str, list[tuple[str, TableReading]]] = {}
    for sheet in reading.sheets:
        for table in sheet.tables:
            tables.setdefault(table.fingerprint, []).append((sheet.name, table))
    return [place for group in tables.items() for place in _places_of(*group)]


def _places_of(fingerprint: str, tables: list[tuple[str, TableReading]]) -> Iterator[Place]:
    first = tables[0][1]
    seen: Counter[str] = Counter()
    for index, column in enumerate(first.columns):
        title = fold_title(" / ".join(column.path))
        seen[title] += 1
        where = tuple((sheet, table.columns[index].letter) for sheet, table in tables if index < len(table.columns))
        unclear = column.field is None and column.how in ("", "ambiguous")
        name = title if seen[title] == 1 else f"{title} #{seen[title]}"
        yield Place(fingerprint, index, name, column, where, column.field, unclear)


def as_places(reading: Reading, remembered: Mapping[str, Remembered]) -> dict[str, str | None]:
    """What is remembered of these headers, by the place the columns have in this file."""
    found: dict[str, str | None] = {}
    for place in places(reading):
        memory = remembered.get(place.fingerprint)
        field = memory.mapping.get(place.title, "") if memory else ""
        if field is None or field in FIELDS:
            found.update({f"{sheet}!{letter}": field for sheet, letter in place.where})
    return found


def mapping_of(work: Work, raw: Reading, base: Reading, remembered: Mapping[str, Remembered]) -> dict[str, str | None]:
    """What is remembered and what the person corrected, for reading the file again."""
    mapping = as_places(raw, remembered)
    for place in places(base):
        choice = _choice(work, place)
        if choice is not None and choice not in (UNDECIDED, _standing(place)):
            field = None if choice == LEFT_OUT else choice
            mapping.update({f"{sheet}!{letter}": field for sheet, letter in place.where})
    return mapping


def _choice(work: Work, place: Place) -> str | None:
    """What the person chose for a column that is read so without them."""
    choice: str | None = work.get("column", place.fingerprint, place.index, _standing(place))
    return choice


def _standing(place: Place) -> str:
    """The choice that changes nothing."""
    if place.column.how == "ambiguous":
        return UNDECIDED
    return place.field or LEFT_OUT


def remember(session: Session, actor: Actor, prepared: Prepared, organisation_id: int | None) -> None:
    """Keep what a person decided about columns, for the next file of this sender with the same header."""
    trusted = prepared.work.get("memory", default=True)
    found: dict[str, dict[str, str | None]] = {
        fingerprint: dict(memory.mapping) if trusted else {} for fingerprint, memory in prepared.remembered.items()
    }
    taught = bool(found) and not trusted
    for place in places(prepared.base):
        choice = _choice(prepared.work, place)
        if choice is not None and choice not in (UNDECIDED, _standing(place)):
            found.setdefault(place.fingerprint, {})[place.title] = None if choice == LEFT_OUT else choice
            taught = True
    if taught:
        for fingerprint, mapping in found.items():
            remember_mapping(session, actor, fingerprint, mapping, organisation_id)


# -- on the page -----------------------------------------------------------------------------------------------------


def ask_unclear(prepared: Prepared) -> None:
    """The columns that nobody understood, or that two titles claim: first and open."""
    _show_memory(prepared)
    unclear = [place for place in _shown(prepared) if place.unclear]
    if unclear:
        title = _("Kolom yang belum jelas ({n})", n=number(len(unclear)))
        with st.expander(title, expanded=True, key=prepared.work.key("unclear")):
            frame.quiet(_("Pilih artinya, atau biarkan “tidak dibaca”. Berkas langsung dibaca ulang."))
            _choosers(prepared, unclear)


def edit_certain(prepared: Prepared) -> None:
    """All other columns."""
    frame.quiet(_("Bila ada kolom yang keliru, pilih artinya di sini; pilihan ini diingat untuk pengirim yang sama."))
    _choosers(prepared, (place for place in _shown(prepared) if not place.unclear))


def _shown(prepared: Prepared) -> list[Place]:
    """The columns that hold anything, with what stands in them."""
    contested = {
        (problem.sheet, letter)
        for problem in prepared.base.problems
        if problem.code == "ambiguous_header"
        for letter in _LETTER.findall(str(problem.values.get("headers", "")))
    }
    found = []
    for place in places(prepared.base):
        unclear = not _counts_rows(place) and (place.unclear or not contested.isdisjoint(place.where))
        place = replace(_with_samples(place, prepared.grid), unclear=unclear)
        if place.samples or place.field:
            found.append(place)
    return found


def _show_memory(prepared: Prepared) -> None:
    """That the file is read as last time, and the way out."""
    memories = [memory for memory in prepared.remembered.values() if memory.mapping]
    if not memories:
        return
    latest = max(memories, key=lambda memory: memory.remembered_at)
    day = short_date(latest.remembered_at.date())
    text = _("Dibaca seperti terakhir kali ({day})", day=day)
    if latest.organisation:
        text = _("Dibaca seperti terakhir kali dari {who} ({day})", who=verbatim(latest.organisation), day=day)
    st.checkbox(
        text,
        value=True,
        key=prepared.work.key("memory"),
        persist_state="session",
        help=_("Hapus centang untuk membaca kolomnya dari awal; atau ubah kolomnya di bawah."),
    )


def _counts_rows(place: Place) -> bool:
    meaning = meaning_of(" / ".join(place.column.path))
    return meaning is not None and meaning.field == ROW_NUMBER


def _with_samples(place: Place, grid: Grid | None) -> Place:
    """The first things that stand below a title: what they look like tells what they are."""
    sheet_name, letter = place.where[0]
    sheet = next((sheet for sheet in grid.sheets if sheet.name == sheet_name), None) if grid else None
    if sheet is None:
        return place
    titles = {fold_title(part) for part in place.column.path}
    texts = (cell.text.strip() for key, cell in sorted(sheet.cells.items()) if column_letter(key[1]) == letter)
    below = [text for text in texts if text and fold_title(text) not in titles and not text.startswith(KEY_PREFIX)]
    return replace(place, samples=tuple(dict.fromkeys(below))[:_SAMPLES])


def _choosers(prepared: Prepared, shown: Iterable[Place]) -> None:
    listed = list(shown)
    for start in range(0, len(listed), 3):
        for column, place in zip(st.columns(3), listed[start : start + 3], strict=False):
            with column:
                _chooser(prepared.work, place)


def _chooser(work: Work, place: Place) -> None:
    options = [LEFT_OUT, *FIELDS]
    if place.column.how == "ambiguous":
        options.insert(0, UNDECIDED)
    elif place.field in ROLES:
        options.insert(0, place.field)
    sheets = list(dict.fromkeys(sheet for sheet, _letter in place.where))
    title = " › ".join(place.column.path) or _("tanpa judul")
    help_ = _("Berlaku untuk {n} lembar dengan judul yang sama.", n=number(len(sheets))) if len(sheets) > 1 else None
    st.selectbox(
        verbatim(f"{place.column.letter} · {title[:70]}"),
        options,
        index=options.index(_standing(place)),
        format_func=_in_words,
        key=work.key("column", place.fingerprint, place.index, _standing(place)),
        persist_state="session",
        help=help_,
    )
    if place.samples:
        frame.quiet(_("isi: {samples}", samples=" | ".join(text[:28] for text in place.samples)))


def _in_words(choice: str) -> str:
    if choice == UNDECIDED:
        return _("pilih artinya …")
    return _("tidak dibaca") if choice == LEFT_OUT else _(FIELDS.get(choice) or ROLES[choice])


# -- a sheet whose titles nobody recognises --------------------------------------------------------------------------


def titled_by_hand(work: Work, grid: Grid) -> tuple[Grid, Hashable]:
    """The grid with codes instead of the titles in the row that the person pointed at, and what names it."""
    name, row = work.get("title_sheet"), work.get("title_row")
    sheet = next((sheet for sheet in grid.sheets if sheet.name == name), None)
    if sheet is None or not row:
        return grid, None
    fields = {
        cell.column: choice
        for cell in sheet.row(int(row))
        if (choice := work.get("title", name, row, cell.column)) in FIELDS
    }
    if len(fields) < 2 or work.get("titled", default=False) is False:
        return grid, None
    return _with_codes(grid, sheet, int(row), fields), (sheet.name, row, tuple(sorted(fields.items())))


def _with_codes(grid: Grid, sheet: Sheet, row: int, fields: Mapping[int, str]) -> Grid:
    cells = {place: cell for place, cell in sheet.cells.items() if place[0] > row}
    cells |= {(row, column): Cell(row, column, KEY_PREFIX + field) for column, field in fields.items()}
    return replace(grid, sheets=tuple(replace(s, cells=cells) if s is sheet else s for s in grid.sheets))


def ask_titles(prepared: Prepared) -> None:
    """Let the person point at the row of titles and say what each means."""
    work, grid = prepared.work, prepared.grid
    sheets = [sheet for sheet in grid.sheets if sheet.max_row > 1 and not sheet.name.startswith("_")] if grid else []
    if not sheets:
        return
    with st.expander(_("Tunjukkan judul kolomnya"), expanded=True, key=work.key("titles")):
        names = [sheet.name for sheet in sheets]
        left, right = st.columns(2)
        with left:
            name = st.selectbox(_("Lembar"), names, key=work.key("title_sheet"), persist_state="session")
        sheet = sheets[names.index(name)]
        rows = [row for row in sorted({row for row, _column in sheet.cells}) if row <= _SHOWN_ROWS]
        with right:
            row = st.selectbox(
                _("Baris judul"),
                rows,
                format_func=lambda r: f"{r} · " + " | ".join(c.text.strip() for c in sheet.row(r))[:80],
                key=work.key("title_row"),
                persist_state="session",
            )
        cells = [cell for cell in sheet.row(row) if cell.text.strip()]
        for start in range(0, len(cells), 3):
            for column, cell in zip(st.columns(3), cells[start : start + 3], strict=False):
                with column:
                    _title_chooser(work, name, row, cell)
        ready = sum(work.get("title", name, row, cell.column) in FIELDS for cell in cells) >= 2
        if not ready:
            frame.quiet(_("Pilih arti paling sedikit dua kolom."))
        if st.button(_("Baca dengan judul ini"), disabled=not ready, key=work.key("read_titles")):
            work.put(True, "titled")
            st.rerun()


def _title_chooser(work: Work, sheet: str, row: int, cell: Cell) -> None:
    st.selectbox(
        verbatim(f"{column_letter(cell.column)} · {cell.text.strip()[:60]}"),
        [LEFT_OUT, *FIELDS],
        format_func=_in_words,
        key=work.key("title", sheet, row, cell.column),
        persist_state="session",
    )
