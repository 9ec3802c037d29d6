"""The tree of units, one unit, the clusters and blocks of a year; kept by the administrator."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.ui.search_fields import SearchField
from emulation.ui.views import (
    SIGNED_IN,
    ListPage,
    PortalView,
    RecordPage,
    ServiceFormView,
    options,
)
from emulation.units import services
from emulation.units.forms import (
    CloneForm,
    CloseForm,
    ClusterForm,
    ClusterSearchField,
    MembersForm,
    SuccessionForm,
    UnitChangeForm,
    UnitForm,
    UnitSearchField,
)
from emulation.units.lists import CLUSTERS, UNITS
from emulation.units.models import Cluster, Unit

VIEW, MANAGE = "emulation.view_units", "emulation.manage_units"
MOST_SHOWN = 20
HEAD_FIRST = Case(When(role="cluster_head", then=0), default=1)


def _may_manage(view: PortalView) -> bool:
    return bool(rules.has_perm(MANAGE, view.mandate))


class UnitList(ListPage):
    """The tree of today: each unit below the one it belongs to."""

    permission = VIEW
    listing = UNITS

    def head_actions(self) -> list[dict[str, Any]]:
        label, icon = _("Clusters and blocks"), "collection"
        buttons = [{"url": reverse("units:cluster-list"), "label": label, "icon": icon}]
        if _may_manage(self):
            url = reverse("units:unit-create")
            new = {"url": url, "label": _("New unit"), "icon": "plus-lg", "tone": "brand"}
            buttons.append(new)
        return buttons


class _Suggest(PortalView):
    """What the words typed into a search field may mean, as options of the field."""

    permission = SIGNED_IN

    def field(self) -> SearchField:
        raise TypeError(f"{type(self).__name__} must say in what it searches")

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = str(next(iter(request.GET.values()), ""))
        return options(self.field().suggested(typed))


class UnitSuggest(_Suggest):
    """The units of today."""

    def field(self) -> SearchField:
        return UnitSearchField(queryset=Unit.objects.visible_to(self.mandate).as_of(today()))


class ClusterSuggest(_Suggest):
    """The clusters and blocks, those of the newest year first."""

    def field(self) -> SearchField:
        return ClusterSearchField(queryset=Cluster.objects.visible_to(self.mandate))


class OneUnit(PortalView):
    """A page about the unit of the address."""

    @cached_property
    def unit(self) -> Unit:
        """The unit."""
        units = Unit.objects.visible_to(self.mandate).select_related("parent")
        return self.found(units, pk=self.kwargs["pk"])

    def unit_url(self) -> str:
        """Return the unit's page."""
        return reverse("units:unit", args=[self.unit.pk])


class UnitRecord(OneUnit, RecordPage):
    """One unit: its place, its people, who acts for it, its clusters, where it came from."""

    permission = VIEW
    template_name = "emulation/units/unit.html"

    def page_context(self) -> dict[str, Any]:
        """Return the unit and what hangs on it; mandates as far as they may be seen."""
        unit, day = self.unit, today()
        people = unit.people.visible_to(self.mandate).filter(left_on__isnull=True)
        may_see_people = rules.has_perm("emulation.view_subjects", self.mandate)
        mandates = unit.mandates.visible_to(self.mandate).active(day)
        below = unit.children.as_of(day)
        return {
            "title": unit.name,
            "unit": unit,
            "below": below[:MOST_SHOWN],
            "below_count": below.count(),
            "people_count": people.count() if may_see_people else None,
            "mandates": mandates.filter(cluster__isnull=True).select_related(
                "account", "delegated_from__account"
            ),
            "clusters": unit.clusters.select_related("organiser"),
            "successions": unit.successions.select_related("successor"),
            "origins": unit.origins.select_related("predecessor"),
            "may_manage": _may_manage(self),
            "may_see_accounts": rules.has_perm("emulation.view_people", self.mandate),
        }


class UnitCreate(ServiceFormView):
    """A new unit."""

    permission = MANAGE
    form_class = UnitForm
    title = _("New unit")

    def form_kwargs(self) -> dict[str, Any]:
        """Start below the unit that the address names."""
        parent = self.request.GET.get("parent", "")
        initial: dict[str, Any] = {"valid_from": today()}
        if parent.isascii() and parent.isdigit():
            initial["parent"] = int(parent[:18])
        return {"initial": initial}

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("units:unit-list")}

    def perform(self, form: UnitForm) -> str:
        unit = services.create_unit(by=self.mandate, **form.entered())
        return reverse("units:unit", args=[unit.pk])


class _UnitForm(OneUnit, ServiceFormView):
    permission = MANAGE

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": self.unit_url(), "lead": self.unit.name}


class UnitChange(_UnitForm):
    """Changes the data of a unit."""

    form_class = UnitChangeForm
    title = _("Change the unit")

    def form_kwargs(self) -> dict[str, Any]:
        """Start from the present data."""
        return {"instance": self.unit}

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("units:unit", args=[self.kwargs["pk"]])}

    def perform(self, form: UnitChangeForm) -> str:
        unit = Unit.objects.get(pk=self.kwargs["pk"])
        services.update_unit(by=self.mandate, unit=unit, **form.entered())
        return self.unit_url()


class UnitClose(_UnitForm):
    """Ends a unit; its rows and history stay."""

    form_class = CloseForm
    title = _("Close the unit")
    submit_label = _("Close the unit")

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"last_day": today()}}

    def perform(self, form: CloseForm) -> str:
        services.close_unit(by=self.mandate, unit=self.unit, **form.entered())
        return self.unit_url()


class UnitSucceed(_UnitForm):
    """Records what became of a unit."""

    form_class = SuccessionForm
    title = _("Record a successor")

    def form_kwargs(self) -> dict[str, Any]:
        return {"unit": self.unit, "initial": {"on": today()}}

    def perform(self, form: SuccessionForm) -> str:
        services.succeed_unit(by=self.mandate, unit=self.unit, **form.entered())
        return self.unit_url()


class ClusterList(ListPage):
    """Clusters and blocks of a year."""

    permission = VIEW
    listing = CLUSTERS

    def head_actions(self) -> list[dict[str, Any]]:
        if not _may_manage(self):
            return []
        copy, new = reverse("units:clusters-clone"), reverse("units:cluster-create")
        return [
            {"url": copy, "label": _("Copy last year's clusters"), "icon": "copy"},
            {"url": new, "label": _("New cluster or block"), "icon": "plus-lg", "tone": "brand"},
        ]


class OneCluster(PortalView):
    """A page about the cluster of the address."""

    @cached_property
    def cluster(self) -> Cluster:
        """The cluster."""
        clusters = Cluster.objects.visible_to(self.mandate).select_related("organiser")
        return self.found(clusters, pk=self.kwargs["pk"])

    def cluster_url(self) -> str:
        """Return the cluster's page."""
        return reverse("units:cluster", args=[self.cluster.pk])


class ClusterRecord(OneCluster, RecordPage):
    """One cluster of a year: its members, and who heads it."""

    permission = VIEW
    template_name = "emulation/units/cluster.html"

    def page_context(self) -> dict[str, Any]:
        """Return the cluster; who heads it is known to all, as its members are."""
        mandates = self.cluster.mandates.active(today())
        return {
            "title": self.cluster.name,
            "cluster": self.cluster,
            "members": self.cluster.members.select_related("unit"),
            "mandates": mandates.select_related("account", "unit").order_by(
                HEAD_FIRST, "role", "pk"
            ),
            "may_manage": _may_manage(self),
        }


class ClusterCreate(ServiceFormView):
    """A new cluster or block."""

    permission = MANAGE
    form_class = ClusterForm
    title = _("New cluster or block")

    def form_kwargs(self) -> dict[str, Any]:
        """Start with this year and the own unit."""
        return {"initial": {"year": today().year, "organiser": self.mandate.unit_id}}

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": reverse("units:cluster-list")}

    def perform(self, form: ClusterForm) -> str:
        cluster = services.create_cluster(by=self.mandate, **form.entered())
        return reverse("units:cluster-members", args=[cluster.pk])


class ClusterMembers(OneCluster, ServiceFormView):
    """Sets who belongs to a cluster."""

    permission = MANAGE
    form_class = MembersForm
    title = _("Members of the cluster")

    def form_kwargs(self) -> dict[str, Any]:
        """Start from the present members."""
        members = list(self.cluster.members.values_list("unit", flat=True))
        return {"cluster": self.cluster, "initial": {"units": members}}

    def page_context(self) -> dict[str, Any]:
        """Return where to go back to."""
        return {"cancel_url": self.cluster_url(), "lead": str(self.cluster)}

    def perform(self, form: MembersForm) -> str:
        services.set_members(by=self.mandate, cluster=self.cluster, **form.entered())
        return self.cluster_url()


class ClustersClone(ServiceFormView):
    """Copies last year's clusters of the own unit to a new year."""

    permission = MANAGE
    form_class = CloneForm
    title = _("Copy last year's clusters")
    submit_label = _("Copy")

    def form_kwargs(self) -> dict[str, Any]:
        """Propose the first year without clusters."""
        own = Cluster.objects.filter(organiser=self.mandate.unit_id).order_by("-year")
        last = own.values_list("year", flat=True).first()
        return {"initial": {"year": last + 1 if last else today().year}}

    def page_context(self) -> dict[str, Any]:
        lead = _("The members that still exist come along; who heads a cluster is named anew.")
        return {"lead": lead, "cancel_url": reverse("units:cluster-list")}

    def perform(self, form: CloneForm) -> str:
        year = form.cleaned_data["year"]
        services.clone_clusters(by=self.mandate, organiser=self.mandate.unit, year=year)
        return f"{reverse('units:cluster-list')}?year={year}"
