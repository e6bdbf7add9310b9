"""Documents of the forum and of co-creation that are no minutes: published as a link or a file, and taken back.

They are public from the moment they are added: OGP asks for a repository without barriers. A title names no people.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlmodel import Session

from models.clock import today
from models.commands.guards import demand, fetch, short_enough
from models.commands.progress import web_address
from models.file_store import StoredFile, keep, kept, outgoing_name
from models.language import N_
from models.problems import Invalid, NotFound
from models.rules.access import Action, Actor
from models.rules.files import MEDIA_TYPES, checked_kind, clean_name
from models.rules.wording import people_in
from models.tables.plan import ActionPlan, PlanDocument
from models.vocabulary import DocumentKind


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What is said of a document when it is added."""

    title: str
    kind: DocumentKind = DocumentKind.OTHER
    plan_id: int | None = None
    published_on: dt.date | None = None
    is_forum_meeting: bool = False
    url: str = ""
    #: name and content
    file: tuple[str, bytes] | None = None


def add_document(session: Session, actor: Actor, new: NewDocument) -> PlanDocument:
    """Publish a document. Raises NotAllowed, NotFound (plan), and Invalid: a title that is missing or names a person,
    neither link nor file or both, a link that is none, a day that is missing or ahead, a file that is not what it
    says."""
    demand(actor, Action.RELEASE)
    title = short_enough(new.title, "title")
    if not title:
        raise Invalid(N_("Judul dokumen belum diisi."), field="title")
    if named := people_in(title, ()):
        raise Invalid(
            N_("Judul dokumen menyebut nama orang: “{name}”. Tulis tanpa nama."), field="title", name=named[0]
        )
    if bool(new.url.strip()) == bool(new.file):
        raise Invalid(N_("Isi tautan atau unggah satu berkas; salah satu saja."), field="url")
    if new.published_on is not None and new.published_on > today():
        raise Invalid(N_("Tanggal dokumen berada di masa depan."), field="published_on")
    if new.is_forum_meeting and new.published_on is None:
        raise Invalid(
            N_("Isi tanggal rapat forum; tanpa tanggal rapat ini tidak dapat dihitung."), field="published_on"
        )
    if new.plan_id is not None:
        fetch(session, ActionPlan, new.plan_id)
    document = PlanDocument(
        plan_id=new.plan_id,
        kind=new.kind,
        title=title,
        url=web_address(new.url) if new.url.strip() else "",
        published_on=new.published_on,
        is_forum_meeting=new.is_forum_meeting,
    )
    if new.file:
        _attach(document, *new.file)
    session.add(document)
    session.flush()
    return document


def _attach(document: PlanDocument, name: str, data: bytes) -> None:
    kind = checked_kind(name, data)
    document.sha256 = hashlib.sha256(data).hexdigest()
    keep(document.sha256, data)
    document.file_name, document.size, document.media_type = clean_name(name), len(data), MEDIA_TYPES[kind]


def withdraw_document(session: Session, actor: Actor, document_id: int) -> PlanDocument:
    """Take a document back; it stays in the history. Raises NotAllowed, NotFound."""
    demand(actor, Action.RELEASE)
    document = fetch(session, PlanDocument, document_id)
    document.withdrawn = True
    session.add(document)
    session.flush()
    return document


def document_file(session: Session, document_id: int) -> StoredFile:
    """The file of a document, for everybody. Raises NotFound, also for one taken back."""
    document = session.get(PlanDocument, document_id)
    if document is None or document.withdrawn or not document.sha256:
        raise NotFound
    return StoredFile(
        outgoing_name(document.file_name, document.media_type), document.media_type, kept(document.sha256)
    )
