"""Forms of signing, numbering and keeping records."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core import signing
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from emulation.clock import today
from emulation.documents.enums import SCANS, NumberingMode
from emulation.documents.models import Document, LegalBasis
from emulation.documents.registry import NamesInText, kinds
from emulation.documents.services.comparing import Comparison, compare_signed_file
from emulation.files.forms import UploadField
from emulation.files.models import StoredFile
from emulation.files.services import CheckedUpload, stored
from emulation.people.enums import Role
from emulation.people.models import Mandate
from emulation.people.roles import roles_with
from emulation.ui.forms import PortalForm, PortalModelForm, VietnameseDateField
from emulation.units.forms import UnitSearchField
from emulation.units.models import Unit

MOST_STEPS = 5
KEPT, DAY_SECONDS = "documents.kept-file", 24 * 60 * 60


class NoteForm(PortalForm):
    """A step of the route taken here."""

    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class OutsideStepForm(PortalForm):
    """A step of the route taken outside."""

    done_on = VietnameseDateField(label=_("Taken on"))
    note = forms.CharField(
        label=_("By whom, and how"),
        max_length=300,
        help_text=_("For example: Head of division, on paper."),
    )


class SignForm(PortalForm):
    """A signature given here; who is not the named signer says as what he signs."""

    signer_position = forms.CharField(
        label=_("Your position, printed below “KT.”"),
        max_length=100,
        help_text=_("For example: Phó Chủ tịch. The text names another signer."),
    )

    def __init__(self, *args: Any, named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if named:
            del self.fields["signer_position"]


class SignerPositionField(forms.CharField):
    """The position of who signed outside in place of the signer whom the draft names."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Position of who signed"),
            max_length=100,
            required=False,
            help_text=_(
                "Only when another person signed than the draft names: “Phó Chủ tịch” is "
                "printed below “KT. CHỦ TỊCH”."
            ),
            **kwargs,
        )


class SignedFileForm(PortalForm):
    """A signed file, held against the draft before it is taken.

    What differs, and that a scan has no text, is shown first; the file is kept meanwhile
    (``keep``), so that it need not be chosen again, and the second press is the confirmation.
    """

    signed_file = UploadField(label=_("Signed file"), kinds=SCANS, required=False)
    kept_file = forms.CharField(required=False, widget=forms.HiddenInput)
    differences = forms.CharField(
        label=_("Differences from the draft, and why"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Names struck or added, changed wording. Leave empty when nothing differs."),
    )
    confirmed = forms.BooleanField(label=_("I have compared the signed file with the draft"))
    comparison: Comparison | None = None

    def __init__(
        self, *args: Any, document: Document, account_id: int | None = None, **kwargs: Any
    ) -> None:
        self.document, self.account_id = document, account_id
        super().__init__(*args, account_id=account_id, **kwargs)

    def names(self, data: dict[str, Any]) -> NamesInText | None:
        """Return the names that the file must hold, if they are not those of the draft."""
        return None

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kept = self._kept(data.pop("kept_file", ""))
        sent = data.get("signed_file")
        # a page that is shown again keeps the file that was chosen, and sends it once more
        again = sent is None or (kept is not None and _is_content_of(sent, kept))
        file = data["signed_file"] = kept if again else sent
        if file is not None:
            self._compare(data, file, seen=file is kept)
        elif "signed_file" not in self.errors and self.needs_file():
            self.add_error("signed_file", _("Choose a file."))
        return data

    def needs_file(self) -> bool:
        """Tell whether the form is nothing without a file."""
        return True

    def _compare(self, data: dict[str, Any], file: Any, *, seen: bool) -> None:
        found = compare_signed_file(
            self.document, file, data.get("signer_name", ""), self.names(data)
        )
        self.comparison = data["comparison"] = found
        if found.differs and not (seen and data.get("differences", "").strip()):
            self.add_error(
                "differences", _("Read above what differs, say why, and send the form again.")
            )
        elif not found.has_text and not seen:
            self.add_error(
                "confirmed", _("Compare the pages by eye as told above, and send the form again.")
            )

    def keep(self, by: Mandate) -> None:
        """Keep an uploaded file while its differences are read; the form shows it as kept."""
        file = self.cleaned_data.get("signed_file")
        if file is None or self.comparison is None:
            return
        row = stored(by=by, file=file, kinds=SCANS)
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        keys = [row.pk, self.account_id, self.document.pk]
        data["kept_file"] = signing.dumps(keys, salt=KEPT)
        self.data = data
        self["signed_file"].help_text = _("Kept: %(name)s. Choose a file only to replace it.") % {
            "name": row.name
        }

    def _kept(self, token: str) -> StoredFile | None:
        try:
            pk, account_id, document = signing.loads(token, salt=KEPT, max_age=DAY_SECONDS)
        except signing.BadSignature:
            return None
        if (account_id, document) != (self.account_id, self.document.pk):
            return None
        return StoredFile.objects.filter(pk=pk).first()


def _is_content_of(sent: CheckedUpload, kept: StoredFile) -> bool:
    return hashlib.sha256(sent.content).hexdigest() == kept.blob.sha256


class OutsideSignatureForm(SignedFileForm):
    """The signature given by hand or in another system."""

    signer_name = forms.CharField(label=_("Signed by"), max_length=100)
    signer_position = SignerPositionField()
    signed_on = VietnameseDateField(label=_("Signed on"))
    field_order = (
        "signed_file", "signer_name", "signer_position", "signed_on", "differences", "confirmed",
    )  # fmt: skip


class InternalNumberForm(PortalForm):
    """The next number is taken when this is sent."""

    sealed = forms.BooleanField(label=_("The document is sealed"), required=False, initial=True)


class ExternalNumberForm(SignedFileForm):
    """The number that the agency's own register gave."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=99_999)
    suffix = forms.CharField(
        label=_("Suffix"), max_length=2, required=False, help_text=_("For example: a")
    )
    issued_on = VietnameseDateField(label=_("Dated"))
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    sealed = forms.BooleanField(label=_("The document is sealed"), required=False, initial=True)
    field_order = (
        "number", "suffix", "issued_on", "place", "signed_file", "differences", "confirmed",
        "sealed",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].initial = today()
        if not self.needs_file():
            kept = _("The recorded signed file is kept without one.")
            self.fields["signed_file"].help_text = kept
            self.fields["confirmed"].required = False

    def needs_file(self) -> bool:
        return self.document.signed_file_id is None


class BookModeForm(PortalForm):
    """Where the numbers of a book come from."""

    mode = forms.ChoiceField(
        label=_("Numbering"), choices=NumberingMode.choices, widget=forms.RadioSelect
    )


class SigningRouteForm(PortalForm):
    """The steps that a kind of document takes before the signature, from a day on."""

    authority = UnitSearchField(label=_("Authority"))
    kind = forms.ChoiceField(label=_("Kind of document"), required=False)
    valid_from = VietnameseDateField(
        label=_("From"), help_text=_("Documents on their way keep the route they took.")
    )

    def __init__(self, *args: Any, authorities: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["authority"].queryset = authorities
        fields["authority"].initial = authorities.first()
        named = [(kind.code, kind.name) for kind in kinds.values()]
        fields["kind"].choices = [("", _("Every kind")), *named]
        entitled = roles_with("emulation.take_signing_step")
        takers = [(role.value, role.label) for role in Role if role in entitled]
        for place in range(1, MOST_STEPS + 1):
            fields[f"title_{place}"] = forms.CharField(
                label=_("Step %(place)s") % {"place": place}, max_length=120, required=False
            )
            fields[f"role_{place}"] = forms.ChoiceField(
                label=_("Step %(place)s is taken by") % {"place": place},
                choices=[("", _("Anybody of the authority")), *takers],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for place in range(1, MOST_STEPS + 1):
            if data.get(f"role_{place}") and not data.get(f"title_{place}"):
                self.add_error(f"title_{place}", _("Name the step."))
        if not self.errors and not any(data[f"title_{n}"] for n in range(1, MOST_STEPS + 1)):
            self.add_error("title_1", _("Name at least one step."))
        return data

    def steps(self) -> list[tuple[str, str]]:
        """Return title and role of every step that was named, in their order."""
        data = self.cleaned_data
        pairs = [(data[f"title_{n}"], data[f"role_{n}"]) for n in range(1, MOST_STEPS + 1)]
        return [(title.strip(), role) for title, role in pairs if title.strip()]


class LegalBasisForm(PortalModelForm):
    """A text in force, cited by documents."""

    kinds = forms.MultipleChoiceField(
        label=_("Cited by"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Leave all open when every kind of document cites it."),
    )

    class Meta:
        model = LegalBasis
        fields = ["code", "citation", "valid_from", "valid_to", "order", "kinds"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kinds"]
        field.choices = [(kind.code, kind.name) for kind in kinds.values()]
