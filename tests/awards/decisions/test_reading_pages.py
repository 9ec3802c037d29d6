"""Who sees and does what, in a fixed number of queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.decisions import services
from awards.decisions.enums import DecisionState
from tests.awards.decisions.pages import body, hold
from tests.builders.clients import signed_in
from tests.builders.decisions import officer_of
from tests.builders.people import make_mandate

ACTIONS = [
    "wording", "names-add", "record-signed", "publish", "hold-back",
    "certificates",
]  # fmt: skip


ALLOWED = {
    "office": set(ACTIONS),
    "signer": {"certificates"},
    "clerk": {"certificates"},
    "outsider": {"certificates"},
}


@pytest.mark.parametrize("role", sorted(ALLOWED))
@pytest.mark.parametrize("state", [DecisionState.DRAFT, DecisionState.ISSUED])
def test_state_action_and_role(province, department, mixed, role, state):
    decision = province.issued(mixed) if state == DecisionState.ISSUED else mixed
    mandate = department.office if role == "outsider" else getattr(province, role)
    client = signed_in(mandate)
    for action in ACTIONS:
        status = client.get(reverse(f"decisions:{action}", args=[decision.pk])).status_code
        if role == "outsider" and state == DecisionState.DRAFT:
            assert status == 404, action
        elif action in ALLOWED[role]:
            assert status in {200, 302}, action
        else:
            assert status == 403, action


def test_the_paper_leads_to_its_decision_only_who_may_open_it(province, mixed):
    decision = province.issued(mixed)
    page = reverse("documents:document", args=[decision.document_id])
    link = f'href="{reverse("decisions:decision", args=[decision.pk])}"'
    assert link in body(signed_in(province.office).get(page))
    assert link not in body(signed_in(make_mandate("admin", province.unit)).get(page))


def test_names_held_back_are_hidden_from_other_units(province, department, published):
    hold(province, published, "Nguyễn Văn An")
    page = reverse("decisions:decision", args=[published.pk])
    assert "Nguyễn Văn An" in body(signed_in(province.office).get(page))
    assert "Nguyễn Văn An" not in body(signed_in(department.office).get(page))


def test_pages_take_a_fixed_number_of_queries(province, department, django_assert_max_num_queries):
    client = signed_in(province.office)
    numbers = []
    for size in (1, 3):
        people = [officer_of(department.unit, f"Người {size} {n}") for n in range(size)]
        decision = province.issued(
            province.drafted(*[province.passed(each) for each in people]), 100 + size
        )
        services.publish_decision(by=province.office, decision=decision)
        counts = []
        for address in (
            reverse("decisions:decision", args=[decision.pk]),
            reverse("decisions:certificates", args=[decision.pk]),
            reverse("public_awards:decision", args=[decision.pk]),
        ):
            with django_assert_max_num_queries(18) as queries:
                client.get(address)
            counts.append(len(queries))
        numbers.append(counts)
    assert numbers[0] == numbers[1]


def test_public_list_is_read_with_few_queries(published, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        Client().get(reverse("public_awards:honoured"))


def test_no_page_of_decisions_reads_the_text(province, published):
    office, public = signed_in(province.office), Client()
    for client, address in (
        (office, reverse("decisions:list")),
        (office, reverse("decisions:decision", args=[published.pk])),
        (public, reverse("public_awards:honoured")),
        (public, reverse("public_awards:decision", args=[published.pk])),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert not [each["sql"] for each in queries if '"paper"' in each["sql"]], address


def test_the_list_of_decisions_adds_up_no_lines(province, mixed):
    with CaptureQueriesContext(connection) as queries:
        shown = signed_in(province.office).get(reverse("decisions:list")).context["rows"]
    mixed.refresh_from_db()
    lines = mixed.lines.standing()
    assert [(row.honoured, row.bonus) for row in shown] == [
        (lines.count(), sum(line.paid_amount for line in lines))
    ]
    assert not [each for each in queries if "SUM(" in each["sql"]]
