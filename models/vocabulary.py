"""The words of the field that are stored: one enumeration per question, with its Indonesian label.

Labels are marked here and translated where they are shown (``label(word)``).
"""

from __future__ import annotations

from enum import StrEnum

from models.language import N_, _


class PlanState(StrEnum):
    """Where an action plan stands in its life."""

    DRAFTING = "drafting"
    OPEN = "open"
    CLOSED = "closed"


class PeriodState(StrEnum):
    """Whether a period takes reports; derived from its days, never stored."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"


class OrganisationKind(StrEnum):
    """What sort of institution it is; K/L are the first three."""

    MINISTRY_AGENCY = "ministry_agency"
    STATE_COMMISSION = "state_commission"
    PARLIAMENT = "parliament"
    LOCAL_GOVERNMENT = "local_government"
    CSO = "cso"
    DONOR = "donor"
    UNIT = "unit"


class PartyRole(StrEnum):
    """A role belongs to the commitment, not to the kind of organisation: a CSO can lead one (domain.md §0)."""

    LEAD = "lead"
    SUPPORTING = "supporting"
    PARTNER = "partner"
    PROPOSER = "proposer"


class Reporter(StrEnum):
    """In whose words a measure is written: RAN VII prints "(K/L) UK 1" and "(OMS) UK 1"."""

    AGENCY = "K/L"
    CSO = "OMS"
    PLAN = "plan"


class Assessor(StrEnum):
    """Who assesses a milestone; each in its own name, side by side."""

    AGENCY = "agency"
    CSO = "cso"
    SECRETARIAT = "secretariat"


class Completion(StrEnum):
    """The completion levels of OGP's Independent Reporting Mechanism, in rising order."""

    NO_EVIDENCE = "no_evidence"
    NOT_STARTED = "not_started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETE = "complete"


class ReportState(StrEnum):
    """The way of a report. ``withdrawn`` is a report taken back, for example by undoing its import."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"


class Precision(StrEnum):
    """How exactly a date was written; a quarter stays a quarter, never a made-up day."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEMESTER = "semester"
    YEAR = "year"
    PLAN_END = "plan_end"
    TENTATIVE = "tentative"
    RELATIVE = "relative"


class Horizon(StrEnum):
    """Whether a target fits into the plan or goes beyond it."""

    WITHIN = "within"
    BEYOND = "beyond"


class Existence(StrEnum):
    """Deleting is rare: things are cancelled or withdrawn and stay in the history."""

    ACTIVE = "active"
    CANCELLED = "cancelled"


class Confidence(StrEnum):
    """How sure a fact of the reference data is."""

    VERIFIED = "verified"
    PARTIAL = "partial"
    INFERRED = "inferred"
    SAMPLE = "sample"


class Certainty(StrEnum):
    """How a fact of a meeting note is known: said plainly, concluded, not said, or entered by a person."""

    STATED = "stated"
    INFERRED = "inferred"
    MISSING = "missing"
    ENTERED = "entered"


class Visibility(StrEnum):
    """Restricted is the default for files: attendance lists carry telephones and signatures."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


class Verdict(StrEnum):
    """What the secretariat found when it looked at a piece of evidence."""

    NOT_CHECKED = "not_checked"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class EvidenceKind(StrEnum):
    """A link or a stored file."""

    LINK = "link"
    FILE = "file"


class DocumentKind(StrEnum):
    """What a document of the forum or of co-creation is (OGP's repository asks for each)."""

    FORUM_RULES = "forum_rules"
    INVITATION = "invitation"
    CO_CREATION = "co_creation"
    RESPONSE = "response"
    PLAN = "plan"
    REPORT = "report"
    OTHER = "other"


class LineageKind(StrEnum):
    """How a commitment follows from one of an earlier plan."""

    CONTINUES = "continues"
    SPLIT_FROM = "split_from"
    MERGED_INTO = "merged_into"


class StatementKind(StrEnum):
    """What was said in a meeting (notula.md §6)."""

    INFORMATION = "informasi"
    PROPOSAL = "usulan"
    RESPONSE = "tanggapan"
    QUESTION = "pertanyaan"
    ANSWER = "jawaban"
    REQUEST = "permintaan"
    OBSTACLE = "kendala"
    BENEFIT = "manfaat"
    CONDITION = "syarat"
    DECISION = "keputusan"
    PLAN = "rencana"
    INSTRUMENT = "instrumen"
    PHASE = "fase"
    OUTPUT = "keluaran"


class OutputHorizon(StrEnum):
    """Outputs said for the short, middle or long term."""

    SHORT = "pendek"
    MIDDLE = "menengah"
    LONG = "panjang"


class PointKind(StrEnum):
    """Short numbered texts of a meeting that nobody in particular said."""

    AGENDA = "agenda"
    OBJECTIVE = "objective"
    UNPLACED = "unplaced"


class ParticipationRole(StrEnum):
    """What somebody was in a meeting."""

    MODERATOR = "moderator"
    NOTE_TAKER = "notulis"
    RESOURCE_PERSON = "narasumber"
    PARTICIPANT = "peserta"
    SPEAKER = "pembicara"
    ABSENT = "tidak_hadir"


class MeetingState(StrEnum):
    """Minutes are drafted by a reader or a person and confirmed by a person."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"


class Medium(StrEnum):
    """Where people met."""

    ON_SITE = "luring"
    ONLINE = "daring"
    HYBRID = "hibrida"


class DecisionKind(StrEnum):
    """What was settled."""

    CONCLUSION = "kesimpulan"
    DECISION = "keputusan"
    AGREEMENT = "kesepakatan"
    RECOMMENDATION = "rekomendasi"


class FollowUpState(StrEnum):
    """Where a follow-up stands."""

    OPEN = "terbuka"
    RUNNING = "berjalan"
    DONE = "selesai"
    CANCELLED = "batal"


class FollowUpOrigin(StrEnum):
    """Where in the minutes it stood; one found in the discussion is a candidate until a person confirms it."""

    SECTION = "bagian"
    TABLE = "tabel"
    DISCUSSION = "pembahasan"
    FORM = "formulir"


class WordingState(StrEnum):
    """The way of a change of wording; it changes the measure only when a person applies it."""

    PROPOSED = "diusulkan"
    AGREED = "disepakati"
    APPLIED = "diterapkan"
    REJECTED = "ditolak"


class ProposalState(StrEnum):
    """The way of a proposal (usulan) and its answer."""

    PROPOSED = "diusulkan"
    DISCUSSED = "dibahas"
    ACCEPTED = "diterima"
    MERGED = "digabung"
    COVERED = "sudah_tercakup"
    REJECTED = "ditolak"


class ProposalRole(StrEnum):
    """Who made a proposal and whom it is addressed to."""

    PROPOSER = "pengusul"
    ADDRESSED = "disasar"


class LinkState(StrEnum):
    """A suggested link counts only once a person has confirmed it."""

    SUGGESTED = "saran"
    CONFIRMED = "disetujui"
    REJECTED = "ditolak"


class ImportState(StrEnum):
    """An import is one act: applied, or undone as one act."""

    APPLIED = "applied"
    UNDONE = "undone"


class DispatchState(StrEnum):
    """Whether a matrix that went out is still awaited."""

    OUT = "out"
    RETURNED = "returned"
    CLOSED = "closed"


class Role(StrEnum):
    """What an account may do; ``visitor`` has no account, ``system`` is the command line."""

    VISITOR = "visitor"
    AGENCY = "agency"
    CSO = "cso"
    DIRECTOR = "director"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


class ChangeKind(StrEnum):
    """What happened to a row."""

    CREATED = "created"
    CHANGED = "changed"
    DELETED = "deleted"


class SourceKind(StrEnum):
    """How a change came about."""

    FORM = "form"
    IMPORT = "import"
    UNDO = "undo"
    MEETING = "meeting"
    COMMAND = "command"
    SEED = "seed"


class Light(StrEnum):
    """Where a milestone or commitment stands; derived on a day, never stored (product.md)."""

    COMPLETE = "complete"
    ON_TARGET = "on_target"
    ATTENTION = "attention"
    LATE = "late"
    NOT_REPORTED = "not_reported"
    NOT_DUE = "not_due"
    CANCELLED = "cancelled"


# Keyed by class and value: as strings, Role.CSO and Assessor.CSO are equal.
_LABELS: dict[tuple[type[StrEnum], str], str] = {
    (type(word), word.value): text
    for word, text in (
        (PlanState.DRAFTING, N_("Sedang disusun")),
        (PlanState.OPEN, N_("Berjalan")),
        (PlanState.CLOSED, N_("Selesai masa berlakunya")),
        (PeriodState.UPCOMING, N_("Belum dibuka")),
        (PeriodState.OPEN, N_("Menerima laporan")),
        (PeriodState.CLOSED, N_("Ditutup")),
        (OrganisationKind.MINISTRY_AGENCY, N_("Kementerian/lembaga")),
        (OrganisationKind.STATE_COMMISSION, N_("Komisi negara")),
        (OrganisationKind.PARLIAMENT, N_("Parlemen")),
        (OrganisationKind.LOCAL_GOVERNMENT, N_("Pemerintah daerah")),
        (OrganisationKind.CSO, N_("Organisasi masyarakat sipil")),
        (OrganisationKind.DONOR, N_("Mitra pembangunan")),
        (OrganisationKind.UNIT, N_("Unit kerja")),
        (PartyRole.LEAD, N_("Penanggung jawab")),
        (PartyRole.SUPPORTING, N_("Instansi pendukung")),
        (PartyRole.PARTNER, N_("Mitra OMS")),
        (PartyRole.PROPOSER, N_("Pengusul")),
        (Reporter.AGENCY, N_("Rumusan K/L")),
        (Reporter.CSO, N_("Rumusan OMS")),
        (Reporter.PLAN, N_("Rumusan rencana aksi")),
        (Assessor.AGENCY, N_("Penilaian K/L")),
        (Assessor.CSO, N_("Penilaian OMS")),
        (Assessor.SECRETARIAT, N_("Penilaian Sekretariat")),
        (Completion.NO_EVIDENCE, N_("Tidak ada bukti")),
        (Completion.NOT_STARTED, N_("Belum mulai")),
        (Completion.LIMITED, N_("Terbatas")),
        (Completion.SUBSTANTIAL, N_("Substansial")),
        (Completion.COMPLETE, N_("Selesai")),
        (ReportState.DRAFT, N_("Draf")),
        (ReportState.SUBMITTED, N_("Belum diverifikasi")),
        (ReportState.RETURNED, N_("Dikembalikan")),
        (ReportState.VERIFIED, N_("Terverifikasi")),
        (ReportState.WITHDRAWN, N_("Ditarik")),
        (Precision.DAY, N_("tanggal")),
        (Precision.MONTH, N_("bulan")),
        (Precision.QUARTER, N_("triwulan")),
        (Precision.SEMESTER, N_("semester")),
        (Precision.YEAR, N_("tahun")),
        (Precision.PLAN_END, N_("akhir rencana aksi")),
        (Precision.TENTATIVE, N_("tentatif")),
        (Precision.RELATIVE, N_("relatif")),
        (Horizon.WITHIN, N_("Dalam masa rencana aksi")),
        (Horizon.BEYOND, N_("Melampaui masa rencana aksi")),
        (Existence.ACTIVE, N_("Aktif")),
        (Existence.CANCELLED, N_("Dibatalkan")),
        (Confidence.VERIFIED, N_("terverifikasi pada sumber")),
        (Confidence.PARTIAL, N_("sebagian terverifikasi")),
        (Confidence.INFERRED, N_("disimpulkan")),
        (Confidence.SAMPLE, N_("data contoh")),
        (Certainty.STATED, N_("dinyatakan")),
        (Certainty.INFERRED, N_("disimpulkan, perlu diperiksa")),
        (Certainty.MISSING, N_("tidak disebut")),
        (Certainty.ENTERED, N_("diisi pengguna")),
        (Visibility.PUBLIC, N_("Publik")),
        (Visibility.RESTRICTED, N_("Akses terbatas")),
        (Verdict.NOT_CHECKED, N_("Belum diperiksa")),
        (Verdict.ACCEPTED, N_("Diterima")),
        (Verdict.REJECTED, N_("Ditolak")),
        (EvidenceKind.LINK, N_("Tautan")),
        (EvidenceKind.FILE, N_("Berkas")),
        (DocumentKind.FORUM_RULES, N_("Aturan forum")),
        (DocumentKind.INVITATION, N_("Undangan atau pengumuman")),
        (DocumentKind.CO_CREATION, N_("Bahan kokreasi")),
        (DocumentKind.RESPONSE, N_("Jawaban atas masukan")),
        (DocumentKind.PLAN, N_("Naskah rencana aksi")),
        (DocumentKind.REPORT, N_("Laporan atau evaluasi")),
        (DocumentKind.OTHER, N_("Dokumen lain")),
        (LineageKind.CONTINUES, N_("Melanjutkan")),
        (LineageKind.SPLIT_FROM, N_("Pecahan dari")),
        (LineageKind.MERGED_INTO, N_("Digabung ke")),
        (StatementKind.INFORMATION, N_("Informasi")),
        (StatementKind.PROPOSAL, N_("Usulan")),
        (StatementKind.RESPONSE, N_("Tanggapan")),
        (StatementKind.QUESTION, N_("Pertanyaan")),
        (StatementKind.ANSWER, N_("Jawaban")),
        (StatementKind.REQUEST, N_("Permintaan")),
        (StatementKind.OBSTACLE, N_("Kendala")),
        (StatementKind.BENEFIT, N_("Manfaat")),
        (StatementKind.CONDITION, N_("Syarat")),
        (StatementKind.DECISION, N_("Keputusan")),
        (StatementKind.PLAN, N_("Rencana")),
        (StatementKind.INSTRUMENT, N_("Instrumen")),
        (StatementKind.PHASE, N_("Fase")),
        (StatementKind.OUTPUT, N_("Keluaran")),
        (OutputHorizon.SHORT, N_("jangka pendek")),
        (OutputHorizon.MIDDLE, N_("jangka menengah")),
        (OutputHorizon.LONG, N_("jangka panjang")),
        (PointKind.AGENDA, N_("Agenda")),
        (PointKind.OBJECTIVE, N_("Tujuan rapat")),
        (PointKind.UNPLACED, N_("Belum dikelompokkan")),
        (ParticipationRole.MODERATOR, N_("Moderator")),
        (ParticipationRole.NOTE_TAKER, N_("Notulis")),
        (ParticipationRole.RESOURCE_PERSON, N_("Narasumber")),
        (ParticipationRole.PARTICIPANT, N_("Peserta")),
        (ParticipationRole.SPEAKER, N_("Pembicara")),
        (ParticipationRole.ABSENT, N_("Tidak hadir")),
        (MeetingState.DRAFT, N_("Draf")),
        (MeetingState.CONFIRMED, N_("Dikonfirmasi")),
        (Medium.ON_SITE, N_("luring")),
        (Medium.ONLINE, N_("daring")),
        (Medium.HYBRID, N_("hibrida")),
        (DecisionKind.CONCLUSION, N_("Kesimpulan")),
        (DecisionKind.DECISION, N_("Keputusan")),
        (DecisionKind.AGREEMENT, N_("Kesepakatan")),
        (DecisionKind.RECOMMENDATION, N_("Rekomendasi")),
        (FollowUpState.OPEN, N_("Terbuka")),
        (FollowUpState.RUNNING, N_("Berjalan")),
        (FollowUpState.DONE, N_("Selesai")),
        (FollowUpState.CANCELLED, N_("Dibatalkan")),
        (FollowUpOrigin.SECTION, N_("bagian tindak lanjut")),
        (FollowUpOrigin.TABLE, N_("tabel tindak lanjut")),
        (FollowUpOrigin.DISCUSSION, N_("calon dari pembahasan")),
        (FollowUpOrigin.FORM, N_("diisi langsung")),
        (WordingState.PROPOSED, N_("Diusulkan")),
        (WordingState.AGREED, N_("Disepakati")),
        (WordingState.APPLIED, N_("Diterapkan")),
        (WordingState.REJECTED, N_("Ditolak")),
        (ProposalState.PROPOSED, N_("Diusulkan")),
        (ProposalState.DISCUSSED, N_("Dibahas")),
        (ProposalState.ACCEPTED, N_("Diterima")),
        (ProposalState.MERGED, N_("Digabung")),
        (ProposalState.COVERED, N_("Sudah tercakup")),
        (ProposalState.REJECTED, N_("Ditolak")),
        (ProposalRole.PROPOSER, N_("Pengusul")),
        (ProposalRole.ADDRESSED, N_("Instansi yang disasar")),
        (LinkState.SUGGESTED, N_("Saran")),
        (LinkState.CONFIRMED, N_("Disetujui")),
        (LinkState.REJECTED, N_("Ditolak")),
        (ImportState.APPLIED, N_("Diterapkan")),
        (ImportState.UNDONE, N_("Dikembalikan ke sebelum impor")),
        (DispatchState.OUT, N_("Belum kembali")),
        (DispatchState.RETURNED, N_("Sudah kembali")),
        (DispatchState.CLOSED, N_("Ditutup")),
        (Role.VISITOR, N_("Pengunjung")),
        (Role.AGENCY, N_("Narahubung K/L")),
        (Role.CSO, N_("OMS")),
        (Role.DIRECTOR, N_("Direktur")),
        (Role.SECRETARIAT, N_("Sekretariat OGI")),
        (Role.ADMINISTRATOR, N_("Administrator")),
        (Role.SYSTEM, N_("Sistem")),
        (ChangeKind.CREATED, N_("Dibuat")),
        (ChangeKind.CHANGED, N_("Diubah")),
        (ChangeKind.DELETED, N_("Dihapus")),
        (SourceKind.FORM, N_("Formulir")),
        (SourceKind.IMPORT, N_("Impor matriks")),
        (SourceKind.UNDO, N_("Pembatalan impor")),
        (SourceKind.MEETING, N_("Rapat")),
        (SourceKind.COMMAND, N_("Baris perintah")),
        (SourceKind.SEED, N_("Data awal")),
        (Light.COMPLETE, N_("Selesai")),
        (Light.ON_TARGET, N_("Sesuai target")),
        (Light.ATTENTION, N_("Perlu perhatian")),
        (Light.LATE, N_("Terlambat")),
        (Light.NOT_REPORTED, N_("Belum ada laporan")),
        (Light.NOT_DUE, N_("Belum jatuh tempo")),
        (Light.CANCELLED, N_("Dibatalkan")),
    )
}

#: rising order, for "one level apart"
COMPLETION_ORDER: dict[Completion, int] = {level: place for place, level in enumerate(Completion)}

#: kinds that are called K/L in Indonesian texts
AGENCY_KINDS = frozenset(
    {
        OrganisationKind.MINISTRY_AGENCY,
        OrganisationKind.STATE_COMMISSION,
        OrganisationKind.PARLIAMENT,
        OrganisationKind.LOCAL_GOVERNMENT,
        OrganisationKind.UNIT,
    }
)


def label(word: StrEnum | None) -> str:
    """The word as people read it, in the current language; a dash for nothing."""
    return "–" if word is None else _(_LABELS[type(word), word.value])
