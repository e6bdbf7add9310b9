"""What a person must decide before a workbook is applied, alike questions together: where rows without a code belong,
cells that came back empty, new wordings of measures. Conflicts have a screen of their own in ``import_conflicts``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from models.language import _, number
from models.queries.matrix import MatrixData, StoredMilestone
from models.rules.merging import WRITING, Outcome
from models.rules.wording import difference
from pages.ui import frame
from pages.ui.markup import Markup, html, join, show
from reports.matrix.compare import NEVER_ERASED
from reports.matrix.format import BY_KEY, Home
from reports.matrix.plan import CellPlan, ImportPlan, RowChoice, RowPlan
from reports.matrix.questions import ASK_COMMITMENT, ASK_MILESTONE, UNKNOWN_ROW_CODE

if TYPE_CHECKING:
    from pages.ui.importing.work import Prepared, Work

#: a suggestion this alike may be taken for many rows at once, by a person's click
CLEARLY_ALIKE = 90.0
_PAGE = 12
_MOST_WORDINGS = 12
#: answers about cells that came back empty
KEEP, ERASE, EACH = "keep", "erase", "each"
#: questions that are answered by placing the row
PLACING = (UNKNOWN_ROW_CODE, ASK_COMMITMENT, ASK_MILESTONE)


# -- rows that only a person can place -------------------------------------------------------------------------------


def answers(work: Work) -> dict[str, RowChoice]:
    """Row → what the person decided about it. Periods of one sheet row are answered together."""
    found: dict[str, RowChoice] = {}
    for name, keys in work.get("asked", default={}).items():
        choice = work.get("row", name)
        if isinstance(choice, RowChoice):
            found.update(dict.fromkeys(keys, choice))
    return found


def _groups(prepared: Prepared) -> dict[str, list[RowPlan]]:
    """The rows to be placed, those of one sheet row and year together: they are periods of one milestone."""
    assert prepared.plan is not None
    given = answers(prepared.work)
    rows = [
        row
        for row in prepared.plan.rows
        if row.key in given or (row.question is not None and row.question.kind in PLACING)
    ]
    return {
        f"{sheet}!{row}/{year or ''}": list(group)
        for (sheet, row, year), group in groupby(rows, key=lambda r: (r.sheet, r.row, r.record.target_year))
    }


def place_rows(prepared: Prepared) -> None:
    """A choice for each such row, likely ones first."""
    work, groups = prepared.work, _groups(prepared)
    asked = {name: tuple(row.key for row in group) for name, group in groups.items()}
    if work.get("asked", default={}) != asked:
        work.put(asked, "asked")
    if not groups or prepared.data is None:
        return
    words = _choices_in_words(prepared.data)
    count = sum(len(group) for group in groups.values())
    with st.expander(
        _("Baris yang perlu Anda tentukan ({n})", n=number(count)), expanded=True, key=work.key("questions")
    ):
        _take_suggestions(work, groups)
        for name, group in _page_of(work, groups):
            _ask_row(work, name, group, words)


def _page_of(work: Work, groups: Mapping[str, list[RowPlan]]) -> list[tuple[str, list[RowPlan]]]:
    listed = list(groups.items())
    if len(listed) <= _PAGE:
        return listed
    starts = list(range(0, len(listed), _PAGE))
    start = st.selectbox(
        _("Tampilkan baris"),
        starts,
        format_func=lambda s: _("{first} sampai {last}", first=s + 1, last=min(s + _PAGE, len(listed))),
        key=work.key("page"),
        persist_state="session",
    )
    return listed[start : start + _PAGE]


def _take_suggestions(work: Work, groups: Mapping[str, list[RowPlan]]) -> None:
    clear = {
        name: RowChoice(milestone_id=group[0].suggestions[0].milestone_id)
        for name, group in groups.items()
        if group[0].suggestions and group[0].suggestions[0].score >= CLEARLY_ALIKE and not work.get("row", name)
    }
    if len(clear) > 1:
        st.button(
            _("Pakai saran teratas untuk {n} baris yang miripnya 90% atau lebih", n=number(len(clear))),
            key=work.key("suggested"),
            on_click=_answer,
            args=(work, clear),
        )


def _answer(work: Work, chosen: Mapping[str, RowChoice]) -> None:
    for name, choice in chosen.items():
        work.put(choice, "row", name)


def _choices_in_words(data: MatrixData) -> dict[RowChoice, str]:
    """Every place a row can go to: a milestone that exists, or a new one below a measure."""
    words = {RowChoice(milestone_id=m.id): f"{m.row_code} · {title_of(m)}" for m in data.milestones if not m.cancelled}
    for m in data.milestones:
        below = _("target capaian baru di bawah {code}, ukuran {n}", code=m.commitment.code, n=m.measure.number)
        words.setdefault(RowChoice(new_under_measure=m.measure.id), f"+ {below}")
    words[RowChoice(skip=True)] = _("lewati baris ini")
    return words


def title_of(milestone: StoredMilestone) -> str:
    """What a milestone is about, short enough for a list."""
    return (milestone.activity or milestone.target_text or milestone.measure.wording_for(cso=False))[:90]


def _ask_row(work: Work, name: str, group: list[RowPlan], words: Mapping[RowChoice, str]) -> None:
    row, record = group[0], group[0].record
    when = ", ".join(filter(None, (r.record.period or "" for r in group))) or str(record.target_year or "")
    about = (record.commitment_number, record.commitment_title, record.success_measure, record.milestone)
    target = _("target {when}: {text}", when=when, text=record.target_text) if record.target_text else when
    show(
        html(
            "<p style='margin-top:.8rem'><strong>{place}</strong> {about}<br><em>{target}</em></p>",
            place=f"{row.sheet}!{row.row}",
            about=" · ".join(filter(None, about))[:300],
            target=target,
        )
    )
    if row.question is not None:
        frame.quiet(row.question.message)
    likely = {RowChoice(milestone_id=s.milestone_id): s.score for s in row.suggestions}
    st.selectbox(
        _("Baris ini adalah"),
        [None, *likely, *(choice for choice in words if choice not in likely)],
        format_func=lambda choice: _in_words(choice, words, likely),
        key=work.key("row", name),
        persist_state="session",
    )


def _in_words(choice: RowChoice | None, words: Mapping[RowChoice, str], likely: Mapping[RowChoice, float]) -> str:
    if choice is None:
        return _("belum ditentukan (tidak diterapkan)")
    score = " · " + _("mirip {n}%", n=number(likely[choice], 0)) if choice in likely else ""
    return words.get(choice, "–") + score


# -- alike questions, answered together ------------------------------------------------------------------------------


def ask_emptied(prepared: Prepared) -> None:
    """Cells that were sent with something in them and came back empty: kept, unless a person says otherwise."""
    assert prepared.plan is not None
    assert prepared.choices is not None
    work, erased = prepared.work, prepared.choices.erase
    cells = [cell for cell in prepared.plan.cells if cell.outcome is Outcome.EMPTIED or cell.key in erased]
    cells = [cell for cell in cells if cell.column_key not in NEVER_ERASED]
    if prepared.sender_only:  # the rest is not theirs to erase
        cells = [cell for cell in cells if BY_KEY[cell.column_key].home is Home.REPORT]
    if not cells:
        return
    words = {KEEP: _("pertahankan semua"), ERASE: _("kosongkan semua"), EACH: _("pilih satu per satu")}
    answer = st.radio(
        _("{n} sel dikirim berisi dan kembali kosong", n=number(len(cells))),
        list(words),
        format_func=lambda choice: words[choice],
        horizontal=True,
        key=work.key("emptied"),
        persist_state="session",
        help=_("Sel kosong biasanya berarti “tidak berubah”."),
    )
    if answer == EACH:
        labels = {cell.key: _label(cell) for cell in cells}
        st.multiselect(
            _("Sel yang dikosongkan"),
            list(labels),
            format_func=lambda key: labels.get(key, key),
            key=work.key("erased"),
            persist_state="session",
        )


def _label(cell: CellPlan) -> str:
    return f"{cell.row_code} · {_(BY_KEY[cell.column_key].title)}: {cell.before[:60]}"


def ask_wordings(prepared: Prepared) -> None:
    """Changed sentences of measures become proposals: word by word, all of them or none with one click."""
    assert prepared.plan is not None
    cells = [c for c in _writing(prepared.plan) if BY_KEY[c.column_key].home is Home.WORDING]
    if not cells:
        return
    work, keys = prepared.work, [cell.key for cell in cells]
    with st.container(border=True):
        st.markdown(_("{n} rumusan ukuran keberhasilan diubah; tiap perubahan menjadi usulan.", n=number(len(cells))))
        show(html("<div>{lines}</div>", lines=join([_word_by_word(cell) for cell in cells[:_MOST_WORDINGS]])))
        if len(cells) > _MOST_WORDINGS:
            frame.quiet(_("{n} lainnya ada dalam daftar perubahan.", n=number(len(cells) - _MOST_WORDINGS)))
        with st.container(horizontal=True):
            for name, text, take in (("take", _("Ajukan semua"), True), ("leave", _("Biarkan semua"), False)):
                st.button(text, key=work.key("wordings", name), on_click=work.decide, args=(dict.fromkeys(keys, take),))


def _word_by_word(cell: CellPlan) -> Markup:
    tags = {"removed": Markup("del"), "added": Markup("ins")}
    pieces = [
        html("{text}", text=text) if kind == "equal" else html("<{tag}>{text}</{tag}> ", tag=tags[kind], text=text)
        for kind, text in difference(cell.before, cell.after)
    ]
    return html(
        '<p style="margin:.2rem 0 .6rem;overflow-wrap:anywhere"><strong>{code}</strong> {pieces}<br>'
        '<span class="kecil">{place}</span></p>',
        code=cell.row_code,
        pieces=join(pieces),
        place=f"{cell.sheet}!{cell.cell}",
    )


def _writing(plan: ImportPlan) -> Iterable[CellPlan]:
    return (cell for cell in plan.cells if cell.outcome in WRITING)
