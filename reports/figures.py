"""The figures behind each chart of the dashboard as a table: shown under the chart, and a csv for a spreadsheet.

A percentage never stands alone: the number that was reported and the number that was due stand in columns beside it.
What was not reported is an empty cell, never 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from models.language import _, number, percent, short_date
from models.queries.by_period import Duty, institution_rows, trend
from models.queries.narrowing import themes_of
from models.queries.plans import period_name
from models.queries.progress import CommitmentPicture, PlanPicture
from models.rules.status import RollUp, roll_up
from models.rules.themes import theme_name, themes_in
from models.vocabulary import Light, label
from reports.headline import reasons_in_words
from reports.matrix.write import neutral

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their titles; ``percents`` are the columns that hold percentages."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    percents: frozenset[int] = frozenset()

    def shown(self, column: int, value: Cell) -> str:
        """A cell as a person reads it."""
        if value is None:
            return "–"
        if isinstance(value, str):
            return value
        return percent(value) if column in self.percents else number(value)


def institutions(picture: PlanPicture) -> Table:
    """Who reported what when."""
    rows = [
        (row.organisation.short, row.organisation.name, *_duty(duty))
        for row in institution_rows(picture)
        for duty in row.duties
        if duty is not None
    ]
    columns = (
        _("Instansi"),
        _("Nama lengkap"),
        _("Periode"),
        _("Target capaian yang wajib dilaporkan"),
        _("Sudah dilaporkan"),
        _("Status"),
        _("Rata-rata capaian (%)"),
    )
    return Table(columns, tuple(rows), frozenset({6}))


def _duty(duty: Duty) -> tuple[Cell, ...]:
    status = label(duty.light) if duty.light else _("Belum diverifikasi")
    return period_name(duty.period), duty.due, duty.reported, status, _rounded(duty.progress)


def _rounded(progress: RollUp) -> float | None:
    return None if progress.percent is None else round(progress.percent, 1)


def planned_and_achieved(picture: PlanPicture) -> Table:
    """The trend, period by period."""
    rows = [
        (
            period_name(point.period),
            _rounded(point.planned),
            _rounded(point.achieved),
            None if point.planned_of_reported is None else round(point.planned_of_reported, 1),
            point.achieved.reported,
            point.achieved.due,
        )
        for point in trend(picture)
    ]
    columns = (
        _("Periode"),
        _("Target (%)"),
        _("Capaian (%)"),
        _("Target dari yang melapor (%)"),
        _("Target capaian yang dilaporkan"),
        _("Target capaian seluruhnya"),
    )
    return Table(columns, tuple(rows), frozenset({1, 2, 3}))


def milestones(picture: PlanPicture) -> Table:
    """Every milestone with its due date, state and reasons."""
    rows = [
        (
            m.row_code,
            c.title,
            m.title,
            ", ".join(o.short for o in m.responsible or c.leads),
            m.due_text or (short_date(m.due_on) if m.due_on else ""),
            label(m.standing.light),
            None if m.standing.percent is None else round(m.standing.percent, 1),
            reasons_in_words(m.standing.reasons),
            m.obstacle.text if m.obstacle else "",
        )
        for c, m in picture.milestones
    ]
    columns = (
        _("Kode"),
        _("Komitmen"),
        _("Target capaian"),
        _("Penanggung jawab"),
        _("Batas waktu"),
        _("Status"),
        _("Capaian (%)"),
        _("Alasan"),
        _("Kendala"),
    )
    return Table(columns, tuple(rows), frozenset({6}))


def commitments(picture: PlanPicture) -> Table:
    """Every commitment with its state and progress."""
    rows = [
        (
            c.number,
            c.code,
            c.title,
            "; ".join(theme_name(theme) for theme in themes_in(c.theme)),
            ", ".join(o.short for o in c.leads),
            label(c.light),
            _rounded(c.progress),
            c.progress.reported,
            c.progress.due,
        )
        for c in picture.commitments
    ]
    columns = (
        _("Nomor"),
        _("Kode"),
        _("Komitmen"),
        _("Tema"),
        _("Penanggung jawab"),
        _("Status"),
        _("Rata-rata capaian (%)"),
        _("Target capaian yang dilaporkan"),
        _("Target capaian seluruhnya"),
    )
    return Table(columns, tuple(rows), frozenset({6}))


def themes(picture: PlanPicture) -> Table:
    """Commitments by theme; one with several themes counts in each."""
    rows = [_group(theme_name(theme) if theme else _("Tanpa tema"), own) for theme, own in by_theme(picture)]
    lights = tuple(label(light) for light in Light)
    columns = (
        _("Tema"),
        _("Komitmen"),
        *lights,
        _("Rata-rata capaian (%)"),
        _("Target capaian yang dilaporkan"),
        _("Target capaian seluruhnya"),
    )
    return Table(columns, tuple(rows), frozenset({2 + len(lights)}))


def by_theme(picture: PlanPicture) -> list[tuple[str, list[CommitmentPicture]]]:
    """The commitments of each theme, the largest theme first; those without any last, under ""."""
    groups = [(theme, [c for c in picture.commitments if theme in themes_in(c.theme)]) for theme in themes_of(picture)]
    without = [c for c in picture.commitments if not themes_in(c.theme)]
    return [*groups, ("", without)] if without else groups


def progress_of_group(own: Iterable[CommitmentPicture]) -> RollUp:
    """The progress of several commitments over their milestones."""
    return roll_up(
        (m.weight, m.standing.percent) for c in own for m in c.milestones if m.standing.light is not Light.CANCELLED
    )


def _group(name: str, own: list[CommitmentPicture]) -> tuple[Cell, ...]:
    progress = progress_of_group(own)
    counts = tuple(sum(1 for c in own if c.light is light) for light in Light)
    return name, len(own), *counts, _rounded(progress), progress.reported, progress.due


#: by the word that stands in the address of the download
TABLES: Final[dict[str, Callable[[PlanPicture], Table]]] = {
    "komitmen": commitments,
    "target-capaian": milestones,
    "instansi": institutions,
    "tema": themes,
    "capaian": planned_and_achieved,
}


def csv_of(table: Table) -> bytes:
    """For Excel: UTF-8 with its mark, text neutralised, numbers with a point so that every program reads them."""
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(["" if v is None else neutral(v) if isinstance(v, str) else v for v in row])
    return stream.getvalue().encode("utf-8-sig")
