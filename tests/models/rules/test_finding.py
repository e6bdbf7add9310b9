"""Words are found in spite of affixes, doubling, capitals, marks and typing errors, and texts are shown with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.finding import Index, excerpt, folded, marked, roots, says, words_of

TEXTS = (
    "Keterbukaan tata kelola data pemilihan umum",
    "Publikasi data terbuka hasil pemilu melalui API",
    "Penguatan layanan pengaduan bagi penyandang disabilitas",
    "Open contracting and beneficial ownership disclosure",
    "Laporan capaian 100% pada 2024",
    "Penyelenggaraan forum bersama Bawaslu di daerah-daerah",
    "Integrasi kanal SP4N-LAPOR! dengan situs kementerian",
    "Naïve résumé of the plan",
)
INDEX = Index.of(([text], [], ["RAN OGI VII"]) for text in TEXTS)


def found(words: str) -> set[int]:
    findings = INDEX.find(words)
    return set() if findings.partial else set(findings.scores)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("data", {0, 1}),
        ("keterbukaan data", {0, 1}),
        ("terbuka", {0, 1}),
        ("membuka data", {0, 1}),
        ("KETERBUKAAN", {0, 1}),
        ("ketrbukaan dta", {0, 1}),
        ("pemilihan umum", {0}),
        ("pilih", {0}),
        ("pelayanan", {2}),
        ("adu", set()),
        ("mengadukan", {2}),
        ("disabilitaz", {2}),
        ("penyandang disabilitas", {2}),
        ("contracts", {3}),
        ("benefical ownership", {3}),
        ("disclosures", {3}),
        ("pelaporan", {4, 6}),
        ("melaporkan capaian", {4}),
        ("100%", {4}),
        ("2024", {4}),
        ("2025", set()),
        ("bawslu", {5}),
        ("daerah", {5}),
        ("daerah-daerah", {5}),
        ("kerja di daerah", set()),
        ("di daerah", {5}),
        ("menteri", {6}),
        ("sp4n", {6}),
        ("sp4m", set()),
        ("naive", {7}),
        ("resume", {7}),
        ("vii", set(range(8))),
        ("forum vii", {5}),
        ("%", set()),
        ("_", set()),
        ("", set()),
        ("   ", set()),
        ("zebra", set()),
        ("' OR 1=1 --", set()),
    ],
)
def test_words_are_found(words: str, expected: set[int]) -> None:
    assert found(words) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("keterbukaan", "terbuka"),
        ("pengelolaan", "kelola"),
        ("memperkuat", "penguatan"),
        ("pemilihan", "terpilih"),
        ("penyandang", "sandang"),
        ("menuliskan", "penulis"),
        ("kementerian", "menteri"),
        ("pedesaan", "desa"),
        ("parties", "party"),
        ("commitments", "commitment"),
    ],
)
def test_words_of_one_root_are_kin(one: str, other: str) -> None:
    assert roots(one) & roots(other)


@pytest.mark.parametrize(("one", "other"), [("pengawasan", "kawasan"), ("data", "dana"), ("umum", "hukum")])
def test_words_that_only_look_alike_are_not(one: str, other: str) -> None:
    assert not roots(one) & roots(other)


def test_the_word_itself_comes_before_its_kin_and_a_name_before_a_text() -> None:
    index = Index.of([(["terbuka"], [], []), (["keterbukaan"], [], []), (["lain"], ["keterbukaan"], [])])

    scores = index.find("keterbukaan").scores

    assert scores[1] > scores[0] > scores[2]


def test_where_nothing_says_everything_what_says_most_is_found() -> None:
    findings = INDEX.find("forum bawaslu zebra")
    assert findings.partial
    assert set(findings.scores) == {5}
    assert not INDEX.find("forum zebra gajah").scores  # one word of three says nothing


def test_a_long_text_is_cut_around_what_was_looked_for() -> None:
    text = "awal " * 80 + "di sini kata kunci disebut " + "akhir " * 80
    words = words_found(text, "kunci")

    cut = excerpt(text, words, 80)

    assert "kata kunci" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) <= 80 + len("… ") + len(" …")


def words_found(text: str, asked: str) -> frozenset[str]:
    return Index.of([([text], [], [])]).find(asked).words


ANY = st.text(max_size=80)


@given(ANY, ANY)
def test_marking_changes_nothing_of_a_text(text: str, asked: str) -> None:
    runs = marked(text, frozenset(words_of(asked)))

    assert "".join(run.text for run in runs) == text
    assert all(run.text for run in runs)


@given(st.lists(ANY, max_size=6), ANY)
def test_whatever_is_asked_gets_an_answer_from_the_texts(texts: list[str], asked: str) -> None:
    findings = Index.of(([text], [], []) for text in texts).find(asked)

    assert set(findings.scores) <= set(range(len(texts)))
    assert all(says(texts[place], findings.words) for place in findings.scores)


@given(ANY)
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    if words_of(text):
        asked = " ".join(words_of(text)[:12])
        assert 0 in Index.of([([text], [], [])]).find(asked).scores


@given(ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
