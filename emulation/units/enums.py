"""Kinds and levels of units and clusters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The level of government a unit belongs to."""

    PROVINCE = "province", _("Province")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune")
    BASE = "base", _("Base unit")


class UnitKind(models.TextChoices):
    """What a unit is; rules, routing and indicators refer to it."""

    PEOPLES_COMMITTEE = "peoples_committee", _("Provincial People's Committee")
    DEPARTMENT = "department", _("Department or agency")
    PARTY_BODY = "party_body", _("Party body")
    MASS_ORGANISATION = "mass_organisation", _("Mass organisation")
    ARMED_FORCE = "armed_force", _("Armed force")
    CENTRAL_AGENCY = "central_agency", _("Central agency in the province")
    DISTRICT = "district", _("District-level locality")
    COMMUNE = "commune", _("Commune, ward or township")
    ENTERPRISE = "enterprise", _("Enterprise")
    SCHOOL = "school", _("School")
    HOSPITAL = "hospital", _("Hospital")
    SUBUNIT = "subunit", _("Division or subordinate unit")


class ClusterKind(models.TextChoices):
    """Clusters unite localities, blocks unite agencies."""

    CLUSTER = "cluster", _("Emulation cluster")
    BLOCK = "block", _("Emulation block")


class SuccessionKind(models.TextChoices):
    """How one unit came from another."""

    MERGED = "merged", _("Merged into")
    SPLIT = "split", _("Split into")
    RENAMED = "renamed", _("Renamed")
    TASKS_TAKEN = "tasks_taken", _("Tasks taken over by")
