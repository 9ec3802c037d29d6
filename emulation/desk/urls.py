"""Addresses of the desk."""

from django.urls import path

from emulation.desk import views

app_name = "desk"
urlpatterns = [
    path("ban-lam-viec/", views.Home.as_view(), name="home"),
    path("tim-kiem/", views.Search.as_view(), name="search"),
    path("ngay-cua-tinh/", views.ClockMove.as_view(), name="clock"),
]
