"""The public answer to a code printed on a document or certificate."""

from __future__ import annotations

import hashlib

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from emulation.documents.registry import verify
from emulation.documents.selectors import typed_code
from emulation.people.middleware import client_address
from emulation.ui.views import PUBLIC, PortalView

TRIES_A_MINUTE = 30
CODE_LENGTH, LONGEST = 40, 100


class Verification(PortalView):
    """Shows the fixed facts of what the code stands for, or that nothing is known by it.

    Codes have 128 random bits; asking is slowed down for those who guess. Addresses are hashed and
    forgotten after a minute.
    """

    permission = PUBLIC
    template_name = "emulation/documents/verification.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if _too_many(request):
            return self.shown({"code": code, "busy": True}, status=429)
        found = verify(typed_code(code))
        context = {"code": code, "found": found}
        return self.shown(context, status=200 if found else 404)


class VerificationSearch(PortalView):
    """The field where a code is typed."""

    permission = PUBLIC
    template_name = "emulation/documents/verification.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the field, or go to the answer."""
        code = typed_code(request.GET.get("ma", "")[:LONGEST]).replace("/", "")
        if not code:
            return self.shown({"title": _("Verify a document")})
        return HttpResponseRedirect(reverse("verification:document", args=[code[:CODE_LENGTH]]))


def _too_many(request: HttpRequest) -> bool:
    address = hashlib.sha256(client_address(request).encode()).hexdigest()
    key = f"verify:{address[:32]}"
    counted = caches["limits"]
    counted.add(key, 0, 60)
    try:
        return counted.incr(key) > TRIES_A_MINUTE
    except ValueError:  # the minute ended between the two
        return False
