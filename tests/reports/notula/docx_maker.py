"""Minimal Word packages for tests: paragraphs, list numbering, tables, content controls, tracked changes."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/numbering.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    '<Override PartName="/word/footer1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
DOCUMENT_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" '
    'Target="numbering.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" '
    'Target="footer1.xml"/></Relationships>'
)


def _level(number: int, style: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:numbering {W}>'
    '<w:abstractNum w:abstractNumId="0">'
    + _level(0, "decimal", "%1.")
    + _level(1, "lowerLetter", "%2.")
    + _level(2, "bullet", "-")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + _level(0, "bullet", "•")
    + "</w:abstractNum>"
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in (1, 2, 3))
    + '<w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def run(text: str, *, bold: bool = False) -> str:
    """A text run."""
    style = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def control(text: str) -> str:
    """A run inside a content control, as form fields make it."""
    return f"<w:sdt><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"


def inserted(text: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="x" w:date="2024-01-01T00:00:00Z">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    return (
        f'<w:del w:id="2" w:author="x" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>{escape(text)}</w:delText></w:r>'
        "</w:del>"
    )


def para(*content: str, list_id: int | None = None, level: int = 0, bold: bool = False) -> str:
    """A paragraph; plain strings become runs, XML pieces stay."""
    numbered = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>' if list_id else ""
    )
    runs = "".join(piece if piece.startswith("<w:") else run(piece, bold=bold) for piece in content)
    return f"<w:p>{numbered}{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table; a line break in a cell starts a paragraph."""
    cells = (
        "".join("<w:tc>" + "".join(para(line) for line in cell.split("\n")) + "</w:tc>" for cell in row) for row in rows
    )
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*body: str, footer: str = "", extra: dict[str, bytes] | None = None, declaration: str = "") -> bytes:
    """The package with this body."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?>{declaration}<w:document {W} '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>'
        + "".join(body)
        + '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/></w:sectPr></w:body></w:document>'
    )
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
        "word/numbering.xml": NUMBERING,
        "word/footer1.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:ftr {W}>{para(footer)}</w:ftr>',
    }
    return package(parts | (extra or {}))


def package(parts: dict[str, str] | dict[str, bytes] | dict[str, str | bytes]) -> bytes:
    """Any zip."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()
