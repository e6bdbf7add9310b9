"""The themes of commitments: OGP's policy areas, several of them in one field, with their names in both languages."""

from __future__ import annotations

from typing import Final

from models.language import N_, _, current_language

#: OGP's name → its Indonesian name; what is not listed is shown as it is stored
THEMES: Final = {
    "Access to Information": N_("Akses informasi"),
    "Access to Justice": N_("Akses keadilan"),
    "Beneficial Ownership": N_("Pemilik manfaat"),
    "Capacity Building": N_("Peningkatan kapasitas"),
    "Civic Space": N_("Ruang sipil"),
    "Data Stewardship and Privacy": N_("Tata kelola dan pelindungan data"),
    "Digital Governance": N_("Tata kelola digital"),
    "Digital Inclusion": N_("Inklusi digital"),
    "Digital Participation": N_("Partisipasi digital"),
    "Disinformation/Misinformation": N_("Disinformasi"),
    "Economic Inclusion": N_("Inklusi ekonomi"),
    "Education": N_("Pendidikan"),
    "Elections": N_("Pemilu"),
    "Environment and Climate": N_("Lingkungan dan iklim"),
    "Extractive Industries": N_("Industri ekstraktif"),
    "Fiscal Openness": N_("Keterbukaan fiskal"),
    "Freedom of Expression": N_("Kebebasan berekspresi"),
    "Gender": N_("Gender"),
    "Gender-Based Violence": N_("Kekerasan berbasis gender"),
    "Health": N_("Kesehatan"),
    "Inclusion": N_("Inklusi"),
    "Justice": N_("Keadilan"),
    "Legislative": N_("Legislatif"),
    "Local Commitments": N_("Komitmen daerah"),
    "Open Contracting": N_("Kontrak terbuka"),
    "Open Data": N_("Data terbuka"),
    "Open Justice": N_("Peradilan terbuka"),
    "Open Parliament Plan": N_("Rencana parlemen terbuka"),
    "Open Parliaments": N_("Parlemen terbuka"),
    "Participation in Lawmaking": N_("Partisipasi dalam pembentukan undang-undang"),
    "People with Disabilities": N_("Penyandang disabilitas"),
    "Policing & Corrections": N_("Kepolisian dan pemasyarakatan"),
    "Private Sector": N_("Sektor swasta"),
    "Public Participation": N_("Partisipasi publik"),
    "Public Procurement": N_("Pengadaan publik"),
    "Public Service Delivery": N_("Pelayanan publik"),
    "Publication of Budget/Fiscal Information": N_("Publikasi anggaran dan informasi fiskal"),
    "Records Management": N_("Kearsipan"),
    "Regulation": N_("Regulasi"),
    "Social Accountability": N_("Akuntabilitas sosial"),
    "Sustainable Development Goals": N_("Tujuan pembangunan berkelanjutan"),
    "Youth": N_("Kepemudaan"),
}


def themes_in(stored: str) -> tuple[str, ...]:
    """The themes named in a field, each once, in its order."""
    parts = (part.strip() for part in stored.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def theme_name(theme: str) -> str:
    """A theme in the reader's language."""
    if current_language() == "en":
        return theme
    return _(THEMES[theme]) if theme in THEMES else theme
