"""Which database the suite runs on, and what every test needs.

``tools/test`` sets DATABASE_URL and REDIS_URL; alone, pytest uses SQLite in a file of its own.
Tests marked ``postgres`` or ``sqlite`` are about that database: each run leaves the other's out, and
``tools/test`` runs both.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the matrix of addresses take up new rows, and the journey keep its pictures."""
    parser.addoption(
        "--rewrite-matrix", action="store_true", help="add missing rows to tests/url_matrix.csv"
    )
    parser.addoption("--pictures", metavar="FOLDER", help="keep the pages of the journey here")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations once, before the first test reads one."""
    if not hasattr(config, "workerinput"):
        subprocess.run([sys.executable, ROOT / "tools" / "compile-messages.py"], check=True)
    # Playwright's event loop lives in the thread of the test, which also uses the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is about the other database."""
    on_postgres = "postgresql" in settings.DATABASES["default"]["ENGINE"]
    other, named = ("sqlite", "SQLite") if on_postgres else ("postgres", "PostgreSQL")
    skip = pytest.mark.skip(reason=f"is about {named}; tools/test runs the suite on both")
    for item in items:
        if other in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the browser: CHROMIUM, or the one that is installed."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    for name in filter(None, names):
        if path := shutil.which(name):
            return path
    pytest.fail("Chromium is not installed; tools/setup test says how.")
