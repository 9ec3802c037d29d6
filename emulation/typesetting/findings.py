"""What stands against signing a text: empty parts, letters the font lacks, words out of place.

The sentences are shown beside the preview; `blocking` ones must be gone before it can be signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from django.utils.translation import gettext as _

from emulation.typesetting.metrics import missing_letters
from emulation.typesetting.paper import Paper, Table
from emulation.typesetting.render import Problem, Rendered
from emulation.typesetting.widths import LANDSCAPE_MM, PORTRAIT_MM, fit


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence for people, with a stable code and the page it concerns (0: none)."""

    code: str
    sentence: str
    page: int = 0
    blocking: bool = True


def findings(rendered: Rendered, paper: Paper) -> list[Finding]:
    """Return what is wrong with the laid-out text; empty when it can be signed."""
    found = [*_empty_parts(paper), *_unknown_letters(paper)]
    found += [_of_layout(problem) for problem in rendered.problems]
    found += [
        Finding("warning", _("The layout reported: %(what)s") % {"what": warning})
        for warning in rendered.warnings
        if not (".notdef" in warning and any(each.code == "missing_letter" for each in found))
    ]
    return list(dict.fromkeys([*found, *_wide_tables(paper)]))


def _wide_tables(paper: Paper) -> Iterator[Finding]:
    """Yield each table whose words and numbers do not fit beside each other even when small."""
    parts = [(paper.body, PORTRAIT_MM)]
    parts += [
        (annex.body, LANDSCAPE_MM if annex.landscape else PORTRAIT_MM) for annex in paper.annexes
    ]
    for body, width in parts:
        for table in (block for block in body if isinstance(block, Table)):
            if not fit(table, width).fits:
                names = {"table": table.title or table.columns[0].title, "n": len(table.columns)}
                sentence = _(
                    "The table “%(table)s” has more in its %(n)s columns than the sheet is wide: "
                    "make it two tables, shorten long words and numbers, or put it in a wide annex."
                )
                yield Finding("wide_table", sentence % names)


def _empty_parts(paper: Paper) -> Iterator[Finding]:
    checks = (
        ("no_issuer", paper.letterhead.body, _("The issuing body is missing.")),
        ("no_subject", paper.subject, _("The subject is missing.")),
        ("no_body", paper.body, _("The text has no content.")),
        ("no_number", paper.number, _("The number and symbol are missing.")),
        ("no_place", paper.place or paper.minutes, _("The place of issue is missing.")),
        ("no_signature", paper.signatures, _("Nobody is named to sign.")),
        ("no_archive", paper.archive_line, _("The recipients do not name the archive.")),
        ("no_recipients", paper.recipients or paper.minutes, _("The recipients are missing.")),
        (
            "no_addressee",
            paper.addressees or not paper.is_letter,
            _("An official letter needs an addressee."),
        ),
        (
            "no_legal_basis",
            paper.legal_bases or not paper.enacting_line,
            _("A decision needs its legal bases."),
        ),
    )
    yield from (Finding(code, sentence) for code, present, sentence in checks if not present)
    for block in paper.signatures:
        if not block.name:
            lines = " / ".join(block.lines)
            sentence = _("The name of the signer is missing: %(position)s") % {"position": lines}
            yield Finding("no_signer", sentence)
    yield from _annexes_without_mention(paper)


def _annexes_without_mention(paper: Paper) -> Iterator[Finding]:
    """An annex must be named in the text (Decree 30/2020/NĐ-CP, Annex I, III.1)."""
    words = " ".join(_texts(paper.body)).casefold()
    for annex in paper.annexes:
        names = ("phụ lục", "kèm theo", "đính kèm", annex.title.casefold())
        if not any(name in words for name in names if name):
            sentence = _("The text does not mention the annex “%(title)s”.")
            yield Finding("annex_unmentioned", sentence % {"title": annex.title}, blocking=False)


def _unknown_letters(paper: Paper) -> Iterator[Finding]:
    if letters := missing_letters("".join(_texts(paper))):
        sentence = _("These characters cannot be printed: %(characters)s")
        yield Finding("missing_letter", sentence % {"characters": letters})


def _texts(value: Any) -> Iterator[str]:
    """Yield every text inside; drawings and pictures are left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for part in fields(value):
            if part.name not in ("svg", "image"):
                yield from _texts(getattr(value, part.name))


def _of_layout(problem: Problem) -> Finding:
    sentences = {
        "outside_margin": _("Page %(page)s: “%(text)s” runs into the margin."),
        "outside_cell": _("Page %(page)s: “%(text)s” is wider than its table cell."),
        "outside_column": _(
            "Page %(page)s: “%(text)s” is longer than its room and runs into what stands beside it."
        ),
        "torn_line": _(
            "Page %(page)s: the line “%(text)s” has wide gaps: shorten its long words or reword it."
        ),
        "lonely_lead_in": _(
            "Page %(page)s ends with “%(text)s”: what it leads to begins on the next page."
        ),
        "lonely_signature": _("Page %(page)s: the signature stands without text above it."),
    }
    words = {"page": problem.page, "text": problem.text}
    return Finding(problem.code, sentences[problem.code] % words, problem.page)
