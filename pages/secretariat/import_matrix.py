"""Import of the matrix: upload, see what was understood and what would change, choose, apply, undo.

Nothing is written before "Terapkan"; then the same plan is computed again in the transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from models.language import N_, _, number, plural
from models.problems import NotFound
from models.queries.exchange import list_imports
from models.rules.access import Action
from models.vocabulary import SourceKind
from pages.ui import frame
from pages.ui.gate import Visit, change, database, require
from pages.ui.importing import awaited as import_awaited
from pages.ui.importing import choices as import_choices
from pages.ui.importing import columns as import_columns
from pages.ui.importing import conflicts as import_conflicts
from pages.ui.importing import evidence as import_evidence
from pages.ui.importing import files as import_files
from pages.ui.importing import mend as import_mend
from pages.ui.importing import plan as import_plan
from pages.ui.importing import questions as import_questions
from pages.ui.importing import receipt as import_receipt
from pages.ui.importing import understood as import_understood
from pages.ui.importing.evidence import Placed
from pages.ui.importing.work import Prepared, Work, prepare
from pages.ui.uploads import Uploaded, ask_for_files, open_all
from reports.matrix.apply import PlanMoved, apply_import

ABOUT = N_(
    "Unggah matriks yang dikirim kembali. Anda melihat dulu apa yang akan berubah; "
    "tidak ada yang ditulis sebelum diterapkan."
)


ABOUT_OWN = N_(
    "Unggah matriks yang sudah Anda isi, dengan nama berkas apa pun. Anda melihat dulu apa yang akan dikirim; "
    "tidak ada yang tercatat sebelum Anda terapkan."
)


def page(visit: Visit) -> None:
    """A receipt by ``?id=``, else the way of files from upload to receipt, above the register."""
    wanted = st.query_params.get("id", "")
    if wanted.isdigit():
        _receipt(visit, int(wanted))
        return
    if visit.actor.organisation_id:
        frame.head(_("Kembalikan matriks"), lead=_(ABOUT_OWN))
    else:
        frame.head(_("Impor matriks"), lead=_(ABOUT))
    import_choices.note_for_sender(visit)
    _flash()
    files = ask_for_files()
    if not files:
        import_awaited.show_awaited(visit)
        _register(visit)
        return
    open_all(files)
    prepared = [prepare(visit, Work(file)) for file in files if not file.is_evidence]
    shown = import_files.choose(prepared)
    import_files.show_clashes(prepared)
    evidence = [file for file in files if file.is_evidence]
    if shown is None:
        _evidence_alone(visit, evidence)
        return
    _workbook(visit, shown, evidence)


def _workbook(visit: Visit, prepared: Prepared, evidence: Sequence[Uploaded]) -> None:
    if prepared.work.applied is not None:
        _applied(prepared)
    import_understood.show_reading(prepared)
    if prepared.error:
        st.error(prepared.error)
    if prepared.choices is not None:
        import_choices.ask(visit, prepared)
    if prepared.plan is not None:
        import_plan.show_summary(prepared)
        import_questions.place_rows(prepared)
        import_conflicts.settle(visit, prepared)
        import_questions.ask_emptied(prepared)
        import_questions.ask_wordings(prepared)
        import_plan.show_plan(prepared)
    placed = import_evidence.place(visit, evidence, prepared) if evidence else []
    import_mend.offer(prepared, import_plan.accepted_cells(prepared), import_plan.refused_cells(prepared))
    import_understood.show_details(prepared)
    if prepared.plan is not None:
        _apply(prepared, placed)
    elif placed:
        _save_evidence(placed)


def _applied(prepared: Prepared) -> None:
    st.success(
        _("Berkas ini sudah diterapkan sebagai impor nomor {n}.", n=number(prepared.work.applied or 0)),
        icon=":material/check:",
    )
    if st.button(_("Lihat bukti impor"), key=prepared.work.key("receipt")):
        st.query_params["id"] = str(prepared.work.applied)
        st.rerun()


def _apply(prepared: Prepared, placed: Sequence[Placed]) -> None:
    plan, choices, accepted = prepared.plan, prepared.choices, import_plan.accepted_cells(prepared)
    assert plan is not None
    assert choices is not None
    refused = import_plan.refused_cells(prepared)
    if not accepted and not refused and placed:
        _save_evidence(placed)
        return
    rows = {cell.row_code or cell.key for cell in plan.writing() if cell.key in accepted}
    text = _("Terapkan {n} perubahan pada {rows} target capaian", n=number(len(accepted)), rows=number(len(rows)))
    if refused:
        no = plural("tolak {n} isian", len(refused))
        text = _("{what} dan {refusals}", what=text, refusals=no) if accepted else no[:1].upper() + no[1:]
    if placed:
        text = _("{what} dan {files}", what=text, files=import_evidence.count_in_words(placed))
    if not st.button(text, type="primary", disabled=not accepted and not refused, key=prepared.work.key("apply")):
        return
    act = None
    with change(_("impor {file}", file=prepared.name), source=SourceKind.IMPORT) as attempt:
        act, _plan = apply_import(
            attempt.session,
            attempt.actor,
            plan.reading,
            choices,
            plan_code=prepared.plan_code,
            accepted=accepted,
            declined=refused,
            shown_fingerprint=prepared.fingerprint,
        )
        import_evidence.attach(attempt.session, attempt.actor, placed, act)
        sender = act.organisation_id if act else choices.organisation_id
        import_columns.remember(attempt.session, attempt.actor, prepared, sender)
    if attempt.done and act is not None:
        prepared.work.put(act.id, "applied")
        st.query_params["id"] = str(act.id)
        st.rerun()
    if isinstance(attempt.error, PlanMoved):
        st.button(_("Lihat rencana yang baru"), key="again")


def _evidence_alone(visit: Visit, evidence: Sequence[Uploaded]) -> None:
    placed = import_evidence.place(visit, evidence, None)
    if placed:
        _save_evidence(placed)


def _save_evidence(placed: Sequence[Placed]) -> None:
    what = import_evidence.count_in_words(placed)
    if not st.button(_("Simpan {what}", what=what), type="primary", key="save_evidence"):
        return
    with change(_("data dukung diunggah"), source=SourceKind.FORM) as attempt:
        import_evidence.attach(attempt.session, attempt.actor, placed, None)
    if attempt.done:
        st.session_state["import_said"] = _("{what} tersimpan.", what=what)
        st.rerun()


def _flash() -> None:
    said = st.session_state.pop("import_said", "")
    if said:
        st.success(said, icon=":material/check:")


def _receipt(visit: Visit, import_id: int) -> None:
    import_files.none_shown()
    try:
        import_receipt.show_receipt(visit, import_id)
    except NotFound:
        frame.head(_("Impor tidak ditemukan"), trail=[(_("Impor matriks"), "/impor")])
        frame.empty(_("Tidak ada impor nomor {n}.", n=import_id), _("Lihat daftar impor."))
    if st.session_state.get("files"):
        _way_back(visit, import_id)


def _way_back(visit: Visit, import_id: int) -> None:
    """The files of this visit stay where they are, and what was not applied can be given back."""
    with st.expander(_("Berkas yang diunggah")):
        files = ask_for_files()
    for file in files:
        work = Work(file)
        if work.applied == import_id:
            prepared = prepare(visit, work)
            import_mend.offer(prepared, import_plan.accepted_cells(prepared))
    if st.button(_("Kembali ke berkas yang diunggah"), key="back", icon=":material/arrow_back:"):
        del st.query_params["id"]
        st.rerun()


def _register(visit: Visit) -> None:
    with database() as session:
        imports = list_imports(session, visit.actor)
    st.subheader(_("Impor sebelumnya"), anchor=False, divider="gray")
    if not imports:
        frame.empty(
            _("Belum ada impor."),
            _("Unduh matriks di halaman Ekspor, isi, lalu unggah kembali di sini; atau unggah matriks K/L apa adanya."),
        )
        return
    frame.quiet(plural("{n} impor.", len(imports)))
    import_receipt.show_register(imports)


page(require(Action.IMPORT))
