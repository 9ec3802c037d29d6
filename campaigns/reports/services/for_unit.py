"""Entry by the office for a unit whose figures came another way."""

from __future__ import annotations

import datetime as dt

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.reports.enums import Channel, ReportState
from campaigns.reports.models import Report
from campaigns.reports.services.entry import lock_editable
from campaigns.reports.services.running import is_running
from emulation.audit.services import record
from emulation.clock import now
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, store_upload
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.services import lock


def why_not_for_unit(report: Report) -> str:
    """Return why the office cannot enter this report now, or nothing: what is to be done instead.

    Asked before the form is filled in, and again when it is sent.
    """
    if report.state == ReportState.SUBMITTED:
        return _(
            "The report waits for the unit's leader. Record the signed report, or ask the unit's "
            "officer to withdraw it; then it can be entered here."
        )
    if report.state in ReportState.RECEIVED:
        return _("This report has already arrived.")
    if report.state == ReportState.LAPSED or not is_running(report):
        return _("The campaign is closed; its reports are no longer entered.")
    return ""


@transaction.atomic
def begin_for_unit(
    *,
    by: Mandate,
    report: Report,
    channel: str,
    received_at: dt.datetime,
    incoming_number: str = "",
    scan: StoredFile | CheckedUpload | None = None,
    version: int | None = None,
) -> Report:
    """Mark the report as entered by the office for the unit: by what way and when it came.

    Raises ``NotAllowed``, ``WrongState``, ``StaleVersion``, ``Refused`` for a time to come or a way
    that is none.
    """
    fresh = lock(report, version=version)
    if not rules.has_perm("campaigns.enter_for_unit", by, fresh):
        raise NotAllowed(_("Your present role may not enter reports for this unit."))
    if why := why_not_for_unit(fresh):
        raise WrongState(why)
    if channel not in Channel.values or channel == Channel.PORTAL:
        raise Refused(_("Say by what way the figures came."))
    if received_at > now():
        raise Refused(_("The time at which it came may not lie in the future."))
    if isinstance(scan, CheckedUpload):
        scan = store_upload(by=by, upload=scan)
    fresh.entered_for_unit, fresh.entered_by = True, by
    fresh.channel, fresh.received_at = channel, received_at
    fresh.incoming_number = incoming_number.strip()
    fresh.unit_confirmed_at = fresh.unit_confirmed_by = None
    if scan is not None:
        fresh.scan = scan
    fresh.version += 1
    fresh.save()
    record(
        by=by,
        action="reports.enter_for_unit",
        obj=fresh,
        changes={"channel": channel, "received_at": received_at, "number": incoming_number},
    )
    return lock_editable(fresh, by)
