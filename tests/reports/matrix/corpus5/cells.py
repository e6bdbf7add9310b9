"""Matrices written from the sentences of matrix.md, sections 0, 3 and 4: what stands in the cells."""

from __future__ import annotations

import io

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.reports.matrix.corpus.bad_files import SHEET
from tests.reports.matrix.corpus.making import As, Book, Builder, day, edited, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said, written
from tests.reports.matrix.corpus5.tables import AID, COMPLAINTS, ELECTION, FOREST, JUSTICE, PROCUREMENT


@good(
    "ii01_semua_persen.xlsx",
    "Every spelling of percent that the catalogue names, a time column beside it",
    warnings=["qualified_value", "percent_above_100"],
)
def percents(book: Book) -> Expected:
    sheet = book.sheet("Progres")
    values: list[tuple[object, float | None]] = [
        (pct(0.75), 75),
        (75, 75),
        ("75%", 75),
        ("75 %", 75),
        ("75,5%", 75.5),
        ("75 persen", 75),
        (">50%", None),
        ("± 40%", None),
        ("30-40%", None),
        ("50 % (3 dari 6)", None),
        ("-", None),
        ("n/a", None),
        ("belum", None),
        (None, None),
        (pct(1.2), 120),
        (200, 200),
        (As(0.333, "0.0%"), 33.3),
        (0, 0),
    ]
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Rencana Aksi", "Penanggung Jawab", "Target", "Capaian (%)"),
        *((n, AID, f"Kegiatan ke-{n}", "Kemensos", f"{n} desa", value) for n, (value, _) in enumerate(values, 1)),
    )
    return said(
        "Progres",
        "milestone target_text percent",
        *((n + 1, f"Kegiatan ke-{n}", f"{n} desa", percent) for n, (_, percent) in enumerate(values, 1)),
        commitment_title=AID,
        lead_agencies=["Kemensos"],
    )


@good("ii02_semua_waktu.xlsx", "Every spelling of a day and a period that the catalogue names, the year in the title")
def times(book: Book) -> Expected:
    sheet = book.sheet("Tenggat")
    values: list[tuple[object, object, object]] = [
        (day(2022, 6, 30), "2022-06-30", "any"),
        ("31 Desember 2021", "2021-12-31", "any"),
        ("31/12/2021", "2021-12-31", "any"),
        ("05/06/2022", "2022-06-05", "any"),
        ("31-12-2021", "2021-12-31", "any"),
        ("2022-03-01", "2022-03-01", "any"),
        ("17 Agt 2022", "2022-08-17", "any"),
        ("17 Ags 2022", "2022-08-17", "any"),
        ("17 Agu 2022", "2022-08-17", "any"),
        ("1 Des 2022", "2022-12-01", "any"),
        ("1 Mei 2022", "2022-05-01", "any"),
        ("1 Okt 2022", "2022-10-01", "any"),
        ("Jumat, 30 September 2022", "2022-09-30", "any"),
        ("Des-21", None, "2021-12"),
        ("TW IV 2021", None, "2021-Q4"),
        ("Q3 2021", None, "2021-Q3"),
        ("Semester 1 2022", None, "2022-S1"),
        (2021, None, "2021"),
        ("2021", None, "2021"),
        ("Akhir 2022", None, "2022"),
    ]
    fill(
        sheet,
        "A1",
        ("Komitmen", "Rencana Aksi", "PJ", "Batas Waktu"),
        *((FOREST, f"Langkah {n}", "KLHK", value) for n, (value, _, _) in enumerate(values, 1)),
    )
    return said(
        "Tenggat",
        "milestone due_date period",
        *((n + 1, f"Langkah {n}", due, period) for n, (_, due, period) in enumerate(values, 1)),
        commitment_title=FOREST,
    )


@good(
    "ii03_waktu_tanpa_tahun.xlsx", "Triwulan II, Q1-Q2, B06 and s.d. 30 Juni, with the year in the title of the target"
)
def times_without_year(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Rencana Aksi", "PJ", "Target 2022", "Tenggat"),
        (1, FOREST, "Langkah satu", "KLHK", "10 dokumen", "Triwulan II"),
        (2, FOREST, "Langkah dua", "KLHK", "20 dokumen", "Q1-Q2"),
        (3, FOREST, "Langkah tiga", "KLHK", "30 dokumen", "B06"),
        (4, FOREST, "Langkah empat", "KLHK", "40 dokumen", "s.d. 30 Juni"),
    )
    return said(
        "Matriks",
        "milestone target_text due_date",
        (2, "Langkah satu", "10 dokumen", None),
        (3, "Langkah dua", "20 dokumen", None),
        (4, "Langkah tiga", "30 dokumen", None),
        (5, "Langkah empat", "40 dokumen", "2022-06-30"),
        target_year=2022,
    )


@good("ii04_semua_status.xlsx", "Every status word in several cases and with trailing blanks, English ones below")
def states(book: Book) -> Expected:
    sheet = book.sheet("Status")
    words = {
        "Selesai": "completed",
        "TERCAPAI": "completed",
        "On track ": "in_progress",
        "sedang berjalan": "in_progress",
        "Dalam Proses": "in_progress",
        "Proses": "in_progress",
        "Belum mulai  ": "not_started",
        "belum": "not_started",
        "Terlambat": "delayed",
        "Dibatalkan": "cancelled",
        "Completed": "completed",
        "Ongoing": "in_progress",
        "NOT STARTED": "not_started",
        "Delayed": "delayed",
        "Cancelled": "cancelled",
        "Belum tercapai": "any",
        "Tidak tercapai": "any",
        "Not yet achieved": "any",
        "On schedule": "in_progress",
    }
    fill(
        sheet,
        "A1",
        ("Komitmen", "Kegiatan", "Instansi Penanggung Jawab", "Status Pelaksanaan", "Catatan"),
        *((JUSTICE, f"Kegiatan {n}", "BPHN", word, None) for n, word in enumerate(words, 1)),
    )
    return said(
        "Status",
        "milestone status status_class notes",
        *((n + 1, f"Kegiatan {n}", word.strip(), meaning, None) for n, (word, meaning) in enumerate(words.items(), 1)),
        commitment_title=JUSTICE,
    )


@good("ii05_instansi.xlsx", "Agencies by every separator, names that hold one, long forms, units, roles, all K/L")
def agencies(book: Book) -> Expected:
    sheet = book.sheet("Pelaksana")
    values: list[tuple[str, list[str], list[str]]] = [
        ("KPU; Bawaslu", ["KPU", "Bawaslu"], []),
        ("KPU, Bawaslu", ["KPU", "Bawaslu"], []),
        ("KPU dan Bawaslu", ["KPU", "Bawaslu"], []),
        ("KPU serta Bawaslu", ["KPU", "Bawaslu"], []),
        ("KPU & Bawaslu", ["KPU", "Bawaslu"], []),
        ("KPU / Bawaslu", ["KPU", "Bawaslu"], []),
        ("KPU\nBawaslu", ["KPU", "Bawaslu"], []),
        ("1. KPU\n2. Bawaslu", ["KPU", "Bawaslu"], []),
        ("• KPU\n• Bawaslu", ["KPU", "Bawaslu"], []),
        (
            "Kementerian Desa, PDT, dan Transmigrasi; Kementerian PPN/Bappenas",
            ["Kementerian Desa, PDT, dan Transmigrasi", "Bappenas"],
            [],
        ),
        ("Kementerian ATR/BPN dan KLHK", ["ATR/BPN", "KLHK"], []),
        ("Komisi Pemilihan Umum (KPU)", ["KPU"], []),
        (
            "Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi, Kementerian Hukum dan HAM",
            ["KemenPANRB", "Kemenkumham"],
            [],
        ),
        ("Lead: Kemensos / Support: Kemendagri", ["Kemensos"], ["Kemendagri"]),
        ("Lead: LKPP / Support: / 1. Kemenkeu / 2. BNPB", ["LKPP"], ["Kemenkeu", "BNPB"]),
        ("Utama: KLHK\nPendukung: ATR/BPN", ["KLHK"], ["ATR/BPN"]),
        ("Seluruh K/L", ["Seluruh K/L"], []),
        ("Ditjen AHU, Kemenkumham", ["Ditjen AHU, Kemenkumham"], []),
    ]
    fill(
        sheet,
        "A1",
        ("Komitmen", "Rencana Aksi", "Pelaksana", "Target"),
        *((COMPLAINTS, f"Langkah {n}", names, f"{n} rekap") for n, (names, _, _) in enumerate(values, 1)),
    )
    return said(
        "Pelaksana",
        "milestone lead_agencies supporting target_text",
        *(
            (n + 1, f"Langkah {n}", lead, supporting or None, f"{n} rekap")
            for n, (_, lead, supporting) in enumerate(values, 1)
        ),
    )


@good("ii06_nomor_komitmen.xlsx", "K1, Komitmen 2, III, 5., 06 and a float as commitment numbers")
def numbers(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("Nomor Komitmen", "Judul Komitmen", "Ukuran Keberhasilan", "PJ", "Volume Target", "Satuan"),
        ("K1", ELECTION, "Portal", "KPU", "1.250,5", "jam"),
        ("Komitmen 2", PROCUREMENT, "Dashboard", "LKPP", 3.0, "unit"),
        ("III", AID, "Kanal", "Kemensos", "1.000", "desa"),
        (4.0, JUSTICE, "Standar", "BPHN", "2", "dokumen"),
        ("5.", COMPLAINTS, "Rekap", "KemenPANRB", 12, "rekap"),
        ("06", FOREST, "Amdal", "KLHK", "200", "dokumen"),
    )
    return said(
        "Matriks",
        "commitment_number commitment_title success_measure unit",
        (2, "1", ELECTION, "Portal", "jam"),
        (3, "2", PROCUREMENT, "Dashboard", "unit"),
        (4, "3", AID, "Kanal", "desa"),
        (5, "4", JUSTICE, "Standar", "dokumen"),
        (6, "5", COMPLAINTS, "Rekap", "rekap"),
        (7, "6", FOREST, "Amdal", "dokumen"),
    )


@good(
    "ii07_teks_kotor.xlsx",
    "Hard and zero-width spaces, BOM, _x000D_, line breaks and asterisks in titles",
    must_not_import=["_x000D_"],
)
def dirty(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        (
            "No",
            "\ufeffKomitmen\u200b",
            "Ukuran\nKeberhasilan*",
            "Penanggung\u00a0 Jawab :",
            "Target  Capaian",
            "Uraian\nCapaian",
            "CAPAIAN\u00a0( % )",
            "Status *)",
        ),
        (
            1,
            f"\u200b{ELECTION}\u00a0",
            "Portal\u00a0 aktif_x000D_\nkajian terbit",
            "KPU\u00a0",
            "1\u00a0portal",
            "Portal_x000D_\ndiuji",
            "75\u00a0%",
            "Selesai\u00a0",
        ),
    )
    return said(
        "Matriks",
        "commitment_title lead_agencies target_text achievement_text percent status_class",
        (2, ELECTION, ["KPU"], "1 portal", "Portal\ndiuji", 75, "completed"),
    )


@good("ii08_teks_berawalan_tanda.xlsx", "Honest narrative that begins with - + = @, a dozen lines with dashes")
def inert(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    lines = "\n".join(f"- kegiatan nomor {n}" for n in range(1, 13))
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Capaian", "Keterangan"),
        (1, ELECTION, "Portal", "KPU", "=SUM(A1) ditulis sebagai teks", lines, "@kpu_ri"),
        (2, AID, "Kanal", "Kemensos", "+62 kanal telepon", "- sudah", "=cmd|' /C calc'!A0"),
    )
    return said(
        "Matriks",
        "target_text achievement_text notes",
        (2, "=SUM(A1) ditulis sebagai teks", lines, "@kpu_ri"),
        (3, "+62 kanal telepon", "- sudah", "=cmd|' /C calc'!A0"),
    )


@written("ii09_rumus.xlsx", "Cached results of formulas: numbers, text, dates; a blank result", accepted=True)
def formulas() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        shown, dated = book.add_format({"num_format": "0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Realisasi", "% Capaian", "Tenggat"))
        for n in (1, 2):
            sheet.write_formula(n, 0, "=ROW()-1", None, n)
            sheet.write_row(n, 1, (AID, f"Kegiatan {n}", "Kemensos"))
            sheet.write_formula(n, 4, f'="{n * 10} desa"', None, f"{n * 10} desa")
            sheet.write_formula(n, 5, '=IF(TRUE,"8 desa","")', None, "8 desa" if n == 1 else "")
            sheet.write_formula(n, 6, f"=8/{n * 10}", shown, 8 / (n * 10))
            sheet.write_formula(n, 7, "=DATE(2024,6,30)", dated, 45473)
    # as Excel keeps an empty text; xlsxwriter takes it for no result at all
    empty = ('<c r="F3"><f>', '<c r="F3" t="str"><f>')
    return edited(stream.getvalue(), SHEET, empty), said(
        "Matriks",
        "milestone target_text achievement_text percent due_date",
        (2, "Kegiatan 1", "10 desa", "8 desa", 80, "2024-06-30"),
        (3, "Kegiatan 2", "20 desa", None, 40, "2024-06-30"),
        commitment_title=AID,
    )


@good(
    "ii10_saringan.xlsx",
    "Rows hidden by a forgotten filter; the same measure for another year and another reporter",
    warnings=["hidden_rows"],
)
def filtered(book: Book) -> Expected:
    sheet = book.sheet("Data")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Pelapor", "Tahun", "Target", "Capaian"),
        (1, ELECTION, "Portal", "K/L", 2023, "1 portal", "uji"),
        (2, ELECTION, "Portal", "OMS", 2023, "1 portal", "belum terbuka"),
        (3, ELECTION, "Portal", "K/L", 2024, "1 portal", "aktif"),
        (4, ELECTION, "Portal", "OMS", 2024, "1 portal", "terbuka"),
    )
    sheet.worksheet.auto_filter.ref = "A1:G5"
    sheet.hide(3, 5)
    return said(
        "Data",
        "reporter target_year achievement_text",
        (2, "K/L", 2023, "uji"),
        (3, "OMS", 2023, "belum terbuka"),
        (4, "K/L", 2024, "aktif"),
        (5, "OMS", 2024, "terbuka"),
        success_measure="Portal",
        target_text="1 portal",
    )


@good(
    "ii11_kolom_pribadi.xlsx",
    "Budget, source of funds, place, code, contact name, telephone, e-mail: reported by name, never stored",
    must_not_import=["Budi", "0812", "@contoh", "APBN", "Sleman", "1.250.000"],
    warnings=["unknown_column"],
)
def private(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        (
            "No",
            "Kode",
            "Komitmen",
            "Ukuran Keberhasilan",
            "PJ",
            "Target",
            "Anggaran",
            "Sumber Dana",
            "Lokasi",
            "Nama PIC",
            "No. HP",
            "E-mail",
            "Nomor SK Tim",
        ),
        (
            1,
            "AB.1",
            AID,
            "Kanal",
            "Kemensos",
            "1 kanal",
            "1.250.000",
            "APBN",
            "Sleman",
            "Budi",
            "0812-1",
            "b@contoh.id",
            "SK-1",
        ),
        (
            2,
            "AB.2",
            JUSTICE,
            "Standar",
            "BPHN",
            "1 standar",
            "1.250.000",
            "APBN",
            "Sleman",
            "Budi",
            "0812-1",
            "b@contoh.id",
            "SK-2",
        ),
    )
    return said(
        "Matriks",
        "commitment_title success_measure lead_agencies target_text",
        (2, AID, "Kanal", ["Kemensos"], "1 kanal"),
        (3, JUSTICE, "Standar", ["BPHN"], "1 standar"),
    )


@good("ii12_kolom_bantu_galat.xlsx", "#REF! in an auxiliary column, 99.99999999999997, formatted empty rows below")
def auxiliary(book: Book) -> Expected:
    sheet = book.sheet("Monitoring")
    fill(
        sheet,
        "B1",
        ("MONITORING RENCANA AKSI",),
        (),
        (),
        ("No", "Komitmen", "Kegiatan", "PIC K/L", "Output", "Progres (%)", "Cek Bobot"),
        (1, PROCUREMENT, "Dashboard", "LKPP", "1 dashboard", 99.99999999999997, None),
        (2, PROCUREMENT, "Pedoman", "LKPP", "1 pedoman", 60, None),
    )
    for row in (5, 6):
        cell = sheet.worksheet.cell(row, 8)
        cell.value, cell.data_type = "#REF!", "e"
    sheet.boxes(7, 1000, 8)
    return said(
        "Monitoring",
        "milestone target_text percent",
        (5, "Dashboard", "1 dashboard", 100),
        (6, "Pedoman", "1 pedoman", 60),
        commitment_title=PROCUREMENT,
        lead_agencies=["LKPP"],
    )


@written("ii13_1904.xlsx", "A workbook of the 1904 date system, dates as cells and as text", accepted=True)
def mac_dates() -> tuple[bytes, Expected]:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.title = "Mac"
    sheet.append(("No", "Komitmen", "Kegiatan", "PJ", "Mulai", "Tenggat"))
    sheet.append((1, FOREST, "Amdal", "KLHK", day(2024, 1, 2).value, day(2024, 6, 30).value))
    sheet.append((2, FOREST, "Izin", "KLHK", "2 Januari 2024", day(2024, 12, 31).value))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), said(
        "Mac",
        "milestone start_date due_date",
        (2, "Amdal", "2024-01-02", "2024-06-30"),
        (3, "Izin", "2024-01-02", "2024-12-31"),
    )


@written("ii14_dimensi.xlsx", "The declared dimension is A1 only", accepted=True)
def dimension() -> tuple[bytes, Expected]:
    book = Book()
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Capaian"),
        (1, ELECTION, "Portal", "KPU", "1 portal", "aktif"),
        (2, AID, "Kanal", "Kemensos", "1 kanal", "aktif"),
    )
    return edited(book.data(), SHEET, ('<dimension ref="A1:F3"', '<dimension ref="A1"')), said(
        "Matriks",
        "commitment_title success_measure achievement_text",
        (2, ELECTION, "Portal", "aktif"),
        (3, AID, "Kanal", "aktif"),
    )


@good("ii15_salah_ketik.xlsx", "Typing slips in titles, one candidate clearly best")
def slips(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmem", "Ukuran Keberhasilam", "Penangung Jawab", "Tagret", "Capaiann", "Keterangn"),
        (1, ELECTION, "Portal", "KPU", "1 portal", "aktif", "baik"),
        (2, AID, "Kanal", "Kemensos", "1 kanal", "uji", "-"),
    )
    return said(
        "Matriks",
        "commitment_title success_measure lead_agencies target_text achievement_text notes",
        (2, ELECTION, "Portal", ["KPU"], "1 portal", "aktif", "baik"),
        (3, AID, "Kanal", ["Kemensos"], "1 kanal", "uji", None),
    )


@good("ii16_capaian_angka_progres_teks.xlsx", "Capaian holds formatted percents, Progres words; Selesai is no state")
def by_content(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Pelaksana", "Perkembangan", "Progres", "Hambatan", "Solusi", "Bukti Dukung"),
        (1, ELECTION, "Portal", "KPU", "Portal diuji", pct(0.5), "SDM", "Pelatihan", "https://kpu.go.id/1"),
        (2, AID, "Kanal", "Kemensos", "Kanal aktif", pct(1), "-", "-", "https://kemensos.go.id/2"),
    )
    return said(
        "Matriks",
        "achievement_text percent obstacles follow_up evidence",
        (2, "Portal diuji", 50, "SDM", "Pelatihan", "https://kpu.go.id/1"),
        (3, "Kanal aktif", 100, None, None, "https://kemensos.go.id/2"),
    )


@good(
    "ii17_nomor_baris.xlsx",
    "No numbers the rows and not the commitments; commitments repeat",
    soft=["commitment_number"],
)
def row_numbers(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target"),
        *(
            (n, title, f"Ukuran {n}", lead, f"{n} unit")
            for n, (title, lead) in enumerate(
                ((ELECTION, "KPU"), (ELECTION, "KPU"), (ELECTION, "KPU"), (AID, "Kemensos"), (AID, "Kemensos")), 1
            )
        ),
    )
    return said(
        "Matriks",
        "commitment_title success_measure target_text",
        *((n + 1, ELECTION if n < 4 else AID, f"Ukuran {n}", f"{n} unit") for n in range(1, 6)),
    )


@good("ii18_kosongkan.xlsx", "The explicit mark (kosongkan) beside blanks and dashes", accepted="any")
def erase(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Capaian (%)", "Tenggat", "Status", "Target"),
        (1, ELECTION, "Portal", "KPU", "(kosongkan)", "(kosongkan)", "(kosongkan)", "1 portal"),
        (2, AID, "Kanal", "Kemensos", 50, "Mei 2024", "Selesai", "1 kanal"),
    )
    return said(
        "Matriks",
        "success_measure percent due_date status target_text",
        (2, "Portal", None, None, None, "1 portal"),
        (3, "Kanal", 50, None, "Selesai", "1 kanal"),
    )


@good("ii19_judul_inggris_indonesia.xlsx", "Titles in both languages, sasaran as target beside a measure")
def two_languages(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        (
            "No / No.",
            "Komitmen / Commitment",
            "Indikator / Indicator",
            "Sasaran",
            "Penanggung Jawab / Lead Agency",
            "Hasil / Results",
            "Ket / Remarks",
        ),
        (1, ELECTION, "Portal aktif", "1 portal", "KPU", "aktif", "ok"),
        (2, AID, "Kanal aktif", "1 kanal", "Kemensos", "uji", None),
    )
    return said(
        "Matriks",
        "commitment_title success_measure target_text lead_agencies achievement_text notes",
        (2, ELECTION, "Portal aktif", "1 portal", ["KPU"], "aktif", "ok"),
        (3, AID, "Kanal aktif", "1 kanal", ["Kemensos"], "uji", None),
    )


@good("ii20_slip_publik.xlsx", "The site's real slips: dan dan, pertanggungja waban, a measure under the wrong number")
def public_slips(book: Book) -> Expected:
    sheet = book.sheet("RAN VII")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Ukuran Keberhasilan", "Pelapor", "Status", "Data Dukung"),
        (
            "Komitmen 13: Layanan bagi kelompok retan",
            "UK 1 : Laporan pertanggungja waban dan dan terbit",
            "K/L",
            None,
            "#",
        ),
        (None, "UK 2 : Pelatihan", "K/L", "Proses", None),
        ("Komitmen 14: Data terbuka", "UK 1 : Portal", "OMS", "Belum", None),
    )
    return said(
        "RAN VII",
        "commitment_number commitment_title success_measure reporter status",
        (2, "13", "Layanan bagi kelompok retan", "Laporan pertanggungja waban dan dan terbit", "K/L", None),
        (3, "13", "Layanan bagi kelompok retan", "Pelatihan", "K/L", "Proses"),
        (4, "14", "Data terbuka", "Portal", "OMS", "Belum"),
    )


BUILDERS: list[Builder] = [
    percents,
    times,
    times_without_year,
    states,
    agencies,
    numbers,
    dirty,
    inert,
    formulas,
    filtered,
    private,
    auxiliary,
    mac_dates,
    dimension,
    slips,
    by_content,
    row_numbers,
    erase,
    two_languages,
    public_slips,
]
