"""The words of the minutes: the time on the wall of the room where the council met."""

import datetime as dt

from awards.council.documents import _ending
from awards.council.models import CouncilSession


def test_the_end_is_told_in_the_time_of_the_province():
    closed = dt.datetime(2021, 11, 22, 18, 30, tzinfo=dt.UTC)
    assert "01 giờ 30, ngày 23 tháng 11 năm 2021" in _ending(CouncilSession(closed_at=closed))
