"""Units with dates and successors; clusters and blocks by year."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat, Least, Left, LPad, RPad, Substr
from django.utils.translation import gettext_lazy as _

from emulation.ui.models import Alphabetical, Dated, DatedQuerySet, SearchQuerySet
from emulation.ui.vietnamese import title_key
from emulation.units.enums import ClusterKind, Level, SuccessionKind, UnitKind

_PK = Cast("pk", models.CharField())


# A unit's place among its sisters in digits of a fixed width, which sort alike under any collation.
ORDER_DIGITS, NAME_DIGITS, KEY_DIGITS = 5, 24, 8
LAST = 10**ORDER_DIGITS - 1
PLACED_BY = {"parent", "parent_id", "order", "name", "sort_key"}
RANK = Concat(
    LPad(Cast(Least("order", Value(LAST)), models.CharField()), ORDER_DIGITS, Value("0")),
    RPad(Left("sort_key", NAME_DIGITS), NAME_DIGITS, Value("0")),
    LPad(_PK, KEY_DIGITS, Value("0")),
)


class UnitQuerySet(DatedQuerySet, SearchQuerySet):  # type: ignore[override]
    """Units, found by date, place in the tree and words."""

    def visible_to(self, mandate: Any) -> Self:
        """Return the units that a mandate may see: the tree is known to all who are signed in."""
        return self if mandate is not None else self.none()

    def below(self, unit: Unit) -> Self:
        """Return ``unit`` and all that stand below it, by one look into an index."""
        return self if unit.covers_province else self.filter(lineage__startswith=unit.lineage)

    def above(self, unit: Unit) -> Self:
        """Return ``unit``, all that stand above it, and the province, which stands above all."""
        province = Q(kind=UnitKind.PEOPLES_COMMITTEE, parent__isnull=True)
        return self.filter(Q(pk__in=unit.lineage_ids) | province)


class Unit(Dated, Alphabetical):
    """An agency, locality, organisation or a part of one; ``parent`` is the unit above.

    ``lineage`` names the unit and all above it ("/1/7/23/"), so that who stands below is found by
    one look into an index, and who stands above whom is known without asking the database.
    ``ranking`` sorts the whole tree: each unit behind the one above it, sisters by order and name.
    """

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent"),
    )
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    order = models.PositiveIntegerField(_("order"), default=0)
    symbol = models.CharField(_("symbol in document numbers"), max_length=20, blank=True)
    letterhead_parent = models.CharField(
        _("upper line of the letterhead"), max_length=200, blank=True
    )
    place = models.CharField(_("place in the date line"), max_length=80, blank=True)
    leader_title = models.CharField(_("title of the head"), max_length=80, blank=True)
    leader_name = models.CharField(_("name of the head"), max_length=100, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    decides_awards = models.BooleanField(_("decides awards of its own level"), default=False)
    lineage = models.CharField(
        max_length=120, editable=False, default="", blank=True, db_index=True
    )

    ranking = models.CharField(
        max_length=400, editable=False, default="", blank=True, db_index=True
    )

    objects = models.Manager.from_queryset(UnitQuerySet)()

    class Meta:
        ordering = ["order", "name"]
        verbose_name = _("unit")
        constraints = [*Dated.Meta.constraints]
        indexes = [models.Index(fields=["kind"], name="emulation_unit_kind")]

    def __str__(self) -> str:
        return self.name

    def search_source(self) -> str:
        return f"{self.name} {self.short_name} {self.code}"

    def sort_source(self) -> str:
        return title_key(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with its place in the tree; a unit that moves takes along those below it."""
        super().save(*args, **kwargs)
        fields = kwargs.get("update_fields")
        if self.lineage and fields is not None and not PLACED_BY & set(fields):
            return
        before = {"lineage": self.lineage, "ranking": self.ranking}
        self.trace()
        after = {"lineage": self.lineage, "ranking": self.ranking}
        if after == before:
            return
        if before["lineage"]:
            below = Unit.objects.filter(lineage__startswith=before["lineage"]).exclude(pk=self.pk)
            below.update(
                **{
                    name: Concat(Value(after[name]), Substr(name, len(before[name]) + 1))
                    for name in after
                }
            )
        Unit.objects.filter(pk=self.pk).update(**after)

    def trace(self) -> None:
        """Write lineage and ranking as they follow from the unit above."""
        above = (self.parent.lineage, self.parent.ranking) if self.parent else ("/", "")
        order, name = min(self.order, LAST), self.sort_key[:NAME_DIGITS]
        place = f"{order:0{ORDER_DIGITS}d}{name:0<{NAME_DIGITS}}{self.pk:0{KEY_DIGITS}d}"
        self.lineage, self.ranking = f"{above[0]}{self.pk}/", f"{above[1]}{place}"

    @property
    def depth(self) -> int:
        """How many units stand above it."""
        return len(self.lineage_ids) - 1

    @property
    def lineage_ids(self) -> list[int]:
        """The unit and all above it, the highest first."""
        return [int(each) for each in self.lineage.split("/") if each]

    @property
    def covers_province(self) -> bool:
        """Whether its authority is the whole province: the People's Committee that heads the tree.

        A department is of provincial level too, but an authority for itself only.
        """
        return self.kind == UnitKind.PEOPLES_COMMITTEE and self.parent_id is None

    def stands_under(self, other: Unit) -> bool:
        """Return whether it is ``other`` or stands below it, at any depth."""
        return other.covers_province or self.lineage.startswith(other.lineage)

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class UnitSuccession(models.Model):
    """A dated event: what became of a unit; history keeps the old row and follows this link."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=20, choices=SuccessionKind)
    on = models.DateField(_("on"))
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="emulation_succession_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="emulation_succession_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class ClusterQuerySet(models.QuerySet["Cluster"]):
    """Clusters by year."""

    def visible_to(self, mandate: Any) -> Self:
        """Return the clusters; their composition is known to all who are signed in."""
        return self if mandate is not None else self.none()

    def of_year(self, day: dt.date) -> Self:
        """Return the clusters of the year in which ``day`` lies."""
        return self.filter(year=day.year)


class Cluster(models.Model):
    """A cluster (localities) or block (agencies) of one year; who heads it is a dated mandate."""

    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=ClusterKind)
    year = models.PositiveSmallIntegerField(_("year"))
    organiser = models.ForeignKey(
        Unit, models.PROTECT, related_name="organised_clusters", verbose_name=_("organised by")
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    units: models.ManyToManyField[Unit, ClusterMember] = models.ManyToManyField(
        Unit, through="ClusterMember", through_fields=("cluster", "unit"), related_name="clusters"
    )

    objects = ClusterQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organiser", "year", "code"], name="emulation_cluster_code_of_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"


class ClusterMember(models.Model):
    """A unit's place in a cluster; a unit stands in one cluster of an organiser a year."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="members")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    year = models.PositiveSmallIntegerField(editable=False)
    organiser = models.ForeignKey(Unit, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ["cluster", "unit__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["organiser", "year", "unit"], name="emulation_one_cluster_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.cluster}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the cluster's year and organiser, which the constraint needs in one row."""
        self.year, self.organiser_id = self.cluster.year, self.cluster.organiser_id
        super().save(*args, **kwargs)
