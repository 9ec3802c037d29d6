"""Names of the acts with people and accounts in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "people.act_as": _("Chose the role to act in"),
        "people.change_password": _("Changed the password"),
        "people.create_account": _("Created an account"),
        "people.delegate": _("Delegated"),
        "people.end_mandate": _("Ended a role"),
        "people.grant_mandate": _("Gave a role"),
        "people.hand_over": _("Handed open work over"),
        "people.invite": _("Invited to set a password"),
        "people.revoke_delegation": _("Revoked a delegation"),
        "people.save_household": _("Saved a household"),
        "people.save_person": _("Saved a person"),
        "people.set_active": _("Allowed or stopped signing in"),
        "people.sign_in": _("Signed in"),
        "people.sign_out": _("Signed out"),
        "people.update_account": _("Changed an account"),
        "people.use_invitation": _("Used an invitation"),
    }
)
