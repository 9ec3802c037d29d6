"""Decisions on the desk and in the search."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from awards.decisions import services
from awards.decisions.models import Certificate
from emulation.registries import places


def verbs(mandate: Any) -> list[str]:
    return [
        str(item.url)
        for source in places.turn_sources
        for item in source(mandate)
        if "/quyet-dinh/" in item.url
    ]


def test_desk_follows_the_decision(province, an):
    nominee = province.passed(an)
    assert verbs(province.office) == [reverse("decisions:waiting", args=[province.round.pk])]
    decision = province.drafted(nominee)
    assert verbs(province.office) == [reverse("decisions:decision", args=[decision.pk])]
    decision = province.certified(decision)
    register = reverse("decisions:certificates", args=[decision.pk])
    assert verbs(province.office) == [reverse("decisions:publish", args=[decision.pk]), register]
    assert verbs(province.clerk) == [register]
    services.publish_decision(by=province.office, decision=decision)
    services.mark_printed(by=province.office, certificates=Certificate.objects.all())
    services.hand_over(
        by=province.office, certificates=Certificate.objects.all(), received_by="An",
        handed_over_on=dt.date(2021, 11, 22),
    )  # fmt: skip
    assert verbs(province.office) == []


def test_search_finds_decisions_by_number_and_subject(province, mixed):
    decision = province.issued(mixed)
    sources = dict((str(label), source) for label, source in places.search_sources)
    found = [
        hit.url
        for source in sources.values()
        for words in ("2057", "bang khen")
        for hit in source(province.office, words)
        if "/quyet-dinh/" in hit.url
    ]
    assert found.count(reverse("decisions:decision", args=[decision.pk])) == 2
