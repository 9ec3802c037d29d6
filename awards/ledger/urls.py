"""Addresses of the ledger."""

from django.urls import path

from awards.ledger import views

app_name = "ledger"
SUBJECT = "<slug:kind>/<int:pk>/"
urlpatterns = [
    path("", views.PersonList.as_view(), name="list"),
    path("ca-nhan/", views.PersonList.as_view(), name="persons"),
    path("tap-the/", views.CollectiveList.as_view(), name="collectives"),
    path("ho-gia-dinh/", views.HouseholdList.as_view(), name="households"),
    path("tam-dung/<int:pk>/ket-thuc/", views.LiftHold.as_view(), name="lift-hold"),
    path("muc/<slug:entry>/<int:pk>/gach-bo/", views.StrikeEntry.as_view(), name="strike"),
    path(SUBJECT, views.SubjectPage.as_view(), name="subject"),
    path(f"{SUBJECT}khen-thuong/", views.RecordAward.as_view(), name="record-award"),
    path(f"{SUBJECT}xep-loai/", views.RecordRating.as_view(), name="record-rating"),
    path(f"{SUBJECT}sang-kien/", views.RecordInitiative.as_view(), name="record-initiative"),
    path(f"{SUBJECT}ky-luat/", views.RecordDiscipline.as_view(), name="record-discipline"),
    path(f"{SUBJECT}thoi-gian-nghi/", views.RecordLeave.as_view(), name="record-leave"),
    path(f"{SUBJECT}tam-dung/", views.PlaceHold.as_view(), name="place-hold"),
]
