"""The site: one table of pages, and the menu it becomes for each role."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from models.journal import digest
from models.language import LANGUAGES, N_, Language, _, language_name
from models.queries.meeting_records import LONGEST_SEARCH
from models.rules.access import Action, may_begin
from models.settings import PROJECT_ROOT, settings
from models.vocabulary import Role, label
from pages.ui import gate
from pages.ui.gate import Visit
from pages.ui.markup import Markup, html, join
from pages.ui.markup import show as draw

WORK: Final = N_("Pekerjaan")
RECORD: Final = N_("Repositori publik")
DOWNLOADS: Final = N_("Unduhan")
MANAGEMENT: Final = N_("Pengelolaan")

_NAME: Final = Markup("font-weight:600;font-size:1.2rem;color:inherit;text-decoration:none")
_HEADING: Final = Markup("margin:1rem 0 .1rem;font-size:.8rem;font-weight:600;color:#63666A")
_FOOT: Final = Markup("margin-top:.5rem;padding-top:1rem;border-top:1px solid #D9D9D6")
_BUTTON: Final = Markup(
    "display:inline-block;font:inherit;font-weight:600;padding:.35rem 1rem;border:1px solid #0B6E99;border-radius:4px;"
    "background:#fff;color:#0B6E99;text-decoration:none;cursor:pointer"
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its file below ``pages/``, its address, and who finds it in the menu."""

    file: str
    #: flat, without slash; "" is the first page
    address: str
    title: str
    icon: str
    section: str
    #: what somebody must be able to do somewhere; None: public
    action: Action | None = None
    #: in whose menu it stands; empty: of everybody who may open it
    menu_of: frozenset[Role] = frozenset()
    #: reached by links from other pages, not from the menu
    linked_only: bool = False
    #: what it is for those who report for their own organisation, if that is something else
    reporters_title: str = ""

    def title_for(self, visit: Visit) -> str:
        """Its name in this visitor's menu."""
        return _(self.name_for(visit.actor.role))

    def name_for(self, role: Role) -> str:
        """Its title before translation, as this role knows it."""
        return self.reporters_title if self.reporters_title and role in (Role.AGENCY, Role.CSO) else self.title

    @property
    def path(self) -> Path:
        return PROJECT_ROOT / "pages" / self.file


PAGES: Final = (
    Page("secretariat/desk.py", "meja", N_("Meja kerja"), "inbox", WORK, Action.SEE_INTERNAL),
    Page(
        "secretariat/update_milestones.py", "mutakhirkan", N_("Mutakhirkan capaian"), "edit_note", WORK, Action.VERIFY
    ),
    Page(
        "agency/report_progress.py",
        "lapor",
        N_("Lapor capaian"),
        "rate_review",
        WORK,
        Action.REPORT,
        menu_of=frozenset({Role.AGENCY, Role.CSO}),
    ),
    Page("secretariat/verify.py", "verifikasi", N_("Verifikasi"), "fact_check", WORK, Action.VERIFY),
    Page(
        "secretariat/import_matrix.py",
        "impor",
        N_("Impor matriks"),
        "upload_file",
        WORK,
        Action.IMPORT,
        reporters_title=N_("Kembalikan matriks"),
    ),
    Page("secretariat/dispatch.py", "kirim", N_("Siapkan matriks"), "outgoing_mail", WORK, Action.DISPATCH),
    Page(
        "secretariat/read_minutes.py", "baca-notula", N_("Baca notula"), "document_scanner", WORK, Action.SEE_PERSONAL
    ),
    Page("secretariat/record_meeting.py", "catat-rapat", N_("Catat rapat"), "stylus_note", WORK, Action.EDIT_MEETING),
    Page("secretariat/plans.py", "rencana", N_("Rencana aksi dan periode"), "edit_calendar", WORK, Action.EDIT_PLAN),
    Page("public/dashboard.py", "", N_("Dasbor"), "monitoring", RECORD),
    Page("public/plans.py", "rencana-aksi", N_("Semua rencana aksi"), "stacks", RECORD),
    Page("public/commitments.py", "komitmen", N_("Komitmen"), "flag", RECORD),
    Page("public/changes.py", "perubahan", N_("Perubahan"), "difference", RECORD),
    Page("public/meetings.py", "rapat", N_("Rapat"), "groups", RECORD),
    Page("public/proposals.py", "usulan", N_("Usulan"), "lightbulb", RECORD),
    Page("public/organisations.py", "instansi", N_("Instansi dan OMS"), "account_balance", RECORD),
    Page("public/readiness.py", "kesiapan", N_("Kesiapan OGP"), "verified", RECORD),
    Page("public/brief.py", "bahan", N_("Bahan rapat"), "picture_as_pdf", DOWNLOADS),
    Page("public/export.py", "ekspor", N_("Ekspor matriks"), "download", DOWNLOADS),
    Page("public/open_data.py", "data", N_("Data terbuka"), "database", DOWNLOADS),
    # its box stands above the menu of every page
    Page("public/search.py", "cari", N_("Cari"), "search", RECORD, linked_only=True),
    Page("public/history.py", "riwayat", N_("Riwayat"), "history", MANAGEMENT, Action.SEE_HISTORY, linked_only=True),
    Page("secretariat/accounts.py", "akun", N_("Akun"), "manage_accounts", MANAGEMENT, Action.MANAGE_ACCOUNTS),
)

#: what a role opens first on a working day; the rest follows in the order of the table
_DAY: Final[dict[Role, tuple[str, ...]]] = {
    Role.AGENCY: ("lapor", "impor", "komitmen", "ekspor"),
    Role.CSO: ("lapor", "ekspor", "komitmen", "impor", "usulan"),
    Role.DIRECTOR: ("",),
    Role.ADMINISTRATOR: ("akun",),
}


def menu_for(visit: Visit) -> list[Page]:
    """The pages this visitor finds in the menu, in the order of their day."""
    day = _DAY.get(visit.actor.role, ())
    offered = [page for page in PAGES if _offered(page, visit)]
    return sorted(offered, key=lambda page: day.index(page.address) if page.address in day else len(day))


def _offered(page: Page, visit: Visit) -> bool:
    if page.linked_only or (page.menu_of and visit.actor.role not in page.menu_of):
        return False
    return page.action is None or may_begin(visit.actor, page.action)


def browser_title(title: str) -> str:
    """What the browser's tab says of a page."""
    return f"{_(title)} · RAN OGI"


def show() -> None:
    """Run the page that was asked for inside the frame that all pages share."""
    st.set_page_config(layout="wide", initial_sidebar_state="auto")
    visit = gate.allow_visitors()
    # copies, because Streamlit notes on a page that it may run now
    pages = {address: copy(page) for address, page in _streamlit_pages(visit.language, visit.actor.role).items()}
    page = st.navigation(list(pages.values()), position="hidden")
    with st.sidebar:
        _menu(visit, pages)
        _who_is_here(visit)
    _banner()
    with gate.received(visit):
        page.run()


@cache
def _streamlit_pages(_language: Language, role: Role) -> dict[str, StreamlitPage]:
    """The pages as Streamlit knows them, titled in this language for a role; it looks at 23 files to make them."""
    return {page.address: _streamlit_page(page, role) for page in PAGES}


def _streamlit_page(page: Page, role: Role) -> StreamlitPage:
    # Without an icon here: Streamlit's front end fetches the icon of a page as favicon from a foreign host.
    # Everybody gets every page; require() says in the visitor's language why one stays closed.
    return st.Page(
        page.path, title=browser_title(page.name_for(role)), url_path=page.address, default=page.address == ""
    )


def _search_box() -> Markup:
    """The way to the search from every page: a plain form, so that its words stand in the address."""
    return html(
        '<form role="search" action="/cari" method="get" style="{row}">'
        '<input type="search" name="kata" aria-label="{name}" placeholder="{hint}" maxlength="{most}" style="{box}">'
        '<button style="{button}">{go}</button></form>',
        row=Markup("display:flex;gap:.35rem;margin:.6rem 0 0"),
        name=_("Cari di seluruh situs"),
        hint=_("Cari di seluruh situs"),
        most=LONGEST_SEARCH,
        box=Markup(
            "flex:1;min-width:0;font:inherit;font-size:.9rem;padding:.35rem .55rem;border:1px solid #8A8D91;"
            "border-radius:4px;background:#fff;color:#2D2926"
        ),
        button=Markup(_BUTTON + ";padding:.35rem .7rem"),
        go=_("Cari"),
    )


def _menu(visit: Visit, pages: dict[str, StreamlitPage]) -> None:
    draw(
        html(
            '<a href="/" target="_self" style="{style}">{name}</a>{search}',
            style=_NAME,
            name=_("Pelacak RAN OGI"),
            search=_search_box(),
        )
    )
    sections: dict[str, list[Page]] = {}
    for page in menu_for(visit):
        sections.setdefault(page.section, []).append(page)
    with st.container(gap=None):
        for section, entries in sections.items():
            if len(sections) > 1:
                draw(html('<p style="{style}">{name}</p>', style=_HEADING, name=_(section)))
            for page in entries:
                st.page_link(pages[page.address], label=page.title_for(visit), icon=f":material/{page.icon}:")


def _banner() -> None:
    if settings().demo:
        draw(
            html(
                '<p role="note" style="background:#FBE7B2;color:#2D2926;border-left:5px solid #E3A008;'
                'border-radius:4px;padding:.55rem .9rem;margin:0;font-weight:600">{text}</p>',
                text=_("Data contoh, bukan data resmi."),
            )
        )


def _who_is_here(visit: Visit) -> None:
    inside = _signed_in(visit) if visit.actor.signed_in else _way_in()
    draw(
        html(
            '<div style="{style}">{inside}{languages}</div>',
            style=_FOOT,
            inside=inside,
            languages=_language_switch(visit),
        )
    )


def here() -> str:
    """The address of the page that is being shown, relative to the site, with its filters."""
    address = urlsplit(st.context.url or "/")
    return (address.path or "/") + (f"?{address.query}" if address.query else "")


def _way_in() -> Markup:
    target = "/masuk?" + urlencode({"kembali": here()})
    return html(
        '<a href="{target}" target="_self" style="{style}">{text}</a>', target=target, style=_BUTTON, text=_("Masuk")
    )


def _signed_in(visit: Visit) -> Markup:
    return html(
        '<div><strong>{name}</strong><br><span style="font-size:.875rem">{role}</span></div>'
        '<form method="post" action="/logout" style="margin:.75rem 0 0">'
        '<input type="hidden" name="formulir" value="{token}">'
        '<button type="submit" style="{style}">{text}</button></form>',
        name=visit.actor.name,
        role=" · ".join(filter(None, (label(visit.actor.role), visit.organisation))),
        token=sign_out_token(visit.sign_in_id),
        style=_BUTTON,
        text=_("Keluar"),
    )


def sign_out_token(sign_in: int | None) -> str:
    """Proves that a sign-out was asked for on a page of ours."""
    return digest(f"sign-out:{sign_in}") or ""


def _language_switch(visit: Visit) -> Markup:
    parts = [
        html("<strong>{name}</strong>", name=language_name(language))
        if language == visit.language
        else html(
            '<a href="/bahasa?{target}" target="_self" lang="{language}" style="color:#0B6E99">{name}</a>',
            target=urlencode({"ke": language, "kembali": here()}),
            language=language,
            name=language_name(language),
        )
        for language in LANGUAGES
    ]
    return html('<div style="margin-top:1rem;font-size:.875rem">{parts}</div>', parts=join(parts, " · "))
