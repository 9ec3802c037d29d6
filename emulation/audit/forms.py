"""The filter form of the audit trail."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from emulation.audit.models import AuditEntry
from emulation.registries.acts import action_choices
from emulation.ui.forms import VietnameseDateField


class DateFilter(django_filters.DateFilter):
    """A day in Vietnamese order."""

    field_class = VietnameseDateField


class AuditFilter(django_filters.FilterSet):
    """By words, day and kind of record."""

    action = django_filters.ChoiceFilter(label=_("Action"), choices=action_choices)
    object_label = django_filters.CharFilter(label=_("Record"), lookup_expr="icontains")
    day_from = DateFilter(label=_("From"), field_name="province_time", lookup_expr="date__gte")
    day_to = DateFilter(label=_("To"), field_name="province_time", lookup_expr="date__lte")

    class Meta:
        model = AuditEntry
        fields: list[Any] = []
