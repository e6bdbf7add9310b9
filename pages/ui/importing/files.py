"""Several files at once: what became of each, on top of the page, and which of them is looked at."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from models.language import _, number, plural
from models.problems import Severity
from pages.ui import frame
from pages.ui.importing.plan import accepted_cells
from pages.ui.importing.work import Prepared
from pages.ui.markup import verbatim
from reports.matrix.format import BY_KEY, Home

_SHOWN = "import_shown"
_CLASHES = 8


def choose(prepared: Sequence[Prepared]) -> Prepared | None:
    """The workbook that is looked at; with several a list of all with their states."""
    if not prepared:
        return None
    if len(prepared) == 1:
        return _now_shown(prepared[0])
    names = [each.work.upload.sha256 for each in prepared]
    by_name = dict(zip(names, prepared, strict=True))
    chosen = st.radio(
        _("Berkas ({n})", n=number(len(prepared))),
        names,
        index=next((place for place, each in enumerate(prepared) if _waits(each)), 0),
        format_func=lambda name: verbatim(by_name[name].name) if name in by_name else name,
        captions=[verbatim(state(each)) for each in prepared],
        key="import_file",
    )
    frame.quiet(_("Tiap berkas diperiksa dan diterapkan sendiri-sendiri."))
    return _now_shown(by_name.get(chosen or "", prepared[0]))


def show_clashes(prepared: Sequence[Prepared]) -> None:
    """Two files that say different things about the same shared cell: said before either of them is applied."""
    said: dict[tuple[str, str, str], dict[str, list[str]]] = {}
    for each in prepared:
        if each.plan is None or each.work.applied is not None:
            continue
        for cell in each.plan.writing():
            if BY_KEY[cell.column_key].home is Home.PLAN and cell.row_code:
                place = (each.plan_code, cell.row_code, cell.column_key)
                said.setdefault(place, {}).setdefault(cell.after, []).append(each.name)
    clashes = {place: values for place, values in said.items() if len(values) > 1}
    if not clashes:
        return
    lines = [
        _(
            "{code}, {column}: {values}",
            code=code,
            column=_(BY_KEY[key].title),
            values="; ".join(f"“{value[:80]}” ({', '.join(names)})" for value, names in values.items()),
        )
        for (_plan, code, key), values in list(clashes.items())[:_CLASHES]
    ]
    text = _(
        "Berkas-berkas ini mengisi sel yang sama dengan nilai berbeda. Terapkan satu; yang lain lalu bertentangan."
    )
    st.warning("\n".join([text, "", *(f"- {verbatim(line)}" for line in lines)]), icon=":material/call_split:")


def _waits(prepared: Prepared) -> bool:
    """Whether there is still something to do with it."""
    return prepared.work.applied is None and bool(prepared.reading.records)


def _now_shown(prepared: Prepared) -> Prepared:
    """A table that was out of sight is drawn anew from what was chosen in it."""
    if st.session_state.get(_SHOWN) != prepared.work.upload.sha256:
        prepared.work.put(None, "view")
        st.session_state[_SHOWN] = prepared.work.upload.sha256
    return prepared


def none_shown() -> None:
    """The page shows something else."""
    st.session_state[_SHOWN] = None


def state(prepared: Prepared) -> str:
    """Where a file stands, in a few words."""
    if prepared.work.applied is not None:
        return _("✓ diterapkan, impor nomor {n}", n=prepared.work.applied)
    if not prepared.reading.records:
        errors = [p.message for p in prepared.reading.problems if p.severity is Severity.ERROR]
        return _("✕ ditolak: {why}", why=errors[0] if errors else _("tidak ada baris yang terbaca"))
    if prepared.error:
        return _("✕ ditolak: {why}", why=prepared.error)
    if prepared.stopped:
        return _("? perlu ditentukan: kolom")
    if prepared.questions:
        return _("? perlu ditentukan: {what}", what=plural("{n} baris", prepared.questions))
    return _("● siap: {what}", what=plural("{n} perubahan", len(accepted_cells(prepared))))
