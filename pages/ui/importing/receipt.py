"""The receipt of an import with its undo button, and the register of all imports."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from models.commands.exchange import undo_import
from models.language import _, date_and_time, long_date, number, plural, short_date
from models.queries.exchange import (
    AttachedFile,
    CellRecord,
    DeclinedRecord,
    ImportRecord,
    cells_of_import,
    declined_in_import,
    files_of_import,
    find_import,
)
from models.vocabulary import Completion, ImportState, SourceKind, label
from pages.ui import frame
from pages.ui.entry import marked
from pages.ui.gate import Visit, change, database
from pages.ui.markup import Markup, html, join, show, verbatim
from reports.matrix.format import BY_KEY

#: longer receipts are a table to scroll and search in
_AS_TEXT = 80
_LEVELS = frozenset(level.value for level in Completion)
_STYLE = Markup(
    "<style>.bukti{border-collapse:collapse;width:100%;font-size:.92rem}"
    ".bukti th{text-align:left;font-weight:600;color:#63666A;border-bottom:2px solid #BBBCBC}"
    ".bukti th,.bukti td{padding:.4rem .8rem .4rem 0;vertical-align:top}"
    ".bukti td{border-bottom:1px solid #D9D9D6;overflow-wrap:anywhere;min-width:5.5rem}"
    ".bukti td:first-child{white-space:nowrap}"
    # on a phone each line is a card: a column's title stands in front of its value
    "@media(max-width:700px){.bukti thead{display:none}.bukti tr{display:block;padding:.5rem 0;"
    "border-bottom:1px solid #BBBCBC}.bukti td{display:flex;gap:.6rem;border:0;padding:.15rem 0}"
    ".bukti td::before{content:attr(data-kolom);flex:0 0 7rem;color:#63666A}}</style>"
)


def show_receipt(visit: Visit, import_id: int) -> None:
    """What one import wrote, from which cell, and the way back. Raises NotFound."""
    with database() as session:
        record = find_import(session, visit.actor, import_id)
        cells = cells_of_import(session, visit.actor, import_id)
        declined = declined_in_import(session, visit.actor, import_id)
        files = files_of_import(session, visit.actor, import_id)
    frame.head(
        _("Impor nomor {n}", n=record.id),
        trail=[(_("Impor matriks"), "/impor")],
        lead=_lead(record, cells, declined),
    )
    about = [
        record.plan_code,
        _("atas nama {who}", who=record.organisation) if record.organisation else "",
        _("diterima {day}", day=long_date(record.received_on)),
        _("diterapkan {moment}", moment=date_and_time(record.applied_at)),
        record.applied_by,
        label(record.state),
    ]
    frame.quiet(" · ".join(filter(None, about)))
    show(html('<p style="font-size:.75rem;color:#63666A;overflow-wrap:anywhere">SHA-256 {sha}</p>', sha=record.sha256))
    _written(cells)
    _declined(declined)
    _files(files)
    if visit.actor.organisation_id and record.state is ImportState.APPLIED:
        frame.quiet(_("Dikirim ke Sekretariat sebagai belum diverifikasi."))
    _undo(record)


def _lead(record: ImportRecord, cells: Sequence[CellRecord], declined: Sequence[DeclinedRecord]) -> str:
    """What became of the file, in one sentence."""
    places = {(cell.sheet, cell.cell) for cell in cells}
    rows = {cell.row_code for cell in cells}
    told = _(
        "{values} pada {rows} ditulis dari {file}.",
        values=plural("{n} nilai", len(places)),
        rows=plural("{n} target capaian", len(rows)),
        file=record.file_name,
    )
    refused = plural("{n} isian ditolak dengan alasan.", len(declined)) if declined else ""
    return " ".join(filter(None, (told, refused)))


def _written(cells: Sequence[CellRecord]) -> None:
    """Every value that was written, with its cell."""
    if not cells:
        frame.quiet(_("Tidak ada nilai yang ditulis."))
        return
    titles = (_("Kode baris"), _("Kolom"), _("Sebelum"), _("Sesudah"), _("Sel"))
    # a status is stored as a level and as its words: where both say the same it is one line
    lines = list(
        dict.fromkeys(
            (c.row_code, _title(c.column_key), _shown(c, c.before), _shown(c, c.after), _place(c)) for c in cells
        )
    )
    if len(lines) > _AS_TEXT:
        st.dataframe([dict(zip(titles, line, strict=True)) for line in lines], hide_index=True)
        return
    _table(titles, [(code, title, *marked(before, after), at) for code, title, before, after, at in lines])


def _declined(cells: Sequence[DeclinedRecord]) -> None:
    """What was refused, and why."""
    if not cells:
        return
    st.subheader(_("Ditolak dengan alasan ({n})", n=number(len(cells))), anchor=False)
    titles = (_("Kode baris"), _("Kolom"), _("Menurut pengirim"), _("Tetap berlaku"), _("Alasan"), _("Sel"))
    _table(
        titles,
        [(c.row_code, _title(c.column_key), c.proposed, c.kept, c.reason, _place(c)) for c in cells],
    )


def _table(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Whole sentences, wrapped: a receipt is read, not sorted."""
    head = join([html("<th scope='col'>{title}</th>", title=title) for title in titles])
    rows = [
        html(
            "<tr>{cells}</tr>",
            cells=join(
                [
                    html('<td data-kolom="{title}"><span>{text}</span></td>', title=title, text=text or "–")
                    for title, text in zip(titles, line, strict=True)
                ]
            ),
        )
        for line in lines
    ]
    show(
        html(
            '{style}<table class="bukti"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>',
            style=_STYLE,
            head=head,
            rows=join(rows),
        )
    )


def _place(cell: CellRecord | DeclinedRecord) -> str:
    return f"{cell.sheet}!{cell.cell}"


def _title(column_key: str) -> str:
    return _(BY_KEY[column_key].title) if column_key in BY_KEY else column_key


def _files(files: Sequence[AttachedFile]) -> None:
    """The evidence that came with it, each a download."""
    if not files:
        return
    items = [
        html(
            '<li>{code}: <a href="{to}" target="_self">{name}</a></li>',
            code=file.row_code,
            to=frame.address("unduh/bukti", id=file.evidence_id),
            name=file.file_name,
        )
        for file in files
    ]
    show(html("<p><strong>{title}</strong></p><ul>{items}</ul>", title=_("Data dukung"), items=join(items)))


def _shown(cell: CellRecord, value: object) -> str:
    if cell.column_key == "status" and value in _LEVELS:
        return label(Completion(value))
    return "" if value is None else str(value)


def _undo(record: ImportRecord) -> None:
    if record.state is ImportState.UNDONE:
        st.info(_("Impor ini sudah dikembalikan pada {moment}.", moment=date_and_time(record.undone_at)))
        return
    frame.quiet(_("Nilai lama dipulihkan; sel yang sudah diubah orang lain sejak impor dibiarkan dan disebutkan."))
    if not st.button(_("Kembalikan ke sebelum impor"), key="undo", icon=":material/undo:"):
        return
    with change(_("kembalikan impor {n}", n=record.id), source=SourceKind.UNDO) as attempt:
        undone = undo_import(attempt.session, attempt.actor, record.id)
    if attempt.done:
        st.success(_("{n} sel dikembalikan ke nilai sebelum impor.", n=number(undone.restored)))
        for code, column, cell in undone.kept:
            st.warning(
                _(
                    "{code}, {column} ({cell}) dibiarkan: sudah diubah sejak impor.",
                    code=code,
                    column=_title(column),
                    cell=verbatim(cell),
                )
            )


def show_register(imports: Sequence[ImportRecord]) -> None:
    """All imports, the latest first, each a link to its receipt."""
    for record in imports:
        facts = [
            record.plan_code,
            record.organisation,
            _("diterima {day}", day=short_date(record.received_on)),
            _("{new} baru, {changed} berubah", new=number(record.new), changed=number(record.changed)),
            record.applied_by,
            label(record.state),
        ]
        show(
            html(
                '<div style="padding:.5rem 0;border-bottom:1px solid #D9D9D6">{link}<br>'
                '<span style="font-size:.88rem;color:#63666A">{facts}</span></div>',
                link=frame.link(f"{record.id} · {record.file_name}", "impor", id=record.id),
                facts=" · ".join(filter(None, facts)),
            )
        )
