"""The command: JSON in, JSON out, exit code by verdict, no database."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

EXAMPLES = Path(__file__).parents[3] / "docs" / "eligibility"


def _run(argument):
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("check_eligibility", str(argument), stdout=out, stderr=err)
    return left.value.code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    ("name", "code", "verdict"),
    [
        ("eligible.json", 0, "eligible"),
        ("not-eligible.json", 1, "not_eligible"),
        ("cannot-tell.json", 2, "cannot_tell"),
    ],
)
def test_documented_examples_end_with_their_exit_code(name, code, verdict):
    left, out, _err = _run(EXAMPLES / name)
    found = json.loads(out)
    assert (left, found["verdict"]) == (code, verdict)
    assert all(each["article"] and each["sentence"] for each in found["findings"])


def test_bad_input_names_its_path(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text('{"award": "ADVANCED_WORKER", "on": "2021-11-22", "facts": {"name": 5}}')
    code, out, err = _run(file)
    assert (code, out) == (3, "")
    assert "$.facts.subject" in err


def test_missing_file_is_bad_input(tmp_path):
    code, _out, err = _run(tmp_path / "nothing.json")
    assert code == 3
    assert "nothing.json" in err


@pytest.mark.parametrize(("key", "value"), [("on", "2030-01-01"), ("award", "BEST_WORKER")])
def test_date_without_law_and_unknown_award_are_bad_input(tmp_path, key, value):
    case = json.loads((EXAMPLES / "eligible.json").read_text(encoding="utf-8"))
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({**case, key: value}), encoding="utf-8")
    code, _out, err = _run(file)
    assert code == 3
    assert "$.award, $.on" in err


def test_facts_come_from_standard_input_too(monkeypatch):
    text = (EXAMPLES / "eligible.json").read_text(encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert _run("-")[0] == 0
