"""A dossier taken back, a round answered with nobody, all faults said at once, words that are true."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards.nominations import services
from awards.nominations.enums import DossierState
from awards.nominations.models import Dossier
from awards.nominations.selectors.findings import dossier_papers
from emulation.clock import today
from emulation.desk.selectors import desk_of
from emulation.notices.models import Notice
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.workflow.selectors import available
from tests.builders.clients import signed_in
from tests.builders.people import make_person
from tests.builders.rounds import make_dossier, make_round, submit


def url(name: str, pk: int) -> str:
    return reverse(f"nominations:{name}", args=[pk])


def names(dossier: Dossier, who: Any) -> set[str]:
    return {step.name for step in available(dossier, who)}


def test_the_officer_withdraws_what_the_head_has_not_signed(world: Any) -> None:
    dossier = make_dossier(world, make_round(world.office))
    ready = services.hand_up(by=world.officer, dossier=dossier)
    assert "withdraw" in names(ready, world.officer)
    client = signed_in(world.officer)
    assert client.post(url("withdraw", ready.pk), {"version": ready.version}).status_code == 302
    assert Dossier.objects.get(pk=ready.pk).state == DossierState.DRAFT
    assert Notice.objects.filter(
        account=world.leader.account, subject__contains="đã rút lại hồ sơ"
    ).exists()


def test_the_head_recalls_what_nobody_has_received(world: Any) -> None:
    sent = submit(world, make_dossier(world, make_round(world.office)))
    with pytest.raises(NotAllowed):
        services.recall_dossier(by=world.officer, dossier=sent)
    assert "recall" in names(sent, world.leader)
    recalled = services.recall_dossier(by=world.leader, dossier=sent)
    assert (recalled.state, recalled.submitted_by) == (DossierState.READY, None)
    again = services.sign_dossier(by=world.leader, dossier=recalled)
    services.receive_dossier(
        by=world.office, dossier=again, incoming_on=today(), incoming_number="12"
    )
    with pytest.raises(WrongState):
        services.recall_dossier(by=world.leader, dossier=again)


def test_a_dossier_of_a_closed_round_is_not_recalled_into_nowhere(world: Any) -> None:
    round_ = make_round(world.office)
    sent = submit(world, make_dossier(world, round_))
    services.close_round(by=world.office, round_=round_)
    sent = Dossier.objects.get(pk=sent.pk)
    assert "recall" not in names(sent, world.leader)
    with pytest.raises(WrongState, match="không thu hồi được"):
        services.recall_dossier(by=world.leader, dossier=sent)


def test_a_unit_answers_a_round_that_it_proposes_nobody(world: Any) -> None:
    round_ = make_round(world.office)
    client = signed_in(world.officer)
    page = client.get(url("round", round_.pk)).content.decode()
    assert url("round-decline", round_.pk) in page
    wrong = client.post(url("round-decline", round_.pk), {"reason": ""})
    assert wrong.status_code == 422
    assert not Dossier.objects.exists(), "nothing is begun by a refused answer"
    client.post(url("round-decline", round_.pk), {"reason": "Không có trường hợp đủ điều kiện"})
    dossier = Dossier.objects.get()
    assert dossier.state == DossierState.DECLINED
    titles = [item.title for item in desk_of(world.officer).mine + desk_of(world.officer).late]
    assert not [title for title in titles if round_.name in title]
    listed = signed_in(world.office).get(reverse("nominations:dossier-list")).content.decode()
    assert "Không đề nghị" in listed
    assert Notice.objects.filter(
        account=world.office.account, subject__startswith="Không đề nghị"
    ).exists()
    again = services.reconsider_round(by=world.officer, dossier=dossier)
    assert again.state == DossierState.DRAFT


def test_who_is_named_is_not_declined_over(world: Any) -> None:
    dossier = make_dossier(world, make_round(world.office))
    assert "decline" not in names(dossier, world.officer)
    with pytest.raises(Refused, match="rút các đối tượng"):
        services.decline_round(by=world.officer, dossier=dossier, reason="Không có")


def test_everything_that_is_missing_is_said_at_once(world: Any) -> None:
    people = [make_person(world.officer.unit, name) for name in ("Lê Văn An", "Trần Thị Bình")]
    dossier = make_dossier(world, make_round(world.office), *people)
    dossier.nominees.update(achievement="")
    with pytest.raises(Refused) as refused:
        services.hand_up(by=world.officer, dossier=dossier)
    for name in ("Lê Văn An", "Trần Thị Bình"):
        assert name in refused.value.message


def test_every_line_of_a_pasted_list_that_is_refused_is_said(world: Any) -> None:
    people = [make_person(world.officer.unit, name) for name in ("Lê Văn An", "Trần Thị Bình")]
    round_ = make_round(world.office)
    dossier = make_dossier(world, round_, *people)
    with pytest.raises(ValidationError) as refused:
        services.add_listed(
            by=world.officer,
            dossier=dossier,
            award_code=round_.award_codes[0],
            kind="person",
            text="Lê Văn An\nTrần Thị Bình",
        )
    assert len(refused.value.messages) == 2


def test_a_list_of_nobody_is_no_paper_and_nobody_is_nominated_before_the_submission(
    world: Any,
) -> None:
    round_ = make_round(world.office)
    empty = services.begin_dossier(by=world.officer, round_=round_)
    assert not [paper for paper in dossier_papers(empty) if paper.present]
    dossier = make_dossier(world, round_)
    assert [paper for paper in dossier_papers(dossier) if paper.present]
    client = signed_in(world.officer)
    nominee = dossier.nominees.get()
    for address in (url("dossier", dossier.pk), url("nominee", nominee.pk)):
        page = client.get(address).content.decode()
        assert "Đang lập hồ sơ" in page
    submit(world, dossier)
    assert "Đang lập hồ sơ" not in client.get(url("dossier", dossier.pk)).content.decode()


def test_a_round_is_opened_and_a_dossier_signed_after_a_page_that_asks(world: Any) -> None:
    round_ = make_round(world.office)
    assert round_.state == "open"
    ready = services.hand_up(by=world.officer, dossier=make_dossier(world, round_))
    page = signed_in(world.leader).get(url("sign", ready.pk)).content.decode()
    assert "Có thể thu hồi đến khi được tiếp nhận" in page
    assert "Không thể hoàn tác" not in page
