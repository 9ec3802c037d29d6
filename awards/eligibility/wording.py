"""Vietnamese words of the findings: official text, whatever the language of the page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache

from django.db import models
from django.utils import translation

from awards.catalogue.enums import (
    CommendationType,
    Criterion,
    MemberMeasure,
    Occupation,
)
from emulation.typesetting.typography import lower_first
from emulation.units.enums import UnitKind

OCCUPATIONS = {
    Occupation.OFFICIAL: "cán bộ, công chức, viên chức",
    Occupation.WORKER: "công nhân, người lao động",
    Occupation.FARMER: "nông dân",
    Occupation.ARMED: "lực lượng vũ trang",
    Occupation.OTHER: "đối tượng khác",
}
MEASURES = {
    MemberMeasure.ADVANCED_WORKERS: "đạt Lao động tiên tiến",
    MemberMeasure.COMPLETED: "hoàn thành nhiệm vụ",
}
CRITERIA = {
    Criterion.CONDUCT: "chấp hành pháp luật, đoàn kết, học tập và tham gia phong trào thi đua",
    Criterion.OUTSTANDING: "thành tích tiêu biểu xuất sắc trong số những người đủ điều kiện",
    Criterion.RESOURCEFULNESS: "mưu trí, sáng tạo trong chiến đấu, huấn luyện",
    Criterion.UNITY: "nội bộ đoàn kết, phong trào thi đua thường xuyên, chấp hành tốt pháp luật",
    Criterion.CLEAN_UNIT: "vượt mức chỉ tiêu thi đua, tổ chức đảng và đoàn thể vững mạnh",
    Criterion.DUTIES: "thành tích trong nhiệm vụ hoặc phong trào thi đua",
}


TYPES = {
    CommendationType.MERIT: "theo công trạng",
    CommendationType.CAMPAIGN: "theo đợt, chuyên đề",
    CommendationType.IRREGULAR: "đột xuất",
    CommendationType.CONTRIBUTION: "quá trình cống hiến",
    CommendationType.SENIORITY: "theo niên hạn",
    CommendationType.DIPLOMATIC: "đối ngoại",
}
AUTHORITIES = {
    UnitKind.PEOPLES_COMMITTEE: "Chủ tịch Ủy ban nhân dân tỉnh",
    UnitKind.DEPARTMENT: "Thủ trưởng sở, ban, ngành cấp tỉnh",
    UnitKind.PARTY_BODY: "Thủ trưởng cơ quan đảng",
    UnitKind.MASS_ORGANISATION: "Người đứng đầu đoàn thể cấp tỉnh",
    UnitKind.ARMED_FORCE: "Thủ trưởng đơn vị lực lượng vũ trang",
    UnitKind.CENTRAL_AGENCY: "Thủ trưởng cơ quan trung ương đóng tại tỉnh",
    UnitKind.DISTRICT: "Chủ tịch Ủy ban nhân dân cấp huyện",
    UnitKind.COMMUNE: "Chủ tịch Ủy ban nhân dân cấp xã",
    UnitKind.ENTERPRISE: "Người đứng đầu doanh nghiệp",
    UnitKind.SCHOOL: "Hiệu trưởng",
    UnitKind.HOSPITAL: "Giám đốc bệnh viện",
    UnitKind.SUBUNIT: "Người đứng đầu phòng, đơn vị trực thuộc",
}


@cache
def name(choice: models.TextChoices) -> str:
    """Return the Vietnamese name of a choice as it stands inside a sentence."""
    with translation.override("vi"):
        return lower_first(str(choice.label))


def day(value: dt.date) -> str:
    """Return ``05/01/2021``."""
    return f"{value:%d/%m/%Y}"


def percent(value: Decimal) -> str:
    """Return ``66,7%`` or ``70%``."""
    text = f"{value.quantize(Decimal('0.1')):f}".rstrip("0").rstrip(".")
    return f"{text or '0'}%".replace(".", ",")


def join(parts: list[str]) -> str:
    """Return ``a, b và c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} và {parts[-1]}"


def capital(text: str) -> str:
    """Return ``text`` with a capital first letter."""
    return text[:1].upper() + text[1:]
