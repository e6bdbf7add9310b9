"""What one column means: its titles from the top, read as a path.

"Selesai" under "Waktu Pelaksanaan" is a due date, "%" under "Capaian" the percentage, "OMS" under "Pelaksana" the
CSOs (matrix.md §2.4). Years and periods in a path make the column one of several over the same field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from reports.matrix.dates import FIRST_YEAR, LAST_YEAR, MONTHS, Period, PeriodUnit, plain, take_period
from reports.matrix.grid import column_letter
from reports.matrix.vocabulary import IGNORED, ROW_NUMBER, Meaning, exactly, fold_title, meaning_of


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its titles from the top, and what they mean."""

    index: int
    path: tuple[str, ...]
    #: canonical key, `ROW_NUMBER`, `IGNORED`, or None when nobody can tell
    field: str | None
    #: how it was recognised: "code", "mapping", "title", "words", "part", "path", "near", "period", "content"
    how: str = ""
    #: what else the titles could mean, should a stronger column take the field
    others: tuple[str, ...] = ()
    weak: bool = False
    period: Period | None = None
    #: "K/L" or "OMS" where the titles say whose report the column holds
    reporter: str | None = None
    #: what a bare number under "Triwulan" or "Bulan" counts
    unit: PeriodUnit | None = None
    #: the row of its lowest title
    row: int = 0

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def title(self) -> str:
        return " / ".join(self.path)

    @property
    def is_read(self) -> bool:
        return self.field is not None and self.field not in {ROW_NUMBER, IGNORED}


@dataclass(frozen=True, slots=True)
class _Part:
    """One title of a path, with the period and reporter taken out of it."""

    rest: str
    period: Period | None = None
    reporter: str | None = None


_AS_OF = re.compile(rf"\b(?:per|posisi|s\.?d\.?|status|tanggal|tgl)?\s*\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+20\d\d\b")
_YEAR_RANGE = re.compile(r"\(?\b20\d\d\s*[-–/]\s*20\d\d\b\)?")
#: words that lead to a period and go with it: "Target Th. 2024", "Capaian s.d. TW II"
_TO_A_PERIOD: Final = (
    r"(?:tahun|thn|th|anggaran|ta|t\.a|periode|bulan|bln|per|s\.?d\.?|s/d|sampai|hingga|posisi"
    r"|year|fy|pada|di|in|for|as of)"
)
_PERIOD_WORDS = re.compile(rf"^(?:{_TO_A_PERIOD}\b[\s.:]*)+$")
_TRAILING_PERIOD_WORDS = re.compile(rf"(?:\s*[-–(,/]?\s*\b{_TO_A_PERIOD}\b[\s.:]*)+\)?$")
_REPORTERS: Final = {
    "k/l": "K/L",
    "kementerian lembaga": "K/L",
    "pemerintah": "K/L",
    "versi k/l": "K/L",
    "menurut k/l": "K/L",
    "oms": "OMS",
    "cso": "OMS",
    "versi oms": "OMS",
    "menurut oms": "OMS",
    "masyarakat sipil": "OMS",
}
_UNITS: Final[dict[str, PeriodUnit]] = {
    "triwulan": "quarter",
    "tw": "quarter",
    "kuartal": "quarter",
    "quarter": "quarter",
    "semester": "semester",
    "bulan": "month",
    "month": "month",
}


def take_part(text: str) -> _Part:
    written = _AS_OF.sub(" ", _YEAR_RANGE.sub(" ", plain(text)))
    period, rest = take_period(written)
    if period is not None and period.year is not None and not FIRST_YEAR <= period.year <= LAST_YEAR:
        period, rest = None, written
    if period is not None:
        rest = "" if _PERIOD_WORDS.match(rest) else _TRAILING_PERIOD_WORDS.sub("", rest)
        rest = re.sub(r"\(\s*\)", "", rest).strip(" -–,;:/.(")
        rest = "" if rest == "tahun" or _says_the_same(rest, period) else rest
    return _Part(rest if period is not None else " ".join(written.split()), period)


def _says_the_same(rest: str, period: Period) -> bool:
    """ "TW I (B03)", "B06/TW II", "B03 (Maret)": one time in two ways."""
    again, left = take_period(rest.strip("() "))
    return again is not None and not left and again.last_month is not None and again.last_month == period.last_month


#: sub-titles that mean something only under a group (matrix.md §2.4)
_LEAVES: Final = {
    "start": "mulai|awal|start|dari|begin|tanggal mulai|tgl mulai|from|beginning",
    "end": "selesai|akhir|berakhir|end|finish|sampai|tanggal selesai|tgl selesai|until|completion|penyelesaian|to"
    "|tenggat",
    "lead": "utama|lead|koordinator|penanggung jawab|penanggungjawab|pj|pemerintah|instansi|k/l utama|ketua|leading",
    "support": "pendukung|terkait|support|supporting|anggota|k/l pendukung|instansi pendukung|k/l terkait|pembantu",
    "cso": "oms|cso|mitra|masyarakat sipil|non pemerintah|mitra oms|lsm|csos",
    "target": "target|rencana|plan|planned|sasaran|t|tgt|trgt|rencana %|target %|% target|% rencana|plan %",
    "actual": "realisasi|capaian|hasil|actual|achievement|progres|progress|pencapaian|terealisasi|real|r|c|cap|rls"
    "|realis",
    "percent": "%|persen|persentase|percent|percentage|nilai %|prosentase|% capaian|capaian %|angka %|fisik|fisik %"
    "|kinerja %",
    "text": "uraian|narasi|deskripsi|keterangan|naratif|penjelasan|kualitatif|description|narrative|detail|teks|isi",
    "amount": "volume|jumlah|kuantitas|nilai|angka|kuantitatif|besaran|value|vol|indikator",
    "unit": "satuan|unit",
    "number": "no|nomor|kode|number",
    "title": "judul|uraian|nama|deskripsi|title|name|isi",
    "money": "rp|anggaran|pagu|rupiah|juta|biaya|ribu rp|juta rp|budget|keuangan|keuangan %"
    "|realisasi anggaran|penyerapan|serapan|dana",
}
_LEAF_OF: Final = {
    word: frozenset(kind for kind, words in _LEAVES.items() if word in words.split("|"))
    for word in "|".join(_LEAVES.values()).split("|")
}
_MONEY: Final = re.compile(r"\b(?:anggaran|pagu|dana|biaya|keuangan|budget|funding|rp|rupiah|apbn|apbd)\b")
_TIME_GROUPS: Final = frozenset(
    {
        "waktu",
        "waktu pelaksanaan",
        "jadwal",
        "jadwal pelaksanaan",
        "periode pelaksanaan",
        "timeline",
        "jangka waktu",
        "time frame",
        "timeframe",
        "periode",
        "tanggal",
        "target waktu",
        "schedule",
        "duration",
        "masa pelaksanaan",
        "target penyelesaian",
        "waktu penyelesaian",
        "dates",
        "date",
    }
)
_AGENCY_FIELDS: Final = frozenset({"lead_agencies", "supporting", "csos", "actors", "reporter"})


def leaf_kinds(rest: str) -> frozenset[str] | None:
    return _LEAF_OF.get(fold_title(rest))


_UNIT_LAST: Final = re.compile(r"(?:^|[\s(])(?P<unit>tri[\s-]?wulan|tw|kuartal|quarter|semester|bulan|month)\W*$")
_BARE_COUNT: Final = re.compile(r"^(?:ke[\s-]*)?(?P<count>i{1,3}|iv|\d{1,2})\.?$")


def counts_periods(parent: str, text: str) -> bool:
    """ "II" or "2" under "Target Triwulan"."""
    return _BARE_COUNT.match(plain(text)) is not None and _UNIT_LAST.search(plain(parent)) is not None


def with_units(path: tuple[str, ...]) -> tuple[str, ...]:
    """A path in which each period stands whole: "Target Triwulan" over "II" is "Target" over "Triwulan II"."""
    if not any(_BARE_COUNT.match(plain(text)) for text in path[1:]):
        return path
    whole: list[str] = []
    for text in path:
        count = _BARE_COUNT.match(plain(text))
        unit = _UNIT_LAST.search(plain(whole[-1])) if whole else None
        if count is None or unit is None:
            whole.append(text)
            continue
        above = plain(whole.pop())[: unit.start()].strip(" (")
        kind = "b" if unit.group("unit") in {"bulan", "month"} else unit.group("unit")
        whole += [above] if above else []
        whole.append(f"{kind} {count.group('count')}")
    return tuple(whole)


def read_column(index: int, path: tuple[str, ...], row: int) -> Column:
    parts = [take_part(text) for text in with_units(path)]
    period = _combined([part.period for part in parts if part.period is not None])
    texts = [part.rest for part in parts if part.rest]
    meaning, reporter = _meaning_of_path(texts, in_period=period is not None)
    column = Column(index, path, None, period=period, reporter=reporter, row=row)
    if meaning is None:
        return replace(column, how="period") if period is not None and not texts else column
    unit = _UNITS.get(fold_title(texts[-1])) if texts else None
    return replace(
        column, field=meaning.field, how=meaning.how, others=meaning.fields[1:], weak=meaning.weak, unit=unit
    )


#: "Capaian menurut OMS", "Status (K/L)"
_WHOSE: Final = re.compile(
    r"[\s(\[–-]+(?:(?:menurut|versi|oleh|dari|according to|by)\s+)?"
    r"(?P<who>k/?l|kementerian/lembaga|pemerintah|government|oms|cso|masyarakat sipil)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_BLOCK: Final = re.compile(
    r"^(?:(?:laporan|pelaporan|isian|data|versi|menurut|oleh|dari|diisi|penilaian|hasil|monitoring|pemantauan|report"
    r"|reported|by)\s+)*(?P<who>k/l|kementerian lembaga|pemerintah|government|oms|cso|masyarakat sipil)$"
)
#: of a verifier no report at all, of K/L and OMS what each says was reached (product.md, assessments)
_ASSESSMENTS: Final = frozenset({"penilaian", "hasil penilaian", "assessment", "self assessment"})
#: what two reporters may each say on one measure
_SAID_BY_EACH: Final = frozenset(
    {"target_text", "achievement_text", "percent", "status", "evidence", "obstacles", "follow_up", "notes"}
)


def with_reporters(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns whose titles end with whose report they hold, where both reporters have some (matrix.md §2.12).

    "Capaian K/L" alone is an achievement, and no list of ministries.
    """
    read = [_of_reporter(column) or column for column in columns]
    if len({column.reporter for column in read} - {None}) > 1:
        return tuple(read)
    return tuple(
        column if column is said or column.field in _SAID_BY_EACH else replace(said, reporter=None)
        for column, said in zip(columns, read, strict=True)
    )


def _of_reporter(column: Column) -> Column | None:
    if column.reporter is not None:
        return None
    match = _WHOSE.search(plain(column.path[-1]))
    if match is None:
        return _in_block(column)
    rest = plain(column.path[-1])[: match.start()]
    rest = "progres" if fold_title(rest) in _ASSESSMENTS else rest
    bare = read_column(column.index, (*column.path[:-1], rest), column.row)
    if not rest or bare.field not in _SAID_BY_EACH or bare.how == "near":
        return None
    who = fold_title(match.group("who"))
    return replace(bare, path=column.path, reporter=_REPORTERS.get(who, "K/L"))


def _in_block(column: Column) -> Column | None:
    """ "Status" under "LAPORAN OMS"."""
    for place, title in enumerate(column.path[:-1]):
        match = _BLOCK.match(fold_title(title))
        if match is None:
            continue
        bare = read_column(column.index, column.path[:place] + column.path[place + 1 :], column.row)
        if bare.field in _SAID_BY_EACH and bare.how != "near":
            return replace(bare, path=column.path, reporter=_REPORTERS.get(match.group("who"), "K/L"))
    return None


def _combined(periods: list[Period]) -> Period | None:
    """ "2022" over "TW I" is the first quarter of 2022."""
    if not periods:
        return None
    year = next((period.year for period in reversed(periods) if period.year), None)
    part = next((period.part for period in reversed(periods) if period.part), "")
    return Period(year, part)


_TARGET: Final = Meaning(("target_text",), "path")


def _meaning_of_path(texts: list[str], *, in_period: bool = False) -> tuple[Meaning | None, str | None]:
    if not texts:
        return None, None
    leaf = texts[-1]
    if len(texts) == 1:
        in_context = _of_a_period(fold_title(leaf)) if in_period and exactly(leaf) is None else None
        return in_context or meaning_of(leaf), None
    parents = texts[:-1]
    if any(_is_of_money(text) for text in parents):
        return Meaning((IGNORED,), "path"), None
    parent = next((found for text in reversed(parents) if (found := meaning_of(text)) is not None), None)
    if fold_title(parents[-1]) in _ASSESSMENTS and (reporter := _REPORTERS.get(fold_title(leaf))) is not None:
        return Meaning(("achievement_text",), "path", weak=True), reporter
    by_context = _leaf_in_context(fold_title(leaf), parents, parent)
    together = exactly(" ".join([parents[-1], leaf]))
    # "Target" and "Realisasi" under "Capaian" are two things, though "capaian target" in one line is an achievement
    apart = by_context is not None and by_context[0] == _TARGET
    if together is not None and not together.weak and not apart:
        return replace(together, how="path"), None
    if by_context is not None:
        return by_context
    own = meaning_of(leaf)
    if own is not None and not (
        own.weak and parent is not None and not parent.weak and parent.field == "achievement_text"
    ):
        return own, None
    return (replace(parent, how="path") if parent is not None else None), None


def _is_of_money(text: str) -> bool:
    """A group whose targets, realisations and percentages are sums of money: "Anggaran (Rp)", "Keuangan"."""
    folded = fold_title(text)
    if "money" in _LEAF_OF.get(folded, ()):
        return True
    meaning = exactly(text)
    return meaning is not None and meaning.fields == (IGNORED,) and _MONEY.search(folded) is not None


def _of_a_period(leaf: str) -> Meaning | None:
    """ "T" and "R" under "TW I"."""
    kinds = _LEAF_OF.get(leaf, frozenset())
    for kind, name in (("target", "target_text"), ("actual", "achievement_text"), ("percent", "percent")):
        if kind in kinds:
            return Meaning((name,), "path")
    return None


def _leaf_in_context(leaf: str, parents: list[str], parent: Meaning | None) -> tuple[Meaning | None, str | None] | None:
    kinds = _LEAF_OF.get(leaf, frozenset())
    field = parent.field if parent is not None else None

    def of(name: str) -> tuple[Meaning, None]:
        return Meaning((name,), "path"), None

    if "money" in kinds:
        return of(IGNORED)
    if any(fold_title(text) in _TIME_GROUPS for text in parents):
        if "start" in kinds:
            return of("start_date")
        if "end" in kinds:
            return of("due_date")
    if field in _AGENCY_FIELDS:
        if "support" in kinds:
            return of("supporting")
        if "cso" in kinds:
            return of("csos")
        if "lead" in kinds or leaf in {"k/l", "kementerian lembaga"}:
            return of("lead_agencies" if field != "supporting" else "supporting")
    if field in {"target_text", "achievement_text", "percent", "status", "evidence", "obstacles", "follow_up", "notes"}:
        if leaf in _REPORTERS and parent is not None:
            return replace(parent, how="path"), _REPORTERS[leaf]
        found = _leaf_of_progress(kinds, field)
        return of(found) if found is not None else None
    if field in {"commitment_title", "commitment_number"}:
        if "number" in kinds:
            return of("commitment_number")
        if "title" in kinds or "text" in kinds:
            return of("commitment_title")
    if field in {"success_measure", "milestone"} and parent is not None:
        if "number" in kinds:
            return of(ROW_NUMBER)
        if "title" in kinds or "text" in kinds:
            return replace(parent, how="path"), None
    return None


def _leaf_of_progress(kinds: frozenset[str], field: str) -> str | None:
    """What "Uraian", "%" or "Volume" means under a target or an achievement."""
    if "unit" in kinds:
        return "unit"
    if "target" in kinds:
        return "target_text"
    if "percent" in kinds:
        return "target_text" if field == "target_text" else "percent"
    if "actual" in kinds:
        return "achievement_text"
    if "text" in kinds or "amount" in kinds:
        return "achievement_text" if field == "percent" else field
    return None
