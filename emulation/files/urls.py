"""Addresses of files."""

from django.urls import path

from emulation.files.views import Download

app_name = "files"
urlpatterns = [path("<int:pk>/<str:name>", Download.as_view(), name="download")]
