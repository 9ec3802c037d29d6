"""Addresses of reviews."""

from django.urls import path

from campaigns.reviews import views
from emulation.workflow.views import steps_of

app_name = "reviews"
urlpatterns = [
    path("", views.ReviewList.as_view(), name="list"),
    path("phong-trao/<int:pk>/", views.CampaignReviews.as_view(), name="campaign"),
    path("phong-trao/<int:pk>/moi/", views.Start.as_view(), name="start"),
    path("<int:pk>/", views.ReviewPage.as_view(), name="review"),
    *steps_of(views.ReviewStep),
    path("so-lieu/<int:pk>/", views.TotalSource.as_view(), name="total"),
    path("xep-hang/<int:pk>/", views.StandingSource.as_view(), name="standing"),
    path("phan/<int:pk>/", views.EditSection.as_view(), name="section"),
    path("phan/<int:pk>/lay-lai/", views.ResetSection.as_view(), name="reset-section"),
]
