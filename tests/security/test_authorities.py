"""A department that decides awards is an authority for itself: its people read nothing of others.

Whoever acts for it in whatever role is asked for what belongs to the province or to another
department, by the querysets on which every page rests and by the pages themselves.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from awards.decisions.models import Decision
from campaigns.reports.models import Report
from emulation.audit.models import AuditEntry
from emulation.documents.models import Document
from emulation.documents.selectors import books, signing_routes
from emulation.people.enums import Role
from emulation.people.models import Mandate
from tests.builders.clients import signed_in
from tests.builders.documents import place_document
from tests.builders.people import make_mandate
from tests.security.samples import DAY

OF_AN_AUTHORITY = [
    Role.OFFICE,
    Role.REVIEWER,
    Role.COUNCIL_MEMBER,
    Role.SECRETARY,
    Role.SIGNER,
    Role.CLERK,
    Role.AUDITOR,
]


@pytest.fixture
def strangers(world: SimpleNamespace) -> list[Mandate]:
    """Somebody of each role who acts for another department; the reports here are accepted."""
    Report.objects.filter(pk=world.report.pk).update(
        state="accepted",
        submitted_by=world.officer,
        submitted_at=world.decision.created_at,
        approved_by=world.leader,
        approved_at=world.decision.created_at,
        accepted_by=world.office,
        accepted_at=world.decision.created_at,
        arrived_on=DAY,
    )
    return [make_mandate(role, world.other, f"{role}.syt") for role in OF_AN_AUTHORITY]


def _of_others(world: SimpleNamespace) -> list[Any]:
    return [
        world.document,
        world.draft_campaign,
        world.report,
        world.evidence,
        world.registration,
        world.review,
        world.dossier,
        world.received_dossier,
        world.nominee,
        world.appraisal,
        world.rating,
        world.hold,
        world.person,
        world.session,
        world.draft_decision,
        world.certificate,
        world.import_batch,
        world.job,
        world.account,
        world.mandate,
    ]


def test_nothing_of_another_authority_is_read(world, strangers):
    seen = [
        f"{mandate.role}: {type(one).__name__} {one}"
        for mandate in strangers
        for one in _of_others(world)
        if type(one).objects.visible_to(mandate).filter(pk=one.pk).exists()
    ]
    for mandate in strangers:
        own_trail = AuditEntry.objects.visible_to(mandate).exclude(account=mandate.account)
        for rows in (own_trail, books(mandate), signing_routes(mandate)):
            seen += [f"{mandate.role}: {row!r}" for row in rows]
    assert seen == []


def test_nor_any_of_its_files_and_pages(world, strangers):
    files = [world.file, world.document.preview_pdf, world.batch.file, world.nominee_evidence.file]
    addresses = [f"/tep/{file.pk}/{file.name}" for file in files]
    addresses += [
        reverse("documents:document", args=[world.document.pk]),
        reverse("reviews:review", args=[world.review.pk]),
        reverse("reports:report", args=[world.report.pk]),
        reverse("registrations:registration", args=[world.registration.pk]),
        reverse("council:session", args=[world.session.pk]),
        reverse("council:session-minutes", args=[world.session.pk]),
        reverse("decisions:decision", args=[world.draft_decision.pk]),
        reverse("people:account-record", args=[world.account.pk]),
        reverse("people:person", args=[world.person.pk]),
    ]
    opened = [
        f"{mandate.role}: {address}"
        for mandate in strangers
        for client in [signed_in(mandate)]
        for address in addresses
        if client.get(address).status_code not in {403, 404, 405}
    ]
    assert opened == []


def test_the_province_reads_them(world):
    """The same list, so that nothing above passes because nobody sees anything."""
    not_submitted = [world.dossier, world.nominee]
    unseen = [
        f"{mandate.role}: {type(one).__name__} {one}"
        for mandate in (world.office, world.auditor)
        for one in _of_others(world)
        if one not in not_submitted
        and not (mandate == world.office and one == world.import_batch)
        and not type(one).objects.visible_to(mandate).filter(pk=one.pk).exists()
    ]
    assert unseen == []


def test_each_reads_what_is_prepared_by_the_own_authority(world, strangers):
    drafter = make_mandate(Role.OFFICER, world.other, "canbo.ve")
    own = place_document(drafter)
    decision = Decision.objects.create(
        authority=world.other,
        subject="Giấy khen",
        created_by=drafter,
        created_at=world.decision.created_at,
    )
    for mandate in strangers:
        assert own in Document.objects.visible_to(mandate)
        assert decision in Decision.objects.visible_to(mandate)


def test_a_draft_on_paper_is_read_by_who_works_on_the_document(world):
    """Who sees a document does not for that read its drafts and scans."""
    file = world.document.preview_pdf
    address = f"/tep/{file.pk}/{file.name}"
    assert signed_in(world.office).get(address).status_code == 200
    assert signed_in(world.member).get(address).status_code == 404
    assert signed_in(world.other_officer).get(address).status_code == 404
