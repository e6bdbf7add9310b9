"""Forms whose typing must not be lost: a draft remembers what was shown and at which version.

A stale save shows both values with who wrote the other; a refused one keeps everything that was typed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import streamlit as st

from models.language import N_, _, date_and_time
from models.problems import Invalid
from models.queries.history import Touch
from models.rules.wording import Piece, difference
from pages.ui.markup import Markup, html, join, show, verbatim
from reports.matrix.dates import read_when
from reports.matrix.values import read_number

_NEWS = "kabar"
_ONE_NUMBER = re.compile(r"[-+]?\d{1,12}(?:[.,]\d{0,12})?")


@dataclass(slots=True)
class _Sheet:
    """A form as it lies before somebody: what it started with, and what of that is stored in which version."""

    initial: dict[str, Any]
    shown: dict[str, Any]
    version: int
    #: tells this filling of the form from every other; the same where nothing stored has changed
    mark: str
    #: being written, in case the page is interrupted before it learns that it was
    pending: dict[str, Any] = field(default_factory=dict)
    #: its fields are still to be drawn
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is typing into one form, kept in the session under its name."""

    name: str

    @property
    def _sheet(self) -> _Sheet:
        sheet: _Sheet = st.session_state[f"{self.name}#form"]
        return sheet

    @property
    def _has_sheet(self) -> bool:
        return f"{self.name}#form" in st.session_state

    def key(self, field: str) -> str:
        """The key of a field's widget; a new one each time the form is filled anew.

        After a restart of the server a browser sends what its fields hold under their old keys. What was typed is
        taken up again where the row is still the one it was typed over, and else it meets no field.
        """
        return f"{self.name}/{self._sheet.mark}/{field}"

    def begin(self, values: Mapping[str, Any], version: int) -> None:
        """Fill the form with what is stored, unless somebody has it before them already."""
        if self._has_sheet:
            sheet = self._sheet
            if any(self.key(field) in st.session_state for field in values):
                sheet.waiting = False
                return
            if sheet.waiting:
                return
            self._count()  # it was closed meanwhile: nothing of then may come back
        self._fill(values, shown=values, version=version)
        st.session_state.pop(f"{self.name}#stale", None)

    def value(self, field: str) -> Any:
        """What a field's widget starts with.

        Given to the widget as its default, with every run: a value that was put into the session would be sent to
        the browser once, and a field that arrives there late would stand empty, and then be stored so.
        """
        return self._sheet.initial[field]

    def index(self, field: str, options: Sequence[Any]) -> int | None:
        """Where among the options a field's widget starts; None for a value that is not offered."""
        value = self.value(field)
        return list(options).index(value) if value in options else None

    def __getitem__(self, field: str) -> Any:
        key = self.key(field)
        return st.session_state[key] if key in st.session_state else self._sheet.shown[field]

    def overwrite(self, values: Mapping[str, Any]) -> None:
        """Put these values into the form as if somebody had typed them; the other fields keep what was typed."""
        sheet = self._sheet
        typed = {field: self[field] for field in sheet.shown}
        self._count()
        self._fill({**typed, **values}, shown=sheet.shown, version=sheet.version)
        self._sheet.waiting = True

    def _count(self) -> int:
        st.session_state[f"{self.name}#"] = n = st.session_state.get(f"{self.name}#", 0) + 1
        return int(n)

    def _fill(self, values: Mapping[str, Any], *, shown: Mapping[str, Any], version: int) -> None:
        stored = sha256(repr((version, sorted(shown.items()))).encode()).hexdigest()[:12]
        mark = f"{st.session_state.get(f'{self.name}#', 0)}/{stored}"
        st.session_state[f"{self.name}#form"] = _Sheet(dict(values), dict(shown), version, mark)

    @property
    def version(self) -> int:
        """The version of the row that the form shows."""
        return self._sheet.version

    @property
    def shown(self) -> Mapping[str, Any]:
        """What each field showed before anybody typed."""
        return self._sheet.shown

    def changed(self, *fields: str) -> list[str]:
        """The fields that differ from what was shown."""
        return [name for name in fields if self[name] != self.shown[name]]

    def load_stored(self) -> None:
        """Drop what was typed; the next run shows what is stored."""
        self._count()
        st.session_state.pop(f"{self.name}#form", None)
        st.session_state.pop(f"{self.name}#stale", None)

    def keep_typed(self, version: int, stored: Mapping[str, Any] | None = None) -> None:
        """Go on with what was typed, knowing of the other's value: the next save replaces it."""
        sheet = self._sheet
        sheet.version = version
        if stored is not None:
            sheet.shown = dict(stored)
        st.session_state.pop(f"{self.name}#stale", None)

    def about_to_save(self, values: Mapping[str, Any]) -> None:
        """Remember what is being written, in case the page is interrupted before it learns that it was."""
        self._sheet.pending = dict(values)

    def saved(self, fields: Iterable[str], version: int) -> None:
        """What was typed into these fields is stored now, in this version of the row."""
        sheet = self._sheet
        sheet.shown.update({name: self[name] for name in fields})
        sheet.version = version

    def catch_up(self, stored: Mapping[str, Any], version: int) -> None:
        """Before ``begin``: take over a newer version of the row where nobody's typing is in its way."""
        if not self._has_sheet or version == self.version or self.is_stale:
            return
        sheet = self._sheet
        mine = {**sheet.shown, **sheet.pending}
        if all(stored[name] == mine[name] for name in stored):
            sheet.shown.update(stored)
            sheet.version = version
        elif not any(self[name] != sheet.shown[name] for name in stored):
            self.load_stored()

    def refuse_as_stale(self) -> None:
        """Remember that the save met somebody else's."""
        st.session_state[f"{self.name}#stale"] = True

    @property
    def is_stale(self) -> bool:
        return bool(st.session_state.get(f"{self.name}#stale"))


@dataclass(frozen=True, slots=True)
class Clash:
    """One field with what was typed and what stands now."""

    field: str
    mine: str
    theirs: str


def clash_table(clashes: Iterable[Clash], touch: Touch | None) -> None:
    """Both values of every field that differs, side by side, and who wrote the other."""
    rows = [_clash_row(clash) for clash in clashes]
    show(
        html(
            '<table class="banding"><caption>{who}</caption><thead><tr><th scope="col">{field}</th>'
            '<th scope="col">{mine}</th><th scope="col">{theirs}</th></tr></thead><tbody>{rows}</tbody></table>{style}',
            who=written_by(touch),
            field=_("Isian"),
            mine=_("Yang Anda isi"),
            theirs=_("Yang tersimpan sekarang"),
            rows=join(rows),
            style=TABLE_STYLE,
        )
    )


def _clash_row(clash: Clash) -> Markup:
    # neither is the older one: what differs is marked, not struck through
    mine, theirs = marked(clash.mine, clash.theirs, tags=("mark", "mark"))
    return html(
        '<tr><th scope="row">{field}</th><td data-judul="{mine_head}">{mine}</td>'
        '<td data-judul="{theirs_head}">{theirs}</td></tr>',
        field=clash.field,
        mine=mine or "–",
        theirs=theirs or "–",
        mine_head=_("Yang Anda isi"),
        theirs_head=_("Yang tersimpan sekarang"),
    )


def written_by(touch: Touch | None) -> str:
    """Who stored the other value, and when."""
    if touch is None:
        return ""
    return _("Disimpan oleh {who}, {moment}", who=touch.who, moment=date_and_time(touch.at))


def marked(before: str, after: str, *, tags: tuple[str, str] = ("del", "ins")) -> tuple[Markup, Markup]:
    """Both texts; where they are long, with what was removed struck through in one and what was added underlined."""
    if not before or not after or len(before) + len(after) <= 40:
        return html("{text}", text=before), html("{text}", text=after)
    pieces = difference(before, after)
    return _side(pieces, "removed", tags[0]), _side(pieces, "added", tags[1])


def _side(pieces: Iterable[Piece], kind: str, tag: str) -> Markup:
    parts = [
        html("<{tag}>{text}</{tag}>", tag=Markup(tag), text=text) if piece == kind else html("{text}", text=text)
        for piece, text in pieces
        if piece in ("equal", kind)
    ]
    return join(parts)


TABLE_STYLE = Markup(
    "<style>"
    ".banding{border-collapse:collapse;width:100%;font-size:.95rem}"
    ".banding caption{text-align:left;font-size:.85rem;color:#63666A;padding:0 0 .4rem}"
    ".banding th,.banding td{text-align:left;vertical-align:top;padding:.5rem .7rem;border-bottom:1px solid #D9D9D6;"
    "overflow-wrap:anywhere}"
    ".banding thead th{font-size:.85rem;color:#63666A;border-bottom:2px solid #BBBCBC}"
    ".banding tbody th{font-weight:600;width:11rem}"
    "mark{background:#FBEFC9;color:inherit}"
    "ins{background:#DDEFE8;text-decoration:underline;text-decoration-thickness:1.5px;text-underline-offset:2px}"
    "del{background:#F6E1E3;color:#7a1a23}"
    "@media(max-width:700px){.banding thead{position:absolute;left:-999rem}.banding tbody th,.banding td{display:block;"
    "width:auto;border:0;padding:.15rem 0}.banding tbody tr{display:block;padding:.6rem 0;"
    "border-bottom:1px solid #D9D9D6}.banding td::before{content:attr(data-judul);display:block;font-size:.8rem;"
    "color:#63666A}}"
    "</style>"
)


def field_error(slot: Any, error: Exception) -> None:
    """The sentence that says what is wrong, right under its field."""
    slot.html(
        html(
            '<p role="alert" style="color:#AD2330;border-left:3px solid #AD2330;padding:.1rem .6rem;'
            'margin:-.4rem 0 .4rem">{sentence}</p>',
            sentence=str(error),
        )
    )


def read_percent(text: str, field: str = "percent") -> float | None:
    """A percentage as people type it: 75,5 · 75.5 · 75 %. None for nothing. Whether it is in range, commands say."""
    written = text.strip().removesuffix("%").removesuffix("persen").strip()
    if not written:
        return None
    # in a percentage a lone point or comma is the decimal one
    value = float(written.replace(",", ".")) if _ONE_NUMBER.fullmatch(written) else read_number(written)
    if value is None:
        raise Invalid(
            N_("“{value}” bukan persentase. Tulis angka, misalnya 75,5."), field=field, value=text.strip()[:40]
        )
    return value


def read_day(text: str, field: str) -> dt.date | None:
    """A day as people write it: 28/02/2024 · 12 Maret 2024. None for nothing. Raises Invalid for a day there is not."""
    written = text.strip()
    if not written:
        return None
    when = read_when(written)
    if when is None or when.end is None or when.start is not None:
        raise Invalid(N_("“{value}” bukan tanggal. Tulis misalnya 28/02/2024."), field=field, value=written[:40])
    return when.end


def news(text: str, *remarks: str) -> None:
    """Say something at the top of the next run."""
    st.session_state[_NEWS] = (text, *remarks)


def show_news() -> None:
    """What the last act achieved."""
    text, *remarks = st.session_state.pop(_NEWS, ("",))
    if text:
        st.success(verbatim(text), icon=":material/check:")
        st.toast(verbatim(text), icon=":material/check:")  # who scrolled down to the button sees it too
    for remark in remarks:
        st.warning(verbatim(remark), icon=":material/info:")
