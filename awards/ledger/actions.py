"""Names of the acts with the ledger in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "ledger.consume_initiatives": _("Marked initiatives as used"),
        "ledger.enter_decision": _("Entered a decision in the ledger"),
        "ledger.lift_hold": _("Lifted a hold"),
        "ledger.place_hold": _("Placed a hold"),
        "ledger.record_award": _("Recorded an earlier award"),
        "ledger.record_discipline": _("Recorded a discipline"),
        "ledger.record_initiative": _("Recorded an initiative"),
        "ledger.record_leave": _("Recorded a leave"),
        "ledger.record_rating": _("Recorded a rating"),
        "ledger.revoke_award": _("Revoked an award in the ledger"),
        "ledger.strike_entry": _("Struck an entry of the ledger"),
    }
)
