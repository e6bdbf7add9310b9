"""What a returned cell may change: was its column opened, and may this actor write it (product.md, "Who sees what")."""

from __future__ import annotations

from models.language import _
from models.queries.exchange import DispatchRecord
from models.rules.access import Action, Subject, can
from reports.matrix.format import BY_KEY, Column, Home
from reports.matrix.plan import Context, RowPlan
from reports.matrix.questions import NOT_YOURS


def is_open(column: Column, dispatch: DispatchRecord | None) -> bool:
    """Whether the recipient was asked to fill this column. A new wording is a proposal wherever it is written."""
    if column.home is not Home.PLAN or dispatch is None or not dispatch.editable_columns:
        return True
    return column.key in dispatch.editable_columns


def locked() -> str:
    """What a touched locked cell is told."""
    return _("Sel terkunci; isinya tidak diterapkan.")


def forbidden(row: RowPlan, key: str) -> str:
    """Why this actor may not write this cell."""
    if BY_KEY[key].home is Home.PLAN:
        return _("Isi rencana aksi hanya diubah oleh Sekretariat; sel ini tidak diterapkan.")
    return _(NOT_YOURS.template, place=f"{row.sheet}!{row.record.cells[key]}")


def may_write(row: RowPlan, home: Home, context: Context) -> bool:
    """Whether this actor may change this kind of cell in this row."""
    actor = context.actor
    if home is Home.PLAN:
        return can(actor, Action.EDIT_PLAN)
    action = Action.REPORT if home is Home.REPORT else Action.IMPORT
    if can(actor, action):
        return True
    organisation_id = actor.organisation_id if home is Home.WORDING else row.reporter.id if row.reporter else None
    if row.milestone is None or organisation_id is None:
        return False
    involved = {o.id for o in row.milestone.responsible} | row.milestone.commitment.party_ids
    assessor = row.assessor if home is Home.REPORT else None
    return can(actor, action, Subject(organisation_id, assessor, organisation_id in involved))
