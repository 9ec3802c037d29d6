"""Addresses of the regulations of authorities."""

from django.urls import path

from emulation.regulations import views

app_name = "regulations"
urlpatterns = [
    path("", views.RegulationList.as_view(), name="list"),
    path("<str:name>/", views.SetRegulation.as_view(), name="set"),
]
