"""Each benchmark runs through at a very small size; what it finds there proves nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.frame import databases

FACTOR = 0.004
PAGES = ("public:", "desk:home", "units:suggest")
pytestmark = [pytest.mark.postgres]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Make the demo and a small province once; yield the environment of the benchmarks."""
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAR_DIR", str(folder))
        patch.setenv("DEMO", "1")
        patch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
        with databases.demo() as small, databases.province(FACTOR, template=small) as grown:
            reuse = ",".join(
                [f"demo={small}", *(f"{n}={grown}" for n in ("500", "2000", "province"))]
            )
            yield os.environ | {
                "BENCH_SCALE": str(FACTOR),
                "BENCH_RESULTS": str(folder),
                "BENCH_REUSE": reuse,
                "BENCH_VAR": str(folder),
            }


def run(environment, name, *arguments):
    """Run one benchmark; return what it said and the file that it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", *arguments],
        cwd=databases.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode in {0, 1}, done.stderr[-3000:] + done.stdout[-3000:]
    file = Path(environment["BENCH_RESULTS"]) / f"{name}.trial.json"
    assert file.exists(), done.stderr[-3000:] + done.stdout[-3000:]
    found = json.loads(file.read_text())
    assert found["name"] == name
    assert found["ratio"] > 0
    assert found["holds"] is (found["ratio"] <= found["limit"])
    assert done.returncode == (0 if found["holds"] else 1)
    return done.stdout, found


def test_pages_reads_every_page_of_the_walk_at_three_sizes(place):
    _said, found = run(place, "pages", *PAGES)
    rows = {(row["page"], row["role"]): row for row in found["rows"]}
    assert ("public:home", "anonymous") in rows
    assert {role for page, role in rows if page == "desk:home"} >= {"office", "officer", "leader"}
    for row in rows.values():
        assert row["ms demo"] is None or row["ms demo"] > 0
        assert min(row["ms 500"], row["ms 2000"], row["KB"]) > 0
    assert found["unreached"] == {}


def test_import_units_enters_every_row(place):
    _said, found = run(place, "import_units")
    assert found["units"] == 20
    assert len(found["rows"]) == 3


def test_entry_storm_loses_nothing(place):
    said, found = run(place, "entry_storm")
    assert found["checks"]["faults"] == found["checks"]["lost"] == 0, said
    acts = {row["act"]: row["requests"] for row in found["rows"]}
    assert acts["submit"] == found["officers"] > 0
    assert acts["save"] > acts["submit"]
    assert {"file", "Excel out", "Excel in", "approve", "board", "accept"} <= set(acts)


def test_start_watches_the_whole_tree(place):
    _said, found = run(place, "start")
    names = " ".join(row["process"] for row in found["rows"])
    assert "supervisord" in names
    assert "gunicorn" in names
    assert "celery" in names
    assert found["memory_mb"] > 50
    assert found["first_page_seconds"] > 0


@pytest.mark.parametrize("name", ["review", "launch"])
def test_figures_are_reviewed_and_opened_beside_bare_sql(place, name):
    _said, found = run(place, name)
    assert found["rows"]
