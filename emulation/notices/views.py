"""One's own notices: the list, marking all as read."""

from __future__ import annotations

from django.urls import reverse

from emulation.notices.lists import NOTICES
from emulation.notices.services import mark_read
from emulation.ui.views import SIGNED_IN, ActionView, ListPage


class NoticeList(ListPage):
    """One's own notices, the newest first; opening one marks it as read."""

    permission = SIGNED_IN
    template_name = "emulation/notices/notice_list.html"
    listing = NOTICES


class NoticeReadAll(ActionView):
    """Marks all as read."""

    permission = SIGNED_IN

    def perform(self) -> str:
        if self.mandate is not None:
            mark_read(by=self.mandate)
        return reverse("notices:notice-list")
