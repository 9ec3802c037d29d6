"""``manage.py check_eligibility FACTS.json``: findings with articles, without a database."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from awards.catalogue.decode import DecodeError
from awards.catalogue.selectors import award
from awards.eligibility.engine import assess
from awards.eligibility.findings import Verdict
from awards.eligibility.reading import read_facts
from emulation.ui.errors import Refused

EXIT_CODES = {Verdict.ELIGIBLE: 0, Verdict.NOT_ELIGIBLE: 1, Verdict.CANNOT_TELL: 2}
BAD_INPUT = 3


class Command(BaseCommand):
    """Checks the facts of one subject against the law that the date selects."""

    help = (
        "Check the facts of one subject and one award. Exit code: 0 eligible, 1 not eligible, "
        "2 cannot tell, 3 bad input."
    )
    requires_system_checks: list[str] = []  # noqa: RUF012 -- Django's own attribute
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("facts", help="FACTS.json, or - for standard input")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the findings as JSON and leave with the exit code of the verdict."""
        try:
            case = read_facts(_content(options["facts"]))
            found = assess(case.facts, award(case.award, case.on), case.on)
        except (OSError, UnicodeDecodeError) as error:
            self._refuse(f"{options['facts']}: can't be read: {error}")
        except DecodeError as error:
            self._refuse(f"{error.path}: {error.problem}")
        except Refused as error:
            self._refuse(f"$.award, $.on: {error.message}")
        self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
        sys.exit(EXIT_CODES[found.verdict])

    def _refuse(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(BAD_INPUT)


def _content(name: str) -> str:
    if name == "-":
        return sys.stdin.read()
    return Path(name).read_text(encoding="utf-8")
