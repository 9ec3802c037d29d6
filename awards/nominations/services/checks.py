"""What a round and a dossier must satisfy before they go on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from awards.catalogue.enums import SubjectKind
from awards.catalogue.law import Award
from awards.catalogue.selectors import authority_for, require_subject
from awards.catalogue.selectors import award as award_of
from awards.nominations.models import Nominee, Round
from awards.nominations.selectors.findings import assessments_of
from awards.nominations.selectors.routing import ways_of
from emulation.clock import now, today
from emulation.ui.errors import Refused
from emulation.units.enums import UnitKind
from emulation.units.models import Unit


def refuse_foreign_award(award: Award, authority: Unit, subject: SubjectKind | None = None) -> None:
    """Refuse an award that ``authority`` does not decide, with who does and by which article."""
    kinds = [subject] if subject else list(award.subjects)
    if any(UnitKind(authority.kind) in authority_for(award, each).kinds for each in kinds):
        return
    told = authority_for(award, kinds[0])
    raise Refused(
        _("%(award)s is not decided by %(unit)s but by: %(who)s (%(article)s).")
        % {
            "award": award.name,
            "unit": authority.name,
            "who": told.title,
            "article": told.article,
        }
    )


def check_awards(round_: Round, codes: Sequence[str], day: dt.date) -> None:
    """Refuse awards that the authority does not decide or that are not for such achievements."""
    for code in codes:
        award = award_of(code, day)
        refuse_foreign_award(award, round_.authority)
        if round_.commendation_type not in award.commendation_types:
            kind = round_.get_commendation_type_display()
            raise Refused(
                _("%(award)s is not given for this type of commendation: %(kind)s.")
                % {"award": award.name, "kind": kind}
            )


def check_nominee(round_: Round, code: str, subject: SubjectKind, day: dt.date) -> Award:
    """Return the award when the round may give it to such a subject; raises ``Refused``."""
    if code not in round_.award_codes:
        raise Refused(_("This round does not give that award; choose one of the round's awards."))
    award = award_of(code, day)
    require_subject(award, subject)
    refuse_foreign_award(award, round_.authority, subject)
    return award


def one_way(dossier_nominees: Sequence[Nominee]) -> Unit | None:
    """Return the one unit through which all go; refuses a dossier whose nominees part ways."""
    ways = ways_of(dossier_nominees[0].dossier, dossier_nominees, today())
    if len(ways) > 1:
        names = ", ".join(sorted(way.label if way else str(_("directly")) for way in ways))
        raise Refused(
            _(
                "By the routing rules these nominees go different ways (%(ways)s). Ask the office "
                "for a round of its own for each way."
            )
            % {"ways": names}
        )
    return ways.pop()


@transaction.atomic
def store_findings(nominees: Iterable[Nominee]) -> None:
    """Ask the rules anew and keep what they say; the version does not change."""
    rows = list(nominees)
    moment = now()
    for nominee, assessment in zip(rows, assessments_of(rows), strict=True):
        told = assessment.as_json()
        nominee.findings = told["findings"]
        nominee.verdict = assessment.verdict
        nominee.checked_at = moment
        Nominee.objects.filter(pk=nominee.pk).update(
            findings=nominee.findings, verdict=nominee.verdict, checked_at=moment
        )
