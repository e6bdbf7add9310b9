"""The gate and the frame: who a page takes its reader for, and what that reader may do."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from models.commands import account as commands
from models.database import reading, transaction
from models.rules.access import Actor, may_begin
from models.tables.account import LoginSession
from models.tables.organisation import Organisation
from models.vocabulary import Role, SourceKind
from pages.server import incidents
from pages.ui import site
from tests.conftest import Cast, Configure, OpenPage, sign_in_as


def page_of_its_own() -> None:
    """A page that tells who is here and, on a click, writes as whoever that is."""
    import streamlit as st

    from models.commands.account import NewAccount, create_account
    from models.rules.access import Action
    from models.vocabulary import Role
    from pages.ui.gate import allow_visitors, change, require

    visit = require(Action.MANAGE_ACCOUNTS) if st.query_params.get("pintu") else allow_visitors()
    st.write(f"{visit.actor.role.value}|{visit.actor.name}|{visit.organisation}|{visit.language}|{visit.today}")

    def write() -> None:
        with change("coba") as act:
            create_account(act.session, act.actor, NewAccount("baru@b.id", Role.DIRECTOR), "kuda hijau baterai")
        st.session_state["outcome"] = f"{act.done}|{type(act.error).__name__}"

    st.button("callback", on_click=write)
    st.write(st.session_state.get("outcome", "–"))


def run(user: dict[str, Any]) -> AppTest:
    at = AppTest.from_function(page_of_its_own, default_timeout=30)
    at.user = user
    return at.run()


def told(at: AppTest) -> list[str]:
    return [element.value for element in at.markdown]


def test_a_page_knows_its_reader_as_the_database_does(engine: Engine, cast: Cast) -> None:
    assert told(run(sign_in_as(cast.kpu)))[0] == "agency|Dewi|KPU|id|2024-07-31"


@pytest.mark.parametrize(
    "user",
    [{}, {"role": "administrator"}, *({"session": value} for value in (None, "", "999", "x", "-1", "1 OR 1=1", "²"))],
)
def test_anybody_else_is_a_visitor(sqlite: Engine, cast: Cast, user: dict[str, Any]) -> None:
    assert told(run(user))[0].startswith("visitor|")


def _sign_out(session: Session, cast: Cast) -> None:
    for row in session.exec(select(LoginSession)).all():
        row.revoked_at = row.created_at


def _deactivate(session: Session, cast: Cast) -> None:
    commands.reactivate(session, cast.administrator, cast.kpu.account_id or 0)
    commands.change_role(session, cast.administrator, cast.kpu.account_id or 0, Role.ADMINISTRATOR)
    commands.deactivate(session, cast.administrator, cast.administrator.account_id or 0)


def _demote(session: Session, cast: Cast) -> None:
    commands.change_role(session, cast.administrator, cast.kpu.account_id or 0, Role.ADMINISTRATOR)
    commands.change_role(session, cast.administrator, cast.administrator.account_id or 0, Role.DIRECTOR)


@pytest.mark.parametrize("happening", [_sign_out, _deactivate, _demote])
def test_a_tab_that_stays_open_writes_nothing_any_more(sqlite: Engine, cast: Cast, happening: Any) -> None:
    """Row 3 of security.md §1: the callback runs before the page's own guard."""
    at = run(sign_in_as(cast.administrator))
    assert told(at)[0].startswith("administrator|")
    with transaction(cast.administrator, source=SourceKind.FORM) as session:
        happening(session, cast)
    at.button[0].click().run()
    assert told(at)[0].startswith("visitor|")
    assert told(at)[1] == "False|NotAllowed"
    assert [error.value for error in at.error] == ["Anda tidak berwenang melakukan ini."]


def test_a_change_is_done_whole_and_says_so(engine: Engine, cast: Cast) -> None:
    at = run(sign_in_as(cast.administrator))
    at.button[0].click().run()
    assert told(at)[1] == "True|NoneType"
    at.button[0].click().run()
    assert told(at)[1] == "False|Invalid"
    assert "Sudah ada akun" in at.error[0].value


def test_a_door_stops_the_page_for_all_but_those_it_is_for(sqlite: Engine, cast: Cast) -> None:
    for name, actor in cast.items():
        at = AppTest.from_function(page_of_its_own, default_timeout=30)
        at.user = sign_in_as(actor)
        at.query_params["pintu"] = "1"
        at.run()
        assert bool(told(at)) is (name == "administrator"), name
        assert bool(at.info or at.error) is (name != "administrator"), name


def test_nothing_about_the_sign_in_is_kept_in_the_session_state(
    sqlite: Engine, cast: Cast, open_page: OpenPage
) -> None:
    at = open_page("", cast.administrator)
    kept = repr(at.session_state._state)
    assert not [word for word in ("Sinta", "administrator", "Actor") if word in kept]


# -- the frame ------------------------------------------------------------------------------------------------------


def foot(at: AppTest) -> str:
    return "".join(element.proto.body for element in at.sidebar.get("html"))


def test_the_side_bar_says_who_is_signed_in_and_offers_the_way_out(cast: Cast, open_page: OpenPage) -> None:
    said = foot(open_page("", cast.kpu))
    assert all(part in said for part in ("Dewi", "Narahubung K/L · KPU", 'action="/logout"', "Keluar"))
    visitor = foot(open_page(""))
    assert "/masuk?kembali=" in visitor
    assert "/logout" not in visitor


def test_a_hostile_name_stays_text(cast: Cast, open_page: OpenPage) -> None:
    with transaction(cast.administrator, source=SourceKind.FORM) as session:
        commands.rename(session, cast.administrator, cast.kpu.account_id or 0, "<img src=x onerror=alert(1)> {0}")
    said = foot(open_page("", cast.kpu))
    assert "<img" not in said
    assert "&lt;img" in said


def test_the_language_switch_leads_back(open_page: OpenPage) -> None:
    assert "/bahasa?ke=en&amp;kembali=" in foot(open_page(""))
    assert "/bahasa?ke=id&amp;kembali=" in foot(open_page("", language="en"))


def test_sample_data_is_marked_on_every_page(configure: Configure, open_page: OpenPage) -> None:
    def drawn() -> str:
        return "".join(element.proto.body for element in open_page("").get("html"))

    assert "Data contoh, bukan data resmi." not in drawn()
    configure(TRACKER_DEMO="1")
    assert "Data contoh, bukan data resmi." in drawn()


def test_the_menu_offers_what_the_role_may_begin(sqlite: Engine, cast: Cast) -> None:
    for name, actor in cast.items():
        offered = {page.address for page in site.menu_for(visit_of(actor))}
        expected = {
            page.address
            for page in site.PAGES
            if not page.linked_only
            and (not page.menu_of or actor.role in page.menu_of)
            and (page.action is None or may_begin(actor, page.action))
        }
        assert offered == expected, name


def visit_of(actor: Actor) -> Any:
    import datetime as dt

    from pages.ui.gate import Visit

    return Visit(actor, "id", dt.date(2024, 7, 31))


def test_addresses_are_flat_and_each_is_used_once() -> None:
    addresses = [page.address for page in site.PAGES]
    assert len(set(addresses)) == len(addresses)
    assert not [address for address in addresses if "/" in address]
    assert addresses.count("") == 1


@pytest.mark.parametrize("page", [page for page in site.PAGES if page.action is not None], ids=lambda page: page.file)
def test_a_page_behind_sign_in_stays_closed_for_visitors(page: site.Page, open_page: OpenPage) -> None:
    at = open_page(page.address)
    assert not at.exception
    assert [info.value for info in at.info]
    assert not at.title


def test_an_unexpected_error_in_a_page_gives_a_number(sqlite: Engine) -> None:
    def failing() -> None:
        import streamlit as st

        from pages.server.incidents import on_script_error

        try:
            raise RuntimeError("rahasia")
        except RuntimeError as error:
            st.write(str(on_script_error(error)))

    at = AppTest.from_function(failing, default_timeout=30).run()
    assert "nomor kejadian" in at.error[0].value
    assert "rahasia" not in at.error[0].value
    assert incidents.TEXT.partition("{")[0] in at.error[0].value


def test_being_on_a_page_keeps_the_sign_in_alive(sqlite: Engine, cast: Cast) -> None:
    import datetime as dt

    user = sign_in_as(cast.kpu)
    with transaction(cast.kpu, source=SourceKind.FORM) as session:
        row = session.get_one(LoginSession, int(user["session"]))
        row.last_seen_at -= dt.timedelta(minutes=50)
        before = row.last_seen_at
    run(user)
    with reading() as session:
        assert session.get_one(LoginSession, int(user["session"])).last_seen_at > before
        assert session.exec(select(Organisation)).first() is not None
