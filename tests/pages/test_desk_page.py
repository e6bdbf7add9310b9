"""The desk and the page of changes: figures that lead to as many rows, and what each role may do there."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Engine

from models.rules.access import VISITOR
from pages.ui import pictures
from tests.conftest import Cast, OpenPage
from tests.models.test_history_query import Scene, make_scene, say
from tests.pages.test_update_pages import words


@pytest.fixture(autouse=True)
def no_pictures_of_other_databases() -> None:
    """Pictures are kept by revision, and two tests' databases may be at the same one."""
    pictures.forget()


@pytest.fixture
def scene(request: pytest.FixtureRequest, cast: Cast) -> Scene:
    on: Engine = request.getfixturevalue("engine" if "engine" in request.fixturenames else "sqlite")
    return make_scene(on, cast)


_TILE = re.compile(r'<a href="(/meja[^"]*)"[^>]*><strong>(\d+)</strong>')


def test_every_figure_leads_to_as_many_rows(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, percent=60.0)
    at = open_page("meja", cast.director)
    assert not at.exception
    tiles = _TILE.findall(words(at))
    assert len(tiles) >= 3

    for address, n in tiles:
        query = dict(pair.split("=") for pair in address.replace("&amp;", "&").split("?")[1].split("&"))
        listed = open_page("meja", cast.director, **query)
        assert not listed.exception
        rows = words(listed).split("<tbody>")[1].split("</tbody>")[0].count("<tr>")
        assert rows == int(n), (address, n, rows)
        assert f"({n})" in listed.subheader[0].value


def test_the_secretariats_figures_lead_to_where_the_work_is_done(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, percent=60.0)

    shown = words(open_page("meja", cast.secretariat))

    assert "/verifikasi?rencana=RAN-VII&amp;periode=2024-B06" in shown
    assert "1 laporan menunggu verifikasi" in shown
    assert "Matriks belum kembali" in shown


def test_a_director_reads_the_desk_and_finds_nothing_to_press(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, percent=60.0)

    at = open_page("meja", cast.director)

    assert not at.exception
    assert "/verifikasi" not in words(at)
    assert "Matriks belum kembali" not in words(at)


def test_a_plan_without_reports_says_what_to_do_next(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    shown = words(open_page("meja", cast.secretariat))

    assert "Belum ada laporan untuk B06 Tahun 2024." in shown
    assert "/kirim?rencana=RAN-VII" in shown
    assert not re.search(r"(?<![\d.,])0%", shown)


@pytest.mark.parametrize("who", ["kpu", "visitor"])
def test_the_desk_is_closed_to_everybody_else(open_page: OpenPage, scene: Scene, cast: Cast, who: str) -> None:
    at = open_page("meja", getattr(cast, who))

    assert not at.title


def test_changes_are_public_as_far_as_they_are(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    say(cast.kpu, scene, percent=61.0)

    inside = open_page("perubahan", cast.director, dari="2020-01-01")
    outside = open_page("perubahan", VISITOR, dari="2020-01-01")

    assert "61%" in words(inside)
    assert "/unduh/perubahan.xlsx?rencana=RAN-VII&amp;dari=2020-01-01" in words(inside)
    assert not outside.exception
    assert "61%" not in words(outside)


def test_dates_that_mean_nothing_are_the_usual_ones(open_page: OpenPage, scene: Scene, cast: Cast) -> None:
    at = open_page("perubahan", VISITOR, dari="31-31", sampai="2099-01-01", jenis="x", kode="' OR 1=1", instansi="?")

    assert not at.exception
    assert at.title
