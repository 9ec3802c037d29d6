"""How a reader says no."""

from __future__ import annotations


class Refusal(Exception):
    """A reader refuses the file: a code of ``emulation.files.errors.SENTENCES`` and its details."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.details = details
