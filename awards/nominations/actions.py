"""Names of the acts with rounds and dossiers in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "dossier.begin": _("Began a dossier"),
        "dossier.collect": _("Collected dossiers"),
        "dossier.papers": _("Kept papers of a dossier"),
        "nominee.add": _("Added a nominee to a dossier"),
        "nominee.change": _("Changed a nominee"),
        "nominee.evidence": _("Added a paper of a nominee"),
        "nominee.evidence_removed": _("Removed a paper of a nominee"),
        "nominee.opinion": _("Recorded an agency's opinion"),
        "nominee.remove": _("Removed a nominee"),
        "nominee.sources": _("Chose figures and initiatives of a nominee"),
        "round.change": _("Changed a round"),
        "round.set_routing": _("Set how dossiers come"),
        "round.create": _("Prepared a round of commendation"),
    }
)
