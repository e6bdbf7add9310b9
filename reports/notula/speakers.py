"""Who speaks in a line, in the forms of notula.md §3.4; a passive sentence has no speaker. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reports.notula.names import HONORIFIC, ROLE, TITLE, has_honorific, looks_like_name, strip_degrees, strip_titles
from reports.notula.organisations import KIND_OF_BODY, Organisations
from reports.notula.people import Party, read_party, split_role

VERBS: Final = (
    "menyampaikan|menjelaskan|menambahkan|menanggapi|mengusulkan|menegaskan|menanyakan|memaparkan|menyetujui|mengingatkan|meminta|"
    "mencatat|membuka|menekankan|menyatakan|mengatakan|menyarankan|mengapresiasi|mempertanyakan|bertanya|menjawab|menyoroti|menutup|"
    "memberikan|memberi|mengajukan|melaporkan|mengemukakan|mengungkapkan|menerangkan|merespons|merespon|berpendapat|berharap|"
    "mengharapkan|memohon|mendorong|menginformasikan|mengonfirmasi|mengkonfirmasi|mempresentasikan|menguraikan|membacakan|mengundang|"
    "mempersilakan|menyimpulkan|mendukung|menilai|menyepakati|menyambut|menggarisbawahi|memperjelas|mengklarifikasi|menyebutkan|"
    "memandang|mengakui|menyanggupi|menawarkan|merekomendasikan|mengkritisi|mengusulkan|menuturkan|mencontohkan|memaparkan|melanjutkan|"
    "membagikan|menyetujui|mengimbau|menghimbau|menerima|keberatan|sepakat|setuju|menolak"
)
_ADVERBS: Final = r"(?:juga|kemudian|selanjutnya|lalu|turut|kembali|telah|sempat|pun|secara\s+\w+|ikut|akan|mulai)"
VERB: Final = re.compile(rf"(?<=[\s,)])(?:{_ADVERBS}\s+){{0,2}}(?:{VERBS})\b")
_OPENING_ADVERB: Final = re.compile(
    r"^(?:selanjutnya|kemudian|setelah itu|berikutnya|sementara itu|terakhir|lalu|pertama|kedua|ketiga|di sisi lain"
    r"|(?:menanggapi|merespons?|menindaklanjuti|menyambung|sejalan dengan|terkait|atas|sehubungan dengan)"
    r"\s+(?:hal|pertanyaan|usulan|masukan|paparan|pernyataan)\s+(?:tersebut|itu|ini|di atas)"
    r"|dalam kesempatan (?:yang sama|ini|tersebut)|senada dengan itu)"
    r"\s*,?\s+",
    re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"^(?P<name>.+?)\s*(?P<link>\b(?:sebagai|selaku)\s+(?:perwakilan|wakil)(?:\s+dari)?\b|\b(?:perwakilan|utusan)(?:\s+dari)?\b|\bdari\b|\bmewakili\b|"
    r"\bselaku\b|\bsebagai\b|,|\(|\s[–—-]\s)\s*(?P<rest>.+)$"
)
_PREFIXED: Final = re.compile(
    r"^(?P<act>tanggapan|paparan|pemaparan|penjelasan|masukan|pertanyaan|jawaban|penanya|penanggap|penyampaian|sambutan|pandangan|"
    r"pendapat|usulan|respons?|arahan|pengantar|pembukaan|narasumber|pembicara)(?:\s+(?:\d{1,2}|[IVX]{1,3}))?"
    r"(?P<colon>\s*:\s*|\s+(?:dari\s+|oleh\s+)?)(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_PASSIVE_AGENT: Final = re.compile(
    r"^(?:(?:materi|paparan|pemaparan|penjelasan|penyampaian\s+\w+|sambutan)\s+)?(?:disampaikan|dijelaskan|dipaparkan|ditanggapi)?\s*(?:materi\s+)?oleh\s+(?P<rest>.+)$",
    re.IGNORECASE,
)
_SHOUTED: Final = re.compile(
    rf"^(?P<who>(?:{TITLE}\s*)*[A-Z][A-Z0-9 .,'’/&-]{{1,70}}(?:\([^()]{{2,90}}\))?(?:[A-Z .,]{{0,20}}))"
    r"\s*:\s*(?P<said>.*)$",
    re.DOTALL,
)
_COLON: Final = re.compile(r"^(?P<who>[^:“”\"]{2,110}?)\s*:\s*(?P<said>.*)$", re.DOTALL)
MAX_WHO: Final = 160


@dataclass(frozen=True, slots=True)
class Speech:
    """A speaker and what follows. ``strong``: a form that opens a new turn wherever it stands. ``announces``:
    the words only announce a list. ``verbatim``: a colon form, so what follows are the words themselves."""

    party: Party
    text: str
    strong: bool
    announces: bool = False
    verbatim: bool = False

    @property
    def begins_discussion(self) -> bool:
        """Strong enough to end an identity block; "PATTIRO: 4 orang" is a line of its participants."""
        bare = self.party.name is None and self.party.role is None
        return self.strong and not (self.verbatim and bare and 0 < len(self.text) < 60)


def read_speech(text: str, known: Organisations, *, lead: str = "") -> Speech | None:
    """The speaker of a paragraph, or None. ``lead`` are its bold first words."""
    return (
        _in_question_time(text, known)
        or _prefixed(text, known)
        or _shouted(text, known)
        or _with_colon(text, known, lead=lead)
        or _with_verb(text, known, lead=lead)
    )


def _announces(text: str) -> bool:
    return text.rstrip().endswith(":") or re.search(r"(?:sebagai\s+)?berikut\s*[.:]?$", text.rstrip()) is not None


def _prefixed(text: str, known: Organisations) -> Speech | None:
    match = _PREFIXED.match(text)
    if match is None:
        return None
    rest = match["rest"]
    who, colon, said = rest.partition(":")
    if ":" in match["colon"]:
        # "Penanya: Nama (Instansi)" names the speaker after the colon
        if match["act"].casefold() not in {"penanya", "penanggap", "narasumber", "pembicara", "penjawab"}:
            return _headed(rest, known)
        who, said = (who, said) if colon else _cut_sentence(rest)
        party = _party(who, known)
        return Speech(party, said.strip(), strong=True, verbatim=True) if party else None
    if not colon or len(who) > 90:
        return None
    party = _party(who, known)
    if party is None or not (party.organisation or has_honorific(who) or looks_like_name(who)):
        return None
    return Speech(party, said.strip() or text, strong=True, announces=not said.strip(), verbatim=True)


def _headed(who: str, known: Organisations) -> Speech | None:
    """ "Paparan 1: Oktorialdi", "Sambutan: Ibu Sari (KPU)": a heading that names who speaks below it."""
    if len(who) > 90 or who.rstrip().endswith((".", "?")):
        return None
    party = is_speaker_heading(who, known)
    if party is None:
        name = strip_titles(who)
        party = Party(name) if name.casefold() in known.persons else None
    return Speech(party, "", strong=True, announces=True) if party else None


_ASKED: Final = re.compile(
    r"^(?:T|Q|Tanya|P|Pertanyaan|J|A|Jawab(?:an)?)\s*[:.]\s*(?P<rest>[A-Z][^:]{1,90}:\s*\S.*)$", re.DOTALL
)


def _in_question_time(text: str, known: Organisations) -> Speech | None:
    """ "T: Rudi (Universitas Udayana): …", "J: Oktorialdi: …"."""
    match = _ASKED.match(text)
    if match is None:
        return None
    who, _, said = match["rest"].partition(":")
    party = _party(who, known)
    if party is None or not (party.organisation or party.role or looks_like_name(who)):
        return None
    return Speech(party, said.strip(), strong=True, verbatim=True)


def _cut_sentence(rest: str) -> tuple[str, str]:
    match = re.match(r"^([^()]{2,60}\([^()]{2,60}\))\s*(.*)$", rest, re.DOTALL)
    return (match[1], match[2]) if match else (rest, "")


def _shouted(text: str, known: Organisations) -> Speech | None:
    match = _SHOUTED.match(text)
    if match is None:
        return None
    who = match["who"].strip()
    head = re.sub(r"\(.*?\)", "", who).strip()
    if re.fullmatch(
        r"(?:CATATAN|PERHATIAN|NB|PS|PENTING|AGENDA|ACARA|HADIR|KETERANGAN|PIC|RTL|TARGET|DEADLINE|LINK|SEMULA|MENJADI)",
        head,
    ):
        return None
    if len(head) < 3 and not known.known(head):
        return None
    if KIND_OF_BODY.match(who):
        return Speech(Party(organisation=who), match["said"].strip(), strong=True, verbatim=True)
    if slash := re.match(r"^([^/()]{3,60})/([^/()]{2,40})$", who):
        party = Party(strip_titles(slash[1]), slash[2].strip())
    else:
        pair = re.match(r"^([^()]+?)\s*\(([^()]+)\)$", who)
        if (
            pair
            and not ROLE.match(pair[1])
            and (known.is_one(pair[1]) or pair[1].startswith("F-"))
            and not known.known(pair[2])
        ):
            found: Party | None = Party(strip_titles(pair[2]), pair[1])
        else:
            found = _party(who, known)
        if found is None:
            return None
        party = found
    inside = re.search(r"\(([^()]+)\)", who)
    if inside and "/" in inside[1] and party.name and "/" in party.name:
        first, second = (part.strip() for part in inside[1].split("/", 1))
        if ROLE.match(first):
            # PEMERINTAH (DIRJEN IKP KOMINFO/USMAN)
            party = Party(strip_titles(second), split_role(first, known)[1], first)
        else:
            party = Party(strip_titles(first), second, party.role)
    return Speech(party, match["said"].strip(), strong=True, verbatim=True)


def _party(who: str, known: Organisations) -> Party | None:
    who = who.strip(" .:")
    match = re.match(r"^(.+?)\s*\(([^()]+)\)$", who)
    if match and ROLE.match(match[1]) and not has_honorific(who):
        # KETUA RAPAT (NAMA): the brackets behind an office hold its holder
        role, organisation = split_role(match[1], known)
        if known.known(match[2]):
            return Party(None, match[2], match[1])
        name, _, affiliation = (
            match[2].partition(",") if not re.search(r",\s*[A-Z]\.", match[2]) else (match[2], "", "")
        )
        return Party(strip_titles(name), affiliation.strip() or organisation, role or match[1])
    return read_party(who, known)


def _with_colon(text: str, known: Organisations, *, lead: str) -> Speech | None:
    match = _COLON.match(text)
    if match is None or VERB.search(f" {match['who']}"):
        return None
    who, said = match["who"].strip(), match["said"].strip()
    party = _party(who, known)
    if party is None:
        return None
    if party.organisation and not party.organisation[:1].isupper() and not has_honorific(who):
        # "Standar, yaitu:" announces a list
        return None
    if re.match(r"^[^(–—]+,", who) and not (has_honorific(who) or known.is_one(party.organisation or "") or party.role):
        return None
    person = party.name is not None and looks_like_name(party.name)
    placed = party.organisation is not None and (person or known.is_one(party.organisation))
    honoured = has_honorific(who)
    known_person = party.name is not None and party.name.casefold() in known.persons
    if not (honoured or (person and placed) or (placed and party.name is None and known.is_one(who)) or known_person):
        named_role = party.role is not None and (party.name is not None or party.organisation is not None)
        led = bool(lead) and lead.casefold().startswith(who.casefold()) and person and not said[:1].isdigit()
        if not (named_role or (led and len(who.split()) > 1)):
            return None
    if (
        person
        and not re.search(r"[(,–—/]|\s-\s|\bdari\b|\bselaku\b|\bsebagai\b", who)
        and not (honoured or known_person or lead)
    ):
        return None
    return Speech(party, said, strong=person or honoured, announces=not said, verbatim=True)


def _with_verb(text: str, known: Organisations, *, lead: str) -> Speech | None:
    body = _OPENING_ADVERB.sub("", text)
    passive = _PASSIVE_AGENT.match(body)
    if passive:
        body = passive["rest"]
        end = re.search(r"\s(?:bahwa|mengenai|terkait|tentang|,|dengan|yang|sebagai\s+berikut)\b|[:,.]", body)
        who = body[: end.start()] if end else body
        if len(who) > MAX_WHO or not (has_honorific(who) or known.is_one(who)):
            return None
        party = read_party(who, known)
        return Speech(party, text, strong=has_honorific(who), announces=_announces(text)) if party else None
    verb = VERB.search(body[: MAX_WHO + 60])
    if verb is None or verb.start() > MAX_WHO:
        return None
    who = body[: verb.start()].strip(" ,–—-")
    if not who or re.search(r"[.;:?!]\s", re.sub(rf"{TITLE}|{HONORIFIC}|\b[A-Z]\.|\bM\.\w+", "", who)):
        return None
    found = _subject(who, known, lead=lead)
    if found is None:
        return None
    party, strong = found
    return Speech(party, text, strong=strong, announces=_announces(text))


def _subject(who: str, known: Organisations, *, lead: str) -> tuple[Party, bool] | None:
    """The party before the verb, and whether the form is a full introduction."""
    if known.is_one(who):
        return read_party(who, known) or Party(organisation=who), False
    who = strip_degrees(who)
    honoured = has_honorific(who)
    link = _LINK.match(who)
    if link:
        name, rest = strip_titles(link["name"]), re.sub(r"\)\s*$", "", link["rest"]).strip(" ,")
        if ROLE.match(name) and not honoured:
            party = _party(who, known)
            return (party, party.name is not None) if party and (party.organisation or party.name) else None
        if (honoured or looks_like_name(name)) and rest and len(rest.split()) <= 14:
            inner = re.sub(r"^(?:perwakilan|wakil)\s+(?:dari\s+)?", "", rest)
            if not (honoured or inner[:1].isupper() or inner[:1].isdigit() or ROLE.match(inner)):
                return None
            role, organisation = split_role(inner, known)
            return Party(name, organisation, role), True
        return None
    bare = strip_titles(who)
    if ROLE.match(bare):
        role, organisation = split_role(bare, known)
        words = bare.split()
        if organisation is None and len(words) > 6:
            return None
        return Party(None, organisation, role), honoured
    if honoured or lead.casefold() == who.casefold():
        return (Party(bare), True) if looks_like_name(bare) and len(bare.split()) <= 5 else None
    if looks_like_name(bare) and len(bare.split()) <= 4:
        return Party(bare), False
    bodies = known.split(who)
    if len(bodies) > 1 and all(known.is_one(piece) for piece in bodies):
        return Party(organisation=who), False
    return None


def is_speaker_heading(text: str, known: Organisations) -> Party | None:
    """An organisation or person standing alone as a sub-heading: "KPU", "Ketua KPU (Arief)", "Tanggapan Bawaslu"."""
    bare = text.strip(" :.")
    if not bare or len(bare.split()) > 10 or re.search(r"[.;?!]\s", strip_titles(bare)):
        return None
    prefixed = re.match(
        r"^(?:tanggapan|paparan|pemaparan|penjelasan|masukan|pandangan|jawaban|respons?|pernyataan)\s+(?:dari\s+|oleh\s+)?(.+)$",
        bare,
        re.IGNORECASE,
    )
    who = prefixed[1] if prefixed else bare
    if known.is_one(who):
        return read_party(who, known)
    party = _party(who, known)
    if party is None:
        return None
    if party.name and looks_like_name(party.name) and (party.organisation or party.role or has_honorific(who)):
        return party
    if party.name is None and party.role and party.organisation and known.is_one(party.organisation):
        return party
    return None
