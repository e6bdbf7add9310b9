"""The lines and sentences that open a note: the date line under the title, "Pada hari ini …", "dipimpin oleh …"."""

from __future__ import annotations

import re
from typing import Final

from reports.notula.facts import Facts
from reports.notula.grammar import FoundDate, find_dates, find_time, medium_of, opening_and_closing, weekday_of
from reports.notula.names import has_honorific
from reports.notula.people import read_parties
from reports.notula.structure import Para
from reports.notula.vocabulary import ATTACHED, PLACE_AND_DATE

#: a date in the neighbourhood of these is not the date of the meeting (§3.1)
NOT_THE_MEETING: Final = re.compile(
    r"\b(surat|undangan|dicetak|ditulis|diterbitkan|lalu|nomor|peraturan|keputusan|undang-undang|sk|diperbarui|berlaku|lahir|perihal|"
    r"paling\s+lambat|tenggat|sebelum|selambat|batas|berikutnya|selanjutnya|mendatang)\b",
    re.IGNORECASE,
)

_PLACE_END: Final = (
    r"(?=,?\s+(?:telah|yang|dengan|pada|kami|antara|guna|dalam|untuk|dan\s+di\w+|secara|pukul|mulai|kita|"
    r"serta|dan\s+me\w+)\b|[.;:]|$)"
)

_HELD_AT: Final = re.compile(
    r"\b(?:bertempat|berlokasi|diselenggarakan|dilaksanakan)\s+(?:di|pada)\s+(?P<place>[A-Z][^.;:]*?)" + _PLACE_END
)

_THEN_AT: Final = re.compile(
    r"^\)?[\s,]*(?:pukul\s+[\d.:]+\s*(?:WIB|WITA|WIT)?(?:\s*(?:-|–|s\.?d\.?|sampai)\s*(?:[\d.:]+\s*(?:WIB|WITA|WIT)?|selesai))?[\s,]*)?(?:bertempat\s+)?di\s+(?P<place>[A-Z][^.;:]*?)"
    + _PLACE_END
)

_THROUGH: Final = re.compile(
    r"\b(?:melalui|via|menggunakan|lewat)\s+(?:aplikasi\s+|platform\s+|media\s+)?(?P<place>(?:Zoom|Google\s+Meet|Microsoft\s+Teams|MS\s+Teams|Webex|Cisco\s+Webex)(?:\s+Meetings?)?)",
    re.IGNORECASE,
)

_CHAIRED: Final = re.compile(
    r"\bdipimpin\s+(?:langsung\s+)?(?:oleh\s+)?(?P<who>[A-Z][^;:]{2,140}?)(?=\s+(?:dan\s+(?:di\w+|men?\w+|ber\w+)|pada|yang|serta|dengan|di|secara|pukul|bertempat|mulai|selaku\s+pimpinan)\b|,\s+(?:dan|pada|serta|yang|di\w+|bertempat)\b|\.\s|\.?$)"
)

_ATTENDED: Final = re.compile(
    r"\bdihadiri\s+(?:oleh\s+)?(?:(?:para\s+)?(?:perwakilan|wakil|unsur|utusan)\s+(?:dari\s+)?)?(?P<who>[A-Z][^.;:]{2,300}?)(?=\s+(?:untuk|pada|dengan|guna|dalam|yang|bertempat|melalui|secara|di)\b|[.;]|$)"
)


_DATE_WORDS: Final = re.compile(r"^(?:hari|tanggal|tgl\.?|hari\s*[/,]?\s*tanggal)\W*$", re.IGNORECASE)


class OpeningReader(Facts):
    """Reads what the labels left open (the order of §3.1: labels, line under the title, sentences)."""

    def _date_line(self) -> None:
        """A short line that begins with a date, as under the title of a report."""
        for index in range(min(self.end, 25)):
            para = self._para(index)
            if (
                para is None
                or para.label
                or para.heading
                or len(para.text) > 160
                or (PLACE_AND_DATE.match(para.text) and index not in self.result.used)
            ):
                continue
            dates = find_dates(para.text)
            if not dates or NOT_THE_MEETING.search(para.text):
                continue
            if self._held_in(index, para, dates[0]):
                continue
            if (
                dates[0].start <= 3
                or _DATE_WORDS.match(para.text[: dates[0].start])
                or (index in self.result.used and not self.draft.data["meeting_date"])
            ):
                if self.draft.data["meeting_date"]:
                    continue
                self._date(para.text, para.first, para.last)
                self._rest_of_date_line(para.text[dates[0].end :], para)
                self.result.used.add(index)

    def _held_in(self, index: int, para: Para, date: FoundDate) -> bool:
        """ "Yogyakarta, 21–22 Mei 2024" right under the title; the same words further down date a signature."""
        place = re.match(r"^([A-Z][A-Za-z.]+(?:\s+[A-Z][A-Za-z.]+){0,3})\s*,\s*$", para.text[: date.start])
        if place is None or self.draft.data["meeting_date"] or weekday_of(place[1]) is not None:
            return False
        above = [near for near in range(index) if near in self.result.used]
        if len(above) != index or index > 4 or date.end < len(para.text.rstrip(" .")):
            return False
        self._set_date(date, para.first, para.last, "inferred")
        self._place("place", place[1], para.first, para.last, "inferred")
        self.result.used.add(index)
        return True

    def _rest_of_date_line(self, rest: str, para: Para) -> None:
        for piece in re.split(r"\s*[|•;]\s*|\s+[–—-]\s+", rest):
            time = find_time(piece)
            words = piece[time.span[1] :].lstrip(" ,") if time else re.sub(r"^[\s,]+", "", piece)
            if medium_of(words) and self.draft.data["place"] is None:
                self._place("place", words, para.first, para.last, "inferred")

    def _sentences(self) -> None:
        places = [
            (index, para)
            for index in range(len(self.blocks))
            if (para := self._para(index)) and not para.label and len(para.text) > 15
        ]
        early = [para for index, para in places if index <= max(self.end, 3)][:8]
        opening = [para for _index, para in places]
        for pattern in (r"\bpada\s+hari\s+ini\b", r"\b(?:pada|hari|tanggal|tgl)\b"):
            for para in early:
                if not self.draft.data["meeting_date"] and re.search(pattern, para.text, re.IGNORECASE):
                    self._date_in_sentence(para)
        for para in early:
            self._held(para)
        for para in opening:
            begun, over = opening_and_closing(para.text)
            if begun and begun.start and not self.draft.data["start_time"]:
                self.draft.put("start_time", begun.start, para.first, para.last)
                if begun.end:
                    self.draft.put("end_time", begun.end, para.first, para.last)
            if over and over.start and not self.draft.data["end_time"]:
                self.draft.put("end_time", over.start, para.first, para.last)
            for time in (begun, over):
                if time and time.zone and not self.draft.data["timezone"]:
                    self.draft.put("timezone", time.zone, para.first, para.last)

    def _date_in_sentence(self, para: Para) -> None:
        for date in find_dates(para.text):
            before = para.text[max(0, date.start - 60) : date.start].rsplit(".", 1)[-1]
            if date.alternative or NOT_THE_MEETING.search(before) or re.match(r"\s*lalu", para.text[date.end :]):
                continue
            self._set_date(date, para.first, para.last, "stated")
            clock = re.search(r"\b(?:pukul|pkl\.?|jam)\b", para.text[date.end :], re.IGNORECASE)
            if clock and not self.draft.data["start_time"]:
                self._time(para.text[date.end + clock.start() :], para.first, para.last, "stated")
            return

    def _held(self, para: Para) -> None:
        if self.draft.data["place"] is None:
            match = _HELD_AT.search(para.text) or _THROUGH.search(para.text) or self._after_date(para.text)
            if match and not find_dates(match["place"]):
                self._place("place", match["place"].strip(" ,"), para.first, para.last, "stated")
        chaired = _CHAIRED.search(para.text)
        if chaired and self.draft.data["moderator"] is None:
            self._person("moderator", chaired["who"].strip(" ,"), para.first, para.last, "stated")
        attended = _ATTENDED.search(para.text)
        if attended and not self.draft.data["participants"] and not ATTACHED.search(attended["who"]):
            parties = read_parties(re.sub(r"^(?:perwakilan|unsur)\s+(?:dari\s+)?", "", attended["who"]), self.known)
            if parties and all(party.organisation or has_honorific(attended["who"]) for party in parties):
                for party in parties:
                    if not re.fullmatch(r"\W*\d*\W*", party.organisation or ""):
                        self._add_party("participants", "participants", party, para, "inferred")

    @staticmethod
    def _after_date(text: str) -> re.Match[str] | None:
        """ "… pada hari Senin, 4 April 2016 di Kantor X dan …"."""
        for date in find_dates(text):
            if match := _THEN_AT.match(text[date.end :]):
                return match
        return None

    def _medium(self) -> None:
        """Without a place only words like "secara daring" tell the medium (§3.3)."""
        if self.draft.data["medium"]:
            return
        for index in range(min(max(self.end, 4), len(self.blocks))):
            para = self._para(index)
            if para and (
                match := re.search(
                    r"\bsecara\s+(daring|luring|hibrida|hybrid|virtual|online|tatap\s+muka)\b", para.text, re.IGNORECASE
                )
            ):
                medium = medium_of(match[1])
                if medium:
                    self.draft.put("medium", medium, para.first, para.last)
                    return
