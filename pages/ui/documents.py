"""Documents of the forum and of co-creation: the public list, and the secretariat's form."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from models.commands.documents import NewDocument, add_document, withdraw_document
from models.language import _, long_date, number
from models.queries.documents import DocumentRecord
from models.queries.plans import PlanRecord
from models.rules.access import Action
from models.vocabulary import DocumentKind, label
from pages.ui import frame
from pages.ui.gate import Visit, change
from pages.ui.markup import Markup, html, join, show, verbatim

_TOLD = "dokumen/kabar"
_STYLE = Markup(
    "<style>"
    ".dokumen.dokumen{list-style:none;margin:0 0 .6rem;padding:0;max-width:60rem}"
    ".dokumen.dokumen li{margin:0;padding:.5rem 0;border-top:1px solid #D9D9D6;overflow-wrap:anywhere}"
    ".dokumen .kecil{font-size:.85rem;color:#63666A}"
    "</style>"
)


def show_documents(visit: Visit, found: Sequence[DocumentRecord], plans: Sequence[PlanRecord]) -> None:
    """What was published by kind; below it the form, for those who publish."""
    st.subheader(_("Dokumen forum dan kokreasi"), anchor="dokumen")
    frame.quiet(
        _("Aturan forum, undangan, bahan kokreasi, jawaban atas masukan, naskah dan laporan; notula ada di Rapat.")
    )
    if told := st.session_state.pop(_TOLD, ""):
        st.success(verbatim(told))
    if found:
        ordered = sorted(found, key=lambda d: list(DocumentKind).index(d.kind))
        for kind, rows in groupby(ordered, key=lambda d: d.kind):
            show(
                html(
                    '{style}<strong>{kind}</strong><ul class="dokumen">{rows}</ul>',
                    style=_STYLE,
                    kind=label(kind),
                    rows=join([_document(row) for row in rows]),
                )
            )
    elif visit.may(Action.RELEASE):
        frame.empty(
            _("Belum ada dokumen."),
            _("Tambahkan aturan forum, undangan, atau bahan kokreasi lewat formulir di bawah; langsung terlihat umum."),
        )
    else:
        frame.empty(_("Belum ada dokumen."), _("Dokumen muncul di sini setelah Sekretariat OGI menerbitkannya."))
    if visit.may(Action.RELEASE):
        _form(plans)
        if found:
            _take_back(found)


def _document(row: DocumentRecord) -> Markup:
    about = [long_date(row.published_on) if row.published_on else "", row.plan_name]
    if row.is_forum_meeting:
        about.append(_("bukti rapat forum"))
    if row.file_name:
        about.append(f"{row.file_name} ({_size(row.size)})")
        way = html('<a href="/unduh/dokumen?id={id}">{title}</a>', id=row.id, title=row.title)
    else:
        way = html(
            '<a href="{url}" target="_blank" rel="noopener noreferrer">{title}</a> <span class="kecil">{at}</span>',
            url=row.url,
            title=row.title,
            at=row.url.split("//", 1)[-1].split("/", 1)[0],
        )
    return html(
        '<li lang="id">{way}<div class="kecil">{about}</div></li>', way=way, about=" · ".join(filter(None, about))
    )


def _size(size: int) -> str:
    return f"{number(size / 1_048_576)} MB" if size >= 100_000 else f"{number(max(size / 1024, 1), 0)} KB"


def _form(plans: Sequence[PlanRecord]) -> None:
    """Add a document; what was typed stays when it is refused."""
    names = {plan.id: plan.name for plan in plans}
    with (
        st.expander(_("Tambah dokumen"), icon=":material/add:"),
        st.form("dokumen", clear_on_submit=False, enter_to_submit=False),
    ):
        title = st.text_input(_("Judul dokumen"), key="dokumen/judul")
        left, middle, right = st.columns(3)
        kinds = {kind: label(kind) for kind in DocumentKind}
        kind = left.selectbox(_("Jenis"), list(kinds), format_func=kinds.__getitem__, key="dokumen/jenis")
        plan_id = middle.selectbox(
            _("Rencana aksi"),
            [None, *names],
            format_func=lambda key: names[key] if key else _("Tidak khusus satu rencana"),
            key="dokumen/rencana",
        )
        day = right.date_input(_("Tanggal dokumen"), value=None, format="DD/MM/YYYY", key="dokumen/tanggal")
        url = st.text_input(_("Tautan"), placeholder="https://", key="dokumen/tautan")
        file = st.file_uploader(
            _("atau berkas (PDF, DOCX, XLSX, PNG, JPG)"),
            type=["pdf", "docx", "xlsx", "png", "jpg", "jpeg"],
            key="dokumen/berkas",
            help=_("Paling besar 10 MB. Pastikan tidak memuat nomor telepon, tanda tangan, atau daftar hadir."),
        )
        forum = st.checkbox(_("Dokumen ini bukti rapat forum multipihak pada tanggal itu"), key="dokumen/forum")
        pressed = st.form_submit_button(_("Terbitkan dokumen"), type="primary")
    if not pressed:
        return
    new = NewDocument(
        title=title,
        kind=kind,
        plan_id=plan_id,
        published_on=day,
        is_forum_meeting=forum,
        url=url,
        file=(file.name, file.getvalue()) if file else None,
    )
    with change() as act:
        add_document(act.session, act.actor, new)
    if act.done:
        for name in ("judul", "tautan", "tanggal", "forum", "berkas"):
            st.session_state.pop(f"dokumen/{name}", None)
        _say(_("Dokumen “{title}” diterbitkan.", title=title.strip()))


def _take_back(found: Sequence[DocumentRecord]) -> None:
    titles = {row.id: row.title for row in found}
    with st.expander(_("Tarik dokumen dari publik"), icon=":material/undo:"):
        chosen = st.selectbox(
            _("Dokumen"), list(titles), index=None, format_func=titles.__getitem__, key="dokumen/tarik-pilihan"
        )
        if st.button(_("Tarik dokumen ini"), disabled=chosen is None, key="dokumen/tarik") and chosen is not None:
            with change() as act:
                withdraw_document(act.session, act.actor, chosen)
            if act.done:
                _say(_("Dokumen “{title}” ditarik; ia tetap tercatat dalam riwayat.", title=titles[chosen]))


def _say(told: str) -> None:
    st.session_state[_TOLD] = told
    st.rerun()
