"""Data terbuka: what there is for machines, at which stable address, under which licence."""

from __future__ import annotations

import streamlit as st

from models.language import _, long_date, plural
from models.settings import settings
from pages.ui import frame
from pages.ui.gate import Visit, allow_visitors
from pages.ui.markup import Markup, html, join, show, source_link
from reports.opendata.describe import LICENCE, Resource
from reports.opendata.package import SOURCES
from reports.opendata.tables import FILTERS, RESOURCES


def page(visit: Visit) -> None:
    """The whole as one file first; then each table; then how to ask, cite and reuse."""
    frame.head(
        _("Data terbuka"),
        lead=_(
            "Semua yang terbuka untuk umum, untuk dihitung, dikutip, dan dibangun lagi: laporan yang sudah "
            "diverifikasi, penilaian OMS yang diterbitkan, dan hasil rapat yang dirilis. Tanpa nama orang."
        ),
    )
    _whole()
    st.subheader(_("Tabel"), anchor=False)
    show(join([_table(resource) for resource in RESOURCES] + [_STYLE]))
    _how_to_ask()
    _terms(visit)


def _whole() -> None:
    button = (
        '<a href="/api/v1/{file}" target="_self" style="display:inline-block;padding:.6rem 1.2rem;border-radius:6px;'
        'background:{back};color:{ink};border:1px solid #0B6E99;text-decoration:none;font-weight:600">{text}</a>'
    )
    links = [
        html(button, file="datapackage.zip", back="#0B6E99", ink="#fff", text=_("Unduh semua (Data Package, .zip)")),
        html(button, file="codebook.csv", back="#fff", ink="#0B6E99", text=_("Kamus data (.csv)")),
        html(button, file="openapi.json", back="#fff", ink="#0B6E99", text=_("Uraian API (OpenAPI 3.1)")),
    ]
    show(html('<div style="display:flex;gap:.6rem;flex-wrap:wrap">{links}</div>', links=join(links)))


def _table(resource: Resource) -> Markup:
    columns = [html("<li><code>{name}</code> {about}</li>", name=f.name, about=f.about) for f in resource.fields]
    return html(
        '<div class="tabel-data"><div><strong>{name}</strong></div><div lang="en">{about}'
        "<details><summary>{columns_word}</summary><ul>{columns}</ul></details></div>"
        '<div class="tautan"><a href="/api/v1/{name}" target="_self">JSON</a> '
        '<a href="/api/v1/{name}.csv" target="_self">CSV</a></div></div>',
        name=resource.name,
        about=resource.about,
        columns_word=plural("{n} kolom", len(resource.fields)),
        columns=join(columns),
    )


def _how_to_ask() -> None:
    st.subheader(_("Cara bertanya"), anchor=False)
    base = f"{settings().public_url}/api/v1"
    show(
        html(
            "<p>{text}</p>",
            text=_(
                "Alamat di bawah ini tetap. Jawaban dibagi per halaman (page, per_page sampai 1000) dan membawa ETag "
                "dan Last-Modified. Parameter yang tidak dikenal ditolak dengan satu kalimat."
            ),
        )
    )
    examples = [
        f"{base}/commitments?plan=RAN-VII&status=late",
        f"{base}/milestones.csv?organisation=KPU&as_of=2024-06-30",
        f"{base}/reports?commitment=RAN7-06&period=2024-B06",
    ]
    st.code("\n".join(examples), language=None, wrap_lines=True)
    filters = [html("<li><code>{name}</code> {about}</li>", name=f.name, about=f.about) for f in FILTERS.values()]
    show(html('<ul lang="en" class="saringan">{filters}</ul>', filters=join(filters)))


def _terms(visit: Visit) -> None:
    st.subheader(_("Lisensi dan kutipan"), anchor=False)
    licence = html('<a href="{to}" target="_blank" rel="noopener">{text}</a>', to=LICENCE["path"], text="CC BY 4.0")
    sources = [html("<li>{title}: {path}</li>", title=s["title"], path=source_link(s["path"])) for s in SOURCES]
    cite = _(
        "Pelacak komitmen RAN OGI, data per {day}, {address}", day=long_date(visit.today), address=settings().public_url
    )
    show(
        html(
            "<p>{licence_word}: {licence}. {use}</p><p>{cite_word}: <em>{cite}</em></p>"
            "<p>{source_word}:</p><ul>{sources}</ul>",
            licence_word=_("Lisensi"),
            licence=licence,
            use=_("Boleh dipakai untuk apa saja dengan menyebut sumber dan tanggal datanya."),
            cite_word=_("Kutip sebagai"),
            cite=cite,
            source_word=_("Sumber data rujukan; setiap baris menyebut sumbernya sendiri"),
            sources=join(sources),
        )
    )


_STYLE = Markup(
    "<style>"
    ".tabel-data{display:grid;grid-template-columns:11rem minmax(0,1fr) 7rem;gap:.2rem 1rem;padding:.6rem .2rem;"
    "border-bottom:1px solid #D9D9D6}"
    ".tabel-data .tautan{text-align:right;white-space:nowrap}.tabel-data .tautan a{margin-left:.6rem;font-weight:600}"
    ".tabel-data summary{cursor:pointer;color:#0B6E99;font-size:.9rem}.tabel-data code,.saringan code{color:#2D2926;"
    "background:#F5F4F2;padding:0 .3rem;border-radius:3px}"
    ".tabel-data ul,.saringan{margin:.3rem 0;padding-left:1.1rem;font-size:.92rem}"
    "@media(max-width:700px){.tabel-data{grid-template-columns:minmax(0,1fr)}.tabel-data .tautan{text-align:left}"
    ".tabel-data .tautan a{margin:0 .8rem 0 0}}"
    "</style>"
)


page(allow_visitors())
