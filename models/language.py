"""Texts, dates and numbers in the reader's language.

Indonesian sentences are the source strings; English is a gettext catalogue in ``locale/``. Code writes
``_("Komitmen")``, values go in as named placeholders (``_("Sel {cell}", cell="F12")``), and texts that
are defined at import time are only marked with ``N_`` there and translated when they are shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date as babel_date
from babel.dates import format_datetime as babel_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

Language = Literal["id", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
LOCALE_DIRECTORY: Final = Path(__file__).parent / "locale"
#: Western Indonesian time. The plans are run from Jakarta: a due date ends at 24:00 WIB.
WIB: Final = ZoneInfo("Asia/Jakarta")

_current: ContextVar[Language] = ContextVar("language", default="id")


def current_language() -> Language:
    """The language of the page, request or document that is being made."""
    return _current.get()


def set_language(language: str) -> Language:
    """Use this language from here on in this context; an unknown one counts as Indonesian."""
    chosen: Language = "en" if language == "en" else "id"
    _current.set(chosen)
    return chosen


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make one document or message in another language than the page it is asked from."""
    token = _current.set("en" if language == "en" else "id")
    try:
        yield
    finally:
        _current.reset(token)


@cache
def _translations(language: Language) -> NullTranslations:
    catalogue_file = LOCALE_DIRECTORY / language / "messages.po"
    if not catalogue_file.exists():
        return NullTranslations()
    compiled = BytesIO()
    with catalogue_file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def N_(message: str) -> str:  # noqa: N802 - the customary name of gettext's deferred marker
    """Mark a text for the catalogue where it is defined; translate it with ``_`` where it is shown."""
    return message


def N_plural(message: str) -> str:  # noqa: N802 - named after gettext's deferred marker
    """Mark a text that counts where it is defined; ``plural`` shows it."""
    return message


def _(message: str, **values: object) -> str:
    """The text in the current language, with its named placeholders filled in."""
    translated = _translations(_current.get()).gettext(message) if message else ""
    return translated.format(**values) if values else translated


def plural(message: str, n: int, **values: object) -> str:
    """A text that counts. Indonesian has one form; English takes singular or plural from its catalogue."""
    translated = _translations(_current.get()).ngettext(message, message, n)
    return translated.format(n=number(n), **values)


def number(value: float, digits: int = 1) -> str:
    """A number as people write it: 1.234,5 in Indonesian, 1,234.5 in English."""
    return _decimal(round(value, digits), _current.get())


@lru_cache(maxsize=4096)
def _decimal(value: float, language: Language) -> str:
    """Babel reads its pattern anew each time; a page shows the same few hundred figures."""
    return format_decimal(value, format="#,##0.###", locale=language)


def percent(value: float | None) -> str:
    """A percentage on the 0-100 scale; nothing reported is a dash, never 0 %."""
    return "–" if value is None else f"{number(value)}%"


def long_date(day: dt.date | None) -> str:
    """21 September 2020."""
    return "–" if day is None else babel_date(day, format="d MMMM y", locale=_current.get())


def short_date(day: dt.date | None) -> str:
    """21 Sep 2020, for tables."""
    return "–" if day is None else babel_date(day, format="d MMM y", locale=_current.get())


def date_and_time(moment: dt.datetime | None) -> str:
    """21 Sep 2020 13.30 WIB; moments are stored in UTC and shown in western Indonesian time."""
    if moment is None:
        return "–"
    local = moment.astimezone(WIB)
    pattern = "d MMM y HH:mm" if _current.get() == "en" else "d MMM y HH.mm"
    return f"{babel_datetime(local, format=pattern, locale=_current.get())} WIB"


def language_name(language: Language) -> str:
    """The language's own name, for the switch."""
    return str(Locale(language).get_display_name(language) or language).capitalize()
