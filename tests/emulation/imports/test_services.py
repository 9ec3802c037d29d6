"""Read, preview, enter and take back: all or nothing, and twice the same changes nothing."""

import copy
import datetime as dt

import pytest

from emulation.audit.models import AuditEntry
from emulation.files.services import check_upload
from emulation.imports import services
from emulation.imports.enums import BatchState
from emulation.imports.models import ImportBatch
from emulation.imports.services import entering
from emulation.jobs.services import cancel_job, run_now, run_step
from emulation.people.enums import InvitationChannel
from emulation.people.models import Account, Mandate, Person
from emulation.people.services.invitations import invite
from emulation.ui.errors import Refused, WrongState
from emulation.units.models import Cluster, Unit
from tests.builders.jobs import finish
from tests.builders.people import make_person
from tests.emulation.imports.conftest import PROVINCE, upload_of


def changed(sheet, row, **cells):
    """Return the workbook of the province with some cells changed."""
    sheets = copy.deepcopy(PROVINCE)
    sheets[sheet][row] |= cells
    return sheets


def counts_of(batch):
    return batch.to_create, batch.to_change, batch.unchanged


def faults_of(batch):
    return [(f["sheet"], f["row"], f["column"]) for f in batch.faults]


def test_reading_enters_nothing_and_shows_everything(read):
    before = Unit.objects.count()
    batch = read(PROVINCE)
    assert batch.faults == []
    assert counts_of(batch) == (8, 0, 0)
    assert Unit.objects.count() == before
    assert set(batch.preview.values_list("label", flat=True)) >= {
        "Sở Tài chính",
        "Trần Thị Bích Thủy",
    }


def test_entering_creates_all_with_their_references(house, read):
    batch = services.apply_batch(by=house.admin, batch=read(PROVINCE))
    assert (batch.state, batch.applied_by) == (BatchState.APPLIED, house.admin)
    division = Unit.objects.get(code="p-tong-hop")
    assert division.parent.code == "so-tai-chinh"
    assert division.parent.parent == house.province
    person = Person.objects.get(code="TC01")
    assert (person.unit, person.birth_date, person.is_leader) == (
        division,
        dt.date(1985, 3, 5),
        True,
    )
    cluster = Cluster.objects.get(code="khoi-kinh-te")
    assert cluster.units.count() == 2
    held = Mandate.objects.filter(account__username="canbo.tc").order_by("pk")
    assert [(m.role, m.cluster) for m in held] == [("officer", None), ("cluster_head", cluster)]
    assert not Account.objects.get(username="canbo.tc").has_usable_password()
    assert AuditEntry.objects.filter(action="imports.apply", mandate=house.admin).exists()


def test_the_same_file_twice_changes_nothing(house, read):
    services.apply_batch(by=house.admin, batch=read(PROVINCE))
    again = read(PROVINCE)
    assert counts_of(again) == (0, 0, 8)
    with pytest.raises(Refused, match="không có gì thay đổi"):
        services.apply_batch(by=house.admin, batch=again)
    with pytest.raises(WrongState):
        services.apply_batch(by=house.admin, batch=ImportBatch.objects.last())


def test_a_second_file_changes_only_what_differs(house, read):
    services.apply_batch(by=house.admin, batch=read(PROVINCE))
    batch = read(changed("Đơn vị", 1, short_name="STC", parent="ubnd-tinh"))
    assert counts_of(batch) == (0, 1, 7)
    assert batch.preview.get().differences == [["Tên ngắn", "Sở TC", "STC"]]
    services.apply_batch(by=house.admin, batch=batch)
    assert Unit.objects.get(code="so-tai-chinh").short_name == "STC"


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "place"),
    [
        ("Đơn vị", 0, {"parent": "so-khong-co"}, ("Đơn vị", 2, "Mã đơn vị cấp trên")),
        ("Đơn vị", 1, {"parent": "p-tong-hop"}, ("Đơn vị", 3, "Mã đơn vị cấp trên")),
        ("Đơn vị", 2, {"kind": "Sở lớn"}, ("Đơn vị", 4, "Loại")),
        ("Đơn vị", 2, {"code": "Sở Công"}, ("Đơn vị", 4, "Mã")),
        ("Đơn vị", 2, {"code": "so-tai-chinh"}, ("Đơn vị", 4, "Mã")),
        ("Đơn vị", 2, {"valid_from": "31/02/2020"}, ("Đơn vị", 4, "Thành lập từ ngày")),
        ("Đơn vị", 2, {"email": "so@"}, ("Đơn vị", 4, "E-mail")),
        ("Cụm khối", 0, {"year": "hai mốt"}, ("Cụm khối", 2, "Năm")),
        ("Cụm khối", 0, {"members": "so-x"}, ("Cụm khối", 2, "Mã các thành viên")),
        ("Cá nhân", 0, {"full_name": ""}, ("Cá nhân", 2, "Họ và tên")),
        ("Cá nhân", 0, {"is_leader": "có lẽ"}, ("Cá nhân", 2, "Giữ chức vụ lãnh đạo")),
        ("Tài khoản", 0, {"unit": "so-x"}, ("Tài khoản", 2, "Mã đơn vị công tác")),
        ("Nhiệm vụ", 0, {"account": "ai-do"}, ("Nhiệm vụ", 2, "Tên đăng nhập")),
        ("Nhiệm vụ", 0, {"cluster": "khoi-kinh-te"}, ("Nhiệm vụ", 2, "Mã cụm, khối")),
        ("Nhiệm vụ", 1, {"year": 2020}, ("Nhiệm vụ", 3, "Mã cụm, khối")),
        ("Nhiệm vụ", 0, {"valid_to": "01/01/2020"}, ("Nhiệm vụ", 2, "Đến ngày")),
    ],
)
def test_every_fault_names_sheet_row_and_column(house, read, sheet, row, cells, place):
    batch = read(changed(sheet, row, **cells))
    assert place in faults_of(batch)
    with pytest.raises(Refused):
        services.apply_batch(by=house.admin, batch=batch)


def test_a_unit_stands_in_one_cluster_a_year(read):
    sheets = copy.deepcopy(PROVINCE)
    sheets["Cụm khối"].append(sheets["Cụm khối"][0] | {"code": "khoi-2", "name": "Khối 2"})
    faults = read(sheets).faults
    assert len(faults) == 2
    assert "so-cong-thuong" in faults[0]["text"]


def test_a_role_held_already_is_refused(house, read):
    services.apply_batch(by=house.admin, batch=read(PROVINCE))
    batch = read(changed("Nhiệm vụ", 0, valid_from="01/06/2021"))
    assert faults_of(batch) == [("Nhiệm vụ", 2, "Từ ngày")]
    assert "01/01/2021" in batch.faults[0]["text"]


def test_an_unknown_workbook_says_which_sheets_are_wanted(read):
    batch = read({"Sheet1": []})
    assert "“Đơn vị”" in batch.faults[0]["text"]


def test_taking_back_leaves_no_trace_but_the_trail(house, read):
    counts = [model.objects.count() for model in (Unit, Cluster, Person, Account, Mandate)]
    batch = services.apply_batch(by=house.admin, batch=read(PROVINCE))
    batch = services.undo_batch(by=house.admin, batch=batch)
    assert batch.state == BatchState.UNDONE
    after = [model.objects.count() for model in (Unit, Cluster, Person, Account, Mandate)]
    assert after == counts
    assert AuditEntry.objects.filter(action="imports.undo").exists()
    with pytest.raises(WrongState):
        services.undo_batch(by=house.admin, batch=batch)


def test_taking_back_restores_what_was_changed(house, read):
    services.apply_batch(by=house.admin, batch=read(PROVINCE))
    second = changed("Đơn vị", 1, name="Sở Tài chính mới", valid_from="01/02/1998")
    batch = services.apply_batch(by=house.admin, batch=read(second))
    services.undo_batch(by=house.admin, batch=batch)
    unit = Unit.objects.get(code="so-tai-chinh")
    assert (unit.name, unit.valid_from) == ("Sở Tài chính", dt.date(1997, 1, 1))


def test_what_was_changed_since_is_not_taken_back(house, read):
    services.apply_batch(by=house.admin, batch=read(PROVINCE))
    batch = services.apply_batch(
        by=house.admin, batch=read(changed("Đơn vị", 1, name="Sở Tài chính mới"))
    )
    Unit.objects.filter(code="so-tai-chinh").update(name="Sở Tài chính và Đầu tư")
    with pytest.raises(Refused, match="Sở Tài chính mới"):
        services.undo_batch(by=house.admin, batch=batch)


def test_what_is_in_use_is_not_taken_back_and_is_named(house, read):
    batch = services.apply_batch(by=house.admin, batch=read(PROVINCE))
    make_person(Unit.objects.get(code="so-tai-chinh"), "Người mới")
    with pytest.raises(Refused, match="Người mới"):
        services.undo_batch(by=house.admin, batch=batch)
    assert Unit.objects.filter(code="so-tai-chinh").exists()


def test_an_account_that_was_invited_is_in_use(house, read):
    batch = services.apply_batch(by=house.admin, batch=read(PROVINCE))
    account = Account.objects.get(username="canbo.tc")
    invite(by=house.admin, account=account, channel=InvitationChannel.SLIP)
    with pytest.raises(Refused, match="đang được sử dụng"):
        services.undo_batch(by=house.admin, batch=batch)


def many_persons(count):
    return {
        "Cá nhân": [
            {"code": f"M{n:05}", "full_name": f"Nguyễn Văn {n}", "unit": "so-y-te"}
            for n in range(count)
        ]
    }


def test_a_large_workbook_is_entered_by_a_job_once(house, read):
    batch = services.apply_batch(by=house.admin, batch=read(many_persons(301)))
    assert (batch.state, Person.objects.filter(code__startswith="M").count()) == ("queued", 0)
    job = run_now(batch.job)
    assert job.state == "done", job.error
    assert Person.objects.filter(code__startswith="M").count() == 301
    assert job.done == job.total == 301
    services.enter_some(job=job)
    assert Person.objects.filter(code__startswith="M").count() == 301


def test_all_or_nothing_when_something_came_in_between(house, read):
    batch = services.apply_batch(by=house.admin, batch=read(many_persons(301)))
    Unit.objects.filter(code="so-y-te").update(code="so-y-te-cu")
    job = run_now(batch.job)
    batch.refresh_from_db()
    assert (job.state, batch.state) == ("failed", "read")
    assert not Person.objects.filter(code__startswith="M").exists()


def many_units(count):
    """Return a workbook of departments, each second one below the one before."""
    return {
        "Đơn vị": [
            {"code": f"dv-{n:04}", "name": f"Đơn vị {n}", "kind": "Sở, ban, ngành",
             "valid_from": "01/01/1997", **({"parent": f"dv-{n - 1:04}"} if n % 2 else {})}
            for n in range(count)
        ]
    }  # fmt: skip


def test_many_units_are_entered_with_few_queries_and_taken_back(
    house, read, django_assert_max_num_queries
):
    batch = services.apply_batch(by=house.admin, batch=read(many_units(400)))
    entries = AuditEntry.objects.filter(action="units.create").count()
    with django_assert_max_num_queries(80):
        job = run_now(batch.job)
    assert (job.state, Unit.objects.filter(code__startswith="dv-").count()) == ("done", 400)
    assert AuditEntry.objects.filter(action="units.create").count() == entries + 400
    unit = Unit.objects.get(code="dv-0399")
    assert (unit.parent.code, unit.parent.parent) == ("dv-0398", house.province)
    assert Unit.objects.search("don vi 399").get() == unit
    batch.refresh_from_db()
    services.undo_batch(by=house.admin, batch=batch)
    assert not Unit.objects.filter(code__startswith="dv-").exists()


def test_a_large_workbook_goes_in_steps_that_can_be_repeated(house, read, monkeypatch):
    monkeypatch.setattr(entering, "STEP_SECONDS", 0)
    monkeypatch.setattr(entering, "ROWS_A_TRANSACTION", 100)
    batch = services.apply_batch(by=house.admin, batch=read(many_persons(301)))
    assert run_step(batch.job.pk)
    batch.job.refresh_from_db()
    assert (batch.job.state, batch.job.done, batch.job.total) == ("queued", 100, 301)
    entering.enter_some(job=batch.job)  # the step of a worker that died before it was noted
    finish(batch.job)
    batch.refresh_from_db()
    assert (batch.state, len(batch.made)) == ("applied", 301)
    assert Person.objects.filter(code__startswith="M").count() == 301


@pytest.mark.parametrize("end", ["fail", "cancel"])
def test_what_a_job_had_entered_goes_when_it_does_not_finish(house, read, monkeypatch, end):
    monkeypatch.setattr(entering, "STEP_SECONDS", 0)
    monkeypatch.setattr(entering, "ROWS_A_TRANSACTION", 100)
    batch = services.apply_batch(by=house.admin, batch=read(many_persons(301)))
    run_step(batch.job.pk)
    assert Person.objects.filter(code__startswith="M").count() == 100
    if end == "cancel":
        cancel_job(by=house.admin, job=batch.job)
    else:
        Unit.objects.filter(code="so-y-te").update(code="so-y-te-cu")
    job = run_now(batch.job)
    batch.refresh_from_db()
    assert (job.state, batch.state, batch.made) == (
        "cancelled" if end == "cancel" else "failed", "read", [],
    )  # fmt: skip
    assert not Person.objects.filter(code__startswith="M").exists()


def test_a_row_refused_among_many_is_named(house, read):
    batch = read(many_units(20))
    batch.rows["Đơn vị"][7][1]["email"] = "so@"
    batch.save()
    with pytest.raises(Refused, match="dòng 9"):
        services.apply_batch(by=house.admin, batch=batch)
    assert not Unit.objects.filter(code="dv-0000").exists()


def sheet_of(*rows, heads=("Mã cán bộ", "Họ và tên", "Mã đơn vị", "Ngày sinh")):
    """Return the bytes of a workbook of persons with heads of its own."""
    return {"Cá nhân": [list(heads), *[list(row) for row in rows]]}


@pytest.fixture
def kept(house):
    """A person who is there already."""
    return make_person(
        house.department, "Kim Quốc Dũng", code="HD-01", birth_date=dt.date(1980, 3, 5)
    )


def read_cells(house, sheets):
    upload = check_upload(upload_of({"Cá nhân": []}), ("xlsx",))
    return services.read_batch(by=house.admin, upload=upload, book=sheets)


def test_who_moves_stays_the_same_person(house, kept):
    batch = read_cells(house, sheet_of(("HD-01", "Kim Quốc Dũng", "so-y-te", None)))
    assert counts_of(batch) == (0, 1, 0)
    row = batch.preview.get()
    assert "chuyển từ" in row.label
    assert row.differences == [["Mã đơn vị", "so-noi-vu", "so-y-te"]]
    services.apply_batch(by=house.admin, batch=batch)
    kept.refresh_from_db()
    assert kept.unit.code == "so-y-te"
    assert Person.objects.filter(full_name="Kim Quốc Dũng").count() == 1
    services.undo_batch(by=house.admin, batch=ImportBatch.objects.get(pk=batch.pk))
    kept.refresh_from_db()
    assert kept.unit.code == "so-noi-vu"


def test_the_same_number_elsewhere_with_another_name_is_another_person(house, kept):
    batch = read_cells(house, sheet_of(("HD-01", "Kim Quốc Dung", "so-y-te", None)))
    assert (counts_of(batch), batch.faults) == ((1, 0, 0), [])


def test_two_numbers_for_one_person_are_asked(house, kept):
    batch = read_cells(house, sheet_of(("HD-77", "Kim Quốc Dũng", "so-noi-vu", "05/03/1980")))
    assert faults_of(batch) == [("Cá nhân", 2, "Mã cán bộ")]
    assert "HD-01" in batch.faults[0]["text"]


def test_a_number_of_somebody_else_is_asked(house, kept):
    batch = read_cells(house, sheet_of(("HD-01", "Lê Thị Bình", "so-noi-vu", "01/02/1990")))
    assert faults_of(batch) == [("Cá nhân", 2, "Mã cán bộ")]


def test_the_heads_of_offices_are_understood_and_the_others_named(house):
    heads = ("STT", "Mã CB", "Họ tên", "Đơn vị", "Ngày, tháng, năm sinh", "Màu mắt")
    row = (1, "CB01", "  Nguyễn Văn\u200b  An ", house.department.name, 29285, "nâu")
    batch = read_cells(house, {"Ghi chú": [["x"]], "cá  nhân ": [list(heads), list(row)]})
    assert batch.faults == []
    assert "“Ghi chú”" in " ".join(batch.unread)
    assert "F: Màu mắt" in " ".join(batch.unread)
    services.apply_batch(by=house.admin, batch=batch)
    person = Person.objects.get(code="CB01")
    assert (person.full_name, person.unit) == ("Nguyễn Văn An", house.department)
    assert person.birth_date == dt.date(1980, 3, 5)


def test_a_year_of_two_digits_of_a_birth_is_asked(house):
    batch = read_cells(house, sheet_of(("CB01", "Nguyễn Văn An", "so-noi-vu", "05/03/80")))
    assert faults_of(batch) == [("Cá nhân", 2, "Ngày sinh")]
