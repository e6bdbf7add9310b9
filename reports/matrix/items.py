"""Several measures in one cell and targets numbered like them: item *k* is of measure *k* (matrix.md §2.8)."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBERED = re.compile(r"(?:^|(?<=[\n;])|(?<=[.;,]\s)|(?<=\s))\(?(\d{1,2})[.)](?:\s+(?=\S)|(?=[^\s\d.,%)]))")
_LETTERED = re.compile(r"(?:^|(?<=[\n;])|(?<=[.;,]\s)|(?<=\s))\(?([a-z])[.)]\s+(?=\S)")
_BULLETED = re.compile(r"^\s*[-–—•·▪●○*✓➢>]+\s*(?=\S)")


_SIGNS = {"number": _NUMBERED, "letter": _LETTERED}


def may_list(text: str) -> bool:
    """A quick look: several lines, or a second number or letter."""
    return "\n" in text or any(sign in text for sign in ("2.", "2)", "b.", "b)"))


@lru_cache(maxsize=4096)
def items_of(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """How a text lists several things ("number", "letter", "bullet", "line" or "") and the things by their number."""
    for style, pattern in (("number", _NUMBERED), ("letter", _LETTERED)):
        found = _counted(text, pattern)
        if found:
            return style, found
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return "", ()
    if all(_BULLETED.match(line) for line in lines):
        return "bullet", tuple((place, _BULLETED.sub("", line).strip()) for place, line in enumerate(lines, 1))
    return "line", tuple((place, line.strip()) for place, line in enumerate(lines, 1))


def _counted(text: str, pattern: re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    """The things that "1. … 2. …" counts; nothing may stand before the first, and none may be left out."""
    marks: list[tuple[int, int, int]] = []
    for match in pattern.finditer(text):
        sign = match.group(1)
        number = int(sign) if sign.isdigit() else ord(sign) - 96
        expected = marks[-1][0] + 1 if marks else number
        if number == expected:
            marks.append((number, match.start(), match.end()))
    if not marks or text[: marks[0][1]].strip(" ("):
        return ()
    ends = [start for _, start, _ in marks[1:]] + [len(text)]
    things = tuple(
        (number, text[start:end].strip().strip(";").strip())
        for (number, _, start), end in zip(marks, ends, strict=True)
    )
    return things if len(things) > 1 or marks[0][0] > 1 else ()


def _with_gaps(text: str, pattern: re.Pattern[str]) -> tuple[tuple[int, str], ...]:
    """Lines that begin with a number each, in order, though not every number has one: "1. …" and "3. …"."""
    things: list[tuple[int, str]] = []
    for line in text.split("\n"):
        match = pattern.match(line.strip())
        if match is not None:
            sign = match.group(1)
            number = int(sign) if sign.isdigit() else ord(sign.casefold()) - 96
            if things and number <= things[-1][0]:
                return ()
            things.append((number, line.strip()[match.end() :].strip().strip(";").strip()))
        elif not things:
            return ()
        elif line.strip():
            things[-1] = (things[-1][0], f"{things[-1][1]}\n{line.strip()}")
    return tuple(things)


def aligned(measure: str, other: str) -> dict[int, str] | None:
    """Measure number → the part of ``other`` that belongs to it, when both list the same things in the same way."""
    style, measures = items_of(measure)
    other_style, others = items_of(other)
    if len(measures) < 2:
        return None
    numbers = {number for number, _ in measures}
    # some of the numbers only
    some = _with_gaps(other, _SIGNS[style]) if style in _SIGNS else ()
    if some and len(some) >= len(others if style == other_style else ()) and {number for number, _ in some} <= numbers:
        return dict(some)
    if style == other_style and len(others) == 1 and "\n" in other:
        return None
    if not others:
        return None
    if style == other_style and style in {"number", "letter"}:
        return dict(others) if {number for number, _ in others} <= numbers else None
    counted = {"number", "letter", "bullet"}
    comparable = style == other_style or (style in counted and other_style in counted) or "line" in {style, other_style}
    if comparable and len(others) == len(measures):
        return {number: thing for (number, _), (_, thing) in zip(measures, others, strict=True)}
    return None
