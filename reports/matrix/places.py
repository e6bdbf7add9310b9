"""Which milestone a row of a file means: by its code; without one number and title of the commitment must agree, and
wording only suggests, so that a person decides (product.md, "Row code")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from models.problems import Problem, ProblemKind
from models.queries.matrix import MatrixData, StoredCommitment, StoredMilestone
from models.queries.progress import OrganisationName
from models.rules.naming import fold
from models.rules.periods import Period
from reports.matrix.cells import matching_period
from reports.matrix.plan import Context, RowChoice, RowPlan, Suggestion
from reports.matrix.questions import ASK_COMMITMENT, ASK_MILESTONE, UNKNOWN_ROW_CODE
from reports.matrix.read import Record

#: how alike two titles must be to count as the same title with a slip in it
TITLE_AGREES = 90.0
#: below this a suggestion is noise
SUGGESTION_SCORE = 55.0

Wordings = tuple[tuple[StoredMilestone, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The milestones of a plan as rows are found among them."""

    codes: Mapping[str, StoredMilestone]
    by_id: Mapping[int, StoredMilestone]
    #: made at the first call only: most files never ask
    wordings: Callable[[], Wordings]


def known_places(data: MatrixData) -> Known:
    """What rows are matched with, looked up once for thousands of them."""
    return Known(data.by_code(), {m.id: m for m in data.milestones}, cache(lambda: _wordings(data)))


def matched(row: RowPlan, choice: RowChoice, context: Context, known: Known) -> RowPlan:
    """The row at its milestone or below its measure; else with the question that a person has to answer."""
    record = row.record
    milestone = known.by_id.get(choice.milestone_id or 0)
    if milestone is not None:
        return row._replace(milestone=milestone, commitment=milestone.commitment)
    if record.row_code and choice.new_under_measure is None:
        milestone = known.codes.get(record.row_code.strip().upper())
        if milestone is not None:
            return row._replace(milestone=milestone, commitment=milestone.commitment)
        return row._replace(question=ask(UNKNOWN_ROW_CODE, row, context, "row_code", record.row_code))
    measured = next((m for m in context.data.milestones if m.measure.id == choice.new_under_measure), None)
    if measured is not None:
        return row._replace(commitment=measured.commitment, new_under_measure=measured.measure.id)
    commitment = _commitment_of(record, context.data)
    if commitment is not None and _says_nothing(record):
        return row._replace(commitment=commitment)
    suggestions = _suggest(record, commitment, known.wordings())
    if commitment is None:
        said = " ".join(filter(None, (record.commitment_number, record.commitment_title)))
        field_name = "commitment_title" if record.commitment_title else "commitment_number"
        question = ask(ASK_COMMITMENT, row, context, field_name, said)
        return row._replace(question=question, suggestions=suggestions)
    question = ask(ASK_MILESTONE, row, context, "success_measure", record.success_measure or "")
    return row._replace(commitment=commitment, question=question, suggestions=suggestions)


def _says_nothing(record: Record) -> bool:
    """Whether a row only names its commitment, as ours do for one without measures."""
    said = (record.success_measure, record.milestone, record.target_text, record.achievement_text, record.percent)
    return not any(value not in (None, "") for value in said)


def _commitment_of(record: Record, data: MatrixData) -> StoredCommitment | None:
    """The commitment whose number and title both agree; a title alone must be the same, a number alone is nothing."""
    if not record.commitment_title:
        return None
    alike = [c for c in data.commitments if _same_title(record.commitment_title, c)]
    if record.commitment_number is None:
        return alike[0] if len(alike) == 1 else None
    numbered = [c for c in alike if str(c.number) == record.commitment_number]
    return numbered[0] if len(numbered) == 1 else None


def _same_title(written: str, commitment: StoredCommitment) -> bool:
    titles = [fold(t) for t in (commitment.title_id, commitment.title_en) if t]
    return any(fuzz.ratio(fold(written), title) >= TITLE_AGREES for title in titles)


def _wordings(data: MatrixData) -> Wordings:
    """Every milestone with what it says, folded, in each of its measure's sentences."""
    return tuple(
        (
            milestone,
            tuple(
                fold(" ".join(filter(None, (text, milestone.activity, milestone.target_text))))
                for text in (*(text for _, text in milestone.measure.wordings), milestone.commitment.title)
            ),
        )
        for milestone in data.milestones
        if not milestone.cancelled
    )


def _suggest(record: Record, commitment: StoredCommitment | None, wordings: Wordings) -> tuple[Suggestion, ...]:
    """The milestones whose wording is most like the row's, best first; a person chooses among them."""
    wanted = fold(" ".join(filter(None, (record.success_measure, record.milestone, record.target_text))))
    if not wanted:
        return ()
    scored = []
    for milestone, sentences in wordings:
        if commitment is not None and milestone.commitment.id != commitment.id:
            continue
        best = max((_likeness(wanted, sentence) for sentence in sentences), default=0.0)
        if best >= SUGGESTION_SCORE:
            title = milestone.activity or milestone.target_text or milestone.measure.wording_for(cso=False)
            scored.append(Suggestion(milestone.id, milestone.row_code, title, round(best, 1)))
    return tuple(sorted(scored, key=lambda s: (-s.score, s.row_code))[:5])


def _likeness(one: str, other: str) -> float:
    """0 to 100. Common words in any order count, but a short text inside a long one is not yet the same."""
    return (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2


def ask(kind: ProblemKind, row: RowPlan, context: Context, field_name: str, value: str) -> Problem:
    """A question about a row, at the cell that raises it."""
    record = row.record
    cell = record.cells.get(field_name) or next(iter(record.cells.values()), f"A{record.source_row}")
    return Problem(kind, record.source_sheet, cell, {"value": value, "plan": context.data.plan.name})


#: what stands before a measure in RAN VII says which side reports, not who
_SIDES = {"k/l": False, "oms": True, "cso": True}


def reporter_of(row: RowPlan, context: Context) -> OrganisationName | None:
    """Who reports: the row's own word, else the dispatch's recipient, else what a person said, else the only one
    that answers for the milestone."""
    names = context.data.organisations
    written = (row.record.reporter or "").strip()
    side = _SIDES.get(written.casefold())
    if written and side is None:
        found = context.known.candidates(written)
        if len(found) == 1 and isinstance(found[0].key, int):
            return names.get(found[0].key)
        short = [o for o in names.values() if o.short == written]
        return short[0] if len(short) == 1 else None
    for organisation_id in (
        context.dispatch.organisation_id if context.dispatch else None,
        context.choices.organisation_id,
        context.actor.organisation_id,
    ):
        stated = names.get(organisation_id or 0)
        if stated is not None and side in (None, stated.is_cso):
            return stated
    responsible = row.milestone.responsible if row.milestone else ()
    fitting = [o for o in responsible if side in (None, o.is_cso)]
    return fitting[0] if len(fitting) == 1 else None


def period_of(row: RowPlan, context: Context) -> Period | None:
    """Which period: the row's own, else the last one of the stated year, else what the dispatch or a person said."""
    periods = context.data.periods
    record = row.record
    if record.period or record.target_year:
        found = matching_period(record.period, record.target_year, periods)
        if found is not None or record.period:
            return found
    wanted = (context.dispatch.period_id if context.dispatch else None) or context.choices.period_id
    return next((p for p in periods if p.id == wanted), None)
