"""The one stylesheet of our own content: sent once with the head of a page. Colours and fonts as in look.md."""

from __future__ import annotations

from models.language import _
from pages.ui.markup import Markup


def style() -> Markup:
    """The stylesheet, with the one word that Streamlit writes in English only, on the button of an upload."""
    return Markup(_STYLE.replace("$choose", _("Pilih berkas").replace('"', "")))


_STYLE = (
    "<style>"
    # the frame of every page
    '[data-testid="stHtml"] a{color:#0B6E99;text-underline-offset:2px}'
    '[data-testid="stHtml"] a:hover{color:#2D2926}'
    '[data-testid="stHtml"] p{margin:.25rem 0 .5rem}.kecil{font-size:.85rem;color:#63666A}'
    '[data-testid="stMainBlockContainer"]{padding-top:2.6rem;padding-bottom:4rem;max-width:76rem}'
    '[data-testid="stMain"] h1{font-size:2.1rem;line-height:1.2;padding:.4rem 0 .3rem;overflow-wrap:anywhere}'
    '[data-testid="stMain"] h2{font-size:1.35rem}[data-testid="stMain"] h3{font-size:1.2rem}'
    # a state in one bar, each part a link
    ".palang{display:flex;gap:3px;width:100%;height:2.9rem}"
    ".palang>*{flex:1 1 0;min-width:2.6rem;border-radius:4px;display:flex;align-items:center;justify-content:center;"
    "font-size:1.45rem;font-weight:700;text-decoration:none;overflow:hidden;white-space:nowrap;gap:.35rem}"
    ".palang small{font-size:.9rem;font-weight:600}"
    '[data-testid="stHtml"] .palang a:hover,[data-testid="stHtml"] .palang a:focus-visible'
    "{outline:3px solid #2D2926;outline-offset:-3px}"
    ".kata{display:flex;flex-wrap:wrap;gap:.35rem .5rem;margin-top:.45rem}.kata a{text-decoration:none}"
    # commitments by urgency
    ".kelompok{margin:1.1rem 0 .2rem;font-size:1.02rem;font-weight:700;display:flex;gap:.5rem;align-items:center}"
    ".kelompok .garis{flex:1;border-top:1px solid #D9D9D6}"
    ".mendesak{display:grid;grid-template-columns:2.1rem minmax(0,1fr) 11.5rem;gap:.1rem .8rem;padding:.6rem 0;"
    "border-bottom:1px solid #E7E6E3}"
    ".mendesak .no,.ringkas .no{font-weight:700;color:#63666A;text-align:right}"
    '[data-testid="stHtml"] .judul a{font-weight:600;color:#2D2926;text-decoration:none;overflow-wrap:anywhere}'
    '[data-testid="stHtml"] .judul a:hover,[data-testid="stHtml"] .judul a:focus{text-decoration:underline}'
    ".mendesak ul{list-style:none;margin:.2rem 0 0;padding:0}.mendesak li{margin:.12rem 0;font-size:.94rem}"
    ".mendesak li a{color:#2D2926!important}"
    ".kendala{border-left:3px solid #D9D9D6;padding-left:.6rem;margin:.3rem 0 0;color:#4A4643;font-size:.92rem}"
    ".kanan{text-align:right;font-size:.9rem}.kanan strong{font-size:1.15rem}"
    ".ringkas{display:grid;grid-template-columns:1fr 1fr;gap:0 2.2rem;list-style:none;margin:0;padding:0}"
    ".ringkas li{display:grid;grid-template-columns:2.1rem minmax(0,1fr) auto;gap:.1rem .8rem;padding:.42rem 0;"
    "border-bottom:1px solid #E7E6E3;align-items:baseline;margin:0}"
    ".ringkas .judul{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}"
    '[data-testid="stHtml"] .ringkas .judul a{font-weight:400}'
    # rows of lists
    ".baris3{display:grid;grid-template-columns:10.5rem minmax(0,1.3fr) minmax(0,1fr);gap:.15rem 1rem;padding:.6rem 0;"
    "border-bottom:1px solid #E7E6E3;align-items:baseline}"
    ".rencana3{grid-template-columns:17rem minmax(0,1.3fr) minmax(0,1fr)}"
    # tables
    ".bungkus{overflow-x:auto;max-width:100%}"
    ".angka{border-collapse:collapse;font-size:.92rem;width:100%}"
    ".angka th{font-weight:600;text-align:left;vertical-align:bottom;color:#4A4643}"
    ".angka th,.angka td{padding:.38rem .6rem;border-bottom:1px solid #E7E6E3}"
    ".angka thead th{border-bottom:2px solid #BBBCBC}.angka td{vertical-align:top}"
    ".angka .kanan{white-space:nowrap}.angka tbody th{font-weight:400}"
    # heat map: shape and word in each cell, colour only with them
    ".panas{border-collapse:separate;border-spacing:3px;width:100%;font-size:.9rem}"
    ".panas th{font-weight:600;text-align:left;padding:.2rem .4rem}.panas thead th{text-align:center;color:#4A4643}"
    ".panas td{padding:0;text-align:center;min-width:5.6rem}"
    ".panas td>*{display:block;padding:.3rem .3rem;border-radius:4px;font-weight:600;text-decoration:none!important;"
    "line-height:1.25}.panas td small{display:block;font-weight:400;font-size:.78rem}"
    '[data-testid="stHtml"] .panas td a:hover,[data-testid="stHtml"] .panas td a:focus-visible'
    "{outline:3px solid #2D2926;outline-offset:-3px}"
    # timeline of milestones
    ".jadwal{position:relative;min-width:34rem}"
    ".jadwal .lajur{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:.8rem;"
    "align-items:center;border-bottom:1px solid #E7E6E3;padding:.25rem 0}"
    ".jadwal .nama{font-size:.88rem;line-height:1.25;display:-webkit-box;-webkit-line-clamp:2;"
    "-webkit-box-orient:vertical;overflow:hidden}"
    ".jadwal .garis{position:relative;height:2.1rem}"
    '[data-testid="stHtml"] .jadwal .tanda{position:absolute;top:.4rem;width:1.25rem;height:1.3rem;'
    "margin-left:-.62rem;border-radius:4px;display:flex;align-items:center;justify-content:center;font-size:.85rem;"
    "font-weight:700;text-decoration:none}"
    '[data-testid="stHtml"] .jadwal .tanda:hover,[data-testid="stHtml"] .jadwal .tanda:focus-visible'
    "{outline:3px solid #2D2926;z-index:3}"
    ".jadwal .kini{position:absolute;top:-.3rem;bottom:-.3rem;border-left:2px dotted #0B6E99;z-index:1}"
    ".jadwal .kuartal{position:absolute;top:-.3rem;bottom:-.3rem;border-left:1px solid #EDEDEC}"
    ".jadwal .sumbu{position:relative;height:2.3rem;font-size:.8rem;color:#63666A}"
    ".jadwal .sumbu span{position:absolute;transform:translateX(-50%);white-space:nowrap}"
    ".jadwal .sumbu .hari{color:#0B6E99;font-weight:700;top:1.1rem}"
    # a commitment's page
    ".sisi{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.8rem;margin:.5rem 0 .2rem}"
    ".sisi>div{border:1px solid #D9D9D6;border-radius:8px;padding:.7rem .9rem}"
    ".sisi .nilai{font-size:1.7rem;font-weight:700;line-height:1.2}"
    ".fakta{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1rem;"
    "margin:.4rem 0 0!important;padding:0!important;"
    "font-size:.95rem}.fakta dt{color:#63666A}.fakta dd{margin:0;overflow-wrap:anywhere}"
    ".target{border-bottom:1px solid #D9D9D6}.target>summary{display:grid;"
    "grid-template-columns:minmax(0,1fr) 15rem 10.5rem 1rem;gap:.2rem 1rem;padding:.6rem 0;cursor:pointer;"
    "list-style:none;align-items:start}.target>summary::-webkit-details-marker{display:none}"
    ".target>summary:hover .judul,.target>summary:focus-visible .judul{text-decoration:underline}"
    ".target>summary .judul{font-weight:600;overflow-wrap:anywhere}"
    ".target>summary .panah{color:#63666A;transition:transform .15s}.target[open]>summary .panah"
    "{transform:rotate(90deg)}.target>.isi{padding:0 0 1rem}"
    ".batang{display:grid;grid-template-columns:3.4rem minmax(0,1fr) 3rem;gap:.4rem;align-items:center;"
    "font-size:.82rem;line-height:1.35}.batang .rel{position:relative;height:.6rem;background:#EDEDEC;"
    "border-radius:3px}.batang .rel>span{display:block;height:100%;border-radius:3px}"
    ".batang .rel>i{position:absolute;top:-.2rem;bottom:-.2rem;border-left:2px solid #2D2926}"
    ".batang .angka1{text-align:right;font-weight:600}"
    ".laporan{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.8rem}"
    ".laporan>div{border-left:3px solid #D9D9D6;padding:.1rem 0 .1rem .8rem}"
    ".asal{font-size:.85rem;margin:.3rem 0}.asal summary{color:#0B6E99;cursor:pointer}"
    ".perjalanan{list-style:none;margin:.3rem 0 0;padding:0 0 0 1rem;border-left:2px solid #D9D9D6}"
    ".perjalanan li{position:relative;margin:0 0 .75rem;padding-left:.3rem}"
    ".perjalanan li:before{content:'';position:absolute;left:-1.42rem;top:.42rem;width:.65rem;height:.65rem;"
    "border-radius:50%;background:#fff;border:2px solid #0B6E99}"
    ".perjalanan ul{margin:.15rem 0 0 1.1rem;padding:0}.perjalanan ul li{margin:.1rem 0}"
    ".perjalanan ul li:before{display:none}"
    ".lipat{border-bottom:1px solid #D9D9D6}.lipat>summary{padding:.6rem 0;cursor:pointer;font-weight:600}"
    '[data-testid="stFileUploaderDropzone"] button p{font-size:0}'
    '[data-testid="stFileUploaderDropzone"] button p::after{content:"$choose";font-size:.95rem}'
    "@media(max-width:700px){[data-testid='stMain'] h1{font-size:1.6rem}"
    "[data-testid='stMainBlockContainer']{padding-top:4.2rem}"
    ".mendesak{grid-template-columns:1.5rem minmax(0,1fr)}.mendesak .kanan{grid-column:2;text-align:left}"
    "[class*='st-key-lajur-'] [data-testid='stHorizontalBlock']{flex-wrap:nowrap;overflow-x:auto}"
    "[class*='st-key-lajur-'] [data-testid='stColumn']{flex:0 0 9.5rem!important;min-width:9.5rem!important}"
    ".kanan strong{font-size:1rem}.ringkas{grid-template-columns:minmax(0,1fr)}"
    ".ringkas li{grid-template-columns:1.5rem minmax(0,1fr) auto}"
    ".baris3,.rencana3{grid-template-columns:minmax(0,1fr)}.baris3 .kanan{text-align:left}"
    ".palang small{display:none}.palang>*{min-width:2.2rem;font-size:1.2rem}"
    ".panas{border-spacing:2px}.panas td{min-width:3.4rem}.panas td .kata-sel{display:none}"
    ".jadwal .lajur{grid-template-columns:4.4rem minmax(0,1fr)}.jadwal .nama .panjang{display:none}"
    ".target>summary{grid-template-columns:minmax(0,1fr) 1rem}.target>summary>*{grid-column:1}"
    ".target>summary .panah{grid-column:2;grid-row:1}.fakta{grid-template-columns:minmax(0,1fr)}"
    ".fakta dd{margin-bottom:.35rem}}"
    "@media print{[data-testid='stSidebar'],[data-testid='stHeader'],[data-testid='stToolbar'],"
    "[data-testid='stSelectbox'],[data-testid='stPopover'],[data-testid='stTextInput'],[data-testid='stDateInput'],"
    "[data-testid='stButtonGroup'],[data-testid='stSkeleton'],[role='tablist'],.tanpa-cetak{display:none!important}"
    "[data-testid='stMain'],[data-testid='stAppViewContainer'],.stApp,[data-testid='stMainBlockContainer']"
    "{position:static!important;overflow:visible!important;height:auto!important;padding:0!important;max-width:none}"
    "*{print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    ".mendesak,.ringkas li,.baris3,.target,.perjalanan li{break-inside:avoid}"
    ".target::details-content{content-visibility:visible!important;height:auto!important}}"
    "</style>"
)
