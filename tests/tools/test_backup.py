"""`make backup` and `make restore`: a copy is proved, a damaged one is refused, data are never overwritten."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def call(*command: str | Path, var_dir: Path) -> subprocess.CompletedProcess[str]:
    names = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SITE_ORIGIN")
    environment = {key: value for key, value in os.environ.items() if key not in names}
    environment |= {"VAR_DIR": str(var_dir), "DEMO": "0", "PROVINCE_NAME": "Bạc Liêu"}
    return subprocess.run(
        [ROOT / "tools" / command[0], *command[1:]],
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """Return the data folder of an empty portal with one stored file."""
    folder = tmp_path_factory.mktemp("portal") / "var"
    assert call("prepare", var_dir=folder).returncode == 0
    (folder / "media" / "plan.pdf").write_bytes(b"%PDF-1.7")
    return folder


@pytest.fixture(scope="module")
def backup(portal):
    """Return a backup of ``portal``, with what the script said."""
    target = portal.parent / "backup"
    result = call("backup", target, var_dir=portal)
    assert result.returncode == 0, result.stderr
    assert "done and proved" in result.stdout
    return target


def test_a_backup_is_restored_whole_into_an_empty_place(backup, tmp_path):
    result = call("restore", backup, var_dir=tmp_path / "var")
    assert result.returncode == 0, result.stderr
    assert "every check holds" in result.stdout
    assert (tmp_path / "var" / "media" / "plan.pdf").read_bytes() == b"%PDF-1.7"
    assert (tmp_path / "var" / "portal.sqlite3").exists()


def test_a_restore_never_writes_over_data(portal, backup):
    before = (portal / "portal.sqlite3").read_bytes()
    result = call("restore", backup, var_dir=portal)
    assert result.returncode == 1
    assert "name an empty place" in result.stderr
    assert (portal / "portal.sqlite3").read_bytes() == before


def test_a_damaged_backup_is_refused_before_anything_is_written(backup, tmp_path):
    damaged = tmp_path / "damaged"
    subprocess.run(["cp", "-r", backup, damaged], check=True)
    with (damaged / "media.tar").open("ab") as archive:
        archive.write(b"x")
    result = call("restore", damaged, var_dir=tmp_path / "var")
    assert result.returncode == 1
    assert "the backup is damaged" in result.stderr
    assert not (tmp_path / "var" / "portal.sqlite3").exists()


def test_a_backup_never_goes_into_a_folder_that_exists(portal, tmp_path):
    assert call("backup", tmp_path, var_dir=portal).returncode == 1


def test_only_the_owner_may_read_a_backup(backup):
    assert backup.stat().st_mode & 0o077 == 0
