"""The history of a record (``?tabel=milestone&id=3``) or of a milestone with all that belongs to it (``?baris=…``);
``isian=`` narrows it to one field."""

from __future__ import annotations

import streamlit as st
from sqlmodel import Session

from models.language import _, date_and_time, number, plural
from models.problems import NotAllowed, NotFound
from models.queries.history import FieldChange, HistoryEntry, RecordHistory, history_of, history_of_milestone
from models.rules.access import Action
from models.vocabulary import ChangeKind, SourceKind, label
from pages.ui import frame
from pages.ui.entry import TABLE_STYLE, marked
from pages.ui.filters import pick
from pages.ui.gate import Visit, database, require
from pages.ui.markup import Markup, html, join, show, verbatim

#: entries shown before a person asks for all
AT_FIRST = 25


def page(visit: Visit) -> None:
    """One record's changes, the latest first."""
    try:
        with database() as session:
            history = _asked_for(session, visit)
    except NotAllowed as error:
        frame.head(_("Riwayat"))
        st.error(verbatim(str(error)))
        return
    except NotFound:
        frame.head(_("Riwayat"))
        frame.empty(
            _("Data yang diminta tidak ditemukan."),
            _("Buka riwayat dari halaman komitmen, laporan, atau rapat; alamatnya terisi sendiri."),
        )
        return
    fields = dict(sorted(history.fields.items(), key=lambda pair: pair[1].casefold()))
    trail = [(_("Komitmen"), "/komitmen")]
    if history.row_code and "baris" not in st.query_params:
        trail.append((history.row_code, frame.address("riwayat", baris=history.row_code)))
    frame.head(_("Riwayat: {title}", title=history.title), lead=_lead(history), trail=trail)
    if len(fields) > 1:
        only = pick(_("Isian"), "isian", fields, _("Semua isian"), width=320)
        history = history.of_field(only) if only else history
    _entries(history)


def _asked_for(session: Session, visit: Visit) -> RecordHistory:
    row_code = st.query_params.get("baris", "")
    if row_code:
        return history_of_milestone(session, visit.actor, row_code)
    number_text = st.query_params.get("id", "")
    if not (number_text.isascii() and number_text.isdigit() and len(number_text) < 10):
        raise NotFound
    return history_of(session, visit.actor, st.query_params.get("tabel", ""), int(number_text))


def _lead(history: RecordHistory) -> str:
    if not history.entries:
        return _("Belum ada perubahan yang tercatat.")
    return plural("{n} catatan perubahan", len(history.entries)) + _(
        ", terakhir {moment} oleh {who}.", moment=date_and_time(history.entries[0].at), who=history.entries[0].who
    )


def _entries(history: RecordHistory) -> None:
    shown = history.entries
    if len(shown) > AT_FIRST and not st.toggle(_("Tampilkan semua ({n})", n=number(len(shown))), key="all_changes"):
        shown = shown[:AT_FIRST]
    show(join([*(_entry(entry) for entry in shown), TABLE_STYLE, _STYLE]))
    if history.cut:
        frame.quiet(_("Riwayat ini panjang; perubahan yang paling lama tidak ditampilkan di sini."))


def _entry(entry: HistoryEntry) -> Markup:
    return html(
        '<article class="catatan"><header><strong>{subject}</strong> <span class="jenis">{kind}</span>'
        '<div class="kecil">{when} · {who} · {source}{place}</div>{reason}</header>{changes}</article>',
        subject=entry.subject,
        kind=label(entry.kind),
        when=date_and_time(entry.at),
        who=entry.who,
        source=_source(entry),
        place=f" · {entry.place}" if entry.place else "",
        reason=html('<p class="alasan">{reason}</p>', reason=_("Alasan: {reason}", reason=entry.reason))
        if entry.reason
        else Markup(""),
        changes=_table(entry),
    )


def _source(entry: HistoryEntry) -> Markup:
    """By what way it came, as a link where that is a page of its own."""
    word = label(entry.source)
    if entry.import_id is not None:
        return frame.link(f"{word} {entry.import_id}", "impor", id=entry.import_id)
    if entry.source is SourceKind.MEETING and entry.meeting_id is not None:
        return frame.link(word, "rapat", id=entry.meeting_id)
    return html("{word}", word=word)


def _table(entry: HistoryEntry) -> Markup:
    if not entry.changes:
        return Markup("")
    if entry.kind is not ChangeKind.CHANGED and not any(c.before and c.after for c in entry.changes):
        return html(
            '<table class="banding"><tbody>{rows}</tbody></table>', rows=join([_stated(c) for c in entry.changes])
        )
    heads = [html('<th scope="col">{text}</th>', text=text) for text in (_("Isian"), _("Sebelum"), _("Sesudah"))]
    return html(
        '<table class="banding"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>',
        heads=join(heads),
        rows=join([_changed(change) for change in entry.changes]),
    )


def _changed(change: FieldChange) -> Markup:
    nothing = html('<span class="kecil">{text}</span>', text=_("kosong"))
    before, after = marked(change.before, change.after)
    return html(
        '<tr><th scope="row">{name}</th><td data-judul="{was}">{before}</td>'
        '<td data-judul="{now}">{after}{place}</td></tr>',
        name=_field(change),
        was=_("Sebelum"),
        now=_("Sesudah"),
        before=before or nothing,
        after=after or nothing,
        place=_at(change),
    )


def _stated(change: FieldChange) -> Markup:
    return html(
        '<tr><th scope="row">{name}</th><td>{value}{place}</td></tr>',
        name=_field(change),
        value=change.after or change.before,
        place=_at(change),
    )


def _field(change: FieldChange) -> Markup:
    """The field's name, which leads to its own history."""
    query = {name: st.query_params.get(name, "") for name in ("baris", "tabel", "id")}
    return frame.link(change.name, "riwayat", **query, isian=change.field)


def _at(change: FieldChange) -> Markup:
    return html('<div class="kecil">{place}</div>', place=change.place) if change.place else Markup("")


_STYLE = Markup(
    "<style>.catatan{border-left:3px solid #BBBCBC;padding:.1rem 0 .6rem 1rem;margin:0 0 1.2rem}"
    ".catatan .kecil{font-size:.85rem;color:#63666A;font-weight:400}"
    ".catatan .jenis{font-size:.8rem;border:1px solid #BBBCBC;border-radius:10px;padding:0 .5rem;margin-left:.3rem}"
    ".catatan .alasan{margin:.3rem 0;font-style:italic}"
    ".catatan table{margin-top:.4rem}</style>"
)


page(require(Action.SEE_HISTORY))
