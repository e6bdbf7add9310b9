"""What an import would do: five numbers, filters, and what is to be applied, by cell, by row or by commitment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from models.language import N_, _, number, plural
from models.rules.merging import WRITING, Outcome
from pages.ui import frame
from pages.ui.markup import html, join, show, verbatim
from reports.matrix.format import BY_KEY
from reports.matrix.plan import CellPlan, ImportPlan, RowPlan

if TYPE_CHECKING:
    from pages.ui.importing.work import Prepared, Work

OUTCOME_WORDS = {
    Outcome.NEW: N_("Baru"),
    Outcome.CHANGED: N_("Berubah"),
    Outcome.CONFLICT: N_("Bertentangan"),
    Outcome.EMPTIED: N_("Dikosongkan (tetap disimpan)"),
    Outcome.DECLINED: N_("Sudah pernah ditolak"),
    Outcome.LOCKED: N_("Sel terkunci"),
    Outcome.REFUSED: N_("Ditolak"),
    Outcome.CHANGED_BY_OTHERS: N_("Diubah pihak lain"),
    Outcome.SAME_ON_BOTH: N_("Sama di kedua sisi"),
    Outcome.UNCHANGED: N_("Tidak berubah"),
}
_SHAPES = {Outcome.NEW: "+", Outcome.CHANGED: "→", Outcome.CONFLICT: "⚡", Outcome.REFUSED: "✕", Outcome.LOCKED: "🔒"}
CELL, ROW, COMMITMENT = "cell", "row", "commitment"
_LEVELS = {CELL: N_("per sel"), ROW: N_("per baris"), COMMITMENT: N_("per komitmen")}
_APPLY = N_("Terapkan")
#: conflicts are settled one by one, beside what they contradict
_CHOOSABLE = WRITING - {Outcome.CONFLICT}
#: what a person refused before is not taken along with the rest
_CLEAN = _CHOOSABLE - {Outcome.DECLINED}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a cell, or all cells of a row or commitment, with what it says of them."""

    cells: tuple[CellPlan, ...]
    words: dict[str, str]

    def taken(self, accepted: frozenset[str]) -> bool:
        """Whether everything of it that can be applied is to be applied."""
        keys = _choosable(self.cells)
        return bool(keys) and keys <= accepted

    def reason(self, told: Mapping[str, str]) -> str:
        """Why its cells are refused, where that is the same for all of them."""
        found = {told.get(cell.key, "") for cell in self.cells}
        return found.pop() if len(found) == 1 else ""


def _choosable(cells: Iterable[CellPlan]) -> frozenset[str]:
    return frozenset(cell.key for cell in cells if cell.outcome in _CHOOSABLE)


def clean_cells(prepared: Prepared) -> frozenset[str]:
    """What is taken without a further word: new and changed cells of rows in which nothing is wrong."""
    rows = prepared.plan.rows if prepared.plan else ()
    return frozenset().union(*(_clean(row.cells) for row in rows if row.key not in prepared.wrong))


def _clean(cells: Iterable[CellPlan]) -> frozenset[str]:
    return frozenset(cell.key for cell in cells if cell.outcome in _CLEAN)


def accepted_cells(prepared: Prepared) -> frozenset[str]:
    """The cells that are to be applied as things stand: the clean ones, and what a person decided."""
    if prepared.plan is None:
        return frozenset()
    clean, decided = clean_cells(prepared), prepared.work.decisions()
    return frozenset(c.key for c in prepared.plan.writing() if decided.get(c.key, c.key in clean))


def refused_cells(prepared: Prepared) -> dict[str, str]:
    """Cell → why a person refuses it: what is not to be applied and has a reason, of its own or for all of them."""
    if prepared.plan is None:
        return {}
    accepted, own = accepted_cells(prepared), prepared.work.reasons()
    common = str(prepared.work.get("reason_for_all", default="") or "").strip()
    found = {}
    for cell in prepared.plan.writing():
        reason = own.get(cell.key) or (common if cell.outcome in _CLEAN else "")
        if reason and cell.key not in accepted:
            found[cell.key] = reason
    return found


# -- on the page -----------------------------------------------------------------------------------------------------


def show_summary(prepared: Prepared) -> None:
    """The five numbers, and what a person should know before looking further."""
    if prepared.plan is not None:
        _numbers(prepared.plan.counts)
        _notes(prepared.plan)


def show_plan(prepared: Prepared) -> None:
    """What can be applied, with a tick each; what cannot stands below."""
    plan = prepared.plan
    assert plan is not None
    if all(cell.outcome is Outcome.UNCHANGED for cell in plan.cells):
        frame.empty(
            _("Tidak ada yang berubah."), _("Isi berkas sama dengan yang tersimpan. Tidak ada yang perlu diterapkan.")
        )
        return
    st.subheader(_("Perubahan"), anchor=False)
    rows, level, outcomes, signature = _filtered(prepared.work, plan)
    lines = _lines(rows, level, outcomes)
    if lines:
        _bulk(prepared, lines)
        wrong = sum(1 for row in rows if row.key in prepared.wrong and _choosable(row.cells))
        if wrong:
            frame.quiet(
                _(
                    "{what} memuat sel yang perlu diperbaiki dan karena itu belum dicentang; Anda yang memutuskan.",
                    what=plural("{n} baris", wrong),
                )
            )
        _table(prepared, lines, f"{prepared.fingerprint[:16]}|{signature}")
        _ask_reason(prepared)
    else:
        frame.quiet(_("Tidak ada perubahan yang cocok dengan saringan ini."))
    _others(prepared, rows, outcomes)


def _ask_reason(prepared: Prepared) -> None:
    """One reason for everything that was left without a tick; without it the question stays open."""
    plan = prepared.plan
    assert plan is not None
    accepted, own = accepted_cells(prepared), prepared.work.reasons()
    left = [c for c in plan.cells if c.outcome in _CLEAN and c.key not in accepted and c.key not in own]
    if left:
        st.text_input(
            _("Alasan menolak {what} yang tidak dicentang", what=plural("{n} isian", len(left))),
            key=prepared.work.key("reason_for_all"),
            persist_state="session",
            max_chars=500,
            placeholder=_("kosong: belum diputuskan, ditanyakan lagi pada berkas berikutnya"),
            help=_("Alasan tersimpan di bukti impor dan riwayat, dan ikut dalam jawaban untuk pengirim."),
        )


def _others(prepared: Prepared, rows: Iterable[RowPlan], outcomes: Iterable[Outcome]) -> None:
    """What is not applied, and why."""
    wanted = set(outcomes) - {Outcome.UNCHANGED, Outcome.CONFLICT} - _CHOOSABLE
    cells = [cell for row in rows for cell in row.cells if cell.outcome in wanted]
    if cells:
        with st.expander(_("Tidak diterapkan ({n})", n=number(len(cells))), key=prepared.work.key("others")):
            st.dataframe([_cell_words(cell, note=True) for cell in cells], hide_index=True)


def _filtered(work: Work, plan: ImportPlan) -> tuple[list[RowPlan], str, list[Outcome], str]:
    """The filters, and what they leave."""
    cells = [cell for cell in plan.cells if cell.outcome is not Outcome.UNCHANGED]
    present = [o for o in OUTCOME_WORDS if o is not Outcome.CONFLICT and any(cell.outcome is o for cell in cells)]
    outcomes = st.pills(
        _("Tampilkan"),
        present,
        default=present,
        selection_mode="multi",
        format_func=lambda o: f"{_(OUTCOME_WORDS[o])} {sum(1 for c in cells if c.outcome is o)}",
        key=work.key("outcomes", *(o.value for o in present)),
        persist_state="session",
    )
    commitments = {r.commitment.code: r.commitment.title for r in plan.rows if r.commitment and r.cells}
    codes = sorted({row_name(r) for r in plan.rows if any(c.outcome is not Outcome.UNCHANGED for c in r.cells)})
    first, second, third = st.columns((2, 1.5, 2))
    with first:
        commitment = st.selectbox(
            _("Komitmen"),
            [None, *commitments],
            format_func=lambda c: f"{c} · {commitments[c][:70]}" if c else _("semua komitmen"),
            key=work.key("commitment"),
            persist_state="session",
        )
    with second:
        code = st.selectbox(
            _("Baris"),
            [None, *codes],
            format_func=lambda c: c or _("semua baris"),
            key=work.key("only_row"),
            persist_state="session",
        )
    with third:
        level = st.segmented_control(
            _("Pilih"),
            list(_LEVELS),
            default=CELL,
            format_func=lambda name: _(_LEVELS[name]),
            key=work.key("level"),
            persist_state="session",
        )
    rows = [
        row
        for row in plan.rows
        if (commitment is None or (row.commitment and row.commitment.code == commitment))
        and (code is None or row_name(row) == code)
    ]
    signature = f"{commitment}|{code}|{level}|{[o.value for o in outcomes]}"
    return rows, level or CELL, list(outcomes), signature


def row_name(row: RowPlan) -> str:
    """A row's code, else its place in the file."""
    return row.milestone.row_code if row.milestone else f"{row.sheet}!{row.row}"


def _lines(rows: Iterable[RowPlan], level: str, outcomes: Iterable[Outcome]) -> list[Line]:
    """What the filters leave, as the table shows it."""
    wanted = _CHOOSABLE.intersection(outcomes)
    shown = [(row, tuple(cell for cell in row.cells if cell.outcome in wanted)) for row in rows]
    if level == CELL:
        noted = any(cell.note for _row, cells in shown for cell in cells)
        return [Line((cell,), _cell_words(cell, note=noted)) for _row, cells in shown for cell in cells]
    groups: dict[str, list[tuple[RowPlan, tuple[CellPlan, ...]]]] = {}
    for row, cells in shown:
        if cells:
            name = row_name(row) if level == ROW else row.commitment.code if row.commitment else "–"
            groups.setdefault(name, []).append((row, cells))
    return [_group_line(name, group, level) for name, group in groups.items()]


def _cell_words(cell: CellPlan, *, note: bool = False) -> dict[str, str]:
    words = {
        _("Hasil"): f"{_SHAPES.get(cell.outcome, '·')} {_(OUTCOME_WORDS[cell.outcome])}",
        _("Kode baris"): cell.row_code,
        _("Kolom"): _(BY_KEY[cell.column_key].title),
        _("Sekarang"): cell.before,
        _("Menjadi"): cell.after,
        _("Sel"): f"{cell.sheet}!{cell.cell}" if cell.cell else cell.sheet,
    }
    return {**words, _("Catatan"): cell.note} if note else words


def _group_line(name: str, group: list[tuple[RowPlan, tuple[CellPlan, ...]]], level: str) -> Line:
    cells = tuple(cell for _row, own in group for cell in own)
    first = group[0][0]
    about = first.commitment.title if first.commitment else ""
    if level == ROW and first.milestone:
        about = first.milestone.activity or first.milestone.target_text or about
    told = "; ".join(f"{_(BY_KEY[c.column_key].title)}: {c.before or '–'} → {c.after or '–'}"[:90] for c in cells[:4])
    counts = [(outcome, sum(1 for c in cells if c.outcome is outcome)) for outcome in OUTCOME_WORDS]
    return Line(
        cells,
        {
            _("Baris") if level == ROW else _("Komitmen"): name,
            _("Tentang"): about[:90],
            _("Hasil"): ", ".join(f"{n} {_(OUTCOME_WORDS[outcome]).lower()}" for outcome, n in counts if n),
            _("Perubahan"): told + (" …" if len(cells) > 4 else ""),
        },
    )


def _bulk(prepared: Prepared, lines: list[Line]) -> None:
    """Many cells with one click."""
    work, plan = prepared.work, prepared.plan
    assert plan is not None
    everything = _clean(plan.cells)
    visible = _choosable(cell for line in lines for cell in line.cells)
    buttons = [
        ("all", _("Pilih semua yang tidak bertentangan ({n})", n=number(len(everything))), everything, True),
        ("shown", _("Pilih yang ditampilkan ({n})", n=number(len(visible))), visible, True),
        ("none", _("Batalkan pilihan yang ditampilkan"), visible, False),
    ]
    with st.container(horizontal=True):
        for name, text, keys, take in buttons:
            if keys and (name != "shown" or keys != everything):
                st.button(text, key=work.key("bulk", name), on_click=work.decide, args=(dict.fromkeys(keys, take),))


def _table(prepared: Prepared, lines: list[Line], signature: str) -> None:
    """The lines with a tick each. The table starts from what was chosen when it was first drawn in this form."""
    work = prepared.work
    view = work.get("view")
    if view is None or view[0] != signature:
        view = (signature, work.get("views", default=0) + 1, accepted_cells(prepared), dict(work.reasons()))
        work.put(view, "view")
        work.put(view[1], "views")
    start: frozenset[str] = view[2]
    told: dict[str, str] = view[3]
    why = _("Alasan menolak")
    fixed = list(lines[0].words)
    edited = st.data_editor(
        [{_(_APPLY): line.taken(start), **line.words, why: line.reason(told)} for line in lines],
        hide_index=True,
        disabled=fixed,
        column_config={
            _(_APPLY): st.column_config.CheckboxColumn(width=90),
            why: st.column_config.TextColumn(
                width="medium", max_chars=500, help=_("Untuk yang tidak dicentang; tersimpan dengan impor ini.")
            ),
            **{name: st.column_config.TextColumn(width="medium") for name in (_("Sekarang"), _("Menjadi"))},
            _("Perubahan"): st.column_config.TextColumn(width="large"),
        },
        key=work.key("cells", view[1]),
    )
    decisions = work.decisions()
    for line, answer in zip(lines, edited, strict=True):
        changed = answer[_(_APPLY)] != line.taken(start)
        for key in _choosable(line.cells):
            decisions[key] = bool(answer[_(_APPLY)]) if changed else key in start
        reason = str(answer[why] or "")
        if reason != line.reason(told):
            work.refuse(_choosable(line.cells), reason)


def _numbers(counts: dict[str, int]) -> None:
    words = {
        "new": _("baru"),
        "changed": _("berubah"),
        "unchanged": _("tidak berubah"),
        "conflict": _("bertentangan"),
        "refused": _("tidak diterapkan"),
    }
    boxes = [
        html(
            '<div style="min-width:6rem"><div style="font-size:1.8rem;font-weight:700;line-height:1.1">{n}</div>'
            '<div style="color:#63666A">{what}</div></div>',
            n=number(counts[name]),
            what=what,
        )
        for name, what in words.items()
    ]
    show(html('<div style="display:flex;gap:1.2rem;flex-wrap:wrap;margin:.4rem 0">{boxes}</div>', boxes=join(boxes)))


def _notes(plan: ImportPlan) -> None:
    if plan.dispatch:
        st.info(
            _(
                "Jawaban atas matriks {code} yang dikirim ke {who}.",
                code=plan.dispatch.code,
                who=verbatim(plan.dispatch.organisation),
            ),
            icon=":material/reply:",
        )
    for notice in plan.notices:
        st.warning(verbatim(notice.message))
