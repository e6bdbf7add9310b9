"""Accounts on a page: the list, one account with what can be done to it, and a new one.

Each act is asked about first, saying what will happen. A new password is made here, shown once in the run that set
it and stored only as a hash.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models.commands.account import NewAccount, change_role, create_account, deactivate, reactivate, set_password
from models.language import _, date_and_time
from models.problems import Invalid
from models.queries.account import AccountRow
from models.rules.access import Actor
from models.vocabulary import Role, label
from pages.ui.choices import asked, remember
from pages.ui.entry import field_error, news
from pages.ui.gate import Attempt, change
from pages.ui.markup import Markup, html, join, show, verbatim

#: without signs that look alike (0 O, 1 l I)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
ROLES = (Role.SECRETARIAT, Role.DIRECTOR, Role.AGENCY, Role.CSO, Role.ADMINISTRATOR)
#: what is being asked before it is done: (act, account id)
_ASKED = "akun-tanya"

#: per role that belongs to an organisation, those it can belong to
Organisations = Mapping[Role, Mapping[int, str]]


def new_password() -> str:
    """Eighty random bits in groups that can be read out on the telephone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _place in range(4)) for _group in range(4))


def account_list(known: list[AccountRow]) -> None:
    """Everybody who may sign in, and who no longer may."""
    heads = (_("Nama"), _("Peran"), _("Terakhir masuk"), _("Status"))
    show(
        html(
            '<table class="akun"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{style}',
            heads=join([html('<th scope="col">{text}</th>', text=text) for text in heads]),
            rows=join([_row(row) for row in known]),
            style=_STYLE,
        )
    )


def _row(row: AccountRow) -> Markup:
    return html(
        '<tr{closed}><th scope="row">{name}<div class="kecil">{email}</div></th><td>{role}{organisation}</td>'
        '<td data-judul="{seen_head}">{seen}</td><td data-judul="{state_head}">{state}</td></tr>',
        closed=Markup("" if row.active else ' class="tutup"'),
        name=row.name or row.email,
        email=row.email if row.name else "",
        role=label(row.role),
        organisation=f" · {row.organisation}" if row.organisation else "",
        seen=date_and_time(row.last_seen_at) if row.last_seen_at else _("belum pernah masuk"),
        state=_("Aktif") if row.active else _("Ditutup"),
        seen_head=_("Terakhir masuk"),
        state_head=_("Status"),
    )


# -- one account ----------------------------------------------------------------------------------------------------


def one_account(actor: Actor, known: list[AccountRow], organisations: Organisations, secret: DeltaGenerator) -> None:
    """Choose an account and what to do with it; ``secret`` is where a new password is shown."""
    by_id = {str(row.id): row for row in known}
    options = ["", *by_id]
    key = st.selectbox(
        _("Pilih akun"),
        options,
        index=options.index(asked("akun", options, "")),
        format_func=lambda k: f"{by_id[k].name or by_id[k].email} · {by_id[k].email}" if k else "–",
        key="account",
    )
    remember("akun", key)
    if not key:
        return
    row, own = by_id[key], by_id[key].id == actor.account_id
    with st.container(border=True):
        chosen = _role_choice(organisations, f"ubah/{row.id}/{row.version}", row.role, row.organisation_id)
        with st.container(horizontal=True):
            _ask_for(_("Ubah peran"), "role", row, disabled=chosen == (row.role, row.organisation_id))
            _ask_for(_("Buat kata sandi baru"), "password", row)
            if row.active:
                _ask_for(_("Tutup akun"), "close", row)
            else:
                _ask_for(_("Buka kembali akun"), "open", row)
        question = st.session_state.get(_ASKED)
        if question and question[1] == row.id:
            name = organisations.get(chosen[0], {}).get(chosen[1] or 0, "")
            _confirm(row, str(question[0]), chosen, name, secret, own=own)


def _ask_for(text: str, act: str, row: AccountRow, *, disabled: bool = False) -> None:
    st.button(text, key=f"tanya/{act}/{row.id}", on_click=_ask, args=(act, row.id), disabled=disabled)


def _ask(act: str | None, account_id: int) -> None:
    st.session_state[_ASKED] = (act, account_id) if act else None


def _role_choice(
    organisations: Organisations, key: str, role: Role, organisation_id: int | None
) -> tuple[Role, int | None]:
    left, right = st.columns(2)
    with left:
        value = st.selectbox(
            _("Peran"),
            [r.value for r in ROLES],
            index=ROLES.index(role),
            format_func=lambda r: label(Role(r)),
            key=f"{key}/peran",
        )
    chosen = Role(value)
    if chosen not in organisations:
        return chosen, None
    names = organisations[chosen]
    options: list[int | None] = [None, *names]
    with right:
        picked = st.selectbox(
            _("Instansi atau organisasi"),
            options,
            index=options.index(organisation_id) if organisation_id in options else 0,
            format_func=lambda o: names[o] if o else _("Pilih"),
            key=f"{key}/{chosen.value}",
        )
    return chosen, picked


def _confirm(
    row: AccountRow, act: str, chosen: tuple[Role, int | None], organisation: str, secret: DeltaGenerator, *, own: bool
) -> None:
    """Say what will happen, and do it only then."""
    st.warning(_what_will_happen(row, act, chosen[0], organisation, own=own))
    current = None
    if act == "password" and own:
        current = st.text_input(_("Kata sandi sekarang"), type="password", key="kata-sandi-sekarang")
    slot = st.empty()
    yes = {
        "role": _("Ya, ubah peran"),
        "password": _("Ya, buat kata sandi baru"),
        "close": _("Ya, tutup akun"),
        "open": _("Ya, buka kembali"),
    }
    with st.container(horizontal=True):
        pressed = st.button(yes[act], type="primary", key=f"ya/{act}/{row.id}")
        st.button(_("Batal"), key=f"batal/{row.id}", on_click=_ask, args=(None, row.id))
    if pressed:
        _carry_out(row, act, chosen, current, secret, slot)


def _what_will_happen(row: AccountRow, act: str, role: Role, organisation: str, *, own: bool) -> str:
    who = verbatim(row.name or row.email)
    what = label(role) + (f" ({verbatim(organisation)})" if organisation else "")
    sentences = {
        "role": _("{who} menjadi {what}. Semua sesi masuknya berakhir; ia perlu masuk lagi.", who=who, what=what),
        "password": _(
            "Kata sandi {who} diganti dengan yang baru, yang ditampilkan satu kali di halaman ini. Semua sesi masuknya "
            "berakhir.",
            who=who,
        ),
        "close": _(
            "{who} langsung keluar dari semua perangkat dan tidak dapat masuk lagi. Riwayatnya tetap ada, dan akun "
            "dapat dibuka kembali.",
            who=who,
        ),
        "open": _("{who} dapat masuk lagi dengan kata sandinya semula.", who=who),
    }
    return sentences[act] + (" " + _("Ini akun Anda sendiri: Anda juga keluar.") if own else "")


def _carry_out(
    row: AccountRow,
    act: str,
    chosen: tuple[Role, int | None],
    current: str | None,
    secret: DeltaGenerator,
    slot: DeltaGenerator,
) -> None:
    password = new_password()
    with change() as attempt:
        if act == "role":
            change_role(attempt.session, attempt.actor, row.id, *chosen, shown_version=row.version)
        elif act == "password":
            set_password(attempt.session, attempt.actor, row.id, password, current=current)
        elif act == "close":
            deactivate(attempt.session, attempt.actor, row.id, shown_version=row.version)
        else:
            reactivate(attempt.session, attempt.actor, row.id, shown_version=row.version)
    if isinstance(attempt.error, Invalid):
        field_error(slot, attempt.error)
    if not attempt.done:
        return
    st.session_state[_ASKED] = None
    if act == "password":
        show_once(secret, row.email, password)
        return
    done = {
        "role": _("Peran {who} diubah.", who=row.email),
        "close": _("Akun {who} ditutup.", who=row.email),
        "open": _("Akun {who} dibuka kembali.", who=row.email),
    }
    news(done[act])
    st.rerun()


def show_once(place: DeltaGenerator, email: str, password: str) -> None:
    """A new password, on this run's page only."""
    with place:
        st.success(
            _(
                "Kata sandi {who} di bawah ini ditampilkan sekali ini saja. Sampaikan lewat saluran yang aman.",
                who=verbatim(email),
            )
        )
        st.code(password, language=None)


# -- a new account --------------------------------------------------------------------------------------------------


def new_account(organisations: Organisations, secret: DeltaGenerator) -> None:
    """The form for a new account."""
    left, right = st.columns(2)
    slots: dict[str, Any] = {}
    generation = st.session_state.get("akun-baru", 0)
    with left:
        email = st.text_input(_("Alamat surel"), key=f"baru/{generation}/surel", autocomplete="off")
        slots["email"] = st.empty()
    with right:
        name = st.text_input(_("Nama"), key=f"baru/{generation}/nama", autocomplete="off")
        slots["name"] = st.empty()
    role, organisation = _role_choice(organisations, f"baru/{generation}", Role.SECRETARIAT, None)
    slots["organisation"] = st.empty()
    if not st.button(_("Buat akun"), type="primary", key="buat-akun"):
        return
    password = new_password()
    with change() as attempt:
        create_account(attempt.session, attempt.actor, NewAccount(email, role, name, organisation), password)
    _created(attempt, slots, secret, email.strip().lower(), password)


def _created(attempt: Attempt, slots: dict[str, Any], secret: DeltaGenerator, email: str, password: str) -> None:
    if isinstance(attempt.error, Invalid) and attempt.error.field in slots:
        field_error(slots[attempt.error.field], attempt.error)
    if attempt.done:
        # the next run starts with an empty form
        st.session_state["akun-baru"] = st.session_state.get("akun-baru", 0) + 1
        show_once(secret, email, password)


_STYLE = Markup(
    "<style>"
    ".akun{border-collapse:collapse;width:100%;font-size:.95rem}"
    ".akun th,.akun td{text-align:left;vertical-align:top;padding:.5rem .7rem;border-bottom:1px solid #D9D9D6;"
    "overflow-wrap:anywhere}"
    ".akun thead th{font-size:.85rem;color:#63666A;border-bottom:2px solid #BBBCBC}"
    ".akun tbody th{font-weight:600}.akun .tutup{color:#63666A}"
    ".akun .kecil{font-size:.85rem;color:#63666A;font-weight:400}"
    "@media(max-width:700px){.akun thead{position:absolute;left:-999rem}.akun tr{display:block;padding:.5rem 0;"
    "border-bottom:1px solid #D9D9D6}.akun th,.akun td{display:block;border:0;padding:.1rem 0}"
    ".akun td[data-judul]::before{content:attr(data-judul) ': ';color:#63666A}}"
    "</style>"
)
