"""The pages as pictures: a plan, a decision with its list, minutes, a certificate.

After a wanted change of the layout look at the new pages, then run with UPDATE_GOLDEN=1.
"""

import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from emulation.typesetting.certificates import render_certificates
from emulation.typesetting.render import render_paper
from tests.emulation.typesetting import samples

FOLDER = Path(__file__).parent / "golden"
DPI = 60
TOLERANCE = 1.5  # mean difference of a page's grey values, of 255
pytestmark = pytest.mark.golden


def _pages(pdf: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]


@pytest.mark.parametrize(
    ("name", "render"),
    [
        ("plan", lambda: render_paper(samples.plan())),
        ("decision", lambda: render_paper(samples.decision())),
        ("minutes", lambda: render_paper(samples.minutes())),
        ("certificate", lambda: render_certificates([samples.certificate()])),
        ("draft", lambda: render_paper(samples.letter(), draft=True)),
    ],
)
def test_pages_look_as_agreed(name, render):
    for number, page in enumerate(_pages(render().pdf), start=1):
        path = FOLDER / f"{name}-{number}.png"
        if os.environ.get("UPDATE_GOLDEN"):
            page.quantize(16).save(path, optimize=True)
        agreed = Image.open(path).convert("L")
        assert agreed.size == page.size
        difference = ImageStat.Stat(ImageChops.difference(agreed, page)).mean[0]
        assert difference < TOLERANCE, f"{path.name} differs by {difference:.2f}"
