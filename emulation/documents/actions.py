"""Names of the acts with documents in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "documents.draft": _("Drafted a document"),
        "documents.legal_basis": _("Saved a legal basis"),
        "documents.numbering_mode": _("Set how a book is numbered"),
        "documents.retry_issue": _("Issued again after a failure"),
        "documents.revise": _("Revised a draft"),
        "documents.signing_route": _("Set a signing route"),
        "documents.step": _("Took a step of the signing route"),
    }
)
