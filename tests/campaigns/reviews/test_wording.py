"""Names in a sentence: what is counted, what is named."""

import pytest

from campaigns.reviews.wording import names


@pytest.mark.parametrize(
    ("items", "written"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A và B"),
        (["A", "B", "C"], "A, B và C"),  # one alone is named, not "và «01» đơn vị khác"
        (["A", "B", "C", "D"], "A, B và «02» đơn vị khác"),
    ],
)
def test_names_beyond_the_limit_are_counted_unless_it_is_one(items, written):
    assert names(items, most=2) == written
