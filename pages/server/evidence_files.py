"""Evidence files going out: for those who may see them, and always as an attachment."""

from __future__ import annotations

from models.commands.evidence import evidence_file
from models.problems import NotFound
from pages.server.downloads import Asked, File, download


@download("bukti")
def evidence(asked: Asked) -> File:
    """The file of one piece of evidence: ``/unduh/bukti?id=12``."""
    wanted = asked.one("id")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
        raise NotFound
    found = evidence_file(asked.session, asked.actor, int(wanted))
    return File(found.content, found.name)
