"""The public address printed on documents and certificates: /xac-minh/<code>/."""

from django.urls import path

from emulation.documents.views import verification

app_name = "verification"
urlpatterns = [
    path("", verification.VerificationSearch.as_view(), name="search"),
    path("<str:code>/", verification.Verification.as_view(), name="document"),
]
