"""Open data: what is described is what comes, and it is what a visitor may see."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import Engine
from sqlmodel import select

from models.clock import today
from models.database import reading, transaction
from models.rules.access import SYSTEM
from models.settings import settings
from models.tables.meeting import Person
from models.tables.progress import ProgressReport
from models.vocabulary import Assessor, SourceKind
from reports.opendata.describe import Resource
from reports.opendata.openapi import openapi
from reports.opendata.tables import FILTERS, RESOURCES
from tests.pages.server.asgi import Answer, Browser
from tests.pages.support import report_on

EVERY_TABLE = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
WHOLE = ("/datapackage.zip", "/datapackage.json", "/codebook.csv")


@pytest.fixture
def client(seeded: Engine) -> Browser:
    return Browser()


def answer_of(client: Browser, address: str, **headers: str) -> dict[str, Any]:
    """The JSON at an address, checked against the description of its path."""
    answer = client.get(f"/api/v1/{address}", **headers)
    assert answer.status == 200, answer.text
    found: dict[str, Any] = json.loads(answer.text)
    conforms(found, "/" + address.partition("?")[0], "200")
    return found


def conforms(found: Any, path: str, status: str) -> None:
    description = openapi(settings().public_url)
    response = description["paths"][path]["get"]["responses"][status]
    if "$ref" in response:
        response = description["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = {**response["content"]["application/json"]["schema"], "components": description["components"]}
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(found)


def rows(client: Browser, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer_of(client, address)["data"]
    return found


@EVERY_TABLE
def test_every_row_is_as_the_description_says(client: Browser, resource: Resource) -> None:
    for row in rows(client, f"{resource.name}?per_page=1000"):
        assert tuple(row) == resource.columns


@EVERY_TABLE
def test_csv_holds_the_same_rows_as_json(client: Browser, resource: Resource) -> None:
    answer = client.get(f"/api/v1/{resource.name}.csv?per_page=1000")

    lines = list(csv.DictReader(io.StringIO(answer.text, newline="")))

    expected = rows(client, f"{resource.name}?per_page=1000")
    assert len(lines) == len(expected)
    for line, row in zip(lines, expected, strict=True):
        assert line == {name: _as_in_csv(value) for name, value in row.items()}


def _as_in_csv(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


@EVERY_TABLE
def test_a_table_refuses_the_filters_it_does_not_know_and_answers_the_others(
    client: Browser, resource: Resource
) -> None:
    examples = {
        "plan": "ran-vii", "commitment": "RAN7-06", "organisation": "kpu", "status": "late", "period": "2024-B06",
        "as_of": "2024-06-30", "since": "2024-06-30",
    }  # fmt: skip
    assert set(examples) == set(FILTERS)
    everything = answer_of(client, f"{resource.name}?per_page=1")["meta"]["total"]
    for name, value in examples.items():
        answer = client.get(f"/api/v1/{resource.name}?{name}={value}")
        assert answer.status == (200 if name in resource.filters else 400), name
        if answer.status == 200:
            assert json.loads(answer.text)["meta"]["total"] <= everything


def test_the_description_is_openapi_3_1_and_names_every_table_and_parameter(client: Browser) -> None:
    description = json.loads(client.get("/api/v1/openapi.json").text)

    assert description["openapi"] == "3.1.0"
    tables = {f"/{r.name}{suffix}" for r in RESOURCES for suffix in ("", ".csv")}
    assert set(description["paths"]) == tables | set(WHOLE)
    for resource in RESOURCES:
        named = [p["name"] for p in description["paths"][f"/{resource.name}"]["get"]["parameters"]]
        assert named == [*resource.filters, "page", "per_page"]
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    operations = [path["get"]["operationId"] for path in description["paths"].values()]
    assert len(set(operations)) == len(operations)


def test_pages_add_up_to_the_whole_and_lead_to_one_another(client: Browser) -> None:
    everything = rows(client, "commitments?per_page=1000")

    paged = [row for page in range(1, 12) for row in rows(client, f"commitments?per_page=5&page={page}")]
    second = client.get("/api/v1/commitments?per_page=5&page=2")

    assert paged == everything
    assert len(everything) == 55
    assert second["x-total-count"] == "55"
    assert 'page=1>; rel="prev"' in second["link"]
    assert 'page=3>; rel="next"' in second["link"]


@pytest.mark.parametrize("address", ["commitments?plan=RAN-VII", "plans.csv", "datapackage.zip", "datapackage.json"])
def test_an_unchanged_answer_is_not_sent_again(client: Browser, address: str) -> None:
    first = client.get(f"/api/v1/{address}")

    by_tag = client.get(f"/api/v1/{address}", **{"if-none-match": f'"x", W/{first["etag"]}'})
    by_date = client.get(f"/api/v1/{address}", **{"if-modified-since": first["last-modified"]})
    older = client.get(f"/api/v1/{address}", **{"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"})
    nonsense = client.get(f"/api/v1/{address}", **{"if-modified-since": "kemarin"})

    assert (by_tag.status, by_date.status, older.status, nonsense.status) == (304, 304, 200, 200)
    assert not by_tag.body
    assert by_tag["etag"] == first["etag"]


def test_a_change_gives_a_new_tag(client: Browser, seeded: Engine) -> None:
    before = client.get("/api/v1/milestones?commitment=RAN7-06")
    with transaction(SYSTEM, source=SourceKind.FORM) as session:
        report_on(session, "RAN7-06-1-1", "KPU", Assessor.AGENCY, percent=41.5)

    after = client.get("/api/v1/milestones?commitment=RAN7-06", **{"if-none-match": before["etag"]})

    assert after.status == 200
    assert json.loads(after.text)["data"][0]["awaiting_verification"] == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nothing", 404),
        ("plans/RAN-VII", 404),
        ("plans?per_page=0", 400),
        ("plans?per_page=9999", 400),
        ("plans?page=x", 400),
        ("plans?offset=1", 400),
        ("commitments?status=terlambat", 400),
        ("commitments?as_of=kemarin", 400),
        ("commitments?organisation=" + "x" * 300, 400),
    ],
)
def test_a_question_that_cannot_be_answered_gets_a_sentence(client: Browser, address: str, status: int) -> None:
    answer = client.get(f"/api/v1/{address}")

    assert answer.status == status
    assert answer["content-type"] == "application/json"
    conforms(json.loads(answer.text), "/plans", "400")


def test_a_plan_that_does_not_exist_has_no_rows(client: Browser) -> None:
    assert rows(client, "plans?plan=RAN-XXL") == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: Browser, method: str) -> None:
    answer = client.request(method, "/api/v1/plans", b"{}", {"origin": "http://localhost"})

    assert answer.status == 405
    assert json.loads(answer.text)["error"]


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


def test_the_package_holds_what_it_describes(client: Browser) -> None:
    archive = package_of(client.get("/api/v1/datapackage.zip"))
    described = json.loads(archive.read("datapackage.json"))

    assert described == json.loads(client.get("/api/v1/datapackage.json").text)
    assert {r["path"] for r in described["resources"]} < set(archive.namelist())
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert described["sources"]
    assert described["version"] == today().isoformat()
    for resource in RESOURCES:
        lines = archive.read(f"data/{resource.name}.csv").decode()
        assert lines.split("\n", 1)[0] == ",".join(resource.columns)


def package_of(answer: Answer) -> ZipFile:
    assert answer.status == 200
    assert answer["content-disposition"] == f'attachment; filename="ran-ogi-{today().isoformat()}.zip"'
    return ZipFile(io.BytesIO(answer.body))
