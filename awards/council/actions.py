"""Names of the acts of the council in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "council.add_member": _("Added a member to the council"),
        "council.convene": _("Convened a session"),
        "council.create": _("Recorded a council with its decision"),
        "council.draft_minutes": _("Drafted the minutes"),
        "council.end_member": _("Ended a seat of the council"),
        "council.attendance": _("Recorded attendance"),
        "council.paper_votes": _("Entered the votes of a session held on paper"),
        "council.vote": _("Voted, how is not recorded"),
        "council.voters": _("Members of the session follow the seats of the council"),
    }
)
