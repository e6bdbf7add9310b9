"""Groups, sections, several measures in a cell, two reporters (matrix.md, layouts 6 to 8 and 12)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, pct
from tests.reports.matrix.corpus2.making import Expected, fill, good, said


@good("r01_bagian_dengan_strip.xlsx", "Sections with a dash, with K8 and with No. 7 under a Roman theme")
def dashed_sections(book: Book) -> Expected:
    sheet = book.sheet("RAN OGI VII")
    fill(
        sheet,
        "A1",
        ("No", "Ukuran Keberhasilan", "Target", "Capaian", "Status", "Instansi"),
        ("TEMA I: ANTIKORUPSI DAN AKUNTABILITAS",),
        ("Komitmen 6 – Keterbukaan kontrak pengadaan",),
        (1, "Kontrak terbit", "1.000 kontrak", "900 kontrak", "Sedang berjalan", "LKPP"),
        ("KOMITMEN NO. 7: PENGUATAN WHISTLEBLOWING",),
        (1, "Sistem pelaporan aman", "1 sistem", None, "Belum mulai", "KPK"),
        ("TEMA II: LAYANAN PUBLIK",),
        ("K8. Layanan disabilitas di bandara",),
        (1, "Standar layanan berlaku", "5 bandara", "5 bandara", "Tercapai", "Kemenhub"),
    )
    for row in (2, 3, 5, 7, 8):
        sheet.merge(f"A{row}:F{row}")
    return said(
        "RAN OGI VII",
        "commitment_number commitment_title success_measure target_text achievement_text status lead_agencies",
        (
            4,
            "6",
            "Keterbukaan kontrak pengadaan",
            "Kontrak terbit",
            "1.000 kontrak",
            "900 kontrak",
            "Sedang berjalan",
            ["LKPP"],
        ),
        (6, "7", "PENGUATAN WHISTLEBLOWING", "Sistem pelaporan aman", "1 sistem", None, "Belum mulai", ["KPK"]),
        (
            9,
            "8",
            "Layanan disabilitas di bandara",
            "Standar layanan berlaku",
            "5 bandara",
            "5 bandara",
            "Tercapai",
            ["Kemenhub"],
        ),
    )


@good("r02_tema_huruf_di_kolom_no.xlsx", "Themes A and B in the number column over numbered commitments")
def lettered_themes(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A2",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Penanggung Jawab", "Target 2024"),
        ("A", "Tata Kelola Sumber Daya Alam"),
        (1, "Keterbukaan izin hutan", "Peta izin terbit", "KLHK", "1 peta"),
        (None, None, "Data deforestasi terbit", "KLHK", "1 data"),
        (2, "Keterbukaan izin tambang", "Daftar izin terbit", "ESDM", "1 daftar"),
        ("B", "Tata Kelola Keuangan"),
        (3, "Keterbukaan pajak", "Data pajak terbit", "Kemenkeu", "1 data"),
    )
    return said(
        "Matriks",
        "commitment_title success_measure lead_agencies target_text",
        (4, "Keterbukaan izin hutan", "Peta izin terbit", ["KLHK"], "1 peta"),
        (5, "Keterbukaan izin hutan", "Data deforestasi terbit", ["KLHK"], "1 data"),
        (6, "Keterbukaan izin tambang", "Daftar izin terbit", ["ESDM"], "1 daftar"),
        (8, "Keterbukaan pajak", "Data pajak terbit", ["Kemenkeu"], "1 data"),
        target_year=2024,
    )


@good("r03_bagian_tiga_tingkat.xlsx", "Theme, commitment and measure as section rows over the activities")
def three_levels(book: Book) -> Expected:
    sheet = book.sheet("Renaksi")
    fill(
        sheet,
        "A3",
        ("No", "Kegiatan", "Penanggung Jawab", "Target", "Realisasi"),
        ("TEMA A. KEADILAN",),
        ("Komitmen 1. Akses keadilan bagi perempuan",),
        ("Ukuran Keberhasilan 1.1: Pedoman berlaku di seluruh pengadilan",),
        (1, "Penyusunan pedoman", "Mahkamah Agung", "1 pedoman", "1 pedoman"),
        (2, "Pelatihan hakim", "Mahkamah Agung", "200 hakim", "150 hakim"),
        ("Ukuran Keberhasilan 1.2: Data perkara terpilah",),
        (1, "Publikasi data", "Mahkamah Agung", "1 data", None),
        ("Komitmen 2. Bantuan hukum",),
        ("Ukuran Keberhasilan 2.1: Anggaran bantuan hukum naik",),
        (1, "Pengusulan anggaran", "BPHN", "1 usulan", "1 usulan"),
    )
    for row in (4, 5, 6, 9, 11, 12):
        sheet.merge(f"A{row}:E{row}")
    women, aid = "Akses keadilan bagi perempuan", "Bantuan hukum"
    guide = "Pedoman berlaku di seluruh pengadilan"
    return said(
        "Renaksi",
        "commitment_number commitment_title success_measure milestone target_text achievement_text",
        (7, "1", women, guide, "Penyusunan pedoman", "1 pedoman", "1 pedoman"),
        (8, "1", women, guide, "Pelatihan hakim", "200 hakim", "150 hakim"),
        (10, "1", women, "Data perkara terpilah", "Publikasi data", "1 data", None),
        (13, "2", aid, "Anggaran bantuan hukum naik", "Pengusulan anggaran", "1 usulan", "1 usulan"),
    )


@good("r04_kode_uk_di_kolom.xlsx", "UK 1.1 and UK 1.2 written before the measure, the commitment merged")
def coded_measures(book: Book) -> Expected:
    sheet = book.sheet("OGI")
    fill(
        sheet,
        "A1",
        ("Komitmen", "Ukuran Keberhasilan", "Leading Sector", "Status", "Data Dukung"),
        ("Komitmen 1: Keterbukaan data pendidikan", "UK 1.1 : Data guru terbit", "Kemendikbud", "Selesai", "#"),
        (None, "UK 1.2 : Data sekolah terbit", "Kemendikbud", "Proses", None),
        (
            "Komitmen 2: Keterbukaan data beasiswa",
            "UK 2.1 : Daftar penerima terbit",
            "LPDP",
            "Belum",
            "https://contoh.id",
        ),
    )
    sheet.merge("A2:A3", "C2:C3")
    schools, grants = "Keterbukaan data pendidikan", "Keterbukaan data beasiswa"
    return said(
        "OGI",
        "commitment_number commitment_title success_measure status",
        (2, "1", schools, "Data guru terbit", "Selesai"),
        (3, "1", schools, "Data sekolah terbit", "Proses"),
        (4, "2", grants, "Daftar penerima terbit", "Belum"),
    )


@good("r05_beberapa_ukuran_1_kurung.xlsx", "1) 2) 3) in a cell, targets with the same marks, some on one line")
def closed_brackets(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "PJ", "Target"),
        (
            1,
            "Pelayanan paspor",
            "1) Antrean daring\n2) Pembayaran nontunai\n3) Pengaduan daring",
            "Kemenkumham",
            "1) 126 kantor\n2) 126 kantor\n3) 1 kanal",
        ),
        (2, "Pelayanan SIM", "1. Ujian daring 2. Pembayaran daring", "Polri", "1. 10 satpas 2. 20 satpas"),
        (3, "Pelayanan pajak", "Lapor SPT daring", "Kemenkeu", "15 juta SPT"),
    )
    return said(
        "Matriks",
        "commitment_title success_measure lead_agencies target_text",
        (2, "Pelayanan paspor", "Antrean daring", ["Kemenkumham"], "126 kantor"),
        (2, "Pelayanan paspor", "Pembayaran nontunai", ["Kemenkumham"], "126 kantor"),
        (2, "Pelayanan paspor", "Pengaduan daring", ["Kemenkumham"], "1 kanal"),
        (3, "Pelayanan SIM", "Ujian daring", ["Polri"], "10 satpas"),
        (3, "Pelayanan SIM", "Pembayaran daring", ["Polri"], "20 satpas"),
        (4, "Pelayanan pajak", "Lapor SPT daring", ["Kemenkeu"], "15 juta SPT"),
    )


@good("r06_butir_bulat.xlsx", "Bullets in measures, targets and achievements, item by item")
def bullets(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "B2",
        ("Komitmen", "Indikator", "Instansi Penanggung Jawab", "Target", "Realisasi", "Kendala"),
        (
            "Data kelautan",
            "• Data kapal terbit\n• Data tangkapan terbit",
            "KKP",
            "• 5.000 kapal\n• 34 provinsi",
            "• 4.200 kapal\n• 30 provinsi",
            "- Sinyal lemah\n- Operator terbatas",
        ),
        ("Data laut", "a. Peta terumbu karang\nb. Peta mangrove", "KKP", "a. 1 peta\nb. 2 peta", None, None),
    )
    return said(
        "Matriks",
        "commitment_title success_measure target_text achievement_text",
        (3, "Data kelautan", "Data kapal terbit", "5.000 kapal", "4.200 kapal"),
        (3, "Data kelautan", "Data tangkapan terbit", "34 provinsi", "30 provinsi"),
        (4, "Data laut", "Peta terumbu karang", "1 peta", None),
        (4, "Data laut", "Peta mangrove", "2 peta", None),
        lead_agencies=["KKP"],
    )


@good("r07_kl_dan_oms_ran_vii.xlsx", "RAN VII: sections, each measure twice in the words of K/L and OMS")
def two_wordings(book: Book) -> Expected:
    sheet = book.sheet("Komitmen")
    fill(
        sheet,
        "A1",
        ("Ukuran Keberhasilan", "Status", "Data Dukung"),
        ("Komitmen 14: Perlindungan kelompok rentan",),
        ("(K/L) UK 1 : Tersusunnya peta jalan", "Sedang berjalan", "https://contoh.go.id/1"),
        ("(OMS) UK 1 : Tersusunnya peta jalan yang inklusif", "Belum", "#"),
        ("(K/L) UK 2 : Terlatihnya petugas", None, None),
        ("(OMS) UK 2 : Terlatihnya petugas di daerah", None, "-"),
        ("Komitmen 15: Keterbukaan informasi beneficial ownership",),
        ("(K/L) UK 1 : Terverifikasinya data", "Selesai", None),
        ("(OMS) UK 1 : Terbukanya data bagi publik", "Tidak tercapai", None),
    )
    sheet.merge("A2:C2", "A7:C7")
    weak, owners = "Perlindungan kelompok rentan", "Keterbukaan informasi beneficial ownership"
    return said(
        "Komitmen",
        "commitment_number commitment_title success_measure status",
        (3, "14", weak, "Tersusunnya peta jalan", "Sedang berjalan"),
        (4, "14", weak, "Tersusunnya peta jalan yang inklusif", "Belum"),
        (5, "14", weak, "Terlatihnya petugas", None),
        (6, "14", weak, "Terlatihnya petugas di daerah", None),
        (8, "15", owners, "Terverifikasinya data", "Selesai"),
        (9, "15", owners, "Terbukanya data bagi publik", "Tidak tercapai"),
    )


@good("r08_pelapor_kl_oms.xlsx", "Reporter in a column, the same measure and year twice, merged measure")
def reporters(book: Book) -> Expected:
    sheet = book.sheet("Lembar1")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen", "Ukuran Keberhasilan", "Unsur Pelapor", "Capaian", "Status", "Kendala"),
        (1, "Revisi UU Bantuan Hukum", "Naskah akademik selesai", "K/L", "Naskah selesai", "Selesai", "-"),
        (None, None, None, "OMS", "Naskah belum terbuka", "Belum tercapai", "Tidak dilibatkan"),
        (2, "Revisi UU Bantuan Hukum", "RUU masuk Prolegnas", "K/L", "Diusulkan", "On Track", None),
        (None, None, None, "OMS", None, "Terlambat", "Tidak ada jadwal"),
    )
    sheet.merge("A2:A3", "B2:B3", "C2:C3", "A4:A5", "B4:B5", "C4:C5")
    paper, bill = "Naskah akademik selesai", "RUU masuk Prolegnas"
    return said(
        "Lembar1",
        "success_measure achievement_text status obstacles",
        (2, paper, "Naskah selesai", "Selesai", None),
        (3, paper, "Naskah belum terbuka", "Belum tercapai", "Tidak dilibatkan"),
        (4, bill, "Diusulkan", "On Track", None),
        (5, bill, None, "Terlambat", "Tidak ada jadwal"),
        commitment_title="Revisi UU Bantuan Hukum",
    )


@good(
    "r09_gabung_terpotong_halaman.xlsx", "A merged block that a repeated header cuts in two; the rest is merged again"
)
def cut_merge(book: Book) -> Expected:
    sheet = book.sheet("Lampiran")
    head = ("No", "Komitmen", "Penanggung Jawab", "Ukuran Keberhasilan", "Rencana Aksi", "Target")
    title, measure = "Keterbukaan data desa", "Data desa terpadu"
    fill(
        sheet,
        "A1",
        head,
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        (4, title, "Kemendesa", measure, "Pendataan", "1.000 desa"),
        (None, None, None, None, "Validasi", "1.000 desa"),
        head,
        ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
        (None, None, None, None, "Publikasi", "1 portal"),
        (None, None, None, "Aparat desa terlatih", "Pelatihan", "500 orang"),
    )
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:D4", "A7:A8", "B7:B8", "C7:C8")
    return said(
        "Lampiran",
        "success_measure milestone target_text",
        (3, measure, "Pendataan", "1.000 desa"),
        (4, measure, "Validasi", "1.000 desa"),
        (7, "any", "Publikasi", "1 portal"),
        (8, "Aparat desa terlatih", "Pelatihan", "500 orang"),
        commitment_title=title,
        lead_agencies=["Kemendesa"],
    )


@good(
    "r10_subtotal_dan_rata_rata.xlsx",
    "Section rows with a sub-total each, the overall average last",
    must_not_import=["Capaian Komitmen"],
)
def subtotals(book: Book) -> Expected:
    sheet = book.sheet("Rekap")
    fill(
        sheet,
        "A4",
        ("No", "Rencana Aksi", "Penanggungjawab", "Target", "Realisasi", "Capaian (%)"),
        ("I", "Komitmen 1: Data pertanahan terbuka"),
        (1, "Peta zona nilai tanah", "ATR/BPN", "100 kota", "80 kota", pct(0.8)),
        (2, "Layanan informasi", "ATR/BPN", "1 layanan", "1 layanan", pct(1)),
        (None, "Rata-rata Capaian Komitmen 1", None, None, None, pct(0.9)),
        ("II", "Komitmen 2: Data kehutanan terbuka"),
        (1, "Peta tutupan lahan", "KLHK", "1 peta", "1 peta", pct(1)),
        (None, "Rata-rata Capaian Komitmen 2", None, None, None, pct(1)),
        (None, "Rata-rata Capaian Keseluruhan", None, None, None, pct(0.93)),
    )
    land, forest = "Data pertanahan terbuka", "Data kehutanan terbuka"
    return said(
        "Rekap",
        "commitment_number commitment_title milestone lead_agencies percent",
        (6, "1", land, "Peta zona nilai tanah", ["ATR/BPN"], 80),
        (7, "1", land, "Layanan informasi", ["ATR/BPN"], 100),
        (10, "2", forest, "Peta tutupan lahan", ["KLHK"], 100),
    )


@good("r11_sda_dalam_kelompok.xlsx", "Ditto in capitals, with dots and as a mark, numbers only in the first row")
def dittos(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No. Komitmen", "Komitmen", "Instansi Pelaksana", "Instansi Terkait", "Tahapan", "Target", "Batas Waktu"),
        (9, "Keterbukaan data ASN", "BKN", "KemenPANRB", "Integrasi data", "1 sistem", "30 Juni 2024"),
        (None, "SDA", "SDA", "Sda", "Publikasi data", "1 laman", "31 Desember 2024"),
        (None, "s.d.a.", "-sda-", "”", "Evaluasi", "1 laporan", "31 Desember 2024"),
    )
    return said(
        "Matriks",
        "milestone target_text due_date",
        (2, "Integrasi data", "1 sistem", "2024-06-30"),
        (3, "Publikasi data", "1 laman", "2024-12-31"),
        (4, "Evaluasi", "1 laporan", "2024-12-31"),
        commitment_number="9",
        commitment_title="Keterbukaan data ASN",
        lead_agencies=["BKN"],
        supporting=["KemenPANRB"],
    )


@good("r12_nomor_menurun_bertitik.xlsx", "Numbers 1, 1.1, 1.2 in the first column: commitments and their activities")
def decimal_numbers(book: Book) -> Expected:
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        ("No", "Komitmen / Kegiatan", "Penanggung Jawab", "Target", "Capaian"),
        ("Komitmen 1", "Keterbukaan data cagar budaya"),
        ("1.1", "Registrasi nasional", "Kemendikbud", "2.000 objek", "1.800 objek"),
        ("1.2", "Publikasi peta", "Kemendikbud", "1 peta", None),
        ("Komitmen 2", "Keterbukaan data museum"),
        ("2.1", "Katalog koleksi", "Kemendikbud", "50 museum", "50 museum"),
    )
    sites, museums = "Keterbukaan data cagar budaya", "Keterbukaan data museum"
    return said(
        "Matriks",
        "commitment_title target_text achievement_text",
        (3, sites, "2.000 objek", "1.800 objek"),
        (4, sites, "1 peta", None),
        (6, museums, "50 museum", "50 museum"),
        lead_agencies=["Kemendikbud"],
    )


BUILDERS: list[Builder] = [
    dashed_sections,
    lettered_themes,
    three_levels,
    coded_measures,
    closed_brackets,
    bullets,
    two_wordings,
    reporters,
    cut_merge,
    subtotals,
    dittos,
    decimal_numbers,
]
