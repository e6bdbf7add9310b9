"""The meeting brief as a file: two A4 pages in either language, and the text for a chat."""

from __future__ import annotations

import datetime as dt

from models.language import N_, speaking
from models.problems import Invalid
from models.queries.plans import default_plan, list_plans
from pages.server.downloads import Asked, File, download
from reports.brief import typeset
from reports.brief.gather import Brief, Wanted, gather
from reports.brief.message import message


@download("bahan-rapat.pdf")
def brief_pages(asked: Asked) -> File:
    """The two pages."""
    with speaking(asked.one("bahasa", asked.language)):
        brief = _brief(asked)
        return File(typeset.pdf(brief), typeset.file_name(brief))


@download("bahan-rapat.txt")
def brief_text(asked: Asked) -> File:
    """The text for a chat."""
    with speaking(asked.one("bahasa", asked.language)):
        brief = _brief(asked)
        return File(message(brief).encode(), typeset.file_name(brief).removesuffix(".pdf") + ".txt")


def _brief(asked: Asked) -> Brief:
    wanted = Wanted(
        asked.one("rencana") or _usual_plan(asked),
        as_of=min(_day(asked, "per") or asked.today, asked.today),
        organisation=asked.one("instansi"),
        theme=asked.one("tema"),
        since=_day(asked, "sejak"),
    )
    return gather(asked.session, asked.actor, wanted)


def _usual_plan(asked: Asked) -> str:
    plan = default_plan(list_plans(asked.session, asked.actor))
    if plan is None:
        raise Invalid(N_("Belum ada rencana aksi."), field="plan")
    return plan.code


def _day(asked: Asked, name: str) -> dt.date | None:
    text = asked.one(name)
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Invalid(N_("“{value}” bukan tanggal. Tulis misalnya 2024-07-31."), field=name, value=text[:40]) from None
