"""Texts of the province that the tests lay out and measure."""

from dataclasses import replace
from datetime import date

from emulation.typesetting.certificates import Certificate
from emulation.typesetting.paper import (
    Annex,
    Article,
    Bullet,
    Chart,
    Column,
    DocumentNumber,
    Heading,
    Item,
    Letterhead,
    Paper,
    Paragraph,
    Row,
    Section,
    SignatureBlock,
    Span,
    Table,
    Verification,
    group_row,
)

PROVINCE = Letterhead("ỦY BAN NHÂN DÂN\nTỈNH BẠC LIÊU")
LAW = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
    (
        "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ sung một số "
        "điều của Luật Thi đua, khen thưởng ngày 16 tháng 11 năm 2013"
    ),
    (
        "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết "
        "thi hành một số điều của Luật Thi đua, khen thưởng"
    ),
)

BARS = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120" width="300" height="120">
<rect x="80" y="10" width="190" height="22" fill="#A4161A"/><text x="4" y="26" font-size="12">Khối sở, ngành</text>
<rect x="80" y="48" width="150" height="22" fill="#A4161A"/><text x="4" y="64" font-size="12">Cụm huyện</text>
<script>alert(1)</script><image href="file:///etc/passwd"/></svg>"""


def plan(**changes: object) -> Paper:
    """The plan of the 2021 campaign, shortened, with a scoring table as annex."""
    body = (
        Paragraph(
            "Thực hiện nhiệm vụ phát triển kinh tế - xã hội, bảo đảm quốc phòng - an ninh năm 2021, "
            "Ủy ban nhân dân tỉnh ban hành Kế hoạch phát động phong trào thi đua như sau:"
        ),
        Section("Mục đích, yêu cầu"),
        Heading("Mục đích"),
        Item(
            "Tạo khí thế thi đua sôi nổi trong toàn Đảng bộ, chính quyền, quân và dân tỉnh Bạc Liêu, "
            "góp phần thực hiện thắng lợi các nhiệm vụ phát triển kinh tế - xã hội, giữ vững quốc "
            "phòng - an ninh năm 2021 và lập thành tích chào mừng các ngày lễ lớn trong năm;"
        ),
        Item("Xây dựng, nhân rộng gương điển hình tiên tiến có thành tích tiêu biểu xuất sắc."),
        Heading("Yêu cầu"),
        Paragraph(
            "Phong trào thi đua phải phát động sâu rộng, thu hút cán bộ, công chức, viên chức, người "
            "lao động và nhân dân trong tỉnh tham gia thường xuyên, liên tục, phấn đấu hoàn thành "
            "toàn diện, vượt mức các chỉ tiêu, nhiệm vụ được giao."
        ),
        Section("Đối tượng, nội dung, thời gian"),
        Heading("Đối tượng"),
        Paragraph("Các sở, ban, ngành, đoàn thể, địa phương, đơn vị trên địa bàn tỉnh."),
        Heading("Nội dung thi đua"),
        Paragraph("Các chỉ tiêu chủ yếu của phong trào:"),
        Table(
            columns=(
                Column("STT", 1, "center"),
                Column("Chỉ tiêu", 5),
                Column("Đơn vị tính", 2, "center"),
                Column("Chỉ tiêu năm 2021", 2, "right"),
            ),
            rows=(
                group_row("I. KINH TẾ", 4),
                Row(("1", "Tốc độ tăng trưởng tổng sản phẩm trên địa bàn", "%", "9 - 10")),
                Row(("2", "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", "3.500")),
                group_row("II. XÃ HỘI", 4),
                Row(("3", "Tỷ lệ hộ nghèo giảm trong năm", "%", "0,3")),
            ),
        ),
        Heading("Thời gian"),
        Paragraph("Từ ngày 01 tháng 01 năm 2021 đến ngày 31 tháng 12 năm 2021."),
        Section("Khen thưởng"),
        Bullet("Cờ thi đua của Ủy ban nhân dân tỉnh cho đơn vị dẫn đầu cụm, khối thi đua;"),
        Bullet("Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho tập thể, cá nhân, hộ gia đình."),
        Section("Tổ chức thực hiện"),
        Heading("Các sở, ban, ngành, đoàn thể và địa phương"),
        Item(
            "Kịp thời xây dựng kế hoạch phát động phong trào thi đua tại cơ quan, đơn vị và địa "
            "phương mình, gửi về Sở Nội vụ trước ngày 31 tháng 3 năm 2021;"
        ),
        Item("Đánh giá kết quả thực hiện nhiệm vụ chính trị, xác định tiến độ đã hoàn thành;"),
        Item("Chủ động phòng, chống dịch bệnh, thực hiện mục tiêu kép;"),
        Item("Báo cáo sơ kết trước ngày 15 tháng 6, tổng kết trước ngày 15 tháng 11;"),
        Item("Bảo đảm khen thưởng đúng thành tích, đúng đối tượng và kịp thời."),
        Heading("Sở Nội vụ (Ban Thi đua - Khen thưởng)"),
        Paragraph(
            "Chủ trì, phối hợp với các cơ quan thường trực phong trào thi đua chuyên đề tham mưu tổ "
            "chức sơ kết, tổng kết, khen thưởng; chấm điểm thi đua theo Phụ lục kèm theo Kế hoạch này."
        ),
        Paragraph(
            "Trên đây là Kế hoạch phát động phong trào thi đua đẩy mạnh thực hiện các nhiệm vụ phát "
            "triển kinh tế - xã hội, bảo đảm quốc phòng - an ninh năm 2021 trên địa bàn tỉnh. Trong "
            "quá trình thực hiện, nếu có khó khăn, vướng mắc, các cơ quan, đơn vị, địa phương phản "
            "ánh về Sở Nội vụ để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định"
        ),
    )
    scoring = Table(
        columns=(
            Column("STT", 1, "center"),
            Column("Tiêu chí", 5),
            Column("Điểm chuẩn", 2, "right"),
            Column("Hướng dẫn chấm", 5),
        ),
        rows=(
            *(
                Row(
                    (
                        str(n),
                        f"Tiêu chí số {n} của bảng chấm điểm thi đua",
                        "10",
                        "Theo báo cáo quý",
                    )
                )
                for n in range(1, 41)
            ),
            Row(("Tổng cộng", "400", ""), kind="total", span=2),
        ),
    )
    parts: dict[str, object] = {
        "number": DocumentNumber("KH-UBND", 18),
        "place": "Bạc Liêu",
        "date": date(2021, 3, 5),
        "type_name": "KẾ HOẠCH",
        "subject": "Phát động phong trào thi đua đẩy mạnh thực hiện các nhiệm vụ phát triển kinh tế - "
        "xã hội, bảo đảm quốc phòng - an ninh năm 2021",
        "issuer": "Ủy ban nhân dân tỉnh Bạc Liêu",
        "recipients": (
            "Ban Thi đua - Khen thưởng Trung ương",
            "Thường trực Tỉnh ủy, Hội đồng nhân dân tỉnh",
            "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh",
            "Các sở, ban, ngành, đoàn thể tỉnh",
            "Ủy ban nhân dân các huyện, thị xã, thành phố",
        ),
        "archive_line": "VT, NC",
        "annexes": (Annex("Bảng chấm điểm thi đua năm 2021", (scoring,)),),
    }
    signature = SignatureBlock(
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Thị Phương Uyên"
    )
    paper = Paper("plan", PROVINCE, body, (signature,), **parts)  # type: ignore[arg-type]
    return replace(paper, **changes)


def honoured(count: int = 9) -> Table:
    """A list of award: collectives, individuals, total."""
    columns = (
        Column("STT", 1, "center"),
        Column("Họ và tên, tên tập thể", 4),
        Column("Chức vụ, đơn vị", 5),
        Column("Mức thưởng (đồng)", 2, "right"),
        Column("Ghi chú", 1.5),
    )
    people = tuple(
        Row(
            (
                str(n),
                f"Ông Nguyễn Văn Đường {n}",
                "Chuyên viên Phòng Nghiệp vụ, Sở Nội vụ",
                "1.490.000",
                "",
            )
        )
        for n in range(3, count + 1)
    )
    rows = (
        group_row("I. TẬP THỂ", 5),
        Row(("1", "Phòng Nghiệp vụ", "Sở Nội vụ tỉnh Bạc Liêu", "2.980.000", "")),
        Row(("2", "Ủy ban nhân dân xã Vĩnh Hậu A", "Huyện Hòa Bình", "2.980.000", "")),
        group_row("II. CÁ NHÂN", 5),
        *people,
        Row(("TỔNG CỘNG", "16.390.000", ""), kind="total", span=3),
    )
    note = "(Bằng chữ: Mười sáu triệu ba trăm chín mươi nghìn đồng)"
    return Table(columns, rows, note=note)


def decision(count: int = 9, **changes: object) -> Paper:
    """A decision on diplomas with its list as annex."""
    body = (
        Article(
            (
                Span("Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Bạc Liêu cho 02 tập thể và 07 cá "
                     "nhân đã có thành tích xuất sắc trong phong trào thi đua năm 2021 "),
                Span("(có Danh sách kèm theo).", italic=True),
            )
        ),
        Article(
            "Các tập thể, cá nhân có tên tại Điều 1 được thưởng tiền theo quy định tại Nghị định số "
            "91/2017/NĐ-CP; kinh phí chi từ Quỹ Thi đua, khen thưởng tỉnh."
        ),
        Article(
            "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, Thủ trưởng các cơ quan, đơn vị "
            "có liên quan và các tập thể, cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết "
            "định này."
        ),
    )  # fmt: skip
    parts: dict[str, object] = {
        "number": DocumentNumber("QĐ-UBND", 5),
        "place": "Bạc Liêu",
        "date": date(2022, 1, 5),
        "type_name": "QUYẾT ĐỊNH",
        "subject": "Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
        "issuer": "Chủ tịch Ủy ban nhân dân tỉnh Bạc Liêu",
        "authority_heading": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU",
        "legal_bases": (
            *LAW,
            "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 03 tháng 01 năm 2022",
        ),
        "enacting_line": "QUYẾT ĐỊNH",
        "recipients": ("Như Điều 3", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh"),
        "archive_line": "VT, NC",
        "annexes": (
            Annex(
                "Danh sách",
                (honoured(count),),
                subject="Tập thể, cá nhân được tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh",
                label=False,
            ),
        ),
        "verification": Verification(
            "https://thidua.baclieu.gov.vn/xac-minh/3f2a9c/", "3F2A-9C41-77B0"
        ),
    }
    signature = SignatureBlock(("CHỦ TỊCH",), "Phạm Văn Thiều")
    paper = Paper("award_decision", PROVINCE, body, (signature,), **parts)  # type: ignore[arg-type]
    return replace(paper, **changes)


def minutes() -> Paper:
    """Minutes of a council session: no place and date, two signatures."""
    votes = Table(
        columns=(
            Column("STT", 1, "center"),
            Column("Đối tượng", 4),
            Column("Hình thức đề nghị", 3),
            Column("Đồng ý", 1.5, "right", group="Kết quả bỏ phiếu"),
            Column("Tỷ lệ %", 1.5, "right", group="Kết quả bỏ phiếu"),
        ),
        rows=(
            Row(("1", "Bà Trần Thị Ánh Nguyệt", "Chiến sĩ thi đua cấp tỉnh", "9", "100")),
            Row(("2", "Ông Đỗ Hữu Phước", "Chiến sĩ thi đua cấp tỉnh", "8", "88,9")),
        ),
    )
    body = (
        Paragraph("Thời gian bắt đầu: 08 giờ 00 phút, ngày 20 tháng 12 năm 2021."),
        Paragraph("Địa điểm: Phòng họp số 2, Ủy ban nhân dân tỉnh Bạc Liêu."),
        Paragraph("Thành phần: có mặt 09/09 thành viên Hội đồng."),
        Section("Nội dung"),
        Paragraph("Hội đồng nghe cơ quan thường trực báo cáo và bỏ phiếu kín với kết quả sau:"),
        votes,
        Paragraph("Phiếu phát ra 09, thu về 09, hợp lệ 09, không hợp lệ 0."),
        Paragraph("Cuộc họp kết thúc vào 11 giờ 15 phút, ngày 20 tháng 12 năm 2021"),
    )
    return Paper(
        "minutes",
        Letterhead("HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", parent="ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU"),
        body,
        (
            SignatureBlock(("THƯ KÝ",), "Lê Minh Khôi", side="left"),
            SignatureBlock(("CHỦ TỌA",), "Phạm Văn Thiều", other_position="CHỦ TỊCH HỘI ĐỒNG"),
        ),
        number=DocumentNumber("BB-HĐTĐKT", 7),
        type_name="BIÊN BẢN",
        subject="Họp Hội đồng Thi đua - Khen thưởng tỉnh xét khen thưởng năm 2021",
        archive_line="VT, Hồ sơ",
        minutes=True,
    )


def letter() -> Paper:
    """An official letter to several addressees."""
    return Paper(
        "reminder_letter",
        Letterhead("SỞ NỘI VỤ", parent="ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU"),
        (
            Paragraph(
                "Sở Nội vụ đề nghị các cơ quan gửi báo cáo quý II trước ngày 25 tháng 6 năm 2021"
            ),
            Chart(BARS, "Tỷ lệ báo cáo: khối sở, ngành 95 %, cụm huyện 75 %", title="Biểu đồ 1"),
            Paragraph("Trân trọng"),
        ),
        (SignatureBlock(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Văn Hòa"),),
        number=DocumentNumber("SNV-TĐKT", 812),
        place="Bạc Liêu",
        date=date(2021, 6, 21),
        subject="V/v đôn đốc báo cáo phong trào thi đua quý II năm 2021",
        addressees=("Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các huyện, thị xã, thành phố"),
        recipients=("Như trên", "Ủy ban nhân dân tỉnh (để báo cáo)"),
        archive_line="VT, TĐKT",
    )


def certificate(number: int = 1, recipient: str = "Ông Nguyễn Văn Đường") -> Certificate:
    """A provincial diploma."""
    return Certificate(
        authority="CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẠC LIÊU",
        award="BẰNG KHEN",
        recipient=recipient,
        detail="Chuyên viên Phòng Nghiệp vụ, Ban Thi đua - Khen thưởng, Sở Nội vụ tỉnh Bạc Liêu",
        achievement="Đã có thành tích xuất sắc trong phong trào thi đua đẩy mạnh thực hiện các nhiệm "
        "vụ phát triển kinh tế - xã hội, bảo đảm quốc phòng - an ninh năm 2021",
        decision_code="05/QĐ-UBND",
        decision_date=date(2022, 1, 5),
        place="Bạc Liêu",
        position=("CHỦ TỊCH",),
        signer="Phạm Văn Thiều",
        serial=str(number),
        verification=Verification(
            "https://thidua.baclieu.gov.vn/xac-minh/9c1b7e/", "9C1B-7E20-4D11"
        ),
    )
