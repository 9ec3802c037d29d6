"""Addresses of the law."""

from django.urls import path

from awards.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("", views.AwardList.as_view(), name="list"),
    path("can-doi-chieu/", views.UnverifiedList.as_view(), name="unverified"),
    path("quy-trinh/", views.RouteList.as_view(), name="routes"),
    path("quy-trinh/dat/", views.SetRoute.as_view(), name="set-route"),
    path("<str:code>/", views.AwardPage.as_view(), name="award"),
]
