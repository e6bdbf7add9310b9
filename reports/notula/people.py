"""Who is named: organisations, persons with titles, roles and affiliations (notula.md §3.4, §3.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from reports.notula.names import (
    DEGREE,
    DEGREES,
    ROLE,
    ROLE_WORDS,
    has_honorific,
    looks_like_name,
    strip_titles,
)
from reports.notula.organisations import BODY_WORDS, GROUP, KIND_OF_BODY, NOT_A_BODY, Organisations
from reports.notula.vocabulary import words

#: roles whose remainder names the body itself: "Kepala Seknas OGI"; a "Direktur X" heads a part of one
HEAD_OF: Final = re.compile(
    r"^(?:(?:plt|plh|pj)\.?\s+)?(?:wakil\s+)?(?:kepala|ketua(?:\s+umum)?|anggota|sekretaris(?:\s+(?:jenderal|umum|daerah|utama))?|komisioner|staf|staff|"
    r"peneliti|pimpinan|koordinator|direktur(?:\s+(?:eksekutif|utama))?|manajer(?:\s+program)?|sekjen|pengurus|juru\s+bicara|inspektur|rektor|dosen|"
    r"tenaga\s+ahli|program\s+officer|analis\s+kebijakan|bendahara)\s+(?:di\s+|pada\s+|dari\s+)?",
    re.IGNORECASE,
)

#: parts of a body; its own name comes after them
_PARTS: Final = words(
    "bidang bagian seksi subbagian subdit subdirektorat biro pusat kelompok tim",
)


@dataclass(frozen=True, slots=True)
class Party:
    """A person, an organisation, a group of one or a head count, as written (§3.5)."""

    name: str | None = None
    organisation: str | None = None
    role: str | None = None
    #: "Tim Perludem": a group of the organisation, so no person may be made of it
    group: str | None = None
    count: int | None = None

    def as_json(self) -> dict[str, Any]:
        """The three fields of the draft format, and what a group or head count adds."""
        extra = {"group": self.group, "count": self.count}
        return {"name": self.name, "organisation": self.organisation, "role": self.role} | {
            key: value for key, value in extra.items() if value is not None
        }


def split_role(text: str, known: Organisations) -> tuple[str | None, str | None]:
    """Role and organisation of "Kepala Seknas OGI", "Direktur X, Bappenas", "Bappenas" (§3.4, §3.5)."""
    text = text.strip(" .,;:–—-()\t")
    if not text:
        return None, None
    if not ROLE.match(text):
        match = re.match(r"^(.+?)[,\s]+(?:pada|di|dari)\s+(.+)$", text)
        if match and not known.is_one(text) and known.is_one(match[2]):
            return match[1].strip(" ,"), match[2]
        pieces = [piece.strip() for piece in text.split(",") if piece.strip()]
        if len(pieces) == 2 and not known.is_one(text) and not known.is_one(pieces[0]) and known.is_one(pieces[1]):
            return pieces[0], pieces[1]
        return None, text
    if match := re.match(r"^([^,]+?)\s*(?:,|[–—]|\s-\s|\bpada\b|\bdari\b)\s*(.+)$", text):
        return match[1].strip(), match[2].strip(" ,")
    words = text.split()
    rest = HEAD_OF.sub("", text)
    if rest != text and rest and rest.split()[0].casefold() not in _PARTS:
        heads_it = (
            not re.match(r"(?i)(?:(?:plt|plh|pj)\.?\s+)?(?:wakil\s+)?(?:direktur|manajer|koordinator|analis)", text)
            and rest.upper() not in NOT_A_BODY
        )
        if (
            known.is_one(rest)
            or rest.split()[0].casefold() in BODY_WORDS
            or (heads_it and rest[:1].isupper() and not text.isupper())
        ):
            return text, rest
    for start in range(1, len(words)):
        tail = " ".join(words[start:])
        if text.isupper() and not known.known(tail):
            continue
        starts_body = start > 1 and words[start].casefold() in BODY_WORDS - _PARTS and words[start][0].isupper()
        if starts_body or known.known(tail) or (start >= len(words) - 2 and known.is_one(tail)):
            return text, tail
    return text, None


def read_party(text: str, known: Organisations) -> Party | None:
    """One participant, moderator or speaker as §3.5 writes them."""
    text = re.sub(r"\s+", " ", text).strip(" .;,:–—-")
    text = re.sub(r"\s+(?:beserta|dan|serta)\s+(?:jajaran\w*|staf|rombongan)$", "", text)
    if not text or not re.search(r"[A-Za-z]", text):
        return None
    if match := re.match(r"^(.+?)\s*[:(–—-]?\s*(\d{1,4})\s*(?:orang|peserta|pax|org)\b\)?$", text, re.IGNORECASE):
        return Party(organisation=match[1].strip(" :–—-("), count=int(match[2]))
    honoured = has_honorific(text)
    bare = strip_titles(text) if honoured else DEGREES.sub("", text)
    if match := re.match(r"^([^()]+?)\s*\(([^()]*)\)\s*[,–—-]?\s*(.*)$", bare):
        return _bracketed(match[1].strip(" ,"), match[2].strip(), match[3].strip(" ,"), honoured, known)
    if match := re.match(r"^(.+?)\s+[–—-]\s+(.+)$", bare) or re.match(r"^([^,]+),\s*(.+)$", bare):
        first, rest = strip_titles(match[1]), match[2]
        if known.is_one(bare) and not honoured and known.known(bare):
            return _body(bare)
        if ROLE.match(first) and not honoured:
            return _role_first(bare, first, rest, known)
        if honoured or (looks_like_name(first) and not known.is_one(first)):
            role, organisation = split_role(rest, known)
            return Party(first, organisation, role)
    match = re.match(
        r"^(.+?)\s+(?:sebagai|selaku|dari|perwakilan|mewakili)\s+(?:perwakilan\s+)?(?:dari\s+)?(.+)$", bare
    )
    if match and (honoured or (looks_like_name(match[1]) and not known.is_one(match[1]) and not ROLE.match(match[1]))):
        role, organisation = split_role(match[2], known)
        return Party(match[1], organisation, role)
    if honoured and not ROLE.match(bare):
        return Party(bare)
    if ROLE.match(bare):
        if found := office_and_name(bare):
            return Party(found[1], split_role(found[0], known)[1], found[0])
        role, organisation = split_role(bare, known)
        return Party(None, organisation, role)
    if known.is_one(bare):
        return _body(bare)
    if looks_like_name(bare):
        return Party(bare)
    return Party(organisation=bare)


_OFFICE_AND_NAME: Final = re.compile(
    rf"^(?P<office>(?i:{ROLE_WORDS})\b.*?\b(?:[IVX]+|[A-Z]{{2,8}})(?:\s+(?:DPR|RI|DPRD|DPR-RI))*)\s+(?P<name>[A-Z][a-z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){{0,4}})$",
)


def office_and_name(text: str) -> tuple[str, str] | None:
    """ "Ketua Komisi II Ahmad Doli Kurnia" → the office and its holder; the acronym or number ends the office."""
    match = _OFFICE_AND_NAME.match(text)
    if match is None or not re.match(r"[A-Z][a-z]", match["name"]) or match["name"].split()[0].casefold() in BODY_WORDS:
        return None
    return match["office"], match["name"]


def _bracketed(outer: str, inner: str, tail: str, honoured: bool, known: Organisations) -> Party:
    if ROLE.match(outer) and not honoured:
        if found := office_and_name(outer):
            return Party(found[1], inner, found[0])
        role, organisation = split_role(outer, known)
        person = strip_titles(inner)
        return (
            Party(person, organisation, role)
            if looks_like_name(person) and not known.is_one(person)
            else Party(None, inner, outer)
        )
    if known.is_one(outer) and not honoured:
        if looks_like_name(inner) and not known.is_one(inner):
            return Party(strip_titles(inner), outer)
        return _body(f"{outer} ({inner})")
    affiliation = f"{inner}, {tail}" if tail else inner
    role, organisation = split_role(affiliation, known)
    return Party(strip_titles(outer), organisation, role)


def _role_first(whole: str, first: str, rest: str, known: Organisations) -> Party:
    person = strip_titles(rest)
    if has_honorific(rest) or (looks_like_name(person) and not known.is_one(person)):
        role, organisation = split_role(first, known)
        return Party(person, organisation, role)
    role, organisation = split_role(whole, known)
    return Party(None, organisation, role)


def _body(text: str) -> Party:
    bare = GROUP.sub("", text).strip()
    return Party(organisation=bare, group=text if bare != text else None)


def _of_a_kind(text: str, known: Organisations) -> list[Party]:
    """The list behind "CSO:" or "K/L:": organisations, also those that nobody knows yet, and people with theirs."""
    if "(" in text:
        return read_parties(text, known)
    return [_body(piece) for body in known.split(text) for piece in re.split(r"\s*[,;]\s*", body) if piece]


_BRACKETED: Final = re.compile(rf"[^,()]+(?:,\s*(?:{DEGREE})\.?)*\s*\([^()]*\)")
_JOINERS: Final = re.compile(r"\b(?:dan|serta)\b|[,&]")


def read_parties(text: str, known: Organisations) -> list[Party]:
    """All participants of one line: one person, a list of organisations, or an organisation with its people."""
    text = text.strip(" .;")
    if ";" in text and sum(":" in piece for piece in text.split(";")) > 1:
        # "ICW: Almas, Tama; KPK: 2 orang; LKPP"
        return [party for piece in text.split(";") for party in read_parties(piece, known)]
    if match := re.match(r"^([^:]{2,80}?)\s*:\s*(\S.*)$", text):
        left, right = match[1].strip(), match[2]
        if re.fullmatch(r"\d{1,4}\s*(?:orang|peserta|pax|org)?\.?", right, re.IGNORECASE):
            return [Party(organisation=left, count=int(re.findall(r"\d+", right)[0]))]
        if KIND_OF_BODY.match(left):
            return _of_a_kind(right, known)
        names = [
            piece.strip() for piece in re.split(r",\s*(?:dan\s+)?|\s+dan\s+|;", DEGREES.sub("", right)) if piece.strip()
        ]
        if all(_plain_name(name, known) for name in names) and not ROLE.match(left):
            return [Party(strip_titles(name), left) for name in names]
        if ROLE.match(left):
            return [replace(party, role=party.role or left) for party in read_parties(right, known)]
        return [
            Party(party.name or party.organisation, left, party.role)
            if party.name or not known.known(party.organisation or "")
            else party
            for party in read_parties(right, known)
        ]
    if ";" in text:
        return [party for piece in text.split(";") for party in read_parties(piece, known)]
    if match := re.match(r"^([^():]+,[^():]+)\(([^():]+)\)$", DEGREES.sub("", text)):
        # "Bayu, Lestari dan Rina (Seknas OGI)": the brackets are for all of them
        names = [name for name in re.split(r"\s*,\s*(?:dan\s+)?|\s+(?:dan|serta)\s+", match[1].strip()) if name]
        if all(_plain_name(name, known) for name in names) and known.is_one(match[2]):
            return [Party(strip_titles(name), match[2].strip()) for name in names]
    bracketed = [match[0] for match in _BRACKETED.finditer(text)]
    if bracketed:
        rest = _BRACKETED.sub("", text).strip(" .,")
        others = (
            known.split(re.sub(r"^(?:(?:,|dan|serta|&)\s*)+", "", rest))
            if re.search(r"\w", _JOINERS.sub("", rest))
            else []
        )
        # beside two people with theirs, another capitalised name is that of a body or of a person
        listed = len(bracketed) > 1 and all(other[:1].isupper() for other in others)
        if listed or (others and all(known.is_one(other) for other in others)):
            cleaned = [re.sub(r"^\s*(?:,|dan\b|serta\b|&|\s)+", "", piece) for piece in bracketed]
            return [party for piece in [*cleaned, *others] if (party := read_party(piece, known))]
    bodies = known.split(GROUP.sub("", text)) if GROUP.match(text) else known.split(text)
    if len(bodies) > 1 and all(known.is_one(body) for body in bodies):
        return [_body(body) for body in bodies]
    pieces = [piece.strip() for piece in re.split(r",\s*(?:dan\s+)?|\s+dan\s+", DEGREES.sub("", text)) if piece.strip()]
    if len(pieces) > 2 and all(_plain_name(piece, known) for piece in pieces):
        return [Party(strip_titles(piece)) for piece in pieces]
    if (
        len(pieces) == 2
        and all(_plain_name(piece, known) for piece in pieces)
        and (" dan " in text or all(has_honorific(piece) for piece in pieces))
    ):
        return [Party(strip_titles(piece)) for piece in pieces]
    party = read_party(text, known)
    return [party] if party else []


def _plain_name(text: str, known: Organisations) -> bool:
    return looks_like_name(text) and not known.is_one(text) and not ROLE.match(strip_titles(text))
