"""Fourth round: what must be refused wherever it stands in a workbook (matrix.md, section 5; security.md)."""

from __future__ import annotations

import io

import xlsxwriter

from tests.reports.matrix.corpus.bad_files import SHEET, sound
from tests.reports.matrix.corpus.making import Book, Builder, edited, packed, parts_of
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import Expected, bad, fill, said, written

NO_MATRIX = ["missing_required_value", "no_recognisable_header"]


@written(
    "u01_wps_alternate_content.xlsx",
    "As WPS writes it: alternate content, a theme colour, phonetic off, text with spaces kept",
)
def alternate() -> tuple[bytes, Expected]:
    parts = parts_of(sound().data())
    text = parts[SHEET].decode()
    extra = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent></worksheet>'
    )
    parts[SHEET] = text.replace("</worksheet>", extra).encode()
    return packed(parts), said(
        "Matriks",
        "milestone target_text percent status",
        (2, "Kegiatan satu", "10 dataset", 50, "Sedang berjalan"),
        (3, "Kegiatan dua", "5 dataset", 100, "Selesai"),
        commitment_title="Keterbukaan data uji",
    )


@bad(
    "v01_dde_di_lembar_lain.xlsx",
    "DDE on a hidden sheet that holds no matrix",
    "formula_injection",
    error_cells=["Bantu!A1"],
)
def exchange_elsewhere() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        for number, values in enumerate((HEAD, row(1), row(2))):
            sheet.write_row(number, 0, values)
        hidden = book.add_worksheet("Bantu")
        hidden.write_formula("A1", "=cmd|'/c calc'!A1", None, 0)
        hidden.hide()
    return stream.getvalue()


@bad(
    "v02_tenggat_kata.xlsx",
    "besok, segera and ASAP as deadlines",
    "invalid_date",
    error_cells=["Matriks!H2", "Matriks!H3", "Matriks!H4"],
)
def soon() -> bytes:
    return workbook(HEAD, row(1, due="besok"), row(2, due="segera"), row(3, due="ASAP"))


@bad("v03_persen_kata.xlsx", "seratus persen and setengah", "invalid_percent", error_cells=["Matriks!F2", "Matriks!F3"])
def spelled_percent() -> bytes:
    return workbook(HEAD, row(1, percent="seratus persen"), row(2, percent="setengah"), row(3))


@bad("v04_tahun_kata.xlsx", "A year in words and one of two digits", "invalid_year", error_cells=["Matriks!E2"])
def spelled_year() -> bytes:
    head = ("No", "Komitmen", "Kegiatan", "PJ", "Tahun", "Target")
    return workbook(
        head,
        (1, "Data terbuka", "Satu", "BPS", "dua ribu dua empat", "1"),
        (2, "Data terbuka", "Dua", "BPS", 2024, "1"),
    )


@bad("v05_kendali_di_judul.xlsx", "A bell in a title", "control_characters", error_cells=["Matriks!E1"])
def bell_in_title() -> bytes:
    return workbook(tuple("Target_x0007_" if title == "Target" else title for title in HEAD), row(1), row(2))


@bad(
    "v06_petunjuk_saja.xlsx",
    "Nothing but instructions with an example table",
    "no_recognisable_header",
    or_topics=["no_data_rows"],
)
def only_instructions() -> bytes:
    book = Book()
    fill(
        book.sheet("Petunjuk"),
        "A1",
        ("Isi tabel seperti contoh",),
        ("No", "Komitmen", "Kegiatan", "PJ", "Target"),
        (1, "Contoh komitmen", "Contoh kegiatan", "K/L A", "1 data"),
    )
    return book.data()


@bad("v07_contoh_saja.xlsx", "Only example rows below the titles", "no_data_rows")
def only_examples() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Target"),
        ("Contoh", "Judul komitmen", "Nama kegiatan", "Nama K/L", "1 data"),
        ("Contoh:", "Judul komitmen", "Nama kegiatan", "Nama K/L", "2 data"),
    )


@bad("v08_negatif_di_tahun.xlsx", "-25% below 2024", "percent_out_of_range", error_cells=["Matriks!G3"])
def negative_in_year() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "2023", "", "2024"),
        (None, None, None, None, "Target", "Capaian (%)", "Capaian (%)"),
        (1, "Data terbuka", "Satu", "BPS", "1", 50, "-25%"),
    )


@bad(
    "v09_status_persen_300.xlsx",
    "A column of states that holds percentages, one of 300",
    "percent_out_of_range",
    error_cells=["Matriks!E3"],
)
def percent_as_state() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "Target", "Status"),
        (1, "Data terbuka", "Satu", "1", "50%"),
        (2, "Data terbuka", "Dua", "1", "300%"),
        (3, "Data terbuka", "Tiga", "1", "75%"),
    )


@bad("v10_banyak_gambar_kosong.xlsx", "Two thousand parts", "unsafe_archive", or_topics=["too_large"])
def parts_without_end() -> bytes:
    return packed(parts_of(sound().data()) | {f"xl/drawings/gambar{number}.xml": b"<x/>" for number in range(2000)})


@bad("v11_sharedstrings_hilang.xlsx", "The shared texts are missing", "corrupt_file")
def no_texts() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        for number, values in enumerate((HEAD, row(1))):
            sheet.write_row(number, 0, values)
    parts = parts_of(stream.getvalue())
    del parts["xl/sharedStrings.xml"]
    return packed(parts)


@bad("v12_entitas_di_teks.xlsx", "An entity in the shared texts", "unsafe_xml")
def entity_in_texts() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet("Matriks").write_row(0, 0, HEAD)
    return edited(stream.getvalue(), "xl/sharedStrings.xml", ("<sst ", '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst '))


@bad("v13_sk_tim.xlsx", "Members of a team by decree", NO_MATRIX[1], or_topics=NO_MATRIX)
def team() -> bytes:
    return workbook(
        ("SUSUNAN TIM PELAKSANA RENCANA AKSI OGI",),
        ("No", "Nama", "Jabatan", "Kedudukan dalam Tim", "Instansi", "Keterangan"),
        (1, "Orang Satu", "Direktur", "Ketua", "Bappenas", None),
        (2, "Orang Dua", "Analis", "Anggota", "KSP", None),
    )


@bad("v14_survei_kepuasan.xlsx", "Scores of a survey by indicator", NO_MATRIX[1], or_topics=NO_MATRIX)
def survey() -> bytes:
    return workbook(
        ("No", "Unsur Layanan", "Nilai Rata-rata", "Mutu", "Prioritas", "Tindak Lanjut"),
        (1, "Persyaratan", 3.5, "B", 2, "Sosialisasi"),
        (2, "Biaya", 3.9, "A", 5, "-"),
    )


GOOD: list[Builder] = [alternate]
BAD: list[Builder] = [
    exchange_elsewhere,
    soon,
    spelled_percent,
    spelled_year,
    bell_in_title,
    only_instructions,
    only_examples,
    negative_in_year,
    percent_as_state,
    parts_without_end,
    no_texts,
    entity_in_texts,
    team,
    survey,
]
