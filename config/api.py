"""The API, version 1: read-only, through the same selectors as the pages, with OpenAPI."""

from importlib import import_module
from importlib.util import find_spec

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.errors import AuthenticationError

ROUTERS = [("campaigns", "campaigns.plans.api"), ("reports", "campaigns.reports.api")]


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
for prefix, module in ROUTERS:
    if find_spec(module):
        api.add_router(prefix, import_module(module).router)


@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: Exception) -> object:
    """Answer 401 with a sentence."""
    return api.create_response(request, {"detail": "Sign in first."}, status=401)


urlpatterns = api.urls[0]
app_name = "api"
for pattern in urlpatterns:
    # The API answers for itself: 401 without a mandate, and only what ``visible_to`` shows.
    pattern.callback.permission = "public"
