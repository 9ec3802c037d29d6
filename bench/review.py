"""The final review of 1,600 units and 100 indicators, against bare SQL that stores the same.

One side is the whole job: figures frozen, totals, standings, drafted report, digest. The other is
three statements that store rates, totals and ranks of the same accepted lines in tables with a
primary key. Half the units show whether the cost is linear; the process may not pass 300 MB.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from functools import partial
from statistics import median

from django.db import connection

from bench.frame import campaign, cpu, databases, results, scale
from bench.frame.turns import Meter
from campaigns.reports.services import open_reports
from campaigns.reviews.models import FrozenLine, Review, ReviewSection, ReviewStanding, ReviewTotal
from campaigns.reviews.services import start_review
from emulation.clock import at
from emulation.jobs.services import run_now

UNITS, INDICATORS, TURNS, LIMIT, MOST_MB = 1_600, 100, 3, 2.0, 300
DAY = dt.date(2021, 12, 20)
TABLES = """
DROP TABLE IF EXISTS bare_rate, bare_total, bare_rank;
CREATE TABLE bare_rate (participant_id bigint, indicator_id bigint, line_id bigint, version int,
    value bigint, confirmed bool, estimate bool, target bigint, goal bigint, rate bigint,
    reached bool, PRIMARY KEY (indicator_id, participant_id));
CREATE TABLE bare_total (indicator_id bigint PRIMARY KEY, total bigint, received int,
    expected int, rate bigint);
CREATE TABLE bare_rank (participant_id bigint PRIMARY KEY, completion bigint, received int,
    expected int, rank int)
"""
RATES = """
INSERT INTO bare_rate
SELECT participant_id, indicator_id, id, version, value, sure, guess, target, target,
    LEAST(ROUND(CASE WHEN lower THEN target::numeric * 1000000 / NULLIF(value, 0)
        ELSE value::numeric * 1000000 / NULLIF(target, 0) END), 99990000),
    CASE WHEN lower THEN value <= target ELSE value >= target END
FROM (
    SELECT report.participant_id, line.indicator_id, line.id, line.version,
        COALESCE(line.confirmed, line.value) AS value, line.confirmed IS NOT NULL AS sure,
        line.confirmed IS NULL AND line.kind = 'estimated' AS guess,
        COALESCE(commitment.value, allocation.value) AS target,
        indicator.direction = 'lower' AS lower
    FROM campaigns_reportline line
    JOIN campaigns_report report ON report.id = line.report_id
    JOIN campaigns_participant participant ON participant.id = report.participant_id
    JOIN campaigns_indicator indicator ON indicator.id = line.indicator_id
    LEFT JOIN campaigns_registration registration
        ON registration.participant_id = participant.id
        AND registration.state IN ('signed', 'accepted')
    LEFT JOIN campaigns_commitment commitment ON commitment.registration_id = registration.id
        AND commitment.indicator_id = line.indicator_id
    LEFT JOIN campaigns_allocation allocation ON allocation.unit_id = participant.unit_id
        AND allocation.indicator_id = line.indicator_id
    WHERE report.period_id = %s AND report.state = 'accepted' AND participant.left_on IS NULL
) measured
"""
TOTALS = """
INSERT INTO bare_total
SELECT rate.indicator_id, SUM(rate.value), COUNT(rate.value), MAX(asked.lines),
    ROUND(SUM(rate.value) * 1000000.0 / MAX(indicator.floor))
FROM bare_rate rate
JOIN campaigns_indicator indicator ON indicator.id = rate.indicator_id
JOIN (
    SELECT line.indicator_id, COUNT(*) AS lines FROM campaigns_reportline line
    JOIN campaigns_report report ON report.id = line.report_id
    WHERE report.period_id = %s GROUP BY line.indicator_id
) asked ON asked.indicator_id = rate.indicator_id
GROUP BY rate.indicator_id
"""
RANKS = """
INSERT INTO bare_rank
SELECT participant_id, completion, received, expected,
    RANK() OVER (PARTITION BY cluster_id ORDER BY completion DESC, expected - received)
FROM (
    SELECT rate.participant_id, participant.cluster_id, COUNT(rate.value) AS received,
        MAX(asked.lines) AS expected,
        ROUND(SUM(indicator.weight * LEAST(rate.rate, 1200000))::numeric / SUM(indicator.weight))
            AS completion
    FROM bare_rate rate
    JOIN campaigns_indicator indicator ON indicator.id = rate.indicator_id
    JOIN campaigns_participant participant ON participant.id = rate.participant_id
    JOIN (
        SELECT report.participant_id, COUNT(*) AS lines FROM campaigns_reportline line
        JOIN campaigns_report report ON report.id = line.report_id
        WHERE report.period_id = %s GROUP BY report.participant_id
    ) asked ON asked.participant_id = rate.participant_id
    GROUP BY rate.participant_id, participant.cluster_id
) scored
"""


def main() -> int:
    """Measure both sides in turn at half and at the whole size, and judge the whole."""
    units = max(round(UNITS * scale()), 16)
    rows = [row for count in (units // 2, units) for row in measure(count)]
    whole = [row for row in rows if row["units"] == units]
    ratio = median(row["ratio"] for row in whole)
    peak = cpu.peak_memory() / 1024**2
    if peak > MOST_MB:
        ratio = float("inf")
    more = {"peak_mb": round(peak), "indicators": INDICATORS}
    return results.finish("review", ratio=ratio, limit=LIMIT, rows=rows, **more)


def measure(units: int) -> list[results.Row]:
    """Return what both sides cost with so many units."""
    with databases.database("review") as name:
        databases.manage(name, "migrate", "--noinput", "--verbosity=0")
        databases.use(name)
        stage = campaign.make(units, INDICATORS)
        open_reports(stage.campaign, stage.office)
        campaign.accept(stage, stage.periods[0])
        databases.settle(name)
        meter = Meter(os.getpid(), cpu.database_root(databases.port()))
        found = []
        for _turn in range(TURNS):
            make_room()
            bare = meter.once(partial(by_hand, stage))
            ours = meter.once(partial(review, stage))
            row = {"units": units, "bare s": bare, "review s": ours, "ratio": ours / bare}
            found.append(row)
        return found


def make_room() -> None:
    """Leave nothing of an earlier turn."""
    for model in (FrozenLine, ReviewTotal, ReviewStanding, ReviewSection, Review):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        cursor.execute("VACUUM (ANALYZE) campaigns_frozenline")


def by_hand(stage: campaign.Stage) -> None:
    """Store rates, totals and ranks by three statements."""
    with connection.cursor() as cursor:
        for statement in (RATES, TOTALS, RANKS):
            cursor.execute(statement, [stage.periods[0].pk])


def review(stage: campaign.Stage) -> None:
    """Take the whole job of a final review."""
    with at(DAY):
        started = start_review(
            by=stage.office,
            campaign=stage.campaign,
            kind="final",
            period=stage.periods[0],
            as_of=DAY,
        )
        assert started.job is not None
        ended = run_now(started.job)
        if ended.state != "done":
            raise SystemExit(f"bench: the review failed: {ended.error}")


if __name__ == "__main__":
    sys.exit(main())
