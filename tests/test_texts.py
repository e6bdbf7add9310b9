"""Every text a person can read has an English translation with the same places for values."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from models.language import LOCALE_DIRECTORY
from models.settings import PROJECT_ROOT

#: where people's texts come from; test and migration code has none
FOLDERS = ("models", "reports", "pages", "seed")
#: the markers of ``models.language``; the same text serves as singular and plural, since Indonesian has one form
KEYWORDS = {"_": None, "N_": None, "plural": None, "N_plural": None}
CATALOGUE = LOCALE_DIRECTORY / "en" / "messages.po"


@cache
def marked() -> dict[str, str]:
    """Every marked text with the first place it stands at."""
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for file, line, text, *_rest in extract_from_dir(
            PROJECT_ROOT / folder, [("**.py", "python")], keywords=KEYWORDS
        ):
            message = text[0] if isinstance(text, tuple) else text
            if message:
                found.setdefault(message, f"{folder}/{file}:{line}")
    return found


@cache
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="en")


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for folder in FOLDERS:
        for file in sorted((PROJECT_ROOT / folder).rglob("*.py")):
            if "migrations" not in file.parts:
                yield file, ast.parse(file.read_text(encoding="utf-8"))


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Each use of a marker: where, the call, and which marker."""
    for file, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                yield f"{file.relative_to(PROJECT_ROOT)}:{node.lineno}", node, node.func.id


def places(text: str) -> set[str]:
    """The named places for values in a text."""
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def none_of(problems: list[str]) -> None:
    """Fail with every problem on a line of its own."""
    if problems:
        pytest.fail(f"{len(problems)}:\n" + "\n".join(problems), pytrace=False)


def translations(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_the_code_is_full_of_texts() -> None:
    assert len(marked()) > 500, "the extraction reads the markers"
    assert {"Terlambat", "Anda tidak berwenang melakukan ini."} <= set(marked())


def test_every_text_has_an_english_translation() -> None:
    assert CATALOGUE.exists(), f"{CATALOGUE} is made by make texts"
    missing = []
    for text, place in sorted(marked().items(), key=lambda item: item[1]):
        message = catalogue().get(text)
        if message is None or not all(translations(message)):
            missing.append(f"{place}: {text!r}")
    none_of(missing)


def test_no_translation_is_a_guess() -> None:
    assert CATALOGUE.exists(), f"{CATALOGUE} is made by make texts"
    fuzzy = [repr(message.id) for message in catalogue() if message.id and message.fuzzy]
    none_of(fuzzy)


def test_a_translation_has_the_places_of_its_text() -> None:
    assert CATALOGUE.exists(), f"{CATALOGUE} is made by make texts"
    wrong = []
    for message in catalogue():
        text = message.id[0] if isinstance(message.id, tuple) else message.id
        if text and text in marked() and any(t and places(t) != places(text) for t in translations(message)):
            wrong.append(f"{marked()[text]}: {text!r} → {message.string!r}")
    none_of(wrong)


def test_a_text_that_counts_has_its_english_singular_and_plural() -> None:
    assert CATALOGUE.exists(), f"{CATALOGUE} is made by make texts"
    wrong = []
    for place, call, marker in calls():
        if marker in ("plural", "N_plural") and call.args and isinstance(call.args[0], ast.Constant):
            message = catalogue().get(str(call.args[0].value))
            if message is not None and len(translations(message)) != 2:
                wrong.append(f"{place}: {call.args[0].value!r}")
    none_of(wrong)


def test_no_text_is_put_together_before_it_is_marked() -> None:
    """``_(f"…")`` and ``_("…".format(…))`` would never be found in the catalogue."""
    wrong = [
        place
        for place, call, _marker in calls()
        if call.args and isinstance(call.args[0], (ast.JoinedStr, ast.BinOp, ast.Call)) and not _looks_up(call.args[0])
    ]
    none_of(wrong)


def test_every_text_is_found_by_the_extraction() -> None:
    """A marker inside an f-string is not: its text would never reach the catalogue."""
    wrong = [
        f"{place}: {call.args[0].value!r}"
        for place, call, _marker in calls()
        if call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value not in marked()
    ]
    none_of(wrong)


def _looks_up(node: ast.expr) -> bool:
    """A call that only fetches a marked text, such as ``_NAMES.get(key, key)`` or ``N_("…")``."""
    return isinstance(node, ast.Call) and not (isinstance(node.func, ast.Attribute) and node.func.attr == "format")


@pytest.mark.parametrize("marker", ["_", "plural"])
def test_every_place_in_a_text_is_given_its_value(marker: str) -> None:
    wrong = []
    for place, call, used in calls():
        if used != marker or not call.args or not isinstance(call.args[0], ast.Constant):
            continue
        if any(keyword.arg is None for keyword in call.keywords):
            continue  # values handed on as a whole
        given = {keyword.arg for keyword in call.keywords} | ({"n"} if marker == "plural" else set())
        wanted = places(str(call.args[0].value))
        if (given or wanted) and not wanted <= given:
            wrong.append(f"{place}: {sorted(wanted - given)} in {call.args[0].value!r}")
    none_of(wrong)
