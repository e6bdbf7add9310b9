"""Many milestones of a period at once. One press saves every row that was typed in, or none of them.

The grid keeps the rows as they were shown, each with its version: what the database holds now may only be
overwritten by somebody who has seen it. Nothing typed is lost by a refusal, by a change of filter or of page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import streamlit as st
from sqlmodel import Session

from models.commands.progress import add_evidence_link
from models.commands.report_entry import ReportKey
from models.language import N_, _, number, percent, plural
from models.problems import Invalid, Stale, TrackerError
from models.queries.history import last_touch
from models.queries.plans import period_name
from models.queries.worklist import WorkRow
from models.rules.access import Actor
from models.rules.periods import Period
from models.vocabulary import Completion, label
from pages.ui import frame
from pages.ui.entry import TABLE_STYLE, Clash, clash_table, news
from pages.ui.gate import Visit, change, database
from pages.ui.markup import html, join, show, verbatim
from pages.ui.reporting.fields import REMARKS, TEXTS, content_of, field_name, in_words, shown_values
from pages.ui.reporting.form import read_links, save_report

#: columns a person may type in: the report's own and a new evidence link
TYPED = (*TEXTS, "link")
_FIXED = ("row", "title", "reporter", "target", "state", "evidence")
_ORDER = ("row", "reporter", "title", "target", *TEXTS, "link", "evidence", "state")

Load = Callable[[Session], tuple[WorkRow, ...]]


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of which something was typed: only the cells that differ from what is stored."""

    row: WorkRow
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one typed row; a stale one carries what stands now."""

    row: WorkRow
    problem: str = ""
    stale: bool = False


class NotSaved(TrackerError):
    """At least one row cannot be saved, so none was."""

    default = N_("Tidak ada yang disimpan: {bad} dari {total} baris perlu diperiksa. Isian Anda tetap ada.")

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        bad = [o for o in outcomes if o.problem]
        super().__init__(bad=number(len(bad)), total=number(len(outcomes)))
        self.outcomes = tuple(outcomes)


# -- what is shown and what was typed, as plain values --------------------------------------------------------------


def cells_of(row: WorkRow) -> dict[str, Any]:
    """A row as the grid shows it. The address in ``row`` opens the milestone's own form."""
    return {
        "row": frame.address("mutakhirkan", baris=row.row_code, pelapor=row.reporter.key),
        "title": row.title,
        "reporter": row.reporter.organisation.short,
        "target": percent(row.target) if row.target is not None else row.target_text[:60],
        **shown_values(row.report),
        "link": "",
        "evidence": len(row.report.evidence) if row.report else 0,
        "state": label(row.report.state) if row.report else _("Draf pelapor") if row.hidden else _("Belum ada"),
    }


def typed_rows(rows: Sequence[WorkRow], cells: Sequence[Mapping[str, Any]]) -> list[TypedRow]:
    """The rows whose cells differ from what is stored in the version that was shown."""
    found = []
    for row, typed in zip(rows, cells, strict=True):
        stored = cells_of(row)
        differing = {name: _text(typed[name]) for name in TYPED if _text(typed[name]) != _text(stored[name])}
        if differing:
            found.append(TypedRow(row, differing))
    return found


def _text(value: Any) -> str:
    """What a cell says; an empty one comes back from the editor as None or as "not a number"."""
    return "" if value is None or value != value else str(value)


# -- saving ---------------------------------------------------------------------------------------------------------


def save_rows(
    session: Session, actor: Actor, period: Period, typed: Sequence[TypedRow], received_on: dt.date
) -> list[Outcome]:
    """Write every typed row, as one transaction of the caller's. Raises NotSaved with what became of each row."""
    outcomes = []
    for row in typed:
        if session.is_active:
            outcomes.append(_try(session, actor, period, row, received_on))
        else:  # the database refused the row before; nothing can be tried after it
            outcomes.append(Outcome(row.row, _("Belum diperiksa. Simpan sekali lagi.")))
    if any(outcome.problem for outcome in outcomes):
        raise NotSaved(outcomes)
    return outcomes


def _try(session: Session, actor: Actor, period: Period, typed: TypedRow, received_on: dt.date) -> Outcome:
    try:
        _save_one(session, actor, period, typed, received_on)
    except Stale as error:
        return Outcome(typed.row, str(error), stale=True)
    except TrackerError as error:
        return Outcome(typed.row, _at_column(error))
    return Outcome(typed.row)


def _save_one(session: Session, actor: Actor, period: Period, typed: TypedRow, received_on: dt.date) -> None:
    row = typed.row
    names = [name for name in typed.cells if name in TEXTS]
    content = content_of(typed.cells, names)
    links = read_links(str(typed.cells.get("link", "")))
    if names:
        key = ReportKey(row.milestone_id, period.id, row.reporter.organisation.id, row.reporter.assessor)
        save_report(
            session, actor, key, content,
            version=row.version, received_on=received_on, links=links, hidden=row.hidden,
        )  # fmt: skip
    elif row.report is None:
        raise Invalid(N_("Isi sekurangnya persentase, tingkat penyelesaian, atau capaian."), field="percent")
    else:
        for title, url in links:
            add_evidence_link(session, actor, row.report.id, url, title=title)


def _at_column(error: TrackerError) -> str:
    name = getattr(error, "field", None)
    column = field_name(name) if name in TEXTS else _("Tautan data dukung") if name == "evidence" else ""
    return f"{column}: {error}" if column else str(error)


def remarks_on(typed: Sequence[TypedRow], received_on: dt.date) -> list[str]:
    """What to point out about rows that were saved, one sentence each with the rows it is about."""
    rows: dict[str, list[str]] = {}
    for one in typed:
        now = {**shown_values(one.row.report), **one.cells}
        content = content_of(now, list(TEXTS))
        has_evidence = bool(one.cells.get("link") or (one.row.report and one.row.report.evidence))
        for remark in one.row.yardstick.remarks(
            one.row.reporter.assessor,
            content["percent"],
            content["completion"],
            obstacle=content["obstacle"],
            has_evidence=has_evidence,
            day=received_on,
        ):
            rows.setdefault(_(REMARKS[remark]), []).append(one.row.row_code)
    return [f"{', '.join(codes)}: {sentence}" for sentence, codes in rows.items()]


# -- what the session keeps of a grid -------------------------------------------------------------------------------


@dataclass
class Sheet:
    """The rows of one choice of filters as they were shown, and what was typed into them."""

    rows: list[WorkRow]
    #: what the editor starts from; may hold typing that outlived the editor
    start: list[dict[str, Any]]
    cells: list[dict[str, Any]]
    generation: int = 0
    revision: str = ""
    outcomes: list[Outcome] = field(default_factory=list)
    #: what was typed when a save was refused: outcomes speak of that and of nothing typed since
    tried: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def refused(self, outcomes: Sequence[Outcome]) -> None:
        """Keep what became of each row."""
        self.outcomes = list(outcomes)
        self.tried = {one.row.key: one.cells for one in self.typed}

    def drop_mended(self) -> None:
        """Forget what was said of rows that were typed in since; a conflict stays until somebody decides it."""
        now = {one.row.key: one.cells for one in self.typed}
        self.outcomes = [o for o in self.outcomes if o.stale or now.get(o.row.key) == self.tried.get(o.row.key)]

    @property
    def typed(self) -> list[TypedRow]:
        return typed_rows(self.rows, self.cells)

    def again(self) -> None:
        """Draw the editor anew from what it holds now."""
        self.start = self.cells
        self.generation += 1

    def take(self, fresh: WorkRow, *, keep_typed: bool) -> None:
        """Put what is stored now in a row's place; typing stays, or gives way to it."""
        place = next(i for i, row in enumerate(self.rows) if row.key == fresh.key)
        mine = {name: self.cells[place][name] for name in self._typed_in(place)} if keep_typed else {}
        self.rows[place] = fresh
        self.cells = [*self.cells[:place], {**cells_of(fresh), **mine}, *self.cells[place + 1 :]]
        self.outcomes = [o for o in self.outcomes if o.row.key != fresh.key]
        self.again()

    def _typed_in(self, place: int) -> list[str]:
        typed = typed_rows([self.rows[place]], [self.cells[place]])
        return list(typed[0].cells) if typed else []


def sheet_for(scope: str, revision: str, load: Callable[[], tuple[WorkRow, ...]]) -> Sheet:
    """The sheet of these filters: with what was typed, else as stored now."""
    sheets: dict[str, Sheet] = st.session_state.setdefault("sheets", {})
    sheet = sheets.get(scope)
    if sheet is None or (sheet.revision != revision and not _is_typed_in(scope, sheet)):
        rows = load()
        cells = [cells_of(row) for row in rows]
        generation = sheet.generation + 1 if sheet else 0
        sheet = sheets[scope] = Sheet(list(rows), cells, cells, generation, revision)
    elif _editor_key(scope, sheet) not in st.session_state:
        sheet.again()  # somebody comes back to what they were typing
    return sheet


def _is_typed_in(scope: str, sheet: Sheet) -> bool:
    """Whether something is typed, seen by the last run or just arrived from the browser."""
    arrived = st.session_state.get(_editor_key(scope, sheet)) or {}
    return bool(sheet.typed) or bool(arrived.get("edited_rows"))


def forget(scope: str) -> None:
    """Drop what was typed under these filters."""
    sheet: Sheet | None = st.session_state.setdefault("sheets", {}).get(scope)
    if sheet:
        sheet.cells = [cells_of(row) for row in sheet.rows]
        sheet.outcomes = []
        sheet.revision = ""
        sheet.generation += 1


def _editor_key(scope: str, sheet: Sheet) -> str:
    return f"tabel/{scope}/{sheet.generation}"


# -- drawing --------------------------------------------------------------------------------------------------------


def milestone_grid(visit: Visit, period: Period, scope: str, revision: str, load: Load) -> None:
    """The grid with its save button; below that what became of the rows of a refused save."""

    def load_now() -> tuple[WorkRow, ...]:
        with database() as session:
            return load(session)

    sheet = sheet_for(scope, revision, load_now)
    if not sheet.rows:
        frame.empty(
            _("Tidak ada target capaian yang perlu dilaporkan untuk {period}.", period=period_name(period)),
            _("Pilih periode atau instansi lain, atau buka satu target capaian."),
        )
        return
    _lead(sheet, period)
    sheet.cells = _editor(scope, sheet)
    typed = sheet.typed
    sheet.drop_mended()
    received_on, pressed = _save_row(visit, typed, scope)
    if pressed:
        _save(period, sheet, typed, received_on, scope)
    if sheet.outcomes:
        _outcomes(visit, sheet, load)


def _lead(sheet: Sheet, period: Period) -> None:
    reported = sum(1 for row in sheet.rows if row.report)
    frame.quiet(
        _(
            "{period}: {reported} dari {total} baris sudah ada laporannya. Ketik langsung di tabel; klik dua kali "
            "untuk teks panjang. Kode baris membuka formulirnya.",
            period=period_name(period),
            reported=number(reported),
            total=number(len(sheet.rows)),
        )
    )


def _editor(scope: str, sheet: Sheet) -> list[dict[str, Any]]:
    words = st.column_config
    shown: list[dict[str, Any]] = st.data_editor(
        sheet.start,
        key=_editor_key(scope, sheet),
        hide_index=True,
        num_rows="fixed",
        placeholder="–",
        disabled=list(_FIXED),
        column_order=list(_ORDER),
        height=min(35 * len(sheet.rows) + 38, 640),
        alt=_("Tabel target capaian: satu baris per target capaian dan pelapor"),
        column_config=cast(
            "Any",
            {
                "row": words.LinkColumn(_("Kode baris"), display_text=r"baris=([^&]+)", pinned=True, width=112),
                "reporter": words.TextColumn(_("Pelapor"), pinned=True, width=105),
                "title": words.TextColumn(_("Ukuran atau kegiatan"), width=360),
                "target": words.TextColumn(_("Target"), width=90),
                "percent": words.TextColumn(_("Persen"), width=95, help=_("Angka 0–100, misalnya 75,5.")),
                "completion": words.SelectboxColumn(
                    field_name("completion"),
                    options=[level.value for level in Completion],
                    format_func=lambda value: label(Completion(str(value))),
                    width=175,
                ),
                "achievement": words.TextColumn(field_name("achievement"), width=280),
                "obstacle": words.TextColumn(field_name("obstacle"), width=220),
                "next_step": words.TextColumn(field_name("next_step"), width=220),
                "link": words.TextColumn(
                    _("Tautan baru"), width=200, help=_("Ditambahkan ke data dukung: judul, lalu alamat lengkap.")
                ),
                "evidence": words.NumberColumn(_("Data dukung"), width=80),
                "state": words.TextColumn(_("Status"), width=130),
            },
        ),
    )
    return [dict(record) for record in shown]


def _save_row(visit: Visit, typed: Sequence[TypedRow], scope: str) -> tuple[dt.date, bool]:
    left, middle, right = st.columns([2, 3, 2], vertical_alignment="bottom")
    with left:
        day = st.date_input(
            _("Diterima pada"), value=visit.today, max_value=visit.today, format="DD/MM/YYYY", key="grid_received",
            help=_("Hari laporan sampai di Sekretariat: surel 30 Juni yang diisikan 3 Juli tetap tepat waktu."),
        )  # fmt: skip
    with middle:
        pressed = st.button(
            plural("Simpan {n} baris", len(typed)) if typed else _("Simpan"),
            type="primary",
            disabled=not typed,
            key="grid_save",
        )
    with right:
        if typed:
            st.button(_("Buang isian"), key="grid_forget", on_click=forget, args=(scope,), type="tertiary")
    return day, pressed


def _save(period: Period, sheet: Sheet, typed: list[TypedRow], received_on: dt.date, scope: str) -> None:
    with change() as attempt:
        save_rows(attempt.session, attempt.actor, period, typed, received_on)
    if isinstance(attempt.error, NotSaved):
        sheet.refused(attempt.error.outcomes)
    elif isinstance(attempt.error, Stale):  # somebody saved in the moment between check and commit
        sheet.refused([Outcome(one.row, str(attempt.error), stale=True) for one in typed])
    elif attempt.done:
        codes = ", ".join(dict.fromkeys(one.row.row_code for one in typed))
        news(
            _("Tersimpan {period}: {codes}.", period=period_name(period), codes=codes), *remarks_on(typed, received_on)
        )
        forget(scope)
        st.rerun()


# -- after a refused save -------------------------------------------------------------------------------------------


def _outcomes(visit: Visit, sheet: Sheet, load: Load) -> None:
    rows = [
        html(
            '<tr><th scope="row">{code}<br><small>{who}</small></th><td>{sign}</td></tr>',
            code=outcome.row.row_code,
            who=outcome.row.reporter.organisation.short,
            sign=outcome.problem or _("Isian sah, belum disimpan."),
        )
        for outcome in sorted(sheet.outcomes, key=lambda o: not o.problem)
    ]
    show(html('<table class="banding"><tbody>{rows}</tbody></table>{style}', rows=join(rows), style=TABLE_STYLE))
    stale = [o for o in sheet.outcomes if o.stale]
    if not stale:
        return
    with database() as session:
        fresh = {row.key: row for row in load(session)}
        touches = {
            key: last_touch(session, visit.actor, "progress_report", row.report.id)
            for key, row in fresh.items()
            if row.report and any(o.row.key == key for o in stale)
        }
    typed = {one.row.key: one for one in sheet.typed}
    for outcome in stale:
        key = outcome.row.key
        if key not in fresh or key not in typed:
            continue
        st.markdown(f"**{verbatim(f'{outcome.row.row_code} · {outcome.row.reporter.organisation.short}')}**")
        clash_table(_clashes(typed[key], fresh[key]), touches.get(key))
        with st.container(horizontal=True):
            st.button(
                _("Muat yang tersimpan"), key=f"muat/{key}", on_click=sheet.take, args=(fresh[key],),
                kwargs={"keep_typed": False},
            )  # fmt: skip
            st.button(
                _("Pertahankan isian saya"), key=f"tahan/{key}", on_click=sheet.take, args=(fresh[key],),
                kwargs={"keep_typed": True},
            )  # fmt: skip


def _clashes(typed: TypedRow, fresh: WorkRow) -> list[Clash]:
    now = shown_values(fresh.report)
    return [
        Clash(field_name(name), in_words(name, value), in_words(name, now[name]))
        for name, value in typed.cells.items()
        if name in TEXTS
    ]
