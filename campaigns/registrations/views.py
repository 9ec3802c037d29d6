"""Pages of the registrations."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plans.models import Campaign
from campaigns.plans.selectors import campaigns_named
from campaigns.registrations import services
from campaigns.registrations.enums import RegistrationState
from campaigns.registrations.forms import (
    CommitmentForm,
    CompactForm,
    PaperForm,
    TitleForm,
)
from campaigns.registrations.grid import read_heads, read_rows
from campaigns.registrations.lists import COMPARE, OF_CAMPAIGN, REGISTRATIONS
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
    with_papers,
)
from campaigns.registrations.workflow import WORKFLOW
from emulation.ui.views import ActionView, ListPage, PortalView, ServiceFormView
from emulation.workflow.views import StepsPage, TakeStep


class RegistrationList(ListPage):
    """The registrations that the acting mandate may see."""

    permission = "campaigns.list_registrations"
    template_name = "campaigns/registrations/registration_list.html"
    listing = REGISTRATIONS

    def page_context(self) -> dict[str, Any]:
        return {"counts": progress(registrations_for(self.mandate))}


class CampaignRegistrations(ListPage):
    """The registrations of one campaign, with compacts and the comparison per indicator."""

    permission = "campaigns.list_registrations"
    template_name = "campaigns/registrations/campaign_registrations.html"
    listing = OF_CAMPAIGN

    @cached_property
    def campaign(self) -> Campaign:
        """The campaign of the address."""
        found: Campaign = self.found(campaigns_named(self.mandate), pk=self.kwargs["pk"])
        return found

    def scope(self) -> dict[str, Any]:
        return {"pk": self.campaign.pk}

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
            "counts": progress(self.asked.every_row),
            "campaign": self.campaign,
            "lead": self.campaign.title,
            "compacts": compacts.select_related("cluster", "file__blob").distinct(),
            "may_record_compact": may_record and clusters.exists(),
            "may_compare": overall,
            # adds up all that was ever allocated and committed: for who asks, not with every page
            "comparison": comparison(self.campaign) if overall and self._compares else [],
        }

    @property
    def _compares(self) -> bool:
        return COMPARE in self.request.GET


class _OfRegistration(PortalView):
    """Finds the visible registration of the address; the permission is asked of it."""

    def rows(self) -> QuerySet[Registration]:
        """Return the visible registrations; the page of one asks for more."""
        return registration_records(self.mandate)

    @cached_property
    def registration(self) -> Registration:
        """The registration of the address."""
        found: Registration = self.found(self.rows(), pk=self.kwargs["pk"])
        return found

    @property
    def record(self) -> Registration:
        """The record that takes steps."""
        return self.registration

    def permission_object(self) -> Any:
        return self.registration

    def address(self) -> str:
        return self.registration.get_absolute_url()

    def acts_for_unit(self) -> bool:
        """Tell whether somebody else than the unit acts here."""
        return bool(self.mandate.unit_id != self.registration.participant.unit_id)


class _Form(_OfRegistration, ServiceFormView):
    template_name = "campaigns/registrations/form.html"

    def page_context(self) -> dict[str, Any]:
        return {
            "registration": self.registration,
            "title": self.title,
            "lead": f"{self.registration} – {self.registration.participant.campaign}",
            "cancel_url": self.address(),
            "on_behalf": self.acts_for_unit(),
        }


class RegistrationPage(_OfRegistration, StepsPage):
    """One unit's commitments, titles, signature."""

    permission = "campaigns.view_registration"
    template_name = "campaigns/registrations/registration.html"

    def rows(self) -> QuerySet[Registration]:
        return with_papers(super().rows())

    def page_context(self) -> dict[str, Any]:
        """Return everything about the registration and what may be done now."""
        registration = self.registration
        rows = commitment_rows(registration)
        editable = registration.state in RegistrationState.EDITABLE
        running = registration.participant.campaign.is_running
        return {
            **super().page_context(),
            "registration": registration,
            "campaign": registration.participant.campaign,
            "heads": read_heads(),
            "rows": read_rows(rows),
            "titles": title_rows(registration, self.mandate),
            "missing": missing_commitments(rows),
            "may_edit": editable
            and running
            and rules.has_perm("campaigns.change_registration", self.mandate, registration),
        }


class RegistrationStep(_OfRegistration, TakeStep):
    """Takes a step of a registration."""

    workflow = WORKFLOW
    forms = {"record_paper": PaperForm}

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """From the list by the campaign to the registration."""
        campaign = self.registration.participant.campaign
        return [
            (_("Registrations"), reverse("registrations:registration-list")),
            (
                Truncator(campaign).chars(48),
                reverse("registrations:campaign-registrations", args=[campaign.pk]),
            ),
            *super().crumbs,
        ]

    def effects(self) -> list[str]:
        """Say before a signature to how much it commits."""
        if self.step != "sign":
            return super().effects()
        committed = {
            "commitments": self.registration.commitments.count(),
            "titles": self.registration.titles.count(),
        }
        words = _("Committed values: %(commitments)s. Titles registered: %(titles)s.")
        return [words % committed, *super().effects()]

    def page_context(self) -> dict[str, Any]:
        on_behalf = self.step == "record_paper" and self.acts_for_unit()
        return {**super().page_context(), "on_behalf": on_behalf}


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
        services.add_title(
            by=self.mandate,
            registration=self.registration,
            award_code=form.cleaned_data["award_code"],
            subject=form.cleaned_data["subject"],
        )
        return f"{self.address()}#titles"


class TitleRemove(_OfRegistration, ActionView):
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

    def fallback(self) -> str:
        """Go back to the registration."""
        return self.address()

    def perform(self) -> str:
        services.remove_title(by=self.mandate, title=self.title)
        return f"{self.address()}#titles"


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
        found: Campaign = self.found(campaigns_named(self.mandate), pk=self.kwargs["pk"])
        return found

    def permission_object(self) -> Any:
        return self.campaign

    def form_kwargs(self) -> dict[str, Any]:
        return {"campaign": self.campaign, "mandate": self.mandate}

    def page_context(self) -> dict[str, Any]:
        return {
            "campaign": self.campaign,
            "title": self.title,
            "lead": self.campaign.title,
            "cancel_url": self.address(),
        }

    def address(self) -> str:
        return reverse("registrations:campaign-registrations", args=[self.campaign.pk])

    def perform(self, form: Any) -> str:
        data = form.entered()
        upload = data.pop("file")
        services.record_compact(by=self.mandate, campaign=self.campaign, upload=upload, **data)
        return self.address()
