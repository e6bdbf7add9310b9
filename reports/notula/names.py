"""Names of persons: honorifics, academic titles, offices, and what a name looks like (notula.md §3.4, §3.5)."""

from __future__ import annotations

import re
from typing import Final

HONORIFIC: Final = (
    r"(?:Bapak|Bpk\.?|Pak|Ibu|Bu|Sdr\.?|Sdri\.?|Saudara/i|Saudara|Saudari|Mas|Mbak|Kak|Kang|Yth\.?|Yang\s+Terhormat|"
    r"BAPAK|IBU|SDR\.?|SDRI\.?|SAUDARA)"
)

TITLE: Final = r"(?:Dr\.|dr\.|Drs\.|Dra\.|Prof\.|Ir\.|H\.|Hj\.|KH\.|K\.H\.|R\.|DR\.|DRS\.|DRA\.|PROF\.|IR\.|HJ\.)"

HONORIFICS = re.compile(rf"^\s*(?:(?:{HONORIFIC})(?=[\s/])[\s/]*|{TITLE}\s*)+")

DEGREE: Final = (
    r"(?:S|M|A)\.\s?[A-Z][A-Za-z]{0,5}\.?(?:\s?[A-Z][A-Za-z]{0,4}\.)?|Ph\.?\s?D\.?|LL\.?M\.?|M\.?B\.?A\.?|MPA|MPP|M\.?Sc\.?|SH|SE|MH|"
    r"MM|MSi|SSos|SIP|ST|MT|SKM|MA|MAP|S\.IP|S\.STP|A\.Md|Ak|CA|M\.A\.P|SH\.|S\.E\."
)

DEGREES = re.compile(rf"(?:\s*,\s*(?:{DEGREE})\.?)+(?=\s*(?:[,(;–—:-]|$))")

ROLE_WORDS: Final = (
    "kepala|ketua|wakil|direktur|deputi|sekretaris|anggota|staf|staff|koordinator|manajer|manager|analis|plt|plh|pj|"
    "kasubdit|kasubbag|kasubag|kabid|kabag|kasi|camat|lurah|wali\\s?kota|bupati|gubernur|menteri|komisioner|peneliti|asisten|sekda|"
    "sekretaris|tenaga\\s+ahli|perencana|penasihat|pimpinan|inspektur|juru\\s+bicara|penanggung\\s+jawab|pengurus|bendahara|"
    "dosen|rektor|dekan|presiden|kades|pranata|fungsional|moderator|notulis|narasumber|program\\s+officer|executive|officer|"
    "sekjen|dirjen|irjen|karo|kapus|kapusdatin|kadis|operator|pendamping|aktivis|jubir|pejabat|pelaksana|sub-?koordinator|spesialis|"
    "penyuluh|auditor|arsiparis|penyelia|host|fasilitator|pembicara|penanggap|peserta|penanya|sesditjen|sestama|sesmen"
)

ROLE: Final = re.compile(rf"^(?:{ROLE_WORDS})\b\.?", re.IGNORECASE)

NAME_TOKEN = r"(?:[A-Z][\w'’`-]*\.?|bin|binti|van|de|al-\w+)"  # noqa: S105

NAME: Final = re.compile(rf"^{NAME_TOKEN}(?:\s+{NAME_TOKEN}){{0,5}}$")

NOT_A_NAME: Final = re.compile(
    r"^(?:rapat|peserta|forum|diskusi|hasil|selanjutnya|kemudian|setelah|dalam|pada|untuk|usulan|data|perlu|acara|kegiatan|beliau|"
    r"masing|seluruh|semua|para|kami|pihak|catatan|tujuan|target|terdapat|ada|belum|sudah|dari|tanggal|waktu|tempat|hari|agenda|"
    r"disampaikan|dijelaskan|sesi|materi|poin|isu|topik|solusi|kendala|usul|saran|masukan|link|tautan|sistem|program|portal|dokumen|"
    r"ukuran|indikator|rencana|laporan|format|matriks|draf|draft|dengan|oleh|yang|jika|apabila|bahwa|karena|namun|saat|sementara|"
    r"selain|terkait|mengenai|pembahasan|keputusan|kesimpulan|dokumentasi|lampiran|nip|pangkat|pembina|penata|pengatur|jakarta|"
    r"output|timeline|roadmap|piramida|pencapaian|tersedianya|adanya|awalnya|salah|open|surat|undangan|ruang|zoom|google|fase|"
    r"komitmen|tindak|status|pic|tenggat|semula|menjadi|keterangan|contoh|tahap|bagian|jawaban|pertanyaan|tanggapan|paparan)\b",
    re.IGNORECASE,
)


def strip_titles(text: str) -> str:
    """The name without Bapak/Ibu and academic titles, which are no part of it (§3.4 honorific)."""
    bare = HONORIFICS.sub("", text.strip())
    bare = DEGREES.sub("", bare)
    return bare.strip(" ,;:–—-\t").strip()


def strip_degrees(text: str) -> str:
    """Without ", S.H., M.Si." behind a name."""
    return DEGREES.sub("", text)


def has_honorific(text: str) -> bool:
    """Bapak, Ibu, Dr. … before it: it is a person."""
    return HONORIFICS.match(text) is not None


def looks_like_name(text: str) -> bool:
    """Up to six capitalised words that are not how sentences and labels begin."""
    bare = strip_titles(text)
    return bool(NAME.match(bare)) and not NOT_A_NAME.match(bare) and len(bare) < 60
