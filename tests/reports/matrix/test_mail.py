"""Mail drafts: addressed, complete, and deaf to everything that tries to become a header."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import io
import zipfile
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import database
from models.language import speaking
from models.problems import Invalid, NotAllowed, NotFound
from models.rules.access import SYSTEM, Actor
from models.tables.organisation import Contact, Organisation
from models.vocabulary import SourceKind
from reports.matrix.mail import MOST_AT_ONCE, Draft, address_of, clean_text, drafts_zip, eml, file_name, one_line
from tests.reports.conftest import Desk
from tests.reports.matrix.test_dispatch_book import DUE, order, organisation_id, sent

MOMENT = dt.datetime(2024, 7, 31, 3, 0, tzinfo=dt.UTC)
INJECTIONS = (
    "B-1\r\nBcc: semua@contoh.id",
    "B-1\nBcc: semua@contoh.id",
    "B-1\rBcc: semua@contoh.id",
    "B-1\u2028Bcc: semua@contoh.id",
    "B-1\x0bBcc: semua@contoh.id",
    "B-1\x00\x85\u202ecod.exe",
    "=?utf-8?q?B-1=0ABcc:_semua@contoh.id?=",
)


def parsed(content: bytes) -> EmailMessage:
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(desk: Desk, *codes: str, actor: Actor | None = None, language: str = "id", reminding: bool = False) -> bytes:
    with speaking(language), database.reading(desk.engine) as session:
        return drafts_zip(session, actor or desk.cast.secretariat, codes, reminding=reminding)


def mails(desk: Desk, *codes: str, **more: Any) -> list[EmailMessage]:
    found = files(zip_of(desk, *codes, **more))
    return [parsed(content) for name, content in found.items() if name.endswith(".eml")]


def add_contact(desk: Desk, short: str, address: str, *, role: bool = True) -> None:
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=desk.engine) as session:
        contact = Contact(organisation_id=organisation_id(desk, short), email=address, is_role_mailbox=role)
        session.add(contact)


def words(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


# -- all of them ----------------------------------------------------------------------------------------------------


def test_the_zip_holds_a_draft_and_a_workbook_for_each_institution(desk: Desk) -> None:
    codes = sent(desk, order(desk, "KPU", "ATR/BPN", "TI Indonesia", due_on=DUE))
    found = files(zip_of(desk, *codes))
    assert len(found) == 6
    for name, code in zip(("KPU", "ATR-BPN", "TI-Indonesia"), codes, strict=True):
        workbook = found[f"matriks/matriks-RAN-VII-{name}-B06-2024-{code}.xlsx"]
        message = parsed(found[f"surel/RAN-VII-{name}-B06-2024-{code}.eml"])
        (attached,) = message.iter_attachments()
        assert attached.get_content() == workbook
        assert attached.get_filename() == f"matriks-RAN-VII-{name}-B06-2024-{code}.xlsx"
        assert not message.defects


def test_a_draft_says_what_is_asked_by_when_and_how_to_answer(desk: Desk) -> None:
    add_contact(desk, "KPU", "ogi@contoh-kpu.go.id")
    letter = {"letter_number": "B-12/OGI/2024", "letter_text": "Mohon perhatian.\nTerima kasih."}
    (code,) = sent(desk, order(desk, "KPU", due_on=DUE, **letter), actor=desk.cast.secretariat)
    (message,) = mails(desk, code)
    assert message["To"] == "ogi@contoh-kpu.go.id"
    assert message["From"] == "rudi@bappenas.go.id"
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Matriks RAN OGI VII B06 Tahun 2024, mohon kembali paling lambat 15 Agustus 2024 (KPU)"
    said = words(message)
    for expected in (
        "Mohon perhatian.\nTerima kasih.",
        "B-12/OGI/2024",
        "15 Agustus 2024",
        code,
        "1 baris",
        "Petunjuk",
    ):
        assert expected in said


def test_in_english_it_is_english(desk: Desk) -> None:
    (code,) = sent(desk, order(desk, "KPU", due_on=DUE))
    (message,) = mails(desk, code, language="en")
    assert "August 2024" in str(message["Subject"])


def test_without_a_role_mailbox_the_address_stays_empty(desk: Desk) -> None:
    add_contact(desk, "Bawaslu", "bagus.pribadi@contoh.id", role=False)
    for message in mails(desk, *sent(desk, order(desk, "KPU", "Bawaslu"))):
        assert not message["To"]
        assert message["X-Unsent"] == "1"


def test_addresses_are_for_the_secretariat_only(desk: Desk) -> None:
    add_contact(desk, "KPU", "ogi@contoh-kpu.go.id")
    (code,) = sent(desk, order(desk, "KPU"))
    (message,) = mails(desk, code, actor=desk.cast.administrator)
    assert not message["To"]
    for name in ("kpu", "perludem", "director", "visitor"):
        with pytest.raises(NotAllowed):
            zip_of(desk, code, actor=getattr(desk.cast, name))


def test_a_reminder_brings_the_same_matrix_and_counts_the_days(desk: Desk) -> None:
    (code,) = sent(desk, order(desk, "KPU", due_on=dt.date(2024, 7, 28), letter_text="Surat pertama."))
    first, reminder = files(zip_of(desk, code)), files(zip_of(desk, code, reminding=True))
    assert first.keys() == reminder.keys()
    assert [v for n, v in first.items() if n.endswith(".xlsx")] == [
        v for n, v in reminder.items() if n.endswith(".xlsx")
    ]
    (message,) = mails(desk, code, reminding=True)
    assert str(message["Subject"]).startswith("Pengingat")
    assert "lewat 3 hari" in words(message)
    assert "Surat pertama." not in words(message)
    assert "lewat" not in words(mails(desk, *sent(desk, order(desk, "KPU", due_on=DUE)), reminding=True)[0])


def test_a_second_download_is_the_same(desk: Desk) -> None:
    codes = sent(desk, order(desk, "KPU", "Bawaslu", letter_text="Halo", due_on=DUE))
    assert zip_of(desk, *codes) == zip_of(desk, *codes)
    assert zip_of(desk, *codes, *codes) == zip_of(desk, *codes)


def test_what_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid):
        zip_of(desk)
    with pytest.raises(NotFound):
        zip_of(desk, "K-TIDAKADA")
    with pytest.raises(Invalid):
        zip_of(desk, *(f"K-{n}" for n in range(MOST_AT_ONCE + 1)))


# -- nothing becomes a header ---------------------------------------------------------------------------------------

HEADERS = {"subject", "from", "to", "date", "x-unsent", "mime-version", "content-type"}


@pytest.mark.parametrize("hostile", INJECTIONS)
def test_letters_and_names_cannot_become_headers(desk: Desk, hostile: str) -> None:
    with database.transaction(SYSTEM, source=SourceKind.COMMAND, on=desk.engine) as session:
        organisation = session.get_one(Organisation, organisation_id(desk, "KPU"))
        organisation.abbreviation = hostile.replace("B-1", "KPU")
    add_contact(desk, hostile.replace("B-1", "KPU"), f"ogi@contoh.id{hostile}")
    short = hostile.replace("B-1", "KPU")
    (code,) = sent(desk, order(desk, short, letter_number=hostile, letter_text=hostile))
    found = files(zip_of(desk, code))
    (message,) = mails(desk, code)
    assert {name.casefold() for name in message.keys()} <= HEADERS  # noqa: SIM118 - a message is no dictionary
    assert not message["Bcc"]
    assert not message["To"]
    assert not message.defects
    assert len(list(message.iter_attachments())) == 1
    assert all(name.isascii() and name.isprintable() and name.count("/") == 1 for name in found)


def test_a_line_that_looks_like_a_boundary_stays_text(desk: Desk) -> None:
    (code,) = sent(desk, order(desk, "KPU", letter_text="Satu"))
    (message,) = mails(desk, code)
    boundary = message.get_boundary()
    (code,) = sent(
        desk, order(desk, "KPU", letter_text=f"Satu\n--{boundary}\nContent-Type: text/html\n\n<b>dua</b>\n.")
    )
    (message,) = mails(desk, code)
    assert f"--{boundary}" in words(message)
    assert [part.get_content_type() for part in message.walk()][1:] == [
        "text/plain",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=80))
def test_no_text_whatsoever_changes_the_shape_of_a_mail(subject: str, text: str, address: str) -> None:
    draft = Draft("K-1", address, address, subject, clean_text(text), "m.xlsx", b"PK", MOMENT)
    message = parsed(eml(draft))
    assert {name.casefold() for name in message.keys()} <= HEADERS  # noqa: SIM118
    assert len(list(message.iter_attachments())) == 1
    # long words are folded with blanks between them
    assert "".join(str(message["Subject"]).split()) == "".join(one_line(subject).split())


# -- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("matriks", "RAN-VII", "ATR/BPN"), "matriks-RAN-VII-ATR-BPN.xlsx"),
        (("Grüße aus Köln", "Straße"), "Gruesse-aus-Koeln-Strasse.xlsx"),
        (("Ärzte", "ÜBER", "Öl"), "Aerzte-UeBER-Oel.xlsx"),
        (("u\u0308ber",), "ueber.xlsx"),
        (("../../etc/passwd",), "etc-passwd.xlsx"),
        (("Café — São", ""), "Cafe-Sao.xlsx"),
        (("a" * 300,), "a" * 120 + ".xlsx"),
    ],
)
def test_file_names_are_plain_everywhere(parts: tuple[str, ...], expected: str) -> None:
    assert file_name(*parts, suffix="xlsx") == expected


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("ogi@kpu.go.id", True),
        (" ogi.sekretariat+ran@kpu.go.id ", True),
        ("ogi@kpu", False),
        ("=?utf-8?q?a=0ABcc:_b@c.id?=@kpu.go.id", False),
        ("ogi..kpu@kpu.go.id", False),
        ("ogi@kpu.go.id, lain@kpu.go.id", False),
        ("OGI <ogi@kpu.go.id>", False),
        ("ogi@kpu.go.id\nBcc: a@b.id", False),
        ("", False),
    ],
)
def test_an_address_is_nothing_but_an_address(text: str, usable: bool) -> None:
    assert (address_of(text) is not None) == usable
