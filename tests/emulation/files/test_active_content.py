"""Office files that would fetch or start something by themselves are refused; harmless links pass."""

from __future__ import annotations

import pytest

from emulation.files.errors import Unsafe
from emulation.files.sandbox import run_in_sandbox
from tests.emulation.files import corpus
from tests.emulation.files.corpus import refused


def _field(*runs: str) -> bytes:
    """Return a Word file with a field whose instruction is cut into runs."""
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cut = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    body = f"<w:document {word}><w:body><w:p>{cut}</w:p></w:body></w:document>"
    return corpus.repacked(corpus.document("a"), {"word/document.xml": body.encode()})


def _relation(kind: str) -> bytes:
    """Return a Word file that names a target outside."""
    place = "http://schemas.openxmlformats.org"
    text = (
        f'<Relationships xmlns="{place}/package/2006/relationships"><Relationship Id="r" '
        f'Type="{place}/officeDocument/2006/relationships/{kind}" '
        'Target="https://example.com/x.dotm" TargetMode="External"/></Relationships>'
    )
    return corpus.repacked(
        corpus.document("a"), add={"word/_rels/settings.xml.rels": text.encode()}
    )


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("docx", _relation("attachedTemplate"), "linked"),
        ("docx", _relation("oleObject"), "linked"),
        ("docx", _field(" DDEAUTO c:\\\\a.exe"), "linked"),
        ("docx", _field(" D", "DE", "AUTO excel"), "linked"),
        (
            "docx",
            corpus.repacked(corpus.document("a"), add={"word/embeddings/a.xlsx": b"x"}),
            "embedded",
        ),
        ("xlsx", corpus.workbook(["=cmd|'/C calc'!A0"]), "linked"),
        (
            "xlsx",
            corpus.repacked(
                corpus.workbook(["a"]), add={"xl/externalLinks/externalLink1.xml": b"<a/>"}
            ),
            "linked",
        ),
        (
            "xlsx",
            corpus.repacked(corpus.workbook(["a"]), add={"xl/embeddings/oleObject1.bin": b"x"}),
            "embedded",
        ),
    ],
)
def test_what_fetches_or_starts_something_is_refused(kind: str, content: bytes, code: str) -> None:
    error = refused(kind, content)
    assert (error.code, type(error)) == (code, Unsafe)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("docx", _relation("hyperlink")),
        ("docx", _field(" PAGE ")),
        ("xlsx", corpus.workbook(['=IF(A2="a|b",1,2)', "a|b", "DDE"])),
    ],
)
def test_links_page_numbers_and_bars_in_texts_are_taken(kind: str, content: bytes) -> None:
    assert run_in_sandbox(kind, content)
