"""Fields drawn in Python are what the framework's templates draw."""

import datetime as dt
import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from emulation.ui.widgets import FlatRenderer

TRICKY = "Đỗ \"A\" & <b>'x'</b>"
CHOICES = [
    ("", "—"),
    ("a", TRICKY),
    ("Nhóm <1>", [("b", "Một"), ("c", mark_safe("<i>Hai</i>"))]),
    (7, 2021),
]


class EveryField(forms.Form):
    text = forms.CharField(widget=forms.TextInput(attrs={"list": "x", "autofocus": True}))
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "hidden": False}))
    number = forms.DecimalField()
    email = forms.EmailField()
    password = forms.CharField(widget=forms.PasswordInput)
    hidden = forms.CharField(widget=forms.HiddenInput)
    day = forms.DateField()
    yes = forms.BooleanField(required=False)
    file = forms.FileField()
    one = forms.ChoiceField(choices=CHOICES)
    many = forms.MultipleChoiceField(choices=CHOICES)
    boxes = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    radio = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect)


GIVEN = {
    "text": TRICKY,
    "note": f"{TRICKY}\ndòng hai",
    "number": "1.5",
    "email": "a@b",
    "password": "x",
    "hidden": TRICKY,
    "day": "31/12/2021",
    "yes": "on",
    "one": "c",
    "many": ["a", "b"],
    "boxes": ["a", "7"],
    "radio": "b",
}
INITIAL = {"day": dt.date(2021, 12, 31), "number": 2.5, "one": 7, "many": ["c"], "yes": True}


def plain(markup: str) -> str:
    """The framework's templates put line ends between tags; browsers do not care."""
    return re.sub(r"\s*(</?(?:div|label|select|option|optgroup|input)\b[^>]*>)\s*", r"\1", markup)


@pytest.mark.parametrize("given", [{"data": GIVEN}, {"initial": INITIAL}, {}])
@pytest.mark.parametrize("name", EveryField.base_fields)
def test_a_field_is_drawn_as_the_frameworks_template_draws_it(name, given):
    ours = str(EveryField(**given, renderer=FlatRenderer())[name])
    theirs = str(EveryField(**given, renderer=DjangoTemplates())[name])
    assert plain(ours) == plain(theirs)


def test_fields_of_the_portal_are_drawn_here():
    assert isinstance(EveryField().renderer, FlatRenderer)
