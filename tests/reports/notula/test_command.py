"""``python -m reports.notula read``: one JSON object, whatever the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reports.notula.__main__ import main
from tests.reports.notula.conftest import SAMPLES

PROJECT = SAMPLES.parents[2]


def test_a_readable_file_gives_a_draft_and_exit_code_0(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["read", str(SAMPLES / "contoh-3-laporan-notula.md"), "--registry", str(SAMPLES / "registry.json")])
    draft = json.loads(capsys.readouterr().out)
    assert code == 0
    assert draft["outcome"] == "draft"
    assert draft["source"]["file"] == "contoh-3-laporan-notula.md"
    assert draft["links"]["organisations"] == ["bappenas", "pwyp", "medialink"]


def test_without_a_registry_the_links_are_empty(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(SAMPLES / "contoh-3-laporan-notula.md")]) == 0
    draft = json.loads(capsys.readouterr().out)
    assert draft["links"] == {"organisations": [], "commitments": []}
    assert draft["discussion"][0]["speaker"]["organisation"] == "MediaLink"


@pytest.mark.parametrize("name", ["kosong.txt", "tidak-ada.txt"])
def test_an_unusable_file_gives_a_reason_and_exit_code_1(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kosong.txt").write_bytes(b"")
    assert main(["read", str(tmp_path / name)]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer.keys() == {"outcome", "reason", "message"}
    assert answer["outcome"] == "rejected"


def test_a_broken_registry_is_an_error_of_the_caller(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "registry.json").write_text("[]")
    with pytest.raises(SystemExit) as stop:
        main(["read", "x.txt", "--registry", str(tmp_path / "registry.json")])
    assert stop.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_module_runs_as_a_command_from_the_project_folder() -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "reports.notula", "read", str(SAMPLES / "contoh-2-notulensi-tabel.pdf")],
        capture_output=True,
        cwd=PROJECT,
        check=False,
    )
    assert finished.returncode == 0
    assert json.loads(finished.stdout)["meeting_date"] == "2023-01-17"
    assert finished.stderr == b""
