"""Documents of the forum: who publishes them, what is refused, who reads them, and how they count."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import Engine

from models import database
from models.commands.documents import NewDocument, add_document, document_file, withdraw_document
from models.problems import Invalid, NotFound
from models.queries.documents import list_documents
from models.queries.readiness import Readiness, readiness
from models.rules.access import VISITOR, Actor
from models.rules.readiness import Gap, Pace
from models.vocabulary import DocumentKind, Role, Visibility
from tests.conftest import TODAY
from tests.models.conftest import Plan, outcome_of, say, write

LINK = "https://contoh.go.id/aturan-forum"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n"


def publish(actor: Actor, **values: Any) -> int:
    new = NewDocument(**{"title": "Aturan forum multipihak", "url": LINK, **values})
    return int(write(actor, lambda session: add_document(session, actor, new).id))


def ready(actor: Actor = VISITOR, day: dt.date = TODAY) -> Readiness:
    with database.reading() as session:
        return readiness(session, actor, day)


def test_a_link_and_a_file_are_public_at_once(engine: Engine, plan: Plan) -> None:
    publish(plan.cast.secretariat, kind=DocumentKind.FORUM_RULES, published_on=dt.date(2024, 5, 1))
    key = publish(plan.cast.secretariat, title="Undangan", url="", file=("../undangan\u202efdp.pdf", PDF))
    with database.reading() as session:
        shown = list_documents(session, VISITOR)
        file = document_file(session, key)
    assert [(d.title, d.kind) for d in shown] == [
        ("Aturan forum multipihak", DocumentKind.FORUM_RULES),
        ("Undangan", DocumentKind.OTHER),
    ]
    assert file.content == PDF
    assert "/" not in file.name
    assert file.name.endswith(".pdf")


def test_only_those_who_release_publish(engine: Engine, plan: Plan) -> None:
    key = publish(plan.cast.secretariat)
    outcomes = {
        name: {
            outcome_of(lambda actor=actor: publish(actor)),
            outcome_of(lambda actor=actor: write(actor, lambda session: withdraw_document(session, actor, key))),
        }
        for name, actor in plan.cast.items()
    }
    assert {name for name, found in outcomes.items() if found == {"done"}} == {"secretariat", "administrator"}
    assert set().union(*outcomes.values()) == {"done", "NotAllowed"}


@pytest.mark.parametrize(
    "values",
    [
        {"title": "  "},
        {"title": "Surat Bapak Budi"},
        {"url": ""},
        {"url": "javascript:alert(1)"},
        {"url": "ftp://contoh.go.id"},
        {"file": ("aturan.pdf", PDF)},
        {"url": "", "file": ("aturan.pdf", b"bukan pdf")},
        {"url": "", "file": ("aturan.exe", PDF)},
        {"published_on": dt.date(2024, 8, 1)},
        {"is_forum_meeting": True},
    ],
)
def test_what_is_no_document_is_refused_whole(sqlite: Engine, plan: Plan, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        publish(plan.cast.secretariat, **values)
    with database.reading() as session:
        assert list_documents(session, VISITOR) == ()


def test_a_document_that_is_taken_back_is_gone_for_everybody(engine: Engine, plan: Plan) -> None:
    key = publish(plan.cast.secretariat, url="", file=("aturan.pdf", PDF))
    write(plan.cast.secretariat, lambda session: withdraw_document(session, plan.cast.secretariat, key))
    with database.reading() as session:
        assert list_documents(session, VISITOR) == ()
        with pytest.raises(NotFound):
            document_file(session, key)


# -- readiness --------------------------------------------------------------------------------------------------------


def test_reference_data_alone_is_no_update_and_no_meeting(engine: Engine, plan: Plan) -> None:
    found = ready()
    assert (found.updated.pace, found.met.pace) == (Pace.NEVER, Pace.NEVER)
    assert (len(found.without_evidence), found.commitments) == (3, 3)
    assert {gap.why for gap in found.without_evidence} == {None}  # why is not the public's business


def test_a_proven_forum_meeting_counts_and_is_an_update(engine: Engine, plan: Plan) -> None:
    key = publish(plan.cast.secretariat, is_forum_meeting=True, published_on=dt.date(2024, 1, 15))
    found = ready()
    assert found.met.last == dt.date(2024, 1, 15)
    assert found.met.pace is Pace.OVERDUE
    assert found.updated.pace is Pace.IN_TIME
    write(plan.cast.secretariat, lambda session: withdraw_document(session, plan.cast.secretariat, key))
    assert ready().met.last is None


def test_a_report_counts_once_its_evidence_can_be_opened_by_everybody(engine: Engine, plan: Plan) -> None:
    from models.commands.progress import add_evidence_link, verify_report

    secretariat = Actor(Role.SECRETARIAT)
    gaps = lambda: {gap.code: gap.why for gap in ready(secretariat).without_evidence}  # noqa: E731
    assert gaps()["RAN7-06"] is Gap.NO_REPORT
    report = say(plan.cast.kpu, plan.key(), percent=40, achievement="Sudah", obstacle="Tidak ada")
    assert gaps()["RAN7-06"] is Gap.NO_EVIDENCE
    write(
        plan.cast.kpu,
        lambda s: add_evidence_link(s, plan.cast.kpu, report, LINK, visibility=Visibility.RESTRICTED),
    )
    assert gaps()["RAN7-06"] is Gap.NOT_VERIFIED
    write(plan.cast.secretariat, lambda s: verify_report(s, plan.cast.secretariat, report))
    assert gaps()["RAN7-06"] is Gap.RESTRICTED
    write(plan.cast.kpu, lambda s: add_evidence_link(s, plan.cast.kpu, report, LINK + "/umum"))
    assert "RAN7-06" not in gaps()
    assert len(ready().without_evidence) == len(gaps()) == 2
