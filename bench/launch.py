"""The launch of a campaign of 2,000 units, 100 indicators and 4 periods, against COPY of its rows.

One side is the job that opens registrations, commitments, reports and lines. The other is COPY of
exactly these rows into the same tables, with the same indexes and foreign keys. What the officer
waits for, the launch itself, is measured beside them.
"""

from __future__ import annotations

import io
import os
import sys
from statistics import median

from django.db import connection

from bench.frame import campaign, cpu, databases, results, scale
from bench.frame.turns import Meter
from campaigns.plans.models import Campaign
from campaigns.plans.services import launch_campaign
from emulation.clock import at
from emulation.jobs.models import Job
from emulation.jobs.services import run_now

UNITS, INDICATORS, PERIODS, TURNS, LIMIT = 2_000, 100, 4, 2, 3.0
TABLES = (
    "campaigns_registration",
    "campaigns_commitment",
    "campaigns_report",
    "campaigns_reportline",
)


def main() -> int:
    """Measure both sides in turn, and judge."""
    units = max(round(UNITS * scale()), 16)
    with databases.database("launch") as name:
        databases.manage(name, "migrate", "--noinput", "--verbosity=0")
        databases.use(name)
        stage = campaign.make(units, INDICATORS, PERIODS, launched=False)
        databases.settle(name)
        meter = Meter(os.getpid(), cpu.database_root(databases.port()))
        rows = [measure(stage, meter) for _turn in range(TURNS)]
    ratio = median(row["ratio"] for row in rows)
    return results.finish("launch", ratio=ratio, limit=LIMIT, rows=rows, units=units)


def measure(stage: campaign.Stage, meter: Meter) -> results.Row:
    """Return what a launch costs: the request, the job, and COPY of what the job wrote."""
    empty()
    Campaign.objects.filter(pk=stage.campaign.pk).update(state="issued", opening_job=None)
    asked = meter.once(lambda: launch(stage))
    job = Job.objects.filter(kind="plans.open").latest("pk")
    opened = meter.once(lambda: finish(job))
    written = [copied_out(table) for table in TABLES]
    empty()
    copied = meter.once(lambda: copy_in(written))
    lines = written[-1].getvalue().count(b"\n")
    return {
        "lines": lines,
        "request s": asked,
        "job s": opened,
        "copy s": copied,
        "ratio": opened / copied,
    }


def launch(stage: campaign.Stage) -> None:
    """Launch as the office does."""
    with at(campaign.MARCH):
        launch_campaign(by=stage.office, campaign=Campaign.objects.get(pk=stage.campaign.pk))


def finish(job: Job) -> None:
    """Work the job off, step by step."""
    with at(campaign.MARCH):
        ended = run_now(job)
    if ended.state != "done":
        raise SystemExit(f"bench: the launch failed: {ended.error}")


def empty() -> None:
    """Leave nothing of an earlier turn."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")


def copied_out(table: str) -> io.BytesIO:
    """Return the rows of a table as COPY writes them."""
    rows = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} TO STDOUT", rows)
    return rows


def copy_in(written: list[io.BytesIO]) -> None:
    """Let COPY write the same rows."""
    with connection.cursor() as cursor:
        for table, rows in zip(TABLES, written, strict=True):
            rows.seek(0)
            cursor.copy_expert(f"COPY {table} FROM STDIN", rows)


if __name__ == "__main__":
    sys.exit(main())
