"""Put one complete file per weight of the interface font, and the document font, into static/fonts.

Subsets by unicode-range break Vietnamese text in the PDF renderer and cost four requests
instead of one, so every file here is whole, and is checked for all Vietnamese letters and for ₫.
"""

import hashlib
import shutil
import unicodedata
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path("static/fonts")
INTERFACE = Path("node_modules/@expo-google-fonts/be-vietnam-pro")
INTERFACE_WEIGHTS = {
    "400": "400Regular",
    "500": "500Medium",
    "600": "600SemiBold",
    "700": "700Bold",
}
DOCUMENT = Path("/usr/share/fonts/truetype/croscore")  # Debian package fonts-croscore
DOCUMENT_STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
DOCUMENT_LICENCE = Path("/usr/share/doc/fonts-croscore/copyright")


def vietnamese_letters() -> set[str]:
    """Return every letter of Vietnamese, both cases, composed, with the sign of the currency."""
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    vowels = "aăâeêioôơuưy"
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones}
    letters |= set("bcdđghklmnpqrstvx")
    return letters | {letter.upper() for letter in letters} | set("₫0123456789–—“”…%‰×≥≤")


def missing_letters(font: TTFont) -> str:
    """Return the Vietnamese letters that the font cannot draw."""
    return "".join(
        sorted(letter for letter in vietnamese_letters() if ord(letter) not in font.getBestCmap())
    )


def pack_interface_font() -> None:
    target = FONTS / "be-vietnam-pro"
    target.mkdir(parents=True, exist_ok=True)
    for weight, name in INTERFACE_WEIGHTS.items():
        font = TTFont(INTERFACE / name / f"BeVietnamPro_{name}.ttf", recalcTimestamp=False)
        refuse_incomplete(font, name)
        font.flavor = "woff2"
        font.save(target / f"be-vietnam-pro-{weight}.woff2")
    shutil.copyfile(INTERFACE / "LICENSE_FONT", target / "LICENSE")


def pack_document_font() -> None:
    target = FONTS / "tinos"
    target.mkdir(parents=True, exist_ok=True)
    for style in DOCUMENT_STYLES:
        source = DOCUMENT / f"Tinos-{style}.ttf"
        refuse_incomplete(TTFont(source), f"Tinos {style}")
        shutil.copyfile(source, target / source.name)
    shutil.copyfile(DOCUMENT_LICENCE, target / "LICENSE")


def refuse_incomplete(font: TTFont, name: str) -> None:
    if missing := missing_letters(font):
        raise SystemExit(f"{name} lacks {missing}")


def write_sums() -> None:
    files = sorted(
        path
        for path in FONTS.rglob("*")
        if path.is_file() and path.suffix != ".css" and path.name != "SHA256SUMS"
    )
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path}\n" for path in files]
    (FONTS / "SHA256SUMS").write_text("".join(lines))


if __name__ == "__main__":
    pack_interface_font()
    if DOCUMENT.is_dir():
        pack_document_font()
    write_sums()
