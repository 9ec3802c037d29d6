"""A real portal for the browser: its own folder and database, gunicorn, and a real worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import ClassVar

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "thidua-baclieu-2021"
START_SECONDS = 60
PATIENCE_SECONDS = 90


@dataclass
class Portal:
    """A running portal and the environment of its commands."""

    url: str
    env: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a management command and return what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.env, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run_script(self, path: Path) -> None:
        """Run a Python file with Django set up."""
        done = subprocess.run(
            [sys.executable, str(path)],
            cwd=ROOT,
            env=self.env,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def start_portal(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., Portal]]:
    """Return a function that starts a portal on an empty database; all stop at the end."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(demo: bool = True) -> Portal:
        var, port = tmp_path_factory.mktemp("portal"), free_port()
        url = f"http://127.0.0.1:{port}"
        env = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "REDIS_"))},
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "only-for-the-browser-tests-" * 3,
            "VAR_DIR": str(var),
            "PORT": str(port),
            "SITE_ORIGIN": url,
            "DEMO": "1" if demo else "0",
            "DEBUG": "0",
            "PYTHONPATH": str(ROOT),
        }
        portal = Portal(url, env)
        portal.manage("migrate", "--verbosity", "0")
        portal.manage("collectstatic", "--noinput", "--verbosity", "0")
        log = (var / "log" / "processes.log").open("ab")
        bin_folder = Path(sys.executable).parent
        web = [f"{bin_folder}/gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
        worker = [
            f"{bin_folder}/celery", "-A", "config", "worker", "-c", "1",
            "-Q", "default,compute,render,mail,import", "--without-gossip", "--without-mingle",
        ]  # fmt: skip
        for command in ([*web, "--workers", "1", "--threads", "4"], worker):
            processes.append(
                subprocess.Popen(
                    command, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True
                )
            )
        _wait(f"{url}/healthz", var / "log" / "processes.log")
        return portal

    yield start
    for process in processes:
        os.killpg(process.pid, signal.SIGTERM)
    for process in processes:
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def demo_portal(start_portal: Callable[..., Portal]) -> Portal:
    """Return a portal with the demo province, the same for all tests."""
    portal = start_portal()
    portal.manage("load_demo", "--scale", "small")
    return portal


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """Return the folder for pictures of the pages, when it was asked for."""
    folder: str | None = request.config.getoption("--pictures")
    if folder is None:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)


def _wait(address: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"{address} does not answer: {log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield running
        running.close()


class Person:
    """Somebody at a browser: signs in, walks, fills forms; every page is checked on arrival."""

    checked: ClassVar[set[str]] = set()

    def __init__(self, browser: Browser, portal: Portal, shots: Path | None = None) -> None:
        context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="vi-VN")
        self.page: Page = context.new_page()
        self.portal, self.shots = portal, shots
        self.complaints: list[str] = []
        self.sends_files = False
        self.page.on(
            "console",
            lambda message: (
                message.type == "error"
                and self.complaints.append(f"{message.text} {message.location.get('url')}")
            ),
        )

    def sign_in(self, username: str, password: str = PASSWORD) -> Person:
        """Sign in as ``username``, after signing out whoever was."""
        self.page.context.clear_cookies()
        self.go("/tai-khoan/dang-nhap/")
        self.page.fill("input[name=username]", username)
        self.page.fill("input[name=password]", password)
        self.page.click("main form button[type=submit]")
        self.check()
        return self

    def go(self, path: str) -> Person:
        """Open an address of the portal."""
        answer = self.page.goto(f"{self.portal.url}{path}")
        assert answer is not None
        assert answer.status < 400, f"{path}: {answer.status}"
        self.check()
        return self

    def click(self, text: str) -> Person:
        """Press the button or link in the page's content that is named so, or whose name says so."""
        exactly, partly = self._named(text, exact=True), self._named(text, exact=False)
        found = (exactly if exactly.count() else partly).first
        if self.sends_files:  # by a script, which goes on to the next page when all has arrived
            self.sends_files = False
            with self.page.expect_navigation():
                found.click()
        else:
            found.click()
        self.page.wait_for_load_state()
        self.check()
        return self

    def offers(self, text: str) -> bool:
        """Tell whether the page has a button or link of that name."""
        return self._named(text, exact=False).count() > 0

    def refused(self, button: str, words: str) -> Person:
        """Press a button that is answered with ``words`` beside what was typed."""
        self.sends_files = False
        self._named(button, exact=True).first.click()
        self.page.get_by_text(words).first.wait_for()
        self.complaints = [line for line in self.complaints if "422" not in line]
        self.check()
        return self

    def _named(self, text: str, *, exact: bool) -> Locator:
        main = self.page.locator("main")
        buttons = main.get_by_role("button", name=text, exact=exact)
        return buttons.or_(main.get_by_role("link", name=text, exact=exact))

    def fill(self, **values: str) -> Person:
        """Fill fields by their names: text, choices and boxes."""
        for name, value in values.items():
            field = self.page.locator(f"main [name={name}]").first
            kind = field.evaluate("field => field.tagName + ':' + field.type")
            if kind.startswith("SELECT"):
                field.select_option(label=value)
            elif kind.endswith("checkbox"):
                field.set_checked(bool(value))
            else:
                field.fill(value)
        return self

    def upload(self, name: str, path: Path) -> Person:
        """Choose a file for the field ``name``."""
        self.page.locator(f"main [name={name}]").set_input_files(str(path))
        self.sends_files = True
        return self

    def sees(self, text: str) -> Person:
        """Assert that the page's content shows ``text``."""
        content = " ".join(self.page.locator("body").inner_text().split())
        assert text in content, f"{self.page.url}: {text!r} not in {content[:3000]}"
        return self

    def lacks(self, text: str) -> Person:
        """Assert that the page does not show ``text``."""
        assert text not in self.page.locator("body").inner_text(), f"{self.page.url}: {text!r}"
        return self

    def check(self) -> None:
        """Run axe once on every kind of page, and fail on any complaint of the console."""
        path = self.page.url.removeprefix(self.portal.url).split("?")[0]
        kind = "".join("#" if character.isdigit() else character for character in path)
        assert self.complaints == [], f"{path}: {self.complaints}"
        if kind not in self.checked:
            self.checked.add(kind)
            found = Axe().run(self.page).response["violations"]
            summary = [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found]
            assert summary == [], f"{path}: {summary}"

    def wait_until(self, is_there: Callable[[], bool]) -> Person:
        """Reload the page until background work has ended."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_there():
            assert time.monotonic() < deadline, self.page.locator("main").inner_text()[:3000]
            time.sleep(0.5)
            self.page.reload()
        self.check()
        return self

    def wait_for_state(self, name: str) -> Person:
        """Wait until the record of the page is in the state of that name."""
        marks = self.page.locator("main .state", has_text=name)
        return self.wait_until(lambda: marks.count() > 0)

    def wait_for_link(self, text: str) -> Person:
        """Wait until the page offers ``text``."""
        links = self.page.locator("main").get_by_role("link", name=text, exact=True)
        return self.wait_until(lambda: links.count() > 0)

    @property
    def address(self) -> str:
        """The address of the page, without host and query."""
        return str(self.page.evaluate("location.pathname"))

    def shot(self, name: str) -> Person:
        """Keep a picture of the page for the tour, when pictures were asked for."""
        if self.shots is not None:
            # the caret stays: to hide it, styles are set that the page's own policy forbids
            taken = self.page.screenshot(clip=self._upper_part(), full_page=True, caret="initial")
            picture = Image.open(BytesIO(taken))
            picture.convert("RGB").quantize(64).save(self.shots / f"{name}.png", optimize=True)
        return self

    def _upper_part(self) -> FloatRect:
        height = self.page.evaluate("Math.min(document.documentElement.scrollHeight, 1500)")
        return {"x": 0, "y": 0, "width": 1366, "height": height}
