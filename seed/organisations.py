"""Institutions, CSOs and every name they go by; and which of them a name in the data means."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from models.rules.naming import fold
from models.tables.organisation import Organisation, OrganisationAlias
from seed.ledger import Ledger, Ref
from seed.records import Record, SeedError, names, read

_BRACKETS = re.compile(r"\s*\([^()]*\)")
#: in organisations.csv the column of aliases holds a remark, too
_REMARK = "Note: "


@dataclass
class _Entry:
    """One organisation with what organisation_additions.csv adds to it."""

    origin: Record
    kind: str
    parent: str = ""
    notes: list[str] = field(default_factory=list)
    #: as written → the row it was met in
    aliases: dict[str, Record] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.origin["name"]


class Directory:
    """All organisations of the seed data, found by any of their names."""

    def __init__(self) -> None:
        self.entries: dict[str, _Entry] = {}
        self._read_organisations()
        self._read_additions()
        for row in read("organisation_aliases.csv"):
            self.entries[row["organisation"]].aliases.setdefault(row["alias"], row)
        self._named: dict[str, set[str]] = defaultdict(set)
        for entry in self.entries.values():
            for spelling in (entry.name, entry.origin["abbreviation"], *entry.aliases):
                self._named[fold(spelling)].add(entry.name)

    def _read_organisations(self) -> None:
        for row in read("organisations.csv"):
            entry = self.entries[row["name"]] = _Entry(row, row["kind"])
            for alias in filter(None, row["aliases"].split("|")):
                if alias.startswith(_REMARK):
                    entry.notes.append(alias.removeprefix(_REMARK))
                else:
                    entry.aliases[alias] = row

    def _read_additions(self) -> None:
        for row in read("organisation_additions.csv"):
            if row["kind"]:
                self.entries[row["name"]] = _Entry(row, row["kind"])
            entry = self.entries[row["name"]]
            entry.parent = row["parent"]
            entry.notes.extend(filter(None, (row["note"],)))
            entry.aliases.update(dict.fromkeys(filter(None, row["aliases"].split("|")), row))

    def find(self, written: str) -> str:
        """The one organisation meant, brackets ("Kemendagri (Ditjen …)") left out if need be. Raises SeedError."""
        for spelling in (written, _BRACKETS.sub("", written)):
            found = self._named.get(fold(spelling), set())
            if len(found) > 1:
                raise SeedError(f"{written!r} may be any of {sorted(found)}")
            if found:
                return next(iter(found))
        raise SeedError(f"{written!r} is not in organisations.csv or organisation_additions.csv")

    def parties(self, text: str) -> list[tuple[str, str]]:
        """The organisations of a semicolon list, each with its name as written, none twice."""
        found: dict[str, str] = {}
        for written in names(text):
            found.setdefault(self.find(written), written)
        return list(found.items())

    def source_of(self, name: str, met_in: Record) -> str:
        """Where a spelling was met; organisation_aliases.csv gives none of its own."""
        return met_in.values.get("source_url") or self.entries[name].origin["source_url"]

    def depth(self, name: str) -> int:
        """How many institutions stand above this one."""
        parent = self.entries[name].parent
        return 1 + self.depth(parent) if parent else 0


def load_organisations(ledger: Ledger, directory: Directory) -> None:
    """All organisations, those that others belong to first, then their aliases."""
    for name in sorted(directory.entries, key=directory.depth):
        entry = directory.entries[name]
        ledger.keep(
            Organisation,
            name,
            entry.origin,
            {
                "name": name,
                "abbreviation": entry.origin["abbreviation"],
                "kind": entry.kind,
                "name_en": entry.origin.values.get("name_en", ""),
                "website": entry.origin.values.get("website", ""),
                "parent_id": Ref(Organisation, entry.parent) if entry.parent else None,
                "notes": "\n".join(entry.notes),
                "source": entry.origin["source_url"],
            },
        )
    for name, entry in directory.entries.items():
        for alias, met_in in entry.aliases.items():
            ledger.keep(
                OrganisationAlias,
                f"{name}: {fold(alias)}",
                met_in,
                {
                    "organisation_id": Ref(Organisation, name),
                    "alias": alias,
                    "folded": fold(alias),
                    "source": directory.source_of(name, met_in),
                },
            )
