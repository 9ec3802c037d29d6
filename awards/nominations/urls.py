"""Addresses of rounds, dossiers and nominees."""

from django.urls import path

from awards.nominations import views

app_name = "nominations"
ROUND = "dot/<int:pk>/"
DOSSIER = "ho-so/<int:pk>/"
NOMINEE = "doi-tuong/<int:pk>/"
urlpatterns = [
    path("", views.RoundList.as_view(), name="round-list"),
    path("dot/moi/", views.AddRound.as_view(), name="round-add"),
    path("cach-nop/", views.RoutingList.as_view(), name="routing-list"),
    path("cach-nop/dat/", views.SetRouting.as_view(), name="routing-set"),
    path(ROUND, views.RoundPage.as_view(), name="round"),
    path(f"{ROUND}sua/", views.ChangeRound.as_view(), name="round-change"),
    path(f"{ROUND}mo/", views.OpenRound.as_view(), name="round-open"),
    path(f"{ROUND}dong/", views.CloseRound.as_view(), name="round-close"),
    path(f"{ROUND}mo-lai/", views.ReopenRound.as_view(), name="round-reopen"),
    path(f"{ROUND}ket-thuc/", views.EndRound.as_view(), name="round-end"),
    path(f"{ROUND}lap-ho-so/", views.BeginDossier.as_view(), name="dossier-begin"),
    path(f"{ROUND}nhap-thay/", views.EnterDossier.as_view(), name="dossier-enter"),
    path(f"{ROUND}tong-hop/", views.CollectParts.as_view(), name="collect"),
    path("ho-so/", views.DossierList.as_view(), name="dossier-list"),
    path(DOSSIER, views.DossierPage.as_view(), name="dossier"),
    path(f"{DOSSIER}them/", views.AddNominee.as_view(), name="nominee-add"),
    path(f"{DOSSIER}dan-danh-sach/", views.AddListed.as_view(), name="nominee-listed"),
    path(f"{DOSSIER}van-ban/", views.KeepPapers.as_view(), name="papers"),
    path(f"{DOSSIER}trinh-ky/", views.HandUp.as_view(), name="hand-up"),
    path(f"{DOSSIER}chuyen-lai/", views.SendBack.as_view(), name="send-back"),
    path(f"{DOSSIER}ky/", views.SignDossier.as_view(), name="sign"),
    path(f"{DOSSIER}to-trinh/", views.RecordLetter.as_view(), name="record-letter"),
    path(f"{DOSSIER}tiep-nhan/", views.ReceiveDossier.as_view(), name="receive"),
    path(f"{DOSSIER}tra-lai/", views.ReturnDossier.as_view(), name="return"),
    path(f"{DOSSIER}bien-nhan/", views.Receipt.as_view(), name="receipt"),
    path(f"{DOSSIER}yeu-cau-bo-sung/", views.Request.as_view(), name="request"),
    path(NOMINEE, views.NomineePage.as_view(), name="nominee"),
    path(f"{NOMINEE}sua/", views.ChangeNominee.as_view(), name="nominee-change"),
    path(f"{NOMINEE}so-lieu/", views.ChooseSources.as_view(), name="nominee-sources"),
    path(f"{NOMINEE}minh-chung/", views.AddEvidence.as_view(), name="evidence-add"),
    path("minh-chung/<int:pk>/bo/", views.RemoveEvidence.as_view(), name="evidence-remove"),
    path(f"{NOMINEE}bo/", views.RemoveNominee.as_view(), name="nominee-remove"),
    path(f"{NOMINEE}rut/", views.WithdrawNominee.as_view(), name="nominee-withdraw"),
    path(f"{NOMINEE}y-kien/", views.RecordOpinion.as_view(), name="opinion"),
]
