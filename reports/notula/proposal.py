"""A draft in the terms of the tracker: what the reader found as rows that a person confirms one by one or in bulk.

Institutions are matched by the names that are known, never guessed; a text that must name nobody is offered without
the names it holds. What was concluded rather than said is marked so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from rapidfuzz import fuzz

from models.commands.minutes import Attendee, Origin, Promised, Said, Settled, Source
from models.language import N_, _
from models.queries.meeting_intake import MeasureName, ReadingAids
from models.rules.naming import KnownNames, fold, split_organisations
from models.rules.wording import without_names
from models.vocabulary import Certainty, DecisionKind, FollowUpOrigin, Medium, ParticipationRole, StatementKind

#: from this likeness on a measure is offered for a change of wording
LIKE_A_MEASURE: Final = 72.0

#: what the reader warns of → what a person should do
_WARNINGS: Final = {
    "weekday_mismatch": N_("Nama hari tidak cocok dengan tanggalnya. Periksa tanggal rapat."),
    "not_minutes": N_("Dokumen ini tampaknya bukan notula: tidak ada pembahasan, keputusan, atau tindak lanjut."),
    "tracked_changes": N_("Dokumen memuat perubahan yang belum diterima di Word. Periksa isinya."),
}
_KINDS: Final = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (StatementKind.QUESTION, r"\b(?:menanyakan|bertanya|mempertanyakan)\b|\?\s*$"),
        (StatementKind.ANSWER, r"\bmenjawab\b|^\W*jawaban\b"),
        (StatementKind.PROPOSAL, r"\b(?:mengusulkan|diusulkan|usulan|menyarankan|mengajukan)\b"),
        (StatementKind.REQUEST, r"\b(?:meminta|memohon|diharapkan|mengharapkan|dimohon)\b"),
        (StatementKind.RESPONSE, r"\b(?:menanggapi|merespons?|tanggapan)\b"),
        (StatementKind.OBSTACLE, r"\b(?:kendala|hambatan|terkendala|belum\s+ada|kesulitan|tantangan)\b"),
        (StatementKind.CONDITION, r"\b(?:harus|wajib|perlu|syarat)\b"),
        (StatementKind.PLAN, r"\bakan\s+(?:me|di)\w+|\brencananya\b"),
    )
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of the meeting with how it is known and where it stands."""

    value: Any
    origin: Origin


@dataclass(frozen=True, slots=True)
class OfferedDecision:
    """A decision to confirm; ``stated`` ones are ticked from the start."""

    settled: Settled

    @property
    def stated(self) -> bool:
        return self.settled.origin.certainty is Certainty.STATED


@dataclass(frozen=True, slots=True)
class OfferedFollowUp:
    """A follow-up to confirm; a candidate from the discussion is never ticked from the start."""

    promised: Promised
    #: institutions and people as written that no known name fits
    unmatched: tuple[str, ...] = ()

    @property
    def is_candidate(self) -> bool:
        return self.promised.place is FollowUpOrigin.DISCUSSION


@dataclass(frozen=True, slots=True)
class OfferedChange:
    """A change of wording, with the measures whose sentence is most like it, the likest first."""

    before: str
    after: str
    organisation_id: int | None
    origin: Origin
    measures: tuple[MeasureName, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A text that fits nowhere; it stays visible."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class IntakeDraft:
    """A notula as it was read, ready to be confirmed."""

    source: Source
    facts: Mapping[str, Fact]
    attendees: tuple[Attendee, ...]
    agenda: tuple[str, ...]
    objectives: tuple[str, ...]
    statements: tuple[Said, ...]
    decisions: tuple[OfferedDecision, ...]
    follow_ups: tuple[OfferedFollowUp, ...]
    changes: tuple[OfferedChange, ...]
    #: commitment id → why it is suggested
    links: Mapping[int, str]
    unplaced: tuple[Unplaced, ...]
    warnings: tuple[str, ...]
    names: tuple[str, ...] = field(default=())

    @property
    def lines(self) -> list[str]:
        """The source text that line numbers refer to."""
        return self.source.text.split("\n")

    @property
    def to_check(self) -> int:
        """How many fields and rows were concluded rather than said."""
        marks = [fact.origin.certainty for fact in self.facts.values()]
        marks += [one.settled.origin.certainty for one in self.decisions]
        marks += [one.promised.origin.certainty for one in self.follow_ups if not one.is_candidate]
        marks += [one.certainty for one in self.attendees]
        return sum(1 for mark in marks if mark is Certainty.INFERRED)


def propose(draft: Mapping[str, Any], aids: ReadingAids) -> IntakeDraft:
    """What a draft of ``reports.notula.read`` means for this database."""
    return _Proposer(draft, aids).propose()


def kind_of(text: str) -> StatementKind:
    """What sort of statement a sentence is, by the verb that says so; information where none does."""
    opening = text[:160]
    return next((kind for kind, pattern in _KINDS if pattern.search(opening)), StatementKind.INFORMATION)


class _Proposer:
    def __init__(self, draft: Mapping[str, Any], aids: ReadingAids) -> None:
        self.draft, self.aids = draft, aids
        self.held_on = _day(draft["meeting_date"])
        self.attendees: list[Attendee] = []
        self._seats: dict[tuple[str, int | None, str], int] = {}

    def propose(self) -> IntakeDraft:
        self._attend()
        statements = self._statements()
        self.names = tuple(dict.fromkeys(a.name for a in self.attendees if a.name))
        said = "\n".join(_texts(statements))
        changes = tuple(self._change(place, change) for place, change in enumerate(self.draft["changes"]))
        unplaced = [
            Unplaced(self._bare(entry["text"]), _at(entry["lines"], Certainty.STATED))
            for entry in self.draft["unplaced"]
        ]
        return IntakeDraft(
            source=self._source(),
            facts=self._facts(),
            attendees=tuple(self.attendees),
            agenda=tuple(self._bare(text) for text in self.draft["agenda"]),
            objectives=tuple(self._bare(text) for text in self.draft["objectives"]),
            statements=statements,
            decisions=tuple(self._decisions()),
            follow_ups=tuple(self._follow_ups()),
            changes=changes,
            links={
                self.aids.commitments[code]: reason
                for code, reason in self.draft.get("link_reasons", {}).get("commitments", {}).items()
                if code in self.aids.commitments
            },
            unplaced=tuple(one for one in unplaced if one.text not in said),
            warnings=tuple(
                _(_WARNINGS[code]) if code in _WARNINGS else code
                for code in (*self.draft["warnings"], *self.draft.get("notices", ()))
            ),
            names=self.names,
        )

    def _bare(self, text: str) -> str:
        """A text for a place that names nobody."""
        return without_names(text, self.names)

    def _origin(self, path: str) -> Origin:
        found = self.draft["provenance"].get(path)
        if found is None or found["lines"] is None:
            return Origin(certainty=Certainty(found["certainty"]) if found else Certainty.STATED)
        return _at(found["lines"], Certainty(found["certainty"]))

    # -- the meeting

    def _facts(self) -> dict[str, Fact]:
        draft = self.draft
        medium = draft["medium"]
        values = {
            "title": self._bare(draft["title"] or ""),
            "held_on": self.held_on,
            "ends_on": _day(draft["end_date"]),
            "starts_at": draft["start_time"] or "",
            "ends_at": draft["end_time"] or "",
            "time_zone": draft["timezone"] or "",
            "place": self._bare(draft["place"] or ""),
            "medium": medium if medium in set(Medium) else "",
            "introduction": self._bare(draft["introduction"] or ""),
        }
        paths = {
            "held_on": "meeting_date",
            "ends_on": "end_date",
            "starts_at": "start_time",
            "ends_at": "end_time",
            "time_zone": "timezone",
        }
        return {name: Fact(value, self._of(paths.get(name, name), value)) for name, value in values.items()}

    def _of(self, path: str, value: Any) -> Origin:
        return self._origin(path) if value else Origin(certainty=Certainty.MISSING)

    def _source(self) -> Source:
        source = self.draft["source"]
        return Source(
            file_name=source["file"],
            sha256=source["sha256"],
            text=self.draft["raw_text"],
            media_type=source["media_type"],
            size=source["size"],
            extractor=f"{source['extractor']} {source['extractor_version']}",
            defects=", ".join((*self.draft["warnings"], *self.draft.get("notices", ()))),
        )

    # -- who was there

    def _attend(self) -> None:
        for path, role in (("moderator", ParticipationRole.MODERATOR), ("note_taker", ParticipationRole.NOTE_TAKER)):
            if self.draft[path]:
                self._seat(self.draft[path], role, self._origin(path).certainty)
        for path, role in (("participants", ParticipationRole.PARTICIPANT), ("absent", ParticipationRole.ABSENT)):
            for place, party in enumerate(self.draft[path]):
                resource = str(party.get("role") or "").casefold() == "narasumber"
                own = ParticipationRole.RESOURCE_PERSON if resource else role
                self._seat(party, own, self._origin(f"{path}[{place}]").certainty)

    def _seat(self, party: Mapping[str, Any], role: ParticipationRole, certainty: Certainty) -> int | None:
        """The place of somebody among the attendees, who is not listed twice."""
        name, written = str(party.get("name") or "").strip(), str(party.get("organisation") or "").strip()
        key = match_organisation(self.aids.names, written, self.held_on)
        if name and not written and (meant := match_organisation(self.aids.names, name, self.held_on)) is not None:
            name, written, key = "", name, meant  # an institution that speaks without a person
        as_written = str(party.get("group") or "") or (written if key is None else "")
        office = str(party.get("role") or "").strip()
        if not name and office:
            as_written = office
        if not (name or written or as_written):
            return None
        if name and written and as_written == "" and not _says_the_same(self.aids.names, key, written):
            as_written = written
        seat = (name.casefold(), key, "" if name or key is not None else as_written.casefold())
        known = self._seats.get(seat)
        if known is None and name:
            # the same name without an institution, or the institution without the name, is the same seat
            known = self._seats.get((name.casefold(), None, ""))
        if known is None:
            known = self._seats[seat] = len(self.attendees)
            self.attendees.append(
                Attendee(
                    name=name,
                    organisation_id=key,
                    as_written=as_written,
                    role=role,
                    is_group=not name,
                    head_count=party.get("count"),
                    certainty=certainty,
                )
            )
        return known

    # -- what was said

    def _statements(self) -> tuple[Said, ...]:
        made = []
        for place, turn in enumerate(self.draft["discussion"]):
            path = f"discussion[{place}]"
            speaker = turn.get("speaker") or {}
            seat = (
                self._seat(speaker, ParticipationRole.SPEAKER, self._origin(path).certainty)
                if any(speaker.values())
                else None
            )
            made.append(self._said(turn, path, seat))
        for place, text in enumerate(self.draft["obstacles"]):
            made.append(Said(text, StatementKind.OBSTACLE, origin=self._origin(f"obstacles[{place}]")))
        return tuple(made)

    def _said(self, item: Mapping[str, Any], path: str, seat: int | None) -> Said:
        origin = self._origin(path)
        items = tuple(
            self._said(below, f"{path}.items[{place}]", None) for place, below in enumerate(item.get("items", ()))
        )
        text = str(item.get("text") or "").strip() or "…"
        return Said(text, StatementKind.INFORMATION if items else kind_of(text), seat, origin, items)

    # -- what came of it

    def _decisions(self) -> Iterable[OfferedDecision]:
        for path, kind in (("decisions", DecisionKind.DECISION), ("conclusions", DecisionKind.CONCLUSION)):
            for place, text in enumerate(self.draft[path]):
                yield OfferedDecision(Settled(self._bare(text), kind, None, self._origin(f"{path}[{place}]")))
        for place, target in enumerate(self.draft["targets"]):
            who, year = str(target.get("organisation") or ""), target.get("year")
            for_whom = f"{who}, {year}" if who and year else who or str(year or "")
            text = _("Target {whom}: “{text}”", whom=for_whom, text=self._bare(str(target["text"])))
            key = match_organisation(self.aids.names, who, self.held_on)
            yield OfferedDecision(Settled(text, DecisionKind.AGREEMENT, key, self._origin(f"targets[{place}]")))

    def _follow_ups(self) -> Iterable[OfferedFollowUp]:
        for path in ("follow_ups", "follow_up_candidates"):
            for place, found in enumerate(self.draft[path]):
                yield self._follow_up(found, self._origin(f"{path}[{place}]"))
        meeting = self.draft["next_meeting"]
        options = self.draft.get("next_meeting_options", ())
        told = " ".join(found["text"] for path in ("follow_ups", "follow_up_candidates") for found in self.draft[path])
        when = str((meeting or {}).get("date") or "") or (options[0] if options else "")
        if (meeting or options) and not (when and when in told):
            host, date = str((meeting or {}).get("host") or ""), (meeting or {}).get("date")
            key = match_organisation(self.aids.names, host, self.held_on)
            yield OfferedFollowUp(
                Promised(
                    _("Pertemuan berikutnya"),
                    () if key is None else (key,),
                    date or " / ".join(options),
                    place=FollowUpOrigin.DISCUSSION,
                    origin=self._origin("next_meeting"),
                ),
                (host,) if host and key is None else (),
            )

    def _follow_up(self, found: Mapping[str, Any], origin: Origin) -> OfferedFollowUp:
        owners, unmatched = [], []
        for written in found["owners"]:
            key = match_organisation(self.aids.names, written, self.held_on)
            if key is None:
                unmatched.append(written)
            else:
                owners.append(key)
        return OfferedFollowUp(
            Promised(
                self._bare(found["text"]),
                tuple(dict.fromkeys(owners)),
                self._bare(found.get("due_text") or found.get("due_date") or ""),
                place=FollowUpOrigin(found["origin"]),
                origin=origin,
            ),
            (*unmatched, *found.get("owner_persons", ())),
        )

    def _change(self, place: int, change: Mapping[str, Any]) -> OfferedChange:
        before, after = str(change.get("before") or ""), str(change.get("after") or "")
        proposer = str(change.get("proposer") or "")
        seat = next((a for a in self.attendees if proposer and a.name == proposer), None)
        key = seat.organisation_id if seat else match_organisation(self.aids.names, proposer, self.held_on)
        ranked = like_measures(before or after, self.aids.measures)
        return OfferedChange(self._bare(before), self._bare(after), key, self._origin(f"changes[{place}]"), ranked)


def like_measures(text: str, measures: Sequence[MeasureName], limit: int = 5) -> tuple[MeasureName, ...]:
    """The measures whose sentence is most like this one; none where nothing is like it."""
    scored = [
        (max((fuzz.token_set_ratio(text.casefold(), own.casefold()) for own in measure.texts), default=0.0), measure)
        for measure in measures
    ]
    near = sorted((pair for pair in scored if pair[0] >= LIKE_A_MEASURE), key=lambda pair: -pair[0])
    return tuple(measure for _score, measure in near[:limit])


def match_organisation(names: KnownNames, written: str, on: dt.date | None) -> int | None:
    """The one institution that a name as written means on a day; None where none or several could be meant."""
    if not written.strip():
        return None
    found = names.candidates(written, on=on) or names.candidates(written)
    keys: set[Any] = {entry.key for entry in found}
    if not keys:
        mentions = split_organisations(written, names)
        keys = {key for mention in mentions for key in (mention.keys or mention.parents)}
        if len(mentions) != 1:
            return None
    if not keys:
        keys = _nearly(names, written)
    return int(next(iter(keys))) if len(keys) == 1 else None


#: from this likeness on a name with a slip or another word order is taken for the known one
_NEARLY: Final = 88.0


def _nearly(names: KnownNames, written: str) -> set[Any]:
    """Whom a shortened or misspelt name means: "Ombudsman", "Sekretariat Nasional OGI"."""
    folded = fold(written)
    begins = {
        entry.key
        for entry in names.entries
        for spelling in (entry.name, entry.alias)
        if spelling and len(folded) >= 5 and fold(spelling).startswith(f"{folded} ")
    }
    if len(begins) == 1:
        return begins
    near = names.near(written)
    best = [one.key for one in near if one.score >= _NEARLY]
    return set(best[:1])


def _says_the_same(names: KnownNames, key: int | None, written: str) -> bool:
    """Whether a known name says all of what was written, so that the words need not be kept beside it."""
    return key is not None and any(entry.key == key for entry in names.candidates(written))


def _at(lines: Sequence[int], certainty: Certainty) -> Origin:
    return Origin(lines[0], lines[-1], certainty)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _texts(statements: Iterable[Said]) -> Iterable[str]:
    for said in statements:
        yield said.text
        yield from _texts(said.items)
