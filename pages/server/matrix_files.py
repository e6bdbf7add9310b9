"""The matrix as a file: exports with the view's filters."""

from __future__ import annotations

from models.language import N_, speaking
from models.problems import Invalid
from pages.server.downloads import Asked, File, download
from reports.matrix.headless import export_bytes


@download("matriks.xlsx")
def matrix_workbook(asked: Asked) -> File:
    """The print-ready workbook that can come back."""
    return File(_matrix(asked, as_csv=False), f"{_name(asked)}.xlsx")


@download("matriks.csv")
def matrix_csv(asked: Asked) -> File:
    """The same rows for a spreadsheet program."""
    return File(_matrix(asked, as_csv=True), f"{_name(asked)}.csv")


def _matrix(asked: Asked, *, as_csv: bool) -> bytes:
    plans = asked.many("rencana")
    if not plans:
        raise Invalid(N_("Pilih rencana aksi yang akan diekspor."), field="plan")
    with speaking(asked.one("bahasa", asked.language)):
        return export_bytes(
            asked.session,
            asked.actor,
            plans,
            organisations=asked.many("instansi"),
            period=asked.one("periode"),
            as_csv=as_csv,
            side_by_side=asked.one("penilaian") == "berdampingan",
        )


def _name(asked: Asked) -> str:
    parts = ["matriks", *asked.many("rencana")[:4], *asked.many("instansi")[:3], asked.one("periode")]
    named = [part.replace("/", "_").replace(" ", "_") for part in (*parts, asked.today.isoformat()) if part]
    return "-".join(named)[:120]
