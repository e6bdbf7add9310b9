"""Plans and periods as data: what a secretariat may enter, and what is refused with a sentence."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.commands import commitment_basics as basics
from models.commands import plan as commands
from models.commands.commitments import (
    add_measure,
    add_milestone,
    cancel_measure,
    set_interim_target,
    set_parties,
    set_responsible,
    word_measure,
)
from models.commands.report_entry import enter_report
from models.database import reading
from models.problems import Invalid, NotAllowed, Stale
from models.queries.plan_entry import commitment_entry, irm_entries, plan_entry
from models.rules.access import SYSTEM
from models.tables.commitment import MeasureWording, Milestone
from models.tables.plan import ActionPlan, ReportingPeriod
from models.vocabulary import LineageKind, PartyRole, PeriodState, PlanState, Reporter
from tests.conftest import TODAY
from tests.models.conftest import Plan, changes_of, write


def new_plan(**values: Any) -> ActionPlan:
    made = write(SYSTEM, lambda s: commands.add_plan(s, SYSTEM, 8, {"name_id": "RAN OGI VIII", **values}))
    assert isinstance(made, ActionPlan)
    return made


def periods_of(plan_id: int) -> list[ReportingPeriod]:
    with reading() as session:
        query = select(ReportingPeriod).where(ReportingPeriod.plan_id == plan_id)
        return sorted(session.exec(query).all(), key=lambda p: p.ends_on)


def add(plan_id: int, template: str, first: int = 2026, last: int = 2027) -> int:
    return len(write(SYSTEM, lambda s: commands.add_periods(s, SYSTEM, plan_id, template, first, last)))


# -- the plan ---------------------------------------------------------------------------------------------------------


def test_a_plan_is_named_by_its_number_and_starts_in_preparation(plan: Plan) -> None:
    made = new_plan(start_year=2026, end_year=2027, margin_points=15)

    assert (made.code, made.state, made.margin_points) == ("RAN-VIII", PlanState.DRAFTING, 15)
    assert [c.kind for c in changes_of("action_plan", made.id)] == ["created"]


@pytest.mark.parametrize(
    ("number", "values", "field"),
    [
        (7, {"name_id": "lagi"}, "number"),
        (0, {"name_id": "nol"}, "number"),
        (40, {"name_id": "terlalu jauh"}, "number"),
        (8, {"name_id": " "}, "name_id"),
        (8, {"name_id": "x", "margin_points": 101}, "margin_points"),
        (8, {"name_id": "x", "disagreement_points": 0}, "disagreement_points"),
        (8, {"name_id": "x", "start_year": 2027, "end_year": 2026}, "end_year"),
        (8, {"name_id": "x", "start_year": 1998}, "start_year"),
        (8, {"name_id": "x", "starts_on": dt.date(2027, 1, 1), "ends_on": dt.date(2026, 1, 1)}, "ends_on"),
        (8, {"name_id": "x", "state": "closed"}, "ends_on"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(
    plan: Plan, number: int, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        write(SYSTEM, lambda s: commands.add_plan(s, SYSTEM, number, values))

    assert refused.value.field == field
    assert str(refused.value)


def test_a_plan_without_an_end_cannot_be_closed_and_one_with_an_end_can(plan: Plan) -> None:
    made = new_plan()

    with pytest.raises(Invalid):
        write(SYSTEM, lambda s: commands.edit_plan(s, SYSTEM, made.id or 0, {"state": "closed"}))
    values = {"state": "closed", "ends_on": dt.date(2027, 12, 31)}
    write(SYSTEM, lambda s: commands.edit_plan(s, SYSTEM, made.id or 0, values))

    with reading() as session:
        assert plan_entry(session, SYSTEM, "ran-viii", TODAY).plan.rules.closed


# -- periods ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "codes"),
    [
        ("triwulan", ["TW1", "TW2", "TW3", "TW4"] * 2),
        ("semester", ["B06", "B12"] * 2),
        ("caturwulan", ["B04", "B08", "B12"] * 2),
        ("triwulan_kumulatif", ["B03", "B06", "B09", "B12", "B15", "B18", "B21", "B24"]),
    ],
)
def test_templates_give_the_periods_that_are_in_use(plan: Plan, template: str, codes: list[str]) -> None:
    made = new_plan()

    assert add(made.id or 0, template) == len(codes)

    periods = periods_of(made.id or 0)
    assert [p.code for p in periods] == codes
    assert periods[0].starts_on == dt.date(2026, 1, 1)
    assert periods[-1].ends_on == dt.date(2027, 12, 31)
    assert periods[-1].due_on == dt.date(2028, 1, 31)
    assert all(a.ends_on + dt.timedelta(days=1) == b.starts_on for a, b in itertools.pairwise(periods))
    assert add(made.id or 0, template) == 0, "the same template again adds nothing"


def test_periods_never_count_a_day_twice(plan: Plan) -> None:
    made = new_plan()
    add(made.id or 0, "semester")

    with pytest.raises(Invalid, match="bertumpang tindih"):
        add(made.id or 0, "triwulan")
    assert len(periods_of(made.id or 0)) == 4, "nothing of the refused template is left"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": " "}, "code"),
        ({"code": "B06", "year": 2026}, "code"),
        ({"year": 26}, "year"),
        ({"starts_on": dt.date(2026, 12, 1), "ends_on": dt.date(2026, 11, 1)}, "ends_on"),
        ({"due_on": dt.date(2026, 12, 30)}, "due_on"),
        ({"starts_on": dt.date(2026, 6, 30)}, "starts_on"),
        ({"opens_on": dt.date(2027, 3, 1), "closed_on": dt.date(2027, 2, 1)}, "closed_on"),
    ],
)
def test_a_period_that_cannot_be_is_refused_at_its_field(plan: Plan, values: dict[str, Any], field: str) -> None:
    made = new_plan()
    add(made.id or 0, "semester", 2026, 2026)
    second = periods_of(made.id or 0)[1]

    with pytest.raises(Invalid) as refused:
        write(SYSTEM, lambda s: commands.edit_period(s, SYSTEM, second.id or 0, values))

    assert refused.value.field == field


def test_a_stale_period_is_refused_with_what_stands_now(plan: Plan) -> None:
    key = plan.periods["B06"]
    write(SYSTEM, lambda s: commands.edit_period(s, SYSTEM, key, {"due_on": dt.date(2024, 8, 15)}, shown_version=1))

    with pytest.raises(Stale) as refused:
        write(SYSTEM, lambda s: commands.edit_period(s, SYSTEM, key, {"due_on": dt.date(2024, 9, 1)}, shown_version=1))

    assert refused.value.theirs["due_on"] == dt.date(2024, 8, 15)


def test_a_closed_period_takes_no_reports_of_agencies_until_it_is_opened_again(plan: Plan) -> None:
    kpu, key = plan.cast.kpu, plan.key()
    write(SYSTEM, lambda s: commands.close_period(s, SYSTEM, key.period_id))

    with pytest.raises(Invalid, match="sudah ditutup"):
        write(kpu, lambda s: enter_report(s, kpu, key, {"percent": 40}))
    write(SYSTEM, lambda s: enter_report(s, plan.cast.secretariat, key, {"percent": 40}))

    write(SYSTEM, lambda s: commands.close_period(s, SYSTEM, key.period_id, closed=False))
    write(kpu, lambda s: enter_report(s, kpu, key, {"percent": 45}))


def test_a_period_takes_reports_from_its_opening_day_if_it_has_one(plan: Plan) -> None:
    kpu, key = plan.cast.kpu, plan.key()
    tomorrow = TODAY + dt.timedelta(days=1)
    write(SYSTEM, lambda s: commands.edit_period(s, SYSTEM, key.period_id, {"opens_on": tomorrow}))

    with pytest.raises(Invalid, match="baru menerima laporan mulai"):
        write(kpu, lambda s: enter_report(s, kpu, key, {"percent": 40}))

    write(SYSTEM, lambda s: commands.edit_period(s, SYSTEM, key.period_id, {"opens_on": TODAY}))
    write(kpu, lambda s: enter_report(s, kpu, key, {"percent": 40}))


def test_only_a_period_that_nothing_hangs_on_can_be_taken_back(plan: Plan) -> None:
    used, free = plan.periods["B06"], plan.periods["B12"]
    write(SYSTEM, lambda s: set_interim_target(s, SYSTEM, plan.milestones["RAN7-06"], used, percent=40))

    with pytest.raises(Invalid, match="tidak dapat dihapus"):
        write(SYSTEM, lambda s: commands.take_back_period(s, SYSTEM, used))
    write(SYSTEM, lambda s: commands.take_back_period(s, SYSTEM, free))

    assert [p.id for p in periods_of(plan.plan_id)] == [plan.periods["B12/23"], used]
    assert [c.kind for c in changes_of("reporting_period", free)][-1] == "deleted", "the history keeps it"


# -- commitments ------------------------------------------------------------------------------------------------------


def test_a_plan_in_preparation_is_entered_from_nothing_to_milestones_with_targets(plan: Plan) -> None:
    made = new_plan(start_year=2026, end_year=2027)
    key = made.id or 0
    add(key, "semester")

    def enter(s: Any) -> str:
        commitment = basics.add_commitment(s, SYSTEM, key, {"number": 3, "title_id": "Data pemilu terbuka"})
        set_parties(s, SYSTEM, commitment.id or 0, PartyRole.LEAD, [plan.kpu])
        measure = add_measure(s, SYSTEM, commitment.id or 0, "Data tersedia", reporter=Reporter.AGENCY)
        word_measure(s, SYSTEM, measure.id or 0, Reporter.CSO, "Data tersedia dan dipakai", text_en="Data are used")
        milestone = add_milestone(
            s, SYSTEM, measure.id or 0, {"target_text": "5 set data", "due_text": "Triwulan II 2026", "weight": 2.0},
            organisation_ids=[plan.kpu],
        )  # fmt: skip
        for period in periods_of(key)[:2]:
            set_interim_target(s, SYSTEM, milestone.id or 0, period.id or 0, percent=50)
        return commitment.code

    code = write(SYSTEM, enter)

    with reading() as session:
        entry = commitment_entry(session, SYSTEM, code, TODAY)
        row = plan_entry(session, SYSTEM, "RAN-VIII", TODAY).commitments[0]
    (measure,) = entry.measures
    (milestone,) = measure.milestones
    assert (code, milestone.row_code) == ("RAN8-03", "RAN8-03-1-1")
    assert [w.text_id for w in measure.worded_by(Reporter.CSO)] == ["Data tersedia dan dipakai"]
    assert len(milestone.interim) == 2
    assert entry.parties[PartyRole.LEAD] == (plan.kpu,)
    assert (row.leads, row.measures, row.milestones, row.without_due, row.without_responsible) == (1, 1, 1, 1, 0)
    assert {p.state for p in entry.periods} == {PeriodState.OPEN}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"number": 9}, "title_id"),
        ({"title_id": "Tanpa nomor"}, "number"),
        ({"number": 6, "title_id": "Nomor terpakai"}, "number"),
        ({"number": 0, "title_id": "Nol"}, "number"),
        ({"ogp_id": "149", "title_id": "ID salah"}, "ogp_id"),
        ({"number": 9, "title_id": "x", "starts_on": dt.date(2024, 2, 1), "ends_on": dt.date(2024, 1, 1)}, "ends_on"),
    ],
)
def test_a_commitment_that_cannot_be_is_refused_at_its_field(plan: Plan, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        write(SYSTEM, lambda s: basics.add_commitment(s, SYSTEM, plan.plan_id, values))

    assert refused.value.field == field


def test_a_code_is_never_given_twice_even_when_its_number_has_become_free(plan: Plan) -> None:
    key = plan.commitments["RAN7-06"]
    write(SYSTEM, lambda s: basics.edit_commitment(s, SYSTEM, key, {"number": 16}))

    with pytest.raises(Invalid, match="RAN7-06"):
        write(SYSTEM, lambda s: basics.add_commitment(s, SYSTEM, plan.plan_id, {"number": 6, "title_id": "Baru"}))
    with reading() as session:
        assert commitment_entry(session, SYSTEM, "RAN7-06", TODAY).values["number"] == 16


def test_a_stale_commitment_shows_both_values(plan: Plan) -> None:
    key = plan.commitments["RAN7-06"]
    write(SYSTEM, lambda s: basics.edit_commitment(s, SYSTEM, key, {"theme": "Pemilu"}, shown_version=1))

    with pytest.raises(Stale) as refused:
        write(SYSTEM, lambda s: basics.edit_commitment(s, SYSTEM, key, {"theme": "Data"}, shown_version=1))

    assert refused.value.theirs["theme"] == "Pemilu"


def test_parties_and_responsible_are_guarded_by_what_the_form_showed(plan: Plan) -> None:
    key, milestone = plan.commitments["RAN7-06"], plan.milestones["RAN7-06"]

    with pytest.raises(Stale):
        write(SYSTEM, lambda s: set_parties(s, SYSTEM, key, PartyRole.LEAD, [plan.bawaslu], shown=[plan.bawaslu]))
    with pytest.raises(Stale):
        write(SYSTEM, lambda s: set_responsible(s, SYSTEM, milestone, [], shown=[plan.bawaslu]))
    write(SYSTEM, lambda s: set_parties(s, SYSTEM, key, PartyRole.LEAD, [plan.bawaslu], shown=[plan.kpu]))


def test_a_new_sentence_leaves_the_old_one_as_an_edition(plan: Plan) -> None:
    measure = plan.measures["RAN7-06"]
    with reading() as session:
        (current,) = commitment_entry(session, SYSTEM, "RAN7-06", TODAY).measures[0].wordings

    write(SYSTEM, lambda s: word_measure(s, SYSTEM, measure, Reporter.PLAN, "Ukuran baru", shown=[current.id]))
    with pytest.raises(Stale):
        write(SYSTEM, lambda s: word_measure(s, SYSTEM, measure, Reporter.PLAN, "Terlambat", shown=[current.id]))

    with reading() as session:
        editions = session.exec(select(MeasureWording).where(MeasureWording.measure_id == measure)).all()
    assert [(w.edition, w.is_current, w.text_id) for w in editions] == [
        (1, False, "Ukuran KPU"),
        (2, True, "Ukuran baru"),
    ]


def test_cancelling_a_measure_cancels_its_milestones_and_can_be_taken_back(plan: Plan) -> None:
    measure = plan.measures["RAN7-06"]

    def states() -> set[str]:
        with reading() as session:
            return {m.state for m in session.exec(select(Milestone).where(Milestone.measure_id == measure))}

    write(SYSTEM, lambda s: cancel_measure(s, SYSTEM, measure))
    assert states() == {"cancelled"}
    write(SYSTEM, lambda s: cancel_measure(s, SYSTEM, measure, cancelled=False))
    assert states() == {"active"}


def test_lineage_leads_from_an_earlier_plan_only_and_once(plan: Plan) -> None:
    key = new_plan().id or 0
    later = write(SYSTEM, lambda s: basics.add_commitment(s, SYSTEM, key, {"number": 1, "title_id": "Lanjut"}).id)
    earlier = plan.commitments["RAN7-06"]

    write(SYSTEM, lambda s: basics.link_lineage(s, SYSTEM, later, earlier, LineageKind.CONTINUES))
    for one, other in ((later, earlier), (earlier, later)):
        with pytest.raises(Invalid):
            write(SYSTEM, lambda s, a=one, b=other: basics.link_lineage(s, SYSTEM, a, b, LineageKind.CONTINUES))

    with reading() as session:
        (line,) = commitment_entry(session, SYSTEM, "RAN8-01", TODAY).lineage
    assert line.code == "RAN7-06"
    write(SYSTEM, lambda s: basics.unlink_lineage(s, SYSTEM, line.id))
    assert [c.kind for c in changes_of("commitment_lineage", line.id)][-1] == "deleted"


# -- the IRM ----------------------------------------------------------------------------------------------------------

IRM = {"completion": "Substantial", "early_results": "Marginal", "source": "https://www.opengovpartnership.org/x"}


def test_what_the_irm_states_is_entered_for_a_plan_and_for_a_commitment(plan: Plan) -> None:
    key = plan.commitments["RAN7-06"]
    whole = write(SYSTEM, lambda s: basics.add_irm(s, SYSTEM, plan.plan_id, {**IRM, "notes": "15 komitmen"}).id)
    own = write(SYSTEM, lambda s: basics.add_irm(s, SYSTEM, plan.plan_id, IRM, commitment_id=key).id)

    with reading() as session:
        found = irm_entries(session, SYSTEM, plan.plan_id)
    assert [(one.id, one.commitment_code) for one in found] == [(whole, ""), (own, "RAN7-06")]

    write(SYSTEM, lambda s: basics.edit_irm(s, SYSTEM, own, {"completion": "Complete"}, shown=IRM))
    with pytest.raises(Stale) as refused:
        write(SYSTEM, lambda s: basics.edit_irm(s, SYSTEM, own, {"completion": "Limited"}, shown=IRM))
    assert refused.value.theirs["completion"] == "Complete"
    write(SYSTEM, lambda s: basics.take_back_irm(s, SYSTEM, own))
    assert [c.kind for c in changes_of("irm_assessment", own)] == ["created", "changed", "deleted"]


@pytest.mark.parametrize(("values", "field"), [({"source": "x"}, "completion"), ({"completion": "Complete"}, "source")])
def test_an_irm_assessment_needs_content_and_source(plan: Plan, values: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        write(SYSTEM, lambda s: basics.add_irm(s, SYSTEM, plan.plan_id, values))

    assert refused.value.field == field


def test_what_is_edited_is_shown_to_editors_only(sqlite: Engine, plan: Plan) -> None:
    for who, actor in plan.cast.items():
        with reading() as session:
            allowed = who in ("secretariat", "administrator")
            for ask in (
                lambda a=actor, s=session: plan_entry(s, a, "RAN-VII", TODAY),
                lambda a=actor, s=session: commitment_entry(s, a, "RAN7-06", TODAY),
                lambda a=actor, s=session: irm_entries(s, a, plan.plan_id),
            ):
                if allowed:
                    ask()
                else:
                    with pytest.raises(NotAllowed):
                        ask()
