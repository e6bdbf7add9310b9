"""Everything that open data say, walked through as a visitor on the full demonstration: nothing inside gets out."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models import database
from models.tables.account import Account
from models.tables.meeting import Decision, FollowUp, Person, Statement
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import Assessor, ReportState, Visibility
from reports.opendata.tables import RESOURCES
from tests.conftest import Configure, configured_engine
from tests.pages.server.asgi import Browser
from tests.reports.demo import demonstration


@pytest.fixture(scope="module")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("leaks")
    demonstration(folder).dispose()
    return folder / "tracker.db"


@pytest.fixture
def demo(_template: Path, tmp_path: Path, configure: Configure) -> Iterator[Engine]:
    path = tmp_path / "tracker.db"
    shutil.copyfile(_template, path)
    yield from configured_engine(f"sqlite:///{path}", configure)


#: public in their own right, and minutes often quote them
_QUOTED = ("measures", "milestones", "proposals", "wording-changes")


def everything_said(client: Browser, without: tuple[str, ...] = ()) -> str:
    """All that a visitor can read: every page of every table in both forms, and the package."""
    said = []
    for resource in RESOURCES:
        if resource.name in without:
            continue
        page, pages = 1, 1
        while page <= pages:
            answer = client.get(f"/api/v1/{resource.name}?per_page=1000&page={page}")
            assert answer.status == 200, answer.text
            found = json.loads(answer.text)
            pages, page = found["meta"]["pages"], page + 1
            said.append(json.dumps(found, ensure_ascii=False))
        said.append(client.get(f"/api/v1/{resource.name}.csv?per_page=1000").text)
    archive = ZipFile(io.BytesIO(client.get("/api/v1/datapackage.zip").body))
    said += [archive.read(name).decode() for name in archive.namelist() if Path(name).stem not in without]
    return "\n".join(said)


def secrets(session: Session) -> dict[str, set[str]]:
    """What must stay inside, by what it is."""
    public = select(ProgressReport).where(
        (col(ProgressReport.state) == ReportState.VERIFIED) | col(ProgressReport.published)
    )
    told = {text for r in session.exec(public) for text in (r.achievement, r.obstacle, r.next_step)}
    inside = [
        r
        for r in session.exec(select(ProgressReport))
        if r.assessor is Assessor.SECRETARIAT
        or not (r.published or (r.state is ReportState.VERIFIED and r.assessor is Assessor.AGENCY))
    ]
    released = {
        row.text for kind in (Statement, Decision, FollowUp) for row in session.exec(select(kind)) if row.released
    }
    return {
        "people": {p.name for p in session.exec(select(Person))},
        "accounts": {a.email for a in session.exec(select(Account))},
        "account names": {a.name for a in session.exec(select(Account)) if a.name},
        "unverified reports": {t for r in inside for t in (r.achievement, r.obstacle, r.next_step, r.notes)} - told,
        "minutes": {
            row.text
            for kind in (Statement, Decision, FollowUp)
            for row in session.exec(select(kind))
            if not row.released and row.text not in released
        },
        "restricted evidence": {
            e.url for e in session.exec(select(Evidence)) if e.visibility is Visibility.RESTRICTED and e.url
        },
    }


def test_nothing_inside_gets_out_and_the_package_is_valid(demo: Engine, tmp_path: Path) -> None:
    client = Browser()
    said, unquoted = everything_said(client), everything_said(client, _QUOTED)
    with database.reading() as session:
        inside = secrets(session)

    assert inside["people"]
    assert inside["unverified reports"] - {""}
    assert inside["minutes"]
    for what, texts in inside.items():
        where = unquoted if what == "minutes" else said
        found = [text for text in texts if len(text) > 3 and (text in where or json.dumps(text)[1:-1] in where)]
        assert not found, (what, found[:3])

    folder = tmp_path / "package"
    ZipFile(io.BytesIO(client.get("/api/v1/datapackage.zip").body)).extractall(folder)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])[:5]
    assert len(report.tasks) == len(RESOURCES) + 1
