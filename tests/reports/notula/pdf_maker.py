"""Minimal PDFs for tests: text at positions, ruled tables, pages, a password, a picture."""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT, MARGIN, LEADING, SIZE = 595, 842, 60, 15, 10


def _escape(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


@dataclass
class Page:
    """One page under construction; ``y`` runs downwards from the top."""

    y: float = MARGIN
    content: list[bytes] = field(default_factory=list)

    def write(self, text: str, *, x: float = MARGIN, y: float | None = None, bold: bool = False) -> None:
        """Text at a position, without moving on."""
        font = b"/F2" if bold else b"/F1"
        at = HEIGHT - (self.y if y is None else y)
        self.content.append(b"BT %s %d Tf %d %d Td (%s) Tj ET" % (font, SIZE, x, at, _escape(text)))

    def line(self, text: str, *, indent: float = 0, bold: bool = False) -> None:
        """The next line of text."""
        self.write(text, x=MARGIN + indent, bold=bold)
        self.y += LEADING

    def pair(self, label: str, value: str) -> None:
        """A label and its value in two columns."""
        self.write(label)
        self.line(f": {value}", indent=120)

    def gap(self) -> None:
        """Room between paragraphs."""
        self.y += LEADING

    def table(self, widths: list[int], *rows: tuple[str, ...]) -> None:
        """A ruled table; a line break in a cell is a wrapped line."""
        top = self.y
        edges = [MARGIN]
        for width in widths:
            edges.append(edges[-1] + width)
        self._rule(edges[0], top, edges[-1], top)
        for row in rows:
            height = LEADING * max(cell.count("\n") + 1 for cell in row) + 6
            for edge, cell in zip(edges, row, strict=False):
                for number, text in enumerate(cell.split("\n")):
                    self.write(text, x=edge + 4, y=self.y + 13 + number * LEADING)
            self.y += height
            self._rule(edges[0], self.y, edges[-1], self.y)
        for edge in edges:
            self._rule(edge, top, edge, self.y)
        self.y += LEADING + 5

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.content.append(b"%d %d m %d %d l S" % (x0, HEIGHT - y0, x1, HEIGHT - y1))


def pdf(*pages: Page, locked: bool = False, picture: bool = False) -> bytes:
    """The file. ``locked`` adds an encryption dictionary that no empty password opens."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    catalog, tree = add(b""), add(b"")
    fonts = [
        add(b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name)
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    image = add(
        _stream(b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", b"\x80")
    )
    kids = []
    for page in pages:
        drawn = [*page.content, *([b"q 400 0 0 600 60 100 cm /Im1 Do Q"] if picture else [])]
        content = add(_stream(b"", b"\n".join(drawn)))
        kids.append(
            add(
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R/Resources"
                b"<</Font<</F1 %d 0 R/F2 %d 0 R>>/XObject<</Im1 %d 0 R>>>>>>"
                % (tree, WIDTH, HEIGHT, content, *fonts, image)
            )
        )
    objects[catalog - 1] = b"<</Type/Catalog/Pages %d 0 R>>" % tree
    references = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[tree - 1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (references, len(kids))
    return _file(objects, locked=locked)


def _stream(dictionary: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (dictionary, len(data), data)


def _file(objects: list[bytes], *, locked: bool) -> bytes:
    result = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(result))
        result += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(result)
    result += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    result += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    key = b"/ID[<%s><%s>]/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -44>>" % (
        b"00" * 16, b"00" * 16, b"11" * 32, b"22" * 32,
    )  # fmt: skip
    result += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, key if locked else b"")
    return result + b"startxref\n%d\n%%%%EOF\n" % start
