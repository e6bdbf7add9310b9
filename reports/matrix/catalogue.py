"""Every problem a matrix can have: code, severity, what it refuses, and the one sentence for the reader.

A kind's placeholders stand in the comment before it; ``place`` and ``sheet`` are filled in by `Problem` itself,
everything else comes from ``Problem.values``. Some codes have several kinds, since a sentence must fit its cause.
"""

from __future__ import annotations

from typing import Final

from models.language import N_
from models.problems import ProblemKind, Scope, Severity

# The file itself: found by `workbook` before anything is read

EMPTY_FILE: Final = ProblemKind(
    "empty_file",
    Severity.ERROR,
    Scope.FILE,
    N_("Berkas ini kosong (0 bita): kirim ulang berkas yang berisi matriks."),
)
TOO_LARGE: Final = ProblemKind(
    "too_large",
    Severity.ERROR,
    Scope.FILE,
    N_("Berkas ini lebih besar dari 10 MB: kecilkan atau buang gambar di dalamnya, atau bagi menjadi beberapa berkas."),
)
TOO_MANY_ROWS: Final = ProblemKind(
    "too_large",
    Severity.ERROR,
    Scope.SHEET,
    N_("Sel {place} berada di luar batas 20.000 baris: hapus isi yang tersesat di bawah tabel atau bagi berkas ini."),
)
TOO_MANY_COLUMNS: Final = ProblemKind(
    "too_large",
    Severity.ERROR,
    Scope.SHEET,
    N_("Sel {place} berada di luar batas 200 kolom: hapus isi yang tersesat di kanan tabel atau bagi berkas ini."),
)
TOO_MANY_CELLS: Final = ProblemKind(
    "too_large",
    Severity.ERROR,
    Scope.FILE,
    N_("Berkas ini memuat lebih dari 300.000 sel terisi: bagi menjadi beberapa berkas."),
)
TOO_MUCH_TEXT: Final = ProblemKind(
    "too_large",
    Severity.ERROR,
    Scope.FILE,
    N_("Berkas ini memuat lebih dari 20 juta huruf: bagi menjadi beberapa berkas."),
)
TOO_MUCH_MEMORY: Final = ProblemKind(
    "too_large",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Berkas ini terlalu besar untuk dibaca dengan aman: salin tabelnya ke buku kerja baru, lalu kirim "
        "berkas baru itu."
    ),
)
#: found: name of the format, the same in every language
WRONG_FORMAT: Final = ProblemKind(
    "wrong_format",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Berkas ini berformat {found}, bukan .xlsx: simpan matriksnya sebagai Buku Kerja Excel (.xlsx), lalu "
        "kirim ulang."
    ),
)
STRICT_FORMAT: Final = ProblemKind(
    "wrong_format",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Berkas ini berformat Strict Open XML: pilih Simpan Sebagai lalu Buku Kerja Excel (.xlsx) yang biasa,"
        " dan kirim ulang."
    ),
)
NOT_A_WORKBOOK: Final = ProblemKind(
    "not_a_workbook",
    Severity.ERROR,
    Scope.FILE,
    N_("Berkas ini bukan buku kerja Excel: pilih berkas .xlsx yang berisi matriks."),
)
PASSWORD_PROTECTED: Final = ProblemKind(
    "password_protected",
    Severity.ERROR,
    Scope.FILE,
    N_("Berkas ini dikunci dengan kata sandi: buka di Excel, hapus kata sandinya, simpan, lalu kirim ulang."),
)
CORRUPT_FILE: Final = ProblemKind(
    "corrupt_file",
    Severity.ERROR,
    Scope.FILE,
    N_("Berkas ini rusak atau terpotong: buka dan simpan kembali di Excel, atau minta pengirim mengirim ulang."),
)
#: found: the part or file name
MACROS_NOT_ALLOWED: Final = ProblemKind(
    "macros_not_allowed",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Berkas ini memuat makro atau objek tertanam ({found}): hapus, simpan sebagai Buku Kerja Excel "
        "(.xlsx), lalu kirim ulang."
    ),
)
#: found: the part's name
UNSAFE_ARCHIVE: Final = ProblemKind(
    "unsafe_archive",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Susunan berkas ini tidak wajar dan tidak aman dibuka ({found}): salin tabelnya ke buku kerja baru di"
        " Excel, lalu kirim berkas baru itu."
    ),
)
TOO_MANY_PARTS: Final = ProblemKind(
    "unsafe_archive",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Berkas ini terdiri atas lebih dari 400 bagian dan tidak aman dibuka: salin tabelnya ke buku kerja "
        "baru, lalu kirim berkas baru itu."
    ),
)
#: found: the part's name
UNSAFE_XML: Final = ProblemKind(
    "unsafe_xml",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Berkas ini memuat deklarasi XML yang tidak aman ({found}): salin tabelnya ke buku kerja baru di "
        "Excel, lalu kirim berkas baru itu."
    ),
)
DECOMPRESSED_TOO_LARGE: Final = ProblemKind(
    "decompressed_too_large",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Isi berkas ini terlalu besar setelah dibuka (paling besar 100 MB): salin tabelnya ke buku kerja "
        "baru, lalu kirim berkas baru itu."
    ),
)
TIME_LIMIT: Final = ProblemKind(
    "time_limit",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Berkas ini tidak selesai dibaca dalam 20 detik: salin tabelnya ke buku kerja baru, lalu kirim berkas baru itu."
    ),
)
READER_UNAVAILABLE: Final = ProblemKind(
    "reader_unavailable",
    Severity.ERROR,
    Scope.FILE,
    N_("Server sedang tidak dapat membaca berkas: coba lagi beberapa menit lagi."),
)
EMPTY_WORKBOOK: Final = ProblemKind(
    "empty_workbook",
    Severity.ERROR,
    Scope.FILE,
    N_("Buku kerja ini tidak memuat satu pun sel terisi: kirim berkas yang berisi matriks."),
)

# Cells that no honest program writes: they refuse the whole file, with their place

CELL_TOO_LONG: Final = ProblemKind(
    "cell_too_long",
    Severity.ERROR,
    Scope.SHEET,
    N_("Sel {place} memuat lebih dari 32.767 huruf, batas Excel: pendekkan teksnya."),
)
CONTROL_CHARACTERS: Final = ProblemKind(
    "control_characters",
    Severity.ERROR,
    Scope.SHEET,
    N_("Sel {place} memuat karakter kendali yang tidak terlihat: ketik ulang teks sel itu."),
)
#: formula: as written, shortened
FORMULA_INJECTION: Final = ProblemKind(
    "formula_injection",
    Severity.ERROR,
    Scope.SHEET,
    N_("Sel {place} memuat rumus yang memanggil sumber di luar buku kerja (“{formula}”): ganti dengan nilainya."),
)

# Layout: what the sheets as a whole lack or hold

#: headers: per sheet, e.g. “Daftar: No, Nama, Instansi”
NO_RECOGNISABLE_HEADER: Final = ProblemKind(
    "no_recognisable_header",
    Severity.ERROR,
    Scope.FILE,
    N_(
        "Tidak ada lembar dengan judul kolom matriks; yang ditemukan: {headers}. Pakai judul seperti "
        "“Komitmen” dan “Ukuran Keberhasilan”, atau cocokkan kolomnya di halaman impor."
    ),
)
#: field: what both would be; headers: both titles
AMBIGUOUS_HEADER: Final = ProblemKind(
    "ambiguous_header",
    Severity.ERROR,
    Scope.SHEET,
    N_(
        "Di {place}, kolom {headers} sama-sama dapat berarti “{field}”: pilih satu di halaman impor atau ubah judulnya."
    ),
)
NO_DATA_ROWS: Final = ProblemKind(
    "no_data_rows",
    Severity.ERROR,
    Scope.SHEET,
    N_("Lembar {sheet} memuat judul kolom tetapi tidak satu pun baris isi: kirim berkas yang sudah diisi."),
)
#: header: its title
UNKNOWN_COLUMN: Final = ProblemKind(
    "unknown_column",
    Severity.WARNING,
    Scope.SHEET,
    N_(
        "Kolom “{header}” di {place} tidak dikenal dan tidak disimpan: cocokkan di halaman impor bila isinya "
        "diperlukan."
    ),
)
#: count
HIDDEN_ROWS: Final = ProblemKind(
    "hidden_rows",
    Severity.WARNING,
    Scope.SHEET,
    N_("{count} baris tersembunyi di {place} ikut dibaca: tampilkan barisnya untuk memeriksa."),
)
#: count
HIDDEN_COLUMNS: Final = ProblemKind(
    "hidden_columns",
    Severity.WARNING,
    Scope.SHEET,
    N_("{count} kolom tersembunyi di {place} ikut dibaca: tampilkan kolomnya untuk memeriksa."),
)
HIDDEN_SHEET: Final = ProblemKind(
    "hidden_sheet",
    Severity.WARNING,
    Scope.SHEET,
    N_("Lembar tersembunyi {sheet} ikut dibaca: hapus lembar itu bila hanya konsep."),
)
SHEET_SKIPPED: Final = ProblemKind(
    "sheet_skipped",
    Severity.WARNING,
    Scope.SHEET,
    N_("Lembar {sheet} tidak dibaca karena tidak memuat judul kolom matriks: periksa bila seharusnya dibaca."),
)
#: count
MULTIPLE_TABLES: Final = ProblemKind(
    "multiple_tables",
    Severity.WARNING,
    Scope.SHEET,
    N_("Lembar {sheet} memuat {count} tabel dan semuanya dibaca: periksa hasil bacaannya."),
)
#: count
PICTURES_IN_CELLS: Final = ProblemKind(
    "pictures_in_cells",
    Severity.WARNING,
    Scope.SHEET,
    N_("Ada {count} gambar di {place} yang tidak ikut dibaca: unggah sebagai data dukung bila diperlukan."),
)
MISSING_PERIOD: Final = ProblemKind(
    "missing_period",
    Severity.WARNING,
    Scope.SHEET,
    N_("Periode capaian tidak tertulis di {place}: pilih periodenya di halaman impor."),
)
#: value; accepted: the readings
AMBIGUOUS_PERIOD: Final = ProblemKind(
    "ambiguous_period",
    Severity.WARNING,
    Scope.SHEET,
    N_("“{value}” di {place} dapat berarti lebih dari satu periode ({accepted}): pilih salah satu di halaman impor."),
)

# Values: what one cell or row holds

#: field: the column's title
MISSING_REQUIRED_VALUE: Final = ProblemKind(
    "missing_required_value",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place} kosong, padahal “{field}” wajib diisi: lengkapi sel itu."),
)
#: nothing in the table, above it or in the sheet's name says which commitment its rows belong to
MISSING_COMMITMENT: Final = ProblemKind(
    "missing_required_value",
    Severity.ERROR,
    Scope.CELL,
    N_(
        "Tabel pada {place} tidak menyebut komitmennya: tambahkan kolom “Komitmen”, atau baris seperti “Komitmen 1: …”"
        " di atas tabel."
    ),
)
#: first: place of the first of them
DUPLICATE_ROWS: Final = ProblemKind(
    "duplicate_rows",
    Severity.ERROR,
    Scope.CELL,
    N_("Baris di {place} mengulang baris di {first} untuk periode dan pelapor yang sama: hapus salah satunya."),
)
#: value: as written; accepted: the known number and title
CONFLICTING_COMMITMENT: Final = ProblemKind(
    "conflicting_commitment",
    Severity.ERROR,
    Scope.CELL,
    N_(
        "Nomor dan judul komitmen di {place} (“{value}”) tidak cocok dengan komitmen yang terdaftar "
        "({accepted}): perbaiki salah satunya."
    ),
)
#: value; accepted: the words
UNKNOWN_STATUS: Final = ProblemKind(
    "unknown_status",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: status “{value}” tidak dikenal. Pakai salah satu dari: {accepted}."),
)
#: value
INVALID_DATE: Final = ProblemKind(
    "invalid_date",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: “{value}” bukan tanggal. Tulis misalnya 28/02/2022."),
)
#: value
INVALID_PERIOD: Final = ProblemKind(
    "invalid_period",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: “{value}” bukan periode. Tulis misalnya Triwulan II 2022, B06 2022, atau 2022."),
)
#: value; accepted: e.g. 2020–2024
INVALID_YEAR: Final = ProblemKind(
    "invalid_year",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: “{value}” bukan tahun yang dapat dipakai. Tulis tahun {accepted}."),
)
#: value
INVALID_NUMBER: Final = ProblemKind(
    "invalid_number",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: “{value}” bukan bilangan. Tulis misalnya 1.234,5."),
)
#: value
INVALID_PERCENT: Final = ProblemKind(
    "invalid_percent",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: “{value}” bukan persentase. Tulis bilangan 0 sampai 100, misalnya 75,5%."),
)
#: value
PERCENT_OUT_OF_RANGE: Final = ProblemKind(
    "percent_out_of_range",
    Severity.ERROR,
    Scope.CELL,
    N_(
        "Sel {place}: persentase “{value}” di luar 0 sampai 200. Tulis bilangan 0 sampai 100; di atas 100 "
        "diterima sampai 200."
    ),
)
#: value
PERCENT_ABOVE_100: Final = ProblemKind(
    "percent_above_100",
    Severity.WARNING,
    Scope.CELL,
    N_("Sel {place}: persentase “{value}” di atas 100 dan dipakai apa adanya. Periksa apakah memang demikian."),
)
#: value; accepted: both readings, e.g. “0,75% atau 75%”
AMBIGUOUS_PERCENT: Final = ProblemKind(
    "ambiguous_percent",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: “{value}” dapat berarti {accepted}. Tulis dengan tanda persen."),
)
#: value
QUALIFIED_VALUE: Final = ProblemKind(
    "qualified_value",
    Severity.WARNING,
    Scope.CELL,
    N_(
        "Sel {place}: “{value}” bukan satu bilangan pasti sehingga disimpan sebagai teks. Tulis satu bilangan"
        " bila ingin dihitung."
    ),
)
#: value: e.g. #REF!
ERROR_VALUE_IN_CELL: Final = ProblemKind(
    "error_value_in_cell",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place} memuat nilai galat {value}: perbaiki rumusnya atau tulis nilainya."),
)
#: formula: as written
FORMULA_WITHOUT_VALUE: Final = ProblemKind(
    "formula_without_value",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place} memuat rumus tanpa hasil (“{formula}”): buka di Excel, simpan, lalu kirim ulang."),
)
#: value; accepted: the nearest names, or a dash
UNKNOWN_ORGANISATION: Final = ProblemKind(
    "unknown_organisation",
    Severity.WARNING,
    Scope.CELL,
    N_(
        "Sel {place}: instansi “{value}” tidak dikenal (yang mirip: {accepted}). Pilih atau daftarkan di halaman impor."
    ),
)
#: value; accepted: the candidates
AMBIGUOUS_ORGANISATION: Final = ProblemKind(
    "ambiguous_organisation",
    Severity.WARNING,
    Scope.CELL,
    N_("Sel {place}: “{value}” dapat berarti lebih dari satu instansi ({accepted}). Pilih di halaman impor."),
)

# The reader's own: what a file contradicts by itself

#: value: number and title as written here; accepted: the title the same number has further up
CONFLICTING_IN_FILE: Final = ProblemKind(
    "conflicting_commitment",
    Severity.ERROR,
    Scope.CELL,
    N_(
        "Di {place} tertulis komitmen “{value}”, padahal nomor itu sudah dipakai untuk “{accepted}”: perbaiki "
        "salah satu."
    ),
)

#: All kinds, for the help page and for the tests that look for a missing translation.
KINDS: Final = tuple(kind for kind in tuple(globals().values()) if isinstance(kind, ProblemKind))
