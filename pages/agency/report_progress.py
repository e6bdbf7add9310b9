"""One contact person's whole work for a period on one screen: what is asked, written, sent, returned and verified."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import streamlit as st
from sqlmodel import Session

from models.commands.reporting import publish_assessments, submit_reports
from models.language import _, long_date, number, percent, plural
from models.queries.exchange import DispatchRecord, list_dispatches
from models.queries.plans import PlanRecord, default_plan, list_plans, period_name
from models.queries.reporting import Desk, DeskRow, Lack, Stage, plans_to_report_on, reporting_desk
from models.queries.worklist import Remark
from models.rules.access import Action
from models.rules.periods import Period, current_period, has_begun
from models.vocabulary import Assessor, DispatchState, PeriodState, Role
from pages.ui import frame
from pages.ui.choices import asked, choose_period, plan_words, remember
from pages.ui.entry import news, show_news
from pages.ui.gate import Visit, change, database, require
from pages.ui.markup import Markup, html, join, show, verbatim
from pages.ui.pictures import picture_for
from pages.ui.reporting.own_evidence import drop_zone, own_evidence
from pages.ui.reporting.own_report import own_report, standing_report

#: sign, colour and icon of each stage; the word always goes with them
_LOOK = {
    Stage.VERIFIED: ("✓", "#0B6E99", ":material/check_circle:"),
    Stage.SENT: ("●", "#2E8B6F", ":material/send:"),
    Stage.READY: ("◐", "#E3A008", ":material/edit_note:"),
    Stage.DRAFT: ("◔", "#E3A008", ":material/edit_note:"),
    Stage.RETURNED: ("▲", "#AD2330", ":material/undo:"),
    Stage.EMPTY: ("○", "#8A8D91", ":material/radio_button_unchecked:"),
}
_TO_DO = (Stage.RETURNED, Stage.READY, Stage.DRAFT, Stage.EMPTY)


def stage_word(stage: Stage, *, own_word: bool = False) -> str:
    """What a stage is called; ``own_word``: a CSO's assessment, which waits for no verdict."""
    if own_word and stage is Stage.SENT:
        return _("terkirim")
    return {
        Stage.VERIFIED: _("terverifikasi"),
        Stage.SENT: _("terkirim, belum diverifikasi"),
        Stage.READY: _("draf siap dikirim"),
        Stage.DRAFT: _("draf belum lengkap"),
        Stage.RETURNED: _("dikembalikan"),
        Stage.EMPTY: _("belum diisi"),
    }[stage]


def page(visit: Visit) -> None:
    """Headline and progress, then one line per milestone that opens into its form, then everything at once."""
    if visit.actor.role not in (Role.AGENCY, Role.CSO) or visit.actor.organisation_id is None:
        _not_for_staff()
        return
    title = _("Penilaian OMS") if visit.actor.role is Role.CSO else _("Lapor capaian")
    with database() as session:
        left, right = st.columns([3, 2])
        with left:
            plan, others = _choose_plan(session, visit)
        if plan is None:
            frame.head(title)
            frame.empty(_("Belum ada rencana aksi."), _("Halaman ini terisi setelah Sekretariat memuat rencana aksi."))
            return
        picture = picture_for(session, visit, plan, visit.today)
        with right:
            period = _choose_period(picture.periods, visit, plan)
        if period is None:
            frame.head(title)
            _no_period(plan, others)
            return
        desk = reporting_desk(session, visit.actor, picture, period)
        sent_to_us = _dispatch_for(list_dispatches(session, visit.actor, plan_id=plan.id), desk)
    frame.head(title, lead=headline(desk, visit))
    show_news()
    if not desk.rows:
        _nothing_asked(desk, others)
    else:
        _work(visit, desk)
    if desk.without_milestones:
        _without_milestones(desk)
    _by_workbook(desk, sent_to_us)


# -- the row on top -------------------------------------------------------------------------------------------------


def _choose_plan(session: Session, visit: Visit) -> tuple[PlanRecord | None, list[PlanRecord]]:
    """The plan, and the others in which there is something to report on."""
    plans = {plan.code: plan for plan in list_plans(session, visit.actor)}
    running = default_plan(list(plans.values()))
    mine = [plans[code] for code in plans_to_report_on(session, visit.actor)]
    offered = mine if running is None or running in mine else [running, *mine]
    if not offered:
        return None, []
    usual = (
        running if running in mine or not mine or (running and not _has_periods(session, visit, running)) else mine[0]
    )
    assert usual is not None
    codes = [plan.code for plan in offered]
    start = asked("rencana", codes, usual.code)
    code = st.selectbox(
        _("Rencana aksi"), codes, index=codes.index(start), format_func=lambda c: plan_words(plans[c]), key="plan"
    )
    remember("rencana", code, fallback=usual.code)
    return plans[code], [plan for plan in mine if plan.code != code]


def _has_periods(session: Session, visit: Visit, plan: PlanRecord) -> bool:
    return bool(picture_for(session, visit, plan, visit.today).periods)


def _choose_period(periods: Sequence[Period], visit: Visit, plan: PlanRecord) -> Period | None:
    usual = current_period(periods, visit.today)
    if usual is None:
        return None
    begun = [p for p in sorted(periods, reverse=True) if has_begun(p, visit.today) or p == usual]
    return choose_period(begun, usual, key=f"period/{plan.code}")


# -- the headline ---------------------------------------------------------------------------------------------------


def headline(desk: Desk, visit: Visit) -> str:
    """How far the period's work is, and until when, in a sentence."""
    done, everything = len(desk.sent), len(desk.asked)
    values = {"period": period_name(desk.period), "day": long_date(desk.period.due_on)}
    if not everything:
        return ""
    assess = desk.assessor is Assessor.CSO
    if done == everything:
        sentence = (
            plural("Semua {n} target capaian sudah Anda nilai untuk {period}.", everything, **values)
            if assess
            else plural("Semua {n} target capaian sudah dilaporkan untuk {period}.", everything, **values)
        )
        return sentence + _after_all(desk, visit)
    counted = {"done": number(done), "all": number(everything), **values}
    if assess:
        sentence = _("{done} dari {all} target capaian sudah Anda nilai untuk {period}; batas {day}.", **counted)
    else:
        sentence = _("{done} dari {all} target capaian sudah dilaporkan untuk {period}; batas {day}.", **counted)
    if desk.plan.rules.is_over(visit.today):
        return sentence + " " + _("{plan} sudah berakhir; laporan susulan masih diterima.", plan=desk.plan.name)
    return sentence + " " + _time_left(desk.period, visit)


def _time_left(period: Period, visit: Visit) -> str:
    days = (period.due_on - visit.today).days
    if days > 0:
        return plural("Tinggal {n} hari.", days)
    return _("Hari ini hari terakhir.") if days == 0 else plural("Batasnya lewat {n} hari.", -days)


def _after_all(desk: Desk, visit: Visit) -> str:
    waiting = len(desk.at(Stage.SENT, visit.today))
    if desk.assessor is Assessor.AGENCY and waiting:
        return " " + plural("{n} masih menunggu verifikasi Sekretariat.", waiting)
    return " " + _("Tidak ada lagi yang perlu Anda isi untuk periode ini.")


def _progress(desk: Desk, visit: Visit) -> Markup:
    """One bar: what is verified, sent, written and open, each in words below it."""
    counts = {stage: sum(1 for row in desk.asked if row.stage(visit.today) is stage) for stage in _LOOK}
    found = [(stage, n) for stage, n in counts.items() if n]
    parts = [
        html(
            '<span style="flex:{n};background:{colour};height:.7rem;{hollow}"></span>',
            n=n,
            colour="#fff" if stage is Stage.EMPTY else _LOOK[stage][1],
            hollow=Markup("border:1.5px dashed #8A8D91") if stage is Stage.EMPTY else Markup(""),
        )
        for stage, n in found
    ]
    words = [
        html(
            '<span style="white-space:nowrap"><span aria-hidden="true" style="color:{colour}">{sign}</span> '
            "{n} {word}</span>",
            colour=_LOOK[stage][1],
            sign=_LOOK[stage][0],
            n=number(n),
            word=stage_word(stage, own_word=desk.assessor is Assessor.CSO),
        )
        for stage, n in found
    ]
    return html(
        '<div style="max-width:60rem"><div aria-hidden="true" style="display:flex;gap:3px;border-radius:4px;'
        'overflow:hidden">{bar}</div><div style="display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.9rem;'
        'margin:.4rem 0 .2rem">{words}</div></div>',
        bar=join(parts),
        words=join(words),
    )


# -- the list -------------------------------------------------------------------------------------------------------


def _work(visit: Visit, desk: Desk) -> None:
    if desk.asked:
        show(_progress(desk, visit))
    writable = _says_whether_open(desk, visit)
    _wanted_elsewhere(desk)
    open_now = _open_first(desk, visit)
    for commitment, rows in groupby(desk.rows, key=lambda row: row.commitment):
        show(
            html(
                '<h2 style="font-size:1.05rem;margin:.9rem 0 .1rem">{link}</h2>',
                link=frame.link(commitment.title, "komitmen", kode=commitment.code),
            )
        )
        for row in rows:
            _line(visit, desk, row, writable=writable, opened=row.row_code == open_now)
    if writable:
        _everything_at_once(visit, desk)


def _says_whether_open(desk: Desk, visit: Visit) -> bool:
    window, name = desk.window, period_name(desk.period)
    state = window.state(visit.today)
    if state is PeriodState.CLOSED:
        st.info(
            _("{period} ditutup {day}. Hubungi Sekretariat untuk menyusulkan laporan.", period=name,
              day=long_date(window.closed_on)),
            icon=":material/lock:",
        )  # fmt: skip
        return False
    if state is PeriodState.UPCOMING:
        st.info(
            _("{period} baru menerima laporan mulai {day}.", period=name, day=long_date(window.opens_on)),
            icon=":material/schedule:",
        )
        return False
    return True


def _wanted_elsewhere(desk: Desk) -> None:
    wanted = st.query_params.get("baris", "").upper()
    if wanted and wanted not in {row.row_code for row in desk.rows}:
        st.warning(
            _("“{code}” bukan target capaian yang {who} laporkan untuk periode ini.",
              code=verbatim(wanted[:48]), who=verbatim(desk.organisation.short)),
        )  # fmt: skip


def _open_first(desk: Desk, visit: Visit) -> str:
    """The row that stands open at first: the one asked for, else the first that needs something."""
    wanted = st.query_params.get("baris", "").upper()
    if wanted in {row.row_code for row in desk.rows}:
        return wanted
    return next((row.row_code for stage in _TO_DO for row in _asked_at(desk, stage, visit)), "")


def _asked_at(desk: Desk, stage: Stage, visit: Visit) -> Iterator[DeskRow]:
    return (row for row in desk.asked if row.stage(visit.today) is stage)


def _line(visit: Visit, desk: Desk, row: DeskRow, *, writable: bool, opened: bool) -> None:
    stage = row.stage(visit.today)
    # which lines stand open is ours to know: the browser's own word for it is lost when a line is not drawn
    is_open = _open_key(row)
    st.session_state.setdefault(is_open, opened)
    key = f"baris/{row.row_code}/{row.period.id}"
    st.session_state[key] = st.session_state[is_open]
    box = st.expander(
        _label(row, stage), icon=_LOOK[stage][2], key=key, on_change=_note_whether_open, args=(is_open, key)
    )
    if not st.session_state[is_open]:
        return
    with box:
        if not writable:
            standing_report(row)
            return
        sent = own_report(visit, row)
        own_evidence(row)
    if sent:
        _go_on(desk, row, visit)


def _open_key(row: DeskRow) -> str:
    return f"terbuka/{row.row_code}/{row.period.id}"


def _note_whether_open(is_open: str, key: str) -> None:
    st.session_state[is_open] = bool(st.session_state[key])


def _label(row: DeskRow, stage: Stage) -> str:
    before, now = row.before, row.report
    levels = [
        _("lalu {value}", value=percent(before.percent)) if before and before.percent is not None else "",
        _("kini {value}", value=percent(now.percent)) if now and now.percent is not None else "",
        _("target {value}", value=percent(row.target)) if row.target is not None else "",
    ]
    optional = "" if row.owed else _("tidak wajib")
    own_word = row.reporter.assessor is Assessor.CSO and not row.answers
    word = stage_word(stage, own_word=own_word)
    if own_word and row.sent:
        word = _("terkirim dan terbit") if _published(row) else _("terkirim, belum terbit")
    tail = " · ".join(filter(None, (word, optional, *levels)))
    return f"{row.row_code} · **{verbatim(row.milestone.title)}** — {verbatim(tail)}"


def _go_on(desk: Desk, row: DeskRow, visit: Visit) -> None:
    """Close what was sent and open what comes next."""
    st.session_state[_open_key(row)] = False
    after = [r for r in desk.asked if r is not row and r.stage(visit.today) in _TO_DO]
    place = [r.row_code for r in desk.rows].index(row.row_code)
    behind = [r for r in after if [x.row_code for x in desk.rows].index(r.row_code) > place]
    following = next(iter(behind or after), None)
    if following:
        st.session_state[_open_key(following)] = True
    st.query_params.pop("baris", None)
    st.rerun()


# -- everything at once ---------------------------------------------------------------------------------------------


def _everything_at_once(visit: Visit, desk: Desk) -> None:
    st.subheader(_("Data dukung untuk beberapa target capaian"), anchor=False)
    drop_zone(desk.rows)
    ready, unfinished = desk.at(Stage.READY, visit.today), desk.at(Stage.DRAFT, visit.today)
    publishable = tuple(row for row in desk.rows if row.sent and not row.answers and not _published(row))
    if desk.assessor is Assessor.CSO and publishable:
        _publish_all(publishable)
    if not ready and not unfinished:
        return
    st.subheader(_("Kirim ke Sekretariat") if ready else _("Belum siap dikirim"), anchor=False)
    show(_what_will_happen(desk, ready, unfinished, visit))
    if ready and st.button(
        plural("Kirim {n} yang lengkap", len(ready)), type="primary", icon=":material/send:",
        key="kirim_semua",
    ):  # fmt: skip
        with change() as attempt:
            submit_reports(attempt.session, attempt.actor, {row.report.id: row.version for row in ready if row.report})
        if attempt.done:
            for row in ready:
                st.session_state[_open_key(row)] = False
            news(plural("{n} laporan terkirim ke Sekretariat.", len(ready)))
            st.rerun()


def _published(row: DeskRow) -> bool:
    return row.report is not None and row.report.published


def _what_will_happen(desk: Desk, ready: Sequence[DeskRow], unfinished: Sequence[DeskRow], visit: Visit) -> Markup:
    said = []
    if ready:
        sentence = (
            plural("{n} penilaian lengkap akan dikirim; menerbitkannya tetap keputusan Anda.", len(ready))
            if desk.assessor is Assessor.CSO
            else plural("{n} laporan lengkap akan dikirim dan diverifikasi Sekretariat.", len(ready))
        )
        said.append(html("<p>{text}</p>", text=sentence))
    without = [row for row in ready if Remark.COMPLETE_WITHOUT_EVIDENCE in row.remarks(visit.today)]
    if without:
        said.append(
            html(
                '<p><span aria-hidden="true" style="color:#E3A008">▲</span> {text}</p>',
                text=_(
                    "{n} di antaranya menyatakan “Selesai” tanpa data dukung dan belum dapat diverifikasi: {codes}.",
                    n=number(len(without)),
                    codes=", ".join(row.row_code for row in without),
                ),
            )
        )
    for row in unfinished:
        why = ", ".join(_lack_word(lack) for lack in row.lacks(visit.today))
        said.append(
            html(
                '<p style="color:#63666A"><span aria-hidden="true">◔</span> {text}</p>',
                text=_("{code} tidak ikut: {why}.", code=row.row_code, why=why),
            )
        )
    return html("<div>{said}</div>", said=join(said))


def _lack_word(lack: Lack) -> str:
    return {
        Lack.NOTHING_SAID: _("persentase, tingkat penyelesaian, atau capaian belum diisi"),
        Lack.OBSTACLE: _("kendala belum diisi, padahal capaian di bawah target atau terlambat"),
    }[lack]


def _publish_all(rows: Sequence[DeskRow]) -> None:
    st.subheader(_("Terbitkan penilaian"), anchor=False)
    show(
        html(
            "<p>{text}</p>",
            text=_(
                "Penilaian yang sudah dikirim tetapi belum terbit: {n}. Setelah terbit, siapa pun membacanya di "
                "samping laporan K/L.",
                n=number(len(rows)),
            ),
        )
    )
    if st.button(plural("Terbitkan {n} penilaian", len(rows)), icon=":material/public:", key="terbit_semua"):
        with change() as attempt:
            publish_assessments(attempt.session, attempt.actor, [row.report.id for row in rows if row.report])
        if attempt.done:
            news(plural("{n} penilaian terbit.", len(rows)))
            st.rerun()


# -- Excel, and what is not there yet -------------------------------------------------------------------------------


def _dispatch_for(found: Sequence[DispatchRecord], desk: Desk) -> DispatchRecord | None:
    """The matrix that was sent to this organisation and is still awaited, the latest first."""
    mine = [d for d in found if d.organisation_id == desk.organisation.id and d.state is DispatchState.OUT]
    return next((d for d in mine if d.period_id in (None, desk.period.id)), None)


def _by_workbook(desk: Desk, sent: DispatchRecord | None) -> None:
    period = f"{desk.period.year}-{desk.period.code}"
    address = (
        frame.address("unduh/matriks-kirim.xlsx", kode=sent.code)
        if sent
        else frame.address(
            "unduh/matriks.xlsx", rencana=desk.plan.code, instansi=desk.organisation.short, periode=period
        )
    )
    show(
        html(
            '<hr style="border:0;border-top:1px solid #D9D9D6;margin:1.4rem 0 .6rem"><p>{ask} '
            '<a href="{address}" target="_self">{download}</a> · {back}</p>',
            ask=_("Lebih suka bekerja di Excel?"),
            address=address,
            download=_("Unduh matriks yang dikirim kepada Anda") if sent else _("Unduh matriks Anda (.xlsx)"),
            back=frame.link(_("Kembalikan matriks yang sudah diisi"), "impor"),
        )
    )


def _no_period(plan: PlanRecord, others: Sequence[PlanRecord]) -> None:
    frame.empty(
        _("{plan} belum punya periode pelaporan.", plan=plan.name),
        _("Sekretariat membuka periode lebih dulu; sesudah itu target capaian Anda muncul di sini."),
    )
    _other_plans(others)


def _nothing_asked(desk: Desk, others: Sequence[PlanRecord]) -> None:
    frame.empty(
        _(
            "Tidak ada target capaian {who} untuk {period}.",
            who=desk.organisation.short,
            period=period_name(desk.period),
        ),
        _("Pilih periode lain, atau hubungi Sekretariat bila menurut Anda seharusnya ada."),
    )
    _other_plans(others)


def _other_plans(others: Sequence[PlanRecord]) -> None:
    if others:
        links = join([frame.link(plan.name, "lapor", rencana=plan.code) for plan in others], ", ")
        show(html("<p>{text} {links}</p>", text=_("Anda juga terlibat dalam:"), links=links))


def _without_milestones(desk: Desk) -> None:
    links = join([frame.link(c.title, "komitmen", kode=c.code) for c in desk.without_milestones], "; ")
    show(
        html(
            '<p style="max-width:60rem;margin-top:1rem">{text} {links}</p>',
            text=_(
                "Komitmen Anda yang belum punya target capaian, jadi belum dapat dilaporkan di sini "
                "(usulkan lewat matriks):"
            ),
            links=links,
        )
    )


def _not_for_staff() -> None:
    frame.head(_("Lapor capaian"))
    frame.empty(
        _("Halaman ini milik narahubung K/L dan OMS: masing-masing melaporkan atas nama instansinya."),
        _("Sekretariat mengisikan laporan atas nama instansi lewat “Mutakhirkan capaian”."),
    )
    show(html("<p>{link}</p>", link=frame.link(_("Buka “Mutakhirkan capaian”"), "mutakhirkan")))


page(require(Action.REPORT))
