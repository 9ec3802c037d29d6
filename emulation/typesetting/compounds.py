"""Words of two or three syllables that a centred title keeps on one line.

Vietnamese writes a space inside words; a title broken inside one reads as two ("Quyết / định").
The list holds the words that titles and names of offices are made of.
"""

import re
from typing import Final

from emulation.typesetting.typography import NBSP

_WORDS: Final = """
ủy ban|nhân dân|hội đồng|văn phòng|giám đốc|chủ tịch|phó chủ tịch|chánh văn phòng|trưởng ban
tỉnh ủy|thành ủy|huyện ủy|đảng ủy|đảng bộ|chính phủ|thủ tướng|bộ trưởng|thường trực|thường vụ
cơ quan|đơn vị|địa phương|tổ chức|sở nội vụ|nội vụ|tài chính|giáo dục|đào tạo|y tế|xây dựng
giao thông|vận tải|công thương|tư pháp|khoa học|công nghệ|thông tin|truyền thông|văn hóa
thể thao|du lịch|môi trường|tài nguyên|nông nghiệp|nông thôn|lao động|thương binh|kế hoạch
đầu tư|thanh tra|công an|quân sự|quốc phòng|an ninh|kinh tế|xã hội|chính trị|mặt trận|tổ quốc
liên đoàn|hội nông dân|phụ nữ|thanh niên|cựu chiến binh|doanh nghiệp|thành phố|thị xã|thị trấn
quyết định|báo cáo|tờ trình|biên bản|công văn|phụ lục|danh sách|thông báo|hướng dẫn|quy chế
quy định|nghị định|nghị quyết|thông tư|chỉ thị|thi đua|khen thưởng|phong trào|phát động
danh hiệu|hình thức|bằng khen|giấy khen|chiến sĩ|chiến sĩ thi đua|tập thể|cá nhân|hộ gia đình
thành tích|xuất sắc|tiêu biểu|tiên tiến|lao động tiên tiến|cơ sở|toàn quốc|tổng kết|sơ kết
đánh giá|kết quả|thực hiện|triển khai|tăng cường|chuyên đề|đột xuất|thường xuyên|giai đoạn
chỉ tiêu|nhiệm vụ|nội dung|chương trình|mục tiêu|quốc gia|chào mừng|kỷ niệm|lập thành tích
đại hội|đại biểu|bầu cử|quốc hội|thành lập|giải phóng|thống nhất|đất nước|cách mạng|học tập
làm theo|tư tưởng|đạo đức|phong cách|chuyển đổi số|cải cách|hành chính|phát triển|sản xuất
kinh doanh|chung sức|nông thôn mới|văn minh|đô thị|giảm nghèo|bền vững|phòng chống|dịch bệnh
an toàn|trật tự|hủy bỏ|thu hồi|về việc|đề nghị|xét tặng|phân công|tham gia|đối với|trên địa bàn
địa bàn|phối hợp|liên quan|trực thuộc
""".replace("\n", "|").strip("|")  # fmt: skip
_COMPOUND: Final = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_WORDS.split('|'), key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)


def keep_words(text: str) -> str:
    """Return `text` with no-break spaces inside the words of several syllables that it knows."""
    return _COMPOUND.sub(lambda found: found.group(0).replace(" ", NBSP), text)
