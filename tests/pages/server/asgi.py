"""A browser in miniature: speaks ASGI with the application and keeps cookies."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, WebSocketRoute
from starlette.websockets import WebSocket

from pages.server import MIDDLEWARE, ROUTES

ORIGIN = "http://localhost"


def application() -> Starlette:
    """Our routes and guard around an inner server that tells what reached it, in the place of Streamlit's."""

    async def echo(request: Request) -> Response:
        if request.url.path == "/_stcore/host-config":
            raise RuntimeError("rahasia: kata sandi basis data")
        body = await request.body()
        return JSONResponse({"path": request.url.path, "headers": dict(request.headers), "body": len(body)})

    async def stream(websocket: WebSocket) -> None:
        await websocket.accept()
        await websocket.send_json(dict(websocket.headers))
        await websocket.close()

    return Starlette(
        routes=[*ROUTES, WebSocketRoute("/_stcore/stream", stream), Mount("/", app=_as_app(echo))],
        middleware=MIDDLEWARE,
    )


def _as_app(endpoint: Any) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        response = await endpoint(Request(scope, receive))
        await response(scope, receive, send)

    return app


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name.lower()), "")

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def said(self) -> str:
        """The text a reader sees."""
        return unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", self.text, flags=re.DOTALL))

    def field(self, name: str) -> str:
        """The value of a form's field."""
        found = re.search(rf'name="{name}" (?:type="\w+" )?value="([^"]*)"', self.text)
        return unescape(found.group(1)) if found else ""

    def cookie(self, name: str) -> str:
        """The whole Set-Cookie line of one cookie."""
        return next((v for k, v in self.headers if k == "set-cookie" and v.startswith(f"{name}=")), "")


@dataclass
class Browser:
    """One person's browser."""

    app: Starlette = field(default_factory=application)
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = "192.0.2.1"
    host: str = "localhost"

    def get(self, path: str, **headers: str) -> Answer:
        return self.request("GET", path, b"", headers)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> Answer:
        given = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded", **headers}
        return self.request("POST", path, urlencode(fields).encode(), given)

    def request(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        return asyncio.run(self._request(method, path, body, headers))

    async def _request(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        chunks = [body[start : start + 4096] for start in range(0, len(body), 4096)] or [b""]
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            if not chunks:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": chunks.pop(0), "more_body": bool(chunks)}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(self._scope("http", path, headers, method=method), receive, send)
        start = next(message for message in sent if message["type"] == "http.response.start")
        pairs = [(name.decode(), value.decode("latin-1")) for name, value in start["headers"]]
        for name, value in pairs:
            if name == "set-cookie":
                key, _, text = value.partition(";")[0].partition("=")
                self.cookies[key] = text.strip('"')
                if "Max-Age=0" in value:
                    del self.cookies[key]
        return Answer(start["status"], pairs, b"".join(message.get("body", b"") for message in sent))

    def websocket(self, **headers: str) -> dict[str, str] | None:
        """The headers that reached the inner server's websocket; None if it was refused."""
        return asyncio.run(self._websocket({"origin": ORIGIN, **headers}))

    async def _websocket(self, headers: dict[str, str]) -> dict[str, str] | None:
        import json

        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "websocket.connect"}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(self._scope("websocket", "/_stcore/stream", headers), receive, send)
        texts = [message["text"] for message in sent if message["type"] == "websocket.send"]
        return dict(json.loads(texts[0])) if texts else None

    def _scope(self, kind: str, path: str, headers: dict[str, str], **more: Any) -> dict[str, Any]:
        where, _, query = path.partition("?")
        given = {"host": self.host, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies and "cookie" not in given:
            given["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {
            "type": kind,
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "http" if kind == "http" else "ws",
            "path": where,
            "raw_path": quote(where).encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in given.items() if value],
            "client": (self.address, 40000),
            "server": ("127.0.0.1", 8501),
            "subprotocols": [],
            "state": {},
            **more,
        }

    def sign_in(self, email: str, password: str, **fields: str) -> Answer:
        """Open the form, fill it in, send it."""
        form = self.get("/masuk?kembali=" + quote(fields.pop("kembali", "/"), safe=""))
        hidden = {name: form.field(name) for name in ("formulir", "kembali")}
        return self.post("/login", {**hidden, "email": email, "password": password, **fields})
