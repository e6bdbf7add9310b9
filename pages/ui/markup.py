"""The one way stored text reaches a page as markup. Everything handed in is escaped here and nowhere else.

Stored text is hostile (security.md §3): plain ``st.markdown`` would fetch foreign pictures and draw links from it.
"""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from models.vocabulary import Light, label
from reports.look import SIGNS

#: what Streamlit's markdown acts on anywhere, and what it acts on at the start of a line
_MARKDOWN = re.compile(r"([\\`*_{}\[\]|<>~$:&@]|(?<=www)\.)")
_AT_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))", re.MULTILINE)


class Markup(str):
    """Text that is safe to show as HTML: made here, or written by us."""

    __slots__ = ()


def html(template: str, **values: object) -> Markup:
    """Our own HTML with values put in. Values are escaped unless they are Markup themselves."""
    return Markup(template.format(**{name: _safe(value) for name, value in values.items()}))


def _safe(value: object) -> str:
    return str(value) if isinstance(value, Markup) else escape(str(value)).replace("\n", "<br>")


def join(parts: list[Markup], between: str = "") -> Markup:
    """Several pieces as one; ``between`` is our own text."""
    return Markup(between.join(parts))


def show(markup: Markup) -> None:
    """Draw it; nothing draws nothing."""
    if markup:
        st.html(markup)


def verbatim(text: str) -> str:
    """Text as it is where Streamlit reads markdown (labels, captions, headings)."""
    return _AT_LINE_START.sub(_held_down, _MARKDOWN.sub(r"\\\1", text))


def _held_down(match: re.Match[str]) -> str:
    space, sign = match.groups()
    # a number may not be escaped itself; a word joiner keeps "1." from becoming a list
    return f"{space}\u2060{sign}" if sign.isdigit() else f"{space}\\{sign}"


def badge(light: Light, count: int | None = None) -> Markup:
    """A state as shape, word and colour together, never colour alone."""
    sign = SIGNS[light]
    hollow = light is Light.NOT_REPORTED
    style = (
        f"background:#fff;color:{sign.ink};border:1.5px dashed {sign.colour}"
        if hollow
        else f"background:{sign.colour};color:{sign.ink};border:1.5px solid {sign.colour}"
    )
    struck = "text-decoration:line-through" if light is Light.CANCELLED else ""
    number = f"{count} " if count is not None else ""
    return html(
        '<span style="display:inline-block;padding:1px 9px;border-radius:11px;font-size:.82rem;font-weight:600;'
        'white-space:nowrap;{style}"><span aria-hidden="true">{shape}</span> '
        '<span style="{struck}">{number}{word}</span></span>',
        style=Markup(style),
        struck=Markup(struck),
        shape=sign.shape,
        number=number,
        word=label(light),
    )


def paint(light: Light) -> Markup:
    """The colours of a state as CSS; what was not reported is hatched, never a plain colour."""
    sign = SIGNS[light]
    if light is Light.NOT_REPORTED:
        return Markup(
            "color:#2D2926;border:1.5px dashed #8A8D91;"
            "background:repeating-linear-gradient(45deg,#fff 0 7px,#EDEDEC 7px 9px)"
        )
    return Markup(f"background:{sign.colour};color:{sign.ink}")


def sign(light: Light) -> str:
    """A state in a table cell: shape and word."""
    return f"{SIGNS[light].shape} {label(light)}"


def source_link(address: str) -> Markup:
    """Where a fact comes from: a link for a web address, else the words as they are."""
    if address.startswith(("https://", "http://")):
        return html(
            '<a href="{address}" target="_blank" rel="noopener noreferrer" style="overflow-wrap:anywhere">{shown}</a>',
            address=address,
            shown=address.split("//", 1)[1][:60],
        )
    return html("{address}", address=address)
