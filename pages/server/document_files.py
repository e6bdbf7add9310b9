"""Documents of the forum and of co-creation going out: for everybody, and always as an attachment."""

from __future__ import annotations

from models.commands.documents import document_file
from models.problems import NotFound
from pages.server.downloads import Asked, File, download


@download("dokumen")
def document(asked: Asked) -> File:
    """The file of one document: ``/unduh/dokumen?id=12``."""
    wanted = asked.one("id")
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
        raise NotFound
    found = document_file(asked.session, int(wanted))
    return File(found.content, found.name)
