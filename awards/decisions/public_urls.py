"""The public addresses of the honoured; they stay as they are."""

from django.urls import path

from awards.decisions.views import public

app_name = "public_awards"
urlpatterns = [
    path("khen-thuong/", public.HonouredList.as_view(), name="honoured"),
    path("khen-thuong/<int:pk>/", public.HonouredDecision.as_view(), name="decision"),
]
