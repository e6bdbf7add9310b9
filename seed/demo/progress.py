"""What institutions, CSOs and the secretariat reported, with evidence, verdicts and what was published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from models.commands.progress import add_evidence_link, judge_evidence, publish_assessment, return_report, verify_report
from models.commands.report_entry import Entry, ReportKey, enter_report, find_report
from models.tables.organisation import Organisation
from models.tables.progress import Evidence, ProgressReport
from models.vocabulary import Assessor, Completion, OrganisationKind, ReportState, Verdict, Visibility
from seed.demo.chronicle import Deed, Order, Stage, reporter_account
from seed.demo.files import day, day_or_none, figure, read
from seed.records import Record, SeedError

_Subject = tuple[str, str, str]


def progress_deeds() -> list[Deed]:
    """Every report as it came in, was looked at, decided on and published."""
    evidence: dict[_Subject, list[Record]] = defaultdict(list)
    for row in read("evidence.csv"):
        evidence[_subject(row)].append(row)
    deeds: list[Deed] = []
    for row in read("reports.csv"):
        own = [] if row["assessor"] else evidence.pop(_subject(row), [])
        deeds += _deeds_of(row, own)
    if evidence:
        raise SeedError(f"evidence.csv speaks of reports that are not there: {sorted(evidence)}")
    return deeds


def _subject(row: Record) -> _Subject:
    return row["row_code"], row["period"], row["organisation"]


def _deeds_of(row: Record, evidence: list[Record]) -> Iterable[Deed]:
    about = f"laporan {row['organisation']} {row['period']}"

    def enter(stage: Stage) -> None:
        report = enter_report(stage.session, stage.actor, key_of(stage, row), _content(row), _entry(row))
        for item in evidence:
            add_evidence_link(
                stage.session,
                stage.actor,
                report.id or 0,
                item["url"],
                title=item["title"],
                visibility=Visibility(item["visibility"]),
            )

    yield Deed(day(row["received_on"]), Order.ENTER, enter, about, who=reporter_account(row["organisation"]))
    for item in evidence:
        if item["judged_on"]:
            yield _judgement(row, item)
    if row["decided_on"]:
        yield _decision(row, about)
    if row["published_on"]:

        def publish(stage: Stage) -> None:
            publish_assessment(stage.session, stage.actor, report_of(stage, row).id or 0)

        who = reporter_account(row["organisation"])
        yield Deed(day(row["published_on"]), Order.PUBLISH, publish, f"penerbitan {about}", who=who)


def _content(row: Record) -> dict[str, Any]:
    return {
        "percent": figure(row["percent"]),
        "completion": Completion(row["completion"]) if row["completion"] else None,
        "achievement": row["achievement"],
        "obstacle": row["obstacle"],
        "next_step": row["next_step"],
    }


def _entry(row: Record) -> Entry:
    return Entry(submit=row["state"] != ReportState.DRAFT, received_on=day_or_none(row["received_on"]))


def _judgement(row: Record, item: Record) -> Deed:
    def judge(stage: Stage) -> None:
        found = stage.session.exec(
            select(Evidence).where(Evidence.report_id == report_of(stage, row).id, Evidence.url == item["url"])
        ).one()
        _judge(stage, found, Verdict(item["verdict"]), item["reason"])

    return Deed(day(item["judged_on"]), Order.JUDGE, judge, f"pemeriksaan data dukung {row['organisation']}")


def _judge(stage: Stage, evidence: Evidence, verdict: Verdict, reason: str = "") -> None:
    accepted = verdict is Verdict.ACCEPTED
    judge_evidence(
        stage.session,
        stage.actor,
        evidence.id or 0,
        verdict,
        reason=reason,
        letterhead_seen=True if accepted else None,
        matches_measure=accepted,
        opens_without_login=evidence.visibility is Visibility.PUBLIC if accepted else None,
    )


def _decision(row: Record, about: str) -> Deed:
    def decide(stage: Stage) -> None:
        report = report_of(stage, row).id or 0
        if row["state"] == ReportState.RETURNED:
            return_report(stage.session, stage.actor, report, row["verdict_note"])
        else:
            verify_report(stage.session, stage.actor, report, note=row["verdict_note"])

    return Deed(day(row["decided_on"]), Order.DECIDE, decide, f"keputusan atas {about}")


def verify_with_evidence(stage: Stage, report: ProgressReport, note: str) -> None:
    """Accept a report that came in a workbook, with all the links it named."""
    for item in stage.session.exec(select(Evidence).where(col(Evidence.report_id) == report.id)).all():
        _judge(stage, item, Verdict.ACCEPTED)
    verify_report(stage.session, stage.actor, report.id or 0, note=note)


def key_of(stage: Stage, row: Record) -> ReportKey:
    """Which report a row of the files speaks of."""
    return report_key(stage, row["row_code"], row["period"], row["organisation"], row["assessor"])


def report_key(stage: Stage, row_code: str, period: str, organisation: str, assessor: str = "") -> ReportKey:
    """The same from its parts; an organisation speaks in its own assessment unless another is named."""
    known = stage.known
    who = known.organisation(organisation)
    spoken = Assessor(assessor) if assessor else _assessor(stage.session, who)
    return ReportKey(known.milestone(row_code), known.period(period), who, spoken)


def _assessor(session: Session, organisation_id: int) -> Assessor:
    kind = session.get_one(Organisation, organisation_id).kind
    return Assessor.CSO if kind is OrganisationKind.CSO else Assessor.AGENCY


def report_of(stage: Stage, row: Record) -> ProgressReport:
    """The stored report of a row. Raises SeedError if it has not come in yet."""
    return stored_report(stage, key_of(stage, row))


def stored_report(stage: Stage, key: ReportKey) -> ProgressReport:
    """The stored report with this key."""
    report = find_report(stage.session, key)
    if report is None:
        raise SeedError(f"{key} is decided on before it came in")
    return report
