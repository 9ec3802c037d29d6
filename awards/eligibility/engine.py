"""The engine: facts, an award and a date in; one finding per rule out. Pure, no database.

It never awards anything: *eligible* means that the subject may be considered.
"""

from __future__ import annotations

import datetime as dt

from awards.catalogue.enums import Mark, RuleLevel, SubjectKind
from awards.catalogue.law import Award, Rule
from awards.catalogue.ruletypes import AllOf, AnyOf, Quota
from awards.catalogue.selectors import SUBJECT_NAMES, authority_for, regime_on
from awards.eligibility import wording
from awards.eligibility.checks import CHECKS, Case
from awards.eligibility.checks.registry import READS, cannot_tell, met, not_met
from awards.eligibility.facts import DossierFacts, Facts
from awards.eligibility.findings import Assessment, Finding, Outcome, Result, Used


def assess(facts: Facts, award: Award, on: dt.date) -> Assessment:
    """Return all findings with their verdict; see ``check``."""
    return Assessment(award.code, award.name, award.regime, on, check(facts, award, on))


def check(facts: Facts, award: Award, on: dt.date) -> tuple[Finding, ...]:
    """Return one finding per rule of ``award`` for the subject, on the day that selects the law.

    A subject that can't receive the award gets that single finding. Raises NoLaw when no regime is
    recorded for ``on``.
    """
    if facts.subject not in award.subjects:
        return (_wrong_subject(facts, award),)
    case = Case(award, regime_on(on), on)
    findings = [_authority(facts, award)]
    if facts.commendation_type is not None:
        findings.append(_type(facts, award))
    findings.extend(_evaluate(rule, facts, case) for rule in award.rules_for(facts.subject))
    return tuple(findings)


def asked_by(award: Award, subject: SubjectKind) -> set[str]:
    """Return which facts from records the rules of ``award`` ask of such a subject."""
    leaves = [leaf for rule in award.rules_for(subject) for leaf in leaves_of(rule)]
    return {name for leaf in leaves for name in READS[type(leaf.params)]}


def leaves_of(rule: Rule) -> list[Rule]:
    """Return the rules that a rule consists of; itself where it has no parts."""
    if isinstance(rule.params, AllOf | AnyOf):
        return [leaf for part in rule.parts for leaf in leaves_of(part)]
    return [rule]


def check_dossier(facts: DossierFacts, subject: SubjectKind, award: Award) -> tuple[Finding, ...]:
    """Return the findings of the rules on the whole dossier, such as a quota among holders."""
    rules = award.rules_for(subject, RuleLevel.DOSSIER)
    return tuple(_finding(rule, _quota(facts, rule.params, award)) for rule in rules)


def _evaluate(rule: Rule, facts: Facts, case: Case) -> Finding:
    if isinstance(rule.params, AllOf | AnyOf):
        parts = tuple(_evaluate(part, facts, case) for part in rule.parts)
        result = _any_of(parts) if isinstance(rule.params, AnyOf) else _all_of(parts)
        return _finding(rule, result, parts)
    return _finding(rule, CHECKS[type(rule.params)](facts, rule.params, case))


def _finding(rule: Rule, result: Result, parts: tuple[Finding, ...] = ()) -> Finding:
    return Finding(
        rule_id=rule.id,
        article=rule.article,
        mark=rule.mark,
        text=rule.text,
        outcome=result.outcome,
        sentence=result.sentence,
        used=result.used,
        missing=result.missing,
        parts=parts,
    )


def _any_of(parts: tuple[Finding, ...]) -> Result:
    """Met by one part; refused only when every part is; otherwise open."""
    good = [part for part in parts if part.outcome == Outcome.MET]
    if good:
        used = tuple(fact for part in good for fact in part.used)
        return Result(Outcome.MET, good[0].sentence, used)
    return _sum_up(parts, [part for part in parts if part.outcome != Outcome.NOT_MET])


def _all_of(parts: tuple[Finding, ...]) -> Result:
    """Refused by one part; met when all are; otherwise open."""
    bad = [part for part in parts if part.outcome == Outcome.NOT_MET]
    if bad:
        return _sum_up(tuple(bad), [])
    return _sum_up(parts, [part for part in parts if part.outcome != Outcome.MET])


def _sum_up(parts: tuple[Finding, ...], open_ones: list[Finding]) -> Result:
    """Return the open parts as *cannot tell* (or hold), or else what all the parts agree on."""
    deciding = open_ones or list(parts)
    outcome = deciding[0].outcome
    if any(part.outcome == Outcome.HOLD for part in deciding):
        outcome = Outcome.HOLD
    used = tuple(fact for part in parts for fact in part.used)
    missing = tuple(dict.fromkeys(text for part in open_ones for text in part.missing))
    shown = [part.sentence for part in parts if part.outcome != Outcome.MET]
    sentences = " ".join(dict.fromkeys(shown))
    return Result(outcome, sentences, used, missing)


def _wrong_subject(facts: Facts, award: Award) -> Finding:
    meant = wording.join([SUBJECT_NAMES[kind] for kind in award.subjects])
    return Finding(
        rule_id=f"{award.regime}.{award.code}.subject",
        article=award.article,
        mark=Mark.VERIFIED,
        text=f"{award.name} dành cho {meant}.",
        outcome=Outcome.NOT_MET,
        sentence=f"{award.name} không áp dụng cho {SUBJECT_NAMES[facts.subject]}.",
    )


def _authority(facts: Facts, award: Award) -> Finding:
    """Return whether the authority that is asked decides this award; otherwise say who does."""
    authority = authority_for(award, facts.subject)
    if facts.authority is None:
        result = cannot_tell(
            f"Chưa rõ cấp quyết định; {award.name} do {authority.title} quyết định.",
            missing="Cấp quyết định khen thưởng",
        )
    elif decider := authority.decider_of(facts.authority):
        result = met(f"Thuộc thẩm quyền của {decider.title}.", Used(decider.title))
    else:
        asked = wording.AUTHORITIES[facts.authority]
        result = not_met(
            f"{asked} không có thẩm quyền quyết định {award.name}; "
            f"thẩm quyền thuộc: {authority.title}."
        )
    return Finding(
        rule_id=f"{award.regime}.{award.code}.authority",
        article=authority.article,
        mark=authority.mark,
        text=f"Người có thẩm quyền quyết định: {authority.title}.",
        outcome=result.outcome,
        sentence=result.sentence,
        used=result.used,
        missing=result.missing,
    )


def _type(facts: Facts, award: Award) -> Finding:
    """Return whether the award may honour this kind of achievement."""
    assert facts.commendation_type is not None
    good = facts.commendation_type in award.commendation_types
    name = wording.TYPES[facts.commendation_type]
    return Finding(
        rule_id=f"{award.regime}.{award.code}.type",
        article=award.article,
        mark=Mark.UNVERIFIED,
        text="Hình thức khen thưởng phù hợp với loại hình thành tích.",
        outcome=Outcome.MET if good else Outcome.NOT_MET,
        sentence=f"{award.name} {'được' if good else 'không'} áp dụng cho khen thưởng {name}.",
    )


def _quota(facts: DossierFacts, params: object, award: Award) -> Result:
    """Return whether the number nominated keeps within the share of another award's holders.

    Until all of these are decided, those nominated in the same dossier count among them, and the
    sentence says so.
    """
    assert isinstance(params, Quota)
    base = facts.base_of(params.of)
    if base is None:
        return cannot_tell(
            "Chưa rõ số cá nhân đạt Lao động tiên tiến của đơn vị để tính tỷ lệ.",
            missing="Quyết định công nhận Lao động tiên tiến trong năm",
        )
    most = int(params.percent * base // 100)
    share = wording.percent(params.percent)
    proposed = facts.proposed_for(params.of)
    among = f" (trong đó {proposed:02} người được đề nghị cùng hồ sơ)" if proposed else ""
    text = (
        f"Đề nghị {facts.nominated} {award.name} trên {base} người{among}, tối đa {share} là {most}"
    )
    used = Used(text, facts.source)
    good = facts.nominated * 100 <= params.percent * base
    return met(f"{text}.", used) if good else not_met(f"{text}: vượt tỷ lệ.", used)
