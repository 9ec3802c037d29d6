"""Pages of one nominee."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.catalogue.law import Award
from awards.ledger.subjects import ledger_url, read_subjects
from awards.nominations import forms, services
from awards.nominations.lists import state_of
from awards.nominations.models import Nominee, NomineeEvidence
from awards.nominations.selectors.candidates import (
    figures_for,
    figures_of,
    files_of,
    initiatives_for,
)
from awards.nominations.selectors.findings import (
    asked_of,
    assessments_of,
    award_for,
    law_day,
    papers_of,
)
from awards.nominations.selectors.routing import agencies_to_hear, met_elsewhere
from awards.nominations.views.base import OfNominee
from emulation.clock import today
from emulation.people.models import Mandate
from emulation.ui.views import ActionView, ServiceFormView
from emulation.units.models import Unit
from emulation.workflow.views import StepsPage

OTHER = "other"


class NomineePage(OfNominee, StepsPage):
    """One nominee: achievements with their sources, papers, what the rules say."""

    permission = "awards.view_dossier"
    template_name = "awards/nominations/nominee.html"

    def permission_object(self) -> None:
        """The role decides; whether the nominee is seen was decided by finding it."""
        self.nominee  # noqa: B018 -- answers 404 first

    def page_context(self) -> dict[str, Any]:
        nominee, mandate = self.nominee, self.mandate
        opinions = list(nominee.opinions.select_related("agency"))
        heard = {row.agency_id for row in opinions}
        return {
            **super().page_context(),
            "title": nominee.name,
            "state": state_of(nominee),
            "dossier": nominee.dossier,
            **case_of(nominee, mandate),
            "edits": rules.has_perm("awards.change_nominee", mandate, nominee),
            "hears": rules.has_perm("awards.record_opinion", mandate, nominee),
            "never_submitted": nominee.dossier.submitted_at is None,
            "opinions": opinions,
            "unheard": [
                unit for unit in agencies_to_hear(nominee, today()) if unit.pk not in heard
            ],
            "may_see_ledger": rules.has_perm("awards.view_ledger", mandate),
        }


def case_of(nominee: Any, mandate: Mandate) -> dict[str, Any]:
    """Return what pages show of a case: award, findings with articles, sources, papers."""
    award = award_for(nominee)
    read_subjects([nominee])
    # the papers ask for it, and the page shows the files: read once
    prefetch_related_objects(
        [nominee], Prefetch("evidence", NomineeEvidence.objects.select_related("file__blob"))
    )
    assessment = assessments_of([nominee])[0]
    papers = papers_of(nominee)
    return {
        "award": award,
        "assessment": assessment,
        "findings": assessment.findings,
        "law_day": law_day(nominee.dossier),
        "papers": papers,
        "papers_held": sum(paper.present for paper in papers),
        "evidence": nominee.evidence.all(),
        "paper_names": {paper.document.code: paper.document.name for paper in papers},
        "figures": figures_of(nominee, mandate),
        "initiatives": nominee.initiatives.only("title", "number", "recognised_on"),
        "elsewhere": met_elsewhere([nominee])[nominee.pk],
        "ledger_url": ledger_url(nominee.subject),
    }


class _NomineeForm(OfNominee, ServiceFormView):
    permission = "awards.change_nominee"
    template_name = "awards/nominations/form.html"

    @cached_property
    def award(self) -> Award:
        """The award asked for."""
        return award_for(self.nominee)

    def page_context(self) -> dict[str, Any]:
        return {
            "cancel_url": self.nominee_url,
            "lead": f"{self.nominee.name} – {self.award.name}",
            "dossier": self.nominee.dossier,
            "nominee": self.nominee,
        }


class ChangeNominee(_NomineeForm):
    """Describes the achievements."""

    form_class = forms.NomineeForm
    title = _("Achievements and confirmations")
    success_message = _("Saved; the rules were asked anew.")

    def form_kwargs(self) -> dict[str, Any]:
        asked = asked_of(self.award, self.nominee.subject_kind)
        return {"nominee": self.nominee, "asked": asked}

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        plain = ("position", "period_from", "period_to", "achievement")
        services.change_nominee(
            by=self.mandate,
            nominee=self.nominee,
            version=data["version"],
            facts=form.facts(),
            **{name: data[name] for name in plain},
        )
        return self.nominee_url


class ChooseSources(_NomineeForm):
    """Chooses figures and initiatives that stand in the portal."""

    form_class = forms.SourcesForm
    title = _("Figures and initiatives")
    success_message = _("The sources are linked.")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the unit's accepted figures and the nominee's initiatives."""
        nominee = self.nominee
        return {
            "figures": figures_for(nominee.dossier),
            "initiatives": initiatives_for(nominee),
            "initial": {
                "figures": list(nominee.figures.values_list("pk", flat=True)),
                "initiatives": list(nominee.initiatives.values_list("pk", flat=True)),
            },
        }

    def perform(self, form: Any) -> str:
        services.choose_sources(by=self.mandate, nominee=self.nominee, **form.entered())
        return self.nominee_url


class AddEvidence(_NomineeForm):
    """Adds a paper."""

    form_class = forms.EvidenceForm
    title = _("Add a paper")
    success_message = _("The paper is in the dossier.")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the papers that the law asks for, and the files of the dossier."""
        asked = [(paper.document.code, paper.document.name) for paper in papers_of(self.nominee)]
        kinds = [*asked, (OTHER, _("Another paper"))]
        wanted = self.request.GET.get("kind", "")
        return {
            "kinds": kinds,
            "files": files_of(self.nominee.dossier),
            "initial": {"kind": wanted},
        }

    def perform(self, form: Any) -> str:
        services.add_evidence(by=self.mandate, nominee=self.nominee, **form.entered())
        return self.nominee_url


class RemoveEvidence(ActionView):
    """Takes a paper out again."""

    permission = "awards.change_nominee"
    success_message = _("The paper was taken out.")

    @cached_property
    def evidence(self) -> NomineeEvidence:
        """The paper of the address."""
        visible: QuerySet[Any] = NomineeEvidence.objects.filter(
            nominee__in=Nominee.objects.visible_to(self.mandate)
        ).select_related("nominee__dossier__round__authority", "nominee__dossier__unit")
        return self.found(visible, pk=self.kwargs["pk"])

    def permission_object(self) -> Any:
        return self.evidence.nominee

    def perform(self) -> str:
        services.remove_evidence(by=self.mandate, evidence=self.evidence)
        return self.fallback()

    def fallback(self) -> str:
        """Stay on the nominee."""
        return reverse("nominations:nominee", args=[self.evidence.nominee_id])


class RemoveNominee(OfNominee, ActionView):
    """Strikes a name from a dossier that was never submitted."""

    permission = "awards.change_nominee"
    success_message = _("Removed from the dossier.")

    def perform(self) -> str:
        dossier = reverse("nominations:dossier", args=[self.nominee.dossier_id])
        services.remove_nominee(by=self.mandate, nominee=self.nominee)
        return dossier

    def fallback(self) -> str:
        """Stay on the nominee."""
        return self.nominee_url


class RecordOpinion(OfNominee, ServiceFormView):
    """Records what an agency's letter says."""

    permission = "awards.record_opinion"
    template_name = "awards/nominations/form.html"
    form_class = forms.OpinionForm
    title = _("Record an opinion")

    def form_kwargs(self) -> dict[str, Any]:
        return {"agencies": Unit.objects.all()}

    def perform(self, form: Any) -> str:
        services.record_opinion(by=self.mandate, nominee=self.nominee, **form.entered())
        return self.nominee_url

    def page_context(self) -> dict[str, Any]:
        return {
            "cancel_url": self.nominee_url,
            "lead": self.nominee.name,
            "dossier": self.nominee.dossier,
            "nominee": self.nominee,
        }
