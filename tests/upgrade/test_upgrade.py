"""Data of every release come to HEAD: restored, migrated, proved whole, read in the pages.

`tools/make-upgrade-sample` stores them at a release. Beside them a database made just now takes the
same way, so that the way itself is tried before the first release too.
"""

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
ENGINE = "postgres" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else "sqlite"
STORED = sorted((ROOT / "tests/upgrade/samples").glob(f"*-{ENGINE}.tar.xz"))


def environment(folder: Path, demo: bool) -> dict[str, str]:
    """Return the environment of a portal whose data lie in ``folder``, on a database of its own."""
    names = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "SITE_ORIGIN")
    place = {key: value for key, value in os.environ.items() if key not in names}
    place |= {"VAR_DIR": str(folder), "DEMO": str(int(demo)), "PROVINCE_NAME": "Bạc Liêu"}
    if ENGINE == "postgres":
        server, name = os.environ["DATABASE_URL"], f"portal_{uuid4().hex}"
        subprocess.run(["psql", "-qX", server, "-c", f"CREATE DATABASE {name}"], check=True)
        place["DATABASE_URL"] = urlsplit(server)._replace(path=f"/{name}").geturl()
    return place


def run(*command: str | Path, **kwargs: object) -> str:
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, **kwargs)
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
    return result.stdout


@pytest.fixture(params=["made now", *STORED], ids=lambda made: Path(made).name)
def sample(request, tmp_path) -> Path:
    """Return the archive of a stored database, or of one made now by the same script."""
    if request.param != "made now":
        return request.param
    small = {**os.environ, "DEMO": "0", "ENGINES": ENGINE}
    run(ROOT / "tools/make-upgrade-sample", "now", tmp_path / "samples", env=small)
    return tmp_path / "samples" / f"now-{ENGINE}.tar.xz"


def test_stored_data_come_to_head(sample: Path, tmp_path: Path) -> None:
    with tarfile.open(sample) as archive:
        archive.extractall(tmp_path / "backup", filter="data")
    # the demo lives on a day of its own; what was made now, today
    place = environment(tmp_path / "var", demo=sample in STORED)
    said = run(ROOT / "tools/restore", tmp_path / "backup", env=place)
    assert "every check holds" in said
    run(ROOT / "tools/prepare", env=place)  # as `make run` does before it serves
    opened = run(sys.executable, Path(__file__).with_name("open_pages.py"), env=place)
    assert opened.count("200 ") >= 4
