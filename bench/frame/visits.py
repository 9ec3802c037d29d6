"""What officers, their leaders and the office do in the portal while reports are due."""

from __future__ import annotations

import io
import itertools
import json
import re
import threading
import time
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

import pikepdf
from django.urls import reverse

from bench.frame.forms import fields_of, multipart
from bench.frame.servers import Answer, Browser
from campaigns.reports.fields import FIELDS, VERSION

SAVES = 5
RESULTS = "Đơn vị đã triển khai đầy đủ các nội dung thi đua."
# Of so many visits one attaches a file, one takes the figures out to Excel and in again, one goes
# on to the leader and the office, who reads the board meanwhile.
ATTACHES, USES_EXCEL, IS_ACCEPTED = 10, 10, 5
SAVE_URL = re.compile(r'data-autosave="([^"]+)"')
CELLS = {field.name: field.short for field in FIELDS} | {"version": VERSION}
TYPED = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Seen:
    """What they met, gathered from all threads."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    saved: dict[int, str] = field(default_factory=dict)
    states: dict[int, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, act: str, seconds: float, status: int, good: int) -> bool:
        """Keep how long an act took and whether it went well."""
        with self.lock:
            self.seconds.setdefault(act, []).append(seconds)
            if status != good:
                self.faults[f"{act} answered {status}"] += 1
        return status == good


@dataclass(frozen=True)
class Officer:
    """A report that is due, and the sessions of those who bring it on its way."""

    number: int
    report: int
    campaign: int
    officer: str
    leader: str
    office: str


class Person:
    """One session at work."""

    def __init__(self, port: int, cookie: str, seen: Seen) -> None:
        self.browser, self.cookie, self.seen = Browser(port, cookie), cookie, seen

    def read(self, path: str, act: str = "page") -> Answer:
        """Read a page; its forms can be sent afterwards."""
        began = time.perf_counter()
        answer = self.browser.get(path)
        self.seen.note(act, time.perf_counter() - began, answer.status, good=200)
        if token := re.search(r"csrftoken=[^;]+", answer.headers.get("set-cookie", "")):
            self.browser.headers["Cookie"] = f"{self.cookie}; {token[0]}"
        return answer

    def send(
        self,
        act: str,
        path: str,
        fields: Mapping[str, str] | bytes,
        headers: Mapping[str, str] = TYPED,
        good: int = 302,
    ) -> Answer | None:
        """Send a form; return the answer when it is the one expected."""
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        began = time.perf_counter()
        answer = self.browser.ask("POST", path, body, headers)
        well = self.seen.note(act, time.perf_counter() - began, answer.status, good)
        return answer if well else None

    def take(self, act: str, path: str) -> bool:
        """Take a step as its page asks."""
        page = self.read(path)
        return page.status == 200 and self.send(act, path, fields_of(page.text)) is not None


def work(officer: Officer, port: int, seen: Seen) -> None:
    """Let one report be entered and handed in, and some of them be accepted."""
    person = Person(port, officer.officer, seen)
    record, entry = _at("reports:report", officer), _at("reports:entry", officer)
    for path in (reverse("desk:home"), reverse("reports:list"), record):
        person.read(path)
    _enter(person, officer, entry, record)
    if officer.number % ATTACHES == 0:
        _attach(person, officer)
    if officer.number % USES_EXCEL == 1:
        _use_excel(person, officer)
    if _hand_in(person, entry):
        _keep(seen, officer, "submitted")
        if officer.number % IS_ACCEPTED == 2:
            _pass_on(officer, port, seen)


def _at(name: str, officer: Officer) -> str:
    return reverse(name, args=[officer.report])


def _keep(seen: Seen, officer: Officer, state: str) -> None:
    with seen.lock:
        seen.states[officer.report] = state


def _enter(person: Person, officer: Officer, entry: str, record: str) -> None:
    """Save figure after figure as the page does by itself, reading pages in between."""
    page = person.read(entry)
    fields, url = fields_of(page.text), SAVE_URL.search(page.text)
    lines = [name[2:] for name in fields if name.startswith("v-")]
    if url is None or not lines:
        person.seen.note("entry form", 0, 0, good=200)
        return
    for turn, line in enumerate(itertools.islice(itertools.cycle(lines), SAVES)):
        value = str(officer.number % 90 + turn + 1)
        body = {name: fields.get(f"{short}-{line}", "") for name, short in CELLS.items()}
        body |= {"line": line, "value": value, "csrfmiddlewaretoken": fields["csrfmiddlewaretoken"]}
        headers = TYPED | {"Accept": "application/json"}
        answer = person.send("save", unescape(url[1]), body, headers, good=200)
        if answer:
            fields[f"{VERSION}-{line}"] = str(json.loads(answer.text).get("version", ""))
            with person.seen.lock:
                person.seen.saved[int(line)] = value
        if turn % 2:
            person.read(record)


def _attach(person: Person, officer: Officer) -> None:
    path = _at("reports:add-evidence", officer)
    fields = fields_of(person.read(path).text)
    fields.pop("upload", None)
    file = {"upload": ("minh-chung.pdf", _evidence(officer.number))}
    person.send("file", path, *multipart(fields | {"caption": "Bảng tổng hợp"}, file))


def _evidence(number: int) -> bytes:
    """Return a small PDF that is nobody else's."""
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = f"Minh chứng {number}"
        pdf.save(buffer)
    return buffer.getvalue()


def _use_excel(person: Person, officer: Officer) -> None:
    """Take the figures out as a workbook, and the same workbook in again."""
    book = person.read(_at("reports:template", officer), "Excel out").body
    path = _at("reports:import", officer)
    fields = fields_of(person.read(path).text)
    fields.pop("upload", None)
    form = multipart(fields, {"upload": ("bao-cao.xlsx", book)})
    if preview := person.send("Excel preview", path, *form, good=200):
        taken_over = _at("reports:confirm-import", officer)
        person.send("Excel in", taken_over, fields_of(preview.text))


def _hand_in(person: Person, entry: str) -> bool:
    """Fill what is still blank and submit, in one form."""
    fields = fields_of(person.read(entry).text)
    fields["results"] = fields.get("results") or RESULTS
    for name in [each for each in fields if each.startswith("v-") and not fields[each]]:
        fields[name] = "1"
    return person.send("submit", entry, fields | {"submit": "1"}) is not None


def _pass_on(officer: Officer, port: int, seen: Seen) -> None:
    """Let the leader approve, and the office read its board and accept."""
    leader, office = (Person(port, cookie, seen) for cookie in (officer.leader, officer.office))
    leader.read(reverse("desk:home"))
    if not leader.take("approve", _at("reports:approve", officer)):
        return
    _keep(seen, officer, "approved")
    office.read(reverse("reports:board", args=[officer.campaign]), "board")
    office.read(reverse("reports:queue"))
    if office.take("accept", _at("reports:accept", officer)):
        _keep(seen, officer, "accepted")


def acts_of(seen: Collection[Seen]) -> list[str]:
    """Return what they did, in the order in which it was first done."""
    return list(dict.fromkeys(act for each in seen for act in each.seconds))
