"""What can be wrong with the law data or with a question put to it."""

from __future__ import annotations

from emulation.ui.errors import Refused


class LawDataError(Exception):
    """The law data of the release is wrong; the message names the file and the key."""

    def __init__(self, file: str, path: str, problem: str) -> None:
        super().__init__(f"{file}: {path}: {problem}")
        self.file = file
        self.path = path
        self.problem = problem


class NoLaw(Refused):
    """No regime, base salary or rounding is recorded for the date."""


class UnknownAward(Refused):
    """The law of the date knows no such award."""


class WrongSubject(Refused):
    """The award is not given to this kind of subject."""


class NoBonus(Refused):
    """The law of the date names no single coefficient for this award, subject and authority."""
