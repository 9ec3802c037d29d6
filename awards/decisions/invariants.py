"""What must hold of decisions, certificates and bonus money."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from awards.decisions.enums import PARTS, CertificateState, DecisionKind, DecisionState
from awards.decisions.models import Certificate, Decision, DecisionLine, GoldBook, HonouredName
from awards.ledger.subjects import FIELDS
from emulation.documents.enums import DocumentState
from emulation.documents.selectors import paper_of
from emulation.registries.proof import invariant
from emulation.ui.vietnamese import format_number


@invariant("An issued decision stands on an issued document")
def decisions_stand_on_issued_documents() -> Iterator[str]:
    """Yield decisions whose state is ahead of their document, or behind it."""
    final = Q(state__in=sorted(DecisionState.FINAL))
    issued = Q(document__state=DocumentState.ISSUED)
    for pk in Decision.objects.filter(final ^ issued).values_list("pk", flat=True):
        yield f"decision {pk}"


@invariant("A decision keeps how many it honours and their bonus, each in its part of the list")
def sums_are_those_of_the_lines() -> Iterator[str]:
    """Yield decisions whose kept sums are not those of their lines, and lines in another part."""
    standing = Q(lines__struck=False)
    kept = Decision.objects.annotate(
        names=Count("lines", filter=standing),
        money=Sum("lines__paid_amount", filter=standing, default=0),
    )
    wrong = kept.exclude(honoured=F("names"), bonus=F("money"))
    for pk in wrong.order_by("pk").values_list("pk", flat=True):
        yield f"decision {pk}"
    for kind, part in PARTS.items():
        own = Q(**{f"nominee__{FIELDS[kind]}__isnull": False})
        for pk in DecisionLine.objects.filter(own).exclude(part=part).values_list("pk", flat=True):
            yield f"line {pk}"


@invariant("Every honoured line of an issued decision stands once in the ledger")
def issued_lines_are_in_the_ledger() -> Iterator[str]:
    """Yield issued lines without a record, and records of struck or open lines."""
    award = Q(decision__kind=DecisionKind.AWARD)
    final = Q(decision__state__in=sorted(DecisionState.FINAL), struck=False)
    lines = DecisionLine.objects.filter(award).filter(final ^ Q(record__isnull=False))
    for pk in lines.values_list("pk", flat=True):
        yield f"line {pk}"


@invariant("A nominee stands in one decision")
def nominees_are_decided_once() -> Iterator[str]:
    """Yield nominees with two standing lines."""
    twice = (
        DecisionLine.objects.standing()
        .values("nominee")
        .annotate(lines=Count("pk"))
        .filter(lines__gt=1)
        .order_by()
    )
    for row in twice:
        yield f"nominee {row['nominee']}: {row['lines']} lines"


@invariant("The bonus of a line follows from its coefficient and base salary")
def bonus_follows_from_its_parts() -> Iterator[str]:
    """Yield lines whose amount is not coefficient times base salary, or that pay less than it."""
    paid = DecisionLine.objects.standing().filter(base_salary__gt=0)
    parts = ("coefficient", "base_salary", "raw_amount", "paid_amount")
    for values in paid.order_by().values(*parts).distinct():
        exact = int(values["coefficient"] * values["base_salary"])
        if values["raw_amount"] != exact or 0 < values["paid_amount"] < exact:
            for pk in paid.filter(**values).order_by("pk").values_list("pk", flat=True):
                yield f"line {pk}: {values['raw_amount']} đồng"


@invariant("The total printed in an issued decision is the sum of its lines")
def printed_totals_are_sums() -> Iterator[str]:
    """Yield issued decisions whose text states another total than their lines have."""
    issued = (
        Decision.objects.filter(kind=DecisionKind.AWARD, state__in=sorted(DecisionState.FINAL))
        .select_related("document")
        .annotate(total=Sum("lines__paid_amount", filter=Q(lines__struck=False), default=0))
    )
    for decision in issued.order_by("pk").iterator(chunk_size=10):
        assert decision.document is not None
        total = decision.total  # type: ignore[attr-defined]
        annex = paper_of(decision.document).annexes[0]
        printed = [
            row.cells[-1]
            for block in annex.body
            for row in getattr(block, "rows", ())
            if row.kind == "total"
        ]
        if printed != [format_number(total)]:
            yield f"decision {decision.pk}: {printed} printed, {total} on the lines"


@invariant("The gold book has no holes: its last number is the number of its certificates")
def gold_books_have_no_holes() -> Iterator[str]:
    """Yield books whose certificates are more or fewer than their count."""
    for book in GoldBook.objects.select_related("authority"):
        held = Certificate.objects.filter(authority=book.authority, year=book.year).count()
        if held != book.last:
            yield f"gold book {book}: {book.last} counted, {held} certificates"


@invariant("Every honoured line has a certificate of its decision, revoked when the award is")
def certificates_follow_the_ledger() -> Iterator[str]:
    """Yield lines without a certificate, and certificates that say otherwise than the ledger."""
    bare = DecisionLine.objects.filter(record__isnull=False, certificates__isnull=True)
    for pk in bare.values_list("pk", flat=True):
        yield f"line {pk} has no certificate"
    revoked = Q(state=CertificateState.REVOKED)
    taken_back = Q(line__record__revoked_on__isnull=False)
    stray = ~Q(decision=F("line__decision"))
    wrong = Certificate.objects.exclude(state=CertificateState.REPLACED)
    wrong = wrong.filter(stray | (revoked ^ taken_back))
    for pk in wrong.values_list("pk", flat=True):
        yield f"certificate {pk}"
    lost = Q(state=CertificateState.REPLACED) ^ Q(replaced_by__isnull=False)
    for pk in Certificate.objects.filter(lost).values_list("pk", flat=True):
        yield f"certificate {pk} is replaced by none, or by one although it stands"


@invariant("Money to be recovered is what was paid")
def recovered_is_what_was_paid() -> Iterator[str]:
    """Yield revoked lines that ask for another amount than was paid."""
    wrong = DecisionLine.objects.filter(revoked_by__isnull=False).exclude(
        revoked_by__amount=F("paid_amount")
    )
    for pk in wrong.values_list("pk", flat=True):
        yield f"line {pk}"


@invariant("The public list holds the honoured names of published decisions, and no others")
def public_list_follows_the_decisions() -> Iterator[str]:
    """Yield lines that anybody may read but that are not listed, and the other way round."""
    listed = HonouredName.objects.filter(line=OuterRef("pk"))
    honoured = DecisionLine.objects.honoured()
    for pk in honoured.filter(~Exists(listed)).values_list("pk", flat=True):
        yield f"line {pk} is not listed"
    hidden = HonouredName.objects.exclude(line__in=honoured.values("pk"))
    for pk in hidden.values_list("line", flat=True):
        yield f"line {pk} is listed"
