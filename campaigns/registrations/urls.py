"""Addresses of the registrations."""

from django.urls import path

from campaigns.registrations import views
from emulation.workflow.views import steps_of

app_name = "registrations"
urlpatterns = [
    path("", views.RegistrationList.as_view(), name="registration-list"),
    path(
        "phong-trao/<int:pk>/",
        views.CampaignRegistrations.as_view(),
        name="campaign-registrations",
    ),
    path("phong-trao/<int:pk>/giao-uoc/", views.CompactAdd.as_view(), name="compact-add"),
    path("<int:pk>/", views.RegistrationPage.as_view(), name="registration"),
    path("<int:pk>/nhap/", views.Entry.as_view(), name="entry"),
    path("<int:pk>/danh-hieu/", views.TitleAdd.as_view(), name="title-add"),
    path("danh-hieu/<int:pk>/bo/", views.TitleRemove.as_view(), name="title-remove"),
    *steps_of(views.RegistrationStep),
]
