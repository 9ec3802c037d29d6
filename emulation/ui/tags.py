"""Template tags and filters of the portal; builtins of every template, shown in the gallery."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import rules
from django import template
from django.db.models import Model
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from emulation.clock import today
from emulation.clock.workdays import working_days
from emulation.ui import charts, vietnamese

register = template.Library()

SPRITE: Final = "icons/portal.svg"
TONES: Final = ("done", "attention", "late", "underway", "waiting")


# --- numbers and dates -----------------------------------------------------------------------


def missing() -> SafeString:
    """Return the mark of a missing figure: a dash that a screen reader calls missing."""
    return _missing(_("missing"))


@lru_cache(maxsize=10)
def _missing(word: str) -> SafeString:
    mark = (
        '<span class="missing"><span aria-hidden="true">—</span>'
        '<span class="visually-hidden">{}</span></span>'
    )
    return format_html(mark, word)


@register.filter
def number(value: Any, decimals: int | None = None) -> str:
    """Show a number as 1.234.567,8; nothing becomes the mark of a missing figure, not zero."""
    if value is None or value == "":
        return missing()
    return vietnamese.format_number(_decimal(value), decimals)


def _decimal(value: Any) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


@register.filter
def percent(value: Any, decimals: int = 1) -> str:
    """Show a value that is already in percent: 95,5 %."""
    if value is None or value == "":
        return missing()
    return f"{vietnamese.format_number(round(_decimal(value), decimals))}{vietnamese.NBSP}%"


@register.filter
def money(value: Any) -> str:
    """Show an amount: 2.340.000 đồng."""
    if value is None or value == "":
        return missing()
    return vietnamese.money(_decimal(value)).replace(" ", vietnamese.NBSP)


@register.filter
def padded(value: Any) -> str:
    """Show a count as documents do: 05."""
    return missing() if value is None else vietnamese.padded_count(int(value))


@register.filter
def short_date(value: dt.date | None) -> str:
    """Show a date as 05/01/2026; a moment is shown by its day here."""
    return vietnamese.short_date(_local(value)) if value else ""


@register.filter
def long_date(value: dt.date | None) -> str:
    """Show a date as "ngày 05 tháng 01 năm 2026"."""
    return vietnamese.long_date(_local(value)) if value else ""


@register.filter
def moment(value: dt.datetime | None) -> str:
    """Show a moment as "14:05, 05/01/2026"."""
    if not value:
        return ""
    local = _local(value)
    return f"{local:%H:%M}, {vietnamese.short_date(local)}"


def _local(value: Any) -> Any:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return value.astimezone(timezone.get_default_timezone())
    return value


# --- marks -----------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Show an icon of the sprite; decorative unless it has a label."""
    return _icon(name, str(label), css)


# A page draws the same few hundreds of times; ``typed`` tells escaped words from plain ones.
@lru_cache(maxsize=1000, typed=True)
def _icon(name: str, label: str, css: str) -> SafeString:
    address = f"{static(SPRITE)}#{name}"
    classes = f"icon {css}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            classes,
            label,
            address,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        classes,
        address,
    )


@register.simple_tag
def state_mark(word: str, tone: str = "waiting") -> SafeString:
    """Show a state as a word and a shape; the tone only adds colour."""
    return _state_mark(str(word), tone if tone in TONES else "waiting")


@lru_cache(maxsize=1000, typed=True)
def _state_mark(word: str, tone: str) -> SafeString:
    mark = '<span class="state state-{}">{}{}</span>'
    return format_html(mark, tone, icon(f"state-{tone}"), word)


def tone_of(obj: Any, field: str = "state") -> str:
    """Return the tone of an object's state: those that wait have none of their own."""
    return str(obj.tones.get(str(getattr(obj, field)), "waiting"))


@register.simple_tag
def state_of(obj: Any) -> SafeString:
    """Show the state of a record, whose model says in ``tones`` which tone a state has."""
    return state_mark(str(obj.get_state_display()), tone_of(obj))


@register.simple_tag
def due(day: dt.date | None, done: bool = False) -> SafeString | str:
    """Show how much time is left until ``day`` ("còn 3 ngày làm việc"); only the date when done."""
    if day is None:
        return ""
    day = day.date() if isinstance(day, dt.datetime) else day
    written = vietnamese.short_date(day)
    if done:
        return format_html('<time datetime="{}">{}</time>', day.isoformat(), written)
    left = working_days(today(), day)
    tone, words = _due_words(day, left)
    shown = state_mark(words, tone) if tone else format_html('<span class="muted">{}</span>', words)
    return format_html(
        '<span class="due"><time datetime="{}">{}</time> {}</span>',
        day.isoformat(),
        written,
        shown,
    )


def _due_words(day: dt.date, left: int) -> tuple[str, str]:
    soon = 3
    if day < today():
        if left == 0:
            return "late", _("late, since the last days off")
        return "late", _("%(days)s working days late") % {"days": vietnamese.format_number(-left)}
    if day == today():
        return "attention", _("due today")
    words = _("%(days)s working days left") % {"days": vietnamese.format_number(left)}
    return ("attention" if left <= soon else ""), words


# --- finding the way -------------------------------------------------------------------------


@register.simple_tag
def crumb(label: str, url: str = "") -> SafeString:
    """Show one step of the breadcrumb; the page itself has no address."""
    if url:
        return format_html('<li class="crumb"><a href="{}">{}</a></li>', url, label)
    return format_html('<li class="crumb" aria-current="page">{}</li>', label)


@register.inclusion_tag("components/page_links.html", takes_context=True)
def page_links(context: Context, page: Any) -> dict[str, Any]:
    """Show the links to the other pages of a list; they keep the rest of the address."""
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    count = page.paginator.count
    total = getattr(page.paginator, "told", None) or vietnamese.format_number(count)
    return {"page": page, "pages": list(pages), "total": total, "request": context.get("request")}


@register.simple_tag
def source(text: str, url: str = "") -> SafeString:
    """Show the quiet link from a computed number to how it was computed."""
    if not url:
        return format_html('<span class="source">{}</span>', text)
    return format_html('<a class="source" href="{}">{}</a>', url, text)


# --- larger pieces ---------------------------------------------------------------------------


@register.inclusion_tag("components/job_progress.html")
def job_progress(job: Model) -> dict[str, Any]:
    """Show the live progress of a background job."""
    return {"job": job}


@register.simple_tag
def chart(figure: charts.Chart) -> SafeString:
    """Show a chart with its table of figures."""
    return format_html(
        '<figure class="chart"><figcaption>{0}</figcaption>'
        '<div class="chart-frame" tabindex="0" role="group" aria-label="{0}">{1}</div>'
        '<details class="chart-table"><summary>{2}</summary>{3}</details></figure>',
        figure.title,
        charts.svg(figure),
        _("See the figures"),
        table(charts.rows(figure)),
    )


def table(rows: list[list[str]]) -> SafeString:
    """Return an HTML table of strings: the first row and the first column are heads."""
    head = format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in rows[0]))
    body = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        (
            (row[0], format_html_join("", '<td class="num">{}</td>', ((cell,) for cell in row[1:])))
            for row in rows[1:]
        ),
    )
    return format_html(
        '<table class="table ledger"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        head,
        body,
    )


@register.filter
def unit(bound_field: Any) -> str:
    """Return the unit of measure that a form field declares, shown inside it."""
    return str(getattr(bound_field.field, "unit", "") or "")


@register.filter
def may(mandate: Any, permission: str) -> bool:
    """Return whether the acting mandate may open a place of that permission."""
    return bool(rules.has_perm(permission, mandate, None))
