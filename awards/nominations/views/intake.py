"""Pages of the office's intake: receipt, return, and the slips that are printed."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from awards.catalogue.selectors import award_names
from awards.nominations.enums import NomineeState
from awards.nominations.selectors.findings import dossier_papers
from awards.nominations.selectors.lists import nominees_in
from awards.nominations.views.base import OfDossier
from emulation.ui.views import RecordPage
from emulation.workflow.selectors import last_return


class Receipt(OfDossier, RecordPage):
    """The receipt that is printed for who brought the dossier."""

    permission = "awards.view_dossier"
    template_name = "awards/nominations/receipt.html"

    def permission_object(self) -> None:
        """There is a receipt once it is received."""
        if self.dossier.received_at is None:
            raise Http404

    def page_context(self) -> dict[str, Any]:
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

    @cached_property
    def returned(self) -> Any:
        """The step that returned the dossier."""
        return last_return(self.dossier)

    def permission_object(self) -> None:
        """There is a request once the dossier was returned."""
        if self.returned is None:
            raise Http404

    def page_context(self) -> dict[str, Any]:
        return {
            "title": _("Request for a supplement"),
            "dossier": self.dossier,
            "returned": self.returned,
            "nominees": self.dossier.nominees.filter(state=NomineeState.SUPPLEMENT),
        }
