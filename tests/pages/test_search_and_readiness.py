"""The search and readiness pages, as a visitor and as the secretariat, on the real data."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from models import database
from models.commands.meetings import release
from models.language import _
from models.queries.documents import list_documents
from models.rules.access import VISITOR
from models.tables.meeting import Meeting, Proposal
from models.vocabulary import SourceKind
from tests.conftest import Cast
from tests.pages.conftest import Visit


def said(at: AppTest) -> str:
    """Everything a page shows as markup."""
    return " ".join(element.body for element in at.get("html")) if at.get("html") else ""


def test_a_search_in_the_address_is_answered_with_links_and_marks(visit: Visit) -> None:
    at = visit("cari", kata="keterbukaan data")

    assert not at.exception
    page = said(at)
    assert "/komitmen?kode=RAN7-06" in page
    assert "<mark>Keterbukaan</mark>" in page


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "%", "'; DROP TABLE meeting; --", "[x](javascript:1)"])
def test_hostile_words_are_only_words(visit: Visit, words: str) -> None:
    at = visit("cari", kata=words)

    assert not at.exception
    assert "<script>alert" not in said(at)


def test_what_is_inside_is_found_by_the_secretariat_only(visit: Visit, people: Cast) -> None:
    words = "Dhika"
    assert "<mark>" not in said(visit("cari", kata=words))
    assert "<mark>" not in said(visit("cari", people.kpu, kata=words))
    assert "<mark>Dhika</mark>" in said(visit("cari", people.secretariat, kata=words))
    assert "<mark>" not in said(visit("cari", people.director, kata=words))  # cached under another audience


def test_the_box_stands_on_every_page_and_leads_to_the_search(visit: Visit) -> None:
    assert 'action="/cari" method="get"' in said(visit("komitmen"))


def test_readiness_tells_the_public_a_number_and_the_secretariat_the_names(
    visit: Visit, people: Cast, seeded: Engine
) -> None:
    with database.transaction(people.secretariat, source=SourceKind.FORM) as session:
        meeting = session.exec(select(Meeting).where(col(Meeting.title).contains("Working Group"))).one()
        release(session, people.secretariat, Meeting, meeting.id or 0, released=False)

    public, inside = said(visit("kesiapan")), said(visit("kesiapan", people.secretariat))

    assert "Working Group" not in public
    assert "1 rapat yang sudah lewat belum dibuka" in public
    assert "Working Group" in inside
    assert "Periksa dan terbitkan" in inside


def test_the_secretariat_publishes_a_document_and_everybody_finds_it(visit: Visit, people: Cast) -> None:
    at = visit("kesiapan", people.secretariat)
    at.text_input(key="dokumen/judul").set_value("Aturan forum multipihak")
    at.text_input(key="dokumen/tautan").set_value("bukan tautan")
    next(b for b in at.button if b.label == "Terbitkan dokumen").click().run()
    assert at.error
    assert at.text_input(key="dokumen/judul").value == "Aturan forum multipihak"

    at.text_input(key="dokumen/tautan").set_value("https://contoh.go.id/aturan")
    next(b for b in at.button if b.label == "Terbitkan dokumen").click().run()

    assert not at.exception
    assert "diterbitkan" in at.success[0].value
    with database.reading() as session:
        assert [d.title for d in list_documents(session, VISITOR)] == ["Aturan forum multipihak"]
    assert "https://contoh.go.id/aturan" in said(visit("kesiapan"))
    assert "<mark>Aturan</mark>" in said(visit("cari", kata="aturan forum"))


def test_a_proposal_has_a_page_of_its_own(visit: Visit, seeded: Engine) -> None:
    with database.reading() as session:
        proposal = session.exec(select(Proposal).where(col(Proposal.title).contains("disinformasi"))).one()
    at = visit("usulan", id=str(proposal.id))
    assert not at.exception
    assert "disinformasi" in at.title[0].value
    assert "/komitmen?kode=" in said(at)
    assert _("Usulan tidak ditemukan") in visit("usulan", id="99999").title[0].value
