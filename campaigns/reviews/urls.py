"""Addresses of reviews."""

from django.urls import path

from campaigns.reviews.views import lists, parts, sections, steps
from emulation.workflow.views import steps_of

app_name = "reviews"
urlpatterns = [
    path("", lists.ReviewList.as_view(), name="list"),
    path("phong-trao/<int:pk>/", lists.CampaignReviews.as_view(), name="campaign"),
    path("phong-trao/<int:pk>/moi/", steps.Start.as_view(), name="start"),
    path("<int:pk>/", parts.ReviewPage.as_view(), name="review"),
    path("<int:pk>/xep-hang/", parts.Standings.as_view(), name="standings"),
    path("<int:pk>/bieu-do/", parts.Charts.as_view(), name="charts"),
    path("<int:pk>/noi-dung/", parts.Text.as_view(), name="text"),
    *steps_of(steps.ReviewStep),
    path("so-lieu/<int:pk>/", lists.TotalSource.as_view(), name="total"),
    path("xep-hang/<int:pk>/", lists.StandingSource.as_view(), name="standing"),
    path("phan/<int:pk>/", sections.EditSection.as_view(), name="section"),
    path("phan/<int:pk>/lay-lai/", sections.ResetSection.as_view(), name="reset-section"),
]
