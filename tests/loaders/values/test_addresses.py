"""Residences: every way of writing one room gives one key."""

import pytest

from loaders.places import residences
from loaders.values.addresses import read_address


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


@pytest.mark.parametrize("text", ["", "-", "không rõ"])
def test_nothing(text: str) -> None:
    assert read_address({"residence": text} if text else {}).value is None
