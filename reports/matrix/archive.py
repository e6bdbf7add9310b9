"""The zip file around a workbook: refused before a parser sees it, or given as named parts.

Runs in the reading process only (see `parse`).
"""

from __future__ import annotations

import posixpath
import re
import stat
from collections.abc import Iterator
from io import BytesIO
from typing import Final, NamedTuple, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from reports.matrix import limits

#: A problem as told to the server: ``kind`` (its name in the catalogue), ``values``, ``sheet``, ``row``, ``column``.
Trouble = dict[str, object]


class Refusal(Exception):
    """The file is not read, for these reasons."""

    def __init__(self, *problems: Trouble) -> None:
        super().__init__()
        self.problems = problems


def refuse(kind: str, **values: str) -> NoReturn:
    """Refuse the file as a whole."""
    raise Refusal({"kind": kind, "values": values})


class Relation(NamedTuple):
    """A pointer from one part to another; ``kind`` is the last word of its type, such as ``worksheet``."""

    kind: str
    target: str


#: a part that only this format has → the format's name
FOREIGN_PARTS: Final = {
    "xl/workbook.bin": "Excel Binary (.xlsb)",
    "word/document.xml": "Word (.docx)",
    "ppt/presentation.xml": "PowerPoint (.pptx)",
    "index/document.iwa": "Apple Numbers",
    "content.xml": "OpenDocument",
}
OPEN_DOCUMENT: Final = {
    b"application/vnd.oasis.opendocument.spreadsheet": "OpenDocument (.ods)",
    b"application/vnd.oasis.opendocument.text": "OpenDocument (.odt)",
}
#: Macros, ActiveX controls and OLE objects; documents of the newer kind (xl/embeddings/*.docx) are never opened.
ACTIVE_PART: Final = re.compile(
    r"vbaproject[^/]*\.bin$|/macrosheets/|/activex/|/embeddings/[^/]*\.bin$|\.(exe|js|vbs)$"
)
ACTIVE_TYPE: Final = re.compile(r"macro|vbaproject|activex", re.IGNORECASE)
UNSAFE_NAME: Final = re.compile(r"^/|^[A-Za-z]:|\\|\x00|(^|/)\.\.?(/|$)|//")
DECLARATIONS: Final = (b"<!DOCTYPE", b"<!ENTITY")
READABLE_METHODS: Final = (0, 8)  # stored and deflated: Excel knows no others
ENCRYPTED_FLAG: Final = 0x1
CHUNK: Final = limits.MEGABYTE


def guarded_parser() -> expat.XMLParserType:
    """The only XML parser used on strangers' parts: names as ``namespace}local``, no document types."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    return parser


def _refuse_document_type(name: str, *_: object) -> None:
    refuse("UNSAFE_XML", found=f"DOCTYPE {name[:40]}")


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


class Archive:
    """The parts of a workbook that passed every check; names do not depend on case (OPC, ECMA-376 part 2)."""

    def __init__(self, data: bytes) -> None:
        self._zip = ZipFile(BytesIO(data))
        members = self._zip.infolist()
        _check_directory(members)
        self._parts = {member.filename.lower(): member for member in members if not member.is_dir()}
        self._check_format()
        self._check_sizes(len(data))
        self._check_content_types()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def read(self, name: str) -> bytes:
        """A part's bytes; ``KeyError`` for one that is missing."""
        return self._zip.read(self._parts[name.lower()])

    def tree(self, name: str) -> Element:
        """A small part as elements. Sheets and strings are streamed instead."""
        builder = TreeBuilder()
        parser = guarded_parser()
        parser.StartElementHandler = builder.start
        parser.EndElementHandler = builder.end
        parser.CharacterDataHandler = builder.data
        parser.Parse(self.read(name), True)
        return builder.close()

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part ("" for the package) points to inside the archive, by relationship id."""
        folder, name = posixpath.split(part)
        relations_part = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations_part not in self:
            return {}
        return {
            element.get("Id", ""): Relation(
                element.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/"),
            )
            for element in self.tree(relations_part)
            if element.get("TargetMode") != "External"
        }

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts of one kind that a part points to and that are really there."""
        return (r.target for r in self.relations(part).values() if r.kind == kind and r.target in self)

    def _check_format(self) -> None:
        if "mimetype" in self:
            with self._zip.open(self._parts["mimetype"]) as stream:
                if name := OPEN_DOCUMENT.get(stream.read(100).strip()):
                    refuse("WRONG_FORMAT", found=name)
        for part, name in FOREIGN_PARTS.items():
            if part in self:
                refuse("WRONG_FORMAT", found=name)
        for part in self._parts:
            if ACTIVE_PART.search(part):
                refuse("MACROS_NOT_ALLOWED", found=part[-80:])
        if "[Content_Types].xml" not in self:
            refuse("NOT_A_WORKBOOK")

    def _check_sizes(self, packed: int) -> None:
        """Unpack everything once, piece by piece: declared sizes are believed only after that."""
        declared = sum(part.file_size for part in self._parts.values())
        if declared > limits.MAX_UNPACKED:
            refuse("DECOMPRESSED_TOO_LARGE")
        total = 0
        for name, part in self._parts.items():
            size = self._unpack(name, part, limits.MAX_UNPACKED - total, min(part.compress_size, packed))
            total += size

    def _unpack(self, name: str, part: ZipInfo, room: int, packed: int) -> int:
        declared, size, tail = part.file_size, 0, b""
        part.file_size = limits.MAX_UNPACKED + 1  # else zipfile stops where the header says and misses the rest
        with self._zip.open(part) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > room or (size > limits.RATIO_FROM and size > limits.MAX_RATIO * packed):
                    refuse("DECOMPRESSED_TOO_LARGE")
                if "/media/" not in name:  # vector pictures have a document type, and are never parsed
                    text = tail + chunk.replace(b"\0", b"")  # so that UTF-16 is seen as well
                    if any(declaration in text for declaration in DECLARATIONS):
                        refuse("UNSAFE_XML", found=name[-80:])
                    tail = text[-len(DECLARATIONS[0]) :]
        if size != declared:
            raise BadZipFile(name)
        return size

    def _check_content_types(self) -> None:
        for element in self.tree("[Content_Types].xml"):
            part, extension = element.get("PartName", "").lstrip("/"), element.get("Extension", "").lower()
            if ACTIVE_TYPE.search(element.get("ContentType", "")) and (
                part in self or (extension and any(name.endswith(f".{extension}") for name in self._parts))
            ):
                refuse("MACROS_NOT_ALLOWED", found=(part or f"*.{extension}")[-80:])


def _check_directory(members: list[ZipInfo]) -> None:
    if len(members) > limits.MAX_PARTS:
        refuse("TOO_MANY_PARTS")
    seen = set()
    for member in members:
        name = member.orig_filename
        if member.flag_bits & ENCRYPTED_FLAG:
            refuse("PASSWORD_PROTECTED")
        unsafe = UNSAFE_NAME.search(name) or name.lower() in seen or member.compress_type not in READABLE_METHODS
        if unsafe or stat.S_ISLNK(member.external_attr >> 16):
            refuse("UNSAFE_ARCHIVE", found=name[-80:].replace("\0", "�"))
        seen.add(name.lower())
