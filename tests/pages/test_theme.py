"""What the theme promises to eyes: words stand out from their ground (look.md, WCAG 1.4.3)."""

from __future__ import annotations

import tomllib

import pytest

from models.settings import PROJECT_ROOT

THEME = tomllib.loads((PROJECT_ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
#: the palest and the strongest ground that a coloured message stands on
PALE, STRONG = 0.1, 0.2


def channels(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]


def luminance(rgb: list[float]) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: list[float], other: list[float]) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("share", [PALE, STRONG])
def test_a_warning_can_be_read_on_its_ground(share: float) -> None:
    ground = [1 - share * (1 - c) for c in channels(THEME["yellowColor"])]
    assert contrast(channels(THEME["yellowTextColor"]), ground) >= 4.5


@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor", "primaryColor"])
def test_words_and_links_can_be_read(ink: str, ground: str) -> None:
    assert contrast(channels(THEME[ink]), channels(THEME[ground])) >= 4.5
