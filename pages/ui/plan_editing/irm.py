"""The forms for what OGP's Independent Reporting Mechanism states of a plan and its commitments."""

from __future__ import annotations

import streamlit as st

from models.commands import commitment_basics as commands
from models.language import N_, _
from models.queries.plan_entry import CommitmentEntry, IrmEntry, PlanEntry
from pages.ui import frame
from pages.ui.markup import html, join, show, source_link
from pages.ui.row_form import RowForm

_IRM = {
    "verifiable": N_("Dapat diverifikasi"),
    "relevant_to_ogp_values": N_("Relevan dengan nilai OGP"),
    "ogp_ambition": N_("Ambisi"),
    "potential_for_results": N_("Potensi hasil"),
    "completion": N_("Penyelesaian"),
    "early_results": N_("Hasil awal"),
    "notes": N_("Catatan"),
    "source": N_("Sumber"),
}
#: the IRM's own words, kept in the language in which it states them
_SAID = {
    "verifiable": ("Yes", "No"),
    "relevant_to_ogp_values": ("Yes", "No", "Access to Information", "Civic Participation", "Public Accountability"),
    "ogp_ambition": ("High", "Low", "No Data"),
    "potential_for_results": ("Substantial", "Modest", "Unclear"),
    "completion": ("Complete", "Substantial", "Limited", "Not Started", "No evidence available"),
    "early_results": (
        "Outstanding",
        "Major",
        "Moderate",
        "Significant",
        "Marginal",
        "Did Not Change",
        "Worsened",
        "No Notable Results",
        "No early results to report yet",
        "Pending IRM Review",
        "No IRM Data",
    ),
}


def plan_assessments(entry: PlanEntry, irm: tuple[IrmEntry, ...]) -> None:
    """What the IRM states of the plan as a whole; those of commitments as a list with the way to each."""
    whole = tuple(one for one in irm if not one.commitment_code)
    _assessments(entry.plan.id, None, whole)
    others = [one for one in irm if one.commitment_code]
    st.subheader(_("Per komitmen"), anchor=False)
    if not others:
        frame.quiet(_("Belum ada. Buka komitmennya untuk mencatat penilaian IRM."))
    links = [
        html(
            "<li>{link} · {said}</li>",
            link=frame.link(one.commitment_code, "rencana", komitmen=one.commitment_code, **{"bagian-komitmen": "irm"}),
            said=_in_short(one),
        )
        for one in others
    ]
    show(html("<ul>{links}</ul>", links=join(links)))


def commitment_assessments(entry: CommitmentEntry, irm: tuple[IrmEntry, ...]) -> None:
    """What the IRM states of one commitment."""
    _assessments(entry.plan.id, entry.id, irm)


def _in_short(one: IrmEntry) -> str:
    said = [f"{_(title)}: {one.values[name]}" for name, title in _IRM.items() if name in _SAID and one.values[name]]
    return " · ".join(said) or one.values["notes"][:160]


def _assessments(plan_id: int, commitment_id: int | None, irm: tuple[IrmEntry, ...]) -> None:
    if not irm:
        frame.empty(
            _("Belum ada penilaian IRM yang dicatat."),
            _("Salin pernyataan IRM dari laporannya, dengan sumbernya. Istilahnya tetap dalam bahasa Inggris."),
        )
    for one in irm:
        with st.container(border=True):
            show(
                html(
                    "<p>{said}</p><p class='kecil'>{source}</p>",
                    said=_in_short(one),
                    source=source_link(one.values["source"]),
                )
            )
            if one.values["notes"] and one.values["notes"][:160] != _in_short(one):
                frame.quiet(one.values["notes"])
            with st.expander(_("Ubah atau tarik")):
                _edit(one)
    st.subheader(_("Penilaian baru"), anchor=False)
    form = RowForm("irm_assessment", -(commitment_id or -plan_id * 100_000), 0, dict.fromkeys(_IRM, ""), _IRM, _plain)
    with st.form(f"{form.draft.name}/form", enter_to_submit=False):
        _fields(form)
        pressed = st.form_submit_button(_("Catat penilaian IRM"), type="primary")
    if pressed:
        values = {name: form.draft[name] or "" for name in _IRM}
        form.save(
            lambda session, actor: commands.add_irm(session, actor, plan_id, values, commitment_id=commitment_id),
            _("Penilaian IRM dicatat."),
        )


def _plain(_name: str, value: object) -> str:
    return str(value or "")


def _edit(one: IrmEntry) -> None:
    stored = {name: one.values[name] for name in _IRM}
    form = RowForm("irm_assessment", one.id, 0, stored, _IRM, _plain)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        _fields(form)
        pressed = st.form_submit_button(_("Simpan penilaian IRM"))
    taken_back = st.button(_("Tarik penilaian ini"), key=f"{form.draft.name}/tarik")
    shown = form.draft.shown
    if pressed:
        changed = {name: value or "" for name, value in form.changed().items()}
        form.save(
            lambda session, actor: commands.edit_irm(session, actor, one.id, changed, shown=shown),
            _("Penilaian IRM tersimpan."),
        )
    if taken_back:
        form.save(
            lambda session, actor: commands.take_back_irm(session, actor, one.id, shown=shown),
            _("Penilaian IRM ditarik."),
        )


def _fields(form: RowForm) -> None:
    places = [*st.columns(3), *st.columns(3)]
    for place, name in zip(places, _SAID, strict=True):
        with place:
            options = list(dict.fromkeys(["", *_SAID[name], form.value(name)]))
            st.selectbox(
                form.title(name),
                options,
                index=form.index(name, options),
                format_func=lambda word: word or "–",
                key=form.key(name),
                accept_new_options=True,
            )
    st.text_area(form.title("notes"), value=form.value("notes"), key=form.key("notes"), height=80)
    st.text_input(
        form.title("source"),
        value=form.value("source"),
        key=form.key("source"),
        placeholder="https://www.opengovpartnership.org/…",
    )
