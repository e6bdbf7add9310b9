"""Pages are tried on the real data, by everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from models.database import copy_sqlite, make_engine, upgrade
from models.language import set_language
from models.rules.access import VISITOR, Actor
from models.settings import PROJECT_ROOT, settings
from seed.load import load
from tests.conftest import Cast, Configure, configured_engine, make_cast, sign_in_as

Visit = Callable[..., AppTest]


@pytest.fixture(scope="session")
def _seeded_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeded")
    path = folder / "seeded.db"
    with pytest.MonkeyPatch.context() as environment:  # the history's key must not land in the project
        environment.setenv("TRACKER_DATA_DIRECTORY", str(folder))
        settings.cache_clear()
        on = make_engine(f"sqlite:///{path}")
        upgrade(on)
        load(on)
        on.dispose()
    settings.cache_clear()
    return path


@pytest.fixture
def seeded(_seeded_template: Path, tmp_path: Path, configure: Configure) -> Iterator[Engine]:
    """A database with the real RAN OGI data; it is the one that the pages of this test use."""
    path = tmp_path / "seeded.db"
    copy_sqlite(_seeded_template, path)
    yield from configured_engine(f"sqlite:///{path}", configure)


@pytest.fixture
def people(seeded: Engine, password_hash: str) -> Cast:
    """The cast, among the real organisations."""
    return make_cast(seeded, password_hash)


@pytest.fixture
def visit(seeded: Engine) -> Visit:
    """Open a page of the site on the real data: ``visit("komitmen", people.director, kode="RAN7-06")``."""
    from pages.ui import site

    def open_(address: str, actor: Actor = VISITOR, *, language: str = "id", **query: str) -> AppTest:
        page = next(page for page in site.PAGES if page.address == address)
        set_language(language)  # AppTest formats the choices of a select box in this thread
        at = AppTest.from_file(str(PROJECT_ROOT / "tracker_app.py"), default_timeout=60)
        at.user = {**sign_in_as(actor), "language": language}
        if address:  # AppTest opens the first page before any other
            at.run()
            at.switch_page(f"pages/{page.file}")
        for name, value in query.items():
            at.query_params[name] = value
        return at.run()

    return open_
