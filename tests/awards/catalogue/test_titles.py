"""Titles that units register carry the codes and subjects of the catalogue."""

import datetime as dt

from awards.catalogue.enums import AwardKind
from awards.catalogue.selectors import awards_on
from campaigns.registrations.titles import TITLES

DAY = dt.date(2021, 1, 1)
SUBJECTS = {"individual": "person", "collective": "collective", "household": "household"}


def test_every_title_of_the_catalogue_can_be_registered():
    for award in awards_on(DAY):
        if award.kind == AwardKind.TITLE:
            assert TITLES[award.code].subjects == {SUBJECTS[each] for each in award.subjects}
