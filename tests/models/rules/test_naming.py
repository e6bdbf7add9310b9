"""Known names first, separators afterwards, and no organisation out of nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.naming import KnownNames, NameEntry, fold, institutions, split_organisations, visible

KNOWN = KnownNames.of(
    [
        NameEntry(1, "Komisi Pemilihan Umum", "KPU"),
        NameEntry(2, "Badan Pengawas Pemilihan Umum", "Bawaslu"),
        NameEntry(3, "Kementerian PPN/Bappenas", "Bappenas"),
        NameEntry(4, "Transparency International Indonesia", "TII", "cso"),
        NameEntry(5, "The Indonesian Institute", "TII", "cso"),
        NameEntry(6, "Kementerian Komunikasi dan Informatika", "Kominfo", None, None, dt.date(2024, 10, 20)),
        NameEntry(7, "Kementerian Komunikasi dan Digital", "Komdigi", None, dt.date(2024, 10, 21)),
        NameEntry(8, "Kementerian Hukum dan Hak Asasi Manusia", "Kemenkumham"),
        NameEntry(9, "Perkumpulan untuk Pemilu dan Demokrasi", "Perludem", "cso"),
    ]
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("KPU, Bawaslu dan Kemendagri", ["KPU", "Bawaslu", "Kemendagri"]),
        ("KPU; Bawaslu/Bappenas & KSP", ["KPU", "Bawaslu", "Bappenas", "KSP"]),
        ("Kemenkeu serta BNPB", ["Kemenkeu", "BNPB"]),
        ("1. KPU\n2. Bawaslu", ["KPU", "Bawaslu"]),
        ("1. KPU 2. Bawaslu 3. Bappenas", ["KPU", "Bawaslu", "Bappenas"]),
        ("a. KPU b. Bawaslu", ["KPU", "Bawaslu"]),
        ("•KPU\n•Bawaslu", ["KPU", "Bawaslu"]),
        ("Kementerian Desa, PDT, dan Transmigrasi; KPU", ["Kementerian Desa, PDT, dan Transmigrasi", "KPU"]),
        ("Kementerian PPN/Bappenas", ["Kementerian PPN/Bappenas"]),
        ("ATR/BPN", ["ATR/BPN"]),
        (
            "Kementerian Pendidikan, Kebudayaan,\nRiset, dan Teknologi\nKPU",
            ["Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi", "KPU"],
        ),
        (
            "Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah, KPU",
            ["Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah", "KPU"],
        ),
        ("Perkumpulan untuk Pemilu dan Demokrasi, ICW", ["Perkumpulan untuk Pemilu dan Demokrasi", "ICW"]),
        ("Kementerian Hukum dan HAM", ["Kementerian Hukum dan HAM"]),
        ("Kementerian Urusan Laut, Pulau, dan Pesisir", ["Kementerian Urusan Laut, Pulau, dan Pesisir"]),
        ("Yayasan Anak dan Perempuan", ["Yayasan Anak dan Perempuan"]),
        ("Kementerian Sosial, Kemendagri dan BNPB", ["Kementerian Sosial", "Kemendagri", "BNPB"]),
        ("Ditjen AHU, Kemenkumham", ["Ditjen AHU, Kemenkumham"]),
        ("Ditjen AHU Kemenkumham", ["Ditjen AHU Kemenkumham"]),
        ("BPHN (Kemenkumham)", ["BPHN (Kemenkumham)"]),
        ("Setjen DPR RI (Badan Keahlian, Biro, Pusdatin)", ["Setjen DPR RI (Badan Keahlian, Biro, Pusdatin)"]),
        ("Seluruh K/L", ["Seluruh K/L"]),
        ("Seluruh K/L, Pemda", ["Seluruh K/L", "Pemda"]),
        ("KPU, dll.", ["KPU"]),
        ("-", []),
        ("n/a", []),
        ("Tidak ada", []),
    ],
)
def test_names_are_cut_where_people_end_them(text: str, names: list[str]) -> None:
    assert [mention.as_written for mention in split_organisations(text)] == names


def test_a_name_with_its_own_abbreviation_is_one_organisation() -> None:
    mentions = split_organisations("Komisi Pemilihan Umum (KPU), Bawaslu", KNOWN)
    assert [mention.as_written for mention in mentions] == ["Komisi Pemilihan Umum", "Bawaslu"]
    assert [mention.keys for mention in mentions] == [(1,), (2,)]


@pytest.mark.parametrize(
    "text",
    [
        "Lead: KPU\nSupport:\n1. Bawaslu\n2. Bappenas",
        "Utama: KPU; Pendukung: Bawaslu, Bappenas",
        "KPU (lead), Bawaslu (support), Bappenas (support)",
        "Lead: KPU / Support: Bawaslu, Bappenas",
        "Lead: KPU / Support: / 1. Bawaslu / 2. Bappenas",
    ],
)
def test_labels_in_the_cell_give_roles(text: str) -> None:
    mentions = split_organisations(text)
    assert [(mention.as_written, mention.role) for mention in mentions] == [
        ("KPU", "lead"),
        ("Bawaslu", "supporting"),
        ("Bappenas", "supporting"),
    ]


def test_an_ambiguous_abbreviation_keeps_all_its_candidates() -> None:
    (mention,) = split_organisations("TII", KNOWN)
    assert mention.keys == (4, 5)
    assert mention.is_cso


def test_an_unknown_name_gets_proposals_and_no_key() -> None:
    (mention,) = split_organisations("Badan Pengawas Pemiluhan Umum", KNOWN)
    assert mention.keys == ()
    assert mention.near[0].key == 2
    assert mention.near[0].score > 90


def test_a_unit_knows_its_ministry() -> None:
    (mention,) = split_organisations("Ditjen AHU, Kemenkumham", KNOWN)
    assert mention.keys == ()
    assert mention.parents == (8,)


def test_a_spelling_holds_for_its_time() -> None:
    assert [entry.key for entry in KNOWN.candidates("Kominfo", on=dt.date(2023, 1, 1))] == [6]
    assert KNOWN.candidates("Kominfo", on=dt.date(2025, 1, 1)) == ()
    assert [entry.key for entry in KNOWN.candidates("Komdigi")] == [7]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Kementerian\u00a0PPN / Bappenas", "kementerian ppn bappenas"),
        ("\ufeffK\u200bPU_x000D_", "kpu"),
        ("Pemilu & Demokrasi", "pemilu dan demokrasi"),
        ("ＫＰＵ", "kpu"),
    ],
)
def test_folding_leaves_only_what_people_compare(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_line_breaks_stay_visible() -> None:
    assert visible("- satu\r\n- dua  tiga") == "- satu\n- dua tiga"


@given(
    st.lists(
        st.sampled_from(["KPU", "ATR/BPN", "Kementerian Hukum dan HAM", "Kementerian PPN/Bappenas", "ICW"]),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    st.sampled_from(["; ", ", ", "\n", " dan ", " & ", " serta "]),
)
def test_known_names_survive_every_separator(names: list[str], separator: str) -> None:
    assert [mention.as_written for mention in split_organisations(separator.join(names))] == names


def test_every_bundled_name_is_one_mention() -> None:
    import csv

    from models.rules.naming import INSTITUTIONS_FILE

    with INSTITUTIONS_FILE.open(encoding="utf-8", newline="") as source:
        names = [row["name"] for row in csv.DictReader(source)]
    assert [name for name in names if len(split_organisations(name)) != 1] == []
    assert len(institutions()) > 500
