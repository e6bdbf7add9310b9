"""What changed between two dates as a workbook, with the filters of the page that offers it."""

from __future__ import annotations

import datetime as dt

from models.language import N_
from models.problems import Invalid
from models.queries.changes import ChangeFilter, changes_between
from models.queries.plans import find_plan
from models.queries.progress import organisation_names
from models.queries.recent import Topic
from models.settings import settings
from pages.server.downloads import Asked, File, download
from reports.changes import workbook_bytes


@download("perubahan.xlsx")
def changes(asked: Asked) -> File:
    """``/unduh/perubahan.xlsx?rencana=RAN-VII&dari=2024-07-01&sampai=2024-07-31``."""
    plan = find_plan(asked.session, asked.actor, asked.one("rencana"))
    until = min(_day(asked.one("sampai")) or asked.today, asked.today)
    since = min(_day(asked.one("dari")) or until - dt.timedelta(days=30), until)
    short = asked.one("instansi")
    names = {o.short: o.id for o in organisation_names(asked.session).values()}
    topic = asked.one("jenis")
    which = ChangeFilter(
        since,
        until,
        names.get(short, 0) if short else None,
        asked.one("kode"),
        Topic(topic) if topic in {t.value for t in Topic} else None,
    )
    found = changes_between(asked.session, asked.actor, plan, which)
    content = workbook_bytes(plan, which, found, settings().public_url)
    return File(content, f"perubahan-{plan.code}-{since.isoformat()}-{until.isoformat()}.xlsx")


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(N_("“{value}” bukan tanggal. Tulis misalnya 2024-06-30."), value=text[:20]) from error
