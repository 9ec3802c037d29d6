"""The table of a list: a flat body, joined in Python.

A template that draws each cell costs twenty times as much (docs/adr/0007-lists.md); everything that
is the same for all rows of a column is escaped once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import rules
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from emulation.ui import tags
from emulation.ui.escaping import escaped
from emulation.ui.lists.address import EXPORT, OUTCOME, PAGE, SORT, Asked
from emulation.ui.lists.columns import Column, Kind, reader
from emulation.ui.vietnamese import format_number

FORM_ID: Final = "selection"
_STAND_IN: Final = 987654321
WIDE: Final = 28  # characters from which a column holds texts, whose words may be of any length
Draw = Callable[[Any], str]


def _number(value: Any) -> str:
    return format_number(value) if type(value) is int else tags.number(value)


def _due(value: Any) -> str:
    day, done = value if isinstance(value, tuple) else (value, False)
    return tags.due(day, done)


def _state(value: Any) -> str:
    return tags.state_mark(*value) if value else ""


def _text(value: Any) -> Any:
    return "" if value is None else value


WRITTEN: Final[dict[Kind, Draw]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.MONEY: tags.money,
    Kind.PERCENT: tags.percent,
    Kind.DATE: tags.short_date,
    Kind.MOMENT: tags.moment,
    Kind.DUE: _due,
    Kind.STATE: _state,
}


def linker(link: str | Callable[[Any], str]) -> Draw:
    """Return the function that gives a row's address; a named one is resolved once for all rows."""
    if not isinstance(link, str):
        return link
    before, _number, after = reverse(link, args=[_STAND_IN]).partition(str(_STAND_IN))
    return lambda row: f"{before}{row.pk}{after}"


def _content(column: Column[Any], asked: Asked[Any]) -> Draw:
    """Return the function that draws what stands in a row's cell: escaped here, joined above."""
    value, written = column.reader(), WRITTEN[column.kind]
    cell = column.cell or (lambda row: written(value(row)))
    draw: Draw = lambda row: escaped(cell(row))  # noqa: E731 -- wrapped below
    if column.link and _may_follow(column, asked.mandate):
        draw = _linked(draw, linker(column.link))
    elif column.press and asked.listing.action(column.press, asked.mandate):
        draw = _pressed(draw, column.press)
    return _with_note(draw, reader(column.note)) if column.note else draw


def _may_follow(column: Column[Any], mandate: Any) -> bool:
    return not column.link_for or bool(rules.has_perm(column.link_for, mandate, None))


def _linked(draw: Draw, link: Draw) -> Draw:
    def linked(row: Any) -> str:
        address = link(row)
        if not address:
            return draw(row)
        return f'<a href="{escaped(address)}">{draw(row)}</a>'

    return linked


def _pressed(draw: Draw, act: str) -> Draw:
    opening = f'<button class="btn btn-link press" form="{FORM_ID}" name="press" value="{act}:'

    def pressed(row: Any) -> str:
        words = draw(row)
        return f'{opening}{row.pk}">{words}</button>' if words else ""

    return pressed


def _with_note(draw: Draw, note: Callable[[Any], Any]) -> Draw:
    def noted(row: Any) -> str:
        words = note(row)
        small = f"<small>{escaped(words)}</small>" if words else ""
        return f"<div>{draw(row)}{small}</div>"

    return noted


def _cell(column: Column[Any], asked: Asked[Any], *, first: bool) -> Draw:
    content = _content(column, asked)
    tag = 'th scope="row"' if first else f'td data-label="{conditional_escape(column.label)}"'
    closing = "</th>" if first else "</td>"
    css = column.css
    if callable(css):
        return lambda row: f'<{tag} class="{css(row)}">{content(row)}{closing}'
    # a word of sixty letters, as a hash or the name of a file, may not push the page wider
    long = column.kind is Kind.TEXT and column.width >= WIDE
    kind = "num" if column.kind in Kind.FIGURES else "long" if long else ""
    classes = " ".join(filter(None, [kind, css]))
    opening = f'<{tag} class="{classes}">' if classes else f"<{tag}>"
    return lambda row: f"{opening}{content(row)}{closing}"


def _pick(asked: Asked[Any]) -> Draw:
    """Return the function that draws the box by which a row is selected."""
    name, label = asked.listing.name_of, _("Select %(name)s")
    opening = (
        '<td class="pick"><input class="form-check-input" type="checkbox" name="selected"'
        f' form="{FORM_ID}" value="'
    )

    def pick(row: Any) -> str:
        words = escaped(label % {"name": name(row)})
        return f'{opening}{row.pk}" aria-label="{words}"></td>'

    return pick


def body(asked: Asked[Any], rows: Iterable[Any], *, selectable: bool) -> SafeString:
    """Return the rows of the table."""
    cells = [_cell(column, asked, first=not place) for place, column in enumerate(asked.columns)]
    if selectable:
        cells.insert(0, _pick(asked))
    css, name = asked.listing.row_css, asked.listing.row_id
    lines = []
    for row in rows:
        named = f' id="{name(row)}"' if name else ""
        opening = f'<tr{named} class="{css(row)}">' if css else f"<tr{named}>"
        lines.append(opening + "".join([cell(row) for cell in cells]) + "</tr>")
    return SafeString("".join(lines))  # nosec B703 -- every part was escaped where it was written


def kept_query(query: QueryDict) -> QueryDict:
    """Return the parameters that stay when order or number of rows change."""
    kept = query.copy()
    for name in (PAGE, EXPORT, OUTCOME):
        kept.pop(name, None)
    return kept


def head(asked: Asked[Any], *, selectable: bool) -> SafeString:
    """Return the row of heads; those that sort are links, the second time the other way."""
    query = kept_query(asked.request.GET)
    cells = format_html_join("", "{}", ((_head(asked, c, query),) for c in asked.columns))
    pick: str = ""
    if selectable:
        pick = format_html(
            '<th scope="col" class="pick"><input class="form-check-input" type="checkbox"'
            ' data-select-all aria-label="{}"></th>',
            _("Select all rows of this page"),
        )
    return format_html("<tr>{}{}</tr>", pick, cells)


def _head(asked: Asked[Any], column: Column[Any], query: QueryDict) -> SafeString:
    css = "num" if column.kind in Kind.FIGURES else ""
    if not column.terms():
        return format_html('<th scope="col" class="{}">{}</th>', css, column.label)
    order, sign = "none", ""
    if asked.sorted_by is column:
        falls = asked.descending
        order, sign = ("descending", "sort-down") if falls else ("ascending", "sort-up")
    query[SORT] = f"-{column.key}" if order == "ascending" else column.key
    return format_html(
        '<th scope="col" aria-sort="{}" class="{}"><a class="sort" href="?{}">{}{}</a></th>',
        order,
        css,
        query.urlencode(),
        column.label,
        tags.icon(sign) if sign else "",
    )


_FRAME: Final = (
    '<div class="board-frame" tabindex="0" role="group" aria-label="{}">'
    '<table class="board">{}</table></div>'
)


def table(asked: Asked[Any], rows: Sequence[Any], *, selectable: bool) -> SafeString:
    """Return the whole table."""
    inner = format_html(
        "<thead>{}</thead><tbody data-queue>{}</tbody>",
        head(asked, selectable=selectable),
        body(asked, rows, selectable=selectable),
    )
    if asked.listing.matrix:
        return format_html(_FRAME, asked.listing.title, inner)
    return format_html('<table class="table ledger">{}</table>', inner)
