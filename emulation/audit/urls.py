"""Addresses of the audit trail."""

from django.urls import path

from emulation.audit import views

app_name = "audit"
urlpatterns = [path("", views.EntryList.as_view(), name="entry-list")]
