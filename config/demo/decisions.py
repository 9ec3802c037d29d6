"""The two decisions of the demo: a department's own titles, and the province's sudden round."""

from __future__ import annotations

import datetime as dt

from awards.decisions.models import Certificate, Decision
from awards.decisions.selectors.decisions import ready_nominees
from awards.decisions.services import (
    create_decision,
    hand_over,
    mark_printed,
    publish_decision,
    record_signed,
)
from awards.nominations.services import close_round, end_round
from config.demo.appraisal import SCHOOL, SUDDEN
from config.demo.diary import hour
from config.demo.documents import (
    lay_out,
    number_here,
    number_outside,
    sign_here,
    signed_scan,
    take_route,
)
from config.demo.province import Province
from config.demo.rounds import ROUNDS, office_of, round_of
from emulation.clock import at
from emulation.documents.models import Document
from emulation.documents.services import submit_document
from emulation.jobs.services import run_now
from emulation.people.models import Mandate

HANDED_OVER = 4


def decide_school_round(province: Province) -> None:
    """Let the department's director decide, with the number of the department's own book."""
    row = ROUNDS[SCHOOL]
    unit, day = row["authority"], row["decided_on"]
    office = office_of(province, SCHOOL)
    with at(day - dt.timedelta(days=3)):
        document = _draft(office, SCHOOL)
    with at(day):
        document = sign_here(document, province.leader(unit))
        document = number_here(document, province.clerk(unit))
    _certify_and_publish(office, document, day + dt.timedelta(days=2))
    _finish(office, SCHOOL, day + dt.timedelta(days=5))


def decide_sudden_round(province: Province) -> None:
    """Let the chairman sign on paper and the clerk record the number of the office's register."""
    row, office = ROUNDS[SUDDEN], province.by("chuyenvien")
    with at(row["appraised_on"] + dt.timedelta(days=2)):
        document = _draft(office, SUDDEN)
    with at(row["signed_on"]):
        take_route(document, office, row["signed_on"])
        document = lay_out(document)
        record_signed(
            by=office,
            decision=Decision.objects.get(document=document),
            signed_file=signed_scan(document, office, province.root.leader_name),
            signer_name=province.root.leader_name,
            signed_on=row["signed_on"],
        )
    with at(hour(row["decided_on"])):
        number = row["decision"]["number"]
        document = number_outside(document, province.clerk("ubnd"), number, row["decided_on"])
    _certify_and_publish(office, document, row["published_on"])
    _finish(office, SUDDEN, row["published_on"] + dt.timedelta(days=14))


def _draft(office: Mandate, key: str) -> Document:
    round_ = round_of(key)
    decision = create_decision(
        by=office,
        round_=round_,
        nominees=list(ready_nominees(round_)),
        subject=ROUNDS[key]["decision_subject"],
    )
    assert decision.document is not None
    return submit_document(by=office, document=decision.document)


def _certify_and_publish(office: Mandate, document: Document, day: dt.date) -> None:
    """Print the certificates, hand some over, publish the list under the officer's name."""
    decision = Decision.objects.get(document=document)
    assert decision.certificate_job is not None
    with at(day):
        run_now(decision.certificate_job)
        certificates = list(Certificate.objects.filter(decision=decision).order_by("serial"))
        mark_printed(by=office, certificates=certificates)
        publish_decision(by=office, decision=decision)
    with at(day + dt.timedelta(days=1)):
        fresh = Certificate.objects.filter(pk__in=[one.pk for one in certificates[:HANDED_OVER]])
        hand_over(by=office, certificates=fresh, received_by="Đại diện đơn vị nhận tại lễ trao")


def _finish(office: Mandate, key: str, day: dt.date) -> None:
    with at(day):
        end_round(by=office, round_=close_round(by=office, round_=round_of(key)))
