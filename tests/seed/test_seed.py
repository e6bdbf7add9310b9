"""The reference data arrive whole, with their sources, once, and never over what people wrote."""

from __future__ import annotations

import csv
import datetime as dt
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from models import database, journal
from models.base import Table
from models.rules.access import SYSTEM
from models.rules.codes import is_row_code
from models.rules.naming import fold
from models.settings import PROJECT_ROOT
from models.tables.commitment import (
    Commitment,
    CommitmentLineage,
    CommitmentNote,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    SourcedFact,
    SourcedFactParty,
    SuccessMeasure,
)
from models.tables.history import Change
from models.tables.meeting import Decision, FollowUp, Meeting, Person, Proposal, ProposalParty, Statement, WordingChange
from models.tables.organisation import Organisation, OrganisationAlias
from models.tables.plan import ActionPlan, ReportingPeriod
from models.tables.progress import IrmAssessment, ProgressReport
from models.vocabulary import (
    Confidence,
    OrganisationKind,
    PartyRole,
    PlanState,
    Precision,
    ProposalRole,
    ProposalState,
    Reporter,
    SourceKind,
)
from seed.load import load
from seed.organisations import Directory
from seed.records import DATA, SeedError, first_day, last_day, quantity


def rows_of(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def count(session: Session, kind: Any) -> int:
    return int(session.exec(select(func.count()).select_from(kind)).one())


def commitment(session: Session, code: str) -> Commitment:
    return session.exec(select(Commitment).where(Commitment.code == code)).one()


def milestone(session: Session, code: str) -> Milestone:
    return session.exec(select(Milestone).where(Milestone.row_code == code)).one()


def measure(session: Session, code: str, number: int) -> SuccessMeasure:
    found = select(SuccessMeasure).join(Commitment).where(Commitment.code == code, SuccessMeasure.number == number)
    return session.exec(found).one()


def parties(session: Session, code: str, role: PartyRole) -> list[tuple[str, str]]:
    found = (
        select(Organisation.name, CommitmentParty.as_written)
        .join(CommitmentParty, col(CommitmentParty.organisation_id) == Organisation.id)
        .join(Commitment)
        .where(Commitment.code == code, CommitmentParty.role == role)
        .order_by(col(CommitmentParty.position))
    )
    return [(name, written) for name, written in session.exec(found).all()]


def responsible(session: Session, row_code: str) -> list[str]:
    found = (
        select(Organisation.name)
        .join(MilestoneParty, col(MilestoneParty.organisation_id) == Organisation.id)
        .join(Milestone, col(Milestone.id) == MilestoneParty.milestone_id)
        .where(Milestone.row_code == row_code)
        .order_by(col(MilestoneParty.position))
    )
    return list(session.exec(found).all())


# -- everything arrives ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        (ActionPlan, "action_plans.csv"),
        (Commitment, "commitments.csv"),
        (IrmAssessment, "irm_assessments.csv"),
        (SourcedFact, "progress_facts.csv"),
        (CommitmentLineage, "lineage.csv"),
    ],
)
def test_every_row_of_a_file_arrives(session: Session, kind: Any, file: str) -> None:
    assert count(session, kind) == len(rows_of(file))


def test_the_numbers_are_those_of_the_reference_data(session: Session) -> None:
    kinds = (ActionPlan, Commitment, SuccessMeasure, MeasureWording, Milestone, Proposal, IrmAssessment, SourcedFact)
    assert [count(session, kind) for kind in kinds] == [8, 55, 43, 83, 45, 13, 49, 10]


@pytest.mark.parametrize(("plan", "expected"), [("RAN-IV", 2), ("RAN-V", 19), ("RAN-VI", 19), ("RAN-VII", 15)])
def test_commitments_belong_to_their_plan(session: Session, plan: str, expected: int) -> None:
    found = select(func.count()).select_from(Commitment).join(ActionPlan).where(ActionPlan.code == plan)
    assert session.exec(found).one() == expected


def test_codes_name_plan_and_number_or_ogp_id(session: Session) -> None:
    codes = set(session.exec(select(Commitment.code)).all())
    assert {"RAN7-06", "RAN6-13", "RAN5-07", "RAN4-ID0062", "RAN4-ID0070"} <= codes
    row_codes = session.exec(select(Milestone.row_code)).all()
    assert {"RAN7-06-1-1", "RAN4-ID0062-1-1"} <= set(row_codes)
    assert all(is_row_code(code) for code in row_codes)


def test_every_organisation_and_alias_of_the_files_is_there(session: Session) -> None:
    names = set(session.exec(select(Organisation.name)).all())
    assert {row["name"] for row in rows_of("organisations.csv")} <= names
    by_id = dict(session.exec(select(Organisation.id, Organisation.name)).all())
    known = {(by_id[row.organisation_id], row.alias) for row in session.exec(select(OrganisationAlias)).all()}
    listed = {(row["organisation"], row["alias"]) for row in rows_of("organisation_aliases.csv")}
    columns = {
        (row["name"], alias)
        for row in rows_of("organisations.csv")
        for alias in row["aliases"].split("|")
        if alias and not alias.startswith("Note:")
    }
    assert listed | columns <= known


def test_aliases_are_folded_as_names_are_compared(session: Session) -> None:
    assert all(row.folded == fold(row.alias) for row in session.exec(select(OrganisationAlias)).all())


def test_tii_means_two_organisations(session: Session) -> None:
    found = select(Organisation.name).join(OrganisationAlias).where(OrganisationAlias.folded == fold("TII"))
    assert set(session.exec(found).all()) == {"Transparency International Indonesia", "The Indonesian Institute"}
    with pytest.raises(SeedError, match="may be any of"):
        Directory().find("TII")


def test_a_remark_among_the_aliases_is_a_note_and_no_name(session: Session) -> None:
    institute = session.exec(select(Organisation).where(Organisation.name == "The Indonesian Institute")).one()
    assert "clashes with Transparency International Indonesia" in institute.notes
    assert not session.exec(select(OrganisationAlias).where(col(OrganisationAlias.alias).contains("clashes"))).all()


@pytest.mark.parametrize(
    ("unit", "kind", "parent"),
    [
        ("Badan Pembinaan Hukum Nasional", OrganisationKind.MINISTRY_AGENCY, "Kementerian Hukum dan Hak Asasi Manusia"),
        (
            "Biro Hukum dan Pengaduan Masyarakat DPR RI",
            OrganisationKind.UNIT,
            "Dewan Perwakilan Rakyat Republik Indonesia",
        ),
        ("Inspektorat Utama Setjen DPR RI", OrganisationKind.UNIT, "Sekretariat Jenderal DPR RI"),
        ("Dishubkominfo Kota Banda Aceh", OrganisationKind.UNIT, "Pemerintah Kota Banda Aceh"),
        ("Direktorat Politik dan Komunikasi Bappenas", OrganisationKind.UNIT, "Kementerian PPN/Bappenas"),
        ("BURT", OrganisationKind.UNIT, None),
    ],
)
def test_units_belong_to_the_institution_their_name_says(
    session: Session, unit: str, kind: OrganisationKind, parent: str | None
) -> None:
    row = session.exec(select(Organisation).where(Organisation.name == unit)).one()
    above = session.get(Organisation, row.parent_id) if row.parent_id else None
    assert (row.kind, above.name if above else None) == (kind, parent)


# -- parties --------------------------------------------------------------------------------------------------------


def test_a_name_with_its_unit_in_brackets_is_the_institution_as_written(session: Session) -> None:
    written = "Setjen DPR RI (Badan Keahlian, Biro, Pusdatin)"
    assert parties(session, "RAN5-15", PartyRole.LEAD) == [("Sekretariat Jenderal DPR RI", written)]
    assert parties(session, "RAN4-ID0062", PartyRole.LEAD) == [
        ("Kementerian Dalam Negeri", "Kemendagri (Ditjen Bina Pemerintahan Desa)")
    ]


def test_a_cso_can_lead_and_be_partner(session: Session) -> None:
    leads = [name for name, _ in parties(session, "RAN7-01", PartyRole.LEAD)]
    partners = [name for name, _ in parties(session, "RAN7-01", PartyRole.PARTNER)]
    assert partners == ["Indonesia Corruption Watch", "Transparency International Indonesia"]
    assert leads[2:] == partners


def test_all_eleven_leads_of_beneficial_ownership_arrive(session: Session) -> None:
    assert len(parties(session, "RAN6-17", PartyRole.LEAD)) == 11


def test_every_party_of_the_file_is_a_party(session: Session) -> None:
    """Nothing in a semicolon list is lost; RAN VII names nobody for commitments 2 and 10."""
    listed = sum(
        len([name for name in row[column].split(";") if name])
        for row in rows_of("commitments.csv")
        for column in ("lead_agencies", "supporting_agencies", "csos")
    )
    assert count(session, CommitmentParty) == listed
    assert parties(session, "RAN7-02", PartyRole.LEAD) == parties(session, "RAN7-10", PartyRole.LEAD) == []


# -- measures and milestones ----------------------------------------------------------------------------------------


def wordings(session: Session, code: str, number: int) -> list[tuple[Reporter, int, str]]:
    found = select(MeasureWording).where(MeasureWording.measure_id == measure(session, code, number).id)
    return [(row.reporter, row.position, row.text) for row in session.exec(found.order_by(col(MeasureWording.id)))]


def test_both_wordings_of_a_number_are_one_measure(session: Session) -> None:
    found = wordings(session, "RAN7-04", 2)
    assert [(reporter, position) for reporter, position, _ in found] == [(Reporter.AGENCY, 1), (Reporter.CSO, 1)]
    assert found[0][2] != found[1][2]


def test_several_sentences_of_one_side_keep_their_order(session: Session) -> None:
    texts = [text for reporter, _, text in wordings(session, "RAN7-01", 4) if reporter is Reporter.CSO]
    assert [text.split()[0] for text in texts] == ["Pengembangan", "Mendorong"]
    positions = [position for reporter, position, _ in wordings(session, "RAN7-01", 5) if reporter is Reporter.AGENCY]
    assert positions == [1, 2]


def test_every_measure_of_the_file_is_a_wording(session: Session) -> None:
    stored = {
        (code, number, row.reporter, row.text_id, row.text_en)
        for row, number, code in session.exec(
            select(MeasureWording, SuccessMeasure.number, Commitment.code)
            .join(SuccessMeasure, col(SuccessMeasure.id) == MeasureWording.measure_id)
            .join(Commitment)
        ).all()
    }
    for row in rows_of("success_measures.csv"):
        if row["kind"] == "measure":
            code = f"RAN{ {'RAN-VI': 6, 'RAN-VII': 7}[row['plan_code']] }-{int(row['commitment_number']):02}"
            reporter = Reporter(row["reporter"] or "plan")
            assert (code, int(row["measure_number"]), reporter, row["measure_id"], row["measure_en"]) in stored


def test_five_data_groups_are_the_target_of_the_election_data(session: Session) -> None:
    row = milestone(session, "RAN7-06-1-1")
    assert (row.target_text, row.target_value, row.target_unit) == ("5 kelompok data", 5, "kelompok data")
    assert (row.due_on, row.due_precision, row.due_text) == (dt.date(2024, 12, 31), Precision.PLAN_END, "")
    assert {reporter for reporter, _, _ in wordings(session, "RAN7-06", 1)} == set(Reporter)


def test_a_year_target_is_a_milestone_of_its_measure(session: Session) -> None:
    row = milestone(session, "RAN6-13-1-1")
    assert row.target_text == "Integrasi rencana aksi dalam dokumen perencanaan KPU"
    assert (row.due_on, row.due_text, row.due_precision) == (dt.date(2021, 12, 31), "2021", Precision.YEAR)
    assert responsible(session, "RAN6-13-1-1") == ["Komisi Pemilihan Umum"]


def test_year_targets_without_a_measure_word_it(session: Session) -> None:
    assert wordings(session, "RAN4-ID0062", 1)[0][2].startswith("Pilot village governance models")
    assert milestone(session, "RAN4-ID0062-1-1").target_value == 30
    second = milestone(session, "RAN4-ID0070-1-2")
    assert (second.activity, second.target_value, second.target_unit) == ("Effective follow-up of complaints", 75, "%")
    assert milestone(session, "RAN4-ID0070-3-1").target_value is None


def test_milestones_with_a_range_of_dates_keep_both_ends(session: Session) -> None:
    row = milestone(session, "RAN5-15-1-1")
    assert row.activity.startswith("Assessment and policy papers")
    assert (row.starts_on, row.due_on) == (dt.date(2018, 9, 30), dt.date(2020, 8, 31))
    assert (row.start_text, row.due_text) == ("2018-09-30", "2020-08-31")
    assert wordings(session, "RAN5-15", 1) == []


def test_a_measure_without_target_has_one_milestone_for_the_end_of_the_plan(session: Session) -> None:
    row = milestone(session, "RAN7-15-3-1")
    assert (row.activity, row.target_text, row.target_value, row.starts_on) == ("", "", None, None)
    assert (row.due_on, row.due_precision) == (dt.date(2024, 12, 31), Precision.PLAN_END)
    assert row.confidence is Confidence.INFERRED
    leads = [name for name, _ in parties(session, "RAN7-15", PartyRole.LEAD)]
    assert responsible(session, "RAN7-15-3-1") == leads


def test_every_measure_has_a_milestone(session: Session) -> None:
    without = select(SuccessMeasure).where(col(SuccessMeasure.id).not_in(select(Milestone.measure_id)))
    assert session.exec(without).all() == []


def test_the_agencies_a_measure_names_answer_for_it(session: Session) -> None:
    assert responsible(session, "RAN7-12-2-1") == ["Badan Pembinaan Hukum Nasional", "Mahkamah Agung"]


# -- nothing invented -----------------------------------------------------------------------------------------------


def test_descriptions_are_notes_and_never_measures(session: Session) -> None:
    described = [row for row in rows_of("success_measures.csv") if row["kind"] == "description"]
    assert count(session, CommitmentNote) == len(described)
    texts = {row.text_en for row in session.exec(select(MeasureWording)).all()}
    assert not texts & {row["measure_en"] for row in described}
    assert session.exec(select(SuccessMeasure).join(Commitment).where(Commitment.code == "RAN6-02")).all() == []


def test_proposed_actions_are_proposals_and_never_measures(session: Session) -> None:
    proposed = [row for row in rows_of("success_measures.csv") if row["kind"] == "proposed_action"]
    lead = commitment(session, "RAN7-01")
    found = session.exec(select(Proposal).where(Proposal.commitment_id == lead.id)).all()
    assert [row.title for row in found] == [row["measure_id"] for row in proposed]
    assert {row.state for row in found} == {ProposalState.PROPOSED}
    texts = set(session.exec(select(MeasureWording.text_id)).all())
    assert not texts & {row["measure_id"] for row in proposed}
    named = session.exec(
        select(ProposalParty.role, Organisation.abbreviation)
        .join(Organisation)
        .where(ProposalParty.proposal_id == found[0].id)
    ).all()
    assert set(named) == {
        (ProposalRole.PROPOSER, "TI Indonesia"),
        (ProposalRole.PROPOSER, "ICW"),
        (ProposalRole.ADDRESSED, "LKPP"),
    }


def test_nobody_has_reported_anything(session: Session) -> None:
    assert count(session, ProgressReport) == 0


def test_days_of_plans_are_said_to_be_assumed(session: Session) -> None:
    for plan in session.exec(select(ActionPlan)).all():
        assert (plan.starts_on is not None) == ("anggapan" in plan.notes)
    drafting = session.exec(select(ActionPlan).where(ActionPlan.code == "RAN-VIII")).one()
    assert (drafting.state, drafting.starts_on, drafting.ends_on) == (PlanState.DRAFTING, None, None)


@pytest.mark.parametrize(
    ("plan", "first", "last", "periods"),
    [("RAN-V", 2019, 2020, 4), ("RAN-VI", 2021, 2022, 4), ("RAN-VII", 2023, 2024, 4), ("RAN-IV", 0, 0, 0)],
)
def test_periods_are_semesters_with_their_source(
    session: Session, plan: str, first: int, last: int, periods: int
) -> None:
    found = session.exec(select(ReportingPeriod).join(ActionPlan).where(ActionPlan.code == plan)).all()
    expected = {(code, year) for year in range(first, last + 1) for code in ("B06", "B12")} if periods else set()
    assert {(row.code, row.year) for row in found} == expected
    assert all(row.source for row in found)
    if plan == "RAN-VI":
        assert {row.source for row in found} == {"templat semester; periode resmi tidak ditemukan"}


def test_reports_of_a_semester_are_due_at_the_end_of_the_next_month(session: Session) -> None:
    found = session.exec(select(ReportingPeriod).join(ActionPlan).where(ActionPlan.code == "RAN-VII")).all()
    due = {(row.code, row.year): (row.ends_on, row.due_on) for row in found}
    assert due["B06", 2023] == (dt.date(2023, 6, 30), dt.date(2023, 7, 31))
    assert due["B12", 2024] == (dt.date(2024, 12, 31), dt.date(2025, 1, 31))


def test_election_data_goes_on_from_plan_to_plan(session: Session) -> None:
    codes = dict(session.exec(select(Commitment.id, Commitment.code)).all())
    rows = session.exec(select(CommitmentLineage)).all()
    assert [(codes[row.earlier_id], codes[row.later_id]) for row in rows] == [
        ("RAN5-07", "RAN6-13"),
        ("RAN6-13", "RAN7-06"),
    ]
    assert all(row.confidence is Confidence.INFERRED and row.note and row.source for row in rows)


def test_facts_keep_how_exactly_they_are_dated(session: Session) -> None:
    facts = session.exec(select(SourcedFact)).all()
    month = next(fact for fact in facts if fact.date_text == "2023-07")
    assert (month.precision, month.stated_on) == (Precision.MONTH, dt.date(2023, 7, 31))
    assert {(fact.stated_on, fact.precision) for fact in facts if not fact.date_text} == {(None, None)}
    signed = next(fact for fact in facts if "Memorandum of understanding" in fact.text)
    named = select(Organisation.abbreviation).join(SourcedFactParty).where(SourcedFactParty.fact_id == signed.id)
    assert set(session.exec(named).all()) == {"KPU", "Perludem"}


def test_irm_rows_without_commitment_are_about_the_plan(session: Session) -> None:
    rows = session.exec(select(IrmAssessment)).all()
    listed = rows_of("irm_assessments.csv")
    whole = [row for row in listed if not row["commitment_number"] and not row["ogp_id"]]
    assert len([row for row in rows if row.commitment_id is None]) == len(whole) == 6
    found = [row for row in rows if row.commitment_id == commitment(session, "RAN4-ID0070").id]
    assert [row.early_results for row in found] == ["Did Not Change"]
    assert {row.completion for row in rows} == {""}


def test_every_row_has_its_source(session: Session) -> None:
    for kind in (
        ActionPlan,
        ReportingPeriod,
        Organisation,
        OrganisationAlias,
        Commitment,
        CommitmentLineage,
        CommitmentNote,
        MeasureWording,
        Milestone,
        SourcedFact,
        IrmAssessment,
        Proposal,
    ):
        without = session.exec(select(kind).where(kind.source == "")).all()
        assert without == [], kind.__name__


# -- people in minutes ----------------------------------------------------------------------------------------------


def test_names_of_people_stand_in_personal_fields_only(session: Session) -> None:
    names = "|".join(set(session.exec(select(Person.name)).all()) | {"Resmining", "Mulyawati"})
    pattern = re.compile(rf"\b({names})\b")
    for table in Table.metadata.sorted_tables:  # the history included
        for row in session.execute(table.select()).mappings():
            for column in table.columns:
                if not column.info.get("personal"):
                    assert not pattern.search(str(row[column.key])), f"{table.name}.{column.key}"


def test_meetings_are_released_and_what_was_said_is_not(session: Session) -> None:
    assert all(meeting.released for meeting in session.exec(select(Meeting)).all())
    assert not any(statement.released for statement in session.exec(select(Statement)).all())
    assert all(decision.released for decision in session.exec(select(Decision)).all())
    assert all(change.released for change in session.exec(select(WordingChange)).all())
    released = [follow_up.text for follow_up in session.exec(select(FollowUp)).all() if follow_up.released]
    assert len(released) == 1
    assert released[0].startswith("Matriks target capaian")


# -- again and again ------------------------------------------------------------------------------------------------


def history(engine: Engine) -> int:
    with database.reading(engine) as session:
        return count(session, Change)


def test_a_second_run_changes_nothing_and_writes_no_history(seeded: Engine) -> None:
    before = history(seeded)
    assert load(seeded) == {}
    assert history(seeded) == before


def test_the_history_holds_and_tells_file_and_line(seeded: Engine) -> None:
    with seeded.connect() as connection:
        assert journal.verify(connection) is None
    with database.reading(seeded) as session:
        row = commitment(session, "RAN4-ID0062")
        change = session.exec(select(Change).where(Change.table_name == "commitment", Change.row_id == row.id)).one()
    assert change.source["cells"]["code"] == {"file": "commitments.csv", "line": 2, "key": "RAN4-ID0062"}
    assert change.source_kind is SourceKind.SEED


def test_what_people_changed_stays_changed(seeded: Engine) -> None:
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=seeded) as session:
        session.exec(select(Organisation).where(Organisation.abbreviation == "Kominfo")).one().name = "Komdigi"
        milestone(session, "RAN7-06-1-1").target_text = "7 kelompok data"
        note = session.exec(select(CommitmentNote)).first()
        assert note is not None
        note.text = "Diperbaiki"
        lead = commitment(session, "RAN6-13").id
        partner = select(CommitmentParty).where(
            CommitmentParty.commitment_id == lead, CommitmentParty.role == PartyRole.PARTNER
        )
        session.delete(session.exec(partner).one())
    before = history(seeded)
    assert load(seeded) == {}
    assert history(seeded) == before
    with database.reading(seeded) as session:
        assert milestone(session, "RAN7-06-1-1").target_text == "7 kelompok data"
        assert parties(session, "RAN6-13", PartyRole.PARTNER) == []


def test_rows_that_people_made_first_are_used_and_not_doubled(engine: Engine) -> None:
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=engine) as session:
        session.add(
            Organisation(name="Komisi Pemilihan Umum", abbreviation="KPU RI", kind=OrganisationKind.STATE_COMMISSION)
        )
    load(engine)
    with database.reading(engine) as session:
        found = session.exec(select(Organisation).where(Organisation.name == "Komisi Pemilihan Umum")).one()
        assert found.abbreviation == "KPU RI"
        assert responsible(session, "RAN7-06-1-1") == ["Komisi Pemilihan Umum"]
    assert load(engine) == {}


def test_two_runs_at_once_do_not_double_anything(engine: Engine) -> None:
    with ThreadPoolExecutor(2) as pool:
        created = sorted(sum(counted.values()) for counted in pool.map(lambda _: load(engine), range(2)))
    assert created[0] == 0
    with database.reading(engine) as session:
        assert [count(session, kind) for kind in (Commitment, Proposal, Meeting, Person)] == [55, 13, 2, 10]


def test_the_command_line_loads_a_database_from_nothing(tmp_path: Path) -> None:
    environment = {
        "TRACKER_DATA_DIRECTORY": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'tracker.db'}",
        "PATH": "",
    }
    command = [sys.executable, "-m", "seed"]
    runs = [
        subprocess.Popen(command, cwd=PROJECT_ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    spoken = sorted(run.communicate(timeout=120)[0].splitlines()[0] for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert spoken == [
        "Data awal dimuat: 996 baris baru.",
        "Data awal sudah lengkap; tidak ada yang diubah.",
    ]


# -- small readings -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2019", dt.date(2019, 1, 1), dt.date(2019, 12, 31)),
        ("2016-10", dt.date(2016, 10, 1), dt.date(2016, 10, 31)),
        ("2018-09-30", dt.date(2018, 9, 30), dt.date(2018, 9, 30)),
        ("", None, None),
    ],
)
def test_a_date_spans_what_was_written(written: str, first: dt.date | None, last: dt.date | None) -> None:
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 kelompok data", (5.0, "kelompok data")),
        ("75%", (75.0, "%")),
        ("1 decree", (1.0, "decree")),
        ("all SKPD", (None, "")),
        ("Integrasi rencana aksi", (None, "")),
        ("", (None, "")),
    ],
)
def test_a_target_that_begins_with_a_number_has_value_and_unit(text: str, expected: tuple[float | None, str]) -> None:
    assert quantity(text) == expected


def test_a_name_the_data_do_not_hold_is_refused() -> None:
    with pytest.raises(SeedError, match="Kementerian Rahasia"):
        Directory().find("Kementerian Rahasia")
