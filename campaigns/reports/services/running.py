"""Reports are written while their campaign runs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from campaigns.reports.models import Report
from emulation.ui.errors import WrongState


def is_running(report: Report) -> bool:
    """Return whether the campaign of the report runs."""
    return report.participant.campaign.is_running


def check_running(report: Report) -> None:
    """Raise ``WrongState`` when it does not: then there is only a way forward."""
    if not is_running(report):
        raise WrongState(_("The campaign does not run any more; its reports stand."))
