"""A member who declared a conflict of interest does not vote on that nominee."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from awards.appraisal.services import declare_conflict
from awards.council import services
from emulation.registries.places import turn_sources
from tests.builders.clients import signed_in


def test_the_member_declares_from_the_ballot_and_goes_on_without_that_nominee(open_house):
    member, first = open_house.members[0], open_house.items[0]
    client = signed_in(member)
    ballot = reverse("council:ballot", args=[open_house.session.pk])
    address = reverse("appraisal:conflict", args=[first.nominee_id])
    assert address in client.get(ballot).content.decode()
    answer = client.post(address, {"account": member.account.username, "reason": "Vợ chồng"})
    assert answer.url == reverse("desk:home")
    form = client.get(ballot).context["form"]
    assert [item.votable for item in form.items] == [False, True]
    assert "đã khai xung đột lợi ích" in client.get(ballot).content.decode()


def test_the_ballot_of_who_declared_is_refused_and_the_desk_counts_without_it(open_house):
    member, first = open_house.members[0], open_house.items[0]
    declare_conflict(by=member, nominee=first.nominee, account=member.account, reason="Vợ chồng")
    with pytest.raises(ValidationError, match="xung đột"):
        services.cast_ballots(by=member, session=open_house.session, choices={first.pk: "for"})
    verbs = [item.verb for source in turn_sources for item in source(member)]
    left = len(open_house.items) - 1
    assert f"Bỏ phiếu 0 / {left}" in verbs
