"""What minutes of practice taught: forms met in documents that no sample holds (notula.md §2-§5)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reports.notula.conftest import SAMPLES, Reader

HEAD = "NOTULA\nRapat Data Terbuka\nHari/Tanggal : Rabu, 8 Februari 2023\n"


def people(draft: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    return [(party["name"], party["organisation"]) for party in draft["participants"]]


def turns(draft: dict[str, Any]) -> list[tuple[str | None, str | None]]:
    return [(turn["speaker"]["name"], turn["speaker"]["organisation"]) for turn in draft["discussion"]]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "ICW: Almas, Tama; TII: Danang; KPK: 2 orang; LKPP",
            [("Almas", "ICW"), ("Tama", "ICW"), ("Danang", "TII"), (None, "KPK"), (None, "LKPP")],
        ),
        ("Bayu, Lestari dan Rina (Seknas OGI)", [(name, "Seknas OGI") for name in ("Bayu", "Lestari", "Rina")]),
        (
            "Bayu, Rina (Seknas OGI); Danang (TII)",
            [("Bayu", "Seknas OGI"), ("Rina", "Seknas OGI"), ("Danang", "TII")],
        ),
        ("CSO : YAPPIKA-ActionAid, Seknas FITRA", [(None, "YAPPIKA-ActionAid"), (None, "Seknas FITRA")]),
    ],
)
def test_participants_of_one_line(note: Reader, line: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert people(note(f"{HEAD}Hadir:\n{line}\n\nPEMBAHASAN\n1. Data dibuka.\n")) == expected


def test_who_did_not_come_is_no_participant(note: Reader) -> None:
    draft = note(f"{HEAD}Hadir :\nBappenas : Bayu\nCSO : ICW\nTidak hadir : Kemensos\n\nPEMBAHASAN\n1. Data dibuka.\n")
    assert people(draft) == [("Bayu", "Bappenas"), (None, "ICW")]
    assert [party["organisation"] for party in draft["absent"]] == ["Kemensos"]


def test_pictures_are_labels_and_numbers_of_a_chat(note: Reader) -> None:
    draft = note(
        "*NOTULA RAPAT INTERNAL*\n📅 Senin, 3 Juni 2024\n🕘 10.00-11.00 WIB\n📍 Zoom\n\n"
        "Hadir: Bayu, Rina (Seknas OGI)\n\n*Poin diskusi:*\n1️⃣ Rina: forum digelar akhir Juni\n"
        "2️⃣ Bayu: matriks dikirim minggu depan\n\n"
        "*Tindak lanjut:*\n✅ Rina - TOR forum - 10 Juni 2024\n✅ TII - catatan teknis API\n"
    )
    assert (draft["meeting_date"], draft["start_time"], draft["end_time"], draft["place"]) == (
        "2024-06-03",
        "10:00",
        "11:00",
        "Zoom",
    )
    assert [name for name, _organisation in turns(draft)] == ["Rina", "Bayu"]
    assert [(f["text"], f["owners"], f["due_date"]) for f in draft["follow_ups"]] == [
        ("TOR forum", ["Rina"], "2024-06-10"),
        ("catatan teknis API", ["TII"], None),
    ]


def test_an_organisation_with_a_colon_takes_the_turn_from_a_person(note: Reader) -> None:
    draft = note(
        f"{HEAD}\nJALANNYA RAPAT\nMulyono (Kemendagri):\nData telah diunggah.\nYAPPIKA-ActionAid:\n"
        "- meminta format sederhana\n- mengusulkan pelatihan\nICW menanyakan temuan B06.\n"
    )
    assert turns(draft) == [("Mulyono", "Kemendagri"), (None, "YAPPIKA-ActionAid"), (None, "ICW")]


def test_presentations_and_question_time_name_their_speakers(note: Reader) -> None:
    draft = note(
        f"{HEAD}Narasumber\n1. Oktorialdi (Bappenas)\n2. Agus - PATTIRO\nRingkasan Diskusi\nPaparan 1: Oktorialdi\n"
        "Portal memuat 200 ribu data.\nPaparan 2: Agus\nDaerah perlu didampingi.\nTanya Jawab\n"
        "T: Rudi (Universitas Udayana): bagaimana kualitas data desa?\nJ: Oktorialdi: sedang dibenahi.\n"
    )
    assert [name for name, _organisation in turns(draft)] == ["Oktorialdi", "Agus", "Rudi", "Oktorialdi"]


@pytest.mark.parametrize(
    ("head", "speaker"),
    [
        ("PEMERINTAH (DIRJEN IKP KOMINFO/USMAN):", ("USMAN", "DIRJEN IKP KOMINFO")),
        ("KETUA RAPAT (Dra. Hj. ENDANG SUSILOWATI):", ("ENDANG SUSILOWATI", "KETUA RAPAT")),
    ],
)
def test_an_office_in_capitals_and_its_holder(note: Reader, head: str, speaker: tuple[str, str]) -> None:
    draft = note(f"RISALAH RAPAT\nHari, Tanggal : Rabu, 24 Januari 2024\n\nJALANNYA RAPAT:\n\n{head}\nSetuju.\n")
    found = draft["discussion"][0]["speaker"]
    assert (found["name"], found["role"]) == speaker


def test_a_signature_for_the_chair_is_not_said_by_anybody(note: Reader) -> None:
    draft = note(
        "RISALAH RAPAT\nHari, Tanggal : Rabu, 24 Januari 2024\n\nJALANNYA RAPAT:\n\nKETUA RAPAT:\nDisetujui?\n\n"
        "Jakarta, 24 Januari 2024\na.n. Ketua Rapat\nSekretaris Rapat,\nHERI PRAKOSO, S.H.\n"
    )
    assert "Januari" not in draft["discussion"][0]["text"]


def test_the_line_under_the_title_may_say_where_and_when(note: Reader) -> None:
    draft = note(
        "RISALAH SINGKAT\nDISKUSI GEDSI\nYogyakarta, 21–22 Mei 2024\n\nPokok-pokok pembahasan:\n1. Data terpilah.\n"
    )
    assert (draft["meeting_date"], draft["end_date"], draft["place"]) == ("2024-05-21", "2024-05-22", "Yogyakarta")


def test_the_same_words_above_a_signature_date_no_meeting(note: Reader) -> None:
    draft = note("NOTULA\nRapat Data\n\nPEMBAHASAN\n1. Data dibuka.\n\nJakarta, 3 Mei 2021\nNotulis,\n\nSari\n")
    assert draft["meeting_date"] is None


def test_a_table_of_pipes_without_a_rule_is_a_table(note: Reader) -> None:
    draft = note(
        f"{HEAD}\nRencana Tindak Lanjut\n| No | Kegiatan | Penanggung Jawab | Target Waktu |\n"
        "| 1 | Surat kepada Menteri LHK | Seknas OGI | Minggu ke-4 Agustus 2023 |\n"
        "| 2 | Kajian | ATR/BPN | TW IV 2023 |\n"
    )
    assert [(f["text"], f["owners"], f["due_date"]) for f in draft["follow_ups"]] == [
        ("Surat kepada Menteri LHK", ["Seknas OGI"], "2023-08"),
        ("Kajian", ["ATR/BPN"], None),
    ]


def test_the_person_in_brackets_acts_for_the_organisation(note: Reader) -> None:
    draft = note(f"{HEAD}\nRTL\n1) Bappenas (Bayu) mengirimkan matriks paling lambat 15 Desember 2023.\n")
    assert (draft["follow_ups"][0]["owners"], draft["follow_ups"][0]["owner_persons"]) == (["Bappenas"], ["Bayu"])


def test_what_an_institution_is_to_do_is_recommended_to_it(note: Reader) -> None:
    draft = note(f"{HEAD}\nRekomendasi:\n- Bappenas agar memasukkan indikator GEDSI dalam RKP 2025.\n")
    assert [(f["owners"], f["origin"]) for f in draft["follow_ups"]] == [(["Bappenas"], "kesimpulan")]


def test_when_people_meet_again_is_no_item_of_the_list(note: Reader) -> None:
    draft = note(
        f"{HEAD}\nTINDAK LANJUT\n1. BPHN menyampaikan data.\n\n"
        "Rapat selanjutnya dilaksanakan pada Selasa, 5 April 2022.\n"
    )
    assert [f["text"] for f in draft["follow_ups"]] == ["BPHN menyampaikan data."]


def test_an_invitation_has_no_participants(note: Reader) -> None:
    draft = note(
        "Kepada Yth. (daftar terlampir)\nUNDANGAN RAPAT\nNomor: B-77/D.7/02/2024\nKami mengundang Bapak/Ibu pada:\n"
        "Hari/Tanggal : Selasa, 20 Februari 2024\nAgenda : Penyusunan usulan\n"
        "Atas perhatian Bapak/Ibu, kami ucapkan terima kasih.\n"
    )
    assert draft["participants"] == []
    assert draft["agenda"] == ["Penyusunan usulan"]
    assert "not_minutes" in draft["warnings"]


def test_a_label_centred_beside_its_lines_keeps_them(note: Reader) -> None:
    """A table without rules, as a word processor prints it."""
    draft = note((SAMPLES / "label-di-tengah.pdf").read_bytes(), "notula.pdf")
    assert draft["agenda"] == ["Paparan usulan OMS", "Tanggapan K/L"]
    assert people(draft) == [("Gede Putra", "Kemenko Polhukam"), ("Nyoman Sari", "KontraS"), (None, "YLBHI")]
    assert [f["text"] for f in draft["follow_ups"]] == [
        "Seknas OGI mengirimkan format usulan kepada OMS sebelum 16 Oktober 2024;",
        "KontraS dan YLBHI melengkapi usulan;",
    ]


def test_a_title_of_courtesy_ends_no_sentence(note: Reader) -> None:
    draft = note(
        f"{HEAD}\nPembahasan\nKoordinator Seknas OGI membuka rapat.\n\n"
        "Selanjutnya, Sdr. Egi (ICW) menyampaikan catatan:\n- data belum lengkap;\n- umpan balik belum ada.\n\n"
        "Menanggapi hal tersebut, Bapak Arif dari KPK menjelaskan bahwa data dapat dipakai bersama.\n"
    )
    assert turns(draft) == [(None, "Seknas OGI"), ("Egi", "ICW"), ("Arif", "KPK")]
    assert draft["discussion"][1]["text"] == "Selanjutnya, Sdr. Egi (ICW) menyampaikan catatan:"


def test_known_institutions_need_no_registry(note: Reader) -> None:
    draft = note(
        f"{HEAD}\nDISKUSI\n1. Ibu Meliana (PWYP) menyampaikan data izin.\n2. Auriga: menekankan data spasial.\n",
        with_registry=False,
    )
    assert turns(draft) == [("Meliana", "PWYP"), (None, "Auriga")]


def test_a_body_named_beside_people_with_theirs_is_one(note: Reader) -> None:
    draft = note(f"{HEAD}Attendees: Danang (TII), Lukman (KPK), OGP Support Unit\n\nDiscussion\n1. Portal diuji.\n")
    assert people(draft) == [("Danang", "TII"), ("Lukman", "KPK"), (None, "OGP Support Unit")]


def test_those_a_sentence_says_were_represented_took_part(note: Reader) -> None:
    draft = note(
        "Catatan Rapat Koordinasi Pokja Layanan Publik\n"
        "Hari Senin tanggal 22 Agustus 2022 pukul 10.00 WIB bertempat di "
        "Ruang Rapat Ombudsman RI telah dilaksanakan rapat yang dihadiri oleh perwakilan KemenPANRB, "
        "YAPPIKA-ActionAid, dan Wahana Visi Indonesia.\nAdapun hal-hal yang dibahas:\n1. Survei kepatuhan.\n"
    )
    assert people(draft) == [(None, "KemenPANRB"), (None, "YAPPIKA-ActionAid"), (None, "Wahana Visi Indonesia")]


def test_an_agreement_with_an_owner_and_a_date_is_proposed_as_follow_up(note: Reader) -> None:
    draft = note(f"{HEAD}\nKEPUTUSAN\n1. KemenPANRB menyiapkan surat edaran paling lambat 30 September 2022.\n")
    assert draft["follow_ups"] == []
    assert [f["owners"] for f in draft["follow_up_candidates"]] == [["KemenPANRB"]]
