"""One look for charts and documents: the colours and shapes of states, the fonts (look.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.vocabulary import Light

TEXT: Final = "#2D2926"
MUTED: Final = "#63666A"
LINE: Final = "#D9D9D6"
PAPER: Final = "#FFFFFF"
SHADE: Final = "#F5F4F2"
ACCENT: Final = "#0B6E99"
FONT: Final = "Source Sans, Source Sans 3, Segoe UI, Liberation Sans, Arial, sans-serif"
DOCUMENT_FONT: Final = "Calibri"


@dataclass(frozen=True, slots=True)
class Sign:
    """How a state is shown: colour never alone, always with shape and word."""

    colour: str
    shape: str
    #: text on the colour
    ink: str = "#FFFFFF"


SIGNS: Final[dict[Light, Sign]] = {
    Light.COMPLETE: Sign("#0B6E99", "✓"),
    Light.ON_TARGET: Sign("#2A8067", "●"),
    Light.ATTENTION: Sign("#E3A008", "▲", TEXT),
    Light.LATE: Sign("#AD2330", "■"),
    Light.NOT_REPORTED: Sign("#8A8D91", "○", TEXT),
    Light.NOT_DUE: Sign("#D5D7DA", "–", TEXT),
    Light.CANCELLED: Sign("#63666A", "×"),
}
