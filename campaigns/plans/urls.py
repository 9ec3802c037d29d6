"""Addresses of the plans."""

from django.urls import path

from campaigns.plans.views import drafting, launching, records
from emulation.workflow.views import steps_of

app_name = "plans"
urlpatterns = [
    path("", records.CampaignList.as_view(), name="campaign-list"),
    path("moi/", drafting.CampaignAdd.as_view(), name="campaign-add"),
    path("<int:pk>/", records.CampaignPage.as_view(), name="campaign"),
    path("<int:pk>/sua/", drafting.CampaignEdit.as_view(), name="campaign-edit"),
    path("<int:pk>/thong-bao/", drafting.NoticeEdit.as_view(), name="notice-edit"),
    path("<int:pk>/phan/", drafting.SectionAdd.as_view(), name="section-add"),
    path("phan/<int:pk>/", drafting.SectionEdit.as_view(), name="section-edit"),
    path("phan/<int:pk>/bo/", drafting.SectionRemove.as_view(), name="section-remove"),
    path("<int:pk>/nhiem-vu/", drafting.AssignmentAdd.as_view(), name="assignment-add"),
    path("nhiem-vu/<int:pk>/", drafting.AssignmentEdit.as_view(), name="assignment-edit"),
    path("nhiem-vu/<int:pk>/bo/", drafting.AssignmentRemove.as_view(), name="assignment-remove"),
    path(
        "nhiem-vu/<int:pk>/ket-qua/",
        drafting.AssignmentComplete.as_view(),
        name="assignment-complete",
    ),
    path("<int:pk>/ngay-le/", drafting.DayAdd.as_view(), name="day-add"),
    path("ngay-le/<int:pk>/bo/", drafting.DayRemove.as_view(), name="day-remove"),
    path("<int:pk>/tep-dinh-kem/", drafting.AttachmentAdd.as_view(), name="attachment-add"),
    path(
        "tep-dinh-kem/<int:pk>/bo/", drafting.AttachmentRemove.as_view(), name="attachment-remove"
    ),
    path("<int:pk>/don-vi/", launching.Participants.as_view(), name="participants"),
    path("<int:pk>/don-vi/them/", launching.ParticipantsAdd.as_view(), name="participants-add"),
    *steps_of(launching.CampaignStep),
    path("<int:pk>/mo-tiep/", launching.ContinueOpening.as_view(), name="continue-opening"),
    path("<int:pk>/ke-hoach-don-vi/", launching.UnitPlanBoard.as_view(), name="unit-plans"),
    path("ke-hoach-don-vi/<int:pk>/", launching.UnitPlanRecord.as_view(), name="unit-plan-record"),
]
