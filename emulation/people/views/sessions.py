"""Signing in and out, acting as, one's own account and password."""

from __future__ import annotations

from typing import Any

import rules
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.people import services
from emulation.people.forms.sessions import PasswordChangeForm, SignInForm
from emulation.people.middleware import client_address
from emulation.people.models import Account
from emulation.people.selectors import delegations_of, mandates_of, seconds_to_wait
from emulation.ui.views import (
    PUBLIC,
    SIGNED_IN,
    ActionView,
    PortalView,
    RecordPage,
    ServiceFormView,
)


def safe_next(request: HttpRequest) -> str:
    """Return where to go on to: an address of this portal only, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _own_account(request: HttpRequest) -> Account:
    """Return the account of a request that `SIGNED_IN` has let pass."""
    assert isinstance(request.user, Account)
    return request.user


class SignIn(PortalView):
    """The sign-in page."""

    permission = PUBLIC
    template_name = "emulation/people/sign_in.html"

    def page_context(self) -> dict[str, Any]:
        """Say that what was typed before the session ended is kept."""
        return {"kept": "kept_form" in self.request.session}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, or go on when signed in already."""
        if request.user.is_authenticated:
            return redirect(safe_next(request))
        return self.shown({"form": SignInForm(request), "next": safe_next(request)})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in, or say that one of the two was wrong; who guesses waits ever longer."""
        # the form refuses an invisible NUL beside its field; PostgreSQL cannot even look it up
        name = request.POST.get("username", "").replace("\x00", "").strip().lower()
        if wait := seconds_to_wait(name, client_address(request)):
            form = SignInForm(request, initial={"username": name})
            answer = self.shown({"form": form, "next": safe_next(request), "wait": wait}, 429)
            answer["Retry-After"] = str(wait)
            return answer
        form = SignInForm(request, data=request.POST)
        if not form.is_valid():
            return self.shown({"form": form, "next": safe_next(request)}, status=422)
        services.sign_in(request=request, account=form.get_user())
        return redirect(safe_next(request))


class SignOut(ActionView):
    """Ends the session."""

    permission = SIGNED_IN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign out; a second click finds nobody signed in and does nothing."""
        services.sign_out(request=request)
        return redirect(resolve_url(settings.LOGOUT_REDIRECT_URL))


class ActAs(ActionView):
    """Chooses the acting mandate among one's own."""

    permission = SIGNED_IN

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Change the mandate and go to the desk, whose lists depend on it."""
        wanted = request.POST.get("mandate", "")
        for mandate in mandates_of(_own_account(request), today()):
            if str(mandate.pk) == wanted:
                services.act_as(request=request, mandate=mandate)
        return redirect(resolve_url(settings.LOGIN_REDIRECT_URL))


class AccountPage(RecordPage):
    """One's own account and mandates."""

    permission = SIGNED_IN
    template_name = "emulation/people/account.html"

    def page_context(self) -> dict[str, Any]:
        """Return the account, its mandates in force and what it delegated."""
        own = self.mandate is not None and self.mandate.delegated_from_id is None
        return {
            "title": str(self.request.user),
            "account": self.request.user,
            "mandates": mandates_of(_own_account(self.request), today()),
            "delegations": delegations_of(_own_account(self.request).pk, today()),
            "may_delegate": own and rules.has_perm("emulation.delegate", self.mandate),
        }


class PasswordChange(ServiceFormView):
    """Changes the own password and ends all other sessions."""

    permission = SIGNED_IN
    form_class = PasswordChangeForm
    title = _("Change the password")
    submit_label = _("Change the password")
    success_message = _("The password is changed; all your other sessions have ended.")
    secret = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the present password first, where there is one."""
        form = self.build_form(request.POST)
        account = _own_account(request)
        if form.is_valid() and not account.check_password(form.cleaned_data["old_password"]):
            form.add_error("old_password", _("The present password is not right."))
            return self.form_page(form, status=422)
        return super().post(request, *args, **kwargs)

    def perform(self, form: PasswordChangeForm) -> str:
        services.change_password(
            account=_own_account(self.request),
            password=form.cleaned_data["password"],
            request=self.request,
        )
        return reverse("people:account")
