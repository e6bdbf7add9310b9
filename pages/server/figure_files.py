"""The figures behind the dashboard's charts as csv, with the view's own filters."""

from __future__ import annotations

import datetime as dt

from models.language import N_
from models.problems import Invalid, NotFound
from models.queries.narrowing import narrowed
from models.queries.plans import find_plan
from models.queries.progress import plan_picture
from pages.server.downloads import Asked, File, download
from reports.figures import TABLES, csv_of


@download("angka.csv")
def figures_csv(asked: Asked) -> File:
    """One table of one plan on one day, as this reader may see it."""
    part = asked.one("bagian")
    if part not in TABLES:
        raise NotFound
    plan = find_plan(asked.session, asked.actor, asked.one("rencana"))
    day = _day(asked)
    picture = narrowed(
        plan_picture(asked.session, asked.actor, plan, day), theme=asked.one("tema"), organisation=asked.one("instansi")
    )
    return File(csv_of(TABLES[part](picture)), f"{part}-{plan.code}-{day.isoformat()}.csv")


def _day(asked: Asked) -> dt.date:
    given = asked.one("per")
    if not given:
        return asked.today
    try:
        return min(dt.date.fromisoformat(given), asked.today)
    except ValueError as error:
        raise Invalid(N_("Tanggal ditulis seperti 2024-06-30."), field="per") from error
