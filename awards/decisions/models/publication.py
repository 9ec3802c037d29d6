"""What the public reads of a decision."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from awards.decisions.models.decisions import Decision, DecisionLine
from emulation.audit.triggers import protect
from emulation.ui.models import Alphabetical, SearchQuerySet
from emulation.units.models import Unit


class Publication(models.Model):
    """That a decision was published, by whom and when, after a preview."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="publication")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("emulation.Mandate", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.decision)


class HonouredName(Alphabetical):
    """A name as the public reads it: one row of the honoured list, written when it is published.

    Everything that the list shows, sorts and finds by stands in the row itself, so that an
    anonymous reader costs one indexed query however many names there are. ``renew_public_list``
    is the only writer; an invariant compares the list with the decisions.
    """

    line = models.OneToOneField(DecisionLine, models.PROTECT, related_name="honoured_name")
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="honoured_names", db_index=False
    )
    issued_on = models.DateField()
    place = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=200)
    position = models.CharField(_("position, unit"), max_length=300, blank=True)
    award_code = models.CharField(_("award"), max_length=40)
    award_name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    objects = SearchQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-decision", "place"]
        indexes = [
            models.Index(
                fields=["-issued_on", "-decision", "place"], name="awards_honoured_in_order"
            ),
            models.Index(fields=["decision", "place"], name="awards_honoured_of_decision"),
            models.Index(fields=["award_code"], name="awards_honoured_award"),
            models.Index(fields=["sort_key"], name="awards_honoured_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def search_source(self) -> str:
        return f"{self.name} {self.position}"

    def sort_source(self) -> str:
        return self.line.nominee.subject.sort_key


protect(Publication)
