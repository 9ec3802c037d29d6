"""Pages of the regulations of authorities."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import rules
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.regulations.forms import RegulationForm
from emulation.regulations.lists import REGULATIONS
from emulation.regulations.registry import Setting, declared_settings, setting_named
from emulation.regulations.services import set_regulation
from emulation.ui.views import ListPage, ServiceFormView


class RegulationList(ListPage):
    """What authorities have regulated for themselves, and below it what holds otherwise."""

    permission = "emulation.view_regulations"
    template_name = "emulation/regulations/list.html"
    listing = REGULATIONS

    def page_context(self) -> dict[str, Any]:
        return {
            "lead": _(
                "Where law and practice leave it to the authority, it sets its own rule here, "
                "from a day on and with its basis."
            ),
            "defaults": [(each, each.shown(each.default)) for each in declared_settings()],
            "may_set": rules.has_perm("emulation.set_regulation", self.mandate, None),
        }


class SetRegulation(ServiceFormView):
    """Sets one setting of an authority from a day on."""

    permission = "emulation.set_regulation"
    form_class = RegulationForm
    template_name = "emulation/regulations/form.html"
    success_message = _("The regulation is set.")

    @cached_property
    def setting(self) -> Setting:
        """The setting of the address; 404 when no room declares it."""
        found = setting_named(self.kwargs["name"])
        if found is None:
            raise Http404
        return found

    def form_kwargs(self) -> dict[str, Any]:
        return {"setting": self.setting, "initial": {"valid_from": today()}}

    def perform(self, form: Any) -> str:
        set_regulation(by=self.mandate, setting=self.setting, **form.entered())
        return reverse("regulations:list")

    def page_context(self) -> dict[str, Any]:
        return {
            "title": self.setting.label,
            "default": self.setting.shown(self.setting.default),
            "setting": self.setting,
            "cancel_url": reverse("regulations:list"),
        }
