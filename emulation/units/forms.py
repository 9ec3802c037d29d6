"""Forms and filters of units and clusters."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.ui.forms import PortalForm, PortalModelForm, VietnameseDateField
from emulation.ui.vietnamese import fold
from emulation.units.enums import Level, SuccessionKind
from emulation.units.models import Cluster, Unit

LONGEST_NAME: Final = 200
MOST_MEANT: Final = 5
UNIT_FIELDS = [
    "name",
    "short_name",
    "kind",
    "level",
    "parent",
    "order",
    "symbol",
    "letterhead_parent",
    "place",
    "leader_title",
    "leader_name",
    "address",
    "email",
    "decides_awards",
]


class UnitSearchWidget(forms.TextInput):
    """A field with suggestions; without JavaScript a code or a name is typed."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        choices = f"{(attrs or {}).get('id') or f'id_{name}'}-units"
        given = {
            **(attrs or {}),
            "list": choices,
            "autocomplete": "off",
            "maxlength": LONGEST_NAME,
            "hx-get": reverse("units:suggest"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": f"#{choices}",
            "hx-swap": "innerHTML",
            "hx-push-url": "false",
        }
        field = super().render(name, value, given, renderer)
        return format_html('{}<datalist id="{}"></datalist>', field, choices)


class UnitSearchField(forms.Field):
    """One unit, found by its code or name instead of a list of thousands.

    What is typed may be a code, a whole name or words of it, with or without marks; it must lead to
    one unit, else the sentence names those it may mean.
    """

    widget = UnitSearchWidget

    def __init__(self, *, queryset: QuerySet[Unit] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.queryset = Unit.objects.all() if queryset is None else queryset

    def to_python(self, value: Any) -> Unit | None:
        typed = " ".join(str(value or "").split())[:LONGEST_NAME]
        if not typed:
            return None
        written = re.search(r"\(([\w-]+)\)$", typed)
        for code in (written.group(1) if written else "", typed):
            if found := self.queryset.filter(code__iexact=code).first():
                return found
        return self._by_words(typed)

    def _by_words(self, typed: str) -> Unit:
        found = list(self.queryset.search(typed)[: MOST_MEANT + 1])  # type: ignore[attr-defined]
        whole = [u for u in found if fold(typed) in {fold(u.name), fold(u.short_name)}]
        if len(whole or found) == 1:
            return (whole or found)[0]
        if not found:
            raise ValidationError(_("No unit has this code or name."))
        meant = "; ".join(written_unit(unit) for unit in found[:MOST_MEANT])
        raise ValidationError(_("This may mean several units: %(units)s.") % {"units": meant})

    def prepare_value(self, value: Any) -> Any:
        """Show a unit, or its number in the database, as name and code."""
        if isinstance(value, int):
            value = Unit.objects.filter(pk=value).first() or ""
        return written_unit(value) if isinstance(value, Unit) else value


def written_unit(unit: Unit) -> str:
    """Return a unit as the search field writes and reads it: name and code."""
    return f"{unit.label} ({unit.code})"


class UnitForm(PortalModelForm):
    """A new unit."""

    class Meta:
        model = Unit
        fields = ["code", *UNIT_FIELDS, "valid_from"]
        labels = {"parent": _("Unit above")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Unit.objects.as_of(today())  # type: ignore[attr-defined]


class UnitChangeForm(UnitForm):
    """The same without code and beginning, which stay."""

    class Meta(UnitForm.Meta):
        fields = UNIT_FIELDS


class CloseForm(PortalForm):
    """The last day of a unit."""

    last_day = VietnameseDateField(label=_("Last day"))


class SuccessionForm(PortalForm):
    """What became of a unit."""

    successor: forms.ModelChoiceField[Unit] = forms.ModelChoiceField(
        label=_("Successor"), queryset=Unit.objects.none()
    )
    kind = forms.ChoiceField(label=_("What happened"), choices=SuccessionKind)
    on = VietnameseDateField(label=_("From"))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Unit.objects.exclude(pk=unit.pk).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=today())
        )
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


class ClusterForm(PortalModelForm):
    """A new cluster or block."""

    class Meta:
        model = Cluster
        fields = ["code", "name", "kind", "year", "organiser", "order"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.as_of(today()).exclude(level=Level.BASE)
        self.fields["organiser"].queryset = units  # type: ignore[attr-defined]


class MembersForm(PortalForm):
    """Who belongs to a cluster: units directly below its organiser."""

    units: forms.ModelMultipleChoiceField[Unit] = forms.ModelMultipleChoiceField(
        label=_("Members"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, cluster: Cluster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = Unit.objects.filter(
            memberships__organiser=cluster.organiser_id, memberships__year=cluster.year
        ).exclude(memberships__cluster=cluster)
        offered = Q(parent=cluster.organiser_id) | Q(parent__isnull=True)
        free = Unit.objects.as_of(today()).filter(offered).exclude(pk__in=taken.values("pk"))
        members = cluster.members.values("unit")
        choice = Unit.objects.filter(Q(pk__in=free.values("pk")) | Q(pk__in=members))
        self.fields["units"].queryset = choice.exclude(pk=cluster.organiser_id)  # type: ignore[attr-defined]


class CloneForm(PortalForm):
    """The year for which last year's clusters are copied."""

    year = forms.IntegerField(label=_("To the year"), min_value=2000, max_value=2100)
