"""Deny by default: a view without a declared permission cannot be reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from emulation.ui.forms import key_owner
from emulation.ui.views import PUBLIC

KEPT_FORM_LIMIT = 200_000
NEVER_KEPT = {"csrfmiddlewaretoken", "once", "password", "repeated", "old_password"}

ENDED = _(
    "Your session has ended. What you typed stands here: press “Save”, sign in again, "
    "and it is put back."
)


class CompressMiddleware(GZipMiddleware):
    """Compresses pages and tables of text; workbooks, PDF and pictures are compressed already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        kind = response.get("Content-Type", "").partition(";")[0]
        if kind.startswith("text/") or kind in {"application/json", "image/svg+xml"}:
            return super().process_response(request, response)
        return response


def declared_permission(view: Any) -> str | None:
    """Return the permission that a view declares: for its address, or on its class."""
    given: str | None = getattr(view, "view_initkwargs", {}).get("permission")
    return given or getattr(getattr(view, "view_class", view), "permission", None) or None


class CleanRequestMiddleware:
    """Refuses NUL in path, query and cookies: no page needs it and PostgreSQL cannot store it.

    Fields of a form say it themselves, beside the field, so that nothing typed is lost.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400 before anything is looked up."""
        query = (part for name, values in request.GET.lists() for part in (name, *values))
        if any("\x00" in part for part in (request.path, *query, *request.COOKIES.values())):
            raise BadRequest("NUL in the request")
        return self.get_response(request)


class AccessMiddleware:
    """Lets in who is signed in, or anybody where the page is public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and keep signed-in pages out of every cache."""
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Turn away the anonymous from all but public pages."""
        permission = declared_permission(view)
        if permission is None:
            raise ImproperlyConfigured(f"{view} declares no permission")
        if permission == PUBLIC or request.user.is_authenticated:
            return None
        if request.method == "POST" and request.headers.get("Accept") == "application/json":
            return JsonResponse({"error": ENDED}, status=401)
        keep_form(request)
        query = urlencode(
            {"next": request.get_full_path() if request.method == "GET" else request.path}
        )
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{query}")


def keep_form(request: HttpRequest) -> None:
    """Keep what was typed into a form whose session has ended, for the same account only.

    Nothing of a secret form is kept: a ballot or a password may not lie in a session's row.
    """
    view = getattr(request.resolver_match, "func", None)
    if request.method != "POST" or getattr(getattr(view, "view_class", view), "secret", False):
        return
    owner = key_owner(request.POST.get("once", ""))
    data = {name: values for name, values in request.POST.lists() if name not in NEVER_KEPT}
    if owner is not None and len(str(data)) <= KEPT_FORM_LIMIT:
        request.session["kept_form"] = {"path": request.path, "account": owner, "data": data}


class LanguageMiddleware:
    """Vietnamese, or English for who chose it; the browser's own preference decides nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
