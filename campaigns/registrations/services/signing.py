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
from emulation.people.enums import Scope
from emulation.people.models import Mandate
from emulation.people.selectors import entitled, officers_and_leaders
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.units.models import Cluster, Unit
from emulation.workflow.services import apply, lock
from emulation.workflow.transitions import takes

PAPER_KINDS = ("pdf", "jpg", "png")
HAND_UP, SIGN = "campaigns.hand_up_registration", "campaigns.sign_registration"

UNSIGNED: dict[str, Any] = {
    "signing_form": "", "signed_on": None, "signed_by": None, "compact": None,
}  # fmt: skip


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


def _tell_office(registration: Registration, by: Mandate, subject: str = "") -> None:
    campaign = registration.participant.campaign
    notify(
        event="registrations.signed",
        recipients=entitled(campaign.launcher, today(), "campaigns.accept_registration"),
        subject=(subject or _("Registration signed: %(unit)s"))
        % {"unit": registration.participant.unit},
        url=reverse("registrations:registration", args=[registration.pk]),
        by=by,
    )


def _check_not_blank(registration: Registration) -> None:
    if not (registration.commitments.exists() or registration.titles.exists()):
        raise Refused(
            _("The registration is empty: enter a committed value or register a title first.")
        )


def _tell_unit(
    registration: Registration, by: Mandate, permission: str, subject: str, body: str = ""
) -> None:
    campaign = registration.participant.campaign.title
    notify(
        event="registrations.step",
        recipients=entitled(registration.participant.unit, today(), permission, Scope.UNIT),
        subject=subject % {"campaign": campaign},
        body=body,
        url=reverse("registrations:registration", args=[registration.pk]),
        by=by,
    )


@takes(WORKFLOW, "hand_up", when=_is_running)
@transaction.atomic
def hand_up_registration(
    *, by: Mandate, registration: Registration, version: int | None = None
) -> Registration:
    """Hand the registration to the unit's leader, once nothing of it is missing.

    Raises ``Refused`` for an empty one or while an allocated indicator has no committed value,
    ``NotAllowed``, ``WrongState``, ``StaleVersion``.
    """
    fresh = lock(registration, version=version)
    _check_running(fresh.participant.campaign)
    _check_complete(fresh)
    _check_not_blank(fresh)
    ready = apply(fresh, "hand_up", by=by)
    _tell_unit(ready, by, SIGN, _("Registration to sign: %(campaign)s"))
    return ready


@takes(WORKFLOW, "withdraw", when=_is_running)
@transaction.atomic
def withdraw_registration(
    *, by: Mandate, registration: Registration, version: int | None = None
) -> Registration:
    """Take the registration back as the officer, while the leader has not signed it."""
    _check_running(registration.participant.campaign)
    fresh = apply(registration, "withdraw", by=by, version=version)
    _tell_unit(fresh, by, SIGN, _("The officer withdrew the registration: %(campaign)s"))
    return fresh


@takes(WORKFLOW, "send_back", when=_is_running)
@transaction.atomic
def send_back_registration(
    *, by: Mandate, registration: Registration, reason: str, version: int | None = None
) -> Registration:
    """Give the registration back to the officer with what is to be changed, as the leader."""
    _check_running(registration.participant.campaign)
    fresh = apply(registration, "send_back", by=by, reason=reason, version=version)
    subject = _("Registration given back by the leader: %(campaign)s")
    _tell_unit(fresh, by, HAND_UP, subject, reason)
    return fresh


def _signed_here(registration: Registration) -> bool:
    return _is_running(registration) and registration.signing_form == SigningForm.PORTAL


@takes(WORKFLOW, "recall", when=_signed_here)
@transaction.atomic
def recall_registration(
    *, by: Mandate, registration: Registration, version: int | None = None
) -> Registration:
    """Take the signature back as the leader, while the office has not accepted the registration.

    Raises ``WrongState`` for one that was signed on paper or by a compact.
    """
    fresh = lock(registration, version=version)
    _check_running(fresh.participant.campaign)
    if fresh.state == RegistrationState.SIGNED and not _signed_here(fresh):
        raise WrongState(_("What was signed on paper is changed after the office returned it."))
    recalled = apply(fresh, "recall", by=by, **UNSIGNED)
    _tell_office(recalled, by, _("Registration recalled: %(unit)s"))
    return recalled


@takes(WORKFLOW, "sign", when=_is_running)
@transaction.atomic
def sign_registration(
    *, by: Mandate, registration: Registration, version: int | None = None
) -> Registration:
    """Sign in the portal, as the unit's leader, what the officer handed up.

    Raises ``NotAllowed``, ``WrongState``, ``StaleVersion``, ``Refused`` while an allocated
    indicator has no committed value.
    """
    fresh = lock(registration, version=version)
    _check_running(fresh.participant.campaign)
    _check_complete(fresh)
    _check_not_blank(fresh)
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
            state__in=RegistrationState.UNSIGNED,
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


@takes(WORKFLOW, "return", when=_is_running)
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

    Raises ``NotAllowed``, ``WrongState`` (also once the campaign is closed: the unit could not
    answer), ``StaleVersion``, ``Refused``.
    """
    _check_running(registration.participant.campaign)
    fresh = apply(
        registration,
        "return",
        by=by,
        version=version,
        reason=reason,
        due_on=due_on,
        items=items,
        **UNSIGNED,
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
