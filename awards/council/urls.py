"""Addresses of the council."""

from django.urls import path

from awards.council.views import ballots, members, sessions
from emulation.workflow.views import steps_of

app_name = "council"
urlpatterns = [
    path("", sessions.SessionList.as_view(), name="session-list"),
    path("thanh-vien/", members.CouncilPage.as_view(), name="council"),
    path("thanh-vien/lap/", members.CouncilCreate.as_view(), name="council-create"),
    path("thanh-vien/<int:pk>/them/", members.MemberAdd.as_view(), name="member-add"),
    path("thanh-vien/ghe/<int:pk>/ket-thuc/", members.MemberEnd.as_view(), name="member-end"),
    path("phien/trieu-tap/", sessions.SessionConvene.as_view(), name="session-convene"),
    path("phien/<int:pk>/", sessions.SessionPage.as_view(), name="session"),
    *steps_of(sessions.SessionStep, "phien/<int:pk>/"),
    path("phien/<int:pk>/bien-ban/", sessions.MinutesDraft.as_view(), name="session-minutes"),
    path("phien/<int:pk>/kiem-phieu/", sessions.BallotCheckPage.as_view(), name="ballot-check"),
    path("phien/<int:pk>/diem-danh/", sessions.AttendanceRecord.as_view(), name="attendance"),
    path("phien/<int:pk>/phieu-giay/", sessions.PaperVotes.as_view(), name="paper-votes"),
    path("phien/<int:pk>/bo-phieu/", ballots.BallotPage.as_view(), name="ballot"),
]
