"""The list that needs action: the most urgent first, each with its reason and a link; then overdue follow-ups."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from models.language import _, number, short_date
from models.queries.meeting_records import FollowUpFilter, FollowUpRecord, MeetingFilter
from models.queries.meetings import list_follow_ups
from models.queries.plans import period_name
from models.queries.progress import Attention, CommitmentPicture, MilestonePicture, PlanPicture, attention_list
from models.rules.status import Reason
from models.vocabulary import Light, label
from pages.ui import frame
from pages.ui.filters import switch
from pages.ui.gate import Visit, database
from pages.ui.markup import Markup, badge, html, join, show
from pages.ui.standing import why

#: how many are shown before a person asks for all
AT_FIRST = 20
_FOLLOW_UPS = "tindak-lanjut"


def attention_section(visit: Visit, picture: PlanPicture, codes: frozenset[str] | None = None) -> None:
    """Milestones that are late, below target, disputed, silent or without evidence, and overdue follow-ups.

    ``codes`` narrows the follow-ups to those of these commitments.
    """
    urgent = attention_list(picture)
    overdue = _overdue(visit, picture, codes)
    if not urgent and not overdue:
        frame.empty(_("Tidak ada yang perlu tindakan."), _("Semua yang jatuh tempo sudah dilaporkan sesuai target."))
        return
    groups = _by_reason(urgent)
    offered = {"": _("Semua · {n}", n=number(len(urgent) + len(overdue)))}
    offered |= {key: f"{title} · {number(len(rows))}" for key, (title, rows) in groups.items() if rows}
    if overdue:
        offered[_FOLLOW_UPS] = _("Tindak lanjut lewat tenggat · {n}", n=number(len(overdue)))
    chosen = switch(_("Alasan"), "alasan", offered)
    if chosen != _FOLLOW_UPS:
        _milestones(picture, groups[chosen][1] if chosen else urgent)
    if chosen in ("", _FOLLOW_UPS) and overdue:
        _follow_ups(overdue)
    if not chosen:
        _silent(picture)


def _by_reason(urgent: Sequence[Attention]) -> dict[str, tuple[str, list[Attention]]]:
    def having(*reasons: Reason) -> list[Attention]:
        return [(c, m) for c, m in urgent if set(reasons) & set(m.standing.reasons)]

    return {
        "terlambat": (_("Terlambat"), [(c, m) for c, m in urgent if m.standing.light is Light.LATE]),
        "di-bawah-target": (_("Di bawah target"), having(Reason.BELOW_TARGET, Reason.FAR_BELOW_TARGET)),
        "tanpa-laporan": (_("Belum ada laporan"), having(Reason.NO_REPORT)),
        "tanpa-data-dukung": (_("Tanpa data dukung"), having(Reason.NO_EVIDENCE, Reason.EVIDENCE_REJECTED)),
        "berbeda": (_("Penilaian berbeda"), having(Reason.DISAGREEMENT)),
    }


def _milestones(picture: PlanPicture, rows: Sequence[Attention]) -> None:
    if len(rows) == len(picture.milestones) and all(m.standing.light is Light.NOT_REPORTED for _c, m in rows):
        frame.empty(
            _("Belum ada laporan untuk {n} target capaian.", n=number(len(rows))),
            _(
                "Sekretariat dapat mengirim matriks ke K/L dan OMS, mengimpor matriks yang kembali, "
                "atau mengisi langsung."
            ),
        )
        return
    everything = len(rows) <= AT_FIRST or st.toggle(_("Tampilkan semua ({n})", n=number(len(rows))), key="all_urgent")
    show(join([_row(c, m) for c, m in (rows if everything else rows[:AT_FIRST])]))


def _row(commitment: CommitmentPicture, milestone: MilestonePicture) -> Markup:
    who = ", ".join(o.short for o in milestone.responsible)
    return html(
        '<div class="baris3"><div>{badge}</div><div class="judul">{link}<div class="kecil">{about}</div></div>'
        "<div><strong>{why}</strong>{obstacle}</div></div>",
        badge=badge(milestone.standing.light),
        link=frame.link(
            milestone.title or milestone.row_code, "komitmen", kode=commitment.code, baris=milestone.row_code
        ),
        about=" · ".join(filter(None, (milestone.row_code, who))),
        why=why(milestone),
        obstacle=obstacle_of(milestone),
    )


def obstacle_of(milestone: MilestonePicture) -> Markup:
    """The last obstacle, in the words of who named it."""
    if milestone.obstacle is None:
        return Markup("")
    who, period = milestone.obstacle.organisation.short, period_name(milestone.obstacle.period)
    return html(
        '<p class="kendala">{who}: “{text}”</p>',
        who=_("Kendala menurut {who} ({period})", who=who, period=period),
        text=milestone.obstacle.text,
    )


def _overdue(visit: Visit, picture: PlanPicture, codes: frozenset[str] | None) -> tuple[FollowUpRecord, ...]:
    which = FollowUpFilter(overdue=True, meetings=MeetingFilter(plan=picture.plan.code))
    with database() as session:
        found = list_follow_ups(session, visit.actor, picture.as_of, which)
    return tuple(f for f in found if codes is None or (f.commitment is not None and f.commitment.code in codes))


def _follow_ups(rows: Sequence[FollowUpRecord]) -> None:
    st.subheader(_("Tindak lanjut rapat yang lewat tenggat"), anchor=False)
    show(join([follow_up_row(row) for row in rows]))


def follow_up_row(row: FollowUpRecord) -> Markup:
    """A follow-up with whom it waits for, and the minute it came from."""
    due = row.due_text or (short_date(row.due_on) if row.due_on else _("belum ada tenggat"))
    who = ", ".join(o.short for o in row.owners) or _("belum ada penanggung jawab")
    overdue = html('<strong style="color:#AD2330">■ {text}</strong>', text=_("lewat tenggat")) if row.is_overdue else ""
    about = frame.link(row.commitment.title, "komitmen", kode=row.commitment.code) if row.commitment is not None else ""
    return html(
        '<div class="baris3"><div>{state}</div><div>{text}<div class="kecil">{about}</div></div>'
        '<div>{who} · {due}<div class="kecil">{meeting}</div></div></div>',
        state=overdue or label(row.state),
        text=row.text,
        about=about,
        who=who,
        due=due,
        meeting=frame.link(_("rapat {day}", day=short_date(row.held_on)), "rapat", id=row.meeting_id),
    )


def _silent(picture: PlanPicture) -> None:
    coverage = picture.coverage
    if not coverage.silent or coverage.period is None or not coverage.institutions_reported:
        return
    names = ", ".join(o.short for o in coverage.silent)
    frame.quiet(_("Belum melapor untuk {period}: {names}.", period=period_name(coverage.period), names=names))
