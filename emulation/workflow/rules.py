"""Whether one person may prepare and approve."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from emulation.regulations.registry import Setting, ValueKind, declare_setting

ONE_PERSON = declare_setting(
    Setting(
        name="workflow.one_person",
        label=_("One person may prepare and approve"),
        help=_(
            "Only for a unit that has no second person: who prepared a dossier, report, "
            "registration or a step of the signing route may approve it too. Official documents "
            "are always drafted, signed and numbered by different people."
        ),
        kind=ValueKind.YES_NO,
        default=0,
        article=_("practice of the office; say which decision allows it"),
    )
)
