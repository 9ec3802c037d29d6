"""Addresses for the public."""

from django.urls import path

from campaigns.plans.views import public

app_name = "public"
urlpatterns = [
    path("", public.Home.as_view(), name="home"),
    path("phong-trao/<slug:slug>/", public.Notice.as_view(), name="campaign"),
]
