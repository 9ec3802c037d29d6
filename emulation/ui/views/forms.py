"""Pages that write: how a form or a button reaches a service once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from emulation.ui.errors import DomainError, NotAllowed
from emulation.ui.forms import new_key
from emulation.ui.search_fields import SUGGEST
from emulation.ui.views.once import BadKey, OtherBody, carried_out_once, first_result
from emulation.ui.views.pages import PortalView


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
        if SUGGEST in request.GET:
            return self.suggestions(request.GET[SUGGEST])
        kept = request.session.pop("kept_form", None) if request.session.get("kept_form") else None
        if kept and kept["path"] == request.path and kept["account"] == request.user.pk:
            return self.shown_again(kept["data"])
        return self.form_page(self.build_form())

    def suggestions(self, name: str) -> HttpResponse:
        """Return what a field of the form proposes for the words typed into it so far."""
        field = self.build_form().fields.get(name)
        suggest = getattr(field, "suggested", None)
        typed = [words for key, words in self.request.GET.items() if key != SUGGEST]
        return options(suggest(typed[0]) if suggest and typed else [])

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
        try:
            if (first := first_result(request)) is not None:
                return self.repeated(first)
        except (BadKey, OtherBody) as error:
            return self.refused(self.build_form(with_new_key(request), request.FILES), error)
        form = self.build_form(request.POST, request.FILES)
        refuse_doubled(form, request.POST)
        if not form.is_valid():
            # of two equal requests the first may have been carried out meanwhile
            first = first_result(request)
            return self.repeated(first) if first else self.form_page(form, status=422)
        try:
            location = carried_out_once(request, lambda: self.perform(form))
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error
        except DomainError as error:
            return self.refused(form, error)
        except ValidationError as error:
            add_errors(form, error)
            return self.form_page(form, status=422)
        if said := self.said_afterwards():
            messages.success(request, said)
        return HttpResponseRedirect(location)

    def repeated(self, location: str) -> HttpResponse:
        """Lead where the first of two equal requests led."""
        if self.success_message:
            messages.success(self.request, self.success_message)
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
        return self.rendered({**context, **self.page_context()}, status)


def with_new_key(request: HttpRequest) -> QueryDict:
    """Return what was sent with a fresh one-time key, so that it can be sent again."""
    data = request.POST.copy()
    data["once"] = new_key(request.user.pk)
    return data


def refuse_doubled(form: Any, data: QueryDict) -> None:
    """Answer 400 where a field of one value comes twice with different ones: which was meant?

    No page of the portal sends that; to take the last in silence would save what nobody saw.
    """
    for name, field in getattr(form, "fields", {}).items():
        several = getattr(field.widget, "allow_multiple_selected", False)
        if not several and len(set(data.getlist(form.add_prefix(name)))) > 1:
            raise BadRequest(f"{name} was sent twice")


def options(offered: Iterable[str]) -> HttpResponse:
    """Return what is proposed, as options of a field's list."""
    return HttpResponse(format_html_join("", '<option value="{}"></option>', zip(offered)))


def add_errors(form: Any, error: ValidationError) -> None:
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
            location = carried_out_once(request, self.perform)
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
