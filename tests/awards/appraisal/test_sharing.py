"""A selection of nominees is shared evenly among those chosen, never against a conflict."""

from __future__ import annotations

from collections import Counter

import pytest
from django.urls import reverse

from awards.appraisal import services
from awards.appraisal.models import Appraisal
from emulation.jobs.models import Job
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.ui.forms import new_key
from tests.awards.appraisal.turns import double, say, single
from tests.builders.clients import signed_in
from tests.builders.jobs import work_off
from tests.builders.people import make_person
from tests.builders.rounds import only_nominee


def share(world, dossier, *among, nominees=None, **more):
    """Press the button for the nominees of a dossier, and confirm; return the page that follows."""
    rows = list(dossier.nominees.order_by("pk")) if nominees is None else nominees
    data = {
        "once": new_key(world.office.account_id), "action": "share", "confirmed": "1",
        "selected": [row.pk for row in rows], "among": [each.pk for each in among], **more,
    }  # fmt: skip
    url = reverse("appraisal:round", args=[dossier.round_id])
    return signed_in(world.office).post(url, data, follow=True)


def held(world, dossier):
    rows = Appraisal.objects.filter(nominee__dossier=dossier)
    return Counter(rows.values_list("appraiser", flat=True))


def test_a_selection_is_shared_evenly_among_the_chosen(world):
    dossier = single(world, *(make_person(world.division, f"Người {n}") for n in range(6)))
    page = share(world, dossier, world.reviewer, world.second, due_on="30/11/2021")
    assert "Đã chia đều 6 đối tượng" in page.content.decode()
    assert held(world, dossier) == {world.reviewer.account_id: 3, world.second.account_id: 3}
    assert str(Appraisal.objects.first().due_on) == "2021-11-30"


def test_both_turns_go_to_two_persons_or_none_is_given(world):
    dossier = double(world)
    page = share(world, dossier, world.reviewer).content.decode()
    assert "Không ai trong những người được chọn" in page
    assert not held(world, dossier)
    share(world, dossier, world.reviewer, world.second)
    assert held(world, dossier) == {world.reviewer.account_id: 1, world.second.account_id: 1}


def test_a_conflict_and_the_own_unit_are_named_and_respected(world):
    free, barred = (make_person(world.division, name) for name in ("Người Một", "Người Hai"))
    dossier = single(world, free, barred)
    nominee = dossier.nominees.get(person=barred)
    services.declare_conflict(
        by=world.office, nominee=nominee, account=world.reviewer.account, reason="Họ hàng"
    )
    page = share(world, dossier, world.reviewer, world.own_reviewer).content.decode()
    assert "Người Hai" in page
    assert "xung đột lợi ích" in page
    assert world.own_reviewer.account.full_name in page
    assert held(world, dossier) == {world.reviewer.account_id: 1}


def test_who_was_not_chosen_rightly_gets_nothing(world):
    nominee = only_nominee(single(world))
    with pytest.raises(NotAllowed):
        services.share_nominee(by=world.reviewer, nominee=nominee, among=[world.second])
    with pytest.raises(Refused):
        services.share_nominee(by=world.office, nominee=nominee, among=[world.officer])
    services.share_nominee(by=world.office, nominee=nominee, among=[world.second])
    with pytest.raises(WrongState):
        services.share_nominee(by=world.office, nominee=nominee, among=[world.reviewer])
    assert share(world, nominee.dossier, due_on="1/1/2021").status_code == 422


def test_the_recheck_that_is_due_is_shared_too(world):
    nominee = only_nominee(single(world))
    services.share_nominee(by=world.office, nominee=nominee, among=[world.second])
    say(world, nominee, "first")
    nominee.appraisals.filter(turn="recheck").delete()
    services.share_nominee(by=world.office, nominee=nominee, among=[world.reviewer, world.second])
    assert nominee.appraisals.get(turn="recheck").appraiser == world.reviewer.account


def test_a_long_selection_is_shared_by_a_job(world):
    dossier = single(world, *(make_person(world.division, f"Người {n}") for n in range(51)))
    share(world, dossier, world.reviewer, world.second)
    assert not held(world, dossier)
    work_off(Job.objects.latest("pk").kind)
    counts = held(world, dossier)
    assert sum(counts.values()) == 51
    assert max(counts.values()) - min(counts.values()) == 1
