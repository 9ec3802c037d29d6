"""Every declared list that a page shows: sorts by each column, answers any address, travels as
Excel and CSV, and reads the database as often for three rows as for one.

A list is found by its page; a new one needs no line here.
"""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import rules
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from emulation import clock
from emulation.ui.lists import Listing, listings
from tests.builders.clients import signed_in
from tests.security.addresses import Address, every_address, url_of
from tests.security.samples import DAY, ROLES, build_province

VAIN = ("sap-xep=khong-co", "so-dong=7", "page=999999999999", "page=x", "khong-co=1", "xuat=pdf")


def lists() -> list[Address]:
    """Return the addresses of pages that show a declared list."""
    return [a for a in every_address() if listing_of(a) is not None]


def listing_of(address: Address) -> Listing[Any] | None:
    return getattr(getattr(address.view, "view_class", None), "listing", None)


@pytest.fixture
def world(db: Any, tmp_path: Any, settings: Any) -> Iterator[SimpleNamespace]:
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    with clock.at(DAY):
        yield build_province()


def readers(address: Address, world: SimpleNamespace) -> list[tuple[str, Any, Any]]:
    """Return (role, client, first answer) of those who may open the list, who sees most first."""
    found = []
    for role in ROLES[1:]:
        client = signed_in(world.mandates[role])
        answer = client.get(url_of(address, world))
        if answer.status_code == 200:
            found.append((role, client, answer))
    return sorted(found, key=lambda one: -one[2].context["page"].paginator.count)


def test_every_declared_list_has_a_page():
    shown = {listing_of(address).name for address in lists()}  # type: ignore[union-attr]
    assert set(listings) == shown


def test_every_list_sorts_by_its_columns_and_travels(world):
    faults: list[str] = []
    for address in lists():
        url, (_role, client, answer) = url_of(address, world), readers(address, world)[0]
        listing = listing_of(address)
        assert listing is not None
        if not answer.context["rows"]:
            faults.append(f"{listing.name}: nobody sees a row in the sample province")
            continue
        allowed = answer.context["asked"].allowed  # a record may hide some columns, or add its own
        client.post(url, {"columns": "1", "column": [c.key for c in allowed]})
        for column in allowed:
            for turn in ("", "-") if column.terms() else ():
                page = client.get(url, {"sap-xep": f"{turn}{column.key}"})
                way = "descending" if turn else "ascending"
                if page.status_code != 200 or f'aria-sort="{way}"' not in page.content.decode():
                    faults.append(f"{listing.name} does not sort by {turn}{column.key}")
        faults += vain(listing, client, url) + exports(listing, client, url)
    assert not faults, "\n".join(faults)


def vain(listing: Listing[Any], client: Any, url: str) -> list[str]:
    """Return the addresses that are not answered by the nearest list and a sentence."""
    faults = []
    for query in VAIN:
        answer = client.get(f"{url}?{query}")
        said = "note-attention" in answer.content.decode() or query.startswith("xuat")
        if answer.status_code != 200 or not said:
            faults.append(f"{listing.name}: ?{query} is answered {answer.status_code}, {said}")
    return faults


def exports(listing: Listing[Any], client: Any, url: str) -> list[str]:
    """Return what is wrong with the list as Excel and CSV: its heads or the number of its rows."""
    page = client.get(url)
    count, columns = page.context["page"].paginator.count, exported_heads(page)
    sheet = load_workbook(io.BytesIO(client.get(f"{url}?xuat=xlsx").getvalue())).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, row in enumerate(rows) if row[: len(columns)] == columns)
    faults = []
    if len(rows) - head - 1 != count:
        faults.append(f"{listing.name}: Excel has {len(rows) - head - 1} rows, the list {count}")
    text = client.get(f"{url}?xuat=csv").getvalue().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    if lines[0] != columns or len(lines) - 1 != count:
        faults.append(f"{listing.name}: CSV has {len(lines) - 1} rows, the list {count}")
    return faults


def exported_heads(page: Any) -> list[str]:
    asked = page.context["asked"]
    return [str(column.label) for column in asked.columns if not column.page_only]


def test_no_list_shows_a_personal_column_to_who_may_not_see_it(world):
    faults = []
    for address in lists():
        listing, url = listing_of(address), url_of(address, world)
        assert listing is not None
        for role, client, _answer in readers(address, world):
            mandate = world.mandates[role]
            client.post(url, {"columns": "1", "column": [c.key for c in listing.columns]})
            shown = {column.key for column in client.get(url).context["asked"].columns}
            faults += [
                f"{listing.name} shows {column.key} to {role}"
                for column in listing.columns
                if column.personal
                and not rules.has_perm(column.personal, mandate, None)
                and column.key in shown
            ]
    assert not faults, "\n".join(faults)


def test_every_list_reads_as_often_for_three_rows_as_for_one(world, monkeypatch):
    faults = []
    for address in lists():
        listing, url = listing_of(address), url_of(address, world)
        _role, client, answer = readers(address, world)[0]
        if listing is None or not answer.context["rows"]:
            continue
        client.post(url, {"columns": "1", "column": [c.key for c in listing.columns]})
        taken = []
        for count in (1, 3):
            with monkeypatch.context() as patch:
                patch.setattr(address.view.view_class, "listing", with_rows(listing, count))
                client.get(url)
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(url).status_code == 200
            taken.append(len(queries))
        if taken[0] != taken[1]:
            faults.append(f"{listing.name}: {taken[0]} queries for one row, {taken[1]} for three")
    assert not faults, "\n".join(faults)


def with_rows(listing: Listing[Any], count: int) -> Listing[Any]:
    """Return the list with its first row so many times; what a row lacks, each copy asks for."""

    def fill(rows: list[Any], mandate: Any) -> None:
        rows[:] = [copy.deepcopy(rows[0]) for _time in range(count)]
        if listing.fill:
            listing.fill(rows, mandate)

    return replace(listing, fill=fill)
