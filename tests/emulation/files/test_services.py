"""Taking files in: what agrees is kept once, what does not leaves nothing behind."""

from __future__ import annotations

import datetime as dt
import errno
import os
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django import forms
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import translation

from emulation.audit.models import AuditEntry
from emulation.files import store
from emulation.files.errors import FileRefused, StoreRefused, TooLarge
from emulation.files.forms import UploadField
from emulation.files.models import Blob, StoredFile
from emulation.files.services import (
    CheckedUpload,
    check_upload,
    remove_orphans,
    store_bytes,
    store_upload,
)
from emulation.people.models import Mandate
from tests.emulation.files import corpus


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def files_of(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()] if media.exists() else []


class EvidenceForm(forms.Form):
    evidence = UploadField(kinds=("pdf", "jpg"))
    more = UploadField(kinds=("pdf",), required=False)


def test_an_upload_is_kept_under_its_hash(officer: Mandate, media: Path) -> None:
    content = corpus.pdf(3)
    file = store_upload(by=officer, upload=upload("Báo cáo.PDF", content))
    assert (file.name, file.size, file.pages) == (
        "Báo cáo.pdf",
        len(content),
        3,
    )
    assert file.media_type == "application/pdf"
    assert file.created_by == officer.account
    assert file.read() == content
    assert [path.name for path in files_of(media)] == [file.sha256]
    entry = AuditEntry.objects.get(action="files.store")
    assert (entry.mandate, entry.changes["sha256"]) == (officer, file.sha256)


def test_the_same_content_is_kept_once_and_every_use_has_its_name(
    officer: Mandate, media: Path
) -> None:
    content = corpus.pdf()
    first = store_upload(by=officer, upload=upload("một.pdf", content))
    second = store_upload(by=officer, upload=upload("hai.pdf", content))
    assert (first.name, second.name, first.blob) == ("một.pdf", "hai.pdf", second.blob)
    assert len(files_of(media)) == Blob.objects.count() == 1


def test_a_pdf_that_only_forbids_printing_is_read_like_any_other(
    officer: Mandate, media: Path
) -> None:
    restricted = corpus.pdf(2, encryption=pikepdf.Encryption(owner="abc", user=""))
    assert store_upload(by=officer, upload=upload("hạn chế in.pdf", restricted)).pages == 2


@pytest.mark.parametrize("before", [b"\r\n", b"\xef\xbb\xbf", b"\n\n "])
def test_a_pdf_may_have_line_ends_or_a_mark_before_its_first_bytes(
    officer: Mandate, media: Path, before: bytes
) -> None:
    file = store_upload(by=officer, upload=upload("bản quét.pdf", before + corpus.pdf()))
    assert file.pages == 1


def test_a_jpg_may_be_called_jfif(officer: Mandate, media: Path) -> None:
    file = store_upload(by=officer, upload=upload("ảnh Zalo.jfif", corpus.photo_with_place()))
    assert (file.name, file.media_type) == ("ảnh Zalo.jpg", "image/jpeg")


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "content", "kinds", "told"),
    [
        ("bao cao.xls", OLD, ("xlsx",), "Excel kiểu cũ"),
        ("ds.xlsx", OLD, ("xlsx",), "Excel kiểu cũ"),
        ("bao cao.doc", OLD, ("docx", "pdf"), "Word kiểu cũ"),
        ("ds.xlsx", OLD + "EncryptedPackage".encode("utf-16-le"), ("xlsx",), "Bảo vệ"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic", ("pdf", "jpg"), "HEIC"),
        ("bao cao.doc", OLD, ("pdf",), "Loại tệp này không được nhận"),
        ("ds.xlsx", b"abc" * 99, ("xlsx",), "không phải Excel"),
    ],
)
def test_what_people_have_instead_is_refused_with_the_way_out(
    name: str, content: bytes, kinds: tuple[str, ...], told: str
) -> None:
    with pytest.raises(FileRefused, match=told):
        check_upload(upload(name, content), kinds)


def test_a_photo_is_stored_clean(officer: Mandate) -> None:
    file = store_upload(by=officer, upload=upload("ảnh.jpeg", corpus.photo_with_place()))
    assert file.name == "ảnh.jpg"
    assert b"secret words" not in file.read()


def test_a_generated_document_needs_no_person(db: Any) -> None:
    file = store_bytes(
        by=None, content=b"%PDF generated", name="01/KH-UBND.pdf", media_type="application/pdf"
    )
    assert (file.created_by, file.name, file.read()) == (None, "KH-UBND.pdf", b"%PDF generated")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"", "empty"),
        ("a.exe", b"MZ", "kind"),
        ("a", corpus.pdf(), "kind"),
        ("a.pdf.html", corpus.pdf(), "kind"),
        ("a.svg", b"<svg/>", "kind"),
        ("a.xlsm", corpus.workbook(["a"]), "kind"),
        ("a.zip", corpus.workbook(["a"]), "kind"),
        ("a.pdf", b"<html>", "mismatch"),
        ("a.pdf", b"x\n" + corpus.pdf(), "mismatch"),
        ("a.jpg", corpus.pdf(), "mismatch"),
        ("a.png", corpus.picture(), "mismatch"),
        ("a.xlsx", corpus.pdf(), "mismatch"),
        ("a.docx", corpus.workbook(["a"]), "unreadable"),
        ("a.pdf", b"%PDF-1.4 fake", "unreadable"),
        ("a\u202egpj.pdf", b"\xff\xd8\xff", "mismatch"),
    ],
)
def test_what_does_not_agree_leaves_nothing(
    officer: Mandate, media: Path, name: str, content: bytes, code: str
) -> None:
    with pytest.raises(FileRefused) as caught:
        store_upload(by=officer, upload=upload(name, content))
    assert caught.value.code == code
    assert not StoredFile.objects.exists()
    assert files_of(media) == []


def test_only_the_kinds_of_the_place_are_taken(officer: Mandate) -> None:
    with pytest.raises(FileRefused, match="PDF"):
        store_upload(by=officer, upload=upload("a.png", corpus.picture("PNG")), kinds=("pdf",))
    checked = check_upload(upload("a.png", corpus.picture("PNG")))
    with pytest.raises(FileRefused, match="PDF"):
        store_upload(by=officer, upload=checked, kinds=("pdf",))


def test_the_limit_is_exact_and_its_message_says_both_figures(
    officer: Mandate, settings: LazySettings
) -> None:
    content = corpus.pdf()
    settings.UPLOAD_LIMIT_BYTES = len(content)
    assert store_upload(by=officer, upload=upload("a.pdf", content)).size == len(content)
    settings.UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
    with (
        translation.override("vi"),
        pytest.raises(TooLarge, match="dung lượng 20,1 MB, vượt mức tối đa 20 MB"),
    ):
        check_upload(upload("a.pdf", bytes(20 * 1024 * 1024 + 1)))


def test_a_form_says_it_beside_the_field(settings: LazySettings) -> None:
    form = EvidenceForm({}, {"evidence": upload("a.pdf", b"%PDF-fake")})
    with translation.override("vi"):
        assert not form.is_valid()
        assert "Hãy lưu lại tệp" in form.errors["evidence"][0]
    with translation.override("vi"):
        empty = EvidenceForm({}, {"evidence": upload("a.pdf", b"")})
        assert empty.errors["evidence"] == ["Tệp rỗng (0 byte). Hãy chọn đúng tệp."]
        assert EvidenceForm({}, {}).errors["evidence"] == ["Hãy chọn tệp."]


def test_a_form_hands_on_the_checked_upload(officer: Mandate) -> None:
    form = EvidenceForm({}, {"evidence": upload("a.pdf", corpus.pdf(2))})
    assert form.is_valid(), form.errors
    checked = form.cleaned_data["evidence"]
    assert isinstance(checked, CheckedUpload)
    assert form.cleaned_data["more"] is None
    assert store_upload(by=officer, upload=checked).pages == 2
    html = str(EvidenceForm()["evidence"])
    assert 'accept=".pdf,.jpg,.jpeg,.jfif"' in html
    with translation.override("vi"):
        assert EvidenceForm().fields["evidence"].help_text == "PDF, JPG, tối đa 20 MB."


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_no_row_and_no_part(
    officer: Mandate, media: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", full)
    with translation.override("vi"), pytest.raises(StoreRefused, match="đã đầy") as caught:
        store_upload(by=officer, upload=upload("a.pdf", corpus.pdf()))
    assert caught.value.status == 503
    assert not StoredFile.objects.exists()
    assert not Blob.objects.exists()
    assert files_of(media) == []


def test_a_really_full_disk(officer: Mandate, media: Path) -> None:
    media.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", media], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may mount the small volume that this test fills")
    try:
        with pytest.raises(StoreRefused, match="full|đầy"):
            store_bytes(by=officer, content=os.urandom(3 * 1024 * 1024), name="a", media_type="x/y")
        assert files_of(media) == []
        assert not StoredFile.objects.exists()
        # What fits is still taken.
        assert (
            store_bytes(by=officer, content=b"small", name="a", media_type="x/y").read() == b"small"
        )
    finally:
        subprocess.run(["umount", media], check=True)


def test_nothing_is_written_under_a_volume_that_is_not_mounted(
    officer: Mandate, media: Path
) -> None:
    store_bytes(by=officer, content=b"first", name="a.txt", media_type="text/plain")
    media.rename(media.with_name("elsewhere"))
    with pytest.raises(StoreRefused) as caught:
        store_bytes(by=officer, content=b"second", name="b.txt", media_type="text/plain")
    assert caught.value.code == "store"
    assert not media.exists()


def test_stored_rows_never_change(officer: Mandate) -> None:
    file = store_bytes(by=officer, content=b"first", name="a.txt", media_type="text/plain")
    for act in (
        lambda: StoredFile.objects.update(name="b.txt"),
        lambda: Blob.objects.update(size=1),
        lambda: StoredFile.objects.filter(pk=file.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_orphans_go_after_a_day_and_rows_keep_theirs(officer: Mandate, media: Path) -> None:
    kept = store_bytes(by=officer, content=b"kept", name="a.txt", media_type="text/plain")
    with transaction.atomic():
        lost = store_bytes(by=officer, content=b"lost", name="b.txt", media_type="text/plain")
        transaction.set_rollback(True)
    (media / store.INCOMING / "half").write_bytes(b"ha")
    assert remove_orphans() == 0
    old = (dt.datetime.now() - dt.timedelta(days=3)).timestamp()
    for path in files_of(media):
        os.utime(path, (old, old))
    assert remove_orphans() == 2
    assert [path.name for path in files_of(media)] == [kept.sha256]
    assert lost.sha256 != kept.sha256


def test_keeping_again_mends_a_damaged_copy(officer: Mandate, media: Path) -> None:
    file = store_bytes(by=officer, content=b"whole", name="a.txt", media_type="text/plain")
    (media / file.blob.key).write_bytes(b"wh0le")
    with pytest.raises(StoreRefused):
        file.read()
    store_bytes(by=officer, content=b"whole", name="b.txt", media_type="text/plain")
    assert file.read() == b"whole"
