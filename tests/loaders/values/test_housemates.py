"""Housemates: who is named in a cell, one person each, and what is said of them."""

from datetime import date

import pytest

from loaders.rows import Housemate
from loaders.values.housemates import read_housemates

AS_OF = date(2021, 6, 14)
AN, BE = Housemate(name="Nguyễn Văn An", birth_year=1990), Housemate(name="Trần Thị Bé", birth_year=1992)


def read(cell: str) -> tuple[tuple[Housemate, ...], list[str]]:
    found = read_housemates(cell, as_of=AS_OF)
    return found.value, [note.code for note in found.notes]


def names(cell: str) -> tuple[list[str], list[str]]:
    people, codes = read(cell)
    return [person.name for person in people], codes


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Nguyễn Văn Bình 1990 0912345678; Trần Thị Chi (sn 1995)",
         [Housemate(name="Nguyễn Văn Bình", birth_year=1990, phone="0912345678"),
          Housemate(name="Trần Thị Chi", birth_year=1995)]),
        ("Lê Văn Dũng, 1988, 0987654321, Phạm Em",
         [Housemate(name="Lê Văn Dũng", birth_year=1988, phone="0987654321"), Housemate(name="Phạm Em")]),
        ("chồng: Nguyễn Văn Bình\nvợ Lê Thị Bé", [Housemate(name="Nguyễn Văn Bình"), Housemate(name="Lê Thị Bé")]),
        ("Vũ Văn Cò CCCD 024095000123 SĐT: 0912 345 678",
         [Housemate(name="Vũ Văn Cò", citizen_id="024095000123", phone="0912345678")]),
        ("Vũ Văn Cò và Lê Thị Bé", [Housemate(name="Vũ Văn Cò"), Housemate(name="Lê Thị Bé")]),
        ("một mình", []),
        ("không", []),
        ("", []),
    ],
)  # fmt: skip
def test_housemates(cell: str, people: list[Housemate]) -> None:
    assert read(cell) == (tuple(people), [])


@pytest.mark.parametrize(
    "cell",
    [
        "1. Nguyễn Văn An (1990) 2. Trần Thị Bé (1992)", "1- Nguyễn Văn An 1990 2- Trần Thị Bé 1992",
        "1/ Nguyễn Văn An, 1990 2/ Trần Thị Bé, 1992", "Nguyễn Văn An 1990 - Trần Thị Bé 1992",
        "Nguyễn Văn An 1990 – Trần Thị Bé 1992", "Nguyễn Văn An 1990/Trần Thị Bé 1992",
        "Nguyễn Văn An 1990 & Trần Thị Bé 1992", "* Nguyễn Văn An 1990 * Trần Thị Bé 1992",
        "• Nguyễn Văn An 1990\n• Trần Thị Bé 1992", "+ Nguyễn Văn An 1990\n+ Trần Thị Bé 1992",
        "NGUYỄN VĂN AN 1990 TRẦN THỊ BÉ 1992", "Nguyễn Văn An (chồng) 1990, Trần Thị Bé (bạn), sn 92",
        "Nguyễn Văn An NS: 05/08/1990 - Trần Thị Bé NS: 1/1/92", "Nguyễn Văn An – chồng – 1990; Trần Thị Bé (SN 92)",
        "CN005 - Nguyễn Văn An 1990, CN006 Trần Thị Bé 1992", "Nguyễn Văn An, 1990, công ty Luxshare; Trần Thị Bé 1992",
        "Ở cùng Nguyễn Văn An (1990) Trần Thị Bé (1992)", "2 người: Nguyễn Văn An 1990, Trần Thị Bé 1992",
    ],
)  # fmt: skip
def test_two_people(cell: str) -> None:
    assert read(cell) == ((AN, BE), [])


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Nguyễn Văn An - Trần Thị Bé", ["Nguyễn Văn An", "Trần Thị Bé"]),
        ("Nguyễn Văn An-Trần Thị Bé", ["Nguyễn Văn An", "Trần Thị Bé"]),
        ("Nguyễn Văn An/Trần Thị Bé", ["Nguyễn Văn An", "Trần Thị Bé"]),
        ("Nguyễn Văn An. Trần Thị Bé", ["Nguyễn Văn An", "Trần Thị Bé"]),
        ("Ng. Văn An", ["Ng. Văn An"]),
        ("Kim Min-Soo", ["Kim Min-Soo"]),
        ("Nguyễn Văn Dũng (chồng)", ["Nguyễn Văn Dũng"]),
        ("Nguyễn Văn Dũng – chồng", ["Nguyễn Văn Dũng"]),
        ("chồng - Nguyễn Văn Dũng", ["Nguyễn Văn Dũng"]),
        ("Chồng (Nguyễn Văn Dũng, 1990)", ["Nguyễn Văn Dũng"]),
        ("Lan - Anh", ["Lan", "Anh"]),
        ("Nguyễn Thị Lan (công ty Luxshare) 0912345678", ["Nguyễn Thị Lan"]),
        ("Nguyễn Thị Lan, tổ 5, xưởng May 1", ["Nguyễn Thị Lan"]),
        ("cùng phòng với Nguyễn Thị Lan", ["Nguyễn Thị Lan"]),
        ("vợ, con 2 tuổi", ["Vợ", "Con"]),
        ("ở cùng bố mẹ", ["Bố", "Mẹ"]),
        ("Con: Nguyễn Văn Cu - 5 tuổi", ["Nguyễn Văn Cu"]),
    ],
)
def test_one_person_or_two(cell: str, people: list[str]) -> None:
    assert names(cell) == (people, [])


def test_numbers_stay_with_their_person() -> None:
    lan, hoa = Housemate(name="Lan", phone="0912345678"), Housemate(name="Hoa", phone="0987654321")
    for cell in (
        "Lan: 0912345678 - Hoa: 0987654321",
        "Lan 0912345678 Hoa 0987654321",
        "Lan – 0912.345.678; Hoa-0987654321",
    ):
        assert read(cell) == ((lan, hoa), [])
    assert read("CMND 121345678 Nguyễn Lan") == ((Housemate(name="Nguyễn Lan", citizen_id="121345678"),), [])


@pytest.mark.parametrize("cell", ["không ở cùng ai", "ko", "Không có ai", "ở một mình", "Cả nhà", "x", "0"])
def test_nobody(cell: str) -> None:
    assert read(cell) == ((), [])


@pytest.mark.parametrize(
    "cell",
    ["4 người", "chưa rõ", "như trên", "cùng P203", "CN005, CN006", "gia đình chồng", "Gia đình 4 người", "0912345678"],
)
def test_somebody_without_a_name_is_told(cell: str) -> None:
    assert read(cell) == ((), ["housemate-unclear"])


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Nguyễn Văn An 1990 1992", ["Nguyễn Văn An"]),
        ("Nguyễn Văn An 0912345678 0987654321", ["Nguyễn Văn An"]),
        ("Nguyễn Văn An Trần Thị Bé", ["Nguyễn Văn An Trần Thị Bé"]),
        ("Nguyễn Văn An cùng vợ", ["Nguyễn Văn An Cùng Vợ"]),
        ("Lê Thị Bé; 0912", ["Lê Thị Bé"]),
    ],
)
def test_what_may_be_two_people_is_told(cell: str, people: list[str]) -> None:
    assert names(cell) == (people, ["housemate-unclear"])


@pytest.mark.parametrize("cell", ["0 " * 9000, "1990 " * 6000, "1. a " * 6000])
def test_a_cell_of_anything_is_no_exception(cell: str) -> None:
    assert names(cell)[1] in ([], ["housemate-unclear"])
