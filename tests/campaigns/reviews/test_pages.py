"""The pages of a review, its document, and what its issue brings about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.reviews import services
from campaigns.reviews.charts import MOST_BARS, Punctuality, completeness_chart
from campaigns.reviews.documents import review_paper
from campaigns.reviews.models import Review, ReviewTotal
from campaigns.reviews.selectors import clusters_in, standing_of
from campaigns.reviews.views.parts import PARTS
from emulation.clock import at
from emulation.documents import services as documents
from emulation.documents.selectors import paper_of
from emulation.people.enums import Role
from emulation.registries.proof import violations
from emulation.typesetting.blocks import Chart, Section, Table
from emulation.ui.errors import WrongState
from tests.builders.clients import signed_in
from tests.builders.jobs import finish
from tests.builders.reports import Province, build, mandate
from tests.builders.reviews import computed, issued_review

DECEMBER = dt.date(2021, 12, 16)


@pytest.fixture
def finished(province: Province) -> tuple[Province, Review]:
    with at(DECEMBER):
        for number, code in enumerate(("huyen0", "huyen1", "huyen2")):
            province.deliver(code, {"lua": 98 + number * 3, "tngt": 9, "bhyt": 93}, period=2)
        return province, computed(province, kind="final", period=2, as_of=DECEMBER)


def test_begin_watch_and_read(province: Province) -> None:
    province.deliver("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    client = signed_in(province.office)
    address = reverse("reviews:start", args=[province.campaign.pk])
    data = {"kind": "preliminary", "period": province.periods[0].pk, "as_of": "18/06/2021"}
    assert client.post(address, data | {"as_of": "19/06/2021"}).status_code == 422
    assert client.post(address, data | {"as_of": "31/06/2021"}).status_code == 422
    location = client.post(address, data)["Location"]
    assert "hx-get" in client.get(location).content.decode()
    review = Review.objects.get()
    finish(review.job)
    text = client.get(location).content.decode()
    for words in ("từ 1/3 báo cáo", "2 thiếu", "Chưa đủ số liệu"):
        assert words in text, words


def part(client: Client, review: Review, name: str, **query: Any) -> str:
    answer = client.get(reverse(f"reviews:{name}", args=[review.pk]), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_page_shows_one_part(finished: tuple[Province, Review]) -> None:
    province, review = finished
    client = signed_in(province.office)
    shown = {name: part(client, review, name) for name in PARTS}
    assert shown["charts"].count('<figure class="chart">') == 2
    for name in ("review", "standings"):
        assert 'class="table ledger"' in shown[name]
        assert 'id="list-count"' in shown[name]  # a filtered list writes its new number there
    for name in ("review", "standings", "text"):
        assert '<figure class="chart">' not in shown[name]
    assert "Bài học kinh nghiệm" in shown["text"]
    assert all("Bài học kinh nghiệm" not in shown[name] for name in PARTS if name != "text")


def test_the_charts_of_one_cluster(finished: tuple[Province, Review]) -> None:
    province, review = finished
    client = signed_in(province.office)
    cluster = clusters_in(review.standings.all()).first()
    assert cluster is not None
    text = part(client, review, "charts", cluster=cluster.pk)
    assert text.count('<figure class="chart">') == 1
    assert "Mức độ hoàn thành" in text
    for wrong in ("0", "x", "9" * 30):
        assert "field-error" in part(client, review, "charts", cluster=wrong)


def test_a_review_of_a_hundred_clusters_draws_two_charts_of_few_columns() -> None:
    many = [Punctuality(f"Cụm {n}", on_time=1, late=0, missing=n) for n in range(100)]
    drawn = completeness_chart(many)
    assert drawn is not None
    assert len(drawn.categories) == MOST_BARS
    assert drawn.categories[0] == "Cụm 99"
    assert "còn thiếu nhiều nhất" in drawn.title


def test_standings_are_filtered_by_a_target_that_was_not_reached(
    finished: tuple[Province, Review],
) -> None:
    province, review = finished
    client = signed_in(province.office)
    indicator = review.totals.get(indicator__code="lua").indicator
    text = part(client, review, "standings", missed=indicator.pk)
    assert [f">{unit.label}</a>" in text for unit in province.districts[:3]] == [True, False, False]


def test_every_number_leads_to_its_reports(province: Province) -> None:
    province.deliver("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    review = computed(province)
    client = signed_in(province.office)
    total = review.totals.get(indicator__code="lua")
    text = client.get(reverse("reviews:total", args=[total.pk])).content.decode()
    assert province.report("huyen0").get_absolute_url() in text
    standing = review.standings.get(participant__unit__code="huyen0")
    text = client.get(reverse("reviews:standing", args=[standing.pk])).content.decode()
    assert province.report("huyen0").get_absolute_url() in text


def test_a_draft_is_not_shown_to_units(province: Province) -> None:
    review = computed(province)
    unit = signed_in(province.officers["huyen0"])
    total = ReviewTotal.objects.filter(review=review).first()
    assert total is not None
    assert unit.get(review.get_absolute_url()).status_code == 404
    assert unit.get(reverse("reviews:total", args=[total.pk])).status_code == 404
    assert review.get_absolute_url() not in unit.get(reverse("reviews:list")).content.decode()
    auditor = signed_in(mandate(Role.AUDITOR, province.committee))
    assert auditor.get(review.get_absolute_url()).status_code == 200
    assert auditor.post(reverse("reviews:recompute", args=[review.pk])).status_code == 403
    assert auditor.get(reverse("reviews:submit", args=[review.pk])).status_code == 403


def test_a_changed_figure_is_refused_beside_the_field(province: Province) -> None:
    province.deliver("huyen0", {"lua": 60, "tngt": 3, "bhyt": 93})
    section = computed(province).sections.get(key="results")
    client = signed_in(province.office)
    address = reverse("reviews:section", args=[section.pk])
    body = section.body.replace("«60»", "«66»").replace("Số liệu", "Các số liệu")
    answer = client.post(address, {"body": body, "version": 1})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "«66»" in text
    assert "Các số liệu" in text
    body = section.body.replace("Số liệu", "Các số liệu")
    assert client.post(address, {"body": body, "version": 1}).status_code == 302
    shown = client.get(address).content.decode()
    assert "<ins>" in shown
    assert "<del>" in shown
    stale = client.post(address, {"body": body, "version": 1})
    assert stale.status_code == 409
    assert client.post(reverse("reviews:reset-section", args=[section.pk])).status_code == 302
    assert "<ins>" not in client.get(address).content.decode()


def test_the_paper_follows_the_skeleton(finished: tuple[Province, Review]) -> None:
    _province, review = finished
    paper = review_paper(review)
    titles = [block.title for block in paper.body if isinstance(block, Section)]
    assert titles == [
        "Công tác lãnh đạo, chỉ đạo",
        "Kết quả thực hiện",
        "Công tác khen thưởng",
        "Hạn chế, nguyên nhân",
        "Bài học kinh nghiệm",
        "Phương hướng, nhiệm vụ thời gian tới",
        "Kiến nghị",
    ]
    assert paper.type_name == "BÁO CÁO"
    assert paper.number is not None
    assert paper.number.symbol == "BC-UBND"
    assert any(isinstance(block, Table) for block in paper.body)
    assert any(isinstance(block, Chart) for block in paper.body)
    assert "«" not in str(paper.to_json())
    assert "Kế hoạch số 30/KH-UBND" in str(paper.to_json())
    assert "(Kèm theo Báo cáo này: Phụ lục kết quả xếp hạng" in str(paper.to_json())


def test_the_final_review_closes_the_campaign(finished: tuple[Province, Review]) -> None:
    province, review = finished
    with at(DECEMBER):
        review = issued_review(province, review)
        assert review.state == "issued"
        province.campaign.refresh_from_db()
        assert province.campaign.state == "closed"
        assert province.campaign.closed_at is not None
        with pytest.raises(WrongState):
            services.recompute_review(by=province.office, review=review)
        with pytest.raises(WrongState):
            province.fill("huyen0", {"lua": 1}, period=1)
        unit = signed_in(province.officers["huyen0"])
        assert unit.get(review.get_absolute_url()).status_code == 200
    standing = standing_of(province.districts[2], 2021)
    assert standing is not None
    assert standing.rank == 1
    assert [line for line in violations() if "review" in line.lower()] == []


def test_a_returned_document_opens_the_text_again(finished: tuple[Province, Review]) -> None:
    province, review = finished
    with at(DECEMBER):
        review = services.submit_review(by=province.office, review=review)
        section = review.sections.get(key="lessons")
        with pytest.raises(WrongState):
            services.save_section(by=province.office, section=section, body="Bài học khác.")
        first = review.document
        assert first is not None
        documents.return_document(
            by=province.signer,
            document=first,
            reason="Bổ sung",
            due_on=dt.date(2021, 12, 20),
            items=["V"],
        )
        review.refresh_from_db()
        assert review.state == "draft"
        services.save_section(by=province.office, section=section, body="Bài học khác.")
        review = services.submit_review(by=province.office, review=review)
        assert review.document_id == first.pk
        assert review.document is not None
        assert "Bài học khác" in str(paper_of(review.document).to_json())


def test_a_review_is_submitted_once(province: Province) -> None:
    review = computed(province)
    client = signed_in(province.office)
    address = reverse("reviews:submit", args=[review.pk])
    assert client.get(address).status_code == 200
    version = review.version
    assert client.post(address, {"version": version}).status_code == 302
    assert client.post(address, {"version": version}).status_code == 409


@pytest.mark.parametrize("name", [*PARTS, "total", "standing", "list", "section"])
def test_queries_do_not_grow_with_the_units(db: Any, name: str) -> None:
    def counted(number: int) -> int:
        with transaction.atomic():
            province = build(number)
            for code in province.officers:
                province.deliver(code, {"lua": 60, "tngt": 3, "bhyt": 93})
            review = computed(province)
            address = {
                **{part: reverse(f"reviews:{part}", args=[review.pk]) for part in PARTS},
                "standing": reverse("reviews:standing", args=[review.standings.earliest("pk").pk]),
                "total": reverse("reviews:total", args=[review.totals.earliest("pk").pk]),
                "list": reverse("reviews:list"),
                "section": reverse("reviews:section", args=[review.sections.earliest("pk").pk]),
            }[name]
            client = signed_in(province.office)
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            transaction.set_rollback(True)
        return len(captured)

    assert counted(3) <= counted(1)
