"""Every fact of the two meeting notes (notula.md §7) with the place where the tracker keeps it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.base import Table
from models.tables.commitment import Commitment, Milestone, MilestoneParty, SuccessMeasure
from models.tables.meeting import (
    Decision,
    FollowUp,
    FollowUpOwner,
    Meeting,
    MeetingLink,
    MeetingPoint,
    Participation,
    Person,
    Proposal,
    ProposalParty,
    SourceDocument,
    Statement,
    WordingChange,
)
from models.tables.organisation import Organisation, OrganisationAlias
from models.tables.plan import ActionPlan
from models.vocabulary import (
    Certainty,
    DecisionKind,
    FollowUpOrigin,
    FollowUpState,
    LinkState,
    Medium,
    OutputHorizon,
    ParticipationRole,
    PointKind,
    Precision,
    ProposalRole,
    ProposalState,
    StatementKind,
    WordingState,
)
from seed.meetings import MEETINGS
from seed.records import DATA

SAMPLES = DATA / "meetings"
K = StatementKind
PERLUDEM = "Perkumpulan untuk Pemilu dan Demokrasi"
KOPEL = "Komite Pemantau Legislatif"
KPU = "Komisi Pemilihan Umum"
BAWASLU = "Badan Pengawas Pemilihan Umum"
SEKNAS = "Sekretariat Nasional Open Government Indonesia"
DIREKTORAT = "Direktorat Politik dan Komunikasi Bappenas"

FIRST_ACHIEVEMENT = (
    "Tersedianya portal resmi pusat publikasi sistem informasi penyelenggaraan pemilu yang mengintegrasikan dan "
    "menyediakan data dalam format terbuka dari seluruh sistem informasi yang digunakan oleh penyelenggara pemilu"
)
NEW_WORDING = (
    "Tersedianya sistem infromasi penyelenggaraan pemilu yang mengintegrasikan dan menyediakan data dalam format "
    "terbuka (open data) dari seluruh sistem informasi yang digunakan oleh penyelenggara pemilu"
)


@dataclass(frozen=True)
class Minutes:
    """One meeting in the database and the questions the facts ask of it."""

    session: Session
    meeting: Meeting

    def rows(self, kind: Any) -> list[Any]:
        return list(self.session.exec(select(kind).where(kind.meeting_id == self.meeting.id)).all())

    def organisation(self, key: int | None) -> str:
        row = self.session.get(Organisation, key) if key else None
        return row.name if row else ""

    def the(self, kind: type[Table], start: str) -> Any:
        """The one row of this meeting whose text begins so."""
        found = [row for row in self.rows(kind) if row.text.startswith(start)]
        assert len(found) == 1, f"{start!r}: {len(found)}"
        return found[0]

    @property
    def document(self) -> SourceDocument:
        document = self.session.get(SourceDocument, self.meeting.document_id)
        assert document is not None
        return document


Check = Callable[[Minutes], None]


def field(**expected: object) -> Check:
    """A column of Meeting."""

    def check(minutes: Minutes) -> None:
        assert {name: getattr(minutes.meeting, name) for name in expected} == expected

    return check


def plan(code: str) -> Check:
    def check(minutes: Minutes) -> None:
        found = minutes.session.get(ActionPlan, minutes.meeting.plan_id)
        assert found is not None
        assert found.code == code
        assert minutes.meeting.plan_stage == "penyusunan"

    return check


def point(kind: PointKind, position: int, text: str) -> Check:
    def check(minutes: Minutes) -> None:
        assert [p.text for p in minutes.rows(MeetingPoint) if (p.kind, p.position) == (kind, position)] == [text]

    return check


def takes_part(
    as_written: str,
    organisation: str,
    role: ParticipationRole = ParticipationRole.PARTICIPANT,
    *,
    person: str | None = None,
    is_group: bool = False,
    certainty: Certainty = Certainty.STATED,
) -> Check:
    """A row of Participation; the name of a person is in Person only."""

    def check(minutes: Minutes) -> None:
        found = [
            (row, minutes.session.get(Person, row.person_id) if row.person_id else None)
            for row in minutes.rows(Participation)
            if row.as_written == as_written and row.role is role
        ]
        matching = [row for row, who in found if (who.name if who else None) == person]
        assert len(matching) == 1
        row = matching[0]
        assert minutes.organisation(row.organisation_id) == organisation
        assert (row.is_group, row.certainty) == (is_group, certainty)

    return check


def speaks(name: str, organisation: str, as_written: str, points: int | None = None) -> Check:
    """A speaker with person, institution and the turn that opens with the speaker's line."""

    def check(minutes: Minutes) -> None:
        takes_part(as_written, organisation, ParticipationRole.SPEAKER, person=name)(minutes)
        turns = [s for s in minutes.rows(Statement) if s.parent_id is None and _speaker(minutes, s) == name]
        assert len(turns) == 1
        assert name in turns[0].text
        if points is not None:
            assert len([s for s in minutes.rows(Statement) if s.parent_id == turns[0].id]) == points

    return check


def _speaker(minutes: Minutes, statement: Statement) -> str | None:
    if statement.participation_id is None:
        return None
    participation = minutes.session.get_one(Participation, statement.participation_id)
    person = minutes.session.get(Person, participation.person_id)
    return person.name if person else None


def said(
    by: str | None,
    kind: StatementKind,
    start: str,
    *,
    lines: tuple[int, int] | None = None,
    under: str | None = None,
    horizon: OutputHorizon | None = None,
    has: str = "",
    certainty: Certainty = Certainty.STATED,
) -> Check:
    """A row of Statement: who said it, of what kind, where in the tree and in the source."""

    def check(minutes: Minutes) -> None:
        row = minutes.the(Statement, start)
        assert (_speaker(minutes, row), row.kind, row.horizon, row.certainty) == (by, kind, horizon, certainty)
        assert has in row.text
        if lines:
            assert (row.first_line, row.last_line) == lines
        if under is not None:
            parent = minutes.session.get(Statement, row.parent_id)
            assert parent is not None
            assert parent.text.startswith(under)

    return check


def decided(start: str, kind: DecisionKind, certainty: Certainty) -> Check:
    def check(minutes: Minutes) -> None:
        row = minutes.the(Decision, start)
        assert (row.kind, row.certainty, row.released) == (kind, certainty, True)

    return check


def promised(start: str, *owners: str, has: str = "", **expected: object) -> Check:
    """A row of FollowUp with its owners."""

    def check(minutes: Minutes) -> None:
        row = minutes.the(FollowUp, start)
        assert has in row.text
        assert {name: getattr(row, name) for name in expected} == expected
        owed = minutes.session.exec(select(FollowUpOwner).where(FollowUpOwner.follow_up_id == row.id)).all()
        assert sorted(minutes.organisation(o.organisation_id) for o in owed) == sorted(owners)

    return check


def proposed(
    proposer: str, addressed: str, state: ProposalState, *, scope: str = "", response: str = "", title: str = ""
) -> Check:
    """A row of Proposal in the meeting's plan with who made it and whom it is addressed to."""

    def check(minutes: Minutes) -> None:
        found = []
        for row in minutes.session.exec(select(Proposal).where(Proposal.plan_id == minutes.meeting.plan_id)).all():
            parties = minutes.session.exec(select(ProposalParty).where(ProposalParty.proposal_id == row.id)).all()
            named = {(p.role, minutes.organisation(p.organisation_id)) for p in parties}
            if named == {(ProposalRole.PROPOSER, proposer), (ProposalRole.ADDRESSED, addressed)}:
                found.append(row)
        assert len(found) == 1
        assert found[0].state is state
        assert scope in found[0].scope
        assert response in found[0].response
        assert title in found[0].title

    return check


def linked(
    state: LinkState,
    *,
    statement: str | None = None,
    commitment: str | None = None,
    measure: tuple[str, int] | None = None,
    proposal: str | None = None,
) -> Check:
    """A row of MeetingLink from the meeting or one statement; ``proposal`` is the plan of Perludem's or KOPEL's."""

    def check(minutes: Minutes) -> None:
        found = [row for row in minutes.rows(MeetingLink) if row.state is state]
        if statement:
            found = [row for row in found if row.statement_id == minutes.the(Statement, statement).id]
        targets = {_target(minutes, row) for row in found}
        assert (commitment or measure or proposal) in targets

    return check


def _target(minutes: Minutes, row: MeetingLink) -> object:
    session = minutes.session
    if row.commitment_id:
        commitment = session.get(Commitment, row.commitment_id)
        return commitment.code if commitment else None
    if row.measure_id:
        measure = session.get(SuccessMeasure, row.measure_id)
        commitment = session.get(Commitment, measure.commitment_id) if measure else None
        return (commitment.code, measure.number) if measure and commitment else None
    proposal = session.get(Proposal, row.proposal_id)
    return proposal.title if proposal else None


def alias(written: str, organisation: str) -> Check:
    def check(minutes: Minutes) -> None:
        found = minutes.session.exec(select(OrganisationAlias).where(OrganisationAlias.alias == written)).all()
        assert [minutes.organisation(row.organisation_id) for row in found] == [organisation]

    return check


def names_organisations(*expected: str, in_text: tuple[str, ...] = ()) -> Check:
    """Institutions that took part, were proposed to or owe something are rows; others stand in the text."""

    def check(minutes: Minutes) -> None:
        keys = {row.organisation_id for row in (*minutes.rows(Participation), *minutes.rows(Statement))}
        assert set(expected) <= {minutes.organisation(key) for key in keys}
        text = " ".join(row.text for row in minutes.rows(Statement))
        assert [name for name in in_text if name not in text] == []

    return check


def verbatim(*pieces: str, defects: str) -> Check:
    """SourceDocument holds the text byte for byte, and what is wrong with it."""

    def check(minutes: Minutes) -> None:
        content = (SAMPLES / minutes.document.file_name).read_bytes()
        assert minutes.document.text.encode() == content
        assert minutes.document.sha256 == hashlib.sha256(content).hexdigest()
        assert [piece for piece in pieces if piece not in minutes.document.text] == []
        assert defects in minutes.document.defects

    return check


def both(*checks: Check) -> Check:
    def check(minutes: Minutes) -> None:
        for one in checks:
            one(minutes)

    return check


def rewording(**expected: object) -> Check:
    def check(minutes: Minutes) -> None:
        (row,) = minutes.rows(WordingChange)
        assert {name: getattr(row, name) for name in expected} == expected
        assert minutes.organisation(row.organisation_id) == DIREKTORAT
        measure = minutes.session.get(SuccessMeasure, row.measure_id)
        assert measure is not None
        commitment = minutes.session.get(Commitment, measure.commitment_id)
        assert commitment is not None
        assert (commitment.code, measure.number) == ("RAN6-13", 1)

    return check


def yearly_target(minutes: Minutes) -> None:
    milestone = minutes.session.exec(select(Milestone).where(Milestone.row_code == "RAN6-13-1-1")).one()
    assert milestone.target_text == "Integrasi rencana aksi dalam dokumen perencanaan KPU"
    assert (milestone.due_on, milestone.due_text, milestone.due_precision) == (
        dt.date(2021, 12, 31),
        "2021",
        Precision.YEAR,
    )
    parties = minutes.session.exec(select(MilestoneParty).where(MilestoneParty.milestone_id == milestone.id)).all()
    assert [minutes.organisation(p.organisation_id) for p in parties] == [KPU]
    decision = minutes.the(Decision, "Pencapaian indikator ukuran keberhasilan pertama di tahun 2021")
    assert decision.milestone_id == milestone.id


def note_of_the_measure(minutes: Minutes) -> None:
    measure = minutes.session.exec(
        select(SuccessMeasure).join(Commitment).where(Commitment.code == "RAN6-13", SuccessMeasure.number == 1)
    ).one()
    assert "tidak dapat ditargetkan hanya dalam waktu 2 tahun" in measure.notes


def nobody_is_named(minutes: Minutes) -> None:
    """S2-06: no moderator, note-taker or list of participants."""
    field(time_zone="", place="", medium=None)(minutes)
    assert {row.role for row in minutes.rows(Participation)} == {ParticipationRole.SPEAKER}


def captions_are_text_only(minutes: Minutes) -> None:
    """S1-57."""
    assert "Dewi Resmining..." in minutes.document.text
    assert "Kiki Mulyawati_..." in minutes.document.text
    names = {person.name for person in minutes.session.exec(select(Person)).all()}
    assert not any("Dewi" in name or "Kiki" in name for name in names)
    assert not any("Resmining" in s.text or "Mulyawati" in s.text for s in minutes.rows(Statement))


def no_day_is_made_up(minutes: Minutes) -> None:
    assert "18 Oktober lalu" in minutes.the(Statement, "Pada 18 Oktober").text
    assert all(row.due_on is None for row in minutes.rows(FollowUp))


def only_candidates(minutes: Minutes) -> None:
    """S2-59: there is no follow-up section; what the discussion suggests waits for a person, unreleased."""
    found = {(row.origin, row.certainty, row.released) for row in minutes.rows(FollowUp)}
    assert found == {(FollowUpOrigin.DISCUSSION, Certainty.INFERRED, False)}
    assert minutes.document.text.rstrip().endswith("DOKUMENTASI")


def two_people_named(name: str, *organisations: str) -> Check:
    """Never merged: as many Person rows as there are, each with its institution."""

    def check(minutes: Minutes) -> None:
        people = minutes.session.exec(select(Person).where(Person.name == name).order_by(col(Person.id))).all()
        assert [minutes.organisation(person.organisation_id) for person in people] == list(organisations)

    return check


def three_purposes(minutes: Minutes) -> None:
    under = "Pusdatin KPU sudah membuat"
    for start in ("koneksi antar database", "persamaan tipe database", "keterbukaan data melalui sistem Open Data"):
        said("Andre", K.INFORMATION, start, under=under)(minutes)


def outputs(horizon: OutputHorizon, *starts: str) -> Check:
    return both(*(said("Andre", K.OUTPUT, start, horizon=horizon) for start in starts))


PERLUDEM_2020 = "Usulan Perludem untuk RAN OGI 2020-2022"
PERLUDEM_2022 = "Tata Kelola Keterbukaan Data Pemilu"
KOPEL_2022 = "Usulan KOPEL: pemilu yang bebas disinformasi"
TITLE_1 = "Penyampaian Usulan Perludem untuk RAN OGI 2020- 2022"
INDRA = "Indra"

S1: dict[str, Check] = {
    "S1-01": field(document_type="NOTULA"),
    "S1-02": field(title=TITLE_1),
    "S1-03": plan("RAN-VI"),
    "S1-04": field(held_on=dt.date(2020, 9, 21), ends_on=None),
    "S1-05": field(starts_at="13:30"),
    "S1-06": field(ends_at="15:30"),
    "S1-07": field(time_zone="WIB"),
    "S1-08": field(place="Zoom Meeting", medium=Medium.ONLINE),
    "S1-09": point(PointKind.AGENDA, 1, TITLE_1),
    "S1-10": takes_part("Kepala Seknas OGI", SEKNAS, ParticipationRole.MODERATOR, certainty=Certainty.INFERRED),
    "S1-11": takes_part(DIREKTORAT, DIREKTORAT, is_group=True),
    "S1-12": takes_part("Perwakilan KPU", KPU),
    "S1-13": takes_part("Tim Sekretariat Nasional OGI", SEKNAS, is_group=True),
    "S1-14": takes_part("Tim Perludem", PERLUDEM, is_group=True),
    "S1-15": speaks("Dhika", PERLUDEM, "perwakilan Perludem", points=3),
    "S1-16": said("Dhika", K.INFORMATION, "Bapak Dhika", has="beberapa poin terkait rencana aksi", lines=(31, 33)),
    "S1-17": said("Dhika", K.BENEFIT, "Ketika peserta pemilu", has="cenderunh menerima keputusan", lines=(38, 40)),
    "S1-18": said("Dhika", K.BENEFIT, "Prinsip keterbukaan mampun menopang", has="legitimasi", lines=(40, 41)),
    "S1-19": said("Dhika", K.BENEFIT, "Setiap proses pemilu yang terbuka", has="hak setiap orang", lines=(41, 43)),
    "S1-20": said("Dhika", K.INFORMATION, "Piramida kepercayaan", lines=(43, 44)),
    "S1-21": both(
        said("Dhika", K.PROPOSAL, "Terdapat 2 capaian Renaksi yang diusulkan"),
        proposed(PERLUDEM, KPU, ProposalState.DISCUSSED, scope="2 capaian Renaksi"),
        linked(LinkState.CONFIRMED, statement="Terdapat 2 capaian", proposal=PERLUDEM_2020),
    ),
    "S1-22": both(
        said("Dhika", K.PROPOSAL, FIRST_ACHIEVEMENT, under="Terdapat 2 capaian", lines=(46, 49)),
        proposed(PERLUDEM, KPU, ProposalState.DISCUSSED, scope=FIRST_ACHIEVEMENT),
    ),
    "S1-23": both(
        said("Dhika", K.PROPOSAL, "Terselenggarakannya kajian mendalam", under="Terdapat 2 capaian", lines=(51, 56)),
        proposed(PERLUDEM, KPU, ProposalState.DISCUSSED, scope="uji coba berulang rekapitulasi elektronik"),
    ),
    "S1-24": both(
        said("Dhika", K.OBSTACLE, "Belum ada informasi terkait uji coba si-Rekap", lines=(58, 59)),
        said("Dhika", K.INSTRUMENT, "uji coba si-Rekap"),
    ),
    "S1-25": said(
        "Dhika", K.CONDITION, "Sebenarnya, perlu waktu yang cukup", has="efektif dan efisien", lines=(59, 61)
    ),
    "S1-26": said("Dhika", K.BENEFIT, "Memotong mata rantai pemilu manual yang rawan manipulasi"),
    "S1-27": said("Dhika", K.BENEFIT, "Meningkatkan transparansi dan akuntabilitas pemilu"),
    "S1-28": said("Dhika", K.BENEFIT, "Membangun Kepercayaan publik."),
    "S1-29": speaks(INDRA, DIREKTORAT, "Direktorat Politik dan Komunikasi"),
    "S1-30": both(
        rewording(after=NEW_WORDING, state=WordingState.PROPOSED, place="baris 72–75", released=True),
        said(INDRA, K.PROPOSAL, "Ukuran keberhasilan pertama diubah", has=NEW_WORDING, lines=(72, 75)),
        decided("Ukuran keberhasilan pertama diubah", DecisionKind.RECOMMENDATION, Certainty.INFERRED),
        linked(LinkState.CONFIRMED, statement="Ukuran keberhasilan pertama", measure=("RAN6-13", 1)),
    ),
    "S1-31": rewording(before=FIRST_ACHIEVEMENT, before_certainty=Certainty.INFERRED),
    "S1-32": both(
        yearly_target,
        decided("Pencapaian indikator", DecisionKind.DECISION, Certainty.INFERRED),
        said(INDRA, K.PLAN, "Pencapaian indikator", has="di tahun 2021 untuk KPU", lines=(77, 78)),
    ),
    "S1-33": said(INDRA, K.INFORMATION, "Sistem informasi merupakan kegiatan jangka panjang", has="terus diperbarui"),
    "S1-34": both(
        said(INDRA, K.CONDITION, "sehingga pelaksanannya tidak dapat ditargetkan", has="waktu 2 tahun", lines=(80, 82)),
        note_of_the_measure,
    ),
    "S1-35": speaks("Andre", KPU, "KPU"),
    "S1-36": said("Andre", K.ANSWER, "Bapak Andre", has="terkait pertanyaan platform Satu Data", lines=(84, 86)),
    "S1-37": said(
        "Andre", K.INSTRUMENT, "Pusdatin KPU sudah membuat Portal", has="Platform Satu Data KPU", lines=(92, 93)
    ),
    "S1-38": three_purposes,
    "S1-39": said("Andre", K.INFORMATION, "Dalam skema ini, Wali Data di setiap biro bertugas mengisi data."),
    "S1-40": said("Andre", K.OBSTACLE, "Namun, belum ada aturan yang mengikat", has="kewajiban mengisi data"),
    "S1-41": said("Andre", K.INFORMATION, "Ada tiga fase dalam penyelesaian portal ini."),
    "S1-42": said(
        "Andre", K.PHASE, "Pertama, fase konsolidasi database", has="semua data diunggah", under="Ada tiga fase"
    ),
    "S1-43": said(
        "Andre", K.CONDITION, "Namun, seluruh data harus sesuai dengan PKPU", has="hasil scan", lines=(99, 101)
    ),
    "S1-44": said("Andre", K.PHASE, "Fase kedua adalah Feeding Dashboard", under="Ada tiga fase"),
    "S1-45": said("Andre", K.PHASE, "fase terakhir adalah finalisasi portal dalam bentuk Open Data."),
    "S1-46": said("Andre", K.CONDITION, "Dalam fase terakhir", has="rekapan excel", under="fase terakhir adalah"),
    "S1-47": outputs(
        OutputHorizon.SHORT,
        "adanya kemudahan pengolahan data",
        "terbukanya akses open data",
        "motivasi untuk melakukan pembaruan",
    ),
    "S1-48": outputs(
        OutputHorizon.MIDDLE,
        "terbentuknya keputusan KPU dalam penerapan platform satu data",
        "terwujudnya portal satu data",
        "memudahkan biro-biro dalam memperbarui data",
    ),
    "S1-49": outputs(
        OutputHorizon.LONG,
        "terbentuknya peraturan KPU terkait tata kelola IT KPU",
        "terupdatenya portal Satu Data dengan fitur yang lebih interaktif",
    ),
    "S1-50": said("Andre", K.INSTRUMENT, "Ada database wilayah", has="dari awal proses pemilu hingga selesai"),
    "S1-51": said("Andre", K.INSTRUMENT, "Roadmap penyusunan portal sudah ada"),
    "S1-52": said("Andre", K.OBSTACLE, "tapi tidak ada aturan", has="landasan penyelesaian portal", lines=(120, 122)),
    "S1-53": promised("Matriks target capaian akan diperbaiki dan dikembalikan", origin=FollowUpOrigin.SECTION),
    "S1-54": promised("Matriks target capaian", recipients="K/L dan CSO terkait"),
    "S1-55": promised("Matriks target capaian", purpose="untuk didiskusikan dalam rapat internal"),
    # no owners given: there must be none
    "S1-56": promised("Matriks target capaian", due_text="", due_on=None, due_precision=None, state=FollowUpState.OPEN),
    "S1-57": captions_are_text_only,
    "S1-58": verbatim("cenderunh", "mampun", "infromasi", ". Bapak Indra", defects="Label identitas"),
    "S1-59": names_organisations(PERLUDEM, KPU, DIREKTORAT, SEKNAS, in_text=("Pusdatin KPU", "biro")),
}

S2: dict[str, Check] = {
    "S2-01": field(document_type="LAPORAN NOTULA"),
    "S2-02": field(title="Rapat Koordinasi Working Group Demokrasi dengan K/L"),
    "S2-03": field(working_group="Demokrasi"),
    "S2-04": field(held_on=dt.date(2022, 10, 25), ends_on=None),
    "S2-05": field(starts_at="13:30", ends_at="16:00"),
    "S2-06": nobody_is_named,
    "S2-07": both(plan("RAN-VII"), lambda m: None),
    "S2-08": lambda m: _introduced(m, "membuka kesempatan untuk Organisasi Masyarakat Sipil (OMS)"),
    "S2-09": both(
        alias("Koalisi Pemantau Legislatif", KOPEL), lambda m: _introduced(m, "Koalisi Pemantau Legislatif (KOPEL)")
    ),
    "S2-10": both(
        alias("Pekumpulan untuk Pemilu dan Demokrasi", PERLUDEM),
        lambda m: _introduced(m, "Pekumpulan untuk Pemilu dan Demokrasi (Perludem)"),
    ),
    "S2-11": both(
        proposed(PERLUDEM, KPU, ProposalState.DISCUSSED, scope="keterbukaan data pemilu"),
        proposed(KOPEL, BAWASLU, ProposalState.COVERED, scope="pemilu yang bebas disinformasi"),
    ),
    "S2-12": both(
        proposed(PERLUDEM, KPU, ProposalState.DISCUSSED),
        proposed(KOPEL, BAWASLU, ProposalState.COVERED),
        lambda m: _introduced(m, "KPU dan Bawaslu sebagai lembaga yang berwenang"),
    ),
    "S2-13": point(PointKind.OBJECTIVE, 1, "Membahas usulan dari KOPEL dan Perludem"),
    "S2-14": point(PointKind.OBJECTIVE, 2, "Mendiskusikan tanggapan dari KPU dan Bawaslu"),
    "S2-15": point(PointKind.OBJECTIVE, 3, "Menyusun rencana tindak lanjut untuk dilaksanakan kedepannya"),
    "S2-16": speaks("Rike", BAWASLU, "perwakilan dari Bawaslu", points=5),
    "S2-17": said("Rike", K.INFORMATION, "Rencana kerja sudah masuk ke tahap final.", lines=(24, 24)),
    "S2-18": said("Rike", K.OBSTACLE, "Namun, terdapat evaluasi", has="koordinasi secara top-down"),
    "S2-19": said("Rike", K.INFORMATION, "Pembelajaran dari pemilu 2019", has="banyak misinformasi"),
    "S2-20": said(
        "Rike", K.INSTRUMENT, "Bawaslu sudah beberapa kali melakukan MoU", has="FB, Twitter, dan juga Kominfo"
    ),
    "S2-21": said("Rike", K.INSTRUMENT, "Selain itu, juga terdapat pengaduan secara online"),
    "S2-22": said("Rike", K.INSTRUMENT, "Dalam upaya pengawasan", has="Jarimu Awasi Pemilu yang merupakan gerakan"),
    "S2-23": said(
        "Rike", K.INSTRUMENT, "Untuk SOP takedown", has="kerjasama dengan Kominfo dan sudah menghasilkan MoU"
    ),
    "S2-24": both(
        said("Rike", K.RESPONSE, "sehingga usulan dari KOPEL sudah menjadi bagian", under="Untuk SOP takedown"),
        proposed(KOPEL, BAWASLU, ProposalState.COVERED, response="sudah menjadi bagian dari program Bawaslu"),
        linked(LinkState.CONFIRMED, statement="sehingga usulan dari KOPEL", proposal=KOPEL_2022),
    ),
    "S2-25": both(
        said("Rike", K.INFORMATION, "Pada 18 Oktober lalu", has="dipantau Menteri Kominfo", lines=(27, 27)),
        no_day_is_made_up,
    ),
    "S2-26": said("Rike", K.INSTRUMENT, "Salah satu output rapatnya", has="Satgas khusus", under="Pada 18 Oktober"),
    "S2-27": said("Rike", K.INFORMATION, "Leading sector-nya Kominfo.", under="Salah satu output rapatnya"),
    "S2-28": said("Rike", K.RESPONSE, "Bawaslu selalu terbuka", has="didalami dengan direktorat terkait"),
    "S2-29": speaks("Anwar", KOPEL, "perwakilan dari KOPEL", points=1),
    "S2-30": said("Anwar", K.REQUEST, "Surat Keputusan dari Bawaslu", has="ditransparansikan kepada publik"),
    "S2-31": said("Anwar", K.REQUEST, "serta diharapkan adanya keterlibatan aktif CSO", has="akuntabilitas pelayanan"),
    "S2-32": speaks("Nudin", BAWASLU, "perwakilan dari Bawaslu", points=1),
    "S2-33": said("Nudin", K.PLAN, "CSO yang terakreditasi oleh Bawaslu", has="tahun 2023 mendatang"),
    "S2-34": said("Nudin", K.INFORMATION, "KOPEL termasuk salah satu CSO yang terakreditasi"),
    "S2-35": speaks("Theo", SEKNAS, "perwakilan dari Sekretariat Open Government Indonesia", points=2),
    "S2-36": said("Theo", K.INFORMATION, "Awalnya KOPEL tidak aware", has="Jarimu Mengawas Pemilu", lines=(34, 36)),
    "S2-37": said("Theo", K.CONDITION, "Jika ingin didorong melalui OGI", has="masing-masing stakeholder"),
    "S2-38": both(
        said("Theo", K.PLAN, "Sekretariat OGI akan memfasilitasi pertemuan berikutnya"),
        promised("Sekretariat OGI akan memfasilitasi", SEKNAS, origin=FollowUpOrigin.DISCUSSION),
    ),
    "S2-39": both(
        said("Theo", K.PLAN, "dan akan koordinasi dengan Bawaslu", has="stakeholder terkait yang tepat"),
        promised("Sekretariat OGI akan memfasilitasi", SEKNAS, has="koordinasi dengan Bawaslu untuk stakeholder"),
    ),
    "S2-40": speaks(INDRA, KOPEL, "perwakilan dari KOPEL", points=1),
    "S2-41": said(INDRA, K.REQUEST, "Timeline dan teknis kerjasama antara CSO dengan Bawaslu"),
    "S2-42": both(
        said(INDRA, K.PROPOSAL, "Menyarankan OGI untuk dapat mengundang Kominfo"),
        promised("Menyarankan OGI untuk dapat mengundang Kominfo", SEKNAS, recipients="Kominfo"),
    ),
    "S2-43": speaks("Usep", PERLUDEM, "perwakilan dari Perludem", points=2),
    "S2-44": said("Usep", K.INFORMATION, "Open data gelombang 3 diperlukan", has="kolaborasi antar sektor"),
    "S2-45": said("Usep", K.INFORMATION, "Menekankan pentingnya keterlibatan masyarakat sipil"),
    "S2-46": speaks("Dhika", PERLUDEM, "perwakilan dari Perludem", points=3),
    "S2-47": said("Dhika", K.OBSTACLE, "Data yang tersedia saat ini belum sesuai standar", has="mesin pembaca data"),
    "S2-48": said(
        "Dhika", K.CONDITION, "Selain itu, data tersebut juga harus inklusif", has="tanpa adanya diskriminasi"
    ),
    "S2-49": both(
        said("Dhika", K.PROPOSAL, "Perludem mengusulkan Tata Kelola Data Terbuka Pemilu"),
        proposed(PERLUDEM, KPU, ProposalState.DISCUSSED, title=PERLUDEM_2022),
        linked(LinkState.CONFIRMED, statement="Perludem mengusulkan Tata Kelola", proposal=PERLUDEM_2022),
    ),
    "S2-50": said(
        "Dhika", K.PROPOSAL, "dengan idealnya terdapat 16 kategori kunci data pemilu", under="Perludem mengusul"
    ),
    "S2-51": said("Dhika", K.INSTRUMENT, "Usulan ini didukung dengan sistem informasi", has="dimiliki oleh KPU"),
    "S2-52": said("Dhika", K.PROPOSAL, "Sasaran keberhasilan dari usulan ini", has="dalam format data terbuka"),
    "S2-53": both(
        *(
            said("Dhika", K.INFORMATION, name, under="Data yang sudah tersedia adalah data mengenai")
            for name in ("Dapil", "Dacol", "Parpol", "Sidakam", "Penghitungan dan Penetapan Suara", "dan sebagainya")
        )
    ),
    "S2-54": promised(
        "Untuk pertemuan selanjutnya dapat dihosting oleh Perludem",
        PERLUDEM,
        due_text="16 atau 18 November",
        due_on=None,
        due_precision=Precision.TENTATIVE,
    ),
    "S2-55": both(
        said(
            None,
            K.QUESTION,
            "Dari KPU meminta penjelasan kembali",
            under="Untuk pertemuan selanjutnya",
            certainty=Certainty.INFERRED,
        ),
        lambda m: _said_by_institution(m, "Dari KPU meminta", KPU),
    ),
    "S2-56": decided("Usulan dari KOPEL dan Perludem berada", DecisionKind.CONCLUSION, Certainty.STATED),
    "S2-57": decided("KPU dan Bawaslu selaku pihak yang berwenang", DecisionKind.CONCLUSION, Certainty.STATED),
    "S2-58": decided("Usulan ini memerlukan diskusi lebih lanjut", DecisionKind.CONCLUSION, Certainty.STATED),
    "S2-59": only_candidates,
    "S2-60": names_organisations(SEKNAS, KOPEL, PERLUDEM, KPU, BAWASLU, in_text=("Kominfo", "polisi", "FB", "Twitter")),
    "S2-61": verbatim("**Rike**", "*top-down*", "2023 –2024", "DOKUMENTASI", defects="pergantian halaman"),
}

#: facts across the two meetings, each asked of the first and of the second
ACROSS: dict[str, tuple[Check, Check]] = {
    "X-01": (
        linked(LinkState.SUGGESTED, statement="Terdapat 2 capaian", proposal=PERLUDEM_2022),
        linked(LinkState.SUGGESTED, statement="Perludem mengusulkan Tata Kelola", proposal=PERLUDEM_2020),
    ),
    "X-02": (
        linked(LinkState.SUGGESTED, statement="Pusdatin KPU sudah membuat", proposal=PERLUDEM_2022),
        said("Dhika", K.INSTRUMENT, "Usulan ini didukung dengan sistem informasi"),
    ),
    "X-03": (two_people_named(INDRA, DIREKTORAT, KOPEL),) * 2,
    "X-04": (two_people_named("Dhika", PERLUDEM, PERLUDEM),) * 2,
}


def _introduced(minutes: Minutes, text: str) -> None:
    assert text in minutes.meeting.introduction


def _said_by_institution(minutes: Minutes, start: str, organisation: str) -> None:
    row = minutes.the(Statement, start)
    assert row.participation_id is None
    assert minutes.organisation(row.organisation_id) == organisation


def minutes_of(session: Session, day: dt.date) -> Minutes:
    return Minutes(session, session.exec(select(Meeting).where(Meeting.held_on == day)).one())


FIRST_DAY, SECOND_DAY = dt.date(2020, 9, 21), dt.date(2022, 10, 25)


@pytest.mark.parametrize("fact", S1)
def test_fact_of_the_first_meeting_is_kept(session: Session, fact: str) -> None:
    S1[fact](minutes_of(session, FIRST_DAY))


@pytest.mark.parametrize("fact", S2)
def test_fact_of_the_second_meeting_is_kept(session: Session, fact: str) -> None:
    S2[fact](minutes_of(session, SECOND_DAY))


@pytest.mark.parametrize("fact", ACROSS)
def test_fact_across_the_meetings_is_kept(session: Session, fact: str) -> None:
    first, second = ACROSS[fact]
    first(minutes_of(session, FIRST_DAY))
    second(minutes_of(session, SECOND_DAY))


def test_no_fact_of_the_inventory_is_left_out() -> None:
    expected = [f"S1-{n:02}" for n in range(1, 60)] + [f"S2-{n:02}" for n in range(1, 62)]
    assert [*S1, *S2] == expected
    assert list(ACROSS) == ["X-01", "X-02", "X-03", "X-04"]


@pytest.mark.parametrize(("day", "codes"), [(FIRST_DAY, {"RAN6-13"}), (SECOND_DAY, {"RAN7-05", "RAN7-06"})])
def test_meetings_are_linked_to_their_commitments(session: Session, day: dt.date, codes: set[str]) -> None:
    minutes = minutes_of(session, day)
    links = [row for row in minutes.rows(MeetingLink) if row.commitment_id]
    assert {_target(minutes, row) for row in links} == codes
    assert {row.state for row in links} == {LinkState.CONFIRMED}


def _plain(text: str) -> str:
    """The text without emphasis marks, wrapping and page breaks."""
    return " ".join(text.replace("*", "").split())


@pytest.mark.parametrize("day", [FIRST_DAY, SECOND_DAY])
@pytest.mark.parametrize("kind", [Statement, Decision, FollowUp])
def test_what_was_said_stands_in_the_lines_it_names(session: Session, day: dt.date, kind: type[Table]) -> None:
    minutes = minutes_of(session, day)
    lines = minutes.document.text.splitlines()
    for row in minutes.rows(kind):
        assert row.text in _plain("\n".join(lines[row.first_line - 1 : row.last_line]))


@pytest.mark.parametrize(("day", "first", "last"), [(FIRST_DAY, 31, 122), (SECOND_DAY, 23, 47)])
def test_the_whole_discussion_is_in_the_statements(session: Session, day: dt.date, first: int, last: int) -> None:
    """Taking every statement out of the discussion leaves enumerators and joining words only."""
    minutes = minutes_of(session, day)
    left = _plain("\n".join(minutes.document.text.splitlines()[first - 1 : last]))
    for row in sorted(minutes.rows(Statement), key=lambda row: -len(row.text)):
        left = left.replace(row.text, " ", 1)
    words = {word for word in left.replace(".", " ").replace(",", " ").split() if len(word.strip("().;-–")) > 1}
    assert words <= {"agar", "ada", "dan", "(1)", "(2)", "(3)", "yang", "sudah"}


def test_statements_keep_the_order_of_the_text(session: Session) -> None:
    for day in (FIRST_DAY, SECOND_DAY):
        rows = sorted(minutes_of(session, day).rows(Statement), key=lambda row: row.position)
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        starts = [row.first_line for row in rows]
        assert starts == sorted(starts)


def test_every_file_of_minutes_is_loaded(session: Session) -> None:
    files = {path.stem for path in MEETINGS.glob("*.json")}
    documents = {document.file_name.removesuffix(".txt") for document in session.exec(select(SourceDocument)).all()}
    assert documents == files
