"""The steps of rounds, dossiers and nominees."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from awards.nominations import forms
from awards.nominations.enums import DossierState, NomineeState
from awards.nominations.models import Nominee
from awards.nominations.selectors.findings import dossier_papers
from awards.nominations.views.base import OfDossier, OfNominee, OfRound
from awards.nominations.workflow import DOSSIER, NOMINEE, ROUND
from emulation.clock import today
from emulation.workflow.views import TakeStep

Crumbs = list[tuple[str, str]]


def _rounds() -> tuple[str, str]:
    return _("Rounds of commendation"), reverse("nominations:round-list")


class RoundStep(OfRound, TakeStep):
    """Takes a step of a round."""

    workflow = ROUND
    forms = {"reopen": forms.ReopenForm}

    @property
    def crumbs(self) -> Crumbs:
        """From the rounds to this one."""
        return [_rounds(), (self.round.name, self.address())]


class DossierStep(OfDossier, TakeStep):
    """Takes a step of a dossier."""

    workflow = DOSSIER
    template_name = "awards/nominations/step.html"
    forms = {
        "record_letter": forms.LetterForm,
        "receive": forms.ReceiveForm,
        "return": forms.ReturnForm,
    }

    @property
    def crumbs(self) -> Crumbs:
        """From the rounds by the round to the dossier."""
        round_ = self.dossier.round
        return [
            _rounds(),
            (round_.name, round_.get_absolute_url()),
            (self.dossier.unit.label, self.address()),
        ]

    def form_kwargs(self) -> dict[str, Any]:
        """Begin the register's entry with what is known; offer whom a return concerns."""
        kwargs, dossier = super().form_kwargs(), self.dossier
        if self.step == "receive":
            kwargs["initial"] = {
                "channel": dossier.channel,
                "one_stop_code": dossier.one_stop_code,
                "incoming_number": dossier.incoming_number,
                "incoming_on": dossier.incoming_on or today(),
            }
        if self.step == "return":
            kwargs["nominees"] = self._concerned()
        return kwargs

    def _concerned(self) -> Any:
        """Return the nominees that can be asked back, once the dossier is received."""
        if self.dossier.state != DossierState.RECEIVED:
            return Nominee.objects.none()
        states = [NomineeState.APPRAISING, NomineeState.PASSED]
        return self.dossier.nominees.filter(state__in=states)

    def page_context(self) -> dict[str, Any]:
        """Say what is missing in a dossier that is received."""
        papers = dossier_papers(self.dossier) if self.step == "receive" else []
        missing = [paper.document.name for paper in papers if not paper.present]
        return {**super().page_context(), "missing": missing}


class NomineeStep(OfNominee, TakeStep):
    """Takes a step of a nominee."""

    workflow = NOMINEE

    @property
    def crumbs(self) -> Crumbs:
        """From the rounds by round and dossier to the nominee."""
        dossier = self.nominee.dossier
        return [
            _rounds(),
            (dossier.round.name, dossier.round.get_absolute_url()),
            (dossier.unit.label, dossier.get_absolute_url()),
            (self.nominee.name, self.address()),
        ]
