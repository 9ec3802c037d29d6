"""Opening registrations and filling them in: commitments, measures, titles aimed at."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import rules
from django.db import transaction
from django.db.models import F, Max, QuerySet, Value
from django.utils.translation import gettext as _

from campaigns.plans.enums import CampaignState
from campaigns.plans.models import Campaign, Participant
from campaigns.registrations.enums import RegistrationState
from campaigns.registrations.models import Commitment, RegisteredTitle, Registration
from campaigns.registrations.selectors import commitment_rows, subjects_of
from campaigns.registrations.titles import TITLES
from campaigns.targets.models import Indicator
from emulation.audit.services import record
from emulation.people.models import Household, Mandate, Person
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.ui.inserts import insert_rows
from emulation.units.models import Unit
from emulation.workflow.services import lock, save_changes

Entry = tuple[Decimal | None, str]


@transaction.atomic
def open_registrations(campaign: Campaign, by: Mandate) -> int:
    """Create the missing registrations of the participants, prefilled with what was allocated.

    Repeatable: what is there stays. Returns how many were created.
    """
    before = Registration.objects.aggregate(last=Max("pk"))["last"] or 0
    created = insert_rows(
        Registration,
        Participant.objects.current().filter(campaign=campaign, registration__isnull=True),
        keep=True,
        participant="pk",
        version=Value(1),
        state=Value(RegistrationState.DRAFT.value),
        signing_form=Value(""),
        paper_number=Value(""),
    )
    if created:
        _prefill(Registration.objects.filter(participant__campaign=campaign, pk__gt=before))
        record(by=by, action="registrations.open", obj=campaign, changes={"count": created})
    return created


def _prefill(registrations: QuerySet[Registration]) -> None:
    """Commit new registrations to what was allocated to their units, until they say otherwise."""
    allocation = "participant__unit__allocations"
    insert_rows(
        Commitment,
        registrations.order_by().filter(
            **{f"{allocation}__indicator__campaign": F("participant__campaign")}
        ),
        keep=True,
        registration="pk",
        indicator=f"{allocation}__indicator",
        value=f"{allocation}__value",
        measures=Value(""),
    )


def lock_open(registration: Registration, by: Mandate, version: int | None = None) -> Registration:
    """Return the registration locked for filling in.

    Raises ``NotAllowed``, ``WrongState`` once it is signed, ``StaleVersion``.
    """
    fresh = lock(registration, version=version)
    if not rules.has_perm("campaigns.change_registration", by, fresh):
        raise NotAllowed(_("Your present role may not take this step."))
    if fresh.state not in RegistrationState.EDITABLE:
        if fresh.state == RegistrationState.READY:
            raise WrongState(_("The registration waits for the leader. Withdraw it to change it."))
        raise WrongState(
            _("The registration is signed. It can be changed after the office returned it.")
        )
    if fresh.participant.campaign.state != CampaignState.LAUNCHED:
        raise WrongState(_("The campaign is closed."))
    return fresh


@transaction.atomic
def save_commitments(
    *,
    by: Mandate,
    registration: Registration,
    entries: Mapping[Indicator | int, Entry],
    version: int | None = None,
) -> Registration:
    """Write (value, measures) per indicator; no value takes the commitment away.

    Raises ``NotAllowed``, ``WrongState``, ``StaleVersion``, ``Refused`` for an indicator that does
    not concern the unit or measures without a value.
    """
    fresh = lock_open(registration, by, version)
    concerned = {row.indicator.pk: row.indicator for row in commitment_rows(fresh)}
    given = {_key(indicator): entry for indicator, entry in entries.items()}
    if given.keys() - concerned.keys():
        raise Refused(_("This indicator does not concern the unit."))
    for pk, (value, measures) in given.items():
        if value is None and measures.strip():
            raise Refused(
                _("“%(indicator)s” has measures but no value.") % {"indicator": concerned[pk].name}
            )
    kept = {pk: entry for pk, entry in given.items() if entry[0] is not None}
    fresh.commitments.filter(indicator__in=given.keys() - kept.keys()).delete()
    Commitment.objects.bulk_create(
        [
            Commitment(registration=fresh, indicator_id=pk, value=value, measures=measures.strip())
            for pk, (value, measures) in kept.items()
        ],
        update_conflicts=True,
        unique_fields=["registration", "indicator"],
        update_fields=["value", "measures"],
    )
    save_changes(fresh)
    values = {concerned[pk].code: entry[0] for pk, entry in given.items()}
    record(by=by, action="registrations.save", obj=fresh, changes=values)
    return fresh


def _key(indicator: Indicator | int) -> int:
    return indicator.pk if isinstance(indicator, Indicator) else indicator


@transaction.atomic
def add_title(
    *,
    by: Mandate,
    registration: Registration,
    award_code: str,
    subject: Person | Unit | Household,
) -> RegisteredTitle:
    """Register a title at which a person, collective or household of the unit aims.

    Raises ``NotAllowed``, ``WrongState``, ``Refused`` for a title that this kind of subject cannot
    hold or a subject of another unit, ``ValidationError`` for one registered already.
    """
    fresh = lock_open(registration, by)
    kind = subject_kind(subject)
    choice = TITLES.get(award_code)
    if choice is None or kind not in choice.subjects:
        raise Refused(_("This title is not for this kind of subject."))
    if not subjects_of(fresh.participant.unit, kind).filter(pk=subject.pk).exists():
        raise Refused(_("A unit registers only its own persons, collectives and households."))
    who: dict[str, Any] = {kind: subject}
    title = RegisteredTitle(registration=fresh, award_code=award_code, **who)
    if RegisteredTitle.objects.filter(registration=fresh, award_code=award_code, **who).exists():
        raise Refused(_("This title is registered already."))
    title.full_clean()
    title.save()
    save_changes(fresh)
    record(
        by=by,
        action="registrations.add_title",
        obj=fresh,
        changes={"title": award_code, "subject": kind, "number": subject.pk},
    )
    return title


def subject_kind(subject: Person | Unit | Household) -> str:
    """Return "person", "collective" or "household"."""
    if isinstance(subject, Person):
        return "person"
    return "collective" if isinstance(subject, Unit) else "household"


@transaction.atomic
def remove_title(*, by: Mandate, title: RegisteredTitle) -> None:
    """Take a title aimed at out of an open registration."""
    fresh = lock_open(title.registration, by)
    code = title.award_code
    title.delete()
    save_changes(fresh)
    record(by=by, action="registrations.remove_title", obj=fresh, changes={"title": code})
