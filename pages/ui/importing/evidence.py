"""PDFs and pictures uploaded beside a workbook: each placed on a report by a person, with a suggestion from its name,
or listed as not placed. They are stored together with the import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from sqlmodel import Session

from models.commands.evidence import add_evidence_file
from models.commands.report_entry import ReportKey, find_report
from models.language import N_, _, number, plural
from models.problems import Invalid
from models.queries.matrix import MatrixData, StoredMilestone, matrix_data
from models.queries.plans import default_plan, list_plans, period_name
from models.queries.progress import OrganisationName
from models.rules.access import Action, Actor, Subject, can
from models.rules.files import Hint, checked_kind, hint_of
from models.rules.periods import Period
from models.rules.status import COUNTED
from models.tables.exchange import MatrixImport
from models.vocabulary import Assessor, ReportState, Visibility, label
from pages.ui import frame
from pages.ui.gate import Visit, database
from pages.ui.importing.questions import title_of
from pages.ui.importing.work import Prepared
from pages.ui.markup import html, show, verbatim
from pages.ui.uploads import Uploaded

_STANDING = frozenset({*COUNTED, ReportState.DRAFT, ReportState.RETURNED})


@dataclass(frozen=True, slots=True)
class Target:
    """A report that a file can be placed on; ``in_file`` when the workbook on this page speaks of it."""

    milestone: StoredMilestone
    organisation: OrganisationName
    period: Period
    in_file: bool = False

    @property
    def key(self) -> tuple[int, int, int]:
        return self.milestone.id, self.period.id, self.organisation.id

    @property
    def report(self) -> ReportKey:
        assessor = Assessor.CSO if self.organisation.is_cso else Assessor.AGENCY
        return ReportKey(self.milestone.id, self.period.id, self.organisation.id, assessor)

    @property
    def words(self) -> str:
        about = f"{self.milestone.row_code} · {self.organisation.short} · {period_name(self.period)}"
        return f"{about} · {title_of(self.milestone)[:60]}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A file with the report it goes to."""

    upload: Uploaded
    target: Target
    visibility: Visibility


def targets(actor: Actor, data: MatrixData, prepared: Prepared | None) -> list[Target]:
    """The reports this person may add to: those that stand, and those the workbook brings; the latest period first."""
    milestones = {milestone.id: milestone for milestone in data.milestones}
    periods = {period.id: period for period in data.periods}
    found = {
        key: Target(milestones[report.milestone_id], report.organisation, periods[report.period_id])
        for key, report in data.reports.items()
        if report.state in _STANDING and report.period_id in periods
    }
    for row in prepared.plan.rows if prepared and prepared.plan else ():
        if row.milestone and row.period and row.reporter and row.question is None:
            target = Target(row.milestone, row.reporter, row.period, in_file=True)
            found[target.key] = target
    writable = [target for target in found.values() if _may_write(actor, target)]
    return sorted(writable, key=lambda t: (not t.in_file, -t.period.ends_on.toordinal(), t.milestone.row_code))


def _may_write(actor: Actor, target: Target) -> bool:
    involved = {o.id for o in target.milestone.responsible} | target.milestone.commitment.party_ids
    own = target.organisation.id
    return can(actor, Action.REPORT, Subject(own, target.report.assessor, own in involved))


def suggested(found: Sequence[Target], hint: Hint) -> list[Target]:
    """The reports that a file's name may mean, the likeliest first; empty when it says nothing."""
    if hint.row_code:
        return [target for target in found if target.milestone.row_code == hint.row_code]
    if not hint:
        return []
    return [
        target
        for target in found
        if (not hint.organisations or target.organisation.id in hint.organisations)
        and (hint.commitment is None or target.milestone.commitment.number == hint.commitment)
    ]


def is_clear(likely: Sequence[Target]) -> bool:
    """Whether all that a name may mean is one milestone and one institution; the workbook beside it decides first."""
    told = [target for target in likely if target.in_file] or likely
    return len({(target.milestone.id, target.organisation.id) for target in told}) == 1


# -- on the page -----------------------------------------------------------------------------------------------------


def place(visit: Visit, uploads: Iterable[Uploaded], prepared: Prepared | None) -> list[Placed]:
    """A line per file; returns those that were placed."""
    sound = [upload for upload in uploads if _is_sound(upload)]
    data = _data(visit, prepared)
    if not sound or data is None:
        return []
    found = targets(visit.actor, data, prepared)
    names = {o.short: o.id for o in data.organisations.values()}
    codes = [milestone.row_code for milestone in data.milestones]
    st.subheader(_("Data dukung ({n})", n=number(len(sound))), anchor=False)
    if not found:
        frame.empty(
            _("Belum ada laporan tempat data dukung ini dapat dilampirkan."),
            _("Terapkan dulu matriksnya, atau isi laporannya, lalu unggah data dukungnya."),
        )
        return []
    frame.quiet(
        _("Pilih laporan untuk tiap berkas. “Terbatas” hanya terlihat oleh instansi itu, Sekretariat, dan pimpinan.")
    )
    placed = [_ask(upload, found, suggested(found, hint_of(upload.name, codes, names))) for upload in sound]
    taken = [each for each in placed if each is not None]
    left = [upload.name for upload, each in zip(sound, placed, strict=True) if each is None]
    if left:
        st.info(_("Belum ditempatkan: {names}", names=verbatim(", ".join(left))))
    return taken


def _is_sound(upload: Uploaded) -> bool:
    try:
        checked_kind(upload.name, upload.data)
    except Invalid as error:
        st.error(verbatim(str(error)))
        return False
    return True


def _data(visit: Visit, prepared: Prepared | None) -> MatrixData | None:
    if prepared is not None and prepared.data is not None:
        return prepared.data
    with database() as session:
        plans = [plan for plan in list_plans(session, visit.actor) if plan.commitments]
        usual = default_plan(plans)
        if usual is None:
            return None
        codes = {plan.code: plan for plan in plans}
        code = st.selectbox(
            _("Rencana aksi"),
            list(codes),
            index=list(codes).index(usual.code),
            format_func=lambda c: codes[c].title,
            key="evidence_plan",
            persist_state="session",
        )
        return matrix_data(session, visit.actor, codes[code])


def _ask(upload: Uploaded, found: Sequence[Target], likely: Sequence[Target]) -> Placed | None:
    by_key = {target.key: target for target in (*likely, *found)}
    options = [None, *by_key]
    start = options.index(likely[0].key) if likely and is_clear(likely) else 0
    name, choice, visibility = st.columns((2, 4, 1.3))
    with name:
        show(
            html(
                '<div style="overflow-wrap:anywhere"><strong>{name}</strong></div><div class="kecil">{size}</div>',
                name=upload.name,
                size=_size(len(upload.data)),
            )
        )
    with choice:
        key = st.selectbox(
            _("Laporan untuk {file}", file=verbatim(upload.name)),
            options,
            index=start,
            format_func=lambda k: _in_words(by_key, k),
            key=f"evidence:{upload.sha256[:16]}:report",
            persist_state="session",
            label_visibility="collapsed",
        )
        if likely and not is_clear(likely) and key is None:
            frame.quiet(_("Mungkin: {what}", what=", ".join(dict.fromkeys(t.milestone.row_code for t in likely[:6]))))
    with visibility:
        seen_by = st.selectbox(
            _("Terlihat oleh ({file})", file=verbatim(upload.name)),
            [Visibility.RESTRICTED, Visibility.PUBLIC],
            format_func=label,
            key=f"evidence:{upload.sha256[:16]}:visibility",
            persist_state="session",
            label_visibility="collapsed",
        )
    return Placed(upload, by_key[key], seen_by) if key in by_key else None


def _in_words(by_key: Mapping[tuple[int, int, int], Target], key: tuple[int, int, int] | None) -> str:
    if key is None or key not in by_key:
        return _("belum ditempatkan")
    target = by_key[key]
    return _("{report} (dari matriks ini)", report=target.words) if target.in_file else target.words


def _size(octets: int) -> str:
    if octets < 1024 * 1024:
        return _("{n} KB", n=number(max(octets / 1024, 1), 0))
    return _("{n} MB", n=number(octets / 1024 / 1024))


def count_in_words(placed: Sequence[Placed]) -> str:
    """ "4 data dukung", for a button."""
    return plural("{n} data dukung", len(placed))


# -- storing ---------------------------------------------------------------------------------------------------------


def attach(session: Session, actor: Actor, placed: Iterable[Placed], act: MatrixImport | None) -> None:
    """Store the files in this transaction; what comes with an import is taken back with it. Raises Invalid."""
    for each in placed:
        report = find_report(session, each.target.report)
        if report is None or report.id is None:
            raise Invalid(
                N_("Belum ada laporan untuk {row}. Terapkan dulu baris itu, atau tempatkan “{file}” di laporan lain."),
                field="report",
                row=each.target.words,
                file=each.upload.name,
            )
        add_evidence_file(
            session,
            actor,
            report.id,
            each.upload.name,
            each.upload.data,
            visibility=each.visibility,
            brought_by=act,
        )
