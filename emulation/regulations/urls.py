"""Addresses of the regulations of authorities."""

from django.urls import path

from emulation.regulations import views

app_name = "regulations"
urlpatterns = [
    path("", views.RegulationList.as_view(), name="list"),
    path("ngay-nghi/", views.Calendar.as_view(), name="calendar"),
    path("ngay-nghi/them/", views.HolidayAdd.as_view(), name="holiday-add"),
    path("ngay-nghi/<int:pk>/", views.HolidayChange.as_view(), name="holiday-change"),
    path("ngay-nghi/<int:pk>/xoa/", views.HolidayRemove.as_view(), name="holiday-remove"),
    path("<str:name>/", views.SetRegulation.as_view(), name="set"),
]
