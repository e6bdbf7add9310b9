"""What a form remembers of typing: across clicks, closing, another's change and a restart of the server."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest


def script() -> None:
    """A form of two fields on a row that others change; what the draft says of it is written below."""
    import streamlit as st

    from pages.ui.entry import Draft

    row = st.session_state.setdefault("row", {"said": "Tiga rapat", "why": ""})
    version = st.session_state.setdefault("row_version", 1)
    draft = Draft("coba")
    draft.catch_up(row, version)
    draft.begin(row, version)
    if st.session_state.get("row_open", True):
        st.text_input("said", value=draft.value("said"), key=draft.key("said"))
        st.text_input("why", value=draft.value("why"), key=draft.key("why"))
    st.button("copy", on_click=lambda: draft.overwrite({"why": "Server"}))
    st.json({"changed": draft.changed("said", "why"), "version": draft.version, "key": draft.key("said")})


def opened(**state: Any) -> AppTest:
    at = AppTest.from_function(script)
    for name, value in state.items():
        at.session_state[name] = value
    return at.run()


def said(at: AppTest) -> list[str]:
    return [field.value for field in at.text_input]


def told(at: AppTest) -> Any:
    return json.loads(at.json[0].value)


def test_a_form_starts_with_what_is_stored() -> None:
    at = opened()
    assert said(at) == ["Tiga rapat", ""]
    assert told(at)["changed"] == []


def test_each_field_carries_its_stored_value_with_every_run() -> None:
    at = opened()
    for _run in range(2):
        assert [field.proto.default for field in at.text_input] == ["Tiga rapat", ""]
        at.run()


def test_what_is_typed_stays_through_other_clicks() -> None:
    at = opened()
    at.text_input[1].input("Banjir").run().run()
    assert said(at) == ["Tiga rapat", "Banjir"]
    assert told(at)["changed"] == ["why"]


def test_a_form_that_was_closed_opens_with_what_is_stored() -> None:
    at = opened()
    at.text_input[1].input("Banjir").run()
    at.session_state["row_open"] = False
    at.run()
    at.session_state["row_open"] = True
    assert said(at.run()) == ["Tiga rapat", ""]
    assert told(at)["changed"] == []


def test_values_put_into_a_form_count_as_typed_and_keep_the_rest() -> None:
    at = opened()
    at.text_input[0].input("Empat rapat").run()
    at.button[0].click().run()
    assert said(at) == ["Empat rapat", "Server"]
    assert told(at)["changed"] == ["said", "why"]
    assert said(at.run()) == ["Empat rapat", "Server"]


def test_anothers_change_is_taken_over_where_nobody_typed() -> None:
    at = opened()
    at.session_state["row"], at.session_state["row_version"] = {"said": "Lima rapat", "why": ""}, 2
    at.run()
    assert said(at) == ["Lima rapat", ""]
    assert told(at)["version"] == 2


def test_anothers_change_does_not_replace_typing() -> None:
    at = opened()
    at.text_input[1].input("Banjir").run()
    at.session_state["row"], at.session_state["row_version"] = {"said": "Lima rapat", "why": ""}, 2
    at.run()
    assert said(at) == ["Tiga rapat", "Banjir"]
    assert told(at)["version"] == 1, "so that the save is refused and both are shown"


def test_a_browsers_fields_are_taken_up_by_another_session_only_over_the_same_row() -> None:
    here, restarted = opened(), opened()
    changed = opened(row={"said": "Lima rapat", "why": ""}, row_version=2)
    unguarded = opened(row={"said": "Lima rapat", "why": ""})
    assert told(here)["key"] == told(restarted)["key"]
    assert len({told(at)["key"] for at in (here, changed, unguarded)}) == 3
