"""Accept everything an institution reported, except what is picked out; said in numbers, done in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast

import streamlit as st

from models.commands.verification import NotVerified, verify_reports
from models.language import _, number, percent, plural, short_date
from models.queries.plans import period_name
from models.queries.progress import OrganisationName
from models.queries.verification import QueueLine
from models.vocabulary import label
from pages.ui import frame
from pages.ui.entry import TABLE_STYLE, news
from pages.ui.gate import change
from pages.ui.markup import html, join, show
from pages.ui.verification import remember_verdicts, risk_word


def by_institution(queue: Sequence[QueueLine], plan: str, query: Mapping[str, str]) -> None:
    """Whose reports wait, for choosing one institution."""
    waiting = Counter(line.reporter.organisation for line in queue)
    ready = Counter(line.reporter.organisation for line in queue if line.ready)
    risky = Counter(line.reporter.organisation for line in queue if line.risks)
    rows = [
        html(
            '<tr><th scope="row">{who}</th><td data-judul="{a}">{n}</td><td data-judul="{b}">{risky}</td>'
            '<td data-judul="{c}">{ready}</td></tr>',
            who=frame.link(
                organisation.short,
                "verifikasi",
                rencana=plan,
                **{**query, "instansi": organisation.short, "cara": "banyak"},
            ),
            n=number(n),
            risky=number(risky[organisation]),
            ready=number(ready[organisation]),
            a=_("Menunggu"),
            b=_("Perlu dilihat"),
            c=_("Dapat diterima"),
        )
        for organisation, n in sorted(waiting.items(), key=lambda item: (-item[1], item[0].short.casefold()))
    ]
    heads = [_("Instansi atau OMS"), _("Menunggu"), _("Perlu dilihat"), _("Dapat diterima")]
    show(
        html(
            '<table class="banding"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{style}',
            heads=join([html('<th scope="col">{head}</th>', head=head) for head in heads]),
            rows=join(rows),
            style=TABLE_STYLE,
        )
    )
    frame.quiet(_("Pilih satu instansi untuk menerima laporannya sekaligus, kecuali yang Anda keluarkan."))


def accept_all_but(queue: Sequence[QueueLine], organisation: OrganisationName, plan: str) -> None:
    """The institution's reports with a tick each; one press accepts those that keep it."""
    ready = [line for line in queue if line.ready]
    held = [line for line in queue if not line.ready]
    chosen = _ticked(ready, organisation, plan) if ready else []
    _say(chosen, ready, held, organisation)
    pressed = st.button(
        plural("Terima {n} laporan {who}", len(chosen), who=organisation.short),
        type="primary",
        disabled=not chosen,
        key="terima-sekaligus",
        icon=":material/done_all:",
    )
    if pressed:
        _accept(chosen, organisation)
    if held:
        _held_back(held, plan)


def _ticked(ready: Sequence[QueueLine], organisation: OrganisationName, plan: str) -> list[QueueLine]:
    words = st.column_config
    # a new table as soon as other reports are in it: ticks belong to rows, not to places
    key = f"terima/{organisation.id}/{hash(tuple((line.report_id, line.version) for line in ready))}"
    shown: list[dict[str, Any]] = st.data_editor(
        [
            {
                "accept": True,
                "row": frame.address("verifikasi", rencana=plan, laporan=line.report_id, baris=line.row_code),
                "period": period_name(line.period),
                "title": line.title,
                "level": percent(line.percent) if line.percent is not None else "",
                "completion": label(line.completion) if line.completion else "",
                "evidence": line.evidence,
                "risks": ", ".join(risk_word(risk) for risk in line.risks) or "–",
                "received": short_date(line.received_on) if line.received_on else "",
            }
            for line in ready
        ],
        key=key,
        hide_index=True,
        num_rows="fixed",
        disabled=["row", "period", "title", "level", "completion", "evidence", "received", "risks"],
        height=min(35 * len(ready) + 38, 560),
        alt=_("Laporan yang dapat diterima sekaligus, satu baris per laporan"),
        column_config=cast(
            "Any",
            {
                "accept": words.CheckboxColumn(_("Terima"), width=85, pinned=True),
                "row": words.LinkColumn(_("Kode baris"), display_text=r"baris=([^&]+)", width=120, pinned=True),
                "period": words.TextColumn(_("Periode"), width=120),
                "title": words.TextColumn(_("Ukuran atau kegiatan"), width=205),
                "level": words.TextColumn(_("Persen"), width=65),
                "completion": words.TextColumn(_("Tingkat penyelesaian"), width=145),
                "evidence": words.NumberColumn(_("Data dukung"), width=90),
                "received": words.TextColumn(_("Diterima pada"), width=110),
                "risks": words.TextColumn(_("Perlu dilihat"), width=240),
            },
        ),
    )
    return [line for line, record in zip(ready, shown, strict=True) if record["accept"]]


def _say(
    chosen: Sequence[QueueLine], ready: Sequence[QueueLine], held: Sequence[QueueLine], organisation: OrganisationName
) -> None:
    parts = [plural("{n} laporan {who} akan diverifikasi", len(chosen), who=organisation.short)]
    if len(ready) > len(chosen):
        parts.append(plural("{n} dikeluarkan dan tetap menunggu", len(ready) - len(chosen)))
    if held:
        parts.append(plural("{n} belum dapat diterima", len(held)))
    risky = sum(1 for line in chosen if line.risks)
    if risky:
        parts.append(plural("{n} di antaranya sebaiknya dilihat dulu", risky))
    show(html("<p>{said}.</p>", said="; ".join(parts)))


def _accept(chosen: Sequence[QueueLine], organisation: OrganisationName) -> None:
    versions: dict[int, int] = {}
    with change() as attempt:
        verified = verify_reports(attempt.session, attempt.actor, {line.report_id: line.version for line in chosen})
        versions = {report.id or 0: report.version for report in verified}
    if attempt.done:
        remember_verdicts(versions)
        news(plural("{n} laporan {who} terverifikasi.", len(versions), who=organisation.short))
        st.query_params.pop("laporan", None)
        st.rerun()
    if isinstance(attempt.error, NotVerified):
        by_id = {line.report_id: line for line in chosen}
        rows = [
            html('<tr><th scope="row">{code}</th><td>{why}</td></tr>', code=by_id[report_id].row_code, why=why)
            for report_id, why in attempt.error.refused.items()
        ]
        show(html('<table class="banding"><tbody>{rows}</tbody></table>{style}', rows=join(rows), style=TABLE_STYLE))


def _held_back(held: Sequence[QueueLine], plan: str) -> None:
    rows = [
        html(
            "<li>{link} · {period} · {title}</li>",
            link=frame.link(line.row_code, "verifikasi", rencana=plan, laporan=line.report_id),
            period=period_name(line.period),
            title=line.title,
        )
        for line in held
    ]
    show(
        html(
            "<p><strong>{why}</strong></p><ul>{rows}</ul>",
            why=_("Menyatakan “Selesai” tanpa data dukung yang diterima; periksa data dukungnya dulu:"),
            rows=join(rows),
        )
    )
