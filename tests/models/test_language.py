"""Texts, dates and numbers in both languages; the day in Jakarta; settings from the environment."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest
from pydantic import ValidationError

from models import clock
from models.language import (
    LANGUAGES,
    _,
    current_language,
    date_and_time,
    long_date,
    number,
    percent,
    plural,
    set_language,
    short_date,
    speaking,
)
from models.problems import Invalid, NotAllowed, Problem, ProblemKind, Scope, Severity, Stale
from models.settings import settings
from models.vocabulary import Light, Role, label
from tests.conftest import TODAY, Configure

DAY = dt.date(2020, 9, 21)
MOMENT = dt.datetime(2020, 9, 21, 6, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (0, "0", "0"),
        (33.333, "33,3", "33.3"),
        (1000000, "1.000.000", "1,000,000"),
        (-0.5, "-0,5", "-0.5"),
    ],
)
def test_numbers_are_written_as_people_write_them(value: float, indonesian: str, english: str) -> None:
    assert number(value) == indonesian
    with speaking("en"):
        assert number(value) == english


def test_nothing_reported_is_a_dash_never_nought() -> None:
    assert (percent(None), percent(0.0), percent(75.5)) == ("–", "0%", "75,5%")
    assert long_date(None) == short_date(None) == date_and_time(None) == label(None) == "–"


def test_dates_are_written_in_the_readers_language_and_moments_in_western_indonesian_time() -> None:
    assert (long_date(DAY), short_date(DAY)) == ("21 September 2020", "21 Sep 2020")
    assert date_and_time(MOMENT) == "21 Sep 2020 13.30 WIB"
    assert date_and_time(MOMENT.astimezone(dt.timezone(dt.timedelta(hours=9)))) == "21 Sep 2020 13.30 WIB"
    with speaking("en"):
        assert long_date(dt.date(2024, 10, 5)) == "5 October 2024"
        assert date_and_time(MOMENT) == "21 Sep 2020 13:30 WIB"
    assert long_date(dt.date(2024, 10, 5)) == "5 Oktober 2024"


@pytest.mark.parametrize("unknown", ["", "fr", "EN", "en-GB", "../en"])
def test_an_unknown_language_is_indonesian(unknown: str) -> None:
    assert set_language(unknown) == "id"
    assert set_language("en") == "en"
    assert LANGUAGES == ("id", "en")


def test_one_document_in_another_language_leaves_the_page_as_it_was() -> None:
    with speaking("en"):
        with speaking("id"):
            assert current_language() == "id"
        assert current_language() == "en"
    assert current_language() == "id"
    with pytest.raises(ValueError, match="x"), speaking("en"):
        raise ValueError("x")
    assert current_language() == "id"


def test_the_language_of_one_visitor_is_not_that_of_another() -> None:
    set_language("en")
    seen = []
    thread = threading.Thread(target=lambda: seen.append(current_language()))
    thread.start()
    thread.join()
    assert (seen, current_language()) == (["id"], "en")


def test_values_go_into_their_places_and_are_never_read_as_places() -> None:
    assert _("Nilai {value}", value="{0} {value} %s") == "Nilai {0} {value} %s"
    assert _("Tanpa nilai {apa adanya}") == "Tanpa nilai {apa adanya}"
    assert _("") == ""
    assert plural("{n} baris", 1200) == "1.200 baris"


def test_a_word_has_its_label_by_its_kind() -> None:
    assert (label(Light.CANCELLED), label(Role.CSO)) == ("Dibatalkan", "OMS")
    for kind in (Light, Role):
        assert all(label(word) for word in kind)


def test_an_error_is_a_sentence_and_a_problem_names_its_place() -> None:
    assert str(Invalid("Persentase {value} salah.", field="percent", value="250")) == "Persentase 250 salah."
    assert str(NotAllowed()) == "Anda tidak berwenang melakukan ini."
    assert Stale(theirs={"percent": 1}).theirs == {"percent": 1}
    kind = ProblemKind("x", Severity.ERROR, Scope.CELL, "Sel {place}: {value}")
    problem = Problem(kind, "Matriks", "F12", {"value": "abc"})
    assert (problem.place, problem.message) == ("Matriks!F12", "Sel Matriks!F12: abc")
    assert problem.as_json() == {
        "code": "x", "severity": "error", "sheet": "Matriks", "cell": "F12", "message": "Sel Matriks!F12: abc",
    }  # fmt: skip
    assert Problem(kind).place == ""


# -- the clock ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-07-31T16:59:59+00:00", "2024-07-31"),
        ("2024-07-31T17:00:00+00:00", "2024-08-01"),
        ("2024-08-01T00:00:00+07:00", "2024-08-01"),
        ("2024-08-01T01:59:59+09:00", "2024-07-31"),
    ],
)
def test_the_day_begins_at_midnight_in_jakarta(moment: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: dt.datetime.fromisoformat(moment))
    assert clock.today().isoformat() == day


def test_the_day_of_a_demonstration_stands_still_while_its_time_goes_on(configure: Configure) -> None:
    assert clock.today() == TODAY
    assert clock.now().tzinfo is dt.UTC
    configure(TRACKER_TODAY=None)
    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)


# -- settings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("postgresql://a:b@host/db", "postgresql+psycopg://a:b@host/db"),
        ("postgres://host/db", "postgresql+psycopg://host/db"),
        ("postgresql+psycopg://host/db", "postgresql+psycopg://host/db"),
        ("sqlite:////var/lib/tracker.db", "sqlite:////var/lib/tracker.db"),
    ],
)
def test_the_address_of_the_database_is_brought_into_form(configure: Configure, given: str, url: str) -> None:
    configure(DATABASE_URL=given)
    assert settings().url == url


def test_without_an_address_the_database_is_in_the_data_directory(configure: Configure, tmp_path: Path) -> None:
    configure(DATABASE_URL=None, TRACKER_DATA_DIRECTORY=str(tmp_path))
    assert settings().url == f"sqlite:///{tmp_path / 'tracker.db'}"


@pytest.mark.parametrize(("url", "secure"), [("https://ogi.go.id/", True), ("http://localhost:8501", False)])
def test_cookies_are_secure_where_people_come_by_https(configure: Configure, url: str, secure: bool) -> None:
    configure(TRACKER_PUBLIC_URL=url)
    assert (settings().public_url, settings().secure) == (url.rstrip("/"), secure)


@pytest.mark.parametrize("wrong", [{"TRACKER_TODAY": "31/07/2024"}, {"TRACKER_DEMO": "mungkin"}])
def test_a_setting_that_makes_no_sense_is_refused_at_the_start(configure: Configure, wrong: dict[str, str]) -> None:
    configure(**wrong)
    with pytest.raises(ValidationError):
        settings()
