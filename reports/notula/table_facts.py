"""What tables tell besides discussion and follow-ups: attendance, changes of wording, targets."""

from __future__ import annotations

from reports.notula.organisations import Organisations
from reports.notula.people import Party, read_party
from reports.notula.provenance import Draft
from reports.notula.tables import Sheet
from reports.notula.vocabulary import EMPTY_CELL


def read_attendance(sheet: Sheet, known: Organisations, draft: Draft) -> None:
    """Participants of an attendance table; e-mail and phone columns are read past (§2.3)."""
    for row in sheet.rows:
        name = sheet.cell(row, "name").replace("\n", " ")
        organisation = sheet.cell(row, "organisation").replace("\n", " ")
        role = sheet.cell(row, "role").replace("\n", " ")
        if not (name or organisation) or EMPTY_CELL.match(name or organisation):
            continue
        party = read_party(name, known) if name else Party()
        person = Party(
            party.name or (name if party.organisation == name and not known.is_one(name) else None) if party else name,
            organisation or (party.organisation if party and party.organisation != name else None),
            role or (party.role if party else None),
        )
        known.meet(person.name)
        draft.add("participants", person.as_json(), row.line, row.line)


def read_changes(sheet: Sheet, draft: Draft) -> None:
    """Semula | Menjadi (§3.7)."""
    for row in sheet.rows:
        after = sheet.cell(row, "after").replace("\n", " ")
        if after and not EMPTY_CELL.match(after):
            before = sheet.cell(row, "before").replace("\n", " ").strip('“”" ')
            change = {
                "before": before or None,
                "after": after.strip('“”" '),
                "proposer": sheet.cell(row, "organisation") or None,
            }
            draft.add("changes", change, row.line, row.line)


def read_targets(sheet: Sheet, draft: Draft) -> None:
    """K/L | Target 2023 | Target 2024 (§3.7)."""
    for row in sheet.rows:
        for column, year in sheet.years.items():
            text = row.cells[column].replace("\n", " ").strip() if column < len(row.cells) else ""
            if text and not EMPTY_CELL.match(text):
                target = {"organisation": sheet.cell(row, "organisation"), "year": year, "text": text}
                draft.add("targets", target, row.line, row.line)
