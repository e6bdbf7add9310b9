"""RAN VII as a running plan: its state, who answers, milestones with dates, and the targets of each period."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlmodel import Session

from models.commands.commitments import (
    add_milestone,
    cancel_milestone,
    edit_milestone,
    set_interim_target,
    set_parties,
    set_responsible,
)
from models.commands.plan import edit_plan
from models.rules.access import SYSTEM
from models.tables.commitment import Milestone
from models.tables.organisation import Contact
from models.tables.plan import ActionPlan
from models.vocabulary import Confidence, PartyRole, PlanState, Precision, SourceKind
from seed.demo.chronicle import Deed, Order, Stage
from seed.demo.files import SOURCE, day, day_or_none, figure, read
from seed.demo.known import PLAN, Known, split_code
from seed.records import Record, SeedError

#: the day the work plan was entered
ENTERED = dt.date(2023, 2, 20)
_NOTE = "Pelaksanaan, target periode, laporan, dan rapat 2023–2024 dalam basis data ini adalah data contoh."


def open_plan(session: Session, known: Known) -> None:
    """Let the plan run, and say in its notes what is made up."""
    key = known.plan(PLAN)
    notes = "\n".join(filter(None, (session.get_one(ActionPlan, key).notes, _NOTE)))
    edit_plan(session, SYSTEM, key, {"state": PlanState.OPEN, "notes": notes})


def add_contacts(session: Session, known: Known) -> None:
    """Role mailboxes of the institutions; none is a person's."""
    session.add_all(
        Contact(organisation_id=known.organisation(row["organisation"]), email=row["email"])
        for row in read("contacts.csv")
    )
    session.flush()


def plan_deeds() -> list[Deed]:
    """The work plan as it was entered, and milestones cancelled later."""
    entered = Deed(ENTERED, Order.PLAN, _enter_work_plan, "rencana kerja dan target periode RAN OGI VII")
    return [entered, *(_cancellation(row) for row in read("milestones.csv") if row["cancelled_on"])]


def _cancellation(row: Record) -> Deed:
    def cancel(stage: Stage) -> None:
        cancel_milestone(stage.session, stage.actor, stage.known.milestone(row["row_code"]))

    return Deed(day(row["cancelled_on"]), Order.PLAN, cancel, row["cancel_reason"], source=SourceKind.MEETING)


def _enter_work_plan(stage: Stage) -> None:
    for row in read("parties.csv"):
        members = stage.known.organisations(row["organisations"])
        commitment = stage.known.commitment(row["commitment"])
        set_parties(stage.session, stage.actor, commitment, PartyRole(row["role"]), members)
    for row in read("milestones.csv"):
        milestone = _milestone(stage, row)
        for period in stage.known.periods:
            percent = figure(row[period])
            if percent is not None:
                set_interim_target(stage.session, stage.actor, milestone, stage.known.period(period), percent=percent)


def _milestone(stage: Stage, row: Record) -> int:
    """The milestone of a row, made or completed, marked as sample data."""
    code, known, session, actor = row["row_code"], stage.known, stage.session, stage.actor
    responsible = known.organisations(row["responsible"])
    key = known.milestone_or_none(code)
    if key is None:
        measure, _number = split_code(code)
        made = add_milestone(session, actor, known.measure(measure), _values(row), organisation_ids=responsible)
        if made.row_code != code:
            raise SeedError(f"{code} came out as {made.row_code}; keep milestones.csv in the order of the numbers")
        key = made.id or 0
    else:
        edit_milestone(session, actor, key, _values(row))
        if responsible:
            set_responsible(session, actor, key, responsible)
    _mark(session.get_one(Milestone, key))
    return key


def _values(row: Record) -> dict[str, Any]:
    """The fields a row fills; a blank keeps what the reference data say."""
    values: dict[str, Any] = {name: row[name] for name in ("activity", "target_text") if row[name]}
    for name in ("starts_on", "due_on"):
        if when := day_or_none(row[name]):
            values[name] = when
            values[name.replace("_on", "_precision").replace("starts", "start")] = Precision.DAY
    return values


def _mark(milestone: Milestone) -> None:
    milestone.source = "; ".join(dict.fromkeys(filter(None, (SOURCE, milestone.source))))
    milestone.confidence = Confidence.SAMPLE
