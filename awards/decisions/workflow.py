"""The steps of decisions and certificates.

A decision follows its document: submitted, returned and issued there. Its own state tells whether
list and wording may be changed, and whether it still stands.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from awards.decisions.enums import CertificateState, DecisionState
from emulation.workflow.transitions import Transition, Workflow

DECISION = Workflow(
    "awards.Decision",
    [
        Transition(
            "submit",
            sources=(DecisionState.DRAFT,),
            target=DecisionState.SUBMITTED,
            permission="awards.draft_decision",
            label=_("Submit for signature"),
            automatic=True,
        ),
        Transition(
            "return",
            sources=(DecisionState.SUBMITTED,),
            target=DecisionState.DRAFT,
            permission="awards.draft_decision",
            label=_("Return for correction"),
            automatic=True,
        ),
        Transition(
            "issue",
            sources=(DecisionState.SUBMITTED,),
            target=DecisionState.ISSUED,
            permission="awards.draft_decision",
            label=_("Issue"),
            automatic=True,
        ),
        Transition(
            "revoke",
            sources=(DecisionState.ISSUED,),
            target=DecisionState.REVOKED,
            permission="awards.draft_decision",
            label=_("Revoke"),
            automatic=True,
        ),
    ],
)

CERTIFICATE = Workflow(
    "awards.Certificate",
    [
        Transition(
            "print",
            sources=(CertificateState.PREPARED,),
            target=CertificateState.PRINTED,
            permission="awards.keep_certificates",
            label=_("Mark as printed"),
        ),
        Transition(
            "spoil",
            sources=(CertificateState.PRINTED,),
            target=CertificateState.PREPARED,
            permission="awards.keep_certificates",
            label=_("Sheet spoiled, print again"),
            needs_reason=True,
        ),
        Transition(
            "hand_over",
            sources=(CertificateState.PRINTED,),
            target=CertificateState.HANDED_OVER,
            permission="awards.keep_certificates",
            label=_("Hand over"),
        ),
        Transition(
            "revoke",
            sources=(
                CertificateState.PREPARED,
                CertificateState.PRINTED,
                CertificateState.HANDED_OVER,
            ),
            target=CertificateState.REVOKED,
            permission="awards.keep_certificates",
            label=_("Revoke"),
            automatic=True,
        ),
    ],
)
