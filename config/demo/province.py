"""Who and what the loader speaks of: units, acting mandates and persons by their short names."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from config.demo.sources import read
from emulation.clock import today
from emulation.people.models import Household, Mandate, Person
from emulation.units.models import Cluster, Unit

HOUSEHOLDS = {one["key"]: one for one in read("people")["households"]}


class Province:
    """Finds the rows of the demo by the keys of its data files; every row is read once."""

    ROOT = "ubnd"

    def __init__(self) -> None:
        self._mandates: dict[tuple[str, str], Mandate] = {}
        self._persons: dict[str, Person] = {}

    @cached_property
    def units(self) -> dict[str, Unit]:
        """All units by code."""
        return {unit.code: unit for unit in Unit.objects.all()}

    @cached_property
    def clusters(self) -> dict[str, Cluster]:
        """The clusters and blocks of the demo's year by code."""
        return {
            cluster.code: cluster
            for cluster in Cluster.objects.filter(year=read("clusters")["year"])
        }

    @cached_property
    def participants(self) -> list[Unit]:
        """The units that take part in the province's campaign, cluster by cluster."""
        return [
            self.units[code]
            for cluster in read("clusters")["clusters"]
            for code in cluster["members"]
        ]

    @property
    def root(self) -> Unit:
        """The Provincial People's Committee."""
        return self.units[self.ROOT]

    def by(self, username: str, role: str = "") -> Mandate:
        """Return the mandate under which ``username`` acts on the clock's day.

        Without ``role`` the account's first mandate is taken: its own unit's, before any cluster's.
        """
        key = (username, role)
        if key not in self._mandates:
            held = Mandate.objects.active(today()).filter(account__username=username)
            if role:
                held = held.of(role)
            self._mandates[key] = held.select_related("account__unit", "unit").order_by("pk")[0]
        return self._mandates[key]

    def officer(self, unit: str) -> Mandate:
        """Return the mandate of a unit's officer."""
        return self.by(f"canbo.{unit}")

    def leader(self, unit: str) -> Mandate:
        """Return the mandate of a unit's head."""
        return self.by(f"lanhdao.{unit}")

    def clerk(self, unit: str) -> Mandate:
        """Return the mandate of a unit's records clerk; the province's is ``vanthu``."""
        return self.by("vanthu" if unit == "ubnd" else f"vanthu.{unit}")

    def person(self, key: str) -> Person:
        """Return the person with this key in people.yaml."""
        if key not in self._persons:
            self._persons[key] = Person.objects.get(code=staff_number(key))
        return self._persons[key]

    def household(self, key: str) -> Household:
        """Return the household with this key in people.yaml."""
        data = HOUSEHOLDS[key]
        return Household.objects.get(head_name=data["representative"], unit__code=data["unit"])


def staff_number(key: str) -> str:
    """Return the staff number under which a person of people.yaml is stored."""
    return f"M-{key.upper()}"


def moment(text: str | dt.date) -> dt.date | dt.datetime:
    """Return a day, or a day with its hour, as the data files write them."""
    if isinstance(text, dt.date):
        return text
    return dt.datetime.strptime(text, "%Y-%m-%d %H:%M")  # noqa: DTZ007 -- the clock adds its zone
