"""The first administrator of a real province, from the command line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse

from emulation.clock import today
from emulation.people.enums import InvitationChannel, Role
from emulation.people.models import Mandate
from emulation.people.services import create_account, grant_mandate
from emulation.people.services.invitations import invite
from emulation.ui.errors import DomainError
from emulation.units.enums import Level, UnitKind
from emulation.units.models import Unit
from emulation.units.services import create_unit

FOUNDED = dt.date(1997, 1, 1)


class Command(BaseCommand):
    """``manage.py create_admin``."""

    help = (
        "Create an administrator, and the Provincial People's Committee when there is none; "
        "print a code with which the administrator sets a password."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True)
        parser.add_argument("--full-name", required=True)
        parser.add_argument("--email", default="")
        parser.add_argument(
            "--province", default=settings.PROVINCE_NAME, help="for example Bạc Liêu"
        )
        parser.add_argument("--force", action="store_true", help="even when there is one already")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = self._create(options)
        except (DomainError, ValidationError) as error:
            raise CommandError("; ".join(getattr(error, "messages", [str(error)]))) from error
        self.stdout.write(f"Open {settings.SITE_ORIGIN}{reverse('people:password-set')}")
        self.stdout.write(f"and set the password of {options['username']} with the code {code}")

    @transaction.atomic
    def _create(self, options: dict[str, Any]) -> str:
        administrators = Mandate.objects.active(today()).of(Role.ADMIN)
        if administrators.exists() and not options["force"]:
            raise CommandError("There is an administrator already; --force creates another one.")
        account = create_account(
            by=None,
            username=options["username"],
            full_name=options["full_name"],
            email=options["email"],
        )
        unit = self._committee(options["province"])
        grant_mandate(by=None, account=account, role=Role.ADMIN, unit=unit, valid_from=today())
        return invite(by=None, account=account, channel=InvitationChannel.SLIP)

    def _committee(self, province: str) -> Unit:
        """Return the Provincial People's Committee, created when there is none."""
        found = Unit.objects.as_of(today()).filter(kind=UnitKind.PEOPLES_COMMITTEE).first()
        if found is not None:
            return found
        if not province:
            raise CommandError("Name the province: --province 'Bạc Liêu' (or set PROVINCE_NAME).")
        return create_unit(
            by=None,
            code="ubnd",
            name=f"Ủy ban nhân dân tỉnh {province}",
            short_name="UBND tỉnh",
            kind=UnitKind.PEOPLES_COMMITTEE,
            level=Level.PROVINCE,
            symbol="UBND",
            place=province,
            leader_title="Chủ tịch",
            decides_awards=True,
            valid_from=FOUNDED,
        )
