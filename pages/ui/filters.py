"""Filters that live in the address of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models.queries.meeting_records import LONGEST_SEARCH
from pages.ui.choices import asked, remember


def side_by_side(name: str, widths: Sequence[int]) -> list[DeltaGenerator]:
    """Places for filters in one row; on a phone they stay in it and are pushed sideways, so that what they filter
    begins on the first screen. ``name`` tells the rows of a page apart.
    """
    return st.container(key=f"lajur-{name}").columns(list(widths))


def pick(
    title: str, name: str, options: Mapping[str, str], everything: str, *, width: int | Literal["stretch"] = "stretch"
) -> str:
    """A filter with one choice, kept in the address under ``name``; "" means everything."""
    choices = {"": everything, **options}
    place = list(choices).index(asked(name, list(options), ""))
    chosen = st.selectbox(
        title, list(choices), place, format_func=choices.__getitem__, key=f"saring-{name}", width=width
    )
    remember(name, chosen or "")
    return chosen or ""


def search_box(title: str, placeholder: str, name: str = "cari") -> str:
    """Words to look for, kept in the address."""
    given = st.query_params.get(name, "")[:LONGEST_SEARCH]
    written = st.text_input(
        title, given, max_chars=LONGEST_SEARCH, placeholder=placeholder, key=f"saring-{name}", type="search"
    )
    remember(name, written := (written or "").strip())
    return written


def switch(title: str, name: str, options: Mapping[str, str], *, wrap: bool = True) -> str:
    """One of a few views; the first needs no mention in the address."""
    first = next(iter(options))
    chosen = st.segmented_control(
        title,
        list(options),
        default=asked(name, list(options), first),
        format_func=options.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=f"saring-{name}",
        wrap=wrap,
    )
    remember(name, chosen or first, fallback=first)
    return chosen or first


def key_in_address(name: str = "id") -> int | None:
    """The row the address asks for; None for none, 0 (which no row has) for what is no number."""
    given = st.query_params.get(name, "")
    if not given:
        return None
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
