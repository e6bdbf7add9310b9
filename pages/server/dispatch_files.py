"""Matrices that go out, as files: all drafts of a dispatch in one zip, reminders, and a single workbook again.

Each is made anew from what was stored when it was prepared. Drafts are for who may dispatch; an institution gets its
own workbook again.
"""

from __future__ import annotations

from models.queries.exchange import sent_matrix
from models.queries.matrix import matrix_data
from models.queries.plans import find_plan
from pages.server.downloads import Asked, File, download
from reports.matrix.dispatch_book import workbook_of
from reports.matrix.mail import drafts_zip, workbook_name


@download("matriks-kirim.zip")
def prepared_drafts(asked: Asked) -> File:
    """Mail drafts with their workbooks, one per institution."""
    content = drafts_zip(asked.session, asked.actor, asked.many("kode"))
    return File(content, f"kirim-matriks-{asked.today.isoformat()}.zip")


@download("pengingat.zip")
def reminders(asked: Asked) -> File:
    """Drafts that remind of matrices which have not come back, each with the same workbook as the first time."""
    content = drafts_zip(asked.session, asked.actor, asked.many("kode"), reminding=True)
    return File(content, f"pengingat-matriks-{asked.today.isoformat()}.zip")


@download("matriks-kirim.xlsx")
def one_workbook(asked: Asked) -> File:
    """The workbook of one dispatch, also for the institution it is addressed to."""
    sent = sent_matrix(asked.session, asked.actor, asked.one("kode"))
    data = matrix_data(asked.session, asked.actor, find_plan(asked.session, asked.actor, sent.record.plan_code))
    return File(workbook_of(sent, data), workbook_name(sent, data))
