"""What decisions put on the desk and in the search."""

from __future__ import annotations

from collections.abc import Iterable

import rules
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from awards.decisions.enums import CertificateState, DecisionKind, DecisionState
from awards.decisions.models import Certificate, Decision
from awards.decisions.selectors import rounds_ready
from emulation.documents.models import Document
from emulation.people.models import Mandate
from emulation.registries.places import SearchHit, TurnItem, place, search_source, turn_source
from emulation.ui.counting import count_of

LONGEST_LIST = 50
IN_HAND = (CertificateState.PREPARED, CertificateState.PRINTED)

place(
    pgettext_lazy("section", "Decisions"),
    "decisions:list",
    permission="awards.view_decisions",
    icon="award",
    key="q",
    order=630,
)


@turn_source
def decisions_to_draft(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield the rounds of the own authority whose nominees wait for a decision."""
    if not rules.has_perm("awards.draft_decision", mandate, None):
        return
    for ready in rounds_ready(mandate.unit):
        yield TurnItem(
            title=ready.round.name,
            url=reverse("decisions:waiting", args=[ready.round.pk]),
            verb=_("Draft the decision"),
            count=ready.waiting,
        )


@turn_source
def decisions_in_hand(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield drafts to submit, issued decisions to publish, certificates to print and hand over.

    What waits for signature or number is shown by the documents themselves.
    """
    if not rules.has_perm("awards.keep_certificates", mandate, None):
        return
    rows = (
        Decision.objects.visible_to(mandate)
        .filter(authority=mandate.unit_id)
        .exclude(state=DecisionState.SUBMITTED)
        .select_related("document", "publication")
        .only(
            *("kind", "state", "subject", "hold_back"),
            *("document__code", "document__subject", "publication__id"),
        )
        .annotate(
            prepared=_certificates(CertificateState.PREPARED),
            printed=_certificates(CertificateState.PRINTED),
        )
        .filter(
            Q(state=DecisionState.DRAFT)
            | Exists(Certificate.objects.filter(decision=OuterRef("pk"), state__in=IN_HAND))
            | Q(publication__isnull=True, hold_back=False, kind=DecisionKind.AWARD)
        )
        .order_by("pk")[:LONGEST_LIST]
    )
    office = rules.has_perm("awards.draft_decision", mandate, None)
    for decision in rows:
        yield from _items(decision, office=office)


def _certificates(state: str) -> Coalesce:
    return count_of(Certificate.objects.filter(state=state), "decision")


def _items(decision: Decision, *, office: bool) -> Iterable[TurnItem]:
    page = reverse("decisions:decision", args=[decision.pk])
    document = decision.document
    title = str(document) if document else decision.subject
    if decision.state == DecisionState.DRAFT:
        if office:
            yield TurnItem(title, page, verb=_("Submit for signature"))
        return
    publishable = decision.state == DecisionState.ISSUED and decision.kind == DecisionKind.AWARD
    published = decision.hold_back or hasattr(decision, "publication")
    if office and publishable and not published:
        url = reverse("decisions:publish", args=[decision.pk])
        yield TurnItem(title, url, verb=_("Publish"))
    register = reverse("decisions:certificates", args=[decision.pk])
    prepared, printed = decision.prepared, decision.printed  # type: ignore[attr-defined]
    if prepared:
        yield TurnItem(title, register, verb=_("Print certificates"), count=prepared)
    if printed:
        yield TurnItem(title, register, verb=_("Hand over certificates"), count=printed)


@search_source(gettext_lazy("Decisions"))
def decisions_found(mandate: Mandate, words: str) -> Iterable[SearchHit]:
    """Yield the decisions whose number or subject holds the words."""
    if not rules.has_perm("awards.view_decisions", mandate, None):
        return
    found = Document.objects.search(words).values("pk")
    shown = Decision.objects.visible_to(mandate).filter(document__in=found)
    shown = shown.select_related("document").only("subject", "state", "document__code")
    for decision in shown[:10]:
        document = decision.document
        note = document.code if document and document.code else decision.get_state_display()
        yield SearchHit(
            decision.subject, reverse("decisions:decision", args=[decision.pk]), str(note)
        )
