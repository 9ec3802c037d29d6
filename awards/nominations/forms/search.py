"""Fields that find a nominee, a figure of a report or a file of a dossier by words."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from awards.nominations.models import Nominee
from awards.nominations.selectors import award_for
from campaigns.reports.models import ReportLine
from emulation.files.models import StoredFile
from emulation.ui.search_fields import SearchField
from emulation.ui.vietnamese import format_number


class NomineeSearchField(SearchField):
    """One nominee, found by the name or words of the position."""

    default_error_messages = {"unknown": _("Nobody of this name can be chosen here.")}

    def told(self, record: Nominee) -> str:
        parts = (record.name, award_for(record).name, record.position)
        return " – ".join(part for part in parts if part)

    def names(self, record: Nominee) -> tuple[str, ...]:
        return (record.name,)


class FigureSearchField(SearchField):
    """One figure of an accepted report, found by the words of its indicator."""

    def told(self, record: ReportLine) -> str:
        figure = format_number(record.counted)  # type: ignore[attr-defined]
        return f"{record.indicator}: {figure} ({record.report.period})"

    def search(self, words: str) -> QuerySet[ReportLine]:
        found = self.queryset
        for word in words.split():
            in_code = Q(indicator__code__icontains=word)
            found = found.filter(Q(indicator__name__icontains=word) | in_code)
        return found


class FileSearchField(SearchField):
    """One file, found by its name."""

    def search(self, words: str) -> QuerySet[StoredFile]:
        return self.queryset.filter(name__icontains=words)
