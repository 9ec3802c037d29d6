"""Addresses of people."""

from django.urls import path

from emulation.people.views import accounts, invitations, rights, sessions, subjects

app_name = "people"
urlpatterns = [
    path("dang-nhap/", sessions.SignIn.as_view(), name="sign-in"),
    path("dang-xuat/", sessions.SignOut.as_view(), name="sign-out"),
    path("vai-tro/", sessions.ActAs.as_view(), name="act-as"),
    path("cua-toi/", sessions.AccountPage.as_view(), name="account"),
    path("cua-toi/mat-khau/", sessions.PasswordChange.as_view(), name="password-change"),
    path("cua-toi/uy-quyen/", accounts.Delegate.as_view(), name="delegate"),
    path(
        "cua-toi/uy-quyen/<int:pk>/thu-hoi/",
        accounts.DelegationRevoke.as_view(),
        name="delegation-revoke",
    ),
    path("dat-mat-khau/", invitations.PasswordSet.as_view(), name="password-set"),
    path("quen-mat-khau/", invitations.ResetAsk.as_view(), name="reset-ask"),
    path("", accounts.AccountList.as_view(), name="account-list"),
    path("quyen/", rights.RightsPage.as_view(), name="rights"),
    path("them/", accounts.AccountCreate.as_view(), name="account-create"),
    path("<int:pk>/", accounts.AccountRecord.as_view(), name="account-record"),
    path("<int:pk>/sua/", accounts.AccountChange.as_view(), name="account-change"),
    path("<int:pk>/khoa-mo/", accounts.AccountSwitch.as_view(), name="account-switch"),
    path("<int:pk>/giao-vai-tro/", accounts.MandateGrant.as_view(), name="mandate-grant"),
    path("<int:pk>/ban-giao/", accounts.HandOver.as_view(), name="hand-over"),
    path("<int:pk>/moi/", invitations.InviteByMail.as_view(), name="invite-mail"),
    path("<int:pk>/phieu/", invitations.InviteOnSlip.as_view(), name="invite-slip"),
    path("vai-tro/danh-sach/", accounts.MandateList.as_view(), name="mandate-list"),
    path("vai-tro/<int:pk>/ket-thuc/", accounts.MandateEnd.as_view(), name="mandate-end"),
    path("ca-nhan/", subjects.PersonList.as_view(), name="person-list"),
    path("ca-nhan/them/", subjects.PersonEdit.as_view(), name="person-create"),
    path("ca-nhan/<int:pk>/", subjects.PersonRecord.as_view(), name="person"),
    path("ca-nhan/<int:pk>/sua/", subjects.PersonEdit.as_view(), name="person-change"),
    path("ho-gia-dinh/", subjects.HouseholdList.as_view(), name="household-list"),
    path("ho-gia-dinh/them/", subjects.HouseholdEdit.as_view(), name="household-create"),
    path("ho-gia-dinh/<int:pk>/sua/", subjects.HouseholdEdit.as_view(), name="household-change"),
]
