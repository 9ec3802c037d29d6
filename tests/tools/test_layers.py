"""The contracts between rooms and files have teeth: what they do not name is refused."""

import configparser
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = (ROOT / ".importlinter").read_text()
APPS = ("emulation", "campaigns", "awards")


def refused(config: Path) -> str:
    """Return what import-linter says of the project under ``config``; it must refuse."""
    linter = Path(sys.executable).with_name("lint-imports")
    command = [linter, "--no-logo", "--config", config]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 1, result.stdout
    return result.stdout


@pytest.mark.parametrize(
    ("line", "instead", "says"),
    [
        ("    notices\n", "    notcies\n", "notcies"),
        ("    (selectors) : ", "    (selektors) : ", "emulation.people.selectors"),
        (
            "    (grids)\n    (forms) : (grid) : (search_fields)\n",
            "    (forms) : (grid) : (search_fields)\n    (grids)\n",
            "grids",
        ),
    ],
    ids=["a misspelt room", "a misspelt kind of file", "files in the wrong order"],
)
def test_a_contract_that_does_not_fit_the_code_fails(tmp_path, line, instead, says):
    assert line in CONTRACTS
    (tmp_path / "contracts").write_text(CONTRACTS.replace(line, instead, 1))
    assert says in refused(tmp_path / "contracts")


def test_the_order_of_files_holds_in_every_room():
    contracts = configparser.ConfigParser()
    contracts.read_string(CONTRACTS)
    named = contracts["importlinter:contract:files-of-a-room"]["containers"].split()
    rooms = {
        f"{app}.{path.parent.name}"
        for app in APPS
        for path in (ROOT / app).glob("*/__init__.py")
        if path.parent.name not in {"migrations", "management"}
    }
    assert set(named) == rooms
