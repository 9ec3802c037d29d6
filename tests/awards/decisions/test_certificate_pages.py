"""The register of certificates and a single sheet."""

from __future__ import annotations

from django.urls import reverse

from awards.decisions.enums import CertificateState
from awards.decisions.models import Certificate
from emulation.people.enums import Role
from emulation.ui.forms import new_key
from tests.awards.decisions.pages import body, post
from tests.builders.clients import signed_in
from tests.builders.people import make_mandate


def test_register_of_certificates(province, mixed):
    decision = province.certified(mixed)
    register = reverse("decisions:certificates", args=[decision.pk])
    page = body(signed_in(province.office).get(register))
    assert "Nguyễn Văn An" in page
    batch = decision.batches.get()
    assert signed_in(province.clerk).get(batch.file.url).status_code == 200
    assert signed_in(province.signer).get(batch.file.url).status_code in {403, 404}
    assert post(province.clerk, "batch-printed", decision.pk, batch.pk).status_code == 302
    first, *others = Certificate.objects.order_by("serial")
    spoiled = post(province.office, "certificate-spoil", first.pk, reason="Lem mực")
    assert spoiled.status_code == 302
    act(province.office, decision, "print", first)
    assert not Certificate.objects.filter(state=CertificateState.PREPARED)
    act(province.office, decision, "hand-over", *others, received_by="Bà Hoa")
    assert Certificate.objects.filter(state=CertificateState.HANDED_OVER).count() == 2


def act(mandate, decision, name, *certificates, **entered):
    response = post(
        mandate, "certificates", decision.pk, action=name, confirmed="1",
        selected=[each.pk for each in certificates], handed_over_on="22/11/2021", **entered,
    )  # fmt: skip
    assert response.status_code == 302, response.content.decode()


def test_what_may_not_be_handed_over_is_told_with_its_reason(province, mixed):
    decision = province.certified(mixed)
    first, second, _third = Certificate.objects.order_by("serial")
    act(province.office, decision, "print", first)
    client, register = (
        signed_in(province.office),
        reverse("decisions:certificates", args=[decision.pk]),
    )
    sent = {"action": "hand-over", "confirmed": "1", "selected": [first.pk, second.pk]}
    sent |= {"received_by": "Bà Hoa", "handed_over_on": "22/11/2021"}
    page = body(
        client.post(register, {"once": new_key(province.office.account_id), **sent}, follow=True)
    )
    first.refresh_from_db()
    assert first.state == CertificateState.HANDED_OVER
    assert second.line.name in page.partition("list-tools")[0]
    act(province.signer, decision, "print", second)
    second.refresh_from_db()
    assert second.state == CertificateState.PREPARED


def test_single_certificate(province, mixed):
    province.certified(mixed)
    address = reverse("decisions:certificate", args=[Certificate.objects.first().pk])
    response = signed_in(province.office).get(address)
    assert response.content.startswith(b"%PDF")
    stranger = make_mandate(Role.OFFICER, province.unit, "khac")
    stranger.unit = mixed.lines.get(name="Sở Nội vụ").nominee.collective
    stranger.save()
    assert signed_in(stranger).get(address).status_code == 404
