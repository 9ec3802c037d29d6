"""No form offers all units, persons, accounts or nominees of a province as choices to tick."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from django import forms

import awards
import campaigns
import emulation

FORM_FILES = {"forms", "filters", "lists", "grid"}

# Selects of rows whose number is small by construction, each with what bounds it.
SMALL = {
    "awards.appraisal.forms.ChargeForm.mandate": "reviewers and office of one authority",
    "awards.appraisal.forms.ShareForm.among": "reviewers and office of one authority",
    "awards.council.forms.MemberForm.account": "holders of the council's role at one authority",
    "awards.council.forms.SessionForm.award_round": "rounds of one authority",
    "awards.nominations.forms.nominees.SourcesForm.initiatives": "initiatives of one subject",
    "awards.nominations.forms.rounds.RoundForm.campaign": "campaigns of one authority",
    "awards.nominations.forms.rounds.RoundForm.review": "issued reviews of one authority",
    "campaigns.plans.forms.CampaignForm.legal_bases": "legal bases of one kind of document",
    "campaigns.registrations.forms.CompactForm.cluster": "clusters of one campaign",
    "campaigns.reports.forms.EvidenceForm.line": "lines of one report",
    "campaigns.reviews.forms.StartForm.period": "periods of one campaign",
    "campaigns.targets.forms.IndicatorForm.denominator": "indicators of one campaign",
    "campaigns.targets.forms.IndicatorForm.numerator": "indicators of one campaign",
    "campaigns.targets.forms.IndicatorForm.previous": "indicators of the campaign before",
    "emulation.people.forms.accounts.MandateForm.cluster": "clusters of two years",
}


def form_classes() -> Iterator[type[forms.BaseForm]]:
    for app in (emulation, campaigns, awards):
        for found in pkgutil.walk_packages(app.__path__, f"{app.__name__}."):
            if not FORM_FILES & set(found.name.split(".")):
                continue
            module = importlib.import_module(found.name)
            for each in vars(module).values():
                here = isinstance(each, type) and each.__module__ == module.__name__
                if here and issubclass(each, forms.BaseForm):
                    yield each


def selects() -> dict[str, type[forms.Field]]:
    found: dict[str, type[forms.Field]] = {}
    for form in form_classes():
        for name, field in vars(form)["base_fields"].items():
            if isinstance(field, forms.ModelChoiceField):
                found[f"{form.__module__}.{form.__name__}.{name}"] = type(field)
    return found


def test_every_select_of_rows_is_small_by_construction():
    """What may be long is typed (``SearchField``) or chosen in a list (``SelectionAction``)."""
    assert set(selects()) == set(SMALL)


@pytest.mark.parametrize("name", sorted(SMALL))
def test_what_bounds_a_select_is_said(name):
    assert SMALL[name]
