"""The forms of a plan's commitments: the list with what each lacks, basic data, parties and lineage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlmodel import Session

from models.commands import commitment_basics as commands
from models.commands.commitments import set_parties
from models.language import N_, _, long_date, number
from models.queries.plan_entry import CommitmentEntry, CommitmentRow, PlanEntry
from models.rules.access import Actor
from models.vocabulary import LineageKind, PartyRole, label
from pages.ui import frame
from pages.ui.entry import news
from pages.ui.gate import Visit, change
from pages.ui.markup import Markup, html, join, show
from pages.ui.meetings.editing import NOBODY, Choices, several
from pages.ui.plan_editing.settings import day_input, whole_number
from pages.ui.row_form import RowForm

_COMMITMENT = {
    "number": N_("Nomor"),
    "ogp_id": N_("ID OGP"),
    "title_id": N_("Judul (Indonesia)"),
    "title_en": N_("Judul (Inggris)"),
    "theme": N_("Tema"),
    "summary": N_("Masalah publik, ringkas"),
    "starts_on": N_("Tanggal mulai"),
    "ends_on": N_("Tanggal akhir"),
    "source": N_("Sumber"),
}
_ROLES = (PartyRole.LEAD, PartyRole.SUPPORTING, PartyRole.PARTNER, PartyRole.PROPOSER)


def _words(name: str, value: Any) -> str:
    if value and name.endswith("_on"):
        return long_date(value)
    return str(value if value is not None else "")


# -- the list ---------------------------------------------------------------------------------------------------------


def commitments(entry: PlanEntry) -> None:
    """Every commitment with what it still lacks, and room for another."""
    if entry.commitments:
        show(_table(entry.commitments))
    else:
        frame.empty(
            _("Belum ada komitmen untuk {plan}.", plan=entry.plan.name),
            _("Isi yang pertama di bawah ini, atau impor matriksnya."),
        )
    st.subheader(_("Komitmen baru"), anchor="baru")
    taken = [row.number for row in entry.commitments if row.number is not None]
    blank = {**dict.fromkeys(_COMMITMENT, ""), "starts_on": None, "ends_on": None}
    blank["number"] = str(max(taken, default=0) + 1)
    form = RowForm("commitment", -entry.plan.id, len(entry.commitments), blank, _COMMITMENT, _words)
    with st.form(f"{form.draft.name}/form", enter_to_submit=False):
        _fields(form)
        pressed = st.form_submit_button(_("Tambah komitmen"), type="primary")
    if not pressed:
        return
    made: list[str] = []
    with change() as attempt:
        values = _values({name: form.draft[name] for name in _COMMITMENT})
        made.append(commands.add_commitment(attempt.session, attempt.actor, entry.plan.id, values).code)
    if attempt.done:
        form.draft.load_stored()
        news(_("Komitmen {code} ditambahkan. Lanjutkan dengan pihak, ukuran, dan targetnya.", code=made[0]))
        st.query_params.update({"komitmen": made[0], "bagian-komitmen": "pihak"})
        st.rerun()


def _table(rows: tuple[CommitmentRow, ...]) -> Markup:
    heads = (_("Komitmen"), _("Ukuran"), _("Target capaian"), _("Masih kurang"))
    body = [
        html(
            '<tr><td><strong>{code}</strong> {link}{cancelled}</td><td data-judul="{h1}">{measures}</td>'
            '<td data-judul="{h2}">{milestones}</td><td data-judul="{h3}">{lacks}</td></tr>',
            code=row.code,
            link=frame.link(row.title, "rencana", komitmen=row.code),
            cancelled=_(" (dibatalkan)") if row.cancelled else "",
            measures=number(row.measures),
            milestones=number(row.milestones),
            lacks=_lacks(row) or "–",
            h1=heads[1],
            h2=heads[2],
            h3=heads[3],
        )
        for row in rows
    ]
    titles = [html('<th scope="col" style="overflow-wrap:normal">{head}</th>', head=head) for head in heads]
    return html(
        '<table class="banding"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>',
        heads=join(titles),
        rows=join(body),
    )


def _lacks(row: CommitmentRow) -> str:
    if row.cancelled:
        return ""
    lacking = [
        "" if row.leads else _("penanggung jawab"),
        "" if row.measures else _("ukuran"),
        "" if row.milestones else _("target capaian"),
        _("{n} batas waktu", n=number(row.without_due)) if row.without_due else "",
        _("{n} penanggung jawab target", n=number(row.without_responsible)) if row.without_responsible else "",
    ]
    return ", ".join(filter(None, lacking))


# -- basic data -------------------------------------------------------------------------------------------------------


def _fields(form: RowForm) -> None:
    place, ogp, theme = st.columns([1, 1, 3])
    with place:
        st.text_input(form.title("number"), value=form.value("number"), key=form.key("number"))
    with ogp:
        st.text_input(form.title("ogp_id"), value=form.value("ogp_id"), key=form.key("ogp_id"), placeholder="ID0150")
    with theme:
        st.text_input(form.title("theme"), value=form.value("theme"), key=form.key("theme"))
    st.text_area(form.title("title_id"), value=form.value("title_id"), key=form.key("title_id"), height=80)
    st.text_area(form.title("title_en"), value=form.value("title_en"), key=form.key("title_en"), height=80)
    st.text_area(form.title("summary"), value=form.value("summary"), key=form.key("summary"), height=100)
    start, end, source = st.columns([1, 1, 2])
    with start:
        day_input(form, "starts_on")
    with end:
        day_input(form, "ends_on")
    with source:
        st.text_input(form.title("source"), value=form.value("source"), key=form.key("source"), placeholder="https://…")


def _values(changed: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(changed)
    if "number" in values:
        values["number"] = whole_number(values["number"], "number")
    if "ogp_id" in values:
        values["ogp_id"] = values["ogp_id"].strip().upper()
    return values


def basic_data(visit: Visit, entry: CommitmentEntry) -> None:
    """Number, titles, theme; and taking the commitment out of the counts."""
    stored = {name: entry.values[name] for name in _COMMITMENT}
    stored["number"] = "" if entry.values["number"] is None else str(entry.values["number"])
    form = RowForm("commitment", entry.id, entry.version, stored, _COMMITMENT, _words)
    form.show_conflict(visit)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        _fields(form)
        reason = st.text_input(_("Alasan perubahan"), key=form.key("reason"))
        pressed = st.form_submit_button(_("Simpan komitmen"), type="primary")
    frame.quiet(_("Kode {code} tetap, juga bila nomornya berubah.", code=entry.code))
    if pressed:
        changed = form.changed()
        if not changed:
            st.info(_("Tidak ada yang berubah, jadi tidak ada yang disimpan."))
        else:
            form.save(
                lambda session, actor: commands.edit_commitment(
                    session, actor, entry.id, _values(changed), shown_version=form.draft.version
                ),
                _("Tersimpan: {changed}.", changed=", ".join(form.title(n).lower() for n in changed)),
                reason=reason,
            )
    _cancel(entry)


def _cancel(entry: CommitmentEntry) -> None:
    with st.expander(_("Aktifkan kembali") if entry.cancelled else _("Batalkan komitmen")):
        reason = st.text_input(_("Alasan"), key=f"batal-komitmen/{entry.id}/{entry.version}")
        st.text(
            _("Komitmen ini kembali dihitung dan wajib dilaporkan.")
            if entry.cancelled
            else _(
                "Komitmen ini tidak lagi dihitung atau ditagih. Semua isinya tetap ada dan dapat diaktifkan kembali."
            )
        )
        pressed = st.button(
            _("Aktifkan kembali {code}", code=entry.code) if entry.cancelled else _("Batalkan {code}", code=entry.code),
            disabled=not reason.strip() and not entry.cancelled,
        )
    if not pressed:
        return
    with change(reason) as attempt:
        commands.cancel_commitment(
            attempt.session, attempt.actor, entry.id, cancelled=not entry.cancelled, shown_version=entry.version
        )
    if attempt.done:
        news(
            _("{code} aktif kembali.", code=entry.code) if entry.cancelled else _("{code} dibatalkan.", code=entry.code)
        )
        st.rerun()


# -- parties and lineage ----------------------------------------------------------------------------------------------


def parties_and_lineage(visit: Visit, entry: CommitmentEntry, choices: Choices) -> None:
    """Who has which role, and which earlier commitments this one follows from."""
    titles = {role.value: label(role) for role in _ROLES}
    stored = {role.value: [key for key in choices.organisations if key in entry.parties[role]] for role in _ROLES}
    form = RowForm(
        "commitment_party",
        entry.id,
        entry.version,
        stored,
        titles,
        lambda _name, value: ", ".join(choices.organisations[key] for key in value),
    )
    form.show_conflict(visit)
    with st.form(f"{form.draft.name}/form", border=False, enter_to_submit=False):
        for role in _ROLES:
            name = role.value
            several(titles[name], choices.organisations, form.key(name), form.value(name))
        pressed = st.form_submit_button(_("Simpan pihak"), type="primary")
    if pressed:
        changed = form.changed()

        def write(session: Session, actor: Actor) -> None:
            for name, keys in changed.items():
                set_parties(session, actor, entry.id, PartyRole(name), keys, shown=form.shown(name))

        form.save(write, _("Pihak komitmen tersimpan."))
    frame.quiet(_("Peran melekat pada komitmen: OMS juga dapat menjadi penanggung jawab."))
    _lineage(entry, choices)


def _lineage(entry: CommitmentEntry, choices: Choices) -> None:
    st.subheader(_("Silsilah"), anchor=False)
    for line in entry.lineage:
        text, button = st.columns([5, 1], vertical_alignment="center")
        with text:
            show(
                html(
                    "<p>{kind} {link} {note}</p>",
                    kind=label(line.kind),
                    link=frame.link(f"{line.code} {line.title}", "komitmen", kode=line.code),
                    note=line.note,
                )
            )
        with button:
            taken_back = st.button(_("Tarik"), key=f"silsilah/{line.id}")
        if taken_back:
            with change() as attempt:
                commands.unlink_lineage(attempt.session, attempt.actor, line.id)
            if attempt.done:
                news(_("Hubungan dengan {code} ditarik.", code=line.code))
                st.rerun()
    earlier = {
        key: f"{one.code} – {one.title}"
        for key, one in choices.commitments.items()
        if _number_of(one.code) < entry.plan.number
    }
    fields = {
        "earlier_id": N_("Komitmen sebelumnya"),
        "kind": N_("Hubungan"),
        "note": N_("Catatan"),
        "source": N_("Sumber"),
    }
    blank = {"earlier_id": NOBODY, "kind": LineageKind.CONTINUES.value, "note": "", "source": ""}
    form = RowForm("commitment_lineage", -entry.id, 0, blank, fields, _words)
    with st.form(f"{form.draft.name}/form", enter_to_submit=False):
        which, kind = st.columns([3, 1])
        with which:
            options = [NOBODY, *earlier]
            st.selectbox(
                form.title("earlier_id"),
                options,
                index=form.index("earlier_id", options),
                format_func=lambda key: earlier.get(key, "–"),
                key=form.key("earlier_id"),
            )
        with kind:
            kinds = [k.value for k in LineageKind]
            st.selectbox(
                form.title("kind"),
                kinds,
                index=form.index("kind", kinds),
                format_func=lambda k: label(LineageKind(k)),
                key=form.key("kind"),
            )
        note, source = st.columns(2)
        with note:
            st.text_input(form.title("note"), value=form.value("note"), key=form.key("note"))
        with source:
            st.text_input(form.title("source"), value=form.value("source"), key=form.key("source"))
        pressed = st.form_submit_button(_("Tambah hubungan"))
    if pressed and form.draft["earlier_id"] == NOBODY:
        st.error(_("Pilih komitmen dari rencana aksi sebelumnya."))
    elif pressed:
        values = {name: form.draft[name] for name in fields}
        form.save(
            lambda session, actor: commands.link_lineage(
                session,
                actor,
                entry.id,
                values["earlier_id"],
                LineageKind(values["kind"]),
                note=values["note"],
                source=values["source"],
            ),
            _("Silsilah ditambahkan."),
        )


def _number_of(code: str) -> int:
    """The plan's number in a commitment's code: RAN7-06 → 7."""
    digits = code.split("-")[0].removeprefix("RAN")
    return int(digits) if digits.isdigit() else 0
