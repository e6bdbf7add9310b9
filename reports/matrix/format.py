"""The matrix described once. Writer, reader, page and documentation take everything they need from here.

A column has a stable key (written into a hidden row, so that people may rename and move columns), a title, a
kind that says how its cells are written, and the place its value lives in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final

from models.language import N_

#: changes when a file of today could not be read by the rules of yesterday
FORMAT_VERSION: Final = 1
SHEET_NAME: Final = N_("Matriks")
LISTS_SHEET: Final = "_daftar"
#: hidden: what the file is and whom it was sent to
MARK_SHEET: Final = "_pelacak"
#: every cell of the hidden row starts with this
KEY_PREFIX: Final = "#"
#: rows of the sheet, counted from 1
TITLE_ROW: Final = 1
SUBTITLE_ROW: Final = 2
KEY_ROW: Final = 3
HEADING_ROW: Final = 4
FIRST_DATA_ROW: Final = 5


class Kind(StrEnum):
    """How the cells of a column are written and read."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    PERIOD = "period"
    STATUS = "status"
    ORGANISATIONS = "organisations"
    LINKS = "links"


class Home(StrEnum):
    """Where a column's value lives, and so who may change it through the sheet."""

    #: names the row; never changed through the sheet
    KEY = "key"
    #: the plan's own: shared by everybody, can conflict
    PLAN = "plan"
    #: the sentence of the measure: a change becomes a proposal
    WORDING = "wording"
    #: the sender's own assessment
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the matrix."""

    key: str
    title: str
    kind: Kind
    home: Home
    #: in characters, where the column says something; together they print readably on A3
    width: int
    #: shown when the cell is selected
    help: str = ""
    #: the field of the stored row, where it has one
    field: str = ""
    #: how a filled cell looks, for the instructions of a matrix that goes out
    example: str = ""

    @property
    def marker(self) -> str:
        """What the hidden row holds."""
        return KEY_PREFIX + self.key


COLUMNS: Final[tuple[Column, ...]] = (
    Column("row_code", N_("Kode baris"), Kind.TEXT, Home.KEY, 13, N_("Jangan diubah: menandai baris ini.")),
    Column(
        "commitment_number",
        N_("No. komitmen"),
        Kind.NUMBER,
        Home.KEY,
        10,
        N_("Nomor komitmen dalam rencana aksi."),
    ),
    Column(
        "commitment_title",
        N_("Komitmen"),
        Kind.TEXT,
        Home.KEY,
        18,
        N_("Judul komitmen dalam rencana aksi."),
        example=N_("Keterbukaan data pemilu"),
    ),
    Column(
        "success_measure",
        N_("Ukuran keberhasilan"),
        Kind.TEXT,
        Home.WORDING,
        28,
        N_("Perubahan rumusan menjadi usulan yang diputuskan Sekretariat."),
        example=N_("Tersedianya data pemilu yang terbuka"),
    ),
    Column(
        "milestone",
        N_("Kegiatan/tahapan"),
        Kind.TEXT,
        Home.PLAN,
        20,
        N_("Langkah menuju ukuran keberhasilan, satu per baris."),
        field="activity",
        example=N_("Membangun portal data pemilu"),
    ),
    Column(
        "lead_agencies", N_("Penanggung jawab"), Kind.ORGANISATIONS, Home.PLAN, 13, N_("Pisahkan dengan titik koma.")
    ),
    Column(
        "supporting",
        N_("Instansi pendukung"),
        Kind.ORGANISATIONS,
        Home.KEY,
        13,
        N_("K/L yang mendukung komitmen ini."),
    ),
    Column(
        "csos",
        N_("Mitra OMS"),
        Kind.ORGANISATIONS,
        Home.KEY,
        12,
        N_("OMS yang menjadi mitra komitmen ini."),
    ),
    Column(
        "target_text",
        N_("Target"),
        Kind.TEXT,
        Home.PLAN,
        18,
        N_("Hasil yang dijanjikan, dengan kata atau angka."),
        field="target_text",
        example=N_("24 himpunan data terbit"),
    ),
    Column("start_date", N_("Mulai"), Kind.DATE, Home.PLAN, 11, N_("Tanggal, misalnya 01/02/2024."), field="starts_on"),
    Column(
        "due_date",
        N_("Batas waktu"),
        Kind.DATE,
        Home.PLAN,
        11,
        N_("Tanggal, misalnya 31/12/2024, atau TW IV 2024."),
        field="due_on",
    ),
    Column("reporter", N_("Pelapor"), Kind.ORGANISATIONS, Home.KEY, 13, N_("K/L atau OMS yang melaporkan baris ini.")),
    Column("period", N_("Periode"), Kind.PERIOD, Home.KEY, 10, N_("Pilih dari daftar.")),
    Column(
        "percent",
        N_("Capaian (%)"),
        Kind.PERCENT,
        Home.REPORT,
        9,
        N_("Angka 0 sampai 100. Kosong berarti tidak berubah, bukan 0."),
        field="percent",
        example="75",
    ),
    Column(
        "achievement_text",
        N_("Uraian capaian"),
        Kind.TEXT,
        Home.REPORT,
        30,
        N_("Apa yang sudah dicapai pada periode ini."),
        field="achievement",
        example=N_("Portal data dibuka untuk umum; 18 dari 24 himpunan data sudah terbit."),
    ),
    Column("status", N_("Status"), Kind.STATUS, Home.REPORT, 12, N_("Pilih dari daftar."), field="completion"),
    Column(
        "obstacles",
        N_("Kendala"),
        Kind.TEXT,
        Home.REPORT,
        20,
        N_("Apa yang menghambat, terutama bila terlambat atau di bawah target."),
        field="obstacle",
        example=N_("Enam himpunan data menunggu izin pemilik data."),
    ),
    Column(
        "follow_up",
        N_("Tindak lanjut"),
        Kind.TEXT,
        Home.REPORT,
        20,
        N_("Langkah berikutnya, oleh siapa dan kapan."),
        field="next_step",
        example=N_("Rapat dengan pemilik data pada bulan Agustus."),
    ),
    Column(
        "evidence",
        N_("Data dukung"),
        Kind.LINKS,
        Home.REPORT,
        20,
        N_("Tautan lengkap, satu per baris."),
        example="https://contoh.go.id/laporan.pdf",
    ),
    Column(
        "notes",
        N_("Keterangan"),
        Kind.TEXT,
        Home.REPORT,
        13,
        N_("Hal lain yang perlu diketahui pembaca."),
        field="notes",
    ),
)
BY_KEY: Final = {column.key: column for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row of the matrix: a milestone as one assessor reports on it in one period."""

    row_code: str = ""
    commitment_number: int | None = None
    commitment_title: str = ""
    success_measure: str = ""
    milestone: str = ""
    lead_agencies: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    csos: tuple[str, ...] = ()
    target_text: str = ""
    #: a date, or the words where only a quarter, month or year is known
    start_date: dt.date | str | None = None
    due_date: dt.date | str | None = None
    reporter: str = ""
    period: str = ""
    percent: float | None = None
    achievement_text: str = ""
    status: str = ""
    obstacles: str = ""
    follow_up: str = ""
    evidence: tuple[str, ...] = ()
    notes: str = ""


assert tuple(f.name for f in fields(MatrixRow)) == tuple(column.key for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a workbook of ours says about itself, in its hidden sheet and its properties."""

    plan_code: str
    made_on: dt.date
    organisation: str = ""
    dispatch: str = ""
    version: int = FORMAT_VERSION

    def as_properties(self) -> dict[str, str]:
        """Name → value, as it stands in the file."""
        return {
            "tracker_format": str(self.version),
            "tracker_plan": self.plan_code,
            "tracker_organisation": self.organisation,
            "tracker_dispatch": self.dispatch,
            "tracker_made_on": self.made_on.isoformat(),
        }
