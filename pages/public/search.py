"""Search over everything that is written down: the words in the address, what was found by kind."""

from __future__ import annotations

import streamlit as st

from models.language import _, plural
from models.queries.meeting_records import LONGEST_SEARCH
from models.queries.search import Answer, Group, Hit, Kind
from models.rules.finding import Run
from pages.ui import frame
from pages.ui.filters import search_box
from pages.ui.finder import KINDS, find
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.markup import Markup, html, join, show

_STYLE = Markup(
    "<style>"
    ".temuan.temuan{list-style:none;margin:0;padding:0;max-width:60rem}"
    ".temuan.temuan li{margin:0;padding:.65rem 0;border-top:1px solid #D9D9D6;overflow-wrap:anywhere}"
    ".temuan .judul{font-size:1.05rem;line-height:1.4;text-decoration:none}"
    ".temuan a.judul:hover,.temuan a.judul:focus{text-decoration:underline}"
    ".temuan mark{background:#FCE9B2;color:inherit;padding:0 .08em;border-radius:2px}"
    ".temuan .kutip{margin:.15rem 0 0;font-size:.95rem}"
    ".temuan .tentang{margin:.1rem 0 0;font-size:.85rem;color:#63666A}"
    "</style>"
)


def lead(answer: Answer, words: str) -> str:
    """What was found, in a sentence."""
    if not words:
        return _("Cari di komitmen, ukuran, target capaian, rapat, tindak lanjut, usulan, dan instansi sekaligus.")
    if not answer.groups:
        return ""
    if answer.partial:
        return plural("Tidak ada yang memuat semua kata; {n} temuan memuat sebagian di antaranya.", answer.total)
    return plural("{n} temuan untuk “{words}”.", answer.total, words=words)


def group(found: Group, words: str, *, alone: bool) -> None:
    """What was found of one kind."""
    st.subheader(f"{_(KINDS[found.kind])} · {found.total}", anchor=False)
    rest = found.total - len(found.hits)
    more = Markup("")
    if rest and not alone:
        more = html(
            "<li>{link}</li>",
            link=frame.link(plural("Tampilkan {n} lainnya", rest), "cari", kata=words, jenis=found.kind.value),
        )
    show(html('<ul class="temuan">{hits}{more}</ul>', hits=join([hit(one) for one in found.hits]), more=more))
    if rest and alone:
        frame.quiet(_("Ditampilkan {n} yang paling cocok. Tambahkan kata untuk mempersempit.", n=len(found.hits)))


def hit(one: Hit) -> Markup:
    """One thing found: its title as a link to its place, the words around the hit, what it belongs to."""
    place = f"#{one.place}" if one.place else ""
    return html(
        '<li><a class="judul" href="{to}" target="_self" lang="{language}">{title}</a>{said}{about}</li>',
        to=frame.address(one.page, **one.query) + place,
        language=one.language,
        title=runs(one.title),
        said=html('<p class="kutip">{text}</p>', text=runs(one.excerpt)) if one.excerpt else "",
        about=html('<p class="tentang">{parts}</p>', parts=join([runs(part) for part in one.about], " · "))
        if one.about
        else "",
    )


def runs(text: tuple[Run, ...]) -> Markup:
    """A text with the words that were looked for."""
    return join([html("<mark>{text}</mark>" if run.found else "{text}", text=run.text) for run in text])


def chosen_kind() -> Kind | None:
    """The kind that the address narrows to."""
    wanted = st.query_params.get("jenis", "")
    return Kind(wanted) if wanted in {kind.value for kind in Kind} else None


def page(visit: Visit) -> None:
    """The box, and what was found."""
    show(_STYLE)
    asked = st.query_params.get("kata", "")[:LONGEST_SEARCH].strip()
    only = chosen_kind()
    title = st.container()
    words = search_box(_("Kata yang dicari"), _("misalnya: keterbukaan data pemilu"), "kata")
    if words != asked and only:
        only = None
        st.query_params.pop("jenis", None)
    with database() as session:
        answer = find(session, visit, words, only) if words else Answer()
    with title:
        trail = [(_("Semua temuan"), frame.address("cari", kata=words))] if only else ()
        frame.head(_("Cari"), lead=lead(answer, words), trail=trail)
    if answer.groups:
        for found in answer.groups:
            group(found, words, alone=only is not None)
    elif words:
        frame.empty(
            _("Tidak ada yang memuat “{words}”.", words=words),
            _("Coba kata lain atau lebih sedikit kata; salah ketik kecil dan imbuhan tidak menjadi soal."),
        )
    else:
        examples = ("keterbukaan data", "pengaduan", "Perludem", "RAN7-06")
        links = join([frame.link(text, "cari", kata=text) for text in examples], " · ")
        show(html("<p>{what} {links}</p>", what=_("Contoh:"), links=links))


page(allow_visitors())
