"""Granting, ending and delegating mandates; all dated, none rewritten."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from emulation.clock import today
from emulation.people.enums import Role
from emulation.people.models import Account, Mandate
from emulation.people.selectors import colleagues_of
from emulation.registries.journal import journal
from emulation.ui.errors import NotAllowed, Refused, WrongState
from emulation.units.models import Cluster, Unit


@transaction.atomic
def grant_mandate(
    *,
    by: Mandate | None,
    account: Account,
    role: str,
    unit: Unit,
    cluster: Cluster | None = None,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    position: str = "",
    legal_basis: str = "",
) -> Mandate:
    """Give an account a role in a unit (or over a cluster) from a day on.

    ``by`` is ``None`` only for the first administrator. Raises ``Refused`` when the same mandate
    runs already, ``ValidationError`` for dates out of order.
    """
    same = Mandate.objects.filter(account=account, role=role, unit=unit, cluster=cluster)
    for other in same.filter(delegated_from__isnull=True):
        if (other.valid_to is None or other.valid_to >= valid_from) and (
            valid_to is None or other.valid_from <= valid_to
        ):
            raise Refused(_("%(name)s holds this role in these days already.") % {"name": account})
    mandate = Mandate(
        account=account,
        role=role,
        unit=unit,
        cluster=cluster,
        valid_from=valid_from,
        valid_to=valid_to,
        position=position,
        legal_basis=legal_basis,
        granted_by=by,
    )
    mandate.full_clean()
    mandate.save()
    journal(by=by, action="people.grant_mandate", obj=mandate, changes={"role": role})
    return mandate


@transaction.atomic
def end_mandate(*, by: Mandate, mandate: Mandate, last_day: dt.date) -> None:
    """End a mandate and the delegations from it after ``last_day``.

    Raises ``Refused`` for a day before it began, or for the last administrator.
    """
    if last_day < mandate.valid_from:
        raise Refused(_("The last day may not lie before the first."))
    others = Mandate.objects.active(last_day + dt.timedelta(days=1)).of(Role.ADMIN)
    if mandate.role == Role.ADMIN and not others.exclude(pk=mandate.pk).exists():
        raise Refused(_("The portal needs an administrator; name another one first."))
    mandate.valid_to = last_day
    mandate.save(update_fields=["valid_to"])
    for delegation in mandate.delegations.filter(valid_to__gt=last_day):
        delegation.valid_to = max(last_day, delegation.valid_from)
        delegation.save(update_fields=["valid_to"])
    journal(by=by, action="people.end_mandate", obj=mandate, changes={"last_day": last_day})


@transaction.atomic
def delegate(
    *,
    by: Mandate,
    account: Account,
    valid_from: dt.date,
    valid_to: dt.date,
    legal_basis: str = "",
) -> Mandate:
    """Let another account act on behalf of the acting mandate, from a day to a day.

    Every act under it is shown as "thay mặt". Raises ``NotAllowed`` when the acting mandate is
    itself a delegation, ``Refused`` for oneself, for somebody of another unit or for past days.
    """
    if by.delegated_from_id is not None:
        raise NotAllowed(_("What was delegated to you cannot be delegated further."))
    if account.pk == by.account_id:
        raise Refused(_("Choose somebody else."))
    if not colleagues_of(by).filter(pk=account.pk).exists():
        raise Refused(
            _("%(name)s does not belong to %(unit)s: a role is delegated inside its unit.")
            % {"name": account, "unit": by.unit}
        )
    if valid_to < today() or valid_to < valid_from:
        raise Refused(_("The last day may not lie in the past or before the first."))
    mandate = Mandate(
        account=account,
        role=by.role,
        unit=by.unit,
        cluster=by.cluster,
        position=by.position,
        valid_from=valid_from,
        valid_to=valid_to,
        legal_basis=legal_basis,
        granted_by=by,
        delegated_from=by,
    )
    mandate.full_clean()
    mandate.save()
    journal(by=by, action="people.delegate", obj=mandate, changes={"to": str(account)})
    return mandate


@transaction.atomic
def revoke_delegation(*, by: Mandate, delegation: Mandate) -> None:
    """Take a delegation back at once: its next request finds it gone.

    Only who gave it may; the administrator ends it like any other mandate. One that began today or
    later never counts as held: both its days become yesterday, the trail keeps what they were.
    """
    source = delegation.delegated_from
    if source is None or source.account_id != by.account_id:
        raise NotAllowed(_("Only who delegated takes it back."))
    yesterday = today() - dt.timedelta(days=1)
    if delegation.valid_to is not None and delegation.valid_to <= yesterday:
        raise WrongState(_("This delegation has ended already."))
    changes = {"from": delegation.valid_from, "to": delegation.valid_to}
    delegation.valid_from = min(delegation.valid_from, yesterday)
    delegation.valid_to = yesterday
    delegation.save(update_fields=["valid_from", "valid_to"])
    journal(by=by, action="people.revoke_delegation", obj=delegation, changes=changes)
