"""Load the demo province: Bạc Liêu in 2021, small or grown to a whole province or nation."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from config.demo.bulk import stages as bulk
from config.demo.bulk.size import Size
from config.demo.province import Province
from config.demo.stages import STAGES
from emulation.units.models import Unit

SCALES = ("small", "province", "national")


class Command(BaseCommand):
    """Loads in one transaction: the province is there as a whole, or not at all.

    ``province`` and ``national`` grow the small demo, which is loaded first where it is missing,
    in a transaction of its own: a run that broke off is begun again by the same command.
    """

    help = (
        "Load the demo province (Bạc Liêu, 2021). The result is always the same. "
        "To start again, use `make demo`: nothing is ever deleted from a database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", choices=SCALES, default="small")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where it is loaded already"
        )
        parser.add_argument(
            "--factor", type=float, default=1, help="a part of --scale province, to try things"
        )
        parser.add_argument(
            "--yes", action="store_true", help="load --scale national after reading what it needs"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo accounts share a published password, so they are created only where DEMO=1."
            )
        if options["scale"] == "small":
            self._load_small(only_if_empty=options["if_empty"])
        else:
            self._load_whole(options)

    def _load_small(self, *, only_if_empty: bool) -> None:
        if Unit.objects.exists():
            if only_if_empty:
                self._say("the database holds units already; nothing was done.")
                return
            raise CommandError(
                "The database holds units already. `make demo` starts the demo in a new database."
            )
        began = time.perf_counter()
        with transaction.atomic():
            province = Province()
            for name, load in STAGES:
                at = time.perf_counter()
                load(province)
                self._say(f"{name} ({time.perf_counter() - at:.1f} s)")
        self._say(f"the demo province is ready ({time.perf_counter() - began:.0f} s).")

    def _load_whole(self, options: dict[str, Any]) -> None:
        nation = options["scale"] == "national"
        if connection.vendor != "postgresql":
            raise CommandError(
                f"The scale “{options['scale']}” is built inside PostgreSQL: let DATABASE_URL name "
                "an empty PostgreSQL database. SQLite serves --scale small."
            )
        size = Size.of(options["factor"], nation=nation)
        if bulk.is_loaded():
            if options["if_empty"]:
                self._say("a whole province is there already; nothing was done.")
                return
            raise CommandError("A whole province is there already; begin with a new database.")
        self._announce(size)
        if nation and not options["yes"]:
            raise CommandError("This takes that much room and an hour or more; repeat with --yes.")
        if not Unit.objects.filter(code=Province.ROOT).exists():
            self._load_small(only_if_empty=False)
        self._grow(size)

    def _announce(self, size: Size) -> None:
        self._say(
            f"{size.units:,} units, {sum(size.indicators)} indicators, {size.lines:,} report "
            f"lines, {size.nominations:,} nominations, {size.persons:,} persons, "
            f"{size.audit:,} audit entries; about {size.gigabytes:.1f} GB on the database's disk."
        )

    def _grow(self, size: Size) -> None:
        began = at = time.perf_counter()
        with transaction.atomic():
            for name in bulk.load(size):
                self._say(f"{name} ({time.perf_counter() - at:.1f} s)")
                at = time.perf_counter()
        self._say(f"the whole province is ready ({time.perf_counter() - began:.0f} s).")

    def _say(self, text: str) -> None:
        self.stdout.write(f"load_demo: {text}")
