"""The discussion as turns: who spoke, what was said, point by point (notula.md §3.4, §4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Final

from reports.notula.marks import RANK
from reports.notula.organisations import Organisations
from reports.notula.people import Party
from reports.notula.provenance import Draft, mask
from reports.notula.speakers import Speech, is_speaker_heading, read_speech
from reports.notula.structure import Para
from reports.notula.tables import Sheet
from reports.notula.vocabulary import EMPTY_CELL
from reports.notula.wording import SENTENCE

#: sentences without a speaker (§3.4): they end a turn that is told in prose
PASSIVE: Final = re.compile(
    r"^(?:rapat|forum|peserta|diskusi|disampaikan|dijelaskan|disepakati|dibahas|diusulkan|ditegaskan|seluruh\s+peserta|hasil|dalam\s+rapat|"
    r"dalam\s+diskusi|selanjutnya\s+disampaikan)\b",
    re.IGNORECASE,
)
SLACK: Final = 1.5


@dataclass(slots=True)
class Item:
    """A point and the points below it."""

    text: str
    first: int
    last: int
    items: list[Item] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"text": mask(self.text), "items": [item.as_json() for item in self.items]}

    def full_text(self) -> str:
        """With everything below it, as one sentence to read."""
        return " ".join([self.text, *(item.full_text() for item in self.items)]).strip()


@dataclass(slots=True)
class Turn:
    """One speaker's turn, or the points that no one is named for."""

    party: Party
    text: str
    first: int
    last: int
    head: Para | None = None
    announces: bool = False
    verbatim: bool = False
    topic: str | None = None
    items: list[Item] = field(default_factory=list)
    certainty: str = "stated"
    #: it comes from a row of a table
    row: bool = False
    levels: list[tuple[Para, Item]] = field(default_factory=list)

    @property
    def spoken(self) -> bool:
        return any((self.party.name, self.party.organisation, self.party.role))


def nest(items: list[Item], levels: list[tuple[Para, Item]], para: Para) -> Item:
    """Hang an item under the right one: by list level or indentation, else by the rank of its enumerator."""
    item = Item(para.text, para.first, para.last)
    while levels:
        above = levels[-1][0]
        deeper_by_place = para.indent > above.indent + (0.5 if para.whole else SLACK)
        if above.marker == para.marker:
            if deeper_by_place and not _continues_numbers(above, para):
                break
            shallower = para.indent < above.indent - SLACK and len(levels) > 1 and levels[-2][0].marker == para.marker
            levels.pop()
            if not shallower:
                break
            continue
        if any(level.marker == para.marker and para.indent <= level.indent + SLACK for level, _item in levels[:-1]):
            levels.pop()
            continue
        below_by_rank = RANK[para.marker or "dash"] > RANK[above.marker or "dash"]
        if (deeper_by_place or below_by_rank) and para.indent >= above.indent - SLACK and above.marker is not None:
            break
        if para.marker == "dash" and above.marker in {"number", "letter", "upper", "roman"} and not above.whole:
            break
        levels.pop()
    (levels[-1][1].items if levels else items).append(item)
    levels.append((para, item))
    return item


def _continues_numbers(above: Para, para: Para) -> bool:
    return above.number is not None and para.number == above.number + 1


class DiscussionReader:
    """Takes the paragraphs of discussion sections one by one and makes turns of them."""

    def __init__(self, known: Organisations, *, numbered: bool) -> None:
        self.known = known
        #: text and PDF lose enumerators; a word processor's numbering is to be believed
        self.numbered = numbered
        self.turns: list[Turn] = []
        self.topic: str | None = None
        self._broken_off = False

    def break_off(self) -> None:
        """A new section: what follows belongs to none of the turns before it."""
        self.topic, self._broken_off = None, True

    def add(self, para: Para) -> None:
        """The next paragraph of the discussion; prose may hold several speakers."""
        for piece in self._by_speaker(para):
            self._add(piece)

    def _by_speaker(self, para: Para) -> list[Para]:
        turn = self.turns[-1] if self.turns and not self._broken_off else None
        if para.marker is not None or para.heading or (turn and (turn.verbatim or turn.announces)):
            return [para]
        pieces: list[str] = []
        for sentence in SENTENCE.split(para.text):
            speech = read_speech(sentence, self.known) if pieces else None
            if speech and not speech.verbatim and (speech.strong or self.known.is_one(speech.party.organisation or "")):
                pieces.append(sentence)
            elif pieces:
                pieces[-1] += f" {sentence}"
            else:
                pieces.append(sentence)
        return [replace(para, text=piece, lead=para.lead if number == 0 else "") for number, piece in enumerate(pieces)]

    def _add(self, para: Para) -> None:
        turn = self.turns[-1] if self.turns and not self._broken_off else None
        self._broken_off = False
        speech = read_speech(para.text, self.known, lead=para.lead)
        if speech and speech.strong and speech.verbatim:
            self._open(speech, para)
            return
        if (named := self._named(para, turn)) is not None:
            self._open(Speech(named, "", strong=True, announces=True), para)
            return
        verbatim = turn is not None and turn.verbatim and not para.bold
        if para.heading == "topic" or (not verbatim and self._is_heading(para)):
            party = is_speaker_heading(para.text, self.known)
            if party and (para.marker is None or para.bold or para.text.endswith(":")):
                self._open(Speech(party, "", strong=True, announces=True), para)
            else:
                self.topic = para.text.rstrip(" :")
                self._close(para)
            return
        if speech and self._opens(speech, para, turn):
            self._open(speech, para)
            return
        if turn is None:
            turn = self._silent(para)
        if turn.spoken and self._leaves(turn, para):
            turn = self._silent(para)
        self._grow(turn, para)

    def _named(self, para: Para, turn: Turn | None) -> Party | None:
        """ "1. Komisi Informasi Pusat" or "2. Paparan Kominfo" with its points below."""
        if para.marker not in {"number", "letter", "upper", "roman"} or para.text.endswith("."):
            return None
        if turn is not None and turn.spoken and not self._sibling(turn, para):
            return None
        party = is_speaker_heading(para.text, self.known)
        return party if party and party.organisation and party.name is None and party.role is None else None

    def _is_heading(self, para: Para) -> bool:
        if para.marker is not None and not (para.bold or para.marker in {"upper", "roman"}):
            return False
        short = len(para.text.split()) <= 9 and not re.search(r"[.;,?!]$", para.text)
        if not short or (para.text.endswith(":") and read_speech(para.text, self.known, lead=para.lead)):
            return False
        return (
            para.bold
            or para.text.endswith(":")
            or is_speaker_heading(para.text, self.known) is not None
            or (para.marker in {"upper", "roman"} and not para.text.endswith("."))
        )

    def _close(self, para: Para) -> None:
        if self.turns and self.turns[-1].spoken and not self.turns[-1].verbatim:
            self.turns.append(Turn(Party(), "", para.first, para.last, topic=self.topic))

    def _open(self, speech: Speech, para: Para) -> None:
        if self.turns and not self.turns[-1].spoken and not self.turns[-1].text and not self.turns[-1].items:
            self.turns.pop()
        self.turns.append(
            Turn(
                speech.party, speech.text, para.first, para.last,
                head=para, announces=speech.announces, verbatim=speech.verbatim, topic=self.topic,
            )
        )  # fmt: skip
        self.known.meet(speech.party.name)
        self.known.place(speech.party.organisation)

    def _opens(self, speech: Speech, para: Para, turn: Turn | None) -> bool:
        if speech.strong or turn is None or not turn.spoken:
            return True
        if turn.head is None or (turn.head.marker is None) != (para.marker is None):
            return turn.head is not None and turn.head.marker is not None and not turn.announces and para.marker is None
        if turn.verbatim and para.marker is None and (speech.verbatim or (turn.levels and turn.levels[0][0].marker)):
            # "YAPPIKA:" below "Bayu (Bappenas):"; a sentence with another subject below the points of such a line
            return True
        if turn.announces:
            # "Perludem menjelaskan …" as a point below "Bapak Dhika dari Perludem menjelaskan:" is a point
            return para.marker is not None and self._sibling(turn, para)
        return para.marker is None or self._sibling(turn, para)

    def _sibling(self, turn: Turn, para: Para) -> bool:
        head = turn.head
        if head is None or head.marker != para.marker or para.indent > head.indent + SLACK:
            return False
        if turn.levels and turn.levels[-1][0].marker == para.marker and _continues_numbers(turn.levels[-1][0], para):
            return _continues_numbers(head, para) and para.indent < turn.levels[-1][0].indent - SLACK
        return head.number is None or para.number is None or para.number > head.number

    def _leaves(self, turn: Turn, para: Para) -> bool:
        if para.marker is not None:
            return self._sibling(turn, para)
        return not turn.announces and not turn.verbatim and PASSIVE.match(para.text) is not None

    def _silent(self, para: Para) -> Turn:
        turn = Turn(Party(), "", para.first, para.last, topic=self.topic)
        self.turns.append(turn)
        return turn

    def _grow(self, turn: Turn, para: Para) -> None:
        turn.last = max(turn.last, para.last)
        if para.marker is not None:
            nest(turn.items, turn.levels, para)
        elif turn.announces and not (turn.verbatim and not turn.items) and not (self.numbered and turn.items):
            # points whose enumerators were lost are told apart as paragraphs (§4)
            if (
                turn.items
                and turn.items[-1].text.endswith(":")
                and turn.levels
                and turn.levels[-1][0].marker is not None
            ):
                turn.certainty = "inferred"
            nest(turn.items, turn.levels, self._as_sibling(turn, para))
            turn.certainty = "inferred"
        elif turn.items and not turn.verbatim:
            turn.levels[-1][1].text += f" {para.text}"
        elif turn.spoken:
            turn.text = f"{turn.text}\n{para.text}".strip()
        else:
            turn.items.append(Item(para.text, para.first, para.last))
            turn.levels = [(para, turn.items[-1])]

    @staticmethod
    def _as_sibling(turn: Turn, para: Para) -> Para:
        if turn.levels:
            para.marker, para.indent = turn.levels[0][0].marker, turn.levels[0][0].indent
            para.value = ""
        return para

    def add_rows(self, sheet: Sheet) -> None:
        """Rows of a matrix: one turn each, with its speaker where a column or the words tell one."""
        for row in sheet.rows:
            texts = [text.replace("\n", " ") for text in sheet.cells(row, "discussion") if not EMPTY_CELL.match(text)]
            if not texts:
                continue
            said = " — ".join(texts) if len(texts) > 1 else texts[0]
            if self.turns and self.turns[-1].row and self.turns[-1].text == said:
                # a cell merged over several rows is copied into each of them
                self.turns[-1].last = row.line
                continue
            speaker = sheet.cell(row, "speaker", "name").replace("\n", " ")
            organisation = sheet.cell(row, "organisation") if "follow_up" not in sheet.columns else ""
            if speaker:
                party = is_speaker_heading(speaker, self.known) or Party(speaker)
                if organisation and party.organisation is None:
                    party = Party(party.name, organisation, party.role)
            else:
                speech = read_speech(texts[-1], self.known)
                party = speech.party if speech else Party(organisation=organisation or None)
            self.turns.append(Turn(party, said, row.line, row.line, row=True))

    def write(self, draft: Draft) -> None:
        """The turns into the draft, with the lines of every point."""
        for turn in self.turns:
            if not turn.text and not turn.items:
                if turn.head is not None:
                    draft.leave(turn.head)
                continue
            entry: dict[str, Any] = {
                "speaker": {"name": turn.party.name, "organisation": turn.party.organisation, "role": turn.party.role},
                "text": turn.text,
                "items": [item.as_json() for item in turn.items],
            }
            if turn.topic:
                entry["topic"] = turn.topic
            draft.add("discussion", entry, turn.first, turn.last, turn.certainty)
            for number, item in enumerate(turn.items):
                path = f"discussion[{len(draft.data['discussion']) - 1}].items[{number}]"
                draft.trace(path, item.first, item.last, turn.certainty)
