"""Markup in names, titles and notes is shown as text wherever it appears."""

from __future__ import annotations

import re

from campaigns.plans.models import Assignment, Campaign, PlanSection
from campaigns.reports.models import Report
from emulation.notices.models import Notice
from emulation.people.models import Account, Person
from emulation.units.models import Unit
from tests.security.addresses import every_address, url_of
from tests.security.asking import Asker
from tests.security.samples import ROLES
from tests.test_url_matrix import read_matrix

PAYLOAD = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}"
RAW = re.compile(r"<img src=x|<script>alert\(2\)|>49<")


def _poison() -> None:
    Unit.objects.update(name=PAYLOAD, short_name=PAYLOAD[:50], place=PAYLOAD[:50])
    Account.objects.update(full_name=PAYLOAD, position=PAYLOAD)
    Person.objects.update(full_name=PAYLOAD, position=PAYLOAD)
    Campaign.objects.update(title=PAYLOAD, objectives=PAYLOAD, summary=PAYLOAD, author=PAYLOAD)
    PlanSection.objects.update(body=PAYLOAD)
    Assignment.objects.update(content=PAYLOAD)
    Report.objects.update(results=PAYLOAD, difficulties=PAYLOAD, proposals=PAYLOAD)
    Notice.objects.update(subject=PAYLOAD, body=PAYLOAD)


def test_markup_is_shown_as_text(world):
    _poison()
    matrix, askers, faults, shown = read_matrix(), {}, [], 0
    for address in every_address():
        row = matrix[address.name, "GET"]
        readers = [role for role in ROLES if row[role] == "200"]
        for role in readers[:2]:
            asker = askers.setdefault(role, Asker(world, role))
            answer = asker.ask("GET", url_of(address, world))
            if not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue
            page = answer.content.decode()
            shown += "onerror=alert(1)" in page
            if RAW.search(page):
                faults.append(f"{address.name} as {role}")
    assert shown > 20
    assert not faults, "\n".join(faults)
