"""Reading the law data: YAML files → validated frozen regimes.

Every error is a ``LawDataError`` that names the file and the key, so that a lawyer who edits the
data is led to the line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from awards.catalogue.decode import DecodeError, decode
from awards.catalogue.enums import (
    AwardKind,
    CertificateForm,
    CommendationType,
    Mark,
    RuleLevel,
    SubjectKind,
)
from awards.catalogue.errors import LawDataError
from awards.catalogue.law import (
    Award,
    BonusRate,
    CouncilVote,
    Decider,
    Document,
    Instrument,
    Money,
    Provision,
    Regime,
    Routing,
    Rule,
    TypeName,
)
from awards.catalogue.ruletypes import RULE_TYPES, AllOf, AnyOf, Params

LAW_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class RuleText:
    """A rule as written: in full, ``use`` of a shared one, or ``include`` of an award's."""

    id: str = ""
    use: str = ""
    include: str = ""
    leave_out: tuple[str, ...] = ()
    text: str = ""
    article: str = ""
    mark: Mark | None = None
    source: str = ""
    type: str = ""
    params: Any = None
    level: RuleLevel = RuleLevel.SUBJECT
    parts: tuple[RuleText, ...] = ()


@dataclass(frozen=True)
class AwardText:
    """An award as it is written."""

    name: str
    article: str
    kind: AwardKind
    commendation_types: tuple[CommendationType, ...]
    deciders: tuple[Decider, ...]
    documents: tuple[Document, ...]
    routing: Routing
    bonuses: tuple[BonusRate, ...]
    certificate: CertificateForm
    rules: Mapping[str, tuple[RuleText, ...]]
    yearly: bool = False
    council: CouncilVote | None = None


@dataclass(frozen=True)
class RegimeText:
    """A regime as it is written."""

    code: str
    name: str
    valid_from: dt.date
    selected_by: str
    selection_mark: Mark
    instruments: tuple[Instrument, ...]
    commendation_types: tuple[TypeName, ...]
    shared_rules: tuple[RuleText, ...]
    awards: Mapping[str, AwardText]
    valid_to: dt.date | None = None


class _StrictLoader(yaml.SafeLoader):
    """YAML that refuses a key written twice: the second would silently win."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the mapping, or fail naming the repeated key."""
        seen: set[Hashable] = set()
        for key_node, _value in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                continue
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} is written twice (line {line})", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> Any:
    """Return the content of a law file; LawDataError when it is missing or is no YAML."""
    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, _StrictLoader)  # noqa: S506 -- a SafeLoader, only stricter
    except OSError as error:
        raise LawDataError(path.name, "$", f"can't be read: {error.strerror}")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LawDataError(path.name, "$", f"is no YAML: {error}")


def load_regime(path: Path) -> Regime:
    """Return the regime written in ``path``; LawDataError names file and key of what is wrong."""
    try:
        text: RegimeText = decode(RegimeText, read_yaml(path))
        return _Builder(text).build()
    except DecodeError as error:
        raise LawDataError(path.name, error.path, error.problem)


def load_money(path: Path) -> Money:
    """Return base salaries and roundings; LawDataError when wrong or not in order of date."""
    try:
        money: Money = decode(Money, read_yaml(path))
        for key in ("base_salaries", "roundings"):
            _check_order([row.valid_from for row in getattr(money, key)], f"$.{key}")
    except DecodeError as error:
        raise LawDataError(path.name, error.path, error.problem)
    return money


def _check_order(days: list[dt.date], path: str) -> None:
    if not days:
        raise DecodeError(path, "is empty")
    for index in range(1, len(days)):
        if days[index] <= days[index - 1]:
            raise DecodeError(f"{path}[{index}].valid_from", "lies before the row above")


def load_regimes(folder: Path) -> tuple[Regime, ...]:
    """Return all regimes of ``folder`` in order of date; two may not hold on the same day."""
    paths = sorted(folder.glob("*.yaml"))
    loaded = sorted(
        ((load_regime(path), path) for path in paths), key=lambda pair: pair[0].valid_from
    )
    for (earlier, _path), (later, path) in zip(loaded, loaded[1:], strict=False):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            raise LawDataError(path.name, "$.valid_from", f"regime {earlier.code} still holds")
    return tuple(regime for regime, _path in loaded)


@cache
def regimes() -> tuple[Regime, ...]:
    """Return the regimes of this release, read once."""
    return load_regimes(LAW_FOLDER / "regimes")


@cache
def money() -> Money:
    """Return the base salaries and roundings of this release, read once."""
    return load_money(LAW_FOLDER / "money.yaml")


class _Builder:
    """Turns a regime as written into the regime as used: shares and inclusions resolved."""

    def __init__(self, text: RegimeText) -> None:
        self.text = text
        self.shared: dict[str, Rule] = {}
        self.rules: dict[tuple[str, SubjectKind], tuple[Rule, ...]] = {}

    def build(self) -> Regime:
        text = self.text
        if text.valid_to is not None and text.valid_to < text.valid_from:
            raise DecodeError("$.valid_to", "lies before valid_from")
        for index, rule in enumerate(text.shared_rules):
            path = f"$.shared_rules[{index}]"
            if rule.id in self.shared:
                raise DecodeError(f"{path}.id", f"{rule.id!r} is used twice")
            self.shared[rule.id] = self._rule(rule, f"{text.code}.shared", path)
        awards = {code: self._award(code, f"$.awards.{code}") for code in text.awards}
        return Regime(
            code=text.code,
            name=text.name,
            valid_from=text.valid_from,
            valid_to=text.valid_to,
            selected_by=text.selected_by,
            selection_mark=text.selection_mark,
            instruments=text.instruments,
            commendation_types=text.commendation_types,
            awards=MappingProxyType(awards),
        )

    def _award(self, code: str, path: str) -> Award:
        text = self.text.awards[code]
        rules = {subject: self._rules_of(code, subject, path) for subject in _subjects(text, path)}
        self._check(text, tuple(rules), path)
        return Award(
            code=code,
            name=text.name,
            article=text.article,
            kind=text.kind,
            yearly=text.yearly,
            commendation_types=text.commendation_types,
            deciders=text.deciders,
            documents=text.documents,
            council=text.council,
            routing=text.routing,
            bonuses=text.bonuses,
            certificate=text.certificate,
            rules=MappingProxyType(rules),
            regime=self.text.code,
        )

    def _check(self, text: AwardText, subjects: tuple[SubjectKind, ...], path: str) -> None:
        """Refuse an award that leaves a subject without authority or bonus, or names odd types."""
        known = {row.code for row in self.text.commendation_types}
        for kind in text.commendation_types:
            if kind not in known:
                raise DecodeError(f"{path}.commendation_types", f"{kind} is not in the regime")
        for name in text.routing.by_type:
            if name not in text.commendation_types:
                raise DecodeError(f"{path}.routing.by_type.{name}", "is not a type of this award")
        for subject in subjects:
            if not any(decider.decides_for(subject) for decider in text.deciders):
                raise DecodeError(f"{path}.deciders", f"nobody decides for {subject}")
            if not any(subject in rate.subjects for rate in text.bonuses):
                raise DecodeError(f"{path}.bonuses", f"no coefficient for {subject}")
        if text.council is not None and not 0 < text.council.percent <= 100:
            raise DecodeError(f"{path}.council.percent", "is a share in percent of all members")

    def _rules_of(self, code: str, subject: SubjectKind, path: str) -> tuple[Rule, ...]:
        key = (code, subject)
        if key not in self.rules:
            self.rules[key] = ()  # an award that includes itself finds nothing
            texts = self.text.awards[code].rules[subject.value]
            places = f"{path}.rules.{subject}"
            found: list[Rule] = []
            for index, text in enumerate(texts):
                found.extend(self._resolve(text, code, subject, f"{places}[{index}]"))
            _check_unique(found, places)
            self.rules[key] = tuple(found)
        return self.rules[key]

    def _resolve(
        self, text: RuleText, code: str, subject: SubjectKind, path: str
    ) -> Iterator[Rule]:
        if text.use:
            if text.use not in self.shared:
                raise DecodeError(f"{path}.use", f"no shared rule {text.use!r}")
            yield self.shared[text.use]
        elif text.include:
            yield from self._included(text, subject, path)
        else:
            yield self._rule(text, f"{self.text.code}.{code}.{subject}", path)

    def _included(self, text: RuleText, subject: SubjectKind, path: str) -> Iterator[Rule]:
        other = self.text.awards.get(text.include)
        if other is None or subject.value not in other.rules:
            raise DecodeError(f"{path}.include", f"no award {text.include!r} for {subject}")
        rules = self._rules_of(text.include, subject, f"$.awards.{text.include}")
        if not rules:
            raise DecodeError(f"{path}.include", f"{text.include!r} includes itself")
        left_out = {name for name in text.leave_out}
        for name in left_out - {rule.id.rsplit(".", 1)[1] for rule in rules}:
            raise DecodeError(f"{path}.leave_out", f"{text.include} has no rule {name!r}")
        yield from (rule for rule in rules if rule.id.rsplit(".", 1)[1] not in left_out)

    def _rule(self, text: RuleText, prefix: str, path: str) -> Rule:
        for key in ("id", "text", "article", "type", "mark"):
            if not getattr(text, key):
                raise DecodeError(f"{path}.{key}", "missing")
        if text.type not in RULE_TYPES:
            known = ", ".join(RULE_TYPES)
            raise DecodeError(f"{path}.type", f"{text.type!r} is not one of: {known}")
        params = self._params(text, path)
        identity = f"{prefix}.{text.id}"
        parts = tuple(
            self._rule(part, identity, f"{path}.parts[{index}]")
            for index, part in enumerate(text.parts)
        )
        if bool(parts) != isinstance(params, AllOf | AnyOf):
            raise DecodeError(f"{path}.parts", "belong to all_of and any_of, and only there")
        assert text.mark is not None
        provision = Provision(article=text.article, mark=text.mark, source=text.source)
        return Rule(identity, text.text, provision, params, text.level, parts)

    def _params(self, text: RuleText, path: str) -> Params:
        params: Params = decode(RULE_TYPES[text.type], text.params or {}, f"{path}.params")
        names = [getattr(params, key, "") for key in ("award", "of")]
        names += [*getattr(params, "awards", ()), *getattr(params, "covered_by", ())]
        for name in filter(None, names):
            if name not in self.text.awards:
                raise DecodeError(f"{path}.params", f"no award {name!r} in this regime")
        return params


def _subjects(text: AwardText, path: str) -> tuple[SubjectKind, ...]:
    if not text.rules:
        raise DecodeError(f"{path}.rules", "an award needs at least one kind of subject")
    return tuple(decode(SubjectKind, name, f"{path}.rules.{name}") for name in text.rules)


def _check_unique(rules: list[Rule], path: str) -> None:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise DecodeError(path, f"rule {rule.id!r} stands twice")
        seen.add(rule.id)
