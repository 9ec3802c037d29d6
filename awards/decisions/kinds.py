"""The decision as a kind of official document, its job, and the codes of certificates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from awards.decisions.documents import KIND, without_honorific
from awards.decisions.enums import DecisionKind, DecisionState
from awards.decisions.selectors import verified_certificate
from awards.decisions.selectors.decisions import (
    issued_revocations,
    ready_nominees,
    tally_of_campaign,
)
from awards.decisions.selectors.honoured import honoured_decisions
from awards.decisions.services import render_next_batch
from awards.decisions.services.issuing import (
    check_minutes,
    check_numbering,
    follow_return,
    follow_submission,
    issue_decision,
)
from awards.decisions.services.text import standing_lines
from campaigns.plans.models import Campaign
from campaigns.plans.registry import public_link
from campaigns.reviews.registry import commendation_source
from campaigns.reviews.wording import count
from emulation.documents.models import Document
from emulation.documents.registry import NamesInText, Standing, document_kind, verification_source
from emulation.documents.selectors import cited
from emulation.jobs.enums import Queue
from emulation.jobs.models import Job
from emulation.registries.work import StepResult, job_kind
from emulation.typesetting.certificates import too_long
from emulation.typesetting.findings import Finding
from emulation.typesetting.metrics import missing_letters

verification_source(verified_certificate)


@public_link
def honoured_in(campaign: Campaign) -> Iterator[tuple[str, str]]:
    """Lead from a campaign's public page to the published decisions of its rounds."""
    for decision in honoured_decisions().filter(round__campaign=campaign):
        words = _("Honoured by decision %(number)s") % {"number": decision.document.code}  # type: ignore[union-attr]
        yield words, reverse("public_awards:decision", args=[decision.pk])


@commendation_source
def commendations(campaign: Campaign, as_of: dt.date) -> Iterator[str]:
    """Say how many were honoured in the campaign by decisions issued until ``as_of``."""
    tally = tally_of_campaign(campaign, as_of)
    if tally.decisions:
        yield (
            f"Đã ban hành {count(tally.decisions)} quyết định khen thưởng trong khuôn khổ "
            f"phong trào, khen thưởng {count(tally.collectives)} tập thể, "
            f"{count(tally.individuals)} cá nhân, {count(tally.households)} hộ gia đình."
        )


def _url_of(document: Document) -> str:
    decision = getattr(document, "award_decision", None)
    return reverse("decisions:decision", args=[decision.pk]) if decision else ""


def standing_of_decision(document: Document) -> Standing:
    """Return whether the decision of a document was revoked, wholly or in part, and by which."""
    decision = getattr(document, "award_decision", None)
    if decision is None:
        return Standing()
    revocations = issued_revocations(decision)
    if not revocations:
        return Standing()
    named = "; ".join(cited(each.document) for each in revocations if each.document)
    if decision.state == DecisionState.REVOKED:
        return Standing("revoked", _("Revoked by %(decisions)s.") % {"decisions": named})
    return Standing(
        "partly", _("Names of it were revoked by %(decisions)s.") % {"decisions": named}
    )


def names_in_text(document: Document) -> NamesInText:
    """Return whom the list of the decision names, and who of its round could have been added."""
    decision = getattr(document, "award_decision", None)
    if decision is None:
        return NamesInText()
    if decision.kind == DecisionKind.REVOCATION:
        return NamesInText(
            [each.line.name for each in decision.revoked_lines.select_related("line")]
        )
    ready = ready_nominees(decision.round) if decision.round else ()
    listed = decision.lines.standing().values_list("name", flat=True)
    return NamesInText(list(listed), [nominee.name for nominee in ready])


def findings_of(document: Document) -> Iterator[Finding]:
    """Yield what stands against signing the list and its certificates.

    Persons of whom Ông or Bà is not known; names and deeds that no certificate can hold.
    """
    decision = getattr(document, "award_decision", None)
    if decision is None or decision.kind == DecisionKind.REVOCATION:
        return
    lines = standing_lines(decision)
    for line in lines:
        deeds = line.achievement.strip() or decision.reason
        if too_long(line.name, line.position, deeds):
            sentence = _(
                "The certificate of %(name)s cannot hold its words: shorten the name, the position "
                "or the achievement with the nominee."
            )
            yield Finding("certificate_too_long", sentence % {"name": line.name})
        if letters := missing_letters(f"{line.name}{line.position}{deeds}".replace("\r", "")):
            sentence = _("The certificate of %(name)s cannot print these characters: %(letters)s")
            words = {"name": line.name, "letters": letters}
            yield Finding("certificate_letter", sentence % words)
    if names := without_honorific(lines):
        sentence = _(
            "Ông or Bà? The gender is not entered of: %(names)s. Enter it with the person, then "
            "draft the text anew."
        )
        named = ", ".join(names[:10]) + (" …" if len(names) > 10 else "")
        yield Finding("no_gender", sentence % {"names": named})


document_kind(
    KIND,
    name=gettext_lazy("Decision on awards"),
    symbol="QĐ",
    on_submitted=follow_submission,
    on_signed=check_minutes,
    on_returned=follow_return,
    on_numbered=check_numbering,
    on_issued=issue_decision,
    url_of=_url_of,
    names_of=names_in_text,
    standing_of=standing_of_decision,
    findings_of=findings_of,
)


@job_kind("decisions.certificates", label=gettext_lazy("Making certificates"), queue=Queue.RENDER)
def make_certificates(job: Job) -> StepResult:
    """Render the next batch; what was made before a worker died is not made again."""
    done, total = render_next_batch(job.args["decision"])
    return StepResult(
        done=done,
        total=total,
        message=_("%(done)s of %(total)s certificates") % {"done": done, "total": total},
        finished=done >= total,
    )
