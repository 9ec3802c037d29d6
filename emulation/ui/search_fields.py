"""Fields that find a record by what is typed, where a select would offer thousands.

While one types, the page's own form proposes what may be meant (``?goi-y=<field>``); without
JavaScript a code or a name is typed. What is offered is what the field's queryset holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Final
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from emulation.ui.vietnamese import fold, spelled

SUGGEST: Final = "goi-y"
LONGEST_ENTRY: Final = 200
MOST_MEANT: Final = 5
MOST_SUGGESTED: Final = 20
MOST_ENTRIES: Final = 500
MOST_OFFERED: Final = 50


def _suggesting(name: str, attrs: Any, suggest_at: Any) -> dict[str, Any]:
    """Return the attributes of a field that asks for proposals while one types."""
    field_id = (attrs or {}).get("id") or f"id_{name}"
    return {
        **(attrs or {}),
        "list": f"{field_id}-offered",
        "autocomplete": "off",
        "hx-get": str(suggest_at or f"?{SUGGEST}={name}"),
        "hx-trigger": "input changed delay:200ms",
        "hx-target": f"#{field_id}-offered",
        "hx-select": "unset",
        "hx-swap": "innerHTML",
        "hx-push-url": "false",
    }


def _with_list(field: SafeString, given: dict[str, Any]) -> SafeString:
    return format_html('{}<datalist id="{}"></datalist>', field, given["list"])


class SearchWidget(forms.TextInput):
    """A field with proposals; ``suggest_at`` where the page has no form that answers."""

    def __init__(self, attrs: Any = None, *, suggest_at: Any = "") -> None:
        super().__init__(attrs)
        self.suggest_at = suggest_at

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = _suggesting(name, attrs, self.suggest_at) | {"maxlength": LONGEST_ENTRY}
        return _with_list(super().render(name, value, given, renderer), given)


class SearchManyWidget(forms.Textarea):
    """One entry a line; the script makes of it a field with proposals and entries to take away."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        asked = _suggesting(name, attrs, "")
        given = {"rows": 4, **(attrs or {}), "data-many": asked["hx-get"]}
        return _with_list(super().render(name, value, given, renderer), asked)


class SearchField(forms.Field):
    """One record of ``queryset``, found by what is typed.

    What is typed may be what the field itself writes, a code, a whole name or words of it, with its
    marks or with none; it must lead to one record, else the sentence names those it may mean. A
    subclass says by which code a record is known, how it is written, and which names it has.
    """

    widget = SearchWidget
    default_error_messages = {
        "unknown": _("Nothing of this name can be chosen here."),
        "several": _("This may mean several: %(found)s."),
        "like": _("Nothing is spelled like this. Is it %(found)s?"),
    }

    def __init__(
        self, *, queryset: QuerySet[Any] | Callable[[], QuerySet[Any]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self._queryset = queryset

    @property
    def queryset(self) -> QuerySet[Any]:
        """What can be chosen."""
        return self._queryset() if callable(self._queryset) else self._queryset

    @queryset.setter
    def queryset(self, queryset: QuerySet[Any]) -> None:
        self._queryset = queryset

    def known_by(self, typed: str) -> Q | None:
        """Return the condition that means one record exactly, if ``typed`` gives one."""
        number = re.search(r"#(\d{1,18})\)?$", typed)
        return Q(pk=int(number.group(1))) if number else None

    def told(self, record: Any) -> str:
        """Return what tells people of which record it is."""
        return str(record)

    def written(self, record: Any) -> str:
        """Return a record as the field writes and reads it."""
        return f"{self.told(record)} (#{record.pk})"

    def names(self, record: Any) -> Iterable[str]:
        """Return the whole names that mean the record."""
        return (str(record),)

    def search(self, words: str) -> QuerySet[Any]:
        """Return the records that hold every word."""
        return self.queryset.search(words)  # type: ignore[attr-defined]

    def to_python(self, value: Any) -> Any:
        typed = " ".join(str(value or "").split())[:LONGEST_ENTRY]
        if not typed:
            return None
        exact = self.known_by(typed)
        found = self.queryset.filter(exact).first() if exact is not None else None
        return found or self._by_words(typed)

    def _by_words(self, typed: str) -> Any:
        found = list(self.search(typed)[: MOST_MEANT + 1])
        whole = [one for one in found if fold(typed) in map(fold, self.names(one))] or found
        same = [one for one in whole if spelled(typed) in map(spelled, self.names(one))]
        meant = same or [one for one in whole if _agree(typed, self._text(one))]
        if len(meant) == 1:
            return meant[0]
        if not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        code = "several" if meant else "like"
        listed = "; ".join(self.written(one) for one in whole[:MOST_MEANT])
        raise ValidationError(self.error_messages[code], code=code, params={"found": listed})

    def _text(self, record: Any) -> str:
        return " ".join([self.told(record), *self.names(record)])

    def prepare_value(self, value: Any) -> Any:
        """Show a record, or its key, as the field writes it."""
        if isinstance(value, int):
            value = self.queryset.model._base_manager.filter(pk=value).first() or ""
        return self.written(value) if isinstance(value, Model) else value

    def suggested(self, typed: str) -> list[str]:
        """Return what may be meant by the words typed so far, as the field would write it."""
        words = typed[:LONGEST_ENTRY].partition("(")[0]
        if not words.strip():
            return []
        return [self.written(one) for one in self.search(words)[:MOST_SUGGESTED]]


def _agree(typed: str, text: str) -> bool:
    """Tell whether a text bears the words as they are marked: Dung is not Dũng.

    Who types no mark at all searches without them.
    """
    words = normalize("NFC", typed).casefold()
    if words == fold(typed):
        return True
    written, named = normalize("NFC", text).casefold(), spelled(text)
    return all(word in written or spelled(word) in named for word in words.split())


class FewSearchField(SearchField):
    """Among some hundreds at most, whose table keeps no text to search by: their names are read."""

    def search(self, words: str) -> QuerySet[Any]:
        wanted = fold(words).split()
        texts = {one.pk: fold(" ".join(self.names(one))) for one in self.queryset}
        found = [pk for pk, text in texts.items() if all(word in text for word in wanted)]
        return self.queryset.filter(pk__in=found)


class SearchManyField(forms.Field):
    """Several records, each found as the field ``one`` finds it; one entry a line, or by ";"."""

    widget = SearchManyWidget
    default_error_messages = {
        "entry": _("“%(typed)s”: %(sentence)s"),
        "too_many": _("Name at most %(most)s."),
    }

    def __init__(self, one: SearchField, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.one = one

    def to_python(self, value: Any) -> list[Any]:
        typed = [entry.strip() for entry in re.split(r"[\n;]", str(value or "")) if entry.strip()]
        if len(typed) > MOST_ENTRIES:
            raise ValidationError(
                self.error_messages["too_many"], code="too_many", params={"most": MOST_ENTRIES}
            )
        found: dict[int, Any] = {}
        wrong: list[ValidationError] = []
        for entry in typed:
            try:
                record = self.one.to_python(entry)
            except ValidationError as error:
                said = {"typed": entry[:LONGEST_ENTRY], "sentence": " ".join(error.messages)}
                wrong.append(ValidationError(self.error_messages["entry"], params=said))
            else:
                found[record.pk] = record
        if wrong:
            raise ValidationError(wrong)
        return list(found.values())

    def prepare_value(self, value: Any) -> Any:
        """Show records, or their keys, one a line."""
        if value is None or isinstance(value, str):
            return value
        given = list(value)
        keys = [each for each in given if isinstance(each, int)]
        rows = self.one.queryset.model._base_manager.in_bulk(keys) if keys else {}
        records = [rows.get(each) if isinstance(each, int) else each for each in given]
        return "\n".join(self.one.written(each) for each in records if each is not None)

    def suggested(self, typed: str) -> list[str]:
        """Return what may be meant by the words typed so far."""
        return self.one.suggested(typed)


class _Boxes(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, one: SearchField, **kwargs: Any) -> None:
        super().__init__(queryset=one.queryset, **kwargs)
        self.one = one

    def label_from_instance(self, obj: Any) -> str:
        return self.one.told(obj)


class _Select(forms.ModelChoiceField):
    def __init__(self, one: SearchField, **kwargs: Any) -> None:
        super().__init__(queryset=one.queryset, **kwargs)
        self.one = one

    def label_from_instance(self, obj: Any) -> str:
        return self.one.told(obj)


def choose_some(one: SearchField, **kwargs: Any) -> forms.Field:
    """Return the field that chooses among what ``one`` finds: boxes for a few, else typed."""
    return _Boxes(one, **kwargs) if _are_few(one) else SearchManyField(one, **kwargs)


def choose_one(one: SearchField, **kwargs: Any) -> forms.Field:
    """Return the field that chooses one of what ``one`` finds: a select of a few, else typed."""
    if _are_few(one):
        return _Select(one, **kwargs)
    for name, value in kwargs.items():
        setattr(one, name, value)
    return one


def _are_few(one: SearchField) -> bool:
    return len(one.queryset.values_list("pk")[: MOST_OFFERED + 1]) <= MOST_OFFERED
