"""Setting a password by a code, asking for a reset, and the slip on paper."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from emulation.clock import real_now
from emulation.people.enums import InvitationChannel
from emulation.people.forms.sessions import InvitationForm, ResetForm
from emulation.people.middleware import client_address
from emulation.people.models import Account
from emulation.people.services.invitations import (
    VALID_FOR,
    ask_reset,
    invite,
    use_invitation,
)
from emulation.ui.errors import DomainError, NotAllowed
from emulation.ui.views import PUBLIC, ActionView, PortalView, ServiceFormView


class PasswordSet(ServiceFormView):
    """Sets the password with the code of an invitation; open to who holds one."""

    permission = PUBLIC
    template_name = "emulation/people/password_set.html"
    form_class = InvitationForm
    title = gettext_lazy("Set your password")
    submit_label = gettext_lazy("Set the password")
    success_message = gettext_lazy("Your password is set. Sign in with it.")
    secret = True

    def perform(self, form: InvitationForm) -> str:
        data = form.cleaned_data
        use_invitation(request=self.request, code=data["code"], password=data["password"])
        return reverse("people:sign-in")


class ResetAsk(PortalView):
    """Asks for a reset; the answer is the same for every name."""

    permission = PUBLIC
    template_name = "emulation/people/reset.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown({"form": ResetForm()})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a link when there is an account with an address, and say the same in any case."""
        form = ResetForm(request.POST)
        if not form.is_valid():
            return self.shown({"form": form}, status=422)
        ask_reset(username=form.cleaned_data["username"], address=client_address(request))
        messages.info(
            request,
            _(
                "If this account has an e-mail address, a link is on its way; it works for an "
                "hour. Otherwise ask the leader of your unit for a paper slip."
            ),
        )
        return redirect("people:sign-in")


class _Invite(ActionView):
    permission = "emulation.invite"

    def account(self) -> Account:
        """The account of the address."""
        return self.found(Account.objects.visible_to(self.mandate), pk=self.kwargs["pk"])

    def fallback(self) -> str:
        """Return to the account."""
        return reverse("people:account-record", args=[self.kwargs["pk"]])


class InviteByMail(_Invite):
    """Sends the link."""

    success_message = gettext_lazy("The link is on its way.")

    def perform(self) -> str:
        invite(by=self.mandate, account=self.account(), channel=InvitationChannel.EMAIL)
        return self.fallback()


class InviteOnSlip(_Invite):
    """Shows the slip once, to be printed and handed over; the code is kept nowhere."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a code and show the slip; a refusal is said on the account's page."""
        account = self.account()
        try:
            code = invite(by=self.mandate, account=account, channel=InvitationChannel.SLIP)
        except NotAllowed as error:
            raise PermissionDenied(error.message) from error
        except DomainError as error:
            messages.error(request, error.message)
            return redirect(self.fallback())
        self.template_name = "emulation/people/slip.html"
        return self.shown(
            {
                "account": account,
                "code": code,
                "address": f"{settings.SITE_ORIGIN}{reverse('people:password-set')}",
                "expires_at": real_now() + VALID_FOR[InvitationChannel.SLIP],
                "made_by": self.mandate,
            }
        )
