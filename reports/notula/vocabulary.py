"""The words of the form: family words, identity labels, section headings, table columns (notula.md §1, §2)."""

from __future__ import annotations

import re
from typing import Final


def words(text: str, separator: str | None = None) -> frozenset[str]:
    """A set of words written as one text."""
    return frozenset(text.split(separator))


def _table(entries: dict[str, str]) -> dict[str, str]:
    return {name.strip(): key for key, names in entries.items() for name in names.split(",")}


LABELS: Final[dict[str, str]] = _table(
    {
        "title": "nama rapat,nama rapat/kegiatan,nama kegiatan,rapat,sidang/rapat,judul rapat,judul,nama acara,"
        "nama pertemuan,judul kegiatan,meeting,title",
        "topic": "topik,tema,perihal,hal,kegiatan,subject",
        "date": "hari/tanggal,hari,tanggal,hari/tgl,tgl,date,tanggal/hari,hari/tanggal/bulan/tahun",
        "time": "pukul,waktu,jam,time,pkl",
        "place": "tempat,lokasi,lokasi/platform,tempat/media,venue,tempat/lokasi,place,location",
        "medium": "via,media,platform,metode,moda,media rapat",
        "agenda": "agenda,acara,dasar acara,agenda/acara,acara/agenda,mata acara,agenda pembahasan",
        "moderator": "moderator,pimpinan,ketua,dipimpin oleh,pemimpin,fasilitator,host,pimpinan/ketua,ketua/pimpinan,"
        "ketua sidang,pimpinan sidang/rapat,chair,pemimpin/ketua,pemandu",
        "host": "pembawa acara,mc",
        "note_taker": "notulis,notulen,pencatat,pencatat/notulis,notulis/pencatat,perisalah,note taker,"
        "notetaker,pencatat rapat,penyusun notula,dicatat oleh,notulensi oleh",
        # the secretary of a meeting writes its minutes only where no note-taker is named beside
        "secretary": "sekretaris",
        "resource_person": "narasumber,pembicara,pemateri,penanggap,narasumber/pembicara",
        "participants": "peserta,hadir,yang hadir,daftar hadir,anggota yang hadir,undangan,kehadiran,peserta hadir,"
        "peserta yang hadir,dihadiri oleh,dihadiri,attendees,participants,daftar peserta,hadirin,unsur yang hadir,"
        "peserta/undangan,undangan/peserta,peserta undangan",
        "absent": "tidak hadir,izin,ijin,berhalangan,berhalangan hadir,tidak hadir/izin,izin/tidak hadir,"
        "peserta tidak hadir,yang tidak hadir,sakit,anggota yang tidak hadir",
        "next_meeting": "rapat berikutnya,rapat selanjutnya,pertemuan berikutnya,pertemuan selanjutnya,next meeting,"
        "rapat lanjutan",
        "other": "nomor,no,surat undangan,nomor surat,sifat,jenis,dasar,lampiran,kontak,tahun sidang,masa persidangan,"
        "rapat ke,tembusan,kepada,yth,unit kerja,instansi,kode,versi,dicetak,ditulis,ditulis tanggal,tanggal cetak,"
        "link,tautan,meeting id,passcode,dokumen,status,jabatan,nama,nip,alamat,telepon,email,pangkat,dress code",
    }
)
#: pictures that stand for a label in chat messages
PICTURED: Final = (
    dict.fromkeys("📅📆🗓", "Tanggal")
    | dict.fromkeys("🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧⏰⏱⌚", "Waktu")
    | dict.fromkeys("📍🏢🏛", "Tempat")
    | dict.fromkeys("👥👤", "Peserta")
)
#: "Jakarta, 3 Mei 2021", as above a signature
PLACE_AND_DATE: Final = re.compile(
    r"^[A-Z][A-Za-z.]+(?:\s+[A-Z][A-Za-z.]+){0,3}\s*,\s*(?:tanggal\s+)?(?=\d{1,2}\s+[A-Za-z]+\s+\d{4}\s*$|\.{3,}|…)"
)
#: words that only say "of the meeting" behind a label
LABEL_TAIL: Final = re.compile(
    r"\s+(rapat|sidang|sidang/rapat|rapat/kegiatan|rapat/sidang|kegiatan|pertemuan|pelaksanaan|diskusi|acara|"
    r"pelaksanaan rapat|pelaksanaan kegiatan)$"
)
IDENTITY_PROOF: Final = {"date", "time", "place", "medium", "moderator", "note_taker", "secretary", "participants"}
#: dates of the paper, not of the meeting, wherever they stand (§3.1)
PAPER_DATES: Final = {"ditulis tanggal", "ditulis", "dicetak", "tanggal cetak"}

SECTIONS: Final[dict[str, str]] = _table(
    {
        "identity": "pelaksanaan kegiatan,informasi rapat,waktu dan tempat,kepala notula,identitas rapat,"
        "informasi umum,pelaksanaan rapat,waktu dan tempat pelaksanaan,data rapat,detail rapat,pelaksanaan,"
        "informasi kegiatan,waktu/tempat",
        "introduction": "pendahuluan,latar belakang,pengantar,kata pembuka,kata pembukaan,pembukaan,konteks",
        "objectives": "tujuan,maksud dan tujuan,tujuan rapat,tujuan kegiatan,maksud/tujuan,tujuan pertemuan",
        "discussion": "pembahasan,diskusi,diskusi rapat,jalannya rapat,jalannya diskusi,jalannya rapat/diskusi,"
        "hasil pembahasan,pokok-pokok pembahasan,pokok pembahasan,ringkasan diskusi,catatan diskusi,"
        "ringkasan/catatan diskusi,poin pembahasan,poin-poin pembahasan,paparan,tanya jawab,kegiatan sidang/rapat,"
        "kegiatan sidang,kegiatan rapat,kegiatan,masukan,pemaparan,pemaparan mitra,paparan mitra,pemaparan materi,"
        "pandangan fraksi,pandangan mitra,respon mitra,respons mitra,tanggapan,uraian pembahasan,isi rapat,"
        "ringkasan pembahasan,hasil diskusi,jalannya sidang,jalannya pembahasan,diskusi dan tanya jawab,catatan rapat,"
        "pokok-pokok diskusi,catatan,notes,discussion,tanggapan anggota,pendalaman,pemaparan narasumber,"
        "sesi diskusi,sesi tanya jawab,materi rapat,materi,poin diskusi,poin-poin diskusi,"
        "masukan dan tanggapan,pandangan,penyampaian materi,laporan jalannya rapat,pembahasan rapat",
        "conclusion": "kesimpulan,simpulan,kesimpulan rapat,simpulan rapat,kesimpulan/simpulan,conclusion",
        "decision": "keputusan,keputusan rapat,hasil keputusan,kesepakatan,yang disepakati,rekomendasi,"
        "hasil kesepakatan,butir kesepakatan,keputusan sidang/rapat,decisions,kesepakatan rapat,poin kesepakatan,"
        "kesimpulan dan rekomendasi,kesimpulan/keputusan,keputusan/kesepakatan,rekomendasi rapat,peraturan",
        "outcome": "hasil rapat,hasil,hasil pertemuan,hasil kegiatan",
        "follow_up": "tindak lanjut,rencana tindak lanjut,rtl,rencana aksi,langkah selanjutnya,to do,action items,"
        "to-do,todo,action item,rencana tindak lanjut (rtl),tindak lanjut rapat,langkah berikutnya,"
        "langkah tindak lanjut,"
        "next steps,next step,langkah ke depan,hal yang perlu ditindaklanjuti,tugas,daftar tindak lanjut,to do list,"
        "matriks tindak lanjut,tindak lanjut hasil rapat,butir tindak lanjut,agenda tindak lanjut,"
        "kesimpulan dan tindak lanjut,simpulan dan tindak lanjut",
        "obstacles": "kendala,hambatan,permasalahan,tantangan,isu,kendala/hambatan,kendala dan hambatan,"
        "hambatan dan kendala,masalah,permasalahan dan kendala,kendala dan tantangan,tantangan dan hambatan",
        "changes": "perubahan redaksi,perubahan,usulan perubahan,perubahan rumusan,semula menjadi,semula/menjadi,"
        "perubahan target,target",
        "closing": "penutup,lampiran,catatan tambahan,tembusan,penutupan",
        "pictures": "dokumentasi,foto,dokumentasi kegiatan,dokumentasi rapat,foto kegiatan,lampiran foto,"
        "dokumentasi foto,lampiran dokumentasi",
        "participants": "daftar hadir,peserta,peserta rapat,daftar peserta,hadir,yang hadir,kehadiran,peserta hadir,"
        "peserta yang hadir,attendees,participants,daftar hadir rapat,daftar hadir peserta",
        "agenda": "agenda,agenda rapat,acara,susunan acara",
        "next_meeting": "rapat berikutnya,rapat selanjutnya,pertemuan berikutnya,pertemuan selanjutnya,next meeting,"
        "jadwal rapat berikutnya",
    }
)
#: sections whose text is what a meeting note is about; without any of them the text is no meeting note
CONTENT: Final = {"discussion", "conclusion", "decision", "outcome", "follow_up", "obstacles", "changes"}
MAX_HEADING_WORDS: Final = 8

FAMILY: Final = re.compile(
    r"^\W*(?P<word>laporan\s+notula|notula\s*/\s*laporan|notulensi|notulen|notula|risalah\s+singkat|risalah|"
    r"catatan\s+(?:rapat|pertemuan|diskusi)|hasil\s+rapat|ringkasan\s+rapat|berita\s+acara|laporan\s+singkat|rangkuman|lapsing|"
    r"mom|minutes\s+of\s+meeting|meeting\s+minutes|matriks(?:\s+tindak\s+lanjut)?)\b(?P<rest>.*)$",
    re.IGNORECASE,
)
DOCUMENT_TYPES: Final = (
    ("laporan singkat", "risalah"),
    ("laporan", "laporan_notula"),
    ("berita", "berita_acara"),
    ("risalah", "risalah"),
    ("notulen", "notulen"),
    ("notula", "notula"),
)
#: what follows a family word without being a title
GENERIC_TITLE: Final = re.compile(
    r"^\W*(rapat|sidang|rapat\W+sidang|hasil\s+rapat|kegiatan|diskusi|pertemuan|singkat)?\W*$", re.IGNORECASE
)

COLUMNS: Final[dict[str, str]] = _table(
    {
        "number": "no,no.,nomor,#",
        "speaker": "pembicara,penyampai,penanya,nama pembicara,narasumber/pembicara,penanggap",
        "discussion": "pembahasan,uraian,hasil,isu,pokok,isu/pokok,pokok bahasan,topik,materi,hasil pembahasan,masukan,"
        "uraian pembahasan,pokok pembahasan,poin pembahasan,permasalahan,catatan,hasil diskusi,agenda,"
        "isu/pokok bahasan,"
        "pembahasan/hasil,uraian/hasil,tanggapan,pembahasan rapat,isi,ringkasan,hasil rapat,topik pembahasan,"
        "pokok-pokok pembahasan,tanggapan/masukan,penjelasan,discussion,poin,keputusan,kesepakatan",
        "follow_up": "tindak lanjut,kegiatan,aksi,rencana aksi,rencana tindak lanjut,rtl,action,"
        "action item,action items,"
        "tugas,kegiatan/aksi,tindak lanjut/aksi,langkah tindak lanjut,tindak lanjut/rtl,langkah,rencana kegiatan,"
        "rencana tindak lanjut (rtl),butir tindak lanjut",
        "owner": "pic,penanggung jawab,pelaksana,pj,person in charge,penanggungjawab,pic/penanggung jawab,owner,"
        "penanggung jawab/pic,pic (penanggung jawab),penanggung jawab (pic),k/l penanggung jawab,oleh",
        "due": "tenggat,batas waktu,target,waktu,deadline,target waktu,due,tenggat waktu,jadwal,batas waktu/target,"
        "target penyelesaian,target selesai,waktu pelaksanaan,due date,tenggat/target,jatuh tempo",
        "status": "status,keterangan,progress,progres,ket,ket.,status/keterangan,capaian",
        "name": "nama,nama lengkap,nama peserta,name",
        "organisation": "instansi,unit kerja,lembaga,asal,instansi/lembaga,asal instansi,organisasi,k/l,"
        "lembaga/instansi,unit kerja/instansi,instansi/unit kerja,kementerian/lembaga,asal lembaga,utusan,perwakilan",
        "role": "jabatan,posisi,peran,jabatan/peran",
        "private": "no. hp,no hp,hp,email,e-mail,telepon,no. telepon,no telepon,surel,no. hp/email,kontak,whatsapp,"
        "no. wa,no wa,nip,no. hp / email,alamat,nik,nomor hp,email/no hp,nip/nik,telp,no. telp",
        "signature": "tanda tangan,ttd,paraf,l/p,jenis kelamin,tandatangan,signature",
        "before": "semula,sebelum,rumusan semula,redaksi semula,sebelumnya,rumusan lama",
        "after": "menjadi,sesudah,rumusan menjadi,redaksi menjadi,usulan menjadi,setelah,rumusan baru,usulan perubahan",
    }
)
TARGET_COLUMN: Final = re.compile(r"^target\s*(?:tahun\s*)?(\d{4})$")
EMPTY_CELL: Final = re.compile(r"^[\s\-–—./]*$|^(?:nihil|tidak ada|n/a|belum ada)\.?$", re.IGNORECASE)
ATTACHED: Final = re.compile(
    r"\b(terlampir|dilampirkan|sebagaimana\s+daftar\s+hadir|sesuai\s+daftar\s+hadir)\b", re.IGNORECASE
)

STATUS_WORDS: Final = (
    (re.compile(r"\b(belum|open|terbuka|baru|not\s+started|to\s?do)\b", re.IGNORECASE), "open"),
    (
        re.compile(
            r"\b(berjalan|proses|berlangsung|on\s?-?progress|in\s+progress|ongoing|sedang|sebagian)\b", re.IGNORECASE
        ),
        "in_progress",
    ),
    (re.compile(r"\b(selesai|done|sudah|closed|tuntas|terlaksana|completed?)\b", re.IGNORECASE), "done"),
)


def fold(text: str) -> str:
    """For matching only: no case, no emphasis, one kind of space and separator."""
    folded = re.sub(r"[*_`#]+", "", text).casefold()
    folded = re.sub(r"\s*([/&])\s*", r"\1", re.sub(r"\s+", " ", folded))
    return folded.strip(" \t:.;-–—•").strip()


def label_of(text: str) -> str | None:
    """The identity field a left side names (§2.1); joined labels give the first of their fields."""
    folded = re.sub(r"\s*(?:,|&| dan )\s*", "/", fold(text))
    for candidate in (folded, LABEL_TAIL.sub("", folded)):
        if candidate in LABELS:
            return LABELS[candidate]
    parts = [LABELS.get(LABEL_TAIL.sub("", part.strip())) for part in folded.split("/")]
    if len(parts) > 1 and all(parts):
        return next((part for part in parts if part in {"date", "time"}), parts[0])
    return None


def section_of(text: str) -> str | None:
    """The section a short line opens (§2.2). Only the whole line counts, never words inside a sentence."""
    folded = fold(text)
    if not folded or len(folded.split()) > MAX_HEADING_WORDS:
        return None
    for candidate in (folded, re.sub(r"\s+(rapat|diskusi|kegiatan|pertemuan|sidang)$", "", folded)):
        if candidate in SECTIONS:
            return SECTIONS[candidate]
    parts = [SECTIONS.get(part.strip()) for part in re.split(r"/| dan |&|,", folded)]
    if len(parts) > 1 and all(parts):
        kinds = [part for part in parts if part]
        return "follow_up" if "follow_up" in kinds else kinds[0]
    return None


def column_of(text: str) -> str | None:
    """The meaning of a table heading (§2.3)."""
    folded = fold(text.replace("\n", " "))
    return COLUMNS.get(folded) or COLUMNS.get(LABEL_TAIL.sub("", folded))


def status_of(text: str) -> str | None:
    """The state a status cell or mark tells; other remarks tell none."""
    return next((status for pattern, status in STATUS_WORDS if pattern.search(text)), None)
