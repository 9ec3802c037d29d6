"""Units, mandates and signed-in clients for every test; a small province for those of the awards."""

from __future__ import annotations

import datetime as dt
import time
from types import SimpleNamespace
from typing import Any

from django.test import Client

from emulation.jobs.enums import JobState
from emulation.jobs.models import Job
from emulation.jobs.services import run_now
from emulation.people.enums import Employment, Role
from emulation.people.models import Account, Household, Mandate, Person
from emulation.units.enums import Level, UnitKind
from emulation.units.models import Unit

LONG_AGO = dt.date(2000, 1, 1)


def make_unit(code: str, kind: str, level: str, **fields: Any) -> Unit:
    """Create a unit that has always been there."""
    named = {"name": code, "valid_from": LONG_AGO, "decides_awards": True, **fields}
    return Unit.objects.create(code=code, kind=kind, level=level, **named)


def make_mandate(
    role: str, unit: Unit, username: str = "", *, full_name: str = "", **fields: Any
) -> Mandate:
    """Create an account with one mandate that has always been there."""
    username = username or f"{role}.{unit.code}"
    account = Account.objects.create(username=username, full_name=full_name or username, unit=unit)
    return Mandate.objects.create(
        account=account, role=role, unit=unit, valid_from=LONG_AGO, **fields
    )


def signed_in(mandate: Mandate) -> Client:
    """Return a client that acts under ``mandate``."""
    client = Client(HTTP_ACCEPT_LANGUAGE="vi")
    client.force_login(mandate.account, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["started_at"] = int(time.time())
    session["mandate"] = mandate.pk
    session.save()
    return client


def work_off(kind: str) -> None:
    """Do the waiting jobs of this kind, as a worker does."""
    for job in Job.objects.filter(kind=kind, state=JobState.QUEUED).order_by("pk"):
        assert run_now(job).state == JobState.DONE, job.error


def build_house() -> SimpleNamespace:
    """Create a province with a department (and its division), another department, a commune."""
    province = make_unit(
        "ubnd-tinh", UnitKind.PEOPLES_COMMITTEE, Level.PROVINCE, name="UBND tỉnh Bạc Liêu"
    )
    department = make_unit(
        "so-noi-vu", UnitKind.DEPARTMENT, Level.PROVINCE, name="Sở Nội vụ", parent=province
    )
    division = make_unit(
        "phong-to-chuc",
        UnitKind.SUBUNIT,
        Level.BASE,
        name="Phòng Tổ chức",
        parent=department,
        decides_awards=False,
    )
    other = make_unit(
        "so-y-te", UnitKind.DEPARTMENT, Level.PROVINCE, name="Sở Y tế", parent=province
    )
    district = make_unit(
        "hong-dan", UnitKind.DISTRICT, Level.DISTRICT, name="Huyện Hồng Dân", parent=province
    )
    commune = make_unit(
        "ninh-quoi", UnitKind.COMMUNE, Level.COMMUNE, name="Xã Ninh Quới", parent=district
    )
    return SimpleNamespace(
        province=province,
        department=department,
        division=division,
        other=other,
        district=district,
        commune=commune,
        office=make_mandate(Role.OFFICE, province),
        admin=make_mandate(Role.ADMIN, province),
        auditor=make_mandate(Role.AUDITOR, province),
        officer=make_mandate(Role.OFFICER, department),
        leader=make_mandate(Role.LEADER, department),
        other_officer=make_mandate(Role.OFFICER, other),
        person=Person.objects.create(
            full_name="Nguyễn Văn An",
            unit=division,
            position="Chuyên viên",
            employment=Employment.CIVIL_SERVANT,
            recruited_on=dt.date(2015, 3, 1),
        ),
        stranger=Person.objects.create(full_name="Trần Thị Bé", unit=other),
        household=Household.objects.create(head_name="Lê Văn Tư", unit=commune),
    )
