"""Addresses of the registrations."""

from django.urls import path

from campaigns.registrations import views

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
    path("<int:pk>/ky/", views.Sign.as_view(), name="sign"),
    path("<int:pk>/ban-giay/", views.RecordPaper.as_view(), name="record-paper"),
    path("<int:pk>/tiep-nhan/", views.Accept.as_view(), name="accept"),
    path("<int:pk>/tra-lai/", views.Return.as_view(), name="return"),
]
