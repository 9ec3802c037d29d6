"""Tags and filters in templates."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.db import models
from django.template import RequestContext, Template
from django.test import RequestFactory
from django.utils import translation

from emulation import clock
from emulation.ui.tags import TONES, tone_of

MONDAY = dt.date(2021, 11, 22)
TEMPLATES = Path(settings.BASE_DIR) / "templates"


class State(models.TextChoices):
    """States of the sample."""

    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"


class Sample:
    """Anything with a state."""

    state = State.ISSUED
    tones = {"issued": "done"}

    def get_state_display(self):
        """Return the word."""
        return self.state.label


@pytest.fixture(autouse=True)
def _in_vietnamese_on_a_monday():
    with translation.override("vi"), clock.at(MONDAY):
        yield


def shown(source, query="", **context):
    request = RequestFactory().get(f"/danh-sach/?{query}")
    return Template(source).render(RequestContext(request, context))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ v|number }}", "1.234.567,8"),
        ("{{ v|number:2 }}", "1.234.567,80"),
        ("{{ v|percent }}", "1.234.567,8\u00a0%"),
        ("{{ n|money }}", "2.340.000\u00a0đồng"),
        ("{{ d|short_date }}", "22/11/2021"),
        ("{{ d|long_date }}", "ngày 22 tháng 11 năm 2021"),
        ("{{ t|moment }}", "14:05, 22/11/2021"),
        ("{{ 5|padded }}", "05"),
        ("{{ nothing|short_date }}{{ nothing|moment }}", ""),
    ],
)
def test_filters(source, text):
    context = {
        "v": Decimal("1234567.8"),
        "n": 2_340_000,
        "d": MONDAY,
        "t": dt.datetime(2021, 11, 22, 7, 5, tzinfo=dt.UTC),
        "nothing": None,
    }
    assert shown(source, **context) == text


@pytest.mark.parametrize("name", ["number", "percent", "money", "padded"])
def test_a_missing_figure_is_marked_missing_not_zero(name):
    text = shown("{{ v|" + name + " }}", v=None)
    assert "—" in text
    assert "chưa có số liệu" in text
    assert "0" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "done", "text", "tone"),
    [
        (dt.date(2021, 11, 25), False, "còn 3 ngày làm việc", "state-attention"),
        (dt.date(2021, 12, 6), False, "còn 10 ngày làm việc", None),
        (MONDAY, False, "đến hạn hôm nay", "state-attention"),
        (dt.date(2021, 11, 18), False, "trễ 2 ngày làm việc", "state-late"),
        (dt.date(2021, 11, 18), True, "18/11/2021", None),
    ],
)
def test_due(day, done, text, tone):
    html = shown("{% due day done=done %}", day=day, done=done)
    assert text in html
    assert (tone in html) if tone else "state-" not in html


def test_state_is_a_word_and_a_shape():
    html = shown("{% state_of obj %}", obj=Sample())
    assert "Đã ban hành" in html
    assert "#state-done" in html


def test_a_state_may_bring_its_own_tone():
    class Special(Sample):
        tones = {"issued": "late"}

    assert tone_of(Special()) == "late"
    assert tone_of(Sample()) == "done"


def test_every_model_with_states_says_their_tones():
    checked = 0
    for model in apps.get_models():
        if model._meta.app_label not in {"emulation", "campaigns", "awards"}:
            continue
        states = {field.name: field for field in model._meta.fields}.get("state")
        if states is not None:
            checked += 1
            assert set(model.tones.values()) <= set(TONES), model
            assert set(model.tones) <= {value for value, _label in states.choices}, model
    assert checked > 10


def test_an_unknown_tone_is_shown_quietly():
    assert "state-waiting" in shown('{% state_mark "X" "purple" %}')


def test_words_of_users_are_escaped_everywhere():
    html = shown(
        "{% state_mark w %}{% crumb w %}{% source w %}{% icon 'search' label=w %}", w="<b>&"
    )
    assert "<b>" not in html


def test_page_links_keep_the_rest_of_the_address():
    page = Paginator(range(500), 50).page(3)
    html = shown("{% page_links page %}", "state=late&page=3", page=page)
    assert "state=late&amp;page=4" in html
    assert 'aria-current="page"' in html
    assert "101–150 trong số 500" in html


def test_one_page_needs_no_links():
    assert shown("{% page_links page %}", page=Paginator([1], 50).page(1)).strip() == ""


def test_every_icon_named_in_a_template_exists():
    sprite = Path(finders.find("icons/portal.svg")).read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol[^>]* id="([^"]+)"', sprite))
    names = {
        (template.relative_to(TEMPLATES), name)
        for template in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', template.read_text(encoding="utf-8"))
    }
    assert not [(str(path), name) for path, name in names if name not in drawn]


def test_no_template_holds_inline_style_or_script():
    offenders = [
        str(template.relative_to(TEMPLATES))
        for template in TEMPLATES.rglob("*.html")
        if "typesetting" not in template.parts
        and re.search(
            r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", template.read_text("utf-8")
        )
    ]
    assert not offenders


def test_every_colour_in_a_style_sheet_is_a_token():
    folder = Path(settings.BASE_DIR) / "static" / "css"
    allowed = {"#ffffff", "#000000", "#1b1f24"}  # paper stays paper, in the dark too
    for sheet in folder.glob("*.css"):
        if sheet.name != "tokens.css":
            plain = re.sub(r'url\("data:[^"]*"\)', "", sheet.read_text(encoding="utf-8"))
            assert set(re.findall(r"#[0-9a-f]{6}\b", plain)) <= allowed, sheet.name
