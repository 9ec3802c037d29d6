"""Notices: what somebody must know, in the portal and by e-mail."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from emulation.notices.enums import MailState
from emulation.people.scoped import Reach, ScopedQuerySet, Sees


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Notices: one's own, whatever mandate is acting."""

    reach = Reach(own=("account",))
    sees = (Sees("emulation.read_notices"),)

    def unread(self) -> Self:
        """Return what was not read yet."""
        return self.filter(read_at__isnull=True)


class Notice(models.Model):
    """One line to one account, with the address of the work; details stay behind sign-in."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    mandate = models.ForeignKey("emulation.Mandate", models.PROTECT, null=True, related_name="+")
    event = models.CharField(max_length=60)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    reply_to = models.EmailField(blank=True, default="")
    mail_state = models.CharField(
        _("by e-mail"), max_length=10, choices=MailState, default=MailState.NONE, blank=True
    )
    queued_at = models.DateTimeField(null=True)
    mail_after = models.DateTimeField(null=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_error = models.CharField(max_length=300, blank=True, default="")
    mailed_at = models.DateTimeField(null=True)
    once = models.CharField(max_length=100, null=True, blank=True)  # noqa: DJ001 -- NULLs do not collide

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "once"], name="emulation_notice_once")
        ]
        indexes = [
            models.Index(fields=["account", "read_at"], name="emulation_notice_unread"),
            models.Index(
                fields=["mail_state", "mail_after"],
                name="emulation_notice_mail",
                condition=models.Q(mail_state__in=[MailState.QUEUED, MailState.SET_ASIDE]),
            ),
        ]

    def __str__(self) -> str:
        return self.subject
