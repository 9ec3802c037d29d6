"""Addresses of the import."""

from django.urls import path

from emulation.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.BatchList.as_view(), name="batch-list"),
    path("doc/", views.BatchRead.as_view(), name="batch-read"),
    path("mau/", views.Template.as_view(), name="template"),
    path("<int:pk>/", views.BatchPage.as_view(), name="batch"),
    path("<int:pk>/ghi/", views.BatchApply.as_view(), name="batch-apply"),
    path("<int:pk>/hoan-tac/", views.BatchUndo.as_view(), name="batch-undo"),
]
