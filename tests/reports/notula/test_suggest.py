"""Suggestions of organisations and commitments (notula.md §5): by name, title, keyword or pair; never more."""

from __future__ import annotations

from typing import Any

import pytest

from reports.notula.suggest import commitments_in, organisations_in


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Kepala Seknas OGI dan KPU RI", {"seknas-ogi", "kpu"}),
        ("Rapat RAN OGI dan CSO Mitra OGI", set()),
        ("OGI membuka kesempatan", {"seknas-ogi"}),
        ("Kementerian Desa, PDT dan Transmigrasi", {"kemendesa"}),
        ("Dinas Kominfo menyampaikan", set()),
        ("berdasarkan UU KIP dan PKPU", set()),
        ("Drs. Ahmad, MA hadir", set()),
        ("Balai Kota Semarang", set()),
        ("Pemkot Semarang dan KPU Kota Semarang", {"pemkot-semarang", "kpu"}),
        ("maka dan ombudsman", {"ombudsman"}),
    ],
)
def test_organisations_are_found_by_their_names_and_not_inside_others(
    text: str, ids: set[str], registry: dict[str, Any]
) -> None:
    assert set(organisations_in(text, registry)) == ids


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Pembahasan Tata Kelola Data Terbuka Pemilu.", {"R7-01": "title"}),
        ("KPU membahas portal satu data KPU.", {"R7-01": "keyword"}),
        ("Perludem dan KPU membahas pemilu.", {"R7-01": "organisations"}),
        ("Ombudsman dan MediaLink membahas jadwal rapat.", {}),
        ("Yayasan Lembaga Bantuan Hukum Indonesia hadir.", {}),
        ("Rapat membahas bantuan sosial.", {}),
    ],
)
def test_commitments_are_suggested_with_their_reason(
    text: str, codes: dict[str, str], registry: dict[str, Any]
) -> None:
    assert commitments_in(text, "", organisations_in(text, registry), registry) == codes


def test_a_title_with_a_typing_error_is_still_recognised(registry: dict[str, Any]) -> None:
    text = "Usulan Tata Kelola Data Terbka Pemilu dibahas."
    assert commitments_in(text, "", [], registry) == {"R7-01": "title"}
