"""Matrices that went out and came back: real workbooks, written, read and applied as anybody's would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.clock import today
from models.commands.exchange import register_dispatch
from models.queries.matrix import MatrixData, matrix_data
from models.queries.organisations import known_names
from models.queries.plans import find_plan
from models.rules.periods import Period
from models.tables.exchange import Dispatch
from models.vocabulary import SourceKind
from reports.matrix.apply import apply_import
from reports.matrix.format import COLUMNS, Home, Mark, MatrixRow
from reports.matrix.headless import cells_as_sent
from reports.matrix.plan import Choices
from reports.matrix.read import read_matrix
from reports.matrix.rows import rows_of
from reports.matrix.write import workbook_bytes
from seed.demo.chronicle import Deed, Order, Stage
from seed.demo.files import Facts, day, facts_of
from seed.demo.known import PLAN
from seed.demo.progress import report_key, stored_report, verify_with_evidence
from seed.records import SeedError

#: the columns a recipient may fill
_EDITABLE = tuple(column.key for column in COLUMNS if column.home is Home.REPORT)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A workbook as it lies with its recipient."""

    mark: Mark
    rows: tuple[MatrixRow, ...]


def workbook_deeds() -> list[Deed]:
    """Dispatches, imports, and the verdicts on what the imports brought."""
    facts = facts_of("workbooks.json")
    sent: dict[str, _Sent] = {}
    deeds = [_dispatch(one, sent) for one in facts["dispatches"]]
    for one in facts["imports"]:
        deeds.append(_import(one, sent))
        deeds += [_verdict(one, verdict) for verdict in one["verdicts"]]
    return deeds


def _dispatch(facts: Facts, sent: dict[str, _Sent]) -> Deed:
    def send(stage: Stage) -> None:
        data, when = _matrix(stage, facts)
        recipient = stage.known.organisation(facts["organisation"])
        dispatch = register_dispatch(
            stage.session,
            stage.actor,
            plan_id=data.plan.id,
            organisation_id=recipient,
            cells=cells_as_sent(data, data.organisations[recipient], when),
            period_id=when.id,
            editable_columns=_EDITABLE,
            due_on=day(facts["due_on"]),
            letter_number=facts["letter_number"],
            letter_text=facts["letter_text"],
        )
        sent[facts["key"]] = _lying_with(stage, facts, data, when, dispatch)

    reason = f"pengiriman matriks {facts['period']} kepada {facts['organisation']}"
    return Deed(day(facts["sent_on"]), Order.DISPATCH, send, reason)


def _matrix(stage: Stage, facts: Facts) -> tuple[MatrixData, Period]:
    data = matrix_data(stage.session, stage.actor, find_plan(stage.session, stage.actor, PLAN))
    wanted = stage.known.period(facts["period"])
    return data, next(period for period in data.periods if period.id == wanted)


def _lying_with(stage: Stage, facts: Facts, data: MatrixData, when: Period, dispatch: Dispatch | None = None) -> _Sent:
    organisation = stage.known.organisation(facts["organisation"])
    mark = Mark(PLAN, today(), facts["organisation"], dispatch.code if dispatch else "")
    return _Sent(mark, tuple(rows_of(data, when, organisation_ids=[organisation], own_only=True)))


def _import(facts: Facts, sent: Mapping[str, _Sent]) -> Deed:
    def receive(stage: Stage) -> None:
        data, when = _matrix(stage, facts)
        theirs = sent[facts["answers"]] if "answers" in facts else _lying_with(stage, facts, data, when)
        content = workbook_bytes(_filled(theirs.rows, facts["rows"]), data.plan, theirs.mark, periods=data.periods)
        reading = read_matrix(content, facts["file"], known=known_names(stage.session))
        choices = Choices(day(facts["received_on"]), stage.known.organisation(facts["organisation"]), when.id)
        done, plan = apply_import(stage.session, stage.actor, reading, choices, plan_code=PLAN)
        if done is None or plan.counts["refused"] or plan.counts["conflict"]:
            raise SeedError(f"{facts['file']} was not taken as a whole: {plan.counts}, {plan.problems}")

    reason = f"impor matriks {facts['organisation']} {facts['period']}"
    return Deed(day(facts["received_on"]), Order.IMPORT, receive, reason, source=SourceKind.IMPORT)


def _filled(rows: Sequence[MatrixRow], answers: Iterable[Facts]) -> list[MatrixRow]:
    """The rows with what the institution wrote into them."""
    written = {answer["row_code"]: _cells(answer) for answer in answers}
    unknown = written.keys() - {row.row_code for row in rows}
    if unknown:
        raise SeedError(f"workbooks.json fills rows that were not sent: {sorted(unknown)}")
    return [replace(row, **written.get(row.row_code, {})) for row in rows]


def _cells(answer: Facts) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in answer.items() if name != "row_code"
    }


def _verdict(facts: Facts, verdict: Facts) -> Deed:
    def verify(stage: Stage) -> None:
        key = report_key(stage, verdict["row_code"], facts["period"], facts["organisation"])
        verify_with_evidence(stage, stored_report(stage, key), verdict["note"])

    reason = f"keputusan atas laporan {facts['organisation']} {facts['period']}"
    return Deed(day(verdict["on"]), Order.DECIDE, verify, reason)
