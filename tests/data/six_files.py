"""One firm's six files over three months: the same people, in other hands and other layouts each time."""

from loaders.options import Options
from tests.data.sheets import PLAIN, Sent, head, sheet

FIRM = "Công ty TNHH Sáu Lần"
_P1, _P2 = "P.1 nhà trọ bà Lan, Núi Hiểu, Quang Châu", "P.2 nhà trọ bà Lan, Núi Hiểu, Quang Châu"
_STAY = [[n, f"L{n:02}", f"Dương Văn Số {n}", None, None, None, None, "Kho", None, None] for n in range(5, 13)]

SIX_FILES = [
    # 1. The first list: since unknown, one row without a team.
    Sent(
        "05-10.xlsx",
        [
            sheet(
                *head(FIRM),
                PLAIN,
                [1, "L01", "Lê Thị Một", "1990", "Nữ", "024190000111", "0912345671", "May", "Tổ 1", _P1],
                [2, "L02", "Lê Văn Hai", "1991", "Nam", None, None, "May", "Tổ 1", _P1],
                [3, "L03", "Lê Văn Ba", "1992", "Nam", None, None, "May", None, None],
                [4, "L04", "Lê Văn Bốn", "1993", "Nam", None, None, "Cắt", "Tổ 9", None],
                *_STAY,
            )
        ],
    ),
    # 2. Three days later: L02 moves to another team and room, L04 is missing, L13 is new, a phone is mended.
    Sent(
        "05-13.xlsx",
        [
            sheet(
                *head(FIRM, "13/05/2021"),
                PLAIN,
                [1, "L01", "Lê Thị Một", "1990", "Nữ", "024190000111", "0912345677", "May", "Tổ 1", _P1],
                [2, "L02", "Lê Văn Hai", "1991", "Nam", None, None, "May", "Tổ 2", _P2],
                [3, "L03", "Lê Văn Ba", "1992", "Nam", None, None, "May", "Tổ 1", None],
                *_STAY,
                [13, "L13", "Lê Thị Mới", "1999", "Nữ", None, None, "May", "Tổ 2", None],
            )
        ],
    ),
    # 3. The workshop May alone, by another clerk with fewer columns, sent as a part.
    Sent(
        "05-20 may.xlsx",
        [
            sheet(
                *head(FIRM, "20/05/2021"),
                ["HỌ TÊN", "MÃ CN", "XƯỞNG", "TỔ", "VÀO TỔ TỪ"],
                ["LÊ THỊ MỘT", "l01", "may", "tổ 2", "18/05/2021"],
                ["LÊ VĂN HAI", "l02", "may", "tổ 2", None],
            )
        ],
        Options(partial=True),
    ),
    # 4. Half of the firm by mistake: held, nothing changes.
    Sent(
        "06-01.xlsx",
        [
            sheet(
                *head(FIRM, "01/06/2021"),
                PLAIN,
                [1, "L01", "Lê Thị Một", "1990", "Nữ", "024190000111", "0912345677", "May", "Tổ 2", _P1],
                *_STAY[:4],
            )
        ],
    ),
    # 5. An old one again: refused.
    Sent("05-13 gui lai.xlsx", [sheet(*head(FIRM, "12/05/2021"), PLAIN, _STAY[0])]),
    # 6. After two months: L04 is back, L03 left on a day given, L02's room was wrong all along and is corrected.
    Sent(
        "07-25.xlsx",
        [
            sheet(
                *head(FIRM, "25/07/2021"),
                [*PLAIN, "Ngày nghỉ việc"],
                [1, "L01", "Lê Thị Một", "1990", "Nữ", "024190000111", "0912345677", "May", "Tổ 2", _P1, None],
                [2, "L02", "Lê Văn Hai", "1991", "Nam", None, None, "May", "Tổ 2", _P1, None],
                [3, "L03", "Lê Văn Ba", "1992", "Nam", None, None, "May", "Tổ 1", None, "20/07/2021"],
                [4, "L04", "Lê Văn Bốn", "1993", "Nam", None, None, "Cắt", "Tổ 9", None, None],
                *[[*row, None] for row in _STAY],
                [13, "L13", "Lê Thị Mới", "1999", "Nữ", None, None, "May", "Tổ 2", None, None],
            )
        ],
        Options(correction=True),
    ),
]
