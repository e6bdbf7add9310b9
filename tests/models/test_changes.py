"""What changed between two dates, for each reader, and the same as a workbook."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
from sqlalchemy import Engine

from models import database
from models.commands.commitments import apply_wording, edit_milestone, propose_wording
from models.commands.progress import publish_assessment, verify_report
from models.queries.changes import ChangeFilter, Changes, changes_between
from models.queries.history import history_of
from models.queries.recent import Topic
from models.rules.access import Actor
from reports.changes import workbook_bytes
from tests.conftest import Configure
from tests.models.conftest import Plan, plan_record, say, write

ALL = ChangeFilter(dt.date(2023, 1, 1), dt.date(2030, 1, 1))


def changed(actor: Actor, which: ChangeFilter = ALL) -> Changes:
    with database.reading() as session:
        return changes_between(session, actor, plan_record(session, actor), which)


def test_the_public_learns_of_a_report_when_it_is_verified(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    report = say(cast.kpu, plan.key("B06"), percent=60.0)
    assert [c.topic for c in changed(cast.director).found] == [Topic.REPORT]
    assert changed(cast.visitor).found == ()
    write(cast.secretariat, lambda s: verify_report(s, cast.secretariat, report))

    told = changed(cast.visitor).found

    assert ["60%" in str(c) for c in told] == [True]
    assert told[0].topic is Topic.REPORT
    assert (told[0].reason, told[0].place, told[0].import_id) == ("", "", None)
    assert changed(cast.director).topics == {Topic.REPORT: 1, Topic.VERDICT: 1}


def test_what_was_drafted_and_sent_later_is_told_with_its_value(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    key = plan.key("B06", cso=True)
    say(cast.perludem, key, percent=60.0, submit=False)
    report = say(cast.perludem, key)
    write(cast.perludem, lambda s: publish_assessment(s, cast.perludem, report))

    told = [str(c) for c in changed(cast.director).found]

    assert len(told) == 2
    assert "diterbitkan" in told[0]
    assert "Perludem menilai 60%" in told[1], "sent for the first time, not updated"


def test_both_days_are_included_and_nothing_outside_them(engine: Engine, plan: Plan) -> None:
    say(plan.cast.kpu, plan.key("B06"), percent=60.0)
    with database.reading() as session:
        day = changes_between(session, plan.cast.director, plan_record(session, plan.cast.director), ALL).found[0]
    on = day.at.astimezone(dt.timezone(dt.timedelta(hours=7))).date()
    one = dt.timedelta(days=1)

    assert len(changed(plan.cast.director, ChangeFilter(on, on)).found) == 1
    assert changed(plan.cast.director, ChangeFilter(on + one, on + one)).found == ()
    assert changed(plan.cast.director, ChangeFilter(on - one, on - one)).found == ()


def test_changes_are_narrowed_by_institution_commitment_and_kind(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    say(cast.kpu, plan.key("B06"), percent=60.0)
    say(cast.bawaslu, plan.key("B06", of="RAN7-07"), percent=30.0)
    write(
        cast.secretariat,
        lambda s: edit_milestone(s, cast.secretariat, plan.milestones["RAN7-06"], {"due_on": dt.date(2024, 11, 30)}),
    )

    def told(**narrowed: object) -> list[tuple[Topic, str]]:
        which = ChangeFilter(ALL.since, ALL.until, **narrowed)  # type: ignore[arg-type]
        return sorted((c.topic, c.commitment_code) for c in changed(cast.director, which).found)

    assert told(organisation_id=plan.kpu) == [(Topic.DATE, "RAN7-06"), (Topic.REPORT, "RAN7-06")]
    assert told(organisation_id=plan.perludem) == [(Topic.DATE, "RAN7-06")]
    assert told(commitment="RAN7-07") == [(Topic.REPORT, "RAN7-07")]
    assert told(topic=Topic.DATE) == [(Topic.DATE, "RAN7-06")]


def test_a_rewording_shows_both_sentences_here_and_in_the_commitments_history(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    measure = plan.measures["RAN7-06"]
    proposed = write(
        cast.secretariat, lambda s: propose_wording(s, cast.secretariat, measure, "Ukuran KPU yang baru").id
    )
    write(cast.secretariat, lambda s: apply_wording(s, cast.secretariat, proposed))

    found = changed(cast.visitor, ChangeFilter(ALL.since, ALL.until, topic=Topic.WORDING)).found

    assert [(d.before, d.after) for d in found[0].differences] == [("Ukuran KPU", "Ukuran KPU yang baru")]
    with database.reading() as session:
        story = history_of(session, cast.director, "commitment", plan.commitments["RAN7-06"])
    of_text = story.of_field("text_id")
    assert [(c.before, c.after) for c in of_text.entries[0].changes] == [("Ukuran KPU", "Ukuran KPU yang baru")]
    assert all(change.field == "text_id" for entry in of_text.entries for change in entry.changes)


def test_a_figure_corrected_later_stands_in_its_own_time(engine: Engine, plan: Plan, configure: Configure) -> None:
    cast = plan.cast
    report = say(cast.kpu, plan.key("B06"), percent=40.0)
    write(cast.secretariat, lambda s: verify_report(s, cast.secretariat, report))

    assert "40%" in str(changed(cast.visitor).found[0])


def test_the_workbook_has_the_same_rows_and_no_formula(engine: Engine, plan: Plan) -> None:
    cast = plan.cast
    write(
        cast.secretariat,
        lambda s: edit_milestone(s, cast.secretariat, plan.milestones["RAN7-06"], {"target_text": "=HYPERLINK(1)"}),
    )
    found = changed(cast.director)
    with database.reading() as session:
        record = plan_record(session, cast.director)

    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(record, ALL, found, "http://contoh.go.id")))

    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(min_row=5))
    assert len(rows) == len(found.found) == 1
    assert rows[0][6].value == "=HYPERLINK(1)"
    assert rows[0][6].data_type == "s"
    assert str(rows[0][10].value).startswith("http://contoh.go.id/komitmen?kode=RAN7-06")
