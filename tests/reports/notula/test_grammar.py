"""Dates, times, media and deadlines (notula.md §3.1-3.3, §3.6)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.notula.deadlines import find_due, read_due
from reports.notula.grammar import find_dates, find_time, medium_of, number_from_words, opening_and_closing

MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Senin, 21 September 2020", "2020-09-21", None),
        ("Jum’at/3 Mei 2024", "2024-05-03", None),
        ("Ahad, 5 Mei 2024", "2024-05-05", None),
        ("Tuesday, 25 October 2022", "2022-10-25", None),
        ("21 Nopember 2023", "2023-11-21", None),
        ("3 Peb 2021", "2021-02-03", None),
        ("03-05-2024", "2024-05-03", None),
        ("03/05/2024", "2024-05-03", None),
        ("3.5.2024", "2024-05-03", None),
        ("2024-05-03", "2024-05-03", None),
        ("16 s.d. 19 Juli 2024", "2024-07-16", "2024-07-19"),
        ("Selasa s.d Jumat, 16 s.d 19 Juli 2024", "2024-07-16", "2024-07-19"),
        ("16–17 Juli 2024", "2024-07-16", "2024-07-17"),
        ("16 dan 17 Juli 2024", "2024-07-16", "2024-07-17"),
        ("30 Mei s.d. 2 Juni 2024", "2024-05-30", "2024-06-02"),
        ("Senin tanggal Dua Puluh Satu bulan September tahun Dua Ribu Dua Puluh", "2020-09-21", None),
        ("tanggal sebelas bulan Desember tahun dua ribu sembilan belas", "2019-12-11", None),
    ],
)
def test_a_full_date_is_read_with_the_day_first(text: str, first: str, last: str | None) -> None:
    found = find_dates(text)[0]
    assert found.first.isoformat() == first
    assert (found.last.isoformat() if found.last else None) == last


@pytest.mark.parametrize(
    "text", ["13/14/2021", "31 Februari 2021", "18 Oktober lalu", "Maret 2023", "2020-2022", "nomor 12/05/2021/3", ""]
)
def test_what_is_no_full_date_gives_none(text: str) -> None:
    assert find_dates(text) == []


def test_a_choice_of_days_is_marked_as_one() -> None:
    assert [date.alternative for date in find_dates("16 atau 18 November 2022")] == [True]


@pytest.mark.parametrize(("text", "fits"), [("Senin, 21 September 2020", True), ("Selasa, 21 September 2020", False)])
def test_a_weekday_is_checked_against_its_date(text: str, fits: bool) -> None:
    assert find_dates(text)[0].fits is fits


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_day_of_the_calendar_comes_back_from_its_indonesian_form(day: dt.date) -> None:
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    assert [date.first for date in find_dates(written)] == [day]


@pytest.mark.parametrize(
    ("words", "number"),
    [("dua puluh satu", 21), ("sebelas", 11), ("dua ribu dua puluh", 2020), ("seribu sembilan ratus", 1900), ("7", 7)],
)
def test_numbers_are_read_from_words(words: str, number: int) -> None:
    assert number_from_words(words) == number


@pytest.mark.parametrize(
    ("text", "start", "end", "zone"),
    [
        ("13.30 - 15.30 WIB", "13:30", "15:30", "WIB"),
        ("Pukul: 13.30 – 16.00", "13:30", "16:00", None),
        ("09.00 WIB s.d. selesai", "09:00", None, "WIB"),
        ("09.00 s.d Selelsai", "09:00", None, None),
        ("14.00 WITA s.d. 16.30 WITA", "14:00", "16:30", "WITA"),
        ("09.00 WIT sampai dengan pukul 11.30 WIT", "09:00", "11:30", "WIT"),
        ("pukul 19:00 WIB", "19:00", None, "WIB"),
    ],
)
def test_times_are_read_without_assuming_a_zone_or_an_end(
    text: str, start: str, end: str | None, zone: str | None
) -> None:
    found = find_time(text)
    assert found is not None
    assert (found.start, found.end, found.zone) == (start, end, zone)


@pytest.mark.parametrize("text", ["versi 3.10.2", "21.09.2020", "pasal 25.99", "selesai"])
def test_other_numbers_with_dots_are_no_times(text: str) -> None:
    assert find_time(text) is None


def test_a_meeting_opened_and_closed_in_sentences_has_both_times() -> None:
    begun, over = opening_and_closing("Rapat dibuka ketua pada pukul 10.15 WIB dan ditutup pukul 12.05 WIB.")
    assert begun is not None
    assert over is not None
    assert (begun.start, over.start) == ("10:15", "12:05")


@pytest.mark.parametrize(
    ("place", "medium"),
    [
        ("Zoom Meeting", "daring"),
        ("Google Meet", "daring"),
        ("Ruang Rapat Benny Suparno, Bappenas", "luring"),
        ("Ruang SG 1 dan Zoom Meeting", "hibrida"),
        ("Hibrida", "hibrida"),
        ("Sanur", "luring"),
        ("", None),
        ("-", None),
    ],
)
def test_the_medium_follows_from_the_place(place: str, medium: str | None) -> None:
    assert medium_of(place, is_place=True) == medium


@pytest.mark.parametrize(
    ("sentence", "date", "precision"),
    [
        ("BPS menyampaikan daftar paling lambat 18 Juni 2021.", "2021-06-18", "day"),
        ("KPU menyusun SOP selambat-lambatnya tanggal 3 Mei 2021", "2021-05-03", "day"),
        ("Menyusun SOP sebelum hari Jumat, 7 Mei 2021.", "2021-05-07", "day"),
        ("Tenggat: 20/11/2022", "2022-11-20", "day"),
        ("Laporan selesai pada Mei 2022.", "2022-05", "month"),
        ("Laporan selesai paling lambat minggu kedua Mei 2022.", "2022-05", "month"),
        ("Laporan pada Triwulan II 2022", None, "quarter"),
        ("Laporan dalam waktu satu bulan", None, "relative"),
        ("Laporan paling lambat 20 Mei", None, "day"),
        ("Segera dilaporkan kedepannya", None, "relative"),
    ],
)
def test_a_deadline_is_a_date_only_as_far_as_one_is_written(sentence: str, date: str | None, precision: str) -> None:
    due = find_due(sentence)
    assert due is not None
    assert (due.date, due.precision) == (date, precision)


@pytest.mark.parametrize("sentence", ["Membahas surat tanggal 3 Maret 2021 bersama KPU.", "Data pemilu 2019 dibuka."])
def test_a_date_that_is_no_deadline_is_left_alone(sentence: str) -> None:
    assert find_due(sentence) is None


def test_a_deadline_cell_may_be_wrapped() -> None:
    due = read_due("20 Januari 2023")
    assert due is not None
    assert due.date == "2023-01-20"
