"""Addresses of background work."""

from django.urls import path

from emulation.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.JobList.as_view(), name="job-list"),
    path("<int:pk>/", views.JobPage.as_view(), name="job"),
    path("<int:pk>/tien-do/", views.JobProgress.as_view(), name="progress"),
    path("<int:pk>/huy/", views.JobCancel.as_view(), name="job-cancel"),
    path("<int:pk>/lam-lai/", views.JobRetry.as_view(), name="job-retry"),
]
