"""What an import would do: five numbers, the questions a person must answer, and every cell with old → new."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from models.language import N_, _, number
from models.queries.matrix import MatrixData, StoredMilestone
from models.rules.merging import WRITING, Outcome
from pages.ui import frame
from pages.ui.markup import html, join, show, verbatim
from reports.matrix.compare import CellPlan, ImportPlan, RowChoice, RowPlan
from reports.matrix.format import BY_KEY

OUTCOME_WORDS = {
    Outcome.NEW: N_("Baru"),
    Outcome.CHANGED: N_("Berubah"),
    Outcome.CONFLICT: N_("Bertentangan"),
    Outcome.EMPTIED: N_("Dikosongkan (tetap disimpan)"),
    Outcome.LOCKED: N_("Sel terkunci"),
    Outcome.REFUSED: N_("Ditolak"),
    Outcome.CHANGED_BY_OTHERS: N_("Diubah pihak lain"),
    Outcome.SAME_ON_BOTH: N_("Sama di kedua sisi"),
    Outcome.UNCHANGED: N_("Tidak berubah"),
}
_SHAPES = {Outcome.NEW: "+", Outcome.CHANGED: "→", Outcome.CONFLICT: "⚡", Outcome.REFUSED: "✕", Outcome.LOCKED: "🔒"}


def answers_key(sha256: str) -> str:
    """Where a visitor's answers about the rows of a file are kept between two clicks."""
    return f"import_answers_{sha256[:16]}"


def ask(plan: ImportPlan, data: MatrixData, sha256: str) -> dict[str, RowChoice]:
    """The rows nobody but a person can place: a choice for each, likely ones first. Returns all answers so far."""
    answers: dict[str, RowChoice] = dict(st.session_state.get(answers_key(sha256), {}))
    open_rows = [row for row in plan.rows if row.question is not None or row.key in answers]
    if not open_rows:
        return answers
    words = _choices_in_words(data)
    with st.expander(_("Baris yang perlu Anda tentukan ({n})", n=number(len(open_rows))), expanded=True):
        for row in open_rows:
            _ask_row(row, answers, words)
    st.session_state[answers_key(sha256)] = answers
    return answers


def _choices_in_words(data: MatrixData) -> dict[RowChoice, str]:
    """Every place a row can go to: a milestone that exists, or a new one below a measure."""
    words = {RowChoice(milestone_id=m.id): f"{m.row_code} · {_title(m)}" for m in data.milestones if not m.cancelled}
    for m in data.milestones:
        below = _("target capaian baru di bawah {code}, ukuran {n}", code=m.commitment.code, n=m.measure.number)
        words.setdefault(RowChoice(new_under_measure=m.measure.id), f"+ {below}")
    words[RowChoice(skip=True)] = _("lewati baris ini")
    return words


def _title(milestone: StoredMilestone) -> str:
    return (milestone.activity or milestone.target_text or milestone.measure.wording_for(cso=False))[:90]


def _ask_row(row: RowPlan, answers: dict[str, RowChoice], words: dict[RowChoice, str]) -> None:
    record = row.record
    when = str(record.target_year) if record.target_year else record.period
    about = (record.commitment_number, record.commitment_title, record.success_measure, record.milestone)
    target = _("target {when}: {text}", when=when or "", text=record.target_text) if record.target_text else when
    show(
        html(
            "<p style='margin-top:.8rem'><strong>{place}</strong> {about}<br><em>{target}</em></p>",
            place=f"{row.sheet}!{row.row}",
            about=" · ".join(filter(None, about))[:300],
            target=target or "",
        )
    )
    if row.question is not None:
        frame.quiet(row.question.message)
    likely = {RowChoice(milestone_id=s.milestone_id): s.score for s in row.suggestions}
    options: list[RowChoice | None] = [None, *likely, *(choice for choice in words if choice not in likely)]
    known = answers.get(row.key)
    choice = st.selectbox(
        _("Baris ini adalah"),
        options,
        index=options.index(known) if known in options else 0,
        format_func=lambda c: _in_words(c, words, likely),
        key=f"row_{row.key}",
    )
    if choice is None:
        answers.pop(row.key, None)
    else:
        answers[row.key] = choice


def _in_words(choice: RowChoice | None, words: dict[RowChoice, str], likely: dict[RowChoice, float]) -> str:
    if choice is None:
        return _("belum ditentukan (tidak diterapkan)")
    score = " · " + _("mirip {n}%", n=number(likely[choice], 0)) if choice in likely else ""
    return words.get(choice, "–") + score


def choose_cells(plan: ImportPlan, sha256: str) -> set[str]:
    """The five numbers, then every cell that is not unchanged; returns the keys of those to be applied."""
    _numbers(plan.counts)
    listed = [cell for cell in plan.cells if cell.outcome is not Outcome.UNCHANGED]
    _notes(plan)
    if not listed:
        frame.empty(
            _("Tidak ada yang berubah."), _("Isi berkas sama dengan yang tersimpan. Tidak ada yang perlu diterapkan.")
        )
        return set()
    present = [outcome for outcome in OUTCOME_WORDS if any(c.outcome is outcome for c in listed)]
    shown = st.pills(
        _("Tampilkan"),
        present,
        default=present,
        selection_mode="multi",
        format_func=lambda o: _(OUTCOME_WORDS[o]),
        key=f"outcomes_{sha256[:8]}",
    )
    rows = [cell for cell in listed if cell.outcome in shown]
    taken = {cell.key for cell in listed if cell.outcome in WRITING and cell.outcome is not Outcome.CONFLICT}
    edited = st.data_editor(
        [_table_row(cell) for cell in rows],
        hide_index=True,
        disabled=[_(c) for c in _COLUMNS if c != _APPLY],
        column_config={
            _(_APPLY): st.column_config.CheckboxColumn(width="small"),
            _(N_("Sekarang")): st.column_config.TextColumn(width="medium"),
            _(N_("Menjadi")): st.column_config.TextColumn(width="medium"),
        },
        key=f"cells_{plan.fingerprint[:16]}_{len(rows)}",
    )
    for cell, line in zip(rows, edited, strict=True):
        if cell.outcome in WRITING and line[_(_APPLY)]:
            taken.add(cell.key)
        else:
            taken.discard(cell.key)
    return taken


_APPLY = N_("Terapkan")
_COLUMNS = (_APPLY, N_("Hasil"), N_("Kode baris"), N_("Kolom"), N_("Sekarang"), N_("Menjadi"), N_("Sel"), N_("Catatan"))


def _table_row(cell: CellPlan) -> dict[str, object]:
    return {
        _(_APPLY): cell.outcome in WRITING and cell.outcome is not Outcome.CONFLICT,
        _("Hasil"): f"{_SHAPES.get(cell.outcome, '·')} {_(OUTCOME_WORDS[cell.outcome])}",
        _("Kode baris"): cell.row_code,
        _("Kolom"): _(BY_KEY[cell.column_key].title),
        _("Sekarang"): cell.before,
        _("Menjadi"): cell.after,
        _("Sel"): f"{cell.sheet}!{cell.cell}" if cell.cell else cell.sheet,
        _("Catatan"): cell.note
        or (_("dikirim: {value}", value=cell.base) if cell.outcome is Outcome.CONFLICT and cell.base else ""),
    }


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
            '<div style="min-width:7rem"><div style="font-size:1.8rem;font-weight:700;line-height:1.1">{n}</div>'
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
    if plan.removed_row_codes:
        st.warning(
            _(
                "{n} baris yang dikirim tidak ada dalam berkas ini; tidak ada yang dihapus: {codes}",
                n=number(len(plan.removed_row_codes)),
                codes=", ".join(_first(plan.removed_row_codes, 12)),
            )
        )


def _first(items: Iterable[str], n: int) -> list[str]:
    found = list(items)
    return found[:n] + (["…"] if len(found) > n else [])
