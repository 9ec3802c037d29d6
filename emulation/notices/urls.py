"""Addresses of notices."""

from django.urls import path

from emulation.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.NoticeList.as_view(), name="notice-list"),
    path("da-doc/", views.NoticeReadAll.as_view(), name="notice-read-all"),
]
