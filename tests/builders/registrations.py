"""Registrations on their way, taken by those whose step it is."""

from __future__ import annotations

from campaigns.registrations import services
from campaigns.registrations.models import Registration
from tests.builders.campaigns import House


def handed_up(house: House, registration: Registration) -> Registration:
    """Return it as the unit's officer handed it to the leader."""
    officer = house.by[f"officer.{registration.participant.unit.code}"]
    return services.hand_up_registration(by=officer, registration=registration)


def signed_by(house: House, registration: Registration) -> Registration:
    """Return it as the unit's leader signed it, after the officer handed it up."""
    leader = house.by[f"leader.{registration.participant.unit.code}"]
    ready = handed_up(house, registration)
    return services.sign_registration(by=leader, registration=ready)
