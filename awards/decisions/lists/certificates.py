"""The register of the certificates of a decision."""

from __future__ import annotations

from typing import Any

import django_filters
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from awards.decisions import services
from awards.decisions.enums import CertificateState
from awards.decisions.forms import ReceiverForm
from awards.decisions.models import Certificate
from awards.decisions.selectors import certificates_of
from awards.ledger.subjects import in_order_of_names
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, WordsFilter, declared
from emulation.units.lists import OfUnitFilter

REPLACEABLE = (CertificateState.PRINTED, CertificateState.HANDED_OVER)
KEEP = "awards.keep_certificates"


class CertificateFilter(django_filters.FilterSet):
    """By name, unit and state."""

    q = WordsFilter(label=_("Name"), field_name="line")
    unit = OfUnitFilter(label=_("Unit"), field_name="line__nominee__dossier__unit")
    state = django_filters.ChoiceFilter(label=_("State"), choices=CertificateState)


def _sheet(certificate: Certificate) -> str:
    return reverse("decisions:certificate", args=[certificate.pk]) if certificate.batch_id else ""


def _spoil(certificate: Certificate) -> str:
    if certificate.state != CertificateState.PRINTED:
        return ""
    return reverse("decisions:certificate-spoil", args=[certificate.pk])


def _replace(certificate: Certificate) -> str:
    if certificate.state not in REPLACEABLE:
        return ""
    return reverse("decisions:certificate-replace", args=[certificate.pk])


def _replace_word(certificate: Certificate) -> str:
    return gettext("Issue anew") if certificate.state in REPLACEABLE else ""


def _replaced(certificate: Certificate) -> str:
    old = certificate.replaces
    return gettext("in place of %(old)s") % {"old": old} if old else ""


def _spoil_word(certificate: Certificate) -> str:
    return gettext("Sheet spoiled") if certificate.state == CertificateState.PRINTED else ""


def _print(*, by: Mandate, record: Certificate) -> None:
    services.mark_printed(by=by, certificates=[record])


def _hand_over(*, by: Mandate, record: Certificate, **entered: Any) -> None:
    services.hand_over(by=by, certificates=[record], **entered)


CERTIFICATES: Listing[Certificate] = declared(
    Listing(
        name="decisions.certificates",
        title=_("Certificates"),
        rows=certificates_of,
        order=["year", "serial"],
        filters=CertificateFilter,
        columns=[
            Column(
                "name", _("Name"), "line.name",
                sort=in_order_of_names("line__nominee__"), link=_sheet, width=32,
            ),
            Column("serial", _("Gold book"), str, note=_replaced, sort=("year", "serial")),
            Column(
                "unit", _("Unit"), "line.nominee.dossier.unit.label",
                sort="line__nominee__dossier__unit__sort_key", width=32,
            ),
            Column("state", _("State"), kind=Kind.STATE, sort="state"),
            Column(
                "received_by", _("Handed over to"), sort="received_by", width=28
            ),
            Column(
                "handed_over_on", _("Handed over on"), kind=Kind.DATE, sort="handed_over_on"
            ),
            Column(
                "spoil", _("Sheet spoiled"), _spoil_word, link=_spoil,
                page_only=True, personal=KEEP,
            ),
            Column(
                "replace", _("Lost or spoiled"), _replace_word, link=_replace,
                page_only=True, personal=KEEP,
            ),
        ],
        actions=[
            SelectionAction(
                name="print", label=_("Mark as printed"), icon="printer", permission=KEEP,
                perform=_print, done=_("Marked as printed: %(count)s"),
            ),
            SelectionAction(
                name="hand-over", label=_("Hand over"), permission=KEEP, tone="brand",
                perform=_hand_over, form=ReceiverForm, done=_("Handed over: %(count)s"),
            ),
        ],
        name_of=lambda one: f"{one}. {one.line.name}",
        empty=Empty(
            title=_("No certificate yet"),
            text=_("Certificates are made when the decision is issued."),
        ),
    )
)  # fmt: skip
