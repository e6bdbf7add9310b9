"""A plan by period: who owed what and reported it, planned against achieved, and narrowed views."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from models import database
from models.commands.commitments import edit_milestone, set_interim_target
from models.commands.progress import publish_assessment, verify_report
from models.queries.assessments import disputed, sides
from models.queries.by_period import Duty, institution_rows, trend
from models.queries.narrowing import narrowed, organisations_of, themes_of
from models.queries.progress import PlanPicture, attention_list
from models.rules.access import SYSTEM, VISITOR, Actor
from models.rules.status import Reason, RollUp
from models.tables.commitment import Commitment
from models.vocabulary import Assessor, Completion, Light, SourceKind
from tests.models.conftest import Plan, commitment_in, milestone_in, picture, say, write

KPU, BAWASLU, CSO_LED = "RAN7-06", "RAN7-07", "RAN7-08"
AFTER = dt.date(2024, 8, 1)


def verify(report: int) -> None:
    write(SYSTEM, lambda s: verify_report(s, SYSTEM, report))


def duties_of(found: PlanPicture, who: str) -> list[Duty | None]:
    return next(list(row.duties) for row in institution_rows(found) if row.organisation.short == who)


def target(plan: Plan, period: str, percent: float, of: str = KPU) -> None:
    write(SYSTEM, lambda s: set_interim_target(s, SYSTEM, plan.milestones[of], plan.periods[period], percent=percent))


# -- institutions by period -----------------------------------------------------------------------------------------


def test_what_is_due_and_silent_is_not_reported_and_what_is_to_come_is_not_due(engine: Engine, plan: Plan) -> None:
    lights = [duty and duty.light for duty in duties_of(picture(VISITOR, AFTER), "KPU")]
    assert lights == [Light.NOT_REPORTED, Light.NOT_REPORTED, Light.NOT_DUE]


def test_a_report_nobody_verified_counts_for_everybody_and_is_read_by_staff(engine: Engine, plan: Plan) -> None:
    say(plan.cast.kpu, plan.key(), percent=40.0)
    for actor, light, progress in (
        (VISITOR, None, RollUp(None, 0, 1)),
        (plan.cast.director, Light.ON_TARGET, RollUp(40.0, 1, 1)),
    ):
        duty = duties_of(picture(actor, AFTER), "KPU")[1]
        assert duty is not None
        assert (duty.due, duty.reported, duty.light, duty.progress) == (1, 1, light, progress)


@pytest.mark.parametrize(("percent", "light"), [(80.0, Light.ON_TARGET), (75.0, Light.ATTENTION), (60.0, Light.LATE)])
def test_a_period_is_measured_against_its_own_target(engine: Engine, plan: Plan, percent: float, light: Light) -> None:
    target(plan, "B06", 80.0)
    verify(say(plan.cast.kpu, plan.key(), percent=percent))
    duty = duties_of(picture(VISITOR, AFTER), "KPU")[1]
    assert duty is not None
    assert duty.light is light


def test_nothing_is_owed_after_what_was_complete(engine: Engine, plan: Plan) -> None:
    say(plan.cast.kpu, plan.key("B12/23"), completion=Completion.COMPLETE)
    found = {actor.role: duties_of(picture(actor, AFTER), "KPU") for actor in (VISITOR, plan.cast.director)}
    assert [duty and duty.light for duty in found[plan.cast.director.role]] == [Light.COMPLETE, None, None]
    assert [duty and duty.due for duty in found[VISITOR.role]] == [1, None, None], "whoever may read that"


def test_the_institutions_that_reported_are_those_of_the_coverage(engine: Engine, plan: Plan) -> None:
    say(plan.cast.kpu, plan.key(), percent=40.0)
    verify(say(plan.cast.bawaslu, plan.key(of=BAWASLU), percent=40.0))
    for actor in (VISITOR, plan.cast.director):
        found = picture(actor)
        place = [p.id for p in found.periods].index(found.coverage.period.id)  # type: ignore[union-attr]
        own = [row.duties[place] for row in institution_rows(found)]
        assert sum(1 for duty in own if duty) == found.coverage.institutions_due == 3
        assert sum(1 for duty in own if duty and duty.reported) == found.coverage.institutions_reported == 2


# -- planned against achieved ---------------------------------------------------------------------------------------


def test_the_trend_compares_like_with_like_and_has_no_figure_for_what_is_to_come(engine: Engine, plan: Plan) -> None:
    target(plan, "B12/23", 30.0)
    target(plan, "B12", 100.0)
    target(plan, "B12/23", 50.0, BAWASLU)
    verify(say(plan.cast.kpu, plan.key("B12/23"), percent=20.0))
    points = trend(picture(VISITOR))
    assert [p.planned.percent for p in points] == [40.0, 40.0, 75.0]
    assert [(p.achieved.percent, p.achieved.reported, p.achieved.due) for p in points] == [
        (20.0, 1, 3),
        (None, 0, 3),
        (None, 0, 3),
    ]
    assert [p.planned_of_reported for p in points] == [30.0, None, None]


def test_an_old_figure_is_not_carried_on_but_complete_stays_complete(engine: Engine, plan: Plan) -> None:
    say(plan.cast.kpu, plan.key("B12/23"), completion=Completion.COMPLETE)
    say(plan.cast.bawaslu, plan.key("B12/23", of=BAWASLU), percent=40.0)
    assert [p.achieved for p in trend(picture(plan.cast.director))][:2] == [RollUp(70.0, 2, 3), RollUp(100.0, 1, 3)]


# -- narrowed -------------------------------------------------------------------------------------------------------


def test_a_narrowed_picture_counts_only_what_is_left(engine: Engine, plan: Plan) -> None:
    with database.transaction(SYSTEM, source=SourceKind.FORM) as session:
        session.get_one(Commitment, plan.commitments[KPU]).theme = "Elections; Open Data"
        session.get_one(Commitment, plan.commitments[BAWASLU]).theme = "Elections"
    say(plan.cast.kpu, plan.key(), percent=40.0)
    whole = picture(VISITOR)
    assert themes_of(whole) == ("Elections", "Open Data")
    assert [o.short for o in organisations_of(whole)] == ["Bawaslu", "KPU", "Perludem"]
    elections, data = narrowed(whole, theme="Elections"), narrowed(whole, theme="open data")
    assert [c.code for c in elections.commitments] == [KPU, BAWASLU]
    assert (elections.coverage.institutions_due, elections.coverage.institutions_reported) == (2, 1)
    assert [c.code for c in data.commitments] == [KPU]
    assert (data.provisional, narrowed(whole, organisation="Bawaslu").provisional) == (True, False)
    assert [c.code for c in narrowed(whole, organisation="Perludem").commitments] == [KPU, CSO_LED], "also as partner"
    assert narrowed(whole) is whole


# -- what needs action ----------------------------------------------------------------------------------------------


def test_the_obstacle_is_the_last_the_reader_may_read(engine: Engine, plan: Plan) -> None:
    verify(say(plan.cast.kpu, plan.key("B12/23"), percent=20.0, obstacle="Belum ada anggaran"))
    say(plan.cast.kpu, plan.key(), percent=40.0, obstacle="Menunggu pleno")
    say(plan.cast.perludem, plan.key(cso=True), percent=10.0, obstacle="Portal tidak dapat dibuka")

    def told(actor: Actor) -> str | None:
        obstacle = milestone_in(picture(actor)).obstacle
        return obstacle.text if obstacle else None

    assert told(VISITOR) == "Belum ada anggaran"
    assert told(plan.cast.director) == told(plan.cast.kpu) == "Menunggu pleno", "not the partner's"


def test_what_only_lacks_evidence_is_on_the_list_and_last(engine: Engine, plan: Plan) -> None:
    verify(say(plan.cast.kpu, plan.key(), percent=50.0))
    verify(say(plan.cast.bawaslu, plan.key(of=BAWASLU), percent=10.0))
    write(SYSTEM, lambda s: edit_milestone(s, SYSTEM, plan.milestones[BAWASLU], {"due_on": dt.date(2024, 6, 30)}))
    found = attention_list(picture(VISITOR))
    assert [c.code for c, _ in found] == [BAWASLU, CSO_LED, KPU]
    assert found[-1][1].standing.reasons == (Reason.NO_EVIDENCE,)


def test_the_three_assessments_stand_side_by_side(engine: Engine, plan: Plan) -> None:
    verify(say(plan.cast.kpu, plan.key(), percent=60.0))
    assessment = say(plan.cast.perludem, plan.key(cso=True), percent=30.0)
    staff, public = (commitment_in(picture(actor)) for actor in (plan.cast.director, VISITOR))
    assert [(s.assessor, s.progress.percent) for s in sides(staff)] == [
        (Assessor.AGENCY, 60.0),
        (Assessor.CSO, 30.0),
        (Assessor.SECRETARIAT, None),
    ]
    assert [s.progress.percent for s in sides(public)] == [60.0, None, None]
    assert (disputed(staff), disputed(public)) == (1, 0)
    write(plan.cast.perludem, lambda s: publish_assessment(s, plan.cast.perludem, assessment))
    assert disputed(commitment_in(picture(VISITOR))) == 1
