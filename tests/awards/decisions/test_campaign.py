"""What a campaign shows of its decisions: the public page leads to them, the review counts them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from awards.decisions.services import publish_decision
from campaigns.reviews.registry import commendation_sentences
from tests.builders.campaigns import make_campaign, place_campaign
from tests.builders.decisions import DAY


@pytest.fixture
def campaign(province, mixed):
    made = make_campaign(province.office)
    made.plan_document = mixed.document
    place_campaign(made, "launched", by=province.office)
    province.round.campaign = made
    province.round.save()
    return made


def test_the_public_page_leads_to_published_decisions_only(province, mixed, campaign):
    decision = province.certified(mixed)
    address = f"/khen-thuong/{decision.pk}/"
    assert address not in Client().get(f"/phong-trao/{campaign.slug}/").content.decode()
    publish_decision(by=province.office, decision=decision)
    shown = Client().get(f"/phong-trao/{campaign.slug}/").content.decode()
    assert address in shown
    assert "Khen thưởng theo Quyết định số" in shown


def test_a_review_counts_what_was_decided_until_its_day(province, mixed, campaign):
    assert commendation_sentences(campaign, DAY) == []
    province.issued(mixed)
    assert commendation_sentences(campaign, DAY - dt.timedelta(days=1)) == []
    (sentence,) = commendation_sentences(campaign, DAY)
    assert "«01» quyết định" in sentence
    assert "«01» tập thể, «01» cá nhân, «01» hộ gia đình" in sentence
