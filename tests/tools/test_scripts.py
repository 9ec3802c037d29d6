"""The scripts of tools/: what they promise when they are called by hand or by make."""

import os
import re
import runpy
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import polib
import pytest
from django.apps import apps
from django.db import connection, models

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [
    path
    for path in sorted((ROOT / "tools").iterdir())
    if path.is_file() and path.read_bytes().startswith(b"#!/usr/bin/env bash")
]


@pytest.fixture
def house(tmp_path, monkeypatch):
    """Return check-rules.py looking at an empty project in ``tmp_path``."""
    module = runpy.run_path(str(ROOT / "tools" / "check-rules.py"))
    monkeypatch.setitem(module["main"].__globals__, "ROOT", tmp_path)
    monkeypatch.setitem(module["main"].__globals__, "RAW_SQL", {"campaigns/known.py": "a reason"})
    (tmp_path / "campaigns").mkdir()
    (tmp_path / "campaigns" / "known.py").write_text("cursor.execute(statement)\n")
    return module


def found_by(house: dict) -> list[str]:
    return [line for rule in house["RULES"] for line in house["violations"](rule)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("campaigns/plans/forms.py", 'fields = "__all__"'),
        ("campaigns/plans/views.py", "from django.utils.safestring import mark_safe"),
        ("campaigns/plans/services.py", "compute.delay(3)"),
        ("awards/ledger/selectors.py", 'os.environ["DEMO"]'),
        ("templates/campaigns/plans/list.html", "{{ plan.title|safe }}"),
        ("templates/campaigns/plans/list.html", '<script src="https://cdn.test/x.js"></script>'),
        ("templates/campaigns/plans/list.html", '<p style="color: red">'),
        ("requirements.txt", "--index-url https://mirror.test/simple"),
        ("package-lock.json", '"resolved": "https://mirror.test/x.tgz"'),
    ],
)
def test_a_broken_rule_of_the_house_is_found(house, tmp_path, path, text):
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(text + "\n")
    found = found_by(house)
    assert len(found) == 1
    assert found[0].startswith(f"{path}:1: ")


@pytest.mark.parametrize(
    "text",
    [
        "unit = models.ForeignKey(Unit, models.CASCADE)",
        "unit = models.ForeignKey(Unit, on_delete=models.CASCADE)",
        "unit = models.ForeignKey(Unit, CASCADE)",
        "from django.db.models import CASCADE as KEEP",
        "cursor.execute('DELETE FROM awards_decision')",
        "with connection.cursor() as open_one: pass",
        "found = Decision.objects.raw('SELECT 1')",
        "found = decisions.filter(pk=1).extra(where=['1=1'])",
        "found = decisions.annotate(one=RawSQL('1', []))",
        "def everything():" + "\n    x = 1" * 50,
    ],
)
def test_what_only_the_parsed_code_shows_is_found(house, tmp_path, text):
    (tmp_path / "awards").mkdir()
    (tmp_path / "awards" / "models.py").write_text(text + "\n")
    assert [line.split(": ")[0] for line in house["code_violations"]()] == ["awards/models.py:1"]


def test_a_file_that_writes_no_sql_any_more_leaves_the_list(house, tmp_path):
    assert house["code_violations"]() == []
    (tmp_path / "campaigns" / "known.py").write_text("rows = Campaign.objects.all()\n")
    assert house["code_violations"]() == [
        "campaigns/known.py: writes no SQL any more; take it off the list of RAW_SQL"
    ]


def test_no_record_is_deleted_with_another():
    """Fields that a library brings are seen here, too."""
    fields = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in {"emulation", "campaigns", "awards"}
        and not model._meta.auto_created
        for field in model._meta.concrete_fields
        if field.is_relation and field.remote_field.on_delete is models.CASCADE
    ]
    assert fields == []


def test_a_rule_is_lifted_only_by_a_reason_on_the_line(house, tmp_path):
    (tmp_path / "emulation").mkdir()
    (tmp_path / "emulation" / "x.py").write_text(
        "print(1)  # house-rule: a child process answers on its standard output\nprint(2)\n"
    )
    assert [line.split(": ")[0] for line in found_by(house)] == ["emulation/x.py:2"]


def test_a_file_beyond_400_lines_is_found(house, tmp_path):
    (tmp_path / "awards").mkdir()
    (tmp_path / "awards" / "x.py").write_text("\n" * 401)
    assert house["long_files"]() == [
        "awards/x.py: 401 lines; cut it by noun into a folder of the same name"
    ]


def test_many_long_functions_are_found_though_none_is_too_long(house, tmp_path):
    (tmp_path / "awards").mkdir()
    longer = "def long():" + "\n    x = 1" * 25 + "\n"
    short = "def short():\n    x = 1\n"
    (tmp_path / "awards" / "x.py").write_text(longer + short * 19)
    assert house["too_long_as_a_rule"](house["usual_lengths"]()) == []
    (tmp_path / "awards" / "y.py").write_text(longer + "\n" * 300)
    assert house["too_long_as_a_rule"](house["usual_lengths"]()) == [
        "files: 95 of 100 have at most 326 lines, more than 300; cut the longest",
        "functions: 95 of 100 have at most 26 lines, more than 25; cut the longest",
    ]


@pytest.mark.parametrize(
    ("translation", "flags", "fault"),
    [
        ("", [], "not translated"),
        ("Còn %(days)s ngày", ["fuzzy"], "fuzzy"),
        ("Còn mấy ngày", [], "placeholders differ"),
        ("Còn %(days)s ngày", [], None),
    ],
)
def test_a_sentence_that_vietnamese_does_not_say_is_found(translation, flags, fault):
    module = runpy.run_path(str(ROOT / "tools" / "check-translations.py"))
    wanted, catalogue = polib.POFile(), polib.POFile()
    wanted.append(polib.POEntry(msgid="%(days)s days left"))
    catalogue.append(polib.POEntry(msgid="%(days)s days left", msgstr=translation, flags=flags))
    found = module["faults"](wanted, catalogue)
    assert [line.split(":")[0] for line in found] == ([fault] if fault else [])


def test_every_script_stops_at_the_first_error_and_says_what_it_does():
    for script in SCRIPTS:
        lines = script.read_text().splitlines()
        assert lines[1].startswith("# "), script.name
        assert "set -euo pipefail" in lines, script.name
        assert os.access(script, os.X_OK), script.name
        subprocess.run(["bash", "-n", script], check=True)


def test_every_make_target_has_its_script():
    targets = set(re.findall(r"^\t@(tools/\w+)", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert targets >= {"tools/run", "tools/test", "tools/lint", "tools/bench", "tools/demo"}
    assert [target for target in sorted(targets) if not (ROOT / target).exists()] == []


def test_the_lock_installs_nothing_without_a_hash():
    for lock in ("requirements.txt", "dev.txt"):
        text = (ROOT / lock).read_text()
        packages = re.findall(r"^[a-z0-9._-]+==\S+ \\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(packages) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 0


def test_vendored_files_are_those_that_were_listed():
    subprocess.run([ROOT / "tools" / "vendor", "--check"], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.postgres
def test_private_services_end_with_their_command():
    command = "echo $DATABASE_URL $REDIS_URL; exit 7"
    result = subprocess.run(
        [ROOT / "tools" / "test-services", "bash", "-c", command], capture_output=True, text=True
    )
    assert result.returncode == 7
    ports = [urlsplit(url).port for url in result.stdout.split()]
    assert len(ports) == 2
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=2)


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_tests_use_a_file_with_the_journal_of_production():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)
    assert connection.settings_dict["NAME"].startswith("/")
