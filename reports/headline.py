"""The sentence at the top: made from the data, with counts that add up to all commitments (look.md)."""

from __future__ import annotations

from collections.abc import Sequence

from models.language import _, long_date, number, percent, plural
from models.queries.plans import period_name
from models.queries.progress import PlanPicture
from models.rules.status import Reason
from models.vocabulary import Light

_PARTS = (
    Light.COMPLETE,
    Light.ON_TARGET,
    Light.ATTENTION,
    Light.LATE,
    Light.NOT_REPORTED,
    Light.NOT_DUE,
    Light.CANCELLED,
)


def headline(picture: PlanPicture) -> str:
    """How the plan stands, in words a director can repeat."""
    total = len(picture.commitments)
    if not total:
        return _("Belum ada komitmen untuk {plan}.", plan=picture.plan.name)
    return " ".join(filter(None, (_standing(picture, total), coverage_sentence(picture), position_sentence(picture))))


def _standing(picture: PlanPicture, total: int) -> str:
    counts = picture.counts
    if counts[Light.NOT_REPORTED] == total:
        return plural("Belum ada laporan untuk {n} komitmen {plan}.", total, plan=picture.plan.name)
    present = [light for light in _PARTS if counts[light]]
    first, *rest = present
    opening = _("{n} dari {total} komitmen {what}", n=number(counts[first]), total=number(total), what=_in_words(first))
    sentence = ", ".join([opening, *(f"{number(counts[light])} {_in_words(light)}" for light in rest)])
    provisional = _(" (sementara)") if picture.provisional else ""
    return f"{sentence}{provisional}."


def _in_words(light: Light) -> str:
    return {
        Light.COMPLETE: _("selesai"),
        Light.ON_TARGET: _("sesuai target"),
        Light.ATTENTION: _("perlu perhatian"),
        Light.LATE: _("terlambat"),
        Light.NOT_REPORTED: _("belum ada laporan"),
        Light.NOT_DUE: _("belum jatuh tempo"),
        Light.CANCELLED: _("dibatalkan"),
    }[light]


def coverage_sentence(picture: PlanPicture) -> str:
    """Institutions first: "29 dari 40 instansi sudah melapor untuk B06 Tahun 2024"."""
    coverage = picture.coverage
    if coverage.period is None or not coverage.institutions_due:
        return ""
    return _(
        "{n} dari {due} instansi sudah melapor untuk {period}.",
        n=number(coverage.institutions_reported),
        due=number(coverage.institutions_due),
        period=period_name(coverage.period),
    )


def position_sentence(picture: PlanPicture) -> str:
    """As of which day, and when the data last changed."""
    if picture.updated_on is None:
        return _("Posisi per {day}.", day=long_date(picture.as_of))
    return _(
        "Posisi per {day}, dimutakhirkan {updated}.",
        day=long_date(picture.as_of),
        updated=long_date(picture.updated_on),
    )


def progress_sentence(picture: PlanPicture) -> str:
    """The plan's progress, never without how much of it was reported."""
    progress = picture.progress
    if progress.percent is None:
        return _("Belum ada capaian yang dilaporkan ({n} target capaian).", n=number(progress.due))
    return _(
        "Rata-rata capaian {value} dari {n} target capaian yang melapor, dari {due} seluruhnya.",
        value=percent(progress.percent),
        n=number(progress.reported),
        due=number(progress.due),
    )


def reasons_in_words(reasons: Sequence[Reason]) -> str:
    """Why something needs attention, for lists."""
    words = {
        Reason.LATE: _("lewat batas waktu"),
        Reason.FAR_BELOW_TARGET: _("jauh di bawah target periode"),
        Reason.BELOW_TARGET: _("di bawah target periode"),
        Reason.DISAGREEMENT: _("penilaian berbeda"),
        Reason.EVIDENCE_REJECTED: _("data dukung ditolak"),
        Reason.NO_EVIDENCE: _("tanpa data dukung"),
        Reason.NO_REPORT: _("belum ada laporan"),
    }
    return ", ".join(words[reason] for reason in reasons)


def legend(picture: PlanPicture) -> list[tuple[Light, str]]:
    """What each light means for this plan; the margins are its settings, there is no official threshold."""
    margin = number(picture.plan.margin_points)
    points = number(picture.plan.disagreement_points)
    return [
        (Light.COMPLETE, _("Laporan menyatakan selesai.")),
        (Light.ON_TARGET, _("Capaian terakhir memenuhi target periodenya.")),
        (
            Light.ATTENTION,
            _(
                "Di bawah target periode paling banyak {margin} poin, penilaian berbeda satu tingkat atau "
                "{points} poin, atau data dukung ditolak.",
                margin=margin,
                points=points,
            ),
        ),
        (
            Light.LATE,
            _(
                "Batas waktu lewat dan belum selesai, atau lebih dari {margin} poin di bawah target periode.",
                margin=margin,
            ),
        ),
        (Light.NOT_REPORTED, _("Laporan sudah jatuh tempo tetapi belum ada. Bukan 0%.")),
        (Light.NOT_DUE, _("Belum ada laporan yang jatuh tempo.")),
        (Light.CANCELLED, _("Tidak dihitung.")),
    ]
