"""Every page that somebody may read, at the demo's size and in a province of 500 and 2,000 units.

A page's figure is its CPU, web and database, against the floor of the same moment. Limits at 2,000
units: 4 × the floor, a desk 5 ×, an entry form of 100 lines 8 ×, a public page 2 ×; the median of
all 3 ×; growth over the demo's size 1.3 × or 3 ms; 250 KB before compression, and compressed; after
the largest page the web process has grown by 50 MB at most. ``ratio`` is the worst of all, each
against its own limit.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.urls import reverse

from bench.frame import cpu, databases, results, samples, scale, servers, sessions
from bench.frame.turns import Meter, in_turn
from emulation.people.models import Mandate
from tests.security.addresses import Address

LIMITS = {"public": 2.0, "desk": 5.0, "entry": 8.0, "other": 4.0}
MEDIAN, GROWTH, GROWTH_MS, LARGEST_KB, MEMORY_MB = 3.0, 1.3, 3.0, 250.0, 50.0
ENTRY_FORMS = {"reports:entry", "registrations:entry"}
NOT_PAGES = ("api:", "files:", "healthz", "ui:")
FILES = {"decisions:certificate", "documents:document-file"}
SIZES = {"demo": 0.0, "500": 0.25, "2000": 1.0}
UNITS = {"demo": "hongdan"}
TURNS, SECONDS = 3, 0.12
WARM_UP = 2
NOT_WORTH_PACKING = 200  # bytes


class NotAPage(Exception):
    """The address answers with a file, or with data for a script."""


@dataclass
class Page:
    """One page as one role reads it, with what was measured at each size."""

    name: str
    role: str
    kind: str
    urls: dict[str, str] = field(default_factory=dict)
    ms: dict[str, float] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)
    kb: dict[str, float] = field(default_factory=dict)
    packed: bool = True

    @property
    def of_limit(self) -> float:
        """The cost at the largest size, as a part of what the kind may cost."""
        return self.times.get("2000", 0.0) / LIMITS[self.kind]

    @property
    def growth(self) -> float:
        """Growth over the demo's size, as a part of what is allowed, the milder of the two.

        A record that shows more there than the demo's (a form of 100 lines, where the demo has 10)
        may cost as much more as its page is longer.
        """
        small, large = self.ms.get("demo"), self.ms.get("2000")
        if small is None or large is None:
            return 0.0
        if self.kb["demo"]:  # a list of suggestions may be empty there
            small *= max(self.kb["2000"] / self.kb["demo"], 1.0)
        return min(large / small / GROWTH, (large - small) / GROWTH_MS)

    def row(self) -> results.Row:
        """Return the line of the table."""
        return {
            "page": self.name,
            "role": self.role,
            "ms demo": self.ms.get("demo"),
            "ms 500": self.ms.get("500"),
            "ms 2000": self.ms.get("2000"),
            "x floor": self.times.get("2000"),
            "limit": LIMITS[self.kind],
            "of limit": self.of_limit,
            "growth": self.growth,
            "KB": self.kb.get("2000"),
            "packed": self.packed,
            "url": self.urls.get("2000", ""),
        }


def main() -> int:
    """Measure all pages at all sizes and judge them."""
    found: dict[tuple[str, str], Page] = {}
    unreached: dict[str, str] = {}
    with databases.database("floor") as empty, servers.floor(empty) as floor:
        for size, name in _sizes():
            databases.use(name)
            samples.forget()
            with servers.portal(name) as portal:
                _measure(size, portal, floor, found, unreached)
            largest = max(found.values(), key=lambda page: page.kb.get(size, 0.0))
            memory = _memory_after(name, size, largest)
    return _judge(list(found.values()), unreached, memory)


def _sizes() -> Iterator[tuple[str, str]]:
    with databases.demo() as small:
        yield "demo", small
        for size, factor in SIZES.items():
            if factor:
                with databases.province(factor * scale(), template=small, name=size) as name:
                    yield size, name


def _measure(
    size: str,
    portal: servers.Server,
    floor: tuple[servers.Server, str],
    found: dict[tuple[str, str], Page],
    unreached: dict[str, str],
) -> None:
    """Measure every page at one size."""
    held = samples.mandates(UNITS.get(size, "dv-00001"))
    browsers = {role: _browser(portal, mandate) for role, mandate in held.items()}
    browsers["anonymous"] = servers.Browser(portal.port)
    database = cpu.database_root(databases.port())
    sides = Meter(portal.pid, database), Meter(floor[0].pid, database)
    bare = servers.Browser(floor[0].port, floor[1])
    for address in _addresses():
        try:
            reached = list(_reach(address, size, browsers, held, found))
        except NotAPage:
            continue
        if not reached and size == "2000":
            unreached[address.name] = "no sample answers with a page"
        for page in reached:
            _time(page, size, browsers[page.role], bare, sides)


def _browser(portal: servers.Server, mandate: Mandate) -> servers.Browser:
    return servers.Browser(portal.port, sessions.cookie_of(mandate))


def _addresses() -> list[Address]:
    """Return all pages, or those whose names begin as the arguments of the command say."""
    wanted = tuple(sys.argv[1:]) or ("",)
    return [
        each
        for each in samples.pages()
        if each.name.startswith(wanted)
        and not each.name.startswith(NOT_PAGES)
        and each.name not in FILES
    ]


def _reach(
    address: Address,
    size: str,
    browsers: dict[str, servers.Browser],
    held: dict[str, Mandate],
    found: dict[tuple[str, str], Page],
) -> Iterator[Page]:
    """Yield the page as the first role reads it that finds a sample; a desk as every role."""
    for role in samples.readers(address.name):
        url = _first_that_answers(address, held.get(role), browsers[role])
        if url is None:
            continue
        page = found.setdefault(
            (address.name, role), Page(address.name, role, _kind_of(address.name, role))
        )
        page.urls[size] = url
        yield page
        if address.name not in samples.ALL_ROLES:
            return


def _first_that_answers(
    address: Address, mandate: Mandate | None, browser: servers.Browser
) -> str | None:
    for url in samples.urls_of(address, mandate):
        answer = browser.get(url)
        if answer.status == 500:
            raise SystemExit(f"bench: {address.name} answers {answer.status}: {url}")
        if answer.status == 200:
            if not answer.headers["content-type"].startswith("text/html"):
                raise NotAPage
            return url
    return None


def _kind_of(name: str, role: str) -> str:
    if role == "anonymous":
        return "public"
    if name in samples.ALL_ROLES:
        return "desk"
    return "entry" if name in ENTRY_FORMS else "other"


def _time(
    page: Page,
    size: str,
    browser: servers.Browser,
    bare: servers.Browser,
    sides: tuple[Meter, Meter],
) -> None:
    url = page.urls[size]
    for _ in range(WARM_UP):
        answer = browser.get(url)
    page.kb[size] = answer.size / 1024
    packed = answer.headers.get("content-encoding") == "gzip" or answer.size < NOT_WORTH_PACKING
    page.packed = page.packed and packed
    part = min(scale() * 10, 1)
    ours, floor = in_turn(
        [(sides[0], lambda: browser.get(url)), (sides[1], lambda: bare.get("/"))],
        turns=TURNS if part == 1 else 1,
        seconds=SECONDS * part,
    )
    page.ms[size], page.times[size] = ours * 1000, ours / floor
    print(
        f"{size:5} {page.name:34} {page.role:14} {ours * 1000:8.1f} ms {ours / floor:7.2f} x",
        flush=True,
    )


def _memory_after(name: str, size: str, page: Page) -> float:
    """Return by how many MB a fresh server that shows a desk grows when it shows the page."""
    held = samples.mandates(UNITS.get(size, "dv-00001"))
    with servers.portal(name) as portal:
        fresh = _memory_of(portal, _browser(portal, held["office"]), reverse("desk:home"))
        mandate = held.get(page.role)
        browser = _browser(portal, mandate) if mandate else servers.Browser(portal.port)
        return _memory_of(portal, browser, page.urls[size]) - fresh


def _memory_of(portal: servers.Server, browser: servers.Browser, url: str) -> float:
    for _ in range(5):
        browser.get(url)
    return cpu.memory(portal.pid) / 1024**2


def _judge(pages: list[Page], unreached: dict[str, str], memory: float) -> int:
    pages.sort(key=lambda page: max(page.of_limit, page.growth), reverse=True)
    measured = [page for page in pages if "2000" in page.times]
    checks: dict[str, Any] = {
        "worst page of its limit": max(page.of_limit for page in measured),
        "worst growth": max(page.growth for page in measured),
        "median": median(page.times["2000"] for page in measured) / MEDIAN,
        "largest page": max(page.kb["2000"] for page in measured) / LARGEST_KB,
        "memory": memory / MEMORY_MB,
        "not compressed": 1.0 + sum(not page.packed for page in measured),
        "not reached": 1.0 + len(unreached),
    }
    ratio = max(checks.values())
    rows = [page.row() for page in measured]
    code = results.finish(
        "pages", ratio=ratio, limit=1, rows=rows, checks=checks, unreached=unreached
    )
    for name, value in checks.items():
        print(f"  {name}: {value:.2f}")
    for name, reason in unreached.items():
        print(f"  not reached: {name}: {reason}")
    return code


if __name__ == "__main__":
    sys.exit(main())
