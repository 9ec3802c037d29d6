"""A released migration never changes: each way of changing one is found by lint."""

import runpy
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"


@pytest.fixture
def tool():
    return runpy.run_path(str(TOOLS / "released-migrations.py"))


@pytest.fixture
def project(tool, tmp_path) -> Path:
    """Return a project whose release 0.2.0 shipped two migrations."""
    for app in tool["APPS"]:
        (tmp_path / app / "migrations").mkdir(parents=True)
    (tmp_path / "awards/migrations/0001_initial.py").write_text("first")
    (tmp_path / "awards/migrations/0002_later.py").write_text("second")
    (tmp_path / "tools").mkdir()
    (tmp_path / tool["LIST"]).write_text("")
    samples = tmp_path / "tests/upgrade/samples"
    samples.mkdir(parents=True)
    for name in tool["STORED"]:
        (samples / f"0.2.0-{name}").touch()
    assert tool["record"](tmp_path, "0.2.0") == 2
    assert tool["faults"](tmp_path) == []
    return tmp_path


def test_a_changed_migration_is_refused(tool, project):
    (project / "awards/migrations/0001_initial.py").write_text("first, mended")
    assert tool["faults"](project) == [
        "awards/migrations/0001_initial.py was released with 0.2.0 and has changed; write a new one"
    ]


def test_a_deleted_migration_is_refused(tool, project):
    (project / "awards/migrations/0002_later.py").unlink()
    assert tool["faults"](project) == [
        "awards/migrations/0002_later.py was released with 0.2.0 and is gone"
    ]


def test_a_migration_slipped_in_before_is_refused(tool, project):
    (project / "awards/migrations/0001_other.py").write_text("slipped in")
    assert tool["faults"](project) == [
        "awards/migrations/0001_other.py stands before released ones; number it after them"
    ]


def test_a_new_migration_is_taken_up_by_the_next_release(tool, project):
    (project / "awards/migrations/0003_new.py").write_text("new")
    assert tool["faults"](project) == []
    assert tool["record"](project, "0.3.0") == 1
    assert tool["faults"](project) == ["tests/upgrade/samples lacks the data of 0.3.0"]


def test_a_release_without_stored_data_is_refused(tool, project):
    (project / "tests/upgrade/samples/0.2.0-sqlite.tar.xz").unlink()
    assert tool["faults"](project) == ["tests/upgrade/samples lacks the data of 0.2.0"]
