"""The pieces of the page on which matrices are prepared: what goes to whom, the files, and the register."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from models.commands.exchange import close_dispatch
from models.language import N_, _, long_date, number, plural, short_date
from models.queries.exchange import RegisterEntry, mailboxes, not_yet_reported
from models.queries.matrix import MatrixData
from models.queries.plans import period_name
from models.queries.progress import OrganisationName
from models.rules.dispatching import Awaited, usual_deadline
from models.rules.periods import Period, current_period
from pages.ui import frame
from pages.ui.choices import asked, remember
from pages.ui.gate import Visit, change, database
from pages.ui.markup import Markup, html, join, show
from reports.matrix.dispatch_book import OPEN_COLUMNS, USUAL_COLUMNS, Order, Scope, Selection, row_count, themes_of
from reports.matrix.format import BY_KEY
from reports.matrix.mail import MOST_AT_ONCE

#: as many lines of the register as a screen can carry; the filters reach the others
SHOWN: Final = 60

_SCOPES: Final = {Scope.OWN: N_("Miliknya"), Scope.THEME: N_("Satu tema"), Scope.ALL: N_("Semua baris rencana")}
_PRIMARY: Final = Markup("background:#0B6E99;color:#fff")
_SECONDARY: Final = Markup("background:#fff;color:#0B6E99")


# --- what goes to whom ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who can get a matrix of this plan, and what would go out."""

    organisation: OrganisationName
    rows: int
    mailbox: str
    #: the code of the matrix that this one would take the place of
    replaces: str = ""


def choose_period(visit: Visit, data: MatrixData) -> Period | None:
    """Which period is asked about: the one spoken of today, unless somebody chooses another."""
    periods = list(reversed(data.periods))
    until = min(visit.today, data.plan.ends_on) if data.plan.ends_on else visit.today
    usual = current_period(data.periods, until)
    return st.selectbox(
        _("Periode"),
        periods,
        index=periods.index(usual) if usual else None,
        format_func=period_name,
        key=f"period_{data.plan.code}",
        placeholder=_("rencana ini tanpa periode"),
        disabled=not periods,
    )


def choose_due(visit: Visit, period: Period | None) -> dt.date | None:
    """By when the matrix is asked back."""
    usual = usual_deadline(period.due_on if period else None, visit.today)
    chosen: dt.date | None = st.date_input(
        _("Batas waktu kembali"),
        value=usual,
        min_value=visit.today,
        format="DD/MM/YYYY",
        key=f"due_{period.id if period else 0}",
    )
    return chosen


def involved(data: MatrixData) -> dict[int, OrganisationName]:
    """Everybody who answers for something in the plan, K/L before OMS, by name."""
    parties = {o for c in data.commitments for o in (*c.leads, *c.supporting, *c.partners)}
    parties |= {o for m in data.milestones for o in m.responsible}
    return {o.id: o for o in sorted(parties, key=lambda o: (o.is_cso, o.short.casefold()))}


def choose_recipients(data: MatrixData, period: Period | None) -> list[int]:
    """Several at once; whole groups by one click."""
    known = involved(data)
    key = f"recipients_{data.plan.code}"
    silent = [o.id for o in not_yet_reported(data, period) if o.id in known] if period else []
    groups: tuple[tuple[str, list[int], str], ...] = (
        (_("Semua yang belum melapor ({n})", n=number(len(silent))), silent, "silent"),
        (_("Semua K/L"), [o.id for o in known.values() if not o.is_cso], "agencies"),
        (_("Semua OMS"), [o.id for o in known.values() if o.is_cso], "csos"),
        (_("Kosongkan"), [], "none"),
    )
    chosen: list[int] = st.multiselect(
        _("Penerima"),
        list(known),
        format_func=lambda o: " · ".join((known[o].short, _("OMS") if known[o].is_cso else _("K/L"))),
        key=key,
        placeholder=_("Pilih K/L atau OMS"),
    )
    with st.container(horizontal=True, gap="small"):
        for text, members, name in groups:
            st.button(
                text, key=f"take_{name}", on_click=_take, args=(key, members), disabled=not members and name != "none"
            )
    return chosen


def _take(key: str, members: list[int]) -> None:
    st.session_state[key] = members


def choose_rows(data: MatrixData) -> Selection:
    """Which rows each recipient gets."""
    scope = st.segmented_control(
        _("Baris"), list(_SCOPES), default=Scope.OWN, format_func=lambda s: _(_SCOPES[s]), key="scope"
    )
    if scope is not Scope.THEME:
        return Selection(scope or Scope.OWN)
    themes = sorted({theme for c in data.commitments for theme in themes_of(c)})
    theme = st.selectbox(_("Tema"), themes, key=f"theme_{data.plan.code}")
    return Selection(Scope.THEME, theme or "")


def choose_columns() -> list[str]:
    """Which columns recipients may fill; all others are locked in the workbook."""
    own = st.pills(
        _("Kolom yang boleh diisi: penilaian penerima sendiri"),
        USUAL_COLUMNS,
        default=list(USUAL_COLUMNS),
        selection_mode="multi",
        format_func=lambda key: _(BY_KEY[key].title),
        key="columns",
        help=_("Kolom yang tidak dipilih terkunci."),
    )
    shared = st.pills(
        _("Kolom isi rencana yang dibuka untuk dikoreksi"),
        [key for key in OPEN_COLUMNS if key not in USUAL_COLUMNS],
        selection_mode="multi",
        format_func=lambda key: _(BY_KEY[key].title),
        key="shared_columns",
        help=_(
            "Isi rencana milik bersama: bila dua pihak mengubahnya berbeda, Anda yang memutuskan. Rumusan ukuran "
            "keberhasilan yang diubah penerima menjadi usulan, bukan perubahan."
        ),
    )
    return [key for key in OPEN_COLUMNS if key in {*own, *shared}]


def choose_letter(data: MatrixData) -> tuple[str, str]:
    """Number and text of the covering letter."""
    left, right = st.columns([1, 2])
    with left:
        letter_number = st.text_input(_("Nomor surat"), key="letter_number", max_chars=120)
    with right:
        text = st.text_area(
            _("Isi surat pengantar"),
            key="letter_text",
            height=110,
            max_chars=5000,
            placeholder=_(
                "Bersama ini kami kirim matriks capaian {plan} untuk diisi dan dikirim kembali.", plan=data.plan.title
            ),
            help=_("Kosong: kalimat baku. Nomor surat, batas waktu dan cara mengisi ditambahkan sendiri."),
        )
    return letter_number, text


def recipients_of(
    visit: Visit,
    data: MatrixData,
    chosen: Sequence[int],
    selection: Selection,
    period: Period | None,
    register: Sequence[RegisterEntry],
) -> list[Recipient]:
    """What would go to whom."""
    with database() as session:
        addresses = mailboxes(session, visit.actor)
    standing = {
        e.record.organisation_id: e.record.code
        for e in reversed(register)
        if e.record.plan_id == data.plan.id
        and e.record.period_id == (period.id if period else None)
        and e.standing not in (Awaited.CLOSED, Awaited.SUPERSEDED)
    }
    return [
        Recipient(data.organisations[o], row_count(data, o, selection), addresses.get(o, ""), standing.get(o, ""))
        for o in chosen
    ]


def show_recipients(recipients: Sequence[Recipient]) -> None:
    """Who gets how many rows, at which address, and what it takes the place of."""
    titles = (_("Penerima"), _("Baris"), _("Alamat"), _("Menggantikan"))
    head = join([html("<th>{title}</th>", title=title) for title in titles])
    lines = [
        html(
            "<tr><td>{who}</td><td class='angka'>{rows}</td><td>{to}</td><td>{replaces}</td></tr>",
            who=recipient.organisation.name,
            rows=number(recipient.rows) if recipient.rows else _("tidak ada baris; tidak disiapkan"),
            to=recipient.mailbox or _("diisi saat mengirim"),
            replaces=recipient.replaces or "–",
        )
        for recipient in recipients
    ]
    show(
        html(
            '<div style="overflow-x:auto"><table class="kiriman"><tr>{head}</tr>{lines}</table></div>{style}',
            head=head,
            lines=join(lines),
            style=_TABLE,
        )
    )


_TABLE: Final = Markup(
    "<style>.kiriman{border-collapse:collapse;font-size:.92rem;min-width:30rem}"
    ".kiriman th{text-align:left;font-weight:600;color:#63666A;border-bottom:1px solid #BBBCBC}"
    ".kiriman th,.kiriman td{padding:.3rem .9rem .3rem 0;vertical-align:top}"
    ".kiriman td{border-bottom:1px solid #D9D9D6}.kiriman .angka{font-variant-numeric:tabular-nums}</style>"
)


def order_of(
    recipients: Sequence[Recipient],
    period: Period | None,
    selection: Selection,
    columns: Sequence[str],
    due: dt.date | None,
    letter: tuple[str, str],
) -> Order:
    """What the secretariat asks for, without those for whom there is nothing."""
    return Order(
        tuple(r.organisation.id for r in recipients if r.rows),
        period.id if period else None,
        selection,
        tuple(columns),
        due,
        *letter,
    )


# --- the files --------------------------------------------------------------------------------------------------------


def file_button(text: str, address: str, codes: Sequence[str], *, primary: bool) -> Markup:
    """A link that looks like the button it is: the file is made when it is asked for."""
    return html(
        '<a href="/unduh/{address}?{query}" target="_self" style="display:inline-block;padding:.5rem 1.1rem;'
        'border-radius:6px;border:1px solid #0B6E99;text-decoration:none;font-weight:600;{style}">{text}</a>',
        address=address,
        query=urlencode([("kode", code) for code in codes]),
        style=_PRIMARY if primary else _SECONDARY,
        text=text,
    )


def show_prepared(codes: Sequence[str]) -> None:
    """What was just prepared, with its files."""
    st.success(plural("{n} matriks disiapkan dan tercatat di bawah.", len(codes)), icon=":material/check:")
    for first in range(0, len(codes), MOST_AT_ONCE):
        some = codes[first : first + MOST_AT_ONCE]
        text = plural("Unduh {n} draf surel dengan matriksnya (.zip)", len(some))
        show(file_button(text, "matriks-kirim.zip", some, primary=True))
    frame.quiet(
        _(
            "Buka tiap draf (.eml) dengan program surel Anda, periksa, lalu kirim. Bila draf tidak terbuka, "
            "lampirkan sendiri berkas dari folder matriks. Peladen ini tidak mengirim apa pun."
        )
    )


# --- the register -----------------------------------------------------------------------------------------------------

_ALL: Final = "semua"
_SILENT: Final = "belum"
_FILTERS: Final = {
    _ALL: (N_("Semua"), frozenset(Awaited)),
    _SILENT: (N_("Belum kembali"), frozenset({Awaited.WAITING, Awaited.OVERDUE})),
    "lewat": (N_("Lewat batas"), frozenset({Awaited.OVERDUE})),
    "kembali": (N_("Sudah kembali"), frozenset({Awaited.RETURNED})),
    "tutup": (N_("Ditutup"), frozenset({Awaited.CLOSED, Awaited.SUPERSEDED})),
}


def headline(register: Sequence[RegisterEntry]) -> str:
    """What is out and what came back, in one sentence."""
    if not register:
        return _(
            "Kirim matriks ke K/L dan OMS untuk diisi; yang kembali dibaca sel demi sel. "
            "Anda mendapat draf surelnya, peladen tidak mengirim apa pun."
        )
    found = Counter(entry.standing for entry in register)
    silent = found[Awaited.WAITING] + found[Awaited.OVERDUE]
    if not silent:
        return plural("Tidak ada matriks yang ditunggu; {n} sudah kembali.", found[Awaited.RETURNED])
    if not found[Awaited.OVERDUE]:
        return plural("{n} matriks belum kembali; {back} sudah.", silent, back=number(found[Awaited.RETURNED]))
    return plural(
        "{n} matriks belum kembali, {late} di antaranya lewat batas waktu; {back} sudah kembali.",
        silent,
        late=number(found[Awaited.OVERDUE]),
        back=number(found[Awaited.RETURNED]),
    )


def show_register(visit: Visit, register: Sequence[RegisterEntry]) -> None:
    """What is out, with whom, since when, what came back; who is silent can be reminded."""
    st.subheader(_("Matriks yang sudah disiapkan"), anchor=False, divider="gray")
    if not register:
        frame.empty(
            _("Belum ada matriks yang disiapkan."),
            _("Pilih penerima di atas, lalu siapkan matriksnya. Yang dikirim, ditunggu dan kembali tercatat di sini."),
        )
        return
    entries = _filtered(register)
    silent = [entry.record.code for entry in entries if entry.is_silent][:MOST_AT_ONCE]
    if silent:
        text = plural("Ingatkan {n} yang belum kembali", len(silent))
        show(file_button(text, "pengingat.zip", silent, primary=False))
        frame.quiet(_("Draf pengingat untuk masing-masing, dengan matriks dan kode yang sama (.zip)."))
    if not entries:
        frame.empty(_("Tidak ada matriks untuk pilihan ini."), _("Pilih keadaan atau instansi lain."))
    for entry in entries[:SHOWN]:
        _line(entry)
    if len(entries) > SHOWN:
        frame.quiet(_("{n} lainnya; persempit dengan pilihan di atas.", n=number(len(entries) - SHOWN)))


def _filtered(register: Sequence[RegisterEntry]) -> list[RegisterEntry]:
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    counts = {key: sum(1 for e in register if e.standing in kinds) for key, (_name, kinds) in _FILTERS.items()}
    with left:
        start = asked("keadaan", list(_FILTERS), _ALL)
        wanted = (
            st.segmented_control(
                _("Keadaan"),
                list(_FILTERS),
                default=start,
                format_func=lambda key: f"{_(_FILTERS[key][0])} ({number(counts[key])})",
                key="standing",
                wrap=True,
            )
            or _ALL
        )
        remember("keadaan", wanted, fallback=_ALL)
    names = sorted({entry.record.organisation for entry in register}, key=str.casefold)
    with right:
        start = asked("instansi", names, "")
        who = st.selectbox(
            _("Instansi"),
            ["", *names],
            index=["", *names].index(start),
            format_func=lambda name: name or _("Semua"),
            key="register_organisation",
        )
        remember("instansi", who)
    kinds = _FILTERS[wanted][1]
    found = [e for e in register if e.standing in kinds and who in ("", e.record.organisation)]
    return sorted(found, key=_by_urgency)


_URGENCY: Final = {Awaited.OVERDUE: 0, Awaited.WAITING: 1, Awaited.RETURNED: 2}


def _by_urgency(entry: RegisterEntry) -> tuple[int, int]:
    """What has to be chased stands on top; what is done with keeps the order in which it went out."""
    return _URGENCY.get(entry.standing, 3), -entry.days_overdue if entry.is_silent else 0


def _line(entry: RegisterEntry) -> None:
    record = entry.record
    with st.container(border=True, gap="small"):
        left, right = st.columns([7, 1], vertical_alignment="center")
        with left:
            show_entry(entry)
        if not entry.is_silent:
            return
        with right:
            closing = st.button(
                _("Tutup"),
                key=f"close_{record.code}",
                width="stretch",
                help=_("Tidak lagi menunggu matriks ini. Jawaban yang datang tetap dapat dibaca."),
            )
        if closing:
            with change(_("tutup kiriman {code}", code=record.code)) as attempt:
                close_dispatch(attempt.session, attempt.actor, record.id)
            if attempt.done:
                st.rerun()


def show_entry(entry: RegisterEntry) -> None:
    """One matrix in the register: with whom, about what, where it stands, and its files."""
    record = entry.record
    show(
        html(
            "<div><strong>{who}</strong> · {what} &nbsp; {badge}<br>"
            '<span style="font-size:.88rem;color:#63666A">{facts}</span></div>',
            who=record.organisation,
            what=" · ".join(filter(None, (record.plan_code, entry.period))),
            badge=_badge(entry),
            facts=join(_facts(entry), " · "),
        )
    )


def _facts(entry: RegisterEntry) -> list[Markup]:
    record = entry.record
    facts = [
        _("disiapkan {day}", day=short_date(record.sent_on)),
        _("batas {day}", day=short_date(record.due_on)) if record.due_on else _("tanpa batas waktu"),
        plural("{n} baris", entry.rows),
        _("surat {n}", n=entry.letter_number) if entry.letter_number else "",
        _came_back(entry),
    ]
    file = html(
        '<a href="/unduh/matriks-kirim.xlsx?kode={code}" target="_self" style="white-space:nowrap">{code}.xlsx</a>',
        code=record.code,
    )
    return [*(html("{fact}", fact=fact) for fact in facts if fact), file]


def _came_back(entry: RegisterEntry) -> str:
    if not entry.returns:
        return ""
    return _(
        "kembali {day}: {new} nilai baru, {changed} berubah",
        day=short_date(entry.returned_on),
        new=number(entry.new),
        changed=number(entry.changed),
    )


#: shape, ink and paper; the word goes with them
_LOOKS: Final = {
    Awaited.WAITING: ("○", "#2D2926", "#fff"),
    Awaited.OVERDUE: ("■", "#fff", "#AD2330"),
    Awaited.RETURNED: ("✓", "#fff", "#0B6E99"),
    Awaited.SUPERSEDED: ("×", "#63666A", "#F5F4F2"),
    Awaited.CLOSED: ("×", "#63666A", "#F5F4F2"),
}


def _badge(entry: RegisterEntry) -> Markup:
    words = {
        Awaited.WAITING: _("belum kembali"),
        Awaited.OVERDUE: plural("lewat {n} hari", entry.days_overdue),
        Awaited.RETURNED: _("sudah kembali"),
        Awaited.SUPERSEDED: _("digantikan {code}", code=entry.record.superseded_by),
        Awaited.CLOSED: _("ditutup"),
    }
    shape, ink, paper = _LOOKS[entry.standing]
    return html(
        '<span style="display:inline-block;padding:1px 9px;border-radius:11px;font-size:.82rem;font-weight:600;'
        'white-space:nowrap;border:1px solid #BBBCBC;color:{ink};background:{paper}"><span aria-hidden="true">{shape}'
        "</span> {word}</span>",
        ink=Markup(ink),
        paper=Markup(paper),
        shape=shape,
        word=words[entry.standing],
    )


def due_note(due: dt.date | None) -> str:
    """The day as a sentence beside the button."""
    return _("Kembali paling lambat {day}.", day=long_date(due)) if due else _("Tanpa batas waktu.")
