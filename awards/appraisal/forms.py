"""Forms of appraisal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from awards.appraisal.enums import Turn, Verdict
from awards.catalogue.enums import Route
from emulation.people.forms.search import AccountSearchField
from emulation.people.models import Account, Mandate
from emulation.ui.forms import FigureFormField, PortalForm, VietnameseDateField

CONFIRM, BACK = "confirm", "back"


def _text(label: Any, rows: int = 3, *, required: bool = False, help_text: Any = "") -> Any:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class VerdictForm(PortalForm):
    """One appraiser's judgement."""

    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    score = FigureFormField(label=_("Score"), required=False, help_text=_("From 0 to 100."))
    reason = _text(_("Reasons"))
    items = _text(_("To be completed"), 3, help_text=_("Only for a supplement: one item a line."))
    due_on = VietnameseDateField(
        label=_("To be answered by"), required=False, help_text=_("Only for a supplement.")
    )

    def __init__(self, *args: Any, route: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if route != Route.TWO_INDEPENDENT:
            del self.fields["score"]


class RecheckForm(PortalForm):
    """The second person's word on the first appraisal."""

    verdict = forms.ChoiceField(
        label=_("Re-check"),
        choices=[(CONFIRM, _("Confirm the first appraisal")), (BACK, _("Send it back"))],
        widget=forms.RadioSelect,
    )
    reason = _text(_("Remark"), help_text=_("Needed when it is sent back."))


class SettleForm(PortalForm):
    """The office's decision where two appraisers disagree, or nobody is charged."""

    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=[each for each in Verdict.choices if each[0] != Verdict.SUPPLEMENT],
        widget=forms.RadioSelect,
    )
    reason = _text(_("Reasons"))


class AssignForm(PortalForm):
    """Even assignment of a whole round."""

    due_on = VietnameseDateField(label=_("Due on"), required=False)


class ChargeForm(PortalForm):
    """Somebody charged by hand."""

    turn = forms.ChoiceField(label=_("Turn"), choices=Turn.choices)
    mandate: forms.ModelChoiceField[Mandate] = forms.ModelChoiceField(
        label=_("Appraiser"), queryset=Mandate.objects.none()
    )
    due_on = VietnameseDateField(label=_("Due on"), required=False)

    def __init__(self, *args: Any, mandates: QuerySet[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandate"].queryset = mandates  # type: ignore[attr-defined]


class ShareForm(PortalForm):
    """Those among whom a selection of nominees is shared evenly."""

    among: forms.ModelMultipleChoiceField[Mandate] = forms.ModelMultipleChoiceField(
        label=_("Appraisers"),
        queryset=Mandate.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Whoever has least in hand is given the next nominee. Nobody is given nominees of the "
            "own unit, a declared conflict, or a dossier prepared by the same person."
        ),
    )
    due_on = VietnameseDateField(label=_("Due on"), required=False)

    def __init__(self, *args: Any, mandates: QuerySet[Mandate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["among"].queryset = mandates  # type: ignore[attr-defined]


class RecuseForm(PortalForm):
    """Why the appraiser steps back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kinship, superior or subordinate, another interest."),
    )


class ConflictForm(RecuseForm):
    """A conflict of interest, one's own or recorded by the office."""

    account = AccountSearchField(label=_("Of whom"), queryset=Account.objects.none)

    def __init__(self, *args: Any, accounts: QuerySet[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]
