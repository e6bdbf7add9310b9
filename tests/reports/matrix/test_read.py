"""Whole files: the samples, real workbooks with their hazards, and problems that name every cell at once."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from models.rules.naming import KnownNames, NameEntry
from reports.matrix.__main__ import main
from reports.matrix.read import read_grid, read_matrix, reading_as_json
from tests.reports.matrix.sheets import codes, grid, read, said, sheet, workbook

SAMPLES = Path(__file__).parents[2] / "data" / "matrix"
HEAD = ["No", "Komitmen", "Rencana Aksi", "PJ", "Target", "Capaian (%)", "Status", "Tenggat"]


def a_row(number: int, **other: Any) -> list[Any]:
    values = {
        "title": f"Komitmen {number} yang terbuka",
        "step": f"Langkah {number}",
        "lead": "KPU",
        "target": "1 dokumen",
        "percent": 50,
        "status": "Berjalan",
        "due": "31/12/2022",
    } | other
    return [number, *values.values()]


def _short(names: list[str], aliases: dict[str, list[str]]) -> set[str]:
    short = {name.casefold(): key for key, spellings in aliases.items() for name in spellings}
    return {short.get(name.casefold(), name) for name in names}


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("*.xlsx")), ids=lambda file: file.stem)
def test_the_samples_read_as_expected(file: Path) -> None:
    expected = json.loads(file.with_name(f"{file.name}.expect.json").read_text(encoding="utf-8"))
    answer = reading_as_json(read_matrix(file.read_bytes(), file.name))
    if expected["kind"] == "bad":
        found = {problem["code"] for problem in answer["problems"]}
        places = {f"{problem['sheet']}!{problem['cell']}" for problem in answer["problems"]}
        assert not answer["accepted"]
        assert {expected["expected_error_topic"], *expected.get("other_topics", [])} <= found
        assert set(expected.get("error_cells", [])) <= places
        return
    assert answer["accepted"], answer["problems"]
    assert len(answer["records"]) == expected["expected_count"]
    aliases = {"YAPPIKA": ["YAPPIKA-ActionAid"]}
    for wanted, record in zip(expected["expected"], answer["records"], strict=True):
        for name, value in wanted.items():
            if name in {"lead_agencies", "supporting", "csos"}:
                assert _short(record[name], aliases) == _short(value, aliases)
            elif value != "any":
                assert record[name] == value, (wanted["source_row"], name)
    whole = json.dumps(answer["records"], ensure_ascii=False)
    assert not [text for text in expected.get("must_not_import", []) if text in whole]


def test_every_value_knows_its_cell_and_its_text() -> None:
    record = read([HEAD, a_row(1, percent=(0.5, "0%"), due="s.d. 30 Juni 2022")]).records[0]
    assert record.cells["percent"] == "F2"
    assert record.as_written["percent"] == "50%"
    assert record.cells["due_date"] == "H2"
    assert record.as_written["due_date"] == "s.d. 30 Juni 2022"
    assert (record.percent, record.due_date) == (50, dt.date(2022, 6, 30))


def test_all_problems_come_at_once_with_their_cells() -> None:
    reading = read(
        [
            HEAD,
            a_row(1, percent=280),
            a_row(2, percent="seratus lima"),
            a_row(3, status="beres gan"),
            a_row(4, due="31 Februari 2022"),
            a_row(5, percent=0.5),
            a_row(6, percent=">50%"),
            a_row(7, percent=120),
        ]
    )
    assert codes(reading) == [
        ("percent_out_of_range", "F2"),
        ("invalid_percent", "F3"),
        ("unknown_status", "G4"),
        ("invalid_date", "H5"),
        ("ambiguous_percent", "F6"),
        ("qualified_value", "F7"),
        ("percent_above_100", "F8"),
    ]
    assert not reading.accepted
    assert len(reading.records) == 7


def test_warnings_do_not_refuse_a_file() -> None:
    reading = read([HEAD, a_row(1, percent=">50%"), a_row(2, percent=120)])
    assert reading.accepted
    assert said(reading, "percent") == [(None,), (120,)]


def test_equal_problems_below_one_another_are_one_over_their_range() -> None:
    reading = read([HEAD, *(a_row(number, status="beres gan") for number in range(1, 5)), a_row(5, status="ok")])
    assert codes(reading) == [("unknown_status", "G2:G5"), ("unknown_status", "G6")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([a_row(1), a_row(1)], [("duplicate_rows", "B3")]),
        ([a_row(1, title="Satu hal"), a_row(1, title="Hal lain", step="x")], []),
        (
            [a_row(1, title="Satu hal"), a_row(1, title="Satu hal", step="x"), a_row(1, title="Hal lain", step="y")],
            [("conflicting_commitment", "B4")],
        ),
        (
            [a_row(1), a_row(1, step="x"), [None, None, "Langkah lain", "KPU", "t"], a_row(2)],
            [("missing_required_value", "B4")],
        ),
        ([a_row(1), a_row(2, step=None)], [("missing_required_value", "C3")]),
    ],
)
def test_rows_must_say_what_they_are_about_once(rows: list[list[Any]], expected: list[tuple[str, str]]) -> None:
    assert codes(read([HEAD, *rows])) == expected


def test_another_year_or_reporter_is_no_duplicate() -> None:
    head = ["Komitmen", "Ukuran Keberhasilan", "Tahun", "Pelapor", "Status"]
    rows = [["A", "u", 2021, "K/L", "Selesai"], ["A", "u", 2022, "K/L", "Selesai"], ["A", "u", 2022, "OMS", "Selesai"]]
    assert read([head, *rows]).accepted


@pytest.mark.parametrize(
    ("numbers", "read_as"),
    [
        ([1, 1, 2, 3], ["1", "1", "2", "3"]),
        ([1, 2, 3, 4], [None, None, None, None]),
        ([3, 3, 5, 9], ["3", "3", "5", "9"]),
        (["K1", "K1", "K2", "K3"], ["1", "1", "2", "3"]),
        (["III", "III", "IV", "V"], ["3", "3", "4", "5"]),
    ],
)
def test_a_plain_no_is_the_commitments_number_only_where_it_goes_with_the_titles(
    numbers: list[Any], read_as: list[str | None]
) -> None:
    titles = ["Hal satu", "Hal satu", "Hal dua", "Hal tiga"]
    rows = [[number, title, f"r{place}"] for place, (number, title) in enumerate(zip(numbers, titles, strict=True))]
    assert said(read([["No", "Komitmen", "Rencana Aksi"], *rows]), "commitment_number") == [(one,) for one in read_as]


def test_numbers_that_begin_again_on_each_sheet_count_rows() -> None:
    head = ["No", "Komitmen", "Rencana Aksi"]
    reading = read_grid(grid(sheet("A", [head, [1, "Hal satu", "r"]]), sheet("B", [head, [1, "Hal dua", "s"]])))
    assert reading.accepted
    assert said(reading, "commitment_number") == [(None,), (None,)]


def test_errors_and_formulas_without_result_are_named_and_never_zero() -> None:
    reading = read(
        [
            [*HEAD, "Bantu"],
            [*a_row(1, percent={"value": "#REF!", "is_error": True}), {"value": "#N/A", "is_error": True}],
            a_row(2, percent={"value": None, "formula": "=F2*2"}),
            a_row(3, percent={"value": 0.5, "number_format": "0%", "formula": "=1/2"}),
        ]
    )
    assert codes(reading) == [
        ("unknown_column", "I1"),
        ("error_value_in_cell", "F2"),
        ("formula_without_value", "F3"),
    ]
    assert said(reading, "percent") == [(None,), (None,), (50,)]


def test_hidden_rows_are_read_and_told() -> None:
    page = sheet("M", [HEAD, a_row(1), a_row(2), a_row(3)], hidden_rows=frozenset({3}))
    reading = read_grid(grid(page))
    assert len(reading.records) == 3
    assert codes(reading) == [("hidden_rows", "3:3")]


def test_columns_nobody_knows_are_named_and_never_stored() -> None:
    reading = read([[*HEAD, "No HP", "Prioritas", "Kosong"], [*a_row(1), "0812", "tinggi", None]])
    assert codes(reading) == [("unknown_column", "I1"), ("unknown_column", "J1")]
    assert "0812" not in json.dumps(reading_as_json(reading)["records"])


def test_unknown_and_ambiguous_organisations_are_told_and_kept() -> None:
    known = KnownNames.of(
        [
            NameEntry(1, "Komisi Pemilihan Umum", "KPU"),
            NameEntry(2, "Transparency International Indonesia", "TII"),
            NameEntry(3, "The Indonesian Institute", "TII"),
        ]
    )
    reading = read([HEAD, a_row(1, lead="KPU; TII; Komisi Pemiliham Umum")], known=known)
    assert codes(reading) == [("ambiguous_organisation", "D2"), ("unknown_organisation", "D2")]
    assert reading.accepted
    assert [mention.keys for mention in reading.records[0].lead_agencies] == [(1,), (2, 3), ()]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "empty_workbook"),
        ([HEAD], "no_data_rows"),
        ([HEAD, ["(1)", "(2)", "(3)"], ["Jumlah", None, None, 0]], "no_data_rows"),
    ],
)
def test_a_file_without_data_says_so(rows: list[list[Any]], code: str) -> None:
    reading = read(rows)
    assert [problem.code for problem in reading.problems] == [code]
    assert not reading.accepted


def test_an_achievement_without_period_is_asked_for_once() -> None:
    reading = read([HEAD, a_row(1), a_row(2)])
    assert codes(reading, without=()) == [("missing_period", "F1")]


def test_a_period_stated_above_the_table_holds_for_its_rows() -> None:
    reading = read([["Tahun", 2022], ["Periode:", "TW II"], [], HEAD, a_row(1, due="TW IV 2022")])
    assert said(reading, "target_year", "period") == [(2022, "2022-Q2")]
    assert reading.records[0].due_period == "2022-Q4"
    assert reading.problems == ()


def test_a_real_workbook_keeps_narrative_that_looks_like_a_formula() -> None:
    def as_text(page: Worksheet) -> None:
        for cell in page["E"]:
            cell.data_type = "s"

    texts = ["=1+1", "+62 nomor", "-butir satu\n-butir dua", "@akun"]
    data = workbook([HEAD, *(a_row(number, target=text) for number, text in enumerate(texts, 1))], adjust=as_text)
    reading = read_matrix(data, "uji.xlsx")
    assert said(reading, "target_text") == [(text,) for text in texts]
    assert reading.accepted


def test_a_real_workbook_with_merges_formats_and_dates_reads_like_its_grid() -> None:
    due = dt.datetime(2022, 12, 31)  # noqa: DTZ001 - a workbook knows no time zone
    rows = [HEAD, a_row(1, percent=(0.5, "0%"), due=(due, "dd/mm/yyyy")), [None, None, "Langkah lagi"]]
    reading = read_matrix(workbook(rows, ["A2:A3", "B2:B3", "D2:D3"]), "uji.xlsx")
    assert said(reading, "commitment_number", "milestone", "lead_agencies", "percent", "due_date") == [
        ("1", "Langkah 1", ["KPU"], 50, "2022-12-31"),
        ("1", "Langkah lagi", ["KPU"], None, None),
    ]
    assert len(reading.sha256) == 64
    assert reading.sheets[0].tables[0].area == "A1:H3"


def test_the_fingerprint_follows_the_titles_and_not_the_rows() -> None:
    one, other = read([HEAD, a_row(1)]), read([HEAD, a_row(2), a_row(3)])
    renamed = read([[*HEAD[:-1], "Batas waktu"], a_row(1)])
    assert one.fingerprint == other.fingerprint != renamed.fingerprint


def test_the_command_line_prints_json_and_says_by_its_exit_code_whether_it_was_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "baik.xlsx", tmp_path / "buruk.xlsx"
    good.write_bytes(workbook([HEAD, a_row(1)]))
    bad.write_bytes(b"bukan buku kerja")
    for path, code in ((good, 0), (bad, 1), (tmp_path, 1), (tmp_path / "tidak-ada.xlsx", 1)):
        assert main(["read", str(path)]) == code
        answer = json.loads(capsys.readouterr().out)
        assert set(answer) == {"file", "accepted", "records", "problems"}
        assert answer["accepted"] is (code == 0)
        assert bool(answer["problems"]) is (code == 1) or answer["accepted"]


def test_the_command_line_runs_as_a_module() -> None:
    file = SAMPLES / "contoh_05_persen_dan_tanggal.xlsx"
    done = subprocess.run(
        [sys.executable, "-m", "reports.matrix", "read", str(file)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0
    assert done.stderr == ""
    assert "Penguatan ekosistem" in done.stdout


_CELLS = (
    st.none()
    | st.text(max_size=20)
    | st.integers(-5, 3000)
    | st.floats()
    | st.booleans()
    | st.sampled_from(
        [
            *HEAD,
            "Ukuran Keberhasilan",
            "2022",
            "TW I",
            "B06",
            "Selesai",
            "1. a\n2. b",
            "Komitmen 2. X",
            "Total",
            "sda",
            "KPU",
            "50%",
        ]
    )
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.lists(_CELLS, max_size=9), max_size=12),
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(0, 3), st.integers(0, 5)), max_size=3),
)
def test_no_sheet_however_odd_makes_the_reader_fail(rows: list[list[Any]], merges: list[tuple[int, ...]]) -> None:
    areas = [f"{'ABCDEFGHIJKLMNO'[c - 1]}{r}:{'ABCDEFGHIJKLMNO'[c - 1 + w]}{r + h}" for r, c, h, w in merges]
    reading = read([HEAD, *rows], areas)
    json.dumps(reading_as_json(reading))
    for record in reading.records:
        assert record.percent is None or 0 <= record.percent <= 200
