"""Letters of an official text: cleaning of what people typed, unbreakable pairs, letter series.

Everything here is pure and knows nothing about HTML or Word.
"""

import re
import unicodedata
from itertools import count
from typing import Final

from emulation.ui.vietnamese import nonbreaking

NBSP: Final = "\u00a0"
# Neither has a width, and neither stands in text that is copied or searched.
WORD_JOINER: Final = "\u2060"  # no line ends here
BREAK_HERE: Final = "\u200b"  # a line may end here
# The Vietnamese alphabet as used for points (điểm): it has đ and lacks f, j, w, z.
POINT_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_REMOVED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_SPACES: Final = re.compile(r"[ \t\u2000-\u200a\u3000]+")

# Beyond the pairs that `ui.vietnamese.nonbreaking` knows: ranges, signs of authority,
# large money.
# Inside a symbol no line ends after "/" or "-": 91/2017/NĐ-CP, 05/QĐ-UBND, TTr-SNV-TĐKT.
_SYMBOL: Final = re.compile(
    r"(?<=\d)/(?=[A-ZĐ])|(?<=[A-ZĐ])-(?=[A-ZĐ]{2})|(?<=[A-ZĐ]r)-(?=[A-ZĐ]{2})"
)
# An address or a link is no word: longer than a line of a column, it may go on in the next one
# after its marks; without any, anywhere. Syllables and numbers are shorter.
LONGEST_WORD: Final = 20
_LONG: Final = re.compile(rf"[^\s{WORD_JOINER}]{{{LONGEST_WORD + 1},}}")
_MARKS: Final = re.compile(r"(?<=[./@_:?&=-])(?=\w)|(?<=\w{10})(?=\w{10})")
_BOUND: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:triệu|tỷ|nghìn)( )(?=đồng\b)",
        r"(?<=\d)( )(?=(?:hộ gia đình|điểm|phần|giờ|phút|đ)(?:\W|$))",
        r"(?<=\d)( )(?=[-–] ?\d)",
        r"(?<=\d[ \u00a0][-–])( )(?=\d)",
        r"\b(?:TM|KT|TL|TUQ|Q)\.( )(?=\w)",
    )
)


def clean(text: str) -> str:
    """Return `text` as it may stand in an official document.

    NFC; line ends become "\\n"; control, bidirectional and other invisible characters, private
    and unassigned code points are removed; runs of spaces become one; outer space is cut.
    """
    text = unicodedata.normalize("NFC", str(text)).replace("\r\n", "\n").replace("\r", "\n")
    text = _SPACES.sub(" ", text)
    if not text.isprintable():  # nearly every text is, and then none of its letters can go
        text = "".join(
            char
            for char in text
            if char == "\n" or unicodedata.category(char) not in _REMOVED_CATEGORIES
        )
    return text.strip(" \n")


def bind(text: str) -> str:
    """Put no-break spaces where a line may not end: dates, articles, money, ranges, signs."""
    if "/" in text or "-" in text:
        text = _SYMBOL.sub(lambda found: found.group(0) + WORD_JOINER, text)
    if len(text) > LONGEST_WORD:
        text = _LONG.sub(_with_breaks, text)
    if " " not in text:
        return text
    # In justified text a date that cannot be broken at all tears holes into its line: it may
    # be continued at "năm 2026".
    text = nonbreaking(text).replace(f"{NBSP}năm{NBSP}", f" năm{NBSP}")
    for pattern in _BOUND:
        text = pattern.sub(_with_nbsp, text)
    return text


def bind_for_word(text: str) -> str:
    """Return `bind`'s text without word joiners, which Word draws as a letter it lacks."""
    return bind(text).replace(WORD_JOINER, "")


def _with_breaks(match: re.Match[str]) -> str:
    word = match.group(0)
    if not any(char.isalpha() for char in word):
        return word
    return _MARKS.sub(BREAK_HERE, word)


def _with_nbsp(match: re.Match[str]) -> str:
    whole = match.group(0)
    start = match.start(1) - match.start(0)
    return whole[:start] + NBSP + whole[start + 1 :]


def bind_all(text: str) -> str:
    """Make the whole text unbreakable (a person's name, a date line)."""
    return text.replace(" ", NBSP)


def roman(number: int) -> str:
    """Return the Roman numeral of `number` (1 and up)."""
    if number < 1:
        raise ValueError("Roman numerals start at 1.")
    numeral = ""
    for value, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
        (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while number >= value:
            numeral, number = numeral + letters, number - value
    return numeral


def point_letter(index: int) -> str:
    """Return the letter of the point at `index` (0 = a, 4 = đ); after y come a1, b1 …"""
    for turn in count():
        if index < len(POINT_LETTERS):
            return POINT_LETTERS[index] + (str(turn) if turn else "")
        index -= len(POINT_LETTERS)
    raise AssertionError("unreachable")


def lower_first(text: str) -> str:
    """Return the text as it goes on inside a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def sentence_case(text: str) -> str:
    """Return an upper-case type name as it reads in a sentence: QUYẾT ĐỊNH → Quyết định."""
    return text[:1].upper() + text[1:].lower()
