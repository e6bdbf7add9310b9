"""What is kept between clicks is made once, and the oldest makes room."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest
from sqlalchemy import Engine

from models import database
from models.rules.access import VISITOR
from pages.ui import pictures
from pages.ui.gate import Visit
from pages.ui.kept import Kept
from tests.conftest import TODAY


def test_what_was_not_asked_for_longest_makes_room() -> None:
    kept: Kept[str, int] = Kept(2)
    assert [kept.of(key, partial(int, n)) for n, key in enumerate("aba")] == [0, 1, 0]
    kept.put("c", 7)
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == (0, None, 7)


def test_many_who_ask_at_once_wait_for_one() -> None:
    kept: Kept[str, list[int]] = Kept(9)
    made: list[int] = []

    def make() -> list[int]:
        time.sleep(0.05)
        made.append(1)
        return made

    askers = [threading.Thread(target=kept.of, args=("a", make)) for _ in range(8)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert made == [1]


def test_what_fails_is_tried_again() -> None:
    kept: Kept[str, int] = Kept(9)
    for _ in range(2):
        try:
            kept.of("a", lambda: 1 // 0)
        except ZeroDivisionError:
            continue
        raise AssertionError
    assert kept.of("a", lambda: 3) == 3


def test_pictures_are_made_in_the_session_that_asked(seeded: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second session each would leave many who come at once waiting for each other's connections."""
    monkeypatch.setattr(database, "POOL", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.05})
    narrow = database.make_engine(seeded.url.render_as_string(hide_password=False))
    pictures.forget()
    visit = Visit(VISITOR, "id", TODAY)
    with monkeypatch.context() as context:
        context.setattr(database, "engine", lambda: narrow)
        with database.reading() as session:
            plans = pictures.plans_for(session, visit)
            pictures.standings_for(session, visit, plans[:2], TODAY)
            assert pictures.picture_for(session, visit, plans[0], TODAY).plan == plans[0]
    pictures.forget()
    narrow.dispose()
