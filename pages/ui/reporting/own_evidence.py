"""A reporter's evidence: what lies with a report, what is added to it, and many files placed on many reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from models.commands.evidence import add_evidence_file, describe_evidence
from models.commands.progress import add_evidence_link, web_address, withdraw_evidence
from models.commands.report_entry import ReportKey
from models.commands.reporting import open_report
from models.language import N_, _, plural, short_date
from models.problems import Invalid
from models.queries.commitments import EvidenceRecord
from models.queries.reporting import DeskRow
from models.queries.worklist import EvidenceToJudge
from models.rules.files import checked_kind, hint_of
from models.vocabulary import Verdict, Visibility, label
from pages.ui import frame
from pages.ui.entry import field_error, news, read_day
from pages.ui.gate import change
from pages.ui.markup import Markup, html, join, show, verbatim
from pages.ui.uploads import Uploaded, uploaded

#: offered by the file dialogue; what a file is, its content says
TYPES = ("pdf", "docx", "xlsx", "png", "jpg", "jpeg")
_SIGNS = {Verdict.REJECTED: "■", Verdict.NOT_CHECKED: "○", Verdict.ACCEPTED: "✓"}


def key_of(row: DeskRow) -> ReportKey:
    """The report of a row."""
    return ReportKey(row.milestone.id, row.period.id, row.reporter.organisation.id, row.reporter.assessor)


def own_evidence(row: DeskRow) -> None:
    """What lies with the report, each with its verdict; then the way to add."""
    found = row.report.evidence if row.report else ()
    show(html("<strong>{title}</strong>", title=_("Data dukung ({n})", n=len(found))))
    if not found:
        frame.quiet(_("Belum ada data dukung. Lampirkan tautan atau berkas yang membuktikan capaian ini."))
    for item in found:
        text, act = st.columns([5, 1], vertical_alignment="center")
        with text:
            show(document(item))
        with act, st.popover(_("Ubah"), width="stretch"):
            _change(item)
    with st.popover(_("Tambah data dukung"), icon=":material/attach_file:"):
        link, files = st.tabs([_("Tautan"), _("Berkas")])
        with link:
            _add_link(row)
        with files:
            _add_files(row)


def document(item: EvidenceRecord) -> Markup:
    """A piece of evidence in two lines: what it is, and what the verifier found."""
    shown = item.title or item.file_name or item.url.split("//", 1)[-1][:70]
    name = (
        html('<a href="{url}" target="_blank" rel="noopener noreferrer">{shown}</a>', url=item.url, shown=shown)
        if item.url
        else html('<a href="{url}">{shown}</a>', url=frame.address("unduh/bukti", id=item.id), shown=shown)
    )
    facts = [
        label(item.visibility),
        *identity_facts(item),
    ]
    reason = f": {item.verdict_reason}" if item.verdict_reason else ""
    return html(
        '<div style="overflow-wrap:anywhere">{name}</div><div class="kecil"><span aria-hidden="true">{sign}</span> '
        "{verdict} · {facts}</div>",
        name=name,
        sign=_SIGNS[item.verdict],
        verdict=label(item.verdict) + reason,
        facts=" · ".join(filter(None, facts)),
    )


# -- one document ---------------------------------------------------------------------------------------------------


class Identity:
    """The fields for a document's number and date; a day that does not exist is refused right under its field."""

    def __init__(self, name: str, item: EvidenceRecord | EvidenceToJudge | None) -> None:
        day = item.document_date if item else None
        left, right = st.columns(2)
        with left:
            self._number = st.text_input(
                _("Nomor dokumen"), value=item.document_number if item else "", key=f"{name}/nomor", max_chars=120
            )
        with right:
            self._day = st.text_input(
                _("Tanggal dokumen"),
                value=f"{day:%d/%m/%Y}" if day else "",
                key=f"{name}/tanggal",
                placeholder="28/02/2024",
            )
            self.slot = st.empty()

    def read(self) -> tuple[dt.date | None, str]:
        """What was typed. Raises Invalid."""
        return read_day(self._day, "document_date"), self._number


def identity_facts(item: EvidenceRecord | EvidenceToJudge) -> list[str]:
    """Number and date of a document in words, as far as they are known."""
    return [
        _("nomor {number}", number=item.document_number) if item.document_number else "",
        _("tertanggal {day}", day=short_date(item.document_date)) if item.document_date else "",
    ]


@dataclass(frozen=True, slots=True)
class _Described:
    title: str
    visibility: Visibility
    document_date: dt.date | None
    document_number: str


class _Description:
    """The fields that say what a document is; a day that does not exist is refused right under its field."""

    def __init__(self, name: str, usual: Visibility, item: EvidenceRecord | None = None) -> None:
        self._title = st.text_input(
            _("Judul dokumen"), value=item.title if item else "", key=f"{name}/judul", max_chars=300
        )
        self._identity = Identity(name, item)
        self.slot = self._identity.slot
        self._visibility = st.radio(
            _("Siapa yang boleh membuka"),
            [Visibility.PUBLIC, Visibility.RESTRICTED],
            index=int((item.visibility if item else usual) is Visibility.RESTRICTED),
            format_func=label,
            key=f"{name}/terlihat",
            horizontal=True,
            help=_("Akses terbatas: hanya instansi Anda, Sekretariat, dan pimpinan. Daftar hadir selalu terbatas."),
        )

    def read(self) -> _Described:
        """What was typed. Raises Invalid."""
        return _Described(self._title, self._visibility, *self._identity.read())


def _change(item: EvidenceRecord) -> None:
    name = f"bukti/{item.id}/{item.version}"
    with st.form(f"{name}/form", border=False, enter_to_submit=False):
        described = _Description(name, item.visibility, item)
        keep = st.form_submit_button(_("Simpan keterangan"))
        take_back = st.form_submit_button(_("Tarik data dukung ini"), icon=":material/delete:")
    if keep:
        try:
            said = described.read()
        except Invalid as error:
            field_error(described.slot, error)
            return
        with change() as attempt:
            describe_evidence(
                attempt.session, attempt.actor, item.id, title=said.title, visibility=said.visibility,
                document_date=said.document_date, document_number=said.document_number, shown_version=item.version,
            )  # fmt: skip
        if isinstance(attempt.error, Invalid):
            field_error(described.slot, attempt.error)
        _told(attempt.done, _("Keterangan data dukung tersimpan."))
    if take_back:
        with change() as attempt:
            withdraw_evidence(attempt.session, attempt.actor, item.id)
        _told(attempt.done, _("Data dukung ditarik; riwayatnya tetap ada."))


def _told(done: bool, sentence: str) -> None:
    if done:
        news(sentence)
        st.rerun()


def _add_link(row: DeskRow) -> None:
    name = _fresh(f"tautan/{row.row_code}/{row.period.id}")
    with st.form(f"{name}/form", border=False, enter_to_submit=False):
        url = st.text_input(_("Alamat tautan"), key=f"{name}/alamat", placeholder="https://contoh.go.id/dokumen.pdf")
        slot = st.empty()
        described = _Description(name, Visibility.PUBLIC)
        pressed = st.form_submit_button(_("Lampirkan tautan"))
    if not pressed:
        return
    slots = {"evidence": slot, "document_date": described.slot}
    try:
        web_address(url)
        said = described.read()
    except Invalid as error:
        field_error(slots[error.field or "evidence"], error)
        return
    with change() as attempt:
        report = open_report(attempt.session, attempt.actor, key_of(row))
        add_evidence_link(
            attempt.session, attempt.actor, report.id or 0, url, title=said.title, visibility=said.visibility,
            document_date=said.document_date, document_number=said.document_number,
        )  # fmt: skip
    if isinstance(attempt.error, Invalid) and attempt.error.field in slots:
        field_error(slots[attempt.error.field], attempt.error)
    told = _("Tautan terlampir pada {code}.", code=row.row_code)
    _finish(attempt.done, f"tautan/{row.row_code}/{row.period.id}", told)


def _add_files(row: DeskRow) -> None:
    name = _fresh(f"berkas/{row.row_code}/{row.period.id}")
    with st.form(f"{name}/form", border=False, enter_to_submit=False):
        found = st.file_uploader(
            _("Berkas PDF, DOCX, XLSX, PNG, atau JPG"), type=list(TYPES), accept_multiple_files=True,
            key=f"{name}/berkas", help=_("Paling besar 10 MB per berkas. Boleh beberapa berkas sekaligus."),
        )  # fmt: skip
        slot = st.empty()
        described = _Description(name, Visibility.RESTRICTED)
        pressed = st.form_submit_button(_("Lampirkan berkas"))
    if not pressed:
        return
    try:
        files = sound([uploaded(file.name, file.getvalue()) for file in found])
    except Invalid as error:
        field_error(slot, error)
        return
    try:
        said = described.read()
    except Invalid as error:
        field_error(described.slot, error)
        return
    with change() as attempt:
        report = open_report(attempt.session, attempt.actor, key_of(row))
        for file in files:
            add_evidence_file(
                attempt.session, attempt.actor, report.id or 0, file.name, file.data, title=said.title,
                visibility=said.visibility, document_date=said.document_date, document_number=said.document_number,
            )  # fmt: skip
    if isinstance(attempt.error, Invalid):
        field_error(described.slot if attempt.error.field == "document_date" else slot, attempt.error)
    told = plural("{n} berkas terlampir pada {code}.", len(files), code=row.row_code)
    _finish(attempt.done, f"berkas/{row.row_code}/{row.period.id}", told)


def sound(files: Sequence[Uploaded]) -> Sequence[Uploaded]:
    """These files, each of which is what its name says and small enough. Raises Invalid, also for none at all."""
    if not files:
        raise Invalid(N_("Pilih sedikitnya satu berkas."), field="file")
    for file in files:
        checked_kind(file.name, file.data)
    return files


def _fresh(name: str) -> str:
    """The name of a form that starts empty after each success."""
    return f"{name}/{st.session_state.get(f'{name}#', 0)}"


def _finish(done: bool, name: str, sentence: str) -> None:
    if done:
        st.session_state[f"{name}#"] = st.session_state.get(f"{name}#", 0) + 1
        _told(done, sentence)


# -- many files at once ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Placed:
    """A file with the row that it was placed on."""

    file: Uploaded
    row_code: str
    visibility: Visibility


def drop_zone(rows: Sequence[DeskRow]) -> None:
    """Several files dropped together, each placed on a milestone; names that carry a row code are placed already."""
    name = _fresh("jatuhkan")
    found = st.file_uploader(
        _("Jatuhkan beberapa berkas sekaligus; nama yang memuat kode baris ditempatkan sendiri"),
        type=list(TYPES), accept_multiple_files=True, key=f"{name}/berkas",
        help=_("Paling besar 10 MB per berkas. Boleh beberapa berkas sekaligus."),
    )  # fmt: skip
    files = list({file.sha256: file for file in (uploaded(f.name, f.getvalue()) for f in found)}.values())
    if not files:
        return
    by_code = {row.row_code: row for row in rows}
    asked = [_place(file, by_code, name) for file in files]
    placed = [each for each in asked if each is not None]
    milestones = len({each.row_code for each in placed})
    pressed = st.button(
        plural("Lampirkan {n} berkas pada {m} target capaian", len(placed), m=milestones),
        key=f"{name}/lampirkan", disabled=not placed,
    )  # fmt: skip
    if not pressed:
        return
    with change() as attempt:
        place_files(attempt, by_code, placed)
    told = plural("{n} berkas terlampir pada {m} target capaian.", len(placed), m=milestones)
    _finish(attempt.done, "jatuhkan", told)


def place_files(attempt: Any, rows: Mapping[str, DeskRow], placed: Sequence[Placed]) -> None:
    """Store every file with the report of its row, all or none. Raises Invalid, NotAllowed."""
    for each in placed:
        report = open_report(attempt.session, attempt.actor, key_of(rows[each.row_code]))
        add_evidence_file(
            attempt.session, attempt.actor, report.id or 0, each.file.name, each.file.data, visibility=each.visibility
        )


def suggested_row(name: str, rows: Mapping[str, DeskRow]) -> str | None:
    """The row that a file's name speaks of, by its code, or by the number of a commitment with a single row."""
    hint = hint_of(name, list(rows), {})
    if hint.row_code:
        return hint.row_code
    of_commitment = [code for code, row in rows.items() if row.commitment.number == hint.commitment]
    return of_commitment[0] if hint.commitment is not None and len(of_commitment) == 1 else None


def _place(file: Uploaded, rows: Mapping[str, DeskRow], name: str) -> Placed | None:
    what, where, who = st.columns([2, 4, 1.4], vertical_alignment="center")
    with what:
        show(join([html('<div style="overflow-wrap:anywhere"><strong>{name}</strong></div>', name=file.name)]))
    try:
        checked_kind(file.name, file.data)
    except Invalid as error:
        with where:
            field_error(st.empty(), error)
        return None
    options = [None, *rows]
    suggestion = suggested_row(file.name, rows)
    with where:
        code = st.selectbox(
            _("Target capaian untuk {file}", file=verbatim(file.name)),
            options,
            index=options.index(suggestion),
            format_func=lambda c: f"{c} · {rows[c].milestone.title}" if c else _("belum ditempatkan"),
            key=f"{name}/{file.sha256[:16]}/baris",
            label_visibility="collapsed",
        )
    with who:
        visibility = st.selectbox(
            _("Terlihat oleh ({file})", file=verbatim(file.name)),
            [Visibility.RESTRICTED, Visibility.PUBLIC],
            format_func=label,
            key=f"{name}/{file.sha256[:16]}/terlihat",
            label_visibility="collapsed",
        )
    return Placed(file, code, visibility) if code else None
