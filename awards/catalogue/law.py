"""The law of a period as frozen data: regimes, awards, rules, authorities, votes, bonuses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from awards.catalogue.enums import (
    AwardKind,
    CertificateForm,
    CommendationType,
    Mark,
    Route,
    RuleLevel,
    SubjectKind,
)
from awards.catalogue.ruletypes import Params
from emulation.units.enums import UnitKind


@dataclass(frozen=True)
class Provision:
    """Where a statement stands in the law and whether it was compared with the text."""

    article: str
    mark: Mark
    source: str = ""


@dataclass(frozen=True)
class Rule:
    """One standard of an award; ``id`` is stable, such as ``R1.ADVANCED_WORKER.rating``."""

    id: str
    text: str
    provision: Provision
    params: Params
    level: RuleLevel = RuleLevel.SUBJECT
    parts: tuple[Rule, ...] = ()

    @property
    def article(self) -> str:
        """Return the article of law the rule rests on."""
        return self.provision.article

    @property
    def mark(self) -> Mark:
        """Return whether the rule was compared with a text."""
        return self.provision.mark


@dataclass(frozen=True)
class Decider:
    """Kinds of unit whose head decides the award for some kinds of subject."""

    kinds: tuple[UnitKind, ...]
    title: str
    article: str
    mark: Mark
    subjects: tuple[SubjectKind, ...] = ()
    source: str = ""

    def decides_for(self, subject: SubjectKind) -> bool:
        """Return whether the award of such a subject is decided here; no list means all."""
        return not self.subjects or subject in self.subjects


@dataclass(frozen=True)
class Authority:
    """Who may decide an award for a kind of subject on a date."""

    deciders: tuple[Decider, ...]

    @property
    def kinds(self) -> frozenset[UnitKind]:
        """Return the kinds of unit that may decide."""
        return frozenset(kind for decider in self.deciders for kind in decider.kinds)

    @property
    def title(self) -> str:
        """Return who decides, in Vietnamese."""
        return "; ".join(dict.fromkeys(decider.title for decider in self.deciders))

    @property
    def article(self) -> str:
        """Return the articles that say so."""
        return "; ".join(dict.fromkeys(decider.article for decider in self.deciders))

    @property
    def mark(self) -> Mark:
        """Return ``verified`` only when every part was compared with a text."""
        marks = {decider.mark for decider in self.deciders}
        return Mark.VERIFIED if marks == {Mark.VERIFIED} else Mark.UNVERIFIED

    def decider_of(self, kind: UnitKind) -> Decider | None:
        """Return the statement by which units of ``kind`` decide, or None."""
        return next((each for each in self.deciders if kind in each.kinds), None)


@dataclass(frozen=True)
class Document:
    """A paper that belongs to the dossier, once for the dossier or once for each nominee."""

    code: str
    name: str
    per: Literal["dossier", "nominee"] = "dossier"
    only_for: tuple[CommendationType, ...] = ()


@dataclass(frozen=True)
class CouncilVote:
    """How the council votes on an award; shares count all members, present or not."""

    percent: Decimal
    comparison: Literal["at_least", "more_than"]
    must_meet: bool
    secret: bool
    article: str
    mark: Mark
    not_for: tuple[CommendationType, ...] = ()
    source: str = ""

    def needed_for(self, kind: CommendationType) -> bool:
        """Return whether awards for this kind of achievement pass the council at all."""
        return kind not in self.not_for


@dataclass(frozen=True)
class Routing:
    """The default way of appraisal; a province's own routes go before it."""

    default: Route
    by_type: Mapping[str, Route] = field(default_factory=dict)

    def route_for(self, kind: CommendationType | None) -> Route:
        """Return the default route for this kind of achievement."""
        return self.by_type.get(kind, self.default) if kind else self.default


@dataclass(frozen=True)
class BonusRate:
    """The coefficient of the base salary for some subjects, decided by some kinds of unit."""

    subjects: tuple[SubjectKind, ...]
    coefficient: Decimal
    article: str
    mark: Mark
    kinds: tuple[UnitKind, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class Award:
    """An emulation title or a form of commendation, as the law of one regime describes it."""

    code: str
    name: str
    article: str
    kind: AwardKind
    yearly: bool
    commendation_types: tuple[CommendationType, ...]
    deciders: tuple[Decider, ...]
    documents: tuple[Document, ...]
    council: CouncilVote | None
    routing: Routing
    bonuses: tuple[BonusRate, ...]
    certificate: CertificateForm
    rules: Mapping[SubjectKind, tuple[Rule, ...]]
    regime: str

    @property
    def subjects(self) -> tuple[SubjectKind, ...]:
        """Return who may receive the award."""
        return tuple(self.rules)

    def rules_for(
        self, subject: SubjectKind, level: RuleLevel = RuleLevel.SUBJECT
    ) -> tuple[Rule, ...]:
        """Return the rules for a kind of subject; none for a kind that can't receive the award."""
        return tuple(rule for rule in self.rules.get(subject, ()) if rule.level == level)

    def documents_for(self, kind: CommendationType | None) -> tuple[Document, ...]:
        """Return the papers that an achievement of this kind needs."""
        return tuple(
            paper for paper in self.documents if not paper.only_for or kind in paper.only_for
        )


@dataclass(frozen=True)
class Instrument:
    """A law, decree or circular of the regime."""

    symbol: str
    title: str
    in_force: dt.date | None = None
    note: str = ""


@dataclass(frozen=True)
class TypeName:
    """A kind of achievement and what the law of the regime calls it."""

    code: CommendationType
    name: str


@dataclass(frozen=True)
class Regime:
    """The law between two dates; ``valid_to`` None means until further notice."""

    code: str
    name: str
    valid_from: dt.date
    valid_to: dt.date | None
    selected_by: str
    selection_mark: Mark
    instruments: tuple[Instrument, ...]
    commendation_types: tuple[TypeName, ...]
    awards: Mapping[str, Award]

    def holds_on(self, day: dt.date) -> bool:
        """Return whether the regime is in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class BaseSalary:
    """The monthly base salary (mức lương cơ sở) in đồng from a day on."""

    amount: int
    valid_from: dt.date
    article: str
    mark: Mark
    source: str = ""

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise ValueError("a base salary is positive")


@dataclass(frozen=True)
class Rounding:
    """How a bonus is rounded from a day on: up to the next ``step`` đồng; 1 is no rounding."""

    step: int
    valid_from: dt.date
    article: str
    mark: Mark
    source: str = ""

    def __post_init__(self) -> None:
        if self.step < 1:
            raise ValueError("the step of rounding is at least 1 đồng")

    def round_up(self, amount: Decimal) -> int:
        """Return ``amount`` rounded up to a multiple of the step, in đồng."""
        return int((amount / self.step).to_integral_value(ROUND_CEILING)) * self.step


@dataclass(frozen=True)
class Money:
    """Base salaries and rounding rules, each in order of date."""

    base_salaries: tuple[BaseSalary, ...]
    roundings: tuple[Rounding, ...]
