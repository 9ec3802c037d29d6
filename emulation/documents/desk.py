"""Official documents on the desk: to submit, to sign, to number; and in the search."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from emulation.documents.enums import DocumentState, StepState
from emulation.documents.models import Document
from emulation.documents.selectors import TEXTS
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.registries.places import (
    HITS_OF_A_SOURCE,
    SearchHit,
    TurnItem,
    place,
    search_source,
    turn_source,
)

LONGEST_LIST = 50
CLERKS = roles_with("emulation.number_document") & roles_with("emulation.manage_books")

place(
    gettext_lazy("Documents"),
    "documents:document-list",
    permission="emulation.view_documents",
    icon="file-text",
    key="v",
    order=70,
)


@turn_source
def documents_in_turn(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield what the mandate has to sign, approve or number, and what it waits for."""
    open_ones = (
        Document.objects.visible_to(mandate)
        .filter(authority=mandate.unit_id)
        .exclude(state=DocumentState.ISSUED)
        .defer(*TEXTS)
        .prefetch_related("steps")
        .order_by("pk")[:LONGEST_LIST]
    )
    for document in open_ones:
        if item := _turn(document, mandate):
            yield item


def _turn(document: Document, mandate: Mandate) -> TurnItem | None:
    url = reverse("documents:document", args=[document.pk])
    waiting = [step for step in document.steps.all() if step.state == StepState.WAITING]
    title = document.subject
    drafted = document.drafted_account_id == mandate.account_id
    if document.state == DocumentState.SUBMITTED:
        if waiting and waiting[0].role == mandate.role and not drafted:
            return TurnItem(title, url, verb=_("Approve and pass on"))
        if not waiting and mandate.role in roles_with("emulation.sign_document") and not drafted:
            return TurnItem(title, url, verb=_("Sign"))
        if drafted:
            whom = waiting[0].title if waiting else _("signature")
            return TurnItem(title, url, lane="waiting", with_whom=whom)
    if document.state == DocumentState.SIGNED:
        if mandate.role in CLERKS:
            return TurnItem(title, url, verb=_("Number and issue"))
        if drafted:
            return TurnItem(title, url, lane="waiting", with_whom=_("records clerk"))
    return None


@search_source(gettext_lazy("Documents"))
def documents_found(mandate: Mandate, words: str) -> Iterable[SearchHit]:
    """Yield the documents whose number or subject holds the words."""
    found = Document.objects.visible_to(mandate).search(words)
    found = found.only("subject", "code", "state")
    for document in found.filter(~Q(subject="")).order_by("-pk")[:HITS_OF_A_SOURCE]:
        url = reverse("documents:document", args=[document.pk])
        yield SearchHit(document.subject, url, document.code or document.get_state_display())
