"""Who signed: only to fill in a note-taker or chair that nothing else names (notula.md §3.5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.notula.names import has_honorific, looks_like_name
from reports.notula.organisations import Organisations
from reports.notula.people import read_party
from reports.notula.provenance import Draft
from reports.notula.structure import Block, Para

_SIGN_LABEL: Final = re.compile(
    r"^(notulis|pencatat|notulen|perisalah|pimpinan rapat|ketua rapat|moderator)\s*,?\s*$", re.IGNORECASE
)


def read_signatures(blocks: Sequence[Block], known: Organisations, draft: Draft, *, signed: bool) -> None:
    """A note-taker or chair whom only the signature names (inferred); never a participant (§3.5)."""
    for index, block in enumerate(blocks):
        if not isinstance(block, Para) or index < 3:
            continue
        columns = [piece.strip() for piece in re.split(r"\t|\s{3,}", block.tail) if piece.strip()]
        for position, piece in enumerate(columns):
            match = _SIGN_LABEL.match(piece)
            if match is None or not (piece.endswith(",") or signed):
                continue
            field = "note_taker" if re.match("notul|pencatat|perisalah", match[1], re.IGNORECASE) else "moderator"
            name = _signer(blocks[index + 1 : index + 4], position, len(columns), known)
            if name and draft.data[field] is None:
                draft.put(field, {"name": name[0], "organisation": None, "role": None}, *name[1], "inferred")


def _signer(
    below: Sequence[Block], position: int, width: int, known: Organisations
) -> tuple[str, tuple[int, int]] | None:
    for block in below:
        if not isinstance(block, Para):
            return None
        columns = [piece.strip() for piece in re.split(r"\t|\s{3,}", block.tail) if piece.strip()]
        if len(columns) != width or re.match(r"(?i)nip|pembina|penata|ttd", columns[position]):
            continue
        name = columns[position].strip("() ")
        if looks_like_name(name) or has_honorific(name):
            party = read_party(name, known)
            if party and party.name:
                return party.name, (block.first, block.last)
        return None
    return None
