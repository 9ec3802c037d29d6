"""Telling people in the portal, sending it by e-mail, forgetting what is old."""

from emulation.notices.services.mailing import (
    AddressRefused,
    Delayed,
    ServerAway,
    has_mail,
    is_long_away,
    mail_notices,
    set_aside,
    smtp_faults,
)
from emulation.notices.services.retention import remove_mail_files, remove_read_notices
from emulation.notices.services.telling import mark_read, notify

__all__ = [
    "AddressRefused",
    "Delayed",
    "ServerAway",
    "has_mail",
    "is_long_away",
    "mail_notices",
    "mark_read",
    "notify",
    "remove_mail_files",
    "remove_read_notices",
    "set_aside",
    "smtp_faults",
]
