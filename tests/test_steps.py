"""Every step of every kind of record: its words, its right, its address, its service, its page."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import rules
from django.apps import apps
from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import override

from emulation import clock
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.regulations.services import set_regulation
from emulation.ui.middleware import declared_permission
from emulation.ui.models import Versioned
from emulation.workflow.models import TransitionLog
from emulation.workflow.rules import ONE_PERSON
from emulation.workflow.selectors import available, prepared_by
from emulation.workflow.transitions import DRAFTING, Form, Transition, Workflow, registry
from emulation.workflow.views import TakeStep
from tests.builders.clients import signed_in
from tests.builders.people import make_mandate
from tests.security.samples import DAY, build_province

SAMPLES = {
    "campaigns.Campaign": "campaign",
    "campaigns.Registration": "registration",
    "campaigns.Report": "report",
    "campaigns.Review": "review",
    "emulation.Document": "document",
    "awards.Round": "round",
    "awards.Dossier": "dossier",
    "awards.Nominee": "nominee",
    "awards.CouncilSession": "session",
    "awards.Decision": "decision",
}
WITHOUT_PAGE = {"awards.Certificate"}  # a row of its decision's register
TAKEN = [
    pytest.param(workflow, step, id=f"{workflow.model}.{step.name}")
    for workflow in registry.values()
    for step in workflow.taken_by_people()
]
JUDGING = [
    pytest.param(workflow, step, prepared, id=f"{workflow.model}.{step.name}-{prepared}")
    for workflow in registry.values()
    for step in workflow.taken_by_people()
    for prepared in step.another_than
    if prepared != DRAFTING
]
EVERY = [
    pytest.param(workflow, step, id=f"{workflow.model}.{step.name}")
    for workflow in registry.values()
    for step in workflow.transitions.values()
]


@pytest.fixture
def world(db: Any, tmp_path: Path, settings: Any) -> Iterator[SimpleNamespace]:
    settings.MEDIA_ROOT = tmp_path / "media"
    with clock.at(DAY):
        yield build_province()


def view_of(workflow: Workflow, step: Transition) -> Any:
    return resolve(reverse(workflow.route_of(step.name), args=[1])).func


@pytest.mark.parametrize(("workflow", "step"), EVERY)
def test_a_step_has_its_words_and_its_right(workflow: Workflow, step: Transition) -> None:
    with override("vi"):
        for words in (step.label, step.past):
            assert words
            assert not str(words).isascii(), f"{words} is not Vietnamese"
        assert str(step.past).startswith("đã ")
    assert rules.perm_exists(step.permission)
    states = dict(apps.get_model(workflow.model)._meta.get_field("state").choices)
    assert {*step.sources, step.target} <= states.keys()


@pytest.mark.parametrize(("workflow", "step"), TAKEN)
def test_a_step_that_people_take_has_an_address_and_a_service(
    workflow: Workflow, step: Transition
) -> None:
    view = view_of(workflow, step)
    assert issubclass(view.view_class, TakeStep)
    assert view.view_class.workflow is workflow
    assert view.view_initkwargs["step"] == step.name
    assert declared_permission(view) == step.permission
    service = workflow.services[step.name]
    takes = inspect.signature(service.function).parameters
    if issubclass(apps.get_model(workflow.model), Versioned):
        assert "version" in takes, "a step is taken in the state that was read"


@pytest.mark.parametrize("workflow", registry.values(), ids=lambda each: each.model)
def test_no_service_is_registered_for_a_step_that_is_not_there(workflow: Workflow) -> None:
    assert workflow.services.keys() <= {step.name for step in workflow.taken_by_people()}
    assert {step.address for step in workflow.taken_by_people()}.isdisjoint({""})


@pytest.mark.parametrize(("workflow", "step"), TAKEN)
def test_only_what_has_no_way_back_says_so(workflow: Workflow, step: Transition) -> None:
    back = [
        other.name
        for other in workflow.transitions.values()
        if step.target in other.sources and workflow.leads_back(other)
    ]
    assert not (step.final and back), f"can be taken back by {back}"


def test_every_kind_of_record_is_walked() -> None:
    assert SAMPLES.keys() | WITHOUT_PAGE == registry.keys()


@pytest.mark.parametrize("model", SAMPLES)
def test_a_page_offers_who_sees_it_the_steps_of_the_table(
    world: SimpleNamespace, model: str
) -> None:
    record = getattr(world, SAMPLES[model])
    takes_steps = record.document if model == "awards.Decision" else record
    workflow = registry[takes_steps._meta.label]
    seen = 0
    for mandate in world.mandates.values():
        answer = signed_in(mandate).get(record.get_absolute_url())
        if answer.status_code != 200:
            continue
        seen += 1
        text = answer.content.decode()
        offered = {each.name for each in available(takes_steps, mandate)}
        if model == "awards.Decision":
            offered -= {"record_signature"}
        for step in workflow.taken_by_people():
            shown = f'"{workflow.url_of(step.name, takes_steps)}"' in text
            assert shown == (step.name in offered), (mandate, step.name)
        assert 'id="dien-bien"' in text
        assert 'class="steps"' in text
    assert seen


def who_may(world: SimpleNamespace, step: Transition, record: Any) -> Mandate | None:
    allowed = (m for m in world.mandates.values() if rules.has_perm(step.permission, m, record))
    return next(
        (m for m in allowed if type(record).objects.visible_to(m).filter(pk=record.pk)), None
    )


def test_a_step_from_another_state_is_answered_with_a_sentence(world: SimpleNamespace) -> None:
    """GET and POST, 409: the record has moved on, the way back to it is shown."""
    walked = set()
    for model, name in SAMPLES.items():
        workflow, record = registry[model], getattr(world, name)
        for step in workflow.taken_by_people():
            mandate = who_may(world, step, record)
            if record.state in step.sources or mandate is None:
                continue
            client, url = signed_in(mandate), workflow.url_of(step.name, record)
            answers = [client.get(url)]
            if step.form != Form.OWN and step.name != "return":
                data = {
                    "reason": "Lý do",
                    "items": "Một việc",
                    "due_on": "20/12/2021",
                    "closes_on": "20/12/2021",
                    "signer_position": "Phó Chủ tịch",
                }
                answers.append(client.post(url, data))
            for answer in answers:
                text = answer.content.decode()
                assert answer.status_code == 409, (url, answer.status_code)
                assert "không thực hiện được nữa" in text or "trạng thái" in text
                assert f'href="{record.get_absolute_url()}"' in text
            walked.add(model)
    assert len(walked) >= 6


def version_in(client: Client, url: str) -> str:
    found = re.search(r'name="version"[^>]*? value="(\d+)"', client.get(url).content.decode())
    assert found
    return found.group(1)


@pytest.mark.parametrize(("workflow", "step", "prepared"), JUDGING)
def test_who_prepared_does_not_judge(
    world: SimpleNamespace, workflow: Workflow, step: Transition, prepared: str
) -> None:
    """The same person under another role neither; an authority of one person regulates it."""
    record = getattr(world, SAMPLES[workflow.model])
    judge = who_may(world, step, record)
    assert judge is not None
    assert not prepared_by(record, step, judge)
    earlier = make_mandate(Role.AUDITOR, judge.unit, "vai-tro-khac")
    Mandate.objects.filter(pk=earlier.pk).update(account=judge.account)
    TransitionLog.objects.create(
        object_type=workflow.model, object_id=record.pk, name=prepared, source="draft",
        target="ready", at=clock.now(), mandate_id=earlier.pk,
    )  # fmt: skip
    assert prepared_by(record, step, judge)
    set_regulation(
        by=world.admin, setting=ONE_PERSON, authority=judge.unit, value=1,
        valid_from=DAY, legal_basis="Quy chế",
    )  # fmt: skip
    assert not prepared_by(record, step, judge)


def test_a_stale_page_is_told_and_a_second_press_counts(world: SimpleNamespace) -> None:
    registration, client = world.registration, signed_in(world.leader)
    type(registration).objects.update(state="ready")
    url = reverse("registrations:sign", args=[registration.pk])
    read = version_in(client, url)
    type(registration).objects.filter(pk=registration.pk).update(version=int(read) + 1)
    stale = client.post(url, {"version": read})
    assert stale.status_code == 409
    assert "thay đổi" in stale.content.decode() or "lưu" in stale.content.decode()
    fresh = stale.context["form"]["version"].value()
    assert int(fresh) == int(read) + 1
    again = client.post(url, {"version": fresh})
    assert again.status_code in {302, 422}  # 422: the sample's commitments are incomplete


def test_a_step_that_only_others_may_take_is_refused(world: SimpleNamespace) -> None:
    url = reverse("registrations:sign", args=[world.registration.pk])
    assert signed_in(world.officer).get(url).status_code == 403
    assert signed_in(world.officer).post(url).status_code == 403
    assert signed_in(world.other_officer).post(url).status_code == 404
