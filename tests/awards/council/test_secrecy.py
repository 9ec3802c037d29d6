"""No table, order, transaction, receipt, log, key or backup links a member to a choice."""

from __future__ import annotations

import logging
import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.conf import settings
from django.db import connection

from awards.council import sealing, services
from awards.council.models import AgendaItem, CountedBallot, Envelope, Participation, Voter
from awards.council.sealing import tags_of
from awards.council.services.sealed import remove_abandoned_keys
from emulation.ui.forms import new_key
from tests.builders.clients import signed_in
from tests.builders.councils import attend, build_council
from tests.builders.people import make_person
from tests.builders.rounds import passed_nominee

CHOICES = ["against", "for", "for", "blank", "for"]


def written() -> dict[str, set[str]]:
    """Return every row of every table, as text."""
    rows: dict[str, set[str]] = {}
    for model in apps.get_models():
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")
            rows[model._meta.db_table] = {str(row) for row in cursor.fetchall()}
    return rows


def vote_by_page(house, member, choices):
    """Let a member vote on the page, as in the office; return the code it showed."""
    url = f"/hoi-dong/phien/{house.session.pk}/bo-phieu/"
    data = {f"choice_{item.pk}": choice for item, choice in choices.items()}
    data["once"] = new_key(member.account_id)
    page = signed_in(member).post(url, data, follow=True).content.decode()
    return re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", page).group()


def test_while_the_vote_is_open_nothing_that_is_written_tells_a_choice(open_house, caplog):
    caplog.set_level(logging.DEBUG)
    before, first = written(), open_house.items[0]
    codes = [
        vote_by_page(open_house, member, {first: choice})
        for member, choice in zip(open_house.members, CHOICES, strict=True)
    ]
    new = {table: rows - before[table] for table, rows in written().items()}
    everything = str(new) + caplog.text
    tags = [
        tag for code in codes for tag in tags_of(code, session_key(open_house), [first.pk]).values()
    ]
    for secret in (*codes, *(code.replace("-", "") for code in codes), *tags):
        assert secret not in everything
    assert not re.search(r"\b(against|blank)\b", everything), "what was chosen stands nowhere"
    assert new["awards_envelope"]
    assert not new["awards_ballot"] | new["awards_countedballot"] | new["emulation_job"]
    assert len({len(each.sealed) for each in Envelope.objects.all()}) == 1, "all are equally long"
    assert len({each.sealed for each in Envelope.objects.all()}) == len(CHOICES)


def session_key(house):
    house.session.refresh_from_db()
    return house.session.seal_key


def test_a_ballot_opens_only_where_it_was_cast(open_house):
    key = session_key(open_house)
    sealed = sealing.seal(key, "ballot/1/1", "for", "0" * 32)
    assert sealing.open_all(key, [("ballot/1/1", sealed)]) == [("for", "0" * 32)]
    with pytest.raises(InvalidTag):
        sealing.open_all(key, [("ballot/1/2", sealed)])


@pytest.mark.django_db
def test_after_closing_the_order_of_rows_is_one_of_chance_and_the_transaction_one(
    django_capture_on_commit_callbacks,
):
    house = build_council()
    dossier = house.nominees[0].dossier
    fill(house, [
        passed_nominee(dossier, make_person(house.department, f"Lê Văn {n}"), "PROVINCIAL_FIGHTER",
                       needs_council=True)
        for n in range(30)
    ])  # fmt: skip
    attend(house, ["present"] * 5)
    services.open_session(by=house.secretary, session=house.session)
    items = list(house.session.items.all())
    for number, member in enumerate(house.members):
        choices = {item.pk: "for" if number else "against" for item in items}
        services.cast_ballots(by=member, session=house.session, choices=choices)
    stolen = [(f"ballot/{e.item_id}/{e.voter_id}", e.sealed) for e in Envelope.objects.all()]
    key = session_key(house)
    assert key_file(key).exists()
    with django_capture_on_commit_callbacks(execute=True):
        services.close_session(by=house.secretary, session=house.session)
    assert not key_file(key).exists()
    with pytest.raises(sealing.KeyLostError):
        sealing.open_all(key, stolen)
    assert not Envelope.objects.exists()
    assert {field.name for field in CountedBallot._meta.fields} == {"code", "item", "choice"}
    place, transaction = (
        ("ctid", "xmin::text") if connection.vendor == "postgresql" else ("rowid", "1")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT item_id, choice, {transaction} FROM awards_countedballot ORDER BY {place}"
        )
        rows = cursor.fetchall()
    assert len({row[2] for row in rows}) == 1
    places = Counter(
        [choice for item, choice, _ in rows if item == one.pk].index("against") for one in items
    )
    assert max(places.values()) < 0.7 * len(items), "the first who voted is found by no place"
    assert len(places) > 2


def key_file(key: str) -> Path:
    return sealing._file(key)


def fill(house, nominees):
    """Put further nominees on the agenda of a convened session; placed directly."""
    first = house.items[0]
    AgendaItem.objects.bulk_create(
        AgendaItem(session=house.session, nominee=nominee, order=order, threshold=first.threshold)
        for order, nominee in enumerate(nominees, start=len(house.items) + 1)
    )
    house.items = list(house.session.items.order_by("order"))


def test_the_ballots_of_one_member_do_not_show_that_they_belong_together(open_house):
    first, second = open_house.items
    codes = [
        services.cast_ballots(
            by=member, session=open_house.session, choices={first.pk: "for", second.pk: "against"}
        )
        for member in open_house.members
    ]
    services.close_session(by=open_house.secretary, session=open_house.session)
    of = {item: set(CountedBallot.objects.filter(item=item).values_list("code", flat=True))
          for item in (first, second)}  # fmt: skip
    assert not of[first] & of[second]
    found = tags_of(codes[0], session_key(open_house), [first.pk, second.pk])
    assert found[first.pk] in of[first]
    assert found[second.pk] in of[second]


def test_the_key_lies_outside_the_data_and_no_backup_copies_it(open_house):
    folder = Path(settings.BALLOT_KEYS)
    assert settings.VAR_DIR not in (folder, *folder.parents)
    assert key_file(session_key(open_house)).stat().st_mode & 0o077 == 0
    script = (settings.BASE_DIR / "tools/backup").read_text()
    assert "BALLOT_KEYS" not in script
    assert "ballot-keys" not in script


def test_what_a_killed_process_left_of_a_key_is_removed_at_night(open_house):
    stray, fresh = sealing.make_key(), sealing.make_key()
    old = time.time() - 2 * sealing.ABANDONED_AFTER
    for key in (stray, session_key(open_house)):
        os.utime(key_file(key), (old, old))
    assert remove_abandoned_keys() >= 1
    assert not key_file(stray).exists()
    assert key_file(fresh).exists()
    assert key_file(session_key(open_house)).exists()


def test_participation_tells_who_voted_and_no_more():
    assert {field.name for field in Participation._meta.fields} == {"id", "item", "voter"}
    assert {field.name for field in Envelope._meta.fields} == {"id", "item", "voter", "sealed"}
    assert "choice" not in {field.name for field in Voter._meta.fields}
