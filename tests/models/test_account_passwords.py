"""Which passwords are accepted, as a table."""

from __future__ import annotations

import pytest

from models.problems import Invalid
from models.rules import passwords

GOOD = (
    "kuda hijau baterai",
    "dua belas xy",
    "x7!kQ2#mPz9w",
    "本日は晴天なり本日は晴天なり",
    "a" * 5 + "panjang sekali " * 8,
)
BAD = (
    ("", "terlalu pendek"),
    ("sebelas-kar", "terlalu pendek"),
    ("k" * 129, "terlalu panjang"),
    ("aaaaaaaaaaaa", "mudah ditebak"),
    ("121212121212", "mudah ditebak"),
    ("123456789012", "mudah ditebak"),
    ("abcdefghijklm", "mudah ditebak"),
    ("qwertyuiopas", "mudah ditebak"),
    ("passwordpassword", "mudah ditebak"),
    ("Password1234!", "mudah ditebak"),
    ("Indonesia2024", "mudah ditebak"),
    ("bappenas123456", "mudah ditebak"),
    ("aku sayang kamu", "mudah ditebak"),
    ("rudi.hartono@bappenas.go.id", "mudah ditebak"),
    ("RudiHartono99", "mudah ditebak"),
)


@pytest.mark.parametrize("password", GOOD)
def test_a_good_password_is_accepted(password: str) -> None:
    assert passwords.accept(password, email="rudi.hartono@bappenas.go.id", name="Rudi Hartono")


@pytest.mark.parametrize(("password", "why"), BAD)
def test_a_bad_password_is_refused_and_says_why(password: str, why: str) -> None:
    with pytest.raises(Invalid, match=why) as refusal:
        passwords.accept(password, email="rudi.hartono@bappenas.go.id", name="Rudi Hartono")
    assert refusal.value.field == "password"


@pytest.mark.parametrize("length", [passwords.SHORTEST, 64, passwords.LONGEST])
def test_both_ends_of_the_allowed_length_are_allowed(length: int) -> None:
    assert len(passwords.accept("kuda hijau baterai xyz "[:12].ljust(length, "z"))) == length


def test_the_same_password_typed_in_two_ways_is_the_same() -> None:
    assert passwords.normal("e\u0301clair besar sekali") == passwords.normal("\u00e9clair besar sekali")
