"""Pictures inside official documents: which may stand there, and drawings made harmless."""

import re
import xml.etree.ElementTree as ElementTree  # noqa: S405 -- only to write; reading is defused
from typing import Final

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException

SVG: Final = "http://www.w3.org/2000/svg"
_ELEMENTS: Final = frozenset(
    "svg g path rect circle ellipse line polyline polygon text tspan title desc defs "
    "linearGradient radialGradient stop clipPath".split()
)
_REFERENCE: Final = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:image/(png|jpeg);base64,[A-Za-z0-9+/=]+")
_LONGEST_DRAWING: Final = 2_000_000


class BadDrawing(ValueError):
    """The text is no drawing that may stand in a document."""


def is_picture(source: str) -> bool:
    """Tell whether `source` is a PNG or JPEG carried in the text itself (`data:`)."""
    return bool(_PICTURE.fullmatch(source))


def safe_svg(text: str) -> str:
    """Return the drawing with known shapes only: no scripts, styles, links, foreign parts.

    Raises `BadDrawing` when `text` is not SVG, is too long or declares entities.
    """
    if len(text) > _LONGEST_DRAWING:
        raise BadDrawing("The drawing is too large.")
    try:
        root = SafeTree.fromstring(text, forbid_dtd=True)
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise BadDrawing("The drawing cannot be read.") from error
    if _local(root.tag) != "svg":
        raise BadDrawing("The drawing is not SVG.")
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(_copy(root), encoding="unicode")


def _copy(element: ElementTree.Element) -> ElementTree.Element:
    kept = ElementTree.Element(f"{{{SVG}}}{_local(element.tag)}", _attributes(element))
    kept.text, kept.tail = element.text, element.tail
    kept.extend(_copy(child) for child in element if _local(child.tag) in _ELEMENTS)
    return kept


def _attributes(element: ElementTree.Element) -> dict[str, str]:
    return {
        name: value
        for name, value in element.attrib.items()
        if "}" not in name
        and not name.lower().startswith("on")
        and name.lower() not in {"href", "src", "style"}
        and not _REFERENCE.search(value)
    }


def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
