"""From the draft of a plan to the campaign that units have joined."""

from __future__ import annotations

from pathlib import Path

from tests.browser.conftest import Person
from tests.browser.journey.documents import issue
from tests.browser.journey.papers import scan

TITLE = (
    "Kế hoạch phát động đợt thi đua cao điểm 30 ngày đêm phòng, chống dịch COVID-19, "
    "phục hồi và phát triển sản xuất"
)
NAME = "Đợt thi đua cao điểm 30 ngày đêm phòng, chống dịch COVID-19"  # as the public reads it
CLUSTER = "Cụm thi đua các huyện, thị xã, thành phố"
FACTS = {
    "title": TITLE,
    "kind": "Thi đua theo đợt",
    "starts_on": "22/11/2021",
    "ends_on": "31/12/2021",
    "objectives": "Vừa phòng, chống dịch hiệu quả, vừa phục hồi và phát triển sản xuất.",
    "summary": "Phát động đợt thi đua cao điểm đến hết năm 2021.",
    "unit_plans_due_on": "30/11/2021",
    "recipients": "- Ủy ban nhân dân các huyện, thị xã, thành phố;",
    "archive_line": "VT, SNV",
}
PARTS = {
    "Mục đích, yêu cầu": "Động viên cán bộ và Nhân dân trong tỉnh hoàn thành nhiệm vụ năm 2021.",
    "Nội dung, chỉ tiêu thi đua": (
        "# Phòng, chống dịch\n- Hoàn thành tiêm vắc xin theo kế hoạch.\n"
        "# Sản xuất\n- Gieo trồng đúng lịch thời vụ, tiêu thụ kịp thời nông sản."
    ),
    "Khen thưởng": "Khen thưởng đúng thành tích, đúng đối tượng, kịp thời.",
    "Tổ chức thực hiện": "Các địa phương ban hành kế hoạch và tổ chức thực hiện.",
}
DUTY = {
    "content": "Hướng dẫn, đôn đốc đợt thi đua; tổng hợp, tham mưu tổng kết.",
    "lead_unit": "Sở Nội vụ",
    "due_on": "25/12/2021",
}
INDICATORS = [
    {
        "order": "1",
        "code": "TC",
        "name": "Số người được tiêm đủ liều vắc xin",
        "unit_of_measure": "nghìn người",
        "weight": "6",
        "floor": "120",
        "ceiling": "140",
        "monitoring_agency": "Sở Y tế",
    },
    {
        "order": "2",
        "code": "DT",
        "name": "Diện tích lúa xuống giống đúng lịch thời vụ",
        "unit_of_measure": "nghìn ha",
        "weight": "4",
        "floor": "45",
    },
]
ALLOCATED = [["20", "25", "20", "20", "10", "15", "20"], ["5", "6", "7", "7", "8", "7", "5"]]
PERIOD = {
    "name": "Tổng kết đợt thi đua",
    "starts_on": "22/11/2021",
    "ends_on": "31/12/2021",
    "cutoff_on": "14/12/2021",
    "due_on": "17/12/2021",
}


def write_plan(person: Person) -> str:
    """The office writes the plan, its duties, targets and period; return its address."""
    person.sign_in("chuyenvien").shot("ban-lam-viec")
    person.go("/ke-hoach/").click("Phong trào mới").fill(**FACTS).click("Bắt đầu dự thảo")
    address = person.address
    person.sees("Trước khi trình ký còn thiếu")
    for kind, body in PARTS.items():
        person.go(f"{address}phan/").fill(kind=kind, body=body).click("Lưu")
    person.go(f"{address}nhiem-vu/").fill(**DUTY).click("Lưu")
    person.go(f"{address}ngay-le/").fill(
        name="Ngày thành lập Quân đội nhân dân Việt Nam", on="22/12/2021"
    ).click("Lưu")
    person.go(f"{address}don-vi/them/")
    person.page.get_by_label(CLUSTER).check()
    person.click("Thêm vào danh sách").sees("Ủy ban nhân dân huyện Hồng Dân")
    _set_targets(person, address)
    person.go(address).click("Kỳ báo cáo").click("Thêm kỳ báo cáo").fill(**PERIOD).click("Lưu")
    person.go(address).sees("Sở Nội vụ").shot("ke-hoach-du-thao")
    return address


def _set_targets(person: Person, address: str) -> None:
    """Two indicators; the first is allocated short of the province's range, then in full."""
    for indicator, values in zip(INDICATORS, ALLOCATED, strict=True):
        person.go(address).click("Chỉ tiêu").click("Thêm chỉ tiêu").fill(**indicator)
        person.fill(allocated="yes").click("Lưu")
        person.page.locator("main a", has_text="Giao chỉ tiêu").last.click()
        cells = person.page.locator("main input[name^=value_]")
        for place, value in enumerate(values):
            cells.nth(place).fill(value)
        if indicator["code"] == "TC":
            person.shot("giao-chi-tieu")
        person.click("Lưu")
    person.sees("Khớp")


def sign_and_launch(person: Person, address: str, folder: Path) -> None:
    """The chairman signs, the clerk gives the number, the office launches, the public reads."""
    person.go(address).click("Trình ký").click("Trình ký").sees("Đã trình ký phong trào")
    person.click("Đang trình ký")
    issue(person, FACTS["starts_on"], 164, scan(folder, "ke-hoach-ky"))
    person.sign_in("chuyenvien").go(address).click("Phát động").click("Phát động")
    person.sees("Đã phát động")
    person.page.context.clear_cookies()
    person.go("/").click(NAME).sees("lượt xem").shot("trang-cong-khai")
