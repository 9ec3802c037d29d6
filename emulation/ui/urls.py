"""Addresses of the interface itself."""

from django.urls import path

from emulation.ui.gallery import Gallery

app_name = "ui"
urlpatterns = [path("", Gallery.as_view(), name="gallery")]
