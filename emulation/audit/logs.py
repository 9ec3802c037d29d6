"""Logs as one JSON object a line, without control characters and without secrets."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re

from emulation.audit.context import request_id

_CONTROL = re.compile(r"[\x00-\x1f\x7f\x9b]")
_SECRET = re.compile(r"(?i)(password|passwd|token|secret|csrf\w*|once|code)=([^&\s\"']+)")
_STANDARD = set(logging.makeLogRecord({}).__dict__) | {
    "message",
    "asctime",
    "request",
    "server_time",
}


def _clean(text: str) -> str:
    return _SECRET.sub(r"\1=…", _CONTROL.sub(" ", text))


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what was passed as ``extra`` stands beside the message."""
        line: dict[str, object] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": _clean(record.getMessage()),
        }
        if number := request_id.get():
            line["request"] = number
        for name, value in record.__dict__.items():
            if name not in _STANDARD:
                line[name] = _clean(str(value))
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info).splitlines()
        return json.dumps(line, ensure_ascii=False)
