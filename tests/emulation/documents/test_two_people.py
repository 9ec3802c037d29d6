"""Who prepares does not approve, under whatever mandate, unless the authority regulates it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from emulation import clock
from emulation.documents import services
from emulation.documents.models import Document, SigningRouteStep
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.regulations.models import Regulation
from emulation.ui.errors import NotAllowed
from emulation.workflow.rules import ONE_PERSON
from emulation.workflow.selectors import available
from tests.builders.clients import signed_in
from tests.builders.documents import House
from tests.builders.people import make_mandate


def _submitted(house: House) -> Document:
    SigningRouteStep.objects.create(
        authority=house.unit, order=1, title="Trưởng phòng duyệt", role=Role.OFFICE,
        valid_from=dt.date(2020, 1, 1),
    )  # fmt: skip
    document = services.draft_document(
        by=house.office, kind="test_plan", authority=house.unit, paper=house.paper()
    )
    return house.submitted(document)


def _with_account_of(mandate: Mandate, other: Mandate) -> Mandate:
    other.account = mandate.account
    other.save()
    return other


def test_the_drafter_takes_no_step_of_the_route(house: House) -> None:
    document = _submitted(house)
    step = document.steps.get()
    again = _with_account_of(
        house.office, make_mandate(Role.OFFICE, house.unit, "kiemnhiem", full_name="Kiêm")
    )
    for mandate in (house.office, again):
        with pytest.raises(NotAllowed, match="người khác"):
            services.complete_step(by=mandate, step=step)
    url = reverse("documents:step", args=[document.pk, step.pk])
    page = signed_in(house.office).get(document.get_absolute_url()).content.decode()
    assert f'href="{url}"' not in page
    assert reverse("documents:step-outside", args=[document.pk, step.pk]) in page
    head = make_mandate(Role.OFFICE, house.unit, "truongban", full_name="Trưởng Ban")
    assert f'href="{url}"' in signed_in(head).get(document.get_absolute_url()).content.decode()
    assert services.complete_step(by=head, step=step).done_by == head
    shown = signed_in(house.office).get(document.get_absolute_url()).content.decode()
    assert "Trưởng Ban – " in shown


def test_a_small_authority_regulates_that_one_may_do_both(house: House) -> None:
    document = _submitted(house)
    Regulation.objects.create(
        authority=house.unit, setting=ONE_PERSON.name, value=1, legal_basis="Chỉ có một biên chế",
        set_by=house.office, set_at=clock.now(), valid_from=dt.date(2021, 1, 1),
    )  # fmt: skip
    services.complete_step(by=house.office, step=document.steps.get())


def test_the_drafter_is_not_offered_the_signature(house: House) -> None:
    document = _submitted(house)
    head = make_mandate(Role.OFFICE, house.unit, "truongban", full_name="Trưởng Ban")
    services.complete_step(by=head, step=document.steps.get())
    also = _with_account_of(
        house.office, make_mandate(Role.SIGNER, house.unit, "kiem", full_name="Kiêm")
    )
    assert "sign" in [step.name for step in available(document, house.signer)]
    assert "sign" not in [step.name for step in available(document, also)]
