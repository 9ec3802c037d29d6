"""A whole province at a hundredth of its size: built inside PostgreSQL, and everything holds."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count
from django.test import override_settings

from awards.council.models import CouncilSession
from awards.decisions.enums import DecisionKind, DecisionState
from awards.decisions.models import Decision
from awards.decisions.selectors.decisions import ready_nominees
from awards.ledger.models import AwardRecord, YearRating
from awards.nominations.models import Dossier, Nominee, Round
from campaigns.plans.models import Campaign, Participant
from campaigns.registrations.models import Registration
from campaigns.reports.models import Report, ReportLine
from campaigns.reviews.models import ReviewStanding
from config.demo.bulk.people import YEARS_REMEMBERED
from config.demo.bulk.size import PROVINCES, Size
from emulation.audit.models import AuditEntry
from emulation.imports.models import ImportBatch
from emulation.people.models import Account, Household, Person
from emulation.registries.proof import violations
from emulation.ui.vietnamese import fold, sort_key
from emulation.units.models import Unit

FACTOR = 0.01
GUARDS = """
    SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"""
pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def small(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the small demo once for the module, and take it back afterwards."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True, MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def province(small):
    """Grow it."""
    before, said = guards(), StringIO()
    call_command("load_demo", "--scale=province", f"--factor={FACTOR}", stdout=said)
    return said.getvalue(), before


@pytest.fixture(autouse=True)
def _inside(request):
    if {"small", "province"} & set(request.fixturenames):
        request.getfixturevalue("db")


def guards():
    with connection.cursor() as cursor:
        cursor.execute(GUARDS)
        return [row[0] for row in cursor.fetchall()]


def test_a_nation_reports_as_all_its_provinces_and_everything_holds(small):
    """It comes before the province, for it is taken back: both grow the same small demo."""
    said = StringIO()
    with transaction.atomic():
        call_command("load_demo", "--scale=national", "--factor=0.001", "--yes", stdout=said)
        size = Size.of(0.001, nation=True)
        lines = ReportLine.objects.filter(report__participant__unit__code__startswith="dv-")
        assert lines.count() == size.lines == PROVINCES * 1_600
        assert Person.objects.filter(code__startswith="DS-").count() == Size.of(0.001).persons
        assert list(violations()) == []
        transaction.set_rollback(True)
    assert f"{size.lines:,} report lines" in said.getvalue()


def test_every_invariant_holds(province):
    assert list(violations()) == []


def test_the_numbers_are_those_announced(province):
    size, said = Size.of(FACTOR), province[0]
    grown = Unit.objects.filter(code__startswith="dv-")
    lines = ReportLine.objects.filter(report__participant__unit__in=grown)
    assert (grown.count(), lines.count()) == (size.units, size.lines) == (20, 16_000)
    assert Nominee.objects.filter(dossier__unit__in=grown).count() == size.nominations
    assert Person.objects.filter(code__startswith="DS-").count() == size.persons
    ratings = YearRating.objects.filter(person__code__startswith="DS-")
    assert ratings.filter(year=2020).count() == size.persons
    assert ratings.exclude(year=2020).count() == size.units * YEARS_REMEMBERED
    assert AuditEntry.objects.filter(mandate__unit__in=grown).count() == size.audit
    assert "20 units, 200 indicators, 16,000 report lines" in said


def test_a_whole_province_is_what_was_asked_for():
    size = Size.of()
    assert (size.units, sum(size.indicators), size.lines) == (2_000, 200, 1_600_000)
    assert (size.open_round, size.nominations) == (8_000, 50_000)
    assert {1_000, 8_000} <= set(size.decided_rounds)
    assert (size.persons, size.audit) == (500_000, 200_000)
    nation = Size.of(nation=True)
    assert (nation.units, nation.lines) == (34 * size.units, 34 * size.lines)
    assert nation.persons == size.persons
    assert nation.gigabytes > 50


def test_search_texts_and_sort_keys_are_those_of_the_models(province):
    for person in Person.objects.filter(code__startswith="DS-")[:50]:
        assert person.search_text == fold(person.search_source())
        assert person.sort_key == sort_key(person.full_name)
    for row in [Unit, Account, Campaign]:
        for one in row.objects.order_by("-pk")[:5]:
            assert one.search_text == fold(one.search_source())
            assert getattr(one, "sort_key", "") == (
                one.sort_source() if row is not Campaign else ""
            )
    for home in Household.objects.order_by("-pk")[:20]:
        assert home.search_text == fold(home.search_source())
        assert home.sort_key == home.sort_source()
    for nominee in Nominee.objects.order_by("-pk")[:20]:
        assert nominee.search_text == fold(nominee.search_source())


def test_work_stands_in_every_state(province):
    grown = Campaign.objects.filter(slug__startswith="toan-tinh-")
    states = Counter(
        Report.objects.filter(participant__campaign__in=grown).values_list("state", flat=True)
    )
    assert {"accepted", "approved", "waiting", "draft"} <= set(states)
    registered = Registration.objects.filter(participant__campaign__in=grown)
    assert {"draft", "signed", "accepted"} == set(registered.values_list("state", flat=True))
    assert {"draft", "issued"} == set(
        Campaign.objects.filter(slug__startswith="nam-2022-").values_list("state", flat=True)
    )
    rounds = Round.objects.filter(name__contains="toàn tỉnh")
    nominees = Nominee.objects.filter(round__in=rounds)
    assert {"appraising", "passed", "nominated"} <= set(nominees.values_list("state", flat=True))
    sessions = CouncilSession.objects.filter(round__in=rounds).order_by("held_on")
    assert [session.state for session in sessions] == ["open", "planned"]
    assert ReviewStanding.objects.filter(review__campaign__in=grown, rank=1).exists()
    assert Participant.objects.filter(campaign__in=grown, cluster__isnull=True).count() == 0


def test_decided_rounds_are_in_the_ledger_line_by_line(province):
    decisions = Decision.objects.filter(
        round__name__startswith="Khen thưởng đợt ", state=DecisionState.ISSUED
    )
    assert decisions.count() == len(Size.of(FACTOR).decided_rounds)
    for decision in decisions:
        lines = decision.lines.count()
        assert lines == AwardRecord.objects.filter(document=decision.document).count() > 0
        assert decision.publication is not None


def test_decisions_stand_in_every_state_before_the_issue_and_names_wait(province):
    size = Size.of(FACTOR)
    round_ = Round.objects.get(name=f"Khen thưởng đợt {len(size.decided_rounds) + 1} năm 2021")
    drafted, *sent = round_.decisions.order_by("pk")
    assert drafted.state == DecisionState.DRAFT
    assert drafted.document.paper_digest
    assert {one.state for one in sent} == {DecisionState.SUBMITTED}
    assert [one.document.state for one in sent] == ["submitted", *["signed"] * (len(sent) - 1)]
    assert sent[0].document.steps.filter(state="waiting").exists()
    listed = sum(one.lines.count() for one in [drafted, *sent])
    assert 0 < ready_nominees(round_).count() == size.drafted_round - listed
    revocation = Decision.objects.get(kind=DecisionKind.REVOCATION)
    assert (revocation.state, revocation.revoked_lines.exists()) == (DecisionState.DRAFT, True)


def test_the_first_unit_has_work_in_hand(province):
    """It is the one whose pages are measured: every form of a unit shows something."""
    own = {"unit__code": "dv-00001"}
    ready, draft = Dossier.objects.filter(state__in=["ready", "draft"], **own).order_by("pk")
    assert (ready.state, draft.state) == ("ready", "draft")
    sizes = Dossier.objects.filter(round=draft.round).annotate(held=Count("nominees"))
    assert draft.nominees.count() == max(sizes.values_list("held", flat=True))
    found = Report.objects.filter(participant__unit__code="dv-00001")
    assert {"draft", "submitted", "accepted"} == set(found.values_list("state", flat=True))


def test_a_workbook_waits_to_be_entered(province):
    batch = ImportBatch.objects.get()
    assert batch.may_be_applied
    assert batch.to_create == batch.preview.count() == Size.of(FACTOR).imported_rows


def test_constraints_and_indexes_are_all_back(province):
    assert guards() == province[1]


def test_a_whole_province_is_not_loaded_twice(province):
    out = StringIO()
    with override_settings(DEMO=True):
        with pytest.raises(CommandError, match="new database"):
            call_command("load_demo", "--scale=province", stdout=out)
        call_command("load_demo", "--scale=province", "--if-empty", stdout=out)
    assert "nothing was done" in out.getvalue()


@pytest.mark.django_db
def test_a_nation_says_its_room_first_and_asks(settings):
    settings.DEMO = True
    out = StringIO()
    with pytest.raises(CommandError, match="--yes"):
        call_command("load_demo", "--scale=national", stdout=out)
    assert "54,400,000 report lines" in out.getvalue()
    assert " GB on the database's disk" in out.getvalue()
    assert not Unit.objects.exists()
