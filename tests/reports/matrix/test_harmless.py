"""What people do to a file without changing what it says changes nothing of what is read.

Each good workbook of the corpora is a family of files that nobody wrote down: with a letterhead above, a column to the
left, titles in capitals or broken by hand, numbers and dates as text, a note or signatures below, another sheet beside.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import random
import re
from collections.abc import Callable
from typing import Any, Final

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from models.language import long_date
from reports.matrix import parse, workbook
from reports.matrix.read import Reading, read_matrix
from tests.reports.matrix import corpus2, corpus3, corpus4, corpus5
from tests.reports.matrix.corpus.making import Builder
from tests.reports.matrix.sheets import read, said

GOOD: Final[list[Builder]] = [*corpus2.GOOD, *corpus3.GOOD, *corpus4.GOOD, *corpus5.GOOD]
NOTES: Final = (
    ("Catatan: diisi oleh PIC masing-masing",),
    ("Keterangan:", "K/L = Kementerian/Lembaga", "OMS = Organisasi Masyarakat Sipil"),
    ("Jakarta, 3 Mei 2024", "Mengetahui,", "Kepala Biro Perencanaan"),
    ("Dicetak 03/05/2024 10:15",),
    ("*) sementara",),
    ("Halaman 1 dari 1",),
)
SHEETS: Final = {
    "Sheet2": (),
    "Petunjuk": ("Petunjuk pengisian", "1. Isi kolom capaian dengan narasi singkat.", "2. Persentase diisi 0-100."),
    "Daftar": ("Status", "Selesai", "Substansial", "Terbatas", "Belum dimulai"),
}
Act = Callable[[Any, random.Random, int], None]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_read_elsewhere", lambda data: b"".join(line + b"\n" for line in parse.answer(data)))


# -- what people do; ``first`` is the first row with data --------------------------------------------------------------


def _move(sheet: Any, rows: int, columns: int) -> None:
    if sheet.tables or sheet.conditional_formatting or sheet.data_validations.dataValidation:
        return  # openpyxl leaves their areas where they are
    if any(line.hidden for line in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values())):
        return
    merged = [CellRange(area.coord) for area in sheet.merged_cells.ranges]
    for area in merged:
        sheet.unmerge_cells(area.coord)
    everything = f"A1:{get_column_letter(sheet.max_column)}{sheet.max_row}"
    sheet.move_range(everything, rows=rows, cols=columns, translate=True)
    for area in merged:
        area.shift(row_shift=rows, col_shift=columns)
        sheet.merge_cells(area.coord)


def rows_above(sheet: Any, chance: random.Random, _first: int) -> None:
    _move(sheet, chance.randint(1, 4), 0)


def columns_left(sheet: Any, chance: random.Random, _first: int) -> None:
    _move(sheet, 0, chance.randint(1, 2))


def blanks_in_texts(sheet: Any, chance: random.Random, _first: int) -> None:
    for cell in _texts(sheet, 1, sheet.max_row):
        text = cell.value
        cell.value = chance.choice((text, f"{text} ", f"  {text}", text.replace(" ", "\u00a0", 1), f"\u200b{text}"))


def capitals(sheet: Any, chance: random.Random, first: int) -> None:
    change = chance.choice((str.upper, str.title))
    for cell in _texts(sheet, 1, first - 1):
        cell.value = change(cell.value)


def numbers_as_text(sheet: Any, _chance: random.Random, first: int) -> None:
    for cell in _cells(sheet, first, sheet.max_row):
        if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
            continue
        if cell.number_format in ("0%", "0.0%", "0.00%"):
            cell.value = f"{round(cell.value * 100, 4):g}".replace(".", ",") + "%"
        elif cell.number_format == "General" and cell.value == int(cell.value):
            cell.value = str(int(cell.value))


def dates_as_text(sheet: Any, _chance: random.Random, first: int) -> None:
    for cell in _cells(sheet, first, sheet.max_row):
        if isinstance(cell.value, dt.datetime) and "y" in cell.number_format and "d" in cell.number_format:
            cell.value = long_date(cell.value.date())


def notes_below(sheet: Any, chance: random.Random, _first: int) -> None:
    row = sheet.max_row + chance.randint(2, 3)
    for place, text in enumerate(chance.choice(NOTES)):
        sheet.cell(row + place, chance.choice((1, 2)), text)


def a_sheet_beside(sheet: Any, chance: random.Random, _first: int) -> None:
    name = chance.choice(list(SHEETS))
    if name not in sheet.parent.sheetnames:
        other = sheet.parent.create_sheet(name)
        for row, text in enumerate(SHEETS[name], start=1):
            other.cell(row, 1, text)


def lines_below(sheet: Any, _chance: random.Random, _first: int) -> None:
    last, width = sheet.max_row, sheet.max_column
    for row in range(last + 1, last + 40):
        for column in range(1, width + 3):
            sheet.cell(row, column).border = Border(left=Side("thin"))


ACTS: Final[tuple[Act, ...]] = (
    blanks_in_texts, capitals, numbers_as_text, dates_as_text, notes_below, a_sheet_beside, lines_below, rows_above,
    columns_left,
)  # fmt: skip


def _cells(sheet: Any, first: int, last: int) -> list[Any]:
    return [cell for row in sheet.iter_rows(min_row=first, max_row=max(first, last)) for cell in row if cell.value]


def _texts(sheet: Any, first: int, last: int) -> list[Any]:
    if last < first:
        return []
    return [c for c in _cells(sheet, first, last) if isinstance(c.value, str) and not c.value.startswith("=")]


# -- what must stay ---------------------------------------------------------------------------------------------------


def _told(reading: Reading) -> list[dict[str, Any]]:
    """The records without their places, in one case, with single blanks and decimal points."""
    places = {"source_sheet", "source_row", "source_cells"}
    return [{k: _plain(v) for k, v in _json(record).items() if k not in places} for record in reading.records]


def _json(record: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(record.as_json(), default=str))
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        value = re.sub(r"(?<=\d),(?=\d)", ".", value.replace("\u200b", ""))
        return re.sub(r"\s+", " ", value).strip().casefold()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return round(value, 6) if isinstance(value, float) else value


def _errors(reading: Reading) -> set[str]:
    return {problem.code for problem in reading.problems if problem.severity == "error"}


def _saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("seed", range(24))
def test_what_does_not_change_the_words_does_not_change_the_reading(seed: int) -> None:
    chance = random.Random(seed)
    for builder in chance.sample(GOOD, 12):
        file, data, _ = builder()
        resaved = _saved(openpyxl.load_workbook(io.BytesIO(data), rich_text=True))
        before = read_matrix(resaved, file)
        first: dict[str, int] = {}
        for record in map(_json, before.records):
            sheet = record["source_sheet"]
            first[sheet] = min(first.get(sheet, record["source_row"]), record["source_row"])
        book = openpyxl.load_workbook(io.BytesIO(resaved), rich_text=True)
        acts = sorted(chance.sample(ACTS, 2), key=ACTS.index)
        for sheet in first:
            for act in acts:
                act(book[sheet], chance, first[sheet])
        after = read_matrix(_saved(book), file)
        names = (seed, builder.__name__, *(act.__name__ for act in acts))
        assert _told(after) == _told(before), names
        assert _errors(after) == _errors(before), names


def test_a_signature_beside_the_first_column_ends_the_table() -> None:
    reading = read(
        [
            (None, "Komitmen", "Indikator", "Penanggung Jawab", "Tahun", "Target", "Capaian (%)"),
            (0, "Niaga terbuka", "Harga terbit", "Kemendag", 2023, "12 rilis", 100),
            (1, "Pasar terbuka", "Stok terbit", "Bulog", 2024, "2 data", 37.5),
            (),
            ("Jakarta, 3 Mei 2024",),
            ("Mengetahui,",),
            (None, "Kepala Biro Perencanaan"),
        ]
    )
    assert said(reading, "source_row") == [(2,), (3,)]


def test_notes_below_do_not_hide_that_a_column_holds_numbers() -> None:
    reading = read(
        [
            ("Komitmen", None, "Ukuran Keberhasilan", "K/L", "Target 2024"),
            (1, "Pemilu terbuka", "API hasil", "KPU", "1 API"),
            (2, "Pengawasan terbuka", "Data pelanggaran", "Bawaslu", "1 data"),
            (),
            ("Keterangan:",),
            ("K/L = Kementerian/Lembaga",),
        ],
        ["A1:B1"],
    )
    assert said(reading, "commitment_number", "commitment_title") == [
        ("1", "Pemilu terbuka"),
        ("2", "Pengawasan terbuka"),
    ]


def test_a_label_broken_by_hand_is_still_a_label() -> None:
    reading = read(
        [
            ("No", "Ukuran Keberhasilan", "Target 2024", "Capaian"),
            ("Komitmen\n1: Transparansi migas",),
            ("Penanggung\nJawab: Kementerian ESDM",),
            (1, "Kontrak terbit", "10 kontrak", "6 kontrak"),
        ]
    )
    assert said(reading, "commitment_title", "lead_agencies") == [("Transparansi migas", ["Kementerian ESDM"])]
