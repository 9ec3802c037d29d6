"""Pages of the office's intake: receipt, return, and the slips that are printed."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from awards.nominations import forms, services
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Nominee
from awards.nominations.selectors.findings import dossier_papers
from awards.nominations.selectors.lists import nominees_in
from awards.nominations.views.base import OfDossier
from awards.nominations.views.rounds import award_names
from emulation.clock import today
from emulation.ui.views import RecordPage, ServiceFormView
from emulation.workflow.selectors import last_return


class ReceiveDossier(OfDossier, ServiceFormView):
    """Enters a dossier in the register."""

    permission = "awards.receive_dossier"
    template_name = "awards/nominations/form.html"
    form_class = forms.ReceiveForm
    title = _("Receive the dossier")
    submit_label = _("Receive")
    success_message = _("The dossier is received; its nominees wait for appraisal.")

    def form_kwargs(self) -> dict[str, Any]:
        """Begin with today and what is known."""
        dossier = self.dossier
        return {
            "version": dossier.version,
            "initial": {
                "channel": dossier.channel,
                "one_stop_code": dossier.one_stop_code,
                "incoming_number": dossier.incoming_number,
                "incoming_on": dossier.incoming_on or today(),
            },
        }

    def perform(self, form: Any) -> str:
        """Receive, and show it."""
        version = form.cleaned_data["version"]
        services.receive_dossier(
            by=self.mandate, dossier=self.dossier, version=version, **form.entered()
        )
        return self.dossier_url

    def page_context(self) -> dict[str, Any]:
        """Return which dossier it is, and what is missing in it."""
        papers = dossier_papers(self.dossier)
        return {
            "cancel_url": self.dossier_url,
            "lead": str(self.dossier),
            "dossier": self.dossier,
            "missing": [paper.document.name for paper in papers if not paper.present],
        }


class ReturnDossier(OfDossier, ServiceFormView):
    """Returns a dossier for completion."""

    permission = "awards.return_dossier"
    template_name = "awards/nominations/form.html"
    form_class = forms.ReturnForm
    title = _("Return for completion")
    submit_label = _("Return for completion")
    success_message = _("The dossier is returned; the unit was told.")

    def form_kwargs(self) -> dict[str, Any]:
        """Offer the nominees that can be asked back, once the dossier is received."""
        states = [NomineeState.APPRAISING, NomineeState.PASSED]
        rows = Nominee.objects.none()
        if self.dossier.state == DossierState.RECEIVED:
            rows = self.dossier.nominees.filter(state__in=states)
        return {"version": self.dossier.version, "nominees": rows}

    def perform(self, form: Any) -> str:
        """Return it, and show it."""
        data = form.entered()
        services.return_dossier(
            by=self.mandate,
            dossier=self.dossier,
            reason=data["reason"],
            due_on=data["due_on"],
            items=data["items"].splitlines(),
            nominees=[row.pk for row in data.get("nominees", [])],
            version=form.cleaned_data["version"],
        )
        return self.dossier_url

    def page_context(self) -> dict[str, Any]:
        """Return which dossier it is."""
        return {"cancel_url": self.dossier_url, "lead": str(self.dossier), "dossier": self.dossier}


class Receipt(OfDossier, RecordPage):
    """The receipt that is printed for who brought the dossier."""

    permission = "awards.view_dossier"
    template_name = "awards/nominations/receipt.html"

    def permission_object(self) -> None:
        """There is a receipt once it is received."""
        if self.dossier.received_at is None:
            raise Http404

    def page_context(self) -> dict[str, Any]:
        """Return what was received."""
        names = award_names()
        return {
            "title": _("Receipt of a dossier"),
            "dossier": self.dossier,
            "papers": dossier_papers(self.dossier),
            "nominees": [
                (row, names.get(row.award_code, row.award_code))
                for row in nominees_in(self.dossier)
                if row.state in NomineeState.ALIVE
            ],
        }


class Request(OfDossier, RecordPage):
    """The request for a supplement, to be printed."""

    permission = "awards.view_dossier"
    template_name = "awards/nominations/request.html"

    def permission_object(self) -> None:
        """There is a request once the dossier was returned."""
        if last_return(self.dossier) is None:
            raise Http404

    def page_context(self) -> dict[str, Any]:
        """Return what is asked for."""
        return {
            "title": _("Request for a supplement"),
            "dossier": self.dossier,
            "returned": last_return(self.dossier),
            "nominees": self.dossier.nominees.filter(state=NomineeState.SUPPLEMENT),
        }
