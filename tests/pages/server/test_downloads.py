"""Downloads: made for one reader, sent with headers that keep them there."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from models.language import _
from models.problems import Invalid, NotAllowed
from models.rules.access import Action, can
from pages.server import downloads
from pages.server.downloads import Asked, File, disposition
from tests.conftest import Cast, sign_in_as
from tests.pages.server.asgi import Browser


@pytest.fixture(autouse=True)
def _example(monkeypatch: pytest.MonkeyPatch) -> None:
    """One download as pages register theirs."""
    monkeypatch.setattr(downloads, "DOWNLOADS", {})

    @downloads.download("contoh/daftar.csv")
    def example(asked: Asked) -> File:
        if asked.one("rahasia") and not can(asked.actor, Action.SEE_INTERNAL):
            raise NotAllowed
        if asked.one("tahun", "2024") != "2024":
            raise Invalid
        said = f"{asked.actor.name}|{asked.language}|{asked.today}|{','.join(asked.many('kl'))}|{_('Masuk')}"
        return File(said.encode(), "Matriks “KPU” – 2024.csv")


def test_a_file_is_made_for_whoever_asks(engine: Engine, cast: Cast) -> None:
    sign_in_as(cast.secretariat, token="t")
    answer = Browser(cookies={"tracker_session": "t"}).get("/unduh/contoh/daftar.csv?rahasia=1&kl=KPU&kl=Bawaslu")
    assert answer.status == 200
    assert answer.text == "Rudi|id|2024-07-31|KPU,Bawaslu|Masuk"
    assert answer["content-type"] == "text/csv; charset=utf-8"
    assert answer["cache-control"] == "no-store"
    assert answer["x-content-type-options"] == "nosniff"
    assert answer["content-security-policy"] == "default-src 'none'; sandbox"


def test_in_the_readers_language(sqlite: Engine) -> None:
    assert Browser(cookies={"tracker_language": "en"}).get("/unduh/contoh/daftar.csv").text.split("|")[1] == "en"


@pytest.mark.parametrize(
    ("address", "status"),
    [("contoh/daftar.csv?rahasia=1", 403), ("contoh/daftar.csv?tahun=1", 400), ("tidak-ada.csv", 404), ("", 404)],
)
def test_a_refused_download_says_why(sqlite: Engine, address: str, status: int) -> None:
    answer = Browser().get(f"/unduh/{address}")
    assert answer.status == status
    assert answer["content-type"].startswith("text/html")
    assert "Berkas tidak dapat diunduh" in answer.said


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.csv", "attachment; filename=\"a.csv\"; filename*=UTF-8''a.csv"),
        ("Rapat ke‑2.csv", "attachment; filename=\"Rapat ke_2.csv\"; filename*=UTF-8''Rapat%20ke%E2%80%912.csv"),
        ('a"\r\nX: y.csv', "attachment; filename=\"a_  X: y.csv\"; filename*=UTF-8''a_%20%20X%3A%20y.csv"),
        ("../../etc/passwd", "attachment; filename=\".._.._etc_passwd\"; filename*=UTF-8''.._.._etc_passwd"),
    ],
)
def test_a_file_name_is_only_a_name(name: str, line: str) -> None:
    assert disposition(name) == line
