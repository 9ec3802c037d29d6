"""What nothing uses is found; what a registry, a template, a string or a framework uses is not."""

import runpy
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def unused(tmp_path):
    """Return a function that writes a room of one file and says what is dead in it."""
    tool = runpy.run_path(str(TOOLS / "dead-code.py"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "framework-hooks.txt").write_text("clean_*  # Django\n")
    for app in tool["APPS"]:
        (tmp_path / app).mkdir()

    def found(text: str, template: str = "") -> list[str]:
        (tmp_path / "awards" / "rounds.py").write_text(text)
        (tmp_path / "templates" / "round.html").write_text(template)
        return [line.partition(": ")[2] for line in tool["unused"](tmp_path)]

    return found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("def open_round(): ...\n", "function open_round is unused"),
        ("class Round: ...\n", "class Round is unused"),
        ("class R:\n    def close(self): ...\nR()\n", "method close is unused"),
        ("class R:\n    @property\n    def days(self): ...\nR()\n", "property days is unused"),
        ("@atomic\ndef open_round(): ...\n", "function open_round is unused"),
        ('def open_round():\n    """Call open_round once."""\n', "function open_round is unused"),
    ],
)
def test_what_nothing_uses_is_found(unused, text, fault):
    assert unused(text) == [fault]


@pytest.mark.parametrize(
    ("text", "template"),
    [
        ("def open_round(): ...\nopen_round()\n", ""),
        ("@on_launch\ndef open_round(): ...\n", ""),
        ("@registry.row('rounds')\ndef open_round(): ...\n", ""),
        ("class R:\n    def days(self): ...\nR()\n", "{{ round.days }}"),
        ("class R:\n    def days(self): ...\nR()\nseek('round__days')\n", ""),
        ("class R:\n    def clean_days(self): ...\nR()\n", ""),
    ],
    ids=["called", "registered", "registered by name", "template", "look-up", "hook"],
)
def test_what_is_used_in_any_way_is_not_dead(unused, text, template):
    assert unused(text, template) == []
