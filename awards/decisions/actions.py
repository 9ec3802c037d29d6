"""Names of the acts with decisions in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "decisions.add": _("Added a name to a decision"),
        "decisions.create": _("Drafted a decision"),
        "decisions.draft_revocation": _("Drafted a decision of revocation"),
        "decisions.hold_back": _("Held names back"),
        "decisions.order": _("Ordered the list of a decision"),
        "decisions.publish": _("Published a decision"),
        "decisions.redraft": _("Computed bonuses again"),
        "decisions.spare": _("Spared a name from revocation"),
        "decisions.strike": _("Struck a name"),
        "decisions.wording": _("Worded a decision"),
    }
)
