"""Who reaches which address: the rows of the URL matrix for nominations and appraisal."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from awards.appraisal.services import assign_appraiser
from awards.appraisal.urls import urlpatterns as appraisal_urls
from awards.nominations import services
from awards.nominations.models import NomineeEvidence
from awards.nominations.urls import urlpatterns as nomination_urls
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.units.enums import ClusterKind
from emulation.units.models import Cluster
from emulation.workflow.clock import now
from tests.awards.house import LONG_AGO, signed_in
from tests.awards.nominations.world import mandate_at, only_nominee, received, stored

MATRIX = Path(__file__).with_name("access.csv")
ROOMS = ("nominations:", "appraisal:")
ROWS = [row for row in csv.DictReader(MATRIX.open()) if row["url_name"].startswith(ROOMS)]


@pytest.fixture
def scene(world):
    """A dossier of the department that came in and was returned for one nominee."""
    dossier = received(world)
    nominee = only_nominee(dossier)
    appraisal = assign_appraiser(
        by=world.office, nominee=nominee, turn="first", mandate=world.reviewer
    )
    evidence = NomineeEvidence.objects.create(
        nominee=nominee,
        kind="other",
        file=stored(world.officer),
        added_at=now(),
        added_by=world.officer,
    )
    services.return_dossier(
        by=world.office,
        dossier=dossier,
        reason="Thiếu",
        due_on=dt.date(2021, 12, 1),
        items=["Báo cáo"],
        nominees=[nominee.pk],
    )
    cluster = Cluster.objects.create(
        code="khoi-1", name="Khối 1", kind=ClusterKind.BLOCK, year=2021, organiser=world.province
    )
    head = mandate_at(Role.OFFICER, world.other, world.other, "khoitruong").account
    world.cluster_head = Mandate.objects.create(
        account=head,
        role=Role.CLUSTER_HEAD,
        unit=world.other,
        cluster=cluster,
        valid_from=LONG_AGO,
    )
    world.council_member = world.member
    world.keys = {
        "round": dossier.round_id,
        "dossier": dossier.pk,
        "nominee": nominee.pk,
        "appraisal": appraisal.pk,
        "evidence": evidence.pk,
    }
    return world


KIND_OF_PATH = (
    ("dot/<", "round"),
    ("ho-so/<", "dossier"),
    ("doi-tuong/<", "nominee"),
    ("minh-chung/<", "evidence"),
    ("<int", "appraisal"),
)


def address(name, keys):
    patterns = {"nominations": nomination_urls, "appraisal": appraisal_urls}
    room, _colon, short = name.partition(":")
    route = str(next(each.pattern for each in patterns[room] if each.name == short))
    for start, kind in KIND_OF_PATH:
        if route.startswith(start):
            return reverse(name, args=[keys[kind]])
    return reverse(name)


def answer(client, method, url):
    with transaction.atomic():
        response = client.get(url) if method == "GET" else client.post(url, {})
        transaction.set_rollback(True)
    if response.status_code == 302 and "dang-nhap" in response.url:
        return "login"
    return "ok" if response.status_code not in {403, 404, 500} else str(response.status_code)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['url_name']} {row['method']}")
def test_matrix(scene, row):
    url = address(row["url_name"], scene.keys)
    wrong = []
    for who, expected in row.items():
        if who in {"url_name", "method"}:
            continue
        client = Client() if who == "anonymous" else signed_in(getattr(scene, who))
        got = answer(client, row["method"], url)
        if got != expected:
            wrong.append(f"{who}: {got} instead of {expected}")
    assert not wrong, "; ".join(wrong)


def test_every_address_has_its_row():
    names = {f"nominations:{each.name}" for each in nomination_urls}
    names |= {f"appraisal:{each.name}" for each in appraisal_urls}
    assert {row["url_name"] for row in ROWS} == names
