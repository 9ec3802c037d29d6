"""Names of the acts with reviews in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "reviews.computed": _("Computed a review"),
        "reviews.reset_section": _("Took the drafted text back"),
        "reviews.save_section": _("Edited a section of the review"),
        "reviews.start": _("Began a review of the campaign"),
    }
)
