"""A plan's picture narrowed to a theme or an organisation; its figures are counted again over what is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from models.queries.progress import CommitmentPicture, OrganisationName, PlanPicture, answering, coverage_of
from models.rules.naming import fold
from models.rules.themes import themes_in


def themes_of(picture: PlanPicture) -> tuple[str, ...]:
    """The themes of a plan's commitments, as stored; the most frequent first."""
    counts: dict[str, int] = {}
    for commitment in picture.commitments:
        for theme in themes_in(commitment.theme):
            counts[theme] = counts.get(theme, 0) + 1
    return tuple(sorted(counts, key=lambda theme: (-counts[theme], theme)))


def organisations_of(picture: PlanPicture) -> tuple[OrganisationName, ...]:
    """Everybody who has a part in a plan's commitments or answers for a milestone, by short name."""
    found = {o for c in picture.commitments for o in _involved(c)}
    return tuple(sorted(found, key=lambda o: o.short.casefold()))


def _involved(commitment: CommitmentPicture) -> Iterable[OrganisationName]:
    yield from (o for _role, o in commitment.parties)
    for milestone in commitment.milestones:
        yield from answering(commitment, milestone)


def narrowed(picture: PlanPicture, *, theme: str = "", organisation: str = "") -> PlanPicture:
    """The commitments of a theme, and those an organisation (by short name) has a part in. "" means all."""
    if not theme and not organisation:
        return picture
    left = tuple(
        c
        for c in picture.commitments
        if (not theme or fold(theme) in map(fold, themes_in(c.theme)))
        and (not organisation or any(o.short == organisation for o in _involved(c)))
    )
    return replace(
        picture,
        commitments=left,
        coverage=coverage_of(left, picture.coverage.period),
        provisional=any(m.standing.unverified or m.awaiting for c in left for m in c.milestones),
    )
