"""Who acts in a whole province, and the numbered helper tables that its queries join."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from config.demo.bulk.size import Size
from config.demo.province import Province
from emulation.people.models import Mandate
from emulation.units.models import Unit

CODE = "dv-"


@dataclass(frozen=True)
class Whole:
    """The small demo below, and the size of what is built on it."""

    size: Size
    province: Province

    @cached_property
    def root(self) -> Unit:
        """The Provincial People's Committee."""
        return self.province.root

    @cached_property
    def office(self) -> Mandate:
        """The emulation office."""
        return self.province.by("chuyenvien")

    @cached_property
    def signer(self) -> Mandate:
        """The chairman."""
        return self.province.by("chutich")

    @cached_property
    def clerk(self) -> Mandate:
        """The records clerk."""
        return self.province.by("vanthu")

    @cached_property
    def appraisers(self) -> tuple[Mandate, Mandate]:
        """The two reviewers, of units that nominate nobody here."""
        return self.province.by("thamdinh1"), self.province.by("thamdinh2")


def code_of(number: int) -> str:
    """Return the code of the unit with this number, from 1."""
    return f"{CODE}{number:05d}"
