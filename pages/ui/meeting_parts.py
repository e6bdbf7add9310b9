"""The pieces of the pages on meetings and proposals: filters in the address, cards, the tree of what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import streamlit as st

from models.language import N_, _, long_date, plural, short_date
from models.queries.meetings import (
    LONGEST_SEARCH,
    CommitmentName,
    DecisionRecord,
    FollowUpRecord,
    Lines,
    MeetingDetail,
    MeetingRow,
    Minutes,
    ParticipantRecord,
    Speaker,
    StatementRecord,
    Turn,
    WordingRecord,
)
from models.queries.progress import OrganisationName
from models.rules.wording import Piece
from models.vocabulary import (
    DecisionKind,
    FollowUpState,
    LinkState,
    MeetingState,
    PointKind,
    Precision,
    ProposalState,
    StatementKind,
    WordingState,
    label,
)
from pages.ui.choices import asked, remember
from pages.ui.frame import link
from pages.ui.markup import Markup, html, join, show, source_link
from reports.look import ACCENT, LINE, MUTED, SHADE, TEXT

_STYLE = f"""<style>
.rp{{color:{TEXT};line-height:1.5;max-width:60rem}}
.rp a{{color:{ACCENT}}} .rp p{{margin:.15rem 0}}
.rp ul.rp-list{{list-style:none;margin:0;padding:0}}
.rp .rp-item{{display:flex;gap:1.25rem;padding:1.1rem 0;border-top:1px solid {LINE};margin:0}}
.rp .rp-side{{flex:0 0 5.2rem;color:{MUTED};font-size:.85rem;line-height:1.2}}
.rp .rp-side b{{display:block;font-size:2rem;line-height:1;color:{TEXT};font-weight:600;margin-bottom:.15rem}}
.rp .rp-main{{flex:1;min-width:0;overflow-wrap:anywhere}}
.rp .rp-title{{font-size:1.15rem;font-weight:600;line-height:1.35;text-decoration:none}}
.rp .rp-title:hover{{text-decoration:underline}}
.rp .rp-quiet{{color:{MUTED};font-size:.88rem}}
.rp .rp-text{{font-size:1.05rem}}
.rp .rp-marks{{display:flex;flex-wrap:wrap;gap:.35rem .45rem;align-items:center;margin-bottom:.3rem}}
.rp .rp-mark{{display:inline-block;padding:0 .55rem;border-radius:1rem;font-size:.78rem;line-height:1.5rem;
  font-weight:600;border:1.5px solid {LINE};background:#fff;color:{TEXT};white-space:nowrap}}
.rp .rp-mark.ours{{border-color:{ACCENT};color:{ACCENT}}}
.rp .rp-mark.done{{border-color:{ACCENT};background:{ACCENT};color:#fff}}
.rp .rp-mark.late{{border-color:#AD2330;background:#AD2330;color:#fff}}
.rp .rp-mark.gap{{border:1.5px dashed #8A6100;color:#6B4B00}}
.rp .rp-mark.check{{border-color:#E3A008;background:#FDF3D7;color:{TEXT}}}
.rp .rp-mark.off{{color:{MUTED};text-decoration:line-through}}
.rp dl.rp-facts{{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr));gap:.9rem 1.75rem;
  margin:.4rem 0 1rem;padding:1.1rem 1.3rem;background:{SHADE};border-radius:6px}}
.rp dl.rp-facts .wide{{grid-column:1/-1}}
.rp dl.rp-facts dt{{color:{MUTED};font-size:.8rem;margin:0}} .rp dl.rp-facts dd{{margin:0;overflow-wrap:anywhere}}
.rp .rp-sentence{{font-size:1.12rem;line-height:1.75;border-left:3px solid {LINE};padding:.1rem 0 .1rem 1rem;
  margin:.5rem 0}}
.rp del{{color:#8C1B27;background:#FBEDEE;text-decoration:line-through;text-decoration-thickness:2px}}
.rp ins{{color:#185C47;background:#E6F3EE;text-decoration:underline;text-decoration-thickness:2px;font-weight:600}}
.rp .rp-unseen{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
.rp .rp-turn{{border-top:1px solid {LINE};padding:1rem 0 .6rem}}
.rp .rp-speaker{{font-weight:600;font-size:1.05rem}}
.rp ul.rp-tree{{list-style:none;margin:.4rem 0 0;padding:0}}
.rp ul.rp-tree ul.rp-tree{{border-left:2px solid {LINE};padding-left:.9rem;margin:.15rem 0 .5rem .15rem}}
.rp ul.rp-tree li{{margin:.35rem 0;padding:0}}
.rp .rp-kind{{font-size:.74rem;font-weight:700;letter-spacing:.02em;color:{MUTED};margin-right:.3rem}}
.rp .rp-kind.hard{{color:#7A5200}} .rp .rp-kind.ours{{color:{ACCENT}}}
.rp mark{{background:#FCE9B2;color:{TEXT};padding:0 .1em}}
.rp details summary{{cursor:pointer;color:{ACCENT};font-size:.9rem}}
.rp .rp-done{{border-left:4px solid #2E8B6F;background:#E6F3EE;padding:.6rem 1rem;margin:.3rem 0 .6rem}}
@media (max-width:40rem){{
  .rp .rp-item{{flex-direction:column;gap:.4rem}} .rp .rp-side{{flex:none;display:flex;gap:.4rem;align-items:baseline}}
  .rp .rp-side b{{font-size:1.25rem;margin:0}}
  .rp ul.rp-tree ul.rp-tree{{padding-left:.6rem}} .rp dl.rp-facts{{padding:.9rem 1rem}}
}}
</style>"""
_NOTHING = Markup("")
_HARD = frozenset({StatementKind.OBSTACLE, StatementKind.CONDITION, StatementKind.QUESTION})
_OURS = frozenset({StatementKind.PROPOSAL, StatementKind.DECISION, StatementKind.PLAN, StatementKind.REQUEST})


def style() -> None:
    """The look of these pages; once per page."""
    show(Markup(_STYLE))


def draw(*parts: Markup) -> None:
    """Draw pieces in the look of these pages."""
    show(html('<div class="rp">{parts}</div>', parts=join(list(parts))))


def items(parts: Iterable[Markup]) -> None:
    """Draw a list of cards."""
    draw(html('<ul class="rp-list">{parts}</ul>', parts=join(list(parts))))


# -- filters in the address -------------------------------------------------------------------------------------------


def pick(
    title: str, name: str, options: Mapping[str, str], everything: str, *, width: int | Literal["stretch"] = "stretch"
) -> str:
    """A filter with one choice, kept in the address under ``name``; "" means everything."""
    choices = {"": everything, **options}
    place = list(choices).index(asked(name, list(options), ""))
    chosen = st.selectbox(
        title, list(choices), place, format_func=choices.__getitem__, key=f"saring-{name}", width=width
    )
    remember(name, chosen or "")
    return chosen or ""


def search_box(title: str, placeholder: str, name: str = "cari") -> str:
    """Words to look for, kept in the address."""
    given = st.query_params.get(name, "")[:LONGEST_SEARCH]
    written = st.text_input(title, given, max_chars=LONGEST_SEARCH, placeholder=placeholder, key=f"saring-{name}")
    remember(name, written := (written or "").strip())
    return written


def switch(title: str, name: str, options: Mapping[str, str]) -> str:
    """One of a few views; the first needs no mention in the address."""
    first = next(iter(options))
    chosen = st.segmented_control(
        title,
        list(options),
        default=asked(name, list(options), first),
        format_func=options.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=f"saring-{name}",
        wrap=True,
    )
    remember(name, chosen or first, fallback=first)
    return chosen or first


def key_in_address(name: str = "id") -> int | None:
    """The row the address asks for; None for none, 0 (which no row has) for what is no number."""
    given = st.query_params.get(name, "")
    if not given:
        return None
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


# -- small pieces -----------------------------------------------------------------------------------------------------


def mark(text: str, kind: str = "") -> Markup:
    """A word in a frame: a state, a gap, something to check."""
    return html('<span class="rp-mark {kind}">{text}</span>', kind=kind, text=text)


def marks(*parts: Markup | None) -> Markup:
    """Several of them in a row."""
    given = [part for part in parts if part]
    return html('<div class="rp-marks">{parts}</div>', parts=join(given)) if given else _NOTHING


def quiet(*parts: Markup | str | None) -> Markup:
    """A line of small print, its parts set apart by dots."""
    given = [html("{part}", part=part) for part in parts if part]
    return html('<p class="rp-quiet">{parts}</p>', parts=join(given, " · ")) if given else _NOTHING


def done(text: str, where: Markup) -> Markup:
    """What an act achieved, with the link to where it can be seen."""
    return html('<div class="rp-done" role="status">✓ {text} {where}</div>', text=text, where=where)


def to_check(inferred: bool) -> Markup | None:
    """The mark of what was concluded from a text and not said in it."""
    return mark("▲ " + _("disimpulkan, perlu diperiksa"), "check") if inferred else None


def lines_of(lines: Lines) -> str:
    """Where it stands in the minutes."""
    if lines.first is None:
        return ""
    if lines.last in (None, lines.first):
        return _("notula baris {first}", first=lines.first)
    return _("notula baris {first}–{last}", first=lines.first, last=lines.last)


def names(organisations: Iterable[OrganisationName]) -> Markup:
    """Institutions by their short names, the full name as help."""
    return join(
        [
            html('<abbr title="{name}" style="text-decoration:none">{short}</abbr>', name=o.name, short=o.short)
            for o in organisations
        ],
        ", ",
    )


def commitment_links(commitments: Iterable[CommitmentName]) -> Markup:
    """Links to commitments; a suggested one says so."""
    return join(
        [
            html(
                "<p>{link} {title}{suggested}</p>",
                link=link(one.code, "komitmen", kode=one.code),
                title=one.title,
                suggested=html(" {mark}", mark=mark(label(LinkState.SUGGESTED), "check")) if one.suggested else "",
            )
            for one in commitments
        ]
    )


def visibility(released: bool) -> Markup:
    """Whether the public sees it; for those who see more."""
    return mark(_("Publik"), "ours") if released else mark(_("Internal"))


def found_in(text: str, searched: str) -> Markup:
    """A text with the words that were looked for."""
    words = sorted({re.escape(word) for word in searched.split()}, key=len, reverse=True)
    if not words:
        return html("{text}", text=text)
    parts = re.split(f"({'|'.join(words)})", text, flags=re.IGNORECASE)
    return join([html("<mark>{p}</mark>" if place % 2 else "{p}", p=part) for place, part in enumerate(parts)])


# -- a meeting in a list ----------------------------------------------------------------------------------------------


def meeting_item(row: MeetingRow, searched: str, internal: bool) -> Markup:
    """A meeting in the list: when, what, who, and what came of it."""
    day, __, rest = short_date(row.held_on).partition(" ")
    state = (visibility(row.released), _draft_mark(row.state)) if internal else ()
    return html(
        '<li class="rp-item"><div class="rp-side"><b>{day}</b> {rest}</div><div class="rp-main">'
        '{marks}<a class="rp-title" href="/rapat?id={id}" target="_self">{title}</a>'
        "{institutions}<p>{outcome}</p>{commitments}{hits}</div></li>",
        day=day,
        rest=rest,
        marks=marks(*state),
        id=row.id,
        title=row.title,
        institutions=quiet(names(row.institutions) or _("belum ada instansi yang dicatat")),
        outcome=outcome(row.decisions, row.wording_changes, row.follow_ups) or _("Belum ada hasil yang dicatat."),
        commitments=html('<div class="rp-quiet">{links}</div>', links=commitment_links(row.commitments)),
        hits=join([quiet(hit_name(h.what), found_in(h.text, searched)) for h in row.hits[:5]]),
    )


def hit_name(what: str) -> Markup:
    """What a search hit is."""
    return html("<b>{what}</b>", what=_(what))


def _draft_mark(state: MeetingState) -> Markup | None:
    return mark(label(state), "check") if state is MeetingState.DRAFT else None


def outcome(decisions: int, changes: int, follow_ups: int) -> str:
    """What came of a meeting, in numbers."""
    counted = (
        (decisions, N_("{n} keputusan")),
        (changes, N_("{n} perubahan rumusan")),
        (follow_ups, N_("{n} tindak lanjut")),
    )
    return ", ".join(plural(text, n) for n, text in counted if n)


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
            (_("Instansi yang hadir"), names(meeting.institutions) or _("belum dicatat")),
            *([(label(kind), _points(minutes, kind)) for kind in PointKind] if minutes else ()),
            (_("Komitmen terkait"), commitment_links(meeting.commitments) or _("belum ada")),
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
        mark=to_check(part.inferred) or "",
    )


# -- what came of it --------------------------------------------------------------------------------------------------


def decision_item(row: DecisionRecord, internal: bool) -> Markup:
    """A decision with where it stands in the minutes and what it is about."""
    return html(
        '<li class="rp-item"><div class="rp-main">{marks}<p class="rp-text" lang="id">{text}</p>{about}</div></li>',
        marks=marks(_decision_mark(row.kind), to_check(row.inferred), visibility(row.released) if internal else None),
        text=row.text,
        about=quiet(
            names((row.organisation,)) if row.organisation else None,
            link(row.milestone, "komitmen", kode=row.commitment) if row.milestone else None,
            lines_of(row.lines),
        ),
    )


def _decision_mark(kind: DecisionKind) -> Markup:
    return mark(label(kind), "ours")


def wording_item(row: WordingRecord, internal: bool) -> Markup:
    """A new sentence for a measure: what goes is struck through, what comes is underlined."""
    return html(
        '<li class="rp-item"><div class="rp-main">{marks}<p>{measure}</p>{sentence}{note}'
        "<details><summary>{both}</summary><p><b>{old}</b><br>{before} {mark}</p>"
        "<p><b>{new}</b><br>{after}</p></details>{about}</div></li>",
        marks=marks(_wording_mark(row.state), visibility(row.released) if internal else None),
        measure=html(
            "{link} · {measure}",
            link=link(row.commitment, "komitmen", kode=row.commitment),
            measure=_("ukuran keberhasilan {number}", number=row.measure),
        ),
        sentence=changed_sentence(row.pieces),
        note=quiet(row.note),
        both=_("Kedua rumusan selengkapnya"),
        old=_("Semula"),
        before=row.before or "–",
        mark=to_check(row.before_inferred) or "",
        new=_("Menjadi"),
        after=row.after,
        about=quiet(
            _("diusulkan {institution}", institution=row.proposed_by.short) if row.proposed_by else None,
            _("notula {place}", place=row.place) if row.place else None,
        ),
    )


def _wording_mark(state: WordingState) -> Markup:
    return mark(label(state), "done" if state is WordingState.APPLIED else "ours")


def changed_sentence(pieces: Iterable[Piece]) -> Markup:
    """Two sentences as one; for screen readers the words "dihapus" and "ditambah" stand with each change."""
    tags = {"equal": "{text}", "removed": _CHANGE.format(tag="del"), "added": _CHANGE.format(tag="ins")}
    said = {"equal": "", "removed": _("dihapus"), "added": _("ditambah")}
    parts = [html(tags[kind], text=text.strip(), said=said[kind]) for kind, text in pieces]
    return html('<p class="rp-sentence" lang="id">{parts}</p>', parts=join(parts, " "))


_CHANGE = '<{tag}><span class="rp-unseen">[{{said}}:</span> {{text}}<span class="rp-unseen">]</span></{tag}>'


def follow_up_item(row: FollowUpRecord, internal: bool, *, with_meeting: bool = True) -> Markup:
    """A follow-up: who owes it by when, or the gap where nobody said so."""
    return html(
        '<li class="rp-item"><div class="rp-main">{marks}<p class="rp-text" lang="id">{text}</p>{about}{more}</div>'
        "</li>",
        marks=marks(
            follow_up_mark(row),
            None if row.owners or not row.is_open else mark("○ " + _("belum ada penanggung jawab"), "gap"),
            None if row.has_date or not row.is_open else mark("○ " + _("belum ada tenggat"), "gap"),
            to_check(row.inferred),
            visibility(row.released) if internal else None,
        ),
        text=row.text,
        about=quiet(
            html("{what} <b>{names}</b>", what=_("Penanggung jawab:"), names=names(row.owners)) if row.owners else None,
            html("{what} <b>{due}</b>", what=_("Tenggat:"), due=due(row)) if row.has_date else None,
            _said_apart(row, row.recipients),
            _said_apart(row, row.purpose),
            _("ditutup {date}", date=long_date(row.closed_on)) if row.closed_on else None,
            html("{what} {link}", what=_("Bukti:"), link=source_link(row.evidence_url)) if row.evidence_url else None,
        ),
        more=quiet(
            link(f"{row.meeting_title}, {long_date(row.held_on)}", "rapat", id=row.meeting_id)
            if with_meeting
            else None,
            link(row.commitment.code, "komitmen", kode=row.commitment.code) if row.commitment else None,
            label(row.origin) if internal else None,
            lines_of(row.lines),
        ),
    )


def _said_apart(row: FollowUpRecord, text: str) -> str | None:
    """Recipients or purpose, unless the sentence itself says them."""
    return text if text and text.casefold() not in row.text.casefold() else None


def follow_up_mark(row: FollowUpRecord) -> Markup:
    """Where a follow-up stands: shape, word, and colour only last."""
    if row.is_overdue:
        return mark("■ " + _("Lewat tenggat"), "late")
    look = {
        FollowUpState.OPEN: ("● ", "ours"),
        FollowUpState.RUNNING: ("▶ ", "ours"),
        FollowUpState.DONE: ("✓ ", "done"),
        FollowUpState.CANCELLED: ("× ", "off"),
    }
    shape, kind = look[row.state]
    return mark(shape + label(row.state), kind)


def due(row: FollowUpRecord) -> str:
    """The deadline as it was said, with the day where one follows from it."""
    day = long_date(row.due_on) if row.due_on else ""
    if not row.due_text:
        return day
    exact = row.due_precision in (None, Precision.DAY) and day != row.due_text
    tentative = label(row.due_precision) if row.due_precision is Precision.TENTATIVE else ""
    beside = ", ".join(filter(None, (day if exact else "", tentative)))
    return f"{row.due_text} ({beside})" if beside else row.due_text


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
                    mark(label(row.horizon)) if row.horizon else None,
                    to_check(row.inferred),
                    mark(_("Publik"), "ours") if internal and row.released else None,
                )
                if part
            ],
            " ",
        ),
        children=_tree(row.children, internal) if row.children else "",
    )


def count_statements(turns: Iterable[Turn]) -> int:
    """How many statements a discussion shows."""

    def below(rows: Iterable[StatementRecord]) -> int:
        return sum(1 + below(row.children) for row in rows)

    return sum(below(turn.statements) for turn in turns)


# -- proposals --------------------------------------------------------------------------------------------------------


def proposal_mark(state: ProposalState) -> Markup:
    """Where a proposal stands."""
    look = {
        ProposalState.PROPOSED: ("○ ", ""),
        ProposalState.DISCUSSED: ("● ", "ours"),
        ProposalState.ACCEPTED: ("✓ ", "done"),
        ProposalState.MERGED: ("✓ ", "done"),
        ProposalState.COVERED: ("✓ ", "done"),
        ProposalState.REJECTED: ("× ", ""),
    }
    shape, kind = look[state]
    return mark(shape + label(state), kind)
