"""Pages of the registrations."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.models import Campaign
from campaigns.plans.selectors import campaigns_for
from campaigns.registrations import services
from campaigns.registrations.enums import RegistrationState
from campaigns.registrations.forms import (
    CommitmentForm,
    CompactForm,
    PaperForm,
    RegistrationFilter,
    ReturnForm,
    TitleForm,
)
from campaigns.registrations.models import Compact, RegisteredTitle, Registration
from campaigns.registrations.selectors import (
    clusters_for_compact,
    commitment_rows,
    comparison,
    missing_commitments,
    progress,
    registration_records,
    registrations_for,
    title_rows,
)
from emulation.ui.views import ActionView, ListPage, PortalView, RecordPage, ServiceFormView
from emulation.workflow.selectors import available, history, last_return


class RegistrationList(ListPage):
    """The registrations that the acting mandate may see."""

    permission = "campaigns.list_registrations"
    template_name = "campaigns/registrations/registration_list.html"
    filterset_class = RegistrationFilter

    def rows(self) -> QuerySet[Registration]:
        """Return the visible registrations."""
        return registrations_for(self.mandate)

    def page_context(self) -> dict[str, Any]:
        """Return title and counts."""
        return {"title": _("Registrations"), "counts": progress(self.rows())}


class CampaignRegistrations(RegistrationList):
    """The registrations of one campaign, with compacts and the comparison per indicator."""

    template_name = "campaigns/registrations/campaign_registrations.html"

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        found: Campaign = self.found(campaigns_for(self.mandate), pk=self.kwargs["pk"])
        return found

    def rows(self) -> QuerySet[Registration]:
        """Return those of the campaign."""
        return registrations_for(self.mandate).filter(participant__campaign=self.campaign)

    def page_context(self) -> dict[str, Any]:
        """Return the campaign's counts, its compacts and what was committed together."""
        may_record = rules.has_perm("campaigns.record_compact", self.mandate, self.campaign)
        clusters = clusters_for_compact(self.campaign, self.mandate)
        runs = rules.has_perm("campaigns.run_campaign", self.mandate, self.campaign)
        overall = runs or self.mandate.role in {"auditor", "signer", "reviewer"}
        visible: Any = Registration.objects.visible_to(self.mandate)
        compacts = Compact.objects.filter(
            campaign=self.campaign, registrations__in=visible.values("pk")
        )
        return {
            **super().page_context(),
            "campaign": self.campaign,
            "lead": self.campaign.title,
            "compacts": compacts.select_related("cluster", "file__blob").distinct(),
            "may_record_compact": may_record and clusters.exists(),
            "comparison": comparison(self.campaign) if overall else [],
        }


class _OfRegistration(PortalView):
    """Finds the visible registration of the address; the permission is asked of it."""

    @cached_property
    def registration(self) -> Registration:
        """The registration of the address."""
        rows = registration_records(self.mandate)
        found: Registration = self.found(rows, pk=self.kwargs["pk"])
        return found

    def permission_object(self) -> Any:
        """Ask for the right on this registration."""
        return self.registration

    def address(self) -> str:
        """Return the address of its page."""
        return reverse("registrations:registration", args=[self.registration.pk])


class _Form(_OfRegistration, ServiceFormView):
    template_name = "campaigns/registrations/form.html"

    def page_context(self) -> dict[str, Any]:
        """Return the registration and the way back."""
        return {
            "registration": self.registration,
            "title": self.title,
            "lead": f"{self.registration} – {self.registration.participant.campaign}",
            "cancel_url": self.address(),
            "on_behalf": self.mandate.unit_id != self.registration.participant.unit_id,
        }


class _Action(_OfRegistration, ActionView):
    def fallback(self) -> str:
        """Go back to the registration."""
        return self.address()

    def sent_version(self) -> int | None:
        """Return the version that the button was shown with."""
        sent = self.request.POST.get("version", "")
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None


class RegistrationPage(_OfRegistration, RecordPage):
    """One unit's commitments, titles, signature."""

    permission = "campaigns.view_registration"
    template_name = "campaigns/registrations/registration.html"

    def page_context(self) -> dict[str, Any]:
        """Return everything about the registration and what may be done now."""
        registration = self.registration
        log = list(history(registration))
        steps = {step.name for step in available(registration, self.mandate)}
        editable = registration.state in RegistrationState.EDITABLE
        running = registration.participant.campaign.is_running
        back = last_return(registration)
        return {
            "title": str(registration),
            "object": registration,
            "registration": registration,
            "campaign": registration.participant.campaign,
            "rows": commitment_rows(registration),
            "titles": title_rows(registration, self.mandate),
            "missing": missing_commitments(registration),
            "returned": back if registration.state == RegistrationState.RETURNED else None,
            "activity": [_entry(step) for step in log],
            "steps": _steps(registration, log),
            "next": steps if running else steps - {"sign", "record_paper"},
            "may_edit": editable
            and running
            and rules.has_perm("campaigns.change_registration", self.mandate, registration),
        }


def _entry(step: Any) -> dict[str, Any]:
    words = {
        "sign": _("signed the registration"),
        "record_paper": _("recorded the signed paper"),
        "join_compact": _("recorded the compact of the cluster"),
        "accept": _("accepted the registration"),
        "return": _("returned the registration"),
    }
    who = step.mandate.account.full_name if step.mandate else _("The portal")
    text = words.get(step.name, step.name)
    return {"at": step.at, "by": who, "text": text, "reason": step.reason}


def _steps(registration: Registration, log: list[Any]) -> list[dict[str, Any]]:
    """Return the line of steps: written, signed, accepted."""
    state = registration.state
    last = {step.target: step for step in log}
    signed, accepted = last.get(RegistrationState.SIGNED), last.get(RegistrationState.ACCEPTED)
    binding = state in RegistrationState.BINDING
    first = "returned" if state == RegistrationState.RETURNED else "current"
    done = state == RegistrationState.ACCEPTED
    return [
        {"label": _("Filled in"), "state": "done" if binding else first},
        {
            "label": _("Signed by the unit"),
            "state": ("done" if done else "current") if binding else "todo",
            "at": signed.at if signed and binding else None,
        },
        {
            "label": _("Accepted"),
            "state": "current" if done else "todo",
            "at": accepted.at if accepted and done else None,
        },
    ]


class Entry(_Form):
    """The grid of commitments, prefilled with what was allocated."""

    permission = "campaigns.change_registration"
    template_name = "campaigns/registrations/entry.html"
    form_class = CommitmentForm
    title = gettext_lazy("Commitments")
    success_message = gettext_lazy("The commitments are saved.")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer a line for each indicator that concerns the unit."""
        rows = commitment_rows(self.registration)
        return {"rows": rows, "version": self.registration.version}

    def perform(self, form: Any) -> str:
        """Save."""
        services.save_commitments(
            by=self.mandate,
            registration=self.registration,
            entries=form.entries(),
            version=form.cleaned_data["version"],
        )
        return self.address()


class TitleAdd(_Form):
    """Registers a title aimed at."""

    permission = "campaigns.change_registration"
    form_class = TitleForm
    title = gettext_lazy("Title aimed at")
    submit_label = gettext_lazy("Register the title")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer who belongs to the unit."""
        return {"registration": self.registration}

    def perform(self, form: Any) -> str:
        """Register."""
        services.add_title(
            by=self.mandate,
            registration=self.registration,
            award_code=form.cleaned_data["award_code"],
            subject=form.cleaned_data["subject"],
        )
        return f"{self.address()}#titles"


class TitleRemove(_Action):
    """Takes a title aimed at away."""

    permission = "campaigns.change_registration"

    @cached_property
    def title(self) -> RegisteredTitle:
        """The title of the address."""
        visible = Registration.objects.visible_to(self.mandate).values("pk")
        rows = RegisteredTitle.objects.filter(registration__in=visible)
        related = rows.select_related("registration__participant__campaign__launcher")
        found: RegisteredTitle = self.found(related, pk=self.kwargs["pk"])
        return found

    @cached_property
    def registration(self) -> Registration:
        """The registration of the title."""
        return self.title.registration

    def perform(self) -> str:
        """Remove."""
        services.remove_title(by=self.mandate, title=self.title)
        return f"{self.address()}#titles"


class Sign(_Action):
    """Signs as the unit's leader."""

    permission = "campaigns.sign_registration"
    success_message = gettext_lazy("The registration is signed.")

    def perform(self) -> str:
        """Sign."""
        services.sign_registration(
            by=self.mandate, registration=self.registration, version=self.sent_version()
        )
        return self.address()


class RecordPaper(_Form):
    """Records a registration signed on paper."""

    permission = "campaigns.record_registration"
    form_class = PaperForm
    title = gettext_lazy("Record the signed paper")
    submit_label = gettext_lazy("Record it")
    success_message = gettext_lazy("The signed paper is recorded.")

    def form_kwargs(self) -> dict[str, Any]:
        """Carry the version that was read."""
        return {"version": self.registration.version}

    def perform(self, form: Any) -> str:
        """Record."""
        data = form.cleaned_data
        services.record_signed_paper(
            by=self.mandate,
            registration=self.registration,
            number=data["number"],
            signed_on=data["signed_on"],
            upload=data["file"],
            version=data["version"],
        )
        return self.address()


class Accept(_Action):
    """Accepts a signed registration."""

    permission = "campaigns.accept_registration"
    success_message = gettext_lazy("The registration is accepted.")

    def perform(self) -> str:
        """Accept."""
        services.accept_registration(
            by=self.mandate, registration=self.registration, version=self.sent_version()
        )
        return self.address()


class Return(_Form):
    """Gives a signed registration back."""

    permission = "campaigns.accept_registration"
    form_class = ReturnForm
    title = gettext_lazy("Return for completion")
    submit_label = gettext_lazy("Return")
    success_message = gettext_lazy("The unit is told what to complete and by when.")

    def form_kwargs(self) -> dict[str, Any]:
        """Carry the version that was read."""
        return {"version": self.registration.version}

    def perform(self, form: Any) -> str:
        """Return."""
        services.return_registration(
            by=self.mandate,
            registration=self.registration,
            version=form.cleaned_data["version"],
            **form.entered(),
        )
        return self.address()


class CompactAdd(ServiceFormView):
    """Records a compact signed on paper."""

    permission = "campaigns.record_compact"
    template_name = "campaigns/registrations/compact.html"
    form_class = CompactForm
    title = gettext_lazy("Record a compact")
    submit_label = gettext_lazy("Record it")
    success_message = gettext_lazy("The compact is recorded; it counts for every member.")

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        found: Campaign = self.found(campaigns_for(self.mandate), pk=self.kwargs["pk"])
        return found

    def permission_object(self) -> Any:
        """Ask for the right on this campaign."""
        return self.campaign

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the clusters whose compact is still to be recorded."""
        return {"campaign": self.campaign, "mandate": self.mandate}

    def page_context(self) -> dict[str, Any]:
        """Return the campaign and the way back."""
        return {
            "campaign": self.campaign,
            "title": self.title,
            "lead": self.campaign.title,
            "cancel_url": self.address(),
        }

    def address(self) -> str:
        """Return the address of the campaign's registrations."""
        return reverse("registrations:campaign-registrations", args=[self.campaign.pk])

    def perform(self, form: Any) -> str:
        """Record."""
        data = form.entered()
        upload = data.pop("file")
        services.record_compact(by=self.mandate, campaign=self.campaign, upload=upload, **data)
        return self.address()
