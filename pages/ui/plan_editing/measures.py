"""The forms of a commitment's measures and milestones: wording by each side, targets, dates as written, weights, and
interim targets per period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlmodel import Session

from models.commands import commitments as commands
from models.language import N_, _, number, percent, short_date
from models.problems import Invalid
from models.queries.plan_entry import CommitmentEntry, MeasureEntry, MilestoneEntry
from models.queries.plans import period_name
from models.queries.worklist import MilestoneWork
from models.rules.access import Actor
from models.rules.periods import last_day, span_of
from models.vocabulary import Horizon, PartyRole, Precision, Reporter, label
from pages.ui import frame
from pages.ui.entry import news, read_percent, show_news
from pages.ui.gate import Visit, change
from pages.ui.markup import badge, html, join, show
from pages.ui.meetings.editing import Choices, several
from pages.ui.plan_editing.settings import day_input
from pages.ui.reporting.milestone_form import cancel_section, milestone_form
from pages.ui.row_form import RowForm
from reports.matrix.dates import read_when
from reports.matrix.values import read_number

_WORDING = {"text": N_("Rumusan (Indonesia)"), "text_en": N_("Rumusan (Inggris)"), "source": N_("Sumber")}
_SIDES = (Reporter.PLAN, Reporter.AGENCY, Reporter.CSO)
_MILESTONE = {
    "activity": N_("Kegiatan"),
    "target_text": N_("Target"),
    "target_value": N_("Nilai target"),
    "target_unit": N_("Satuan"),
    "weight": N_("Bobot"),
    "starts_on": N_("Mulai"),
    "due_text": N_("Batas waktu sebagaimana tertulis"),
    "due_on": N_("Batas waktu, bila berbeda dari yang tertulis"),
    "horizon": N_("Jangka"),
    "responsible": N_("Penanggung jawab"),
}
_PART_PRECISION = {"Q": Precision.QUARTER, "S": Precision.SEMESTER, "B": Precision.MONTH}


def _plain(_name: str, value: Any) -> str:
    return str(value if value is not None else "")


# -- measures ---------------------------------------------------------------------------------------------------------


def measures(visit: Visit, entry: CommitmentEntry, choices: Choices) -> None:
    """Every measure with its wordings and milestones, and room for another."""
    if not entry.measures:
        frame.empty(
            _("Belum ada ukuran keberhasilan."), _("Tulis rumusannya di bawah; target capaian menyusul padanya.")
        )
    for measure in entry.measures:
        _measure(visit, entry, measure, choices)
    st.subheader(_("Ukuran keberhasilan baru"), anchor="baru")
    blank = {**dict.fromkeys(_WORDING, ""), "reporter": Reporter.PLAN.value}
    titles = {**_WORDING, "reporter": N_("Rumusan siapa")}
    form = RowForm("success_measure", -entry.id, 0, blank, titles, _plain)
    with st.form(f"{form.draft.name}/form", enter_to_submit=False):
        _wording_fields(form, _SIDES)
        pressed = st.form_submit_button(_("Tambah ukuran keberhasilan"), type="primary")
    if pressed:
        values = {name: form.draft[name] for name in titles}
        form.save(
            lambda session, actor: commands.add_measure(
                session,
                actor,
                entry.id,
                values["text"],
                text_en=values["text_en"],
                reporter=Reporter(values["reporter"]),
                source=values["source"],
            ),
            _("Ukuran keberhasilan ditambahkan."),
        )


def _wording_fields(form: RowForm, sides: tuple[Reporter, ...]) -> None:
    options = [side.value for side in sides]
    st.selectbox(
        _("Rumusan siapa"),
        options,
        index=form.index("reporter", options),
        format_func=lambda s: label(Reporter(s)),
        key=form.key("reporter"),
    )
    st.text_area(form.title("text"), value=form.value("text"), key=form.key("text"), height=90)
    st.text_area(form.title("text_en"), value=form.value("text_en"), key=form.key("text_en"), height=68)
    st.text_input(form.title("source"), value=form.value("source"), key=form.key("source"))


def _measure(visit: Visit, entry: CommitmentEntry, measure: MeasureEntry, choices: Choices) -> None:
    title = _("Ukuran keberhasilan {n}", n=measure.number)
    st.subheader(
        title + (_(" (dibatalkan)") if measure.cancelled else ""), anchor=f"uk-{measure.number}", divider="gray"
    )
    for wording in measure.wordings:
        show(
            html(
                '<p style="max-width:56rem"><span class="kecil">{side}</span><br>{text}{english}</p>',
                side=label(wording.reporter) + (_(", edisi {n}", n=wording.edition) if wording.edition > 1 else ""),
                text=wording.text_id,
                english=html('<br><span lang="en" class="kecil">{text}</span>', text=wording.text_en)
                if wording.text_en
                else "",
            )
        )
    with st.expander(_("Ubah rumusan")):
        _reword(visit, measure)
    for milestone in measure.milestones:
        show(_milestone_line(entry, milestone, choices))
    with st.expander(_("Tambah target capaian pada ukuran {n}", n=measure.number)):
        _new_milestone(entry, measure, choices)
    with st.expander(_("Aktifkan kembali ukuran ini") if measure.cancelled else _("Batalkan ukuran ini")):
        _cancel(measure)


def _reword(visit: Visit, measure: MeasureEntry) -> None:
    side = Reporter(
        st.selectbox(
            _("Rumusan siapa"),
            [s.value for s in _SIDES],
            format_func=lambda s: label(Reporter(s)),
            key=f"rumusan/{measure.id}",
        )
    )
    current = measure.worded_by(side)
    stored = {
        "text": "\n".join(w.text_id for w in current),
        "text_en": "\n".join(w.text_en for w in current if w.text_en),
        "source": "",
        "shown": [w.id for w in current],
    }
    form = RowForm("measure_wording", measure.id, 0, stored, _WORDING, _plain, part=f"/{side.value}")
    form.show_conflict(visit)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        for name in ("text", "text_en"):
            st.text_area(form.title(name), value=form.value(name), key=form.key(name), height=80)
        st.text_input(form.title("source"), value=form.value("source"), key=form.key("source"))
        reason = st.text_input(_("Alasan perubahan"), key=form.key("reason"))
        pressed = st.form_submit_button(_("Simpan rumusan"))
    frame.quiet(_("Rumusan sebelumnya tetap tersimpan sebagai edisi dengan tanggalnya."))
    if pressed and not form.draft.changed("text", "text_en"):
        st.info(_("Tidak ada yang berubah, jadi tidak ada yang disimpan."))
    elif pressed:
        values = {name: form.draft[name] for name in _WORDING}
        shown = form.draft["shown"]
        form.save(
            lambda session, actor: commands.word_measure(
                session,
                actor,
                measure.id,
                side,
                values["text"],
                text_en=values["text_en"],
                source=values["source"],
                shown=shown,
            ),
            _("Rumusan tersimpan."),
            reason=reason,
        )


def _cancel(measure: MeasureEntry) -> None:
    reason = st.text_input(_("Alasan"), key=f"batal-ukuran/{measure.id}/{measure.version}")
    n = len(measure.milestones)
    st.text(_("Berlaku juga untuk {n} target capaiannya. Semua tetap ada dalam riwayat.", n=number(n)))
    pressed = st.button(
        _("Aktifkan kembali ukuran {n}", n=measure.number)
        if measure.cancelled
        else _("Batalkan ukuran {n}", n=measure.number),
        key=f"batal-ukuran/{measure.id}",
        disabled=not reason.strip() and not measure.cancelled,
    )
    if pressed:
        with change(reason) as attempt:
            commands.cancel_measure(
                attempt.session,
                attempt.actor,
                measure.id,
                cancelled=not measure.cancelled,
                shown_version=measure.version,
            )
        if attempt.done:
            news(_("Ukuran keberhasilan {n} tersimpan.", n=measure.number))
            st.rerun()


# -- milestones -------------------------------------------------------------------------------------------------------


def _milestone_line(entry: CommitmentEntry, milestone: MilestoneEntry, choices: Choices) -> Any:
    names = [choices.organisations[key].split(" – ")[0] for key in milestone.responsible]
    due = milestone.due_text or (short_date(milestone.due_on) if milestone.due_on else _("tanpa batas waktu"))
    interim = [
        f"{p.code} {p.year}: {percent(t.percent) if t.percent is not None else t.text}"
        for p in entry.periods
        if (t := milestone.interim.get(p.id)) and (t.percent is not None or t.text)
    ]
    about = [
        _("batas waktu {due}", due=due),
        ", ".join(names) or _("tanpa penanggung jawab"),
        _("bobot {weight}", weight=number(milestone.weight, 6)) if milestone.weight != 1 else "",
        " · ".join(interim),
    ]
    return html(
        '<p style="border-left:3px solid #D9D9D6;padding:.1rem 0 .1rem .8rem;max-width:56rem">'
        "<strong>{code}</strong> {link}{cancelled}<br><span class='kecil'>{about}</span></p>",
        code=milestone.row_code,
        link=frame.link(milestone.title or _("Target akhir rencana aksi"), "rencana", baris=milestone.row_code),
        cancelled=_(" (dibatalkan)") if milestone.cancelled else "",
        about=" · ".join(filter(None, about)),
    )


def _new_milestone(entry: CommitmentEntry, measure: MeasureEntry, choices: Choices) -> None:
    leads = [key for key in choices.organisations if key in entry.parties[PartyRole.LEAD]]
    blank: dict[str, Any] = {
        **dict.fromkeys(_MILESTONE, ""),
        "starts_on": None,
        "due_on": None,
        "weight": "1",
        "horizon": Horizon.WITHIN.value,
        "responsible": leads,
        **{f"percent_{p.id}": "" for p in entry.periods},
    }
    form = RowForm("milestone", -measure.id, 0, blank, _MILESTONE, _plain)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        st.text_area(form.title("activity"), value=form.value("activity"), key=form.key("activity"), height=80)
        st.text_area(form.title("target_text"), value=form.value("target_text"), key=form.key("target_text"), height=80)
        value, unit, weight = st.columns([1, 2, 1])
        with value:
            st.text_input(form.title("target_value"), value=form.value("target_value"), key=form.key("target_value"))
        with unit:
            st.text_input(form.title("target_unit"), value=form.value("target_unit"), key=form.key("target_unit"))
        with weight:
            st.text_input(form.title("weight"), value=form.value("weight"), key=form.key("weight"))
        words, due = st.columns([3, 2])
        with words:
            st.text_input(
                form.title("due_text"),
                value=form.value("due_text"),
                key=form.key("due_text"),
                placeholder=_("misalnya Triwulan II 2026 atau 30 Juni 2026"),
                help=_("Ditulis apa adanya; tanggalnya dibaca dari sini: akhir triwulan, akhir bulan, atau hari itu."),
            )
        with due:
            day_input(form, "due_on")
        start, horizon = st.columns([2, 3])
        with start:
            day_input(form, "starts_on")
        with horizon:
            horizons = [h.value for h in Horizon]
            st.selectbox(
                form.title("horizon"),
                horizons,
                index=form.index("horizon", horizons),
                format_func=lambda h: label(Horizon(h)),
                key=form.key("horizon"),
            )
        several(form.title("responsible"), choices.organisations, form.key("responsible"), form.value("responsible"))
        if entry.periods:
            frame.quiet(_("Target per periode dalam persen; kosongkan yang tidak ditetapkan."))
            _interim_boxes(form, [(p.id, f"{p.code} {p.year}") for p in entry.periods])
        pressed = st.form_submit_button(_("Tambah target capaian"), type="primary")
    if pressed:
        _add(form, entry, measure)


def _interim_boxes(form: RowForm, periods: list[tuple[int, str]]) -> None:
    for start in range(0, len(periods), 4):
        for place, (key, name) in zip(st.columns(4), periods[start : start + 4], strict=False):
            with place:
                st.text_input(f"{name} (%)", value=form.value(f"percent_{key}"), key=form.key(f"percent_{key}"))


def _add(form: RowForm, entry: CommitmentEntry, measure: MeasureEntry) -> None:
    typed = {name: form.draft[name] for name in _MILESTONE}
    wanted = {p.id: str(form.draft[f"percent_{p.id}"]) for p in entry.periods}

    def write(session: Session, actor: Actor) -> None:
        values = milestone_values(typed)
        milestone = commands.add_milestone(session, actor, measure.id, values, organisation_ids=typed["responsible"])
        for period_id, text in wanted.items():
            asked = read_percent(text)
            if asked is not None:
                commands.set_interim_target(session, actor, milestone.id or 0, period_id, percent=asked)

    form.save(write, _("Target capaian ditambahkan pada ukuran {n}.", n=measure.number))


def milestone_values(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What the form says in the terms of the command; the due date is read from its words where no day was chosen."""
    if not str(typed["activity"]).strip() and not str(typed["target_text"]).strip():
        raise Invalid(N_("Tulis kegiatan atau targetnya."), field="activity")
    values = {name: typed[name] for name in ("activity", "target_text", "target_unit", "starts_on", "due_text")}
    values["horizon"] = Horizon(typed["horizon"])
    for name in ("target_value", "weight"):
        written = str(typed[name]).strip()
        figure = read_number(written) if written else None
        if written and figure is None:
            raise Invalid(N_("“{value}” bukan angka. Tulis misalnya 2 atau 1,5."), field=name, value=written[:40])
        values[name] = figure
    values["weight"] = 1.0 if values["weight"] is None else values["weight"]
    day, precision = due_from_words(str(typed["due_text"]))
    values["due_on"] = typed["due_on"] or day
    values["due_precision"] = Precision.DAY if typed["due_on"] else precision
    return values


def due_from_words(text: str) -> tuple[dt.date | None, Precision | None]:
    """The last day of what is written about a deadline, and how exact it was: "Triwulan II 2026" is 30 June."""
    when = read_when(text) if text.strip() else None
    if when is None:
        return None, None
    if when.end is not None:
        return when.end, Precision.DAY
    known = [period for period in when.periods if period.year is not None]
    if not known:
        return None, None
    last = known[-1]
    assert last.year is not None
    if not last.part:
        return span_of(dt.date(last.year, 12, 31), Precision.YEAR)[1], Precision.YEAR
    month = last.last_month
    if month is None:
        return None, None
    return last_day(last.year, month), _PART_PRECISION.get(last.part[0], Precision.MONTH)


# -- one milestone ----------------------------------------------------------------------------------------------------


def one_milestone(visit: Visit, work: MilestoneWork, choices: Choices) -> None:
    """Everything about one milestone: its own fields, who answers for it, its target per period."""
    code = work.commitment.code
    frame.head(
        work.picture.title or work.picture.row_code,
        trail=(
            (_("Rencana aksi dan periode"), frame.address("rencana", rencana=work.plan.code)),
            (
                code,
                frame.address("rencana", komitmen=code, **{"bagian-komitmen": "ukuran"}),
            ),
        ),
    )
    links = [
        frame.link(_("Isi laporan"), "mutakhirkan", baris=work.picture.row_code),
        frame.link(_("Riwayat"), "riwayat", baris=work.picture.row_code),
    ]
    show(
        html(
            "<p>{badge} &nbsp; <strong>{code}</strong> · {links}</p>",
            badge=badge(work.picture.standing.light),
            code=work.picture.row_code,
            links=join(links, " · "),
        )
    )
    show_news()
    milestone_form(visit, work)
    st.subheader(_("Penanggung jawab"), anchor=False)
    _responsible(visit, work, choices)
    if work.periods:
        st.subheader(_("Target per periode"), anchor=False)
        _interim(visit, work)
    cancel_section(work)


def _responsible(visit: Visit, work: MilestoneWork, choices: Choices) -> None:
    own = {o.id for o in work.picture.responsible}
    stored = {"responsible": [key for key in choices.organisations if key in own]}
    form = RowForm(
        "milestone_party",
        work.picture.id,
        0,
        stored,
        {"responsible": N_("Penanggung jawab")},
        lambda _name, value: ", ".join(choices.organisations[key] for key in value),
    )
    form.show_conflict(visit)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        several(form.title("responsible"), choices.organisations, form.key("responsible"), form.value("responsible"))
        pressed = st.form_submit_button(_("Simpan penanggung jawab"))
    if pressed:
        chosen, shown = form.draft["responsible"], form.shown("responsible")
        form.save(
            lambda session, actor: commands.set_responsible(session, actor, work.picture.id, chosen, shown=shown),
            _("Penanggung jawab tersimpan."),
        )


def _interim(visit: Visit, work: MilestoneWork) -> None:
    stored: dict[str, Any] = {}
    titles: dict[str, str] = {}
    for period in work.periods:
        stands = work.targets.get(period.id)
        stored[f"percent_{period.id}"] = number(stands.percent, 4) if stands and stands.percent is not None else ""
        stored[f"text_{period.id}"] = stands.text if stands else ""
        stored[f"version_{period.id}"] = stands.version if stands else 0
        titles[f"percent_{period.id}"] = f"{period_name(period)} (%)"
        titles[f"text_{period.id}"] = period_name(period)
    form = RowForm("milestone_target", work.picture.id, 0, stored, titles, _plain)
    form.show_conflict(visit)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        for period in work.periods:
            figure, words = st.columns([1, 3])
            with figure:
                st.text_input(
                    f"{period_name(period)} (%)",
                    value=form.value(f"percent_{period.id}"),
                    key=form.key(f"percent_{period.id}"),
                )
            with words:
                st.text_input(
                    _("Dalam kata-kata"), value=form.value(f"text_{period.id}"), key=form.key(f"text_{period.id}")
                )
        pressed = st.form_submit_button(_("Simpan target per periode"))
    if not pressed:
        return
    changed = {int(name.rsplit("_", 1)[1]) for name in form.changed()}
    if not changed:
        st.info(_("Tidak ada yang berubah, jadi tidak ada yang disimpan."))
        return

    def write(session: Session, actor: Actor) -> None:
        for key in sorted(changed):
            commands.set_interim_target(
                session,
                actor,
                work.picture.id,
                key,
                text=form.draft[f"text_{key}"],
                percent=read_percent(form.draft[f"percent_{key}"]),
                shown_version=form.draft[f"version_{key}"],
            )

    form.save(write, _("Target per periode tersimpan."))
