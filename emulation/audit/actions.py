"""Names of acts in the rooms below the audit: people, units."""

from django.utils.translation import gettext_lazy as _

from emulation.audit.registry import named_actions

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
        "units.close": _("Closed a unit"),
        "units.create": _("Created a unit"),
        "units.create_cluster": _("Created a cluster"),
        "units.set_members": _("Set the members of a cluster"),
        "units.succeed": _("Recorded the successor of a unit"),
        "units.update": _("Changed a unit"),
        "units.update_cluster": _("Changed a cluster"),
    }
)
