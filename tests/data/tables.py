"""Workbooks in which it is hard to tell what is a table, a title, a group or a worker; each has cost somebody's row."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.data.sheets import Sent, head, sheet
from tests.disguises.legacy import tcvn3

_TITLES = ["Mã NV", "Họ và tên", "Bộ phận"]
_REGULAR: list[list[Any]] = [["A1", "Nguyễn Văn An", "Kho"], ["A2", "Trần Thị Bé", "Kho"]]


def _two_tables(day: str, *, apart: bool) -> Sent:
    """First one list; then the same people in three, the second with one title more, the third in another order."""
    extra = [["B1", "Lê Văn Cam", "May", "0912345671"], ["B2", "Lê Thị Dâu", "May", "0912345672"]]
    third = [["C1", "Vũ Văn Ét", "Cắt"]]
    if not apart:
        rows = [_TITLES, *_REGULAR, *[row[:3] for row in extra], *third]
        return Sent("mot bang.xlsx", [sheet(*head("Công ty TNHH Ba Bảng", day), *rows, name="DS")])
    rows = [
        _TITLES, *_REGULAR, [], ["LAO ĐỘNG THỜI VỤ"], [*_TITLES, "SĐT"], *extra, [], ["LAO ĐỘNG MỚI"],
        ["STT", "Họ và tên", "Mã NV", "Bộ phận"], *[[1, name, code, shop] for code, name, shop in third],
    ]  # fmt: skip
    return Sent("ba bang.xlsx", [sheet(*head("Công ty TNHH Ba Bảng", day), *rows, name="DS")])


_BESIDE = Sent(
    "hai ben.xlsx",
    [
        sheet(
            *head("Công ty TNHH Hai Bên"),
            ["STT", "Mã NV", "Họ và tên", "SĐT", None, "STT", "Mã NV", "Họ và tên", "SĐT"],
            [1, "A1", "Nguyễn Văn An", "0912345671", None, 3, "A3", "Lê Văn Cam", "123"],
            [2, "A2", "Trần Thị Bé", "0912345672", None, 4, None, "Lê Thị Dâu", None],
            name="PX May 1",
        )
    ],
)

_GROUPS = Sent(
    "ho to.xlsx",
    [
        sheet(
            *head("Công ty TNHH Họ Tô"),
            ["STT", "Mã NV", "Họ và tên", "Ngày sinh"],
            ["I", "PHÂN XƯỞNG MAY (120 người)"],
            [None, None, "Tổ cắt", "2 người"],
            [1, "T1", "Tô Văn Một", 1990],
            ["* Tổ là"],
            [2, "T2", "Tống Thị Hai", 1990],
            [None, None, "Tô Văn Ba"],
            [4, None, "Tống Thị Bốn", 1990],
            [5, "T5", "Tổng Văn Năm", 1990],
            ["May mẫu"],
            [6, "T6", "Tô Thị Sáu", 1990],
            ["II", None, "Ban Giám đốc"],
            [7, "T7", "Tô Văn Bảy", 1990],
            ["Tổng số: 120 công nhân trong đó nữ 80"],
            ["Trong đó nữ: 80"],
            [None, "Bắc Giang, ngày 05/06/2021"],
            [None, "Lập bảng", "Kiểm tra", "Phê duyệt"],
            [None, "Tô Thị Lập", "Trần Văn Sự"],
        )
    ],
)


def _form(file: str, shop: str, day: str) -> Sent:
    return Sent(
        file,
        [
            sheet(
                ["CÔNG TY TNHH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                ["BIỂU MẪU", "Độc lập - Tự do - Hạnh phúc"],
                ["Biểu 01 (kèm theo Công văn số 123/BCĐ ngày 15/05/2021)"],
                [f"Ngày báo cáo: {day}"],
                [*_TITLES, "Mũi 1"],
                ["M1", "Nguyễn Văn An", shop, "27/05/2021"],
            )
        ],
    )


_HOUSEHOLD = Sent(
    "o tro.xlsx",
    [
        sheet(
            *head("Công ty TNHH Ở Trọ"),
            ["Mã NV", "Họ và tên", "Bộ phận", "Nơi ở hiện tại", None, None, None, "Nơi sinh", "Chủ trọ", None,
             "Người ở cùng", None, None],
            [None, None, None, "Phòng", "Nhà trọ", "Thôn", "Xã", "Xã", "Tên chủ trọ", "SĐT",
             "Họ tên", "Năm sinh", "SĐT"],
            ["O1", "Nguyễn Văn An", "Kho", "203", "bà Hoa", "Núi Hiểu", "Quang Châu", "Yên Sơn", "Hoa", "0912000111",
             "Lê Thị Bé", 1992, "0912345678"],
            [None, None, None, None, None, None, None, None, None, None, "Nguyễn Văn Cu", 2015, None],
            ["O2", "Trần Thị Dâu", "Kho", "204", "bà Hoa", "Núi Hiểu", "Quang Châu", "Yên Sơn", "Hoa", "0912000111"],
            merges=[(3, 3, 3, 6), (3, 8, 3, 9), (3, 10, 3, 12), (5, 0, 6, 0), (5, 1, 6, 1), (5, 2, 6, 2)],
        )
    ],
)  # fmt: skip

_OLD_TITLES = Sent(
    "tieu de cu.xlsx",
    [
        sheet(
            [tcvn3("Tên công ty: Công ty TNHH Chữ Cũ")],
            ["Ngày lập: 10/05/2021"],
            [tcvn3(title) for title in ("Mã NV", "Họ và tên", "Bộ phận", "Nơi ở hiện tại")],
            *[
                [f"L{number}", tcvn3(name), tcvn3("Xưởng đúc"), tcvn3("P.203 nhà trọ bà Hoà, Núi Hiểu, Quang Châu")]
                for number, name in enumerate(("Nguyễn Thị Hường", "Trần Đức Thưởng", "Lê Văn Dũng"), start=1)
            ],
        )
    ],
)


def _counted(count: int, day: str) -> Sent:
    names = ["Nguyễn Văn An", "Trần Thị Bé", "Lê Văn Cam"][:count]
    rows = [[f"P{number}", name, "Tổ 1"] for number, name in enumerate(names, start=1)]
    page = sheet(*head("Công ty TNHH Đếm Người", day), ["Mã NV", "Họ tên", "Tổ"], *rows, name=f"PX May ({count} người)")
    summary = sheet(["Bộ phận", "Số người", "Nam", "Nữ"], *[[f"May {n}", 60, 10, 50] for n in range(6)], name="Tổng")
    return Sent(f"dem {count}.xlsx", [summary, page])


_COMPLEMENTS = """\
Tên công ty: Công ty TNHH Bổ Sung
Ngày lập: 10/05/2021
Mã NV;Họ và tên;;Xưởng;Số CMND;Số CCCD;Phương tiện;Biển số xe;Nơi ở
B1;Nguyễn Văn;An;Kho;121345678;024090000111;Xe máy;98B1-123.45;P1, nhà trọ bà Hoa, Núi Hiểu, Quang Châu
B2;Trần Thị;Bé;Kho;;024191000222;Xe công ty;Xe số 5;"P2, nhà trọ bà Hoa, Núi Hiểu, Quang Châu
B3;Lê Văn;Cam;n.t;121345679;;;98B-001.23;P3, nhà trọ bà Hoa, Núi Hiểu, Quang Châu
B4;Lê Thị;Dâu;N/A;;;;;
"""


def _complements(path: Path) -> None:
    path.write_text(_COMPLEMENTS, encoding="utf-8")


TABLES: Mapping[str, Sequence[Sent]] = {
    "ba-bang-tren-mot-trang": [_two_tables("10/05/2021", apart=False), _two_tables("13/05/2021", apart=True)],
    "hai-bang-canh-nhau": [_BESIDE],
    "ho-to-ho-tong": [_GROUPS],
    "ngay-cua-cong-van": [_form("bieu.xlsx", "May 1", "01/06/2021"), _form("bieu.xlsx", "May 2", "10/06/2021")],
    "moi-nguoi-o-cung-mot-dong": [_HOUSEHOLD],
    "tieu-de-tcvn3": [_OLD_TITLES],
    "trang-dem-nguoi": [_counted(2, "10/05/2021"), _counted(3, "13/05/2021")],
    "cot-bo-sung-csv": [Sent("bo sung.csv", _complements)],
}
