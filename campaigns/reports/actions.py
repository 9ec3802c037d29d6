"""Names of the acts with reports in the audit trail."""

from django.utils.translation import gettext_lazy as _

from emulation.registries.acts import named_actions

named_actions(
    {
        "reports.add_evidence": _("Attached evidence to a report"),
        "reports.confirm_entry": _("Confirmed what the office entered"),
        "reports.confirm_figures": _("Confirmed figures as the agency"),
        "reports.enter_for_unit": _("Entered a report for the unit"),
        "reports.extend": _("Extended the deadline of a report"),
        "reports.open": _("Opened the reports"),
        "reports.remind": _("Reminded of reports"),
        "reports.remove_evidence": _("Removed evidence of a report"),
        "reports.remove_period": _("Removed a reporting period"),
        "reports.save_period": _("Saved a reporting period"),
        "reports.supply_figure": _("Supplied the province's figure"),
    }
)
