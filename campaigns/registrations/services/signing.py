"""Committing a unit: in the portal, on paper, by the compact; accepting and returning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.plans.models import Campaign
from campaigns.registrations.enums import RegistrationState, SigningForm
from campaigns.registrations.models import Compact, Registration
from campaigns.registrations.rules import records_compact
from campaigns.registrations.selectors import commitment_rows, missing_commitments
from campaigns.registrations.workflow import WORKFLOW
from emulation.audit.services import record
from emulation.clock import now, today
from emulation.files.services import CheckedUpload, store_upload
from emulation.notices.services import notify
from emulation.people.models import Mandate
from emulation.people.selectors import entitled, officers_and_leaders
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.units.models import Cluster, Unit
from emulation.workflow.services import apply, lock
from emulation.workflow.transitions import takes

PAPER_KINDS = ("pdf", "jpg", "png")


def _is_running(registration: Registration) -> bool:
    return registration.participant.campaign.is_running


def _check_running(campaign: Campaign) -> None:
    if not campaign.is_running:
        raise WrongState(_("Units commit themselves while the campaign runs."))


def _check_day(day: dt.date) -> None:
    if day > today():
        raise Refused(_("The day of signature may not lie in the future."))


def _check_complete(registration: Registration) -> None:
    missing = [indicator.name for indicator in missing_commitments(commitment_rows(registration))]
    if missing:
        names = "; ".join(missing[:5])
        raise Refused(_("Still without a committed value: %(names)s.") % {"names": names})


def _tell_office(registration: Registration, by: Mandate) -> None:
    campaign = registration.participant.campaign
    notify(
        event="registrations.signed",
        recipients=entitled(campaign.launcher, today(), "campaigns.accept_registration"),
        subject=_("Registration signed: %(unit)s") % {"unit": registration.participant.unit},
        url=reverse("registrations:registration", args=[registration.pk]),
        by=by,
    )


@takes(WORKFLOW, "sign", when=_is_running)
@transaction.atomic
def sign_registration(
    *, by: Mandate, registration: Registration, version: int | None = None
) -> Registration:
    """Sign in the portal as the unit's leader.

    Raises ``NotAllowed``, ``WrongState``, ``StaleVersion``, ``Refused`` while an allocated
    indicator has no committed value.
    """
    fresh = lock(registration, version=version)
    _check_running(fresh.participant.campaign)
    _check_complete(fresh)
    signed = apply(
        fresh,
        "sign",
        by=by,
        signing_form=SigningForm.PORTAL,
        signed_on=today(),
        signed_by=by,
        paper=None,
        paper_number="",
        compact=None,
    )
    _tell_office(signed, by)
    return signed


@takes(WORKFLOW, "record_paper", when=_is_running)
@transaction.atomic
def record_signed_paper(
    *,
    by: Mandate,
    registration: Registration,
    number: str,
    signed_on: dt.date,
    file: CheckedUpload | Any,
    version: int | None = None,
) -> Registration:
    """Record that the unit's leader signed the registration on paper: number, date, scan.

    Raises ``NotAllowed``, ``WrongState``, ``StaleVersion``, ``Refused``.
    """
    fresh = lock(registration, version=version)
    _check_running(fresh.participant.campaign)
    _check_day(signed_on)
    _check_complete(fresh)
    paper = store_upload(by=by, upload=file, kinds=PAPER_KINDS)
    signed = apply(
        fresh,
        "record_paper",
        by=by,
        signing_form=SigningForm.PAPER,
        signed_on=signed_on,
        signed_by=by,
        paper=paper,
        paper_number=number.strip(),
        compact=None,
    )
    _tell_office(signed, by)
    return signed


@transaction.atomic
def record_compact(
    *,
    by: Mandate,
    campaign: Campaign,
    cluster: Cluster,
    signed_on: dt.date,
    signatories: str,
    upload: CheckedUpload | Any,
    place: str = "",
) -> Compact:
    """Record a cluster's compact signed on paper: it counts as every member's commitment.

    Members that signed already keep their own signature. Raises ``NotAllowed``, ``WrongState``
    outside a running campaign, ``Refused`` for a second compact or a day to come.
    """
    # one compact a cluster: two who record it at once wait for each other here
    lock(campaign)
    if not records_compact(by, campaign, cluster):
        raise NotAllowed(_("Only the cluster's lead or the office records its compact."))
    _check_day(signed_on)
    _check_compact(campaign, cluster, signatories)
    compact = Compact.objects.create(
        campaign=campaign,
        cluster=cluster,
        signed_on=signed_on,
        place=place.strip(),
        signatories=signatories.strip(),
        file=store_upload(by=by, upload=upload, kinds=PAPER_KINDS),
        recorded_by=by,
        recorded_at=now(),
    )
    members = _members_that_still_sign(campaign, cluster)
    for member in members:
        apply(
            member,
            "join_compact",
            by=by,
            signing_form=SigningForm.COMPACT,
            signed_on=signed_on,
            signed_by=by,
            compact=compact,
            paper=None,
            paper_number="",
        )
    changes = {"members": [member.participant.unit.code for member in members]}
    record(by=by, action="registrations.record_compact", obj=compact, changes=changes)
    _tell_members(members, compact, by)
    return compact


def _check_compact(campaign: Campaign, cluster: Cluster, signatories: str) -> None:
    _check_running(campaign)
    if not campaign.participants.current().filter(cluster=cluster).exists():
        raise Refused(_("No unit of this cluster takes part in the campaign."))
    if not signatories.strip():
        raise Refused(_("Name who signed the compact."))
    if Compact.objects.filter(campaign=campaign, cluster=cluster).exists():
        raise Refused(_("The compact of this cluster is recorded already."))


def _members_that_still_sign(campaign: Campaign, cluster: Cluster) -> list[Registration]:
    return list(
        Registration.objects.filter(
            participant__campaign=campaign,
            participant__cluster=cluster,
            participant__left_on__isnull=True,
            state__in=RegistrationState.EDITABLE,
        ).select_related("participant__unit", "participant__campaign")
    )


def _tell_members(members: Sequence[Registration], compact: Compact, by: Mandate) -> None:
    units = Unit.objects.filter(pk__in=[member.participant.unit_id for member in members])
    notify(
        event="registrations.compact",
        recipients=officers_and_leaders(units, today()),
        subject=_("The compact of %(cluster)s is recorded") % {"cluster": compact.cluster.name},
        url=reverse("registrations:registration-list"),
        by=by,
    )


@takes(WORKFLOW, "accept")
@transaction.atomic
def accept_registration(
    *, by: Mandate, registration: Registration, version: int | None = None
) -> Registration:
    """Accept a signed registration; raises ``NotAllowed``, ``WrongState``, ``StaleVersion``."""
    return apply(registration, "accept", by=by, version=version, accepted_at=now())


@takes(WORKFLOW, "return")
@transaction.atomic
def return_registration(
    *,
    by: Mandate,
    registration: Registration,
    reason: str,
    due_on: dt.date,
    items: Sequence[str] = (),
    version: int | None = None,
) -> Registration:
    """Give a signed registration back with reason, items and due date; the unit signs anew.

    Raises ``NotAllowed``, ``WrongState``, ``StaleVersion``, ``Refused``.
    """
    fresh = apply(
        registration,
        "return",
        by=by,
        version=version,
        reason=reason,
        due_on=due_on,
        items=items,
        signing_form="",
        signed_on=None,
        signed_by=None,
        compact=None,
    )
    notify(
        event="registrations.returned",
        recipients=officers_and_leaders(fresh.participant.unit, today()),
        subject=_("Registration returned for completion"),
        body=reason,
        url=reverse("registrations:registration", args=[fresh.pk]),
        by=by,
    )
    return fresh
