"""Shown names are harmless in a page, a header and a folder."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.files.names import LONGEST_STEM, clean_name, disposition, ending_of

OVERRIDE = "\u202e"


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("Báo cáo quý I.pdf", "Báo cáo quý I.pdf"),
        (unicodedata.normalize("NFD", "Kế hoạch.PDF"), "Kế hoạch.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\lan\\ke hoach.docx", "ke hoach.docx"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        (f"bao cao{OVERRIDE}fdp.exe", "bao caofdp.exe"),
        ("a\u200b\x00b.pdf", "ab.pdf"),
        ("", "tep"),
        (".pdf", "tep.pdf"),
        ("...", "tep"),
        ("CON.pdf", "_CON.pdf"),
        ("x" * 500 + ".pdf", "x" * LONGEST_STEM + ".pdf"),
    ],
)
def test_a_name_is_cleaned(given_name: str, shown: str) -> None:
    assert clean_name(given_name) == shown


@given(st.text())
def test_no_name_breaks_a_header_or_leaves_its_folder(name: str) -> None:
    shown = clean_name(name)
    assert shown
    assert not set(shown) & set('/\\<>:"|?*\r\n\0')
    assert shown.strip(". ") != ""
    assert len(shown) <= 150
    header = disposition(shown)
    assert header.isascii()
    assert header.isprintable()
    assert clean_name(shown) == shown


def test_the_header_names_the_file_twice() -> None:
    header = disposition("Kế hoạch.pdf")
    assert (
        header
        == "attachment; filename=\"ke-hoach.pdf\"; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf"
    )
    assert ending_of("Kế hoạch.pdf") == "pdf"
    assert ending_of("khong duoi") == ""
