"""The desk (Meja kerja): the day's figures, each a link to its list; then who owes what, by institution."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from models.language import N_, N_plural, _, long_date, number, percent, plural, short_date
from models.queries.desk import LATELY, SOON, Desk, DeskItem, DeskList, InstitutionRow, desk
from models.queries.exchange import RegisterEntry
from models.queries.plans import PlanRecord, period_name
from models.queries.progress import PlanPicture
from models.rules.access import Action
from models.rules.dispatching import Awaited
from models.rules.periods import Period, current_period
from models.vocabulary import ReportState, label
from pages.ui import frame
from pages.ui.choices import choose_period, choose_plan
from pages.ui.entry import TABLE_STYLE
from pages.ui.gate import Visit, database, require
from pages.ui.markup import Markup, html, join, show, sign
from pages.ui.pictures import picture_for
from reports.headline import coverage_sentence, reasons_in_words

SILENT, MATRICES = "diam", "matriks"


def page(visit: Visit) -> None:
    """Plan and period on top; the headline, the figures, and one list or the institutions."""
    with database() as session:
        left, right, _rest = st.columns([3, 2, 3])
        with left:
            plan = choose_plan(session, visit.actor, key="plan")
        if plan is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        picture = picture_for(session, visit, plan, visit.today)
        with right:
            period = _choose_period(visit, picture)
        found = desk(session, visit.actor, picture, period, visit.today)
    frame.head(_("Meja kerja"), lead=_lead(found, picture))
    if not picture.commitments:
        frame.empty(
            _("{plan} masih disusun.", plan=plan.name),
            _("Komitmennya muncul di sini setelah dicatat. Pilih rencana aksi lain di atas."),
        )
        return
    here = Here(visit, plan, found)
    here.tiles()
    which = st.query_params.get("daftar", "")
    if which:
        here.one_list(which)
    else:
        here.institutions()


def _choose_period(visit: Visit, picture: PlanPicture) -> Period | None:
    usual = current_period(picture.periods, visit.today)
    if usual is None:
        return None
    return choose_period(picture.periods, usual, key=f"desk-period/{picture.plan.code}")


# -- the sentence ---------------------------------------------------------------------------------------------------

_URGENT = (
    (DeskList.UNVERIFIED, N_plural("{n} laporan menunggu verifikasi")),
    (DeskList.MISSING, N_plural("{n} laporan belum masuk")),
    (DeskList.DISPUTED, N_plural("{n} penilaian berbeda")),
    (DeskList.WITHOUT_EVIDENCE, N_plural("{n} laporan tanpa data dukung")),
)


def _lead(found: Desk, picture: PlanPicture) -> str:
    """Who has reported, until when the others may, and what waits today."""
    parts = [_coverage(found, picture), _deadline(found)]
    todo = [plural(text, n) for which, text in _URGENT if (n := found.count(which))]
    overdue = sum(1 for m in found.matrices or () if m.standing is Awaited.OVERDUE)
    if overdue:
        todo.append(plural("{n} matriks lewat tenggat kembali", overdue))
    late = sum(1 for f in found.follow_ups if f.is_overdue)
    if late:
        todo.append(plural("{n} tindak lanjut lewat tenggat", late))
    if todo:
        parts.append(_("Yang menunggu: {things}.", things=", ".join(todo)))
    elif found.period:
        parts.append(_("Tidak ada yang menunggu Anda."))
    return " ".join(filter(None, parts))


def _coverage(found: Desk, picture: PlanPicture) -> str:
    if found.period is None:
        return _("{plan} belum punya periode pelaporan.", plan=picture.plan.name)
    if found.period == picture.coverage.period:
        return coverage_sentence(picture)
    owing = len(found.institutions)
    return _(
        "{n} dari {due} instansi sudah melapor untuk {period}.",
        n=number(owing - len(found.silent)),
        due=number(owing),
        period=period_name(found.period),
    )


def _deadline(found: Desk) -> str:
    if found.period is None:
        return ""
    due = found.period.due_on
    if due == found.today:
        return _("Tenggatnya hari ini, {day}.", day=long_date(due))
    if found.is_overdue:
        return _("Tenggatnya lewat sejak {day}.", day=long_date(due))
    return _("Tenggatnya {day}.", day=long_date(due))


# -- figures and lists ----------------------------------------------------------------------------------------------


class Here:
    """The desk as one visitor sees it, with the addresses of its lists."""

    def __init__(self, visit: Visit, plan: PlanRecord, found: Desk) -> None:
        self.visit = visit
        self.found = found
        self.plan = plan
        period = found.period
        self.kept = {"rencana": plan.code, "periode": f"{period.year}-{period.code}" if period else ""}
        self.may_verify = visit.may(Action.VERIFY)

    def to(self, which: str, instansi: str = "") -> str:
        """The address of a list of the desk; that of the queue for who may work through it."""
        if which == DeskList.UNVERIFIED and self.may_verify:
            return frame.address("verifikasi", **self.kept, instansi=instansi)
        return frame.address("meja", **self.kept, daftar=which, instansi=instansi)

    def tiles(self) -> None:
        """The figures, in the order in which a day is worked through."""
        found = self.found
        missing = _("Lewat tenggat, belum masuk") if found.is_overdue else _("Belum masuk")
        lists = [
            (DeskList.ARRIVED, plural("Masuk {n} hari terakhir", LATELY)),
            (DeskList.UNVERIFIED, _("Belum diverifikasi")),
            (DeskList.RETURNED, _("Dikembalikan")),
            (DeskList.MISSING, missing),
            (SILENT, _("Instansi belum melapor")),
            (DeskList.WITHOUT_EVIDENCE, _("Tanpa data dukung")),
            (DeskList.DISPUTED, _("Berbeda penilaian")),
            (DeskList.LATE, _("Target capaian terlambat")),
            (DeskList.DUE_SOON, plural("Batas waktu {n} hari ke depan", SOON)),
        ]
        if found.period is None:
            lists = [pair for pair in lists if pair[0] in (DeskList.ARRIVED, DeskList.LATE, DeskList.DUE_SOON)]
        tiles = [self._tile(self._count(which), text, self.to(which), which) for which, text in lists]
        if found.matrices is not None:
            tiles.append(self._tile(len(found.matrices), _("Matriks belum kembali"), self.to(MATRICES), MATRICES))
        follow_ups = frame.address("rapat", rencana=self.plan.code, daftar="tindak-lanjut")
        tiles.append(self._tile(len(found.follow_ups), _("Tindak lanjut terbuka"), follow_ups, ""))
        show(html('<div class="angka">{tiles}</div>{style}', tiles=join(tiles), style=_STYLE))
        if found.waiting_elsewhere:
            total = found.waiting_elsewhere + found.count(DeskList.UNVERIFIED)
            text = plural("{n} laporan periode lain juga menunggu verifikasi", found.waiting_elsewhere)
            whole = frame.link(plural("seluruh antrean: {n}", total), "verifikasi", rencana=self.plan.code)
            show(
                html(
                    "<p>{text}{whole}</p>",
                    text=text,
                    whole=html(" ({whole}).", whole=whole) if self.may_verify else ".",
                )
            )

    def _count(self, which: str) -> int:
        return len(self.found.silent) if which == SILENT else self.found.count(DeskList(which))

    def _tile(self, n: int, text: str, to: str, which: str) -> Markup:
        inside = html("<strong>{n}</strong><span>{text}</span>", n=number(n), text=text)
        if not n:
            return html('<div class="nol">{inside}</div>', inside=inside)
        current = bool(which) and st.query_params.get("daftar") == which
        return html(
            '<a href="{to}" target="_self"{here}>{inside}</a>',
            to=to,
            here=Markup(' aria-current="true"') if current else Markup(""),
            inside=inside,
        )

    # -- one list -----------------------------------------------------------------------------------------------

    def one_list(self, which: str) -> None:
        """What is behind a figure, one line each, with the way to where it is worked on."""
        found = self.found
        back = frame.link(_("Kembali ke semua instansi"), "meja", **self.kept)
        who = st.query_params.get("instansi", "")
        if which == SILENT:
            self._titled(_("Instansi belum melapor"), len(found.silent), "", back)
            self._table(found.silent)
        elif which == MATRICES and found.matrices is not None:
            self._titled(_("Matriks belum kembali"), len(found.matrices), "", back)
            self._matrices(found.matrices)
        elif which in {choice.value for choice in DeskList}:
            items = [i for i in found.listed(DeskList(which)) if who in ("", i.organisation.short)]
            self._titled(_LISTS[DeskList(which)], len(items), who, back)
            self._items(items)
        else:
            self.institutions()

    def _titled(self, title: str, n: int, who: str, back: Markup) -> None:
        about = f"{_(title)}: {who}" if who else _(title)
        st.subheader(f"{about} ({number(n)})", anchor=False)
        show(html("<p>{back}</p>", back=back))

    def _items(self, items: list[DeskItem]) -> None:
        if not items:
            frame.empty(_("Tidak ada yang perlu dikerjakan dalam daftar ini."), _("Pilih angka lain di atas."))
            return
        heads = [_("Instansi atau OMS"), _("Target capaian"), _("Laporan"), _("Diterima pada"), _("Batas waktu")]
        if all(item.period is None for item in items):  # about milestones, whatever was reported when
            heads = [_("Instansi atau OMS"), _("Target capaian"), _("Keadaan"), _("Batas waktu")]
        _draw(heads, [self._item(item, heads) for item in items])

    def _item(self, item: DeskItem, heads: list[str]) -> Markup:
        level = percent(item.percent) if item.percent is not None else ""
        place = html('<a href="{to}" target="_self">{code}</a>', to=self._work(item), code=item.row_code)
        who, what = html("{who}", who=item.organisation.short), html("{place} {title}", place=place, title=item.title)
        if item.period is None:
            stands = " · ".join(filter(None, (sign(item.light), reasons_in_words(item.reasons), level)))
            return _row(heads, who, what, html("{stands}", stands=stands), _day(item.due_on))
        words = [level, label(item.completion) if item.completion else "", label(item.state) if item.state else ""]
        said = " · ".join(filter(None, words)) or _("belum ada laporan")
        period = f" · {period_name(item.period)}" if item.period != self.found.period else ""
        return _row(
            heads,
            who,
            what,
            html("{said}{period}", said=said, period=period),
            _day(item.received_on),
            _day(item.due_on),
        )

    def _work(self, item: DeskItem) -> str:
        """The address where an item is worked on, as far as the visitor may."""
        if not self.may_verify:
            return frame.address("komitmen", kode=item.commitment_code, baris=item.row_code)
        if item.answers and item.state is ReportState.SUBMITTED:
            return frame.address("verifikasi", rencana=self.plan.code, laporan=item.report_id)
        period = item.period or self.found.period
        code = f"{period.year}-{period.code}" if period else ""
        return frame.address("mutakhirkan", baris=item.row_code, periode=code, pelapor=item.key)

    def _matrices(self, out: tuple[RegisterEntry, ...]) -> None:
        heads = [_("Instansi atau OMS"), _("Matriks"), _("Dikirim pada"), _("Tenggat kembali"), _("Keterlambatan")]
        rows = [
            _row(
                heads,
                html("{who}", who=entry.record.organisation),
                html("{code} · {period}", code=entry.record.code, period=entry.period or "–"),
                _day(entry.record.sent_on),
                _day(entry.record.due_on),
                html("{late}", late=plural("{n} hari", entry.days_overdue) if entry.days_overdue else "–"),
            )
            for entry in out
        ]
        _draw(heads, rows)
        show(html("<p>{link}</p>", link=frame.link(_("Ingatkan atau kirim lagi"), "kirim", rencana=self.plan.code)))

    # -- by institution -----------------------------------------------------------------------------------------

    def institutions(self) -> None:
        """Who owes what for the period; each figure leads to its rows."""
        found = self.found
        if found.period is None:
            frame.empty(
                _("Rencana aksi ini belum punya periode pelaporan."),
                _("Tanpa periode tidak ada laporan yang jatuh tempo. Pilih rencana aksi lain di atas."),
            )
            return
        if not found.institutions:
            frame.empty(
                _("Tidak ada yang wajib melapor untuk {period}.", period=period_name(found.period)),
                _("Semua target capaian di luar periode ini, selesai, atau belum ada penanggung jawabnya."),
            )
            return
        st.subheader(_("Menurut instansi, {period}", period=period_name(found.period)), anchor=False)
        if len(found.silent) == len(found.institutions):
            self._nobody_yet(found.period)
        self._table(found.institutions)

    def _nobody_yet(self, period: Period) -> None:
        frame.empty(
            _("Belum ada laporan untuk {period}.", period=period_name(period)),
            _("Kirim matriks ke K/L dan OMS, impor matriks yang kembali, atau isi langsung."),
        )
        links = [
            (Action.DISPATCH, frame.link(_("Siapkan matriks"), "kirim", rencana=self.plan.code)),
            (Action.IMPORT, frame.link(_("Impor matriks"), "impor")),
            (Action.VERIFY, frame.link(_("Isi laporan"), "mutakhirkan", rencana=self.plan.code)),
        ]
        offered = [link for action, link in links if self.visit.may(action)]
        if offered:
            show(html("<p>{links}</p>", links=join(offered, " · ")))

    def _table(self, rows: tuple[InstitutionRow, ...]) -> None:
        columns = [
            (DeskList.OWED, _("Wajib lapor")),
            (DeskList.REPORTED, _("Sudah")),
            (DeskList.UNVERIFIED, _("Belum diverifikasi")),
            (DeskList.RETURNED, _("Dikembalikan")),
            (DeskList.WITHOUT_EVIDENCE, _("Tanpa bukti")),
            (DeskList.DISPUTED, _("Berbeda penilaian")),
        ]
        heads = [_("Instansi atau OMS"), *(text for _which, text in columns), _("Terakhir masuk")]
        drawn = []
        for row in rows:
            short = row.organisation.short
            cells = [self._figure(which, row.counts[which], short) for which, _text in columns]
            silent = html(' <span class="diam">{text}</span>', text=_("belum melapor")) if row.is_silent else Markup("")
            who = html("{name}{silent}", name=frame.link(short, "instansi", nama=short), silent=silent)
            drawn.append(_row(heads, who, *cells, _day(row.last_received)))
        _draw(heads, drawn)
        frame.quiet(_("Wajib lapor: target capaian yang jatuh dalam periode ini dan belum selesai sebelumnya."))

    def _figure(self, which: DeskList, n: int, short: str) -> Markup:
        if not n:
            return html('<span class="kecil">{n}</span>', n=number(n))
        return html('<a href="{to}" target="_self">{n}</a>', to=self.to(which, short), n=number(n))


_LISTS = {
    DeskList.ARRIVED: N_("Baru masuk"),
    DeskList.OWED: N_("Wajib lapor"),
    DeskList.REPORTED: N_("Sudah melapor"),
    DeskList.MISSING: N_("Belum masuk"),
    DeskList.UNVERIFIED: N_("Belum diverifikasi"),
    DeskList.RETURNED: N_("Dikembalikan"),
    DeskList.WITHOUT_EVIDENCE: N_("Tanpa data dukung"),
    DeskList.DISPUTED: N_("Berbeda penilaian"),
    DeskList.LATE: N_("Target capaian terlambat"),
    DeskList.DUE_SOON: N_("Batas waktu mendekat"),
}


def _row(heads: list[str], first: Markup, *cells: Markup) -> Markup:
    drawn = [
        html('<td data-judul="{head}">{cell}</td>', head=head, cell=cell)
        for head, cell in zip(heads[1:], cells, strict=True)
    ]
    return html('<tr><th scope="row">{first}</th>{cells}</tr>', first=first, cells=join(drawn))


def _day(day: dt.date | None) -> Markup:
    return html('<span class="hari">{day}</span>', day=short_date(day))


def _draw(heads: list[str], rows: list[Markup]) -> None:
    show(
        html(
            '<table class="banding meja"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{style}',
            heads=join([html('<th scope="col">{head}</th>', head=head) for head in heads]),
            rows=join(rows),
            style=TABLE_STYLE,
        )
    )


_STYLE = Markup(
    "<style>"
    ".angka{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.6rem,1fr));gap:.7rem;margin:.4rem 0 .6rem}"
    ".angka>*{border:1px solid #D9D9D6;border-radius:8px;padding:.6rem .8rem;display:block;"
    "text-decoration:none!important;color:#2D2926!important}"
    ".angka>a:hover{border-color:#0B6E99}.angka>a[aria-current]{border:2px solid #0B6E99;background:#F1F6F9}"
    ".angka strong{display:block;font-size:1.9rem;line-height:1.15;color:#0B6E99}.angka span{font-size:.88rem}"
    ".angka .nol{border-style:dashed}.angka .nol strong{color:#63666A;font-weight:400}"
    ".diam{font-size:.78rem;font-weight:400;border:1px dashed #63666A;border-radius:9px;padding:0 .45rem;"
    "white-space:nowrap}"
    "@media(min-width:701px){.meja tbody th{width:11rem}.meja .hari{white-space:nowrap}"
    ".meja thead th,.meja td:not(:first-of-type){overflow-wrap:break-word}"
    ".meja td:not(:first-of-type){min-width:5.5rem}}"
    "@media(max-width:700px){.angka{grid-template-columns:repeat(2,1fr)}"
    ".meja td{display:inline-block!important;margin-right:1.1rem}.meja td:has(.kecil){display:none!important}}"
    "</style>"
)


page(require(Action.SEE_INTERNAL))
