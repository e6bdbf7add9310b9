"""The matrix against bare openpyxl: reading, import with history, styled export."""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from sqlmodel import select

from models.commands.commitments import add_measure, add_milestone
from models.database import make_engine, transaction, upgrade
from models.database import reading as read_session
from models.queries.matrix import matrix_data
from models.queries.organisations import known_names
from models.queries.plans import find_plan
from models.rules.access import SYSTEM
from models.tables.commitment import Commitment
from models.vocabulary import SourceKind
from reports.matrix.apply import apply_import, plan_import
from reports.matrix.format import COLUMNS, Mark, MatrixRow
from reports.matrix.plan import Choices
from reports.matrix.read import read_matrix
from reports.matrix.rows import rows_of
from reports.matrix.write import cell_value, workbook_bytes
from seed.load import load

ROWS = 5000
DAY = dt.date(2024, 7, 31)


def best(work: Callable[[], Any], rounds: int = 3) -> float:
    """The fastest of a few runs: what the work costs when nothing disturbs it."""
    found = []
    for _round in range(rounds):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def foreign_workbook() -> bytes:
    """A 5,000 × 15 matrix as a ministry would send it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    titles = [
        "No Komitmen", "Komitmen", "Ukuran Keberhasilan", "Kegiatan", "Penanggung Jawab", "Instansi Terkait", "OMS",
        "Target 2024", "Capaian", "Capaian (%)", "Status", "Batas Waktu", "Kendala", "Tindak Lanjut", "Keterangan",
    ]  # fmt: skip
    sheet.append(titles)
    for n in range(ROWS):
        sheet.append(
            [
                n // 50 + 1, f"Komitmen nomor {n // 50 + 1}", f"Ukuran keberhasilan {n}", f"Kegiatan tahap {n}", "KPU",
                "Bawaslu; Kemendagri", "Perludem", f"{n} dokumen", f"Capaian baris {n} sesuai rencana", n % 101,
                "Sedang berjalan", dt.date(2024, 12, 31), "Koordinasi lintas unit", f"Rapat ke-{n}", f"catatan {n}",
            ]
        )  # fmt: skip
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def prepared(folder: Path) -> Any:
    """A seeded database whose RAN VII has 5,000 milestones."""
    on = make_engine(f"sqlite:///{folder / 'bench.db'}")
    upgrade(on)
    load(on)
    with transaction(SYSTEM, source=SourceKind.COMMAND, on=on) as session:
        commitment = session.exec(select(Commitment).where(Commitment.code == "RAN7-06")).one()
        measure = add_measure(session, SYSTEM, commitment.id or 0, "Ukuran uji kecepatan")
        kpu = [o.key for o in known_names(session).candidates("KPU")]
        for n in range(ROWS):
            values = {"activity": f"Kegiatan {n}", "target_text": f"{n} dokumen", "due_on": dt.date(2024, 12, 31)}
            add_milestone(session, SYSTEM, measure.id or 0, values, organisation_ids=kpu)  # type: ignore[arg-type]
    return on


def figures(folder: Path) -> list[tuple[str, float, float, str]]:
    """(what, seconds, seconds of the floor, what the floor is) for each promise."""
    data = foreign_workbook()
    floor_read = best(lambda: openpyxl.load_workbook(io.BytesIO(data)))
    read = best(lambda: read_matrix(data, "uji.xlsx"))
    on = prepared(folder)
    with read_session(on) as session:
        plan = find_plan(session, SYSTEM, "RAN-VII")
        stored = matrix_data(session, SYSTEM, plan)
        known = known_names(session)
        rows = rows_of(stored, stored.periods[2])
    export = best(lambda: workbook_bytes(rows, plan, Mark(plan.code, DAY), periods=stored.periods))
    floor_write = best(lambda: _bare_write(rows))
    filled = [_reported(row, n) for n, row in enumerate(rows)]
    returned = workbook_bytes(filled, plan, Mark(plan.code, DAY), periods=stored.periods)
    floor_return = best(lambda: openpyxl.load_workbook(io.BytesIO(returned)))
    start = time.perf_counter()
    reading = read_matrix(returned, "kembali.xlsx", known=known)
    after_reading = time.perf_counter()
    with read_session(on) as session:
        plan_import(session, SYSTEM, reading, Choices(DAY))
    after_preview = time.perf_counter()
    with transaction(SYSTEM, source=SourceKind.IMPORT, on=on) as session:
        apply_import(session, SYSTEM, reading, Choices(DAY))
    after_apply = time.perf_counter()
    bare = "bare openpyxl load of the same file"
    return [
        ("read 5,000 × 15, child process included", read, floor_read, bare),
        ("preview of a returned export of 5,000 rows", after_preview - start, floor_return, bare),
        (
            "read, compare and apply 5,000 rows with history",
            (after_reading - start) + (after_apply - after_preview),
            floor_return,
            bare,
        ),
        ("styled export of 5,000 rows", export, floor_write, "bare openpyxl write of the same cells"),
    ]


def _reported(row: MatrixRow, n: int) -> MatrixRow:
    from dataclasses import replace

    if not row.reporter:
        return row
    return replace(row, percent=float(n % 101), achievement_text=f"Capaian baris {n}", status="Substansial")


def _bare_write(rows: list[MatrixRow]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([cell_value(column, getattr(row, column.key)) for column in COLUMNS])
    book.save(io.BytesIO())
