"""A brief as a PDF of at most two A4 pages. Stored text travels as data and is placed as text, never as markup."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import typst

from models.language import WIB, _, current_language, long_date, number, percent, plural, short_date
from models.queries.meeting_records import FollowUpRecord
from models.queries.plans import period_name
from models.queries.progress import Attention, CommitmentPicture, MilestonePicture
from models.queries.recent import Recent
from models.settings import settings
from models.vocabulary import label
from reports import headline
from reports.brief.fonts import families, fonts
from reports.brief.gather import Brief, Decided, Moved
from reports.look import ACCENT, LINE, MUTED, SHADE, SIGNS, TEXT

_TEMPLATE: Final = Path(__file__).with_name("brief.typ")
#: characters of one text on the pages; what is longer is cut at a word
_LONG: Final = 170
_SHORT: Final = 90
#: items handed over per list; the pages hold fewer
_MOST: Final = 24
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_UNBROKEN: Final = re.compile(r"\S{24,}")


def pdf(brief: Brief) -> bytes:
    """The pages, in the current language; the same brief gives the same bytes."""
    made = dt.datetime.combine(brief.picture.as_of, dt.time(), WIB).astimezone(dt.UTC)
    found = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=fonts(),
        sys_inputs={"brief": json.dumps(said(brief), ensure_ascii=False)},
        timestamp=made,
    )
    assert isinstance(found, bytes)
    return found


def file_name(brief: Brief) -> str:
    """What the file is called: what it is about and the day of its data."""
    about = (brief.organisation.short if brief.organisation else brief.theme).replace("/", "_").replace(" ", "_")
    parts = [_("bahan-rapat"), brief.plan.code, about, brief.picture.as_of.isoformat()]
    return "-".join(part for part in parts if part)[:120] + ".pdf"


def said(brief: Brief) -> dict[str, Any]:
    """Everything that the template places."""
    picture = brief.picture
    position = _("Posisi per {day}", day=long_date(picture.as_of))
    return {
        "language": current_language(),
        "fonts": list(families()),
        "signs": {light.value: {"colour": sign.colour, "ink": sign.ink} for light, sign in SIGNS.items()},
        "look": {"text": TEXT, "muted": MUTED, "line": LINE, "shade": SHADE, "accent": ACCENT},
        "title": _line(_("Bahan rapat: {plan}, {subject}", plan=brief.plan.name, subject=brief.subject)),
        "author": _("Pelacak komitmen RAN OGI"),
        "kind": _("Bahan rapat"),
        "position": position + (_(" (sementara)") if picture.provisional else ""),
        "plan": _line(brief.plan.title, _SHORT),
        "subject": _line(brief.subject, _LONG),
        "headline": _line(headline.headline(picture), 600),
        "own": own_sentence(brief) or None,
        "counts": [{"light": light.value, "n": n, "word": label(light)} for light, n in picture.counts.items() if n],
        "progress": _progress(brief),
        "attention": _attention(brief),
        "commitments": _commitments(brief),
        "changes": _changes(brief),
        "decisions": _decisions(brief),
        "follow_ups": _follow_ups(brief),
        "second": _needs_a_second(brief),
        "running": _line(f"{_('Bahan rapat')} · {brief.plan.title} · {brief.subject} · {position}", _LONG),
        "source": _line(_source(brief), 200),
        "page": _("Halaman {page} dari {pages}", page="{page}", pages="{pages}"),
    }


def _needs_a_second(brief: Brief) -> bool:
    return any((brief.moved, brief.changes, brief.decisions, brief.follow_ups)) or len(brief.picture.commitments) > 1


def own_sentence(brief: Brief) -> str:
    """Whether the institution itself has reported."""
    coverage = brief.picture.coverage
    if brief.organisation is None or brief.has_reported is None or coverage.period is None:
        return ""
    who, period = brief.organisation.short, period_name(coverage.period)
    if brief.has_reported:
        return _("{who} sudah melapor untuk {period}.", who=who, period=period)
    return _("{who} belum melapor untuk {period}.", who=who, period=period)


def _progress(brief: Brief) -> str:
    parts = [headline.progress_sentence(brief.picture)]
    unverified = brief.picture.coverage.unverified
    if unverified:
        parts.append(plural("{n} laporan belum diverifikasi.", unverified))
    return " ".join(parts)


def _source(brief: Brief) -> str:
    source = f"{_('Pelacak komitmen RAN OGI')} · {settings().public_url}"
    if current_language() == "en":
        source += " · " + _("uraian dalam bahasa aslinya")
    if brief.internal:
        return _("Untuk penggunaan internal: memuat yang belum dirilis") + f" · {source}"
    return source


def _section(
    title: str, items: Sequence[Any], make: Callable[[Any], dict[str, Any]], empty: str, *, many: bool = False
) -> dict[str, Any]:
    """A list with the words for every number of items that may not fit; ``many``: not even all were counted."""
    shown = items[:_MOST]
    beyond = len(items) - len(shown)
    return {
        "title": title,
        "items": [make(item) for item in shown],
        "more": [_following(n + beyond, many=many) for n in range(1, len(shown) + 1)],
        "empty": empty,
    }


def _following(n: int, *, many: bool) -> str:
    return _("dan lebih dari {n} lainnya", n=number(n)) if many else plural("dan {n} lainnya", n)


def _attention(brief: Brief) -> dict[str, Any]:
    return _section(
        _("Perlu tindakan"),
        brief.attention,
        lambda pair: _urgent(pair, brief.obstacles.get(pair[1].id, "")),
        _("Tidak ada yang perlu tindakan: semua yang jatuh tempo sudah dilaporkan sesuai target.")
        if brief.picture.milestones
        else _("Belum ada target capaian."),
    )


def _urgent(pair: Attention, obstacle: str) -> dict[str, Any]:
    commitment, milestone = pair
    who = ", ".join(o.short for o in milestone.responsible or commitment.leads)
    return {
        "light": milestone.standing.light.value,
        "word": label(milestone.standing.light),
        "title": _line(milestone.title or milestone.row_code, _LONG),
        "about": _line(" · ".join(filter(None, (milestone.row_code, who))), _SHORT),
        "facts": _line(why(pair), _LONG),
        "obstacle": _line(_("Kendala: {obstacle}", obstacle=obstacle), 130) if obstacle else "",
    }


def why(pair: Attention) -> str:
    """The reasons to act on a milestone, with since when and how far it is."""
    standing = pair[1].standing
    facts = [headline.reasons_in_words(standing.reasons)]
    if standing.since:
        facts.append(_("sejak {day}", day=short_date(standing.since)))
    if standing.percent is not None:
        facts.append(_("capaian {value}", value=percent(standing.percent)))
    if standing.unverified:
        facts.append(_("belum diverifikasi"))
    return " · ".join(filter(None, facts))


def _commitments(brief: Brief) -> dict[str, Any]:
    """The whole plan by commitment; for an institution or a theme with the milestones of each."""
    empty = _("Belum ada komitmen untuk {plan}.", plan=brief.plan.name)
    if not brief.narrowed:
        return _section(_("Semua komitmen"), brief.picture.commitments, _standing, empty)
    rows: list[CommitmentPicture | MilestonePicture] = []
    for commitment in brief.picture.commitments:
        rows += [commitment, *brief.own_milestones(commitment)]
    return _section(_("Komitmen dan target capaian"), rows, _standing, empty)


def _standing(row: CommitmentPicture | MilestonePicture) -> dict[str, Any]:
    if isinstance(row, CommitmentPicture):
        light, value = row.light, row.progress.percent
        place = number(row.number) if row.number is not None else "–"
        coverage = _("{n} dari {due} melapor", n=number(row.progress.reported), due=number(row.progress.due))
    else:
        light, value, place = row.standing.light, row.standing.percent, ""
        report = row.standing.report
        coverage = f"{report.period.code} {report.period.year}" if report else ""
    return {
        "light": light.value,
        "word": label(light),
        "number": place,
        "within": not place,
        "title": _line(row.title, 95),
        "share": None if value is None else min(max(value, 0.0), 100.0) / 100,
        "percent": percent(value),
        "coverage": coverage,
    }


def _changes(brief: Brief) -> dict[str, Any]:
    return _section(
        _("Yang berubah sejak {day}", day=short_date(brief.since)),
        [*brief.moved, *brief.changes],
        _changed,
        _("Tidak ada perubahan."),
        many=brief.many_changes,
    )


def _changed(change: Moved | Recent) -> dict[str, Any]:
    if isinstance(change, Moved):
        return {"day": change.commitment.code, "text": _line(moved_in_words(change), _LONG), "about": ""}
    return {"day": short_date(change.at.astimezone(WIB).date()), "text": _line(change.text, _LONG), "about": ""}


def moved_in_words(moved: Moved) -> str:
    """From where to where a commitment moved."""
    return _("{before} → {now}", before=label(moved.before), now=label(moved.commitment.light)) + (
        f": {moved.commitment.title}"
    )


def _decisions(brief: Brief) -> dict[str, Any]:
    return _section(_("Keputusan terakhir"), brief.decisions, _decided, _("Belum ada keputusan rapat."))


def _decided(decided: Decided) -> dict[str, Any]:
    organisation = decided.decision.organisation
    about = filter(None, (organisation.short if organisation else "", decided.decision.milestone))
    return {
        "day": short_date(decided.held_on),
        "text": _line(decided.decision.text, _LONG),
        "about": _line(" · ".join(about), _SHORT),
    }


def _follow_ups(brief: Brief) -> dict[str, Any]:
    return _section(_("Tindak lanjut terbuka"), brief.follow_ups, _owed, _("Tidak ada tindak lanjut yang terbuka."))


def _owed(follow_up: FollowUpRecord) -> dict[str, Any]:
    owners = ", ".join(o.short for o in follow_up.owners) or _("tanpa penanggung jawab")
    due = short_date(follow_up.due_on) if follow_up.due_on else follow_up.due_text or _("tanpa batas waktu")
    return {
        "text": _line(follow_up.text, _LONG),
        "about": _line(f"{owners} · {due}", _SHORT),
        "overdue": _("lewat batas waktu") if follow_up.is_overdue else "",
    }


# -- texts ------------------------------------------------------------------------------------------------------------


def _line(text: str, most: int = _LONG) -> str:
    """A text on one line, without what cannot be seen, cut at a word; long words may break anywhere."""
    flat = clipped(visible(text), most)
    return _UNBROKEN.sub(lambda match: "\u200b".join(_pieces(match.group())), flat)


def _pieces(word: str) -> Iterable[str]:
    return (word[start : start + 12] for start in range(0, len(word), 12))


def visible(text: str) -> str:
    """The text without control, invisible and direction-changing characters, its white space as single blanks."""
    kept = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text)
    return " ".join(kept.split())


def clipped(text: str, most: int) -> str:
    """At most so many characters, cut at a word where there is one."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most * 0.6 else cut).rstrip(" ,.;:–-") + "…"
