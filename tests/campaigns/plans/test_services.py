"""Writing, submitting, signing, issuing and launching a campaign; units' own plans."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from campaigns.plans import services
from campaigns.plans.models import Campaign, Participant, UnitPlan
from campaigns.plans.selectors import (
    children_by_launcher,
    participants_of,
    unit_plan_counts,
    unit_plan_row,
)
from campaigns.registrations.models import Registration
from emulation import clock
from emulation.audit.models import AuditEntry
from emulation.documents import services as documents
from emulation.jobs.models import Job
from emulation.jobs.services import cancel_job, run_now
from emulation.notices.models import Notice
from emulation.registries.proof import violations
from emulation.ui.errors import NotAllowed, Refused, StaleVersion, WrongState
from emulation.workflow.selectors import history
from tests.builders.campaigns import DAY, SPAN, TITLE, House, aimed
from tests.builders.clients import signed_in
from tests.builders.files import upload
from tests.builders.jobs import finish, work_off


def test_the_bases_in_force_are_proposed_and_the_address_is_made_of_the_title(house: House) -> None:
    campaign = house.draft()
    assert [basis.code for basis in campaign.legal_bases.all()] == ["luat-tdkt-2003"]
    assert campaign.slug.startswith("phong-trao-thi-dua-day-manh")
    again = house.draft()
    assert again.slug == f"{campaign.slug}-2"
    assert AuditEntry.objects.filter(action="plans.create").count() == 2


def test_dates_out_of_order_are_refused_beside_their_field(house: House) -> None:
    with pytest.raises(ValidationError):
        services.create_campaign(
            by=house.office, title="A", kind="regular",
            starts_on=dt.date(2021, 5, 1), ends_on=dt.date(2021, 1, 1),
        )  # fmt: skip


def test_only_office_officers_and_leaders_begin(house: House) -> None:
    for name in ("signer", "clerk", "auditor", "admin", "reviewer", "cluster_head"):
        with pytest.raises(NotAllowed):
            services.create_campaign(by=house.by[name], title=TITLE, kind="regular", **SPAN)


def test_two_writers_at_once_lose_nothing(house: House) -> None:
    campaign = house.draft()
    version = campaign.version
    services.change_campaign(by=house.office, campaign=campaign, version=version, title="Một")
    with pytest.raises(StaleVersion):
        services.change_campaign(by=house.office, campaign=campaign, version=version, title="Hai")
    campaign.refresh_from_db()
    assert campaign.title == "Một"


def test_participants_by_kind_by_cluster_and_by_name(house: House) -> None:
    campaign = services.create_campaign(by=house.office, title=TITLE, kind="regular", **SPAN)
    assert services.add_participants(by=house.office, campaign=campaign, kinds=["department"]) == 2
    assert (
        services.add_participants(by=house.office, campaign=campaign, clusters=[house.block]) == 0
    )
    assert (
        services.add_participants(by=house.office, campaign=campaign, units=[house.district]) == 1
    )
    places = {
        p.unit.code: p.cluster for p in campaign.participants.select_related("unit", "cluster")
    }
    assert places == {"syt": house.block, "snv": house.block, "phuoclong": house.cluster}
    services.remove_participant(
        by=house.office, participant=campaign.participants.get(unit=house.snv)
    )
    assert campaign.participants.count() == 2


def test_a_unit_calls_only_upon_those_below_it(house: House) -> None:
    officer = house.by["officer.phuoclong"]
    campaign = services.create_campaign(by=officer, title=TITLE, kind="regular", **SPAN)
    with pytest.raises(Refused):
        services.add_participants(by=officer, campaign=campaign, units=[house.syt])
    assert services.add_participants(by=officer, campaign=campaign, units=[house.commune]) == 1


def test_what_is_missing_is_named_before_submission(house: House) -> None:
    campaign = services.create_campaign(
        by=house.office, title=TITLE, kind="regular", legal_bases=[], **SPAN
    )
    with pytest.raises(Refused) as refusal:
        services.submit_campaign(by=house.office, campaign=campaign)
    for word in ("Mục đích", "đơn vị tham gia", "căn cứ", "nơi nhận"):
        assert word in refusal.value.message
    page = signed_in(house.office).get(f"/ke-hoach/{campaign.pk}/").content.decode()
    for tail in ("phan/?phan=purpose", "don-vi/", "sua/"):
        assert f'<li><a href="/ke-hoach/{campaign.pk}/{tail}">' in page, tail
    campaign.refresh_from_db()
    assert campaign.state == "draft"
    assert campaign.plan_document is None


def test_a_submitted_plan_is_closed_to_its_writers(house: House) -> None:
    campaign = services.submit_campaign(
        by=house.office, campaign=aimed(house.draft(), house.office)
    )
    assert campaign.state == "submitted"
    assert campaign.plan_document is not None
    assert campaign.plan_document.state == "submitted"
    assert Notice.objects.filter(event="campaigns.submitted").count() == 1
    with pytest.raises(WrongState):
        services.save_section(by=house.office, campaign=campaign, kind="purpose", body="Khác")
    with pytest.raises(WrongState):
        services.add_participants(by=house.office, campaign=campaign, kinds=["commune"])


def test_a_return_names_reason_items_and_day_and_the_same_document_goes_again(house: House) -> None:
    campaign = services.submit_campaign(
        by=house.office, campaign=aimed(house.draft(), house.office)
    )
    document = campaign.plan_document
    assert document is not None
    documents.return_document(
        by=house.signer, document=document, reason="Bổ sung chỉ tiêu", due_on=dt.date(2021, 3, 10),
        items=["Phần III"],
    )  # fmt: skip
    campaign.refresh_from_db()
    step = history(campaign).last()
    assert campaign.state == "draft"
    assert step is not None
    assert (step.reason, step.due_on, step.items) == (
        "Bổ sung chỉ tiêu", dt.date(2021, 3, 10), ["Phần III"]
    )  # fmt: skip
    assert Notice.objects.filter(event="campaigns.returned").exists()
    services.save_section(by=house.office, campaign=campaign, kind="subjects", body="Toàn tỉnh.")
    campaign = services.submit_campaign(by=house.office, campaign=campaign)
    assert campaign.plan_document == document
    campaign.plan_document.refresh_from_db()
    assert "Toàn tỉnh" in str(campaign.plan_document.paper)


def test_a_document_sent_again_from_its_own_page_does_not_lose_the_campaign(house: House) -> None:
    campaign = services.submit_campaign(
        by=house.office, campaign=aimed(house.draft(), house.office)
    )
    document = campaign.plan_document
    assert document is not None
    document = documents.return_document(
        by=house.signer, document=document, reason="Xem lại", due_on=DAY
    )
    documents.submit_document(by=house.office, document=document)
    campaign = services.submit_campaign(by=house.office, campaign=campaign)
    assert campaign.state == "submitted"


def issue(house: House, campaign: Campaign, number: int = 30) -> Campaign:
    """Sign outside, number externally, and let the job issue."""
    campaign = services.submit_campaign(by=house.by_office(campaign), campaign=campaign)
    document: Any = campaign.plan_document
    finish(document.preview_job)
    clerk = (
        house.by["clerk"] if campaign.launcher == house.province else house.by["clerk.phuoclong"]
    )
    signer = house.signer if campaign.launcher == house.province else house.by["leader.phuoclong"]
    from emulation.files.services import store_upload

    scan = store_upload(by=clerk, upload=upload("ky"), kinds=("pdf",))
    document = documents.record_outside_signature(
        by=clerk, document=document, signed_file=scan, signed_on=clock.today(),
        signer_name=document.paper["signatures"][0].get("name") or signer.account.full_name,
        differences="Bản ký trình bày một trang.", confirmed=True,
    )  # fmt: skip
    campaign.refresh_from_db()
    assert campaign.state == "signed"
    document = documents.number_external(
        by=clerk, document=document, number=number, issued_on=clock.today()
    )
    finish(document.issue_job)
    campaign.refresh_from_db()
    return campaign


def test_from_draft_to_launch_by_the_real_document(house: House) -> None:
    house.by_office = lambda campaign: house.office  # type: ignore[attr-defined]
    campaign = issue(house, aimed(house.draft(), house.office))
    assert campaign.state == "issued"
    assert campaign.plan_document is not None
    assert campaign.plan_document.code == "30/KH-UBND"
    launched = services.launch_campaign(by=house.signer, campaign=campaign, author="Ch. Nhàn")
    assert (launched.state, launched.author) == ("launched", "Ch. Nhàn")
    work_off("plans.open")
    assert Registration.objects.filter(participant__campaign=launched).count() == 3
    told = Notice.objects.filter(event="campaigns.launched").values_list(
        "account__username", flat=True
    )
    assert set(told) == {
        f"{role}.{code}" for role in ("officer", "leader") for code in ("syt", "snv", "phuoclong")
    }


def test_a_child_campaign_counts_as_the_units_plan(house: House) -> None:
    parent = house.launched()
    officer = house.by["officer.phuoclong"]
    house.by_office = lambda campaign: officer  # type: ignore[attr-defined]
    with clock.at(dt.date(2021, 3, 18)):
        draft = house.draft(by=officer, parent=parent, title="Phong trào huyện")
        child = issue(house, aimed(draft, officer), 7)
        plan = UnitPlan.objects.get(participant__campaign=parent, participant__unit=house.district)
        assert (plan.number, plan.child) == ("07/KH-UBND", child)
        assert plan_rows(house, parent)["phuoclong"][0] == 10
        services.launch_campaign(by=house.by["leader.phuoclong"], campaign=child)
        with pytest.raises(Refused):
            services.record_unit_plan(
                by=officer, participant=plan.participant, number="9/KH", issued_on=DAY
            )


def test_only_participants_stand_under_a_running_campaign(house: House) -> None:
    parent = house.launched()
    with pytest.raises(NotAllowed):
        house.draft(by=house.by["officer.x-hungphu"], parent=parent)
    with pytest.raises(Refused):
        house.draft(by=house.by["officer.syt"], parent=house.draft())


def test_nothing_is_launched_before_it_is_issued_nor_after_its_end(house: House) -> None:
    campaign = house.placed(house.draft(), "signed")
    with pytest.raises(WrongState):
        services.launch_campaign(by=house.office, campaign=campaign)
    campaign = house.placed(campaign, "issued")
    with clock.at(dt.date(2022, 1, 1)), pytest.raises(Refused):
        services.launch_campaign(by=house.office, campaign=campaign)


def test_a_launch_is_told_once_and_a_second_one_is_refused(house: House) -> None:
    campaign = house.launched()
    with pytest.raises(WrongState):
        services.launch_campaign(by=house.office, campaign=campaign)
    assert Notice.objects.filter(event="campaigns.launched").count() == 6


def test_a_newcomer_after_the_launch_gets_its_registration(house: House) -> None:
    campaign = house.launched()
    services.add_participants(by=house.office, campaign=campaign, units=[house.commune])
    work_off("plans.open")
    participant = campaign.participants.get(unit=house.commune)
    assert Registration.objects.filter(participant=participant).exists()
    services.remove_participant(by=house.office, participant=participant)
    participant.refresh_from_db()
    assert participant.left_on == DAY
    services.add_participants(by=house.office, campaign=campaign, units=[house.commune])
    participant.refresh_from_db()
    assert participant.left_on is None


def test_a_launch_that_was_cancelled_midway_is_continued(house: House) -> None:
    campaign = house.placed(house.draft(), "issued")
    launched = services.launch_campaign(by=house.office, campaign=campaign)
    job = launched.opening_job
    assert job is not None
    with pytest.raises(WrongState):
        services.continue_opening(by=house.office, campaign=launched)
    cancel_job(by=house.office, job=job)
    assert run_now(job).state == "cancelled"
    assert not Notice.objects.filter(event="campaigns.launched").exists()
    assert any("registration" in line for line in violations())
    page = signed_in(house.office).get(f"/ke-hoach/{launched.pk}/").content.decode()
    assert "Mở tiếp phần còn thiếu" in page
    with pytest.raises(NotAllowed):
        services.continue_opening(by=house.by["officer.syt"], campaign=launched)
    services.continue_opening(by=house.office, campaign=launched)
    work_off("plans.open")
    assert Registration.objects.filter(participant__campaign=launched).count() == 3
    with pytest.raises(WrongState):
        services.continue_opening(by=house.office, campaign=launched)


def test_the_steps_of_an_opening_can_be_taken_again(house: House) -> None:
    campaign = house.launched()
    job = campaign.opening_job
    assert job is not None
    before = list(Registration.objects.order_by("pk").values_list("pk", "version"))
    Job.objects.filter(pk=job.pk).update(state="queued", ended_at=None, progress={})
    work_off("plans.open")
    assert list(Registration.objects.order_by("pk").values_list("pk", "version")) == before
    assert Notice.objects.filter(event="campaigns.launched").count() == 6


def test_the_unit_or_the_office_records_a_units_plan(house: House) -> None:
    campaign = house.launched()
    campaign.unit_plans_due_on = dt.date(2021, 3, 12)
    campaign.save()
    syt = campaign.participants.get(unit=house.syt)
    with clock.at(dt.date(2021, 3, 20)):
        services.record_unit_plan(
            by=house.by["officer.syt"], participant=syt, number="12/KH-SYT", upload=upload(),
            issued_on=dt.date(2021, 3, 11),
        )  # fmt: skip
        services.record_unit_plan(
            by=house.office, participant=campaign.participants.get(unit=house.snv),
            number="15/KH-SNV", issued_on=dt.date(2021, 3, 19),
        )  # fmt: skip
        counts = unit_plan_counts(campaign)
        rows = plan_rows(house, campaign)
    assert counts == {"total": 3, "issued": 2, "in_time": 1, "late": 1, "missing": 1}
    assert rows == {"syt": (3, "done"), "snv": (11, "attention"), "phuoclong": (12, "late")}


@pytest.mark.parametrize("name", ["officer.snv", "signer", "clerk", "auditor", "cluster_head"])
def test_nobody_else_records_a_units_plan(house: House, name: str) -> None:
    participant = house.launched().participants.get(unit=house.syt)
    with pytest.raises(NotAllowed):
        services.record_unit_plan(
            by=house.by[name], participant=participant, number="1/KH", issued_on=DAY
        )


def test_a_plan_of_tomorrow_is_refused(house: House) -> None:
    participant: Participant = house.launched().participants.get(unit=house.syt)
    with pytest.raises(Refused):
        services.record_unit_plan(
            by=house.office, participant=participant, number="1/KH", issued_on=dt.date(2021, 3, 9)
        )


def test_the_leading_unit_or_the_office_completes_a_duty(house: House) -> None:
    campaign = house.draft()
    duty = services.save_assignment(
        by=house.office, campaign=campaign, content="Hướng dẫn, đôn đốc", lead_unit=house.snv,
        cooperating_units=[house.syt, house.snv], due_on=dt.date(2021, 12, 1),
    )  # fmt: skip
    assert list(duty.cooperating_units.all()) == [house.syt]
    with pytest.raises(WrongState):
        services.complete_assignment(by=house.office, assignment=duty, done_on=DAY, result="x")
    house.launched(campaign)
    duty.refresh_from_db()
    with pytest.raises(NotAllowed):
        services.complete_assignment(
            by=house.by["officer.syt"], assignment=duty, done_on=DAY, result="x"
        )
    with pytest.raises(Refused):
        services.complete_assignment(
            by=house.office, assignment=duty, done_on=dt.date(2021, 3, 9), result="x"
        )
    done = services.complete_assignment(
        by=house.by["leader.snv"], assignment=duty, done_on=DAY, result="Đã hướng dẫn"
    )
    assert done.done_on == DAY


def test_the_standing_agency_writes_and_leads_but_never_submits(house: House) -> None:
    campaign = house.draft(kind="thematic", standing_agency=house.snv)
    officer = house.by["officer.snv"]
    services.save_section(by=officer, campaign=campaign, kind="commendation", body="Khen kịp thời.")
    with pytest.raises(NotAllowed):
        services.submit_campaign(by=officer, campaign=campaign)
    participant = house.launched(campaign).participants.get(unit=house.syt)
    services.record_unit_plan(by=officer, participant=participant, number="1/KH", issued_on=DAY)


def test_notice_and_attachments_may_change_until_the_close(house: House) -> None:
    campaign = house.launched()
    services.change_notice(
        by=house.office, campaign=campaign, summary="Vừa ban hành", author="Nhàn"
    )
    attachment = services.add_attachment(
        by=house.office, campaign=campaign, title="Hướng dẫn", upload=upload("huong-dan")
    )
    services.remove_attachment(by=house.office, attachment=attachment)
    services.close_campaign(campaign=campaign, by=None)
    with pytest.raises(WrongState):
        services.change_notice(by=house.office, campaign=campaign, summary="", author="")


def plan_rows(house: House, campaign: Any) -> dict[str, tuple[int | None, str]]:
    """Return days and tone of each participant's own plan, by the unit's code."""
    rows = list(participants_of(house.office, campaign.pk))
    children = children_by_launcher(rows)
    found = [unit_plan_row(row, children.get(row.unit_id)) for row in rows]
    return {row.participant.unit.code: (row.days, row.tone) for row in found}
