"""Sessions that end, the acting mandate, and the address of the client."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessions
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from emulation.clock import forget_demo_day, today
from emulation.people.models import Account, Mandate
from emulation.people.selectors import mandates_of
from emulation.ui.middleware import declared_permission, keep_form
from emulation.ui.views import PUBLIC, SIGNED_IN

TOUCH_SECONDS = 5 * 60
STARTED, TOUCHED, ACTING = "started_at", "touched_at", "mandate"


class SessionMiddleware(DjangoSessions):
    """Django's sessions, so that the settings name one place; times are kept by the next class."""


class MandateMiddleware:
    """Ends sessions that are idle or old, and sets ``request.mandate`` from the dated mandates.

    The mandate is read afresh at each request, so that a right that was taken away is gone at once.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        forget_demo_day()
        request.mandate = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            if self._is_over(request):
                logout(request)
            else:
                request.mandate = self._acting(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _is_over(self, request: HttpRequest) -> bool:
        """Return whether the session is past its idle or absolute limit; touch it now and then."""
        moment = int(time.time())
        started = request.session.get(STARTED, 0)
        touched = request.session.get(TOUCHED, started)
        if (
            moment - started > settings.SESSION_ABSOLUTE_SECONDS
            or moment - touched > settings.SESSION_IDLE_SECONDS
        ):
            return True
        if moment - touched > TOUCH_SECONDS:
            request.session[TOUCHED] = moment
        return False

    def _acting(self, request: HttpRequest) -> Mandate | None:
        """Return the chosen mandate, or the first that is in force."""
        assert isinstance(request.user, Account)
        mandates = mandates_of(request.user, today())
        request.mandates = mandates  # type: ignore[attr-defined]
        chosen = request.session.get(ACTING)
        acting = next((m for m in mandates if m.pk == chosen), mandates[0] if mandates else None)
        if chosen is not None and (acting is None or acting.pk != chosen):
            self._tell_that_it_ended(request, chosen, acting)
        return acting

    def _tell_that_it_ended(
        self, request: HttpRequest, chosen: int, acting: Mandate | None
    ) -> None:
        """Say that the role ended and which one holds now; the next page shows it."""
        ended = Mandate.objects.filter(pk=chosen, account=request.user.pk).first()
        request.role_ended = True  # type: ignore[attr-defined]
        request.session[ACTING] = acting.pk if acting else None
        words = {"ended": ended.label if ended else "", "acting": acting.label if acting else ""}
        messages.warning(
            request,
            _("Your role “%(ended)s” has ended. You now act as “%(acting)s”.") % words
            if acting
            else _("Your role “%(ended)s” has ended. Ask the administrator for another one.")
            % words,
        )

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Carry nothing out under a role that was not chosen for it; what was typed is kept."""
        if not getattr(request, "role_ended", False) or request.method in {"GET", "HEAD"}:
            return None
        if declared_permission(view) in {PUBLIC, SIGNED_IN}:
            return None
        keep_form(request)
        messages.error(request, _("What you sent was not carried out: look at it and send again."))
        return redirect(request.path)


def client_address(request: HttpRequest) -> str:
    """Return the client's address; a forwarded one is believed only behind the known proxies.

    With ``TRUSTED_PROXIES`` = n the n-th entry from the right of X-Forwarded-For was written by our
    own outermost proxy; whatever a client put to its left is ignored.
    """
    address = request.META.get("REMOTE_ADDR", "")
    hops = settings.ENV.trusted_proxies
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if hops and len(forwarded) >= hops and forwarded[-hops]:
        return forwarded[-hops]
    return str(address)
