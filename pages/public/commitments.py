"""Commitments: the list with its filters in the address, and one commitment by ``?kode=``."""

from __future__ import annotations

import streamlit as st

from models.language import _, number, plural
from models.problems import NotFound
from models.queries.by_period import years_of
from models.queries.commitments import commitment_detail, plan_of_commitment
from models.queries.narrowing import narrowed, organisations_of, themes_of
from models.queries.plans import find_plan
from models.queries.progress import CommitmentPicture, PlanPicture
from models.rules.naming import fold
from models.rules.themes import theme_name
from models.vocabulary import Light, label
from pages.ui import commitment, frame
from pages.ui.choices import asked_day, choose_day, choose_plan, day_note, remember
from pages.ui.filters import pick, side_by_side
from pages.ui.gate import Visit, allow_visitors, database
from pages.ui.pictures import picture_for
from pages.ui.standing import commitment_table, legend_section


def listing(visit: Visit) -> None:
    """All commitments of a plan that fit the filters."""
    with database() as session:
        top = side_by_side("rencana", [3, 2, 3])
        with top[0]:
            plan = choose_plan(session, visit.actor, key="plan")
        if plan is None:
            frame.empty(_("Belum ada rencana aksi."), _("Jalankan python -m seed untuk memuat data RAN OGI."))
            return
        with top[1]:
            day = choose_day(visit, plan, key="day")
        with top[2]:
            words = st.text_input(_("Cari"), value=st.query_params.get("cari", ""), key="words")
            remember("cari", words)
        picture = picture_for(session, visit, plan, day)
    day_note(day, visit)
    found = _narrowed(picture, words)
    frame.head(
        _("Komitmen {plan}", plan=plan.name),
        lead=plural("{n} komitmen", len(found))
        + (
            _(" dari {total}", total=number(len(picture.commitments))) if len(found) != len(picture.commitments) else ""
        ),
    )
    if plan.stated_commitments and plan.stated_commitments != plan.commitments:
        frame.quiet(
            _(
                "Rencana aksi ini memuat {stated} komitmen; {known} di antaranya ditemukan di sumber publik.",
                stated=number(plan.stated_commitments),
                known=number(plan.commitments),
            )
        )
    if found:
        commitment_table(picture, found)
    elif not picture.commitments:
        frame.empty(
            _("{plan} masih disusun.", plan=plan.name),
            _("Komitmennya muncul di sini setelah dicatat Sekretariat. Pilih rencana aksi lain di atas."),
        )
        return
    else:
        frame.empty(_("Tidak ada komitmen yang cocok."), _("Kosongkan pencarian atau pilih status dan instansi lain."))
    legend_section(picture)


def _narrowed(picture: PlanPicture, words: str) -> tuple[CommitmentPicture, ...]:
    """The commitments that fit what was chosen below the plan."""
    light, organisation, theme, year = _filters(picture)
    wanted = fold(words).split()
    return tuple(
        c
        for c in narrowed(picture, theme=theme, organisation=organisation).commitments
        if (not light or c.light.value == light)
        and (not year or any(m.due_on is not None and str(m.due_on.year) == year for m in c.milestones))
        and all(word in _searched(c) for word in wanted)
    )


def _searched(c: CommitmentPicture) -> str:
    texts = [
        c.code,
        c.title_id,
        c.title_en,
        c.theme,
        *(o.name for _role, o in c.parties),
        *(o.short for _role, o in c.parties),
    ]
    texts += [text for m in c.milestones for text in (m.wording, m.activity, m.target_text, m.row_code)]
    return fold(" ".join(texts))


def _filters(picture: PlanPicture) -> tuple[str, str, str, str]:
    lights = {light.value: label(light) for light in Light if picture.counts[light]}
    organisations = {o.short: o.short for o in organisations_of(picture)}
    themes = {theme: theme_name(theme) for theme in themes_of(picture)}
    years = {str(year): str(year) for year in years_of(picture)}
    first, second, third, fourth = side_by_side("saringan", [3, 2, 3, 2])
    with first:
        organisation = pick(_("Instansi atau OMS"), "instansi", organisations, _("Semua"))
    with second:
        light = pick(_("Status"), "status", lights, _("Semua"))
    with third:
        theme = pick(_("Tema"), "tema", themes, _("Semua tema"))
    with fourth:
        year = pick(_("Tahun batas waktu"), "tahun", years, _("Semua tahun"))
    return light, organisation, theme, year


def detail(visit: Visit, code: str) -> None:
    """One commitment, or a sentence if there is none with this code."""
    day = asked_day(visit)
    try:
        with database() as session, st.skeleton(height=320):
            plan = find_plan(session, visit.actor, plan_of_commitment(session, code))
            whole = picture_for(session, visit, plan, day)
            found = commitment_detail(session, visit.actor, code, day, whole)
    except NotFound:
        frame.head(_("Komitmen tidak ditemukan"), trail=[(_("Komitmen"), "/komitmen")])
        frame.empty(
            _("Tidak ada komitmen dengan kode “{code}”.", code=code[:40]),
            _("Periksa tautannya, atau cari di daftar komitmen."),
        )
        return
    day_note(day, visit)
    commitment.show_commitment(visit, found)


here = allow_visitors()
wanted_code = st.query_params.get("kode", "")
if wanted_code:
    detail(here, wanted_code)
else:
    listing(here)
