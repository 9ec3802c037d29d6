"""A page with a permission, and one that shows a record."""

from __future__ import annotations

from typing import Any, ClassVar

import rules
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views import View

PUBLIC = "public"
SIGNED_IN = "signed-in"


def wants_part(request: HttpRequest) -> bool:
    """Return whether htmx replaces a part of a page.

    Uploads sent by the script replace the whole content, also by the page they are led to.
    """
    htmx = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted and htmx.target != "main")


class PortalView(View):
    """A page with a declared permission; without one it cannot be reached.

    ``permission`` is ``PUBLIC``, ``SIGNED_IN`` or the name of a rule that is tested with the acting
    mandate and ``permission_object()``.
    """

    permission: ClassVar[str]
    template_name: str = ""
    request: HttpRequest

    @property
    def mandate(self) -> Any:
        """The acting mandate, or ``None`` for the public."""
        return getattr(self.request, "mandate", None)

    def permission_object(self) -> Any:
        """Return the object on which the permission is tested."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Test the permission before anything is read or written."""
        if self.permission not in {PUBLIC, SIGNED_IN} and not rules.has_perm(
            self.permission, self.mandate, self.permission_object()
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def found(self, queryset: models.QuerySet[Any], **lookup: Any) -> Any:
        """Return one visible row, or answer 404, also for a number too large for the database."""
        try:
            return get_object_or_404(queryset, **lookup)
        except OverflowError as error:
            raise Http404 from error

    def page_context(self) -> dict[str, Any]:
        return {}

    def shown(self, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        """Render the page; ``context`` precedes the page's own."""
        return self.rendered({**self.page_context(), **(context or {})}, status)

    def rendered(self, context: dict[str, Any], status: int = 200) -> HttpResponse:
        """Render with nothing but ``context``."""
        return render(self.request, self.template_name, context, status=status)


class RecordPage(PortalView):
    """One record or one screen, read only."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.shown()
