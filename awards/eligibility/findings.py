"""What the engine answers: one finding per rule, and the verdict over all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import Mark
from awards.eligibility.facts import Source


class Outcome(models.TextChoices):
    """The answer of one rule."""

    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    CANNOT_TELL = "cannot_tell", _("Cannot tell")
    HOLD = "hold", _("On hold")


class Verdict(models.TextChoices):
    """The answer of all rules together; eligible means: may be considered."""

    ELIGIBLE = "eligible", _("May be considered")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    CANNOT_TELL = "cannot_tell", _("Cannot tell yet")


@dataclass(frozen=True)
class Used:
    """A fact that decided, in words, with where to see it."""

    text: str
    source: Source | None = None


@dataclass(frozen=True)
class Result:
    """What a rule function found: outcome, a Vietnamese sentence, facts used, proof missing."""

    outcome: Outcome
    sentence: str
    used: tuple[Used, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """The result of one rule with its article; ``parts`` are the findings of its alternatives."""

    rule_id: str
    article: str
    mark: Mark
    text: str
    outcome: Outcome
    sentence: str
    used: tuple[Used, ...] = ()
    missing: tuple[str, ...] = ()
    parts: tuple[Finding, ...] = ()

    @property
    def facts(self) -> tuple[Used, ...]:
        """Return the facts used, by the name they have in the JSON: one template shows both."""
        return self.used

    def as_json(self) -> dict[str, Any]:
        """Return the finding as plain data for JSON."""
        return {
            "rule": self.rule_id,
            "article": self.article,
            "mark": self.mark.value,
            "text": self.text,
            "outcome": self.outcome.value,
            "sentence": self.sentence,
            "facts": [_used_as_json(fact) for fact in self.used],
            "missing": list(self.missing),
            "parts": [part.as_json() for part in self.parts],
        }


@dataclass(frozen=True)
class Assessment:
    """All findings on one subject, one award and one date."""

    award: str
    award_name: str
    regime: str
    on: dt.date
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the answer of all rules together."""
        return verdict_of(self.findings)

    @property
    def held(self) -> bool:
        """Return whether an investigation or complaint holds the case."""
        return any(finding.outcome == Outcome.HOLD for finding in self.findings)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return every proof that is missing, each once, in the order of the rules."""
        texts = [text for finding in self.findings for text in finding.missing]
        return tuple(dict.fromkeys(texts))

    def as_json(self) -> dict[str, Any]:
        """Return the assessment as plain data for JSON, also fit to be frozen in a dossier."""
        return {
            "award": self.award,
            "award_name": self.award_name,
            "regime": self.regime,
            "on": self.on.isoformat(),
            "verdict": self.verdict.value,
            "held": self.held,
            "missing": list(self.missing),
            "findings": [finding.as_json() for finding in self.findings],
        }


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Return the verdict: one rule not met refuses; a gap or a hold leaves the question open."""
    outcomes = {finding.outcome for finding in findings}
    if Outcome.NOT_MET in outcomes:
        return Verdict.NOT_ELIGIBLE
    if outcomes & {Outcome.CANNOT_TELL, Outcome.HOLD}:
        return Verdict.CANNOT_TELL
    return Verdict.ELIGIBLE


def _used_as_json(fact: Used) -> dict[str, Any]:
    source = fact.source
    return {
        "text": fact.text,
        "source": {"label": source.label, "url": source.url} if source else None,
    }
