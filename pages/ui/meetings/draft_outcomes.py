"""What a notula settled, promised and reworded, on screen one by one; and what fits nowhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from models.commands.minutes import Origin, Promised, Reworded, Settled
from models.language import _, number
from models.queries.meeting_intake import ReadingAids
from models.vocabulary import Certainty, DecisionKind, label
from pages.ui.frame import quiet
from pages.ui.markup import Markup, html, join
from pages.ui.meetings import parts
from pages.ui.meetings.editing import NOBODY, Choices, several
from pages.ui.meetings.outcomes import deadline
from reports.notula.proposal import IntakeDraft, OfferedChange, OfferedDecision, OfferedFollowUp

#: years a notula may be of
DAYS = dt.date(2008, 1, 1), dt.date(2049, 12, 31)


# -- how sure, and where it stands ------------------------------------------------------------------------------------


def legend() -> None:
    parts.draw(
        parts.marks(
            parts.mark(label(Certainty.STATED)),
            parts.mark("▲ " + label(Certainty.INFERRED), "check"),
            parts.mark("○ " + label(Certainty.MISSING), "gap"),
        )
    )


def mark(origin: Origin) -> Markup:
    kinds = {Certainty.INFERRED: ("▲ ", "check"), Certainty.MISSING: ("○ ", "gap")}
    shape, kind = kinds.get(origin.certainty, ("", ""))
    where = lines(origin)
    return parts.marks(
        parts.mark(shape + label(origin.certainty), kind),
        html('<span class="rp-quiet">{where}</span>', where=where) if where else None,
    )


def lines(origin: Origin) -> str:
    if origin.first is None:
        return ""
    if origin.last in (None, origin.first):
        return _("baris {first}", first=origin.first)
    return _("baris {first}–{last}", first=origin.first, last=origin.last)


def source_text(draft: IntakeDraft) -> Markup:
    rows = [
        html('<div id="b{n}"><span class="kecil">{n}</span> {line}</div>', n=n, line=line or " ")
        for n, line in enumerate(draft.lines, start=1)
    ]
    return html(
        '<div style="font-family:monospace;font-size:.85rem;white-space:pre-wrap;overflow-wrap:anywhere;'
        'max-height:24rem;overflow:auto" tabindex="0" role="region" aria-label="{name}">{rows}</div>',
        name=_("Teks sumber dengan nomor baris"),
        rows=join(rows),
    )


# -- what came of it --------------------------------------------------------------------------------------------------


def decisions(draft: IntakeDraft, choices: Choices, place: str) -> None:
    st.subheader(_("Keputusan dan kesimpulan ({n})", n=number(len(draft.decisions))), anchor=False, divider="gray")
    if not draft.decisions:
        st.text(_("Tidak ada keputusan yang terbaca."))
    for n, offered in enumerate(draft.decisions):
        with st.container(border=True):
            _one_decision(offered, choices, f"{place}/decision/{n}")


def _one_decision(offered: OfferedDecision, choices: Choices, key: str) -> None:
    settled = offered.settled
    st.checkbox(_("Catat keputusan ini"), offered.stated, key=f"{key}/on")
    parts.draw(mark(settled.origin))
    st.text_area(_("Isi"), settled.text, key=f"{key}/text", height=80)
    kind, who = st.columns(2)
    kinds = [k.value for k in DecisionKind]
    with kind:
        st.selectbox(
            _("Jenis"),
            kinds,
            kinds.index(settled.kind.value),
            format_func=lambda k: label(DecisionKind(k)),
            key=f"{key}/kind",
        )
    with who:
        _organisation(_("Instansi yang bersangkutan"), settled.organisation_id, choices, f"{key}/organisation")


def _organisation(title: str, chosen: int | None, choices: Choices, key: str) -> None:
    options = [NOBODY, *choices.organisations]
    st.selectbox(
        title,
        options,
        options.index(chosen) if chosen is not None and chosen in choices.organisations else 0,
        format_func=lambda k: choices.organisations.get(k, "–"),
        key=key,
    )


def follow_ups(draft: IntakeDraft, choices: Choices, place: str) -> None:
    st.subheader(_("Tindak lanjut ({n})", n=number(len(draft.follow_ups))), anchor=False, divider="gray")
    if not draft.follow_ups:
        st.text(_("Tidak ada tindak lanjut yang terbaca."))
    if any(one.is_candidate for one in draft.follow_ups):
        quiet(_("Calon dari pembahasan tidak dicatat kecuali Anda mencentangnya."))
    for n, offered in enumerate(draft.follow_ups):
        with st.container(border=True):
            _one_follow_up(offered, choices, f"{place}/follow-up/{n}")


def _one_follow_up(offered: OfferedFollowUp, choices: Choices, key: str) -> None:
    promised = offered.promised
    st.checkbox(
        _("Catat calon tindak lanjut ini") if offered.is_candidate else _("Catat tindak lanjut ini"),
        not offered.is_candidate,
        key=f"{key}/on",
    )
    parts.draw(mark(promised.origin))
    st.text_area(_("Apa yang akan dilakukan"), promised.text, key=f"{key}/text", height=80)
    owners, due, day = st.columns([3, 2, 1.6])
    with owners:
        several(_("Siapa yang bertanggung jawab"), choices.organisations, f"{key}/owners", promised.owner_ids)
    with due:
        st.text_input(_("Tenggat sebagaimana disebut"), promised.due_text, key=f"{key}/due_text")
    with day:
        read = deadline(promised.due_text, None)["due_on"]
        st.date_input(
            _("Tanggal, bila pasti"),
            None,
            min_value=DAYS[0],
            max_value=DAYS[1],
            format="DD/MM/YYYY",
            key=f"{key}/due_on",
            help=_("Terbaca dari tenggatnya: {day}", day=read.strftime("%d/%m/%Y")) if read else None,
        )
    if offered.unmatched:
        quiet(_("Disebut sebagai penanggung jawab, belum dikenali: {names}", names=", ".join(offered.unmatched)))


def changes(draft: IntakeDraft, aids: ReadingAids, place: str) -> None:
    if not draft.changes:
        return
    st.subheader(_("Perubahan rumusan ({n})", n=number(len(draft.changes))), anchor=False, divider="gray")
    quiet(_("Disimpan sebagai usulan pada ukuran keberhasilannya; rumusan baru berlaku setelah Anda menerapkannya."))
    names = {m.id: f"{m.code} · {(m.texts[0] if m.texts else '')[:90]}" for m in aids.measures}
    for n, offered in enumerate(draft.changes):
        key = f"{place}/change/{n}"
        options = [NOBODY, *dict.fromkeys([*(m.id for m in offered.measures), *names])]
        with st.container(border=True):
            parts.draw(mark(offered.origin))
            st.selectbox(
                _("Ukuran keberhasilan yang diubah (kosong: tidak dicatat)"),
                options,
                format_func=lambda k: names.get(k, "–"),
                key=f"{key}/measure",
            )
            if offered.measures:
                likest = ", ".join(measure.code for measure in offered.measures)
                quiet(_("Bunyinya paling mirip: {codes}. Pilih bila memang ini yang diubah.", codes=likest))
            st.text_area(_("Semula"), offered.before, key=f"{key}/before", height=68)
            st.text_area(_("Menjadi"), offered.after, key=f"{key}/after", height=68)


def links(draft: IntakeDraft, choices: Choices, place: str) -> None:
    st.subheader(_("Komitmen yang dibicarakan"), anchor=False, divider="gray")
    names = {key: f"{one.code} {one.title}" for key, one in choices.commitments.items()}
    suggested = [key for key in draft.links if key in names]
    if suggested:
        why = {
            "title": _("judulnya disebut"),
            "keyword": _("kata kuncinya disebut"),
            "organisations": _("instansi dan topiknya disebut"),
        }
        quiet(
            _(
                "Saran: {codes}. Yang tidak Anda pilih tersimpan sebagai saran.",
                codes="; ".join(
                    f"{choices.commitments[key].code} ({why.get(draft.links[key], draft.links[key])})"
                    for key in suggested
                ),
            )
        )
    st.multiselect(
        _("Kaitkan dengan komitmen"),
        list(dict.fromkeys([*suggested, *names])),
        format_func=names.__getitem__,
        key=f"{place}/links",
        placeholder=_("Pilih komitmen"),
    )


def unplaced(draft: IntakeDraft) -> None:
    if not draft.unplaced:
        return
    st.subheader(_("Belum dikelompokkan ({n})", n=number(len(draft.unplaced))), anchor=False, divider="gray")
    quiet(_("Teks ini tidak cocok dengan bagian mana pun. Disimpan bersama rapatnya, jadi tidak ada yang hilang."))
    rows = [
        html('<li>{text} <span class="rp-quiet">{lines}</span></li>', text=one.text, lines=lines(one.origin))
        for one in draft.unplaced
    ]
    parts.draw(html('<ul class="rp-tree">{rows}</ul>', rows=join(rows)))


# -- as it stands on the form ---


def _origin_of(origin: Origin, *, changed: bool) -> Origin:
    """What a person reworded or ticked is no longer a conclusion of the reader."""
    certainty = Certainty.ENTERED if changed or origin.certainty is not Certainty.STATED else origin.certainty
    return replace(origin, certainty=certainty)


def settled(draft: IntakeDraft, place: str) -> list[Settled]:
    found = []
    for n, offered in enumerate(draft.decisions):
        key = f"{place}/decision/{n}"
        if st.session_state[f"{key}/on"]:
            text = st.session_state[f"{key}/text"]
            found.append(
                Settled(
                    text,
                    DecisionKind(st.session_state[f"{key}/kind"]),
                    st.session_state[f"{key}/organisation"] or None,
                    _origin_of(offered.settled.origin, changed=text != offered.settled.text),
                )
            )
    return found


def promised(draft: IntakeDraft, place: str) -> list[Promised]:
    found = []
    for n, offered in enumerate(draft.follow_ups):
        key = f"{place}/follow-up/{n}"
        if st.session_state[f"{key}/on"]:
            text, words = st.session_state[f"{key}/text"], st.session_state[f"{key}/due_text"]
            found.append(
                replace(
                    offered.promised,
                    text=text,
                    owner_ids=tuple(st.session_state[f"{key}/owners"]),
                    due_text=words,
                    **deadline(words, st.session_state[f"{key}/due_on"]),
                    origin=_origin_of(offered.promised.origin, changed=text != offered.promised.text),
                )
            )
    return found


def reworded(changes: Sequence[OfferedChange], place: str) -> list[Reworded]:
    found = []
    for n, offered in enumerate(changes):
        key = f"{place}/change/{n}"
        if measure := st.session_state[f"{key}/measure"]:
            found.append(
                Reworded(
                    measure,
                    st.session_state[f"{key}/after"],
                    st.session_state[f"{key}/before"],
                    offered.organisation_id,
                    offered.origin,
                )
            )
    return found
