"""The audit trail of a busy year, sealed into its chain, and the notices that units received."""

from __future__ import annotations

from config.demo.bulk.base import Whole
from config.demo.bulk.rows import fill
from emulation.audit.models import AuditEntry
from emulation.audit.services import seal_entries
from emulation.notices.models import Notice

NOTICES_EACH = 10
SEAL_BATCH = 20_000


def load_trail(whole: Whole) -> None:
    """Write what the officers did to their reports, and seal it."""
    fill(
        AuditEntry,
        """generate_series(1, %(entries)s) AS s(n)
           JOIN demo_unit u ON u.n = mod(s.n - 1, %(units)s) + 1
           CROSS JOIN LATERAL (SELECT r.id, r.due_on FROM campaigns_report r
              JOIN campaigns_participant p ON p.id = r.participant_id AND p.unit_id = u.unit_id
              ORDER BY r.id OFFSET mod(s.n / %(units)s, 9) LIMIT 1) r
           ORDER BY s.n""",
        {
            "at": "now() - interval '1 day' + s.n * interval '0.1 second'",
            "province_time": "r.due_on - interval '8 days' + s.n * interval '1 second'",
            "account_id": "u.officer_account_id",
            "mandate_id": "u.officer_id",
            "action": "(ARRAY['reports.save', 'reports.submit', 'reports.add_evidence'])"
            "[mod(s.n, 3) + 1]",
            "object_type": "'campaigns.Report'",
            "object_id": "r.id",
            "object_label": "u.unit_name",
            "changes": "jsonb_build_object('lines', mod(s.n, 100))",
        },
        entries=whole.size.audit,
        units=whole.size.units,
    )
    while seal_entries(SEAL_BATCH):
        pass


def load_notices(whole: Whole) -> None:
    """Leave every officer some unread notices."""
    fill(
        Notice,
        f"demo_unit u CROSS JOIN generate_series(1, {NOTICES_EACH}) AS s(n)",
        {
            "account_id": "u.officer_account_id",
            "mandate_id": "u.officer_id",
            "event": "'reports.reminder'",
            "subject": "'Nhắc nộp báo cáo lần ' || s.n",
            "url": "'/bao-cao/'",
            "created_at": "timestamptz '2021-11-01' + s.n * interval '1 day'",
        },
    )
