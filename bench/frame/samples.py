"""Who asks for a page, and which record it shows: the largest there is, one of each state.

The addresses and the kinds of sample are those of the permission walk (``tests/security``), so that
a new page is measured as soon as the walk knows it; here is only where its records are found.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

from django.db.models import Case, Count, Manager, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Length
from django.urls import NoReverseMatch

from awards.appraisal.models import Appraisal
from awards.council.models import AgendaItem, Council, CouncilMember, CouncilSession
from awards.decisions.models import Certificate, CertificateBatch, Decision, DecisionLine
from awards.ledger.models import HoldRecord
from awards.nominations.models import Dossier, Nominee, NomineeEvidence, Round
from campaigns.plans import models as plans
from campaigns.registrations.models import RegisteredTitle, Registration
from campaigns.reports import models as reports
from campaigns.reviews import models as reviews
from campaigns.targets.models import Indicator
from emulation.documents.models import Document, LegalBasis, NumberBook, SigningStep
from emulation.files.models import StoredFile
from emulation.imports.models import ImportBatch
from emulation.jobs.models import Job
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.people.models import Account, Household, Mandate, Person
from emulation.units.models import Cluster, Unit
from tests.security.addresses import Address, every_address, url_of

MATRIX = Path(__file__).resolve().parents[2] / "tests" / "url_matrix.csv"
USERS = {
    "office": "chuyenvien", "officer": "canbo.{unit}", "leader": "lanhdao.{unit}",
    "reviewer": "thamdinh1", "council_member": "uyvien1", "secretary": "thuky",
    "signer": "chutich", "clerk": "vanthu", "auditor": "kiemtra", "admin": "quantri",
    "cluster_head": "",
}  # fmt: skip
OF_UNIT = frozenset({"officer", "leader"})
ALL_ROLES = {"desk:home"}  # one's own work: measured for every role
# Who has most to do on the page, where it is not the first of USERS who may read it.
BUSIEST = {
    "appraisal:queue": "reviewer",
    "council:session-convene": "secretary",
    "documents:clerk-desk": "clerk",
}
# What somebody asks for, on pages that show nothing unasked.
ASKED = {
    "desk:search": "?q=nguyen+van",
    "units:suggest": "?q=vinh",
    "units:suggest-cluster": "?q=khoi",
}
# Samples that must lie in the record of the address itself.
INSIDE = {
    "decision": {"decision_line", "batch"},
    "document": {"step"},
    "draft_decision": {"draft_line"},
    "session": {"item"},
}
READ = {"200", "302", "409"}
STATES_EACH = 6
Rows = QuerySet[Any] | Manager[Any]


@cache
def _matrix() -> dict[str, dict[str, str]]:
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return {row["url_name"]: row for row in csv.DictReader(file) if row["method"] == "GET"}


def readers(name: str) -> list[str]:
    """Return the roles that may read the address, who sees most first; or the public alone.

    A step that the walk's sample cannot take just now (409, or 302 to its record) has its page too.
    """
    row = _matrix().get(name, {})
    if row.get("anonymous") == "200":
        return ["anonymous"]
    roles = [role for role in USERS if row.get(role) in READ]
    return sorted(roles, key=lambda role: role != BUSIEST.get(name))


def forget() -> None:
    """Look every sample up anew: another database is in use."""
    _usual.cache_clear()


def pages() -> list[Address]:
    """Return the addresses that somebody may read."""
    return [address for address in every_address() if readers(address.name)]


def mandates(unit: str) -> dict[str, Mandate]:
    """Return a mandate for each role; officer and leader are those of ``unit``."""
    found = {
        role: Mandate.objects.select_related("account", "unit")
        .filter(account__username=name.format(unit=unit), role=Role(role))
        .earliest("pk")
        for role, name in USERS.items()
        if name
    }
    heads = Mandate.objects.select_related("account", "unit").filter(role=Role.CLUSTER_HEAD)
    found["cluster_head"] = heads.earliest("pk")
    return found


def urls_of(address: Address, mandate: Mandate | None) -> Iterator[str]:
    """Yield the address with the best samples that there are, for ``mandate`` to ask for."""
    seen = set()
    for world in _worlds(address, mandate):
        try:
            url = url_of(address, world) + ASKED.get(address.name, "")
        except NoReverseMatch:
            continue
        if url not in seen:
            seen.add(url)
            yield url


def _worlds(address: Address, mandate: Mandate | None) -> Iterator[SimpleNamespace]:
    usual, main = _usual(mandate), address.sample
    if not main:
        yield usual
        return
    for record in _one_of_each_state(_rows(main, usual)):
        yield World(mandate, usual, {main: record}, INSIDE.get(main, frozenset()))


@cache
def _usual(mandate: Mandate | None) -> World:
    """Return the samples of a mandate, each looked up once for each database."""
    return World(mandate)


def _one_of_each_state(rows: QuerySet[Any]) -> Iterator[Any]:
    yield from rows[:2]
    yield from rows.reverse()[:1]
    if any(field.name == "state" for field in rows.model._meta.fields):
        states = rows.order_by().values_list("state", flat=True).distinct()
        for state in sorted(states)[:STATES_EACH]:
            yield from rows.filter(state=state)[:2]


class World(SimpleNamespace):
    """The samples by name, looked up when they are asked for.

    ``fixed`` ones stand for others; those ``inside`` them are looked up anew, the rest is as usual.
    """

    def __init__(
        self,
        mandate: Mandate | None,
        usual: World | None = None,
        fixed: Mapping[str, Any] = MappingProxyType({}),
        inside: Collection[str] = (),
    ) -> None:
        super().__init__(reader=mandate, unit_own=_own(mandate), usual=usual, inside=inside)
        self.__dict__.update(fixed)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.usual is not None and name not in self.inside:
            return getattr(self.usual, name)
        found = _rows(name, self).first()
        if found is None:
            found = SimpleNamespace(pk=0, code="khong-co", slug="khong-co", name="khong-co")
        setattr(self, name, found)
        return found


def _own(mandate: Mandate | None) -> Unit | None:
    return mandate.unit if mandate is not None and mandate.role in OF_UNIT else None


def _rows(name: str, world: World) -> QuerySet[Any]:
    if name not in FINDERS:
        raise SystemExit(
            f"bench: the permission walk has a sample “{name}”; say in bench/frame/samples.py "
            "where its largest record is found."
        )
    return FINDERS[name](world)


def _of_unit(rows: Rows, world: World, path: str) -> QuerySet[Any]:
    return rows.filter(**{path: world.unit_own}) if world.unit_own is not None else rows.all()


def _largest(rows: Rows, children: str) -> QuerySet[Any]:
    return rows.annotate(held=Count(children, distinct=True)).order_by("-held", "-pk")


def _campaigns(world: World) -> QuerySet[Any]:
    return _largest(plans.Campaign.objects, "indicators")


def _reports(world: World) -> QuerySet[Any]:
    rows = _of_unit(reports.Report.objects, world, "participant__unit")
    return rows.filter(participant__campaign=world.campaign.pk).order_by("-period__order", "pk")


def _dossiers(world: World) -> QuerySet[Any]:
    rows = _of_unit(Dossier.objects, world, "unit").filter(round__authority__parent=None)
    return _largest(rows, "nominees").order_by("-round_id", "-held", "pk")


def _nominees(world: World) -> QuerySet[Any]:
    rows = _of_unit(Nominee.objects, world, "dossier__unit")
    return rows.filter(dossier__round__authority__parent=None).order_by("-pk")


def _registrations(world: World) -> QuerySet[Any]:
    rows = _of_unit(Registration.objects, world, "participant__unit")
    here = When(participant__campaign=world.campaign.pk, then=Value(0))
    return rows.order_by(Case(here, default=Value(1)), "pk")


def _longest(documents: QuerySet[Document]) -> QuerySet[Document]:
    length = Length(Cast("paper", TextField()))
    return documents.annotate(length=length).order_by("-length", "-pk")


def _rounds(world: World) -> QuerySet[Any]:
    return _largest(Round.objects.filter(authority__parent=None), "dossiers__nominees")


def _rounds_to_decide(world: World) -> QuerySet[Any]:
    """Return the rounds in which most names wait for a decision."""
    ready = Count(
        "dossiers__nominees",
        Q(dossiers__nominees__needs_council=False) & Q(dossiers__nominees__state="passed"),
    )
    return Round.objects.filter(authority__parent=None).annotate(ready=ready).order_by("-ready")


def _decisions(world: World) -> QuerySet[Any]:
    return _largest(Decision.objects.filter(kind="award"), "lines")


def _appraisals(world: World) -> QuerySet[Any]:
    rows = Appraisal.objects.order_by("-pk")
    if world.reader is not None and world.reader.role == Role.REVIEWER:
        rows = rows.filter(appraiser=world.reader.account_id)
    return rows


FINDERS: dict[str, Callable[[World], QuerySet[Any]]] = {
    "account": lambda w: _largest(_of_unit(Account.objects, w, "unit"), "mandates"),
    "allocation": lambda w: Indicator.objects.order_by("-pk"),
    "appraisal": _appraisals,
    "appraised": lambda w: _nominees(w).exclude(state="nominated"),
    "assignment": lambda w: plans.Assignment.objects.filter(campaign=w.campaign.pk),
    "attachment": lambda w: plans.Attachment.objects.order_by("-pk"),
    "batch": lambda w: CertificateBatch.objects.filter(decision=w.decision.pk),
    "campaign": _campaigns,
    "certificate": lambda w: Certificate.objects.order_by("-pk"),
    "cluster": lambda w: _largest(Cluster.objects, "members"),
    "commitment": lambda w: Registration.objects.order_by("-pk"),
    "council": lambda w: Council.objects.filter(authority__parent=None),
    "day": lambda w: plans.CommemorativeDay.objects.order_by("-pk"),
    "decision": _decisions,
    "decision_line": lambda w: DecisionLine.objects.filter(decision=w.decision.pk),
    "delegation": lambda w: Mandate.objects.filter(delegated_from__isnull=False),
    "department": lambda w: (
        Unit.objects.filter(pk=w.unit_own.pk)
        if w.unit_own
        else Unit.objects.filter(participations__isnull=False).order_by("-pk")
    ),
    "document": lambda w: _longest(Document.objects.filter(authority__parent=None)),
    "dossier": _dossiers,
    "draft_campaign": _campaigns,
    "draft_decision": lambda w: _decisions(w).filter(state="draft"),
    "draft_line": lambda w: DecisionLine.objects.filter(decision=w.draft_decision.pk),
    "evidence": lambda w: _of_unit(reports.Evidence.objects, w, "report__participant__unit"),
    "file": lambda w: StoredFile.objects.order_by("pk"),
    "hold": lambda w: HoldRecord.objects.order_by("-pk"),
    "household": lambda w: _of_unit(Household.objects, w, "unit").order_by("-pk"),
    "import_batch": lambda w: ImportBatch.objects.order_by("-pk"),
    "indicator": lambda w: Indicator.objects.filter(campaign=w.campaign.pk),
    "item": lambda w: AgendaItem.objects.filter(session=w.session.pk).order_by("order"),
    "job": lambda w: Job.objects.filter(created_by__isnull=False).order_by("-pk"),
    "legal_basis": lambda w: LegalBasis.objects.all(),
    "line": lambda w: reports.ReportLine.objects.filter(report=w.report.pk),
    "mandate": lambda w: Mandate.objects.order_by("-pk"),
    "nominee": _nominees,
    "nominee_evidence": lambda w: _of_unit(NomineeEvidence.objects, w, "nominee__dossier__unit"),
    "notice": lambda w: Notice.objects.filter(account=w.reader.account_id if w.reader else 0),
    "participant": lambda w: _of_unit(
        plans.Participant.objects.filter(campaign=w.campaign.pk), w, "unit"
    ),
    "book": lambda w: _largest(NumberBook.objects.filter(authority__parent=None), "documents"),
    "period": lambda w: reports.Period.objects.filter(campaign=w.campaign.pk).order_by("order"),
    "person": lambda w: _of_unit(Person.objects, w, "unit").order_by("-pk"),
    "received_dossier": _dossiers,
    "registration": _registrations,
    "report": _reports,
    "review": lambda w: _largest(reviews.Review.objects, "totals"),
    "review_section": lambda w: reviews.ReviewSection.objects.filter(review=w.review.pk),
    "ready_round": _rounds_to_decide,
    "revocation": lambda w: _largest(Decision.objects.filter(kind="revocation"), "revoked_lines"),
    "round": _rounds,
    "seat": lambda w: CouncilMember.objects.filter(council=w.council.pk),
    "second_round": _rounds,
    "section": lambda w: plans.PlanSection.objects.filter(campaign=w.campaign.pk),
    "session": lambda w: _largest(CouncilSession.objects, "items"),
    "standing": lambda w: reviews.ReviewStanding.objects.filter(review=w.review.pk),
    "step": lambda w: SigningStep.objects.filter(document=w.document.pk),
    "title": lambda w: _of_unit(RegisteredTitle.objects, w, "registration__participant__unit"),
    "total": lambda w: reviews.ReviewTotal.objects.filter(review=w.review.pk),
    "unit": lambda w: _largest(Unit.objects, "children"),
}
