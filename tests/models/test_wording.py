"""Differences word by word, and texts without the people they name."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.wording import ERASED, difference, people_in, replaced, without_names

BEFORE = (
    "Tersedianya portal resmi pusat publikasi sistem informasi penyelenggaraan pemilu yang mengintegrasikan dan "
    "menyediakan data dalam format terbuka dari seluruh sistem informasi"
)
AFTER = (
    "Tersedianya sistem infromasi penyelenggaraan pemilu yang mengintegrasikan dan menyediakan data dalam format "
    "terbuka (open data) dari seluruh sistem informasi"
)


def test_the_reworded_measure_of_2020_shows_what_went_and_what_came() -> None:
    pieces = difference(BEFORE, AFTER)
    assert [text.strip() for kind, text in pieces if kind == "removed"] == ["portal resmi pusat publikasi", "informasi"]
    assert [text.strip() for kind, text in pieces if kind == "added"] == ["infromasi", "(open data)"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("sama saja", "sama saja", [("equal", "sama saja")]),
        ("", "baru", [("added", "baru")]),
        ("lama", "", [("removed", "lama")]),
        ("a dua c", "a empat c", [("equal", "a"), ("removed", " dua"), ("added", " empat"), ("equal", " c")]),
        ("jarak  ganda", "jarak ganda", [("equal", "jarak ganda")]),
        ("data, terbuka", "data terbuka", [("equal", "data"), ("removed", ","), ("equal", " terbuka")]),
        ("RAN 2023-2024", "RAN 2024-2025", [("equal", "RAN"), ("removed", " 2023-2024"), ("added", " 2024-2025")]),
    ],
)  # fmt: skip
def test_differences_are_whole_words(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert difference(before, after) == expected


@given(st.text("ab,. \n", max_size=60), st.text("ab,. \n", max_size=60))
def test_a_difference_loses_nothing(before: str, after: str) -> None:
    pieces = difference(before, after)
    assert "".join("".join(text for kind, text in pieces if kind != "added").split()) == "".join(before.split())
    assert "".join("".join(text for kind, text in pieces if kind != "removed").split()) == "".join(after.split())


def test_two_neighbours_are_never_of_one_kind() -> None:
    kinds = [piece.kind for piece in difference("a b c d e f", "a x c y e z g")]
    assert all(one != other for one, other in pairwise(kinds))


def test_texts_as_long_as_a_cell_are_compared_at_once() -> None:
    begun = time.perf_counter()
    pieces = difference("kata " * 6500, "lain " * 6500)
    assert [kind for kind, _text in pieces] == ["removed", "added"]
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Bapak Indra dari KPU", ["Indra"], "Bapak [nama] dari KPU"),
        ("indra ke-enam, INDRA, Indrawati", ["Indra"], "[nama] ke-enam, [nama], Indrawati"),
        ("Dewi Resmining dan Ibu Dewi", ["Dewi Resmining"], "[nama] dan Ibu [nama]"),
        # nobody on the list, but addressed as a person
        ("Ibu Sri Mulyani menyetujui", [], "Ibu [nama] menyetujui"),
        ("Bapak Indra Wijaya dari Bappenas", ["Indra"], "Bapak [nama] dari Bappenas"),
        # offices and places are no people
        ("Bapak Menteri Kominfo di Ibu Kota", [], "Bapak Menteri Kominfo di Ibu Kota"),
        ("Bapak dan Ibu peserta", [], "Bapak dan Ibu peserta"),
        ("Rapat KPU", [ERASED], "Rapat KPU"),
        ("Prof. Dr. Ir. H. Budi", ["Prof. Dr. Budi"], "Prof. Dr. Ir. H. [nama]"),
        ("(a+b) [x]", ["(a+b)"], "[nama] [x]"),
    ],
)
def test_a_text_without_names(text: str, names: list[str], expected: str) -> None:
    assert without_names(text, names) == expected


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Ibu Rike akan mengirim data", [], ("Ibu Rike",)),
        ("Rike akan mengirim data", ["Rike"], ("Rike",)),
        ("RIKE akan mengirim data", ["Rike"], ("RIKE",)),
        # a common word in small letters is no name where a person would be kept from writing it
        ("harapan masyarakat", ["Harapan"], ()),
        ("Bawaslu akan mengirim data", ["Rike"], ()),
        ("Bapak Kepala Biro", [], ()),
    ],
)
def test_people_in_a_text(text: str, names: list[str], found: tuple[str, ...]) -> None:
    assert people_in(text, names) == found


def test_erasing_spares_who_shares_a_part_of_the_name() -> None:
    text = "Dewi Resmining, Dewi Kartika, RESMINING"
    assert replaced(text, "Dewi Resmining", ERASED, ["Dewi Kartika"]) == f"{ERASED}, Dewi Kartika, {ERASED}"
