"""Which names are organisations: the registry, what the document itself places as one, and how such names look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from models.rules.naming import find_institution, institutions
from reports.notula.names import (
    HONORIFIC,
    NAME_TOKEN,
    NOT_A_NAME,
    ROLE,
    TITLE,
    has_honorific,
)
from reports.notula.vocabulary import words

#: first words of the names of bodies; general nouns, not a list of organisations
BODY_WORDS: Final = words(
    "kementerian kementrian kemenko komisi badan dinas direktorat ditjen dirjen setjen sekretariat seknas "
    "sekjen pusat pusdatin biro bagian bidang subdit subdirektorat subbagian seksi deputi kedeputian "
    "inspektorat lembaga yayasan perkumpulan koalisi komite komunitas forum asosiasi aliansi jaringan "
    "universitas institut fakultas pemerintah pemprov pemkot pemkab pemda pemdes kelurahan kecamatan kantor "
    "mahkamah kejaksaan kepolisian polri ombudsman dewan majelis fraksi pt cv bank balai upt perpustakaan "
    "arsip serikat organisasi tim panitia pokja gugus satgas unit kabupaten kota provinsi desa komnas bappeda "
    "bapperida diskominfo disdukcapil lsm masyarakat perwakilan gerakan bps rsud puskesmas polres polsek "
    "koramil pkk karang center centre institute",
)

BODY_TAIL: Final = words(
    "indonesia ri watch institute foundation center centre network nasional",
)

_ABBREVIATED = re.compile(
    r"^(?:Kemen\w+|Pem(?:kot|kab|prov|da|des)\w*|Dis[a-z]{4,}|Dit(?:jen)?\w{0,3}|Bappe\w+|Set(?:jen|neg|kab|wapres|da))$"
)

_ACRONYM = re.compile(r"^(?=.*[A-Z].*[A-Z])[A-Z][A-Z0-9/&.-]{1,11}$")

_CAMEL = re.compile(r"^(?:[A-Z][a-z]+){2,}\w*$|^[A-Z]{2,}[a-z]{0,4}[A-Z]*\w*$")

NOT_A_BODY: Final = words(
    "RAPAT SIDANG NOTULEN KETUA HAM PDT RAN OGI-RAN APBN APBD IT SOP MOU RTL PIC TOR KAK CSO K/L KL OMS "
    "API SK UU RUU PP PPID DTKS FGD RDP KTP DPT SPBE PKPU WIB WITA WIT",
)

#: longer than any list of organisations that minutes hold
MAX_LIST: Final = 1000
_WITHIN_NAMES: Final = words(
    "dan untuk dengan atas terhadap bagi di tentang anti serta of for the on",
)


@cache
def _with_separators() -> re.Pattern[str]:
    """Bundled names that hold a comma, a slash or "dan", so that they are not cut there (matrix.md §3)."""
    names = {one.name for one in institutions().values() if re.search(r"[,/&]|\bdan\b", one.name)}
    spellings = sorted({*names, "ATR/BPN", "PPN/Bappenas"}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, spellings)) + r")(?!\w)", re.IGNORECASE)


GROUP: Final = re.compile(
    r"^(?:perwakilan(?:\s+dari)?|wakil\s+dari|utusan|tim(?:\s+dari)?|unsur|delegasi)\s+", re.IGNORECASE
)


#: a kind of organisation, over a list of them
KIND_OF_BODY: Final = re.compile(
    r"^(?:unsur\s+)?(?:cso|csos|oms|k/l|kl|lsm|ngo|kementerian\s*/\s*lembaga|masyarakat\s+sipil|organisasi\s+masyarakat\s+sipil"
    r"|mitra(?:\s+pembangunan)?|akademisi|media|pemerintah(?:\s+(?:pusat|daerah))?|swasta|perguruan\s+tinggi)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Organisations:
    """Which names are organisations: those of the registry, those the document itself places as one, and the
    general look of such names. Without a registry the last two have to do."""

    aliases: dict[str, str] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    persons: set[str] = field(default_factory=set)
    _pattern: re.Pattern[str] | None = None

    @classmethod
    def of_registry(cls, registry: Mapping[str, Any] | None) -> Organisations:
        """Names and aliases of a registry, folded."""
        known = cls()
        for entry in (registry or {}).get("organisations", ()):
            for alias in (entry["name"], *entry.get("aliases", ())):
                known.aliases[alias.casefold()] = entry["id"]
        names = sorted(known.aliases, key=len, reverse=True)
        if names:
            known._pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE)
        return known

    def place(self, text: str | None) -> None:
        """Remember what a speaker line, a participant list or a PIC cell uses as an organisation."""
        if text and 1 < len(text) < 80:
            self.placed.add(GROUP.sub("", text).strip().casefold())

    def meet(self, name: str | None) -> None:
        """Remember a person, for `Nama:` lines and PIC cells."""
        if name:
            self.persons.add(name.casefold())

    def known(self, text: str) -> bool:
        """Named in the registry, placed as an organisation by the document, or known to everybody."""
        bare = GROUP.sub("", text.strip(" .,;:"))
        folded = bare.casefold()
        return folded in self.aliases or folded in self.placed or self._is_bundled(bare)

    def _is_bundled(self, text: str) -> bool:
        """Among the institutions and CSOs that are known without a database; as written, since "ma" is no MA."""
        if not 1 < len(text) < 80 or text.islower() or text.casefold() in self.persons:
            return False
        found = find_institution(text)
        return found is not None and (len(text) > 3 or text.isupper())

    def is_one(self, text: str) -> bool:
        """Whether a whole short text is the name of an organisation."""
        text = text.strip(" .,;:")
        if not text or len(text) > 110 or has_honorific(text):
            return False
        if self.known(text) or GROUP.match(text):
            return True
        if text.casefold() in self.persons or ROLE.match(text):
            return False
        words = text.split()
        first = words[0].strip("()").casefold()
        if not all(
            word[0].isupper() or word[0] in "(&" or word.strip(",").casefold() in _WITHIN_NAMES for word in words
        ):
            return False
        if (first in BODY_WORDS and len(words) > 1) or _ABBREVIATED.match(words[0]):
            return True
        if len(words) > 1 and words[-1].casefold() in BODY_TAIL:
            return True
        if text.isupper() and len(words) > 1 and not text.startswith("F-"):
            # a line in capitals: these may as well be a person's names
            return self._starts_with_known(text)
        if NOT_A_NAME.match(text):
            # "Data KPU" is a thing of an organisation
            return False
        return self._looks_abbreviated(words) or self._starts_with_known(text)

    def _starts_with_known(self, text: str) -> bool:
        if self._pattern is None:
            return False
        match = self._pattern.match(text)
        return match is not None and len(text) - match.end() < 40

    @staticmethod
    def _looks_abbreviated(words: list[str]) -> bool:
        bare = [word.strip("(),") for word in words]
        if len(bare) == 1 and "-" in bare[0] and all(_ACRONYM.match(p) or _CAMEL.match(p) for p in bare[0].split("-")):
            # YAPPIKA-ActionAid
            return True
        return any(
            word.upper() not in NOT_A_BODY and (_ACRONYM.match(word) or (len(bare) == 1 and _CAMEL.match(word)))
            for word in bare
            if word
        ) and not (len(bare) == 1 and not bare[0][1:].isupper() and not _CAMEL.match(bare[0]))

    def split(self, text: str) -> list[str]:
        """The organisations of "KPU, Bawaslu dan Perludem"; "Komunikasi dan Informatika" stays whole."""
        text = text.strip(" .;:")
        if text.casefold() in self.aliases or len(text) > MAX_LIST:
            return [text]
        protected: list[str] = []

        def protect(match: re.Match[str]) -> str:
            protected.append(match[0])
            return f"\x00{len(protected) - 1}\x00"

        masked = self._pattern.sub(protect, text) if self._pattern else text
        masked = _with_separators().sub(protect, masked)
        pieces = re.split(
            r"\s*(?:;|,\s*(?:dan|serta)\s+|,|\s+(?:dan|serta|bersama|beserta)\s+|\s&\s|\s?\+\s?|\s?/\s?(?=[A-Z\x00]))\s*",
            masked,
        )
        restored = [re.sub("\x00(\\d+)\x00", lambda m: protected[int(m[1])], piece).strip() for piece in pieces]
        restored = [piece for piece in restored if piece]
        return (
            restored if len(restored) > 1 and all(map(self._stands_alone, restored)) else self._rejoin(text, restored)
        )

    def _stands_alone(self, piece: str) -> bool:
        return self.is_one(piece) and piece.upper() not in NOT_A_BODY

    def _rejoin(self, text: str, pieces: list[str]) -> list[str]:
        """Glue a piece that is no organisation to the one before it, with the words that stood between."""
        result: list[str] = []
        position = 0
        for piece in pieces:
            start = text.find(piece, position)
            if result and not self._stands_alone(piece):
                begin = text.rfind(result[-1], 0, start)
                result[-1] = text[begin : start + len(piece)]
            else:
                result.append(piece)
            position = start + len(piece)
        return result


def harvest(texts: Iterable[str], known: Organisations) -> None:
    """Learn organisations from the places that only an organisation can hold: behind "perwakilan (dari)", or in
    the brackets and after the "dari" of a line that introduces a speaker."""
    for text in texts:
        for match in re.finditer(r"\b[Pp]erwakilan\s+(?:dari\s+)?((?:[A-Z][\w/&-]*)(?:\s+[A-Z][\w/&-]*){0,3})", text):
            known.place(match[1])
        for match in re.finditer(
            rf"{HONORIFIC}\s+(?:{TITLE}\s*)*{NAME_TOKEN}(?:\s+{NAME_TOKEN}){{0,3}}\s+dari\s+([A-Z][\w/&-]*)\s+me",
            text,
        ):
            known.place(match[1])
        for match in re.finditer(
            rf"^(?:{HONORIFIC}\s+)?({NAME_TOKEN}(?:\s+{NAME_TOKEN}){{0,3}})\s*\(([A-Z][\w/&-]*(?:\s+[A-Z][\w/&-]*){{0,2}})\)\s*:",
            text,
        ):
            if not (ROLE.match(match[1]) or known.is_one(match[1]) or match[1].isupper()):
                known.place(match[2])
