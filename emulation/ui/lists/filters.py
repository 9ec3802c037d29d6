"""Filters of lists: words with or without marks, and the words in which a filter is told."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from emulation.ui.forms import VietnameseDateField
from emulation.ui.vietnamese import fold, short_date

LONGEST_WORDS = 200


class WordsFilter(django_filters.CharFilter):
    """Finds by words, whatever their marks and case.

    It looks into the rows' own search text, or into that of what ``field_name`` leads to.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Words"))
        kwargs.setdefault("field_name", "")  # else the filter's own name is taken for a field
        super().__init__(max_length=LONGEST_WORDS, **kwargs)

    def filter(self, qs: Any, value: Any) -> Any:
        path = f"{self.field_name}__search_text" if self.field_name else "search_text"
        for word in fold(value or "").split():
            qs = qs.filter(**{f"{path}__contains": word})
        return qs


class DayFilter(django_filters.DateFilter):
    """A day written as here: 31/12/2021."""

    field_class = VietnameseDateField


def told(filterset: Any) -> list[str]:
    """Return the filters in force as "label: value", for the head of an exported table."""
    words = []
    filterset.form.is_valid()
    for name, value in filterset.form.cleaned_data.items():
        field = filterset.form.fields[name]
        if value not in (None, "", []) and filterset.form.data.get(name):
            words.append(f"{field.label}: {_word(field, value)}")
    return words


def _word(field: Any, value: Any) -> str:
    if hasattr(value, "strftime"):
        return short_date(value)
    choices = dict(_flat(getattr(field, "choices", ()))) if not hasattr(value, "pk") else {}
    return str(choices.get(str(value), value))


def _flat(choices: Any) -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            pairs += [(str(inner), word) for inner, word in label]
        else:
            pairs.append((str(value), label))
    return pairs
