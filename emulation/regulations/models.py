"""What an authority has regulated for itself, by date."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from emulation.people.models import Mandate
from emulation.people.scoped import ScopedQuerySet, Sees
from emulation.regulations.registry import setting_named
from emulation.ui.models import Dated, DatedQuerySet
from emulation.units.models import Unit


class RegulationQuerySet(ScopedQuerySet, DatedQuerySet):  # type: ignore[override]
    """Regulations of authorities: by which rules an office works is no secret in the house."""

    sees = (Sees("emulation.view_regulations"),)


class Regulation(Dated):
    """The value that an authority has set, from a day on, in place of the default."""

    authority = models.ForeignKey(
        Unit, models.PROTECT, related_name="regulations", verbose_name=_("authority")
    )
    setting = models.CharField(_("setting"), max_length=60)
    value = models.IntegerField(_("value"))
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    set_by = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = _("regulation of an authority")
        ordering = ["setting", "authority__order", "-valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["authority", "setting"],
                condition=Q(valid_to__isnull=True),
                name="emulation_regulation_one_open",
            ),
            models.UniqueConstraint(
                fields=["authority", "setting", "valid_from"],
                name="emulation_regulation_once_a_day",
                violation_error_message=_("This is regulated from this day already."),
            ),
            models.CheckConstraint(
                condition=~Q(legal_basis=""),
                name="emulation_regulation_has_basis",
                violation_error_message=_("Name the article or decision it rests on."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.shown}"

    @property
    def label(self) -> str:
        """The name of what is regulated; its code where no room declares it any more."""
        setting = setting_named(self.setting)
        return str(setting.label) if setting else self.setting

    @property
    def shown(self) -> str:
        """The value as people read it."""
        setting = setting_named(self.setting)
        return setting.shown(self.value) if setting else str(self.value)
