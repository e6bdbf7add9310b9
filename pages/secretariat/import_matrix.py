"""Import of the matrix: upload, see what was understood and what would change, choose, apply, undo.

Nothing is written before "Terapkan"; then the same plan is computed again in the transaction.
"""

from __future__ import annotations

import streamlit as st

from models.language import N_, _, number, plural
from models.problems import NotFound, TrackerError
from models.queries.exchange import list_imports
from models.queries.matrix import matrix_data
from models.queries.organisations import known_names, list_organisations
from models.queries.plans import default_plan, find_plan, list_plans, period_name, periods_of
from models.rules.access import Action
from models.vocabulary import SourceKind
from pages.ui import frame, import_plan, import_receipt, import_understood
from pages.ui.gate import Visit, change, database, require
from pages.ui.uploads import Uploaded, read_upload
from reports.matrix.apply import PlanMoved, apply_import, plan_import
from reports.matrix.compare import Choices, ImportPlan, RowChoice

ABOUT = N_(
    "Unggah matriks yang dikirim kembali. Anda melihat dulu apa yang akan berubah; "
    "tidak ada yang ditulis sebelum diterapkan."
)


def page(visit: Visit) -> None:
    """A receipt by ``?id=``, else the way of a file from upload to receipt, above the register."""
    wanted = st.query_params.get("id", "")
    if wanted.isdigit():
        _receipt(visit, int(wanted))
        return
    frame.head(_("Impor matriks"), lead=_(ABOUT))
    files = st.file_uploader(
        _("Berkas matriks (.xlsx)"),
        type=["xlsx"],
        accept_multiple_files=True,
        key="files",
        help=_("Paling besar 10 MB per berkas. Boleh beberapa berkas sekaligus."),
    )
    if not files:
        _register(visit)
        return
    chosen = files[0]
    if len(files) > 1:
        names = [f.name for f in files]
        place = st.selectbox(_("Berkas yang diperiksa"), range(len(files)), format_func=lambda i: names[i], key="which")
        chosen = files[place]
    _one_file(visit, Uploaded(chosen.name, chosen.getvalue()))


def _one_file(visit: Visit, upload: Uploaded) -> None:
    with database() as session, st.spinner(_("Membaca {file} …", file=upload.name)):
        reading = read_upload(upload, known_names(session))
    import_understood.show_reading(upload, reading)
    if not reading.records:
        return
    choices, plan_code = _choices(visit, upload, reading.properties.get("tracker_plan", ""))
    if plan_code is None:
        return
    try:
        with database() as session:
            plan = plan_import(session, visit.actor, reading, choices, plan_code=plan_code)
            data = matrix_data(session, visit.actor, find_plan(session, visit.actor, plan.plan_code))
    except TrackerError as error:
        st.error(str(error))
        return
    answered = import_plan.ask(plan, data, upload.sha256)
    if answered != dict(choices.rows):
        choices = Choices(choices.received_on, choices.organisation_id, choices.period_id, answered)
        with database() as session:
            plan = plan_import(session, visit.actor, reading, choices, plan_code=plan_code)
    accepted = import_plan.choose_cells(plan, upload.sha256)
    _apply(upload, plan, choices, plan_code, accepted)


def _choices(visit: Visit, upload: Uploaded, own_plan: str) -> tuple[Choices, str | None]:
    """What the file does not say: which plan, on whose behalf, which period, received on which day."""
    with database() as session:
        plans = [p for p in list_plans(session, visit.actor) if p.commitments]
        organisations = list_organisations(session, visit.actor)
        usual = next((p for p in plans if p.code == own_plan), None) or default_plan(plans)
        if usual is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return Choices(visit.today), None
        first, second, third, fourth = st.columns(4)
        codes = [p.code for p in plans]
        with first:
            code = st.selectbox(
                _("Rencana aksi"),
                codes,
                index=codes.index(usual.code),
                format_func=lambda c: next(p.title for p in plans if p.code == c),
                key=f"plan_{upload.sha256[:12]}",
                disabled=bool(own_plan) and own_plan in codes,
            )
        plan = next(p for p in plans if p.code == code)
        periods = {period.id: period for period in reversed(periods_of(session, plan.id))}
    names = {o.id: o.short for o in organisations if o.commitments or o.milestones}
    with second:
        on_behalf = st.selectbox(
            _("Atas nama (bila berkas tidak menyebut)"),
            [visit.actor.organisation_id]
            if visit.actor.organisation_id
            else [None, *sorted(names, key=lambda o: names[o])],
            format_func=lambda o: names.get(o, "–") if o else _("menurut berkas"),
            key="on_behalf",
        )
    with third:
        period_id = st.selectbox(
            _("Periode (bila berkas tidak menyebut)"),
            [None, *periods],
            format_func=lambda p: period_name(periods[p]) if p else _("menurut berkas"),
            key="period",
        )
    with fourth:
        received = st.date_input(
            _("Diterima tanggal"), value=visit.today, max_value=visit.today, format="DD/MM/YYYY", key="received"
        )
    rows: dict[str, RowChoice] = st.session_state.get(import_plan.answers_key(upload.sha256), {})
    return Choices(received, on_behalf, period_id, rows), code


def _apply(upload: Uploaded, plan: ImportPlan, choices: Choices, plan_code: str, accepted: set[str]) -> None:
    rows = {cell.row_code or cell.key for cell in plan.writing() if cell.key in accepted}
    text = _("Terapkan {n} perubahan pada {rows} target capaian", n=number(len(accepted)), rows=number(len(rows)))
    if not st.button(text, type="primary", disabled=not accepted, key="apply"):
        return
    act = None
    with change(_("impor {file}", file=upload.name), source=SourceKind.IMPORT) as attempt:
        act, _plan = apply_import(
            attempt.session,
            attempt.actor,
            plan.reading,
            choices,
            plan_code=plan_code,
            accepted=accepted,
            shown_fingerprint=plan.fingerprint,
        )
    if attempt.done and act is not None:
        st.session_state.pop(import_plan.answers_key(upload.sha256), None)
        st.query_params["id"] = str(act.id)
        st.rerun()
    if isinstance(attempt.error, PlanMoved):
        st.button(_("Lihat rencana yang baru"), key="again")


def _receipt(visit: Visit, import_id: int) -> None:
    try:
        import_receipt.show_receipt(visit, import_id)
    except NotFound:
        frame.head(_("Impor tidak ditemukan"), trail=[(_("Impor matriks"), "/impor")])
        frame.empty(_("Tidak ada impor nomor {n}.", n=import_id), _("Lihat daftar impor."))


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
