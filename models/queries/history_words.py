"""The history in people's words: what tables, fields and stored values are called in a sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, cast

from sqlalchemy import Enum as EnumColumn
from sqlalchemy import inspect
from sqlmodel import Session

from models.base import Table
from models.language import N_, _, date_and_time, long_date, number
from models.queries.progress import OrganisationName, organisation_names
from models.rules.access import Action, Actor, can
from models.tables.account import Account
from models.tables.commitment import SuccessMeasure
from models.tables.plan import ReportingPeriod
from models.tables.progress import ProgressReport
from models.vocabulary import Role, label

#: stands for a value that this reader may not see
VEILED: Final = "\0veiled"

TABLES: Final[dict[str, str]] = {
    "account": N_("Akun"),
    "action_plan": N_("Rencana aksi"),
    "column_mapping": N_("Pemetaan kolom"),
    "commitment": N_("Komitmen"),
    "commitment_lineage": N_("Silsilah komitmen"),
    "commitment_note": N_("Catatan komitmen"),
    "commitment_party": N_("Pihak dalam komitmen"),
    "contact": N_("Kontak"),
    "decision": N_("Keputusan rapat"),
    "declined_cell": N_("Isian yang ditolak"),
    "dispatch": N_("Matriks terkirim"),
    "evidence": N_("Data dukung"),
    "follow_up": N_("Tindak lanjut"),
    "follow_up_owner": N_("Penanggung jawab tindak lanjut"),
    "irm_assessment": N_("Penilaian IRM"),
    "matrix_import": N_("Impor matriks"),
    "measure_wording": N_("Rumusan ukuran keberhasilan"),
    "meeting": N_("Rapat"),
    "meeting_link": N_("Kaitan rapat"),
    "meeting_point": N_("Butir rapat"),
    "milestone": N_("Target capaian"),
    "milestone_party": N_("Instansi penanggung jawab"),
    "milestone_target": N_("Target periode"),
    "organisation": N_("Instansi atau OMS"),
    "organisation_alias": N_("Ejaan nama"),
    "participation": N_("Kehadiran"),
    "person": N_("Orang"),
    "plan_document": N_("Dokumen rencana aksi"),
    "progress_report": N_("Laporan"),
    "proposal": N_("Usulan"),
    "proposal_party": N_("Pihak dalam usulan"),
    "reporting_period": N_("Periode pelaporan"),
    "source_document": N_("Dokumen sumber"),
    "sourced_fact": N_("Fakta bersumber"),
    "sourced_fact_party": N_("Pihak dalam fakta"),
    "statement": N_("Pernyataan"),
    "success_measure": N_("Ukuran keberhasilan"),
    "wording_change": N_("Perubahan rumusan"),
}

FIELDS: Final[dict[str, str]] = {
    "abbreviation": N_("Singkatan"),
    "achievement": N_("Capaian"),
    "active": N_("Akun aktif"),
    "activity": N_("Kegiatan"),
    "added_on": N_("Ditambahkan pada"),
    "after": N_("Rumusan baru"),
    "alias": N_("Ejaan"),
    "applied_at": N_("Diterapkan pada"),
    "applied_by": N_("Diterapkan oleh"),
    "as_written": N_("Sebagaimana tertulis"),
    "assessor": N_("Penilai"),
    "before": N_("Rumusan lama"),
    "before_certainty": N_("Kepastian rumusan lama"),
    "certainty": N_("Kepastian"),
    "cell": N_("Sel"),
    "changed_count": N_("Jumlah berubah"),
    "closed_on": N_("Ditutup pada"),
    "code": N_("Kode"),
    "column_key": N_("Kolom"),
    "commitment_id": N_("Komitmen"),
    "completion": N_("Tingkat penyelesaian"),
    "confidence": N_("Keyakinan sumber"),
    "conflict_count": N_("Jumlah bentrok"),
    "created_at": N_("Dibuat pada"),
    "created_by": N_("Dibuat oleh"),
    "cumulative": N_("Persentase kumulatif"),
    "date_text": N_("Tanggal sebagaimana tertulis"),
    "decided_at": N_("Diputuskan pada"),
    "decided_by": N_("Diputuskan oleh"),
    "defects": N_("Cacat ekstraksi"),
    "disagreement_points": N_("Batas beda penilaian"),
    "dispatch_id": N_("Matriks terkirim"),
    "document_date": N_("Tanggal dokumen"),
    "document_id": N_("Dokumen"),
    "document_number": N_("Nomor dokumen"),
    "document_type": N_("Jenis dokumen"),
    "due_on": N_("Batas waktu"),
    "due_precision": N_("Ketelitian batas waktu"),
    "due_text": N_("Batas waktu sebagaimana tertulis"),
    "earlier_id": N_("Komitmen terdahulu"),
    "early_results": N_("Hasil awal"),
    "editable_columns": N_("Kolom yang boleh diisi"),
    "edition": N_("Edisi"),
    "email": N_("Surel"),
    "end_year": N_("Tahun akhir"),
    "ends_at": N_("Jam selesai"),
    "ends_on": N_("Berakhir pada"),
    "entered_at": N_("Dimasukkan pada"),
    "entered_by": N_("Dimasukkan oleh"),
    "erased": N_("Dihapus atas permintaan"),
    "evidence_url": N_("Tautan bukti"),
    "extractor": N_("Cara ekstraksi"),
    "fact_id": N_("Fakta"),
    "file_name": N_("Nama berkas"),
    "fingerprint": N_("Sidik pilihan"),
    "first_line": N_("Baris pertama"),
    "folded": N_("Ejaan yang dibandingkan"),
    "follow_up_id": N_("Tindak lanjut"),
    "format_version": N_("Versi format"),
    "head_count": N_("Jumlah orang"),
    "held_on": N_("Tanggal rapat"),
    "horizon": N_("Jangka"),
    "import_id": N_("Impor"),
    "introduction": N_("Pengantar"),
    "is_current": N_("Berlaku sekarang"),
    "is_forum_meeting": N_("Rapat forum"),
    "is_group": N_("Kelompok"),
    "is_role_mailbox": N_("Kotak surat jabatan"),
    "kept": N_("Tetap berlaku"),
    "kind": N_("Jenis"),
    "last_line": N_("Baris terakhir"),
    "later_id": N_("Komitmen lanjutan"),
    "letter_number": N_("Nomor surat"),
    "letter_text": N_("Isi surat"),
    "letterhead_seen": N_("Kop atau tanda tangan terlihat"),
    "mapping": N_("Pemetaan"),
    "margin_points": N_("Toleransi di bawah target"),
    "matched_text": N_("Teks yang cocok"),
    "matches_measure": N_("Sesuai ukuran keberhasilan"),
    "measure_id": N_("Ukuran keberhasilan"),
    "media_type": N_("Jenis berkas"),
    "medium": N_("Cara bertemu"),
    "meeting_id": N_("Rapat"),
    "milestone_id": N_("Target capaian"),
    "name": N_("Nama"),
    "name_en": N_("Nama (Inggris)"),
    "name_id": N_("Nama (Indonesia)"),
    "new_count": N_("Jumlah baru"),
    "next_step": N_("Rencana tindak lanjut"),
    "note": N_("Catatan"),
    "notes": N_("Catatan"),
    "number": N_("Nomor"),
    "obstacle": N_("Kendala"),
    "ogp_ambition": N_("Ambisi menurut OGP"),
    "ogp_id": N_("Nomor OGP"),
    "ogp_id_basis": N_("Dasar nomor OGP"),
    "opens_on": N_("Dibuka pada"),
    "opens_without_login": N_("Terbuka tanpa masuk"),
    "organisation_id": N_("Instansi atau OMS"),
    "origin": N_("Asal"),
    "parent_id": N_("Induk"),
    "participation_id": N_("Pembicara"),
    "parties_as_written": N_("Pihak sebagaimana tertulis"),
    "percent": N_("Persentase"),
    "period_code": N_("Periode"),
    "period_id": N_("Periode"),
    "period_label": N_("Masa berlaku"),
    "person_id": N_("Orang"),
    "place": N_("Tempat"),
    "plan_id": N_("Rencana aksi"),
    "plan_stage": N_("Tahap rencana aksi"),
    "position": N_("Urutan"),
    "potential_for_results": N_("Potensi hasil"),
    "precision": N_("Ketelitian tanggal"),
    "proposal_id": N_("Usulan"),
    "proposed": N_("Menurut pengirim"),
    "published": N_("Diterbitkan"),
    "published_on": N_("Diterbitkan pada"),
    "purpose": N_("Tujuan"),
    "reason": N_("Alasan"),
    "received_on": N_("Diterima pada"),
    "recipients": N_("Penerima"),
    "refused_count": N_("Jumlah ditolak"),
    "released": N_("Dibuka untuk publik"),
    "relevant_to_ogp_values": N_("Relevansi dengan nilai OGP"),
    "remembered_at": N_("Diingat pada"),
    "report_id": N_("Laporan"),
    "reporter": N_("Rumusan pihak"),
    "responded_on": N_("Ditanggapi pada"),
    "response": N_("Tanggapan"),
    "role": N_("Peran"),
    "row_code": N_("Kode baris"),
    "said": N_("Isi yang dibandingkan"),
    "scope": N_("Ruang lingkup"),
    "sent_on": N_("Dikirim pada"),
    "sha256": N_("SHA-256"),
    "sheet": N_("Lembar"),
    "size": N_("Ukuran berkas"),
    "source": N_("Sumber"),
    "start_precision": N_("Ketelitian tanggal mulai"),
    "start_text": N_("Mulai sebagaimana tertulis"),
    "start_year": N_("Tahun awal"),
    "starts_at": N_("Jam mulai"),
    "starts_on": N_("Mulai"),
    "state": N_("Status"),
    "state_text": N_("Status sebagaimana tertulis"),
    "stated_commitments": N_("Jumlah komitmen menurut sumber"),
    "stated_on": N_("Dinyatakan pada"),
    "statement_id": N_("Pernyataan"),
    "status_text": N_("Status sebagaimana tertulis"),
    "submitted_at": N_("Dikirim pada"),
    "summary": N_("Ringkasan masalah"),
    "target_text": N_("Target"),
    "target_unit": N_("Satuan target"),
    "target_value": N_("Nilai target"),
    "text": N_("Teks"),
    "text_en": N_("Teks (Inggris)"),
    "text_id": N_("Teks (Indonesia)"),
    "theme": N_("Tema"),
    "time_zone": N_("Zona waktu"),
    "title": N_("Judul"),
    "title_en": N_("Judul (Inggris)"),
    "title_id": N_("Judul (Indonesia)"),
    "title_source": N_("Sumber judul"),
    "unchanged_count": N_("Jumlah tetap"),
    "undone_at": N_("Dibatalkan pada"),
    "undone_by": N_("Dibatalkan oleh"),
    "url": N_("Alamat web"),
    "valid_from": N_("Berlaku sejak"),
    "valid_to": N_("Berlaku sampai"),
    "value": N_("Nilai"),
    "value_text": N_("Nilai sebagaimana tertulis"),
    "verdict": N_("Putusan"),
    "verdict_note": N_("Catatan putusan"),
    "verdict_reason": N_("Alasan putusan"),
    "verifiable": N_("Dapat diverifikasi"),
    "visibility": N_("Keterbukaan"),
    "website": N_("Situs web"),
    "weight": N_("Bobot"),
    "withdrawn": N_("Ditarik"),
    "working_group": N_("Kelompok kerja"),
    "year": N_("Tahun"),
}


def tracked_tables() -> dict[str, type[Table]]:
    """Every table the history speaks of, by name."""
    kinds = (mapper.class_ for mapper in Table._sa_registry.mappers)
    return {str(kind.__tablename__): kind for kind in kinds if kind.__tracked__}


def table_word(table: str) -> str:
    """What a table's rows are called."""
    return _(TABLES.get(table, table))


def field_word(name: str) -> str:
    """What a field is called."""
    return _(FIELDS.get(name, name))


@dataclass
class Words:
    """Stored values as a person reads them; names are looked up once."""

    session: Session
    actor: Actor
    _names: dict[tuple[str, int], str] = field(default_factory=dict)
    _organisations: dict[int, OrganisationName] = field(default_factory=dict)

    def value(self, table: str, name: str, stored: Any) -> str:
        """One value; empty for nothing."""
        column = inspect(tracked_tables()[table]).columns.get(name)
        if stored in (None, ""):
            return ""
        if stored == VEILED:
            return _("[draf pelapor]")
        if column is None:
            return str(stored)
        if column.info.get("personal"):
            return _("[data pribadi]")
        if isinstance(column.type, EnumColumn) and column.type.enum_class:
            return label(cast("StrEnum", column.type.enum_class(stored)))
        if column.foreign_keys and isinstance(stored, int):
            return self.name(next(iter(column.foreign_keys)).column.table.name, stored)
        return _plain(name, stored)

    def name(self, table: str, key: int) -> str:
        """What the row with this id is called."""
        if (table, key) not in self._names:
            self._names[table, key] = self._look_up(table, key)
        return self._names[table, key]

    def organisation(self, key: int) -> str:
        """An organisation as tables name it."""
        if not self._organisations:
            self._organisations = organisation_names(self.session)
        return self._organisations[key].short if key in self._organisations else f"#{key}"

    def who(self, role: str, account_id: int | None) -> str:
        """Who did it: role and institution for everybody, the name for those who look after accounts or minutes."""
        account = self.session.get(Account, account_id) if account_id else None
        parts = [label(Role(role))]
        if account is not None and account.organisation_id:
            parts.append(self.organisation(account.organisation_id))
        if account is not None and may_name_people(self.actor):
            parts.append(account.name or account.email)
        return " · ".join(parts)

    def _look_up(self, table: str, key: int) -> str:
        if table == "organisation":
            return self.organisation(key)
        if table == "account":
            account = self.session.get(Account, key)
            return self.who(account.role.value, key) if account else f"#{key}"
        kind = tracked_tables().get(table)
        row = self.session.get(kind, key) if kind else None
        if isinstance(row, ReportingPeriod):
            return _("{code} Tahun {year}", code=row.code, year=row.year)
        if isinstance(row, ProgressReport):
            return self.report(row)
        if isinstance(row, SuccessMeasure):
            code = self.name("commitment", row.commitment_id)
            return _("Ukuran keberhasilan {number} pada {code}", number=row.number, code=code)
        if row is None or row.__label__ is None:
            return f"#{key}"
        return str(getattr(row, row.__label__))

    def report(self, row: ProgressReport) -> str:
        """A report by whose it is and what it is about."""
        return _(
            "Laporan {organisation} untuk {row_code} ({period})",
            organisation=self.organisation(row.organisation_id),
            row_code=self.name("milestone", row.milestone_id),
            period=self.name("reporting_period", row.period_id),
        )


def may_name_people(actor: Actor) -> bool:
    """Whether account names are shown: to the secretariat and to who manages accounts."""
    return can(actor, Action.SEE_PERSONAL) or can(actor, Action.MANAGE_ACCOUNTS)


#: columns of the matrix that are called otherwise than the field they fill
_COLUMNS: Final[dict[str, str]] = {
    "achievement_text": FIELDS["achievement"],
    "due_date": FIELDS["due_on"],
    "follow_up": FIELDS["next_step"],
    "lead_agencies": TABLES["milestone_party"],
    "milestone": FIELDS["activity"],
    "obstacles": FIELDS["obstacle"],
    "start_date": FIELDS["starts_on"],
    "status": FIELDS["completion"],
    "success_measure": FIELDS["measure_id"],
    "evidence": TABLES["evidence"],
}


def _plain(name: str, stored: Any) -> str:
    if name == "column_key":
        return _(_COLUMNS.get(stored, FIELDS.get(stored, stored)))
    if isinstance(stored, bool):
        return _("Ya") if stored else _("Tidak")
    if isinstance(stored, int | float):
        if name == "percent":
            return f"{number(stored, 4)}%"
        return str(stored) if name.endswith("year") else number(stored, 4)
    text = str(stored)
    if name.endswith("_at"):
        return date_and_time(dt.datetime.fromisoformat(text)) if "T" in text else text
    if name.endswith("_on") or name in ("valid_from", "valid_to", "document_date"):
        return long_date(dt.date.fromisoformat(text))
    return text


def place_words(place: dict[str, Any]) -> str:
    """File and cell, or file and line, as a person would look it up."""
    parts = [str(place["file"])] if place.get("file") else []
    if place.get("cell"):
        parts.append("!".join(str(p) for p in (place.get("sheet"), place["cell"]) if p))
    if place.get("line"):
        parts.append(_("baris {line}", line=place["line"]))
    return ", ".join(parts)


def number_in(place: dict[str, Any], name: str) -> int | None:
    """The id that a change's source names: of an import, of a meeting."""
    value = place.get(name, place.get(f"{name}_id"))
    return value if isinstance(value, int) else None
