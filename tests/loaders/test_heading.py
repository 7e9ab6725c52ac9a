"""Whose workers a file lists, and of which day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from loaders.heading import Heading, read_heading
from loaders.reading.sheets import Sheet


def heading(*rows: Sequence[Any]) -> Heading:
    return read_heading(Sheet(name="DS", rows=rows), len(rows), today=date(2021, 6, 12))


@pytest.mark.parametrize(
    ("rows", "company"),
    [
        ([["CÔNG TY TNHH", "Số: 15/CV"], ["MAY TIẾN BƯỚC", "Độc lập"]], "CÔNG TY TNHH MAY TIẾN BƯỚC"),
        ([["CÔNG TY TNHH"], ["Danh sách lao động"]], None),
        ([["CÔNG TY TNHH"], ["Mã số thuế: 2400123456"]], None),
        ([["Công ty", "Công ty TNHH Kyoei"], ["May"]], "Công ty TNHH Kyoei"),
        ([["Đơn vị: Xưởng may số 3"], ["Công ty CP Đại Phát"]], "Công ty CP Đại Phát"),
        ([["Đơn vị: Xưởng may số 3"]], "Xưởng may số 3"),
        ([["Công ty TNHH Kyoei - KCN Quang Châu, Việt Yên, Bắc Giang"]], "Công ty TNHH Kyoei"),
        ([["Công ty: Công ty TNHH Kyoei   Địa chỉ: KCN Quang Châu"]], "Công ty TNHH Kyoei"),
        ([["Công ty TNHH ĐT Đường Sơn, ĐT: 0204 385"]], "Công ty TNHH ĐT Đường Sơn"),
    ],
)
def test_a_firms_name_is_whole_and_without_its_address(rows: list[list[str]], company: str | None) -> None:
    assert heading(*rows).company == company


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ([["Biểu 01 (kèm theo Công văn số 123/BCĐ ngày 15/05/2021)"], ["Ngày báo cáo: 10/06/2021"]], date(2021, 6, 10)),
        ([["Căn cứ QĐ 3638/QĐ-BYT ngày 30 tháng 7 năm 2020"]], None),
        ([["Giấy phép KD số 1 cấp ngày 01/01/2010"], ["Việt Yên, ngày 5 tháng 6 năm 2021"]], date(2021, 6, 5)),
        ([["Giấy phép KD cấp ngày:", date(2010, 1, 1)]], None),
        ([["Ngày lập:", date(2021, 6, 5)]], date(2021, 6, 5)),
        ([["Thời gian: từ ngày 1/5 đến ngày 30/5/2021"]], date(2021, 5, 30)),
        ([["Việt Yên, ngày 1 tháng 6 năm 2021"], ["Tính đến ngày 5/6/2021"]], date(2021, 6, 5)),
        ([["Theo Công văn 12 ngày 1/5/2021, tính đến ngày 5/6/2021"]], date(2021, 6, 5)),
        ([["Cập nhật: 7h00 ngày 05/06/2021"]], date(2021, 6, 5)),
    ],
)
def test_the_files_own_day_is_not_that_of_another_paper(rows: list[list[Any]], day: date | None) -> None:
    assert heading(*rows).as_of == day
