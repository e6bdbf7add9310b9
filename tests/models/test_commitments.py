"""The plan itself: milestones and their codes, interim targets, parties, wording, and the settings of the plan."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.commands.commitments import (
    add_measure,
    add_milestone,
    apply_wording,
    cancel_milestone,
    edit_milestone,
    propose_wording,
    set_interim_target,
    set_parties,
    set_responsible,
)
from models.commands.exchange import responsible_ids
from models.commands.plan import edit_plan
from models.database import make_engine, reading, transaction
from models.problems import Invalid, NotFound, Stale
from models.rules.access import SYSTEM
from models.tables.commitment import (
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneTarget,
    SuccessMeasure,
)
from models.tables.meeting import WordingChange
from models.tables.plan import ActionPlan, ReportingPeriod
from models.vocabulary import Existence, PartyRole, PlanState, Reporter, SourceKind, WordingState
from tests.conftest import TODAY
from tests.models.conftest import Plan, at_once, changes_of, undone, write

CODE = "RAN7-06"


def edit(plan: Plan, values: dict[str, Any], **how: Any) -> Milestone:
    who = plan.cast.secretariat
    found: Milestone = write(who, lambda s: edit_milestone(s, who, plan.milestones[CODE], values, **how))
    return found


def add(plan: Plan, **values: Any) -> Milestone:
    who = plan.cast.secretariat
    found: Milestone = write(who, lambda s: add_milestone(s, who, plan.measures[CODE], values))
    return found


# -- row codes ------------------------------------------------------------------------------------------------------


def test_a_row_code_is_given_once_and_never_used_again(engine: Engine, plan: Plan) -> None:
    second = add(plan, target_text="Dua")
    assert second.row_code == "RAN7-06-1-2"
    write(SYSTEM, lambda s: cancel_milestone(s, SYSTEM, second.id or 0))
    assert add(plan, target_text="Tiga").row_code == "RAN7-06-1-3"
    write(SYSTEM, lambda s: cancel_milestone(s, SYSTEM, second.id or 0, cancelled=False))
    assert add(plan, target_text="Empat").row_code == "RAN7-06-1-4"
    other = write(SYSTEM, lambda s: add_measure(s, SYSTEM, plan.commitments[CODE], "Ukuran kedua"))
    assert write(SYSTEM, lambda s: add_milestone(s, SYSTEM, other.id, {})).row_code == "RAN7-06-2-1"


def test_no_edit_changes_a_row_code(engine: Engine, plan: Plan) -> None:
    for field in ("row_code", "number", "measure_id", "state", "id", "version"):
        with pytest.raises(KeyError):
            edit(plan, {field: 99})
    with reading() as session:
        assert session.get_one(Milestone, plan.milestones[CODE]).row_code == "RAN7-06-1-1"


def _add_many(url: str, measure_id: int, times: int) -> Any:
    engine = make_engine(url)
    codes = []
    for _ in range(times):
        with transaction(SYSTEM, source=SourceKind.FORM, on=engine) as session:
            codes.append(add_milestone(session, SYSTEM, measure_id, {}).row_code)
    engine.dispose()
    return codes


def test_milestones_added_at_once_get_different_codes(engine: Engine, plan: Plan) -> None:
    url, measure = engine.url.render_as_string(hide_password=False), plan.measures[CODE]
    one, other = at_once(_add_many, (url, measure, 6), (url, measure, 6))
    assert sorted(one + other) == sorted(f"RAN7-06-1-{number}" for number in range(2, 14))


# -- fields of a milestone ------------------------------------------------------------------------------------------


def test_a_guarded_edit_comes_back_with_its_new_version_within_one_act(engine: Engine, plan: Plan) -> None:
    who = plan.cast.secretariat
    with transaction(who, source=SourceKind.FORM) as session:
        shown = session.get_one(Milestone, plan.milestones[CODE]).version
        key = plan.milestones[CODE]
        saved = edit_milestone(session, who, key, {"target_text": "Satu"}, shown_version=shown)
        assert saved.version == shown + 1
        with pytest.raises(Stale):
            edit_milestone(session, who, key, {"target_text": "Dua"}, shown_version=shown)


@pytest.mark.parametrize(
    ("starts_on", "due_on", "fine"),
    [
        ("2024-06-30", "2024-06-30", True),
        ("2024-07-01", "2024-06-30", False),
        (None, "2024-06-30", True),
        ("2024-07-01", None, True),
        ("2025-01-01", "keep", False),
    ],
)
def test_a_due_date_before_the_start_is_refused(
    sqlite: Engine, plan: Plan, starts_on: str | None, due_on: str | None, fine: bool
) -> None:
    values = {"starts_on": starts_on and dt.date.fromisoformat(starts_on)}
    if due_on != "keep":
        values["due_on"] = due_on and dt.date.fromisoformat(due_on)
    if fine:
        edit(plan, values)
        return
    with pytest.raises(Invalid) as refused:
        edit(plan, values)
    assert refused.value.field == "due_on"
    assert changes_of("milestone", plan.milestones[CODE])[1:] == []


@pytest.mark.parametrize("weight", [0, -1, -0.01, math.nan, math.inf])
def test_a_weight_that_is_no_weight_is_refused(sqlite: Engine, plan: Plan, weight: float) -> None:
    with pytest.raises(Invalid) as refused:
        edit(plan, {"weight": weight})
    assert refused.value.field == "weight"
    assert edit(plan, {"weight": 0.01}).weight == 0.01


def test_a_stale_edit_is_refused_with_what_stands(engine: Engine, plan: Plan) -> None:
    edit(plan, {"activity": "Lebih cepat"}, shown_version=1)
    with pytest.raises(Stale) as refused:
        edit(plan, {"activity": "Terlambat"}, shown_version=1)
    assert refused.value.theirs["activity"] == "Lebih cepat"
    with pytest.raises(Stale):
        write(SYSTEM, lambda s: cancel_milestone(s, SYSTEM, plan.milestones[CODE], shown_version=1))


def test_a_cancelled_milestone_stays_and_its_history_with_it(engine: Engine, plan: Plan) -> None:
    write(SYSTEM, lambda s: cancel_milestone(s, SYSTEM, plan.milestones[CODE]))
    with reading() as session:
        assert session.get_one(Milestone, plan.milestones[CODE]).state is Existence.CANCELLED
    assert [(c.field, c.after) for c in changes_of("milestone", plan.milestones[CODE])[1:]] == [("state", "cancelled")]


@pytest.mark.parametrize("text", ["", "  ", "\x00"])
def test_a_measure_needs_its_sentence(sqlite: Engine, plan: Plan, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        write(SYSTEM, lambda s: add_measure(s, SYSTEM, plan.commitments[CODE], text))
    assert refused.value.field == "text"
    with pytest.raises(Invalid):
        write(SYSTEM, lambda s: propose_wording(s, SYSTEM, plan.measures[CODE], text))


def test_a_measure_is_numbered_on_and_worded_as_in_the_plan(engine: Engine, plan: Plan) -> None:
    made = write(SYSTEM, lambda s: add_measure(s, SYSTEM, plan.commitments[CODE], " Ukuran kedua ", source="RAN VII"))
    with reading() as session:
        assert session.get_one(SuccessMeasure, made.id).number == 2
        wording = session.exec(select(MeasureWording).where(MeasureWording.measure_id == made.id)).one()
        assert (wording.text_id, wording.reporter, wording.valid_from, wording.source) == (
            "Ukuran kedua", Reporter.PLAN, TODAY, "RAN VII",
        )  # fmt: skip


# -- interim targets ------------------------------------------------------------------------------------------------


def aim(plan: Plan, **how: Any) -> MilestoneTarget:
    who = plan.cast.secretariat
    found: MilestoneTarget = write(
        who, lambda s: set_interim_target(s, who, plan.milestones[CODE], plan.periods["B06"], **how)
    )
    return found


def test_an_interim_target_is_set_once_per_period_and_guarded(engine: Engine, plan: Plan) -> None:
    first = aim(plan, text=" Rancangan ", percent=40.0, place={"cell": "G7"}, shown_version=0)
    assert (first.text, first.percent) == ("Rancangan", 40.0)
    assert changes_of("milestone_target")[-1].source == {"cells": {"text": {"cell": "G7"}, "percent": {"cell": "G7"}}}
    with pytest.raises(Stale):
        aim(plan, percent=50.0, shown_version=0)
    assert aim(plan, percent=50.0, shown_version=1).id == first.id


@pytest.mark.parametrize("percent", [-0.01, 200.01, math.nan, math.inf])
def test_an_interim_target_beyond_0_to_200_is_refused(sqlite: Engine, plan: Plan, percent: float) -> None:
    with pytest.raises(Invalid) as refused:
        aim(plan, percent=percent)
    assert refused.value.field == "percent"
    assert (aim(plan, percent=0.0).percent, aim(plan, percent=200.0).percent) == (0.0, 200.0)


def test_an_interim_target_belongs_to_a_period_of_the_plan(engine: Engine, plan: Plan) -> None:
    with transaction(SYSTEM, source=SourceKind.SEED) as session:
        other = ActionPlan(code="RAN-VIII", number=8, name_id="RAN OGI VIII", state=PlanState.OPEN)
        session.add(other)
        session.flush()
        day = dt.date(2025, 6, 30)
        period = ReportingPeriod(plan_id=other.id, code="B06", year=2025, starts_on=day, ends_on=day, due_on=day)
        session.add(period)
        session.flush()
        key = period.id or 0
    with pytest.raises(Invalid) as refused:
        write(SYSTEM, lambda s: set_interim_target(s, SYSTEM, plan.milestones[CODE], key, percent=1.0))
    assert refused.value.field == "period"


# -- who answers ----------------------------------------------------------------------------------------------------


def roles(session: Session, plan: Plan) -> dict[PartyRole, list[int]]:
    found: dict[PartyRole, list[int]] = {}
    for party in session.exec(
        select(CommitmentParty)
        .where(CommitmentParty.commitment_id == plan.commitments[CODE])
        .order_by(col(CommitmentParty.organisation_id))
    ):
        found.setdefault(party.role, []).append(party.organisation_id)
    return found


def test_who_answers_for_a_milestone_is_replaced_as_a_whole(engine: Engine, plan: Plan) -> None:
    milestone = plan.milestones[CODE]
    with undone() as session:
        assert responsible_ids(session, milestone) == [plan.kpu]
        for wanted in ([plan.kpu, plan.bawaslu], [plan.bawaslu, plan.bawaslu], [], [plan.perludem]):
            set_responsible(session, SYSTEM, milestone, wanted)
            assert responsible_ids(session, milestone) == sorted(set(wanted))
        with pytest.raises(NotFound):
            set_responsible(session, SYSTEM, milestone, [4711])


def test_an_unchanged_party_leaves_no_trace(engine: Engine, plan: Plan) -> None:
    before = len(changes_of("milestone_party")), len(changes_of("commitment_party"))
    write(SYSTEM, lambda s: set_responsible(s, SYSTEM, plan.milestones[CODE], [plan.kpu]))
    write(SYSTEM, lambda s: set_parties(s, SYSTEM, plan.commitments[CODE], PartyRole.LEAD, [plan.kpu]))
    assert (len(changes_of("milestone_party")), len(changes_of("commitment_party"))) == before


def test_a_role_belongs_to_the_commitment_and_a_cso_can_lead(engine: Engine, plan: Plan) -> None:
    with undone() as session:
        commitment = plan.commitments[CODE]
        assert roles(session, plan) == {PartyRole.LEAD: [plan.kpu], PartyRole.PARTNER: [plan.perludem]}
        set_parties(session, SYSTEM, commitment, PartyRole.LEAD, [plan.perludem, plan.kpu])
        set_parties(session, SYSTEM, commitment, PartyRole.SUPPORTING, [plan.bawaslu])
        set_parties(session, SYSTEM, commitment, PartyRole.PARTNER, [])
        assert roles(session, plan) == {
            PartyRole.LEAD: [plan.kpu, plan.perludem],
            PartyRole.SUPPORTING: [plan.bawaslu],
        }


# -- wording --------------------------------------------------------------------------------------------------------


def wordings(plan: Plan) -> list[tuple[str, int, bool]]:
    with reading() as session:
        rows = session.exec(select(MeasureWording).where(MeasureWording.measure_id == plan.measures[CODE])).all()
        return sorted((w.text_id, w.edition, w.is_current) for w in rows)


def test_a_proposed_wording_changes_nothing_until_a_person_applies_it(engine: Engine, plan: Plan) -> None:
    before = wordings(plan)
    made = write(
        plan.cast.secretariat,
        lambda s: propose_wording(s, plan.cast.secretariat, plan.measures[CODE], " Rumusan baru ", before="Ukuran KPU"),
    )
    assert wordings(plan) == before == [("Ukuran KPU", 1, True)]
    write(plan.cast.secretariat, lambda s: apply_wording(s, plan.cast.secretariat, made.id, on=dt.date(2024, 7, 1)))
    assert wordings(plan) == [("Rumusan baru", 2, True), ("Ukuran KPU", 1, False)]
    with reading() as session:
        assert session.get_one(WordingChange, made.id).state is WordingState.APPLIED
        current = session.exec(select(MeasureWording).where(MeasureWording.edition == 2)).one()
        assert current.valid_from == dt.date(2024, 7, 1)
    with pytest.raises(Invalid) as refused:
        write(plan.cast.secretariat, lambda s: apply_wording(s, plan.cast.secretariat, made.id))
    assert refused.value.field == "state"


def test_every_edition_of_a_wording_stays(engine: Engine, plan: Plan) -> None:
    for text in ("Kedua", "Ketiga"):
        made = write(SYSTEM, lambda s, t=text: propose_wording(s, SYSTEM, plan.measures[CODE], t))
        write(SYSTEM, lambda s, m=made: apply_wording(s, SYSTEM, m.id))
    assert wordings(plan) == [("Kedua", 2, False), ("Ketiga", 3, True), ("Ukuran KPU", 1, False)]


def test_agency_and_cso_word_a_measure_each_in_their_own_edition(engine: Engine, plan: Plan) -> None:
    for reporter, text in ((Reporter.AGENCY, "Kata K/L"), (Reporter.CSO, "Kata OMS")):
        made = write(SYSTEM, lambda s, t=text: propose_wording(s, SYSTEM, plan.measures[CODE], t))
        write(SYSTEM, lambda s, m=made, r=reporter: apply_wording(s, SYSTEM, m.id, reporter=r))
    assert wordings(plan) == [("Kata K/L", 1, True), ("Kata OMS", 1, True), ("Ukuran KPU", 1, True)]


# -- the plan's settings --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "fine"),
    [
        ("margin_points", 0, True), ("margin_points", 100, True), ("margin_points", -1, False),
        ("margin_points", 101, False), ("disagreement_points", 1, True), ("disagreement_points", 0, False),
        ("disagreement_points", 101, False),
    ],
)  # fmt: skip
def test_margins_stay_within_what_makes_sense(sqlite: Engine, plan: Plan, field: str, value: int, fine: bool) -> None:
    def change(session: Session) -> ActionPlan:
        return edit_plan(session, SYSTEM, plan.plan_id, {field: value})

    if fine:
        assert getattr(write(SYSTEM, change), field) == value
        return
    with pytest.raises(Invalid) as refused:
        write(SYSTEM, change)
    assert refused.value.field == field


def test_a_plan_is_closed_with_a_trace(engine: Engine, plan: Plan) -> None:
    write(SYSTEM, lambda s: edit_plan(s, SYSTEM, plan.plan_id, {"state": "closed"}, shown_version=1))
    assert [(c.before, c.after) for c in changes_of("action_plan") if c.field == "state"] == [("open", "closed")]
    with pytest.raises(Stale):
        write(SYSTEM, lambda s: edit_plan(s, SYSTEM, plan.plan_id, {"state": "open"}, shown_version=1))
    with pytest.raises(KeyError):
        write(SYSTEM, lambda s: edit_plan(s, SYSTEM, plan.plan_id, {"code": "X"}))
