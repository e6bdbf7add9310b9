# ruff: noqa: E501 - a row of a sheet is a line
"""Whole workbooks: several sheets, forms, exports of other programs, XML by other hands (matrix.md, layouts 9, 10, 14)."""

from __future__ import annotations

import io
import re

import pandas
import xlsxwriter
from openpyxl.worksheet.datavalidation import DataValidation

from tests.reports.matrix.corpus.bad_files import SHEET
from tests.reports.matrix.corpus.making import Book, Builder, packed, parts_of
from tests.reports.matrix.corpus2.making import Expected, fill, good, said, written

HEAD = ("No", "Komitmen", "Kegiatan", "Penanggung Jawab", "Target", "Status")


@good(
    "n01_lembar_kl_dengan_identitas.xlsx", "A sheet per ministry: label, colon and value in three cells, year as number"
)
def ministries_with_labels(book: Book) -> Expected:
    expected: Expected = []
    for name, agency, title in (
        ("KPU", "Komisi Pemilihan Umum", "Pemilu terbuka"),
        ("Kemensos", "Kementerian Sosial", "Bansos terbuka"),
    ):
        sheet = book.sheet(name)
        fill(
            sheet,
            "A1",
            ("FORMULIR PELAPORAN",),
            ("Nama K/L", ":", agency),
            ("Tahun", ":", 2024),
            ("Periode", ":", "B06"),
            ("Nama Pelapor", ":", "Orang Contoh"),
            (),
            ("No", "Komitmen", "Ukuran Keberhasilan", "Target", "Capaian", "Persentase"),
            (1, title, "Data terbit", "1 data", "1 data", "100%"),
            (2, title, "Kanal aduan", "1 kanal", "-", "0%"),
        )
        expected += said(
            name,
            "success_measure target_text achievement_text percent",
            (8, "Data terbit", "1 data", "1 data", 100),
            (9, "Kanal aduan", "1 kanal", None, 0),
            commitment_title=title,
            lead_agencies=[name],
            target_year=2024,
            period="2024-B06",
        )
    return expected


@good("n02_lembar_per_komitmen.xlsx", "Sheets Komitmen 1 and Komitmen 2 with title, agencies and CSO above the table")
def sheet_per_commitment(book: Book) -> Expected:
    expected: Expected = []
    for number, title, lead, cso in ((1, "Data pemilu", "KPU", "Perludem"), (2, "Data hutan", "KLHK", "Auriga")):
        name = f"Komitmen {number}"
        sheet = book.sheet(name)
        fill(
            sheet,
            "B2",
            ("Nomor Komitmen", number),
            ("Judul Komitmen", title),
            ("K/L Penanggung Jawab", lead),
            ("K/L Pendukung", "Bappenas, KSP"),
            ("OMS", cso),
            (),
            ("No", "Rencana Aksi", "Target 2024", "Capaian", "Status", "Data Dukung"),
            (1, "Penyusunan", "1 dokumen", "1 dokumen", "Selesai", "tautan"),
            (2, "Publikasi", "1 laman", None, "Belum mulai", None),
        )
        expected += said(
            name,
            "milestone target_text status",
            (9, "Penyusunan", "1 dokumen", "Selesai"),
            (10, "Publikasi", "1 laman", "Belum mulai"),
            commitment_number=str(number),
            commitment_title=title,
            lead_agencies=[lead],
            supporting=["Bappenas", "KSP"],
            csos=[cso],
            target_year=2024,
        )
    return expected


@good(
    "n03_formulir_bertumpuk.xlsx",
    "Two OGP forms in English below each other, contacts in each",
    must_not_import=["@contoh", "+62", "Jane"],
    accepted="any",
)
def stacked_forms(book: Book) -> Expected:
    sheet = book.sheet("Forms")
    expected: Expected = []
    at = 1
    for number, title, lead, cso, milestones in (
        (1, "Open election data", "KPU", "Perludem", ("Publish results", "Train observers")),
        (2, "Open forest data", "KLHK", "Auriga", ("Publish maps", "Publish permits")),
    ):
        fill(
            sheet,
            f"A{at}",
            ("Commitment number", number),
            ("Commitment title", title),
            ("Lead implementing agency", lead),
            ("What is the public problem that the commitment will address?", "People cannot see the data."),
            ("Contact person", "Jane Contoh"),
            ("E-mail and phone", "jane@contoh.go.id / +62 812"),
            ("Other actors involved (CSO)", cso),
            ("Milestone activity with a verifiable deliverable", "Start date", "End date", "Status"),
            (milestones[0], "January 2023", "June 2023", "Completed"),
            (milestones[1], "July 2023", "31 December 2024", "In progress"),
            (),
        )
        expected += said(
            "Forms",
            "milestone status_class",
            (at + 8, milestones[0], "completed"),
            (at + 9, milestones[1], "in_progress"),
            commitment_number=str(number),
            commitment_title=title,
            lead_agencies=[lead],
            csos=[cso],
        )
        at += 11
    return expected


@good(
    "n04_referensi_dan_sampul.xlsx",
    "Cover, instructions, lists of words and ministries (one hidden), data validation",
    must_not_import=["Daftar K/L", "Pilih salah satu", "Versi"],
)
def cover_and_lists(book: Book) -> Expected:
    fill(book.sheet("Sampul"), "C5", ("MATRIKS TARGET CAPAIAN",), ("RAN OGI VII",), ("Versi 3",))
    fill(
        book.sheet("Petunjuk"),
        "A1",
        ("Kolom", "Penjelasan"),
        ("Komitmen", "Pilih salah satu judul komitmen"),
        ("Target", "Pilih salah satu target"),
        ("Status", "Pilih salah satu status"),
    )
    sheet = book.sheet("Matriks")
    fill(
        sheet,
        "A1",
        HEAD,
        (1, "Tani terbuka", "Data lahan", "Kementan", "1 data", "Selesai"),
        (2, "Tani terbuka", "Data harga", "Kementan", "1 data", "Belum mulai"),
    )
    rule = DataValidation(type="list", formula1="=Referensi!$B$2:$B$4")
    rule.add("F2:F100")
    sheet.worksheet.add_data_validation(rule)
    lists = book.sheet("Referensi")
    fill(
        lists, "A1", ("Daftar K/L", "Status"), ("KPU", "Selesai"), ("KLHK", "Sedang berjalan"), ("LKPP", "Belum mulai")
    )
    fill(book.sheet("Ref2", state="veryHidden"), "A1", ("Komitmen", "Status"), ("Daftar K/L", "Selesai"))
    return said(
        "Matriks",
        "milestone target_text status",
        (2, "Data lahan", "1 data", "Selesai"),
        (3, "Data harga", "1 data", "Belum mulai"),
        commitment_title="Tani terbuka",
        lead_agencies=["Kementan"],
    )


@good("n05_tahun_di_nama_lembar.xlsx", "RAN OGI 2023 and RAN OGI 2024 with the same rows: no duplicates")
def sheet_per_year(book: Book) -> Expected:
    expected: Expected = []
    for year in (2023, 2024):
        name = f"RAN OGI {year}"
        sheet = book.sheet(name)
        fill(sheet, "A1", HEAD, (1, "Riset terbuka", "Repositori", "BRIN", "1 repositori", "Proses"))
        sheet.boxes(1, 1000, 6)
        expected += said(
            name,
            "target_text",
            (2, "1 repositori"),
            commitment_title="Riset terbuka",
            lead_agencies=["BRIN"],
            target_year=year,
        )
    return expected


@written("n06_pandas_indeks.xlsx", "pandas with its running index and an unnamed column")
def data_frame() -> tuple[bytes, Expected]:
    frame = pandas.DataFrame(
        {
            "Komitmen": ["Niaga terbuka", "Niaga terbuka", "Pasar terbuka"],
            "Indikator": ["Harga terbit", "Impor terbit", "Stok terbit"],
            "Penanggung Jawab": ["Kemendag", "Kemendag", "Bulog"],
            "Tahun": [2023, 2024, 2024],
            "Target": ["12 rilis", "4 rilis", None],
            "Capaian (%)": [100.0, None, 37.5],
            "Unnamed: 7": [None, None, None],
        }
    )
    stream = io.BytesIO()
    frame.to_excel(stream, sheet_name="Sheet1")
    expected = said(
        "Sheet1",
        "commitment_title success_measure lead_agencies target_year target_text percent",
        (2, "Niaga terbuka", "Harga terbit", ["Kemendag"], 2023, "12 rilis", 100),
        (3, "Niaga terbuka", "Impor terbit", ["Kemendag"], 2024, "4 rilis", None),
        (4, "Pasar terbuka", "Stok terbit", ["Bulog"], 2024, None, 37.5),
    )
    return stream.getvalue(), expected


@written("n07_pandas_dua_tingkat.xlsx", "pandas with two header levels and a merged index of commitment and measure")
def two_level_frame() -> tuple[bytes, Expected]:
    index = pandas.MultiIndex.from_tuples(
        [("Data iklim", "API terbit"), ("Data iklim", "Stasiun terhubung"), ("Data gempa", "Peta terbit")],
        names=["Komitmen", "Ukuran Keberhasilan"],
    )
    columns = pandas.MultiIndex.from_product([["2023", "2024"], ["Target", "Realisasi"]])
    frame = pandas.DataFrame(
        [["1 API", "1 API", "2 API", "1 API"], ["10", "8", "20", "18"], ["1 peta", "-", "1 peta", "1 peta"]],
        index=index,
        columns=columns,
    )
    stream = io.BytesIO()
    frame.to_excel(stream, sheet_name="Ekspor")
    rows = []
    for row, (title, measure), cells in zip((4, 5, 6), index, frame.to_numpy().tolist(), strict=True):
        for position, year in ((0, 2023), (2, 2024)):
            achieved = None if cells[position + 1] == "-" else cells[position + 1]
            rows.append((row, title, measure, year, cells[position], achieved))
    expected = said("Ekspor", "commitment_title success_measure target_year target_text achievement_text", *rows)
    return stream.getvalue(), expected


@written(
    "n08_formulir_google.xlsx",
    "Answers of a form in Indonesian, titles that are questions",
    warnings=["unknown_column"],
    must_not_import=["@contoh"],
)
def form_answers() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Form Responses 1")
        stamp = book.add_format({"num_format": "m/d/yyyy h:mm:ss"})
        titles = (
            "Stempel waktu",
            "Alamat email",
            "Nama Kementerian/Lembaga penanggung jawab",
            "Komitmen yang dilaporkan",
            "Ukuran keberhasilan yang dilaporkan",
            "Uraikan capaian hingga 30 Juni 2024",
            "Persentase capaian (%)",
            "Status pelaksanaan",
            "Kendala yang dihadapi",
            "Rencana tindak lanjut",
            "Unggah data dukung",
        )
        answers = (
            (
                "KPU",
                "Komitmen 1: Pemilu terbuka",
                "Data terbit",
                "Terbit",
                100,
                "Selesai",
                "-",
                "-",
                "https://contoh.id/1",
            ),
            (
                "LKPP",
                "Komitmen 2: Pengadaan terbuka",
                "Kontrak terbit",
                "Uji coba",
                40,
                "Sedang berjalan",
                "SDM",
                "Rekrut",
                "",
            ),
        )
        sheet.write_row(0, 0, titles)
        for row, answer in enumerate(answers, start=1):
            sheet.write_number(row, 0, 45480.4 + row, stamp)
            sheet.write_string(row, 1, f"orang{row}@contoh.go.id")
            sheet.write_row(row, 2, answer)
    expected = said(
        "Form Responses 1",
        "lead_agencies commitment_title success_measure achievement_text percent status obstacles follow_up",
        (2, ["KPU"], "Pemilu terbuka", "Data terbit", "Terbit", 100, "Selesai", None, None),
        (3, ["LKPP"], "Pengadaan terbuka", "Kontrak terbit", "Uji coba", 40, "Sedang berjalan", "SDM", "Rekrut"),
    )
    return stream.getvalue(), expected


ROWS = (
    HEAD,
    (1, "Data uji", "Kegiatan satu", "BPS", "10 data", "Selesai"),
    (2, "Data uji", "Kegiatan dua", "BPS", 5, "Proses"),
)
READ = said(
    "Matriks",
    "milestone target_text status",
    (2, "Kegiatan satu", "10 data", "Selesai"),
    (3, "Kegiatan dua", "5", "Proses"),
    commitment_title="Data uji",
    lead_agencies=["BPS"],
)


def plain() -> bytes:
    book = Book()
    fill(book.sheet("Matriks"), "A1", *ROWS)
    return book.data()


def inline(*rows: tuple[object, ...], addresses: bool = True, prefix: str = "") -> bytes:
    """The XML of a worksheet as a small program writes it: texts inline, with or without addresses."""
    name = f"{prefix}:" if prefix else ""
    lines = []
    for number, cells in enumerate(rows, start=1):
        written_cells = []
        for column, value in zip("ABCDEFGH", cells, strict=False):
            place = f' r="{column}{number}"' if addresses else ""
            if isinstance(value, int):
                written_cells.append(f"<{name}c{place}><{name}v>{value}</{name}v></{name}c>")
            else:
                text = f"<{name}is><{name}t>{value}</{name}t></{name}is>"
                written_cells.append(f'<{name}c{place} t="inlineStr">{text}</{name}c>')
        place = f' r="{number}"' if addresses else ""
        lines.append(f"<{name}row{place}>{''.join(written_cells)}</{name}row>")
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    declared = f'xmlns:{prefix}="{space}"' if prefix else f'xmlns="{space}"'
    body = f"<{name}sheetData>{''.join(lines)}</{name}sheetData>"
    return f'<?xml version="1.0" encoding="UTF-8"?><{name}worksheet {declared}>{body}</{name}worksheet>'.encode()


@written("n09_tanpa_alamat_sel.xlsx", "Cells and rows without addresses, no styles at all")
def without_addresses() -> tuple[bytes, Expected]:
    parts = parts_of(plain())
    parts[SHEET] = inline(*ROWS, addresses=False)
    del parts["xl/styles.xml"]
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = re.sub(r'<Override PartName="/xl/styles.xml"[^>]*/>', "", types).encode()
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    parts["xl/_rels/workbook.xml.rels"] = re.sub(r'<Relationship [^>]*styles.xml"[^>]*/>', "", rels).encode()
    return packed(parts), READ


@written("n10_awalan_x.xlsx", "Every element with the prefix x:, as the OpenXML SDK writes it")
def prefixed() -> tuple[bytes, Expected]:
    parts = parts_of(plain())
    parts[SHEET] = inline(*ROWS, prefix="x")
    return packed(parts), READ


@written("n11_fonetik.xlsx", "Shared strings in runs, with phonetic hints that are not part of the text")
def phonetic() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        for number, values in enumerate(ROWS):
            sheet.write_row(number, 0, values)
    parts = parts_of(stream.getvalue())
    shared = parts["xl/sharedStrings.xml"].decode()
    runs = (
        '<si><r><rPr><b/></rPr><t xml:space="preserve">Kegiatan </t></r><r><t>satu</t></r>'
        '<rPh sb="0" eb="1"><t>bunyi</t></rPh><phoneticPr fontId="1"/></si>'
    )
    parts["xl/sharedStrings.xml"] = shared.replace("<si><t>Kegiatan satu</t></si>", runs).encode()
    return packed(parts), READ


@written("n12_dimensi_salah.xlsx", "A dimension that says A1, rows out of place in the file, absolute targets")
def wrong_dimension() -> tuple[bytes, Expected]:
    parts = parts_of(plain())
    sheet = parts[SHEET].decode()
    parts[SHEET] = re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', sheet).encode()
    rels = parts["xl/_rels/workbook.xml.rels"].decode()
    parts["xl/_rels/workbook.xml.rels"] = re.sub(
        r'Target="/?(?:xl/)?worksheets', 'Target="/xl/worksheets', rels
    ).encode()
    return packed(parts), READ


@written("n13_utf16.xlsx", "The sheet's XML in UTF-16")
def wide_xml() -> tuple[bytes, Expected]:
    parts = parts_of(plain())
    text = inline(*ROWS).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    parts[SHEET] = text.encode("utf-16")
    return packed(parts), READ


@written("n14_grafik_dan_gambar.xlsx", "A chart sheet before the matrix, a chart and a picture on it, frozen panes")
def charts() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Matriks!$E$2:$E$3"})
        book.add_chartsheet("Grafik").set_chart(chart)
        sheet = book.add_worksheet("Matriks")
        for number, values in enumerate(ROWS):
            sheet.write_row(number, 0, values)
        other = book.add_chart({"type": "pie"})
        other.add_series({"values": "=Matriks!$E$2:$E$3"})
        sheet.insert_chart("H2", other)
        sheet.freeze_panes(1, 2)
        sheet.autofilter("A1:F3")
        sheet.conditional_format("F2:F3", {"type": "text", "criteria": "containing", "value": "Selesai"})
    return stream.getvalue(), READ


@written("n15_tabel_excel.xlsx", "An Excel table with a total row, banded, titles as its columns")
def excel_table() -> tuple[bytes, Expected]:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Matriks")
        columns = [{"header": title} for title in HEAD]
        columns[0]["total_string"], columns[4]["total_function"] = "Total", "count"
        rows = [[*values[:4], str(values[4]), values[5]] for values in ROWS[1:]]
        sheet.add_table("A1:F4", {"columns": columns, "data": rows, "total_row": True, "name": "Tabel1"})
    return stream.getvalue(), READ


@good("n16_nama_lembar_aneh.xlsx", "A sheet's name with a quotation mark, an ampersand, a space at the end and an icon")
def odd_sheet_name(book: Book) -> Expected:
    name = "Rencana 'OGI' & Aksi 📊 "
    fill(
        book.sheet(name),
        "AA30",
        HEAD,
        (1, "Jalan terbuka", "Data jalan", "PUPR", "1 data", "Selesai"),
        (2, "Jalan terbuka", "Data jembatan", "PUPR", "1 data", "Proses"),
    )
    return said(
        name,
        "milestone status",
        (31, "Data jalan", "Selesai"),
        (32, "Data jembatan", "Proses"),
        commitment_title="Jalan terbuka",
        lead_agencies=["PUPR"],
    )


@good("n17_rekap_dan_dua_matriks.xlsx", "A recap with counts per ministry first, then two matrices of unlike headers")
def recap_and_two(book: Book) -> Expected:
    fill(
        book.sheet("Rekap"),
        "A1",
        ("REKAPITULASI STATUS",),
        ("No", "K/L", "Jumlah Renaksi", "Selesai", "Proses", "Belum"),
        (1, "KPU", 2, 1, 1, 0),
        (2, "LKPP", 1, 1, 0, 0),
        ("Total", None, 3, 2, 1, 0),
    )
    fill(
        book.sheet("Pemilu"),
        "A1",
        HEAD,
        (1, "Pemilu terbuka", "DPT", "KPU", "1 data", "Selesai"),
        (2, "Pemilu terbuka", "Dana", "KPU", "1 data", "Proses"),
    )
    fill(
        book.sheet("PBJ"),
        "C4",
        ("Rencana Aksi", "Komitmen", "Leading Sector", "Deliverable", "Deadline"),
        ("Kontrak", "Pengadaan terbuka", "LKPP", "1 laman", "31/12/2024"),
    )
    return [
        *said(
            "Pemilu",
            "milestone status",
            (2, "DPT", "Selesai"),
            (3, "Dana", "Proses"),
            commitment_title="Pemilu terbuka",
            lead_agencies=["KPU"],
        ),
        *said(
            "PBJ",
            "milestone commitment_title lead_agencies target_text due_date",
            (5, "Kontrak", "Pengadaan terbuka", ["LKPP"], "1 laman", "2024-12-31"),
        ),
    ]


@good(
    "n18_libre_kosong_bergaya.xlsx", "English titles over Indonesian text, a thousand styled rows, a far styled column"
)
def styled_emptiness(book: Book) -> Expected:
    sheet = book.sheet("Sheet1")
    fill(
        sheet,
        "A1",
        (
            "Commitment No.",
            "Commitment",
            "Success measure",
            "Lead agency",
            "Supporting agencies",
            "Due date",
            "% complete",
        ),
        ("Commitment 7", "Anggaran terbuka", "APBN ringkas terbit", "Kemenkeu", "Bappenas; BPS", "30 June 2024", 75),
        (None, None, "Forum warga", None, None, "Dec 31, 2024", "20 %"),
    )
    sheet.merge("A2:A3", "B2:B3", "D2:D3", "E2:E3")
    sheet.boxes(1, 1200, 9)
    return said(
        "Sheet1",
        "success_measure due_date percent",
        (2, "APBN ringkas terbit", "2024-06-30", 75),
        (3, "Forum warga", "2024-12-31", 20),
        commitment_number="7",
        commitment_title="Anggaran terbuka",
        lead_agencies=["Kemenkeu"],
        supporting=["Bappenas", "BPS"],
    )


BUILDERS: list[Builder] = [
    ministries_with_labels,
    sheet_per_commitment,
    stacked_forms,
    cover_and_lists,
    sheet_per_year,
    data_frame,
    two_level_frame,
    form_answers,
    without_addresses,
    prefixed,
    phonetic,
    wrong_dimension,
    wide_xml,
    charts,
    excel_table,
    odd_sheet_name,
    recap_and_two,
    styled_emptiness,
]
