"""What was agreed to be done or changed: follow-up sentences, owners, changes of wording, targets, next meeting
(notula.md §3.6, §3.7). Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from reports.notula.deadlines import Due, find_due, read_due
from reports.notula.names import has_honorific, looks_like_name, strip_titles
from reports.notula.organisations import Organisations
from reports.notula.people import read_party
from reports.notula.vocabulary import EMPTY_CELL, status_of
from reports.notula.wording import SENTENCE

_VERB_WORD: Final = (
    r"(?:akan|segera|perlu|harus|wajib|diminta|dimohon|diharapkan|diharap|dapat|agar|untuk|bertugas|sepakat|berkomitmen|telah|sudah|"
    r"sedang|masih|menjadi|bersedia|to|will|shall|should|must|"
    r"(?!bersama)(?:me|mem|men|meng|meny|ber|di|ter)[a-z]{3,}(?:-[a-z]+)?)"
)

_FIRST_VERB: Final = re.compile(rf"(?<=\s){_VERB_WORD}\b")

_COMPANION: Final = re.compile(
    r"\b(?:bersama(?:-sama)?(?:\s+dengan)?|didukung(?:\s+oleh)?|berkoordinasi)\b", re.IGNORECASE
)

#: requests move the duty to the one who is asked: "X meminta (kepada) Y untuk …" (§3.6)
REQUEST: Final = re.compile(
    r"\b(?:meminta|mendesak|mendorong|menugaskan|mengharapkan|merekomendasikan|menyarankan|memohon|mengimbau|menghimbau|mewajibkan|"
    r"memerintahkan|menginstruksikan|mengusulkan)\s+(?:kembali\s+)?(?:kepada\s+|agar\s+|supaya\s+)?(?P<who>[A-Z][^.;:]{1,160}?)\s+"
    r"(?:untuk|agar|supaya|segera|dapat|harus)\b"
)

REQUEST_THAT: Final = re.compile(
    r"\b(?:meminta|mendesak|mendorong|menugaskan|mengharapkan|merekomendasikan|menyarankan|memohon)\s+(?:agar|supaya)\s+(?P<who>[A-Z].{1,120}?)\s+"
    rf"(?={_VERB_WORD}\b)"
)

_ASKED: Final = re.compile(
    r"^(?P<who>[A-Z].{1,120}?)\s+(?:diminta|dimohon|diharapkan|ditugaskan|didorong|didesak|agar|supaya)\b"
)

_AGENT: Final = re.compile(r"\boleh\s+(?P<who>[A-Z][\w/&.-]*(?:\s+(?:dan\s+|untuk\s+)?[A-Z][\w/&.-]*){0,7})")

_TAG_NAME: Final = (
    r"(?:PIC|P\.I\.C\.?|penanggung\s*jawab|pj|pelaksana|owner|assignee|tenggat(?:\s+waktu)?|target(?:\s+(?:waktu|selesai|penyelesaian))?|deadline|"
    r"due(?:\s+date)?|batas\s+waktu|status|waktu)"
)

_TAG: Final = re.compile(
    rf"[\s([|;,–—-]*(?<!\w)[*_]*(?P<tag>{_TAG_NAME})[*_]*\s*[:=]\s*[*_]*\s*(?P<value>.*?)\s*(?=[\s([|;,–—-]*(?<!\w)[*_]*{_TAG_NAME}[*_]*\s*[:=]|[|;]|$)",
    re.IGNORECASE,
)

_STATUS_TAIL: Final = re.compile(
    r"\(((?:sudah\s+|telah\s+)?selesai|done|dalam\s+proses|proses|berjalan|belum[\w\s]{0,20})\)\W*$", re.IGNORECASE
)

_DASHED: Final = re.compile(r"\s+[–—-]{1,2}\s+")


@dataclass(slots=True)
class FollowUp:
    """One thing to be done: its words, who does it, by when, how far it is."""

    text: str
    owners: list[str] = field(default_factory=list)
    owner_persons: list[str] = field(default_factory=list)
    due: Due | None = None
    status: str | None = None

    @property
    def due_date(self) -> str | None:
        return self.due.date if self.due else None


def owners_of(text: str, known: Organisations) -> tuple[list[str], list[str]]:
    """Organisations and persons of a PIC cell or of the words before the first verb."""
    organisations: list[str] = []
    persons: list[str] = []
    text = _balanced(text.strip(" .,;:@"))
    if not text or EMPTY_CELL.match(text):
        return [], []
    bracketed = re.findall(r"([^,;()]+)\(([^()]+)\)", text)
    if bracketed and not known.known(text):
        for outer, inner in bracketed:
            party = read_party(f"{outer.strip()} ({inner})", known)
            if party and party.organisation:
                organisations.append(party.organisation)
            if party and party.name:
                persons.append(party.name)
        rest = re.sub(r"[^,;()]+\([^()]+\)", "", text).strip(" ,;")
        if rest:
            more, others = owners_of(rest, known)
            organisations, persons = organisations + more, persons + others
        return organisations, persons
    for piece in re.split(r"\n|;", text):
        for body in known.split(piece):
            if known.is_one(body):
                organisations.append(body)
                continue
            party = read_party(body, known)
            if party is None:
                continue
            if (party.organisation and (party.name or party.role)) or party.organisation:
                organisations.append(party.organisation)
            if party.name:
                persons.append(party.name)
            elif party.role and not party.organisation:
                persons.append(party.role)
    return organisations, persons


def _balanced(text: str) -> str:
    """Without the bracket that closed or opened around more than this text."""
    for opening, closing in ("()", "[]"):
        while text.count(closing) > text.count(opening) and text.endswith(closing):
            text = text[:-1].rstrip(" .")
        while text.startswith(opening) and (text.count(opening) > text.count(closing) or text.endswith(closing)):
            text = text[1:].removesuffix(closing).strip()
    return text


def _acting(text: str, known: Organisations) -> tuple[list[str], list[str]]:
    """Who stands before the first verb of a sentence, if that is nothing but organisations or a person."""
    if match := re.match(r"^\[([^\]]{2,70})\]\s*:?\s*\S|^([^:\[\]]{2,70}?)\s*:\s+\S", text):
        who = match[1] or match[2]
        if all(known.is_one(piece) for piece in known.split(who)) or has_honorific(who):
            return owners_of(who, known)
    verb = _FIRST_VERB.search(text)
    while verb and known.is_one(text[: verb.end()]) and known.known(text[: verb.end()]):
        verb = _FIRST_VERB.search(text, verb.end())
    if verb is None or verb.start() > 160:
        return [], []
    before = text[: verb.start()].strip(" ,")
    companion = _COMPANION.search(before)
    parts = (
        [before]
        if companion is None
        else [before[: companion.start()].strip(" ,"), before[companion.end() :].strip(" ,")]
    )
    if (match := re.match(r"^([^()]+?)\s*\(([^()]+)\)$", before)) and known.is_one(match[1]):
        inner = strip_titles(match[2])
        if looks_like_name(inner) and not known.is_one(inner):
            # "Bappenas (Bayu) mengirimkan …"
            return known.split(match[1]), [inner]
    bodies = [piece for part in parts if part for piece in known.split(part)]
    if bodies and all(known.is_one(piece) for piece in bodies):
        return bodies, []
    if has_honorific(before) or (before.casefold() in known.persons):
        return owners_of(before, known)
    if (match := re.match(r"^([^()]+)\(([^()]+)\)$", before)) and looks_like_name(strip_titles(match[1])):
        return owners_of(before, known)
    return [], []


def requested(text: str, known: Organisations) -> list[str]:
    """The organisations a sentence puts under a duty: "X meminta Y untuk …", "Y diminta …"."""
    for pattern in (REQUEST_THAT, REQUEST, _ASKED):
        match = pattern.search(text)
        if match is None:
            continue
        who = re.sub(r"^(?:kepada|agar|supaya)\s+", "", match["who"])
        bodies = known.split(who)
        if bodies and all(known.is_one(body) for body in bodies):
            return bodies
    return []


def read_follow_up(text: str, known: Organisations, *, checked: bool | None = None) -> FollowUp:
    """A sentence of a follow-up section, with its tags and dashed tail taken off (§3.6)."""
    item = FollowUp(text.strip())
    if checked is not None:
        item.status = "done" if checked else "open"
    _take_tags(item, known)
    _take_dashed(item, known)
    if item.status is None and (match := _STATUS_TAIL.search(item.text)):
        item.status = status_of(match[1])
    if item.due is None:
        item.due = find_due(item.text)
    if not item.owners:
        asked = requested(item.text, known)
        if asked:
            item.owners = asked
        else:
            organisations, persons = _acting(item.text, known)
            item.owners, item.owner_persons = organisations, item.owner_persons or persons
    if not item.owners and not item.owner_persons:
        _take_agent(item, known)
    if not item.owners:
        # the format has one place for who is responsible; a person without organisation is named there
        item.owners = list(item.owner_persons)
    return item


def _take_tags(item: FollowUp, known: Organisations) -> None:
    matches = list(_TAG.finditer(item.text))
    if not matches or (matches[0].start() == 0 and not matches[0]["value"]):
        return
    kept = item.text
    for match in reversed(matches):
        if apply_tag(item, match["tag"], match["value"], known):
            kept = kept[: match.start()] + kept[match.end() :]
    kept = (
        re.sub(r"\s*[(\[]\s*[)\]]|(?<=\S)\s*[)\]](?=\s*$)", "", kept)
        if kept.count("(") != kept.count(")") or "()" in kept
        else kept
    )
    item.text = kept.strip(" |;,–—-*_") or item.text


def apply_tag(item: FollowUp, tag: str, value: str, known: Organisations) -> bool:
    """Fill one field from "PIC: …", "Tenggat: …", "Status: …"; whether the words were a tag at all."""
    folded = re.sub(r"[\s.]+", " ", tag.casefold()).strip()
    value = _balanced(value.strip(" *_.,–—-"))
    if folded.startswith(("pic", "p i c", "penanggung", "pj", "pelaksana", "owner", "assignee")):
        if not EMPTY_CELL.match(value):
            item.owners, item.owner_persons = owners_of(value, known)
        return True
    if folded.startswith("status"):
        item.status = status_of(value) or item.status
        return True
    due = read_due(value)
    if due is None:
        return bool(EMPTY_CELL.match(value))
    item.due = Due(value if len(value) < 60 else due.words, due.date, due.precision, due.span)
    return True


def _take_dashed(item: FollowUp, known: Organisations) -> None:
    """ "… – Nama – tanggal" at the end of an item."""
    parts = _DASHED.split(item.text)
    kept = len(parts)
    for part in reversed(parts[1:]):
        due = read_due(part)
        if due and due.span[0] <= 20 and len(part) - (due.span[1] - due.span[0]) <= 20 and item.due is None:
            item.due = due
        elif not item.owners and len(part) < 80 and _is_party(part, known):
            item.owners, item.owner_persons = owners_of(part, known)
        elif len(part.split()) <= 2 and item.status is None and status_of(part):
            item.status = status_of(part)
        else:
            break
        kept -= 1
    if kept < len(parts):
        cut = item.text
        for _ in range(len(parts) - kept):
            cut = cut[: list(_DASHED.finditer(cut))[-1].start()]
        item.text = cut.strip()
    first, *rest = _DASHED.split(item.text, maxsplit=1)
    if rest and not item.owners and (known.known(first) or strip_titles(first).casefold() in known.persons):
        # "Rina - TOR forum multipihak": who does it stands first
        item.owners, item.owner_persons = owners_of(first, known)
        item.text = rest[0].strip()
    if not item.owners and (match := re.search(r"\(([^()]{2,60})\)[\s.]*$", item.text)):
        inner = [piece for piece in re.split(r"\s*[,;]\s*", match[1]) if not read_due(piece)]
        if (
            inner
            and _is_party(", ".join(inner), known)
            and not _acting(item.text, known)[0]
            and _FIRST_VERB.search(f" {item.text}")
        ):
            item.owners, item.owner_persons = owners_of(", ".join(inner), known)


def _is_party(text: str, known: Organisations) -> bool:
    bare = text.strip(" .@")
    if all(known.is_one(piece) for piece in known.split(bare)):
        return True
    name = strip_titles(re.sub(r"\s*\([^()]*\)$", "", bare))
    return looks_like_name(name) and len(name.split()) <= 4 and name[:1].isupper()


def _take_agent(item: FollowUp, known: Organisations) -> None:
    for match in _AGENT.finditer(item.text):
        bodies = known.split(match["who"])
        if all(known.is_one(body) for body in bodies):
            item.owners = bodies
            return


CANDIDATE: Final = re.compile(
    r"\bakan\s+(?:me|ber|di)\w+|\b(?:menyarankan|mengusulkan|meminta)\b.{1,120}?\buntuk\b.{0,30}?\bmengundang\b|"
    r"\b(?:pertemuan|rapat|diskusi)\s+(?:selanjutnya|berikutnya|lanjutan)\b.{0,60}?\b(?:dihosting|difasilitasi|diselenggarakan|dilaksanakan)\b",
    re.IGNORECASE,
)


def candidates(text: str, known: Organisations) -> list[FollowUp]:
    """Sentences outside follow-up sections that may be one; only ever proposed (§3.6)."""
    found = []
    for sentence in SENTENCE.split(text):
        if not CANDIDATE.search(sentence):
            continue
        item = FollowUp(sentence.strip(), due=find_due(sentence))
        asked = re.search(
            r"\b(?:menyarankan|meminta|mengusulkan)\s+(?P<who>[A-Z][^.;]{1,60}?)\s+(?:untuk|agar|dapat)\b",
            sentence,
            re.IGNORECASE,
        )
        item.owners = requested(sentence, known) or (
            [asked["who"]] if asked and known.is_one(asked["who"]) else _acting(sentence, known)[0]
        )
        if not item.owners:
            _take_agent(item, known)
        found.append(item)
    return found
