"""What a brief says, gathered once: the pages and the chat message are two ways to tell it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from models.language import WIB, _, current_language
from models.queries.commitments import reports_on
from models.queries.meeting_records import DecisionRecord, FollowUpFilter, FollowUpRecord, MeetingFilter, MeetingRow
from models.queries.meetings import list_follow_ups, list_meetings, meeting_detail
from models.queries.organisations import OrganisationRecord, find_organisation
from models.queries.plans import PlanRecord, find_plan
from models.queries.progress import (
    Attention,
    CommitmentPicture,
    MilestonePicture,
    PlanPicture,
    attention_list,
    plan_picture,
)
from models.queries.recent import Recent, recent_changes
from models.rules.access import Action, Actor, can
from models.vocabulary import Light, Role

#: how far back "what changed" looks when nobody says
USUAL_DAYS = 30
#: read at most; what does not fit on the pages is counted
_MOST_CHANGES = 150
_MOST_MEETINGS = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a brief is asked for: a plan, or what concerns one institution or one theme in it."""

    plan: str
    as_of: dt.date
    organisation: str = ""
    theme: str = ""
    #: changes since this day; None: the last month
    since: dt.date | None = None

    @property
    def changes_since(self) -> dt.date:
        usual = self.as_of - dt.timedelta(days=USUAL_DAYS)
        return min(self.since, self.as_of) if self.since else usual


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision with the day of its meeting."""

    held_on: dt.date
    decision: DecisionRecord


@dataclass(frozen=True, slots=True)
class Moved:
    """A commitment that stands elsewhere than it did on the day changes are counted from."""

    commitment: CommitmentPicture
    before: Light


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a brief says; what does not fit is left out by those who tell it."""

    picture: PlanPicture
    organisation: OrganisationRecord | None
    theme: str
    since: dt.date
    attention: tuple[Attention, ...]
    #: what those who answer for a milestone say stands in the way, by its id
    obstacles: Mapping[int, str]
    moved: tuple[Moved, ...]
    changes: tuple[Recent, ...]
    #: there are more changes than were read
    many_changes: bool
    decisions: tuple[Decided, ...]
    follow_ups: tuple[FollowUpRecord, ...]
    #: it holds what is not public
    internal: bool

    @property
    def plan(self) -> PlanRecord:
        return self.picture.plan

    @property
    def narrowed(self) -> bool:
        """Whether it is about less than the whole plan."""
        return self.organisation is not None or bool(self.theme)

    def own_milestones(self, commitment: CommitmentPicture) -> tuple[MilestonePicture, ...]:
        """The milestones of a commitment that the brief is about: the institution's own, where it has any."""
        if self.organisation is None:
            return commitment.milestones
        return own_milestones(commitment, self.organisation.id)

    @property
    def subject(self) -> str:
        """What the brief is about, for its title."""
        if self.organisation is None:
            return self.theme or _("Seluruh rencana aksi")
        o = self.organisation
        name = o.name_en if current_language() == "en" and o.name_en else o.name
        return f"{name} ({o.abbreviation})" if o.abbreviation and o.abbreviation != name else name

    @property
    def has_reported(self) -> bool | None:
        """Whether the institution has reported for the period that is spoken of; None if it owes nothing."""
        if self.organisation is None or self.picture.coverage.period is None:
            return None
        if any(o.id == self.organisation.id for o in self.picture.coverage.silent):
            return False
        owes = any(_answers(c, self.organisation.id) for c in self.picture.commitments)
        return True if owes else None


def gather(session: Session, actor: Actor, wanted: Wanted) -> Brief:
    """The brief as this actor may read it, never with the name of a person. Raises NotFound."""
    reader = _reader(actor)
    plan = find_plan(session, reader, wanted.plan)
    organisation = find_organisation(session, reader, wanted.organisation) if wanted.organisation else None
    theme = _theme(wanted.theme)

    def concerns(commitment: CommitmentPicture) -> bool:
        if theme and theme not in {part.casefold() for part in themes_of(commitment)}:
            return False
        return organisation is None or _involves(commitment, organisation.id)

    narrowed = bool(organisation or theme)
    picture = plan_picture(session, reader, plan, wanted.as_of, concerns if narrowed else None)
    codes = {c.code for c in picture.commitments}
    meetings = _meetings(session, reader, plan, wanted.as_of, organisation)
    if narrowed:
        meetings = [m for m in meetings if codes & {c.code for c in m.commitments} or (organisation and not theme)]
    before = plan_picture(session, reader, plan, wanted.changes_since, concerns if narrowed else None)
    recent = recent_changes(session, reader, plan.id, since=wanted.changes_since, limit=_MOST_CHANGES)
    attention = tuple(_attention(picture, organisation))
    shown_theme = next((t for c in picture.commitments for t in themes_of(c) if t.casefold() == theme), wanted.theme)
    return Brief(
        picture=picture,
        organisation=organisation,
        theme=shown_theme if theme else "",
        since=wanted.changes_since,
        attention=attention,
        obstacles=_obstacles(session, reader, picture, attention),
        moved=tuple(_moved(before, picture)),
        changes=tuple(_changes(recent, wanted, codes if narrowed else None)),
        many_changes=len(recent) == _MOST_CHANGES,
        decisions=tuple(_decisions(session, reader, meetings, wanted.as_of, codes if narrowed else None, organisation)),
        follow_ups=tuple(_follow_ups(session, reader, plan, wanted.as_of, codes if narrowed else None, organisation)),
        internal=can(reader, Action.SEE_SUBMITTED),
    )


def themes_of(commitment: CommitmentPicture) -> tuple[str, ...]:
    """A commitment's themes one by one."""
    return tuple(part.strip() for part in commitment.theme.split(";") if part.strip())


def _theme(wanted: str) -> str:
    return " ".join(wanted.split()).casefold()


def _reader(actor: Actor) -> Actor:
    """Who may see names of people reads the brief as the director does: it is made to be handed on."""
    return replace(actor, role=Role.DIRECTOR) if can(actor, Action.SEE_PERSONAL) else actor


def _involves(commitment: CommitmentPicture, organisation_id: int) -> bool:
    parties = {o.id for _role, o in commitment.parties}
    return organisation_id in parties or _answers(commitment, organisation_id)


def own_milestones(commitment: CommitmentPicture, organisation_id: int) -> tuple[MilestonePicture, ...]:
    """What the organisation answers for in a commitment; all of it where it answers for nothing."""
    own = (m for m in commitment.milestones if organisation_id in {o.id for o in m.responsible or commitment.leads})
    return tuple(own) or commitment.milestones


def _answers(commitment: CommitmentPicture, organisation_id: int) -> bool:
    responsible = {o.id for m in commitment.milestones for o in (m.responsible or commitment.leads)}
    return organisation_id in (responsible or {o.id for o in commitment.leads})


def _attention(picture: PlanPicture, organisation: OrganisationRecord | None) -> Iterable[Attention]:
    """In a commitment in which the institution answers for some milestones, only those."""
    for commitment, milestone in attention_list(picture):
        if organisation is None or milestone in own_milestones(commitment, organisation.id):
            yield commitment, milestone


def _obstacles(session: Session, reader: Actor, picture: PlanPicture, attention: Sequence[Attention]) -> dict[int, str]:
    """The obstacle of the report that each light rests on."""
    counted = {m.id: m.standing.report for _c, m in attention if m.standing.report is not None}
    reports = reports_on(session, reader, tuple(counted), {p.id: p for p in picture.periods}, picture.as_of)
    found: dict[int, str] = {}
    for report in reports:
        rests_on = counted[report.milestone_id]
        same = (rests_on.period, rests_on.organisation_id) == (report.period, report.organisation.id)
        if same and rests_on.assessor is report.assessor and report.obstacle:
            found[report.milestone_id] = report.obstacle
    return found


def _moved(before: PlanPicture, now: PlanPicture) -> Iterable[Moved]:
    """The commitments whose light changed, in the order of the plan."""
    stood = {c.id: c.light for c in before.commitments}
    for commitment in now.commitments:
        light = stood.get(commitment.id)
        if light is not None and light is not commitment.light:
            yield Moved(commitment, light)


def _changes(recent: Sequence[Recent], wanted: Wanted, codes: set[str] | None) -> Iterable[Recent]:
    """The last thing that happened to each row; decisions are told apart and are left out here."""
    last: dict[tuple[str, str], Recent] = {}
    for change in recent:
        code = change.query.get("kode", "")
        if change.page == "rapat" or change.at.astimezone(WIB).date() > wanted.as_of:
            continue
        if codes is None or code in codes:
            last.setdefault((code, change.query.get("baris", change.text)), change)
    return last.values()


def _meetings(
    session: Session, reader: Actor, plan: PlanRecord, as_of: dt.date, organisation: OrganisationRecord | None
) -> list[MeetingRow]:
    which = MeetingFilter(plan=plan.code, organisation_id=organisation.id if organisation else None)
    return [m for m in list_meetings(session, reader, which) if m.held_on <= as_of]


def _decisions(
    session: Session,
    reader: Actor,
    meetings: list[MeetingRow],
    as_of: dt.date,
    codes: set[str] | None,
    organisation: OrganisationRecord | None,
) -> Iterable[Decided]:
    for meeting in [m for m in meetings if m.decisions][:_MOST_MEETINGS]:
        for decision in meeting_detail(session, reader, meeting.id, as_of).decisions:
            elsewhere = codes is not None and decision.commitment and decision.commitment not in codes
            named = organisation is not None and decision.organisation and decision.organisation.id == organisation.id
            if named or not elsewhere:
                yield Decided(meeting.held_on, decision)


def _follow_ups(
    session: Session,
    reader: Actor,
    plan: PlanRecord,
    as_of: dt.date,
    codes: set[str] | None,
    organisation: OrganisationRecord | None,
) -> Iterable[FollowUpRecord]:
    which = FollowUpFilter(open_only=True, meetings=MeetingFilter(plan=plan.code))
    for follow_up in list_follow_ups(session, reader, as_of, which):
        if follow_up.held_on > as_of:
            continue
        owns = organisation is not None and any(o.id == organisation.id for o in follow_up.owners)
        about = follow_up.commitment is not None and codes is not None and follow_up.commitment.code in codes
        if codes is None or owns or about:
            yield follow_up
