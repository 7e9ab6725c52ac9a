"""Provinces that workers come from, and the villages around Bắc Giang's parks in which they live."""

from dataclasses import dataclass

from loaders.sample.names import Region


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its code in citizen IDs, its plates, the first digits of its old cards, and how names go there."""

    name: str
    code: str
    plate: str
    old_card: tuple[str, ...]
    region: Region


BAC_GIANG = Province("Bắc Giang", "024", "98", ("121", "122"), "bac-giang")
PROVINCES: tuple[tuple[Province, float], ...] = (
    (BAC_GIANG, 60),
    (Province("Lạng Sơn", "020", "12", ("082",), "uplands"), 11),
    (Province("Bắc Ninh", "027", "99", ("125",), "delta"), 5),
    (Province("Thái Nguyên", "019", "20", ("090", "091"), "uplands"), 5),
    (Province("Nghệ An", "040", "37", ("186", "187"), "delta"), 4),
    (Province("Thanh Hóa", "038", "36", ("173", "174"), "delta"), 4),
    (Province("Cao Bằng", "004", "11", ("085",), "uplands"), 3),
    (Province("Sơn La", "014", "26", ("050",), "uplands"), 3),
    (Province("Hà Giang", "002", "23", ("073",), "uplands"), 3),
    (Province("Hải Dương", "030", "34", ("142",), "delta"), 2),
)
#: (village, commune) with the share of lodgings there.
VILLAGES: tuple[tuple[tuple[str, str], float], ...] = (
    (("Núi Hiểu", "Quang Châu"), 16),
    (("Quang Biểu", "Quang Châu"), 9),
    (("Đạo Ngạn", "Quang Châu"), 6),
    (("My Điền", "Hoàng Ninh"), 12),
    (("Hoàng Mai", "Hoàng Ninh"), 7),
    (("Ninh Khánh", "Nếnh"), 8),
    (("Sen Hồ", "Nếnh"), 6),
    (("Yên Ninh", "Nếnh"), 4),
    (("Vân Cốc", "Vân Trung"), 7),
    (("Trung Đồng", "Vân Trung"), 6),
    (("Phúc Long", "Tăng Tiến"), 6),
    (("Chằm", "Tăng Tiến"), 3),
    (("Như Thiết", "Hồng Thái"), 4),
    (("Đức Liễn", "Hồng Thái"), 3),
    (("Nội Ninh", "Ninh Sơn"), 2),
    (("Song Khê", "Song Khê"), 3),
    (("Đồng Quan", "Đồng Sơn"), 2),
)
HOME_COMMUNES = tuple(
    """Tân Hưng|Nghĩa Hòa|An Hà|Đào Mỹ|Tiên Lục|Hương Sơn|Bảo Đài|Chu Điện|Tam Dị|Phương Sơn|Quế Nham|Việt Lập
    |Ngọc Châu|Cao Xá|Lam Cốt|Đông Lỗ|Đoan Bái|Danh Thắng|Thường Thắng|Mai Đình|Xuân Cẩm|Cảnh Thụy|Tiến Dũng
    |Đồng Phúc|Lãng Sơn""".replace("\n    ", "").split("|")
)
