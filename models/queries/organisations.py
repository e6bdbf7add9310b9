"""Organisations, the names they go by, and what each answers for."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from models.problems import NotFound
from models.rules.access import Actor
from models.rules.naming import KnownNames, NameEntry, fold
from models.tables.commitment import Commitment, CommitmentParty, MilestoneParty
from models.tables.organisation import Organisation, OrganisationAlias
from models.tables.plan import ActionPlan
from models.vocabulary import OrganisationKind, PartyRole


@dataclass(frozen=True, slots=True)
class OrganisationRecord:
    """An organisation as lists and its own page show it."""

    id: int
    name: str
    abbreviation: str
    kind: OrganisationKind
    name_en: str
    website: str
    parent: str
    source: str
    aliases: tuple[str, ...]
    commitments: int
    milestones: int

    @property
    def short(self) -> str:
        return self.abbreviation or self.name


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """A role an organisation has in a commitment."""

    plan_code: str
    commitment_code: str
    commitment_title: str
    role: PartyRole


def known_names(session: Session) -> KnownNames:
    """Every spelling the database knows, for reading workbooks and minutes. Keys are organisation ids."""
    organisations = session.exec(select(Organisation)).all()
    aliases = session.exec(select(OrganisationAlias)).all()
    names = {o.id: o for o in organisations}
    entries = [
        NameEntry(o.id or 0, o.name, spelling, o.kind.value, o.valid_from, o.valid_to)
        for o in organisations
        for spelling in {None, o.abbreviation or None, o.name_en or None}
    ]
    entries += [
        NameEntry(
            a.organisation_id,
            names[a.organisation_id].name,
            a.alias,
            names[a.organisation_id].kind.value,
            a.valid_from,
            a.valid_to,
        )
        for a in aliases
    ]
    return KnownNames.of(entries)


def list_organisations(session: Session, actor: Actor) -> tuple[OrganisationRecord, ...]:
    """All organisations by name, with how many commitments and milestones they answer for."""
    commitments = dict(
        session.exec(
            select(CommitmentParty.organisation_id, func.count(func.distinct(CommitmentParty.commitment_id))).group_by(
                col(CommitmentParty.organisation_id)
            )
        ).all()
    )
    milestones = dict(
        session.exec(
            select(MilestoneParty.organisation_id, func.count()).group_by(col(MilestoneParty.organisation_id))
        ).all()
    )
    aliases: dict[int, list[str]] = {}
    for alias in session.exec(select(OrganisationAlias).order_by(col(OrganisationAlias.alias))):
        aliases.setdefault(alias.organisation_id, []).append(alias.alias)
    rows = session.exec(select(Organisation).order_by(col(Organisation.name))).all()
    names = {row.id: row.name for row in rows}
    return tuple(
        OrganisationRecord(
            id=row.id or 0,
            name=row.name,
            abbreviation=row.abbreviation,
            kind=row.kind,
            name_en=row.name_en,
            website=row.website,
            parent=names.get(row.parent_id, ""),
            source=row.source,
            aliases=tuple(aliases.get(row.id or 0, ())),
            commitments=commitments.get(row.id or 0, 0),
            milestones=milestones.get(row.id or 0, 0),
        )
        for row in rows
    )


def find_organisation(session: Session, actor: Actor, name: str) -> OrganisationRecord:
    """The one organisation with this name, abbreviation or spelling. Raises NotFound, also if several fit."""
    everything = list_organisations(session, actor)
    exact = [o for o in everything if name in (o.name, o.abbreviation)]
    folded = [o for o in everything if fold(name) in {fold(o.name), fold(o.abbreviation)}]
    spelled = [o for o in everything if fold(name) in {fold(alias) for alias in o.aliases}]
    for found in (exact, folded, spelled):
        if len(found) == 1:
            return found[0]
    raise NotFound


def roles_of(session: Session, actor: Actor, organisation_id: int) -> tuple[RoleRecord, ...]:
    """The roles an organisation has, the latest plan first."""
    rows = session.exec(
        select(ActionPlan, Commitment, CommitmentParty)
        .join(Commitment, col(Commitment.plan_id) == ActionPlan.id)
        .join(CommitmentParty, col(CommitmentParty.commitment_id) == Commitment.id)
        .where(CommitmentParty.organisation_id == organisation_id)
        .order_by(col(ActionPlan.number).desc(), col(Commitment.number), col(CommitmentParty.role))
    ).all()
    return tuple(
        RoleRecord(plan.code, commitment.code, commitment.title, party.role) for plan, commitment, party in rows
    )
