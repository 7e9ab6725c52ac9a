"""The corpus: each entry is one or more files of a firm, in the order in which they are sent.

What becomes of each stands in ``expected/NAME.txt``, whole: the report of every file, and the graph at the end.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date

from loaders.options import Options
from tests.data.sheets import PLAIN, STATE, Sent, endless, formulas, head, sheet, unicode_text
from tests.data.six_files import SIX_FILES
from tests.data.tables import TABLES
from tests.disguises.legacy import tcvn3, vni

_BIEU_01 = Sent(
    "bieu 01.xlsx",
    [
        sheet(
            *STATE,
            ["CÔNG TY TNHH MAY BÌNH MINH", None, None, None, "Biểu 01"],
            ["DANH SÁCH NGƯỜI LAO ĐỘNG (tính đến ngày 10/05/2021)"],
            [],
            ["STT", "Mã số\ncông nhân (*)", "Họ & tên", "NTNS", "Nơi ở hiện tại", None, None, None, "Bộ phận"],
            [None, None, None, None, "Thôn", "Xã", "Huyện", "Tỉnh", None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
            [1, "BM01", "Nguyễn Thị Hương", "05/08/1995", "Núi Hiểu", "Quang Châu", "Việt Yên", "Bắc Giang", "May 1"],
            [2, "BM02", "Trần Văn Quyết", "1.2.90", "My Điền", "Hoàng Ninh", "Việt Yên", "Bắc Giang", "May 1"],
            [3, "BM03", "Lý A Sùng", "năm 1999", None, "Nội Hoàng", "Yên Dũng", "Bắc Giang", "Cắt"],
            ["Tổng cộng: 3 người"],
            [None, None, None, None, None, "Ngày 10 tháng 5 năm 2021"],
            ["Người lập biểu", None, None, None, None, "Giám đốc"],
            ["(Ký, ghi rõ họ tên)", None, None, None, None, "Đỗ Văn Sếp"],
            name="Biểu 01",
            merges=[(3, 0, 3, 3), (6, 4, 6, 7)],
        )
    ],
)

_YEARS_BY_SEX = Sent(
    "nam sinh.xlsx",
    [
        sheet(
            *head("Công ty TNHH Năm Sinh"),
            ["TT", "Mã thẻ", "Họ và tên", "Năm sinh", None, "Xưởng", "Chuyền"],
            [None, None, None, "Nam", "Nữ", None, None],
            [1, "N1", "Vũ Văn Đông", 1988, None, "Xưởng A", "Chuyền 1"],
            [2, "N2", "Vũ Thị Tây", None, 1991, "Xưởng A", "Chuyền 1"],
            [3, "N3", "Vũ Thị Nam", None, "12/03/1993", "Xưởng A", "Chuyền 2"],
            [4, "N4", "Vũ Văn Bắc", 1988, 1988, "Xưởng A", "Chuyền 2"],
            merges=[(3, 3, 3, 4)],
        )
    ],
)

_MARKS = Sent(
    "danh dau.xlsx",
    [
        sheet(
            *head("Công ty TNHH Đánh Dấu"),
            ["Mã NV", "Họ tên", "Nam", "Nữ", "Phòng ban"],
            ["D1", "Hà Văn Tý", "x", None, "Kế toán"],
            ["D2", "Hà Thị Sửu", None, "X", "Kế toán"],
            ["D3", "Hà Thị Dần", "x", "x", "Kế toán"],
        )
    ],
)

_NO_ACCENTS = Sent(
    "KHONG DAU.xlsx",
    [
        sheet(
            ["CONG TY CP KHONG DAU"],
            ["Ngay lap: 10/05/2021"],
            ["MSNV", "HO VA TEN", "NGAY SINH", "GIOI TINH", "SO CMTND", "DT", "PX", "TO", "CHO O"],
            ["KD1", "NGUYỄN  THỊ   HOÀ", "1995-08-05", "nu", "122 345 678", "0912.345.678", "DAN", "TO 1", None],
            ["KD2", unicodedata.normalize("NFD", "trần văn hiếu"), "5/8/95", "NAM", None, None, "DAN", "TO 1", None],
            ["KD3", "Phạm\u00a0Thị Hòa ", 34916, "F", None, None, "DAN", "TO 2", None],
        )
    ],
)

_SHEETS = Sent(
    "nhieu trang.xlsx",
    [
        sheet(["Kính gửi Sở Y tế"], ["Công ty gửi danh sách theo các trang sau."], name="Công văn"),
        sheet(
            *head("Công ty TNHH Nhiều Trang"),
            ["Mã CN", "Họ và tên", "Tổ"],
            ["T1", "Lò Văn Pá", "Tổ 1"],
            ["T2", "Lò Thị Mỷ", "Tổ 1"],
            name="PX May 1",
        ),
        sheet(["Mã CN", "Họ và tên", "Tổ"], ["T3", "Lò Văn Sáng", "Tổ 1"], name="PX May 2"),
        sheet(name="Sheet3"),
    ],
)

_GROUPS = Sent(
    "nhom.xlsx",
    [
        sheet(
            *head("Công ty TNHH Nhóm Dòng"),
            ["STT", "Mã CN", "Họ và tên", "Tổ", "Xã", "Thôn"],
            ["I. PHÂN XƯỞNG MAY 1"],
            [1, "G1", "Bùi Văn Một", "Tổ 1", "Quang Châu", "Núi Hiểu"],
            [2, "G2", "Bùi Thị Hai", None, "nt", "-nt-"],
            [3, "G3", "Bùi Văn Ba", "-", '"', "//"],
            ["Cộng: 3"],
            ["II. PHÂN XƯỞNG MAY 2"],
            [4, "G4", "Bùi Thị Tư", "Tổ 1", None, None],
            [5, "G5", "Bùi Văn Năm", "nt", "-", "-"],
            merges=[(4, 0, 4, 5), (5, 3, 6, 3)],
        )
    ],
)

_NUMBERS = Sent(
    "so.xlsx",
    [
        sheet(
            *head("Công ty TNHH Con Số"),
            ["Mã CN", "Họ tên", "Ngày sinh", "Giới tính", "CCCD", "Điện thoại", "Xưởng"],
            [123.0, "Đinh Văn Một", date(1995, 8, 5), "Nam", 24095000123, 912345678, "Kho"],
            ["0124", "Đinh Thị Hai", date(1992, 1, 2), "Nữ", "024 192 000 456", "+84 912 345 679", "Kho"],
            [125, "Đinh Văn Ba", date(1990, 1, 2), "Nam", "2.4E+10", "01682345678", "Kho"],
            [126, "Đinh Văn Tư", date(2001, 3, 4), "Nam", "0242010001", "12345", "Kho"],
            [127, "Đinh Thị Năm", date(1991, 3, 4), "Nữ", "024091000789", "84987654321", "Kho"],
            [128, "Đinh Văn Sáu", date(1985, 3, 4), "Nam", 121345678, "0987 654 322 / 0912 000 111", "Kho"],
        )
    ],
)

_DATES = Sent(
    "ngay.xlsx",
    [
        sheet(
            *head("Công ty TNHH Ngày Tháng"),
            ["Mã CN", "Họ tên", "Ngày sinh", "Ngày vào làm", "BP"],
            ["D01", "Mai Văn Một", date(1995, 8, 5), "2021-03-01", "Kho"],
            ["D02", "Mai Văn Hai", 34916, "01.03.21", "Kho"],
            ["D03", "Mai Văn Ba", "5/8/1995", "1/3/2021", "Kho"],
            ["D04", "Mai Văn Bốn", "08/25/1995", "3/25/2021", "Kho"],
            ["D05", "Mai Văn Năm", "00/00/1990", "tháng 3/2021", "Kho"],
            ["D06", "Mai Văn Sáu", "năm 1995", 2020, "Kho"],
            ["D07", "Mai Văn Bảy", 1995, "31/02/2021", "Kho"],
            ["D08", "Mai Văn Tám", "05.08.95", "01/03/2031", "Kho"],
            ["D09", "Mai Văn Chín", "5-8-05", None, "Kho"],
            ["D10", "Mai Văn Mười", "không rõ", None, "Kho"],
        )
    ],
)


def _old_letters(encode: object, company: str, file: str) -> Sent:
    assert callable(encode)
    rows = [
        ["L1", "Nguyễn Thị Hường", "Tổ trưởng", "Xưởng đúc"],
        ["L2", "Trần Đức Thưởng", "Tổ 1", "Xưởng đúc"],
        ["L3", "Phạm Thị Ngọc Ánh", "Tổ 1", "Xưởng đúc"],
        ["L4", "Hoàng Văn Dũng", "Tổ 1", "Xưởng đúc"],
    ]
    titles = ["Mã CN", "Họ và tên", "Tổ", "Phân xưởng"]
    return Sent(
        file, [sheet(*head(company), titles, *[[code, *[encode(text) for text in rest]] for code, *rest in rows])]
    )


_VEHICLES = Sent(
    "xe.xlsx",
    [
        sheet(
            *head("Công ty TNHH Đi Lại"),
            ["Mã CN", "Họ tên", "Xưởng", "Phương tiện / BKS"],
            ["X1", "Cao Văn Một", "Kho", "Xe máy 98B1-123.45"],
            ["X2", "Cao Thị Hai", "Kho", "98B112345"],
            ["X3", "Cao Văn Ba", "Kho", "xe công ty"],
            ["X4", "Cao Thị Bốn", "Kho", "xe ca số 5"],
            ["X5", "Cao Văn Năm", "Kho", "Xe đưa đón tuyến Lục Nam"],
            ["X6", "Cao Văn Sáu", "Kho", "đi bộ"],
            ["X7", "Cao Thị Bảy", "Kho", "đi cùng chồng"],
            ["X8", "Cao Văn Tám", "Kho", "ô tô 98A-678.90"],
            ["X9", "Cao Văn Chín", "Kho", "xe ca so 05"],
        )
    ],
)

_HOMES = Sent(
    "noi o.xlsx",
    [
        sheet(
            *head("Công ty TNHH Nhà Trọ"),
            ["Mã CN", "Họ tên", "Xưởng", "Chỗ ở hiện nay", "Ở từ ngày"],
            ["H1", "Tô Văn Một", "Kho", "P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu", "01/04/2021"],
            ["H2", "Tô Văn Hai", "Kho", "phòng 203, Nhà trọ Bà Hoa - thôn Núi Hiểu - xã Quang Châu - Việt Yên", None],
            ["H3", "Tô Văn Ba", "Kho", "P203 nhà trọ bà Hòa, Núi Hiểu, Quang Châu", None],
            ["H4", "Tô Văn Bốn", "Kho", "P305 KTX công ty", None],
            ["H5", "Tô Văn Năm", "Kho", "Nhà trọ ông Bình, Núi Hiểu, Quang Châu", None],
            ["H6", "Tô Văn Sáu", "Kho", "Núi Hiểu, Quang Châu, Việt Yên, Bắc Giang", None],
            ["H7", "Tô Văn Bảy", "Kho", "-", None],
        )
    ],
)

_HOUSEMATES = Sent(
    "o cung.xlsx",
    [
        sheet(
            *head("Công ty TNHH Ở Cùng"),
            ["Mã CN", "Họ tên", "Năm sinh", "Xưởng", "Nơi ở hiện tại", "Người ở cùng"],
            ["C1", "Ma Văn Một", 1990, "Kho", "P.1 nhà trọ ông Bình, Núi Hiểu, Quang Châu",
             "1. Ma Thị Hai (1992) - 0912345678\n2. Ma Văn Cu 2015"],
            ["C2", "Ma Thị Hai", 1992, "Kho", None, "chồng: Ma Văn Một 1990"],
            ["C3", "Ma Văn Ba", 1993, "Kho", None, "Vợ và 2 con"],
            ["C4", "Ma Văn Bốn", 1994, "Kho", "P.2 nhà trọ ông Bình, Núi Hiểu, Quang Châu", "không"],
        )
    ],
)  # fmt: skip

_DOSES = Sent(
    "tiem.xlsx",
    [
        sheet(
            *head("Công ty TNHH Tiêm Chủng", "10/10/2021"),
            ["Mã CN", "Họ tên", "Bộ phận", "Mũi 1", None, "Mũi 2", None],
            [None, None, None, "Ngày", "Loại", "Ngày", "Loại"],
            ["V1", "Sầm Văn Một", "Kho", "27/05/2021", "Astra", "20/08/2021", "AZ"],
            ["V2", "Sầm Thị Hai", "Kho", "20/08/2021", "Vero Cell", "01/08/2021", "Verocell"],
            ["V3", "Sầm Văn Ba", "Kho", "chưa tiêm", None, None, None],
            ["V4", "Sầm Thị Bốn", "Kho", "01/09/2031", "Pfizer", None, None],
            ["V5", "Sầm Văn Năm", "Kho", None, "Moderna", None, "thuốc lạ"],
            merges=[(3, 3, 3, 4), (3, 5, 3, 6)],
        )
    ],
)

_TEXT = Sent(
    "danh sach.csv",
    unicode_text(
        [
            ["Công ty TNHH Văn Bản"],
            ["Ngày lập: 10/05/2021"],
            ["Mã NV", "Họ và tên", "Bộ phận", "Số CCCD"],
            ["B1", "Nông Thị Một", "Kho", "024192000456"],
            ["B2", "Nông Văn Hai", "Kho", ""],
        ]
    ),
)

_ODS = Sent(
    "libre.ods",
    [
        sheet(
            *head("Công ty TNHH Văn Phòng Mở"),
            PLAIN,
            [1, "O1", "Lục Văn Một", date(1990, 2, 1), "Nam", "024090000111", "0912345678", "Dập", "Tổ 1", None],
            [2, "O2", "Lục Thị Hai", "1991", "Nữ", None, None, None, None, None],
            merges=[(4, 7, 5, 7), (4, 8, 5, 8)],
        )
    ],
)

_HIDDEN = Sent(
    "an.xlsx",
    [
        sheet(
            *head("Công ty TNHH Hàng Ẩn"),
            ["Mã CN", "Họ tên", "Ghi chú", "CCCD", "Phân xưởng"],
            ["A1", "Giáp Văn Một", "mới", "024090000111", "Sơn"],
            ["A2", "Giáp Thị Hai", None, "024191000222", "Sơn"],
            ["A3", "Giáp Văn Ba", None, None, "Sơn"],
            hidden_rows=[5],
            hidden_columns=[3],
        )
    ],
)

_WRONG_ROWS = Sent(
    "sai.xlsx",
    [
        sheet(
            *head("Công ty TNHH Sai Sót"),
            ["STT", "Mã CN", "Họ tên", "CCCD", "Xưởng"],
            [1, "S1", "Đào Văn Một", "024090000111", "Kho"],
            [2, "S1", "Đào Văn Một", "024090000111", "Kho"],
            [3, "S1", "Đào Thị Khác", "024191000222", "Kho"],
            [4, None, "Đào Không Mã", None, "Kho"],
            [5, "S5", None, None, "Kho"],
            [6],
            [7, "S7", "Đào Văn Bảy", "02409000", "Kho"],
            [8, "S8", "Đào Văn Tám", "024090000111", "Kho"],
            [9, "S9", "Đào Văn Chín", None, None],
        )
    ],
)

_LEFT = Sent(
    "da nghi.xlsx",
    [
        sheet(
            *head("Công ty TNHH Đã Nghỉ"),
            ["Mã CN", "Họ tên", "Xưởng", "Ngày vào làm", "Ngày nghỉ việc"],
            ["Q1", "Chị Đoàn Thị Một", "Kho", "01/02/2020", None],
            ["Q2", "Đoàn Văn Hai (đã nghỉ)", "Kho", None, None],
            ["Q3", "Đoàn Văn Ba", "Kho", "01/02/2020", "05/05/2021"],
            ["Q4", "Đoàn Văn Bốn", "Kho", "01/04/2021", "01/03/2021"],
        )
    ],
)

_BILINGUAL = Sent(
    "staff list.xlsx",
    [
        sheet(
            ["Samkwang Vina Co., Ltd / Công ty TNHH Samkwang Vina"],
            ["Date: 10/05/2021"],
            ["Mã nhân viên", "Họ và tên đệm", "Tên", "Ngày sinh", "Bộ phận", "Nhóm", "Ca", "Ghi chú"],
            ["Employee ID", "Family name", "Given name", "DOB", "Department", "Line", "Shift", "Remark"],
            ["SK001", "Nguyễn Thị", "Lan", "05/08/1995", "SMT", "Line 1", "Ca ngày", None],
            ["SK002", "Trần Văn", "Mạnh", "01/02/1990", "SMT", "Line 1", "Ca đêm", "chuyển ca"],
            ["SK003", "Kim", "Min Soo", "03/04/1980", "QC", None, "HC", None],
            name="List",
        )
    ],
)

_NO_COMPANY = Sent(
    "khong ten.xlsx", [sheet(["Ngày lập: 10/05/2021"], ["Mã CN", "Họ tên", "Xưởng"], ["K1", "Nguyễn Văn A", "Kho"])]
)

_DOUBTFUL = sheet(
    *head("Công ty TNHH Nghi Ngờ"),
    ["Mã CN", "Nhân sự", "Xưởng"],
    ["K1", "Nguyễn Văn Anh", "Kho"],
    ["K2", "Nguyễn Thị Bình", "Kho"],
)

_CROWD = Sent(
    "phong dong.xlsx",
    [
        sheet(
            *head("Công ty TNHH Phòng Đông"),
            ["Mã CN", "Họ tên", "Xưởng", "Nơi ở"],
            *[[f"P{n:02}", f"Vi Thị Số {n}", "Kho", "P.1 KTX công ty"] for n in range(1, 31)],
        )
    ],
)

CORPUS: Mapping[str, Sequence[Sent]] = {
    "bieu-01": [_BIEU_01],
    "nam-sinh-nam-nu": [_YEARS_BY_SEX],
    "danh-dau-nam-nu": [_MARKS],
    "khong-dau": [_NO_ACCENTS],
    "nhieu-trang": [_SHEETS],
    "dong-nhom-va-nhu-tren": [_GROUPS],
    "so-thay-chu": [_NUMBERS],
    "ngay-thang": [_DATES],
    "tcvn3-xls": [_old_letters(tcvn3, "Công ty TNHH Chữ Cũ", "chu cu.xls")],
    "vni-xlsx": [_old_letters(vni, "Công ty TNHH Chữ Cũ", "chu cu.xlsx")],
    "phuong-tien": [_VEHICLES],
    "noi-o": [_HOMES],
    "nguoi-o-cung": [_HOUSEMATES],
    "tiem-chung": [_DOSES],
    "cong-thuc": [Sent("cong thuc.xlsx", formulas)],
    "unicode-text": [_TEXT],
    "ods": [_ODS],
    "hang-an-cot-an": [_HIDDEN],
    "dong-sai": [_WRONG_ROWS],
    "da-nghi": [_LEFT],
    "song-ngu-ho-ten-hai-cot": [_BILINGUAL],
    "vo-tan": [Sent("vo tan.xlsx", endless)],
    "khong-ten-cong-ty": [_NO_COMPANY, Sent("khong ten.xlsx", _NO_COMPANY.content, Options(company="Công ty Có Tên"))],
    "tieu-de-nghi-ngo": [
        Sent("nghi ngo.xlsx", [_DOUBTFUL]),
        Sent("nghi ngo.xlsx", [_DOUBTFUL], Options(mapping={"nhan su": "name"})),
    ],
    "phong-dong": [_CROWD],
    "sau-tep-ba-thang": SIX_FILES,
    **TABLES,
}
