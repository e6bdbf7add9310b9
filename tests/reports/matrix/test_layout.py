"""Where the table is and what its columns mean, layout by layout (matrix.md §2)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.matrix.header import find_headers, is_counting_row
from reports.matrix.page import Page
from reports.matrix.read import read_grid
from reports.matrix.vocabulary import meaning_of
from tests.reports.matrix.sheets import codes, grid, read, said, sheet

FLAT = ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Capaian (%)", "Status")


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("No.", "row_number"),
        ("No. Komitmen", "commitment_number"),
        ("Komitmen RAN OGI", "commitment_title"),
        ("Ukuran Keberhasilan (UK)", "success_measure"),
        ("Penanggung\nJawab", "lead_agencies"),
        ("Penanggung Jawab (K/L)", "lead_agencies"),
        ("Penangung Jawab", "lead_agencies"),
        ("K/L Pendukung", "supporting"),
        ("Organisasi Masyarakat Sipil (OMS)", "csos"),
        ("% Capaian", "percent"),
        ("Capaian\n(%)", "percent"),
        ("Realisasi s.d.", "achievement_text"),
        ("Batas Waktu Penyelesaian", "due_date"),
        ("Bukti Dukung", "evidence"),
        ("Ket.", "notes"),
        ("Apa kendala yang dihadapi?", "obstacles"),
        ("Berapa persen capaian saat ini?", "percent"),
        ("Jelaskan capaian yang telah diraih", "achievement_text"),
        ("What is the public problem that the commitment will address?", None),
        ("Komitmen / Commitment", "commitment_title"),
        ("Status (Selesai / Berjalan / Belum)", "status"),
        ("Milestone activity with a verifiable deliverable", "milestone"),
        ("success_measure", "success_measure"),
        ("Nama Barang", None),
        ("Prioritas", None),
        ("Kegiatan 1", None),
    ],
)
def test_titles_are_recognised_in_both_languages(title: str, field: str | None) -> None:
    meaning = meaning_of(title)
    assert (meaning.field if meaning else None) == field


@pytest.mark.parametrize(
    ("texts", "counts"),
    [
        (["(1)", "(2)", "(3)"], True),
        (["1", "2", "3", "4"], True),
        (["(1)", "(2)", "(3)=(1)/(2)"], True),
        (["a", "b", "c"], True),
        (["10", "20", "30"], False),
        (["1", "2"], False),
    ],
)
def test_column_numbers_are_no_data(texts: list[str], counts: bool) -> None:
    assert is_counting_row(texts) is counts


def test_a_table_may_start_anywhere_below_a_letterhead() -> None:
    blank = [None] * 2
    reading = read(
        [
            [*blank, "KEMENTERIAN PPN/BAPPENAS"],
            [*blank, "Matriks Target Capaian"],
            [*blank, "Semester I Tahun 2023"],
            [],
            [*blank, 1, 2, 3, 4],
            [*blank, "No", "Komitmen", "Rencana Aksi", "Target"],
            [*blank, 1, "A", "r", "t"],
        ],
        ["C1:F1", "C2:F2"],
    )
    assert said(reading, "source_row", "commitment_title", "milestone", "target_year", "period", "lead_agencies") == [
        (7, "A", "r", 2023, "2023-S1", [])
    ]


def test_three_title_rows_are_read_as_a_path() -> None:
    reading = read(
        [
            ["Komitmen", "Indikator", "Capaian Kinerja", None, None, None, "PJ"],
            [None, None, 2021, None, 2022, None, None],
            [None, None, "Target", "Realisasi", "Target", "Realisasi", None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
            ["A", "u", "10", "8", "20", "-", "KPU"],
        ],
        ["C1:F1", "C2:D2", "E2:F2", "A1:A3", "B1:B3", "G1:G3"],
    )
    assert said(reading, "target_year", "target_text", "achievement_text") == [(2021, "10", "8"), (2022, "20", None)]


def test_group_titles_need_no_merge() -> None:
    reading = read(
        [
            ["Komitmen", "Kegiatan", "Pelaksana", None, None, "Waktu Pelaksanaan", None, "Target"],
            [None, None, "Utama", "Pendukung", "OMS", "Mulai", "Selesai", None],
            ["A", "k", "KPU", "Bawaslu", "Perludem", dt.datetime(2022, 1, 3), "TW IV 2022", "t"],  # noqa: DTZ001
        ]
    )
    assert said(reading, "lead_agencies", "supporting", "csos", "start_date", "due_date", "period") == [
        (["KPU"], ["Bawaslu"], ["Perludem"], "2022-01-03", None, "2022-Q4")
    ]


def test_periods_lie_lengthwise_with_the_year_of_the_title() -> None:
    reading = read(
        [
            ["LAPORAN TAHUN 2022"],
            ["Komitmen", "Ukuran Keberhasilan", "Triwulan I", None, "Triwulan II", None],
            [None, None, "Target", "Capaian (%)", "Target", "Capaian (%)"],
            ["A", "u", "t1", 25, "t2", "50%"],
        ],
        ["C2:D2", "E2:F2", "A2:A3", "B2:B3"],
    )
    assert said(reading, "target_year", "period", "target_text", "percent") == [
        (2022, "2022-Q1", "t1", 25),
        (2022, "2022-Q2", "t2", 50),
    ]


@pytest.mark.parametrize("number", ["Komitmen 2. ", "KOMITMEN II: ", "Komitmen 2 – "])
def test_section_rows_name_commitments_under_themes(number: str) -> None:
    reading = read(
        [
            ["No", "Rencana Aksi", "PJ", "Target"],
            ["TEMA A: PENGADAAN"],
            [f"{number}Transparansi pengadaan"],
            [1, "r1", "LKPP", "t1"],
            [],
            [2, "r2", "LKPP", "t2"],
            ["Komitmen 6. Lingkungan"],
            [1, "r3", "KLHK", "t3"],
        ],
        ["A2:D2", "A3:D3", "A7:D7"],
    )
    assert said(reading, "source_row", "commitment_number", "commitment_title", "theme") == [
        (4, "2", "Transparansi pengadaan", "PENGADAAN"),
        (6, "2", "Transparansi pengadaan", "PENGADAAN"),
        (8, "6", "Lingkungan", "PENGADAAN"),
    ]


def test_unlabelled_sections_below_one_another_are_theme_and_commitment() -> None:
    reading = read(
        [
            ["No", "Rencana Aksi", "PJ", "Target"],
            ["A. PEMILU"],
            ["I. Keterbukaan data pemilu"],
            [1, "r1", "KPU", "t1"],
            ["II. Pengawasan"],
            [1, "r2", "Bawaslu", "t2"],
        ],
        ["A2:D2", "A3:D3", "A5:D5"],
    )
    assert said(reading, "commitment_number", "commitment_title", "theme") == [
        ("1", "Keterbukaan data pemilu", "PEMILU"),
        ("2", "Pengawasan", "PEMILU"),
    ]


def test_headings_numbered_in_another_way_are_sections() -> None:
    reading = read(
        [
            ["No", "Komitmen / Rencana Aksi", "PJ", "Target"],
            ["I", "Keterbukaan data pemilu"],
            [1, "r1", "KPU", "t1"],
            ["II", "Pengawasan"],
            [1, "r2", "Bawaslu", "t2"],
        ]
    )
    assert said(reading, "commitment_number", "commitment_title", "milestone") == [
        ("1", "Keterbukaan data pemilu", "r1"),
        ("2", "Pengawasan", "r2"),
    ]


def test_values_go_on_below_the_first_row_of_a_group_but_measures_do_not() -> None:
    reading = read(
        [
            ["No", "Komitmen", "PJ", "OMS", "Ukuran Keberhasilan", "Rencana Aksi", "Target", "Status", "Ket"],
            [1, "A", "KPU", "Perludem", "U1", "r1", "t1", "Selesai", "n1"],
            [None, None, None, None, None, "r2", None, None, None],
            [2, "B", None, None, "U2", "r3", "t3", None, None],
        ]
    )
    names = ("commitment_number", "lead_agencies", "csos", "success_measure", "target_text", "status", "notes")
    assert said(reading, *names) == [
        ("1", ["KPU"], ["Perludem"], "U1", "t1", "Selesai", "n1"),
        ("1", ["KPU"], ["Perludem"], None, None, None, None),
        ("2", [], [], "U2", "t3", None, None),
    ]


def test_a_merged_measure_spans_its_rows_and_a_merged_status_does_not() -> None:
    reading = read(
        [
            ["Komitmen", "Ukuran Keberhasilan", "Kegiatan", "Target", "Status"],
            ["A", "U1", "k1", "t1", "Selesai"],
            [None, None, "k2", None, None],
        ],
        ["A2:A3", "B2:B3", "D2:D3", "E2:E3"],
    )
    assert said(reading, "success_measure", "target_text", "status") == [("U1", "t1", "Selesai"), ("U1", None, None)]


@pytest.mark.parametrize("ditto", ["sda", "s.d.a", "Idem", '"', "”"])
def test_ditto_marks_repeat_the_cell_above(ditto: str) -> None:
    reading = read(
        [
            ["Komitmen", "Rencana Aksi", "PJ", "Tenggat"],
            ["A", "r1", "KPU", "31/12/2022"],
            [ditto, "r2", ditto, ditto],
        ]
    )
    assert said(reading, "commitment_title", "lead_agencies", "due_date")[1] == ("A", ["KPU"], "2022-12-31")


def test_measures_in_one_cell_get_the_targets_numbered_alike() -> None:
    reading = read(
        [
            ["Komitmen", "Ukuran Keberhasilan", "Target 2021", "Target 2022", "Status"],
            ["A", "1. Portal ada\n2. Uji coba", "1. versi 1\n2. 3 daerah", "2. 5 daerah", "1. Selesai\n2. Proses"],
            ["B", "1. P ada 2. Q ada", "satu dokumen", None, "Selesai"],
        ]
    )
    assert said(reading, "source_row", "target_year", "success_measure", "target_text", "status")[:2] == [
        (2, 2021, "Portal ada", "versi 1", "Selesai"),
        (2, 2021, "Uji coba", "3 daerah", "Proses"),
    ]
    assert said(reading, "success_measure", "target_text")[-1] == ("1. P ada 2. Q ada", "satu dokumen")
    assert codes(reading) == []


def test_k_l_and_oms_report_on_one_measure() -> None:
    reading = read(
        [
            ["Komitmen", "Ukuran Keberhasilan", "Status", "Data Dukung"],
            ["A", "(K/L) UK 1 : Tersusun X", "Selesai", "https://contoh.go.id"],
            [None, "(OMS) UK 1 : Terlaksana Y", None, "#"],
        ],
        ["A2:A3"],
    )
    assert said(reading, "reporter", "success_measure", "commitment_title") == [
        ("K/L", "Tersusun X", "A"),
        ("OMS", "Terlaksana Y", "A"),
    ]


def test_a_row_that_only_adds_a_reporter_or_period_keeps_its_measure() -> None:
    reading = read(
        [
            ["Komitmen", "Ukuran Keberhasilan", "Pelapor", "Periode", "Capaian (%)"],
            ["A", "U1", "K/L", "TW I 2022", 50],
            [None, None, "OMS", "TW I 2022", 30],
            [None, None, "K/L", "TW II 2022", 60],
        ]
    )
    assert said(reading, "success_measure", "reporter", "period", "percent") == [
        ("U1", "K/L", "2022-Q1", 50),
        ("U1", "OMS", "2022-Q1", 30),
        ("U1", "K/L", "2022-Q2", 60),
    ]


def test_what_stands_below_a_table_is_no_data() -> None:
    reading = read(
        [
            FLAT,
            [1, "A", "r1", "KPU", "t1", 60, "Selesai"],
            [2, "B", "r2", "KPU", "t2", 80, "Proses"],
            ["Rata-rata", None, None, None, None, 70],
            ["Catatan: data per 30 November 2022"],
            ["Keterangan:", "Hijau = selesai"],
            [None, None, None, None, "Jakarta, 30 November 2022"],
            [None, "Mengetahui,", None, None, "Kepala Biro Perencanaan"],
            [None, None, None, None, "Nama Contoh"],
            [None, None, None, None, "NIP 196700000000000000"],
        ]
    )
    assert said(reading, "source_row") == [(2,), (3,)]


@pytest.mark.parametrize(
    "row",
    [
        ["Halaman 1 dari 3"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        list(FLAT),
        ["Contoh", "Judul komitmen", "Uraian", "Nama K/L", "Target", 50, "Selesai"],
        ["(diisi nomor)", "(diisi judul)", "(diisi kegiatan)", "(diisi K/L)", "(diisi target)", "0-100", "Selesai"],
        ["Jumlah", None, None, None, None, 100],
        [],
    ],
)
def test_what_stands_inside_a_table_is_no_data_either(row: list[Any]) -> None:
    reading = read([FLAT, [1, "A", "r1", "KPU", "t1", 60, "Selesai"], row, [2, "B", "r2", "KPU", "t2", 70, "Selesai"]])
    assert said(reading, "source_row") == [(2,), (4,)]


def test_a_measure_may_begin_like_a_total() -> None:
    reading = read([FLAT, [1, "A", "Jumlah pengaduan yang ditindaklanjuti", "KPU", "200", 60, "Selesai"]])
    assert said(reading, "milestone") == [("Jumlah pengaduan yang ditindaklanjuti",)]


def test_several_tables_on_a_sheet_are_all_read() -> None:
    reading = read(
        [
            ["Tabel 1"],
            FLAT,
            [1, "A", "r1", "KPU", "t1", 60, "Selesai"],
            [],
            ["Tabel 2"],
            ["Commitment", "Milestone", "Lead Agency", "Status"],
            ["X", "m", "LKPP", "Completed"],
        ]
    )
    assert said(reading, "source_row", "commitment_title") == [(3, "A"), (7, "X")]
    assert ("multiple_tables", None) in codes(reading)


def test_sheets_named_after_ministries_and_commitments_say_so() -> None:
    rows = [["Tahun: 2022"], ["Ukuran Keberhasilan", "Target", "Capaian"], ["u", "t", "c"]]
    reading = read_grid(
        grid(
            sheet("KPU", [["Komitmen", "Kegiatan", "Target"], ["A", "k", "t"]]),
            sheet("Komitmen 3", rows),
            sheet("Petunjuk", [FLAT, [1, "contoh", "x", "KPU", "t", 5, "Selesai"]]),
            sheet("Daftar", [["Status"], ["Selesai"], ["Proses"]]),
            sheet("Draf", [FLAT, [1, "Z", "x", "KPU", "t", 5, "Selesai"]], state="hidden"),
        )
    )
    assert said(reading, "source_sheet", "lead_agencies", "commitment_number", "target_year") == [
        ("KPU", ["KPU"], None, None),
        ("Komitmen 3", [], "3", 2022),
    ]


def test_the_form_of_a_commitment_is_read_with_its_steps() -> None:
    reading = read(
        [
            ["FORMULIR KOMITMEN"],
            ["Nomor Komitmen", 4],
            ["Judul Komitmen", "Data energi"],
            ["K/L Penanggung Jawab", "Kementerian ESDM"],
            ["Mitra OMS", "PWYP"],
            [],
            ["Tahapan", "Tanggal Mulai", "Tanggal Selesai", "Status"],
            ["Publikasi", "1 Maret 2023", "31 Desember 2023", "Selesai"],
            [],
            ["Kontak"],
            ["Nama", "Narahubung"],
            ["Telepon", "0800"],
        ]
    )
    names = ("source_row", "commitment_number", "commitment_title", "lead_agencies", "csos", "milestone", "due_date")
    assert said(reading, *names) == [(8, "4", "Data energi", ["Kementerian ESDM"], ["PWYP"], "Publikasi", "2023-12-31")]


def test_a_form_without_steps_is_one_record() -> None:
    reading = read(
        [
            ["Komitmen", "2. Data terbuka"],
            ["Penanggung Jawab", "KPU"],
            ["Target", "1 portal"],
            ["Capaian (%)", "40%"],
            ["Status", "Sedang berjalan"],
        ]
    )
    names = ("commitment_number", "commitment_title", "lead_agencies", "target_text", "percent", "status")
    assert said(reading, *names) == [("2", "Data terbuka", ["KPU"], "1 portal", 40, "Sedang berjalan")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Daftar hadir"], ["No", "Nama", "Instansi", "Jabatan"], [1, "x", "KPU", "staf"]],
        [["Waktu", "Kegiatan", "Penanggung Jawab", "Keterangan"], ["09.00", "Pembukaan", "MC", "-"]],
        [["No", "Kegiatan", "Anggaran", "Realisasi", "%"], [1, "Rapat", 1000000, 500000, 50]],
        [["No", "Tindak Lanjut", "Penanggung Jawab", "Tenggat"], [1, "x", "KPU", "2022"]],
        [["Nama", "Lembaga"], ["Peserta 1", "OMS A"]],
    ],
)
def test_lists_that_are_no_matrix_are_refused_with_their_titles(rows: list[list[Any]]) -> None:
    reading = read(rows)
    assert not reading.accepted
    (problem,) = reading.problems
    assert problem.code == "no_recognisable_header"
    assert str(rows[0][0]) in str(problem.values["headers"]) or str(rows[1][1]) in str(problem.values["headers"])


def test_our_own_hidden_codes_win_over_every_title() -> None:
    rows = [
        ["Judul"],
        ["#row_code", "#commitment_title", "#milestone", "#percent", "#status"],
        ["Kode", "Apa pun", "Target", "Status", "Catatan"],
        ["RAN7-01-1-1", "A", "m", 75, "Selesai"],
    ]
    reading = read_grid(grid(sheet("M", rows, hidden_rows=frozenset({2}))))
    assert said(reading, "row_code", "commitment_title", "milestone", "percent", "status") == [
        ("RAN7-01-1-1", "A", "m", 75, "Selesai")
    ]
    assert codes(reading) == []


@pytest.mark.parametrize(
    ("titles", "fields"),
    [
        (["Komitmen", "Rencana Aksi", "Target"], ["commitment_title", "milestone", "target_text"]),
        (["Rencana Aksi", "Kegiatan", "Target"], ["commitment_title", "milestone", "target_text"]),
        (["Rencana Aksi", "PJ", "Target"], ["milestone", "lead_agencies", "target_text"]),
        (
            ["Komitmen", "Kriteria Keberhasilan", "Ukuran Keberhasilan"],
            ["commitment_title", "success_criterion", "success_measure"],
        ),
        (["Komitmen", "Kriteria Keberhasilan", "Target"], ["commitment_title", "success_measure", "target_text"]),
        (["Komitmen", "Sasaran", "Target"], ["commitment_title", "success_measure", "target_text"]),
        (["Rencana Aksi", "Keluaran", "Target Penyelesaian"], ["milestone", "target_text", "due_date"]),
    ],
)
def test_a_title_means_what_the_others_leave_it(titles: list[str], fields: list[str]) -> None:
    reading = read([titles, ["a", "b", "2022" if titles[-1].startswith("Target P") else "c"]])
    assert [column.field for column in reading.sheets[0].tables[0].columns] == fields


def test_progress_in_numbers_is_a_percentage_and_in_words_an_achievement() -> None:
    numbers = read([["Komitmen", "Kegiatan", "PJ", "Progres"], ["A", "k", "KPU", 40], ["A", "l", "KPU", "50%"]])
    words = read([["Komitmen", "Kegiatan", "PJ", "Progres"], ["A", "k", "KPU", "sudah rapat"]])
    assert said(numbers, "percent", "achievement_text") == [(40, None), (50, None)]
    assert said(words, "percent", "achievement_text") == [(None, "sudah rapat")]


def test_two_columns_on_one_field_are_asked_for() -> None:
    reading = read([[*FLAT, "Status Pelaksanaan"], [1, "A", "r", "KPU", "t", 50, "Selesai", "Proses"]])
    assert codes(reading) == [("ambiguous_header", "G1")]
    assert not reading.accepted


def test_a_persons_mapping_settles_what_was_ambiguous() -> None:
    rows = [[*FLAT, "Status Pelaksanaan"], [1, "A", "r", "KPU", "t", 50, "Selesai", "Proses"]]
    reading = read_grid(grid(sheet("M", rows)), mapping={"M!G": None, "status pelaksanaan": "status"})
    assert said(reading, "status") == [("Proses",)]
    assert reading.accepted


def test_every_header_found_keeps_its_rows() -> None:
    page = Page(sheet("M", [["Judul"], FLAT, [1, "A", "r", "KPU", "t", 5, "Selesai"], [], FLAT, [2, "B"]]))
    assert [header.first_row for header in find_headers(page)] == [2, 5]


# --- a random table, laid out at random, reads back to itself --------------------------------------------------

_LETTERS = "abcdefghijklmnoprstuwy "
_WORDS = st.text(_LETTERS, min_size=6, max_size=30).map(lambda text: f"Uji {' '.join(text.split())}x")
_AGENCIES = st.sampled_from(["KPU", "Kementerian PPN/Bappenas", "ATR/BPN", "LKPP", "Kementerian Hukum dan HAM"])
_TITLES = {
    "commitment_title": ["Komitmen", "Judul Komitmen", "Commitment"],
    "success_measure": ["Ukuran Keberhasilan", "Indikator Keberhasilan", "Success measure"],
    "milestone": ["Rencana Aksi", "Kegiatan", "Milestone"],
    "lead_agencies": ["Penanggung Jawab", "K/L Penanggung Jawab", "Lead agency"],
    "target_text": ["Target", "Target Capaian"],
    "percent": ["Capaian (%)", "% Capaian", "Progress (%)"],
    "status": ["Status", "Status Pelaksanaan"],
    "notes": ["Keterangan", "Ket.", "Notes"],
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[Any]], list[str], list[dict[str, Any]]]:
    """Rows, merges and expected records: commitments with milestones, columns in any order, groups in any style."""
    names = draw(st.permutations(list(_TITLES)))
    titles = {name: draw(st.sampled_from(_TITLES[name])) for name in names}
    groups = draw(st.lists(st.tuples(_WORDS, st.integers(1, 3)), min_size=1, max_size=4, unique_by=lambda one: one[0]))
    style = draw(st.sampled_from(["repeated", "first row", "merged", "sections"]))
    top, left = draw(st.integers(0, 3)), draw(st.integers(0, 2))
    shown = [name for name in names if not (style == "sections" and name == "commitment_title")]
    rows: list[list[Any]] = [["Matriks"] if place == 0 else [] for place in range(top)]
    rows.append([None] * left + [titles[name] for name in shown])
    if draw(st.booleans()):
        rows.append([None] * left + [f"({place})" for place in range(1, len(shown) + 1)])
    merges, expected = [], []
    for number, (title, size) in enumerate(groups, start=1):
        if style == "sections":
            rows.append([None] * left + [f"Komitmen {number}. {title}"])
            merges.append((len(rows), left, left + len(shown) - 1))
        first = len(rows) + 1
        for place in range(size):
            record = {
                "commitment_title": title,
                "success_measure": draw(_WORDS) + str(len(rows)),
                "milestone": draw(_WORDS) + str(len(rows)),
                "lead_agencies": [draw(_AGENCIES)],
                "target_text": draw(st.none() | _WORDS),
                "percent": draw(st.none() | st.integers(1, 100)),
                "status": draw(st.none() | st.sampled_from(["Selesai", "Proses", "Terlambat"])),
                "notes": draw(st.none() | _WORDS),
            }
            expected.append(record)
            values = {**record, "lead_agencies": record["lead_agencies"][0]}
            if style in {"first row", "merged"} and place > 0:
                values["commitment_title"] = None
            rows.append([None] * left + [values[name] for name in shown])
            if draw(st.booleans()):
                rows.append([])
        if style == "merged" and len(rows) > first:
            column = left + shown.index("commitment_title")
            merges.append((first, column, column, len(rows)))  # type: ignore[arg-type]
    areas = [
        f"{_letter(area[1])}{area[0]}:{_letter(area[2])}{area[3] if len(area) > 3 else area[0]}"
        for area in merges
        if area[1] != area[2] or len(area) > 3
    ]
    return rows, areas, expected


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOP"[column]


@settings(max_examples=150, deadline=None)
@given(tables())
def test_a_table_laid_out_at_random_reads_back_to_itself(
    table: tuple[list[list[Any]], list[str], list[dict[str, Any]]],
) -> None:
    rows, merges, expected = table
    reading = read(rows, merges)
    assert said(reading, *_TITLES) == [tuple(record[name] for name in _TITLES) for record in expected]
    assert reading.accepted
