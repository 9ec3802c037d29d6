"""A password may not be built from the words everybody here would try first."""

from __future__ import annotations

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from emulation.ui.vietnamese import fold

LOCAL_WORDS = ("baclieu", "camau", "thidua", "khenthuong", "matkhau", "vietnam", "sonoivu")
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
STEPS = frozenset(
    step for row in ROWS for left, right in pairwise(row) for step in (left + right, right + left)
)
LONGEST, SECRET_LETTERS, RUN = 128, 4, 3
SHORTEST_WORD = 3


class LocalWordsValidator:
    """Refuses passwords that are little more than local words, repetitions or rows of keys."""

    def validate(self, password: str, user: object | None = None) -> None:
        """Raise ``ValidationError`` when nothing secret is left after what everybody would try."""
        if len(password) > LONGEST:
            raise ValidationError(_("Use at most 128 characters."))
        rest = "".join(character for character in fold(password) if character.isalpha())
        for word in (*_words_of_unit(user), *LOCAL_WORDS):
            rest = rest.replace(word, "")
        if len(set(_without_runs(rest))) < SECRET_LETTERS:
            raise ValidationError(
                _("This password is easy to guess here; use a few words that only you would join.")
            )

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("Not the name of the province, the office or the campaign with a year.")


def _words_of_unit(user: object | None) -> list[str]:
    """Return what the user's unit is called, whole and in parts, the longest first."""
    unit = getattr(user, "unit", None)
    words = set[str]()
    for name in (unit.name, unit.short_name, unit.code) if unit else ():
        parts = ["".join(filter(str.isalpha, part)) for part in fold(name).split()]
        initials = "".join(part[0] for part in parts if part)
        words |= {"".join(parts), initials, *parts}
    return sorted((word for word in words if len(word) >= SHORTEST_WORD), key=len, reverse=True)


def _without_runs(letters: str) -> str:
    """Return ``letters`` without rows of keys, of the alphabet, and repetitions of one letter."""
    runs: list[str] = []
    for letter in letters:
        before = runs[-1][-1] if runs else ""
        if letter == before or before + letter in STEPS:
            runs[-1] += letter
        else:
            runs.append(letter)
    return "".join(run for run in runs if len(run) < RUN)
