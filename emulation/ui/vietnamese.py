"""How Vietnamese is folded, sorted, written and read: pure functions without any model.

The rules of numbers, dates and names are those of official documents: a dot groups thousands, a
comma starts the decimals, counts under ten are padded, months 1 and 2 are padded in the long date.
"""

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _

NBSP: Final = "\u00a0"

_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTER_MARKS: Final = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex, horn
_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_CODE: Final = {
    unicodedata.normalize("NFD", letter): f"{20 + place}" for place, letter in enumerate(_ALPHABET)
}
_END, _SPACE, _OTHER = "00", "01", "60"


class _WithoutMarks(dict[int, int | None]):
    """A table for ``str.translate`` that drops combining marks; it learns each letter once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.category(chr(code)) == "Mn" else code
        return self[code]


_WITHOUT_MARKS: Final = _WithoutMarks()


def fold(text: str) -> str:
    """Return the search form of a text: no marks, đ as d, lower case, single spaces.

    Both ways of placing a tone (hoà, hòa) and both Unicode forms fold to the same string, and
    folding twice changes nothing.
    """
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(folded.translate(_WITHOUT_MARKS).casefold().replace("đ", "d").split())


def spelled(name: str) -> str:
    """Return a name as it is told apart from others: with its marks, whatever its case and form.

    Both ways of placing a tone (hoà, hòa) and both Unicode forms give the same string; Dung and
    Dũng do not. Each word ends in the digit of its tone.
    """
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(_with_tone_last(word) for word in decomposed.split())


def _with_tone_last(word: str) -> str:
    tone = sum(_TONES.get(char, 0) for char in word)
    return "".join(char for char in word if char not in _TONES) + str(tone)


def sort_key(name: str) -> str:
    """Return a key that sorts people in Vietnamese order: given name (last word), then the rest.

    The letters a ă â … d đ … e ê … o ô ơ … u ư are letters of their own; tones decide only between
    words of equal letters, in the order level < huyền < hỏi < ngã < sắc < nặng. The key is made of
    digits only, so that every database sorts it alike under any collation.
    """
    words = _letters_of_words(name)
    if not words:
        return ""
    return _level_keys(words[-1:]) + _level_keys(words[:-1])


def title_key(text: str) -> str:
    """Return a key that sorts units and titles in Vietnamese order, from the first word on."""
    words = _letters_of_words(text)
    return _level_keys(words) if words else ""


def _letters_of_words(name: str) -> list[tuple[str, str]]:
    """Return (letter codes, tone digit) of each word."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFC", name).lower())
    return [_word_codes(word) for word in decomposed.split()]


@lru_cache(maxsize=4096)  # names are made of few words
def _word_codes(word: str) -> tuple[str, str]:
    tone = 0
    letters: list[str] = []
    for char in word:
        if char in _TONES:
            tone = max(tone, _TONES[char])
        elif char in _LETTER_MARKS and letters:
            letters[-1] += char
        elif unicodedata.category(char) != "Mn":
            letters.append(char)
    return "".join(_letter_code(letter) for letter in letters), str(tone)


def _letter_code(letter: str) -> str:
    if letter in _LETTER_CODE:
        return _LETTER_CODE[letter]
    if letter[0] in "0123456789":
        return f"1{letter[0]}"
    return _LETTER_CODE.get(letter[0], _OTHER)


def _level_keys(words: list[tuple[str, str]]) -> str:
    letters = _SPACE.join(codes for codes, _tone in words)
    return letters + _END + "".join(tone for _codes, tone in words) + _END


# --- numbers ---------------------------------------------------------------------------------


def format_number(value: Decimal | float, decimals: int | None = None) -> str:
    """Write a number as 1.234.567,8.

    Without ``decimals`` every digit the value has is shown, but no trailing zero; with it the value
    is rounded half up to exactly so many.
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"not a finite number: {value}")
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    plain = f"{exact:f}"
    whole, _point, fraction = plain.lstrip("-").partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    written = f"{int(whole):,}".replace(",", ".") + (f",{fraction}" if fraction else "")
    return f"-{written}" if exact < 0 else written


_GROUPED: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_PLAIN: Final = re.compile(r"[+-]?[0-9]+(?:,[0-9]+)?")
_LONGEST_NUMBER: Final = 40


def parse_number(text: str) -> Decimal:
    """Read a number as people here write it: 1234, 1.234, 1.234,5 and 1234,5.

    A dot only groups three digits; "1234.5" or "0.500" could mean two things and is refused.

    Raises:
        ValueError: with a translated sentence that says what to type.
    """
    typed = "".join(text.split()).replace("−", "-")
    if not typed:
        raise ValueError(_("Type a number, for example 1.234,5."))
    if len(typed) > _LONGEST_NUMBER:
        raise ValueError(_("The number is too long."))
    if _GROUPED.fullmatch(typed) or _PLAIN.fullmatch(typed):
        return Decimal(typed.replace(".", "").replace(",", "."))
    if re.fullmatch(r"[+-]?[0-9.,]+", typed):
        raise ValueError(
            _("Write a comma before the decimals and dots only between thousands: 1.234,5.")
        )
    raise ValueError(_("Type digits only, for example 1.234,5."))


def padded_count(count: int, noun: str = "") -> str:
    """Write a count as documents do: "05 tập thể" (1 to 9 are padded), "1.250 cá nhân"."""
    written = f"{count:02d}" if 0 < count < 10 else format_number(count)
    return f"{written} {noun}" if noun else written


def money(amount: int | Decimal) -> str:
    """Write an amount in đồng, "2.340.000 đồng"; a fraction of a đồng raises ValueError."""
    return f"{format_number(_whole(amount))} đồng"


def _whole(amount: int | Decimal) -> int:
    whole = int(amount)
    if whole != amount:
        raise ValueError(f"not a whole amount: {amount}")
    return whole


# --- dates -----------------------------------------------------------------------------------


def short_date(day: datetime.date) -> str:
    """Write a date as 05/01/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def long_date(day: datetime.date) -> str:
    """Write a date in full, "ngày 05 tháng 01 năm 2026"; of the months only 1 and 2 are padded."""
    month = f"{day.month:02d}" if day.month <= 2 else f"{day.month}"
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


# --- numbers in words ------------------------------------------------------------------------

_DIGITS: Final = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_BILLION: Final = 10**9


def number_in_words(number: int, *, linh: str = "linh") -> str:
    """Read a whole number as the northern standard does: 21 is "hai mươi mốt".

    ``linh`` is the word for an empty place of tens: 104 is "một trăm linh bốn" (in the south
    "lẻ"). Above 999 tỷ it says "nghìn tỷ".
    """
    if number < 0:
        return f"âm {number_in_words(-number, linh=linh)}"
    if number == 0:
        return _DIGITS[0]
    return " ".join(_spoken(number, leading=True, linh=linh))


def _spoken(number: int, *, leading: bool, linh: str) -> list[str]:
    if number >= _BILLION:
        high, low = divmod(number, _BILLION)
        return [*_spoken(high, leading=leading, linh=linh), "tỷ", *_below_billion(low, False, linh)]
    return _below_billion(number, leading, linh)


def _below_billion(number: int, leading: bool, linh: str) -> list[str]:
    words: list[str] = []
    for scale, noun in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number // scale % 1000
        if group:
            words += _group(group, leading and not words, linh)
            words += [noun] if noun else []
    return words


def _group(group: int, leading: bool, linh: str) -> list[str]:
    """Read 1 to 999; a group that does not lead says its empty hundreds ("không trăm")."""
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or not leading else []
    if tens == 0:
        if units:
            words += [linh, _DIGITS[units]] if words else [_DIGITS[units]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units == 5:
        words.append("lăm")
    elif tens > 1 and units in (1, 4):
        words.append("mốt" if units == 1 else "tư")
    elif units:
        words.append(_DIGITS[units])
    return words


def money_in_words(amount: int | Decimal, *, linh: str = "linh") -> str:
    """Read an amount for "Bằng chữ": "Hai triệu ba trăm bốn mươi nghìn đồng"."""
    words = number_in_words(_whole(amount), linh=linh)
    return f"{words[0].upper()}{words[1:]} đồng"


# --- official text ---------------------------------------------------------------------------

_KEPT_TOGETHER: Final = (
    # a Roman number is written large: "quý IV", but "số vụ" and "biểu xuất" are words
    re.compile(
        r"\b(?i:điều|khoản|điểm|chương|mục|phần|phụ lục|số|mẫu số|quý|năm|bảng|biểu)"
        r" (?=[0-9]|[IVXLC]+\b|[a-zđ]\b)"
    ),
    re.compile(
        r"(?<=[0-9]) (?=(?:đồng|triệu|tỷ|nghìn|lần|%|tập thể|cá nhân|hộ|ha|tấn|km|người)(?!\w))"
    ),
    re.compile(r"\b(ngày) (?=[0-9])", re.IGNORECASE),
    re.compile(r"(?<=[0-9]) (?=tháng[ \u00a0][0-9])"),
    re.compile(r"(?<=tháng) (?=[0-9])"),
    re.compile(r"(?<=[0-9]) (?=năm[ \u00a0][0-9])"),
)


def nonbreaking(text: str) -> str:
    """Keep together what no line of official text may break: "Điều 1", "05 tập thể", dates."""
    for pattern in _KEPT_TOGETHER:
        text = pattern.sub(lambda found: found.group(0).rstrip(" ") + NBSP, text)
    return text
