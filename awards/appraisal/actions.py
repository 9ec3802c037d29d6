"""Names of the acts of appraisal in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "appraisal.assign": _("Assigned a round evenly"),
        "appraisal.charge": _("Charged an appraiser by hand"),
        "appraisal.conflict": _("Recorded a conflict of interest"),
        "appraisal.hand_over": _("Handed appraisals over"),
        "appraisal.send_back": _("Sent an appraisal back"),
        "appraisal.settle": _("Settled an appraisal"),
        "appraisal.submit": _("Gave a verdict"),
    }
)
