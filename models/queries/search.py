"""Search over everything that is written down, as the actor may read it.

Two indexes answer a search. The register (plans, commitments, measures, milestones, organisations, proposals,
documents) is public and one for all; the minutes are indexed once per audience, from texts as that audience may read
them, so that nothing can be found that may not be read and no search tells who spoke. An index holds no person's data
but that of the secretariat's own audience, and is good for one state of the data: callers keep it by its revision.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nlargest
from operator import itemgetter
from typing import Final

from sqlmodel import Session, col, func, select

from models.language import current_language, long_date
from models.queries.meeting_reader import Reader, names_in, rows_of
from models.queries.meeting_records import LONGEST_SEARCH
from models.queries.progress import OrganisationName, organisation_names
from models.rules.access import Action, Actor, can
from models.rules.finding import Index, Run, excerpt, marked, says, words_of
from models.rules.wording import without_names
from models.tables.commitment import (
    Commitment,
    CommitmentNote,
    CommitmentParty,
    MeasureWording,
    Milestone,
    MilestoneParty,
    SourcedFact,
    SuccessMeasure,
)
from models.tables.history import Change
from models.tables.meeting import (
    Decision,
    FollowUp,
    FollowUpOwner,
    Meeting,
    MeetingPoint,
    Participation,
    Person,
    Proposal,
    ProposalParty,
    Statement,
    WordingChange,
)
from models.tables.organisation import Organisation, OrganisationAlias
from models.tables.plan import ActionPlan, PlanDocument

# -- what can be found ------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """What something found is, in the order a reader meets it."""

    COMMITMENT = "komitmen"
    MEASURE = "ukuran"
    MILESTONE = "target"
    ORGANISATION = "instansi"
    PROPOSAL = "usulan"
    MEETING = "rapat"
    DECISION = "keputusan"
    FOLLOW_UP = "tindak-lanjut"
    STATEMENT = "pembahasan"
    DOCUMENT = "dokumen"
    PLAN = "rencana"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: what it says, and the page that shows it."""

    kind: Kind
    title_id: str
    title_en: str = ""
    #: what it says beside its title
    texts: tuple[str, ...] = ()
    #: what it stands among: the plan, the institutions; found by, and not shown
    around: tuple[str, ...] = ()
    #: the short name that means this and nothing else: a code, an abbreviation
    code: str = ""
    #: what stands beside the title: a day, an institution
    about: tuple[str | dt.date, ...] = ()
    page: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    #: the place on the page
    place: str = ""

    @property
    def fields(self) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """Its texts by what they count for in a search."""
        beside = (part for part in self.about if isinstance(part, str))
        return (self.title_id, self.title_en, self.code, *beside), self.texts, self.around

    @property
    def names(self) -> Iterable[str]:
        """What it is called, whole: its titles, its code, the spellings of an organisation."""
        return (self.title_id, self.title_en, self.code, *(self.texts if self.kind is Kind.ORGANISATION else ()))


@dataclass(frozen=True, slots=True)
class Collected:
    """Entries with the index of their words."""

    entries: tuple[Entry, ...]
    index: Index = field(repr=False)
    #: name in words → the entries that are called so
    namesakes: Mapping[tuple[str, ...], frozenset[int]] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Collected:
        """Index these entries."""
        kept = tuple(entries)
        called: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for place, entry in enumerate(kept):
            for name in entry.names:
                called[tuple(words_of(name))].add(place)
        namesakes = {name: frozenset(places) for name, places in called.items() if name}
        return cls(kept, Index.of(entry.fields for entry in kept), namesakes)


@dataclass(frozen=True, slots=True)
class Audience:
    """What of the minutes a reader may read; all that a picture of them depends on."""

    internal: bool = False
    personal: bool = False

    @classmethod
    def of(cls, actor: Actor) -> Audience:
        """The audience an actor belongs to."""
        return cls(can(actor, Action.SEE_INTERNAL), can(actor, Action.SEE_PERSONAL))


# -- what was found ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, with the words that were looked for marked."""

    title: tuple[Run, ...]
    #: the language of the title: "id" or "en"
    language: str
    #: the part of its text that says what was looked for, unless the title says it all
    excerpt: tuple[Run, ...]
    about: tuple[tuple[Run, ...], ...]
    page: str
    query: Mapping[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, the best first."""

    kind: Kind
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found."""

    groups: tuple[Group, ...] = ()
    #: nothing says all the words; these say some of them
    partial: bool = False

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


#: how much more a name counts that is just what was asked for
_NAMESAKE: Final = 3.0


# -- searching --------------------------------------------------------------------------------------------------------


#: how good it is, what it is, and the words that led there
_Scored = tuple[float, Entry, frozenset[str]]


def search(
    collections: Sequence[Collected], text: str, *, only: Kind | None = None, per_kind: int = 5, limit: int = 50
) -> Answer:
    """What says these words, by kind, the kind with the best hit first. With ``only``, more of one kind."""
    findings = [collected.index.find(text[:LONGEST_SEARCH]) for collected in collections]
    partial = not any(finding.scores and not finding.partial for finding in findings)
    found: dict[Kind, list[_Scored]] = defaultdict(list)
    asked = tuple(words_of(text))
    for collected, finding in zip(collections, findings, strict=True):
        if finding.partial and not partial:
            continue
        namesakes = collected.namesakes.get(asked, frozenset())
        for place, score in finding.scores.items():
            entry = collected.entries[place]
            found[entry.kind].append((score * _NAMESAKE if place in namesakes else score, entry, finding.words))
    best = {kind: _best(rows, limit if only else per_kind) for kind, rows in found.items()}
    order = sorted(best, key=lambda kind: (-best[kind][0][0], list(Kind).index(kind)))
    groups = tuple(
        Group(kind, len(found[kind]), tuple(_hit(entry, words) for _score, entry, words in best[kind]))
        for kind in order
        if only in (None, kind)
    )
    return Answer(groups, partial=partial and bool(groups))


def _best(rows: list[_Scored], most: int) -> list[_Scored]:
    """By score; of two that are as good, the shorter title says it better."""
    best = nlargest(most * 4, rows, key=itemgetter(0))
    return sorted(best, key=lambda row: (-round(row[0], 3), len(row[1].title_id or row[1].title_en)))[:most]


def _hit(entry: Entry, words: frozenset[str]) -> Hit:
    english = (current_language() == "en" and bool(entry.title_en)) or not entry.title_id
    title, other = (entry.title_en, entry.title_id) if english else (entry.title_id, entry.title_en)
    told = words - frozenset(words_of(title))
    text = next((text for text in (*entry.texts, other) if text != title and says(text, told)), "")
    about = tuple(long_date(part) if isinstance(part, dt.date) else part for part in entry.about)
    return Hit(
        marked(title, words),
        "en" if english else "id",
        marked(excerpt(text, words), words),
        tuple(marked(part, words) for part in (entry.code, *about) if part),
        entry.page,
        entry.query,
        entry.place,
    )


# -- the register -----------------------------------------------------------------------------------------------------

#: what the register is made of: it is good until one of these changes
_REGISTER: Final = (
    ActionPlan,
    PlanDocument,
    Commitment,
    CommitmentParty,
    CommitmentNote,
    SourcedFact,
    SuccessMeasure,
    MeasureWording,
    Milestone,
    MilestoneParty,
    Organisation,
    OrganisationAlias,
    Proposal,
    ProposalParty,
)


def register_revision(session: Session) -> str:
    """What stands for the state of the register. Reports and minutes, which change every day, do not move it."""
    tables = [str(table.__tablename__) for table in _REGISTER]
    latest = select(func.max(col(Change.id))).where(col(Change.table_name).in_(tables)).scalar_subquery()
    return session.exec(select(Change.hash).where(Change.id == latest)).first() or ""


def register(session: Session) -> Collected:
    """Everything public that is no minutes."""
    names = organisation_names(session)
    plans = {row.id: row for row in session.exec(select(ActionPlan))}
    return Collected.of(
        (
            *_plans(plans.values()),
            *_commitments(session, plans, names),
            *_measures_and_milestones(session, plans, names),
            *_organisations(session),
            *_proposals(session, plans, names),
            *_documents(session, plans),
        )
    )


def _plans(plans: Iterable[ActionPlan]) -> list[Entry]:
    return [
        Entry(
            Kind.PLAN,
            plan.name_id,
            plan.name_en,
            texts=(plan.theme,),
            code=plan.code,
            about=(plan.period_label,),
            page="",
            query={"rencana": plan.code},
        )
        for plan in plans
    ]


def _named(names: Mapping[int, OrganisationName], ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(text for key in ids if key in names for text in {names[key].short, names[key].name})


def _short(names: Mapping[int, OrganisationName], ids: Iterable[int]) -> str:
    return ", ".join(names[key].short for key in ids if key in names)


def _by_owner(rows: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for owner, value in rows:
        found[owner].append(value)
    return found


def _around(plan: ActionPlan | None, parties: tuple[str, ...] = ()) -> tuple[str, ...]:
    return (*((plan.code, plan.name_id) if plan else ()), *parties)


def _commitments(
    session: Session, plans: Mapping[int | None, ActionPlan], names: Mapping[int, OrganisationName]
) -> list[Entry]:
    parties = _by_owner(
        session.exec(
            select(CommitmentParty.commitment_id, CommitmentParty.organisation_id).order_by(
                col(CommitmentParty.role), col(CommitmentParty.position)
            )
        ).all()
    )
    said: dict[int, list[str]] = defaultdict(list)
    for note in session.exec(select(CommitmentNote)):
        said[note.commitment_id] += [note.text, note.target_text]
    for fact in session.exec(select(SourcedFact)):
        said[fact.commitment_id].append(fact.text)
    return [
        Entry(
            Kind.COMMITMENT,
            row.title_id,
            row.title_en,
            texts=(row.summary, row.theme, *said[row.id or 0]),
            around=(*_around(plans[row.plan_id], _named(names, parties[row.id or 0])), row.ogp_id),
            code=row.code,
            about=(plans[row.plan_id].name_id,),
            page="komitmen",
            query={"kode": row.code},
        )
        for row in session.exec(select(Commitment).order_by(col(Commitment.id).desc()))
    ]


def _measures_and_milestones(
    session: Session, plans: Mapping[int | None, ActionPlan], names: Mapping[int, OrganisationName]
) -> list[Entry]:
    measures = {
        key: (code, plan_id, number)
        for key, code, plan_id, number in session.exec(
            select(SuccessMeasure.id, Commitment.code, Commitment.plan_id, SuccessMeasure.number).join(
                Commitment, col(Commitment.id) == SuccessMeasure.commitment_id
            )
        )
    }
    wordings: dict[int, dict[str, str]] = defaultdict(dict)
    for key, indonesian, english in session.exec(
        select(MeasureWording.measure_id, MeasureWording.text_id, MeasureWording.text_en)
        .where(col(MeasureWording.is_current))
        .order_by(col(MeasureWording.reporter), col(MeasureWording.position))
    ):
        wordings[key].setdefault(indonesian or english, english if indonesian else "")
    found = [
        Entry(
            Kind.MEASURE,
            next(iter(texts)),
            next(iter(texts.values())),
            texts=(*list(texts)[1:], *list(texts.values())[1:]),
            around=_around(plans[measures[key][1]]),
            code=f"{measures[key][0]}-{measures[key][2]}",
            about=(plans[measures[key][1]].name_id,),
            page="komitmen",
            query={"kode": measures[key][0]},
            place=f"uk-{measures[key][2]}",
        )
        for key, texts in wordings.items()
    ]
    responsible = _by_owner(
        session.exec(
            select(MilestoneParty.milestone_id, MilestoneParty.organisation_id).order_by(col(MilestoneParty.position))
        ).all()
    )
    milestones = session.execute(
        select(Milestone.id, Milestone.measure_id, Milestone.row_code, Milestone.activity, Milestone.target_text)  # type: ignore[call-overload]
    )
    for milestone_id, measure_id, row_code, activity, target in milestones:
        if not (activity or target):
            continue  # it says nothing of its own: its measure is what is found
        code, plan_id, number = measures[measure_id]
        who = responsible[milestone_id or 0]
        found.append(
            Entry(
                Kind.MILESTONE,
                activity or target,
                texts=(target,) if activity else (),
                around=_around(plans[plan_id], _named(names, who)),
                code=row_code,
                about=(_short(names, who),),
                page="komitmen",
                query={"kode": code, "baris": row_code},
                place=f"uk-{number}",
            )
        )
    return found


def _organisations(session: Session) -> list[Entry]:
    aliases: dict[int, list[str]] = defaultdict(list)
    for alias in session.exec(select(OrganisationAlias)):
        aliases[alias.organisation_id].append(alias.alias)
    rows = session.exec(select(Organisation)).all()
    shorts = [row.short for row in rows]
    return [
        Entry(
            Kind.ORGANISATION,
            row.name,
            row.name_en,
            texts=tuple(aliases[row.id or 0]),
            code=row.abbreviation,
            page="instansi",
            # the short name where it means one organisation only, else the full one
            query={"nama": row.short if shorts.count(row.short) == 1 else row.name},
        )
        for row in rows
    ]


def _proposals(
    session: Session, plans: Mapping[int | None, ActionPlan], names: Mapping[int, OrganisationName]
) -> list[Entry]:
    parties = _by_owner(
        session.exec(
            select(ProposalParty.proposal_id, ProposalParty.organisation_id).order_by(col(ProposalParty.id))
        ).all()
    )
    return [
        Entry(
            Kind.PROPOSAL,
            # the ledger is public for everybody alike: no form of address with a name leaves it
            without_names(row.title, ()),
            texts=(without_names(row.scope, ()), without_names(row.response, ()), row.state_text),
            around=_around(plans[row.plan_id], _named(names, parties[row.id or 0])),
            about=(plans[row.plan_id].name_id, _short(names, parties[row.id or 0])),
            page="usulan",
            query={"id": str(row.id)},
        )
        for row in session.exec(select(Proposal))
    ]


def _documents(session: Session, plans: Mapping[int | None, ActionPlan]) -> list[Entry]:
    rows = session.exec(select(PlanDocument).where(col(PlanDocument.withdrawn).is_(False)))
    return [
        Entry(
            Kind.DOCUMENT,
            without_names(row.title, ()),
            around=_around(plans.get(row.plan_id)),
            about=tuple(part for part in (row.file_name, row.published_on) if part),
            page="kesiapan",
            place="dokumen",
        )
        for row in rows
    ]


# -- the minutes ------------------------------------------------------------------------------------------------------


def minutes(session: Session, audience: Audience) -> Collected:
    """Meetings and what came of them, as this audience may read them."""
    query = select(Meeting).order_by(col(Meeting.held_on).desc(), col(Meeting.id).desc())
    rows = session.exec(query if audience.internal else query.where(col(Meeting.released))).all()
    meetings = {row.id or 0: row for row in rows}
    names = {} if audience.personal else names_in(session, meetings)
    reader = Reader(audience.internal, audience.personal, names)
    minutes_ = _Minutes(session, reader, meetings, organisation_names(session))
    return Collected.of(
        (
            *minutes_.meetings_(),
            *minutes_.decisions(),
            *minutes_.wording_changes(),
            *minutes_.follow_ups(),
            *minutes_.statements(),
        )
    )


@dataclass(frozen=True, slots=True)
class _Minutes:
    """The minutes of these meetings before one reader."""

    session: Session
    reader: Reader
    meetings: Mapping[int, Meeting]
    names: Mapping[int, OrganisationName]

    def _entry(
        self, kind: Kind, meeting_id: int, text: str, *more: str, who: Sequence[int | None] = (), place: str
    ) -> Entry:
        meeting = self.meetings[meeting_id]
        ids = [key for key in who if key is not None]
        return Entry(
            kind,
            self.reader.text(meeting_id, text),
            texts=tuple(self.reader.text(meeting_id, one) for one in more if one),
            around=_named(self.names, ids),
            about=(_short(self.names, ids), self.reader.text(meeting_id, meeting.title), meeting.held_on),
            page="rapat",
            query={"id": str(meeting_id)},
            place=place,
        )

    def meetings_(self) -> list[Entry]:
        """The meetings: title and institutions; for internal eyes agenda, introduction and who was there."""
        institutions: dict[int, list[int]] = defaultdict(list)
        inside: dict[int, list[str]] = defaultdict(list)
        for part in rows_of(self.session, Participation, self.meetings):
            if part.organisation_id is not None:
                institutions[part.meeting_id].append(part.organisation_id)
            inside[part.meeting_id].append(part.as_written)
        for point in rows_of(self.session, MeetingPoint, self.meetings):
            inside[point.meeting_id].append(point.text)
        if self.reader.personal:
            people = select(Participation.meeting_id, Person.name).join(
                Person, col(Person.id) == Participation.person_id
            )
            for meeting_id, name in self.session.exec(people.where(col(Person.erased).is_(False))):
                inside[meeting_id].append(name)
        return [
            Entry(
                Kind.MEETING,
                self.reader.text(key, row.title),
                texts=tuple(self.reader.text(key, text) for text in (row.introduction, *inside[key]) if text)
                if self.reader.internal
                else (),
                around=_named(self.names, institutions[key]),
                about=(row.held_on,),
                page="rapat",
                query={"id": str(key)},
            )
            for key, row in self.meetings.items()
        ]

    def decisions(self) -> list[Entry]:
        """What was settled."""
        rows = self.reader.visible(rows_of(self.session, Decision, self.meetings))
        return [
            self._entry(Kind.DECISION, row.meeting_id, row.text, who=[row.organisation_id], place="keputusan")
            for row in rows
        ]

    def wording_changes(self) -> list[Entry]:
        """New sentences for measures, which are decisions too."""
        rows = self.reader.visible(rows_of(self.session, WordingChange, self.meetings))
        return [
            self._entry(
                Kind.DECISION,
                row.meeting_id or 0,
                row.after,
                row.before,
                row.note,
                who=[row.organisation_id],
                place="perubahan-rumusan",
            )
            for row in rows
        ]

    def follow_ups(self) -> list[Entry]:
        """What somebody will do."""
        rows = self.reader.visible(rows_of(self.session, FollowUp, self.meetings))
        owners = _by_owner(
            self.session.exec(
                select(FollowUpOwner.follow_up_id, FollowUpOwner.organisation_id).where(
                    col(FollowUpOwner.follow_up_id).in_([row.id for row in rows])
                )
            ).all()
        )
        return [
            self._entry(
                Kind.FOLLOW_UP,
                row.meeting_id,
                row.text,
                row.purpose,
                row.recipients,
                row.due_text,
                who=owners[row.id or 0],
                place="tindak-lanjut",
            )
            for row in rows
        ]

    def statements(self) -> list[Entry]:
        """What was said."""
        rows = self.reader.visible(rows_of(self.session, Statement, self.meetings))
        return [
            self._entry(Kind.STATEMENT, row.meeting_id, row.text, who=[row.organisation_id], place="pembahasan")
            for row in rows
        ]
