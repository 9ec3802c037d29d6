"""The list of one's own notices."""

from __future__ import annotations

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from emulation.notices.models import Notice
from emulation.notices.services import mark_read
from emulation.people.models import Mandate
from emulation.ui.lists import Column, Empty, Kind, Listing, SelectionAction, declared


class NoticeFilter(django_filters.FilterSet):
    """By words, and whether a notice was read."""

    q = django_filters.CharFilter(
        label=_("Words"), field_name="subject", lookup_expr="icontains", max_length=200
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[("new", _("New")), ("read", _("Read"))], method="by_state"
    )

    def by_state(self, notices: QuerySet[Notice], name: str, word: str) -> QuerySet[Notice]:
        return notices.filter(read_at__isnull=word == "new")


def _state(notice: Notice) -> tuple[str, str]:
    return (gettext("Read"), "done") if notice.read_at else (gettext("New"), "attention")


def _read(*, by: Mandate, record: Notice) -> None:
    mark_read(by=by, pks=[record.pk])


NOTICES: Listing[Notice] = declared(
    Listing(
        name="notices.notices",
        title=_("Notices"),
        rows=lambda mandate: Notice.objects.visible_to(mandate),
        order=["-pk"],
        filters=NoticeFilter,
        columns=[
            Column("subject", _("Subject"), sort="subject", press="open", width=70),
            Column("at", _("At"), "created_at", Kind.MOMENT, sort="created_at"),
            Column("state", _("State"), _state, Kind.STATE, sort="read_at"),
        ],
        actions=[
            SelectionAction(
                name="open",
                label=_("Open"),
                perform=_read,
                done=_("Read: %(count)s"),
                in_bar=False,
                goes_to=lambda notice: notice.url or reverse("notices:notice-list"),
            ),
            SelectionAction(
                name="read", label=_("Mark as read"), perform=_read, done=_("Read: %(count)s")
            ),
        ],
        empty=Empty(
            title=_("No notices yet"),
            text=_(
                "What you must know about your work appears here and, if you have an e-mail "
                "address, there too."
            ),
        ),
    )
)
