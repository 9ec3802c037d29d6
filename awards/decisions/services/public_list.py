"""The honoured list as the public reads it, renewed with every act that changes it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from awards.decisions.models import Decision, DecisionLine, HonouredName
from awards.ledger.subjects import in_order_of_names
from emulation.ui.vietnamese import fold

BATCH = 2000


@transaction.atomic
def renew_public_list(decision: Decision) -> int:
    """Write the public names of one decision anew and return how many they are.

    Called in the transaction of each act after which other names may be read: publication, names
    held back, revocation. A decision that is not published has none.
    """
    HonouredName.objects.filter(decision=decision).delete()
    return len(HonouredName.objects.bulk_create(_names_of(decision), batch_size=BATCH))


def _names_of(decision: Decision) -> Iterator[HonouredName]:
    lines = (
        DecisionLine.objects.honoured()
        .filter(decision=decision)
        .annotate(sort_key=in_order_of_names("nominee__"))
        .order_by("part", "order")
        .values_list(
            "pk",
            "decision__document__issued_on",
            "name",
            "position",
            "award_code",
            "record__award_name",
            "nominee__subject_home",
            "search_text",
            "sort_key",
        )
    )
    for place, line in enumerate(lines.iterator(BATCH), start=1):
        pk, issued_on, name, position, code, award, unit, search_text, sort_key = line
        assert issued_on is not None  # only an issued decision is published
        yield HonouredName(
            line_id=pk,
            decision=decision,
            issued_on=issued_on,
            place=place,
            name=name,
            position=position,
            award_code=code,
            award_name=award,
            unit_id=unit,
            search_text=search_text or fold(f"{name} {position}"),
            sort_key=sort_key,
        )
