"""What SQL by hand may not do to an issued decision, its lines and its certificates."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from awards.decisions import services
from awards.decisions.models import Certificate

ISSUED = [
    "UPDATE awards_decision SET reason = 'x'",
    "UPDATE awards_decision SET state = 'draft'",
    "UPDATE awards_decision SET signer_name = 'x'",
    "DELETE FROM awards_decision",
    "UPDATE awards_decisionline SET name = 'x'",
    "UPDATE awards_decisionline SET achievement = 'x'",
    "UPDATE awards_decisionline SET strike_reason = 'x'",
    "DELETE FROM awards_decisionline",
    "UPDATE awards_certificate SET code = 'x'",
    "UPDATE awards_certificate SET state = 'prepared'",
    "DELETE FROM awards_certificate",
    "UPDATE awards_goldbook SET last = 0",
    "DELETE FROM awards_goldbook",
]


def test_an_issued_decision_and_what_follows_it_are_kept(province, mixed):
    certificates = Certificate.objects.filter(decision=province.certified(mixed))
    services.mark_printed(by=province.clerk, certificates=certificates)
    services.hand_over(by=province.office, certificates=certificates, received_by="Bà Hoa")
    for sql in ISSUED:
        with (
            pytest.raises(DatabaseError, match="protected row"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
