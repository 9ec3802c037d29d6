"""Words are found by an index where the database has one."""

import pytest
from django.apps import apps
from django.db import connection

from emulation.audit.schema import schema_differences
from emulation.people.models import Person
from emulation.ui.models import Searchable
from emulation.ui.search_indexes import has_search_index, install_search_indexes

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_every_searchable_table_has_its_index():
    searched = [model for model in apps.get_models() if issubclass(model, Searchable)]
    assert Person in searched
    assert all(has_search_index(model) for model in searched)
    assert list(schema_differences()) == []


def test_words_inside_a_name_are_found_by_the_index():
    # An empty table is read soonest in the order of another index: only a bitmap can answer from this one.
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")
    plan = Person.objects.search("Thị Bích").explain()
    assert "emulation_person_search" in plan


def test_a_lost_index_is_told_and_made_again():
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX emulation_person_search")
    assert list(schema_differences()) == ["emulation_person (search_text) has no index"]
    install_search_indexes()
    assert list(schema_differences()) == []
