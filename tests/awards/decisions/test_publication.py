"""Publication, and names held back."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from awards.decisions import services
from awards.decisions.models import Decision
from awards.decisions.selectors.honoured import number_in_preview, preview_of
from emulation.ui.errors import Refused, WrongState


def test_publication_is_an_act_of_its_own(province, mixed):
    with pytest.raises(WrongState):
        services.publish_decision(by=province.office, decision=mixed)
    decision = province.issued(mixed)
    assert not Decision.objects.published().exists()
    publication = services.publish_decision(by=province.office, decision=decision)
    assert publication.published_by == province.office
    with pytest.raises(WrongState):
        services.publish_decision(by=province.office, decision=decision)


def test_a_name_is_held_back_with_a_reason_only(province, mixed):
    decision = province.issued(mixed)
    line = decision.lines.first()
    with pytest.raises(ValidationError):
        services.hold_back_lines(by=province.office, decision=decision, lines=[line], reason=" ")
    with pytest.raises(ValidationError):
        services.hold_back_decision(
            by=province.office, decision=decision, whole=True, whole_reason=""
        )
    services.hold_back_decision(
        by=province.office, decision=decision, whole=True, whole_reason="Vụ án"
    )
    with pytest.raises(Refused, match="Vụ án"):
        services.publish_decision(by=province.office, decision=decision)


def test_the_preview_is_counted_as_it_is_listed(province, mixed):
    decision = province.certified(mixed)
    first, second, _third = decision.lines.order_by("order")
    held = services.hold_back_lines(
        by=province.office, decision=decision, lines=[first], reason="Vụ án"
    )
    assert number_in_preview(held, 1) == preview_of(held).count() == 2
    revocation = services.draft_revocation(
        by=province.office, decision=held, lines=[second], reason="Khai man"
    )
    province.issued(revocation, 3002)
    held.refresh_from_db()
    assert number_in_preview(held, 1) == preview_of(held).count() == 1
