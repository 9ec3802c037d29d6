"""What the province sets beside the law: its routes of appraisal, by date."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.catalogue.enums import CommendationType, Route
from emulation.people.scoped import ScopedQuerySet, Sees
from emulation.ui.models import Dated, DatedQuerySet
from emulation.units.models import Unit


class AwardRouteQuerySet(ScopedQuerySet, DatedQuerySet):  # type: ignore[override]
    """Routes set by authorities: the way a dossier takes is no secret."""

    sees = (Sees("awards.view_catalogue"),)


class AwardRoute(Dated):
    """How an authority appraises an award for a kind of achievement, instead of the default.

    An empty ``commendation_type`` means all that have no row of their own.
    """

    authority = models.ForeignKey(
        Unit, models.PROTECT, related_name="award_routes", verbose_name=_("authority")
    )
    award_code = models.CharField(_("award"), max_length=40)
    commendation_type = models.CharField(
        _("type of commendation"), max_length=15, choices=CommendationType, blank=True
    )
    route = models.CharField(_("route"), max_length=20, choices=Route)
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    set_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = AwardRouteQuerySet.as_manager()

    class Meta:
        verbose_name = _("route of appraisal")
        ordering = ["authority__order", "award_code", "commendation_type", "-valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["authority", "award_code", "commendation_type"],
                condition=Q(valid_to__isnull=True),
                name="awards_route_one_open",
            ),
            models.UniqueConstraint(
                fields=["authority", "award_code", "commendation_type", "valid_from"],
                name="awards_route_once_a_day",
                violation_error_message=_("A route is set for this day already."),
            ),
            models.CheckConstraint(
                condition=~Q(legal_basis=""),
                name="awards_route_has_basis",
                violation_error_message=_("Name the article or decision it rests on."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_code}: {Route(self.route).label}"
