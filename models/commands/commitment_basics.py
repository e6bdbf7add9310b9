"""What a commitment is: its number, titles and theme, where it comes from, and what the IRM says of it.

Its code is assigned once: a number that changes later changes no code, and a code once given is never given again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, select

from models.commands.guards import demand, fetch, same_as_shown, short_enough
from models.language import N_
from models.problems import Invalid, Stale
from models.rules.access import Action, Actor
from models.rules.codes import commitment_code, is_ogp_id
from models.tables.commitment import Commitment, CommitmentLineage
from models.tables.plan import ActionPlan
from models.tables.progress import IrmAssessment
from models.vocabulary import Confidence, Existence, LineageKind

COMMITMENT_FIELDS = (
    "number",
    "ogp_id",
    "title_id",
    "title_en",
    "theme",
    "summary",
    "starts_on",
    "ends_on",
    "source",
)
IRM_FIELDS = (
    "verifiable",
    "relevant_to_ogp_values",
    "ogp_ambition",
    "potential_for_results",
    "completion",
    "early_results",
    "notes",
    "source",
)


# -- the commitment ---------------------------------------------------------------------------------------------------


def add_commitment(session: Session, actor: Actor, plan_id: int, values: Mapping[str, Any]) -> Commitment:
    """Give a plan another commitment; its code is made of its number, or of its OGP id where it has none.

    Raises NotAllowed, NotFound, Invalid (no title, neither number nor OGP id, number or code taken, dates).
    """
    demand(actor, Action.EDIT_PLAN)
    plan = fetch(session, ActionPlan, plan_id)
    commitment = Commitment(plan_id=plan_id, code="")
    _assign(session, commitment, values)
    if commitment.number is None and not commitment.ogp_id:
        raise Invalid(
            N_("Isi nomor komitmen, atau ID OGP bila belum bernomor: kodenya dibuat darinya."), field="number"
        )
    code = commitment_code(plan.number, commitment.number, commitment.ogp_id)
    if session.exec(select(Commitment.id).where(Commitment.code == code)).first() is not None:
        raise Invalid(
            N_("Kode {code} sudah pernah dipakai dan tidak dipakai ulang. Pilih nomor lain."), field="number", code=code
        )
    commitment.code = code
    session.add(commitment)
    session.flush()
    return commitment


def edit_commitment(
    session: Session, actor: Actor, commitment_id: int, values: Mapping[str, Any], *, shown_version: int | None = None
) -> Commitment:
    """Change a commitment's basic data; its code stays. Raises NotAllowed, NotFound, Invalid, Stale."""
    demand(actor, Action.EDIT_PLAN)
    commitment = fetch(session, Commitment, commitment_id)
    same_as_shown(commitment, shown_version, *COMMITMENT_FIELDS)
    with session.no_autoflush:
        _assign(session, commitment, values)
    session.flush()
    return commitment


def _assign(session: Session, commitment: Commitment, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in COMMITMENT_FIELDS:
            raise KeyError(name)
        setattr(commitment, name, short_enough(value, name) if type(value) is str else value)
    if not commitment.title:
        raise Invalid(N_("Tulis judul komitmen."), field="title_id")
    if commitment.number is not None and not 1 <= commitment.number <= 999:
        raise Invalid(N_("Nomor komitmen 1 sampai 999."), field="number")
    if commitment.ogp_id and not is_ogp_id(commitment.ogp_id) and "ogp_id" in values:
        raise Invalid(N_("ID OGP terdiri atas “ID” dan empat angka: ID0149."), field="ogp_id")
    if commitment.starts_on and commitment.ends_on and commitment.ends_on < commitment.starts_on:
        raise Invalid(N_("Tanggal akhir mendahului tanggal mulai. Periksa kedua tanggal."), field="ends_on")
    if commitment.number is not None:
        taken = session.exec(
            select(Commitment).where(Commitment.plan_id == commitment.plan_id, Commitment.number == commitment.number)
        ).first()
        if taken is not None and taken.id != commitment.id:
            raise Invalid(
                N_("Nomor {number} sudah dipakai komitmen “{title}”."),
                field="number",
                number=commitment.number,
                title=taken.title[:80],
            )


def cancel_commitment(
    session: Session, actor: Actor, commitment_id: int, *, cancelled: bool = True, shown_version: int | None = None
) -> Commitment:
    """Take a commitment out of the counts, or back in. It stays in the plan and in every history."""
    demand(actor, Action.EDIT_PLAN)
    commitment = fetch(session, Commitment, commitment_id)
    same_as_shown(commitment, shown_version, "state")
    commitment.state = Existence.CANCELLED if cancelled else Existence.ACTIVE
    session.flush()
    return commitment


# -- lineage ----------------------------------------------------------------------------------------------------------


def link_lineage(
    session: Session,
    actor: Actor,
    later_id: int,
    earlier_id: int,
    kind: LineageKind,
    *,
    note: str = "",
    source: str = "",
) -> CommitmentLineage:
    """Say that a commitment follows from one of an earlier plan. Raises NotAllowed, NotFound, Invalid."""
    demand(actor, Action.EDIT_PLAN)
    later, earlier = fetch(session, Commitment, later_id), fetch(session, Commitment, earlier_id)
    if fetch(session, ActionPlan, earlier.plan_id).number >= fetch(session, ActionPlan, later.plan_id).number:
        raise Invalid(N_("Pilih komitmen dari rencana aksi sebelumnya."), field="earlier_id")
    known = session.exec(
        select(CommitmentLineage).where(
            CommitmentLineage.earlier_id == earlier_id, CommitmentLineage.later_id == later_id
        )
    ).first()
    if known is not None:
        raise Invalid(N_("Hubungan dengan {code} sudah tercatat."), field="earlier_id", code=earlier.code)
    line = CommitmentLineage(
        earlier_id=earlier_id,
        later_id=later_id,
        kind=kind,
        note=short_enough(note, "note"),
        source=short_enough(source, "source"),
        confidence=Confidence.VERIFIED if source.strip() else Confidence.PARTIAL,
    )
    session.add(line)
    session.flush()
    return line


def unlink_lineage(session: Session, actor: Actor, lineage_id: int) -> None:
    """Take back a lineage entered by mistake; the history keeps it. Raises NotAllowed, NotFound."""
    demand(actor, Action.EDIT_PLAN)
    session.delete(fetch(session, CommitmentLineage, lineage_id))
    session.flush()


# -- what the IRM states ----------------------------------------------------------------------------------------------


def add_irm(
    session: Session, actor: Actor, plan_id: int, values: Mapping[str, Any], *, commitment_id: int | None = None
) -> IrmAssessment:
    """Enter what OGP's IRM states about a commitment or, without one, a whole plan, with its source.

    Raises NotAllowed, NotFound, Invalid.
    """
    demand(actor, Action.EDIT_PLAN)
    fetch(session, ActionPlan, plan_id)
    if commitment_id is not None and fetch(session, Commitment, commitment_id).plan_id != plan_id:
        raise Invalid(N_("Komitmen ini bukan bagian dari rencana aksi tersebut."), field="commitment_id")
    row = IrmAssessment(plan_id=plan_id, commitment_id=commitment_id)
    _assign_irm(row, values)
    session.add(row)
    session.flush()
    return row


def edit_irm(
    session: Session, actor: Actor, irm_id: int, values: Mapping[str, Any], *, shown: Mapping[str, str] | None = None
) -> IrmAssessment:
    """Correct an assessment. ``shown`` is what the form showed. Raises NotAllowed, NotFound, Invalid, Stale."""
    demand(actor, Action.EDIT_PLAN)
    row = fetch(session, IrmAssessment, irm_id)
    _as_shown(row, shown)
    _assign_irm(row, values)
    session.flush()
    return row


def take_back_irm(session: Session, actor: Actor, irm_id: int, *, shown: Mapping[str, str] | None = None) -> None:
    """Remove an assessment entered by mistake; the history keeps it. Raises NotAllowed, NotFound, Stale."""
    demand(actor, Action.EDIT_PLAN)
    row = fetch(session, IrmAssessment, irm_id)
    _as_shown(row, shown)
    session.delete(row)
    session.flush()


def _as_shown(row: IrmAssessment, shown: Mapping[str, str] | None) -> None:
    """Rows without a version are guarded by what was shown."""
    if shown is not None and any(getattr(row, name) != value for name, value in shown.items()):
        raise Stale(theirs={name: getattr(row, name) for name in shown})


def _assign_irm(row: IrmAssessment, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in IRM_FIELDS:
            raise KeyError(name)
        setattr(row, name, short_enough(value, name))
    if not any(getattr(row, name) for name in IRM_FIELDS if name != "source"):
        raise Invalid(N_("Isi paling sedikit satu penilaian IRM."), field="completion")
    if not row.source:
        raise Invalid(N_("Tulis sumbernya, misalnya alamat laporan IRM."), field="source")
