"""What was understood of a file: sheets, tables and columns, beside the sheet's own grid with the recognised cells
marked, and every problem with its cell."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from models.language import _, number, plural
from models.problems import Scope, Severity
from pages.ui import frame
from pages.ui.importing import columns as import_columns
from pages.ui.importing.work import Prepared
from pages.ui.markup import Markup, html, join, show, verbatim
from reports.matrix.grid import Grid, Sheet, address, column_letter
from reports.matrix.read import Reading

#: as much of a sheet as fits a screen
SHOWN_ROWS = 40
SHOWN_COLUMNS = 20


def show_reading(prepared: Prepared) -> None:
    """What came out of the file, in one sentence; why nothing did; what must be settled first."""
    reading = prepared.reading
    errors = [p for p in reading.problems if p.severity is Severity.ERROR]
    if not reading.records:
        st.error(
            "\n\n".join(verbatim(p.message) for p in errors[:5])
            or _("Berkas ini tidak memuat baris yang dapat dibaca."),
            title=_("Berkas tidak dapat diterima"),
        )
        if prepared.grid is not None and _is_unrecognised(prepared):
            import_columns.ask_titles(prepared)
        return
    _counted(reading)
    for problem in reading.problems:
        if problem.code == "pictures_in_cells":
            st.info(verbatim(problem.message), icon=":material/image:")
    if prepared.stopped:
        st.warning(
            "\n\n".join(verbatim(p.message) for p in errors if p.kind.scope is not Scope.CELL),
            title=_("Tentukan dulu kolomnya"),
        )
    import_columns.ask_unclear(prepared)


def show_details(prepared: Prepared) -> None:
    """How the file was read, for who wants to check or correct it: columns, the sheet's own picture, every remark."""
    reading = prepared.reading
    if not reading.records:
        return
    errors = sum(1 for p in reading.problems if p.severity is Severity.ERROR)
    title = _("Bagaimana berkas ini dibaca")
    if errors:
        title = _("Bagaimana berkas ini dibaca ({n} hal perlu diperbaiki)", n=number(errors))
    with st.expander(title, key=prepared.work.key("details")):
        names = [_("Kolom"), _("Gambar lembar"), _("Catatan ({n})", n=number(len(reading.problems)))]
        columns, picture, notes = st.tabs(names)
        with columns:
            _skipped(reading)
            import_columns.edit_certain(prepared)
        with picture:
            if prepared.grid is not None:
                _grid(prepared.grid, reading)
        with notes:
            _problems(prepared)
    if prepared.work.get("titled", default=False):
        import_columns.ask_titles(prepared)


def _is_unrecognised(prepared: Prepared) -> bool:
    codes = {problem.code for problem in prepared.reading.problems}
    return "no_recognisable_header" in codes or bool(prepared.work.get("titled", default=False))


def _counted(reading: Reading) -> None:
    sheets = Counter(record.source_sheet for record in reading.records)
    listed = ", ".join(f"{name} ({number(n)})" for name, n in sheets.items())
    show(
        html(
            "<p><strong>{n}</strong> {where}</p>",
            n=plural("{n} baris terbaca", len(reading.records)),
            where=_("dari lembar {sheets}.", sheets=listed),
        )
    )


def _problems(prepared: Prepared) -> None:
    ranked = sorted(prepared.reading.problems, key=lambda p: p.severity is not Severity.ERROR)
    if not ranked:
        frame.quiet(_("Tidak ada catatan."))
        return
    st.dataframe(
        [
            {
                _("Tempat"): p.place,
                _("Jenis"): _("perbaiki") if p.severity is Severity.ERROR else _("periksa"),
                _("Keterangan"): p.message,
            }
            for p in ranked
        ],
        hide_index=True,
        column_config={_("Keterangan"): st.column_config.TextColumn(width="large")},
    )


def _skipped(reading: Reading) -> None:
    areas = [f"{sheet.name}!{table.area}" for sheet in reading.sheets for table in sheet.tables]
    if areas:
        frame.quiet(_("Tabel yang dibaca: {areas}", areas=", ".join(areas)))
    skipped = [sheet.name for sheet in reading.sheets if sheet.kind not in ("table", "form")]
    if skipped:
        frame.quiet(_("Lembar yang dilewati: {names}", names=", ".join(skipped)))


def _grid(grid: Grid, reading: Reading) -> None:
    names = [sheet.name for sheet in grid.sheets if sheet.cells and not sheet.name.startswith("_")]
    if not names:
        return
    name = st.segmented_control(
        _("Lembar"), names, default=names[0], format_func=verbatim, key=f"sheet_{grid.sha256[:8]}"
    )
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
