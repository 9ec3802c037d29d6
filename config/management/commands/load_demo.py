"""Load the demo province: Bạc Liêu in 2021."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from config.demo.province import Province
from config.demo.stages import STAGES
from emulation.units.models import Unit

SCALES = ("small", "province", "national")


class Command(BaseCommand):
    """Loads all stages in one transaction: the province is there as a whole, or not at all."""

    help = (
        "Load the demo province (Bạc Liêu, 2021). The result is always the same. "
        "To start again, use `make demo`: nothing is ever deleted from a database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the scale and whether a filled database is left alone."""
        parser.add_argument("--scale", choices=SCALES, default="small")
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where units exist already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check that this is the place for a demo, then load it stage by stage."""
        self._refuse_unless_possible(options["scale"])
        if Unit.objects.exists():
            if options["if_empty"]:
                self.stdout.write("load_demo: the database holds units already; nothing was done.")
                return
            raise CommandError(
                "The database holds units already. `make demo` starts the demo in a new database."
            )
        started = time.perf_counter()
        with transaction.atomic():
            self._load()
        seconds = time.perf_counter() - started
        self.stdout.write(f"load_demo: the demo province is ready ({seconds:.0f} s).")

    def _refuse_unless_possible(self, scale: str) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demo accounts share a published password, so they are created only where DEMO=1."
            )
        if scale != "small":
            raise CommandError(
                f"The scale “{scale}” is not offered by this version; use --scale small."
            )

    def _load(self) -> None:
        province = Province()
        for name, load in STAGES:
            began = time.perf_counter()
            load(province)
            self.stdout.write(f"load_demo: {name} ({time.perf_counter() - began:.1f} s)")
