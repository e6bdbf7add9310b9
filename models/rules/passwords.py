"""Which passwords are accepted: long enough, not too long, not one of those that are tried first.

No rules on composition: they make passwords worse (NIST SP 800-63B §3.1.1; OWASP ASVS 5.0, 6.2).
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from models.language import N_
from models.problems import Invalid

SHORTEST = 12
#: at least 64 (ASVS 6.2.9); an end, so that nobody makes the server hash a book
LONGEST = 128
#: fewer different characters than this is "aaaaaaaaaaaa" or "121212121212"
FEWEST_DIFFERENT = 5

_COMMON_FILE = Path(__file__).parent.parent / "data" / "common_passwords.txt"
_RUNS = tuple(
    row * 8 for row in ("0123456789", "9876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
)


def normal(password: str) -> str:
    """The form that is hashed: the same characters typed on two keyboards count as the same password."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode("utf-8")


def accept(password: str, *, email: str = "", name: str = "") -> str:
    """The password in the form that is hashed. Raises Invalid, saying what to change."""
    chosen = normal(password)
    if len(chosen) < SHORTEST:
        raise Invalid(
            N_("Kata sandi terlalu pendek: paling sedikit {shortest} karakter. Beberapa kata acak mudah diingat."),
            field="password",
            shortest=SHORTEST,
        )
    if len(chosen) > LONGEST:
        raise Invalid(
            N_("Kata sandi terlalu panjang: paling banyak {longest} karakter."), field="password", longest=LONGEST
        )
    if _is_easily_guessed(chosen, email, name):
        raise Invalid(
            N_("Kata sandi ini mudah ditebak. Pilih yang lain, misalnya empat kata acak yang tidak berhubungan."),
            field="password",
        )
    return chosen


def _is_easily_guessed(password: str, email: str, name: str) -> bool:
    folded = password.casefold()
    core = folded.strip("0123456789!@#$%^&*()-_=+.,?/ ")
    own = {_letters(text) for text in (email, email.partition("@")[0], name)} - {""}
    return (
        len(set(folded)) < FEWEST_DIFFERENT
        or folded in _common()
        or core in _common()
        or _letters(folded) in own
        or _letters(core) in own
        or any(folded in run for run in _RUNS)
    )


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


@cache
def _common() -> frozenset[str]:
    lines = _COMMON_FILE.read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
