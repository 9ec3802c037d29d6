"""Texts as they come in from people's files and keyboards, made into what is kept.

Old fonts are recognised: TCVN3 (.VnTime) and VNI write Vietnamese with the letters of other
languages, which Unicode shows as "NguyÔn V¨n Dòng" and "Nguyeãn Vaên Duõng".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from django.utils.translation import gettext as _

_ERROR: Final = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")
_PROTECTED: Final = re.compile(r"'(?=[ \u00a0\n]*[=+\-@\t\r])")
_SPACES: Final = re.compile(r"[^\S\n]+")
_KEPT: Final = "\n\t"
_LETTERS: Final = "aăâeêioôơuưy"
_TONED: Final = "\u0300\u0309\u0303\u0301\u0323"
VIETNAMESE: Final = frozenset(
    unicodedata.normalize("NFC", each)
    for letter in _LETTERS
    for tone in ("", *_TONED)
    for each in (letter + tone, letter.upper() + tone)
) | frozenset("đĐ")

# Each letter in the order of the tones: level, grave, hook, tilde, acute, dot below.
_TCVN3_ROWS: Final = {
    "a": "aµ¶·¸¹", "ă": "¨»¼½¾Æ", "â": "©ÇÈÉÊË", "e": "eÌÎÏÐÑ", "ê": "ªÒÓÔÕÖ", "i": "i×ØÜÝÞ",
    "o": "oßáâãä", "ô": "«åæçèé", "ơ": "¬êëìíî", "u": "uïñòóô", "ư": "\u00adõö÷øù",
    "y": "yúûüýþ",
}  # fmt: skip
_TCVN3: Final = {
    old: unicodedata.normalize("NFC", letter + tone)
    for letter, row in _TCVN3_ROWS.items()
    for old, tone in zip(row, ("", *_TONED), strict=True)
    if not old.isascii()
} | {"®": "đ", "§": "Đ", "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư"}
# signs that stand inside a word with this font alone, and letters that Vietnamese does not have
_SIGN_OF_TCVN3: Final = re.compile(r"[^\W\d_][¨ª¬µ¶·¸¹¼½¾]|®[^\W\d_]")
_LETTERS_OF_TCVN3: Final = frozenset("ÆÇËÑÖ×ÜÞßÏÐäåæçëîïñöøûüþ")

_VNI_ROWS: Final = {
    "a": ("a", "aø", "aû", "aõ", "aù", "aï"),
    "ă": ("aê", "aè", "aú", "aü", "aé", "aë"),
    "â": ("aâ", "aà", "aå", "aã", "aá", "aä"),
    "e": ("e", "eø", "eû", "eõ", "eù", "eï"),
    "ê": ("eâ", "eà", "eå", "eã", "eá", "eä"),
    "i": ("i", "ì", "æ", "ó", "í", "ò"),
    "o": ("o", "oø", "oû", "oõ", "où", "oï"),
    "ô": ("oâ", "oà", "oå", "oã", "oá", "oä"),
    "ơ": ("ô", "ôø", "ôû", "ôõ", "ôù", "ôï"),
    "u": ("u", "uø", "uû", "uõ", "uù", "uï"),
    "ư": ("ö", "öø", "öû", "öõ", "öù", "öï"),
    "y": ("y", "yø", "yû", "yõ", "yù", "î"),
}
_VNI: Final = {
    old: unicodedata.normalize("NFC", letter + tone)
    for letter, row in _VNI_ROWS.items()
    for old, tone in zip(row, ("", *_TONED), strict=True)
    if not old.isascii()
} | {"ñ": "đ"}
# "oà", "oã", "oá", "uù" … stand in words of Unicode too; these do not
_OF_VNI: Final = re.compile(r"a[âêáàãäåéèúüëùøûõï]|e[ùøûõïâáàåãä]|o[ùøûõïâåä]|[uôy][øûõï]|ö[øûõïù]")
_VNI_PIECE: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)


def clean_text(text: str) -> str:
    """Return a text as it is kept: NFC, single spaces, nothing invisible, no old font.

    Direction marks, zero-width and control characters go; lines stay. The apostrophe with which
    our own workbooks keep a text from being a formula goes too, once.

    Raises:
        ValueError: with a sentence, for the error value of a formula ("#N/A") and for marks that
            belong to no letter.
    """
    known = _from_old_font(text)
    seen = "".join(_visible(char) for char in unicodedata.normalize("NFC", known))
    lines = (_SPACES.sub(" ", line).strip() for line in seen.split("\n"))
    cleaned = _PROTECTED.sub("", "\n".join(lines).strip(), count=1)
    if found := _ERROR.fullmatch(cleaned):
        text = _("The formula of this cell gives an error (%(error)s); correct it in Excel.")
        raise ValueError(text % {"error": found.group()})
    if any(unicodedata.category(char) == "Mn" for char in cleaned):
        text = _("A mark belongs to no letter in “%(text)s”; type it again.")
        raise ValueError(text % {"text": cleaned[:60]})
    return cleaned


def _visible(char: str) -> str:
    if char in _KEPT:
        return char
    kind = unicodedata.category(char)
    if kind == "Zs":
        return " "
    return "" if kind in {"Cc", "Cf", "Co", "Cn", "Cs"} else char


def _from_old_font(text: str) -> str:
    """Return the text in Unicode where it was surely written with an old font."""
    composed = unicodedata.normalize("NFC", text)
    # both fonts know the first 256 characters alone
    if text.isascii() or any(char > "\u00ff" and char.isalpha() for char in composed):
        return text
    if _OF_VNI.search(composed.lower()):
        converted = _VNI_PIECE.sub(_vni_letter, composed)
    elif _SIGN_OF_TCVN3.search(composed) or len(_LETTERS_OF_TCVN3.intersection(composed)) > 1:
        converted = "".join(_TCVN3.get(char, char) for char in composed)
    else:
        return text
    return converted if all(map(_is_vietnamese, converted)) else text


def _vni_letter(piece: re.Match[str]) -> str:
    letter = _VNI[piece.group().lower()]
    return letter.upper() if piece.group()[0].isupper() else letter


def _is_vietnamese(char: str) -> bool:
    return char.isascii() or char in VIETNAMESE or not char.isalpha()
