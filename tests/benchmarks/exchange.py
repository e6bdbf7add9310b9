"""The round of a matrix: forty workbooks prepared, and a large return compared with what stands."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
from sqlmodel import Session, select

from models.commands.commitments import add_measure, add_milestone
from models.database import make_engine, transaction, upgrade
from models.database import reading as read_session
from models.queries.exchange import last_said, sent_matrix
from models.queries.matrix import MatrixData, matrix_data
from models.queries.organisations import known_names
from models.queries.plans import find_plan
from models.rules.access import SYSTEM
from models.tables.commitment import Commitment
from models.vocabulary import SourceKind
from reports.matrix.compare import compare
from reports.matrix.dispatch_book import Order, Scope, Selection, rows_sent, send, workbook_of
from reports.matrix.format import COLUMNS
from reports.matrix.plan import Choices, Context
from reports.matrix.read import read_matrix
from reports.matrix.write import cell_value
from seed.load import load
from tests.benchmarks.matrices import best

RECIPIENTS = 40
ROWS = 500
RETURNED_ROWS = 5000
DAY = dt.date(2024, 7, 31)


def figures(folder: Path) -> list[tuple[str, float, float, str]]:
    """(what, seconds, seconds of the floor, what the floor is) for each promise."""
    return [_prepared(folder), _compared(folder)]


def _plan_of(folder: Path, name: str, rows: int) -> Any:
    """A seeded database whose RAN VII has this many milestones more, all of KPU."""
    on = make_engine(f"sqlite:///{folder / name}")
    upgrade(on)
    load(on)
    with transaction(SYSTEM, source=SourceKind.COMMAND, on=on) as session:
        commitment = session.exec(select(Commitment).where(Commitment.code == "RAN7-06")).one()
        measure = add_measure(session, SYSTEM, commitment.id or 0, "Ukuran uji kecepatan")
        kpu = [int(o.key) for o in known_names(session).candidates("KPU") if isinstance(o.key, int)]
        for n in range(rows):
            values = {"activity": f"Kegiatan {n}", "target_text": f"{n} dokumen", "due_on": dt.date(2024, 12, 31)}
            add_milestone(session, SYSTEM, measure.id or 0, values, organisation_ids=kpu)
    return on


def _data(session: Session) -> MatrixData:
    return matrix_data(session, SYSTEM, find_plan(session, SYSTEM, "RAN-VII"))


def _prepared(folder: Path) -> tuple[str, float, float, str]:
    """From the choice of recipients to the bytes of their workbooks: registered, stored and written."""
    on = _plan_of(folder, "dispatch.db", ROWS)
    with read_session(on) as session:
        data = _data(session)
    period = data.periods[2].id
    order = Order(tuple(list(data.organisations)[:RECIPIENTS]), period, Selection(Scope.ALL))
    codes: list[str] = []

    def prepare() -> None:
        with transaction(SYSTEM, source=SourceKind.COMMAND, on=on) as session:
            codes[:] = send(session, SYSTEM, data, order)
        with read_session(on) as session:
            for code in codes:
                workbook_of(sent_matrix(session, SYSTEM, code), data)

    seconds = best(prepare, rounds=2)
    with read_session(on) as session:
        rows = rows_sent(sent_matrix(session, SYSTEM, codes[0]), data)
    cells = [[cell_value(column, getattr(row, column.key)) for column in COLUMNS] for row in rows]

    def bare() -> None:
        for _code in codes:
            book = openpyxl.Workbook()
            sheet = book.active
            assert sheet is not None
            for line in cells:
                sheet.append(line)
            book.save(io.BytesIO())

    what = f"prepare {RECIPIENTS} matrices of {len(rows)} rows, stored as sent"
    return what, seconds, best(bare, rounds=2), "bare openpyxl write of the same cells"


def _compared(folder: Path) -> tuple[str, float, float, str]:
    """Each cell of a large return against what was sent and what stands; its reading is the floor."""
    on = _plan_of(folder, "return.db", RETURNED_ROWS)
    with read_session(on) as session:
        data, known = _data(session), known_names(session)
    kpu = next(o.id for o in data.organisations.values() if o.short == "KPU")
    with transaction(SYSTEM, source=SourceKind.COMMAND, on=on) as session:
        (code,) = send(session, SYSTEM, data, Order((kpu,), data.periods[2].id))
    with read_session(on) as session:
        sent = sent_matrix(session, SYSTEM, code)
        content = _filled(workbook_of(sent, data))
        said = last_said(session, sent.record.id)
    reading = read_matrix(content, "kembali.xlsx", known=known)
    floor = best(lambda: read_matrix(content, "kembali.xlsx", known=known))
    context = Context(SYSTEM, data, known, Choices(DAY), sent.record, said)
    seconds = best(lambda: compare(reading, context))
    assert len(compare(reading, context).writing()) > RETURNED_ROWS
    return f"compare a return of {len(reading.records):,} rows", seconds, floor, "reading the same file"


def _filled(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = next(sheet for sheet in book.worksheets if sheet.cell(3, 1).value == "#row_code")
    columns = {str(cell.value).lstrip("#"): cell.column for cell in sheet[3]}
    for row in range(6, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, columns["percent"], row % 101)
            sheet.cell(row, columns["achievement_text"], f"Capaian baris {row}")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
