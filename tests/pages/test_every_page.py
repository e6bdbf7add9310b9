"""Every page opens for whoever may come in, in both languages, and stays closed to everybody else."""

from __future__ import annotations

import pytest

from models.rules.access import may_begin
from pages.ui.site import PAGES, Page
from tests.conftest import Cast
from tests.pages.conftest import Visit

ROLES = {
    "id": ("visitor", "kpu", "perludem", "director", "secretariat", "administrator"),
    "en": ("visitor", "secretariat"),
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address or "dasbor")
def test_page_opens_for_every_role_that_may_see_it(visit: Visit, people: Cast, page: Page, language: str) -> None:
    for role in ROLES[language]:
        actor = getattr(people, role)
        at = visit(page.address, actor, language=language)
        assert not at.exception, (role, at.exception)
        allowed = page.action is None or may_begin(actor, page.action)
        assert bool(at.title) == allowed, (role, [t.value for t in at.title], [e.value for e in at.error])


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("komitmen", {"kode": "RAN7-06"}),
        ("komitmen", {"kode": "RAN5-15"}),  # a measure without a wording
        ("komitmen", {"kode": "RAN4-ID0062"}),
        ("komitmen", {"kode": "RAN5-01"}),  # neither measures nor parties
        ("komitmen", {"rencana": "RAN-VI", "status": "not_reported", "instansi": "KPU"}),
        ("", {"rencana": "RAN-VIII"}),
        ("", {"rencana": "RAN-V", "per": "2020-01-01"}),
        ("ekspor", {"rencana": "RAN-IV"}),
    ],
)
def test_addresses_that_people_share_open(visit: Visit, address: str, query: dict[str, str]) -> None:
    at = visit(address, **query)

    assert not at.exception
    assert at.title


@pytest.mark.parametrize(
    "query",
    [
        {"kode": "RAN9-99"},
        {"kode": "' OR 1=1 --"},
        {"kode": "<script>alert(1)</script>"},
        {"rencana": "RAN-XXL", "per": "31-31"},
    ],
)
def test_an_address_that_means_nothing_gets_a_sentence(visit: Visit, query: dict[str, str]) -> None:
    at = visit("komitmen", **query)

    assert not at.exception
    assert at.title


@pytest.mark.parametrize("address", ["", "komitmen", "kesiapan", "ekspor"])
def test_an_unknown_plan_is_named_and_another_shown(visit: Visit, address: str) -> None:
    at = visit(address, rencana="RAN-99")

    assert not at.exception
    assert "RAN-99" in at.warning[0].value
    assert at.title
