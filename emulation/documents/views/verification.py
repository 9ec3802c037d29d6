"""The public answer to a code printed on a document or certificate."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from emulation.documents.registry import verify
from emulation.people.middleware import client_address
from emulation.ui.views import PUBLIC, PortalView

TRIES_A_MINUTE = 30
CODE_LENGTH = 40


class Verification(PortalView):
    """Shows the fixed facts of what the code stands for, or that nothing is known by it.

    Codes have 128 random bits; asking is slowed down for those who guess. Addresses are hashed and
    forgotten after a minute.
    """

    permission = PUBLIC
    template_name = "emulation/documents/verification.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        wanted = code.strip().lower()
        if _too_many(request):
            return self.shown({"code": code, "busy": True}, status=429)
        found = verify(wanted)
        context = {"code": code, "found": found}
        return self.shown(context, status=200 if found else 404)


class VerificationSearch(PortalView):
    """The field where a code is typed."""

    permission = PUBLIC
    template_name = "emulation/documents/verification.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the field, or go to the answer."""
        code = "".join(request.GET.get("ma", "").split()).replace("/", "")
        if not code:
            return self.shown({"title": _("Verify a document")})
        return HttpResponseRedirect(reverse("verification:document", args=[code[:CODE_LENGTH]]))


def _too_many(request: HttpRequest) -> bool:
    address = hashlib.sha256(client_address(request).encode()).hexdigest()
    key = f"verify:{address[:32]}"
    cache.add(key, 0, 60)
    try:
        return cache.incr(key) > TRIES_A_MINUTE
    except ValueError:  # the minute ended between the two
        return False
