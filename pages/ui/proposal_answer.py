"""The form in which the secretariat answers a proposal."""

from __future__ import annotations

from typing import Any

import streamlit as st

from models.commands.proposals import Answer, answer_proposal
from models.language import N_, _, short_date
from models.queries.meetings import commitment_names
from models.queries.proposals import ProposalRecord
from models.rules.access import Action
from models.vocabulary import ProposalState, label
from pages.ui.entry import show_news
from pages.ui.gate import Visit, database
from pages.ui.row_form import RowForm

_FIELDS = {
    "state": N_("Keadaan"),
    "response": N_("Jawaban beralasan"),
    "responded_on": N_("Dijawab pada"),
    "commitment_id": N_("Menjadi bagian komitmen"),
}


def answer_form(visit: Visit, row: ProposalRecord) -> None:
    """What became of the proposal, why, on which day and in which commitment; for who may release it."""
    if not visit.may(Action.RELEASE):
        return
    show_news()
    with database() as session:
        commitments = {c.id: f"{c.code} {c.title}" for c in commitment_names(session, visit.actor)}
    stored = {
        "state": row.state.value,
        "response": row.response,
        "responded_on": row.responded_on,
        "commitment_id": row.commitment.id if row.commitment else None,
    }
    form = RowForm("proposal", row.id, row.version, stored, _FIELDS, _words(commitments))
    with st.expander(_("Jawab usulan ini"), expanded=not row.is_answered, icon=":material/reply:"):
        form.show_conflict(visit)
        with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
            states = [state.value for state in ProposalState]
            st.selectbox(
                form.title("state"),
                states,
                index=form.index("state", states),
                format_func=lambda value: label(ProposalState(value)),
                key=form.key("state"),
            )
            st.text_area(form.title("response"), value=form.value("response"), key=form.key("response"), height=140)
            st.date_input(
                form.title("responded_on"),
                max_value=visit.today,
                format="DD/MM/YYYY",
                value=form.value("responded_on"),
                key=form.key("responded_on"),
            )
            options = [None, *commitments]
            st.selectbox(
                form.title("commitment_id"),
                options,
                index=form.index("commitment_id", options),
                format_func=lambda key: commitments.get(key, _("Belum menjadi bagian komitmen")),
                key=form.key("commitment_id"),
                placeholder=_("Belum menjadi bagian komitmen"),
            )
            pressed = st.form_submit_button(_("Simpan jawaban"), type="primary")
    if pressed:
        answer = Answer(
            ProposalState(form.draft["state"]),
            form.draft["response"],
            form.draft["responded_on"],
            form.draft["commitment_id"],
        )
        form.save(
            lambda session, actor: answer_proposal(session, actor, row.id, answer, shown_version=form.draft.version),
            _("Jawaban tersimpan dan terbuka untuk umum."),
        )


def _words(commitments: dict[int, str]) -> Any:
    def words(name: str, value: Any) -> str:
        if name == "state":
            return label(ProposalState(value))
        if name == "responded_on":
            return short_date(value)
        return commitments.get(value, "–") if name == "commitment_id" else str(value)

    return words
