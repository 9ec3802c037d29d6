"""The API, version 1: read-only, through the same selectors as the pages, with OpenAPI."""

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import AuthenticationError

from campaigns.plans.api import router as campaigns
from campaigns.reports.api import router as reports


def acting_mandate(request: HttpRequest) -> object | None:
    """Return the acting mandate of the signed-in session; the API knows no other way in."""
    return getattr(request, "mandate", None)


api = NinjaAPI(
    title="Emulation and commendation portal",
    version="1",
    description="Campaigns and reports, read-only. Sign in to the portal first; what you see here "
    "is what your acting mandate sees there.",
    auth=acting_mandate,
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
)
api.add_router("campaigns", campaigns)
api.add_router("reports", reports)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: Exception) -> object:
    """Answer 401 with a sentence."""
    return api.create_response(request, {"detail": "Sign in first."}, status=401)


urlpatterns = api.urls[0]
app_name = "api"
for pattern in urlpatterns:
    # The API answers for itself: 401 without a mandate, and only what ``visible_to`` shows.
    vars(pattern.callback)["permission"] = "public"
