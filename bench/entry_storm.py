"""Three thousand officers report in one afternoon hour; nothing may be lost, nobody may wait long.

Each signs in to a session of his own, reads his desk and the list, opens the entry form of his
report, and saves figure after figure as the page does by itself, reading pages in between; some
attach a file, take their figures out to Excel and in again; at the end each hands the report in,
and of some the leader approves it and the office, reading its board, accepts it. The mix is that of
the peak hour (as many pages as saves, one submission); each session is a fifth as long, so that the
whole hour's officers pass at the speed that this machine bears: they arrive at ``LOAD`` of the rate
at which a first crowd passed. A worker does what they queue, as in production.

No request may fail, every save that was acknowledged must stand in the database, and 95 of 100
submissions must take no longer than 4 × what they take with nobody else there. At the end
`check_invariants` proves the whole database.
"""

from __future__ import annotations

import itertools
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import quantiles

from bench.frame import databases, results, scale, servers, sessions
from bench.frame.visits import Officer, Seen, acts_of, work
from campaigns.reports.models import Report, ReportLine
from emulation.audit.services import seal_entries
from emulation.jobs.enums import JobState
from emulation.jobs.models import Job
from emulation.people.models import Mandate

OFFICERS, ALONE, CROWD, CLIENTS = 3_000, 40, 120, 24
WARM_UP = 4
LOAD, SLOWER = 0.5, 4.0
WORKED_OFF_WITHIN = 300


def main() -> int:
    """Let them come, and judge."""
    alone, crowd = (max(round(number * min(scale() * 5, 1)), 3) for number in (ALONE, CROWD))
    wanted = max(round(OFFICERS * scale()), 10)
    with databases.demo() as small, databases.province(scale(), template=small) as name:
        databases.use(name)
        officers = officers_of(name, WARM_UP + alone + crowd + wanted)
        with servers.portal(name, workers=2) as server, servers.worker(name):
            first, quiet, busy, storm = Seen(), Seen(), Seen(), Seen()
            let_in(itertools.islice(officers, WARM_UP), server.port, first, clients=2)
            let_in(itertools.islice(officers, alone), server.port, quiet, clients=1)
            began = time.monotonic()
            let_in(itertools.islice(officers, crowd), server.port, busy, clients=4)
            rate = LOAD * crowd / (time.monotonic() - began)
            let_in(officers, server.port, storm, clients=CLIENTS, rate=rate)
            work_off()
        lost = [text for seen in (first, quiet, busy, storm) for text in lost_of(seen)]
        broken = invariants_of(name)
    faults = first.faults + quiet.faults + busy.faults + storm.faults
    return _judge(quiet, storm, faults, lost + broken, rate)


def officers_of(database: str, number: int) -> Iterator[Officer]:
    """Yield reports that are open, each with the sessions of those who work on it."""
    rows = (
        Report.objects.filter(
            participant__unit__code__startswith="dv-",
            participant__left_on__isnull=True,
            state__in=["waiting", "draft"],
        )
        .order_by("period", "pk")
        .values_list("pk", "participant__campaign", "participant__unit")[:number]
    )
    held = Mandate.objects.select_related("account").order_by("-pk")
    units = held.filter(unit__code__startswith="dv-", role__in=["officer", "leader"])
    people = {(mandate.unit_id, mandate.role): mandate for mandate in units}
    office = sessions.cookie_of(held.get(account__username="chuyenvien", role="office"))
    found = [
        Officer(
            place,
            report,
            campaign,
            sessions.cookie_of(people[unit, "officer"]),
            sessions.cookie_of(people[unit, "leader"]),
            office,
        )
        for place, (report, campaign, unit) in enumerate(rows)
    ]
    if len(found) < number:
        print(f"entry_storm: {len(found)} open reports for {number} officers", file=sys.stderr)
    return iter(found)


def let_in(
    officers: Iterable[Officer], port: int, seen: Seen, *, clients: int, rate: float = 0
) -> None:
    """Let officers work, ``clients`` at once at most; with ``rate`` so many arrive in a second."""
    door: queue.Queue[Officer | None] = queue.Queue()

    def serve() -> None:
        while (officer := door.get()) is not None:
            try:
                work(officer, port, seen)
            except Exception as error:  # noqa: BLE001 -- whatever went wrong is counted as a fault
                seen.note(repr(error)[:80], 0, 0, good=200)

    threads = [threading.Thread(target=serve) for _ in range(clients)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    for place, officer in enumerate(officers):
        if rate:
            time.sleep(max(began + place / rate - time.monotonic(), 0))
        door.put(officer)
    for _ in threads:
        door.put(None)
    for thread in threads:
        thread.join()


def lost_of(seen: Seen) -> Iterator[str]:
    """Yield acknowledged saves and submissions that the database does not hold."""
    values = ReportLine.objects.in_bulk(list(seen.saved))
    for pk, value in seen.saved.items():
        if pk not in values or values[pk].value != int(value):
            yield f"line {pk} should hold {value}"
    states = dict(Report.objects.filter(pk__in=seen.states).values_list("pk", "state"))
    for pk, state in seen.states.items():
        if states.get(pk) != state:
            yield f"report {pk} was {state} and is {states.get(pk)}"


def work_off() -> None:
    """Wait until the worker has done what was queued, and seal the trail."""
    until = time.monotonic() + WORKED_OFF_WITHIN
    while Job.objects.filter(state__in=JobState.OPEN).exists() and time.monotonic() < until:
        time.sleep(1)
    while seal_entries():
        pass


def invariants_of(database: str) -> list[str]:
    """Return what `check_invariants` says when it does not hold."""
    try:
        databases.manage(database, "check_invariants")
    except subprocess.CalledProcessError:
        return ["check_invariants does not hold"]
    return []


def _judge(quiet: Seen, storm: Seen, faults: Counter[str], lost: list[str], rate: float) -> int:
    rows = [
        {
            "act": act,
            "requests": len(storm.seconds.get(act, [])),
            "p95 alone ms": _p95(quiet, act),
            "p95 storm ms": _p95(storm, act),
        }
        for act in acts_of([storm])
    ]
    slower = _p95(storm, "submit") / _p95(quiet, "submit") / SLOWER
    checks = {
        "p95 of submit": slower,
        "faults": 1.0 + sum(faults.values()) if faults else 0.0,
        "lost": 1.0 + len(lost) if lost else 0.0,
    }
    for text in [*(f"{number} x {fault}" for fault, number in faults.items()), *lost[:20]]:
        print(f"  {text}")
    return results.finish(
        "entry_storm",
        ratio=max(checks.values()),
        limit=1,
        rows=rows,
        checks=checks,
        officers=len(storm.seconds.get("submit", [])),
        officers_a_second=round(rate, 2),
    )


def _p95(seen: Seen, act: str) -> float:
    times = seen.seconds.get(act, [])
    return (
        quantiles(times, n=20)[-1] * 1000 if len(times) > 1 else sum(times) * 1000 or float("nan")
    )


if __name__ == "__main__":
    sys.exit(main())
