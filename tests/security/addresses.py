"""Every address of the portal, and the sample that stands in for each of its arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from campaigns.reviews.rules import SHARE_OF_REPORTS

# Which sample of tests/security/samples.py the number in an address (``pk``) means.
NAMED = {
    "account": """people:account-record people:account-change people:account-switch
        people:mandate-grant people:hand-over people:invite-mail people:invite-slip""",
    "mandate": "people:mandate-end",
    "delegation": "people:delegation-revoke",
    "person": """people:person people:person-change ledger:subject ledger:record-award
        ledger:ratings ledger:initiatives ledger:discipline ledger:leaves
        ledger:holds-of-subject ledger:record-rating ledger:record-initiative
        ledger:record-discipline ledger:record-leave ledger:place-hold""",
    "household": "people:household-change",
    "title": "registrations:title-remove",
    "job": "jobs:job jobs:progress jobs:job-cancel jobs:job-retry",
    "file": "files:download",
    "holiday": "regulations:holiday-change regulations:holiday-remove",
    "book": "documents:book documents:book-mode documents:book-register",
    "legal_basis": "documents:legal-basis-edit",
    "document": """documents:document documents:document-file documents:preview
        documents:issue-retry documents:submit documents:withdraw documents:return documents:sign
        documents:record-signature documents:number documents:step documents:step-outside""",
    "unit": "units:unit units:unit-change units:unit-close units:unit-succeed",
    "cluster": "units:cluster units:cluster-members",
    "draft_decision": """decisions:wording decisions:redraft decisions:names-add
        decisions:record-signed""",
    "decision": """decisions:decision decisions:hold-back
        decisions:publish decisions:certificates decisions:batch-printed
        decisions:certificates-retry public_awards:decision""",
    "revocation": "decisions:revocation",
    "certificate": """decisions:certificate decisions:certificate-print
        decisions:certificate-hand-over decisions:certificate-spoil decisions:certificate-replace""",
    "campaign": """targets:indicator-list targets:indicator-add
        registrations:campaign-registrations registrations:compact-add
        api:campaign plans:campaign plans:campaign-edit plans:notice-edit plans:section-add
        plans:assignment-add plans:day-add plans:attachment-add plans:participants
        plans:participants-add plans:submit plans:launch plans:continue-opening plans:unit-plans
        reports:board reports:periods reports:add-period
        reviews:campaign reviews:start""",
    "section": "plans:section-edit plans:section-remove",
    "assignment": "plans:assignment-edit plans:assignment-remove plans:assignment-complete",
    "day": "plans:day-remove",
    "attachment": "plans:attachment-remove",
    "participant": "plans:unit-plan-record",
    "report": """api:report reports:report reports:entry reports:save-field reports:add-evidence
        reports:template reports:import reports:confirm-import reports:enter-for-unit
        reports:receive reports:confirm-entry reports:correct reports:submit reports:approve
        reports:send-back reports:record-approval reports:accept reports:return reports:reopen
        reports:extend reports:withdraw reports:recall reports:set-aside""",
    "line": "reports:line-history",
    "evidence": "reports:remove-evidence",
    "period": "reports:change-period reports:remind",
    "review": """reviews:review reviews:standings reviews:charts reviews:text reviews:recompute
        reviews:submit""",
    "total": "reviews:total",
    "standing": "reviews:standing",
    "review_section": "reviews:section reviews:reset-section",
    "import_batch": "imports:batch imports:batch-apply imports:batch-undo",
    "hold": "ledger:lift-hold",
    "round": """nominations:round nominations:round-change nominations:round-open
        nominations:round-close nominations:round-reopen nominations:round-end
        nominations:dossier-begin nominations:dossier-enter nominations:collect
        nominations:round-decline
        nominations:round-nominees appraisal:assign""",
    "second_round": "appraisal:round",
    "dossier": """nominations:dossier nominations:nominee-add nominations:nominee-listed
        nominations:papers nominations:hand-up nominations:send-back nominations:sign
        nominations:record-letter nominations:receive nominations:return
        nominations:withdraw nominations:recall nominations:decline nominations:reconsider""",
    "received_dossier": "nominations:receipt nominations:request",
    "nominee": """nominations:nominee nominations:nominee-change nominations:nominee-sources
        nominations:evidence-add nominations:nominee-remove nominations:nominee-withdraw""",
    "nominee_evidence": "nominations:evidence-remove",
    "appraised": """nominations:opinion appraisal:nominee appraisal:charge appraisal:settle
        appraisal:check appraisal:conflict""",
    "appraisal": "appraisal:appraisal appraisal:recuse",
    "council": "council:member-add",
    "seat": "council:member-end",
    "session": """council:session council:session-open council:session-close council:session-record-paper
        council:paper-votes
        council:session-minutes council:ballot-check council:attendance council:ballot
        council:session-cancel""",
}
# Where a room's addresses speak of one thing, a new one needs no entry; that its sample is the
# right one is held by the matrix: somebody must find it.
OF_ROOM = {"targets": "indicator", "registrations": "registration", "decisions": "decision"}
SAMPLE_OF = {name: sample for sample, names in NAMED.items() for name in names.split()}

# Belongs to one unit, the department's: another unit's officer must not see it.
OF_ONE_UNIT = frozenset(
    "job notice file person report line evidence registration commitment title dossier "
    "received_dossier nominee nominee_evidence appraised appraisal account".split()
)


@dataclass(frozen=True)
class Address:
    """One named address: how it is written, and the view behind it."""

    name: str
    route: str
    arguments: tuple[str, ...]
    view: Any

    @property
    def sample(self) -> str:
        """The kind of object that the address names, or nothing."""
        if not self.arguments:
            return ""
        return SAMPLE_OF.get(self.name) or OF_ROOM.get(self.name.partition(":")[0], "")


def _walk(resolver: URLResolver, spaces: tuple[str, ...], prefix: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, inner, route)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{route} has no name"
            arguments = tuple(_arguments(route))
            yield Address(":".join((*spaces, pattern.name)), route, arguments, pattern.callback)


def _arguments(route: str) -> Iterator[str]:
    for part in route.split("<")[1:]:
        yield part.split(">")[0].split(":")[-1]


def every_address() -> list[Address]:
    """Return every named address of the portal, in the order of their names."""
    return sorted(_walk(get_resolver(), (), "/"), key=lambda address: address.name)


def _words(world: SimpleNamespace) -> dict[str, Any]:
    """Return what stands for arguments that are not the number of a record."""
    return {
        "files:download.name": world.file.name,
        "documents:book-register.form": "xlsx",
        "documents:document-file.form": "pdf",
        "documents:step.step": world.step.pk,
        "documents:step-outside.step": world.step.pk,
        "verification:document.code": world.certificate.code,
        "public:campaign.slug": world.campaign.slug,
        "reports:figures.indicator": world.indicator.pk,
        "reports:figures.period": world.period.pk,
        "catalogue:award.code": "PROVINCIAL_FIGHTER",
        "regulations:set.name": SHARE_OF_REPORTS.name,
        "kind": "ca-nhan",
        "round": world.second_round.pk,
        "line": world.decision_line.pk,
        "decisions:waiting.round": world.ready_round.pk,
        "batch": world.batch.pk,
        "campaign": world.campaign.pk,
        "participant": world.participant.pk,
        "indicator": world.indicator.pk,
        "unit": world.department.pk,
        "cluster": world.cluster.pk,
    }


def arguments_of(address: Address, world: SimpleNamespace) -> dict[str, Any]:
    """Return the sample's arguments; says what to add where an address has none."""
    words = _words(world)
    found: dict[str, Any] = {}
    for argument in address.arguments:
        full = f"{address.name}.{argument}"
        if (argument == "pk" or argument.endswith("_id")) and address.sample:
            found[argument] = getattr(world, address.sample).pk
        elif full in words or argument in words:
            found[argument] = words.get(full, words.get(argument))
        else:
            raise AssertionError(
                f"{full} has no sample: name it in NAMED or _words of tests/security/addresses.py"
            )
    return found


def url_of(address: Address, world: SimpleNamespace, **instead: Any) -> str:
    """Return the address with the sample's arguments, some of them replaced."""
    return reverse(address.name, kwargs={**arguments_of(address, world), **instead})
