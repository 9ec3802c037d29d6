"""Names of the acts with plans in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "plans.add_attachment": _("Attached a file to the notice"),
        "plans.add_day": _("Added a great day"),
        "plans.add_participants": _("Added participants"),
        "plans.change": _("Changed a plan"),
        "plans.change_notice": _("Changed the notice"),
        "plans.complete_assignment": _("Recorded that a duty is done"),
        "plans.create": _("Began a plan"),
        "plans.record_unit_plan": _("Recorded a unit's plan"),
        "plans.remove_assignment": _("Removed a duty"),
        "plans.remove_attachment": _("Removed a file of the notice"),
        "plans.remove_day": _("Removed a great day"),
        "plans.remove_participant": _("Removed a participant"),
        "plans.remove_section": _("Removed a part of the plan"),
        "plans.save_assignment": _("Saved a duty"),
        "plans.save_section": _("Saved a part of the plan"),
    }
)
