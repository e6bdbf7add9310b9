"""The matrix without a page: export, dispatch, import and undo for the command line, each a function of values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from models.clock import today
from models.commands.exchange import undo_import
from models.language import N_
from models.problems import Invalid, NotFound
from models.queries.exchange import sent_matrix
from models.queries.irm import irm_of_plan
from models.queries.matrix import MatrixData, matrix_data
from models.queries.organisations import OrganisationRecord, find_organisation
from models.queries.plans import PlanRecord, find_plan, period_name
from models.queries.progress import OrganisationName, plan_picture
from models.rules.access import Actor
from models.rules.periods import Period, current_period
from reports.matrix.apply import apply_import
from reports.matrix.cells import matching_period
from reports.matrix.dispatch_book import (
    OPEN_COLUMNS,
    USUAL_COLUMNS,
    Order,
    Selection,
    cells_to_send,
    send,
    workbook_of,
)
from reports.matrix.export import Part, csv_of, periods_asked, reading_of_plan
from reports.matrix.export import workbook_of as workbook_of_parts
from reports.matrix.format import Mark
from reports.matrix.plan import Choices, ImportPlan
from reports.matrix.read import Reading
from reports.matrix.rows import rows_over
from reports.matrix.side_by_side import Compared


def export_bytes(
    session: Session,
    actor: Actor,
    plan_codes: str | Sequence[str],
    *,
    organisations: Sequence[str] = (),
    period: str = "",
    as_csv: bool = False,
    side_by_side: bool = False,
) -> bytes:
    """The matrix of some plans, or of some organisations in them, as the actor may see it. Raises NotFound, Invalid.

    ``period``: one ("2024-B06"), all ("semua"), those of a year ("2024"), or the current one of each plan.
    """
    wanted = [plan_codes] if isinstance(plan_codes, str) else list(dict.fromkeys(code.upper() for code in plan_codes))
    chosen = [known_organisation(session, actor, name) for name in organisations]
    ids = frozenset(o.id for o in chosen)
    parts: list[Part] = []
    compared: list[Compared] = []
    for code in wanted:
        plan = known_plan(session, actor, code)
        data = matrix_data(session, actor, plan)
        periods = export_periods(data, period, alone=len(wanted) == 1)
        if periods is None:
            continue
        parts.append(Part(data, rows_over(data, periods, organisation_ids=ids)))
        if side_by_side and not as_csv:
            compared.append(_compared(session, actor, parts[-1], periods))
    parts = [part for part in parts if part.rows] or parts[:1]
    if not parts:
        raise Invalid(N_("Tidak ada baris untuk pilihan ini."), field="plan")
    if as_csv:
        return csv_of(parts)
    mark = Mark(parts[0].plan.code if len(parts) == 1 else "", today(), ", ".join(o.short for o in chosen))
    return workbook_of_parts(parts, mark, compared=compared)


def export_periods(data: MatrixData, wanted: str, *, alone: bool) -> tuple[Period, ...] | None:
    """The periods an export covers; None where a plan among several has nothing in what was asked for."""
    several = periods_asked(data, wanted)
    if several is not None:
        return several if several or alone else None
    try:
        one = chosen_period(data, wanted)
    except Invalid:
        if alone:
            raise
        return None
    return () if one is None else (one,)


def _compared(session: Session, actor: Actor, part: Part, periods: tuple[Period, ...]) -> Compared:
    return Compared(
        part.data,
        plan_picture(session, actor, part.plan, today()),
        periods,
        frozenset(row.row_code for row in part.rows),
        {code: irm.completion for code, irm in irm_of_plan(session, actor, part.plan.id) if code and irm.completion},
    )


def known_plan(session: Session, actor: Actor, code: str) -> PlanRecord:
    """The plan with this code. Raises NotFound that names it."""
    try:
        return find_plan(session, actor, code)
    except NotFound:
        raise NotFound(N_("Tidak ada rencana aksi {plan}."), plan=code) from None


def known_organisation(session: Session, actor: Actor, name: str) -> OrganisationRecord:
    """The one organisation of this name. Raises NotFound that names it."""
    try:
        return find_organisation(session, actor, name)
    except NotFound:
        raise NotFound(N_("Tidak ada satu instansi bernama {name}."), name=name) from None


def chosen_period(data: MatrixData, wanted: str) -> Period | None:
    """The period asked for ("2024-B06", "B06 Tahun 2024"), else the one spoken of today. Raises Invalid."""
    if not wanted:
        ended = min(today(), data.plan.ends_on) if data.plan.ends_on else today()
        return current_period(data.periods, ended)
    for period in data.periods:
        if wanted.casefold() in (period_name(period).casefold(), f"{period.year}-{period.code}".casefold()):
            return period
    found = matching_period(wanted, None, data.periods)
    if found is None:
        raise Invalid(
            N_("Periode “{value}” tidak ada dalam {plan}."), field="period", value=wanted, plan=data.plan.name
        )
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a dispatch asks for beyond plan and recipients, as words from the command line."""

    period: str = ""
    due_on: dt.date | None = None
    selection: Selection = field(default_factory=Selection)
    #: keys of the columns recipients may fill; their own assessment without any
    columns: tuple[str, ...] = USUAL_COLUMNS
    letter_number: str = ""
    letter_text: str = ""


def dispatch_codes(
    session: Session, actor: Actor, plan_code: str, organisations: Sequence[str], wanted: Wanted
) -> tuple[str, ...]:
    """Register a matrix for each institution, all or none: the codes in their order. Raises NotFound, Invalid."""
    data = matrix_data(session, actor, known_plan(session, actor, plan_code))
    unknown = [key for key in wanted.columns if key not in OPEN_COLUMNS]
    if unknown:
        raise Invalid(
            N_("Kolom {columns} tidak dapat dibuka. Yang dapat: {open}."),
            field="columns",
            columns=", ".join(unknown),
            open=", ".join(OPEN_COLUMNS),
        )
    when = chosen_period(data, wanted.period)
    order = Order(
        tuple(known_organisation(session, actor, name).id for name in organisations),
        period_id=when.id if when else None,
        selection=wanted.selection,
        columns=wanted.columns,
        due_on=wanted.due_on,
        letter_number=wanted.letter_number,
        letter_text=wanted.letter_text,
    )
    return send(session, actor, data, order)


def dispatch_bytes(
    session: Session,
    actor: Actor,
    plan_code: str,
    organisation: str,
    *,
    period: str = "",
    due_on: dt.date | None = None,
) -> tuple[str, bytes]:
    """A workbook for one institution, registered with every value as sent: (dispatch code, file).

    It is the file that the page would give.
    """
    (code,) = dispatch_codes(session, actor, plan_code, [organisation], Wanted(period, due_on))
    return code, workbook_of_code(session, actor, code)


def workbook_of_code(session: Session, actor: Actor, code: str) -> bytes:
    """The workbook of a dispatch, made from what was stored. Raises NotAllowed, NotFound."""
    sent = sent_matrix(session, actor, code)
    data = matrix_data(session, actor, find_plan(session, actor, sent.record.plan_code))
    return workbook_of(sent, data)


def cells_as_sent(
    data: MatrixData, recipient: OrganisationName, period: Period | None
) -> Mapping[tuple[str, str], str]:
    """(row code, column) → the value as sent, in the form in which returns are compared."""
    return cells_to_send(data, recipient, period)


def import_as_json(act_id: int | None, plan: ImportPlan) -> dict[str, Any]:
    """The stable shape of ``import``: what was or would be done, cell by cell."""
    return {
        "id": act_id,
        "counts": plan.counts,
        "cells": [cell.as_json() for cell in plan.cells],
        "problems": [problem.as_json() for problem in plan.problems],
    }


def import_workbook(
    session: Session,
    actor: Actor,
    reading: Reading,
    choices: Choices,
    *,
    plan_code: str | None = None,
    shown_fingerprint: str | None = None,
) -> dict[str, Any]:
    """Apply a file's new and changed cells. A file with any error is not applied by the command line."""
    reading = narrowed(session, actor, reading, plan_code)
    act, plan = apply_import(session, actor, reading, choices, plan_code=plan_code, shown_fingerprint=shown_fingerprint)
    return import_as_json(act.id if act else None, plan)


def narrowed(session: Session, actor: Actor, reading: Reading, plan_code: str | None) -> Reading:
    """What a file says about the plan it is read for: an export may hold several."""
    return reading_of_plan(reading, known_plan(session, actor, plan_code)) if plan_code else reading


def undo_as_json(session: Session, actor: Actor, import_id: int) -> dict[str, Any]:
    """Take an import back and say what was restored and what was left."""
    undone = undo_import(session, actor, import_id)
    return {
        "id": import_id,
        "restored": undone.restored,
        "kept": [{"row_code": code, "column": column, "cell": cell} for code, column, cell in undone.kept],
    }
