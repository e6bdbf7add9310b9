"""Preparing matrices in the browser: from choosing recipients to the files and the register."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from models import database
from models.clock import today
from models.problems import NotAllowed
from models.queries.exchange import RegisterEntry, dispatch_register
from models.queries.matrix import MatrixData, matrix_data
from models.queries.plans import find_plan
from models.rules.access import SYSTEM, Actor
from models.rules.dispatching import Awaited
from models.vocabulary import SourceKind
from pages.server.downloads import DOWNLOADS, Asked, File
from reports.matrix.dispatch_book import Order, Scope, send
from tests.conftest import Cast
from tests.pages.conftest import Visit

RECIPIENTS = "recipients_RAN-VII"


def words(at: AppTest) -> str:
    """Everything the page says."""
    parts = [str(element.value) for kind in (at.title, at.error, at.success, at.info, at.subheader) for element in kind]
    return " ".join([*parts, *(html.body for html in at.get("html"))])


def data(on: Engine) -> MatrixData:
    with database.reading(on) as session:
        return matrix_data(session, SYSTEM, find_plan(session, SYSTEM, "RAN-VII"))


def ids(on: Engine, *names: str) -> list[int]:
    known = {o.short: o.id for o in data(on).organisations.values()}
    return [known[name] for name in names]


def register(on: Engine) -> list[RegisterEntry]:
    with database.reading(on) as session:
        return list(dispatch_register(session, SYSTEM, today()))


def prepared(on: Engine, *names: str, due_on: dt.date | None = None) -> tuple[str, ...]:
    """Matrices that are out already."""
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=on) as session:
        plan = data(on)
        return send(session, SYSTEM, plan, Order(tuple(ids(on, *names)), plan.periods[2].id, due_on=due_on))


def made(on: Engine, actor: Actor, address: str, *codes: str) -> File:
    with database.reading(on) as session:
        return DOWNLOADS[address](Asked(session, actor, "id", today(), {"kode": list(codes)}))


def test_matrices_are_prepared_and_downloaded(visit: Visit, people: Cast, seeded: Engine) -> None:
    at = visit("kirim", people.secretariat)
    assert not at.exception
    assert "Belum ada matriks yang disiapkan." in words(at)
    assert not [button for button in at.button if button.key == "prepare"]
    at.multiselect(key=RECIPIENTS).set_value(ids(seeded, "KPU", "LKPP", "Perludem")).run()
    said = words(at)
    assert "Komisi Pemilihan Umum" in said
    assert "diisi saat mengirim" in said
    at.text_input(key="letter_number").set_value("B-7/OGI").run()
    assert at.button(key="prepare").label == "Siapkan 3 matriks"
    at.button(key="prepare").click().run()
    assert not at.exception
    entries = register(seeded)
    assert {(e.record.organisation, e.rows, e.letter_number) for e in entries} == {
        ("KPU", 1, "B-7/OGI"),
        ("LKPP", 7, "B-7/OGI"),
        ("Perludem", 1, "B-7/OGI"),
    }
    assert {e.period for e in entries} == {"B06 Tahun 2024"}
    assert at.success[0].value.startswith("3 matriks disiapkan")
    for entry in entries:
        assert f"kode={entry.record.code}" in words(at)
    content = made(seeded, people.secretariat, "matriks-kirim.zip", *(e.record.code for e in entries)).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len([name for name in archive.namelist() if name.endswith(".eml")]) == 3
    at.button(key="another").click().run()
    assert at.multiselect(key=RECIPIENTS)


def test_whole_groups_are_taken_by_one_click(visit: Visit, people: Cast, seeded: Engine) -> None:
    at = visit("kirim", people.secretariat)
    agencies = at.button(key="take_agencies").click().run().multiselect(key=RECIPIENTS).value
    csos = at.button(key="take_csos").click().run().multiselect(key=RECIPIENTS).value
    silent = at.button(key="take_silent").click().run().multiselect(key=RECIPIENTS).value
    assert len(agencies) > 10
    assert not set(agencies) & set(csos)
    assert set(ids(seeded, "KPU")) < set(silent)
    assert at.button(key="take_none").click().run().multiselect(key=RECIPIENTS).value == []


def test_who_would_get_nothing_is_left_out(visit: Visit, people: Cast, seeded: Engine) -> None:
    at = visit("kirim", people.secretariat)
    at.multiselect(key=RECIPIENTS).set_value(ids(seeded, "KPU", "LKPP")).run()
    at.button_group(key="columns").set_value([]).run()
    assert at.button(key="prepare").disabled
    at.button_group(key="columns").set_value(["percent"]).run()
    at.button_group(key="shared_columns").set_value(["due_date"]).run()
    at.button(key="prepare").click().run()
    assert {e.record.editable_columns for e in register(seeded)} == {("due_date", "percent")}


def test_one_theme_or_all_rows_can_go_out(visit: Visit, people: Cast, seeded: Engine) -> None:
    at = visit("kirim", people.secretariat)
    at.multiselect(key=RECIPIENTS).set_value(ids(seeded, "KPU")).run()
    at.button_group(key="scope").set_value(Scope.THEME).run()
    at.selectbox(key="theme_RAN-VII").select("Elections").run()
    at.button(key="prepare").click().run()
    at.button(key="another").click().run()
    at.multiselect(key=RECIPIENTS).set_value(ids(seeded, "KPU")).run()
    at.button_group(key="scope").set_value(Scope.ALL).run()
    at.button(key="prepare").click().run()
    everything, elections = register(seeded)
    milestones = data(seeded).milestones
    assert everything.rows == len(milestones)
    assert elections.rows == sum(1 for m in milestones if "Elections" in m.commitment.theme) > 1


def test_the_silent_ones_are_reminded_and_closed(visit: Visit, people: Cast, seeded: Engine) -> None:
    late, _waiting = prepared(seeded, "KPU", "LKPP", due_on=dt.date(2024, 7, 28))
    (later,) = prepared(seeded, "Perludem", due_on=dt.date(2024, 8, 28))
    at = visit("kirim", people.secretariat)
    said = words(at)
    assert "3 matriks belum kembali, 2 di antaranya lewat batas waktu" in said
    assert "lewat 3 hari" in said
    assert "Ingatkan 3 yang belum kembali" in said
    assert said.index("lewat 3 hari") < said.index("Perludem</strong>")
    content = made(seeded, people.secretariat, "pengingat.zip", late, later).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sum(name.endswith(".eml") for name in archive.namelist()) == 2
    at.button(key=f"close_{late}").click().run()
    assert not at.exception
    assert {e.record.code: e.standing for e in register(seeded)}[late] is Awaited.CLOSED
    assert "Ingatkan 2 yang belum kembali" in words(at)


def test_the_register_is_filtered_by_its_address(visit: Visit, people: Cast, seeded: Engine) -> None:
    prepared(seeded, "KPU", due_on=dt.date(2024, 7, 28))
    prepared(seeded, "LKPP")
    at = visit("kirim", people.secretariat, keadaan="lewat")
    assert "KPU</strong>" in words(at)
    assert "LKPP</strong>" not in words(at)
    at = visit("kirim", people.secretariat, instansi="LKPP")
    assert "KPU</strong>" not in words(at)
    at = visit("kirim", people.secretariat, keadaan="kembali")
    assert "Tidak ada matriks untuk pilihan ini." in words(at)
    at = visit("kirim", people.secretariat, keadaan="<script>", instansi="' OR 1=1")
    assert not at.exception


def test_a_replaced_matrix_says_by_which(visit: Visit, people: Cast, seeded: Engine) -> None:
    (old,) = prepared(seeded, "KPU")
    at = visit("kirim", people.secretariat)
    at.multiselect(key=RECIPIENTS).set_value(ids(seeded, "KPU")).run()
    assert f"<td>{old}</td>" in words(at)
    (new,) = prepared(seeded, "KPU")
    assert f"digantikan {new}" in words(at.run())


@pytest.mark.parametrize("plan", ["RAN-VIII", "RAN-VI", "RAN-IV", "RAN-I"])
def test_a_plan_without_periods_or_commitments_opens_too(visit: Visit, people: Cast, plan: str) -> None:
    at = visit("kirim", people.secretariat, rencana=plan)
    assert not at.exception
    assert at.title


def test_hostile_letters_stay_text(visit: Visit, people: Cast, seeded: Engine) -> None:
    at = visit("kirim", people.secretariat)
    at.multiselect(key=RECIPIENTS).set_value(ids(seeded, "KPU")).run()
    at.text_input(key="letter_number").set_value("<img src=http://a.b/c>\nBcc: a@b.id").run()
    at.button(key="prepare").click().run()
    at.button(key="another").click().run()
    assert not at.exception
    assert "<img" not in words(at)


@pytest.mark.parametrize("who", ["director", "kpu", "perludem", "visitor"])
def test_others_find_neither_page_nor_files(visit: Visit, people: Cast, seeded: Engine, who: str) -> None:
    (code,) = prepared(seeded, "KPU")
    actor = getattr(people, who)
    at = visit("kirim", actor)
    assert not at.title
    assert code not in words(at)
    addresses = {"matriks-kirim.zip", "pengingat.zip", "matriks-kirim.xlsx"}
    if who == "kpu":  # its own matrix, once more
        addresses.remove("matriks-kirim.xlsx")
        assert made(seeded, actor, "matriks-kirim.xlsx", code).content.startswith(b"PK")
    for address in addresses:
        with pytest.raises(NotAllowed):
            made(seeded, actor, address, code)


def test_one_workbook_can_be_fetched_again(people: Cast, seeded: Engine) -> None:
    (code,) = prepared(seeded, "KPU")
    file = made(seeded, people.secretariat, "matriks-kirim.xlsx", code)
    assert file.name == f"matriks-RAN-VII-KPU-B06-2024-{code}.xlsx"
    assert file.content == made(seeded, people.administrator, "matriks-kirim.xlsx", code).content
