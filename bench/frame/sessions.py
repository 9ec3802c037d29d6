"""Signed-in sessions without the cost of signing in."""

from __future__ import annotations

import time

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from emulation.people.models import Mandate

BACKEND = "django.contrib.auth.backends.ModelBackend"


def cookie_of(mandate: Mandate) -> str:
    """Open a session in which ``mandate`` acts, in the database in use; return its cookie."""
    session = SessionStore()
    session[SESSION_KEY] = str(mandate.account_id)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = mandate.account.get_session_auth_hash()
    session["started_at"] = session["touched_at"] = int(time.time())
    session["mandate"] = mandate.pk
    session.create()
    return f"sessionid={session.session_key}"
