"""Every reader on what really stands in cells."""

from datetime import date, datetime
from typing import Any

import pytest

from loaders.values.citizen_id import read_citizen_id
from loaders.values.codes import read_code
from loaders.values.companies import company_slug, tax_code
from loaders.values.days import read_birth, read_day
from loaders.values.legacy import decode_legacy, legacy_encoding
from loaders.values.names import read_name
from loaders.values.phones import read_phone
from loaders.values.read import Read
from loaders.values.sex import read_sex
from loaders.values.shifts import read_shift
from loaders.values.text import Cell, cell_text
from loaders.values.travel import read_travel
from loaders.values.vaccines import read_vaccine
from loaders.worker_row import ReadRow, read_worker

AS_OF = date(2021, 6, 14)


def worker(cells: dict[str, Cell], **titles: str) -> ReadRow:
    whole = {"code": "W1", "name": "Trần Văn An", **cells}
    return read_worker(whole, sheet="Sheet1", row=5, as_of=AS_OF, columns=titles)


def noted(read: Read[Any]) -> tuple[Any, list[str]]:
    return read.value, [note.code for note in read.notes]


@pytest.mark.parametrize(
    ("cell", "value", "codes"),
    [
        ("024095000123", "024095000123", []),
        (24095000123.0, "024095000123", ["citizen-id-padded"]),
        ("24095000123", "024095000123", ["citizen-id-padded"]),
        (1095000123.0, "001095000123", ["citizen-id-padded"]),
        ("1195000123", None, ["citizen-id-length"]),
        (121345678.0, "121345678", []),
        ("121 345 678", "121345678", []),
        ("2.4E+10", None, ["citizen-id-digits-lost"]),
        ("2,4095E+10", None, ["citizen-id-digits-lost"]),
        ("12345", None, ["citizen-id-length"]),
        ("999095000123", "999095000123", ["citizen-id-province"]),
        ("024096000123", "024096000123", ["citizen-id-birth-year"]),
        ("024195000123", "024195000123", ["citizen-id-sex"]),
        ("CCCD 024095000123", "024095000123", []),
        ("121345678/024095000123", "024095000123", []),
        ("121 345 678 (cũ), 024 095 000 123", "024095000123", []),
        ("CMND: 121345678", "121345678", []),
        ("024095000123 cấp ngày 1/1/2020", "024095000123", []),
        ("CCCD 24095000123", "024095000123", ["citizen-id-padded"]),
        ("không có", None, ["citizen-id-length"]),
        ("０２４０９５０００１２３", None, ["citizen-id-length"]),
        ("", None, []),
        ("-", None, []),
    ],
)
def test_citizen_ids(cell: Any, value: str | None, codes: list[str]) -> None:
    assert noted(read_citizen_id(cell, birth_year=1995, sex="male")) == (value, codes)


@pytest.mark.parametrize(
    ("cell", "value", "codes"),
    [
        ("0912345678", "0912345678", []),
        (912345678.0, "0912345678", []),
        ("+84 912 345 678", "0912345678", []),
        ("84912345678", "0912345678", []),
        ("0912.345.678", "0912345678", []),
        ("01681234567", "0381234567", []),
        ("01201234567", "0701234567", []),
        ("01991234567", "0591234567", []),
        ("0204 3856 624", "02043856624", []),
        ("0912345678 / 0987654321", "0912345678", ["phone-several"]),
        ("0912345678-0987654321", "0912345678", ["phone-several"]),
        ("0912345678 0987654321", "0912345678", ["phone-several"]),
        ("0912.345.678 và 0987.654.321", "0912345678", ["phone-several"]),
        ("0912-345-678", "0912345678", []),
        ("12345", None, ["phone-bad"]),
        ("không có", None, ["phone-bad"]),
        ("", None, []),
    ],
)
def test_phones(cell: Any, value: str | None, codes: list[str]) -> None:
    assert noted(read_phone(cell)) == (value, codes)


@pytest.mark.parametrize(
    ("cell", "value", "codes"),
    [
        (datetime(1995, 8, 5), (date(1995, 8, 5), 1995), []),
        (34916.0, (date(1995, 8, 5), 1995), []),
        ("5/8/1995", (date(1995, 8, 5), 1995), []),
        ("05.08.95", (date(1995, 8, 5), 1995), []),
        ("05/08/07", (date(2007, 8, 5), 2007), []),
        ("05/08/08", (date(1908, 8, 5), 1908), ["date-impossible"]),
        ("1995-08-05", (date(1995, 8, 5), 1995), []),
        ("năm 1995", (None, 1995), []),
        (1995.0, (None, 1995), []),
        ("1995", (None, 1995), []),
        ("00/00/1990", (None, 1990), []),
        ("08/25/1995", (date(1995, 8, 25), 1995), ["day-month-swapped"]),
        ("31/02/1995", (None, None), ["date-impossible"]),
        ("1/1/2030", (None, None), ["date-future"]),
        ("ngày 5 tháng 8 năm 1995", (date(1995, 8, 5), 1995), []),
        ("ngày 5/8/1995", (date(1995, 8, 5), 1995), []),
        ("Sinh ngày: 5/8/1995", (date(1995, 8, 5), 1995), []),
        ("1995-08-05T00:00:00", (date(1995, 8, 5), 1995), []),
        ("5-Aug-95", (date(1995, 8, 5), 1995), []),
        ("05-thg 8-1995", (date(1995, 8, 5), 1995), []),
        ("19950805", (date(1995, 8, 5), 1995), []),
        (19950805.0, (date(1995, 8, 5), 1995), []),
        ("20121995", (date(1995, 12, 20), 1995), []),
        ("05/08/1995 (âm)", (None, 1995), []),
        ("T8/1995", (None, 1995), []),
        ("tháng 8 năm 1995", (None, 1995), []),
        ("1990 (31 tuổi)", (None, 1990), []),
        (datetime(1905, 6, 17), (None, 1995), []),
        (date(1905, 6, 17), (None, 1995), []),
        ("", (None, None), []),
    ],
)
def test_births(cell: Any, value: Any, codes: list[str]) -> None:
    expected = ((None, None), codes) if codes == ["date-impossible"] else (value, codes)
    assert noted(read_birth(cell, as_of=AS_OF)) == expected


@pytest.mark.parametrize(
    ("cell", "value", "codes"),
    [
        (44330.0, date(2021, 5, 14), []),
        ("14/5/21", date(2021, 5, 14), []),
        ("2021-05-14 00:00:00", date(2021, 5, 14), []),
        ("01/07/2021", date(2021, 7, 1), []),
        ("2021", None, ["date-impossible"]),
        ("mai", None, ["date-impossible"]),
        ("5/2021", None, ["date-impossible"]),
        ("ngày 14 thg 5, 2021", date(2021, 5, 14), []),
        ("", None, []),
    ],
)
def test_days(cell: Any, value: Any, codes: list[str]) -> None:
    assert noted(read_day(cell, as_of=AS_OF)) == (value, codes)


@pytest.mark.parametrize(
    ("cell", "value", "codes"),
    [
        ("NGUYỄN  VĂN AN", "Nguyễn Văn An", []),
        ("nguye\u0302\u0303n va\u0306n an", "Nguyễn Văn An", []),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An", []),
        ("Mr. Nguyễn An", "Nguyễn An", []),
        ("Chu Văn An", "Chu Văn An", []),
        ("Anh Đào", "Anh Đào", []),
        ("Nguyễn Văn An (đã nghỉ)", "Nguyễn Văn An", ["name-left-mark"]),
        ("Hoàng\u00a0Thị Bé", "Hoàng Thị Bé", []),
        ("Mr Kim Min Soo", "Kim Min Soo", []),
        ("Ms.Lan", "Lan", []),
        ("Ba. Lê Thị Lan", "Lê Thị Lan", []),
        ("Trần Văn Mùi - đã nghỉ", "Trần Văn Mùi", ["name-left-mark"]),
        ("Trần Văn Mùi đã nghỉ việc từ 5/5", "Trần Văn Mùi", ["name-left-mark"]),
        ("TRAN VAN MUI (DA NGHI)", "Tran Van Mui", ["name-left-mark"]),
        ("Nguyễn Đức Nghi", "Nguyễn Đức Nghi", []),
        ("Nguyễn Văn An (không nghỉ)", "Nguyễn Văn An", []),
        ("Nguyễn Văn An (Nghi Sơn)", "Nguyễn Văn An", []),
        ("Nguyễn Văn An - 1990 *", "Nguyễn Văn An", []),
        ("Nguyễn Thị Lan 2", "Nguyễn Thị Lan 2", []),
        ("王小明 (Wang Xiaoming)", "Wang Xiaoming", []),
        ("Wang Xiaoming (王小明)", "Wang Xiaoming", []),
        ("王小明", "王小明", []),
        ("\u00d0ặng Văn \u00d0ào", "Đặng Văn Đào", []),
        ("NguyÔn ThÞ Hång", "Nguyôn Thþ Hång", ["name-unreadable"]),
        ("Traàn Vaên An", "Traàn Vaên An", ["name-unreadable"]),
        ("Lý Bá Thìn", "Lý Bá Thìn", []),
        ("H'Hen Niê", "H'hen Niê", []),
        ("123", None, []),
        ("", None, []),
    ],
)
def test_names(cell: Any, value: str | None, codes: list[str]) -> None:
    assert noted(read_name(cell)) == (value, codes)


@pytest.mark.parametrize(
    ("cell", "kind", "plate", "route", "on_own", "codes"),
    [
        ("Xe máy 98B1-123.45", "motorbike", "98B1-123.45", None, False, []),
        ("98B112345", "motorbike", "98B1-123.45", None, False, []),
        ("xe máy 98-B1 123.45", "motorbike", "98B1-123.45", None, False, []),
        ("98MĐ1-123.45", "motorbike", None, None, False, None),
        ("Ô tô 98A-123.45", "car", "98A-123.45", None, False, []),
        ("98A 1234", "car", "98A-1234", None, False, []),
        ("xe ca 98B-012.34", "bus", "98B-012.34", None, False, []),
        ("98LD-012.34", "car", "98LD-012.34", None, False, []),
        ("xe ca số 5", "bus", None, "5", False, []),
        ("Xe ca số 05", "bus", None, "5", False, []),
        ("xe đưa đón tuyến 3", "bus", None, "3", False, []),
        ("Tuyến Lục Nam", "bus", None, "Lục Nam", False, []),
        ("xe công ty", None, None, None, False, ["vehicle-unnamed"]),
        ("đi bộ", None, None, None, True, []),
        ("đi cùng chồng", None, None, None, True, []),
        ("Xe máy", None, None, None, True, []),
        ("oto 98A12345", "car", "98A-123.45", None, False, []),
        ("98E1/234.56", "motorbike", "98E1-234.56", None, False, []),
        ("98E1_23456", "motorbike", "98E1-234.56", None, False, []),
        ("98e1-234-56", "motorbike", "98E1-234.56", None, False, []),
        ("Xe máy (98B1-123.45) / xe công ty", "motorbike", "98B1-123.45", None, False, []),
        ("xe đưa rước số 2", "bus", None, "2", False, []),
        ("xe đưa đón (tuyến Lục Nam)", "bus", None, "Lục Nam", False, []),
        ("Tuyến xe Lục Nam", "bus", None, "Lục Nam", False, []),
        ("xe số 05", "bus", None, "5", False, []),
        ("ô tô cá nhân", None, None, None, True, []),
        ("5", None, None, None, False, ["vehicle-unclear"]),
        ("bằng trực thăng", None, None, None, False, ["vehicle-unclear"]),
    ],
)
def test_travel(
    cell: str, kind: str | None, plate: str | None, route: str | None, on_own: object, codes: list[str] | None
) -> None:
    read = read_travel(cell)
    travel = read.value
    assert travel is not None
    assert travel.text == cell
    if codes is not None:
        found = (travel.kind, travel.plate, travel.route, travel.on_own, [note.code for note in read.notes])
        assert found == (kind, plate, route, on_own, codes)


@pytest.mark.parametrize(
    ("cell", "key"),
    [("Ca 1", "1"), ("1", "1"), ("CA A (6h-14h)", "a"), ("ca ngày", "ngay"), ("Đêm", "dem"), ("Ca2", "2"),
     ("Hành chính", None), ("xoay ca", None), ("Ca 4", None), ("", None)],
)  # fmt: skip
def test_shifts(cell: str, key: str | None) -> None:
    assert read_shift(cell).value == (cell or None, key)


@pytest.mark.parametrize(
    ("cell", "value", "codes"),
    [("Nam", "male", []), ("nữ", "female", []), ("F", "female", []), ("x", None, ["sex-unclear"]), ("", None, [])],
)
def test_sex(cell: str, value: str | None, codes: list[str]) -> None:
    assert noted(read_sex(cell)) == (value, codes)


@pytest.mark.parametrize(
    ("cell", "value", "codes"),
    [("AZ", "AstraZeneca", []), ("Sinopharm", "Vero Cell", []), ("J&J", "Janssen", []), ("Pfizer lô 12", "Pfizer", []),
     ("chưa tiêm", None, []), ("Không tiêm", None, []), ("hoãn (mang thai)", None, []), ("Chưa đủ ĐK", None, []),
     ("x", "x", ["vaccine-unknown"]), ("Zeta", "Zeta", ["vaccine-unknown"])],
)  # fmt: skip
def test_vaccines(cell: str, value: str | None, codes: list[str]) -> None:
    assert noted(read_vaccine(cell)) == (value, codes)


@pytest.mark.parametrize(("cell", "route"), [("5", "5"), (5.0, "5"), ("Lục Nam", "Lục Nam"), ("xe ca số 05", "5")])
def test_a_column_of_routes(cell: Any, route: str) -> None:
    travel = read_travel(cell, of_routes=True).value
    assert travel is not None
    assert (travel.kind, travel.route) == ("bus", route)


def test_who_rides_no_bus_in_a_column_of_routes() -> None:
    for cell in ("tự túc", "đi bộ", "không", "0"):
        travel = read_travel(cell, of_routes=True).value
        assert travel is not None
        assert travel.route is None


@pytest.mark.parametrize(
    ("cells", "doses"),
    [
        ({"dose_1_date": "AZ 12/5/2021"}, [(date(2021, 5, 12), "AstraZeneca")]),
        ({"dose_1_vaccine": "Pfizer ngày 12/5/2021"}, [(date(2021, 5, 12), "Pfizer")]),
        ({"dose_1_date": "12/5/2021", "dose_1_vaccine": "AZ"}, [(date(2021, 5, 12), "AstraZeneca")]),
        ({"dose_1_date": "hoãn (mang thai)"}, []),
        ({"dose_1_vaccine": "Không tiêm"}, []),
    ],
)
def test_doses(cells: dict[str, Cell], doses: list[tuple[date, str]]) -> None:
    read = worker(cells)
    assert read.row is not None
    assert [(dose.day, dose.vaccine) for dose in read.row.doses] == doses
    assert read.findings == ()


def test_a_mark_that_says_nothing_is_no_group() -> None:
    row = worker({"workshop": "...", "team": "//", "residence": "…"}).row
    assert row is not None
    assert (row.workshop, row.team, row.residence) == (None, None, None)


def test_a_column_titled_as_routes_is_one() -> None:
    row = worker({"vehicle": "Lục Nam"}, vehicle="Tuyến xe").row
    assert row is not None
    assert row.travel is not None
    assert row.travel.route == "Lục Nam"


def test_codes_and_text() -> None:
    assert read_code(123.0).value == "123"
    assert cell_text("a\u00a0\u200b b") == "a b"


@pytest.mark.parametrize(
    ("written", "encoding"),
    [("NguyÔn ThÞ H¹nh", "tcvn3"), ("Nguyeãn Thò Haïnh", "vni"), ("Nguyễn Thị Hạnh", None), ("Nguyen Thi Hanh", None)],
)
def test_legacy_encodings(written: str, encoding: str | None) -> None:
    assert legacy_encoding([written]) == encoding
    if encoding:
        assert decode_legacy(written, encoding) == "Nguyễn Thị Hạnh"


@pytest.mark.parametrize("typed_anew", ["Lý Bá Thìn", "Hà Công Hòa", "Nguyễn Thị Hạnh"])
def test_a_cell_in_unicode_of_a_legacy_column_stays(typed_anew: str) -> None:
    assert legacy_encoding(["NguyÔn ThÞ H¹nh", "TrÇn V¨n B×nh", "Vò ThÞ Thóy", typed_anew]) == "tcvn3"
    assert decode_legacy(typed_anew, "tcvn3") == typed_anew


def test_companies() -> None:
    spellings = ("CTY TNHH ABC", "Cty TNHH ABC", "Công ty trách nhiệm hữu hạn ABC", "CÔNG TY TNHH ABC")
    assert {company_slug(name) for name in spellings} == {"cong-ty-tnhh-abc"}
    assert company_slug("CTCP Sao Mai") == company_slug("Công ty Cổ phần Sao Mai") == "cong-ty-co-phan-sao-mai"
    assert tax_code("MST: 2400123456") == "2400123456"
    assert tax_code("12345") is None
