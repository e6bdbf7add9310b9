"""Mail drafts for matrices that go out: one .eml per institution, all in one zip. Nothing is sent from here.

A draft is opened by whoever prepared it, looked at and sent by hand. What people typed (letter number, letter text,
names, addresses) can never become a header: headers hold one line of printable characters, the text is encoded.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlmodel import Session

from models.clock import today
from models.language import N_, WIB, _, long_date, number, plural
from models.problems import Invalid, NotAllowed
from models.queries.exchange import SentMatrix, mailboxes, sent_matrix
from models.queries.matrix import MatrixData, matrix_data
from models.queries.plans import find_plan, period_name
from models.rules.access import Action, Actor, can
from models.rules.dispatching import days_overdue
from models.settings import settings
from reports.matrix.dispatch_book import SENDER, workbook_of

_WORKBOOK: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
#: the longest subject that mail programs show; a longer one is cut
_LONGEST_LINE: Final = 200
#: as many matrices as one address can name
MOST_AT_ONCE: Final = 150


@dataclass(frozen=True, slots=True)
class Draft:
    """One mail as it will be opened for sending."""

    code: str
    to: str
    sender: str
    subject: str
    text: str
    file_name: str
    workbook: bytes = field(repr=False)
    moment: dt.datetime


# --- one mail ---------------------------------------------------------------------------------------------------------


def eml(draft: Draft) -> bytes:
    """The draft as a file that mail programs open for editing; the same draft gives the same bytes."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(draft.subject)
    if sender := address_of(draft.sender):
        message["From"] = sender
    message["To"] = address_of(draft.to) or ""
    message["Date"] = draft.moment
    message["X-Unsent"] = "1"  # Outlook opens it as a draft, not as a mail that was received
    message.set_content(draft.text, cte="quoted-printable")
    message.add_attachment(draft.workbook, maintype=_WORKBOOK[0], subtype=_WORKBOOK[1], filename=draft.file_name)
    # a line in the letter that looks like a boundary cannot be this one: it is made from the letter itself
    digest = hashlib.sha256(draft.code.encode() + draft.text.encode() + draft.workbook).hexdigest()
    message.set_boundary(f"=_{digest[:40]}")
    return message.as_bytes()


def one_line(text: str) -> str:
    """Text as a header may hold it: one line, no control or formatting characters, nothing that is encoded.

    ``=?utf-8?q?=0ABcc:…?=`` would be decoded when the header is made, line break and all.
    """
    printable = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text))
    return " ".join(printable.replace("=?", "= ?").split())[:_LONGEST_LINE]


_ADDRESS = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def address_of(text: str) -> Address | None:
    """An address that is nothing but an address; None for everything else, so that a person fills it in."""
    return Address(addr_spec=text.strip()) if _ADDRESS.fullmatch(text.strip()) else None


# --- what it says -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Letter:
    """The words around a workbook: the first letter, or a reminder on a day."""

    sent: SentMatrix
    data: MatrixData
    file_name: str
    reminding_on: dt.date | None = None

    @property
    def period(self) -> str:
        found = next((p for p in self.data.periods if p.id == self.sent.record.period_id), None)
        return period_name(found) if found else ""

    @property
    def subject(self) -> str:
        due = self.sent.record.due_on
        about = " ".join(filter(None, (self.data.plan.name, self.period)))
        what = _("Matriks {plan}", plan=about)
        if self.reminding_on:
            what = _("Pengingat: matriks {plan}", plan=about)
        until = _("mohon kembali paling lambat {day}", day=long_date(due)) if due else _("mohon diisi")
        return f"{what}, {until} ({self.sent.organisation.short})"

    @property
    def text(self) -> str:
        parts = [
            _("Yth. Narahubung {who},", who=self.sent.organisation.name),
            self._opening(),
            "\n".join(self._facts()),
            "\n".join(self._steps()),
            _("Hormat kami,") + f"\n{_(SENDER)}\n{settings().public_url}",
        ]
        return "\n\n".join(parts) + "\n"

    def _opening(self) -> str:
        if self.reminding_on:
            return self._reminder(self.reminding_on)
        usual = _(
            "Bersama ini kami kirim matriks capaian {plan} untuk diisi dan dikirim kembali.", plan=self.data.plan.title
        )
        return clean_text(self.sent.letter_text) or usual

    def _reminder(self, day: dt.date) -> str:
        record = self.sent.record
        opening = _(
            "Pada {day} kami mengirim matriks capaian {plan}. Sampai hari ini kami belum menerimanya kembali.",
            day=long_date(record.sent_on),
            plan=self.data.plan.title,
        )
        late = days_overdue(record.due_on, day)
        if late:
            passed = plural("Batas waktunya lewat {n} hari.", late)
            opening += f" {passed}"
        return f"{opening} " + _("Kami lampirkan lagi berkas yang sama; bila sudah Anda kirim, abaikan surel ini.")

    def _facts(self) -> Iterator[str]:
        record = self.sent.record
        if self.sent.letter_number:
            yield _("Nomor surat: {n}", n=one_line(self.sent.letter_number))
        if self.period:
            yield _("Periode: {period}", period=self.period)
        if record.due_on:
            yield _("Batas waktu: {day}", day=long_date(record.due_on))
        yield _(
            "Lampiran: {file} ({n} baris, kode pengiriman {code})",
            file=self.file_name,
            n=number(len(self.sent.row_codes)),
            code=record.code,
        )

    def _steps(self) -> Iterator[str]:
        yield _("Yang kami mohon:")
        yield "1. " + _("Buka lampiran dan baca lembar Petunjuk.")
        yield "2. " + _("Isi sel putih di bawah judul biru pada lembar Matriks. Sel kosong berarti tidak berubah.")
        yield "3. " + _("Balas surel ini dengan berkas yang sudah diisi. Nama berkas boleh diubah; akun tidak perlu.")


def clean_text(text: str) -> str:
    """A letter's text with plain line breaks, without characters that no keyboard makes."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(c for c in line if c.isprintable() or c == "\t").rstrip() for line in lines).strip()


# --- names of files ---------------------------------------------------------------------------------------------------

_SPELLED: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})


def file_name(*parts: str, suffix: str) -> str:
    """A name that every system and mail program keeps: ASCII letters, digits and hyphens only."""
    spelled = unicodedata.normalize("NFC", "-".join(filter(None, parts))).translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return f"{re.sub(r'[^A-Za-z0-9]+', '-', plain).strip('-')[:120]}.{suffix}"


def _stem(sent: SentMatrix, data: MatrixData) -> tuple[str, ...]:
    found = next((p for p in data.periods if p.id == sent.record.period_id), None)
    period = f"{found.code}-{found.year}" if found else ""
    return (sent.record.plan_code, sent.organisation.short, period, sent.record.code)


# --- all of them ------------------------------------------------------------------------------------------------------


def drafts_zip(session: Session, actor: Actor, codes: Sequence[str], *, reminding: bool = False) -> bytes:
    """Draft and workbook of each of these dispatches, in one zip. Raises NotAllowed, NotFound, Invalid.

    Made in memory from what was stored, so that it comes out the same each time; reminders count days from today.
    """
    if not can(actor, Action.DISPATCH):
        raise NotAllowed
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        raise Invalid(N_("Pilih sedikitnya satu matriks."), field="code")
    if len(wanted) > MOST_AT_ONCE:
        raise Invalid(N_("Paling banyak {n} matriks sekaligus."), field="code", n=MOST_AT_ONCE)
    mail_to = mailboxes(session, actor)
    plans: dict[str, MatrixData] = {}

    def files() -> Iterator[tuple[str, bytes, dt.datetime]]:
        for code in wanted:
            sent = sent_matrix(session, actor, code)
            plan_code = sent.record.plan_code
            if plan_code not in plans:
                plans[plan_code] = matrix_data(session, actor, find_plan(session, actor, plan_code))
            data = plans[plan_code]
            draft = draft_of(sent, data, mail_to.get(sent.organisation.id, ""), reminding_on=_day(reminding))
            yield f"surel/{file_name(*_stem(sent, data), suffix='eml')}", eml(draft), draft.moment
            yield f"matriks/{draft.file_name}", draft.workbook, draft.moment

    return zipped(files())


def _day(reminding: bool) -> dt.date | None:
    return today() if reminding else None


def workbook_name(sent: SentMatrix, data: MatrixData) -> str:
    """What the workbook of a dispatch is called."""
    return file_name("matriks", *_stem(sent, data), suffix="xlsx")


def draft_of(sent: SentMatrix, data: MatrixData, to: str, *, reminding_on: dt.date | None = None) -> Draft:
    """The mail to one institution, with its workbook."""
    name = workbook_name(sent, data)
    letter = Letter(sent, data, name, reminding_on)
    moment = dt.datetime.combine(reminding_on, dt.time(), WIB) if reminding_on else sent.prepared_at.astimezone(WIB)
    book = workbook_of(sent, data)
    return Draft(sent.record.code, to, sent.sender, letter.subject, letter.text, name, book, moment)


def zipped(files: Iterable[tuple[str, bytes, dt.datetime]]) -> bytes:
    """Files in one archive, with the times they stand for."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content, moment in files:
            entry = ZipInfo(name, (moment.year, moment.month, moment.day, moment.hour, moment.minute, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return stream.getvalue()
