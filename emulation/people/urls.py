"""Addresses of people."""

from django.urls import path

from emulation.people.views import sessions

app_name = "people"
urlpatterns = [
    path("dang-nhap/", sessions.SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", sessions.SignOut.as_view(), name="sign-out"),
    path("vai-tro/", sessions.ActAs.as_view(), name="act-as"),
    path("cua-toi/", sessions.AccountPage.as_view(), name="account"),
    path("cua-toi/mat-khau/", sessions.PasswordChange.as_view(), name="password-change"),
]
