"""The steps of decisions and certificates.

A decision follows its document: submitted, returned and issued there. Its own state tells whether
list and wording may be changed, and whether it still stands.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from awards.decisions.enums import CertificateState, DecisionState
from emulation.workflow.transitions import Form, Stage, Transition, Workflow


def decision_called(decision: Any) -> str:
    """Return what a message calls a decision."""
    return gettext("the decision “%(subject)s”") % {"subject": decision}


def certificate_called(certificate: Any) -> str:
    """Return what a message calls a certificate."""
    words = {"serial": certificate, "name": certificate.line.name}
    return gettext("certificate %(serial)s of %(name)s") % words


DECISION = Workflow(
    "awards.Decision",
    [
        Transition(
            "submit",
            sources=(DecisionState.DRAFT,),
            target=DecisionState.SUBMITTED,
            permission="awards.draft_decision",
            label=_("Submit for signature"),
            past=pgettext_lazy("past", "submitted for signature"),
            automatic=True,
        ),
        Transition(
            "return",
            sources=(DecisionState.SUBMITTED,),
            target=DecisionState.DRAFT,
            permission="awards.draft_decision",
            label=_("Return for correction"),
            past=pgettext_lazy("past", "returned for correction"),
            automatic=True,
        ),
        Transition(
            "issue",
            sources=(DecisionState.SUBMITTED,),
            target=DecisionState.ISSUED,
            permission="awards.draft_decision",
            label=_("Issue"),
            past=pgettext_lazy("past", "issued"),
            automatic=True,
        ),
        Transition(
            "revoke",
            sources=(DecisionState.ISSUED,),
            target=DecisionState.REVOKED,
            permission="awards.draft_decision",
            label=_("Revoke"),
            past=pgettext_lazy("past", "revoked"),
            automatic=True,
        ),
    ],
    route="decisions:",
    called=decision_called,
    way=(
        Stage((DecisionState.DRAFT,), _("Draft")),
        Stage((DecisionState.SUBMITTED,), _("Submitted for signature")),
        Stage((DecisionState.ISSUED,), _("Issued")),
    ),
    acts=(
        "decisions.create",
        "decisions.draft_revocation",
        "decisions.wording",
        "decisions.add",
        "decisions.strike",
        "decisions.order",
        "decisions.redraft",
        "decisions.spare",
        "decisions.hold_back",
        "decisions.publish",
    ),
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
            past=pgettext_lazy("past", "marked as printed"),
            address="da-in",
        ),
        Transition(
            "spoil",
            sources=(CertificateState.PRINTED,),
            target=CertificateState.PREPARED,
            permission="awards.keep_certificates",
            label=_("Sheet spoiled, print again"),
            past=pgettext_lazy("past", "recorded the spoiled sheet of"),
            address="in-hong",
            form=Form.REASON,
        ),
        Transition(
            "hand_over",
            sources=(CertificateState.PRINTED,),
            target=CertificateState.HANDED_OVER,
            permission="awards.keep_certificates",
            label=_("Hand over"),
            past=pgettext_lazy("past", "handed over"),
            address="ban-giao",
            form=Form.OWN,
        ),
        Transition(
            "replace",
            sources=(CertificateState.PRINTED, CertificateState.HANDED_OVER),
            target=CertificateState.REPLACED,
            permission="awards.keep_certificates",
            label=_("Issue anew (lost or spoiled)"),
            past=pgettext_lazy("past", "issued anew"),
            address="cap-lai",
            form=Form.REASON,
            confirm=_(
                "A new certificate with its own number and code takes its place; the old code "
                "answers that it was replaced."
            ),
            final=True,
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
            past=pgettext_lazy("past", "revoked"),
            automatic=True,
        ),
    ],
    route="decisions:certificate-",
    called=certificate_called,
    way=(
        Stage((CertificateState.PREPARED,), _("Prepared")),
        Stage((CertificateState.PRINTED,), _("Printed")),
        Stage((CertificateState.HANDED_OVER,), _("Handed over")),
    ),
)
