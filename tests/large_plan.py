"""A whole plan at work, as large as RAN OGI ever gets: 15 commitments, 60 measures, 240 milestones, 6 periods.

Everything is done through the commands, on the day it happened, so that pictures of the past have a past: three
periods are behind us, the fourth is being reported on. ``python -m tests.large_plan`` puts it into the database of
the settings; journeys in the browser and benchmarks use ``fill``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from models import database
from models.commands.commitment_basics import add_commitment, add_irm
from models.commands.commitments import add_measure, add_milestone, cancel_milestone, set_interim_target, set_parties
from models.commands.evidence import add_evidence_file
from models.commands.plan import add_periods, add_plan
from models.commands.progress import (
    add_evidence_link,
    judge_evidence,
    publish_assessment,
    return_report,
    verify_report,
)
from models.commands.report_entry import Entry, ReportKey, enter_report
from models.language import long_date
from models.queries.plans import find_plan
from models.rules.access import SYSTEM
from models.tables.commitment import Commitment
from models.tables.organisation import Organisation
from models.tables.plan import ReportingPeriod
from models.vocabulary import (
    Assessor,
    Completion,
    OrganisationKind,
    PartyRole,
    PlanState,
    SourceKind,
    Verdict,
)
from seed.demo.chronicle import standing_on

PLAN, NUMBER = "RAN-IX", 9
COMMITMENTS, MEASURES, MILESTONES = 15, 4, 4  # of each: 60 measures, 240 milestones
#: B04 2028 is being collected until 31 May, B08 2028 is running
TODAY = dt.date(2028, 5, 19)
_ENTERED = dt.date(2027, 1, 11)
_NOW, _PAST = 3, 3

AGENCIES = (
    ("KPU", "Komisi Pemilihan Umum", OrganisationKind.STATE_COMMISSION),
    ("Bawaslu", "Badan Pengawas Pemilihan Umum", OrganisationKind.STATE_COMMISSION),
    ("Kemendagri", "Kementerian Dalam Negeri", OrganisationKind.MINISTRY_AGENCY),
    ("Kemenkes", "Kementerian Kesehatan", OrganisationKind.MINISTRY_AGENCY),
    ("Kemensos", "Kementerian Sosial", OrganisationKind.MINISTRY_AGENCY),
    ("Kemenkeu", "Kementerian Keuangan", OrganisationKind.MINISTRY_AGENCY),
    ("Kemenkumham", "Kementerian Hukum dan Hak Asasi Manusia", OrganisationKind.MINISTRY_AGENCY),
    ("PANRB", "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi", OrganisationKind.MINISTRY_AGENCY),
    ("KemenPPPA", "Kementerian Pemberdayaan Perempuan dan Perlindungan Anak", OrganisationKind.MINISTRY_AGENCY),
    ("Kemen ESDM", "Kementerian Energi dan Sumber Daya Mineral", OrganisationKind.MINISTRY_AGENCY),
    ("KLHK", "Kementerian Lingkungan Hidup dan Kehutanan", OrganisationKind.MINISTRY_AGENCY),
    ("Kemendikbudristek", "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi", OrganisationKind.MINISTRY_AGENCY),
    ("Kominfo", "Kementerian Komunikasi dan Informatika", OrganisationKind.MINISTRY_AGENCY),
    ("LKPP", "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah", OrganisationKind.MINISTRY_AGENCY),
    ("BPHN", "Badan Pembinaan Hukum Nasional", OrganisationKind.MINISTRY_AGENCY),
    ("Ombudsman RI", "Ombudsman Republik Indonesia", OrganisationKind.STATE_COMMISSION),
    ("Komisi Informasi Pusat", "Komisi Informasi Pusat Republik Indonesia", OrganisationKind.STATE_COMMISSION),
    ("Mahkamah Agung", "Mahkamah Agung Republik Indonesia", OrganisationKind.STATE_COMMISSION),
    ("BPS", "Badan Pusat Statistik", OrganisationKind.MINISTRY_AGENCY),
    ("Setjen DPR", "Sekretariat Jenderal Dewan Perwakilan Rakyat Republik Indonesia", OrganisationKind.PARLIAMENT),
)  # fmt: skip
CSOS = (
    ("Perludem", "Perkumpulan untuk Pemilu dan Demokrasi"),
    ("KOPEL", "Komite Pemantau Legislatif Indonesia"),
    ("PWYP Indonesia", "Publish What You Pay Indonesia"),
    ("MediaLink", "Perkumpulan Media Lintas Komunitas"),
    ("IJRS", "Indonesia Judicial Research Society"),
)
SECRETARIAT = ("Seknas OGI", "Sekretariat Nasional Open Government Indonesia", OrganisationKind.MINISTRY_AGENCY)
#: how a commitment fares: points per period above or below what was asked, by milestone
_MOODS = ((6, 8, 5), (6, -1, -2), (5, -2, -14), (7, 9, 6), (-8, -14, 0))
_STEADY = (6, 8, 5), (7, 9, 6)
#: never reports: somebody has to be reminded
SILENT = "Setjen DPR"

_THEMES = ("Pemilu terbuka", "Pelayanan publik", "Akses keadilan", "Anggaran dan pengadaan", "Sumber daya alam")
_SUBJECTS = (
    "data kepemiluan yang terbuka, mudah dibaca, dan dapat dibagipakaikan lintas lembaga",
    "kanal pengaduan pelayanan publik yang terhubung sampai ke tingkat desa dan kelurahan",
    "layanan bantuan hukum yang inklusif bagi kelompok rentan dan penyandang disabilitas",
    "dokumen perencanaan, penganggaran, dan pengadaan yang dapat ditelusuri sejak usulan hingga pembayaran",
    "data pemilik manfaat, perizinan, dan tata ruang pada sektor sumber daya alam dan lingkungan hidup",
)
_ACTIVITIES = (
    "Penyusunan pedoman teknis dan perangkat pemantauan bersama kelompok masyarakat sipil, termasuk uji keterbacaan",
    "Pembangunan dan pengintegrasian portal layanan dengan Satu Data Indonesia, berikut kamus data dan metadata baku",
    "Pelatihan dan pendampingan unit kerja di pusat dan daerah secara bertahap, dengan umpan balik tertulis peserta",
    "Evaluasi bersama, penyempurnaan, dan pelembagaan praktik ke dalam dokumen perencanaan dan anggaran lembaga",
)
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n% row %\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class _Row:
    """A milestone with what decides how its story goes."""

    id: int
    place: int
    code: str
    agency: str
    cso: str
    due_on: dt.date
    starts_on: dt.date
    #: percentage points per period that its agency manages, and that were asked for
    pace: int
    asked: int
    #: reports every time and proves it
    steady: bool
    #: of the one commitment on which nobody says anything
    mute: bool

    def luck(self, *about: Any) -> int:
        """A number from 0 to 99 that is the same in every run."""
        return int(sha256(repr((self.place, *about)).encode()).hexdigest(), 16) % 100


def fill(on: Engine | None = None) -> None:
    """Put the plan with everything that happened to it into the database."""
    with _on(_ENTERED, "Rencana kerja", on) as session:
        organisations = _organisations(session)
        periods = _plan(session)
        rows = list(_rows(session, organisations))
        _targets(session, rows, periods)
    with _on(dt.date(2027, 9, 6), "Dibatalkan dalam rapat koordinasi: wewenang beralih", on) as session:
        for row in rows[37::90]:
            cancel_milestone(session, SYSTEM, row.id)
    for place, period in enumerate(periods[: _PAST + 1]):
        _report(rows, organisations, place, period, on)
    with _on(dt.date(2028, 3, 1), "Penilaian IRM", on) as session:
        _irm(session)


@contextmanager
def _on(day: dt.date, reason: str, on: Engine | None) -> Iterator[Session]:
    with standing_on(day), database.transaction(SYSTEM, source=SourceKind.COMMAND, reason=reason, on=on) as session:
        yield session


# -- the plan ---------------------------------------------------------------------------------------------------------


def _organisations(session: Session) -> dict[str, int]:
    """Ids by abbreviation; what the seed has brought is used as it is."""
    wanted = (*AGENCIES, *((short, name, OrganisationKind.CSO) for short, name in CSOS), SECRETARIAT)
    for short, name, kind in wanted:
        known = select(Organisation).where((Organisation.abbreviation == short) | (Organisation.name == name))
        if session.exec(known).first() is None:
            session.add(Organisation(name=name, abbreviation=short, kind=kind))
    session.flush()
    found = {}
    for short, name, _kind in wanted:
        known = select(Organisation).where((Organisation.abbreviation == short) | (Organisation.name == name))
        found[short] = session.exec(known).one().id or 0
    return found


def _plan(session: Session) -> list[ReportingPeriod]:
    plan = add_plan(
        session,
        SYSTEM,
        NUMBER,
        {
            "name_id": "Rencana Aksi Nasional Open Government Indonesia IX",
            "name_en": "Open Government Indonesia National Action Plan IX",
            "start_year": 2027,
            "end_year": 2028,
            "starts_on": dt.date(2027, 1, 1),
            "ends_on": dt.date(2028, 12, 31),
            "state": PlanState.OPEN,
        },
    )
    return list(add_periods(session, SYSTEM, plan.id or 0, "caturwulan", 2027, 2028))


def _rows(session: Session, organisations: Mapping[str, int]) -> Iterator[_Row]:
    plan_id = _plan_id(session)
    for n in range(COMMITMENTS):
        lead, second, cso = AGENCIES[n][0], AGENCIES[-1 - n % 5][0], CSOS[n % len(CSOS)][0]
        subject = _SUBJECTS[n % len(_SUBJECTS)]
        commitment = add_commitment(session, SYSTEM, plan_id, _commitment(n, subject)).id or 0
        for role, short in ((PartyRole.LEAD, lead), (PartyRole.SUPPORTING, second), (PartyRole.PARTNER, cso)):
            set_parties(session, SYSTEM, commitment, role, [organisations[short]])
        for m in range(MEASURES):
            text = (
                f"Tersedianya {subject}, dengan mutu yang disepakati bersama oleh instansi penanggung jawab dan "
                f"organisasi masyarakat sipil pendamping, serta dimanfaatkan sekurangnya oleh {12 + 7 * m} daerah "
                "percontohan pada akhir masa rencana aksi"
            )
            measure = add_measure(session, SYSTEM, commitment, text).id or 0
            for k in range(MILESTONES):
                place = (n * MEASURES + m) * MILESTONES + k
                agency = second if (m + k) % 5 == 4 else lead
                yield _milestone(session, measure, place, agency, cso, subject, organisations)


def _plan_id(session: Session) -> int:
    return find_plan(session, SYSTEM, PLAN).id


def _commitment(n: int, subject: str) -> dict[str, Any]:
    return {
        "number": n + 1,
        "title_id": (
            f"Penguatan tata kelola {subject} melalui kerja sama K/L, pemerintah daerah, dan organisasi masyarakat "
            f"sipil agar warga dapat mengawasi dan memperoleh manfaatnya secara adil (gugus kerja {n + 1})"
        ),
        "title_en": f"Better governance of open data and services, working group {n + 1}",
        "theme": _THEMES[n % len(_THEMES)],
        "starts_on": dt.date(2027, 1, 1),
        "ends_on": dt.date(2028, 12, 31),
    }


def _milestone(
    session: Session, measure: int, place: int, agency: str, cso: str, subject: str, organisations: Mapping[str, int]
) -> _Row:
    k = place % MILESTONES
    due_on = (dt.date(2027, 12, 31), dt.date(2028, 4, 30), dt.date(2028, 8, 31), dt.date(2028, 12, 31))[k]
    starts_on = dt.date(2027, 1 + 4 * (place % 2), 1)
    made = add_milestone(
        session,
        SYSTEM,
        measure,
        {
            "activity": f"{_ACTIVITIES[k]} untuk {subject}",
            "target_text": f"{2 + place % 9} dokumen tersusun dan {10 + place % 30} unit kerja menerapkannya",
            "starts_on": starts_on,
            "due_on": due_on,
            "due_text": long_date(due_on),
            "weight": 1.0 + place % 3,
        },
        organisation_ids=[organisations[agency]],
    )
    asked = 100 // ((3, 4, 5, 6)[k] - place % 2)
    commitment = place // (MEASURES * MILESTONES)
    mood = _MOODS[(commitment + 2) % len(_MOODS)]
    return _Row(
        made.id or 0,
        place,
        made.row_code,
        agency,
        cso,
        due_on,
        starts_on,
        asked + mood[place % 3],
        asked,
        mood in _STEADY,
        commitment == COMMITMENTS - 1,
    )


def _targets(session: Session, rows: Sequence[_Row], periods: Sequence[ReportingPeriod]) -> None:
    for row in rows:
        asked = 0
        for period in periods:
            if row.starts_on <= period.ends_on and row.due_on >= period.starts_on:
                asked = 100 if period.ends_on >= row.due_on else min(100, asked + row.asked)
                set_interim_target(session, SYSTEM, row.id, period.id or 0, percent=asked)


# -- what was reported ------------------------------------------------------------------------------------------------


def _report(
    rows: Sequence[_Row], organisations: Mapping[str, int], place: int, period: ReportingPeriod, on: Engine | None
) -> None:
    """One period as it went: reports and assessments come in, then the secretariat decides."""
    running = place == _NOW
    owing = [row for row in rows if row.starts_on <= period.ends_on and row.due_on >= period.starts_on]
    received = TODAY - dt.timedelta(days=4) if running else period.due_on - dt.timedelta(days=9)
    with _on(received, f"Laporan {period.code} {period.year}", on) as session:
        sent = [(row, *_agency(session, organisations, row, place, period)) for row in owing if _speaks(row, place)]
    with _on(received + dt.timedelta(days=2), f"Penilaian OMS {period.code} {period.year}", on) as session:
        for row in [row for row in owing if not row.mute][:: 3 if place else 5]:
            _cso(session, organisations, row, place, period)
        if place == _PAST - 1:
            for row in owing[::10]:
                _secretariat(session, organisations, row, period)
    decided = TODAY - dt.timedelta(days=1) if running else period.due_on + dt.timedelta(days=6)
    with _on(decided, f"Verifikasi {period.code} {period.year}", on) as session:
        for row, report, evidence in sent:
            _decide(session, row, place, report, evidence, running=running)


def _speaks(row: _Row, place: int) -> bool:
    if row.mute or row.agency == SILENT:
        return False
    return row.steady or row.luck(place, "silent") >= (45 if place == _NOW else 6)


def _level(row: _Row, place: int) -> tuple[int, Completion]:
    level = max(0, min(100, row.pace * (place + 1 - row.place % 2) + row.luck(place, "level") % 9 - 4))
    steps = ((95, Completion.COMPLETE), (60, Completion.SUBSTANTIAL), (1, Completion.LIMITED))
    return level, next((word for least, word in steps if level >= least), Completion.NOT_STARTED)


def _agency(
    session: Session, organisations: Mapping[str, int], row: _Row, place: int, period: ReportingPeriod
) -> tuple[int, int]:
    level, completion = _level(row, place)
    content = {
        "percent": 100.0 if completion is Completion.COMPLETE else level + (0.5 if row.place % 4 == 1 else 0.0),
        "completion": completion if row.place % 7 else None,
        "achievement": (
            f"Sampai {period.code} {period.year} telah terlaksana {1 + place} dari 6 tahapan: rapat penyusunan bersama "
            "OMS pendamping, penetapan pedoman, dan uji coba di unit kerja; hasilnya diunggah ke laman lembaga."
        ),
        "obstacle": "Pengesahan anggaran mundur dan koordinasi dengan pemerintah daerah belum tuntas."
        if row.pace < row.asked
        else "",
        "next_step": "Menyelesaikan uji coba dan menerbitkan hasilnya pada periode berikut.",
    }
    key = ReportKey(row.id, period.id or 0, organisations[row.agency], Assessor.AGENCY)
    draft = place == _NOW and not row.steady and row.luck("draft") < 12
    report = enter_report(session, SYSTEM, key, content, Entry(submit=not draft)).id or 0
    chance = row.luck(place, "evidence")
    if row.steady or chance < 60:
        url = f"https://{row.agency.lower().replace(' ', '-')}.go.id/ogi/{row.code.lower()}/{place + 1}"
        found = add_evidence_link(session, SYSTEM, report, url, title=f"Laporan kegiatan {period.code} {period.year}")
    elif chance < 72:
        data = _PDF.replace(b"row", f"{row.code} {place}".encode())
        found = add_evidence_file(session, SYSTEM, report, f"Notula uji coba {row.code}.pdf", data)
    else:
        return (0 if draft else report), 0
    return (0 if draft else report), found.id or 0


def _cso(session: Session, organisations: Mapping[str, int], row: _Row, place: int, period: ReportingPeriod) -> None:
    level, _completion = _level(row, place)
    lower = max(0, level - (0, 5, 30)[row.luck(place, "cso") % 3])
    content = {
        "percent": float(lower),
        "achievement": "Dokumen sudah terbit, tetapi belum dapat diunduh dalam bentuk terbuka di seluruh daerah.",
    }
    key = ReportKey(row.id, period.id or 0, organisations[row.cso], Assessor.CSO)
    report = enter_report(session, SYSTEM, key, content, Entry(submit=row.luck(place, "unsent") >= 10))
    if row.luck(place, "published") < 60 and report.submitted_at:
        publish_assessment(session, SYSTEM, report.id or 0)


def _secretariat(session: Session, organisations: Mapping[str, int], row: _Row, period: ReportingPeriod) -> None:
    level, completion = _level(row, _PAST - 1)
    key = ReportKey(row.id, period.id or 0, organisations[SECRETARIAT[0]], Assessor.SECRETARIAT)
    said = {"percent": float(max(0, level - 10)), "completion": completion, "achievement": "Diperiksa di lapangan."}
    enter_report(session, SYSTEM, key, said)


def _decide(session: Session, row: _Row, place: int, report: int, evidence: int, *, running: bool) -> None:
    """Mostly accepted; some evidence does not fit, some reports go back, and in the running period most still wait."""
    if not report or (running and not row.steady and row.luck("decided") >= 25):
        return
    if row.steady and (row.luck(place, "verdict") >= 12 or row.due_on < TODAY):
        judge_evidence(session, SYSTEM, evidence, Verdict.ACCEPTED, letterhead_seen=True, matches_measure=True)
        verify_report(session, SYSTEM, report)
        return
    chance = row.luck(place, "verdict")
    if evidence:
        rejected = chance < 6
        judge_evidence(
            session,
            SYSTEM,
            evidence,
            Verdict.REJECTED if rejected else Verdict.ACCEPTED,
            reason="Berkas tidak berkop dan tidak bertanda tangan." if rejected else "",
            letterhead_seen=not rejected,
            matches_measure=True,
        )
    if chance < 8 or (running and chance < 35):
        return_report(session, SYSTEM, report, "Data dukung belum sesuai dengan ukuran keberhasilan; mohon dilengkapi.")
    elif evidence and chance >= 12:
        verify_report(session, SYSTEM, report)


def _irm(session: Session) -> None:
    plan = _plan_id(session)
    for commitment in session.exec(select(Commitment).where(Commitment.plan_id == plan)).all()[::4]:
        values = {"verifiable": "Yes", "completion": "Limited", "source": "https://www.opengovpartnership.org/irm"}
        add_irm(session, SYSTEM, plan, values, commitment_id=commitment.id)


def main() -> None:
    """Into the database of the settings."""
    database.upgrade()
    fill()


if __name__ == "__main__":
    main()
