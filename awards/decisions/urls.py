"""Addresses of decisions and certificates."""

from django.urls import path

from awards.decisions.views import certificates, drafting, pages, publishing
from emulation.workflow.views import steps_of

app_name = "decisions"
urlpatterns = [
    path("", pages.DecisionList.as_view(), name="list"),
    path("lap/<int:round>/", drafting.WaitingNames.as_view(), name="waiting"),
    path("<int:pk>/", pages.DecisionPage.as_view(), name="decision"),
    path("huy-bo/<int:pk>/", pages.RevocationPage.as_view(), name="revocation"),
    path("<int:pk>/noi-dung/", drafting.WordingEdit.as_view(), name="wording"),
    path("<int:pk>/tinh-lai/", drafting.Redraft.as_view(), name="redraft"),
    path("<int:pk>/them-ten/", drafting.NamesAdd.as_view(), name="names-add"),
    path("<int:pk>/da-ky/", drafting.SignedRecord.as_view(), name="record-signed"),
    path("<int:pk>/khong-cong-khai/", publishing.HoldBack.as_view(), name="hold-back"),
    path("<int:pk>/cong-khai/", publishing.Publish.as_view(), name="publish"),
    path("<int:pk>/chung-nhan/", certificates.CertificateRegister.as_view(), name="certificates"),
    path(
        "<int:pk>/chung-nhan/lo/<int:batch>/da-in/",
        certificates.BatchPrinted.as_view(),
        name="batch-printed",
    ),
    path(
        "<int:pk>/chung-nhan/lam-lai/",
        certificates.CertificatesRetry.as_view(),
        name="certificates-retry",
    ),
    *steps_of(certificates.CertificateStep, "chung-nhan/<int:pk>/"),
    path("chung-nhan/<int:pk>.pdf", certificates.CertificateFile.as_view(), name="certificate"),
]
