"""What ships for a server names what there is: settings, commands, units."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import yaml

from emulation.jobs.enums import Queue

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "config/deploy"
GUIDE = (ROOT / "docs/operate.vi.md").read_text(encoding="utf-8")


def _unit(path: Path) -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment]
    parser.read(path, encoding="utf-8")
    return parser


def test_the_example_sets_only_what_is_read_and_all_that_must_be_set():
    example = (DEPLOY / "portal.env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"(?m)^([A-Z_]+)=", example)) - {"DJANGO_SETTINGS_MODULE"}
    read = set(re.findall(r'read\("([A-Z_]+)"', (ROOT / "config/env.py").read_text()))
    assert named <= read
    assert read - named <= {"DEBUG", "DEMO", "FAILPOINTS", "PORT"} | _explained(read)


def _explained(names: set[str]) -> set[str]:
    """Return the settings that the guide explains instead."""
    return {name for name in names if f"`{name}`" in GUIDE}


def test_every_queue_has_a_worker():
    wanted = {queue.value for queue in Queue} | {"default"}  # the sweep rings there
    for name in ("systemd/portal-worker.service", "compose/compose.yaml"):
        served = re.search(r"--queues ([a-z,]+)", (DEPLOY / name).read_text())
        assert served
        assert set(served.group(1).split(",")) == wanted


def test_every_service_that_fails_rings_and_every_timer_starts_one():
    units = {path.name: _unit(path) for path in (DEPLOY / "systemd").iterdir()}
    for name, unit in units.items():
        if name.endswith(".timer"):
            assert name.replace(".timer", ".service") in units
        elif name != "portal-alert@.service":
            assert unit["Unit"]["OnFailure"] == "portal-alert@%n.service", name
            assert unit["Service"]["EnvironmentFile"] == "/etc/portal/portal.env", name


def test_the_containers_hold_together():
    compose = yaml.safe_load((DEPLOY / "compose/compose.yaml").read_text())
    services = set(compose["services"])
    for service in compose["services"].values():
        assert set(service.get("depends_on", ())) <= services
    assert (DEPLOY / "compose/Dockerfile").exists()


def test_the_guide_names_every_file_that_ships():
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            assert path.name in GUIDE, path
