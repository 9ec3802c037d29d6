"""Proves the whole database: exit 0 when all holds, else 1 and a line for each fault."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from emulation.registries.proof import registry, violations


class Command(BaseCommand):
    """``manage.py check_invariants``."""

    help = "Check every invariant of the database; print one line for each violation."

    def handle(self, *args: Any, **options: Any) -> None:
        lines = list(violations())
        for line in lines:
            self.stdout.write(line)
        if lines:
            sys.exit(1)
        self.stdout.write(f"{len(registry)} invariants hold.")
