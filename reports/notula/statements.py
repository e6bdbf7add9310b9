"""What is told across sections: requests among conclusions, changes, targets, the next meeting, links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from reports.notula.actions import candidates, read_follow_up, requested
from reports.notula.discussion import Item, Turn
from reports.notula.document import Line
from reports.notula.follow_ups import put_follow_up
from reports.notula.organisations import Organisations
from reports.notula.people import Party
from reports.notula.provenance import Draft
from reports.notula.structure import Block, Para
from reports.notula.suggest import commitments_in, organisations_in
from reports.notula.wording import changes_in, targets_in


class StatementReader:
    """Reads the finished sections once more for what may stand anywhere."""

    def __init__(
        self, draft: Draft, known: Organisations, turns: Sequence[Turn], blocks: Sequence[Block], lines: Sequence[Line]
    ) -> None:
        self.draft, self.known, self.turns, self.blocks, self.lines = draft, known, turns, blocks, lines

    def requests(self, outcomes: Sequence[Item]) -> None:
        """ "Komisi II meminta KPU untuk …" among the conclusions is a follow-up of KPU (§3.6)."""
        for item in outcomes:
            text = item.full_text()
            known_already = any(text == entry["text"] for entry in self.draft.data["follow_ups"])
            if known_already:
                continue
            found = read_follow_up(text, self.known)
            if requested(text, self.known):
                put_follow_up(self.draft, found, item.first, item.last, "kesimpulan")
            elif found.owners and found.due:
                # somebody with a date: only proposed, since nobody called it a follow-up
                put_follow_up(self.draft, found, item.first, item.last, "kesimpulan", path="follow_up_candidates")

    def statements(self) -> None:
        """Changes of wording, targets, the next meeting and candidates, wherever they are said."""
        passages: list[tuple[str, int, int, Party | None]] = []
        for turn in self.turns:
            passages.append((turn.text, turn.first, turn.last, turn.party))
            passages.extend((item.full_text(), item.first, item.last, turn.party) for item in turn.items)
        spoken = {(first, last) for _text, first, last, _party in passages}
        passages.extend(
            (para.text, para.first, para.last, None)
            for para in self._pairs_of_wording()
            if (para.first, para.last) not in spoken
        )
        for text, first, last, party in passages:
            self._wording(text, first, last, party)
            if party is not None:
                for found in candidates(text, self.known):
                    put_follow_up(self.draft, found, first, last, "pembahasan", path="follow_up_candidates")
        for text, first, last, _party in passages:
            self.draft.next_meeting(text, self.known, first, last)

    def _wording(self, text: str, first: int, last: int, party: Party | None) -> None:
        by = party or Party()
        for change in changes_in(text):
            if not any(change.after == entry["after"] for entry in self.draft.data["changes"]):
                revision = {"before": change.before, "after": change.after, "proposer": by.name or by.organisation}
                self.draft.add("changes", revision, first, last, "stated" if change.quoted else "inferred")
        for target in targets_in(text):
            if not any(target.text == entry["text"] for entry in self.draft.data["targets"]):
                aim = {"organisation": target.organisation or by.organisation, "year": target.year, "text": target.text}
                self.draft.add("targets", aim, first, last, "stated" if target.organisation else "inferred")

    def _pairs_of_wording(self) -> list[Para]:
        """Paragraphs outside the discussion, with "Semula: …" and the "Menjadi: …" below it as one."""
        paras = [block for block in self.blocks if isinstance(block, Para)]
        result: list[Para] = []
        for para, following in zip_longest(paras, paras[1:]):
            joined = (
                following is not None
                and re.match(r"semula\s*:", para.text, re.IGNORECASE)
                and re.match(r"menjadi\s*:", following.text, re.IGNORECASE)
            )
            result.append(
                Para(f"{para.text} {following.text}", para.first, following.last) if joined and following else para
            )
        return result

    def suggest(self, registry: Mapping[str, Any] | None) -> None:
        if not registry:
            return
        end = next(
            (block.first for block in self.blocks if isinstance(block, Para) and block.heading == "pictures"), None
        )
        lines = [line.text for line in self.lines if not line.furniture and (end is None or line.number < end)]
        text = " ".join(re.sub(r"[*_`#]+", "", line) for line in lines)
        organisations = organisations_in(text, registry)
        headline = " ".join([self.draft.data["title"] or "", *self.draft.data["agenda"]])
        commitments = commitments_in(text, headline, organisations, registry)
        self.draft.data["links"] = {
            "organisations": [entry["id"] for entry in registry["organisations"] if entry["id"] in organisations],
            "commitments": list(commitments),
        }
        self.draft.data["link_reasons"] = {
            "organisations": {key: sorted(set(words)) for key, words in organisations.items()},
            "commitments": commitments,
        }
