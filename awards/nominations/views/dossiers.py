"""Pages of dossiers on the side of the unit and of the collector."""

from __future__ import annotations

import datetime as dt
from typing import Any

import rules
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import SubjectKind
from awards.catalogue.errors import NoLaw, UnknownAward
from awards.catalogue.law import Award
from awards.catalogue.selectors import award as award_of
from awards.catalogue.selectors import regime_on
from awards.nominations import forms, services
from awards.nominations.lists import DOSSIERS, OF_DOSSIER
from awards.nominations.models import Dossier
from awards.nominations.selectors.candidates import found_subjects, subjects_of
from awards.nominations.selectors.findings import dossier_findings, dossier_papers, law_day
from awards.nominations.selectors.lists import to_collect
from awards.nominations.views.base import OfDossier, OfRound
from awards.nominations.views.listed import chosen_of, listed_rows
from emulation.ui.views import ActionView, ListPage, ServiceFormView
from emulation.units.enums import UnitKind
from emulation.units.models import Unit
from emulation.workflow.forms import ReasonForm
from emulation.workflow.views import StepsPage


def awards_of(dossier: Dossier) -> list[Award]:
    """Return the awards of the round by the law of the dossier's day."""
    day, found = law_day(dossier), []
    for code in dossier.round.award_codes:
        try:
            found.append(award_of(code, day))
        except (NoLaw, UnknownAward):
            continue
    return found


class DossierList(ListPage):
    """The register of dossiers: one's own, and those that came in."""

    permission = "awards.view_dossier"
    template_name = "awards/nominations/dossier_list.html"
    listing = DOSSIERS


class DossierPage(OfDossier, ListPage, StepsPage):
    """One dossier: its nominees with their findings, its papers, its way."""

    permission = "awards.view_dossier"
    template_name = "awards/nominations/dossier.html"
    listing = OF_DOSSIER
    joined = (*OfDossier.joined, "submitted_by__account")

    def permission_object(self) -> None:
        """The role decides; whether the dossier is seen was decided by finding it."""
        self.dossier  # noqa: B018 -- answers 404 first

    def begun(self) -> tuple[dt.datetime | None, int | None]:
        return self.dossier.created_at, self.dossier.created_by_id

    def page_context(self) -> dict[str, Any]:
        dossier, mandate = self.dossier, self.mandate
        papers = dossier_papers(dossier)
        return {
            **super().page_context(),
            "title": gettext("Dossier of %(unit)s") % {"unit": dossier.unit.label},
            "lead": dossier.round.name,
            "regime": regime_on(law_day(dossier)).name if dossier.regime else "",
            "papers": papers,
            "papers_held": sum(paper.present for paper in papers),
            "findings": dossier_findings(dossier),
            "edits": rules.has_perm("awards.change_dossier", mandate, dossier),
            "takes_more": dossier.received_at is None,
        }


class BeginDossier(OfRound, ActionView):
    """Begins the unit's dossier."""

    permission = "awards.add_dossier"

    def perform(self) -> str:
        """Begin it, or go to the one begun before."""
        made = services.begin_dossier(by=self.mandate, round_=self.round)
        return reverse("nominations:dossier", args=[made.pk])

    def fallback(self) -> str:
        """Stay on the round."""
        return self.round_url


class _FormPage(ServiceFormView):
    template_name = "awards/nominations/form.html"


class DeclineRound(OfRound, _FormPage):
    """Answers a round, in which the unit has no dossier yet, that nobody is proposed."""

    permission = "awards.add_dossier"
    form_class = ReasonForm
    title = submit_label = _("Propose nobody")
    success_message = _("The office is told that your unit proposes nobody in this round.")

    def perform(self, form: Any) -> str:
        made = services.decline_at_once(by=self.mandate, round_=self.round, **form.entered())
        return reverse("nominations:dossier", args=[made.pk])

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": self.round_url, "lead": self.round.name}


class EnterDossier(OfRound, _FormPage):
    """Enters a dossier that came on paper."""

    permission = "awards.enter_dossier"
    form_class = forms.EnterForm
    title = _("Enter a paper dossier for a unit")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the units that nominate to the authority."""
        below = Unit.objects.below(self.round.authority)
        return {"units": below.exclude(kind=UnitKind.PEOPLES_COMMITTEE)}

    def perform(self, form: Any) -> str:
        made = services.enter_dossier(by=self.mandate, round_=self.round, **form.entered())
        return reverse("nominations:dossier", args=[made.pk])

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {
            "cancel_url": self.round_url,
            "lead": self.round.name,
            "note": _("State secrets are not accepted here: keep such a dossier on paper."),
        }


class CollectParts(OfRound, _FormPage):
    """Selects among the parts and takes them into one submission."""

    permission = "awards.collect_parts"
    form_class = forms.CollectForm
    title = _("Collect and select")
    submit_label = _("Take into our submission")
    success_message = _("The selected nominees go with your submission; the others were told.")

    def permission_object(self) -> None:
        """Units collect; whether this one does here is asked by the service."""
        self.round  # noqa: B018 -- answers 404 first

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the nominees of the parts; nobody is left out at first."""
        return {"nominees": to_collect(self.round, self.mandate)}

    def perform(self, form: Any) -> str:
        """Collect, and show the own dossier."""
        left_out = {row.pk for row in form.cleaned_data["left_out"]}
        parts = to_collect(self.round, self.mandate)
        chosen = set(parts.values_list("pk", flat=True)) - left_out
        into = services.collect_parts(
            by=self.mandate,
            round_=self.round,
            selected=chosen,
            left_out_reason=form.cleaned_data["left_out_reason"],
        )
        return reverse("nominations:dossier", args=[into.pk])

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": self.round_url, "lead": self.round.name}


class KeepPapers(OfDossier, _FormPage):
    """Keeps the papers of the dossier as a whole."""

    permission = "awards.change_dossier"
    form_class = forms.PapersForm
    title = _("Papers of the dossier")
    success_message = _("The papers are kept.")

    def form_kwargs(self) -> dict[str, Any]:
        """State the version that is read."""
        return {"version": self.dossier.version}

    def page_context(self) -> dict[str, Any]:
        """Return which dossier it is."""
        return {"cancel_url": self.dossier_url, "lead": str(self.dossier), "dossier": self.dossier}

    def perform(self, form: Any) -> str:
        version = form.cleaned_data["version"]
        services.keep_papers(
            by=self.mandate, dossier=self.dossier, version=version, **form.entered()
        )
        return self.dossier_url


class AddNominee(OfDossier, _FormPage):
    """Finds one subject by name and names it for an award."""

    permission = "awards.change_dossier"
    template_name = "awards/nominations/add_nominee.html"
    form_class = forms.AddForm
    title = _("Add a nominee")
    success_message = _("Added. Describe the achievements next.")

    @property
    def kind(self) -> str:
        """What kind of subject is looked for."""
        kind = self.request.GET.get("kind", SubjectKind.INDIVIDUAL)
        return kind if kind in SubjectKind.values else SubjectKind.INDIVIDUAL

    def form_kwargs(self) -> dict[str, Any]:
        awards = [each for each in awards_of(self.dossier) if self.kind in each.subjects]
        return {"awards": awards if self.request.method == "GET" else awards_of(self.dossier)}

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        subject = subjects_of(self.dossier, data["kind"]).filter(pk=data["subject"]).first()
        if subject is None:
            raise ValidationError(_("Choose somebody of your unit from the list."))
        made = services.add_nominee(
            by=self.mandate, dossier=self.dossier, award_code=data["award_code"], subject=subject
        )
        return reverse("nominations:nominee", args=[made.pk])

    def page_context(self) -> dict[str, Any]:
        words = self.request.GET.get("q", "")[:100]
        return {
            "dossier": self.dossier,
            "lead": str(self.dossier),
            "cancel_url": self.dossier_url,
            "kinds": SubjectKind.choices,
            "kind": self.kind,
            "words": words,
            "found": found_subjects(self.dossier, self.kind, words),
            "may_keep": rules.has_perm("emulation.keep_subjects", self.mandate),
        }


class AddListed(OfDossier, _FormPage):
    """Shows whom a list names, lets the doubtful be chosen, then names them all at once."""

    permission = "awards.change_dossier"
    form_class = forms.ListedForm
    title = _("Nominees from a list")
    submit_label = _("Read and preview")
    success_message = _("Everybody on the list was added.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"awards": awards_of(self.dossier)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Preview first; what was chosen there is then carried out."""
        if "previewed" in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.build_form(request.POST, request.FILES)
        return self.form_page(form, status=200 if form.is_valid() else 422)

    def form_page(self, form: Any, status: int = 200) -> HttpResponse:
        """Show the preview as soon as there is a list that can be read."""
        text = form.cleaned_data.get("text") if form.is_bound else None
        if not text or set(form.errors) - {"text", "__all__"}:
            return super().form_page(form, status)
        self.template_name = "awards/nominations/listed.html"
        self.previewed = listed_rows(self.dossier, form.cleaned_data, self.request.POST)
        return super().form_page(form, status)

    def perform(self, form: Any) -> str:
        """Add all, or none and say which lines are at fault."""
        data = form.cleaned_data
        services.add_listed(
            by=self.mandate,
            dossier=self.dossier,
            award_code=data["award_code"],
            kind=data["kind"],
            text=data["text"],
            chosen=chosen_of(self.dossier, data["kind"], self.request.POST),
        )
        return self.dossier_url

    def page_context(self) -> dict[str, Any]:
        """Return which dossier it is, and what its list was read as."""
        return {
            "cancel_url": self.dossier_url,
            "lead": str(self.dossier),
            "dossier": self.dossier,
            "rows": getattr(self, "previewed", []),
            "may_keep": rules.has_perm("emulation.keep_subjects", self.mandate),
        }
