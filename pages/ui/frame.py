"""What stands in the same place on every page: breadcrumb, title, headline, source line, empty states."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from models.language import _
from pages.ui.markup import Markup, html, join, show, verbatim
from pages.ui.style import style


def head(title: str, *, lead: str = "", trail: Sequence[tuple[str, str]] = ()) -> None:
    """The page's title under its breadcrumb (text, address), with the sentence that says what it tells."""
    show(style())
    if trail:
        links = [html('<a href="{address}" target="_self">{text}</a>', text=text, address=to) for text, to in trail]
        show(
            html(
                '<nav aria-label="{name}" style="font-size:.85rem">{links}</nav>',
                name=_("Jejak halaman"),
                links=join(links, " › "),
            )
        )
    st.title(verbatim(title), anchor=False)
    if lead:
        show(headline(lead))


def headline(text: str) -> Markup:
    """The sentence under a title that says what the page tells."""
    return html('<p style="font-size:1.15rem;line-height:1.5;max-width:60rem;margin:0 0 .5rem">{text}</p>', text=text)


def empty(what: str, next_step: str) -> None:
    """An empty state: what is not there yet, and what to do about it."""
    show(
        html(
            '<div style="border:1px dashed #BBBCBC;border-radius:8px;padding:1.2rem 1.4rem;max-width:46rem">'
            "<strong>{what}</strong><br>{next_step}</div>",
            what=what,
            next_step=next_step,
        )
    )


def address(page: str, **query: object) -> str:
    """The address of a page with its filters: ``/komitmen?kode=RAN7-06``."""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return f"/{page}" + (f"?{urlencode(given)}" if given else "")


def link(text: str, page: str, **query: object) -> Markup:
    """A link to another page of the site, in the same tab."""
    return html('<a href="{to}" target="_self">{text}</a>', to=address(page, **query), text=text)


def quiet(text: str | Markup) -> None:
    """A line of small print: sources, dates of the data."""
    show(small_print(text))


def small_print(text: str | Markup) -> Markup:
    """The same, to stand in a piece with others."""
    return html('<p style="font-size:.85rem;color:#63666A;margin:.2rem 0">{text}</p>', text=text)
