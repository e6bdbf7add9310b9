"""Institutions × periods: who reported what when, with word and shape in each cell."""

from __future__ import annotations

from models.language import _, number, percent
from models.queries.by_period import Duty, InstitutionRow, institution_rows
from models.queries.progress import PlanPicture
from models.vocabulary import label
from pages.ui import frame
from pages.ui.markup import Markup, html, join, paint
from reports.look import SIGNS

#: reports came in that this reader may not read yet
_UNREAD = Markup("background:#fff;color:#2D2926;border:1.5px solid #63666A")


def heat_map(picture: PlanPicture) -> Markup:
    """A row per institution, a column per period; every cell leads to the institution's own page."""
    rows = institution_rows(picture)
    heads = [
        html('<th scope="col">{code}<br><small>{year}</small></th>', code=p.code, year=p.year) for p in picture.periods
    ]
    return html(
        '<div class="bungkus" role="region" aria-label="{name}" tabindex="0"><table class="panas"><thead><tr>'
        '<th scope="col" style="text-align:left">{first}</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>',
        name=_("Laporan menurut instansi dan periode"),
        first=_("Instansi"),
        heads=join(heads),
        rows=join([_row(picture, row) for row in rows]),
    )


def _row(picture: PlanPicture, row: InstitutionRow) -> Markup:
    return html(
        '<tr><th scope="row">{name}</th>{cells}</tr>',
        name=frame.link(row.organisation.short, "instansi", nama=row.organisation.short, rencana=picture.plan.code),
        cells=join([_cell(picture, row, duty) for duty in row.duties]),
    )


def _cell(picture: PlanPicture, row: InstitutionRow, duty: Duty | None) -> Markup:
    if duty is None:
        return html('<td><span class="kecil" title="{why}">·</span></td>', why=_("tidak ada kewajiban melapor"))
    word = label(duty.light) if duty.light else _("Belum diverifikasi")
    value = f"{percent(duty.progress.percent)} · " if duty.progress.percent is not None else ""
    return html(
        '<td><a href="{to}" target="_self" style="{look}"><span aria-hidden="true">{shape}</span> '
        '{value}{reported}/{due}<small class="kata-sel">{word}</small></a></td>',
        to=frame.address(
            "instansi",
            nama=row.organisation.short,
            rencana=picture.plan.code,
            periode=f"{duty.period.code}-{duty.period.year}",
        ),
        look=paint(duty.light) if duty.light else _UNREAD,
        shape=SIGNS[duty.light].shape if duty.light else "◌",
        value=value,
        reported=number(duty.reported),
        due=number(duty.due),
        word=word,
    )
