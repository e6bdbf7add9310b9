"""More files that must be refused, from the second round."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import bad, fill


@bad("y01_satu_judul_dua_nomor.xlsx", "One title under two commitment numbers", "conflicting_commitment")
def one_title_two_numbers() -> bytes:
    return workbook(
        ("No Komitmen", "Komitmen", "Kegiatan", "PJ", "Target"),
        (1, "Data terbuka", "Portal", "BPS", "1 portal"),
        (2, "Data terbuka", "Kamus", "BPS", "1 kamus"),
        (3, "Data tertutup", "Uji", "BPS", "1 uji"),
    )


@bad(
    "y02_tindak_lanjut_rapat.xlsx",
    "Follow-ups of a meeting",
    "no_recognisable_header",
    or_topics=["missing_required_value"],
)
def follow_ups() -> bytes:
    return workbook(
        ("No", "Agenda", "Tindak Lanjut", "Penanggung Jawab", "Batas Waktu"),
        (1, "Matriks", "Memperbaiki matriks", "Seknas OGI", "30 Juni 2024"),
        (2, "Rapat", "Mengundang CSO", "Bappenas", "1 Juli 2024"),
    )


@bad("y03_daftar_peserta.xlsx", "Participants with the commitment they follow", "no_recognisable_header")
def participants() -> bytes:
    return workbook(
        ("No", "Nama", "Jabatan", "Instansi", "No. HP", "Email", "Tanda Tangan"),
        (1, "Satu", "Analis", "BPS", "0811", "a@b.id", None),
        (2, "Dua", "Analis", "KPU", "0812", "c@d.id", None),
    )


@bad("y04_kolom_capaian_kembar.xlsx", "Capaian and Realisasi, both in words, without a period", "ambiguous_header")
def two_achievements() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Capaian", "Realisasi"),
        (1, "Data terbuka", "Portal", "BPS", "portal terbit", "portal diuji"),
        (2, "Data terbuka", "Kamus", "BPS", "kamus terbit", "kamus disusun"),
    )


@bad(
    "y05_persen_negatif_format.xlsx",
    "A negative percent and one of 5,000 by format",
    "percent_out_of_range",
    error_cells=["Matriks!F2", "Matriks!F3"],
)
def formatted() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(sheet, "A1", HEAD, row(1, percent=-0.1), row(2, percent=50), row(3))
    for place in ("F2", "F3"):
        sheet.worksheet[place].number_format = "0%"
    return book.data()


@bad(
    "y06_tanggal_di_bawah_waktu.xlsx",
    "29 February of a common year under Waktu over Mulai",
    "invalid_date",
    error_cells=["Matriks!E3", "Matriks!F4"],
)
def leap_day() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Waktu", None, "Target"),
        (None, None, None, None, "Mulai", "Selesai"),
        (1, "Data terbuka", "Portal", "BPS", "29 Februari 2023", "31/12/2023", "1 portal"),
        (2, "Data terbuka", "Kamus", "BPS", "1/1/2023", "00/06/2023", "1 kamus"),
    )


@bad("y07_jumlah_saja.xlsx", "Only totals and a legend under the titles", "no_data_rows")
def totals_only() -> bytes:
    return workbook(
        HEAD,
        ("Jumlah", None, None, None, 0, 0),
        ("Rata-rata", None, None, None, None, 0),
        ("Keterangan: Hijau = selesai",),
    )


@bad(
    "y08_status_angka.xlsx",
    "A status that is a number and one that is a sentence",
    "unknown_status",
    error_cells=["Matriks!G2", "Matriks!G3"],
)
def odd_status() -> bytes:
    return workbook(HEAD, row(1, status=3), row(2, status="menunggu arahan pimpinan"), row(3))


BUILDERS: list[Builder] = [
    value
    for value in list(globals().values())
    if getattr(value, "__qualname__", "").endswith("decorate.<locals>.build")
]
