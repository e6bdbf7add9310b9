"""Open data: what is described is what comes, and it is what a visitor may see."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.database import reading, transaction
from models.rules.access import SYSTEM
from models.tables.meeting import Person
from models.tables.progress import ProgressReport
from models.vocabulary import Assessor, SourceKind
from reports.opendata import RESOURCES, Resource
from tests.pages.server.asgi import Browser
from tests.pages.support import report_on


@pytest.fixture
def client(seeded: Engine) -> Browser:
    return Browser()


def rows(client: Browser, address: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status == 200, answer.text
    found: list[dict[str, Any]] = json.loads(answer.text)["data"]
    return found


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_every_row_has_just_the_fields_that_are_described(client: Browser, resource: Resource) -> None:
    for row in rows(client, f"{resource.name}?per_page=1000"):
        assert list(row) == [field.name for field in resource.fields]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_csv_holds_the_same_rows_as_json(client: Browser, resource: Resource) -> None:
    answer = client.get(f"/api/v1/{resource.name}.csv?per_page=1000")

    lines = list(csv.DictReader(io.StringIO(answer.text)))

    assert len(lines) == len(rows(client, f"{resource.name}?per_page=1000"))


def test_the_description_names_every_table_and_parameter(client: Browser) -> None:
    description = json.loads(client.get("/api/v1/openapi.json").text)

    assert description["openapi"] == "3.1.0"
    assert set(description["paths"]) == {f"/{r.name}{suffix}" for r in RESOURCES for suffix in ("", ".csv")}


def test_pages_add_up_to_the_whole(client: Browser) -> None:
    everything = rows(client, "commitments?per_page=1000")

    paged = [row for page in range(1, 12) for row in rows(client, f"commitments?per_page=5&page={page}")]

    assert paged == everything
    assert len(everything) == 55


def test_an_unchanged_answer_is_not_sent_again(client: Browser) -> None:
    first = client.get("/api/v1/commitments?plan=RAN-VII")

    again = client.get("/api/v1/commitments?plan=RAN-VII", **{"if-none-match": first["etag"]})

    assert again.status == 304
    assert not again.body


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nothing", 404),
        ("plans?per_page=0", 400),
        ("plans?per_page=9999", 400),
        ("plans?page=x", 400),
        ("plans?offset=1", 400),
        ("plans?plan=RAN-XXL", 200),
    ],
)
def test_a_question_that_cannot_be_answered_gets_a_sentence(client: Browser, address: str, status: int) -> None:
    answer = client.get(f"/api/v1/{address}")

    assert answer.status == status
    assert status == 200 or json.loads(answer.text)["error"]


def test_an_unverified_report_is_a_count_and_nothing_more(client: Browser, seeded: Engine) -> None:
    with transaction(SYSTEM, source=SourceKind.FORM) as session:
        report_on(session, "RAN7-06-1-1", "KPU", Assessor.AGENCY, percent=41.5, achievement="belum untuk umum")

    assert "belum untuk umum" not in client.get("/api/v1/reports").text
    [milestone] = rows(client, "milestones?commitment=RAN7-06")
    assert milestone["percent"] is None
    assert milestone["awaiting_verification"] == 1
    with reading() as session:
        assert session.exec(select(ProgressReport)).one().percent == 41.5


def test_no_person_of_the_minutes_is_named_anywhere(client: Browser, seeded: Engine) -> None:
    with reading() as session:
        people = {person.name for person in session.exec(select(Person))}

    said = json.dumps([rows(client, f"{r.name}?per_page=1000") for r in RESOURCES], ensure_ascii=False)

    assert people
    assert not [name for name in people if name in said]
