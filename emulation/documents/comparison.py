"""How the text of a signed file differs from the draft that was laid out, word by word.

Line ends, pages, kinds of space, dash and quotation mark, both Unicode forms and both places of a
tone are no difference; nor are number and date, which the draft leaves open, and page numbers.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from emulation.ui.vietnamese import spelled

CONTEXT = 4  # words before a difference
MOST_SHOWN = 200
SMALL = 4_000_000
ALIEN = 0.5  # the share of words of the draft that must be found again
_MARKS = str.maketrans("“”„«»‘’‛–—‑−…\u00a0", '"""""\'\'\'----. ', "\u200b\ufeff")
_HYPHEN_AT_LINE_END = re.compile(r"[\x02\xad]\s*|(?<=\S)-[ \t]*\r?\n\s*")
_DAY = r"[\d.\s]*"
_DATE = rf"ngày{_DAY}tháng{_DAY}năm(?: ?\d{{4}}| ?\.+)?"
Span = tuple[int, int, int, int]


@dataclass(frozen=True)
class Difference:
    """A passage that is ``added``, ``missing`` or ``changed`` in the signed file."""

    kind: str
    before: str
    drafted: str
    signed: str


def words_of(texts: Sequence[str], symbol: str = "") -> list[str]:
    """Return the words of pages of text without page numbers, number, date and the draft's mark."""
    text = "\n".join(_without_page_number(page) for page in texts)
    text = _HYPHEN_AT_LINE_END.sub("-", unicodedata.normalize("NFC", text)).translate(_MARKS)
    text = " ".join(text.split())
    if symbol:
        mark = re.escape(symbol)
        text = re.sub(rf"(?i)(số:?)\s*\d*[a-zđ]{{0,2}}\s*/\s*{mark}", rf"\1 /{symbol}", text)
        text = re.sub(rf"(?i)(/{mark}) {_DATE}", r"\1", text)
    text = re.sub(rf"(?i),\s*{_DATE}", ", ngày", text, count=1)
    return text.split()


def _without_page_number(page: str) -> str:
    lines = [line for line in page.splitlines() if line.strip()]
    for end in (0, -1):
        if lines and re.fullmatch(r"(DỰ THẢO)?\s*\d{0,4}", lines[end].strip()):
            del lines[end]
    return "\n".join(lines)


def differences(drafted: Sequence[str], signed: Sequence[str]) -> list[Difference]:
    """Return the passages in which two sequences of words differ, in the order of the draft."""
    ours, theirs = [_key(word) for word in drafted], [_key(word) for word in signed]
    found = []
    for at, to, begin, end in _joined(_spans(ours, theirs)):
        kind = "changed" if at < to and begin < end else "missing" if at < to else "added"
        found.append(
            Difference(
                kind,
                " ".join(drafted[max(0, at - CONTEXT) : at]),
                " ".join(drafted[at:to]),
                " ".join(signed[begin:end]),
            )
        )
    return found


def is_another_text(drafted: Sequence[str], signed: Sequence[str]) -> bool:
    """Tell whether most words of the draft are not in the signed file at all."""
    missing = Counter(map(_key, drafted)) - Counter(map(_key, signed))
    return bool(drafted) and missing.total() > ALIEN * len(drafted)


def times_named(names: Sequence[str], words: Sequence[str]) -> dict[str, int]:
    """Return how often each name stands in a text, whatever its letters' case and form."""
    text = f" {_plain(' '.join(words))} "
    return {name: text.count(f" {_plain(name)} ") for name in names}


def _plain(text: str) -> str:
    return spelled(re.sub(r"[^\w\s]", " ", text))


def _key(word: str) -> str:
    bare = word.replace("-", "") or word
    return f"{spelled(bare)}^{sum(letter.isupper() for letter in word)}"


def _spans(a: Sequence[str], b: Sequence[str]) -> Iterator[Span]:
    """Yield the differing stretches: equal ends are cut, words that stand once in both are anchors.

    So a list of thousands of names is compared in a moment, however the pages were broken.
    """
    waiting: list[Span] = [(0, len(a), 0, len(b))]
    while waiting:
        at, to, begin, end = waiting.pop()
        while at < to and begin < end and a[at] == b[begin]:
            at, begin = at + 1, begin + 1
        while at < to and begin < end and a[to - 1] == b[end - 1]:
            to, end = to - 1, end - 1
        if at == to or begin == end:
            if at < to or begin < end:
                yield at, to, begin, end
            continue
        anchors = _anchors(a[at:to], b[begin:end])
        if anchors:
            edges = [(-1, -1), *anchors, (to - at, end - begin)]
            for (i, j), (k, m) in reversed(list(zip(edges, edges[1:], strict=False))):
                waiting.append((at + i + 1, at + k, begin + j + 1, begin + m))
        elif (to - at) * (end - begin) <= SMALL:
            match = SequenceMatcher(None, a[at:to], b[begin:end], autojunk=False)
            for tag, i, k, j, m in match.get_opcodes():
                if tag != "equal":
                    yield at + i, at + k, begin + j, begin + m
        else:
            yield at, to, begin, end


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of places of words that stand once in both, as many as rise together."""
    once_a = {word for word, times in Counter(a).items() if times == 1}
    once_b = {word for word, times in Counter(b).items() if times == 1}
    places = {word: place for place, word in enumerate(b) if word in once_b}
    pairs = [(i, places[word]) for i, word in enumerate(a) if word in once_a and word in places]
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(pairs):
        length = bisect_left(tops, j)
        tops[length:] = [j, *tops[length + 1 :]] if length < len(tops) else [j]
        ends[length:] = [number, *ends[length + 1 :]] if length < len(ends) else [number]
        before.append(ends[length - 1] if length else -1)
    chain, number = [], ends[-1] if ends else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _joined(spans: Iterator[Span]) -> list[Span]:
    """Join stretches with at most one equal word between them: they read as one change."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span[0] - joined[-1][1] <= 1 and span[2] - joined[-1][3] <= 1:
            last = joined.pop()
            span = (last[0], span[1], last[2], span[3])
        joined.append(span)
    return joined
