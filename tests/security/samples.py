"""One small province with an object of every kind that an address names."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from campaigns.plans import models as plans
from campaigns.plans import services
from campaigns.registrations import models as registrations
from campaigns.reports import models as reports
from campaigns.reports.services import open_reports, save_period
from campaigns.reviews import models as reviews
from campaigns.targets.models import Allocation, Indicator
from campaigns.targets.services import save_indicator, set_allocations
from emulation import clock
from emulation.audit.services import record
from emulation.clock import now, real_now
from emulation.documents.models import (
    LegalBasis,
    NumberBook,
    SigningRouteStep,
    SigningStep,
)
from emulation.imports.models import ImportBatch
from emulation.jobs.models import Job, WorkerSign
from emulation.notices.models import Notice
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.services import delegate
from tests.builders.campaigns import SPAN, make_campaign, make_participant, place_campaign
from tests.builders.documents import place_document
from tests.builders.files import store_titled_pdf, upload
from tests.builders.people import make_mandate
from tests.builders.province import build_world
from tests.builders.units import LONG_AGO, make_cluster
from tests.security.award_samples import place_awards, place_council, place_decision

DAY = dt.date(2021, 11, 22)
ROLES = (
    "anonymous admin office officer leader reviewer council_member secretary signer clerk auditor "
    "cluster_head"
).split()


def build_province() -> SimpleNamespace:
    """Create everything; attributes are named as the samples are."""
    world = build_world()
    world.cluster_head = _cluster(world)
    world.mandates = {
        "admin": world.admin,
        "office": world.office,
        "officer": world.officer,
        "leader": world.leader,
        "reviewer": world.reviewer,
        "council_member": world.member,
        "secretary": world.secretary,
        "signer": world.signer,
        "clerk": world.clerk,
        "auditor": world.auditor,
        "cluster_head": world.cluster_head,
    }
    world.file = store_titled_pdf(world.officer, "minh-chung.pdf")
    _house(world)
    _campaign(world)
    _reports(world)
    _registration(world)
    _review(world)
    place_awards(world)
    place_council(world)
    place_decision(world)
    return world


def _cluster(world: Any) -> Mandate:
    world.cluster = make_cluster(
        world.province, world.department, world.other, code="khoi-1", name="Khối thi đua số 1"
    )
    return make_mandate(
        Role.CLUSTER_HEAD, world.other, "khoi.truong", full_name="Khối trưởng",
        cluster=world.cluster,
    )  # fmt: skip


def _documents(world: Any) -> None:
    """A document that went its whole way, one that waits for its number, and the way of others."""
    pdf, moment = store_titled_pdf(world.clerk, "ban-hanh.pdf"), now()
    signed = {
        "signed_by": world.signer, "signed_account": world.signer.account, "signed_at": moment,
        "signer_name": "Chủ tịch",
    }  # fmt: skip
    place_document(
        world.office, state="issued", book=world.book, number=1, code="01/KH-UBND", issued_on=DAY, pdf=pdf,
        docx=pdf, numbered_by=world.clerk, numbered_account=world.clerk.account,
        numbered_at=moment, issued_at=moment, **signed,
    )  # fmt: skip
    place_document(world.office, state="signed", **signed)
    SigningRouteStep.objects.create(
        authority=world.province, order=1, title="Phòng Tổng hợp", role=Role.OFFICE,
        valid_from=LONG_AGO,
    )  # fmt: skip


def _house(world: Any) -> None:
    """The rooms of the core: accounts, documents, jobs, notices, the audit."""
    world.account = make_mandate(Role.OFFICER, world.department, "canbo.khac").account
    world.mandate = world.account.mandates.get()
    world.delegation = delegate(
        by=world.leader,
        account=world.account,
        valid_from=DAY,
        valid_to=DAY + dt.timedelta(days=9),
    )
    world.job = Job.objects.create(
        kind="documents.preview", queue="render", created_by=world.officer, created_at=now()
    )
    world.notice = Notice.objects.create(
        account=world.officer.account, mandate=world.officer, event="reports.returned",
        subject="Báo cáo được trả lại", url="/bao-cao/", created_at=now(),
    )  # fmt: skip
    world.legal_basis = LegalBasis.objects.create(
        code="luat-2003", citation="Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003",
        valid_from=LONG_AGO,
    )  # fmt: skip
    world.book = NumberBook.objects.create(
        authority=world.province, series="KH", year=2021, mode="internal"
    )
    _documents(world)
    world.import_batch = ImportBatch.objects.create(
        file=store_titled_pdf(world.admin, "danh-muc.pdf"), read_at=now(), read_by=world.admin
    )
    world.import_batch.preview.create(sheet="Đơn vị", number=2, label="Sở X", action="create")
    WorkerSign.objects.create(name="worker", at=real_now())
    (settings.CELERY_BROKER_FOLDER / "queue").mkdir(parents=True, exist_ok=True)
    record(by=world.officer, action="people.save_person", obj=world.person, changes={})


def _campaign(world: Any) -> None:
    subject = "Phát động phong trào thi đua năm 2021"
    draft = store_titled_pdf(world.office, "du-thao.pdf")
    world.document = place_document(world.office, subject=subject, preview_pdf=draft)
    world.step = SigningStep.objects.create(
        document=world.document, order=1, title="Phòng Tổng hợp", role=Role.OFFICE
    )
    with clock.at(dt.date(2021, 3, 8)):
        _launched(world)
    world.draft_campaign = make_campaign(
        world.officer, title="Phong trào của Sở Nội vụ", kind="drive", slug="phong-trao-so-noi-vu"
    )


def _launched(world: Any) -> None:
    """The campaign with a part of every kind, launched without the long way of its plan."""
    campaign = make_campaign(world.office, slug="phong-trao-2021", standing_agency=world.department)
    work = {"by": world.office, "campaign": campaign}
    world.section = services.save_section(
        **work, kind="purpose", body="Thi đua hoàn thành nhiệm vụ."
    )
    world.assignment = services.save_assignment(
        **work, content="Theo dõi phong trào", lead_unit=world.department
    )
    world.day = services.add_commemorative_day(**work, name="Quốc khánh", on=dt.date(2021, 9, 2))
    world.attachment = services.add_attachment(
        **work, title="Toàn văn kế hoạch", upload=upload("ke-hoach")
    )
    world.participant, world.other_participant = (
        make_participant(campaign, unit, by=world.office)
        for unit in (world.department, world.other)
    )
    _asked(world, work)
    world.campaign = plans.Campaign.objects.get(pk=campaign.pk)
    world.campaign.plan_document = world.document
    place_campaign(world.campaign, "launched", by=world.office)


def _asked(world: Any, work: dict[str, Any]) -> None:
    """What the campaign asks for: an indicator, its allocation, a period."""
    indicator = save_indicator(
        **work, code="cchc", name="Thủ tục hành chính đúng hạn", unit_of_measure="%",
        floor=Decimal(95), unit_kinds=["department"], monitoring_agency=world.department,
    )  # fmt: skip
    set_allocations(by=world.office, indicator=indicator, values={world.department: Decimal(95)})
    save_period(
        **work, name="Cả năm 2021", cutoff_on=dt.date(2021, 12, 14), due_on=dt.date(2021, 12, 18),
        **SPAN,
    )  # fmt: skip


def _reports(world: Any) -> None:
    world.indicator = Indicator.objects.get()
    world.allocation = Allocation.objects.get()
    world.period = reports.Period.objects.get()
    participant = plans.Participant.objects.get(pk=world.participant.pk)
    world.unit_plan = services.record_unit_plan(
        by=world.officer, participant=participant, number="12/KH-SNV",
        issued_on=dt.date(2021, 3, 15),
    )  # fmt: skip
    open_reports(world.campaign, world.office)
    world.report = reports.Report.objects.get(participant=world.participant)
    head = world.cluster_head  # works in the other unit, whose report waits for acceptance
    reports.Report.objects.filter(participant=world.other_participant).update(
        state="approved", submitted_at=now(), submitted_by=head, approved_at=now(),
        approved_by=head, arrived_on=DAY,
    )  # fmt: skip
    world.line = reports.ReportLine.objects.filter(report=world.report).first()
    world.evidence = reports.Evidence.objects.create(
        report=world.report, file=world.file, caption="Bảng tổng hợp", added_at=now(),
        added_by=world.officer,
    )  # fmt: skip


def _registration(world: Any) -> None:
    made, _created = registrations.Registration.objects.get_or_create(participant=world.participant)
    world.registration = made
    world.commitment = registrations.Commitment.objects.create(
        registration=made, indicator=world.indicator, value=97
    )
    world.title = registrations.RegisteredTitle.objects.create(
        registration=made, award_code="PROVINCIAL_FIGHTER", person=world.person
    )
    world.compact = registrations.Compact.objects.create(
        campaign=world.campaign, cluster=world.cluster, signed_on=dt.date(2021, 3, 20),
        signatories="Các đơn vị trong khối", file=store_titled_pdf(world.office, "giao-uoc.pdf"),
        recorded_by=world.office, recorded_at=now(),
    )  # fmt: skip


def _review(world: Any) -> None:
    world.review = reviews.Review.objects.create(
        campaign=world.campaign, kind="preliminary", period=world.period, as_of=DAY,
        state="draft", computed_at=now(), created_by=world.office, created_at=now(),
    )  # fmt: skip
    world.total = reviews.ReviewTotal.objects.create(
        review=world.review, indicator=world.indicator, outcome="unknown"
    )
    world.standing = reviews.ReviewStanding.objects.create(
        review=world.review, participant=world.participant
    )
    reviews.FrozenLine.objects.create(
        review=world.review, indicator=world.indicator, participant=world.participant,
        line=world.line, line_version=world.line.version, value=97,
    )  # fmt: skip
    world.review_section = reviews.ReviewSection.objects.create(
        review=world.review, order=1, key="results", heading="Kết quả", drafted="Đạt 97%."
    )
