"""Three thousand officers report in one afternoon hour; nothing may be lost, nobody may wait long.

Each signs in to a session of his own, reads his desk and the list, opens the entry form of his
report, and saves figure after figure as the page does by itself, reading pages in between; every
tenth attaches a file; at the end he hands the report in. The mix is that of the peak hour (as many
pages as saves, one submission); each session is a fifth as long, so that the whole hour's officers
pass at the speed that this machine bears: they arrive at ``LOAD`` of the rate at which a first
crowd passed.

No request may fail, every save that was acknowledged must stand in the database, and 95 of 100
submissions must take no longer than 4 × what they take with nobody else there. At the end
`check_invariants` proves the whole database.
"""

from __future__ import annotations

import io
import itertools
import json
import queue
import re
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from statistics import quantiles
from urllib.parse import urlencode

import pikepdf
from django.urls import reverse

from bench.frame import databases, results, scale, servers, sessions
from campaigns.reports.fields import FIELDS, VERSION
from campaigns.reports.models import Report, ReportLine
from emulation.people.models import Mandate

OFFICERS, SAVES, ALONE, CROWD, CLIENTS = 3_000, 5, 40, 120, 24
LOAD, SLOWER = 0.5, 4.0
EVERY_TENTH = 10
FIELD = re.compile(r"<(?:input|textarea|select)\b[^>]*>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
TEXTAREA = re.compile(r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
CHOSEN = re.compile(
    r'<select\b[^>]*name="([^"]+)"(?:(?!</select>).)*?<option value="([^"]*)"[^>]*selected',
    re.DOTALL,
)
SAVE_URL = re.compile(r'data-autosave="([^"]+)"')
CELLS = {field.name: field.short for field in FIELDS} | {"version": VERSION}


@dataclass
class Seen:
    """What the officers met, gathered from all threads."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    saved: dict[int, str] = field(default_factory=dict)
    submitted: list[int] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, act: str, seconds: float, status: int, *, good: Iterable[int]) -> bool:
        """Keep how long an act took and whether it went well."""
        with self.lock:
            self.seconds.setdefault(act, []).append(seconds)
            if status not in good:
                self.faults[f"{act} answered {status}"] += 1
        return status in good


@dataclass(frozen=True)
class Officer:
    """One officer's session and the report that waits for him."""

    number: int
    cookie: str
    report: int


class Visit:
    """One officer at work."""

    def __init__(self, officer: Officer, port: int, seen: Seen) -> None:
        self.officer, self.seen = officer, seen
        self.browser = servers.Browser(port, officer.cookie)

    def work(self) -> None:
        """Read, enter, save, attach, hand in."""
        entry, record = self.at("reports:entry"), self.at("reports:report")
        for path in (reverse("desk:home"), reverse("reports:list"), record):
            self.read(path)
        page = self.read(entry)
        self.keep_token(page)
        fields = fields_of(page.text)
        save = SAVE_URL.search(page.text)
        lines = [name[2:] for name in fields if name.startswith("v-")]
        if page.status != 200 or save is None or not lines:
            self.seen.note("entry form", 0, page.status, good=())
            return
        for turn, line in enumerate(itertools.islice(itertools.cycle(lines), SAVES)):
            self.save(unescape(save[1]), fields, line, str(self.officer.number % 90 + turn + 1))
            if turn % 2:
                self.read(record)
        if self.officer.number % EVERY_TENTH == 0:
            self.attach()
        self.hand_in(entry)

    def at(self, name: str) -> str:
        """Return an address of the officer's report."""
        return reverse(name, args=[self.officer.report])

    def read(self, path: str) -> servers.Answer:
        """Read a page."""
        began = time.perf_counter()
        answer = self.browser.get(path)
        self.seen.note("page", time.perf_counter() - began, answer.status, good={200})
        return answer

    def keep_token(self, page: servers.Answer) -> None:
        """Keep the cookie that belongs to the forms."""
        found = re.search(r"csrftoken=[^;]+", page.headers.get("set-cookie", ""))
        if found:
            self.browser.headers["Cookie"] = f"{self.officer.cookie}; {found[0]}"

    def save(self, url: str, fields: dict[str, str], line: str, value: str) -> None:
        """Save one figure as the page does by itself."""
        body = {name: fields.get(f"{short}-{line}", "") for name, short in CELLS.items()}
        body |= {"line": line, "value": value, "csrfmiddlewaretoken": fields["csrfmiddlewaretoken"]}
        began = time.perf_counter()
        answer = self.post(url, body, {"Accept": "application/json"})
        if self.seen.note("save", time.perf_counter() - began, answer.status, good={200}):
            fields[f"{VERSION}-{line}"] = str(json.loads(answer.text).get("version", ""))
            with self.seen.lock:
                self.seen.saved[int(line)] = value

    def attach(self) -> None:
        """Attach a file of evidence."""
        path = self.at("reports:add-evidence")
        fields = fields_of(self.read(path).text)
        name = next((n for n in fields if n.startswith(("file", "upload"))), "file")
        content = {name: ("minh-chung.pdf", evidence(self.officer.number))}
        fields.pop(name, None)
        body, kind = multipart(fields | {"caption": "Bảng tổng hợp"}, content)
        began = time.perf_counter()
        answer = self.browser.ask("POST", path, body, {"Content-Type": kind})
        self.seen.note("file", time.perf_counter() - began, answer.status, good={302})

    def hand_in(self, entry: str) -> None:
        """Fill what is still blank and submit, in one form."""
        fields = fields_of(self.read(entry).text)
        for name in [each for each in fields if each.startswith("v-") and not fields[each]]:
            fields[name] = "1"
        began = time.perf_counter()
        answer = self.post(entry, fields | {"submit": "1"}, {})
        if self.seen.note("submit", time.perf_counter() - began, answer.status, good={302}):
            with self.seen.lock:
                self.seen.submitted.append(self.officer.report)

    def post(self, url: str, body: dict[str, str], headers: dict[str, str]) -> servers.Answer:
        """Post a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.browser.ask("POST", url, urlencode(body).encode(), kind | headers)


def fields_of(text: str) -> dict[str, str]:
    """Return the fields of the page's main form with what stands in them."""
    forms = re.findall(r"<form\b.*?</form>", text, re.DOTALL)
    form = max(forms, key=len, default="")
    fields: dict[str, str] = {}
    for found in FIELD.findall(form):
        named = dict(ATTRIBUTE.findall(found))
        is_choice = named.get("type") in {"checkbox", "radio"} and " checked" not in found
        if "name" in named and named.get("type") != "submit" and not is_choice:
            fields[named["name"]] = unescape(named.get("value", ""))
    fields |= {name: unescape(words).strip("\r\n") for name, words in TEXTAREA.findall(form)}
    return fields | {name: unescape(value) for name, value in CHOSEN.findall(form)}


def evidence(number: int) -> bytes:
    """Return a small PDF that is nobody else's."""
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = f"Minh chứng {number}"
        pdf.save(buffer)
    return buffer.getvalue()


def multipart(fields: dict[str, str], files: dict[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    """Return a form with files as browsers send it, and its content type."""
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, (title, content) in files.items():
        head = f'form-data; name="{name}"; filename="{title}"\r\nContent-Type: application/pdf'
        parts.append(
            f"--{mark}\r\nContent-Disposition: {head}\r\n\r\n".encode() + content + b"\r\n"
        )
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


def main() -> int:
    """Let them come, and judge."""
    alone, crowd = (max(round(number * min(scale() * 5, 1)), 3) for number in (ALONE, CROWD))
    wanted = max(round(OFFICERS * scale()), 10)
    with databases.demo() as small, databases.province(scale(), template=small) as name:
        databases.use(name)
        officers = officers_of(name, alone + crowd + wanted)
        with servers.portal(name, workers=2) as server:
            quiet, busy, storm = Seen(), Seen(), Seen()
            let_in(itertools.islice(officers, alone), server.port, quiet, clients=1)
            began = time.monotonic()
            let_in(itertools.islice(officers, crowd), server.port, busy, clients=4)
            rate = LOAD * crowd / (time.monotonic() - began)
            let_in(officers, server.port, storm, clients=CLIENTS, rate=rate)
        lost = [text for seen in (quiet, busy, storm) for text in lost_of(seen)]
        databases.manage(name, "check_invariants")
    return _judge(quiet, busy, storm, lost, rate)


def officers_of(database: str, number: int) -> Iterator[Officer]:
    """Yield officers whose reports are open, each with a session."""
    rows = (
        Report.objects.filter(
            participant__unit__code__startswith="dv-", state__in=["waiting", "draft"]
        )
        .filter(participant__left_on__isnull=True)
        .order_by("period", "pk")
        .values_list("pk", "participant__unit")[:number]
    )
    officers = {
        mandate.unit_id: mandate
        for mandate in Mandate.objects.filter(role="officer", unit__code__startswith="dv-")
        .select_related("account")
        .order_by("-pk")
    }
    found = [
        Officer(place, sessions.cookie_of(officers[unit]), pk)
        for place, (pk, unit) in enumerate(rows)
    ]
    if len(found) < number:
        print(f"entry_storm: {len(found)} open reports for {number} officers", file=sys.stderr)
    return iter(found)


def let_in(
    officers: Iterable[Officer], port: int, seen: Seen, *, clients: int, rate: float = 0
) -> None:
    """Let officers work, ``clients`` at once at most; with ``rate`` so many arrive in a second."""
    door: queue.Queue[Officer | None] = queue.Queue()

    def serve() -> None:
        while (officer := door.get()) is not None:
            try:
                Visit(officer, port, seen).work()
            except Exception as error:  # noqa: BLE001 -- whatever went wrong is counted as a fault
                seen.note(type(error).__name__, 0, 0, good=())

    threads = [threading.Thread(target=serve) for _ in range(clients)]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    for place, officer in enumerate(officers):
        if rate:
            time.sleep(max(began + place / rate - time.monotonic(), 0))
        door.put(officer)
    for _ in threads:
        door.put(None)
    for thread in threads:
        thread.join()


def lost_of(seen: Seen) -> Iterator[str]:
    """Yield acknowledged saves and submissions that the database does not hold."""
    values = ReportLine.objects.in_bulk(list(seen.saved))
    for pk, value in seen.saved.items():
        if pk not in values or values[pk].value != int(value):
            yield f"line {pk} should hold {value}"
    states = dict(Report.objects.filter(pk__in=seen.submitted).values_list("pk", "state"))
    for pk in seen.submitted:
        if states.get(pk) != "submitted":
            yield f"report {pk} was handed in and is {states.get(pk)}"


def _judge(quiet: Seen, busy: Seen, storm: Seen, lost: list[str], rate: float) -> int:
    faults = quiet.faults + busy.faults + storm.faults
    rows = [
        {
            "act": act,
            "requests": len(storm.seconds.get(act, [])),
            "p95 alone ms": _p95(quiet, act),
            "p95 storm ms": _p95(storm, act),
        }
        for act in ("page", "save", "file", "submit")
    ]
    slower = _p95(storm, "submit") / _p95(quiet, "submit") / SLOWER
    checks = {
        "p95 of submit": slower,
        "faults": 1.0 + sum(faults.values()) if faults else 0.0,
        "lost": 1.0 + len(lost) if lost else 0.0,
    }
    for text in [*(f"{number} x {fault}" for fault, number in faults.items()), *lost[:20]]:
        print(f"  {text}")
    return results.finish(
        "entry_storm",
        ratio=max(checks.values()),
        limit=1,
        rows=rows,
        checks=checks,
        officers=len(storm.seconds.get("submit", [])),
        officers_a_second=round(rate, 2),
    )


def _p95(seen: Seen, act: str) -> float:
    times = seen.seconds.get(act, [])
    return (
        quantiles(times, n=20)[-1] * 1000 if len(times) > 1 else sum(times) * 1000 or float("nan")
    )


if __name__ == "__main__":
    sys.exit(main())
