"""Pages of appraisal: the queue, save and next, what each sees, wrong input."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from awards.appraisal import services
from awards.appraisal.enums import AppraisalState, Turn
from awards.appraisal.models import Appraisal
from awards.appraisal.selectors import my_queue
from awards.nominations.enums import NomineeState
from emulation.notices.models import Notice
from emulation.registries.places import turn_sources
from emulation.ui.forms import new_key
from tests.builders.clients import signed_in
from tests.builders.people import make_person
from tests.builders.rounds import only_nominee, received


def page(mandate, name, /, *args, **query):
    return signed_in(mandate).get(reverse(f"appraisal:{name}", args=args), query)


def send(mandate, name, /, *args, **data):
    url = reverse(f"appraisal:{name}", args=args)
    return signed_in(mandate).post(url, {"once": new_key(mandate.account_id), **data})


def charged(world, code, *people):
    """Return a received dossier whose nominees all lie with ``world.reviewer`` first."""
    dossier = received(world, *people, code=code)
    for nominee in dossier.nominees.order_by("pk"):
        services.assign_appraiser(
            by=world.office, nominee=nominee, turn=Turn.FIRST, mandate=world.reviewer
        )
    return dossier


def test_page_shows_facts_findings_and_position(world):
    people = [make_person(world.division, f"Người {n}") for n in range(3)]
    charged(world, "PROVINCIAL_FIGHTER", *people)
    first = my_queue(world.reviewer).first()
    shown = page(world.reviewer, "appraisal", first.pk).content.decode()
    assert "1 / 3" in " ".join(shown.split())
    assert "Điều 22" in shown
    assert "finding-not_met" in shown
    assert "missing-proof" in shown
    assert "Hoàn thành tốt." in shown
    assert "Báo cáo thành tích" in shown


def test_save_goes_to_the_next_and_at_the_end_to_the_queue(world):
    people = [make_person(world.division, f"Người {n}") for n in range(2)]
    charged(world, "PROVINCIAL_FIGHTER", *people)
    one, two = my_queue(world.reviewer)
    said = {"verdict": "pass", "score": "87,5", "reason": "Đủ"}
    response = send(world.reviewer, "appraisal", one.pk, version=one.version, **said)
    assert response.url == reverse("appraisal:appraisal", args=[two.pk])
    one.refresh_from_db()
    assert one.score == Decimal("87.5")
    shown = page(world.reviewer, "appraisal", two.pk).content.decode()
    assert "1 / 1" in " ".join(shown.split())  # one of those that are still to be done
    response = send(world.reviewer, "appraisal", two.pk, version=two.version, **said)
    assert response.url == reverse("appraisal:queue")


@pytest.mark.parametrize("score", ["", "abc", "101", "-1", "87,55555"])
def test_wrong_score_keeps_the_reasons(world, score):
    charged(world, "PROVINCIAL_FIGHTER")
    row = my_queue(world.reviewer).get()
    response = send(
        world.reviewer, "appraisal", row.pk, verdict="pass", score=score, reason="Lý do dài"
    )
    assert response.status_code == 422
    assert "Lý do dài" in response.content.decode()
    row.refresh_from_db()
    assert row.state == AppraisalState.ASSIGNED


@pytest.mark.parametrize(
    "entries",
    [
        {"verdict": "fail"},
        {"verdict": "supplement", "reason": "x"},
        {"verdict": "supplement", "items": "Báo cáo", "due_on": "30/02/2021"},
        {"verdict": "supplement", "items": "Báo cáo", "due_on": "01/01/2021"},
        {"verdict": ""},
    ],
)
def test_wrong_verdict_is_told(world, entries):
    charged(world, "PROVINCIAL_DIPLOMA")
    row = my_queue(world.reviewer).get()
    assert send(world.reviewer, "appraisal", row.pk, **entries).status_code == 422


def test_supplement_through_the_page(world):
    dossier = charged(world, "PROVINCIAL_DIPLOMA")
    row = my_queue(world.reviewer).get()
    response = send(
        world.reviewer,
        "appraisal",
        row.pk,
        verdict="supplement",
        reason="Thiếu",
        items="Báo cáo\nGiấy chứng nhận",
        due_on="30/11/2021",
    )
    assert response.status_code == 302
    assert only_nominee(dossier).state == NomineeState.SUPPLEMENT
    assert not my_queue(world.reviewer).exists()


def test_recheck_confirms_or_sends_back_and_sees_the_first(world):
    charged(world, "PROVINCIAL_DIPLOMA")
    row = my_queue(world.reviewer).get()
    send(world.reviewer, "appraisal", row.pk, verdict="pass", reason="Đã đủ hai năm")
    recheck = my_queue(world.second).get()
    shown = page(world.second, "appraisal", recheck.pk).content.decode()
    assert "Đã đủ hai năm" in shown
    assert send(world.second, "appraisal", recheck.pk, verdict="back").status_code == 422
    sent = send(world.second, "appraisal", recheck.pk, verdict="back", reason="Xem lại")
    assert sent.status_code == 302
    shown = page(world.reviewer, "appraisal", row.pk).content.decode()
    assert "Xem lại" in shown
    send(world.reviewer, "appraisal", row.pk, verdict="pass", reason="Đã xem lại")
    send(world.second, "appraisal", recheck.pk, verdict="confirm")
    row.nominee.refresh_from_db()
    assert row.nominee.state == NomineeState.PASSED


def test_independent_page_does_not_betray_the_other(world):
    dossier = received(world, code="PROVINCIAL_FIGHTER")
    services.assign_round(by=world.office, round_=dossier.round)
    first, second = Appraisal.objects.order_by("pk")
    by_account = {who.account_id: who for who in (world.reviewer, world.second)}
    one, two = by_account[first.appraiser_id], by_account[second.appraiser_id]
    send(one, "appraisal", first.pk, verdict="fail", score="12", reason="Bí mật của tôi")
    for name, key in (("appraisal", second.pk), ("nominee", only_nominee(dossier).pk)):
        assert "Bí mật của tôi" not in page(two, name, key).content.decode()
    assert "Bí mật của tôi" not in page(two, "round", dossier.round_id).content.decode()
    assert page(two, "appraisal", first.pk).status_code == 404


def test_unit_does_not_read_the_appraisals_of_its_nominees(world):
    dossier = charged(world, "PROVINCIAL_DIPLOMA")
    row = my_queue(world.reviewer).get()
    send(world.reviewer, "appraisal", row.pk, verdict="pass", reason="Nhận xét kín")
    nominee = only_nominee(dossier)
    for name, key in (("nominee", nominee.pk), ("round", dossier.round_id)):
        shown = page(world.officer, name, key).content.decode()
        assert "Nhận xét kín" not in shown
        assert world.reviewer.account.full_name not in shown


def test_double_click_submits_once(world):
    charged(world, "PROVINCIAL_DIPLOMA")
    row = my_queue(world.reviewer).get()
    client, key = signed_in(world.reviewer), new_key(world.reviewer.account_id)
    url = reverse("appraisal:appraisal", args=[row.pk])
    data = {"once": key, "verdict": "pass", "reason": "Đủ"}
    first, second = client.post(url, data), client.post(url, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Appraisal.objects.filter(turn=Turn.RECHECK).count() == 1


def test_stale_judgement_is_told_and_kept(world):
    charged(world, "PROVINCIAL_DIPLOMA")
    row = my_queue(world.reviewer).get()
    response = send(
        world.reviewer, "appraisal", row.pk, version=99, verdict="pass", reason="Chữ của tôi"
    )
    assert response.status_code == 409
    assert "Chữ của tôi" in response.content.decode()


def test_office_assigns_settles_and_checks_through_pages(world):
    dossier = received(world, code="PROVINCIAL_FIGHTER")
    assert send(world.secretary, "assign", dossier.round_id).status_code == 302
    nominee = only_nominee(dossier)
    by_account = {who.account_id: who for who in (world.reviewer, world.second)}
    for row, score in zip(Appraisal.objects.order_by("pk"), ("95", "40"), strict=True):
        who = by_account[row.appraiser_id]
        send(who, "appraisal", row.pk, verdict="pass", score=score, reason="Ý kiến")
    shown = page(world.office, "round", dossier.round_id).content.decode()
    assert "Hai ý kiến khác nhau" in shown
    assert send(world.office, "settle", nominee.pk, verdict="pass").status_code == 422
    done = send(world.office, "settle", nominee.pk, verdict="pass", reason="Đã họp")
    assert done.status_code == 302
    assert only_nominee(dossier).state == NomineeState.PASSED


def test_charging_the_own_unit_is_refused_on_the_form(world):
    dossier = received(world, code="PROVINCIAL_DIPLOMA")
    nominee = only_nominee(dossier)
    response = send(world.office, "charge", nominee.pk, turn="first", mandate=world.own_reviewer.pk)
    assert response.status_code == 422
    assert "Không ai thẩm định trường hợp của đơn vị mình." in response.content.decode()


def test_recusal_through_the_page(world):
    charged(world, "PROVINCIAL_DIPLOMA")
    row = my_queue(world.reviewer).get()
    assert send(world.reviewer, "recuse", row.pk, reason="").status_code == 422
    assert send(world.reviewer, "recuse", row.pk, reason="Anh em").status_code == 302
    assert my_queue(world.second).exists()


def test_conflict_form_offers_reviewers_only_themselves(world):
    nominee = only_nominee(received(world, code="PROVINCIAL_DIPLOMA"))
    shown = page(world.reviewer, "conflict", nominee.pk)
    assert [str(row) for row in shown.context["form"].fields["account"].queryset] == ["thamdinh1"]
    assert page(world.office, "conflict", nominee.pk).status_code == 200


def _turns(mandate):
    return [
        item for source in turn_sources for item in source(mandate) if "/tham-dinh/" in item.url
    ]


def test_desk_names_the_queue_and_the_offices_work(world):
    dossier = received(world, code="PROVINCIAL_DIPLOMA")
    assert [item.verb for item in _turns(world.office)]
    services.assign_round(by=world.office, round_=dossier.round)
    items = _turns(world.reviewer) + _turns(world.second)
    assert [(item.verb, item.count) for item in items] == [("Thẩm định", 1)]
    assert not _turns(world.officer)


def _queries(mandate, name, *args):
    client, url = signed_in(mandate), reverse(f"appraisal:{name}", args=args)
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_stay_the_same(world, rows):
    people = [make_person(world.division, f"Người {n}") for n in range(rows)]
    dossier = charged(world, "PROVINCIAL_DIPLOMA", *people)
    assert _queries(world.reviewer, "queue") <= 16
    assert _queries(world.office, "round", dossier.round_id) <= 20
    assert _queries(world.reviewer, "appraisal", my_queue(world.reviewer).first().pk) <= 60


@pytest.mark.parametrize("who", ["office", "reviewer"])
def test_queries_do_not_grow(world, who):
    dossier = charged(world, "PROVINCIAL_DIPLOMA", world.person)
    names = {"queue": [], "round": [dossier.round_id]}
    mandate = getattr(world, who)
    before = {name: _queries(mandate, name, *args) for name, args in names.items()}
    second = make_person(world.division, "Người hai")
    charged(world, "PROVINCIAL_DIPLOMA", second)
    assert {name: _queries(mandate, name, *args) for name, args in names.items()} == before


def test_an_appraiser_is_charged_by_the_dozen_and_told_once(world):
    people = [make_person(world.division, f"Người {n}") for n in range(3)]
    dossier = received(world, *people, code="PROVINCIAL_FIGHTER")
    nominees = [nominee.pk for nominee in dossier.nominees.all()]
    chosen = {"action": "charge", "confirmed": "1", "turn": "first", "selected": nominees}
    round_ = dossier.round_id
    assert send(world.office, "round", round_, mandate=world.reviewer.pk, **chosen).url
    assert my_queue(world.reviewer).count() == 3
    told = Notice.objects.filter(account=world.reviewer.account, event="appraisal.assigned")
    assert told.count() == 1
    send(world.office, "round", round_, mandate=world.own_reviewer.pk, **chosen)
    assert not my_queue(world.own_reviewer).exists()


def test_the_round_is_narrowed_to_what_the_office_has_to_do(world):
    people = [make_person(world.division, f"Người {n}") for n in range(2)]
    dossier = charged(world, "PROVINCIAL_DIPLOMA", *people)
    waits = dossier.nominees.order_by("pk")[0]
    Appraisal.objects.filter(nominee=waits).delete()
    found = page(world.office, "round", dossier.round_id, standing="unassigned").context["rows"]
    assert [row.pk for row in found] == [waits.pk]
