"""A small SMTP server on a free port, which answers each address as a test wants."""

from __future__ import annotations

import email
import socketserver
import threading
from contextlib import contextmanager
from email import policy


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say("220 test")
        taken: list[str] = []
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("RCPT TO:"):
                address = line[8:].split(">")[0].strip(" <")
                answer = self.server.answers.get(address, "250 ok")
                if answer == "close":
                    return
                if answer.startswith("250"):
                    taken.append(address)
                self.say(answer)
            elif word == "DATA":
                self.say("354 go on")
                self.take(taken)
                taken = []
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, answer: str) -> None:
        self.wfile.write(f"{answer}\r\n".encode())

    def take(self, addresses: list[str]) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        message = email.message_from_bytes(b"".join(lines), policy=policy.default)
        self.server.taken += [(address, message) for address in addresses]


class SmtpServer(socketserver.ThreadingTCPServer):
    """What was taken stands in ``taken``; ``answers`` maps an address to the answer at RCPT."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.answers: dict[str, str] = {}
        self.taken: list = []

    @property
    def port(self) -> int:
        return self.server_address[1]


@contextmanager
def smtp_server(port: int = 0):
    """Serve until the block ends."""
    with SmtpServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
