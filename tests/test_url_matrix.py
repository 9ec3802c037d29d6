"""Every address, asked by every role, answers what ``url_matrix.csv`` says; nothing is left out.

``pytest tests/test_url_matrix.py --rewrite-matrix`` adds the missing rows with what the portal
answers now, takes out rows of addresses that are gone, and leaves all others alone: the difference
is for a reviewer to judge against the table of roles and actions.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache

from emulation.ui.middleware import declared_permission
from emulation.workflow import clock
from tests.security.addresses import every_address, url_of
from tests.security.asking import Asker, outcome
from tests.security.samples import DAY, ROLES, build_province

FILE = Path(__file__).with_name("url_matrix.csv")
METHODS = ("GET", "POST")
HEADER = ["url_name", "method", *ROLES]
Row = tuple[str, str]


def read_matrix() -> dict[Row, dict[str, str]]:
    """Return the file: (name, method) -> role -> expected answer."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {(row["url_name"], row["method"]): row for row in csv.DictReader(file)}


def write_matrix(rows: dict[Row, dict[str, str]]) -> None:
    """Write the file in the order of names, so that a difference reads well."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[key] for key in sorted(rows))


@pytest.fixture
def world(db: Any, tmp_path: Path, settings: Any) -> Iterator[SimpleNamespace]:
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    with clock.at(DAY):
        yield build_province()


def test_every_address_declares_a_permission():
    silent = [a.name for a in every_address() if declared_permission(a.view) is None]
    assert silent == []


def test_every_name_is_used_once():
    names = [address.name for address in every_address()]
    assert sorted(names) == sorted(set(names))


def test_the_matrix(world, request):
    """Ask everything as everybody."""
    wanted = read_matrix()
    found = _ask_everything(world)
    broken = [key for key, row in found.items() if any(v.startswith("5") for v in row.values())]
    assert not broken, f"answered with a fault: {broken}"
    if request.config.getoption("--rewrite-matrix"):
        write_matrix({key: wanted.get(key, row) for key, row in found.items()})
        wanted = read_matrix()
    missing = sorted(found.keys() - wanted.keys())
    assert not missing, f"not in {FILE.name} (see --rewrite-matrix): {missing}"
    gone = sorted(wanted.keys() - found.keys())
    assert not gone, f"{FILE.name} has rows of addresses that are gone: {gone}"
    wrong = [
        f"{name} {method} {role}: expected {wanted[name, method][role]}, got {row[role]}"
        for (name, method), row in found.items()
        for role in ROLES
        if wanted[name, method][role] != row[role]
    ]
    assert not wrong, "\n".join(wrong)


def _ask_everything(world: SimpleNamespace) -> dict[Row, dict[str, str]]:
    askers = {role: Asker(world, role) for role in ROLES}
    found: dict[Row, dict[str, str]] = {}
    for address in every_address():
        url = url_of(address, world)
        for method in METHODS:
            row = {"url_name": address.name, "method": method}
            for role, asker in askers.items():
                answer = asker.ask(method, url)
                row[role] = outcome(method, answer)
            found[address.name, method] = row
    return found
