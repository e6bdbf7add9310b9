"""Cards: a meeting in a list, and what came of one."""

from __future__ import annotations

from collections.abc import Iterable

from models.language import N_plural, _, long_date, plural, short_date
from models.queries.meeting_records import DecisionRecord, FollowUpRecord, MeetingRow, WordingRecord
from models.rules.wording import Piece
from models.vocabulary import DecisionKind, FollowUpState, MeetingState, Precision, WordingState, label
from pages.ui.frame import link
from pages.ui.markup import Markup, html, join, source_link
from pages.ui.meetings import parts

# -- a meeting in a list ----------------------------------------------------------------------------------------------


def meeting_item(row: MeetingRow, searched: str, internal: bool) -> Markup:
    """A meeting in the list: when, what, who, and what came of it."""
    day, __, rest = short_date(row.held_on).partition(" ")
    state = (parts.visibility(row.released), _draft_mark(row.state)) if internal else ()
    return html(
        '<li class="rp-item"><div class="rp-side"><b>{day}</b> {rest}</div><div class="rp-main">'
        '{marks}<a class="rp-title" href="/rapat?id={id}" target="_self">{title}</a>'
        "{institutions}<p>{outcome}</p>{commitments}{hits}</div></li>",
        day=day,
        rest=rest,
        marks=parts.marks(*state),
        id=row.id,
        title=row.title,
        institutions=parts.quiet(parts.names(row.institutions) or _("belum ada instansi yang dicatat")),
        outcome=outcome(row.decisions, row.wording_changes, row.follow_ups) or _("Belum ada hasil yang dicatat."),
        commitments=html('<div class="rp-quiet">{links}</div>', links=parts.commitment_links(row.commitments)),
        hits=join([parts.quiet(hit_name(h.what), parts.found_in(h.text, searched)) for h in row.hits[:5]]),
    )


def hit_name(what: str) -> Markup:
    """What a search hit is."""
    return html("<b>{what}</b>", what=_(what))


def _draft_mark(state: MeetingState) -> Markup | None:
    return parts.mark(label(state), "check") if state is MeetingState.DRAFT else None


def outcome(decisions: int, changes: int, follow_ups: int) -> str:
    """What came of a meeting, in numbers."""
    counted = (
        (decisions, N_plural("{n} keputusan")),
        (changes, N_plural("{n} perubahan rumusan")),
        (follow_ups, N_plural("{n} tindak lanjut")),
    )
    return ", ".join(plural(text, n) for n, text in counted if n)


# -- what came of it --------------------------------------------------------------------------------------------------


def decision_item(row: DecisionRecord, internal: bool) -> Markup:
    """A decision with where it stands in the minutes and what it is about."""
    return html(
        '<li class="rp-item"><div class="rp-main">{marks}<p class="rp-text" lang="id">{text}</p>{about}</div></li>',
        marks=parts.marks(
            _decision_mark(row.kind), parts.to_check(row.inferred), parts.visibility(row.released) if internal else None
        ),
        text=row.text,
        about=parts.quiet(
            parts.names((row.organisation,)) if row.organisation else None,
            link(row.milestone, "komitmen", kode=row.commitment) if row.milestone else None,
            parts.lines_of(row.lines),
        ),
    )


def _decision_mark(kind: DecisionKind) -> Markup:
    return parts.mark(label(kind), "ours")


def wording_item(row: WordingRecord, internal: bool) -> Markup:
    """A new sentence for a measure: what goes is struck through, what comes is underlined."""
    return html(
        '<li class="rp-item"><div class="rp-main">{marks}<p>{measure}</p>{sentence}{note}'
        "<details><summary>{both}</summary><p><b>{old}</b><br>{before} {mark}</p>"
        "<p><b>{new}</b><br>{after}</p></details>{about}</div></li>",
        marks=parts.marks(_wording_mark(row.state), parts.visibility(row.released) if internal else None),
        measure=html(
            "{link} · {measure}",
            link=link(row.commitment, "komitmen", kode=row.commitment),
            measure=_("ukuran keberhasilan {number}", number=row.measure),
        ),
        sentence=changed_sentence(row.pieces),
        note=parts.quiet(row.note),
        both=_("Kedua rumusan selengkapnya"),
        old=_("Semula"),
        before=row.before or "–",
        mark=parts.to_check(row.before_inferred) or "",
        new=_("Menjadi"),
        after=row.after,
        about=parts.quiet(
            _("diusulkan {institution}", institution=row.proposed_by.short) if row.proposed_by else None,
            _("notula {place}", place=row.place) if row.place else None,
        ),
    )


def _wording_mark(state: WordingState) -> Markup:
    return parts.mark(label(state), "done" if state is WordingState.APPLIED else "ours")


def changed_sentence(pieces: Iterable[Piece]) -> Markup:
    """Two sentences as one; for screen readers the words "dihapus" and "ditambah" stand with each change."""
    tags = {"equal": "{text}", "removed": _CHANGE.format(tag="del"), "added": _CHANGE.format(tag="ins")}
    said = {"equal": "", "removed": _("dihapus"), "added": _("ditambah")}
    runs = [html(tags[kind], text=text.strip(), said=said[kind]) for kind, text in pieces]
    return html('<p class="rp-sentence" lang="id">{runs}</p>', runs=join(runs, " "))


_CHANGE = '<{tag}><span class="rp-unseen">[{{said}}:</span> {{text}}<span class="rp-unseen">]</span></{tag}>'


def follow_up_item(row: FollowUpRecord, internal: bool, *, with_meeting: bool = True) -> Markup:
    """A follow-up: who owes it by when, or the gap where nobody said so."""
    return html(
        '<li class="rp-item"><div class="rp-main">{marks}<p class="rp-text" lang="id">{text}</p>{about}{more}</div>'
        "</li>",
        marks=parts.marks(
            follow_up_mark(row),
            None if row.owners or not row.is_open else parts.mark("○ " + _("belum ada penanggung jawab"), "gap"),
            None if row.has_date or not row.is_open else parts.mark("○ " + _("belum ada tenggat"), "gap"),
            parts.to_check(row.inferred),
            parts.visibility(row.released) if internal else None,
        ),
        text=row.text,
        about=parts.quiet(
            html("{what} <b>{names}</b>", what=_("Penanggung jawab:"), names=parts.names(row.owners))
            if row.owners
            else None,
            html("{what} <b>{due}</b>", what=_("Tenggat:"), due=due(row)) if row.has_date else None,
            _said_apart(row, row.recipients),
            _said_apart(row, row.purpose),
            _("ditutup {date}", date=long_date(row.closed_on)) if row.closed_on else None,
            html("{what} {link}", what=_("Bukti:"), link=source_link(row.evidence_url)) if row.evidence_url else None,
        ),
        more=parts.quiet(
            link(f"{row.meeting_title}, {long_date(row.held_on)}", "rapat", id=row.meeting_id)
            if with_meeting
            else None,
            link(row.commitment.code, "komitmen", kode=row.commitment.code) if row.commitment else None,
            label(row.origin) if internal else None,
            parts.lines_of(row.lines),
        ),
    )


def _said_apart(row: FollowUpRecord, text: str) -> str | None:
    """Recipients or purpose, unless the sentence itself says them."""
    return text if text and text.casefold() not in row.text.casefold() else None


def follow_up_mark(row: FollowUpRecord) -> Markup:
    """Where a follow-up stands: shape, word, and colour only last."""
    if row.is_overdue:
        return parts.mark("■ " + _("Lewat tenggat"), "late")
    look = {
        FollowUpState.OPEN: ("● ", "ours"),
        FollowUpState.RUNNING: ("▶ ", "ours"),
        FollowUpState.DONE: ("✓ ", "done"),
        FollowUpState.CANCELLED: ("× ", "off"),
    }
    shape, kind = look[row.state]
    return parts.mark(shape + label(row.state), kind)


def due(row: FollowUpRecord) -> str:
    """The deadline as it was said, with the day where one follows from it."""
    day = long_date(row.due_on) if row.due_on else ""
    if not row.due_text:
        return day
    exact = row.due_precision in (None, Precision.DAY) and day != row.due_text
    tentative = label(row.due_precision) if row.due_precision is Precision.TENTATIVE else ""
    beside = ", ".join(filter(None, (day if exact else "", tentative)))
    return f"{row.due_text} ({beside})" if beside else row.due_text
