"""Forgetting notices that were read long ago, and mails that were written to files."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from emulation.clock import now, real_now
from emulation.notices.models import Notice


def remove_read_notices() -> int:
    """Delete notices that were read longer ago than they are kept; return how many."""
    old = Notice.objects.filter(read_at__lt=now() - settings.READ_NOTICES_KEPT)
    count, _details = old.delete()
    return count


def remove_mail_files() -> int:
    """Delete old mails where mail is written to files instead of sent; return how many."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder:
        return 0
    limit = (real_now() - settings.MAIL_FILES_KEPT).timestamp()
    old = [file for file in Path(folder).glob("*.log") if file.stat().st_mtime < limit]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
