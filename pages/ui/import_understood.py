"""What was understood of a file: sheets, tables and columns, beside the sheet's own grid with the recognised cells
marked, and every problem with its cell."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from models.language import _, number, plural
from models.problems import Problem, Severity
from pages.ui import frame
from pages.ui.markup import Markup, html, join, show
from pages.ui.uploads import Uploaded, open_upload
from reports.matrix.grid import Grid, Sheet, address, column_letter
from reports.matrix.marked import marked_workbook
from reports.matrix.read import Reading
from reports.matrix.vocabulary import FIELDS

#: as much of a sheet as fits a screen
SHOWN_ROWS = 40
SHOWN_COLUMNS = 20


def show_reading(upload: Uploaded, reading: Reading) -> None:
    """The file in one glance; details behind clicks."""
    errors = [p for p in reading.problems if p.severity is Severity.ERROR]
    warnings = [p for p in reading.problems if p.severity is Severity.WARNING]
    if not reading.records and errors:
        st.error("\n\n".join(p.message for p in errors[:5]), title=_("Berkas tidak dapat diterima"))
        return
    sheets = Counter(record.source_sheet for record in reading.records)
    listed = ", ".join(f"{name} ({number(n)})" for name, n in sheets.items())
    show(
        html(
            "<p><strong>{n}</strong> {where}</p>",
            n=plural("{n} baris terbaca", len(reading.records)),
            where=_("dari lembar {sheets}.", sheets=listed),
        )
    )
    if errors:
        st.warning(
            _("{n} hal perlu diperbaiki; baris yang bersih tetap dapat diterapkan.", n=number(len(errors))),
            title=_("Perlu diperbaiki"),
        )
    _problems(upload, errors + warnings)
    with st.expander(_("Apa yang dipahami dari berkas ini")):
        _columns(reading)
        opened = open_upload(upload)
        if isinstance(opened, Grid):
            _grid(opened, reading)


def _problems(upload: Uploaded, problems: list[Problem]) -> None:
    if not problems:
        return
    errors = sum(1 for p in problems if p.severity is Severity.ERROR)
    with st.expander(
        _("Catatan pembacaan ({n})", n=number(len(problems))),
        expanded=bool(errors),
        key=f"problems_{upload.sha256[:8]}",
    ):
        st.dataframe(
            [
                {
                    _("Tempat"): p.place,
                    _("Jenis"): _("perbaiki") if p.severity is Severity.ERROR else _("periksa"),
                    _("Keterangan"): p.message,
                }
                for p in problems
            ],
            hide_index=True,
            column_config={_("Keterangan"): st.column_config.TextColumn(width="large")},
        )
        opened = open_upload(upload)
        if isinstance(opened, Grid):
            st.download_button(
                _("Unduh berkas dengan sel bertanda"),
                data=lambda: marked_workbook(opened, problems),
                file_name=f"perlu-diperbaiki-{upload.name}",
                on_click="ignore",
                key=f"marked_{upload.sha256[:8]}",
            )
        st.text_area(
            _("Jawaban siap salin untuk pengirim"),
            value=reply_text(upload.name, problems),
            height=180,
            key=f"reply_{upload.sha256[:8]}",
        )


def reply_text(file: str, problems: list[Problem]) -> str:
    """A letter that lists the cells, ready to be sent."""
    lines = [_("Terima kasih atas berkas {file}. Mohon perbaiki sel berikut, lalu kirim ulang:", file=file), ""]
    lines += [f"- {p.message}" for p in problems if p.severity is Severity.ERROR]
    return "\n".join(lines)


def _columns(reading: Reading) -> None:
    rows = [
        {
            _("Lembar"): sheet.name,
            _("Tabel"): table.area,
            _("Kolom"): column.letter,
            _("Judul dalam berkas"): " › ".join(column.path),
            _("Dibaca sebagai"): _(FIELDS[column.field]) if column.field in FIELDS else _("tidak dibaca"),
            _("Periode"): column.period or "",
        }
        for sheet in reading.sheets
        for table in sheet.tables
        for column in table.columns
    ]
    if rows:
        st.dataframe(rows, hide_index=True)
    skipped = [sheet.name for sheet in reading.sheets if sheet.kind not in ("table", "form")]
    if skipped:
        frame.quiet(_("Lembar yang dilewati: {names}", names=", ".join(skipped)))


def _grid(grid: Grid, reading: Reading) -> None:
    names = [sheet.name for sheet in grid.sheets if sheet.cells and not sheet.name.startswith("_")]
    if not names:
        return
    name = st.segmented_control(_("Gambar lembar"), names, default=names[0], key=f"sheet_{grid.sha256[:8]}")
    sheet = next(s for s in grid.sheets if s.name == (name or names[0]))
    used = {cell for r in reading.records if r.source_sheet == sheet.name for cell in r.cells.values()}
    wrong = {p.cell for p in reading.problems if p.sheet == sheet.name and p.severity is Severity.ERROR}
    show(_drawn(sheet, used, wrong))
    frame.quiet(_("Biru: sel yang dibaca. Merah bertanda ✕: sel yang perlu diperbaiki. Putih: tidak dipakai."))


def _drawn(sheet: Sheet, used: set[str], wrong: set[str | None]) -> Markup:
    columns = range(1, min(sheet.max_column, SHOWN_COLUMNS) + 1)
    head = join([html("<th>{letter}</th>", letter=column_letter(c)) for c in columns])
    rows = []
    for row in range(1, min(sheet.max_row, SHOWN_ROWS) + 1):
        cells = join([_cell(sheet, row, column, used, wrong) for column in columns])
        rows.append(html("<tr><th>{row}</th>{cells}</tr>", row=row, cells=cells))
    return html(
        '<div style="overflow:auto;max-height:26rem;border:1px solid #D9D9D6"><table class="lembar">'
        "<tr><th></th>{head}</tr>{rows}</table></div>{style}",
        head=head,
        rows=join(rows),
        style=_STYLE,
    )


_STYLE = Markup(
    "<style>.lembar{border-collapse:collapse;font-size:.75rem}"
    ".lembar th{background:#F5F4F2;color:#63666A;position:sticky;top:0}"
    ".lembar th,.lembar td{border:1px solid #D9D9D6;padding:2px 6px;max-width:13rem;overflow:hidden;"
    "text-overflow:ellipsis;white-space:nowrap}"
    ".lembar .dibaca{background:#DCEBF3}.lembar .salah{background:#F4C7CB}</style>"
)


def _cell(sheet: Sheet, row: int, column: int, used: set[str], wrong: set[str | None]) -> Markup:
    cell = sheet.get(row, column)
    if cell is None:
        return Markup("<td></td>")
    name = address(row, column)
    kind = "salah" if name in wrong else "dibaca" if name in used else ""
    mark = "✕ " if name in wrong else ""
    return html('<td class="{kind}" title="{text}">{mark}{text}</td>', kind=kind, mark=mark, text=cell.text[:120])
