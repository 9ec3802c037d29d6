"""The stages of a whole province, in the order in which each finds what it builds on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Model

from awards.ledger.models import AwardRecord, YearRating
from campaigns.registrations.models import Commitment
from campaigns.reports.models import LineRevision, ReportLine
from campaigns.targets.models import Allocation
from config.demo.bulk.base import CODE, Whole
from config.demo.bulk.campaigns import load_campaigns
from config.demo.bulk.decisions import load_decisions
from config.demo.bulk.imports import load_import
from config.demo.bulk.people import load_persons, load_ratings
from config.demo.bulk.reports import load_reports, load_reviews
from config.demo.bulk.rounds import load_rounds
from config.demo.bulk.rows import run, take_statistics, unguarded
from config.demo.bulk.size import Size
from config.demo.bulk.trail import load_notices, load_trail
from config.demo.bulk.units import load_accounts, load_clusters, load_units
from config.demo.closing import finish
from config.demo.province import Province
from emulation.people.models import Person
from emulation.units.models import Unit


@dataclass(frozen=True)
class Stage:
    """One part of the province; ``filled`` are its tables of hundreds of thousands of rows."""

    name: str
    build: Callable[[Whole], None]
    filled: tuple[type[Model], ...] = ()


STAGES = (
    Stage("units", load_units),
    Stage("clusters and blocks", load_clusters),
    Stage("accounts and mandates", load_accounts),
    Stage("persons and households", load_persons, (Person,)),
    Stage("yearly ratings and earlier awards", load_ratings, (YearRating, AwardRecord)),
    Stage("campaigns, targets, registrations", load_campaigns, (Allocation, Commitment)),
    Stage("reports", load_reports, (ReportLine, LineRevision)),
    Stage("preliminary reviews", load_reviews),
    Stage("rounds, nominees, appraisals", load_rounds),
    Stage("decisions and certificates", load_decisions),
    Stage("a workbook to be entered", load_import),
    Stage("notices", load_notices),
    Stage("audit trail", load_trail),
    Stage("queued work and seals", lambda whole: finish(whole.province)),
)


def is_loaded() -> bool:
    """Return whether a whole province stands in the database already."""
    return Unit.objects.filter(code__startswith=CODE).exists()


def load(size: Size) -> Iterator[str]:
    """Build everything inside the caller's transaction; yield the name of each stage when done.

    Foreign keys are checked at the end of each statement: left to the end of the transaction,
    millions of checks would wait in memory. Statistics are taken after each stage, for nobody else
    takes them of rows that are not committed yet, and the next stage's joins are planned by them.
    """
    run("SET CONSTRAINTS ALL IMMEDIATE")
    take_statistics()
    whole = Whole(size, Province())
    for stage in STAGES:
        with unguarded(*stage.filled):
            stage.build(whole)
        take_statistics()
        yield stage.name
