"""The tour shows what the journey sees: every picture is there, and the journey takes it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def test_every_picture_of_the_tour_is_taken_by_the_journey():
    shown = re.findall(r"!\[[^]]+\]\(tour/([^)]+)\.png\)", (DOCS / "tour.vi.md").read_text())
    sources = (ROOT / "tests" / "browser" / "journey").glob("*.py")
    taken = re.findall(r'\.shot\(\s*"([^"]+)"', "\n".join(path.read_text() for path in sources))
    assert len(shown) == len(set(shown))
    assert set(shown) == set(taken)
    assert {path.stem for path in (DOCS / "tour").glob("*.png")} == set(shown)
