"""The register of certificates and a single sheet."""

from __future__ import annotations

from django.urls import reverse

from awards.decisions.enums import CertificateState
from awards.decisions.models import Certificate
from emulation.people.enums import Role
from tests.awards.decisions.conftest import person
from tests.awards.decisions.pages import body, post
from tests.house import make_mandate, signed_in


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
    assert post(province.office, "certificate-print", first.pk).status_code == 302
    response = post(
        province.office, "hand-over", decision.pk, certificates=[each.pk for each in others],
        received_by="Bà Hoa", handed_over_on="22/11/2021",
    )  # fmt: skip
    assert response.status_code == 302
    assert Certificate.objects.filter(state=CertificateState.HANDED_OVER).count() == 2


def test_single_certificate(province, mixed):
    province.certified(mixed)
    address = reverse("decisions:certificate", args=[Certificate.objects.first().pk])
    response = signed_in(province.office).get(address)
    assert response.content.startswith(b"%PDF")
    stranger = make_mandate(Role.OFFICER, person("X", province.unit).unit, "khac")
    stranger.unit = mixed.lines.get(name="Sở Nội vụ").nominee.collective
    stranger.save()
    assert signed_in(stranger).get(address).status_code == 404
