"""The way out: whoever sees a record that refers to the file, and nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from emulation.clock import now
from emulation.files import registry
from emulation.files.models import StoredFile
from emulation.files.registry import file_reader, is_readable, with_owners
from emulation.files.services import store_bytes
from emulation.imports.models import ImportBatch
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.units.enums import Level, UnitKind
from emulation.units.models import Unit
from tests.builders.documents import place_document


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_readers", {})


@pytest.fixture
def file(officer: Mandate) -> StoredFile:
    file = store_bytes(
        by=officer, content=b"%PDF whole", name="Kế hoạch.pdf", media_type="application/pdf"
    )
    ImportBatch.objects.create(file=file, read_by=officer, read_at=now())
    return file


def let_in(mandate: Mandate | None) -> None:
    """A record that only ``mandate`` sees refers to every file."""
    pk = mandate.pk if mandate else None
    file_reader(
        "emulation.ImportBatch", lambda _file, reader: (reader.pk if reader else None) == pk
    )


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_without_a_record_that_refers_to_it_nobody_reads_a_file(
    client: Client, file: StoredFile, officer: Mandate
) -> None:
    assert client.get(file.url).status_code == 404
    client.force_login(officer.account, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(file.url).status_code == 404


def test_who_sees_the_record_reads_the_file(file: StoredFile, officer: Mandate) -> None:
    let_in(officer)
    assert is_readable(file, officer)
    assert not is_readable(file, None)
    other = Mandate(pk=officer.pk + 1)
    assert not is_readable(file, other)


def test_any_record_is_enough_and_no_model_speaks_twice(file: StoredFile, officer: Mandate) -> None:
    let_in(None)
    other = {"check": lambda _file, reader: reader is not None, "owner": "emulation.ImportBatch"}
    file_reader("tests.Other", **other)
    assert is_readable(file, officer)
    with pytest.raises(ValueError, match="already"):
        file_reader("tests.Other", **other)


def test_only_those_are_asked_who_refer_to_the_file(file: StoredFile, officer: Mandate) -> None:
    asked = []
    for model in ("emulation.ImportBatch", "campaigns.Evidence"):
        file_reader(model, lambda _file, _reader, model=model: bool(asked.append(model)))
    assert not is_readable(file, officer)
    assert asked == ["emulation.ImportBatch"]


def test_what_nobody_may_read_costs_few_queries(
    monkeypatch: pytest.MonkeyPatch,
    file: StoredFile,
    officer: Mandate,
    django_assert_max_num_queries: Any,
) -> None:
    monkeypatch.undo()
    place_document(officer, preview_pdf=file)
    elsewhere = Unit(pk=officer.unit_id + 1, level=Level.COMMUNE, kind=UnitKind.COMMUNE)
    stranger = Mandate(account=officer.account, unit=elsewhere, role=Role.OFFICER)
    with django_assert_max_num_queries(4):
        found = with_owners(StoredFile.objects.all()).get(pk=file.pk)
        assert not is_readable(found, stranger)


def test_a_download_carries_name_and_protection(client: Client, file: StoredFile) -> None:
    let_in(None)
    response = client.get(file.url)
    assert response.status_code == 200
    assert body(response) == b"%PDF whole"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == "10"
    assert response["Content-Disposition"].startswith('attachment; filename="ke-hoach.pdf"; ')
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"


def test_nginx_sends_where_it_is_told(
    client: Client, file: StoredFile, settings: LazySettings
) -> None:
    let_in(None)
    settings.SENDFILE_PREFIX = "/kho/"
    response = client.get(file.url)
    assert response["X-Accel-Redirect"] == f"/kho/{file.blob.key}"
    assert response.content == b""
    assert "filename*" in response["Content-Disposition"]


@pytest.mark.parametrize("damage", ["flip", "delete"])
def test_a_damaged_file_is_not_served(
    client: Client, file: StoredFile, media: Path, damage: str
) -> None:
    let_in(None)
    path = media / file.blob.key
    if damage == "flip":
        path.write_bytes(b"%PDF wh0le")
    else:
        path.unlink()
    response = client.get(file.url)
    assert response.status_code == 503
    assert b"wh0le" not in response.content
    assert "Hãy báo quản trị viên" in response.content.decode()


@pytest.mark.parametrize("pk", ["0", "999999", "99999999999999999999"])
def test_an_unknown_number_is_not_there(client: Client, db: None, pk: str) -> None:
    let_in(None)
    assert client.get(f"/tep/{pk}/a.pdf").status_code == 404


def test_a_download_writes_nothing(
    client: Client, file: StoredFile, django_assert_num_queries: Any
) -> None:
    let_in(None)
    with django_assert_num_queries(1):
        assert client.get(file.url).status_code == 200


def test_every_model_that_refers_to_files_says_who_reads_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    links = StoredFile._meta.get_fields(include_hidden=True)
    models = [link.related_model for link in links if link.auto_created and not link.concrete]
    # The table between two models is not an owner; the model that declares it is.
    owners = {model._meta.label for model in models if model and not model._meta.auto_created}
    assert sorted(owners - registry._readers.keys()) == []
