"""Fields that find an account, a person or a household by name."""

from __future__ import annotations

import re

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from emulation.people.models import Account, Household, Person
from emulation.ui.search_fields import SearchField


class AccountSearchField(SearchField):
    """One account, found by the user name or the name of its owner."""

    default_error_messages = {"unknown": _("Nobody of this name can be chosen here.")}

    def known_by(self, typed: str) -> Q:
        written = re.search(r"\(([^()\s]+)\)$", typed)
        return Q(username__iexact=written.group(1) if written else typed)

    def written(self, record: Account) -> str:
        return f"{record.full_name} ({record.username})"


class PersonSearchField(SearchField):
    """One person, found by the name or the staff number."""

    default_error_messages = {"unknown": _("Nobody of this name can be chosen here.")}

    def known_by(self, typed: str) -> Q | None:
        return super().known_by(typed) or Q(code__iexact=typed)

    def told(self, record: Person) -> str:
        return ", ".join(each for each in (record.full_name, record.position) if each)

    def names(self, record: Person) -> tuple[str, ...]:
        return (record.full_name,)


class HouseholdSearchField(SearchField):
    """One household, found by the name of its head or its address."""

    default_error_messages = {"unknown": _("Nobody of this name can be chosen here.")}

    def told(self, record: Household) -> str:
        return ", ".join(each for each in (record.head_name, record.address) if each)

    def names(self, record: Household) -> tuple[str, str]:
        return record.head_name, str(record)
