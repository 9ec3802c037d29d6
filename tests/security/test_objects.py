"""What belongs to one unit stays with it: addresses, choices in forms, protected fields, eyes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import now

from awards.appraisal.models import Appraisal
from awards.nominations.models import Nominee
from campaigns.reports.models import ReportLine
from emulation.documents.models import Document
from emulation.files.models import StoredFile
from emulation.people.models import Account, Household, Mandate, Person
from tests.builders.clients import signed_in
from tests.security.addresses import OF_ONE_UNIT, every_address, url_of
from tests.security.asking import Asker
from tests.test_url_matrix import read_matrix

ROOT = Path(__file__).resolve().parents[2]
UNIT_OF = {
    Person: "unit",
    Household: "unit",
    Account: "unit",
    Mandate: "unit",
    Nominee: "dossier__unit",
    ReportLine: "report__participant__unit",
    StoredFile: "created_by__unit",
}
PROTECTED = frozenset(
    "state created_by created_at launched_by launched_at closed_at signed_by signed_at issued_at "
    "numbered_by number accepted_by accepted_at approved_by approved_at submitted_by is_active "
    "password granted_by verdict_of search_text sort_key plan_document "
    "appraiser_unit nominee_unit threshold votes_for paid_amount serial".split()
)


def test_what_belongs_to_one_unit_is_not_there_for_another(world):
    """404; 403 only where the role itself has no such right, whoever the owner is."""
    matrix = read_matrix()
    world.mandates["stranger"] = world.other_officer
    stranger = Asker(world, "stranger")
    faults = []
    for address in every_address():
        if address.sample not in OF_ONE_UNIT:
            continue
        for method in ("GET", "POST"):
            status = stranger.ask(method, url_of(address, world)).status_code
            own = matrix[address.name, method]["officer"]
            if status not in {404, 405} and not (status == 403 and own in {"403", "404"}):
                faults.append(f"{method} {address.name}: {status}, own officer {own}")
    assert not faults, "\n".join(faults)


def _forms_of(world: Any, role: str) -> list[tuple[str, Any]]:
    asker = Asker(world, role)
    matrix = read_matrix()
    found = []
    for address in every_address():
        if matrix[address.name, "GET"][role] != "200" or address.name.startswith("api:"):
            continue
        answer = asker.ask("GET", url_of(address, world))
        form = (answer.context or {}).get("form") if answer.context else None
        if isinstance(form, forms.BaseForm):
            found.append((address.name, form))
    return found


@pytest.mark.parametrize("role", ["officer", "leader"])
def test_no_form_offers_rows_of_another_unit(world, role):
    """A key that is not offered is refused by the field itself."""
    faults, seen = [], 0
    for name, form in _forms_of(world, role):
        for field_name, field in form.fields.items():
            path = UNIT_OF.get(getattr(getattr(field, "queryset", None), "model", None))
            if path is None:
                continue
            seen += 1
            if field.queryset.filter(**{path: world.other}).exists():
                faults.append(f"{name}: {field_name}")
    assert seen
    assert faults == []


@pytest.mark.parametrize("role", ["admin", "office", "officer", "clerk"])
def test_no_form_takes_a_protected_field(world, role):
    taken = [
        f"{name}: {field}"
        for name, form in _forms_of(world, role)
        if isinstance(form, forms.BaseModelForm)
        for field in form.fields
        if field in PROTECTED
    ]
    assert taken == []


def test_a_foreign_key_in_a_form_is_refused(world):
    client = signed_in(world.leader)
    data = {
        "account": world.other_officer.account.pk,
        "valid_from": "22/11/2021",
        "valid_to": "30/11/2021",
    }
    answer = client.post(reverse("people:delegate"), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"account"}
    mine = signed_in(world.officer)
    moved = {"full_name": "Nguyễn Văn An", "unit": world.other.code, "employment": "civil_servant"}
    refused = mine.post(reverse("people:person-change", args=[world.person.pk]), moved)
    assert refused.status_code == 422
    world.person.refresh_from_db()
    assert world.person.unit != world.other


def test_posted_field_names_beyond_the_form_change_nothing(world):
    draft = world.draft_campaign
    fields = {
        "title": "Tên mới", "kind": "drive", "starts_on": "01/01/2021", "ends_on": "31/12/2021",
        "version": draft.version, "state": "launched", "launcher": world.other.pk,
        "launched_by": world.officer.pk, "created_by": world.other_officer.pk, "slug": "bi-doi",
    }  # fmt: skip
    answer = signed_in(world.officer).post(reverse("plans:campaign-edit", args=[draft.pk]), fields)
    assert answer.status_code == 302, answer.context["form"].errors
    draft.refresh_from_db()
    kept = (draft.state, draft.launcher, draft.launched_by, draft.created_by, draft.slug)
    assert kept == ("draft", world.department, None, world.officer, "phong-trao-so-noi-vu")
    assert draft.title == "Tên mới"


def test_an_account_is_not_opened_through_the_form_of_its_name(world):
    account = world.account
    account.set_unusable_password()
    account.save()
    kept = {"full_name": "Tên mới", "unit": world.department.code}
    fields = {**kept, "is_active": "", "password": "x", "username": "admin2"}
    url = reverse("people:account-change", args=[account.pk])
    answer = signed_in(world.admin).post(url, fields)
    assert answer.status_code == 302, answer.context["form"].errors
    before = (account.is_active, account.password, account.username)
    account.refresh_from_db()
    assert (account.is_active, account.password, account.username) == before


def test_no_form_takes_all_fields_of_a_model():
    pattern = re.compile(r"""fields\s*=\s*["']__all__|^\s+exclude\s*=\s*[\[(]""", re.MULTILINE)
    sources = [
        path
        for room in ("emulation", "campaigns", "awards")
        for path in (ROOT / room).rglob("*.py")
    ]
    assert sources
    assert [str(p) for p in sources if "forms" in str(p) and pattern.search(p.read_text())] == []


def _refused(queryset: Any, **values: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        queryset.update(**values)


def test_the_database_keeps_four_eyes_on_a_document(world):
    row = Document.objects.filter(pk=world.document.pk)
    drafter = {"signed_by": world.office, "signed_account": world.office.account}
    _refused(row, state="signed", signed_at=now(), **drafter)
    row.update(
        state="signed", signed_at=now(), signed_by=world.signer, signed_account=world.signer.account
    )
    _refused(row, numbered_by=world.office, numbered_account=world.office.account)
    _refused(row, numbered_by=world.signer, numbered_account=world.signer.account)
    row.update(numbered_by=world.clerk, numbered_account=world.clerk.account)


def test_the_database_lets_nobody_appraise_the_own_unit(world):
    row = Appraisal.objects.filter(pk=world.appraisal.pk)
    _refused(row, appraiser_unit=world.department)
    _refused(row, state="submitted", submitted_at=now(), verdict="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.objects.create(
            nominee=world.appraised, turn=2, appraiser=world.reviewer.account,
            mandate=world.reviewer, appraiser_unit=world.other, nominee_unit=world.department,
            assigned_at=now(), assigned_by=world.office,
        )  # fmt: skip


def test_files_leave_only_through_the_view(world, settings):
    assert "MEDIA_URL" not in vars(settings._wrapped) or not settings.MEDIA_URL.strip("/")
    client = signed_in(world.office)
    for path in (
        "/media/",
        f"/media/{world.file.blob.sha256}",
        f"/static/../media/{world.file.pk}",
    ):
        assert client.get(path).status_code == 404
    url = reverse("files:download", args=[world.file.pk, world.file.name])
    assert signed_in(world.other_officer).get(url).status_code == 404
    assert signed_in(world.officer).get(url).status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/.git/config", "/metrics", "/.env"])
def test_there_is_no_back_door(client, db, path):
    assert client.get(path).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("admin:index")
