"""Addresses of units and clusters."""

from django.urls import path

from emulation.units import views

app_name = "units"
urlpatterns = [
    path("", views.UnitList.as_view(), name="unit-list"),
    path("them/", views.UnitCreate.as_view(), name="unit-create"),
    path("goi-y/", views.UnitSuggest.as_view(), name="suggest"),
    path("goi-y-cum-khoi/", views.ClusterSuggest.as_view(), name="suggest-cluster"),
    path("<int:pk>/", views.UnitRecord.as_view(), name="unit"),
    path("<int:pk>/sua/", views.UnitChange.as_view(), name="unit-change"),
    path("<int:pk>/ket-thuc/", views.UnitClose.as_view(), name="unit-close"),
    path("<int:pk>/ke-thua/", views.UnitSucceed.as_view(), name="unit-succeed"),
    path("cum-khoi/", views.ClusterList.as_view(), name="cluster-list"),
    path("cum-khoi/them/", views.ClusterCreate.as_view(), name="cluster-create"),
    path("cum-khoi/sao-chep/", views.ClustersClone.as_view(), name="clusters-clone"),
    path("cum-khoi/<int:pk>/", views.ClusterRecord.as_view(), name="cluster"),
    path("cum-khoi/<int:pk>/thanh-vien/", views.ClusterMembers.as_view(), name="cluster-members"),
]
