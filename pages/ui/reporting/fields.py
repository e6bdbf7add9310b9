"""What every form of a report has in common: its fields, their values to and from a person, what a report says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from models.language import N_, _, number, percent, short_date
from models.queries.commitments import ReportRecord
from models.queries.worklist import Remark
from models.vocabulary import Completion, label
from pages.ui.entry import Clash, Draft, read_percent
from pages.ui.markup import Markup, html, join

#: what a person fills in, with what it is called
TEXTS = {
    "percent": N_("Persentase"),
    "completion": N_("Tingkat penyelesaian"),
    "achievement": N_("Capaian"),
    "obstacle": N_("Kendala"),
    "next_step": N_("Rencana tindak lanjut"),
}
REMARKS = {
    Remark.OBSTACLE_MISSING: N_("Capaian di bawah target atau terlambat, tetapi kendala belum diisi."),
    Remark.COMPLETE_WITHOUT_EVIDENCE: N_(
        "Dilaporkan “Selesai” tanpa data dukung: laporan ini belum dapat diverifikasi sampai data dukungnya diterima."
    ),
    Remark.ABOVE_HUNDRED: N_("Persentase di atas 100: pastikan capaian memang melampaui target."),
}


def field_name(field: str) -> str:
    """What a field of a report is called."""
    return _(TEXTS[field])


def report_inputs(draft: Draft, slots: dict[str, Any], *, beneath_obstacle: Callable[[], None] | None = None) -> None:
    """The fields of a report, each with a place below it for what is wrong with it."""
    narrow, wide = st.columns([1, 2])
    with narrow:
        st.text_input(
            _("Persentase (%)"), value=draft.value("percent"), key=draft.key("percent"), placeholder=_("misalnya 75,5"),
            help=_("0 sampai 100; sampai 200 bila melampaui target. Kosong berarti tidak disebut, bukan 0."),
        )  # fmt: skip
        slots["percent"] = st.empty()
    with wide:
        levels = [None, *(level.value for level in Completion)]
        st.selectbox(
            field_name("completion"),
            levels,
            index=draft.index("completion", levels),
            format_func=lambda value: label(Completion(value)) if value else _("belum dinilai"),
            key=draft.key("completion"),
            placeholder=_("belum dinilai"),
            help=_("Tingkat menurut Mekanisme Pelaporan Independen (IRM) OGP."),
        )
        slots["completion"] = st.empty()
    for name, height in (("achievement", 110), ("obstacle", 80), ("next_step", 80)):
        st.text_area(field_name(name), value=draft.value(name), key=draft.key(name), height=height)
        slots[name] = st.empty()
        if name == "obstacle" and beneath_obstacle is not None:
            beneath_obstacle()


def shown_values(report: ReportRecord | None) -> dict[str, Any]:
    """What the form shows of a report."""
    if report is None:
        return {"percent": "", "completion": None, "achievement": "", "obstacle": "", "next_step": ""}
    return {
        "percent": "" if report.percent is None else number(report.percent, 4),
        "completion": report.completion.value if report.completion else None,
        "achievement": report.achievement,
        "obstacle": report.obstacle,
        "next_step": report.next_step,
    }


def content_of(typed: Mapping[str, Any], names: list[str]) -> dict[str, Any]:
    """What was typed in these fields, as the command takes it. Raises Invalid for a percentage that is none."""
    content: dict[str, Any] = {name: str(typed[name] or "") for name in names if name in TEXTS}
    if "percent" in content:
        content["percent"] = read_percent(content["percent"])
    if "completion" in content:
        content["completion"] = Completion(content["completion"]) if content["completion"] else None
    return content


def in_words(field: str, value: Any) -> str:
    """A value of the form as a person reads it."""
    if field == "completion":
        return label(Completion(value)) if value else ""
    if field == "percent" and value:
        return f"{str(value).strip().rstrip('%').strip()}%"
    return str(value or "")


def clashes(draft: Draft, stored: Mapping[str, Any]) -> list[Clash]:
    """Where what was typed differs from what somebody else stored meanwhile."""
    return [
        Clash(field_name(field), in_words(field, draft[field]), in_words(field, stored[field]))
        for field in TEXTS
        if draft[field] != stored[field]
    ]


def panel(title: str, body: Markup) -> Markup:
    """A quiet box with a heading."""
    return html(
        '<section style="background:#F6F5F3;border-radius:6px;padding:.8rem 1rem;margin:0 0 .8rem">'
        '<h3 style="font-size:.95rem;margin:0 0 .3rem">{title}</h3>{body}</section>',
        title=title,
        body=body,
    )


def said(report: ReportRecord) -> Markup:
    """What a report says, in its reporter's own words."""
    level = " · ".join(
        part
        for part in (
            percent(report.percent) if report.percent is not None else "",
            label(report.completion) if report.completion else report.status_text,
            label(report.state),
        )
        if part
    )
    parts = [html("<p><strong>{level}</strong></p>", level=level)]
    for field in ("achievement", "obstacle", "next_step"):
        text = getattr(report, field)
        if text:
            parts.append(html("<p><em>{name}:</em> {text}</p>", name=field_name(field), text=text))
    if report.received_on:
        parts.append(
            html(
                '<p style="font-size:.82rem;color:#63666A">{day}</p>',
                day=_("diterima {day}", day=short_date(report.received_on)),
            )
        )
    return join(parts)
