"""`make backup` and `make restore`: a copy is proved, a damaged one is refused, data are never overwritten."""

import os
import subprocess
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
ON_POSTGRES = "postgresql" in settings.DATABASES["default"]["ENGINE"]


def empty_place(folder: Path) -> dict[str, str]:
    """Return the environment of a place without data: a folder, and on PostgreSQL a new database."""
    names = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SITE_ORIGIN")
    place = {key: value for key, value in os.environ.items() if key not in names}
    place |= {"VAR_DIR": str(folder), "DEMO": "0", "PROVINCE_NAME": "Bạc Liêu"}
    if ON_POSTGRES:
        server, name = os.environ["DATABASE_URL"], f"portal_{uuid4().hex}"
        subprocess.run(["psql", "-qX", server, "-c", f"CREATE DATABASE {name}"], check=True)
        place["DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()
    return place


def call(*command: str | Path, place: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts with the environment ``place``."""
    script = [ROOT / "tools" / command[0], *command[1:]]
    return subprocess.run(script, env=place, capture_output=True, text=True)


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """Return the place of an empty portal with one stored file."""
    place = empty_place(tmp_path_factory.mktemp("portal") / "var")
    prepared = call("prepare", place=place)
    assert prepared.returncode == 0, prepared.stderr
    (Path(place["VAR_DIR"]) / "media").mkdir(exist_ok=True)
    (Path(place["VAR_DIR"]) / "media" / "plan.pdf").write_bytes(b"%PDF-1.7")
    return place


@pytest.fixture(scope="module")
def backup(portal):
    """Return a backup of ``portal``, with what the script said."""
    target = Path(portal["VAR_DIR"]).parent / "backup"
    result = call("backup", target, place=portal)
    assert result.returncode == 0, result.stderr
    assert "done and proved" in result.stdout
    return target


def test_a_backup_is_restored_whole_into_an_empty_place(backup, tmp_path):
    place = empty_place(tmp_path / "var")
    result = call("restore", backup, place=place)
    assert result.returncode == 0, result.stderr
    assert "older version" not in result.stdout, "every table is there"
    assert "every check holds" in result.stdout
    assert (tmp_path / "var" / "media" / "plan.pdf").read_bytes() == b"%PDF-1.7"


def test_a_restore_never_writes_over_files(portal, backup):
    result = call("restore", backup, place=portal)
    assert result.returncode == 1
    assert "name an empty place" in result.stderr


def test_a_restore_never_writes_over_a_database(portal, backup, tmp_path):
    place = {**portal, "VAR_DIR": str(tmp_path)}
    (tmp_path / "portal.sqlite3").write_bytes(b"somebody's data")
    result = call("restore", backup, place=place)
    assert result.returncode == 1
    assert "the database is not empty" in result.stderr or "portal.sqlite3 exists" in result.stderr
    assert (tmp_path / "portal.sqlite3").read_bytes() == b"somebody's data"
    assert not (tmp_path / "media").exists()


def test_a_damaged_backup_is_refused_before_anything_is_written(backup, tmp_path):
    damaged = tmp_path / "damaged"
    subprocess.run(["cp", "-r", backup, damaged], check=True)
    with (damaged / "media.tar").open("ab") as archive:
        archive.write(b"x")
    result = call("restore", damaged, place=empty_place(tmp_path / "var"))
    assert result.returncode == 1
    assert "the backup is damaged" in result.stderr
    assert not (tmp_path / "var" / "portal.sqlite3").exists()


def test_a_backup_never_goes_into_a_folder_that_exists(portal, tmp_path):
    assert call("backup", tmp_path, place=portal).returncode == 1


def test_only_the_owner_may_read_a_backup(backup):
    assert backup.stat().st_mode & 0o077 == 0
