"""Addresses of reports."""

from django.urls import path

from campaigns.reports.views import campaign, entry, evidence, reading, steps, workbook
from emulation.workflow.views import steps_of

app_name = "reports"
urlpatterns = [
    path("", reading.ReportList.as_view(), name="list"),
    path("cho-tiep-nhan/", reading.Queue.as_view(), name="queue"),
    path("<int:pk>/", reading.ReportPage.as_view(), name="report"),
    path("dong/<int:pk>/", reading.LineHistory.as_view(), name="line-history"),
    path("<int:pk>/nhap/", entry.Entry.as_view(), name="entry"),
    path("<int:pk>/luu/", entry.SaveField.as_view(), name="save-field"),
    path("<int:pk>/minh-chung/", evidence.AddEvidence.as_view(), name="add-evidence"),
    path("minh-chung/<int:pk>/bo/", evidence.RemoveEvidence.as_view(), name="remove-evidence"),
    path("<int:pk>/mau-excel/", workbook.Template.as_view(), name="template"),
    path("<int:pk>/nhap-excel/", workbook.ImportWorkbook.as_view(), name="import"),
    path("<int:pk>/nhap-excel/ghi/", workbook.ConfirmImport.as_view(), name="confirm-import"),
    path("<int:pk>/nhap-thay/", entry.EnterForUnit.as_view(), name="enter-for-unit"),
    path("<int:pk>/nhap-thay/xac-nhan/", steps.ConfirmEntry.as_view(), name="confirm-entry"),
    path("<int:pk>/gia-han/", steps.Extend.as_view(), name="extend"),
    *steps_of(steps.ReportStep),
    path("bang/<int:pk>/", campaign.Board.as_view(), name="board"),
    path("ky/<int:pk>/", campaign.Periods.as_view(), name="periods"),
    path("ky/<int:pk>/them/", campaign.AddPeriod.as_view(), name="add-period"),
    path("ky/sua/<int:pk>/", campaign.ChangePeriod.as_view(), name="change-period"),
    path("nhac/<int:pk>/", campaign.Remind.as_view(), name="remind"),
    path("theo-doi/", campaign.Monitoring.as_view(), name="monitoring"),
    path("theo-doi/<int:indicator>/<int:period>/", campaign.Figures.as_view(), name="figures"),
]
