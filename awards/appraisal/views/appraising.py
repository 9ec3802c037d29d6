"""The appraiser's pages: the queue, and one nominee with facts, findings and judgement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.appraisal import services
from awards.appraisal.enums import AppraisalState, Turn
from awards.appraisal.forms import BACK, RecheckForm, RecuseForm, VerdictForm
from awards.appraisal.lists import QUEUE
from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import Place, live, place_in_queue, rounds_in_hand
from awards.nominations.enums import NomineeState
from awards.nominations.views.nominees import case_of
from emulation.people.roles import roles_with
from emulation.ui.views import ListPage, PortalView, ServiceFormView


class Queue(ListPage):
    """What I have to appraise; the office finds the rounds there."""

    permission = "awards.view_appraisals"
    template_name = "awards/appraisal/queue.html"
    listing = QUEUE

    def head_actions(self) -> list[dict[str, Any]]:
        first = next(iter(self.asked.page.object_list), None)
        if first is None:
            return []
        url = reverse("appraisal:appraisal", args=[first.pk])
        return [{"url": url, "label": _("Begin"), "icon": "arrow-right", "tone": "brand"}]

    def page_context(self) -> dict[str, Any]:
        return {
            "appraises": self.mandate.role in roles_with("awards.appraise"),
            "rounds": rounds_in_hand(self.mandate),
        }


class OfAppraisal(PortalView):
    """A page on one's own appraisal."""

    @cached_property
    def appraisal(self) -> Appraisal:
        """The appraisal of the address."""
        rows = Appraisal.objects.visible_to(self.mandate).select_related(
            "nominee__dossier__round__authority", "nominee__dossier__unit"
        )
        return self.found(rows, pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        return self.appraisal


class AppraisalPage(OfAppraisal, ServiceFormView):
    """Facts left, findings in the middle, my judgement right; save and go to the next."""

    permission = "awards.appraise"
    template_name = "awards/appraisal/appraisal.html"
    submit_label = _("Save and next")

    @property
    def is_recheck(self) -> bool:
        """Whether I re-check another's appraisal."""
        return self.appraisal.turn == Turn.RECHECK

    @property
    def form_class(self) -> Any:
        """My judgement, or my word on the first one."""
        return RecheckForm if self.is_recheck else VerdictForm

    def form_kwargs(self) -> dict[str, Any]:
        """Show what I wrote before it came back to me."""
        row = self.appraisal
        kwargs: dict[str, Any] = {"version": row.version}
        if not self.is_recheck:
            kwargs["route"] = row.nominee.route
            kwargs["initial"] = {"reason": row.reason, "score": row.score}
        return kwargs

    @cached_property
    def place(self) -> Place | None:
        """Where it stands in my queue, if it is still in it."""
        return place_in_queue(self.mandate, self.appraisal.pk)

    def perform(self, form: Any) -> str:
        following = self.place.following if self.place else None
        if self.is_recheck:
            self._recheck(form)
        else:
            data = form.entered()
            services.submit_verdict(
                by=self.mandate,
                appraisal=self.appraisal,
                verdict=data["verdict"],
                reason=data["reason"],
                score=data.get("score"),
                items=data["items"].splitlines(),
                due_on=data["due_on"],
                version=form.cleaned_data["version"],
            )
        messages.success(
            self.request, gettext("Saved: %(name)s") % {"name": self.appraisal.nominee}
        )
        return reverse("appraisal:appraisal", args=[following]) if following else self._queue_url

    def _recheck(self, form: Any) -> None:
        data = form.cleaned_data
        if data["verdict"] == BACK:
            services.send_back(by=self.mandate, appraisal=self.appraisal, remark=data["reason"])
            return
        first = live(self.appraisal.nominee).get(Turn.FIRST)
        services.submit_verdict(
            by=self.mandate,
            appraisal=self.appraisal,
            verdict=first.verdict if first else "",
            reason=data["reason"] or (first.reason if first else ""),
            version=data["version"],
        )

    @property
    def _queue_url(self) -> str:
        return reverse("appraisal:queue")

    def page_context(self) -> dict[str, Any]:
        """Return the case, my place in the queue, and what I may see of others."""
        row, place = self.appraisal, self.place
        others = (
            Appraisal.objects.visible_to(self.mandate)
            .filter(nominee=row.nominee_id, state=AppraisalState.SUBMITTED)
            .exclude(pk=row.pk)
            .select_related("appraiser")
        )
        return {
            "title": row.nominee.name,
            "object": row,
            "nominee": row.nominee,
            "dossier": row.nominee.dossier,
            **case_of(row.nominee, self.mandate),
            "place": place,
            "previous_url": self._url(place.previous) if place and place.previous else "",
            "next_url": self._url(place.following) if place and place.following else "",
            "others": others,
            "is_recheck": self.is_recheck,
            "is_open": row.state == AppraisalState.ASSIGNED
            and row.nominee.state == NomineeState.APPRAISING,
        }

    def _url(self, pk: int) -> str:
        return reverse("appraisal:appraisal", args=[pk])


class Recuse(OfAppraisal, ServiceFormView):
    """Steps back with a declared conflict."""

    permission = "awards.appraise"
    template_name = "awards/appraisal/form.html"
    form_class = RecuseForm
    title = _("Step back from this nominee")
    submit_label = _("Declare and step back")
    success_message = _("Your conflict of interest is recorded; another appraiser is charged.")

    def perform(self, form: Any) -> str:
        services.recuse(by=self.mandate, appraisal=self.appraisal, **form.entered())
        return reverse("appraisal:queue")

    def page_context(self) -> dict[str, Any]:
        url = reverse("appraisal:appraisal", args=[self.appraisal.pk])
        return {"cancel_url": url, "lead": self.appraisal.nominee.name}
