"""Groups, sections, merges and what stands between and under the rows (matrix.md, layouts 6 to 8 and 12 to 13)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("k01_pelapor_di_bawah_ukuran.xlsx", "A measure merged over K/L and OMS, the number of the commitment in Roman")
def reporters_in_roman(book: Book) -> Expected:
    sheet = book.sheet("Pelaporan")
    fill(
        sheet,
        "A3",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Pelapor", "Capaian", "Status", "Data Dukung", "Catatan"),
        (
            "KOMITMEN III",
            "Keterbukaan data sosial",
            "UK 1: DTKS terbit",
            "K/L",
            "Terbit",
            "Selesai",
            "https://a.go.id",
            "ok",
        ),
        (None, None, None, "OMS", "Terbit sebagian", "Sedang berjalan", None, "Perlu API"),
        (None, None, "UK 2: Musyawarah desa", "K/L", "-", "Belum mulai", None, None),
        (None, None, None, "OMS", None, None, None, "Belum ada undangan"),
    )
    sheet.merge("A4:A7", "B4:B7", "C4:C5", "C6:C7")
    first, second = "DTKS terbit", "Musyawarah desa"
    return said(
        "Pelaporan",
        "success_measure achievement_text status notes",
        (4, first, "Terbit", "Selesai", "ok"),
        (5, first, "Terbit sebagian", "Sedang berjalan", "Perlu API"),
        (6, second, None, "Belum mulai", None),
        (7, second, None, None, "Belum ada undangan"),
        commitment_number="3",
        commitment_title="Keterbukaan data sosial",
    )


@good("k02_nomor_dan_judul_dua_baris.xlsx", "KOMITMEN 3 in one line and its title in the next, both across the table")
def number_then_title(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Rencana Aksi", "Instansi Penanggung Jawab", "Target", "Realisasi", "Status"),
        ("KOMITMEN 3",),
        ("Keterbukaan data pemilu",),
        (1, "Publikasi data pemilih", "KPU", "1 data", "1 data", "Selesai"),
        (2, "Publikasi dana kampanye", "KPU", "1 data", None, "Belum mulai"),
        ("KOMITMEN 4",),
        ("Pengawasan partisipatif",),
        (1, "Pelatihan pengawas", "Bawaslu", "500 orang", "350 orang", "Sedang berjalan"),
    )
    sheet.merge("A2:F2", "A3:F3", "A6:F6", "A7:F7")
    data, watch = "Keterbukaan data pemilu", "Pengawasan partisipatif"
    return said(
        "Matriks",
        "commitment_number commitment_title milestone lead_agencies target_text achievement_text",
        (4, "3", data, "Publikasi data pemilih", ["KPU"], "1 data", "1 data"),
        (5, "3", data, "Publikasi dana kampanye", ["KPU"], "1 data", None),
        (8, "4", watch, "Pelatihan pengawas", ["Bawaslu"], "500 orang", "350 orang"),
    )


@good("k03_pj_sebagai_baris.xlsx", "The agency in a line of its own below the commitment's line")
def agency_lines(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "A2",
        ("No", "Ukuran Keberhasilan", "Target 2024", "Capaian", "%"),
        ("Komitmen 1: Transparansi migas",),
        ("Penanggung Jawab: Kementerian ESDM",),
        (1, "Kontrak terbit", "10 kontrak", "6 kontrak", 60),
        (2, "Data produksi terbit", "12 rilis", "12 rilis", 100),
        ("Komitmen 2: Transparansi hutan",),
        ("Penanggung Jawab: KLHK",),
        (1, "Peta terbit", "1 peta", "-", 0),
    )
    for row in (3, 4, 7, 8):
        sheet.merge(f"A{row}:E{row}")
    oil, forest = "Transparansi migas", "Transparansi hutan"
    return said(
        "Laporan",
        "commitment_number commitment_title success_measure lead_agencies target_text percent",
        (5, "1", oil, "Kontrak terbit", ["ESDM"], "10 kontrak", 60),
        (6, "1", oil, "Data produksi terbit", ["ESDM"], "12 rilis", 100),
        (9, "2", forest, "Peta terbit", ["KLHK"], "1 peta", 0),
        target_year=2024,
    )


@good("k04_baris_pertama_saja.xlsx", "Without merges: number, title and agency in the first row of each group only")
def first_row_only(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "B4",
        ("No", "Komitmen", "Instansi", "Ukuran Keberhasilan", "Rencana Aksi", "Target", "Capaian", "Keterangan"),
        (1, "Satu data", "Bappenas", "Portal terpadu", "Integrasi", "20 K/L", "18 K/L", "Sisa 2"),
        (None, None, None, None, "Pelatihan", "200 orang", "210 orang", None),
        (),
        (2, "Satu peta", "BIG", "Geoportal publik", "Unggah peta", "85 peta", None, None),
        (None, None, None, "Panduan terbit", "Penyusunan", "1 panduan", "1 panduan", "Terbit Mei"),
    )
    return said(
        "Sheet1",
        "commitment_title success_measure milestone target_text achievement_text notes",
        (5, "Satu data", "Portal terpadu", "Integrasi", "20 K/L", "18 K/L", "Sisa 2"),
        (6, "Satu data", "any", "Pelatihan", "200 orang", "210 orang", None),
        (8, "Satu peta", "Geoportal publik", "Unggah peta", "85 peta", None, None),
        (9, "Satu peta", "Panduan terbit", "Penyusunan", "1 panduan", "1 panduan", "Terbit Mei"),
    )


@good("k05_gabung_tidak_sejajar.xlsx", "Commitment merged over three rows, agency over two and one, status over none")
def crooked_merges(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Penanggung Jawab", "Kegiatan", "Target", "Status"),
        (1, "Keadilan terbuka", "Mahkamah Agung", "Putusan terbit", "1 laman", "Selesai"),
        (None, None, None, "Jadwal terbit", "1 laman", None),
        (None, None, "BPHN", "Bantuan hukum terdata", "1 data", "Proses"),
        (2, "Pelayanan terbuka", "Ombudsman RI", "Kanal aduan", "1 kanal", None),
    )
    sheet.merge("A2:A4", "B2:B4", "C2:C3")
    return said(
        "Matriks",
        "commitment_title lead_agencies milestone target_text status",
        (2, "Keadilan terbuka", ["Mahkamah Agung"], "Putusan terbit", "1 laman", "Selesai"),
        (3, "Keadilan terbuka", ["Mahkamah Agung"], "Jadwal terbit", "1 laman", None),
        (4, "Keadilan terbuka", ["BPHN"], "Bantuan hukum terdata", "1 data", "Proses"),
        (5, "Pelayanan terbuka", ["Ombudsman RI"], "Kanal aduan", "1 kanal", None),
    )


@good(
    "k06_uk_bernomor_sebagian_terisi.xlsx", "Three measures, targets for all, achievements for the first and the third"
)
def gaps_in_the_numbers(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target 2024", "Capaian", "Kendala"),
        (
            1,
            "Data pangan terbuka",
            "1. Harga terbit\n2. Stok terbit\n3. Produksi terbit",
            "Bapanas",
            "1. 34 provinsi\n2. 10 komoditas\n3. 12 rilis",
            "1. 30 provinsi\n3. 6 rilis",
            "Data stok belum lengkap",
        ),
    )
    return said(
        "Matriks",
        "success_measure target_text achievement_text",
        (2, "Harga terbit", "34 provinsi", "30 provinsi"),
        (2, "Stok terbit", "10 komoditas", None),
        (2, "Produksi terbit", "12 rilis", "6 rilis"),
        commitment_title="Data pangan terbuka",
        lead_agencies=["Bapanas"],
        target_year=2024,
    )


@good("k07_narasi_panjang.xlsx", "One measure: a numbered achievement and a dozen lines with dashes stay whole")
def long_narrative(book: Book) -> Expected:
    sheet = book.sheet("Narasi")
    numbered = "1. Rapat persiapan\n2. Rapat pleno\n3. Penetapan"
    dashed = "\n".join(f"- Langkah ke-{number} telah dilaksanakan" for number in range(1, 13))
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target", "Uraian Capaian", "Rencana Tindak Lanjut"),
        (
            1,
            "Regulasi terbuka",
            "Perpres ditetapkan",
            "Kemenkumham",
            "1 perpres",
            numbered,
            "1. Sosialisasi\n2. Evaluasi",
        ),
        (2, "Regulasi terbuka", "Konsultasi publik", "Kemenkumham", "10 kota", dashed, "- Lanjut di 5 kota"),
    )
    return said(
        "Narasi",
        "success_measure target_text achievement_text follow_up",
        (2, "Perpres ditetapkan", "1 perpres", numbered, "1. Sosialisasi\n2. Evaluasi"),
        (3, "Konsultasi publik", "10 kota", dashed, "- Lanjut di 5 kota"),
        commitment_title="Regulasi terbuka",
        lead_agencies=["Kemenkumham"],
    )


@good("k08_romawi_dan_angka.xlsx", "Commitments I, II as filled rows of their own, activities 1, 2 below them")
def roman_commitments(book: Book) -> Expected:
    sheet = book.sheet("Renaksi")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen / Rencana Aksi", "Penanggung Jawab", "Target", "Realisasi", "% Capaian"),
        ("I", "Keterbukaan data ASN"),
        (1, "Integrasi data", "BKN", "1 sistem", "1 sistem", pct(1)),
        (2, "Publikasi statistik", "BKN", "4 rilis", "2 rilis", pct(0.5)),
        ("II", "Keterbukaan seleksi"),
        (1, "Pengumuman nilai", "KemenPANRB", "1 laman", "1 laman", pct(1)),
    )
    return said(
        "Renaksi",
        "commitment_title milestone target_text percent",
        (3, "Keterbukaan data ASN", "Integrasi data", "1 sistem", 100),
        (4, "Keterbukaan data ASN", "Publikasi statistik", "4 rilis", 50),
        (6, "Keterbukaan seleksi", "Pengumuman nilai", "1 laman", 100),
    )


@good("k09_tabel_per_komitmen_satu_lembar.xlsx", "A table for every commitment on one sheet, columns in another order")
def table_per_commitment(book: Book) -> Expected:
    sheet = book.sheet("Semua")
    fill(
        sheet,
        "A1",
        ("Komitmen 5: Keterbukaan data desa",),
        ("No", "Kegiatan", "PJ", "Target", "Capaian", "Status"),
        (1, "Pendataan", "Kemendesa PDTT", "100 desa", "100 desa", "Selesai"),
        (2, "Publikasi", "Kemendesa PDTT", "1 laman", "-", "Belum mulai"),
        (),
        ("Komitmen 6: Keterbukaan bansos",),
        ("No", "Status", "PJ", "Kegiatan", "Capaian", "Target"),
        (1, "Sedang berjalan", "Kemensos", "Uji coba sanggah", "3 kota", "10 kota"),
        (),
        ("Sumber: Seknas OGI, diolah",),
    )
    village, aid = "Keterbukaan data desa", "Keterbukaan bansos"
    return said(
        "Semua",
        "commitment_number commitment_title milestone lead_agencies target_text achievement_text status",
        (3, "5", village, "Pendataan", ["Kemendesa PDTT"], "100 desa", "100 desa", "Selesai"),
        (4, "5", village, "Publikasi", ["Kemendesa PDTT"], "1 laman", None, "Belum mulai"),
        (8, "6", aid, "Uji coba sanggah", ["Kemensos"], "10 kota", "3 kota", "Sedang berjalan"),
    )


@good("k10_tabel_per_instansi_satu_lembar.xlsx", "A line Instansi: above every table, the year in a line of its own")
def table_per_agency(book: Book) -> Expected:
    sheet = book.sheet("Rekap KL")
    head = ("No", "Komitmen", "Rencana Aksi", "Target", "Realisasi", "Capaian (%)")
    fill(
        sheet,
        "A1",
        ("REKAPITULASI CAPAIAN",),
        ("Tahun Anggaran 2024",),
        (),
        ("Instansi : KPU",),
        head,
        (1, "Data pemilu", "Publikasi DPT", "1 data", "1 data", 100),
        (),
        ("Instansi : Bawaslu",),
        head,
        (1, "Data pemilu", "Data pelanggaran", "1 data", "0 data", 0),
        (2, "Pengawasan", "Pelatihan", "34 provinsi", "17 provinsi", 50),
    )
    return said(
        "Rekap KL",
        "commitment_title milestone lead_agencies target_text percent",
        (6, "Data pemilu", "Publikasi DPT", ["KPU"], "1 data", 100),
        (10, "Data pemilu", "Data pelanggaran", ["Bawaslu"], "1 data", 0),
        (11, "Pengawasan", "Pelatihan", ["Bawaslu"], "34 provinsi", 50),
        target_year=2024,
    )


@good(
    "k11_catatan_bernomor_di_bawah.xlsx",
    "Under the table: notes numbered in the number column, a source and a print date",
    must_not_import=["angka sementara", "dihitung rata-rata", "Dicetak", "Sumber"],
)
def numbered_notes(book: Book) -> Expected:
    sheet = book.sheet("Laporan")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Target", "Capaian (%)", "Status"),
        (1, "Kesehatan terbuka", "Data stunting", "BKKBN", "514 daerah", 90, "Sedang berjalan"),
        (2, "Kesehatan terbuka", "Data vaksin", "Kemenkes", "1 API", 100, "Selesai"),
        (),
        ("Catatan:",),
        (1, "Data merupakan angka sementara per 30 Juni 2024."),
        (2, "Capaian dihitung rata-rata tertimbang."),
        ("Sumber: laporan K/L",),
        ("Dicetak tanggal 5 Juli 2024 pukul 10.00",),
    )
    return said(
        "Laporan",
        "milestone lead_agencies target_text percent",
        (2, "Data stunting", ["BKKBN"], "514 daerah", 90),
        (3, "Data vaksin", ["Kemenkes"], "1 API", 100),
        commitment_title="Kesehatan terbuka",
    )


@good(
    "k12_pengesahan_dua_kolom.xlsx",
    "Signatures in two columns right below, a checked-by line, empty numbered rows before them",
    must_not_import=["Menyetujui", "Disusun", "Direktur", "Contoh, S.H."],
)
def two_signatures(book: Book) -> Expected:
    sheet = book.sheet("PENGESAHAN")
    fill(
        sheet,
        "A2",
        ("No", "Komitmen", "Kegiatan", "Instansi Penanggung Jawab", "Target", "Realisasi", "Keterangan"),
        (1, "Bansos terbuka", "Publikasi daftar", "Kemensos", "1 daftar", "1 daftar", "Sudah"),
        (2, "Bansos terbuka", "Kanal sanggah", "Kemensos", "1 kanal", None, None),
        (3,),
        (4,),
        (None, "Menyetujui,", None, None, None, "Jakarta,      Juli 2024"),
        (None, "Direktur Jenderal", None, None, None, "Disusun oleh,"),
        (None, None, None, None, None, "Koordinator"),
        (),
        (None, "Ani Contoh, S.H.", None, None, None, "Tono Contoh"),
        (None, "NIP 19700101 199001 2 001", None, None, None, "NIP 19800101 200501 1 002"),
    )
    sheet.boxes(2, 6, 7)
    return said(
        "PENGESAHAN",
        "milestone target_text achievement_text notes",
        (3, "Publikasi daftar", "1 daftar", "1 daftar", "Sudah"),
        (4, "Kanal sanggah", "1 kanal", None, None),
        commitment_title="Bansos terbuka",
        lead_agencies=["Kemensos"],
    )


@good(
    "k13_filter_lupa.xlsx",
    "Rows and a column hidden by a filter, a hidden draft sheet with the same table",
    warnings=["hidden_rows"],
    must_not_import=["draf lama"],
)
def forgotten_filter(book: Book) -> Expected:
    sheet = book.sheet("Final")
    head = ("No", "Komitmen", "Kegiatan", "PJ", "Target", "Status")
    fill(
        sheet,
        "A1",
        head,
        (1, "Izin terbuka", "Data izin", "BKPM", "1 data", "Selesai"),
        (2, "Izin terbuka", "Standar izin", "BKPM", "1 standar", "Terlambat"),
        (3, "Izin terbuka", "Pelatihan", "BKPM", "30 kota", "Belum mulai"),
    )
    sheet.worksheet.auto_filter.ref = "A1:F4"
    sheet.hide(3, 4)
    sheet.worksheet.column_dimensions["D"].hidden = True
    draft = book.sheet("Draf", state="hidden")
    fill(draft, "A1", head, (1, "Izin terbuka", "draf lama", "BKPM", "1 data", "Selesai"))
    return said(
        "Final",
        "milestone target_text status",
        (2, "Data izin", "1 data", "Selesai"),
        (3, "Standar izin", "1 standar", "Terlambat"),
        (4, "Pelatihan", "30 kota", "Belum mulai"),
        commitment_title="Izin terbuka",
        lead_agencies=["BKPM"],
    )


@good("k14_idem_dan_kutip.xlsx", 'idem, Idem., two commas, a quotation mark and -"- in title, agency and measure')
def idem(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Kegiatan", "Target", "Status"),
        (1, "Data kelautan", "Data terbit", "KKP", "Survei", "5 pelabuhan", "Selesai"),
        (2, "idem", "Idem.", '"', "Publikasi", "1 laman", "Proses"),
        (3, "sda", "s.d.a", '-"-', "Evaluasi", "1 laporan", "Belum"),
        (4, ",,", "Data terpakai", "Idem", "Lokakarya", "3 kota", None),
    )
    return said(
        "Matriks",
        "success_measure milestone target_text status",
        (2, "Data terbit", "Survei", "5 pelabuhan", "Selesai"),
        (3, "Data terbit", "Publikasi", "1 laman", "Proses"),
        (4, "Data terbit", "Evaluasi", "1 laporan", "Belum"),
        (5, "Data terpakai", "Lokakarya", "3 kota", None),
        commitment_title="Data kelautan",
        lead_agencies=["KKP"],
    )


@good(
    "k15_contoh_pengisian.xlsx",
    "A row of hints in brackets and an example row between the header and the data",
    must_not_import=["diisi", "Sistem Contoh"],
)
def hints_and_example(book: Book) -> Expected:
    sheet = book.sheet("Template")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Rencana Aksi", "Instansi Penanggung Jawab", "Target", "Progres (%)", "Status"),
        ("(diisi nomor)", "(diisi judul)", "(diisi kegiatan)", "(diisi K/L)", "(diisi target)", "(0-100)", "(pilih)"),
        (
            "Contoh",
            "Layanan Sistem Contoh",
            "Membangun Sistem Contoh",
            "Kementerian X",
            "1 sistem",
            50,
            "Sedang berjalan",
        ),
        (1, "Perpustakaan terbuka", "Katalog daring", "Perpusnas", "1 katalog", 75, "Sedang berjalan"),
        (2, "Perpustakaan terbuka", "Pelatihan pustakawan", "Perpusnas", "100 orang", 0, "Belum mulai"),
    )
    return said(
        "Template",
        "milestone target_text percent status",
        (4, "Katalog daring", "1 katalog", 75, "Sedang berjalan"),
        (5, "Pelatihan pustakawan", "100 orang", 0, "Belum mulai"),
        commitment_title="Perpustakaan terbuka",
        lead_agencies=["Perpusnas"],
    )


@good(
    "k16_rata_rata_per_komitmen.xlsx",
    "Average rows per commitment with formulas and a weight, the title merged beside them",
    must_not_import=["Rata-rata", "Nilai akhir"],
)
def averages(book: Book) -> Expected:
    sheet = book.sheet("Nilai")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Bobot", "Target", "Realisasi", "Capaian (%)"),
        (1, "Data hutan", "Peta terbit", "KLHK", 60, "1 peta", "1 peta", 100),
        (None, None, "Izin terbit", "KLHK", 40, "10 izin", "5 izin", 50),
        (None, None, "Rata-rata", None, 100, None, None, 75),
        (2, "Data laut", "Kapal terbit", "KKP", 100, "1 data", "-", None),
        (None, None, "Rata-rata", None, 100, None, None, 0),
        ("Nilai akhir", None, None, None, None, None, None, 37.5),
    )
    sheet.merge("A2:A4", "B2:B4", "A5:A6", "B5:B6", "A7:G7")
    return said(
        "Nilai",
        "commitment_title success_measure target_text percent",
        (2, "Data hutan", "Peta terbit", "1 peta", 100),
        (3, "Data hutan", "Izin terbit", "10 izin", 50),
        (5, "Data laut", "Kapal terbit", "1 data", None),
    )


BUILDERS: list[Builder] = [
    reporters_in_roman,
    number_then_title,
    agency_lines,
    first_row_only,
    crooked_merges,
    gaps_in_the_numbers,
    long_narrative,
    roman_commitments,
    table_per_commitment,
    table_per_agency,
    numbered_notes,
    two_signatures,
    forgotten_filter,
    idem,
    hints_and_example,
    averages,
]
