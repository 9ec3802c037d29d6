"""Evidence, its pages, the checklist."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from awards.ledger.models import Initiative
from awards.nominations import services
from awards.nominations.models import NomineeEvidence
from awards.nominations.selectors.findings import dossier_papers, papers_of
from emulation.clock import now
from emulation.ui.errors import Refused
from tests.builders.councils import DAY
from tests.builders.files import store_pdf
from tests.builders.people import make_person
from tests.builders.rounds import make_dossier, only_nominee


def test_one_scan_serves_several_by_pages(world, round_):
    second = make_person(world.division, "Phạm Thị Mai")
    dossier = make_dossier(world, round_, world.person, second)
    first, other = dossier.nominees.order_by("pk")
    file = store_pdf(world.officer, pages=80)
    NomineeEvidence.objects.create(
        nominee=first, kind="achievement_report", file=file, added_at=now(), added_by=world.officer
    )
    row = services.add_evidence(
        by=world.officer,
        nominee=other,
        kind="achievement_report",
        file=file,
        page_from=4,
        page_to=6,
    )
    assert (row.page_from, row.page_to) == (4, 6)
    for pages, field in (((7, 5), "page_to"), ((1, 99), "page_to"), ((None, 3), "page_from")):
        with pytest.raises(ValidationError) as error:
            services.add_evidence(
                by=world.officer,
                nominee=other,
                kind="other",
                file=file,
                page_from=pages[0],
                page_to=pages[1],
            )
        assert field in error.value.message_dict
    with pytest.raises(ValidationError):
        services.add_evidence(by=world.officer, nominee=other, kind="other")


def test_file_of_another_dossier_is_refused(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    with pytest.raises(Refused):
        services.add_evidence(
            by=world.officer, nominee=nominee, kind="other", file=store_pdf(world.other_officer)
        )


def test_checklist_shows_what_is_missing(world, round_):
    dossier = make_dossier(world, round_)
    nominee = only_nominee(dossier)
    held = {paper.document.code: paper.present for paper in papers_of(nominee)}
    assert held == {"achievement_report": True, "initiative_recognition": False}
    whole = {paper.document.code: paper.present for paper in dossier_papers(dossier)}
    assert whole["nominee_list"]
    assert not whole["submission_letter"]
    assert not whole["council_minutes"]


def test_initiative_of_somebody_else_is_refused(world, round_):
    nominee = only_nominee(make_dossier(world, round_))
    mine, theirs = (
        Initiative.objects.create(
            person=person,
            title="Số hóa hồ sơ",
            scope="province",
            number="12/QĐ",
            recognised_on=DAY,
            recorded_by=world.office,
            recorded_at=now(),
        )
        for person in (world.person, world.stranger)
    )
    with pytest.raises(Refused):
        services.choose_sources(by=world.officer, nominee=nominee, figures=[], initiatives=[theirs])
    services.choose_sources(by=world.officer, nominee=nominee, figures=[], initiatives=[mine])
    assert list(nominee.initiatives.all()) == [mine]
