"""What steps ask: nothing, a reason, or what is asked back, why and by when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from emulation.ui.forms import PortalForm, VietnameseDateField
from emulation.workflow.transitions import Form


class ReasonForm(PortalForm):
    """Why a step is taken."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class ReturnForm(ReasonForm):
    """What is asked back, why, by when."""

    items = forms.CharField(
        label=_("What has to be completed"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("One item a line; only these are asked for."),
    )
    due_on = VietnameseDateField(label=_("Answer due on"))

    def clean_items(self) -> list[str]:
        """Return one item a line."""
        lines = (line.strip(" -") for line in self.cleaned_data["items"].splitlines())
        return [line for line in lines if line]


FORMS: dict[Form, Any] = {Form.NONE: PortalForm, Form.REASON: ReasonForm, Form.RETURN: ReturnForm}
