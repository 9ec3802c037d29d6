"""The few errors that the domain raises; each message is shown to the person as it stands."""

from __future__ import annotations


class DomainError(Exception):
    """Something the rules of the house refuse; ``status`` is the HTTP answer."""

    status = 409

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class WrongState(DomainError):
    """The record is no longer in a state from which this step may be taken."""


class StaleVersion(DomainError):
    """Somebody else changed the record since the form was opened."""


class Refused(DomainError):
    """A rule of the house or of the law refuses; the message says what to do."""

    status = 422


class NotAllowed(DomainError):
    """The acting mandate lacks the right."""

    status = 403
