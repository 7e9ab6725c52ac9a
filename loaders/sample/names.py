"""Names of people as the North has them, by sex and region (frequencies: shared/vietnam.md, section 3).

The family names of Bắc Giang (Thân, Giáp, Ngọ) and of its uplands (Nông, Vi, Lục) are given weights of our own.
The given name Đào is left out, so that the one worker of that name is found by it.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from graph.model.keys import fold
from loaders.sample.dice import Dice, Weighted

Region = Literal["bac-giang", "delta", "uplands"]

#: The worker whom the documentation and the demonstration look for.
KNOWN_NAME = "Đặng Thị Đào"


def _table(text: str) -> Weighted[str]:
    """Read ``Nguyễn 33, Thị Thu 4`` as names with weights."""
    pairs = (entry.rsplit(maxsplit=1) for entry in text.replace("\n", " ").split(","))
    return Weighted([(name, float(weight)) for name, weight in pairs])


FAMILIES: Mapping[Region, Weighted[str]] = MappingProxyType(
    {
        "bac-giang": _table(
            """Nguyễn 33, Thân 6.5, Giáp 4.5, Trần 6, Hoàng 5, Dương 4.5, Phạm 4, Lê 4, Đỗ 3.5, Vũ 3.2, Ngô 3, Chu 2.6,
            Đặng 2.5, Bùi 2, Vi 1.8, Nông 1.4, Lương 1.4, Ngọ 1.2, Hà 1.2, Lưu 1.1, Đào 0.9, Tạ 0.9, Trịnh 0.8,
            Phan 0.8, Diêm 0.7, Tống 0.6, Khổng 0.5, Mai 0.5, Trương 0.5, Lý 0.5, Tăng 0.4, Hứa 0.4, Phùng 0.4"""
        ),
        "delta": _table(
            """Nguyễn 36, Trần 10.5, Lê 8.5, Phạm 7.2, Vũ 5.5, Hoàng 4.4, Bùi 3.2, Đỗ 3.2, Đặng 2.4, Ngô 2, Phan 1.8,
            Đinh 1.6, Dương 1.2, Trịnh 1.2, Mai 1, Lương 1, Hồ 0.9, Cao 0.9, Đào 0.9, Đoàn 0.8, Trương 0.8, Hà 0.7,
            Tạ 0.6, Phùng 0.6, Lưu 0.5, Tô 0.4, Quách 0.3"""
        ),
        "uplands": _table(
            """Hoàng 14, Nông 10, Nguyễn 12, Lý 6.5, Triệu 6, Vi 6, Lương 5, Hà 4, Lục 3, Bế 2.6, Trần 3, Đặng 3, Bàn 2.4,
            Lâm 2, Hứa 2, Dương 3, Phùng 1.6, Chu 1.6, Mã 1.4, La 1.2, Đàm 1.4, Lò 1.6, Quàng 0.9, Cà 0.6, Giàng 1.2,
            Vàng 1.1, Sùng 0.9, Thào 0.8, Mùa 0.4, Phạm 1.5, Lê 1.5"""
        ),
    }
)

_MIDDLES = {
    True: _table(
        """Thị 46, Thị Thu 4.2, Thị Thanh 3.2, Thị Ngọc 2.6, Thị Hồng 2.6, Thị Kim 1.8, Thị Bích 1.5, Thị Minh 1.4,
        Thị Phương 1.3, Thị Thúy 1.3, Thị Hoài 0.9, Thị Lan 0.9, Thị Ánh 0.8, Thị Mai 0.8, Thu 3.4, Thanh 2.4, Ngọc 2.4,
        Hồng 2, Phương 1.8, Minh 1.6, Kim 1.1, Bích 0.9, Mai 1, Thúy 1.2, Khánh 1.2, Hoài 0.9, Diệu 0.8, Quỳnh 0.8,
        Ánh 0.6, Lan 0.6, Hải 0.6, Tuyết 0.4, Như 0.4, Hà 0.5"""
    ),
    False: _table(
        """Văn 42, Đức 5.5, Minh 3.6, Quang 3.6, Xuân 3.2, Ngọc 2.6, Đình 2.8, Thanh 1.8, Hữu 2.4, Công 2.2, Duy 2.4,
        Tuấn 1.6, Trọng 1.6, Mạnh 2, Việt 1.6, Anh 1.4, Hoàng 1.6, Thành 1.6, Tiến 1.8, Hải 1, Bá 1.2, Khắc 0.9, Huy 0.9,
        Trung 1.2, Quốc 1.2, Thế 1.4, Viết 0.7, Hồng 0.7, Gia 0.4, Đăng 0.6"""
    ),
}
_GIVEN = {
    True: _table(
        """Anh 5.4, Linh 4.6, Trang 4.2, Hương 4.4, Hà 4.2, Hoa 4, Huyền 3.8, Thảo 3.2, Phương 3.4, Thu 3.4, Hằng 3.3,
        Hiền 3.4, Lan 3.1, Nga 2.8, Mai 2.8, Ngọc 2.8, Nhung 2.9, Thủy 2.4, Thúy 2.3, Yến 2.4, Dung 2.3, Vân 2.3,
        Quỳnh 2.2, Loan 2.1, Oanh 1.9, Hạnh 1.9, Liên 1.7, Hồng 1.7, Tuyết 1.6, Ngân 1.6, Giang 1.5, Hường 1.5,
        Duyên 1.5, Phượng 1.4, Tâm 1.3, Thơm 1.2, Xuân 1.1, Ánh 1.1, Nguyệt 1.1, Chi 1, Lý 1, Bích 0.9, Thoa 0.9,
        Quyên 0.9, Nhi 0.8, My 0.8, Uyên 0.8, Hòa 0.8, Mến 0.7, Thư 0.7, Minh 0.7, Thắm 0.6, Tươi 0.6, Hậu 0.5, Lệ 0.5,
        Trâm 0.5, An 0.5, Vy 0.5, Tình 0.5, Diệp 0.4, Hoàn 0.4, Sen 0.4, Thêu 0.4, Hiên 0.4, Nụ 0.2, Én 0.2"""
    ),
    False: _table(
        """Tuấn 3.9, Hùng 3.5, Dũng 3.4, Nam 3.2, Cường 3.1, Đức 3, Hải 3, Sơn 3, Thắng 3, Anh 2.9, Minh 2.8, Thành 2.8,
        Trung 2.7, Tùng 2.6, Hiếu 2.5, Huy 2.5, Long 2.4, Hoàng 2.4, Quang 2.2, Đạt 2.2, Mạnh 2.1, Hưng 2, Bình 1.9,
        Dương 1.8, Tiến 1.8, Tú 1.8, Kiên 1.8, Việt 1.7, Duy 1.6, Quân 1.5, Khánh 1.4, Toàn 1.4, Giang 1.2, Thái 1.2,
        Quyết 1.1, Chung 1, Công 1, Lâm 1, Phong 1, Thanh 1, Tuyên 1, Vũ 1, Đông 0.9, Hòa 0.9, Phúc 0.9, Tân 0.9,
        Thịnh 0.9, Vinh 0.9, Hà 0.8, Hậu 0.8, Nghĩa 0.8, Phương 0.7, Linh 0.7, Thuận 0.7, Luân 0.6, Lực 0.6, Ngọc 0.6,
        Thiện 0.6, Sáng 0.5, Xuân 0.5, Khang 0.3, Đoàn 0.3, Bảo 0.4, Chiến 0.9, Điệp 0.4, Hợp 0.4, Thọ 0.4, Trường 0.9"""
    ),
}
#: How a landlord is called: by the given name, one name of each fold.
LANDLORDS = tuple(
    """Hoa Hùng Lan Bình Sơn Thủy Minh Hương Dũng Nga Tuấn Yến Thắng Liên Cường Mai Hải Loan Tâm Vân Hiền Đức Phượng
    Long Nguyệt Quang Thơm Kiên Oanh Toàn Xuân Chung Tuyết Đông Hạnh Thịnh Lý Vinh Bích Chiến Hậu Lâm Ngọc Phong Quyết
    Sáng Tân Thoa Trường Tươi Đoàn Én Khang Lực Nghĩa Nhung Phúc Sen Thêu Việt""".split()
)


def full_name(dice: Dice, *, female: bool, region: Region, family: str | None = None) -> str:
    """Draw a name; ``family`` is given where it is inherited."""
    return f"{family or FAMILIES[region].draw(dice)} {_MIDDLES[female].draw(dice)} {_GIVEN[female].draw(dice)}"


@cache
def _folded_word(word: str) -> str:
    return fold(word)


def folded(name: str) -> str:
    """Return the name as ``fold`` does, word by word from a small store, for many thousand names.

    >>> folded("Đặng Thị Đào")
    'dang thi dao'
    """
    return " ".join(_folded_word(word) for word in name.split())
