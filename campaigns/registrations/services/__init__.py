"""Writes of registrations: opened, filled in, signed or recorded, accepted or returned."""

from campaigns.registrations.services.filling import (
    add_title,
    open_registrations,
    remove_title,
    save_commitments,
)
from campaigns.registrations.services.signing import (
    accept_registration,
    hand_up_registration,
    recall_registration,
    record_compact,
    record_signed_paper,
    return_registration,
    send_back_registration,
    sign_registration,
    withdraw_registration,
)

__all__ = [
    "accept_registration",
    "add_title",
    "hand_up_registration",
    "open_registrations",
    "recall_registration",
    "record_compact",
    "record_signed_paper",
    "remove_title",
    "return_registration",
    "save_commitments",
    "send_back_registration",
    "sign_registration",
    "withdraw_registration",
]
