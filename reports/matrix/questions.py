"""What a returned matrix can make us ask or say: every question and notice of the comparison, worded once."""

from __future__ import annotations

from models.language import N_
from models.problems import ProblemKind, Scope, Severity

UNKNOWN_ROW_CODE = ProblemKind(
    "unknown_row_code",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: kode baris “{value}” tidak ada dalam {plan}. Pakai kode dari matriks kami, atau kosongkan."),
)
ASK_COMMITMENT = ProblemKind(
    "ask_commitment",
    Severity.ERROR,
    Scope.CELL,
    N_(
        "Sel {place}: nomor dan judul “{value}” tidak menunjuk komitmen yang sama dalam {plan}. "
        "Pilih komitmennya; nomor itu mungkin hanya nomor baris."
    ),
)
ASK_MILESTONE = ProblemKind(
    "ask_milestone",
    Severity.ERROR,
    Scope.CELL,
    N_(
        "Sel {place}: baris tanpa kode. Pilih target capaian yang dimaksud, atau tambahkan sebagai target capaian baru."
    ),
)
ASK_REPORTER = ProblemKind(
    "ask_reporter",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: capaian tanpa pelapor yang jelas. Sebutkan K/L atau OMS yang melaporkan baris ini."),
)
ASK_PERIOD = ProblemKind(
    "ask_period",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: periode “{value}” tidak dikenal dalam {plan}. Pilih periode pelaporannya."),
)
DUPLICATE_ROW = ProblemKind(
    "row_pasted_twice",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: baris “{value}” muncul lebih dari sekali untuk pelapor dan periode yang sama. Sisakan satu."),
)
NOT_YOURS = ProblemKind(
    "not_your_row",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: baris ini bukan milik instansi Anda, jadi tidak diterapkan."),
)

#: two rows of one file write different things into a cell that all rows of a milestone share
CONTRADICTION = ProblemKind(
    "contradicting_rows",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: isi “{value}” berbeda dari baris lain untuk target capaian yang sama. Samakan keduanya."),
)
NOT_THE_SENDER = ProblemKind(
    "not_the_sender",
    Severity.ERROR,
    Scope.CELL,
    N_("Sel {place}: matriks ini dikirim kepada {sender}; laporan “{value}” tidak dapat masuk lewat berkas ini."),
)
UNMARKED = ProblemKind(
    "unmarked_return",
    Severity.WARNING,
    Scope.FILE,
    N_(
        "Berkas ini tidak lagi membawa tanda asalnya. Baris dicocokkan dengan kodenya dan isi sel dibandingkan dengan "
        "yang tersimpan sekarang, tanpa mengetahui apa yang dulu dikirim: periksa tiap perubahan."
    ),
)
UNKNOWN_DISPATCH = ProblemKind(
    "unknown_dispatch",
    Severity.WARNING,
    Scope.FILE,
    N_(
        "Pengiriman {value} yang disebut berkas ini tidak dikenal atau bukan untuk Anda. Isi sel dibandingkan dengan "
        "yang tersimpan sekarang, tanpa mengetahui apa yang dulu dikirim: periksa tiap perubahan."
    ),
)
SUPERSEDED = ProblemKind(
    "superseded_dispatch",
    Severity.WARNING,
    Scope.FILE,
    N_(
        "Berkas ini menjawab {value}; sesudahnya {sender} sudah dikirimi {newer}. Yang tidak diubah pengirim "
        "dibiarkan; periksa tiap perubahan."
    ),
)
CLOSED = ProblemKind(
    "closed_dispatch",
    Severity.WARNING,
    Scope.FILE,
    N_("Pengiriman {value} kepada {sender} sudah ditutup. Jawaban yang terlambat ini tetap dapat diterapkan."),
)
ROWS_GONE = ProblemKind(
    "rows_gone",
    Severity.WARNING,
    Scope.FILE,
    N_("{n} baris yang dikirim tidak ada dalam berkas ini; tidak ada yang dihapus: {codes}"),
)
COLUMN_GONE = ProblemKind(
    "column_gone",
    Severity.WARNING,
    Scope.FILE,
    N_("Kolom {columns} tidak ada lagi dalam berkas ini; isinya yang dulu dikirim tetap disimpan."),
)
