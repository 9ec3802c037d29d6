"""Addresses of the ledger."""

from django.urls import path

from awards.ledger.views import recording, subjects

app_name = "ledger"
SUBJECT = "<slug:kind>/<int:pk>/"
urlpatterns = [
    path("", subjects.PersonList.as_view(), name="list"),
    path("ca-nhan/", subjects.PersonList.as_view(), name="persons"),
    path("tap-the/", subjects.CollectiveList.as_view(), name="collectives"),
    path("ho-gia-dinh/", subjects.HouseholdList.as_view(), name="households"),
    path("tam-dung/", subjects.HoldList.as_view(), name="holds"),
    path("tam-dung/<int:pk>/ket-thuc/", recording.LiftHold.as_view(), name="lift-hold"),
    path(SUBJECT, subjects.SubjectPage.as_view(), name="subject"),
    path(f"{SUBJECT}khen-thuong/ghi/", recording.RecordAward.as_view(), name="record-award"),
    path(f"{SUBJECT}xep-loai/", subjects.SubjectRatings.as_view(), name="ratings"),
    path(f"{SUBJECT}xep-loai/ghi/", recording.RecordRating.as_view(), name="record-rating"),
    path(f"{SUBJECT}sang-kien/", subjects.SubjectInitiatives.as_view(), name="initiatives"),
    path(
        f"{SUBJECT}sang-kien/ghi/", recording.RecordInitiative.as_view(), name="record-initiative"
    ),
    path(f"{SUBJECT}ky-luat/", subjects.SubjectDiscipline.as_view(), name="discipline"),
    path(f"{SUBJECT}ky-luat/ghi/", recording.RecordDiscipline.as_view(), name="record-discipline"),
    path(f"{SUBJECT}thoi-gian-nghi/", subjects.SubjectLeaves.as_view(), name="leaves"),
    path(f"{SUBJECT}thoi-gian-nghi/ghi/", recording.RecordLeave.as_view(), name="record-leave"),
    path(f"{SUBJECT}tam-dung/", subjects.SubjectHolds.as_view(), name="holds-of-subject"),
    path(f"{SUBJECT}tam-dung/ghi/", recording.PlaceHold.as_view(), name="place-hold"),
]
