"""The look of the pages on meetings and proposals, and the small pieces they share."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.language import _
from models.queries.meeting_records import CommitmentName, Lines
from models.queries.progress import OrganisationName
from models.vocabulary import LinkState, ProposalState, label
from pages.ui.frame import link
from pages.ui.markup import Markup, html, join, show
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
.rp .rp-done{{border-left:4px solid #2A8067;background:#E6F3EE;padding:.6rem 1rem;margin:.3rem 0 .6rem}}
@media (max-width:40rem){{
  .rp .rp-item{{flex-direction:column;gap:.4rem}} .rp .rp-side{{flex:none;display:flex;gap:.4rem;align-items:baseline}}
  .rp .rp-side b{{font-size:1.25rem;margin:0}}
  .rp ul.rp-tree ul.rp-tree{{padding-left:.6rem}} .rp dl.rp-facts{{padding:.9rem 1rem}}
}}
</style>"""
_NOTHING = Markup("")


def style() -> None:
    """The look of these pages; once per page."""
    show(Markup(_STYLE))


def draw(*parts: Markup) -> None:
    """Draw pieces in the look of these pages."""
    show(html('<div class="rp">{parts}</div>', parts=join(list(parts))))


def items(parts: Iterable[Markup]) -> None:
    """Draw a list of cards."""
    draw(html('<ul class="rp-list">{parts}</ul>', parts=join(list(parts))))


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
