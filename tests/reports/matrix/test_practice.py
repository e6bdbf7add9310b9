"""What a third corpus of forms in use taught the reader, one lesson a test (matrix.md §2 and §3)."""

from __future__ import annotations

from typing import Any

import pytest

from models.rules.naming import KnownNames, split_organisations
from reports.matrix.items import aligned
from reports.matrix.read import read_grid
from tests.reports.matrix.sheets import codes, grid, read, said, sheet


def test_what_stands_under_a_group_of_money_is_no_achievement() -> None:
    reading = read(
        [
            ["Komitmen", "Kegiatan", "Kinerja", None, None, "Anggaran (Rp)", None, None],
            [None, None, "Target", "Realisasi", "%", "Pagu", "Realisasi", "%"],
            ["A", "k", "10 alat", "8 alat", 80, 5_000_000, 4_500_000, 90],
        ],
        ["A1:A2", "B1:B2", "C1:E1", "F1:H1"],
    )
    assert said(reading, "target_text", "achievement_text", "percent") == [("10 alat", "8 alat", 80)]
    assert reading.accepted


def test_ticks_under_quarters_say_when_a_step_is_due() -> None:
    reading = read(
        [
            ["Komitmen", "Kegiatan", "Keluaran", "Waktu Pelaksanaan 2024", None, None],
            [None, None, None, "TW I", "TW II", "TW III"],
            ["A", "k", "1 data", "√", None, None],
            ["A", "l", "1 portal", None, "v", "v"],
        ],
        ["A1:A2", "B1:B2", "C1:C2", "D1:F1"],
    )
    assert said(reading, "milestone", "target_text", "period", "due_date") == [
        ("k", "1 data", "2024-Q1", None),
        ("l", "1 portal", "2024-Q2/2024-Q3", None),
    ]
    assert codes(reading) == []


def test_a_row_of_a_merged_measure_is_data_even_if_it_only_holds_a_remark() -> None:
    reading = read(
        [
            ["Komitmen", "Ukuran Keberhasilan", "Pelapor", "Status", "Catatan"],
            ["A", "U", "K/L", "Selesai", None],
            [None, None, "OMS", None, "Belum ada undangan"],
        ],
        ["A2:A3", "B2:B3"],
    )
    assert said(reading, "reporter", "success_measure", "notes") == [
        ("K/L", "U", None),
        ("OMS", "U", "Belum ada undangan"),
    ]


def test_the_number_of_a_commitment_may_stand_in_a_line_above_its_title() -> None:
    reading = read(
        [
            ["No", "Rencana Aksi", "PJ", "Target"],
            ["KOMITMEN 3"],
            ["Keterbukaan data pemilu"],
            [1, "r1", "KPU", "t1"],
            ["KOMITMEN 4"],
            [1, "r2", "KPU", "t2"],
        ],
        ["A2:D2", "A3:D3", "A5:D5"],
    )
    assert said(reading, "commitment_number", "commitment_title")[0] == ("3", "Keterbukaan data pemilu")
    assert said(reading, "commitment_number", "milestone")[1] == ("4", "r2")


@pytest.mark.parametrize("ditto", ["Idem.", "idem ditto", "sama dengan di atas", '-"-', "-//-", "as above"])
def test_dittos_repeat_measures_too_since_they_say_so(ditto: str) -> None:
    reading = read([["Komitmen", "Ukuran Keberhasilan", "Target"], ["A", "U", "t1"], ["A", ditto, "t2"]])
    assert said(reading, "success_measure", "target_text") == [("U", "t1"), ("U", "t2")]


@pytest.mark.parametrize(
    ("other", "shares"),
    [
        ("1. a\n3. c", {1: "a", 3: "c"}),
        ("2. b", {2: "b"}),
        ("1. a", {1: "a"}),
        ("1. a\nlanjutan\n3. c", {1: "a\nlanjutan", 3: "c"}),
        ("3. c\n1. a", None),
        ("Rapat 1. dan 3.", None),
        ("4. d", None),
    ],
)
def test_numbers_left_out_leave_their_measures_empty(other: str, shares: dict[int, str] | None) -> None:
    assert aligned("1. x\n2. y\n3. z", other) == shares


@pytest.mark.parametrize(
    ("name", "title", "period"),
    [
        ("B06", "Laporan Aksi Tahun 2023", "2023-B06"),
        ("TW II", "Laporan Tahun 2024", "2024-Q2"),
        ("2024", "Laporan Semester I", "2024-S1"),
        ("TW I 2023", "Laporan Tahun 2024", None),
    ],
)
def test_a_sheets_name_and_its_title_make_one_period(name: str, title: str, period: str | None) -> None:
    rows: list[list[Any]] = [[title], [], ["Komitmen", "Kegiatan", "Capaian (%)"], ["A", "k", 50]]
    assert said(read_grid(grid(sheet(name, rows))), "period") == [(period,)]


@pytest.mark.parametrize("capaian", [(0.95, "0%"), "95%"])
def test_beside_a_realisation_capaian_is_its_share_of_the_target(capaian: object) -> None:
    reading = read(
        [["Komitmen", "Indikator", "Target", "Realisasi", "Capaian"], ["A", "i", (1, "0%"), (0.95, "0%"), capaian]]
    )
    assert said(reading, "achievement_text", "percent") == [("95%", 95)]
    assert reading.accepted


@pytest.mark.parametrize(
    "written", ["Kementerian Sosial RI", "Kementerian Sosial Republik Indonesia", "Kementerian Sosial"]
)
def test_a_ministry_is_known_with_and_without_the_republic(written: str) -> None:
    (mention,) = split_organisations(written, KnownNames.of([(7, "Kementerian Sosial", "Kemensos")]))
    assert (mention.as_written, mention.keys) == (written, (7,))


def test_solutions_and_next_steps_are_kept_together() -> None:
    reading = read([["Komitmen", "Kegiatan", "Kendala", "Solusi", "Tindak Lanjut"], ["A", "k", "x", "y", "z"]])
    assert said(reading, "obstacles", "follow_up") == [("x", "y\nz")]
    assert reading.accepted


@pytest.mark.parametrize("turned", [False, True])
def test_a_description_of_the_commitment_is_not_its_title(turned: bool) -> None:
    titles, cells = ["Judul Komitmen", "Deskripsi Komitmen"], ["A", "Tentang A"]
    if turned:
        titles, cells = titles[::-1], cells[::-1]
    reading = read([[*titles, "Indikator"], [*cells, "i"]])
    assert said(reading, "commitment_title", "success_measure") == [("A", "i")]
    assert [code for code, _ in codes(reading)] == ["unknown_column"]


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Tri Wulan IV 2024", "2024-Q4"),
        ("Caturwulan I (B04) 2024", "2024-B04"),
        ("Catur Wulan II 2024", "2024-B08"),
        ("TW II/B06 2024", "2024-Q2"),
    ],
)
def test_parts_of_a_year_in_more_spellings(title: str, period: str) -> None:
    reading = read([["Komitmen", "Kegiatan", title, None], [None, None, "Target", "Capaian"], ["A", "k", "t", "c"]])
    assert said(reading, "period", "target_text", "achievement_text") == [(period, "t", "c")]


def test_a_row_that_explains_the_titles_is_no_data() -> None:
    reading = read(
        [["Komitmen", "Kegiatan", "PJ", "Progres (%)"], [None, None, "(K/L)", "(angka)"], ["A", "k", "KPU", 50]]
    )
    assert said(reading, "source_row", "percent") == [(3, 50)]
    assert reading.accepted


def test_an_objective_gives_way_to_an_indicator() -> None:
    reading = read([["Komitmen", "Sasaran", "Indikator", "Target"], ["A", "s", "i", "t"]])
    assert said(reading, "theme", "success_measure", "target_text") == [("s", "i", "t")]
    assert reading.accepted


@pytest.mark.parametrize("group", ["Status", "Tingkat Penyelesaian", None])
def test_a_tick_under_a_status_word_is_that_status(group: str | None) -> None:
    titles = ["Komitmen", "Kegiatan", "Selesai", "Dalam Proses", "Belum Mulai"]
    head = [["Komitmen", "Kegiatan", group, None, None], [None, None, *titles[2:]]] if group else [titles]
    merges = ["A1:A2", "B1:B2", "C1:E1"] if group else []
    reading = read([*head, ["A", "k", "√", None, None], ["A", "l", "x", "v", "x"], ["A", "m", None, None, "X"]], merges)
    assert said(reading, "milestone", "status") == [("k", "Selesai"), ("l", "Dalam Proses"), ("m", "Belum Mulai")]
    assert reading.accepted


def test_two_ticks_in_a_row_of_states_are_asked_about() -> None:
    reading = read([["Komitmen", "Kegiatan", "Selesai", "Proses"], ["A", "k", "v", "v"], ["A", "l", "v", None]])
    assert said(reading, "milestone", "status") == [("k", None), ("l", "Selesai")]
    assert ("unknown_status", "C2") in codes(reading)


def test_a_ministry_in_a_line_with_a_letter_answers_for_the_commitments_below() -> None:
    reading = read(
        [
            ["No", "Komitmen", "Kegiatan", "Target"],
            ["A. KEMENTERIAN DALAM NEGERI"],
            [1, "K", "k", "t"],
            ["B. KPU"],
            [1, "L", "l", "u"],
        ],
        ["A2:D2", "A4:D4"],
    )
    assert said(reading, "commitment_title", "milestone") == [("K", "k"), ("L", "l")]
    leads = [[mention.as_written for mention in record.lead_agencies] for record in reading.records]
    assert leads == [["KEMENTERIAN DALAM NEGERI"], ["KPU"]]


@pytest.mark.parametrize("titles", [("Capaian menurut K/L", "Capaian menurut OMS"), ("Capaian (K/L)", "Capaian (OMS)")])
def test_titles_that_end_with_whose_report_it_is(titles: tuple[str, str]) -> None:
    reading = read([["Komitmen", "Ukuran Keberhasilan", *titles], ["A", "u", "terbit", "belum terbit"]])
    assert said(reading, "reporter", "achievement_text") == [("K/L", "terbit"), ("OMS", "belum terbit")]


def test_dashes_that_a_program_writes_for_no_title_are_no_titles() -> None:
    reading = read(
        [
            ["-", "Komitmen", "Indikator", "TW I 2024", None],
            ["-", None, None, "Target", "Realisasi"],
            [0, "A", "i", 1, 2],
        ],
        ["D1:E1"],
    )
    assert said(reading, "period", "target_text", "achievement_text") == [("2024-Q1", "1", "2")]


def test_a_table_of_programmes_is_no_matrix_of_commitments() -> None:
    reading = read([["No", "Program", "Kegiatan", "Indikator", "Target", "Realisasi"], [1, "P", "k", "i", "t", "r"]])
    assert "missing_required_value" in [code for code, _ in codes(reading)]


def test_a_part_of_a_year_in_the_titles_takes_its_year_from_the_line_above() -> None:
    rows: list[list[Any]] = [["LAPORAN TAHUN 2024"], [], ["Komitmen", "Indikator", "Target B06"], ["A", "i", "t"]]
    assert said(read(rows), "period", "target_text") == [("2024-B06", "t")]


@pytest.mark.parametrize("grouped", [True, False])
def test_assessments_of_both_sides_are_percentages_states_or_words(grouped: bool) -> None:
    head: list[list[Any]] = [["Komitmen", "Kegiatan", "Penilaian K/L", "Penilaian OMS"]]
    if grouped:
        head = [["Komitmen", "Kegiatan", "Penilaian", None], [None, None, "K/L", "OMS"]]
    for field, ours, theirs in (("percent", 75, 40), ("status", "Selesai", "Proses"), ("achievement_text", "a", "b c")):
        reading = read([*head, ["A", "k", ours, theirs]], ["A1:A2", "B1:B2", "C1:D1"] if grouped else [])
        assert said(reading, "reporter", field) == [("K/L", ours), ("OMS", theirs)]


def test_the_verdict_of_a_verifier_is_no_report() -> None:
    reading = read([["Komitmen", "Kegiatan", "Penilaian"], ["A", "k", "Sesuai"]])
    assert said(reading, "achievement_text", "status") == [(None, None)]


def test_lines_that_only_say_when_begin_their_rows() -> None:
    reading = read(
        [
            ["No", "Komitmen", "Kegiatan", "Target"],
            ["TAHUN 2023"],
            ["Triwulan I"],
            [1, "A", "k", "t"],
            ["Triwulan II"],
            [1, "A", "l", "u"],
            ["TAHUN 2024"],
            [1, "A", "m", "v"],
        ],
        ["A2:D2", "A3:D3", "A5:D5", "A7:D7"],
    )
    assert said(reading, "milestone", "target_year", "period") == [
        ("k", 2023, "2023-Q1"),
        ("l", 2023, "2023-Q2"),
        ("m", 2024, None),
    ]


def test_blocks_of_two_reporters() -> None:
    reading = read(
        [
            ["Komitmen", "Ukuran Keberhasilan", "LAPORAN K/L", None, "LAPORAN OMS", None],
            [None, None, "Capaian", "Status", "Capaian", "Status"],
            ["A", "u", "terbit", "Selesai", "sebagian", "Proses"],
        ],
        ["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    )
    assert said(reading, "reporter", "achievement_text", "status") == [
        ("K/L", "terbit", "Selesai"),
        ("OMS", "sebagian", "Proses"),
    ]


@pytest.mark.parametrize("title", ["Komitmen¹", "Komitmen 1)", "Komitmen²)", "Komitmen*)"])
def test_footnote_signs_behind_a_title_are_not_part_of_it(title: str) -> None:
    assert said(read([[title, "Indikator", "Target"], ["A", "i", "t"]]), "commitment_title") == [("A",)]


@pytest.mark.parametrize("counts", [("I", "II"), ("1", "2"), (1, 2)])
@pytest.mark.parametrize("group", ["Target Triwulan", "Target (Triwulan)", "Target TW"])
def test_counts_below_a_unit_of_time_are_periods(group: str, counts: tuple[Any, ...]) -> None:
    reading = read(
        [["Komitmen", "Indikator", group, None], [None, None, *counts], ["A", "i", "t1", "t2"]],
        ["A1:A2", "B1:B2", "C1:D1"],
    )
    assert said(reading, "period", "target_text") == [("Q1", "t1"), ("Q2", "t2")]


def test_rencana_in_per_cent_is_the_target() -> None:
    reading = read([["Komitmen", "Kegiatan", "Rencana (%)", "Realisasi (%)"], ["A", "k", 50, 40]])
    assert said(reading, "target_text", "percent") == [("50", 40)]


def test_a_wrong_value_among_those_of_several_measures_is_reported() -> None:
    reading = read([["Komitmen", "Ukuran Keberhasilan", "Capaian (%)"], ["A", "a) x\nb) y", "a) 90%\nb) 300%"]])
    assert said(reading, "success_measure", "percent") == [("x", 90), ("y", None)]
    assert codes(reading) == [("percent_out_of_range", "C2")]


def test_a_form_reports_what_is_wrong_in_it() -> None:
    reading = read([["Komitmen", "A"], ["Ukuran Keberhasilan", "u"], ["Target", "t"], ["Capaian (%)", "300%"]])
    assert ("percent_out_of_range", "B4") in codes(reading)


def test_titles_side_by_side_are_no_form() -> None:
    reading = read(
        [["Waktu", "Kegiatan", "Narasumber", "Penanggung Jawab", "Keterangan"], ["09.00", "Sesi", "a", "b", "c"]]
    )
    assert not reading.records


def test_the_title_below_the_number_of_a_commitment_above_the_table() -> None:
    reading = read([["KOMITMEN 3"], ["DATA BANSOS TERBUKA"], [], ["No", "UK", "Target"], [1, "i", "t"]])
    assert said(reading, "commitment_number", "commitment_title") == [("3", "DATA BANSOS TERBUKA")]


def test_rows_that_say_whether_they_hold_targets_or_results() -> None:
    reading = read(
        [
            ["Komitmen", "Ukuran Keberhasilan", "Uraian", "TW I 2024", "TW II 2024"],
            ["A", "u", "Target", 10, 20],
            [None, None, "Realisasi", 8, None],
            [None, None, "%", "80%", None],
        ],
        ["A2:A4", "B2:B4"],
    )
    fields = ("source_row", "period", "target_text", "achievement_text", "percent")
    assert said(reading, *fields) == [
        (2, "2024-Q1", "10", None, None),
        (2, "2024-Q2", "20", None, None),
        (3, "2024-Q1", None, "8", None),
        (4, "2024-Q1", None, None, 80),
    ]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ({"value": "#REF!", "is_error": True}, "error_value_in_cell"),
        ({"value": None, "formula": "=A9"}, "formula_without_value"),
    ],
)
def test_a_title_nobody_can_read_is_reported_where_it_stands_over_data(title: dict[str, Any], code: str) -> None:
    reading = read([["Komitmen", "Kegiatan", "Target", title], ["A", "k", "t", "x"]])
    assert (code, "D1") in codes(reading)
    assert read([["Komitmen", "Kegiatan", "Target", title], ["A", "k", "t"]]).accepted


def test_a_stated_value_nobody_has_calculated_is_reported() -> None:
    rows: list[list[Any]] = [
        ["Komitmen", {"value": None, "formula": "=Sampul!B2"}],
        [],
        ["No", "Kegiatan", "Target", "PJ"],
    ]
    assert ("formula_without_value", "B1") in codes(read([*rows, [1, "k", "t", "KPU"]]))


def test_titles_broken_over_two_rows_are_whole_again() -> None:
    reading = read(
        [
            ["No", "Komitmen", "Ukuran", "Penanggung", "Target", "Data"],
            [None, None, "Keberhasilan", "Jawab", "2024", "Dukung"],
            [1, "A", "u", "KPU", "t", "d"],
        ]
    )
    fields = ("success_measure", "lead_agencies", "target_year", "target_text", "evidence")
    assert said(reading, *fields) == [("u", ["KPU"], 2024, "t", "d")]


def test_rows_without_a_commitment_take_none_from_the_number_of_their_row() -> None:
    reading = read([["No", "Komitmen", "Kegiatan", "Target"], [1, None, "k", "t"], [2, "A", "l", "u"]])
    assert ("missing_required_value", "B2") in codes(reading)


def test_one_title_over_a_number_and_a_title() -> None:
    reading = read([["Komitmen", None, "Indikator", "Target"], [3, "A", "i", "t"]], ["A1:B1"])
    assert said(reading, "commitment_number", "commitment_title") == [("3", "A")]
    assert reading.accepted


def test_the_report_of_one_side_only_is_the_rows() -> None:
    reading = read([["Komitmen", "Indikator", "PJ", "Capaian K/L", "Catatan OMS"], ["A", "i", "KPU", "c", "n"]])
    assert said(reading, "reporter", "achievement_text") == [("K/L", "c"), ("OMS", None)]
    reading = read([["Komitmen", "Indikator", "PJ", "Capaian K/L"], ["A", "i", "KPU", "c"]])
    assert said(reading, "lead_agencies", "reporter", "achievement_text") == [(["KPU"], None, "c")]


def test_what_was_built_may_be_told_in_words() -> None:
    head = [["Komitmen", "Kegiatan", "Realisasi", None], [None, None, "Fisik", "Anggaran"]]
    merges = ["A1:A2", "B1:B2", "C1:D1"]
    assert said(read([*head, ["A", "k", "3 jalan", 5]], merges), "achievement_text", "percent") == [("3 jalan", None)]
    assert said(read([*head, ["A", "k", "60%", 5]], merges), "percent") == [(60,)]


@pytest.mark.parametrize("name", ["2024 - TW II", "TW II - 2024", "TW II_2024", "Matriks (TW II 2024)"])
def test_a_year_and_its_part_in_a_sheets_name(name: str) -> None:
    reading = read([["Komitmen", "Kegiatan", "Capaian (%)"], ["A", "k", 50]], name=name)
    assert said(reading, "period") == [("2024-Q2",)]


def test_several_counted_columns_of_evidence_are_kept_together() -> None:
    reading = read([["Komitmen", "Indikator", "Data Dukung 1", "Data Dukung 2"], ["A", "i", "SK", "Foto"]])
    assert said(reading, "evidence") == [("SK\nFoto",)]
    assert reading.accepted


def test_a_sheet_called_master_is_the_matrix_where_no_other_is() -> None:
    rows: list[list[Any]] = [["Komitmen", "Indikator", "Target"], ["A", "i", "t"]]
    assert said(read(rows, name="MASTER"), "target_text") == [("t",)]
    both = read_grid(
        grid(sheet("Master", [["Komitmen", "Indikator", "Target"], ["B", "j", "u"]]), sheet("Isian", rows))
    )
    assert said(both, "target_text") == [("t",)]


def test_what_a_form_asks_about_the_watched_commitment() -> None:
    reading = read([["Komitmen yang dipantau", "Ukuran keberhasilan", "Capaian"], ["4. Data terbuka", "u", "c"]])
    assert said(reading, "commitment_number", "commitment_title") == [("4", "Data terbuka")]


def test_commitments_in_lines_over_measures_in_one_column() -> None:
    reading = read(
        [
            ["No", "Komitmen / Ukuran Keberhasilan", "PJ", "Target"],
            ["A", "Demokrasi"],
            ["1", "Komitmen 1: Data pemilu"],
            ["a", "API hasil terbit", "KPU", "1 API"],
        ]
    )
    fields = ("source_row", "commitment_number", "commitment_title", "success_measure")
    assert said(reading, *fields) == [(4, "1", "Data pemilu", "API hasil terbit")]


def test_rows_may_say_what_they_hold_in_a_column_without_title() -> None:
    reading = read(
        [["Komitmen", "UK", None, "B04 2024"], ["A", "u", "Target", 10], [None, None, "Realisasi", 9]],
        ["A2:A3", "B2:B3"],
    )
    assert said(reading, "target_text", "achievement_text") == [("10", None), (None, "9")]


def test_the_share_that_was_aimed_at_is_a_target() -> None:
    reading = read([["Komitmen", "Kegiatan", "% Target", "% Realisasi"], ["A", "k", 50, 40]])
    assert said(reading, "target_text", "percent") == [("50", 40)]


def test_a_log_of_users_is_no_matrix() -> None:
    reading = read(
        [["Waktu", "Pengguna", "Instansi", "Aksi", "Hasil"], ["2024-05-01", "a", "KPU", "Masuk", "Berhasil"]]
    )
    assert [code for code, _ in codes(reading)] == ["no_recognisable_header"]


def test_shares_among_amounts_are_targets_like_them() -> None:
    reading = read(
        [["Komitmen", "Indikator", "2023", "2024"], ["A", "i", "70 persen", "80 persen"], ["B", "j", "-", "6 dok"]]
    )
    assert said(reading, "target_year", "target_text") == [(2023, "70 persen"), (2024, "80 persen"), (2024, "6 dok")]
    assert reading.accepted


def test_footnote_signs_and_colours_below_are_no_rows() -> None:
    reading = read(
        [
            ["No", "Komitmen", "Kegiatan", "Target"],
            [1, "A", "k", "t"],
            ["*", "angka sementara"],
            [],
            ["Keterangan warna"],
            ["Hijau", "Selesai"],
            ["Merah", "Terlambat"],
        ]
    )
    assert said(reading, "source_row") == [(2,)]
