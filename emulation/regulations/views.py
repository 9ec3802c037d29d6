"""Pages of the regulations of authorities and of the calendar."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import rules
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.clock.models import Holiday
from emulation.regulations.forms import HolidayForm, RegulationForm
from emulation.regulations.lists import HOLIDAYS, REGULATIONS
from emulation.regulations.registry import Setting, declared_settings, setting_named
from emulation.regulations.services import remove_holiday, save_holiday, set_regulation
from emulation.ui.views import ActionView, ListPage, ServiceFormView


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


class Calendar(ListPage):
    """The days that differ from their weekday."""

    permission = "emulation.view_regulations"
    listing = HOLIDAYS

    def head_actions(self) -> list[dict[str, Any]]:
        if not rules.has_perm("emulation.set_regulation", self.mandate, None):
            return []
        url = reverse("regulations:holiday-add")
        return [{"url": url, "label": HolidayAdd.title, "icon": "plus-lg", "tone": "brand"}]

    def page_context(self) -> dict[str, Any]:
        return {
            "lead": _(
                "Deadlines count working days: weekends are free by themselves, here stand the "
                "holidays of each year and the Saturdays worked in exchange."
            )
        }


class HolidayAdd(ServiceFormView):
    """Enters a day."""

    permission = "emulation.set_regulation"
    form_class = HolidayForm
    template_name = "emulation/regulations/holiday_form.html"
    title = _("Add a day off")
    success_message = _("The calendar is saved.")

    @property
    def holiday(self) -> Holiday | None:
        """None: a new one."""
        return None

    def form_kwargs(self) -> dict[str, Any]:
        return {"instance": self.holiday} if self.holiday else {}

    def perform(self, form: Any) -> str:
        save_holiday(by=self.mandate, values=form.entered(), holiday=self.holiday)
        return reverse("regulations:calendar")

    def page_context(self) -> dict[str, Any]:
        return {"cancel_url": reverse("regulations:calendar"), "holiday": self.holiday}


class HolidayChange(HolidayAdd):
    """Corrects a day."""

    title = _("Correct the day")

    @cached_property
    def holiday(self) -> Holiday:
        """The day of the address."""
        return self.found(Holiday.objects.all(), pk=self.kwargs["pk"])


class HolidayRemove(ActionView):
    """Takes a day out."""

    permission = "emulation.set_regulation"
    success_message = _("The day is taken out of the calendar.")

    def perform(self) -> str:
        holiday = self.found(Holiday.objects.all(), pk=self.kwargs["pk"])
        remove_holiday(by=self.mandate, holiday=holiday)
        return reverse("regulations:calendar")
