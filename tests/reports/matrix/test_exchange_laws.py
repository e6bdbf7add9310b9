"""What must hold for whatever people write into a matrix that went out, on SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import database, journal
from models.commands.commitments import edit_milestone
from models.rules.access import SYSTEM
from models.rules.merging import Outcome
from models.vocabulary import SourceKind
from reports.matrix.apply import PlanMoved
from tests.reports.conftest import KPU_ROW, Desk, cell_of, cells_by_outcome, edited
from tests.reports.matrix.test_apply import enter
from tests.reports.matrix.test_undo import state_of

OPENED = ("target_text", "milestone", "due_date")
texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=20).filter(
    lambda text: len(text.strip()) > 1 and text.strip().isalpha()
)
#: what an institution says in its own assessment
own = st.fixed_dictionaries(
    {"percent": st.sampled_from([5, 12.5, 40, 100, 120])},
    optional={"achievement_text": texts, "obstacles": texts, "status": st.sampled_from(["Selesai", "Belum mulai"])},
)
shared = {"target_text": texts, "milestone": texts, "due_date": st.sampled_from(["31/12/2024", "TW III 2024"])}
few = settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck))


def in_row(values: dict[str, Any]) -> dict[tuple[str, str], Any]:
    return {(KPU_ROW, key): value for key, value in values.items()}


def take_back(desk: Desk, *acts: int | None) -> None:
    for act in acts:
        if act is not None:
            desk.undo(act)


@few
@given(said=own, target=texts)
def test_an_untouched_return_changes_nothing_whatever_was_sent(
    each_desk: Desk, said: dict[str, Any], target: str
) -> None:
    desk = each_desk
    enter(desk, {"percent": float(said["percent"]), "achievement": said.get("achievement_text", "")})
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        if desk.milestone().target_text != target.strip():
            edit_milestone(session, SYSTEM, desk.milestone().id, {"target_text": target.strip()})
    _code, content = desk.dispatch("KPU", *OPENED)
    plan = desk.plan(content)
    assert cells_by_outcome(plan) == {}
    assert plan.accepted
    assert desk.apply(content) is None


@few
@given(data=st.data())
def test_disjoint_edits_merge_to_both_in_either_order(each_desk: Desk, data: st.DataObject) -> None:
    desk = each_desk
    keys = data.draw(st.permutations(OPENED))
    cut = data.draw(st.integers(0, len(keys)))
    theirs = [{key: data.draw(shared[key]) for key in part} for part in (keys[:cut], keys[cut:])]
    contents = [
        edited(desk.dispatch(who, *OPENED)[1], in_row({**data.draw(own), **values}))
        for who, values in zip(("KPU", "Perludem"), theirs, strict=True)
    ]

    def outcome(order: list[bytes]) -> Any:
        acts = [desk.apply(content) for content in order]
        found = state_of(desk.data())
        take_back(desk, *reversed(acts))
        return found

    began = state_of(desk.data())
    one, other = outcome(contents), outcome(contents[::-1])
    # a report's number and moments tell in which order it came; what it says does not
    assert one[:2] == other[:2]
    assert said_in(one[2]) == said_in(other[2])
    assert len(one[2]) == 2
    assert state_of(desk.data()) == began


def said_in(reports: Any) -> Any:
    return {key: (r.percent, r.completion, r.achievement, r.obstacle) for key, r in reports.items()}


@few
@given(target=texts, ours=texts)
def test_a_conflict_is_never_resolved_without_a_person(each_desk: Desk, target: str, ours: str) -> None:
    desk = each_desk
    began = desk.milestone().target_text
    _code, content = desk.dispatch("KPU", *OPENED)
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, desk.milestone().id, {"target_text": f"kami {ours.strip()}"})
    content = edited(content, in_row({"target_text": f"mereka {target.strip()}", "percent": 10}))
    conflict = cell_of(desk.plan(content), KPU_ROW, "target_text")
    assert conflict.outcome is Outcome.CONFLICT
    act = desk.apply(content)  # all that nobody else has touched
    assert desk.milestone().target_text == f"kami {ours.strip()}"
    assert cell_of(desk.plan(content), KPU_ROW, "target_text").outcome is Outcome.CONFLICT
    chosen = desk.apply(content, accepted={conflict.key})
    assert desk.milestone().target_text == conflict.after
    take_back(desk, chosen, act)
    with database.transaction(SYSTEM, source=SourceKind.FORM, on=desk.engine) as session:
        edit_milestone(session, SYSTEM, desk.milestone().id, {"target_text": began})


@few
@given(said=own, values=st.fixed_dictionaries({}, optional=shared))
def test_a_return_twice_equals_once_and_undo_restores_every_cell(
    each_desk: Desk, said: dict[str, Any], values: dict[str, Any]
) -> None:
    desk = each_desk
    _code, content = desk.dispatch("KPU", *OPENED)
    content = edited(content, in_row({**said, **values}))
    began = state_of(desk.data())
    act = desk.apply(content)
    once = desk.data()
    assert act is not None
    assert desk.apply(content) is None
    assert desk.data() == once
    undone = desk.undo(act)
    assert undone.kept == ()
    assert state_of(desk.data()) == began
    with database.reading(desk.engine) as session:
        assert journal.verify(session.connection()) is None


@few
@given(first=texts, second=texts)
def test_of_two_people_who_saw_the_same_state_one_wins_and_the_other_sees_the_new_one(
    each_desk: Desk, first: str, second: str
) -> None:
    desk = each_desk
    _kpu, for_kpu = desk.dispatch("KPU", *OPENED)
    _perludem, for_perludem = desk.dispatch("Perludem", *OPENED)
    began = desk.milestone().target_text
    one = edited(for_kpu, in_row({"target_text": f"satu {first.strip()}"}))
    other = edited(for_perludem, in_row({"target_text": f"dua {second.strip()}", "percent": 30}))
    seen_one, seen_other = desk.plan(one).fingerprint, desk.plan(other).fingerprint
    won = desk.apply(one, shown_fingerprint=seen_one)
    standing = desk.milestone().target_text
    try:
        desk.apply(other, shown_fingerprint=seen_other)
        raise AssertionError("the second person wrote over what they had not seen")
    except PlanMoved as moved:
        conflict = cell_of(moved.plan, KPU_ROW, "target_text")
        assert (conflict.outcome, conflict.before) == (Outcome.CONFLICT, standing)
        lost = desk.apply(other, shown_fingerprint=moved.plan.fingerprint)
    assert desk.milestone().target_text == standing != began
    assert desk.report("Perludem").percent == 30  # type: ignore[union-attr]
    take_back(desk, lost, won)
