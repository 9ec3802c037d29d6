"""The signed file is held against the draft before it is taken for the document."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from emulation.clock import now
from emulation.documents.comparison import (
    MOST_SHOWN,
    Difference,
    differences,
    is_another_text,
    times_named,
    words_of,
)
from emulation.documents.models import Document, SignedFileCheck
from emulation.documents.registry import NamesInText
from emulation.documents.selectors import kind_of, names_as_signer, signatures_of
from emulation.files.contents import PdfText, read_pdf
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload
from emulation.people.models import Mandate
from emulation.ui.errors import Refused


@dataclass(frozen=True)
class Comparison:
    """What a signed file says otherwise than the draft: sentences, and the passages themselves."""

    has_text: bool
    findings: tuple[str, ...] = ()
    passages: tuple[Difference, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether somebody has to answer for a difference."""
        return bool(self.findings or self.passages)


def compare_signed_file(
    document: Document,
    signed_file: StoredFile | CheckedUpload,
    signer_name: str = "",
    names: NamesInText | None = None,
) -> Comparison:
    """Hold a signed file against the draft: pages, signer, names of its list, every word.

    ``names`` are those that must stand in it, if they are not the ones of the draft. A page
    calls this before its transaction: the sandbox reads both files.
    """
    read = read_pdf(signed_file)
    draft = document.preview_pdf
    shown = draft is not None and document.preview_digest == document.paper_digest
    findings = [
        *_other_pages(document, signed_file, read, shown),
        *_other_signer(document, signer_name),
    ]
    if not read.has_text or draft is None or not shown:
        return Comparison(read.has_text and shown, tuple(findings))
    symbol = str((document.paper.get("number") or {}).get("symbol", ""))
    drafted, signed = words_of(read_pdf(draft).texts, symbol), words_of(read.texts, symbol)
    names_of = kind_of(document).names_of
    wanted = names or (names_of(document) if names_of else NamesInText())
    findings += _other_names(wanted, drafted, signed)
    if is_another_text(drafted, signed):
        findings.insert(0, _("The signed file holds another text than the draft."))
    return Comparison(True, tuple(findings), tuple(differences(drafted, signed)))


def _other_pages(
    document: Document, signed_file: StoredFile | CheckedUpload, read: PdfText, shown: bool
) -> list[str]:
    found = []
    if read.blank:
        pages = ", ".join(map(str, read.blank))
        found.append(_("Nothing stands on page %(pages)s of the signed file.") % {"pages": pages})
    draft = document.preview_pdf
    if draft is not None and shown and signed_file.pages not in (None, draft.pages):
        words = {"signed": signed_file.pages, "draft": draft.pages}
        found.append(_("The signed file has %(signed)s pages, the draft %(draft)s.") % words)
    return found


def _other_signer(document: Document, signer_name: str) -> list[str]:
    if not signer_name.strip() or names_as_signer(document, signer_name):
        return []
    named = [block.name for block in signatures_of(document) if block.name]
    words = {"signer": signer_name.strip(), "draft": ", ".join(named)}
    return [_("Signed by %(signer)s; the draft names %(draft)s.") % words]


def _other_names(names: NamesInText, drafted: list[str], signed: list[str]) -> list[str]:
    found = []
    listed = Counter(names.listed)
    there = times_named(list(listed), signed)
    if missing := [name for name, times in listed.items() if there[name] < times]:
        words = {"names": ", ".join(missing)}
        found.append(_("On the list, but not in the signed file: %(names)s.") % words)
    strangers = times_named(names.others, signed)
    before = times_named(names.others, drafted)
    if added := [name for name in strangers if strangers[name] > before[name]]:
        words = {"names": ", ".join(added)}
        found.append(_("In the signed file, but not on the list: %(names)s.") % words)
    return found


def check_confirmed(
    comparison: Comparison, reason: str, *, confirmed: bool, changed: bool = False
) -> None:
    """Refuse a file that differs without a reason, and what nobody has confirmed.

    ``changed`` says that names or signer of the text itself were changed by who signed.
    """
    if (comparison.differs or changed) and not reason.strip():
        raise Refused(
            _("The signed file differs from the draft. Say what differs and why, and confirm it.")
        )
    if reason.strip() and not confirmed:
        raise Refused(_("Confirm that the differences are right."))


def keep_check(
    by: Mandate, document: Document, file: StoredFile, comparison: Comparison, reason: str
) -> SignedFileCheck:
    """Write down what was found, with the reason, who confirmed it and when."""
    passages = comparison.passages[:MOST_SHOWN]
    left = len(comparison.passages) - len(passages)
    return SignedFileCheck.objects.create(
        document=document,
        sha256=file.sha256,
        has_text=comparison.has_text,
        findings=[*comparison.findings, *_further(left)],
        passages=[asdict(each) for each in passages],
        reason=reason.strip(),
        confirmed_by=by,
        confirmed_at=now(),
    )


def _further(left: int) -> list[str]:
    return [_("Further differences: %(count)s.") % {"count": left}] if left else []
