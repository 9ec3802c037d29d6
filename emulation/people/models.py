"""Accounts and their dated mandates; persons and households who can be honoured."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from emulation.people.enums import Employment, Gender, InvitationChannel, Role
from emulation.people.roles import may_hold
from emulation.people.scoped import Reach, ScopedQuerySet, Sees
from emulation.ui.models import Alphabetical, Dated, DatedQuerySet, SearchQuerySet
from emulation.ui.vietnamese import sort_key
from emulation.units.enums import UnitKind
from emulation.units.models import Cluster, Unit


class AccountQuerySet(ScopedQuerySet, SearchQuerySet):  # type: ignore[override]
    """Accounts: all of the authority or the unit, else one's own."""

    reach = Reach(unit=("unit",), own=("",))
    sees = (Sees("emulation.view_people"), Sees("emulation.view_own_account"))

    def reached_by_mail(self) -> Self:
        """Return those with an address that no mail server has refused."""
        return self.exclude(email="").exclude(email=F("refused_email"))


class AccountManager(BaseUserManager.from_queryset(AccountQuerySet)):  # type: ignore[misc]
    """Creates accounts; a password is set by invitation, not by whoever creates."""


class Account(Alphabetical, AbstractBaseUser):
    """Somebody who signs in. What the person may do stands in dated mandates, not here."""

    username = models.CharField(
        _("user name"),
        max_length=80,
        unique=True,
        error_messages={"unique": _("This user name is taken; choose another.")},
    )
    full_name = models.CharField(_("full name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    refused_email = models.EmailField(blank=True, default="", editable=False)
    refused_because = models.CharField(max_length=300, blank=True, default="", editable=False)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    position = models.CharField(_("position"), max_length=120, blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
        verbose_name=_("works at"),
        help_text=_("Where the person is employed; decides conflicts of interest."),
    )
    person = models.OneToOneField(
        "emulation.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="account",
        verbose_name=_("is the person"),
        help_text=_("As whom the owner can be honoured; nobody votes on the own award."),
        error_messages={"unique": _("This person has an account already.")},
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    objects = AccountManager()

    class Meta:
        verbose_name = _("account")
        ordering = ["username"]
        indexes = [models.Index(fields=["sort_key", "id"], name="emulation_account_order")]

    def __str__(self) -> str:
        return self.full_name

    def search_source(self) -> str:
        return f"{self.full_name} {self.username} {self.email}"

    def sort_source(self) -> str:
        return sort_key(self.full_name)

    @property
    def email_is_refused(self) -> bool:
        """Return whether a mail server has refused the present address."""
        return bool(self.email) and self.email == self.refused_email

    def get_full_name(self) -> str:
        """Return the name as written."""
        return self.full_name

    def get_short_name(self) -> str:
        """Return the given name."""
        return self.full_name.split()[-1] if self.full_name else self.username


def cannot_hold(role: str, kind: str) -> str:
    """Say that a unit of ``kind`` may have nobody in ``role``."""
    named = {"role": Role(role).label, "kind": UnitKind(kind).label}
    return _("“%(role)s” is not a role of this kind of unit (%(kind)s).") % named


class MandateQuerySet(ScopedQuerySet, DatedQuerySet):  # type: ignore[override]
    """Mandates, found by date, role and unit."""

    reach = Reach(unit=("unit",), own=("account",))
    sees = AccountQuerySet.sees

    def active(self, day: dt.date) -> Self:
        """Return the mandates in force on ``day`` of accounts that may sign in."""
        return self.as_of(day).filter(account__is_active=True)

    def of(self, *roles: str) -> Self:
        """Return those with one of ``roles``."""
        return self.filter(role__in=roles)


class Mandate(Dated):
    """A role in a unit (or over a cluster) from a day to a day; rights come from the one acting.

    A delegation is a mandate with ``delegated_from``: it is dated, ends with the mandate it came
    from, and every act under it is shown as "thay mặt".
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="mandates")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="mandates", verbose_name=_("acts for")
    )
    cluster = models.ForeignKey(
        Cluster,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("cluster"),
    )
    position = models.CharField(_("position in this role"), max_length=120, blank=True)
    granted_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    delegated_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        ordering = ["unit__order", "role", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role__in=sorted(Role.OF_CLUSTER)) ^ Q(cluster__isnull=True),
                name="emulation_mandate_cluster_where_needed",
                violation_error_message=_("Name the cluster for a cluster role, and only there."),
            ),
            models.CheckConstraint(
                condition=Q(delegated_from__isnull=True) | Q(valid_to__isnull=False),
                name="emulation_mandate_delegation_ends",
                violation_error_message=_("A delegation needs a last day."),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "valid_from"], name="emulation_mandate_account"),
            models.Index(fields=["unit", "role"], name="emulation_mandate_unit_role"),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """A unit has only the roles that the table of rights gives to its kind."""
        unit = Unit.objects.filter(pk=self.unit_id).first()
        if unit is not None and self.role in Role.values and not may_hold(self.role, unit.kind):
            raise ValidationError({"role": cannot_hold(self.role, unit.kind)})

    @property
    def label(self) -> str:
        """Who acts as what for whom, with "thay mặt" where it is a delegation."""
        place = self.cluster.name if self.cluster_id else self.unit.label  # type: ignore[union-attr]
        return f"{self.account.full_name} – {Role(self.role).label}, {place}{self._for_whom}"

    @property
    def name_for_whom(self) -> str:
        """The person's name, with "thay mặt" where it is a delegation."""
        return f"{self.account.full_name}{self._for_whom}"

    @property
    def _for_whom(self) -> str:
        if not self.delegated_from_id:
            return ""
        behalf = _("on behalf of %(name)s") % {"name": self.delegated_from.account.full_name}  # type: ignore[union-attr]
        return f" ({behalf})"


class Invitation(models.Model):
    """A single-use code that lets its owner set a password, by e-mail or on a paper slip."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="invitations")
    channel = models.CharField(max_length=10, choices=InvitationChannel)
    code_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(Mandate, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="emulation_invitation_expires",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} ({self.get_channel_display()})"


class ResetRequest(models.Model):
    """Somebody asked for a new password for a name; whether there is one is looked up later.

    Kept for a week, so that a network address that asks and asks is answered no more.
    """

    username = models.CharField(max_length=150)
    address = models.CharField(max_length=45)
    asked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.username


class PersonQuerySet(ScopedQuerySet, SearchQuerySet):  # type: ignore[override]
    """Persons who can be honoured; seen by those who nominate, appraise and decide."""

    reach = Reach(unit=("unit",))
    sees = (Sees("emulation.view_subjects"),)


class Person(Alphabetical):
    """An individual who can be honoured; an account is something else."""

    full_name = models.CharField(_("full name"), max_length=100)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="people", verbose_name=_("unit"))
    position = models.CharField(_("position"), max_length=120, blank=True)
    employment = models.CharField(
        _("group"), max_length=20, choices=Employment, default=Employment.CIVIL_SERVANT
    )
    is_leader = models.BooleanField(_("holds a leading post"), default=False)
    recruited_on = models.DateField(_("recruited on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    code = models.CharField(_("staff number"), max_length=30, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code"],
                condition=~Q(code=""),
                name="emulation_person_staff_number",
                violation_error_message=_("This staff number is taken in the unit."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(recruited_on__isnull=True)
                | Q(left_on__gte=models.F("recruited_on")),
                name="emulation_person_dates_in_order",
                violation_error_message=_("The last day may not lie before the first."),
            ),
        ]
        indexes = [models.Index(fields=["sort_key", "id"], name="emulation_person_order")]

    def __str__(self) -> str:
        return self.full_name

    def search_source(self) -> str:
        return f"{self.full_name} {self.code}"

    def sort_source(self) -> str:
        return sort_key(self.full_name)


class HouseholdQuerySet(PersonQuerySet):  # type: ignore[override]
    """Households: whoever may see the persons of a unit may see its households."""


class Household(Alphabetical):
    """A household that can be honoured; ``unit`` is the commune it lives in."""

    head_name = models.CharField(_("head of the household"), max_length=100)
    address = models.CharField(_("address"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="households", verbose_name=_("commune")
    )

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("household")
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="emulation_household_order")]

    def __str__(self) -> str:
        return _("Household of %(name)s") % {"name": self.head_name}

    def search_source(self) -> str:
        """Found by the head's name and the address."""
        return f"{self.head_name} {self.address}"

    def sort_source(self) -> str:
        return sort_key(self.head_name)
