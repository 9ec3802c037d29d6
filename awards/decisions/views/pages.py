"""The list of decisions and the page of one: list, amounts, text, what may be done now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import rules
from django.db.models import Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from awards.decisions.enums import DecisionKind, DecisionState
from awards.decisions.lists import DECISIONS, LINES, REVOKED
from awards.decisions.models import Certificate, Decision, Publication
from awards.decisions.selectors import rounds_ready, totals_of
from awards.decisions.selectors.decisions import TEXTS
from emulation.documents.enums import DocumentState
from emulation.ui.lists import Listing
from emulation.ui.views import ListPage, PortalView
from emulation.workflow.selectors import activity, asked_back, line_of_steps, past_of
from emulation.workflow.views import Button, StepsPage, buttons_for

# what ``_may`` allows -> the acts on names that it opens
ACTS = {
    "change_list": ("strike", "move"),
    "hold_back": ("hold-back", "let-in"),
    "revoke": ("revoke",),
    "edit": ("spare",),
}
REVOKED_TEXTS = tuple(f"revokes__{name}" for name in TEXTS)


class DecisionList(ListPage):
    """Decisions that the acting mandate may see, and the rounds that wait for one."""

    permission = "awards.view_decisions"
    template_name = "awards/decisions/list.html"
    listing = DECISIONS

    def page_context(self) -> dict[str, Any]:
        """Return, for the office, the rounds that are ready."""
        drafts = rules.has_perm("awards.draft_decision", self.mandate, None)
        return {"ready": rounds_ready(self.mandate.unit) if drafts else []}


class OfDecision(PortalView):
    """A page about one visible decision; ``related`` is what it shows with it."""

    permission = "awards.view_decisions"
    related: tuple[str, ...] = ("document",)

    @cached_property
    def decision(self) -> Decision:
        """The decision of the address; hidden ones are not there."""
        rows = Decision.objects.visible_to(self.mandate).select_related(*self.related)
        texts = TEXTS if "revokes__document" not in self.related else (*TEXTS, *REVOKED_TEXTS)
        rows = rows.defer(*texts)
        return self.found(rows, pk=self.kwargs["pk"])

    @property
    def record(self) -> Decision:
        """The record that takes steps."""
        return self.decision

    def permission_object(self) -> Decision:
        return self.decision

    def page(self) -> str:
        """Return the address of the decision."""
        return self.decision.get_absolute_url()

    def fallback(self) -> str:
        """Return to the decision when a service refuses."""
        return self.page()


class DecisionPage(OfDecision, ListPage, StepsPage):
    """One decision: its list with the bonus, its text, its certificates.

    Its text takes the steps, so that buttons and line of steps are those of the document.
    """

    template_name = "awards/decisions/decision.html"
    related: tuple[str, ...] = (
        "authority",
        "document",
        "round",
        "publication",
    )
    listing: Listing[Any] = LINES
    kind = DecisionKind.AWARD

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page; an award and a revocation each have their own address."""
        if self.decision.kind != self.kind:
            return redirect(self.page())
        return super().get(request, *args, **kwargs)

    @property
    def declaration(self) -> Listing[Any]:
        """The list of names, with what may be done with them in the decision's present state."""
        listing, may = super().declaration, self.may
        wanted = {name for key, names in ACTS.items() if may[key] for name in names}
        return replace(
            listing,
            columns=[c for c in listing.columns if not c.press or c.press in wanted],
            actions=[a for a in listing.actions if a.name in wanted],
        )

    @cached_property
    def may(self) -> dict[str, bool]:
        """What the acting mandate may do with the decision now, by name."""
        return _may(self.decision, self.mandate)

    def buttons(self) -> list[Button]:
        """Return the steps of the text; an outside signature is recorded with its list of names."""
        document = self.decision.document
        if document is None:
            return []
        return [
            button
            for button in buttons_for(document, self.mandate)
            if button.name != "record_signature"
        ]

    def page_context(self) -> dict[str, Any]:
        """Return the decision and everything around it."""
        decision = self.decision
        document = decision.document
        award = decision.kind == DecisionKind.AWARD
        return {
            "object": decision,
            "buttons": self.buttons(),
            "title": document.code if document and document.code else decision.subject,
            "lead": decision.subject if document and document.code else "",
            "document": document,
            "totals": totals_of(decision, self.mandate) if award else None,
            "provisional": document is None or document.state not in DocumentState.FROZEN,
            "list_heading": self.declaration.title,
            "revocations": self.revocations(),
            "may": self.may,
            **_way(decision),
            "publication": getattr(decision, "publication", None),
            "certificates": self.may["certificates"] or self.sees_certificates(),
        }

    def revocations(self) -> Iterable[Decision]:
        """Return what takes names of the decision back; only an issued one has any."""
        decision = self.decision
        if decision.state not in DecisionState.FINAL or decision.kind != DecisionKind.AWARD:
            return ()
        rows = decision.revocations.select_related("document")
        return rows.only("revokes", "subject", "state", "document__code")

    def sees_certificates(self) -> bool:
        """Tell whether the reader may see any certificate; only issued awards have them."""
        decision = self.decision
        if decision.state not in DecisionState.FINAL or decision.kind != DecisionKind.AWARD:
            return False
        return Certificate.objects.visible_to(self.mandate).filter(decision=decision).exists()


class RevocationPage(DecisionPage):
    """One revocation: whom it takes back, and what is to be recovered."""

    listing: Listing[Any] = REVOKED
    kind = DecisionKind.REVOCATION
    related = (*DecisionPage.related, "revokes__document")

    def page_context(self) -> dict[str, Any]:
        to_recover = self.asked.every_row.aggregate(sum=Sum("amount", default=0))["sum"]
        return {**super().page_context(), "to_recover": to_recover}


def _may(decision: Decision, mandate: Any) -> dict[str, bool]:
    """Return what the acting mandate may do now, by name."""
    office = rules.has_perm("awards.draft_decision", mandate, decision)
    award = decision.kind == DecisionKind.AWARD
    issued = decision.state == DecisionState.ISSUED
    document = decision.document
    published = hasattr(decision, "publication")
    return {
        "edit": office and decision.is_open,
        "change_list": office and decision.is_open and award,
        "record_signed": office
        and decision.state == DecisionState.SUBMITTED
        and document is not None
        and document.state == DocumentState.SUBMITTED,
        "publish": office and award and issued and not published and not decision.hold_back,
        "hold_back": office and award and decision.state in DecisionState.FINAL,
        "revoke": office and award and issued,
        "certificates": rules.has_perm("awards.keep_certificates", mandate, decision)
        and decision.state in DecisionState.FINAL
        and award,
    }


def _way(decision: Decision) -> dict[str, Any]:
    """Return line of steps, activity and return of the text, with the publication at the end."""
    document, publication = decision.document, getattr(decision, "publication", None)
    if document is None:
        return {"steps": [], "activity": activity(past_of(decision)), "published_by": ""}
    others = [document.drafted_by_id]
    if publication is not None:
        others.append(publication.published_by_id)
    past = past_of(document, decision, others=others)
    steps = line_of_steps(document, past, begun=(document.drafted_at, document.drafted_by_id))
    published_by = past.actors[publication.published_by_id].name_for_whom if publication else ""
    if decision.kind == DecisionKind.AWARD:
        steps.append(_published(publication, published_by))
    return {
        "steps": steps,
        "activity": activity(past),
        "returned": asked_back(document, past.steps),
        "published_by": published_by,
    }


def _published(publication: Publication | None, by: str) -> dict[str, Any]:
    if publication is None:
        return {"label": _("Published"), "state": "todo"}
    return {"label": _("Published"), "state": "done", "at": publication.published_at, "by": by}
