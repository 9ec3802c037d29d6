"""One's own notices: the list, opening one, marking as read."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from emulation.notices.models import Notice
from emulation.notices.services import mark_read
from emulation.ui.views import SIGNED_IN, ActionView, ListPage


class NoticeList(ListPage):
    """One's own notices, the newest first."""

    permission = SIGNED_IN
    template_name = "emulation/notices/notice_list.html"

    def page_context(self) -> dict[str, Any]:
        """Name the page."""
        return {"title": _("Notices")}

    def rows(self) -> QuerySet[Notice]:
        """Return the acting account's notices."""
        return Notice.objects.visible_to(self.mandate)


class NoticeOpen(ActionView):
    """Marks one notice as read and goes to the work."""

    permission = SIGNED_IN

    def perform(self) -> str:
        """Mark and go."""
        notice = self.found(Notice.objects.visible_to(self.mandate), pk=self.kwargs["pk"])
        mark_read(by=self.mandate, pks=[notice.pk])
        return notice.url or reverse("notices:notice-list")


class NoticeReadAll(ActionView):
    """Marks all as read."""

    permission = SIGNED_IN

    def perform(self) -> str:
        """Mark."""
        if self.mandate is not None:
            mark_read(by=self.mandate)
        return reverse("notices:notice-list")
