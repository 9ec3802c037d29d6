"""Addresses of the targets."""

from django.urls import path

from campaigns.targets import views

app_name = "targets"
urlpatterns = [
    path("<int:pk>/", views.IndicatorList.as_view(), name="indicator-list"),
    path("<int:pk>/them/", views.IndicatorAdd.as_view(), name="indicator-add"),
    path("sua/<int:pk>/", views.IndicatorEdit.as_view(), name="indicator-edit"),
    path("thay-doi/<int:pk>/", views.IndicatorAmend.as_view(), name="indicator-amend"),
    path("giao/<int:pk>/", views.Allocate.as_view(), name="allocate"),
]
