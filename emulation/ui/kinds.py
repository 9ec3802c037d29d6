"""The nightly cleaning of what forms leave behind."""

from __future__ import annotations

from django.conf import settings

from emulation.clock import real_now
from emulation.registries.work import every_night
from emulation.ui.models import FormReceipt


@every_night
def remove_old_receipts() -> int:
    """Delete the receipts of forms sent long ago; return how many."""
    limit = real_now() - settings.RECEIPTS_KEPT
    count, _details = FormReceipt.objects.filter(created_at__lt=limit).delete()
    return count
