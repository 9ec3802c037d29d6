"""Every address, asked by every role, answers what ``url_matrix.csv`` says; nothing is left out.

``pytest tests/test_url_matrix.py --rewrite-matrix`` adds the missing rows with what the portal
answers now, takes out rows of addresses that are gone, and leaves all others alone: the difference
is for a reviewer to judge against the table of rights. Cells: a status; "sign-in" for
the way to the sign-in page; "ok" for a form that was read, whatever it then said.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache

from emulation import clock
from emulation.people.permissions import PERMISSIONS
from emulation.people.roles import opens
from emulation.ui.middleware import declared_permission
from tests.security.addresses import Address, every_address, url_of
from tests.security.asking import (
    Asker,
    dead_ends,
    header_faults,
    is_nameless,
    outcome,
    watched_writes,
)
from tests.security.samples import DAY, ROLES, build_province

FILE = Path(__file__).with_name("url_matrix.csv")
HEADER = ["url_name", "method", *ROLES]
Row = tuple[str, str]
Rows = dict[Row, dict[str, str]]


def read_matrix() -> Rows:
    """Return the file: (name, method) -> role -> expected answer."""
    if not FILE.exists():
        return {}
    with FILE.open(encoding="utf-8", newline="") as file:
        return {(row["url_name"], row["method"]): row for row in csv.DictReader(file)}


def write_matrix(rows: Rows) -> None:
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


def test_no_row_without_an_address():
    names = {address.name for address in every_address()}
    gone = sorted({name for name, _method in read_matrix()} - names)
    assert not gone, f"{FILE.name} has rows of addresses that are gone: {gone}"


def test_reading_as_everybody(world, request):
    """GET: the status, no write, the headers of every page, no link to what the role may not, a heading."""
    faults: list[str] = []
    found = _ask_everything(world, "GET", faults)
    _compare(found, "GET", rewrite=request.config.getoption("--rewrite-matrix"))
    assert not faults, "\n".join(faults)


def test_writing_as_everybody(world, request):
    """POST of an empty form: refused where the role may not, read where it may."""
    found = _ask_everything(world, "POST", [])
    _compare(found, "POST", rewrite=request.config.getoption("--rewrite-matrix"))


def _ask_everything(world: SimpleNamespace, method: str, faults: list[str]) -> Rows:
    askers, matrix = [Asker(world, role) for role in ROLES], read_matrix()
    return {
        (address.name, method): _ask(
            address, url_of(address, world), method, askers, matrix, faults
        )
        for address in every_address()
    }


def _ask(
    address: Address,
    url: str,
    method: str,
    askers: list[Asker],
    matrix: Rows,
    faults: list[str],
) -> dict[str, str]:
    row = {"url_name": address.name, "method": method}
    for asker in askers:
        with watched_writes() as written:
            answer = asker.ask(method, url)
        row[asker.role] = outcome(method, answer)
        if method == "GET":
            said = [*written, *header_faults(answer, asker.role)]
            said += dead_ends(answer, asker.role, matrix)
            said += ["a page without a heading"] if is_nameless(answer) else []
            faults += [f"GET {url} as {asker.role}: {each}" for each in said]
    return row


def _compare(found: Rows, method: str, *, rewrite: bool) -> None:
    broken = [key for key, row in found.items() if any(v.startswith("5") for v in row.values())]
    assert not broken, f"answered with a fault: {broken}"
    wanted = read_matrix()
    if rewrite:
        others = {key: row for key, row in wanted.items() if key[1] != method}
        write_matrix(others | {key: wanted.get(key, row) for key, row in found.items()})
        wanted = read_matrix()
    missing = sorted(found.keys() - wanted.keys())
    assert not missing, f"not in {FILE.name} (see --rewrite-matrix): {missing}"
    wrong = [
        f"{name} {method} {role}: expected {wanted[name, method][role]}, got {row[role]}"
        for (name, _method), row in found.items()
        for role in ROLES
        if wanted[name, method][role] != row[role]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_matrix_follows_the_table_of_rights():
    """Where a role has not the permission of an address, it is refused; where it has, it opens.

    What an address with a record answers depends on the record, too.
    """
    matrix, faults = read_matrix(), []
    for address in every_address():
        permission = declared_permission(address.view)
        if permission not in PERMISSIONS:
            continue
        row = matrix[address.name, "GET"]
        for role in ROLES[1:]:
            may = opens(role, permission, covers_province=role != "officer")
            refused = row[role] in {"403", "404", "405"}
            if (not may and not refused) or (may and row[role] == "403" and not address.arguments):
                faults.append(f"{address.name} {role}: {permission} is {may}, row {row[role]}")
    assert not faults, "\n".join(faults)


def test_every_sample_is_found_by_somebody():
    """A row of nothing but 404 means that its sample is the wrong one."""
    matrix = read_matrix()
    lost = []
    for address in every_address():
        cells = {matrix[address.name, method][role] for method in ("GET", "POST") for role in ROLES}
        if address.arguments and cells <= {"404", "405", "sign-in"}:
            lost.append(address.name)
    assert lost == []
