"""What is written into a page many times is escaped, once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from emulation.ui.escaping import escaped, filled


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("<b> & \"x\" 'y'", "&lt;b&gt; &amp; &quot;x&quot; &#x27;y&#x27;"),
        (SafeString("<b>"), "<b>"),
        (gettext_lazy("<b>"), "&lt;b&gt;"),
        (7, "7"),
        (True, "True"),
        (None, "None"),
        (Decimal("1.50"), "1.50"),
    ],
)
def test_all_but_html_is_escaped(value: object, written: str) -> None:
    assert escaped(value) == written


def test_the_gaps_of_a_form_are_filled_with_escaped_values() -> None:
    row = filled('<td title="{label}">{cell}</td>', label='"{x}"', cell=SafeString("<i>1</i>"))
    assert row == '<td title="&quot;{x}&quot;"><i>1</i></td>'
    assert isinstance(row, SafeString)
