"""One pure function per kind of rule, found by the class of its parameters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from awards.catalogue.law import Award, Regime
from awards.catalogue.ruletypes import Params
from awards.eligibility.facts import Facts
from awards.eligibility.findings import Outcome, Result, Used


@dataclass(frozen=True)
class Case:
    """The question: which award, under which law, on which day."""

    award: Award
    regime: Regime
    on: dt.date

    def name_of(self, code: str) -> str:
        """Return the Vietnamese name of an award, or its code when the regime has no such award."""
        award = self.regime.awards.get(code)
        return award.name if award else code


Check = Callable[[Facts, Any, Case], Result]
CHECKS: dict[type[Params], Check] = {}
READS: dict[type[Params], tuple[str, ...]] = {}


def evaluates(kind: type[Params], *reads: str) -> Callable[[Check], Check]:
    """Register the decorated function for rules with parameters of ``kind``.

    ``reads`` are the facts from records that it asks for: one left out is unknown to it, and it
    cannot tell.
    """

    def register(function: Check) -> Check:
        if kind in CHECKS:
            raise ValueError(f"two functions evaluate {kind.__name__}")
        CHECKS[kind], READS[kind] = function, reads
        return function

    return register


def met(sentence: str, *used: Used) -> Result:
    """Return that the rule is met."""
    return Result(Outcome.MET, sentence, used)


def not_met(sentence: str, *used: Used) -> Result:
    """Return that the rule is not met."""
    return Result(Outcome.NOT_MET, sentence, used)


def cannot_tell(sentence: str, *used: Used, missing: str | tuple[str, ...]) -> Result:
    """Return that the question is open, and which proof would answer it."""
    proofs = (missing,) if isinstance(missing, str) else missing
    return Result(Outcome.CANNOT_TELL, sentence, used, proofs)
