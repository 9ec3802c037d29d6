"""Units' own plans under a campaign."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign, Participant, UnitPlan
from campaigns.plans.services.guards import require
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.files.services import CheckedUpload, store_upload
from emulation.people.models import Mandate
from emulation.ui.errors import Refused, WrongState


@transaction.atomic
def record_unit_plan(
    *,
    by: Mandate,
    participant: Participant,
    number: str,
    issued_on: dt.date,
    upload: CheckedUpload | Any = None,
) -> UnitPlan:
    """Record a unit's own plan with number, date and file; a second record corrects the first.

    The unit does it, or the office on its behalf. Raises ``NotAllowed``, ``WrongState`` before the
    launch, ``Refused`` for a day to come or where the unit's plan was issued in the portal.
    """
    require("campaigns.record_unit_plan", by, participant)
    campaign = participant.campaign
    if campaign.state not in CampaignState.RUNNING:
        raise WrongState(_("Units issue their plans after the launch of the campaign."))
    if issued_on > today():
        raise Refused(_("The date of the plan may not lie in the future."))
    present = UnitPlan.objects.select_for_update().filter(participant=participant).first()
    if present and present.child_id:
        raise Refused(_("This unit's plan was issued in the portal; its number stands there."))
    file = store_upload(by=by, upload=upload, kinds=("pdf",)) if upload else None
    values: dict[str, Any] = {
        "number": number.strip(),
        "issued_on": issued_on,
        "recorded_at": now(),
        "recorded_by": by,
    }
    if file:
        values["file"] = file
    plan, _created = UnitPlan.objects.update_or_create(participant=participant, defaults=values)
    record(
        by=by,
        action="plans.record_unit_plan",
        obj=plan,
        changes={
            "number": number,
            "issued_on": issued_on,
            "on_behalf": by.unit_id != participant.unit_id,
        },
    )
    return plan


def count_child_as_unit_plan(child: Campaign, by: Mandate) -> UnitPlan | None:
    """Let an issued child campaign stand as its launcher's own plan under the campaign above.

    Returns the unit's plan, or ``None`` where the launcher is no participant above.
    """
    document = child.plan_document
    if child.parent_id is None or document is None or document.issued_on is None:
        return None
    participant = (
        Participant.objects.current()
        .filter(campaign=child.parent_id, unit=child.launcher_id)
        .first()
    )
    if participant is None:
        return None
    # The first plan of a unit tells how prompt it was; a later one does not replace it.
    plan, _created = UnitPlan.objects.get_or_create(
        participant=participant,
        defaults={
            "number": document.code,
            "issued_on": document.issued_on,
            "file": document.authentic_file,
            "child": child,
            "recorded_at": now(),
            "recorded_by": by,
        },
    )
    return plan
