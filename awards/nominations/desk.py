"""What nominations put on the desk and into the search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import rules
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from awards.nominations.enums import DossierState
from awards.nominations.models import Dossier, Nominee
from awards.nominations.selectors.lists import waiting_rounds
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.registries.places import (
    SearchHit,
    TurnItem,
    place,
    search_source,
    turn_source,
)

MOST = 20
SIGN = "awards.sign_dossier"
place(
    pgettext_lazy("section", "Nominations"),
    "nominations:round-list",
    permission="awards.view_rounds",
    icon="award",
    key="d",
    order=600,
)


@turn_source
def dossiers_of_my_unit(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield rounds without our dossier, dossiers to finish, to sign, and those under way."""
    if mandate.role not in roles_with("awards.view_own_dossier"):
        return
    if not rules.has_perm(SIGN, mandate, None):
        for round_ in waiting_rounds(mandate)[:MOST]:
            url = reverse("nominations:round", args=[round_.pk])
            yield TurnItem(round_.name, url, _("Prepare our dossier"), round_.closes_on)
    rows = Dossier.objects.filter(unit=mandate.unit_id).exclude(
        state__in=[DossierState.SETTLED, DossierState.DECLINED]
    )
    for dossier in rows.select_related("round__authority", "collector")[:MOST]:
        yield _item(dossier, mandate.role)


def _item(dossier: Dossier, role: str) -> TurnItem:
    url = reverse("nominations:dossier", args=[dossier.pk])
    title = _("Dossier: %(round)s") % {"round": dossier.round.name}
    if dossier.state == DossierState.READY:
        if role in roles_with(SIGN):
            return TurnItem(title, url, _("Sign and submit"), dossier.round.closes_on)
        return TurnItem(title, url, lane="waiting", with_whom=_("the leader of the unit"))
    if dossier.state in DossierState.EDITABLE:
        if role in roles_with(SIGN):
            return TurnItem(title, url, lane="waiting", with_whom=_("the officer of the unit"))
        returned = dossier.state == DossierState.RETURNED
        due = dossier.return_due_on if returned else dossier.round.closes_on
        return TurnItem(title, url, _("Complete") if returned else _("Prepare"), due)
    receiver = dossier.round.authority
    if dossier.collector is not None and dossier.collected_into_id is None:
        receiver = dossier.collector
    return TurnItem(title, url, lane="waiting", with_whom=receiver.label)


@turn_source
def dossiers_to_collect(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield the rounds whose submitted dossiers wait for the collecting unit."""
    if mandate.role not in roles_with("awards.collect_parts"):
        return
    rows = (
        Dossier.objects.filter(
            collector=mandate.unit_id,
            collected_into__isnull=True,
            state=DossierState.SUBMITTED,
        )
        .order_by()
        .values("round", "round__name", "round__closes_on")
        .annotate(count=Count("pk"))
    )
    for row in rows[:MOST]:
        yield TurnItem(
            row["round__name"],
            reverse("nominations:collect", args=[row["round"]]),
            _("Collect and select"),
            row["round__closes_on"],
            count=row["count"],
        )


@turn_source
def dossiers_to_receive(mandate: Mandate) -> Iterable[TurnItem]:
    """Yield the submitted dossiers that wait for the authority's office, by round."""
    receives = mandate.role in roles_with("awards.receive_dossier")
    if not receives or not mandate.unit.decides_awards:
        return
    come_in = Q(collector__isnull=True) | Q(
        collected_into__state__in=[DossierState.RECEIVED, DossierState.SETTLED]
    )
    rows = (
        Dossier.objects.filter(
            come_in, round__authority=mandate.unit_id, state=DossierState.SUBMITTED
        )
        .order_by()
        .values("round", "round__name")
        .annotate(count=Count("pk"))
    )
    for row in rows[:MOST]:
        address = reverse("nominations:dossier-list")
        url = f"{address}?state={DossierState.SUBMITTED}&round={row['round']}"
        yield TurnItem(row["round__name"], url, _("Receive"), count=row["count"])


@search_source(gettext_lazy("Nominees"))
def find_nominees(mandate: Mandate, words: str) -> Iterator[SearchHit]:
    """Yield visible nominees whose name or position holds the words."""
    if not rules.has_perm("awards.view_dossier", mandate, None):
        return
    found = (
        Nominee.objects.visible_to(mandate)
        .search(words)
        .only("name", "dossier__round__name", "dossier__unit__name", "dossier__unit__short_name")
    )
    for row in found.select_related("dossier__round", "dossier__unit").order_by("-pk")[:10]:
        url = reverse("nominations:nominee", args=[row.pk])
        yield SearchHit(row.name, url, f"{row.dossier.round.name} – {row.dossier.unit.label}")
