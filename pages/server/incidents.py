"""An unexpected error: a short sentence with a number for the reader, the details under that number in the log."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from models.language import N_, _
from models.problems import TrackerError

logger = logging.getLogger("tracker.incidents")

TEXT = N_(
    "Terjadi kesalahan di sisi kami. Tidak ada yang disimpan. Sebutkan nomor kejadian {number} kepada administrator."
)
#: without letters and digits that look alike
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def record(error: BaseException, where: str) -> str:
    """Log the error and return the number to find it by."""
    drawn = "".join(secrets.choice(_ALPHABET) for _place in range(8))
    number = f"{drawn[:4]}-{drawn[4:]}"
    logger.error("incident %s at %s", number, where, exc_info=error)
    return number


def on_script_error(error: Exception) -> bool:
    """What Streamlit calls for an error that a page did not catch: show a sentence, never a traceback."""
    if isinstance(error, TrackerError):
        st.error(str(error))
    else:
        st.error(_(TEXT, number=record(error, "page")))
    return True
