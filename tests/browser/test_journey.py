"""One campaign from the draft of its plan to the certificate, as its people would do it.

Every role signs in and works through the real pages of the demo province; every kind of page that
is met is checked with axe. With ``--pictures docs/tour`` the pages are kept for ``docs/tour.vi.md``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Person, Portal
from tests.browser.journey import (
    appraisal,
    campaign,
    commitments,
    council,
    decision,
    nominations,
    reports,
    review,
)

pytestmark = pytest.mark.browser


def test_from_the_plan_to_the_certificate(
    browser: Browser, demo_portal: Portal, pictures: Path | None, tmp_path: Path
) -> None:
    person = Person(browser, demo_portal, pictures)
    plan = campaign.write_plan(person)
    campaign.sign_and_launch(person, plan, tmp_path)
    commitments.record_unit_plan(person, tmp_path)
    commitments.commit(person)
    commitments.enter_from_paper(person, plan, tmp_path)
    reports.move_clock(person, "15/12/2021")
    reports.report(person, tmp_path)
    reports.enter_for_unit(person, plan, tmp_path)
    reports.move_clock(person, review.AS_OF)
    issued = review.review(person, plan, tmp_path)
    round_ = nominations.open_round(person, issued)
    dossier = nominations.nominate(person, tmp_path)
    nominations.receive(person, dossier)
    appraisal.appraise(person, round_)
    appraisal.disagree(person)
    council.vote(person, tmp_path)
    honours = decision.decide(person, tmp_path)
    code = decision.certify(person, honours)
    decision.publish(person, honours, code)
    assert "invariants hold" in demo_portal.manage("check_invariants")
    person.page.context.close()
