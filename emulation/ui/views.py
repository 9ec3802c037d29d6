"""The kinds of page: who may see them, how they read, and how a form reaches a service once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, ClassVar

import rules
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db import IntegrityError, models, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View

from emulation.ui.errors import DomainError, NotAllowed, WrongState
from emulation.ui.forms import key_owner, new_key
from emulation.ui.models import FormReceipt

PUBLIC = "public"
SIGNED_IN = "signed-in"
PAGE_SIZE = 50
LARGEST_PAGE = 100_000


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
        """Return what the template shows."""
        return {}

    def shown(self, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        """Render the page, or the part that htmx asked for."""
        template = self.template_name
        htmx = getattr(self.request, "htmx", None)
        part = getattr(self, "partial_name", "")
        if part and htmx and not htmx.boosted:
            template = f"{template}#{part}"
        return render(
            self.request, template, {**self.page_context(), **(context or {})}, status=status
        )


class RecordPage(PortalView):
    """One record or one screen, read only."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        return self.shown()


class ListPage(PortalView):
    """A table with filters that live in the address, paginated in the database."""

    partial_name = "list"
    filterset_class: Any = None
    page_size = PAGE_SIZE

    def rows(self) -> models.QuerySet[Any]:
        """Return the visible rows in their order."""
        raise TypeError(f"{type(self).__name__} must return its rows")

    def filtered(self) -> tuple[models.QuerySet[Any], Any]:
        """Return the rows that pass the filter, and the filter."""
        rows = self.rows()
        if self.filterset_class is None:
            return rows, None
        filterset = self.filterset_class(self.request.GET, queryset=rows, request=self.request)
        return (filterset.qs if filterset.is_valid() else rows.none()), filterset

    def page_of(self, rows: models.QuerySet[Any]) -> Page[Any]:
        """Return the page that the address names; a number out of range gives the nearest."""
        number = self.request.GET.get("page", "1")
        wanted = min(int(number), LARGEST_PAGE) if number.isascii() and number.isdigit() else 1
        return Paginator(rows, self.page_size).get_page(wanted)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page of rows."""
        rows, filterset = self.filtered()
        page = self.page_of(rows)
        return self.shown({"page": page, "rows": page.object_list, "filter": filterset})


def carried_out_once(
    request: HttpRequest, key: str, act: Callable[[], str], *, secret: bool = False
) -> str:
    """Carry out ``act`` once for ``key`` and return the address it led to.

    A repeated request (double click, Back, a retry after a broken line) returns the address of the
    first without acting again. The receipt is written in the act's own transaction: what fails
    leaves none and may be tried again. With ``secret`` nothing of the body is kept.
    """
    account_id = request.user.pk
    # Nobody is signed in where a code sets the password; that code itself works once.
    if account_id is None or not key or key_owner(key) != account_id:
        with transaction.atomic():
            return act()
    digest = hashlib.sha256(key.encode()).hexdigest()
    body = "" if secret else hashlib.sha256(repr(sorted(request.POST.lists())).encode()).hexdigest()
    try:
        with transaction.atomic():
            receipt = FormReceipt.objects.create(
                account_id=account_id, key=digest, body_hash=body, location=""
            )
            receipt.location = act()
            receipt.save(update_fields=["location"])
            return receipt.location
    except IntegrityError as error:
        first = FormReceipt.objects.filter(account_id=account_id, key=digest).first()
        if first is None:
            raise WrongState(
                _("Somebody else changed this at the same moment. Look again before you repeat it.")
            ) from error
        return first.location


class ServiceFormView(PortalView):
    """A form whose valid data go to one service; nothing typed is ever lost."""

    form_class: Any
    template_name = "emulation/ui/form.html"
    title: Any = ""
    submit_label: Any = ""
    success_message: Any = ""
    secret = False

    def form_kwargs(self) -> dict[str, Any]:
        """Return further arguments of the form (instance, querysets, initial)."""
        return {}

    def perform(self, form: Any) -> str:
        """Call the service with the form's data and return the address to go to."""
        raise TypeError(f"{type(self).__name__} must perform something")

    def build_form(self, data: Any = None, files: Any = None) -> Any:
        """Return the form, bound when ``data`` is given."""
        return self.form_class(data, files, account_id=self.request.user.pk, **self.form_kwargs())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; what was typed before the session ended is put back."""
        kept = request.session.pop("kept_form", None) if request.session.get("kept_form") else None
        if kept and kept["path"] == request.path and kept["account"] == request.user.pk:
            return self.shown_again(kept["data"])
        return self.form_page(self.build_form())

    def shown_again(self, data: dict[str, list[str]]) -> HttpResponse:
        """Show the form with what was typed before the session ended."""
        query = QueryDict(mutable=True)
        for name, values in data.items():
            query.setlist(name, values)
        query["once"] = new_key(self.request.user.pk)
        messages.info(
            self.request,
            _("Your session had ended. What you typed is back; check it and send it again."),
        )
        return self.form_page(self.build_form(query))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Validate, carry out once, and go on; a refusal stands on the form."""
        form = self.build_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.form_page(form, status=422)
        try:
            location = carried_out_once(
                request,
                form.cleaned_data.get("once", ""),
                lambda: self.perform(form),
                secret=self.secret,
            )
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error
        except DomainError as error:
            return self.refused(form, error)
        except ValidationError as error:
            _add_errors(form, error)
            return self.form_page(form, status=422)
        if said := self.said_afterwards():
            messages.success(request, said)
        return HttpResponseRedirect(location)

    def said_afterwards(self) -> Any:
        """Return the sentence that tells of the success."""
        return self.success_message

    def refused(self, form: Any, error: DomainError) -> HttpResponse:
        """Show the form again with the refusal on top."""
        form.add_error(None, error.message)
        return self.form_page(form, status=error.status)

    def form_page(self, form: Any, status: int = 200) -> HttpResponse:
        """Render the form page."""
        context = {
            "form": form,
            "title": self.title,
            "submit_label": self.submit_label or _("Save"),
        }
        return self.shown({**context, **self.page_context()}, status=status)


def _add_errors(form: Any, error: ValidationError) -> None:
    """Put a service's field errors beside their fields, the others on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, errors in error.error_dict.items():
        form.add_error(field if field in form.fields else None, errors)


class ActionView(PortalView):
    """One button: POST carries out a service once, a refusal is shown as a message."""

    http_method_names = ["post", "options"]
    success_message: Any = ""
    secret = False

    def perform(self) -> str:
        """Call the service and return the address to go to."""
        raise TypeError(f"{type(self).__name__} must perform something")

    def fallback(self) -> str:
        """Return the address to go to when the service refuses."""
        return self.request.META.get("HTTP_REFERER", "/")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out once and go on."""
        try:
            location = carried_out_once(
                request, request.POST.get("once", ""), self.perform, secret=self.secret
            )
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error
        except DomainError as error:
            messages.error(request, error.message)
            return redirect(self.fallback())
        except ValidationError as error:
            for message in error.messages:
                messages.error(request, message)
            return redirect(self.fallback())
        if self.success_message:
            messages.success(request, self.success_message)
        return HttpResponseRedirect(location)
