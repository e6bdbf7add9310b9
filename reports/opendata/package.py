"""Everything public as one Data Package: csv files, a description of every column, licence and sources."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlmodel import Session

from models.language import speaking
from reports.opendata.describe import LICENCE, Asked, Field, Resource
from reports.opendata.tables import RESOURCES
from reports.opendata.written import as_csv

#: where the reference data was taken from; every row names its own source
SOURCES: Final = (
    {"title": "Open Government Indonesia", "path": "https://ogi.bappenas.go.id"},
    {
        "title": "Open Government Partnership: Indonesia",
        "path": "https://www.opengovpartnership.org/members/indonesia/",
    },
)
TITLE: Final = "Komitmen RAN OGI: data terbuka"


def descriptor(address: str, as_of: dt.date, updated_at: dt.datetime) -> dict[str, Any]:
    """``datapackage.json``; ``address`` is where the tracker is reached."""
    return {
        "profile": "tabular-data-package",
        "name": "ran-ogi",
        "id": f"{address}/api/v1/datapackage.zip",
        "title": TITLE,
        "description": "Everything public about Indonesia's Open Government national action plans (RAN OGI): plans, "
        f"commitments, milestones, verified reports, released parts of minutes. As of {as_of.isoformat()}. Nothing "
        "reported is empty, never 0. Texts are in the language in which they were written.",
        "homepage": address,
        "version": as_of.isoformat(),
        "created": updated_at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "keywords": ["open government", "RAN OGI", "Indonesia", "commitments"],
        "licenses": [dict(LICENCE)],
        "sources": [dict(source) for source in SOURCES],
        "resources": [*(_resource(r) for r in RESOURCES), _CODEBOOK],
    }


def _resource(resource: Resource) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "path": f"data/{resource.name}.csv",
        "title": resource.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(resource),
    }


def table_schema(resource: Resource) -> dict[str, Any]:
    """The columns of a table as Table Schema."""
    schema: dict[str, Any] = {"fields": [_field(f) for f in resource.fields], "missingValues": [""]}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    if resource.refers:
        schema["foreignKeys"] = [
            {"fields": list(own), "reference": {"resource": table, "fields": list(theirs)}}
            for own, table, theirs in resource.refers
        ]
    return schema


def _field(column: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    described: dict[str, Any] = {"name": column.name, "type": column.kind, "description": column.about}
    return {**described, "constraints": constraints} if constraints else described


_CODEBOOK_COLUMNS: Final = ("table", "column", "type", "required", "values", "about")
_CODEBOOK: Final = {
    "profile": "tabular-data-resource",
    "name": "codebook",
    "path": "codebook.csv",
    "title": "Every column of every table explained",
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "schema": {
        "fields": [{"name": name, "type": "string"} for name in _CODEBOOK_COLUMNS],
        "missingValues": [""],
        "primaryKey": ["table", "column"],
    },
}


def codebook() -> bytes:
    """Every column of every table: type, whether it is always filled, its codes, what it holds."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_CODEBOOK_COLUMNS)
    for resource in RESOURCES:
        for f in resource.fields:
            required = "yes" if f.required else "no"
            writer.writerow([resource.name, f.name, f.kind, required, " ".join(f.values), f.about])
    return stream.getvalue().encode()


def package(session: Session, address: str, as_of: dt.date, updated_at: dt.datetime) -> bytes:
    """The whole package; the same data gives the same bytes."""
    described = json.dumps(descriptor(address, as_of, updated_at), ensure_ascii=False, indent=2)
    stream = io.BytesIO()
    with speaking("id"), ZipFile(stream, "w") as archive:
        _put(archive, "datapackage.json", described.encode(), updated_at)
        _put(archive, "README.md", _readme(address, as_of).encode(), updated_at)
        _put(archive, "codebook.csv", codebook(), updated_at)
        for resource in RESOURCES:
            rows = resource.rows(session, Asked(as_of))
            _put(archive, f"data/{resource.name}.csv", as_csv(resource, rows), updated_at)
    return stream.getvalue()


def _put(archive: ZipFile, name: str, content: bytes, moment: dt.datetime) -> None:
    entry = ZipInfo(name, (moment.year, moment.month, moment.day, moment.hour, moment.minute, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def _readme(address: str, as_of: dt.date) -> str:
    tables = "\n".join(f"- `data/{r.name}.csv`: {r.about}" for r in RESOURCES)
    cited = f"RAN OGI commitment tracker, data as of {as_of.isoformat()}, {address}"
    return (
        f"# {TITLE}\n\nAs of {as_of.isoformat()}, from {address}\n\n{tables}\n"
        "- `codebook.csv`: every column explained\n\n"
        f"Licence: {LICENCE['title']} ({LICENCE['path']}). Cite as: {cited}\n"
    )
