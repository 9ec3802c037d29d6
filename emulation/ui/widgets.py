"""Fields of forms drawn without templates.

Django draws each field, and each choice of a select, by templates that include others: a filter of
two hundred choices took 15 ms. The markup here is the same, joined in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.safestring import SafeString

from emulation.ui.escaping import escaped

Widget = Mapping[str, Any]
FOLDER: Final = "django/forms/widgets"
INPUTS: Final = (
    "text", "number", "email", "url", "tel", "search", "color", "password", "hidden", "file",
    "date", "datetime", "time", "checkbox",
)  # fmt: skip


class FlatRenderer(DjangoTemplates):
    """Draws the usual widgets here, all else by its template."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        draw = DRAWN.get(template_name)
        if draw is None:
            return super().render(template_name, context, request)
        # every value was escaped where it was written
        return SafeString(draw(context["widget"]))  # nosec B703


def _attributes(widget: Widget) -> str:
    written = []
    for name, value in widget["attrs"].items():
        if value is True:
            written.append(f" {escaped(name)}")
        elif value is not False:
            written.append(f' {escaped(name)}="{escaped(value)}"')
    return "".join(written)


def _input(widget: Widget) -> str:
    value = widget["value"]
    held = "" if value is None else f' value="{escaped(value)}"'
    opening = f'<input type="{escaped(widget["type"])}"'
    return f'{opening} name="{escaped(widget["name"])}"{held}{_attributes(widget)}>'


def _textarea(widget: Widget) -> str:
    name, value = escaped(widget["name"]), widget["value"]
    text = escaped(value) if value else ""
    return f'<textarea name="{name}"{_attributes(widget)}>\n{text}</textarea>'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{escaped(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        choices = "".join(map(_option, options))
        label = escaped(group) if group else ""
        parts.append(f'<optgroup label="{label}">{choices}</optgroup>' if group else choices)
    return "".join([*parts, "</select>"])


def _option(option: Widget) -> str:
    label = option["label"]
    if type(label) is not str:
        label = localize(label)
    attributes = _attributes(option) if option["attrs"] else ""
    return f'<option value="{escaped(option["value"])}"{attributes}>{escaped(label)}</option>'


def _boxes(widget: Widget) -> str:
    """Draw checkboxes or radio buttons, each inside its label."""
    attributes = widget["attrs"]
    own = {name: attributes[name] for name in ("id", "class") if attributes.get(name)}
    parts = [f"<div{_attributes({'attrs': own})}>"]
    for group, options, _index in widget["optgroups"]:
        boxes = "".join(f"<div>{_box(option)}</div>" for option in options)
        heading = f"<label>{escaped(group)}</label>" if group else ""
        parts.append(f"<div>{heading}{boxes}</div>" if group else boxes)
    return "".join([*parts, "</div>"])


def _box(option: Widget) -> str:
    if not option["wrap_label"]:
        return _input(option)
    name = option["attrs"].get("id")
    link = f' for="{escaped(name)}"' if name else ""
    return f"<label{link}>{_input(option)} {escaped(localize(option['label']))}</label>"


DRAWN: Final[dict[str, Callable[[Widget], str]]] = {
    **{f"{FOLDER}/{name}.html": _input for name in INPUTS},
    f"{FOLDER}/textarea.html": _textarea,
    f"{FOLDER}/select.html": _select,
    f"{FOLDER}/checkbox_select.html": _boxes,
    f"{FOLDER}/radio.html": _boxes,
}
