"""Addresses of rounds, dossiers and nominees."""

from django.urls import path

from awards.nominations import views
from emulation.workflow.views import steps_of

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
    path(f"{ROUND}doi-tuong/", views.RoundNominees.as_view(), name="round-nominees"),
    path(f"{ROUND}sua/", views.ChangeRound.as_view(), name="round-change"),
    *steps_of(views.RoundStep, ROUND),
    path(f"{ROUND}lap-ho-so/", views.BeginDossier.as_view(), name="dossier-begin"),
    path(f"{ROUND}khong-de-nghi/", views.DeclineRound.as_view(), name="round-decline"),
    path(f"{ROUND}nhap-thay/", views.EnterDossier.as_view(), name="dossier-enter"),
    path(f"{ROUND}tong-hop/", views.CollectParts.as_view(), name="collect"),
    path("ho-so/", views.DossierList.as_view(), name="dossier-list"),
    path(DOSSIER, views.DossierPage.as_view(), name="dossier"),
    path(f"{DOSSIER}them/", views.AddNominee.as_view(), name="nominee-add"),
    path(f"{DOSSIER}dan-danh-sach/", views.AddListed.as_view(), name="nominee-listed"),
    path(f"{DOSSIER}van-ban/", views.KeepPapers.as_view(), name="papers"),
    *steps_of(views.DossierStep, DOSSIER),
    path(f"{DOSSIER}bien-nhan/", views.Receipt.as_view(), name="receipt"),
    path(f"{DOSSIER}yeu-cau-bo-sung/", views.Request.as_view(), name="request"),
    path(NOMINEE, views.NomineePage.as_view(), name="nominee"),
    path(f"{NOMINEE}sua/", views.ChangeNominee.as_view(), name="nominee-change"),
    path(f"{NOMINEE}so-lieu/", views.ChooseSources.as_view(), name="nominee-sources"),
    path(f"{NOMINEE}minh-chung/", views.AddEvidence.as_view(), name="evidence-add"),
    path("minh-chung/<int:pk>/bo/", views.RemoveEvidence.as_view(), name="evidence-remove"),
    path(f"{NOMINEE}bo/", views.RemoveNominee.as_view(), name="nominee-remove"),
    *steps_of(views.NomineeStep, NOMINEE),
    path(f"{NOMINEE}y-kien/", views.RecordOpinion.as_view(), name="opinion"),
]
