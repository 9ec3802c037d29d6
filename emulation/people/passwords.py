"""A password may not be built from the words everybody here would try first."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from emulation.ui.vietnamese import fold

LOCAL_WORDS = ("baclieu", "camau", "thidua", "khenthuong", "matkhau", "vietnam", "sonoivu")
LONGEST = 128


class LocalWordsValidator:
    """Refuses passwords that are little more than local words and a year."""

    def validate(self, password: str, user: object | None = None) -> None:
        """Raise ``ValidationError`` when nothing secret is left after the local words."""
        if len(password) > LONGEST:
            raise ValidationError(_("Use at most 128 characters."))
        rest = "".join(character for character in fold(password) if character.isalpha())
        for word in LOCAL_WORDS:
            rest = rest.replace(word, "")
        if len(rest) < 4:
            raise ValidationError(
                _("This password is easy to guess here; use a few words that only you would join.")
            )

    def get_help_text(self) -> str:
        """Say what is asked."""
        return _("Not the name of the province, the office or the campaign with a year.")
