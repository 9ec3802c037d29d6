"""Building blocks of every model: versions, validity, search text, exact figures, form receipts."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from emulation.ui.vietnamese import fold

FIGURE_SCALE = 10_000
M = TypeVar("M", bound=models.Model)


class Versioned(models.Model):
    """A record that two people may open at once: a save states the version that it read."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet[M]):
    """Rows that hold from a day to a day."""

    def as_of(self, day: dt.date) -> Self:
        """Return the rows that hold on ``day``; an open end holds for ever."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)

    def give_way_on(self, day: dt.date) -> bool:
        """End the open row on the day before ``day``, so that another can begin on it.

        Return ``False``, and change nothing, where a row begins on that day or later. The rows are
        locked: of two that are set at once the later one sees where the earlier begins.
        """
        begun = list(self.select_for_update().order_by().values_list("valid_from", flat=True))
        if any(each >= day for each in begun):
            return False
        self.filter(valid_to__isnull=True).update(valid_to=day - dt.timedelta(days=1))
        return True


class Dated(models.Model):
    """A fact with a validity, both days included."""

    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_valid_in_order",
                violation_error_message=_("The end may not lie before the beginning."),
            )
        ]

    def holds_on(self, day: dt.date) -> bool:
        """Return whether the fact holds on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Searchable(models.Model):
    """A record found by its Vietnamese text, with or without marks.

    ``derived`` are the columns that follow from others; ``derive`` fills them before every save.
    """

    derived: ClassVar[tuple[str, ...]] = ("search_text",)
    search_text = models.TextField(editable=False, default="", db_index=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with what follows from the other columns."""
        self.derive()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, *self.derived}
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Fill the derived columns."""
        self.search_text = fold(self.search_source())

    def search_source(self) -> str:
        """Return the words by which this record is found."""
        raise TypeError(f"{type(self).__name__} must name its words in search_source()")


class Alphabetical(Searchable):
    """A record that lists can sort in Vietnamese order, in the database."""

    derived = ("search_text", "sort_key")
    sort_key = models.CharField(max_length=700, editable=False, default="", db_default="")

    class Meta:
        abstract = True

    def derive(self) -> None:
        """Fill the key, too."""
        super().derive()
        self.sort_key = self.sort_source()

    def sort_source(self) -> str:
        """Return the key: of a person by the given name, of anything else by the words."""
        raise TypeError(f"{type(self).__name__} must give its key in sort_source()")


class SearchQuerySet(models.QuerySet[M]):
    """Finding by words."""

    def search(self, words: str) -> Self:
        """Return the rows that hold every one of ``words``, whatever their marks and case."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found


class FigureField(models.BigIntegerField):
    """An exact decimal with four places, stored as an integer of ten-thousandths.

    SQLite adds decimals as floats; integers add up exactly on both databases, so ``Sum`` and
    comparisons are done in the database. Multiply figures in Python, not in SQL.
    """

    # What the type checker takes the attribute for.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Decimal  # type: ignore[assignment]

    def from_db_value(self, value: Any, *_args: Any) -> Decimal | None:
        """Return the figure as a decimal."""
        return None if value is None else Decimal(value) / FIGURE_SCALE

    def to_python(self, value: Any) -> Decimal | None:
        """Return ``value`` as a decimal."""
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:
        """Return the scaled integer that is stored."""
        if value is None:
            return None
        return int((Decimal(value) * FIGURE_SCALE).quantize(Decimal(1), ROUND_HALF_UP))

    def formfield(self, **kwargs: Any) -> Any:
        """Use the form field that reads Vietnamese figures."""
        from emulation.ui.forms import FigureFormField  # noqa: PLC0415 -- forms stand above models

        return FigureFormField(
            **{
                "required": not self.blank,
                "label": capfirst(self.verbose_name),
                "help_text": self.help_text,
            }
            | kwargs
        )


class FormReceipt(models.Model):
    """The one-time key of a form that was carried out, with the address it led to."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64, blank=True)
    location = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="emulation_formreceipt_once")
        ]

    def __str__(self) -> str:
        return self.location


class ColumnChoice(models.Model):
    """Which columns of a list somebody wants to see: key of the column -> shown."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    listing = models.CharField(max_length=60)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "listing"], name="emulation_columnchoice_once"
            )
        ]

    def __str__(self) -> str:
        return self.listing
