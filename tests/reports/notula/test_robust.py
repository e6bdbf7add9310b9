"""Whatever the input, the answer is a draft or a reason; and reading stays quick (security.md §5, hostile files)."""

from __future__ import annotations

import json
import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.notula.document import REASONS, Rejected
from reports.notula.extract import extract
from reports.notula.read import read
from tests.reports.notula.conftest import SAMPLES

WORDS = [
    "Bapak Andre dari KPU menyampaikan:",
    "Peserta :",
    "1.",
    "a.",
    "-",
    "d.",
    "(2)",
    ". Ibu Sari",
    "TINDAK LANJUT",
    "KESIMPULAN",
    "Hari/Tanggal :",
    "Senin, 31 Februari 2021",
    "paling lambat",
    "“semula",
    "menjadi:",
    "PIC:",
    "**Rina**",
    "| No",
    "PIC",
    "| KETUA RAPAT (:",
    "\x0c",
    "Halaman 1",
    "NOTULA",
    "Waktu",
    "25.99 WIB",
    "DOKUMENTASI",
    "Lampiran",
    "[ ]",
    "📌",
    "dan",
    ",",
    "(",
    ")",
]


def _answer(content: bytes, name: str, registry: dict[str, Any]) -> dict[str, Any]:
    try:
        draft = read(extract(content, name), registry)
    except Rejected as refusal:
        return refusal.as_json()
    json.dumps(draft)
    return draft


def test_every_reason_has_its_sentence() -> None:
    assert all(Rejected(reason).as_json()["message"] for reason in REASONS)


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_get_an_answer(content: bytes, registry: dict[str, Any]) -> None:
    assert _answer(content, "a.txt", registry)["outcome"] in {"draft", "rejected"}


@settings(max_examples=250, deadline=None)
@given(pieces=st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "\n", "\n\n", "\t"])), max_size=40))
def test_any_order_of_the_words_of_minutes_gets_an_answer(
    pieces: list[tuple[str, str]], registry: dict[str, Any]
) -> None:
    text = "".join(word + gap for word, gap in pieces)
    assert _answer(text.encode(), "a.md", registry)["outcome"] in {"draft", "rejected"}


@pytest.mark.parametrize("name", ["contoh-1-notula-data-terbuka.docx", "contoh-2-notulensi-tabel.pdf"])
@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_file_gets_an_answer(name: str, seed: int, registry: dict[str, Any]) -> None:
    chance = random.Random(seed)
    content = bytearray((SAMPLES / name).read_bytes())
    for _ in range(30):
        content[chance.randrange(len(content))] = chance.randrange(256)
    assert _answer(bytes(content), name, registry)["outcome"] in {"draft", "rejected"}


@pytest.mark.parametrize("name", ["notula-2020-09-21.txt", "notula-2022-10-25.txt"])
def test_lines_in_any_order_get_an_answer(name: str, registry: dict[str, Any]) -> None:
    lines = (SAMPLES / name).read_text(encoding="utf-8").splitlines(keepends=True)
    for seed in range(10):
        random.Random(seed).shuffle(lines)
        assert _answer("".join(lines).encode(), name, registry)["outcome"] == "draft"


HOSTILE = {
    "one long paragraph": "NOTULA\n\nPEMBAHASAN\n" + "Bapak Andi dari KPU menyampaikan bahwa data dibuka, dan " * 3000,
    "many items": "NOTULA\n\nPEMBAHASAN\n" + "1. Bapak Andi dari KPU menyampaikan data.\n- satu\n" * 2500,
    "many labels": "Peserta:\n" * 6000,
    "one long word": "NOTULA\n\nPEMBAHASAN\n" + "A" * 150_000,
    "capital letters": "NOTULA\n\nPEMBAHASAN\n" + "A B " * 40_000,
    "open quotes": "NOTULA\n\nPEMBAHASAN\n" + 'semula "abc ' * 10_000,
    "open brackets": "Peserta: " + "(a, " * 20_000,
    "numbers": "NOTULA\n\nTINDAK LANJUT\n1. " + "1. 2. " * 20_000,
    "dashes": "NOTULA\n\nTINDAK LANJUT\n1. " + "a - " * 20_000,
    "stars": "*" * 50_000 + "\n" + "* a *b " * 10_000,
    "spaces": "NOTULA\nTanggal" + " " * 150_000 + "x\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_text_made_to_be_slow_is_read_in_seconds(text: str, registry: dict[str, Any]) -> None:
    begin = time.process_time()
    _answer(text.encode(), "a.txt", registry)
    assert time.process_time() - begin < 10
