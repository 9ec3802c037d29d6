"""The lists of reports, of one campaign's board and periods, and of what an agency supplies."""

from campaigns.reports.lists.agency import MONITORED
from campaigns.reports.lists.campaign import BOARD, PERIODS, with_periods
from campaigns.reports.lists.reports import QUEUE, REPORTS, shown_as

__all__ = ["BOARD", "MONITORED", "PERIODS", "QUEUE", "REPORTS", "shown_as", "with_periods"]
