"""The sentences that tell recent changes to one reader, as this reader may know them.

Who may read submitted reports learns of each; everybody else of what was verified or published, as it stands now:
a figure that was corrected before it was verified is nobody else's business.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlmodel import Session, col, select

from models.language import WIB, _, long_date, percent
from models.queries.commitments import may_see_report
from models.queries.history_words import Words, field_word
from models.queries.meeting_reader import Reader
from models.rules.access import Action, Actor, Subject, can
from models.tables.commitment import Commitment, MeasureWording, Milestone, MilestoneTarget, SuccessMeasure
from models.tables.history import Change
from models.tables.meeting import Decision, Meeting
from models.tables.progress import Evidence, ProgressReport, ReportEdition
from models.vocabulary import Assessor, ChangeKind, Completion, ReportState, Verdict, label

#: how much of a long text stands in a sentence
_CLIPPED: Final = 90
#: fields whose change says little beside the others
_MINOR = frozenset({"notes", "source", "confidence", "start_precision", "due_precision", "text_en", "title_source"})
_WRITTEN = {"due_text": "due_on", "start_text": "starts_on"}


@dataclass(frozen=True, slots=True)
class Event:
    """All changes of one act to one row."""

    row_id: int
    changes: tuple[Change, ...]

    @property
    def created(self) -> bool:
        return self.changes[0].kind is ChangeKind.CREATED

    def touches(self, name: str) -> bool:
        """Whether the field got a value in this act."""
        return name in self.snapshot or any(c.field == name for c in self.changes)

    def after(self, name: str) -> Any:
        for change in self.changes:
            if change.field == name:
                return change.after
        return self.snapshot.get(name)

    def before(self, name: str) -> Any:
        return next((c.before for c in self.changes if c.field == name), None)

    @property
    def snapshot(self) -> dict[str, Any]:
        return (self.changes[0].after or {}) if self.created else {}


@dataclass
class Teller:
    """Tells events to one reader."""

    session: Session
    actor: Actor
    words: Words
    commitments: dict[int, str]
    told: set[int] = field(default_factory=set)
    #: what reports said from which day on, read in one statement for all that will be told
    editions: dict[int, list[ReportEdition]] = field(default_factory=dict)

    def knew_before(self, event: Event) -> bool:
        """Whether the reader could read the report before somebody decided on it."""
        report = self.session.get(ProgressReport, event.row_id)
        return report is not None and can(
            self.actor, Action.SEE_SUBMITTED, Subject(report.organisation_id, report.assessor)
        )

    def editions_of(self, report: ProgressReport) -> list[ReportEdition]:
        """What a report said, from day to day."""
        key = report.id or 0
        if key not in self.editions:
            self.editions[key] = editions_of(self.session, [key]).get(key, [])
        return self.editions[key]

    def tell(self, table: str, event: Event) -> tuple[str, str, dict[str, str]] | None:
        """Sentence, page and query; None for what says nothing to this reader."""
        return _TELLERS[table](self, event)


def editions_of(session: Session, reports: Collection[int]) -> dict[int, list[ReportEdition]]:
    """The editions of these reports."""
    found: dict[int, list[ReportEdition]] = {}
    keys = sorted(reports)
    for start in range(0, len(keys), 500):
        query = select(ReportEdition).where(col(ReportEdition.report_id).in_(keys[start : start + 500]))
        for edition in session.exec(query):
            found.setdefault(edition.report_id, []).append(edition)
    return found


Told = tuple[str, str, dict[str, str]] | None


# -- reports --------------------------------------------------------------------------------------------------------


def _report(teller: Teller, event: Event) -> Told:
    report = teller.session.get(ProgressReport, event.row_id)
    if report is None or not may_see_report(teller.actor, report):
        return None
    subject = Subject(report.organisation_id, report.assessor)
    is_latest = report.id not in teller.told
    if can(teller.actor, Action.SEE_SUBMITTED, subject):
        text = _report_in_full(teller, event, report, is_latest=is_latest)
    else:
        text = _report_in_public(teller, event, report) if is_latest else None
    if text is None:
        return None
    teller.told.add(report.id or 0)
    return text, *_milestone_page(teller, report.milestone_id)


def _report_in_full(teller: Teller, event: Event, report: ProgressReport, *, is_latest: bool) -> str | None:
    names = _names(teller, report)
    state = event.after("state")
    if event.touches("published") and event.after("published"):
        return _("Penilaian {who} untuk {what} diterbitkan", **names)
    if state == ReportState.VERIFIED:
        return _("Laporan {who} untuk {what} diverifikasi", **names)
    if state == ReportState.RETURNED:
        return _("Laporan {who} untuk {what} dikembalikan: {note}", note=_clip(report.verdict_note), **names)
    if state == ReportState.WITHDRAWN:
        return _("Laporan {who} untuk {what} ditarik", **names)
    if not event.touches("submitted_at"):
        return None
    if event.before("percent") is not None:
        change = f"{percent(event.before('percent'))} → {percent(event.after('percent'))}"
        return _("{who} mengubah laporannya untuk {what}: {change}", change=change, **names)
    known = event.touches("percent") or event.touches("completion")
    if known or is_latest:
        said = event.after if known else lambda name: getattr(report, name)
        return _said(names, report.assessor, said("percent"), said("completion"))
    if event.before("submitted_at") is None:  # drafted before, and sent for the first time
        sent = _as_known(teller, event, report)
        return _said(names, report.assessor, sent.percent, sent.completion)
    return _("{who} memperbarui laporannya untuk {what}", **names)


def _report_in_public(teller: Teller, event: Event, report: ProgressReport) -> str | None:
    became_public = event.after("state") == ReportState.VERIFIED or bool(event.after("published"))
    if not became_public:
        return None
    known = _as_known(teller, event, report)
    return _said(_names(teller, report), report.assessor, known.percent, known.completion)


def _as_known(teller: Teller, event: Event, report: ProgressReport) -> ProgressReport | ReportEdition:
    """What the report said at the end of the event's day: what it says since is another day's change."""
    day = event.changes[0].at.astimezone(WIB).date()
    known = [edition for edition in teller.editions_of(report) if edition.known_on <= day]
    return max(known, key=lambda edition: (edition.known_on, edition.id or 0), default=report)


def _said(names: Mapping[str, str], assessor: Assessor, reported: float | None, completion: Any) -> str:
    value = percent(reported) if reported is not None else f"“{label(Completion(completion))}”" if completion else ""
    if not value:
        return _("{who} melapor untuk {what}", **names)
    if assessor is Assessor.AGENCY:
        return _("{who} melaporkan {value} untuk {what}", value=value, **names)
    return _("{who} menilai {value} untuk {what}", value=value, **names)


def _names(teller: Teller, report: ProgressReport) -> dict[str, str]:
    words = teller.words
    milestone, period = words.name("milestone", report.milestone_id), words.name("reporting_period", report.period_id)
    return {"who": words.organisation(report.organisation_id), "what": f"{milestone} ({period})"}


def _evidence(teller: Teller, event: Event) -> Told:
    evidence = teller.session.get(Evidence, event.row_id)
    report = teller.session.get(ProgressReport, evidence.report_id) if evidence else None
    if evidence is None or report is None or not may_see_report(teller.actor, report):
        return None
    subject = Subject(report.organisation_id, report.assessor)
    if not (can(teller.actor, Action.SEE_INTERNAL) or can(teller.actor, Action.REPORT, subject)):
        return None
    names = _names(teller, report)
    verdict = event.after("verdict")
    if event.created:
        text = _("Data dukung laporan {who} untuk {what} ditambahkan", **names)
    elif verdict == Verdict.ACCEPTED:
        text = _("Data dukung laporan {who} untuk {what} diterima", **names)
    elif verdict == Verdict.REJECTED:
        text = _("Data dukung laporan {who} untuk {what} ditolak", **names)
    else:
        return None
    return text, *_milestone_page(teller, report.milestone_id)


# -- the plan -------------------------------------------------------------------------------------------------------


def _milestone(teller: Teller, event: Event) -> Told:
    milestone = teller.session.get(Milestone, event.row_id)
    if milestone is None:
        return None
    code = milestone.row_code
    if event.created:
        what = milestone.activity or milestone.target_text
        text = (
            _("Target capaian baru {code}: {what}", code=code, what=_clip(what))
            if what
            else _("Target capaian baru {code}", code=code)
        )
    elif event.after("state") == "cancelled":
        text = _("Target capaian {code} dibatalkan", code=code)
    else:
        text = _changed(teller, "milestone", event, code, alone={"target_text": _("Target {code} diubah", code=code)})
    return (text, *_milestone_page(teller, milestone.id)) if text else None


def _target(teller: Teller, event: Event) -> Told:
    target = teller.session.get(MilestoneTarget, event.row_id)
    if target is None:
        return None
    what = _(
        "Target {period} untuk {code}",
        period=teller.words.name("reporting_period", target.period_id),
        code=teller.words.name("milestone", target.milestone_id),
    )
    if event.created:
        value = percent(target.percent) if target.percent is not None else _clip(target.text)
        return f"{what}: {value}", *_milestone_page(teller, target.milestone_id)
    change = _differences(teller, "milestone_target", event)
    return (f"{what}: {change}", *_milestone_page(teller, target.milestone_id)) if change else None


def _wording(teller: Teller, event: Event) -> Told:
    wording = teller.session.get(MeasureWording, event.row_id)
    measure = teller.session.get(SuccessMeasure, wording.measure_id) if wording else None
    if wording is None or measure is None or not event.created:
        return None
    code = teller.commitments.get(measure.commitment_id, "")
    values = {"number": measure.number, "code": code, "text": _clip(wording.text)}
    if wording.edition > 1:
        text = _("Rumusan ukuran keberhasilan {number} pada {code} diubah: “{text}”", **values)
    else:
        text = _("Ukuran keberhasilan baru {number} pada {code}: “{text}”", **values)
    return text, "komitmen", {"kode": code}


def _commitment(teller: Teller, event: Event) -> Told:
    commitment = teller.session.get(Commitment, event.row_id)
    if commitment is None:
        return None
    code = commitment.code
    text = (
        _("Komitmen baru {code}: {title}", code=code, title=_clip(commitment.title))
        if event.created
        else _changed(teller, "commitment", event, code, alone={})
    )
    return (text, "komitmen", {"kode": code}) if text else None


def _party(teller: Teller, event: Event) -> Told:
    gone = event.changes[0].kind is ChangeKind.DELETED
    values = (event.changes[0].before or {}) if gone else event.snapshot
    code = teller.commitments.get(values.get("commitment_id", 0))
    if code is None:
        return None
    named = {
        "who": teller.words.organisation(values["organisation_id"]),
        "role": teller.words.value("commitment_party", "role", values["role"]),
        "code": code,
    }
    text = (
        _("{who} tidak lagi menjadi {role} pada {code}", **named)
        if gone
        else _("{who} menjadi {role} pada {code}", **named)
    )
    return text, "komitmen", {"kode": code}


def _decision(teller: Teller, event: Event) -> Told:
    decision = teller.session.get(Decision, event.row_id)
    meeting = teller.session.get(Meeting, decision.meeting_id) if decision else None
    if decision is None or meeting is None:
        return None
    inside = can(teller.actor, Action.SEE_INTERNAL)
    became_public = decision.released and bool(event.after("released"))
    if not (became_public or (inside and event.created)) or (not inside and not meeting.released):
        return None
    said = Reader.of(teller.session, teller.actor, [decision.meeting_id]).text(decision.meeting_id, decision.text)
    text = _("Keputusan rapat {day}: {text}", day=long_date(meeting.held_on), text=_clip(said))
    return text, "rapat", {"id": str(meeting.id)}


_TELLERS: Final[dict[str, Callable[[Teller, Event], Told]]] = {
    "progress_report": _report,
    "evidence": _evidence,
    "milestone": _milestone,
    "milestone_target": _target,
    "measure_wording": _wording,
    "commitment": _commitment,
    "commitment_party": _party,
    "decision": _decision,
}


# -- parts of sentences ---------------------------------------------------------------------------------------------


def _milestone_page(teller: Teller, milestone_id: int | None) -> tuple[str, dict[str, str]]:
    milestone = teller.session.get(Milestone, milestone_id)
    measure = teller.session.get(SuccessMeasure, milestone.measure_id) if milestone else None
    if milestone is None or measure is None:
        return "komitmen", {}
    code = teller.commitments.get(measure.commitment_id, "")
    return "komitmen", {"kode": code, "baris": milestone.row_code}


def _changed(teller: Teller, table: str, event: Event, code: str, alone: Mapping[str, str]) -> str:
    """ "RAN7-01 diubah: Tema: a → b; Batas waktu: c → d"; with its own opening where one field says it all."""
    shown = _telling(event)
    if not shown:
        return ""
    if len(shown) == 1 and shown[0].field in alone:
        return f"{alone[shown[0].field]}: {_from_to(teller, table, shown[0])}"
    return _("{code} diubah: {changes}", code=code, changes=_differences(teller, table, event))


def _differences(teller: Teller, table: str, event: Event) -> str:
    return "; ".join(f"{field_word(c.field)}: {_from_to(teller, table, c)}" for c in _telling(event))


def _telling(event: Event) -> list[Change]:
    names = {c.field for c in event.changes}
    return [c for c in event.changes if c.field not in _MINOR and _WRITTEN.get(c.field) not in names]


def _from_to(teller: Teller, table: str, change: Change) -> str:
    before, after = (teller.words.value(table, change.field, value) for value in (change.before, change.after))
    return f"{_clip(before) or _('kosong')} → {_clip(after) or _('kosong')}"


def _clip(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _CLIPPED else flat[: _CLIPPED - 1].rstrip() + "…"
