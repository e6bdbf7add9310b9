"""The identity block: title, date, time, place, agenda, people (notula.md §2.1, §3, §4 first rows, §5)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.notula.facts import Identity, split_numbered
from reports.notula.grammar import find_dates, find_time, medium_of
from reports.notula.marks import plain
from reports.notula.names import ROLE, has_honorific
from reports.notula.opening import OpeningReader
from reports.notula.people import Party, read_party, split_role
from reports.notula.speakers import read_speech
from reports.notula.structure import LABEL_SECTIONS, Block, Para
from reports.notula.vocabulary import EMPTY_CELL, FAMILY, GENERIC_TITLE, IDENTITY_PROOF, PLACE_AND_DATE, fold

LISTS: Final = {"participants", "absent", "resource_person", "agenda"}


#: a kind of meeting whose parties follow on the next line
_UNFINISHED: Final = re.compile(r"\brapat\s+(?:dengar\s+pendapat(?:\s+umum)?|kerja|koordinasi|pleno)$", re.IGNORECASE)
MAX_TITLE: Final = 220
_CLOSING_WORDS: Final = re.compile(
    r"^(?:demikian|atas\s+(?:perhatian|kehadiran|kesediaan|kerja\s?sama))\b", re.IGNORECASE
)
#: these words also head a section, so they name the document only where it begins
_WEAK_FAMILY: Final = re.compile(r"catatan|hasil|ringkasan|matriks", re.IGNORECASE)


def find_family(blocks: Sequence[Block]) -> Para | None:
    """The paragraph that names the kind of document ("NOTULEN", "RISALAH RAPAT …"); it is no heading and no label."""
    inside = False
    for index, block in enumerate(blocks):
        if not isinstance(block, Para):
            continue
        inside = inside or block.label in {"date", "time", "place"}
        match = FAMILY.match(block.text) if len(block.text) < MAX_TITLE and block.marker is None else None
        if match is None or block.label_value or not block.text[:1].isupper():
            continue
        early = not inside and index < 12 if not _WEAK_FAMILY.match(match["word"]) else index < 3
        if (early and len(block.text.split()) <= 16) or (
            block.text.isupper() and GENERIC_TITLE.match(match["rest"]) and not block.heading
        ):
            block.heading = block.label = None
            return block
    return None


def _is_date_line(text: str) -> bool:
    """ "Selasa, 25 Oktober 2022 – Pukul 13.30" and not "Rapat Pemilik Manfaat, 9 Juni 2023"."""
    dates = find_dates(text)
    return bool(dates) and (dates[0].start < 12 or find_time(text) is not None)


def _without_date(title: str) -> str:
    """A date at the end of the title line is the date of the meeting, not a part of its name."""
    dates = find_dates(title)
    if dates and dates[-1].end >= len(title) - 1 and dates[-1].start > 12:
        return re.sub(r"[\s,–(-]*(?:pada|tanggal|hari)?[\s,–(-]*$", "", title[: dates[-1].start], flags=re.IGNORECASE)
    return title


class IdentityReader(OpeningReader):
    """Reads the identity of one document into a draft."""

    def read(self) -> Identity:
        """Labels first, then the lines under the title, then sentences (the order of §3.1)."""
        if self.result.family:
            self.result.used.add(self.blocks.index(self.result.family))
        self._labels()
        if self.result.secretary and self.draft.data["note_taker"] is None:
            secretary = self.result.secretary
            self._person("note_taker", secretary.text, secretary.first, secretary.last, "stated")
        self._title()
        self._date_line()
        self._sentences()
        self._medium()
        return self.result

    # --- family word and title

    def _title(self) -> None:
        labelled = [entry for rank in ("title", "topic") for entry in self.result.titles if entry[0] == rank]
        titles = self._title_lines()
        strong = next((entry for entry in labelled if entry[0] == "title"), None)
        if strong:
            self.draft.put("title", strong[2], strong[1].first, strong[1].last)
        elif labelled:
            self.draft.put("title", labelled[0][2], labelled[0][1].first, labelled[0][1].last)
        elif titles:
            text = _without_date(plain(" ".join(para.text for para in titles)))
            self.draft.put("title", self._without_family(text), titles[0].first, titles[-1].last)
        elif len(self.draft.data["agenda"]) == 1:
            first, last = self.draft.lines_of("agenda[0]")
            self.draft.put("title", self.draft.data["agenda"][0], first, last, "inferred")
        elif self.result.family:
            self.draft.put(
                "title", self.result.family.text, self.result.family.first, self.result.family.last, "inferred"
            )

    def _without_family(self, text: str) -> str:
        match = FAMILY.match(text)
        if match is None or re.match(
            r"berita|risalah|rangkuman|laporan\s+singkat|ringkasan|matriks|catatan|hasil", match["word"], re.IGNORECASE
        ):
            return text
        rest = re.sub(r"^[\s:/–—-]+", "", match["rest"])
        return rest if not GENERIC_TITLE.match(rest) else text

    def _title_lines(self) -> list[Para]:
        family = self.result.family
        start = self.blocks.index(family) if family else -1
        lines: list[Para] = []
        if family:
            match = FAMILY.match(family.text)
            if match and not GENERIC_TITLE.match(match["rest"]):
                lines.append(family)
        for index in range(start + 1, min(self.end, start + 8)):
            para = self._para(index)
            if para is None or not self._title_like(para) or (lines and not self._same_title(lines[-1], para)):
                break
            lines.append(para)
            self.result.used.add(index)
        return lines

    def _title_like(self, para: Para) -> bool:
        return (
            para.label is None
            and para.heading in {None, "topic"}
            and para.marker is None
            and len(para.text) < MAX_TITLE
            and not para.text.endswith((".", ":", ";", ","))
            and not re.match(r"^(?:nomor|no\.|tahun|jl\.|jalan|telp|\()", para.text, re.IGNORECASE)
            and not re.match(r"^(?:pada\s+hari|dengan\s+hormat|kepada|yth)", para.text, re.IGNORECASE)
            and not _is_date_line(para.text)
            and re.search(r"[A-Za-z]{3}", para.text) is not None
        )

    @staticmethod
    def _same_title(before: Para, para: Para) -> bool:
        if para.gap_before:
            return False
        hanging = re.search(
            r"\b(?:dan|dengan|untuk|tentang|dalam|serta|terhadap|pada|bagi|dari)$", before.text, re.IGNORECASE
        )
        unfinished = _UNFINISHED.search(before.text)
        return bool(hanging or unfinished) or before.text.isupper() == para.text.isupper()

    # --- labels

    def _accepted(self) -> list[int]:
        indices = [index for index, block in enumerate(self.blocks) if isinstance(block, Para) and block.label]
        accepted = []
        for index in indices:
            para = self._para(index)
            if para is None:
                continue
            run = {
                other.label
                for near in range(index - 6, index + 7)
                if (other := self._para(near)) is not None and other.label in IDENTITY_PROOF | {"agenda"}
            }
            list_heading = (
                para.label in LABEL_SECTIONS
                and not para.label_value
                and para.marker in {None, "roman", "upper", "number"}
            )
            if (
                index < self.end
                or list_heading
                or para.label == "next_meeting"
                or ({"date", "time", "place"} & run and len(run) > 2)
            ):
                accepted.append(index)
        return accepted

    def _labels(self) -> None:
        accepted = self._accepted()
        known = set(accepted)
        position = 0
        while position < len(accepted):
            index = accepted[position]
            column = [index]
            while column[-1] + 1 in known and self._empty(column[-1]) and self._empty(column[-1] + 1):
                column.append(column[-1] + 1)
            if len(column) > 1 and self._empty(index) and not self._is_group_heading(index):
                self._column(column)
                position += len(column)
                continue
            self._pair(index)
            position += 1

    def _empty(self, index: int) -> bool:
        para = self._para(index)
        return para is not None and not para.label_value.strip(" :-")

    def _undersigned(self, index: int, para: Para) -> bool:
        """ "Nama: … Jabatan: …" of those who declare in a berita acara that they have met (§1)."""
        below = self._para(index + 1)
        if fold(para.label_text) != "nama" or below is None or fold(below.label_text) not in {"jabatan", "instansi"}:
            return False
        party = read_party(para.label_value, self.known)
        if party is None or party.name is None:
            return False
        role, organisation = split_role(below.label_value, self.known)
        entry = Party(party.name, organisation or party.organisation, role)
        self.draft.add("participants", entry.as_json(), para.first, below.last)
        self.result.used.add(index + 1)
        return True

    def _is_group_heading(self, index: int) -> bool:
        """ "Pimpinan Rapat" over "Ketua: …" is a heading, no label that lost its value."""
        after = self._para(index + 1)
        return after is not None and after.label is not None and bool(after.label_value)

    def _values(self, index: int, *, many: bool) -> list[Para]:
        """The paragraphs that belong to a label, its own line included."""
        head = self._para(index)
        if head is None:
            return []
        found: list[Para] = []
        if head.label_value.strip():
            found.append(Para(head.label_value, head.first, head.last, indent=head.indent))
        following = index + 1
        while (para := self._para(following)) is not None and following not in self.result.used:
            if para.heading or para.label in IDENTITY_PROOF | {
                "agenda",
                "next_meeting",
                "title",
                "absent",
                "resource_person",
                "host",
            }:
                break
            if not many and found:
                break
            if self._ends_list(para, found, head):
                break
            found.append(para)
            following += 1
        self.result.used.update(range(index, following))
        return found

    def _ends_list(self, para: Para, found: list[Para], head: Para) -> bool:
        if len(para.text) > 200 or PLACE_AND_DATE.match(para.text) or _CLOSING_WORDS.match(para.text):
            return True
        if para.marker is None and found and para.gap_before and para.indent <= head.indent + 2:
            return True
        speech = read_speech(para.text, self.known, lead=para.lead)
        if speech and (speech.begins_discussion or (speech.announces and not speech.verbatim)):
            return True
        if para.marker is None and re.match(
            r"^(?:rapat|pada|berdasarkan|pertemuan|diskusi|dalam)\b", para.text, re.IGNORECASE
        ):
            return True
        return para.marker is None and bool(found) and para.text.endswith(".") and len(para.text) > 90

    def _pair(self, index: int) -> None:
        para = self._para(index)
        if para is None or index in self.result.used:
            return
        kind = para.label or "other"
        if kind == "other":
            self.result.used.add(index)
            if not self._undersigned(index, para):
                self.draft.leave(para)
            return
        values = self._values(index, many=kind in LISTS)
        self._store(kind, values, "stated")

    def _store(self, kind: str, values: list[Para], certainty: str) -> None:
        values = [value for value in values if not EMPTY_CELL.match(value.text)]
        if not values:
            return
        text = plain(" ".join(value.text for value in values))
        first, last = values[0].first, values[-1].last
        if kind in {"title", "topic"}:
            self.result.titles.append((kind, Para(text, first, last), text))
        elif kind == "date":
            self._date(text, first, last)
        elif kind == "time":
            self._time(text, first, last, certainty)
            if not self.draft.data["meeting_date"]:
                self._date(text, first, last)
        elif kind in {"place", "medium"}:
            self._place(kind, text, first, last, certainty)
        elif kind == "agenda":
            for value in values:
                for item in split_numbered(value.text):
                    self.draft.add("agenda", item, value.first, value.last, certainty)
        elif kind in {"moderator", "note_taker"}:
            self._person(kind, values[0].text, first, last, certainty)
        elif kind == "secretary":
            self.result.secretary = values[0]
        elif kind in {"participants", "resource_person", "absent"}:
            self._people(kind, values, certainty)
        elif kind == "next_meeting":
            self.draft.next_meeting(text, self.known, first, last, labelled=True)
        else:
            self.draft.leave(Para(text, first, last))

    def _column(self, column: list[int]) -> None:
        """A label column before its value column: paired by type, then by order; all inferred (§4)."""
        labels = [(para.label or "other") for index in column if (para := self._para(index))]
        values: list[Para] = []
        following = column[-1] + 1
        while (
            (para := self._para(following)) is not None and not para.heading and not para.label and len(para.text) < 200
        ):
            values.append(Para(para.text.lstrip(": "), para.first, para.last, para.marker))
            following += 1
        self.result.used.update(range(column[0], following))
        left = list(values)
        titles = {plain(para.text).casefold().replace(" ", "") for para in self._title_lines()}
        tests = {
            "date": lambda text: bool(find_dates(text)),
            "time": lambda text: find_time(text) is not None and len(text) < 60,
            "place": lambda text: medium_of(text) is not None and not ROLE.match(text),
            "agenda": lambda text: text.casefold().replace(" ", "") in titles,
            "moderator": lambda text: (
                (ROLE.match(text) or has_honorific(text)) is not None and bool(ROLE.match(text) or has_honorific(text))
            ),
        }
        for label in list(labels):
            test = tests.get(label)
            match = next((value for value in left if test and test(value.text)), None)
            if match is not None:
                self._store(label, [match], "inferred")
                left.remove(match)
                labels.remove(label)
        for label in [label for label in labels if label not in LISTS or label == "agenda"]:
            if left and not (label == "time" or label == "date"):
                self._store(label, [left.pop(0)], "inferred")
                labels.remove(label)
        if left and labels:
            rest = next((label for label in labels if label in LISTS), None)
            if rest:
                self._store(rest, left, "inferred")
                left = []
        for value in left:
            self.draft.leave(value)
