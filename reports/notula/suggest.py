"""Organisations and commitments of a registry that a text mentions: suggestions, never links (notula.md §5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from rapidfuzz import fuzz

from reports.notula.vocabulary import words

#: before a bare acronym these make it the name of something else: a plan, a law, a programme, a local office
_NOT_ITSELF: Final = re.compile(
    r"(?:\bRAN|\bRenaksi|\bRencana\s+Aksi(?:\s+Nasional)?|\b[Mm]itra|\bUU|\bUndang-Undang|\bPeraturan|\bP(?=KPU)|\b[Dd]inas|\bSistem)\s*$"
)
_PLACE_BEFORE: Final = re.compile(
    r"(?:\b[Bb]alai|\b[Hh]otel[^,.;]{0,30}|\bdi|\bKPU|\bBawaslu|\bDPRD|\bBPS|\bWali|\bBupati)\s*,?\s*$"
)
_DEGREE_BEFORE: Final = re.compile(r"(?:,|[A-Z]\.)\s*$")
SHORT: Final = 5
#: words of titles and keywords that tell no commitment from another
_COMMON: Final = words(
    "data informasi keterbukaan terbuka publik layanan transparansi penguatan pengelolaan pemanfaatan "
    "perluasan akses bagi dan tata kelola terhadap barang jasa badan kelompok kontrak portal satu pencegahan "
    "pengawasan penerima penyediaan nasional indonesia pelayanan terpadu melalui untuk dalam dengan",
)
TYPO: Final = 92


def organisations_in(text: str, registry: Mapping[str, Any]) -> dict[str, list[str]]:
    """Registry id → the words that name it. The longest name wins, so parts of names do not count twice."""
    aliases = {
        alias: entry["id"]
        for entry in registry.get("organisations", ())
        for alias in (entry["name"], *entry.get("aliases", ()))
    }
    found: dict[str, list[str]] = {}
    left = text
    for alias in sorted(aliases, key=len, reverse=True):
        flags = re.NOFLAG if len(alias) <= SHORT and alias.isupper() else re.IGNORECASE
        words = r"\s+".join(map(re.escape, alias.split()))
        pattern = re.compile(rf"(?<![\w-]){words}(?!\w)", flags)
        for match in pattern.finditer(left):
            if _means_it(text, match.start(), alias):
                found.setdefault(aliases[alias], []).append(match[0])
        left = pattern.sub(lambda match: "\x00" * len(match[0]), left)
    return found


def _means_it(text: str, start: int, alias: str) -> bool:
    before = text[max(0, start - 40) : start]
    if " " not in alias and _NOT_ITSELF.search(before):
        return False
    if alias == "MA" and _DEGREE_BEFORE.search(before):
        return False
    return not (alias.startswith(("Kota ", "Kabupaten ", "Provinsi ")) and _PLACE_BEFORE.search(before))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", text.casefold()) if len(word) > 2}


def commitments_in(
    text: str, headline: str, organisations: Iterable[str], registry: Mapping[str, Any]
) -> dict[str, str]:
    """Commitment code → why: its title or a keyword occurs, or a lead and its partner occur with one of its words."""
    mentioned = set(organisations)
    bare = text
    for entry in registry.get("organisations", ()):
        # names of bodies may hold the words of a commitment ("Lembaga Bantuan Hukum")
        for alias in (entry["name"], *entry.get("aliases", ())):
            if " " in alias:
                bare = re.sub(re.escape(alias), " ", bare, flags=re.IGNORECASE)
    folded, vocabulary, top = " ".join(bare.casefold().split()), _words(bare), " ".join(headline.casefold().split())
    result: dict[str, str] = {}
    for entry in registry.get("commitments", ()):
        leads, partners = set(entry.get("lead_ids", ())), set(entry.get("cso_ids", ()))
        phrases = [entry["title"], *entry.get("keywords", ())]
        pair = bool(leads & mentioned) and bool(partners & mentioned)
        either = bool((leads | partners) & mentioned)
        hits = [phrase for phrase in phrases if _occurs(phrase, folded)]
        own = {word for phrase in phrases for word in _words(phrase)} - _COMMON
        if _occurs(entry["title"], folded):
            result[entry["code"]] = "title"
        elif hits and (
            either or any(_occurs(hit, top) for hit in hits) or sum(folded.count(hit.casefold()) for hit in hits) > 1
        ):
            result[entry["code"]] = "keyword"
        elif pair and own & vocabulary:
            result[entry["code"]] = "organisations"
    return result


def _occurs(phrase: str, folded: str) -> bool:
    wanted = " ".join(phrase.casefold().split())
    if re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", folded):
        return True
    # long titles are often written with a slip; short keywords would then match anything
    return len(wanted) > 25 and fuzz.partial_ratio(wanted, folded) >= TYPO
