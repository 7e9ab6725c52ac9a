"""Residences: every way of writing one room gives one key."""

import pytest

from loaders.places import residences
from loaders.values.addresses import read_address
from loaders.values.text import Cell


def parts(**cells: str) -> tuple[str, str, str, str]:
    found = read_address(cells).value
    assert found is not None
    return (found.room, found.house, found.village, found.commune)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu", ("203", "bà Hoa", "Núi Hiểu", "Quang Châu")),
        ("phòng 203, Nhà trọ Bà Hoa - thôn Núi Hiểu - xã Quang Châu - Việt Yên",
         ("203", "Bà Hoa", "Núi Hiểu", "Quang Châu")),
        ("Phòng số 5 khu trọ ông Sơn; thôn My Điền; xã Hoàng Ninh; huyện Việt Yên; tỉnh Bắc Giang",
         ("5", "ông Sơn", "My Điền", "Hoàng Ninh")),
        ("p203 nha tro ba Hoa, thon Nui Hieu, xa Quang Chau", ("203", "ba Hoa", "Nui Hieu", "Quang Chau")),
        ("Thôn Phúc Long, Tăng Tiến, Việt Yên, Bắc Giang", ("", "", "Phúc Long", "Tăng Tiến")),
        ("Núi Hiểu, Quang Châu, Việt Yên", ("", "", "Núi Hiểu", "Quang Châu")),
        ("P305 KTX công ty", ("305", "KTX công ty", "", "")),
        ("KTX công ty phòng 305", ("305", "KTX công ty", "", "")),
        ("TDP Phong Nam, phường Nếnh", ("", "", "Phong Nam", "Nếnh")),
        ("Phong Khê, Bắc Ninh", ("", "", "Phong Khê", "")),
        ("Lạng Giang", ("", "", "", "")),
    ],
)  # fmt: skip
def test_one_text(text: str, expected: tuple[str, ...]) -> None:
    assert parts(residence=text) == expected


KEY = "noi_o~203~ba-hoa~nui-hieu~quang-chau"


def smallest(cells: dict[str, Cell], company: str = "cong-ty-abc") -> str:
    """Return the key of the smallest place of an address."""
    found = read_address(cells).value
    assert found is not None
    return residences(found, company)[0].key


@pytest.mark.parametrize(
    "text",
    [
        "Nhà trọ bà Hoa P203, Núi Hiểu, Quang Châu",
        "Nhà trọ bà Hoa phòng 203, thôn Núi Hiểu, xã Quang Châu",
        "Nhà trọ bà Hoa (P203), Núi Hiểu, Quang Châu",
        "Núi Hiểu, Quang Châu (nhà trọ bà Hoa P203)",
        "P.203 nhà trọ bà Hoa thôn Núi Hiểu xã Quang Châu",
        "p203 nha tro ba Hoa thon Nui Hieu xa Quang Chau huyen Viet Yen",
        "Số phòng: 203; Nhà trọ: bà Hoa; Thôn:Núi Hiểu; Xã : Quang Châu; Huyện: Việt Yên",
        "P.203, chủ trọ: bà Hoa, Thôn: Núi Hiểu, Xã: Quang Châu",
        "P 203/nhà trọ bà Hoa/Núi Hiểu/Quang Châu",
        "P203. Nhà trọ bà Hoa. Núi Hiểu. Quang Châu",
        "P203_nhà trọ bà Hoa_Núi Hiểu_Quang Châu",
        "P203-nhà trọ bà Hoa-Núi Hiểu-Quang Châu-VY-BG",
        "203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu",
        "P203, NT bà Hoa, thôn Núi Hiểu, xã Quang Châu",
        "P203 bà Hoa, thôn Núi Hiểu, xã Quang Châu",
        "bà Hoa, P203, thôn Núi Hiểu, xã Quang Châu",
        "P. 203, NT. Bà Hoa, T. Núi Hiểu, X. Quang Châu, H. Việt Yên, T. Bắc Giang",
        "Ở trọ nhà bà Hoa, P0203, Núi Hiểu, Quang Châu",
        "P203, tầng 2, nhà trọ bà Hoa, giường 4, thôn Núi Hiểu, xã Quang Châu",
        "Phòng trọ 203 nhà bà Hoa, đối diện công ty, Núi Hiểu, Quang Châu",
    ],
)
def test_one_room_however_it_is_written(text: str) -> None:
    assert smallest({"residence": text}) == KEY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P5, tầng 2, nhà trọ bà Hoa, thôn Núi Hiểu, xã Quang Châu",
         "P5, tầng 2, nhà trọ bà Hoa, thôn Đạo Ngạn, xã Quang Châu"),
        ("P5, tầng 2, nhà trọ bà Hoa, Núi Hiểu, Quang Châu", "P5, tầng 3, nhà trọ bà Hoa, Núi Hiểu, Quang Châu"),
        ("P5 dãy A nhà trọ bà Hoa, Núi Hiểu, Quang Châu", "P5 dãy B nhà trọ bà Hoa, Núi Hiểu, Quang Châu"),
        ("P203, NT bà Hoa, thôn Núi Hiểu, xã Quang Châu", "P203, NT bà Hoa, thôn Đạo Ngạn, xã Quang Châu"),
        ("P203 bà Hoa, thôn Đông, xã Quang Châu", "P203 bà Hoa, thôn Núi Hiểu, xã Quang Châu"),
        ("P.101, số nhà 15, ngõ 2, thôn My Điền, xã Hoàng Ninh",
         "P.101, số nhà 15, ngõ 2, thôn Đông Tiến, xã Nội Hoàng"),
        ("P.101, số nhà 15, ngõ 2, My Điền, Hoàng Ninh", "P.101, số nhà 17, ngõ 2, My Điền, Hoàng Ninh"),
        ("P. 6, NT. Bà Hoa, T. Núi Hiểu, X. Quang Châu", "P. 6, NT. Bà Hoa, T. Đạo Ngạn, X. Nội Hoàng"),
        ("P5 nhà trọ bà Hoa, xóm 3, thôn Núi Hiểu, xã Quang Châu",
         "P5 nhà trọ bà Hoa, xóm 4, thôn Núi Hiểu, xã Quang Châu"),
        ("KTX Hồng Hải phòng 305 tòa B1", "KTX Hồng Hải phòng 305 tòa B2"),
        ("P.12 - Tòa A - KTX", "P.12 - Tòa B - KTX"),
        ("P12, nhà B2, KTX Hồng Hải", "P12, nhà B3, KTX Hồng Hải"),
        ("P12, nhà B2, KTX Hồng Hải", "P12, nhà B2, KTX Fuji"),
        ("Chung cư Evergreen, P1205, toà A, Quang Châu", "Chung cư Evergreen, P1205, toà B, Quang Châu"),
        ("P203-CT1 nhà ở công nhân Vân Trung", "P203 CT2 nhà ở công nhân Vân Trung"),
    ],
)  # fmt: skip
def test_two_rooms_stay_two(one: str, other: str) -> None:
    assert smallest({"residence": one}) != smallest({"residence": other})


@pytest.mark.parametrize(
    "text",
    [
        "P305, KTX, công ty", "P.12 - Tòa A - KTX", "KTX, dãy A, phòng 305", "Phòng 305, tầng 3, KTX", "KTX1, P1",
        "Ở cty", "Nội trú", "KTX công ty, Núi Hiểu, Quang Châu, P305",
    ],
)  # fmt: skip
def test_what_only_the_firm_tells_apart_has_the_firms_key(text: str) -> None:
    one, other = smallest({"residence": text}, "cong-ty-mot"), smallest({"residence": text}, "cong-ty-hai")
    assert one.removesuffix("cong-ty-mot") == other.removesuffix("cong-ty-hai") != one


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P305, KTX, công ty", ("305", "KTX công ty", "", "")),
        ("P305 KTX Cty", ("305", "KTX công ty", "", "")),
        ("Công ty - KTX - nhà A - P305", ("305", "KTX công ty tòa A", "", "")),
        ("Phòng 305 tòa A KTX", ("305", "KTX tòa A", "", "")),
        ("KTX phòng 305 - giường 4", ("305", "KTX", "", "")),
        ("P12, nhà B2, KTX Khu công nghiệp Quang Châu", ("12", "KTX Khu công nghiệp Quang Châu tòa B2", "", "")),
        ("Số nhà 12, ngõ 5, đường Thân Nhân Trung, TDP My Điền 1, thị trấn Nếnh",
         ("", "số 12 ngõ 5 đường Thân Nhân Trung", "My Điền 1", "Nếnh")),
        ("12/5 Thân Nhân Trung, My Điền, Hoàng Ninh", ("", "số 12/5 Thân Nhân Trung", "My Điền", "Hoàng Ninh")),
        ("Ngõ 5, thôn Đông, xã Quang Châu", ("", "", "Đông", "Quang Châu")),
        ("Khu 3 - thị trấn Nếnh", ("", "", "3", "Nếnh")),
        ("Tổ dân phố số 3, TT Nếnh, Việt Yên", ("", "", "3", "Nếnh")),
        ("tổ 3, P. Dĩnh Kế, TP Bắc Giang", ("", "", "3", "Dĩnh Kế")),
        ("Núi Hiểu, Quang Châu, T. Bắc Giang", ("", "", "Núi Hiểu", "Quang Châu")),
        ("Xóm 3, thôn Núi Hiểu, xã Quang Châu", ("", "", "Núi Hiểu", "Quang Châu")),
        ("Xóm 3, xã Quang Châu", ("", "", "3", "Quang Châu")),
        ("Ninh Khánh, TT. Nếnh, P.203 nhà trọ bà Hoa", ("203", "bà Hoa", "Ninh Khánh", "Nếnh")),
        ("Bà Hoa, Núi Hiểu, Quang Châu", ("", "Bà Hoa", "Núi Hiểu", "Quang Châu")),
        ("P5, nhà trọ bà Huyện, thôn Xóm Ngoài, xã Quang Châu", ("5", "bà Huyện", "Xóm Ngoài", "Quang Châu")),
        ("nhà trọ ông Sơn số 5, Núi Hiểu, Quang Châu", ("", "ông Sơn số 5", "Núi Hiểu", "Quang Châu")),
        ("P203 nhà trọ Hoàng Xã, Núi Hiểu, Quang Châu", ("203", "Hoàng Xã", "Núi Hiểu", "Quang Châu")),
        ("Đông Hương, Thường Thắng", ("", "", "Đông Hương", "Thường Thắng")),
        ("Tạm trú tại thôn Đông, xã Quang Châu", ("", "", "Đông", "Quang Châu")),
        ("nhà trọ số 5, My Điền 1, Nếnh", ("", "số 5", "My Điền 1", "Nếnh")),
        ("nhà ở xã hội Fuji, P501, Tân Tiến", ("501", "nhà ở xã hội Fuji", "Tân Tiến", "")),
        ("Lô A5 khu đô thị Đình Trám, Hồng Thái", ("", "khu đô thị Đình Trám lô A5", "Hồng Thái", "")),
        ("P10 B, nhà trọ cô Lan, My Điền, Nếnh", ("10", "cô Lan tòa B", "My Điền", "Nếnh")),
    ],
)  # fmt: skip
def test_parts_of_houses_and_streets(text: str, expected: tuple[str, ...]) -> None:
    assert parts(residence=text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nhà riêng, thôn Đông, xã Quang Châu", "Nhà bố mẹ, thôn Đông, xã Quang Châu", "nhà chồng, Đông, Quang Châu",
        "Nhà nội, thôn Đông, xã Quang Châu", "Nhà trọ, thôn Đông, xã Quang Châu", "Trọ tại thôn Đông, xã Quang Châu",
        "Trọ thôn Đông, xã Quang Châu", "Nhà ở thôn Đông, xã Quang Châu", "Phòng trọ, thôn Đông, xã Quang Châu",
        "Nhà trọ tại Đông, Quang Châu", "Ở cùng gia đình tại thôn Đông, xã Quang Châu",
        "Nhà thuê, thôn Đông, Quang Châu",
    ],
)  # fmt: skip
def test_a_home_without_a_name_is_no_house(text: str) -> None:
    assert parts(residence=text) == ("", "", "Đông", "Quang Châu")


def test_a_room_without_a_house_is_told() -> None:
    # workbook.md gives the firm's key only where neither village nor commune is known.
    assert smallest({"residence": "Phòng 5, Núi Hiểu, Quang Châu"}) == "noi_o~5~~nui-hieu~quang-chau"
    read = read_address({"residence": "P.5, thôn Núi Hiểu, xã Quang Châu"})
    assert [(note.code, note.detail) for note in read.notes] == [("room-without-house", "5")]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"house": "Nhà trọ bà Hoa P203"}, ("203", "bà Hoa")),
        ({"room": "Phòng 203 nhà trọ bà Hoa"}, ("203", "bà Hoa")),
        ({"house": "203 - bà Hoa"}, ("203", "bà Hoa")),
        ({"room": 203.0, "house": "Hoa Sen"}, ("203", "Hoa Sen")),
        ({"room": "P203", "residence": "bà Hoa"}, ("203", "bà Hoa")),
        ({"room": "1+2", "house": "bà Hoa"}, ("1+2", "bà Hoa")),
        ({"room": "x", "house": "x"}, ("", "")),
        ({"room": 0, "house": "0"}, ("", "")),
        ({"room": "không", "house": "Nhà riêng"}, ("", "")),
    ],
)  # fmt: skip
def test_columns_of_room_and_house(columns: dict[str, Cell], expected: tuple[str, str]) -> None:
    found = read_address({**columns, "village": "Thôn Núi Hiểu", "commune": "X. Quang Châu"}).value
    assert found is not None
    assert (found.room, found.house, found.village, found.commune) == (*expected, "Núi Hiểu", "Quang Châu")


def test_one_column_of_village_and_commune() -> None:
    assert parts(village="Thôn Núi Hiểu, xã Quang Châu") == ("", "", "Núi Hiểu", "Quang Châu")
    assert parts(village="Yên Thế", commune="Tân Yên") == ("", "", "Yên Thế", "Tân Yên")


def test_split_columns() -> None:
    split = {"room": "203", "house": "Nhà trọ bà Hoa", "village": "Thôn Núi Hiểu", "commune": "Xã Quang Châu"}
    assert parts(**split, district="Việt Yên") == ("203", "bà Hoa", "Núi Hiểu", "Quang Châu")
    assert parts(residence="P.203 nhà trọ bà Hoa", village="Núi Hiểu", commune="Quang Châu") == (
        "203",
        "bà Hoa",
        "Núi Hiểu",
        "Quang Châu",
    )


def test_the_key_does_not_depend_on_the_spelling() -> None:
    spellings = (
        "P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu",
        "phòng 203, Nhà trọ Bà Hoa - thôn Núi Hiểu - xã Quang Châu - Việt Yên",
        "PHONG 203 NHA TRO BA HOA, THON NUI HIEU, XA QUANG CHAU, TINH BAC GIANG",
    )
    keys = set()
    for text in spellings:
        address = read_address({"residence": text}).value
        assert address is not None
        keys.add(tuple(place.key for place in residences(address, "cong-ty-abc")))
    assert keys == {
        (
            "noi_o~203~ba-hoa~nui-hieu~quang-chau",
            "noi_o~~ba-hoa~nui-hieu~quang-chau",
            "noi_o~~~nui-hieu~quang-chau",
        )
    }


def test_without_village_or_commune_the_company_is_part_of_the_key() -> None:
    address = read_address({"residence": "P305 KTX công ty"}).value
    assert address is not None
    room, house = residences(address, "cong-ty-abc")
    assert (room.key, room.part_of) == ("noi_o~305~ktx-cong-ty~~~cong-ty-abc", house.key)
    assert house.kind == "dormitory"


@pytest.mark.parametrize("text", ["", "-", "không rõ", "x", "0"])
def test_nothing(text: str) -> None:
    assert read_address({"residence": text} if text else {}).value is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("P.203 nhà trọ bà Hoa, Núi Hiểu, Quang Châu", "Nhà trọ bà Hoa, Núi Hiểu, Quang Châu"),
        ("P5 chung cư Evergreen, Quang Châu", "chung cư Evergreen, Quang Châu"),
        ("P5, số nhà 15, thôn Đông, xã Quang Châu", "số 15, Đông, Quang Châu"),
    ],
)
def test_names_of_houses(text: str, name: str) -> None:
    address = read_address({"residence": text}).value
    assert address is not None
    assert residences(address, "cong-ty-abc")[1].name == name
