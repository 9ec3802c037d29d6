"""The minutes become an official document."""

from __future__ import annotations

import rules
from django.db import transaction
from django.utils.translation import gettext as _

from awards.council.documents import KIND, minutes_of
from awards.council.enums import SessionState
from awards.council.models import CouncilSession
from emulation.audit.services import record
from emulation.documents.models import Document
from emulation.documents.services import draft_document
from emulation.people.models import Mandate
from emulation.ui.errors import NotAllowed, WrongState
from emulation.workflow.services import lock, save_changes


@transaction.atomic
def draft_minutes(*, by: Mandate, session: CouncilSession) -> Document:
    """Draft the minutes of a closed session; raises ``WrongState`` before, or when they exist."""
    fresh = lock(session)
    if not rules.has_perm("awards.run_council", by, fresh):
        raise NotAllowed(_("Your present role may not write these minutes."))
    if fresh.state != SessionState.CLOSED:
        raise WrongState(_("The minutes follow the closed session."))
    if fresh.minutes_id is not None:
        raise WrongState(_("The minutes of this session are written already."))
    paper = minutes_of(fresh, by.account.full_name)
    document = draft_document(by=by, kind=KIND, authority=fresh.council.authority, paper=paper)
    save_changes(fresh, minutes=document)
    record(by=by, action="council.draft_minutes", obj=fresh, changes={"document": document.pk})
    return document
