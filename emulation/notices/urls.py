"""Addresses of notices."""

from django.urls import path

from emulation.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.NoticeList.as_view(), name="notice-list"),
    path("<int:pk>/mo/", views.NoticeOpen.as_view(), name="notice-open"),
    path("da-doc/", views.NoticeReadAll.as_view(), name="notice-read-all"),
]
