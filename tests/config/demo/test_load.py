"""The demo is loaded once, through the services, and everything that must hold does hold."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from awards.council.models import CouncilSession
from awards.decisions.models import Certificate, Decision
from awards.decisions.selectors.honoured import honoured_names
from awards.ledger.models import AwardRecord, HoldRecord
from awards.nominations.models import Dossier, Nominee, Round
from campaigns.plans.models import Campaign, Participant, UnitPlan
from campaigns.registrations.models import Registration
from campaigns.reports.models import LineRevision, Report
from campaigns.reviews.models import Review
from emulation.clock import ZONE
from emulation.desk.models import PageVisits
from emulation.documents.models import Document
from emulation.jobs.models import Job
from emulation.people.models import Account
from emulation.registries.proof import violations
from emulation.units.models import Cluster, Unit, UnitSuccession

SLUG = "phong-trao-thi-dua-nam-2021"
pytestmark = pytest.mark.usefixtures("province", "db")


@pytest.fixture(scope="module")
def province(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo into a fresh database, once for the module, and take it back afterwards."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True, MEDIA_ROOT=media),
        transaction.atomic(),
    ):
        call_command("load_demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


def counted(queryset, field):
    """Return how many rows there are of each value."""
    return Counter(queryset.values_list(field, flat=True))


def test_every_invariant_holds():
    assert list(violations()) == []


def test_units_stand_in_their_tree_and_keep_their_past():
    assert counted(Unit.objects, "kind")["commune"] == 64
    assert counted(Unit.objects, "kind")["district"] == 7
    assert Cluster.objects.filter(year=2021).count() == 9
    assert UnitSuccession.objects.filter(successor__code="sgdkhcn").count() == 2


def test_demo_accounts_sign_in_with_the_published_password():
    names = ["quantri", "chuyenvien", "thuky", "chutich", "canbo.stc", "lanhdao.x-hunghoi"]
    for account in Account.objects.filter(username__in=names):
        assert account.check_password("thidua-baclieu-2021")
    assert Account.objects.filter(username__in=names).count() == len(names)


def test_the_campaign_was_launched_as_the_notice_says():
    campaign = Campaign.objects.get(slug=SLUG)
    assert f"{campaign.launched_at.astimezone(ZONE):%d/%m/%Y %H:%M}" == "08/03/2021 15:21"
    assert campaign.author == "Ch. Nhàn"
    assert campaign.plan_document.code == "30/KH-UBND"
    assert PageVisits.objects.get(path=f"/phong-trao/{SLUG}/").count == 1352


def test_sixty_units_take_part_and_most_have_a_plan_of_their_own():
    assert Participant.objects.filter(campaign__slug=SLUG).count() == 60
    without = Participant.objects.filter(campaign__slug=SLUG, unit_plan__isnull=True)
    assert set(without.values_list("unit__code", flat=True)) == {"budien", "tand", "vphdnd"}
    assert UnitPlan.objects.get(child__isnull=False).participant.unit.code == "snnptnt"


def test_commitments_were_signed_here_or_by_the_compact():
    rows = Registration.objects.filter(participant__campaign__slug=SLUG)
    assert counted(rows, "state") == {"accepted": 56, "draft": 2, "returned": 1, "signed": 1}
    assert counted(rows, "signing_form")["compact"] == 7


def test_reports_came_in_time_late_or_not_at_all():
    rows = Report.objects.filter(participant__campaign__slug=SLUG)
    nine_months = rows.filter(period__order=3)
    assert counted(nine_months, "state") == {
        "accepted": 45,
        "approved": 5,
        "waiting": 4,
        "draft": 2,
        "returned": 2,
        "submitted": 2,
    }
    assert rows.filter(entered_for_unit=True).count() == 3
    assert rows.get(entered_for_unit=True, unit_confirmed_at=None).channel == "chat"
    corrected = LineRevision.objects.filter(
        line__report__participant__unit__code="hongdan",
        line__report__period__order=2,
        line__indicator__code="CT07",
    )
    assert corrected.count() == 2


def test_the_half_year_was_reviewed_and_issued():
    review = Review.objects.get()
    assert (review.kind, review.state) == ("preliminary", "issued")
    assert review.document.code == "112/BC-UBND"


def test_numbers_come_from_the_portals_book_and_from_outside():
    codes = {one.code: one.book.mode for one in Document.objects.filter(state="issued")}
    assert codes == {
        "30/KH-UBND": "external",
        "18/KH-SNNPTNT": "external",
        "112/BC-UBND": "external",
        "412/QĐ-UBND": "external",
        "01/BB-HĐTĐKT": "internal",
        "01/QĐ-SGDKHCN": "internal",
    }
    assert Document.objects.filter(signed_outside=True).count() == 2


def test_the_department_decided_its_own_titles_after_its_council_voted():
    round_ = Round.objects.get(authority__code="sgdkhcn")
    assert round_.state == "ended"
    states = counted(Nominee.objects.filter(round=round_), "state")
    assert states == {"decided": 18, "refused": 1}
    given = AwardRecord.objects.filter(document__code="01/QĐ-SGDKHCN")
    assert counted(given, "award_code") == {
        "ADVANCED_WORKER": 14,
        "GRASSROOTS_FIGHTER": 2,
        "ADVANCED_COLLECTIVE": 2,
    }


def test_the_sudden_round_is_decided_certified_and_published():
    decision = Decision.objects.get(document__code="412/QĐ-UBND")
    assert decision.publication.published_by.account.username == "chuyenvien"
    certificates = Certificate.objects.filter(decision=decision)
    assert counted(certificates, "state") == {"handed_over": 4, "printed": 6}
    assert honoured_names().filter(decision=decision).count() == 10


def test_the_open_round_has_dossiers_in_every_state_and_a_session_is_planned():
    round_ = Round.objects.get(state="open")
    assert counted(Dossier.objects.filter(round=round_), "state") == {
        "received": 5,
        "submitted": 2,
        "draft": 2,
        "returned": 1,
        "ready": 1,
    }
    routes = set(Nominee.objects.filter(round=round_).values_list("route", flat=True))
    assert {"single_recheck", "two_independent"} <= routes
    session = CouncilSession.objects.get(round=round_)
    assert (session.state, f"{session.held_on}") == ("planned", "2021-12-03")
    assert HoldRecord.objects.open().get().person.full_name == "Bùi Thị Xuân Mai"


def test_the_ground_of_registration_is_decided_from_registered_titles():
    nominees = Nominee.objects.filter(round__state="open")
    told = {
        (nominee.dossier.unit.code, nominee.award_code): finding["outcome"]
        for nominee in nominees.select_related("dossier__unit")
        for finding in nominee.findings
        if finding["rule"].endswith(".registration")
    }
    assert told["stc", "PROVINCIAL_FIGHTER"] == "met"
    assert told["phuoclong", "PROVINCIAL_FLAG"] == "met"
    assert told["catinh", "PROVINCIAL_FIGHTER"] == "not_met"
    assert set(nominees.values_list("verdict", flat=True)) == {
        "eligible",
        "not_eligible",
        "cannot_tell",
    }


def test_a_flag_is_eligible_with_the_clusters_acclamation_and_open_without():
    flags = Nominee.objects.filter(award_code="PROVINCIAL_FLAG")
    assert dict(flags.values_list("dossier__unit__code", "verdict")) == {
        "phuoclong": "eligible",
        "stc": "cannot_tell",
    }


def test_no_work_is_left_to_the_worker():
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


@override_settings(DEMO=True)
def test_a_second_load_changes_nothing_or_is_refused():
    before = Document.objects.count(), Unit.objects.count()
    out = StringIO()
    call_command("load_demo", "--if-empty", stdout=out)
    assert "nothing was done" in out.getvalue()
    assert (Document.objects.count(), Unit.objects.count()) == before
    with pytest.raises(CommandError, match="make demo"):
        call_command("load_demo", stdout=StringIO())


@pytest.mark.sqlite
@override_settings(DEMO=True)
@pytest.mark.parametrize("scale", ["province", "national"])
def test_a_whole_province_is_refused_on_sqlite(scale):
    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("load_demo", "--scale", scale)


def test_accounts_with_a_published_password_are_refused_outside_the_demo():
    with override_settings(DEMO=False), pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")
