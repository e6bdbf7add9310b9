"""The matrix without a browser: stable JSON, honest exit codes, never a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlmodel import select

from models import database
from models.settings import PROJECT_ROOT
from models.tables.exchange import Dispatch
from reports.matrix.__main__ import main
from tests.conftest import Configure
from tests.reports.conftest import KPU_ROW, Desk, edited

Answer = tuple[int, dict[str, Any]]


@pytest.fixture
def run(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command in this process: (exit code, JSON)."""
    assert desk.engine

    def run_(*arguments: object) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert said.err == ""
        return code, json.loads(said.out)

    return run_


def saved(folder: Path, content: bytes, name: str = "matriks.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


# -- export -----------------------------------------------------------------------------------------------------------


def test_export_writes_a_file_and_says_how_large_it_is(run: Any, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "kpu.xlsx"
    code, answer = run("export", "--plan", "RAN-VII", "--organisation", "KPU", "--out", out)
    assert (code, answer) == (0, {"file": "kpu.xlsx", "bytes": out.stat().st_size})
    assert [r.row_code for r in desk.read(out.read_bytes()).records] == [KPU_ROW]


def test_export_takes_several_organisations_a_period_and_a_language(run: Any, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "two.csv"
    code, _answer = run(
        "export", "--plan", "ran-vii", "--organisation", "Perludem", "--organisation", "KOPEL",
        "--period", "2023-B12", "--language", "en", "--out", out,
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert code == 0
    assert {row["Period"] for row in rows} == {"B12 of 2023"} or {"2023" in row["Period"] for row in rows} == {True}
    assert len({row["Row code"] + row["Reporter"] for row in rows}) == len(rows) > 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--plan", "RAN-XX"),
        ("--plan", "RAN-VII", "--organisation", "Antah Berantah"),
        ("--plan", "RAN-VII", "--period", "B06 2031"),
        ("--plan", "RAN-VII", "--as", "siapa@contoh.go.id"),
    ],
)
def test_what_is_not_known_is_named_in_one_sentence(run: Any, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    out = tmp_path / "x.xlsx"
    code, answer = run("export", *arguments, "--out", out)
    assert code == 1
    assert arguments[-1] in answer["message"]
    assert not out.exists()


def test_a_folder_that_is_not_there_is_told(run: Any, tmp_path: Path) -> None:
    code, answer = run("export", "--plan", "RAN-VII", "--out", tmp_path / "tidak" / "ada.xlsx")
    assert (code, answer["error"]) == (1, "FileError")
    code, answer = run("dispatch", "--plan", "RAN-VII", "--organisation", "KPU", "--out", tmp_path / "no" / "x.xlsx")
    assert (code, answer["error"]) == (1, "FileError")


# -- dispatch and import ----------------------------------------------------------------------------------------------


def test_dispatch_import_and_undo_do_the_whole_round(run: Any, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "kirim.xlsx"
    code, sent = run(
        "dispatch", "--plan", "RAN-VII", "--organisation", "KPU", "--period", "2024-B06", "--due", "2024-08-01",
        "--out", out,
    )  # fmt: skip
    assert code == 0
    assert sent["dispatch"].startswith("K-")
    back = saved(tmp_path, edited(out.read_bytes(), {(KPU_ROW, "percent"): 60}), "balik.xlsx")

    code, shown = run("import", back)
    assert (code, shown["id"]) == (0, None)
    assert shown["counts"]["new"] == 1
    assert desk.report() is None

    code, done = run("import", back, "--apply", "--received", "2024-07-15")
    assert code == 0
    assert isinstance(done["id"], int)
    assert set(done) == {"id", "counts", "cells", "problems"}
    assert set(done["counts"]) == {"new", "changed", "unchanged", "conflict", "refused"}
    (cell,) = [cell for cell in done["cells"] if cell["outcome"] == "new"]
    assert cell == {
        "sheet": "Matriks", "cell": cell["cell"], "row_code": KPU_ROW, "column": "percent", "outcome": "new",
        "before": "", "after": "60",
    }  # fmt: skip

    code, again = run("import", back, "--apply")
    assert (code, again["id"], again["counts"]["new"]) == (0, None, 0)

    code, undone = run("undo", done["id"])
    assert (code, undone) == (0, {"id": done["id"], "restored": 1, "kept": []})
    code, refused = run("undo", done["id"])
    assert (code, refused["error"]) == (1, "Invalid")


def test_several_institutions_get_their_drafts_in_one_zip(run: Any, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "kirim.zip"
    code, sent = run(
        "dispatch", "--plan", "RAN-VII", "--organisation", "KPU", "--organisation", "Perludem",
        "--period", "2024-B06", "--columns", "percent, target_text", "--letter-number", "B-12/OGI", "--out", out,
    )  # fmt: skip
    assert code == 0
    assert len(sent["dispatches"]) == 2
    with zipfile.ZipFile(out) as archive:
        assert sorted(name.rpartition(".")[2] for name in archive.namelist()) == ["eml", "eml", "xlsx", "xlsx"]
        kpu = next(name for name in archive.namelist() if "KPU" in name and name.endswith(".xlsx"))
        content = archive.read(kpu)
        assert b"B-12/OGI" in archive.read(next(name for name in archive.namelist() if name.endswith(".eml")))
    # a shared column that was opened can be corrected, one that was not stays locked
    back = saved(tmp_path, edited(content, {(KPU_ROW, "target_text"): "6 data", (KPU_ROW, "milestone"): "Lain"}))
    _code, shown = run("import", back)
    found = {c["column"]: c["outcome"] for c in shown["cells"] if c["outcome"] != "unchanged"}
    assert found == {"target_text": "changed", "milestone": "locked"}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--organisation", "Perludem"), ".zip"),
        (("--columns", "row_code"), "row_code"),
        (("--theme", "Tema yang tidak ada"), "Tidak ada baris"),
    ],
)
def test_a_dispatch_that_cannot_be_made_is_refused_whole(
    run: Any, desk: Desk, tmp_path: Path, more: tuple[str, ...], told: str
) -> None:
    out = tmp_path / "kirim.xlsx"
    code, answer = run("dispatch", "--plan", "RAN-VII", "--organisation", "KPU", *more, "--out", out)
    assert code == 1
    assert told in answer["message"]
    assert not out.exists()
    with database.reading(desk.engine) as session:
        assert session.exec(select(Dispatch)).all() == []


def test_an_undo_names_what_it_left(run: Any, desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40, (KPU_ROW, "obstacles"): "x"}))
    _code, done = run("import", path, "--apply")
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "percent"): 50}))
    code, undone = run("undo", done["id"])
    assert code == 0
    assert undone["kept"] == [{"row_code": KPU_ROW, "column": "percent", "cell": "Matriks!N5"}]
    assert undone["restored"] == 1


def test_a_file_with_any_error_is_never_applied(run: Any, desk: Desk, tmp_path: Path) -> None:
    values = {(KPU_ROW, "percent"): 280, (KPU_ROW, "obstacles"): "Anggaran"}
    code, answer = run("import", saved(tmp_path, edited(desk.export("KPU"), values)), "--apply")
    assert (code, answer["id"]) == (1, None)
    assert [(p["code"], p["severity"], p["cell"]) for p in answer["problems"]] == [
        ("percent_out_of_range", "error", "N5")
    ]
    assert answer["counts"]["new"] == 1
    assert desk.report() is None


def test_a_row_that_must_be_asked_about_stops_the_command_line(run: Any, desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, edited(desk.export("KPU"), {(KPU_ROW, "row_code"): "RAN7-99-1-1", (KPU_ROW, "percent"): 1}))
    code, answer = run("import", path, "--apply")
    assert (code, answer["id"]) == (1, None)
    assert [p["code"] for p in answer["problems"]] == ["unknown_row_code"]


def test_a_warning_does_not_stop_it(run: Any, desk: Desk, tmp_path: Path) -> None:
    code, answer = run("import", saved(tmp_path, edited(desk.export("KPU"), {(KPU_ROW, "percent"): 120})), "--apply")
    assert code == 0
    assert answer["id"] is not None
    assert {p["severity"] for p in answer["problems"]} == {"warning"}


def test_a_conflict_is_left_and_the_rest_is_applied(run: Any, desk: Desk, tmp_path: Path) -> None:
    _code, content = desk.dispatch("KPU", "target_text")
    desk.apply(edited(desk.export("KPU"), {(KPU_ROW, "target_text"): "7 data"}))
    path = saved(tmp_path, edited(content, {(KPU_ROW, "target_text"): "6 data", (KPU_ROW, "percent"): 10}))
    code, answer = run("import", path, "--apply")
    assert (code, answer["counts"]["conflict"], answer["counts"]["new"]) == (0, 1, 1)
    assert desk.milestone().target_text == "7 data"
    assert desk.report().percent == 10  # type: ignore[union-attr]


def test_an_account_imports_with_its_own_rights(run: Any, desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40}))
    code, answer = run("import", path, "--apply", "--as", "bagus@bawaslu.go.id")
    assert (answer["id"], answer["counts"]["refused"]) == (None, 1)
    code, answer = run("import", path, "--apply", "--as", "dewi@kpu.go.id")
    assert code == 0
    assert answer["id"] is not None
    code, answer = run("undo", answer["id"], "--as", "bagus@bawaslu.go.id")
    assert (code, answer["error"]) == (1, "NotAllowed")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--plan", "RAN-VI"), "RAN-VII"),
        (("--plan", "RAN-XX"), "RAN-XX"),
        (("--as", "siapa@contoh.go.id"), "siapa@contoh.go.id"),
        (("--organisation", "Antah Berantah"), "Antah Berantah"),
        (("--period", "B06 2031"), "B06 2031"),
        (("--apply", "--received", "2031-01-01"), "Tanggal terima"),
    ],
)
def test_a_refused_import_keeps_its_shape_and_gives_one_sentence(
    run: Any, desk: Desk, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    path = saved(tmp_path, edited(desk.export("KPU"), {(KPU_ROW, "percent"): 40}))
    code, answer = run("import", path, *arguments)
    assert (code, answer["id"], answer["cells"]) == (1, None, [])
    assert set(answer["counts"].values()) == {0}
    assert said in answer["problems"][0]["message"] == answer["message"]


@pytest.mark.parametrize(
    "content", [b"", b"bukan buku kerja", b"PK\x03\x04 rusak", b"\xd0\xcf\x11\xe0" + b"\0" * 600], ids=str
)
def test_a_file_that_cannot_be_read_is_refused_by_name(run: Any, tmp_path: Path, content: bytes) -> None:
    for command in (("import",), ("read",)):
        code, answer = run(*command, saved(tmp_path, content))
        assert code == 1
        assert answer["problems"][0]["severity"] == "error"
        assert answer["problems"][0]["message"]


def test_a_file_or_folder_that_is_not_there_is_refused(run: Any, tmp_path: Path) -> None:
    for path in (tmp_path / "tidak_ada.xlsx", tmp_path):
        for command in ("import", "read"):
            code, answer = run(command, path)
            assert code == 1
            assert answer["problems"]


def test_an_empty_workbook_and_one_without_a_plan_are_refused(run: Any, tmp_path: Path) -> None:
    stream = io.BytesIO()
    Workbook().save(stream)
    code, answer = run("import", saved(tmp_path, stream.getvalue()))
    assert (code, answer["problems"][0]["code"]) == (1, "empty_workbook")


@pytest.mark.parametrize(
    "arguments",
    [
        [], ["import"], ["undo", "x"], ["export", "--plan", "RAN-VII"], ["dispatch", "--plan", "RAN-VII", "--out", "x"],
        ["import", "x.xlsx", "--received", "31-31-2024"], ["tiup"],
    ],
)  # fmt: skip
def test_a_wrong_call_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_undo_of_an_unknown_number(run: Any) -> None:
    code, answer = run("undo", 4711)
    assert (code, answer["error"]) == (1, "NotFound")
    assert answer["message"]


# -- databases that are not there --------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["import", "export", "undo"])
def test_a_database_that_cannot_be_reached_or_read_is_one_sentence(
    configure: Configure, capsys: pytest.CaptureFixture[str], tmp_path: Path, desk: Desk, command: str
) -> None:
    path = saved(tmp_path, desk.export("KPU"))
    arguments = {
        "import": ["import", str(path)],
        "export": ["export", "--plan", "RAN-VII", "--out", str(tmp_path / "x.xlsx")],
        "undo": ["undo", "1"],
    }[command]
    damaged = tmp_path / "rusak.db"
    damaged.write_bytes(b"SQLite format 3\0" + b"rusak" * 2000)
    urls = [
        "mysql://x/y",
        f"sqlite:///{damaged}",
        "postgresql+psycopg://x:y@127.0.0.1:1/tidak",
        f"sqlite:///{tmp_path / 'baru.db'}",
    ]
    for url in urls:
        configure(DATABASE_URL=url)
        database.engine.cache_clear()
        assert main(arguments) == 1
        answer = json.loads(capsys.readouterr().out)
        assert answer["message"]
        if command == "import":
            assert answer["id"] is None
    database.engine.cache_clear()


# -- as processes -----------------------------------------------------------------------------------------------------


def process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reports.matrix", *map(str, arguments)],
        cwd=PROJECT_ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, **environment},
    )


def test_as_a_real_process_it_answers_in_json_whatever_the_terminal_can_show(desk: Desk, tmp_path: Path) -> None:
    path = saved(
        tmp_path, edited(desk.export("KPU"), {(KPU_ROW, "achievement_text"): "“Terbit” – 😀"}), "isian kpu.xlsx"
    )
    done = process("import", path, "--apply", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["id"] is not None
    assert desk.report().achievement == "“Terbit” – 😀"  # type: ignore[union-attr]
