"""Documents of the forum and of co-creation, public for everybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.rules.access import Actor
from models.rules.wording import without_names
from models.tables.plan import ActionPlan, PlanDocument
from models.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document: a link, or a stored file under its id."""

    id: int
    plan: str
    plan_name: str
    kind: DocumentKind
    title: str
    published_on: dt.date | None
    is_forum_meeting: bool
    url: str
    file_name: str
    size: int
    media_type: str


def list_documents(session: Session, actor: Actor, plan: str = "") -> tuple[DocumentRecord, ...]:
    """What was published and not taken back, the latest first; of one plan, or of all."""
    plans = {row.id: row for row in session.exec(select(ActionPlan))}
    rows = session.exec(select(PlanDocument).where(col(PlanDocument.withdrawn).is_(False))).all()
    found = [_record(row, plans.get(row.plan_id)) for row in rows]
    wanted = [one for one in found if plan in ("", one.plan)]
    return tuple(sorted(wanted, key=lambda d: (d.published_on or dt.date.min, d.id), reverse=True))


def _record(row: PlanDocument, plan: ActionPlan | None) -> DocumentRecord:
    return DocumentRecord(
        id=row.id or 0,
        plan=plan.code if plan else "",
        plan_name=plan.name_id if plan else "",
        kind=row.kind,
        title=without_names(row.title, ()),
        published_on=row.published_on,
        is_forum_meeting=row.is_forum_meeting,
        url=row.url,
        file_name=row.file_name,
        size=row.size,
        media_type=row.media_type,
    )
