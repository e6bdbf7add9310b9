"""A document's lines to the draft of a meeting note: sections first, then what each holds (notula.md §2.2, §5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from reports.notula.discussion import DiscussionReader, Item, nest
from reports.notula.document import Document
from reports.notula.follow_ups import FollowUpReader
from reports.notula.grammar import find_dates
from reports.notula.identity import IdentityReader, find_family
from reports.notula.organisations import Organisations, harvest
from reports.notula.people import read_party
from reports.notula.provenance import Draft, mask
from reports.notula.signatures import read_signatures
from reports.notula.speakers import read_speech
from reports.notula.statements import StatementReader
from reports.notula.structure import Block, Para, Table, build
from reports.notula.table_facts import read_attendance, read_changes, read_targets
from reports.notula.tables import Sheet, flatten_layout_tables, like, spaced_tables, understand
from reports.notula.vocabulary import (
    CONTENT,
    DOCUMENT_TYPES,
    EMPTY_CELL,
    FAMILY,
    PAPER_DATES,
    PLACE_AND_DATE,
    fold,
)
from reports.notula.wording import changes_in, targets_in

#: a sentence that announces a list opens the section of that list, as in a berita acara (§1)
_ANNOUNCED: Final = tuple(
    (section, re.compile(rf"\b(?:{starts})\b.{{0,120}}:$", re.IGNORECASE))
    for section, starts in (
        ("follow_up", r"tindak\s+lanjut"),
        ("decision", r"menyepakati|disepakati|bersepakat|sepakat|memutuskan|diputuskan|kesepakatan|menetapkan"),
        ("conclusion", r"menyimpulkan|disimpulkan|kesimpulan|simpulan"),
        ("objectives", r"bertujuan|tujuan"),
        ("participants", r"dihadiri|hadir|peserta"),
    )
)
_SIGNED: Final = re.compile(
    r"^(?:mengetahui|menyetujui|notulis|pencatat|notulen|pimpinan(?:\s+rapat)?|ketua(?:\s+rapat)?|sekretaris(?:\s+rapat)?|moderator|hormat\s+kami|"
    r"a\.\s?n\.|u\.\s?b\.|yang\s+membuat|pembuat\s+notula|kepala\s+[\w\s]{2,50})\s*,\s*(?:\t.*)?$|^nip\b|^\(?\s*_{4,}|^\(?\.{6,}|\btertanda\b|^ttd\b|^demikian\b",
    re.IGNORECASE,
)
_INVITATION: Final = re.compile(
    r"\bmengundang\s+(?:bapak|saudara|ibu)|\b(?:mengharap(?:kan)?|dimohon|memohon)\s+(?:dengan\s+hormat\s+)?(?:kehadiran|kesediaan|hadir)|"
    r"\bkehadiran\s+(?:bapak|saudara|ibu)|\bkami\s+(?:bermaksud\s+)?mengundang\b|^\s*(?:surat\s+)?undangan\s*$|^\W*perihal\s*:?\s*undangan|^\W*hal\s*:?\s*undangan|"
    r"^\s*undangan\s+rapat\b",
    re.IGNORECASE | re.MULTILINE,
)


#: "(RAPAT DITUTUP PUKUL 11.45 WIB)" ends the meeting, not the list above it
_OPENED_OR_CLOSED: Final = re.compile(
    r"^\(?\s*(?:rapat|sidang|acara|pertemuan)\s+(?:ini\s+)?(?:dibuka|ditutup|diakhiri|diskors|selesai|berakhir)\b.{0,80}?\b(?:pukul|pkl\.?|jam)\s*\d",
    re.IGNORECASE,
)


class NoteReader:
    """Reads one document. The registry, if any, only helps to tell organisations and to suggest links."""

    def __init__(self, document: Document, registry: Mapping[str, Any] | None) -> None:
        self.document, self.registry = document, registry
        self.known = Organisations.of_registry(registry)
        self.blocks: list[Block] = build(flatten_layout_tables(spaced_tables(document.lines)))
        self.draft = Draft()
        self.discussion = DiscussionReader(self.known, numbered=document.extractor == "docx2python")
        self.follow_ups = FollowUpReader(self.known)
        self.outcomes: dict[str, list[Item]] = {"conclusion": [], "decision": [], "objectives": [], "obstacles": []}
        self._levels: list[tuple[Para, Item]] = []
        self._sheet: Sheet | None = None
        self.section = "preamble"
        self._heading: Para | None = None

    def read(self) -> dict[str, Any]:
        """The draft (format: tests/data/notula/README.md)."""
        self._learn()
        family = find_family(self.blocks)
        reader = IdentityReader(self.blocks, self.known, self.draft, self._identity_end(), family)
        identity = reader.read()
        self._invitation = _INVITATION.search(self.document.text) is not None and not any(
            isinstance(block, Para) and block.heading in CONTENT for block in self.blocks
        )
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                self._table(block)
            elif block.label == "other" and fold(block.label_text) in PAPER_DATES:
                self.draft.leave(block)
            elif block.heading in CONTENT | _PLAIN_SECTIONS:
                self._enter(block)
            elif index in identity.used:
                continue
            else:
                self._para(index, block)
        read_signatures(self.blocks, self.known, self.draft, signed=self.section == "signature")
        self._write()
        match = FAMILY.match(family.text) if family else None
        if match:
            word = match["word"].casefold()
            self.draft.data["doc_type"] = next(
                (kind for start, kind in DOCUMENT_TYPES if word.startswith(start) or start in word), "catatan"
            )
        return self.draft.finish()

    def _learn(self) -> None:
        paras = [block for block in self.blocks if isinstance(block, Para)]
        harvest((para.text for para in paras), self.known)
        for block in self.blocks:
            sheet = understand(block) if isinstance(block, Table) else None
            if sheet:
                for row in sheet.rows:
                    organisation = sheet.cell(row, "organisation")
                    self.known.place(organisation if "\n" not in organisation else None)

    def _identity_end(self) -> int:
        """Where the identity block must have ended: the first heading of content, speaker or matrix."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                sheet = understand(block)
                if sheet and sheet.kind != "attendance":
                    return index
            elif block.heading in CONTENT | {"introduction", "objectives", "closing", "pictures"}:
                return index
            elif block.label is None and index > 0:
                speech = read_speech(block.text, self.known, lead=block.lead)
                if speech and speech.begins_discussion and not FAMILY.match(block.text):
                    return index
        return len(self.blocks)

    # --- one block after the other

    def _enter(self, para: Para) -> None:
        self.section = para.heading or "preamble"
        self._heading = para
        self._levels = []
        self.discussion.break_off()
        if self.section == "outcome" and self._holds_speech(para):
            self.section = "discussion"

    def _holds_speech(self, heading: Para) -> bool:
        start = self.blocks.index(heading) + 1
        for block in self.blocks[start : start + 6]:
            if isinstance(block, Table) or block.heading:
                break
            speech = read_speech(block.text, self.known, lead=block.lead)
            if speech and speech.strong:
                return True
        return False

    def _para(self, index: int, para: Para) -> None:
        if self.section == "pictures":
            # captions and whatever else follows the pictures are no content (§4, caption text)
            return
        if self.section != "signature" and self._begins_signature(index, para):
            self.section = "signature"
        announced = self._announced(index, para)
        if announced and self.section != "signature":
            if self.section == "discussion":
                self.discussion.add(para)
            else:
                self.draft.leave(para)
            self.section, self._levels = announced, []
            return
        if self.section in self.outcomes.keys() | {"outcome", "follow_up"} and _OPENED_OR_CLOSED.match(para.text):
            self.draft.leave(para)
            return
        heading = self._heading
        if self.section == "introduction" and heading and para.marker is not None and para.marker == heading.marker:
            # "1. Pembukaan" is followed by "2. Paparan KPU": the numbers are those of sections
            self.section = "discussion"
        if self.section in {
            "preamble",
            "identity",
            "agenda",
            "participants",
            "introduction",
        } and self._starts_discussion(para):
            self.section = "discussion"
        handler = {
            "discussion": self.discussion.add,
            "follow_up": self.follow_ups.add,
            "introduction": self._introduction,
            "participants": self._participant,
            "changes": self._remark,
        }.get(self.section)
        if handler:
            handler(para)
        elif self.section in {"conclusion", "decision", "outcome", "objectives", "obstacles"}:
            self._outcome(index, para)
        elif self.section in {"preamble", "identity"} and self._is_context(para):
            self._introduction(para, certainty="inferred")
        else:
            self.draft.leave(para)

    def _announced(self, index: int, para: Para) -> str | None:
        text = para.text.strip()
        if not text.endswith(":") or index + 1 >= len(self.blocks) or len(text) > 600:
            return None
        speech = read_speech(text, self.known, lead=para.lead)
        if speech and (speech.strong or (self.section == "discussion" and speech.party.name)):
            return None
        following = self.blocks[index + 1]
        if isinstance(following, Para) and following.marker is None and not following.whole:
            return None
        tail = text[-220:]
        kind = next((kind for kind, pattern in _ANNOUNCED if pattern.search(tail)), None)
        if kind in {"participants", "objectives"} and self.section not in {"preamble", "identity"}:
            return None
        if kind in {"decision", "conclusion", "follow_up"} and self.section in {
            "follow_up",
            "objectives",
            "conclusion",
            "decision",
            "outcome",
        }:
            return (
                kind
                if para.marker is None
                and self.section != kind
                and not (self.section == "outcome" or (kind == "decision" and self.section == "conclusion"))
                else None
            )
        if (
            kind in {"decision", "conclusion"}
            and self.section == "discussion"
            and para.marker is not None
            and self.discussion.turns
            and self.discussion.turns[-1].spoken
        ):
            return None
        return kind

    def _begins_signature(self, index: int, para: Para) -> bool:
        if self.section in {"preamble", "identity"} and index < 4:
            return False
        return (
            bool(PLACE_AND_DATE.match(para.text) or _SIGNED.search(para.text) or _SIGNED.search(para.tail.strip()))
            and para.marker is None
        )

    def _starts_discussion(self, para: Para) -> bool:
        speech = read_speech(para.text, self.known, lead=para.lead)
        if speech and speech.begins_discussion:
            return True
        if self._invitation or self.section in {"participants", "introduction", "agenda"}:
            return False
        return para.marker is not None and len(para.text) > 12

    def _is_context(self, para: Para) -> bool:
        """A paragraph of context before the points; the sentence that dates the meeting is none."""
        return not self._invitation and len(para.text) > 80 and para.marker is None and not find_dates(para.text)

    def _introduction(self, para: Para, certainty: str = "stated") -> None:
        before = self.draft.data["introduction"]
        first = self.draft.lines_of("introduction")[0] if before else para.first
        self.draft.put("introduction", f"{before}\n{para.text}" if before else para.text, first, para.last, certainty)

    def _participant(self, para: Para) -> None:
        party = read_party(para.text, self.known)
        if party and para.marker is not None:
            self.draft.add("participants", party.as_json(), para.first, para.last)
        else:
            self.draft.leave(para)

    def _remark(self, para: Para) -> None:
        if not changes_in(para.text) and not targets_in(para.text):
            self.draft.leave(para)

    def _outcome(self, index: int, para: Para) -> None:
        target = "conclusion" if self.section == "outcome" else self.section
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        leads_in = (
            para.text.endswith(":")
            and para.marker is None
            and isinstance(following, Para)
            and following.heading is None
        )
        if leads_in or EMPTY_CELL.match(para.text):
            self.draft.leave(para)
            return
        para.text = para.text.removesuffix(";")
        items = self.outcomes[target]
        if para.marker is None:
            items.append(Item(para.text, para.first, para.last))
            self._levels = []
        else:
            nest(items, self._levels, para)

    # --- tables

    def _table(self, table: Table) -> None:
        sheet = understand(table)
        if sheet is None and self._sheet is not None:
            sheet = like(self._sheet, table)
        if sheet is None:
            for row in table.rows:
                self.draft.leave(
                    Para(" | ".join(cell.replace("\n", " ") for cell in row.cells if cell), row.line, row.line)
                )
            return
        self._sheet = sheet
        if sheet.kind == "matrix":
            has_action = "follow_up" in sheet.columns
            if has_action or self.section == "follow_up":
                self.follow_ups.add_rows(sheet, action="follow_up" if has_action else "discussion")
            if has_action or self.section != "follow_up":
                if self.section in {"conclusion", "decision", "outcome"} and not has_action:
                    self.outcomes["decision"].extend(
                        Item(sheet.cell(row, "discussion"), row.line, row.line) for row in sheet.rows
                    )
                else:
                    self.discussion.add_rows(sheet)
        elif sheet.kind == "attendance":
            read_attendance(sheet, self.known, self.draft)
        elif sheet.kind == "changes":
            read_changes(sheet, self.draft)
        else:
            read_targets(sheet, self.draft)

    # --- writing

    def _write(self) -> None:
        self.discussion.write(self.draft)
        for section, path in (
            ("objectives", "objectives"),
            ("conclusion", "conclusions"),
            ("decision", "decisions"),
            ("obstacles", "obstacles"),
        ):
            for item in self.outcomes[section]:
                self.draft.add(path, item.full_text(), item.first, item.last)
        self.follow_ups.write(self.draft)
        statements = StatementReader(self.draft, self.known, self.discussion.turns, self.blocks, self.document.lines)
        statements.requests([*self.outcomes["conclusion"], *self.outcomes["decision"]])
        statements.statements()
        statements.suggest(self.registry)
        if not any(
            self.draft.data[key]
            for key in ("discussion", "conclusions", "decisions", "follow_ups", "changes", "obstacles")
        ):
            self.draft.warn("not_minutes")
        self.draft.data["unplaced"].sort(key=lambda entry: entry["lines"])


_PLAIN_SECTIONS: Final = frozenset(
    {"identity", "introduction", "objectives", "closing", "pictures", "participants", "agenda", "next_meeting"}
)


def read(document: Document, registry: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The draft of a document, with its source, notices and the text the line numbers refer to."""
    draft = NoteReader(document, registry).read()
    if document.notices:
        draft["notices"] = list(document.notices)
    draft["source"] = {
        "file": document.file,
        "sha256": document.sha256,
        "size": document.size,
        "media_type": document.media_type,
        "pages": document.pages,
        "extractor": document.extractor,
        "extractor_version": document.extractor_version,
    }
    draft["raw_text"] = mask(document.text)
    return draft
