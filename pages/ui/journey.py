"""The way of a commitment from proposal to now: proposals, meetings with what they decided, changes of wording,
reports, follow-ups, and dated facts from public sources; the latest first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from models.language import _, long_date, plural
from models.queries.commitments import CommitmentDetail, ReportRecord
from models.queries.plans import period_name
from models.rules.periods import is_past
from models.vocabulary import Precision, label
from pages.ui import frame
from pages.ui.markup import Markup, html, join, source_link
from pages.ui.reports import said_level

#: stations shown before a person asks for all
_AT_FIRST = 5
_REPORTERS_NAMED = 6


@dataclass(frozen=True, slots=True)
class Station:
    """Something that happened on a day; without a day it stands at the beginning."""

    on: dt.date | None
    what: Markup
    details: tuple[Markup, ...] = field(default=())
    rank: int = 0


def journey(detail: CommitmentDetail) -> Markup:
    """The stations, the latest first; the earlier ones open on a click."""
    stations = sorted(_stations(detail), key=lambda s: (s.on or dt.date.min, s.rank), reverse=True)
    if not stations:
        return Markup("")
    shown = [_item(s) for s in stations]
    first = html('<ol class="perjalanan">{items}</ol>', items=join(shown[:_AT_FIRST]))
    if len(shown) <= _AT_FIRST:
        return first
    return html(
        '{first}<details class="asal"><summary>{more}</summary><ol class="perjalanan">{items}</ol></details>',
        first=first,
        more=plural("{n} peristiwa sebelumnya", len(shown) - _AT_FIRST),
        items=join(shown[_AT_FIRST:]),
    )


def _item(station: Station) -> Markup:
    inner = html("<ul>{items}</ul>", items=join([html("<li>{d}</li>", d=d) for d in station.details]))
    return html(
        '<li><span class="kecil">{day}</span><br>{what}{details}</li>',
        day=long_date(station.on) if station.on else _("tanpa tanggal"),
        what=station.what,
        details=inner if station.details else "",
    )


def _stations(detail: CommitmentDetail) -> list[Station]:
    return [
        *_proposals(detail),
        *_meetings(detail),
        *_wordings(detail),
        *_reports(detail),
        *_facts(detail),
    ]


def _proposals(detail: CommitmentDetail) -> list[Station]:
    return [
        Station(
            None,
            html(
                "<strong>{what}</strong> {title} <span class='kecil'>{who} · {state}</span>",
                what=_("Usulan:"),
                title=frame.link(proposal.title, "usulan"),
                who=", ".join(proposal.proposers),
                state=label(proposal.state),
            ),
            (html("{what} {text}", what=_("Tanggapan:"), text=proposal.response),) if proposal.response else (),
        )
        for proposal in detail.proposals
    ]


def _meetings(detail: CommitmentDetail) -> list[Station]:
    return [
        Station(
            meeting.held_on,
            html(
                "<strong>{what}</strong> {link}",
                what=_("Rapat:"),
                link=frame.link(meeting.title, "rapat", id=meeting.id),
            ),
            tuple(html("{text}", text=text) for text in meeting.decisions),
            rank=1,
        )
        for meeting in detail.meetings
    ]


def _wordings(detail: CommitmentDetail) -> list[Station]:
    return [
        Station(
            change.on,
            html(
                "<strong>{what}</strong>",
                what=_("Rumusan ukuran keberhasilan {n}: {state}", n=change.measure_number, state=label(change.state)),
            ),
            (html("“{text}”", text=change.after),),
            rank=2,
        )
        for change in detail.wording_changes
    ]


def _reports(detail: CommitmentDetail) -> list[Station]:
    """What reached the secretariat on one day for one period is one station."""
    groups: dict[tuple[dt.date, str], list[ReportRecord]] = defaultdict(list)
    codes = {m.id: m.row_code for m in detail.picture.milestones}
    for report in detail.reports:
        if report.received_on is not None:
            groups[report.received_on, period_name(report.period)].append(report)
    stations = []
    for (day, period), reports in groups.items():
        said = [
            html(
                "{who}: {link} <strong>{level}</strong>",
                who=r.organisation.short,
                link=frame.link(
                    codes[r.milestone_id], "komitmen", kode=detail.picture.code, baris=codes[r.milestone_id]
                ),
                level=said_level(r) or "–",
            )
            for r in reports[:_REPORTERS_NAMED]
        ]
        who = ", ".join(dict.fromkeys(r.organisation.short for r in reports))
        what = html("<strong>{what}</strong> {who}", what=_("Laporan {period}:", period=period), who=who)
        stations.append(Station(day, what, tuple(said), rank=3))
    return stations


def _facts(detail: CommitmentDetail) -> list[Station]:
    return [
        Station(
            fact.on,
            html(
                "<strong>{what}</strong> {text} {value} <span class='kecil'>{parties} {source}</span>",
                what=_("Fakta dari sumber publik:"),
                text=fact.text,
                value=fact.value,
                parties=fact.parties,
                source=source_link(fact.source),
            ),
            rank=4,
        )
        for fact in detail.facts
    ]


def follow_ups(detail: CommitmentDetail, today: dt.date) -> Markup:
    """What was promised in meetings: open ones first, with their deadline and the minute."""
    rows = []
    for row in detail.follow_ups:
        exact = row.due_on is not None and row.due_precision is Precision.DAY  # a day is told in the reader's language
        due = long_date(row.due_on) if exact else row.due_text or _("belum ada tenggat")
        late = row.is_open and is_past(row.due_on, today)
        rows.append(
            html(
                '<li style="margin:.25rem 0">{mark}{text} <span class="kecil">({state} · {due} · {link})</span></li>',
                mark=html('<strong style="color:#AD2330">■ {t}</strong> ', t=_("lewat tenggat")) if late else "",
                text=row.text,
                state=label(row.state),
                due=due,
                link=frame.link(_("notula"), "rapat", id=row.meeting_id),
            )
        )
    return html('<ul style="margin:.2rem 0 0 1.1rem;padding:0">{rows}</ul>', rows=join(rows)) if rows else Markup("")
