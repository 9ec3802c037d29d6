"""Writes of people: accounts, mandates, delegations, sign-in, persons and households."""

from emulation.people.services.accounts import (
    change_password,
    create_account,
    set_active,
    update_account,
)
from emulation.people.services.mandates import (
    delegate,
    end_mandate,
    grant_mandate,
    revoke_delegation,
)
from emulation.people.services.sessions import act_as, sign_in, sign_out
from emulation.people.services.subjects import create_persons, save_household, save_person

__all__ = [
    "act_as",
    "change_password",
    "create_account",
    "create_persons",
    "delegate",
    "end_mandate",
    "grant_mandate",
    "revoke_delegation",
    "save_household",
    "save_person",
    "set_active",
    "sign_in",
    "sign_out",
    "update_account",
]
