"""Good files, first part: where the table stands and how its header is built (matrix.md, layouts 1 to 4)."""

from __future__ import annotations

from tests.reports.matrix.corpus.making import Book, Builder, Example, day, pct, readable, rec

SIGNATURE = ("Jakarta, 8 Juli 2024", "Kepala Biro Perencanaan,", None, "ttd.", None, "Nama Pejabat")


def flat_health() -> Example:
    """Columns in an odd order, a budget and two columns of personal data that nobody may store."""
    file = "01_tabel_datar_kesehatan.xlsx"
    book = Book()
    sheet = book.sheet("Data")
    sheet.row(
        1,
        "Status",
        "Komitmen",
        "No. Komitmen",
        "K/L Penanggung Jawab",
        "Ukuran Keberhasilan",
        "Target 2023",
        "Satuan",
        "Capaian",
        "% Capaian",
        "Anggaran (Rp)",
        "Nama PIC",
        "No. HP",
        "Kendala",
        "Tindak Lanjut",
        "Data Dukung",
    )
    sheet.header(1)
    health = "Keterbukaan data layanan kesehatan ibu dan anak"
    water = "Partisipasi warga dalam pemantauan layanan air minum"
    sheet.rows(
        2,
        (
            "Selesai",
            health,
            7,
            "Kementerian Kesehatan",
            "Tersedianya data kematian ibu per kabupaten dalam format terbuka",
            34,
            "provinsi",
            "34 provinsi sudah memuat data bulanan",
            pct(1),
            1_250_000_000,
            "Narahubung Satu",
            "0800-000-0001",
            None,
            "Pemutakhiran setiap bulan",
            "https://data.example.go.id/kia",
        ),
        (
            "Sedang berjalan",
            health,
            7,
            "Kementerian Kesehatan",
            "Puskesmas menerima umpan balik pasien secara daring",
            500,
            "puskesmas",
            "312 puskesmas",
            pct(0.62),
            400_000_000,
            "Narahubung Dua",
            "0800-000-0002",
            "Jaringan internet belum merata",
            "Pendampingan daring",
            None,
        ),
        (
            "Belum mulai",
            water,
            8,
            "Kementerian PUPR",
            "Dasbor pengaduan air minum",
            1,
            "dasbor",
            "-",
            pct(0),
            0,
            "Narahubung Tiga",
            "0800-000-0003",
            "Menunggu pagu definitif",
            "-",
            "-",
        ),
    )
    first = {
        "commitment_number": "7",
        "commitment_title": health,
        "lead_agencies": ["Kemenkes"],
        "target_year": 2023,
    }
    return (
        file,
        book.data(),
        readable(
            file,
            "Flat table, columns in an odd order, budget and contact columns beside",
            "header row 1",
            [
                rec(
                    "Data",
                    2,
                    **first,
                    success_measure="Tersedianya data kematian ibu per kabupaten dalam format terbuka",
                    target_text="34",
                    unit="provinsi",
                    achievement_text="34 provinsi sudah memuat data bulanan",
                    percent=100,
                    status="Selesai",
                    status_class="completed",
                    obstacles=None,
                    follow_up="Pemutakhiran setiap bulan",
                    evidence="https://data.example.go.id/kia",
                ),
                rec(
                    "Data",
                    3,
                    **first,
                    success_measure="Puskesmas menerima umpan balik pasien secara daring",
                    target_text="500",
                    unit="puskesmas",
                    achievement_text="312 puskesmas",
                    percent=62,
                    status="Sedang berjalan",
                    status_class="in_progress",
                    obstacles="Jaringan internet belum merata",
                    follow_up="Pendampingan daring",
                    evidence=None,
                ),
                rec(
                    "Data",
                    4,
                    commitment_number="8",
                    commitment_title=water,
                    lead_agencies=["PUPR"],
                    target_year=2023,
                    success_measure="Dasbor pengaduan air minum",
                    target_text="1",
                    unit="dasbor",
                    achievement_text=None,
                    percent=0,
                    status="Belum mulai",
                    status_class="not_started",
                    obstacles="Menunggu pagu definitif",
                    follow_up=None,
                    evidence=None,
                ),
            ],
            must_not_import=["Narahubung Satu", "0800-000-0002", "1250000000"],
            warnings=["unknown_column"],
        ),
    )


def letter_with_title_block() -> Example:
    """A letterhead, a period, a table from column B and row 9, and a signature block under it."""
    file = "02_lampiran_surat_periode_b06.xlsx"
    book = Book()
    sheet = book.sheet("Lampiran Surat")
    for row, text in enumerate(
        (
            "KEMENTERIAN DESA, PEMBANGUNAN DAERAH TERTINGGAL, DAN TRANSMIGRASI",
            "Lampiran Surat Nomor: 000/PRC.01/VII/2024",
            None,
            "MATRIKS CAPAIAN RENCANA AKSI KETERBUKAAN PEMERINTAH",
            "Periode Pelaporan: B06 Tahun 2024",
            "Posisi data per 30 Juni 2024",
        ),
        start=1,
    ):
        if text:
            sheet.put(row, 2, text)
            sheet.merge(f"B{row}:I{row}")
    sheet.row(
        9,
        "No",
        "Komitmen",
        "Kegiatan",
        "Penanggung Jawab",
        "Target",
        "Realisasi",
        "Progres (%)",
        "Keterangan",
        col=2,
    )
    sheet.header(9)
    village = "Transparansi penyaluran dana desa melalui sistem informasi desa"
    sheet.rows(
        10,
        (
            1,
            village,
            "Penyusunan standar data APB Desa",
            "Kemendesa PDTT",
            "1 dokumen standar",
            "Standar ditetapkan dengan keputusan menteri",
            100,
            None,
        ),
        (
            2,
            village,
            "Publikasi APB Desa pada laman desa",
            "Kementerian Desa, PDT, dan Transmigrasi; Kemendagri",
            "1.000 desa",
            "640 desa mempublikasikan",
            "64%",
            "Data per provinsi terlampir",
        ),
        (
            3,
            village,
            "Pelatihan pendamping desa",
            "Kemendesa PDTT",
            "33 provinsi",
            None,
            None,
            "Dijadwalkan semester II",
        ),
        col=2,
    )
    for offset, text in enumerate(SIGNATURE):
        if text:
            sheet.put(15 + offset, 8, text)
    common = {"commitment_title": village, "target_year": 2024, "period": "2024-B06"}
    return (
        file,
        book.data(),
        readable(
            file,
            "Letterhead and period above the table, table in column B, signature block below",
            "header row 9, from column B",
            [
                rec(
                    "Lampiran Surat",
                    10,
                    **common,
                    milestone="Penyusunan standar data APB Desa",
                    lead_agencies=["Kemendesa PDTT"],
                    target_text="1 dokumen standar",
                    achievement_text="Standar ditetapkan dengan keputusan menteri",
                    percent=100,
                    notes=None,
                ),
                rec(
                    "Lampiran Surat",
                    11,
                    **common,
                    milestone="Publikasi APB Desa pada laman desa",
                    lead_agencies=["Kemendesa PDTT", "Kemendagri"],
                    target_text="1.000 desa",
                    achievement_text="640 desa mempublikasikan",
                    percent=64,
                    notes="Data per provinsi terlampir",
                ),
                rec(
                    "Lampiran Surat",
                    12,
                    **common,
                    milestone="Pelatihan pendamping desa",
                    lead_agencies=["Kemendesa PDTT"],
                    target_text="33 provinsi",
                    achievement_text=None,
                    percent=None,
                    notes="Dijadwalkan semester II",
                ),
            ],
            must_not_import=["Nama Pejabat", "Jakarta, 8 Juli 2024", "Kepala Biro Perencanaan"],
        ),
    )


def numbers_above_header() -> Example:
    """The row 1 2 3 stands above the header, and the sheet's numbering restarts nowhere."""
    file = "03_nomor_kolom_di_atas.xlsx"
    book = Book()
    sheet = book.sheet("Matrik")
    sheet.put(1, 1, "MATRIK RENCANA AKSI KETERBUKAAN DATA IKLIM")
    sheet.row(3, 1, 2, 3, 4, 5, 6, 7)
    sheet.row(4, "No.", "Komitmen", "Indikator Keberhasilan", "PJ", "Instansi Terkait", "Target", "Tenggat")
    sheet.header(3, 4)
    climate = "Data iklim yang dapat dipakai petani dan nelayan"
    sheet.rows(
        5,
        (
            1,
            climate,
            "Prakiraan musim tersedia sebagai data terbuka",
            "BMKG",
            "Kementan, KKP",
            "12 buletin",
            day(2023, 12, 31),
        ),
        (2, climate, "Pos hujan terdaftar di portal", "BMKG", "BNPB", "150 pos hujan", day(2024, 6, 30)),
        (
            3,
            "Keterbukaan data tutupan hutan",
            "Peta tutupan hutan diperbarui",
            "KLHK",
            "ATR/BPN",
            "1 peta per tahun",
            day(2024, 12, 31),
        ),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Column-number row above the header; No numbers the rows",
            "numbers row 3, header row 4",
            [
                rec(
                    "Matrik",
                    5,
                    commitment_title=climate,
                    success_measure="Prakiraan musim tersedia sebagai data terbuka",
                    lead_agencies=["BMKG"],
                    supporting=["Kementan", "KKP"],
                    target_text="12 buletin",
                    due_date="2023-12-31",
                ),
                rec(
                    "Matrik",
                    6,
                    commitment_title=climate,
                    success_measure="Pos hujan terdaftar di portal",
                    lead_agencies=["BMKG"],
                    supporting=["BNPB"],
                    target_text="150 pos hujan",
                    due_date="2024-06-30",
                ),
                rec(
                    "Matrik",
                    7,
                    commitment_title="Keterbukaan data tutupan hutan",
                    success_measure="Peta tutupan hutan diperbarui",
                    lead_agencies=["KLHK"],
                    supporting=["ATR/BPN"],
                    target_text="1 peta per tahun",
                    due_date="2024-12-31",
                ),
            ],
        ),
    )


def finished_means_end_date() -> Example:
    """Two header rows; under ``Waktu Pelaksanaan`` the word ``Selesai`` is a date and no status."""
    file = "04_waktu_mulai_selesai.xlsx"
    book = Book()
    sheet = book.sheet("RENAKSI 2024")
    sheet.put(1, 1, "RENCANA AKSI PERPUSTAKAAN INKLUSIF")
    sheet.merge("A1:J1")
    sheet.row(3, "No", "Komitmen", "Tahapan Kegiatan", "Pelaksana", None, "Waktu Pelaksanaan", None, "Target Capaian")
    sheet.put(3, 10, "Ket.")
    sheet.row(4, "Utama", "Pendukung", "Mulai", "Selesai", "2023", "2024", col=4)
    sheet.merge("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:I3", "J3:J4")
    sheet.header(3, 4)
    title = "Perpustakaan desa sebagai pusat informasi publik"
    sheet.rows(
        5,
        (
            1,
            title,
            "Pemetaan perpustakaan desa",
            "Perpusnas",
            "Kemendagri; Kemendesa PDTT",
            day(2023, 2, 1),
            day(2023, 8, 31),
            "Peta 10 provinsi",
            "Peta 38 provinsi",
            "lanjutan",
        ),
        (
            2,
            title,
            "Pelatihan pustakawan",
            "Perpusnas",
            "Kemendagri",
            "1 Maret 2024",
            "30 November 2024",
            None,
            "400 pustakawan",
        ),
    )
    first = {
        "commitment_title": title,
        "milestone": "Pemetaan perpustakaan desa",
        "lead_agencies": ["Perpusnas"],
        "supporting": ["Kemendagri", "Kemendesa PDTT"],
        "start_date": "2023-02-01",
        "due_date": "2023-08-31",
        "status": None,
        "notes": "any",
    }
    return (
        file,
        book.data(),
        readable(
            file,
            "Merged Pelaksana, Waktu Pelaksanaan and Target Capaian over their leaves",
            "header rows 3-4",
            [
                rec("RENAKSI 2024", 5, **first, target_year=2023, target_text="Peta 10 provinsi"),
                rec("RENAKSI 2024", 5, **first, target_year=2024, target_text="Peta 38 provinsi"),
                rec(
                    "RENAKSI 2024",
                    6,
                    commitment_title=title,
                    milestone="Pelatihan pustakawan",
                    lead_agencies=["Perpusnas"],
                    supporting=["Kemendagri"],
                    start_date="2024-03-01",
                    due_date="2024-11-30",
                    status=None,
                    target_year=2024,
                    target_text="400 pustakawan",
                    notes=None,
                ),
            ],
        ),
    )


def three_row_header() -> Example:
    """Tahun over Triwulan over Target and Realisasi."""
    file = "05_tahun_triwulan_target_realisasi.xlsx"
    book = Book()
    sheet = book.sheet("Capaian")
    sheet.put(1, 1, "Laporan Capaian Rencana Aksi Pelindungan Pekerja Migran")
    sheet.row(3, "No", "Rencana Aksi", "Ukuran Keberhasilan", "Kegiatan", "K/L", "Tahun 2024")
    sheet.row(4, None, None, None, None, None, "Triwulan I", None, "Triwulan II", None, "Triwulan III", None)
    sheet.put(4, 12, "Triwulan IV")
    sheet.row(5, *(["Target", "Realisasi"] * 4), col=6)
    sheet.merge(*(f"{column}3:{column}5" for column in "ABCDE"), "F3:M3", "F4:G4", "H4:I4", "J4:K4", "L4:M4")
    sheet.header(3, 4, 5)
    title = "Keterbukaan informasi penempatan pekerja migran"
    measure = "Calon pekerja migran dapat memeriksa perusahaan penempatan secara daring"
    sheet.row(
        6,
        1,
        title,
        measure,
        "Integrasi data perusahaan penempatan",
        "BP2MI; Kemnaker",
        "1 rancangan",
        "1 rancangan",
        "Uji coba 5 provinsi",
        "Uji coba 3 provinsi",
        "Uji coba 10 provinsi",
        None,
        "Berlaku nasional",
        None,
    )
    sheet.row(
        7,
        2,
        title,
        measure,
        "Publikasi daftar hitam perusahaan",
        "BP2MI",
        None,
        None,
        "Daftar terbit",
        "Daftar terbit 12 Juni",
        None,
        None,
        "Daftar diperbarui",
    )
    first = {
        "commitment_title": title,
        "success_measure": measure,
        "milestone": "Integrasi data perusahaan penempatan",
        "lead_agencies": ["BP2MI", "Kemnaker"],
        "target_year": 2024,
    }
    second = {
        **first,
        "milestone": "Publikasi daftar hitam perusahaan",
        "lead_agencies": ["BP2MI"],
    }
    return (
        file,
        book.data(),
        readable(
            file,
            "Three header rows; a record only where the quarter has a target or a realisation",
            "header rows 3-5",
            [
                rec("Capaian", 6, **first, period="2024-Q1", target_text="1 rancangan", achievement_text="1 rancangan"),
                rec(
                    "Capaian",
                    6,
                    **first,
                    period="2024-Q2",
                    target_text="Uji coba 5 provinsi",
                    achievement_text="Uji coba 3 provinsi",
                ),
                rec(
                    "Capaian",
                    6,
                    **first,
                    period="2024-Q3",
                    target_text="Uji coba 10 provinsi",
                    achievement_text=None,
                ),
                rec("Capaian", 6, **first, period="2024-Q4", target_text="Berlaku nasional", achievement_text=None),
                rec(
                    "Capaian",
                    7,
                    **second,
                    period="2024-Q2",
                    target_text="Daftar terbit",
                    achievement_text="Daftar terbit 12 Juni",
                ),
                rec("Capaian", 7, **second, period="2024-Q4", target_text="Daftar diperbarui", achievement_text=None),
            ],
        ),
    )


def header_as_typed() -> Example:
    """Line breaks, double spaces, asterisks and two typing slips in the header."""
    file = "06_judul_kolom_salah_ketik.xlsx"
    book = Book()
    sheet = book.sheet("Sheet1")
    sheet.row(
        2,
        "No.\nKomitmen *",
        "Judul  Komitmen*",
        "Ukuran\nKeberhasian",
        "Penangung  Jawab",
        "Instansi\xa0Pendukung",
        "TARGET\nCAPAIAN\n(2024)",
        "Persentase\nCapaian :",
        "STATUS\u200b",
        "Rencana  Tindak\nLanjut",
    )
    sheet.header(2)
    title = "Sekolah membuka penggunaan dana bantuan operasional"
    sheet.rows(
        3,
        (
            4,
            title,
            "Laporan dana BOS tampil di laman sekolah",
            "Kemendikbudristek",
            "Kemendagri",
            "5.000 sekolah",
            "45%",
            "On track",
            "Surat edaran kepada dinas",
        ),
        (
            4,
            title,
            "Orang tua dilibatkan dalam musyawarah anggaran",
            "Kemendikbudristek",
            "Kemendagri",
            "200 sekolah",
            "100%",
            "Tercapai ",
            None,
        ),
    )
    common = {
        "commitment_number": "4",
        "commitment_title": title,
        "lead_agencies": ["Kemendikbudristek"],
        "supporting": ["Kemendagri"],
        "target_year": 2024,
    }
    return (
        file,
        book.data(),
        readable(
            file,
            "Header cells with line breaks, double spaces, marks and near-match typing slips",
            "header row 2",
            [
                rec(
                    "Sheet1",
                    3,
                    **common,
                    success_measure="Laporan dana BOS tampil di laman sekolah",
                    target_text="5.000 sekolah",
                    percent=45,
                    status="On track",
                    follow_up="Surat edaran kepada dinas",
                ),
                rec(
                    "Sheet1",
                    4,
                    **common,
                    success_measure="Orang tua dilibatkan dalam musyawarah anggaran",
                    target_text="200 sekolah",
                    percent=100,
                    status="Tercapai",
                    status_class="completed",
                    follow_up=None,
                ),
            ],
        ),
    )


def english_ogp_table() -> Example:
    """The English template of the OGP, with government and civil society together in one column."""
    file = "07_ogp_template_english.xlsx"
    book = Book()
    sheet = book.sheet("Action Plan")
    sheet.put(1, 1, "National Action Plan 2023-2024: Commitments and Milestones")
    sheet.row(
        3,
        "Commitment No.",
        "Commitment",
        "Milestone Activity with a verifiable deliverable",
        "Start Date",
        "End Date",
        "Lead Implementing Agency",
        "Other Actors Involved",
        "Status",
        "% Complete",
        "Challenges",
        "Next Steps",
    )
    sheet.header(3)
    budget = "Open and participatory budgeting"
    sheet.rows(
        4,
        (
            1,
            budget,
            "Citizen budget published in open format",
            day(2023, 3, 1, "d mmm yyyy"),
            day(2023, 12, 15, "d mmm yyyy"),
            "Ministry of Finance",
            "Bappenas; Seknas FITRA",
            "Completed",
            pct(1),
            None,
            "Repeat every year",
        ),
        (
            1,
            budget,
            "Public hearings on the draft budget",
            day(2023, 5, 1, "d mmm yyyy"),
            day(2024, 8, 31, "d mmm yyyy"),
            "Ministry of Finance",
            "Kemendagri, ICW, PATTIRO",
            "In progress",
            pct(0.4),
            "Hearings depend on the calendar of parliament",
            "Agree dates",
        ),
        (
            2,
            "Open legal aid data",
            "Dashboard of legal aid organisations",
            day(2024, 1, 2, "d mmm yyyy"),
            day(2024, 12, 31, "d mmm yyyy"),
            "Ministry of Law and Human Rights",
            "BPHN; PBHI",
            "Not started",
            pct(0),
            None,
            None,
        ),
    )
    first = {"commitment_number": "1", "commitment_title": budget, "lead_agencies": ["Kemenkeu"]}
    return (
        file,
        book.data(),
        readable(
            file,
            "English OGP template; Other Actors holds government and civil society",
            "header row 3",
            [
                rec(
                    "Action Plan",
                    4,
                    **first,
                    milestone="Citizen budget published in open format",
                    start_date="2023-03-01",
                    due_date="2023-12-15",
                    supporting=["Bappenas"],
                    csos=["Seknas FITRA"],
                    status="Completed",
                    status_class="completed",
                    percent=100,
                    obstacles=None,
                    follow_up="Repeat every year",
                ),
                rec(
                    "Action Plan",
                    5,
                    **first,
                    milestone="Public hearings on the draft budget",
                    start_date="2023-05-01",
                    due_date="2024-08-31",
                    supporting=["Kemendagri"],
                    csos=["ICW", "PATTIRO"],
                    status="In progress",
                    status_class="in_progress",
                    percent=40,
                    obstacles="Hearings depend on the calendar of parliament",
                    follow_up="Agree dates",
                ),
                rec(
                    "Action Plan",
                    6,
                    commitment_number="2",
                    commitment_title="Open legal aid data",
                    milestone="Dashboard of legal aid organisations",
                    lead_agencies=["Kemenkumham"],
                    supporting=["BPHN"],
                    csos=["PBHI"],
                    start_date="2024-01-02",
                    due_date="2024-12-31",
                    status="Not started",
                    status_class="not_started",
                    percent=0,
                ),
            ],
        ),
    )


def inpres_pages() -> Example:
    """Inpres style: header and (1) to (7) repeated on every page, theme lines between, page lines at the foot."""
    file = "08_gaya_inpres_halaman_berulang.xlsx"
    book = Book()
    sheet = book.sheet("Lampiran Inpres")
    header = (
        "No",
        "Isu/Strategi Nasional",
        "Rencana Aksi",
        "Keluaran",
        "Target Penyelesaian",
        "Instansi Penanggung Jawab",
        "Instansi Terkait",
    )
    numbers = tuple(f"({n})" for n in range(1, 8))
    sheet.put(1, 1, "LAMPIRAN INSTRUKSI (CONTOH)")
    sheet.merge("A1:G1")
    licence = "Penyederhanaan perizinan berusaha"
    complaint = "Pengelolaan pengaduan masyarakat"
    sheet.row(3, *header)
    sheet.row(4, *numbers)
    sheet.header(3, 4)
    sheet.put(5, 1, "STRATEGI PENCEGAHAN")
    sheet.merge("A5:G5")
    sheet.rows(
        6,
        (
            1,
            licence,
            "Publikasi standar waktu layanan",
            "Standar waktu tayang di laman",
            "Oktober 2023",
            "BKPM",
            "Kemendagri",
        ),
        (2, licence, "Kanal pelacakan permohonan", "Kanal berfungsi", "Desember 2023", "BKPM", "Kominfo"),
    )
    sheet.put(8, 4, "- 1 -")
    sheet.row(9, *header)
    sheet.row(10, *numbers)
    sheet.header(9, 10)
    sheet.put(11, 1, "STRATEGI PENINDAKAN")
    sheet.merge("A11:G11")
    sheet.rows(
        12,
        (3, complaint, "Pelindungan pelapor", "Pedoman ditetapkan", "Tidak Ada", "LPSK", "Polri; Kejaksaan Agung"),
        (4, complaint, "Publikasi statistik pengaduan", "Laporan triwulanan", "Maret 2024", "Ombudsman RI", "KSP"),
    )
    sheet.put(14, 4, "Halaman 2 dari 2")
    return (
        file,
        book.data(),
        readable(
            file,
            "Header and number row repeated after each page, theme lines, page-number lines",
            "header rows 3 and 9",
            [
                rec(
                    "Lampiran Inpres",
                    6,
                    commitment_title=licence,
                    milestone="Publikasi standar waktu layanan",
                    target_text="Standar waktu tayang di laman",
                    due_date="any",
                    period="2023-10",
                    lead_agencies=["BKPM"],
                    supporting=["Kemendagri"],
                ),
                rec(
                    "Lampiran Inpres",
                    7,
                    commitment_title=licence,
                    milestone="Kanal pelacakan permohonan",
                    target_text="Kanal berfungsi",
                    due_date="any",
                    period="2023-12",
                    lead_agencies=["BKPM"],
                    supporting=["Kominfo"],
                ),
                rec(
                    "Lampiran Inpres",
                    12,
                    commitment_title=complaint,
                    milestone="Pelindungan pelapor",
                    target_text="Pedoman ditetapkan",
                    due_date=None,
                    period=None,
                    lead_agencies=["LPSK"],
                    supporting=["Polri", "Kejaksaan Agung"],
                ),
                rec(
                    "Lampiran Inpres",
                    13,
                    commitment_title=complaint,
                    milestone="Publikasi statistik pengaduan",
                    target_text="Laporan triwulanan",
                    due_date="any",
                    period="2024-03",
                    lead_agencies=["Ombudsman RI"],
                    supporting=["KSP"],
                ),
            ],
            must_not_import=["Halaman 2 dari 2", "- 1 -", "(1)"],
        ),
    )


def ran_four_style() -> Example:
    """RAN OGI IV: one column of success measures per year, an empty year, a percentage inside the text."""
    file = "09_gaya_ran_iv.xlsx"
    book = Book()
    sheet = book.sheet("Tabel")
    sheet.row(1, "Komitmen", "K/L", "Ukuran Keberhasilan 2023", "Ukuran Keberhasilan 2024")
    sheet.header(1)
    archive = "Pembukaan arsip statis untuk peneliti"
    food = "Keterbukaan data cadangan pangan"
    sheet.rows(
        2,
        (archive, "ANRI", "Arsip terdaftar di jaringan informasi (75%)", "Seluruh arsip terdaftar"),
        (food, "Badan Pangan Nasional", None, "Data cadangan pangan terbit tiap bulan"),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Success measures per year in the header text",
            "header row 1",
            [
                rec(
                    "Tabel",
                    2,
                    commitment_title=archive,
                    lead_agencies=["ANRI"],
                    success_measure="Arsip terdaftar di jaringan informasi (75%)",
                    target_year=2023,
                    percent=None,
                ),
                rec(
                    "Tabel",
                    2,
                    commitment_title=archive,
                    lead_agencies=["ANRI"],
                    success_measure="Seluruh arsip terdaftar",
                    target_year=2024,
                    percent=None,
                ),
                rec(
                    "Tabel",
                    3,
                    commitment_title=food,
                    lead_agencies=["Badan Pangan Nasional"],
                    success_measure="Data cadangan pangan terbit tiap bulan",
                    target_year=2024,
                ),
            ],
        ),
    )


def two_measures_of_success() -> Example:
    """Kriteria keberhasilan and ukuran keberhasilan stand side by side and are two different things."""
    file = "10_kriteria_dan_ukuran.xlsx"
    book = Book()
    sheet = book.sheet("Aksi PPK")
    sheet.row(1, "Aksi Pencegahan dan Pemberantasan Korupsi")
    sheet.row(
        3,
        "No",
        "Aksi",
        "Penanggung Jawab",
        "Instansi Terkait",
        "Kriteria Keberhasilan",
        "Ukuran Keberhasilan",
        "Target Waktu",
    )
    sheet.header(3)
    sheet.rows(
        4,
        (
            1,
            "Keterbukaan data pemilik manfaat",
            "Kementerian Hukum dan HAM",
            "PPATK; Kementerian ESDM",
            "Pemilik manfaat korporasi diketahui publik",
            "70% korporasi melaporkan pemilik manfaat",
            "31 Desember 2023",
        ),
        (
            2,
            "Keterbukaan kontrak pengadaan",
            "LKPP",
            "Kemenkeu",
            "Kontrak dapat ditelusuri",
            "Kontrak tayang dalam format OCDS",
            "30-06-2024",
        ),
    )
    return (
        file,
        book.data(),
        readable(
            file,
            "Kriteria and ukuran keberhasilan both exist and are kept apart",
            "header row 3",
            [
                rec(
                    "Aksi PPK",
                    4,
                    commitment_title="Keterbukaan data pemilik manfaat",
                    lead_agencies=["Kemenkumham"],
                    supporting=["PPATK", "ESDM"],
                    success_measure="70% korporasi melaporkan pemilik manfaat",
                    due_date="2023-12-31",
                    percent=None,
                ),
                rec(
                    "Aksi PPK",
                    5,
                    commitment_title="Keterbukaan kontrak pengadaan",
                    lead_agencies=["LKPP"],
                    supporting=["Kemenkeu"],
                    success_measure="Kontrak tayang dalam format OCDS",
                    due_date="2024-06-30",
                    percent=None,
                ),
            ],
        ),
    )


BUILDERS: list[Builder] = [
    flat_health,
    letter_with_title_block,
    numbers_above_header,
    finished_means_end_date,
    three_row_header,
    header_as_typed,
    english_ogp_table,
    inpres_pages,
    ran_four_style,
    two_measures_of_success,
]
