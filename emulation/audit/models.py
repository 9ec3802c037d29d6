"""The audit trail: entries that never change, and the seals that chain them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from emulation.audit.details import details_of
from emulation.audit.triggers import protect
from emulation.clock.models import ProvinceDate
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.registries.acts import action_name


class AuditQuerySet(ScopedQuerySet["AuditEntry"]):
    """Entries of the trail."""

    reach = Reach(unit=("mandate__unit",), own=("account",))
    sees = (Sees("emulation.view_audit"), Sees("emulation.view_own_trail"))


class AuditEntry(models.Model):
    """Who did what to which record, when, as what, and what changed."""

    at = models.DateTimeField(_("at"), auto_now_add=True)
    province_time = models.DateTimeField(_("province's time"))
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    mandate = models.ForeignKey("emulation.Mandate", models.PROTECT, null=True, related_name="+")
    action = models.CharField(_("action"), max_length=80)
    object_type = models.CharField(max_length=80, blank=True)
    object_id = models.BigIntegerField(null=True)
    object_label = models.CharField(max_length=300, blank=True)
    changes = models.JSONField(default=dict)
    request_id = models.CharField(max_length=36, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="emulation_audit_object"),
            models.Index(fields=["account", "-id"], name="emulation_audit_account"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_label}"

    @property
    def action_name(self) -> str:
        """What the act is called."""
        return action_name(self.action)

    @property
    def details(self) -> list[tuple[str, str]]:
        """Return what changed, as people read it."""
        return details_of(self.object_type, self.changes)


class AuditSeal(models.Model):
    """The place of an entry in the chain: its hash covers the entry and the hash before it."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="seal")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="emulation_seal_from_one")
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.hash[:12]}"


protect(AuditEntry)
protect(AuditSeal)
protect(ProvinceDate)  # the clock itself is the ground and imports nothing
