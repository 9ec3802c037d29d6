"""Root addresses: public pages, the rooms, the API and the state of health."""

from django.urls import include, path

from config.health import healthz

# Each room's addresses stand below its noun; the order decides nothing.
ROOMS = [
    ("", "emulation.desk.urls"),
    ("tai-khoan/", "emulation.people.urls"),
    ("don-vi/", "emulation.units.urls"),
    ("quy-dinh-rieng/", "emulation.regulations.urls"),
    ("nhap-danh-muc/", "emulation.imports.urls"),
    ("cong-viec-nen/", "emulation.jobs.urls"),
    ("thong-bao/", "emulation.notices.urls"),
    ("nhat-ky/", "emulation.audit.urls"),
    ("tep/", "emulation.files.urls"),
    ("van-ban/", "emulation.documents.urls"),
    ("xac-minh/", "emulation.documents.verification_urls"),
    ("thu-vien-giao-dien/", "emulation.ui.urls"),
    ("", "campaigns.plans.public_urls"),
    ("ke-hoach/", "campaigns.plans.urls"),
    ("chi-tieu/", "campaigns.targets.urls"),
    ("dang-ky/", "campaigns.registrations.urls"),
    ("bao-cao/", "campaigns.reports.urls"),
    ("so-ket-tong-ket/", "campaigns.reviews.urls"),
    ("danh-muc/", "awards.catalogue.urls"),
    ("so-theo-doi/", "awards.ledger.urls"),
    ("de-nghi/", "awards.nominations.urls"),
    ("tham-dinh/", "awards.appraisal.urls"),
    ("hoi-dong/", "awards.council.urls"),
    ("quyet-dinh/", "awards.decisions.urls"),
    ("", "awards.decisions.public_urls"),
    ("api/v1/", "config.api"),
]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    *[path(prefix, include(module)) for prefix, module in ROOMS],
]

handler400 = "emulation.ui.error_views.bad_request"
handler403 = "emulation.ui.error_views.forbidden"
handler404 = "emulation.ui.error_views.not_found"
handler500 = "emulation.ui.error_views.server_error"
