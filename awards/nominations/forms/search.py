"""Fields that find a nominee, or a figure of a report, by words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from awards.nominations.models import Nominee
from awards.nominations.selectors import award_for
from campaigns.reports.models import ReportLine
from emulation.ui.search_fields import FewSearchField, SearchField
from emulation.ui.vietnamese import format_number


class NomineeSearchField(SearchField):
    """One nominee, found by the name or words of the position."""

    default_error_messages = {"unknown": _("Nobody of this name can be chosen here.")}

    def told(self, record: Nominee) -> str:
        parts = (record.name, award_for(record).name, record.position)
        return " – ".join(part for part in parts if part)

    def names(self, record: Nominee) -> tuple[str, ...]:
        return (record.name,)


class FigureSearchField(FewSearchField):
    """One figure of the unit's accepted reports, found by indicator, code or period."""

    def told(self, record: ReportLine) -> str:
        figure = format_number(record.counted)  # type: ignore[attr-defined]
        return f"{record.indicator}: {figure} ({record.report.period})"

    def names(self, record: ReportLine) -> tuple[str, str]:
        return self.told(record), record.indicator.code
