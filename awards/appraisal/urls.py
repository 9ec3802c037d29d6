"""Addresses of appraisal."""

from django.urls import path

from awards.appraisal import views

app_name = "appraisal"
NOMINEE = "doi-tuong/<int:pk>/"
urlpatterns = [
    path("", views.Queue.as_view(), name="queue"),
    path("<int:pk>/", views.AppraisalPage.as_view(), name="appraisal"),
    path("<int:pk>/tu-choi/", views.Recuse.as_view(), name="recuse"),
    path("dot/<int:pk>/", views.RoundAppraisal.as_view(), name="round"),
    path("dot/<int:pk>/phan-cong/", views.AssignRound.as_view(), name="assign"),
    path(NOMINEE, views.NomineeAppraisal.as_view(), name="nominee"),
    path(f"{NOMINEE}giao/", views.Charge.as_view(), name="charge"),
    path(f"{NOMINEE}ket-luan/", views.Settle.as_view(), name="settle"),
    path(f"{NOMINEE}kiem-tra/", views.Check.as_view(), name="check"),
    path(f"{NOMINEE}xung-dot/", views.DeclareConflict.as_view(), name="conflict"),
]
