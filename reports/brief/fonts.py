"""The typeface of the pages: the app's own, where its package is installed; else one that Typst carries itself.

Fonts of the machine are not used: a brief looks the same wherever it is made.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import typst

#: the last one is in Typst itself
FAMILIES: Final = ("Source Sans Pro", "Libertinus Serif")
_PACKAGE: Final = "font_source_sans_pro"


@cache
def fonts() -> typst.Fonts:
    """The fonts, looked for once per process."""
    package = find_spec(_PACKAGE)
    folders = [str(Path(place) / "files") for place in (package.submodule_search_locations or ())] if package else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=folders)


@cache
def families() -> tuple[str, ...]:
    """The families there are, the preferred one first."""
    present = set(fonts().families())
    return tuple(name for name in FAMILIES if name in present)
