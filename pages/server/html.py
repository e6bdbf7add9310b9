"""The few pages that are no Streamlit pages: plain HTML in the look of the site, without any script."""

from __future__ import annotations

from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.responses import HTMLResponse
from streamlit import file_util

from models.language import LANGUAGES, _, current_language, language_name
from models.settings import settings

_STATIC = Path(file_util.get_static_dir())
#: the typeface of the site, which Streamlit serves under a name that changes with its version
_FONT = next(_STATIC.glob("static/media/SourceSansVF-Upright*.woff2"), None)
_FACE = (
    f"@font-face{{font-family:'Source Sans';src:url(/{_FONT.relative_to(_STATIC).as_posix()});font-weight:200 900;"
    "font-display:swap}"
    if _FONT
    else ""
)
_STYLE = _FACE + (Path(__file__).parent / "style.css").read_text("utf-8")

#: a flag with a rising line: what was promised, and how far it has come
MARK = (
    '<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true" focusable="false">'
    '<rect width="28" height="28" rx="5" fill="#0B6E99"/>'
    '<path d="M7 20l5-6 4 3 6-9" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" '
    'stroke-linejoin="round"/></svg>'
)


def page(
    title: str, body: str, *, status: int = 200, path: str = "/", headers: dict[str, str] | None = None
) -> HTMLResponse:
    """A whole page. ``title`` and ``path`` are escaped here, ``body`` is HTML already."""
    site, plan, skip = _("Pelacak RAN OGI"), _("Rencana Aksi Nasional Open Government Indonesia"), _("Langsung ke isi")
    sample = _("Data contoh, bukan data resmi.")
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{current_language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(title)} · {escape(site)}</title>"
        f'<link rel="icon" href="/favicon.png"><style>{_STYLE}</style></head><body>'
        f'<a class="skip" href="#isi">{escape(skip)}</a>'
        + (f'<div class="sample">{escape(sample)}</div>' if settings().demo else "")
        + f'<header><a class="mark" href="/">{MARK}<span>{escape(site)}</span></a>{_switch(path)}</header>'
        f'<main id="isi"><h1>{escape(title)}</h1>{body}</main><footer>{escape(plan)}</footer></body></html>',
        status_code=status,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def _switch(path: str) -> str:
    links = []
    for language in LANGUAGES:
        name = escape(language_name(language))
        if language == current_language():
            links.append(f'<strong aria-current="true">{name}</strong>')
        else:
            target = escape(urlencode({"ke": language, "kembali": path}))
            links.append(f'<a href="/bahasa?{target}" lang="{language}" hreflang="{language}">{name}</a>')
    name = escape(_("Bahasa"))
    return f'<nav aria-label="{name}">{" <span aria-hidden=true>|</span> ".join(links)}</nav>'


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph of plain text."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def problem(text: str | None) -> str:
    """What went wrong, read out at once by a screen reader; nothing without a text."""
    return f'<p class="problem" role="alert" id="masalah">{escape(text)}</p>' if text else ""


def way_back(text: str, address: str = "/") -> str:
    """The one button that leads on."""
    return f'<p><a class="button" href="{escape(address)}">{escape(text)}</a></p>'


def button(text: str) -> str:
    """The button that sends the form."""
    return f'<button type="submit">{escape(text)}</button>'


def hidden(name: str, value: str) -> str:
    """A value that the form carries along."""
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def entry(
    name: str, text: str, *, kind: str = "text", value: str = "", hint: str = "", complete: str, wrong: bool = False,
    longest: int = 254, first: bool = False, optional: bool = False,
) -> str:  # fmt: skip
    """One labelled field."""
    note = f'<span class="hint" id="{name}-hint">{escape(hint)}</span>' if hint else ""
    described = " ".join(filter(None, (f"{name}-hint" if hint else "", "masalah" if wrong else "")))
    marks = "".join(
        (
            f' aria-describedby="{described}"' if described else "",
            ' aria-invalid="true"' if wrong else "",
            "" if optional else " required",
            " autofocus" if first else "",
        )
    )
    return (
        f'<div><label for="{name}">{escape(text)}{note}</label>'
        f'<input id="{name}" name="{name}" type="{kind}" value="{escape(value)}" maxlength="{longest}" '
        f'autocomplete="{complete}" spellcheck="false" autocapitalize="none"{marks}></div>'
    )
