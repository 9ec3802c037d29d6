"""Roles, and the facts of persons who can be honoured."""

from __future__ import annotations

from enum import nonmember

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a mandate entitles to; the table of rights is in ``roles.py``."""

    ADMIN = "admin", _("Administrator")
    OFFICE = "office", _("Emulation office staff")
    OFFICER = "officer", _("Unit officer")
    LEADER = "leader", _("Unit leader")
    REVIEWER = "reviewer", _("Department reviewer")
    COUNCIL_MEMBER = "council_member", _("Council member")
    SECRETARY = "secretary", _("Council secretary")
    SIGNER = "signer", _("Decision signer")
    CLERK = "clerk", _("Records clerk")
    AUDITOR = "auditor", _("Auditor")
    CLUSTER_HEAD = "cluster_head", _("Cluster head")
    CLUSTER_DEPUTY = "cluster_deputy", _("Cluster deputy head")
    CLUSTER_SECRETARY = "cluster_secretary", _("Cluster secretary")

    OF_CLUSTER = nonmember(frozenset({"cluster_head", "cluster_deputy", "cluster_secretary"}))
    OF_UNIT = nonmember(frozenset({"officer", "leader"}))


class Scope(models.TextChoices):
    """Over what a role may do something, the widest first."""

    PROVINCE = "province", _("the whole province")
    AUTHORITY = "authority", _("the whole authority: what the unit decides, and all units below it")
    DECIDED = "decided", _("what the unit itself launches, decides or issues")
    BELOW = "below", _("the own unit and units below it")
    UNIT = "unit", _("the own unit")
    CLUSTER = "cluster", _("its cluster or block")
    ASSIGNED = "assigned", _("what is assigned to it")
    OWN = "own", _("the own account")
    OPEN = "open", _("what everybody signed in may read")


class Gender(models.TextChoices):
    """As printed in lists."""

    MALE = "male", _("Male")
    FEMALE = "female", _("Female")


class Employment(models.TextChoices):
    """The group a person belongs to; award rules and statistics refer to it."""

    CIVIL_SERVANT = "civil_servant", _("Civil servant")
    PUBLIC_EMPLOYEE = "public_employee", _("Public employee")
    SOLDIER = "soldier", _("Soldier or police officer")
    WORKER = "worker", _("Worker")
    FARMER = "farmer", _("Farmer")
    OTHER = "other", _("Other")


class InvitationChannel(models.TextChoices):
    """How a first or a new password reaches its owner."""

    EMAIL = "email", _("By e-mail")
    SLIP = "slip", _("On a paper slip")
