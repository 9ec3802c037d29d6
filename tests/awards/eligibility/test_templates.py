"""The findings as a page shows them: live ones and frozen ones alike."""

from __future__ import annotations

import json

from django.template.loader import render_to_string
from django.utils import translation

from awards.eligibility.engine import assess
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.units.enums import UnitKind
from emulation.units.models import Unit
from tests.awards.eligibility.cases import ON, good, law


def _html(assessment, role=Role.OFFICER):
    mandate = Mandate(role=role, unit=Unit(kind=UnitKind.PEOPLES_COMMITTEE))
    with translation.override("vi"):
        return render_to_string(
            "awards/eligibility/findings.html", {"assessment": assessment, "mandate": mandate}
        )


def test_live_and_frozen_findings_look_alike():
    live = assess(good("PROVINCIAL_FIGHTER", ratings=()), law("PROVINCIAL_FIGHTER"), ON)
    frozen = json.loads(json.dumps(live.as_json()))
    assert _html(live) == _html(frozen)


def test_finding_shows_article_source_and_missing_proof():
    facts = good("PROVINCIAL_FIGHTER", disciplines=None)
    assessment = assess(facts, law("PROVINCIAL_FIGHTER"), ON)
    page = _html(assessment)
    assert "Điều 22 Luật Thi đua, khen thưởng năm 2003" in page
    assert 'href="/so/2019/"' in page
    assert "Xác nhận của đơn vị về việc không bị kỷ luật" in page
    assert "chưa đối chiếu văn bản" not in page
    assert "chưa đối chiếu văn bản" in _html(assessment, Role.OFFICE)


def test_text_of_users_is_escaped():
    facts = good("GRASSROOTS_FIGHTER", holds=None, name="<b>An</b>")
    assert "<b>" not in _html(assess(facts, law("GRASSROOTS_FIGHTER"), ON))
