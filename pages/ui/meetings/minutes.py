"""One meeting on its page: its identity, who was there, and what was said."""

from __future__ import annotations

from collections.abc import Sequence

from models.language import _, long_date, plural
from models.queries.meeting_records import MeetingDetail, Minutes, ParticipantRecord, Speaker, StatementRecord, Turn
from models.vocabulary import PointKind, StatementKind, label
from pages.ui.markup import Markup, html, join
from pages.ui.meetings import parts

_HARD = frozenset({StatementKind.OBSTACLE, StatementKind.CONDITION, StatementKind.QUESTION})
_OURS = frozenset({StatementKind.PROPOSAL, StatementKind.DECISION, StatementKind.PLAN, StatementKind.REQUEST})


# -- the identity of a meeting ----------------------------------------------------------------------------------------


def facts(pairs: Sequence[tuple[str, Markup | str]], wide: Sequence[tuple[str, Markup | str]] = ()) -> Markup:
    """Names and values, the wide ones last on lines of their own; what is empty is left out."""
    rows = [
        html('<div class="{width}"><dt>{name}</dt><dd>{value}</dd></div>', width=width, name=name, value=value)
        for width, group in (("", pairs), ("wide", wide))
        for name, value in group
        if value
    ]
    return html('<dl class="rp-facts">{rows}</dl>', rows=join(rows))


def identity(meeting: MeetingDetail) -> Markup:
    """When, where, about which plan, who took part, which commitments."""
    minutes = meeting.minutes
    days = long_date(meeting.held_on)
    if meeting.ends_on and meeting.ends_on != meeting.held_on:
        days = f"{days} – {long_date(meeting.ends_on)}"
    internal = _internal_facts(minutes) if minutes else []
    return facts(
        [
            (_("Tanggal"), days),
            *internal,
            (_("Rencana aksi"), meeting.plan_name),
        ],
        [
            (_("Instansi yang hadir"), parts.names(meeting.institutions) or _("belum dicatat")),
            *([(label(kind), _points(minutes, kind)) for kind in PointKind] if minutes else ()),
            (_("Komitmen terkait"), parts.commitment_links(meeting.commitments) or _("belum ada")),
        ],
    )


def _internal_facts(minutes: Minutes) -> list[tuple[str, Markup | str]]:
    clock = "–".join(filter(None, (minutes.starts_at, minutes.ends_at))).replace(":", ".")
    where = ", ".join(filter(None, (minutes.place, label(minutes.medium) if minutes.medium else "")))
    return [
        (_("Waktu"), " ".join(filter(None, (clock, minutes.time_zone)))),
        (_("Tempat"), where),
        (_("Tahap rencana aksi"), minutes.plan_stage),
        (_("Kelompok kerja"), minutes.working_group),
        (_("Jenis dokumen"), minutes.document_type.capitalize()),
    ]


def _points(minutes: Minutes, kind: PointKind) -> Markup:
    return join([html("<p>{text}</p>", text=point.text) for point in minutes.points if point.kind is kind])


def participants(minutes: Minutes) -> Markup:
    """Everybody who is noted, by institution, as written; names only where the record has them."""
    groups: dict[str, list[ParticipantRecord]] = {}
    for part in minutes.participants:
        institution = part.organisation.short if part.organisation else _("Instansi tidak disebut")
        groups.setdefault(institution, []).append(part)
    return facts([(name, join([_participant(part, name) for part in group])) for name, group in groups.items()])


def _participant(part: ParticipantRecord, institution: str) -> Markup:
    return html(
        '<p>{who} <span class="rp-quiet">{more}</span> {mark}</p>',
        who=part.person or part.as_written or institution,
        more=" · ".join(
            filter(
                None,
                (
                    label(part.role),
                    part.as_written if part.person and part.as_written != institution else "",
                    _("kelompok") if part.is_group else "",
                    plural("{n} orang", part.head_count) if part.head_count else "",
                ),
            )
        ),
        mark=parts.to_check(part.inferred) or "",
    )


# -- what was said ----------------------------------------------------------------------------------------------------


def discussion(turns: Sequence[Turn], internal: bool) -> Markup:
    """Everything that is shown of the discussion, speaker by speaker in order."""
    return join(
        [
            html(
                '<section class="rp-turn">{speaker}{tree}</section>',
                speaker=_speaker(turn.speaker),
                tree=_tree(turn.statements, internal),
            )
            for turn in turns
        ]
    )


def _speaker(speaker: Speaker) -> Markup:
    institution = speaker.organisation.short if speaker.organisation else _("Pembicara tidak disebut")
    return html(
        '<p><span class="rp-speaker">{institution}</span> <span class="rp-quiet">{more}</span></p>',
        institution=institution,
        more=" · ".join(
            filter(None, (speaker.person, speaker.as_written if speaker.as_written != institution else ""))
        ),
    )


def _tree(statements: Sequence[StatementRecord], internal: bool) -> Markup:
    return html(
        '<ul class="rp-tree" lang="id">{rows}</ul>',
        rows=join([_statement(statement, internal) for statement in statements]),
    )


def _statement(row: StatementRecord, internal: bool) -> Markup:
    kind = "hard" if row.kind in _HARD else "ours" if row.kind in _OURS else ""
    return html(
        '<li><span class="rp-kind {kind}">{what}</span> {text} {marks}{children}</li>',
        kind=kind,
        what=label(row.kind),
        text=row.text,
        marks=join(
            [
                part
                for part in (
                    parts.mark(label(row.horizon)) if row.horizon else None,
                    parts.to_check(row.inferred),
                    parts.mark(_("Publik"), "ours") if internal and row.released else None,
                )
                if part
            ],
            " ",
        ),
        children=_tree(row.children, internal) if row.children else "",
    )
