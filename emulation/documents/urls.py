"""Addresses of official documents."""

from django.urls import path

from emulation.documents.views import pages, records, signing
from emulation.workflow.views import steps_of

app_name = "documents"
urlpatterns = [
    path("", records.IssuedBook.as_view(), name="document-list"),
    path("cho-so/", records.ClerkDesk.as_view(), name="clerk-desk"),
    path("so-van-ban/", records.Books.as_view(), name="books"),
    path("so-van-ban/<int:pk>/van-ban/", records.Book.as_view(), name="book"),
    path(
        "so-van-ban/<int:pk>/so-dang-ky/<slug:form>/",
        records.BookRegister.as_view(),
        name="book-register",
    ),
    path("so-van-ban/<int:pk>/", records.BookMode.as_view(), name="book-mode"),
    path("quy-trinh-ky/", records.SigningRoutes.as_view(), name="signing-routes"),
    path("quy-trinh-ky/dat/", records.SetSigningRoute.as_view(), name="set-signing-route"),
    path("can-cu/", records.LegalBases.as_view(), name="legal-bases"),
    path("can-cu/them/", records.LegalBasisAdd.as_view(), name="legal-basis-add"),
    path("can-cu/<int:pk>/", records.LegalBasisEdit.as_view(), name="legal-basis-edit"),
    path("<int:pk>/", pages.DocumentPage.as_view(), name="document"),
    path("<int:pk>/tep/<slug:form>/", pages.DocumentFile.as_view(), name="document-file"),
    path("<int:pk>/ban-xem-truoc/", pages.PreviewRequest.as_view(), name="preview"),
    path("<int:pk>/phat-hanh-lai/", pages.IssueRetry.as_view(), name="issue-retry"),
    *steps_of(signing.DocumentStep),
    path("<int:pk>/buoc/<int:step>/", signing.CompleteStep.as_view(), name="step"),
    path("<int:pk>/buoc/<int:step>/ghi/", signing.RecordStep.as_view(), name="step-outside"),
]
