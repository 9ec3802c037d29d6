"""Every room registers itself: no module is overlooked, none is misspelt, none is dead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from emulation.registries.discovery import discover_rooms

ROOT = Path(__file__).resolve().parents[3]
APPS = ("config", "emulation", "campaigns", "awards")
STARTED_OTHERWISE = {"management", "migrations", "demo"}  # commands, and what they import
OUTSIDE = {
    "config.formats.",  # Django finds them by language
    "config.settings_test",
    "config.wsgi",
    "emulation.files.readers",  # the reader and the layout worker are processes of their own
    "emulation.jobs.tasks",
    "emulation.typesetting.boxes",
    "emulation.typesetting.layout_worker",
}


@pytest.fixture
def app(tmp_path, monkeypatch):
    """A new app with one room; the function writes a file into the room."""
    room = tmp_path / "newapp" / "room"
    room.mkdir(parents=True)
    for folder in (room, room.parent):
        (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    yield lambda name, text="": (room / name).write_text(text)
    for name in [each for each in sys.modules if each.split(".")[0] == "newapp"]:
        del sys.modules[name]


def test_the_registering_modules_of_a_room_are_imported(app):
    app("desk.py")
    app("names.py")
    discover_rooms("newapp")
    assert "newapp.room.desk" in sys.modules
    assert "newapp.room.names" not in sys.modules


@pytest.mark.parametrize("name", ["invarients.py", "action.py", "work_flow.py", "desks.py"])
def test_a_misspelt_module_stops_the_start(app, name):
    app(name)
    with pytest.raises(ImproperlyConfigured, match=name.removesuffix(".py")):
        discover_rooms("newapp")


def test_a_module_that_fails_stops_the_start(app):
    app("desk.py", "import no_such_module")
    with pytest.raises(ModuleNotFoundError):
        discover_rooms("newapp")


def _modules() -> set[str]:
    found = set()
    for app_name in APPS:
        for path in (ROOT / app_name).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if not STARTED_OTHERWISE & set(parts):
                found.add(".".join(parts).removesuffix(".__init__"))
    return {name for name in found if not any(name.startswith(each) for each in OUTSIDE)}


def test_every_module_is_imported_when_the_portal_starts():
    """A file that nobody imports or names registers nothing: its name is wrong, or it is dead."""
    command = "import config.wsgi, config.urls, config.celery, sys; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    written = "\n".join(path.read_text() for app in APPS for path in (ROOT / app).rglob("*.py"))
    unknown = _modules() - set(answer.stdout.split())
    assert {name for name in unknown if name not in written} == set()
