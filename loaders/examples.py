"""An example of each finding: the cells of a row that give it, or, where it takes more than a row, what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.codes import Text


@dataclass(frozen=True, slots=True)
class Example:
    """``row`` are the cells by field, beside a code and a name; empty where the finding is of no single row."""

    text: Text
    row: Mapping[str, str] = field(default_factory=dict)


def _cells(vi: str, en: str, **row: str) -> Example:
    return Example(Text(vi, en), row)


def _told(vi: str, en: str) -> Example:
    return Example(Text(vi, en))


EXAMPLES: Mapping[str, Example] = {
    "code-missing": _cells("Ô mã trống, họ tên «Trần Văn An»", "no code beside «Trần Văn An»", code=""),
    "name-missing": _cells("Mã «W12», ô họ tên trống", "the code «W12» beside no name", name=""),
    "code-duplicate": _told("Mã «W12» ở dòng 8 và dòng 40", "«W12» in row 8 and in row 40"),
    "name-left-mark": _cells(
        "«Đoàn Văn Hai (đã nghỉ)» → Đoàn Văn Hai", "«Đoàn Văn Hai (đã nghỉ)» (has left) → Đoàn Văn Hai",
        name="Đoàn Văn Hai (đã nghỉ)",
    ),
    "name-unreadable": _cells("«NguyÔn ThÞ Hång»", "«NguyÔn ThÞ Hång»", name="NguyÔn ThÞ Hång"),
    "citizen-id-length": _cells("«02419500» có 8 chữ số", "«02419500» has 8 digits", citizen_id="02419500"),
    "citizen-id-digits-lost": _cells("«2.4E+10»", "«2.4E+10»", citizen_id="2.4E+10"),
    "citizen-id-padded": _cells(
        "«24195000123» → 024195000123", "«24195000123» → 024195000123", citizen_id="24195000123"
    ),
    "citizen-id-province": _cells(
        "«999195000123»: không có mã 999", "«999195000123»: no province is 999", citizen_id="999195000123"
    ),
    "citizen-id-birth-year": _cells(
        "«024195000123» (sinh 1995), ngày sinh 05/08/1990", "«024195000123» (born 1995), birth date 05/08/1990",
        citizen_id="024195000123", birth_date="05/08/1990",
    ),
    "citizen-id-sex": _cells(
        "«024195000123» (nữ), giới tính Nam", "«024195000123» (female), sex Nam (male)",
        citizen_id="024195000123", sex="Nam",
    ),
    "citizen-id-shared": _told(
        "«024195000123» ở dòng của Lê Thị Bé và của Trần Văn An",
        "«024195000123» on the rows of Lê Thị Bé and of Trần Văn An",
    ),
    "same-as-suggested": _told(
        "«024195000123»: ở đây Lê Thị Bé sinh 1995, ở công ty khác Trần Thị Cúc sinh 1988",
        "«024195000123»: here Lê Thị Bé born 1995, at another firm Trần Thị Cúc born 1988",
    ),
    "phone-bad": _cells("«12345»", "«12345»", phone="12345"),
    "phone-several": _cells(
        "«0912345678 / 0987654321» → 0912345678", "«0912345678 / 0987654321» → 0912345678",
        phone="0912345678 / 0987654321",
    ),
    "date-impossible": _cells("Ngày sinh «31/02/1995»", "birth date «31/02/1995»", birth_date="31/02/1995"),
    "group-from-heading": _told(
        "Dòng «I. PHÂN XƯỞNG MAY 1» trong bảng không có cột phân xưởng",
        "the row «I. PHÂN XƯỞNG MAY 1» in a list without a column of workshops",
    ),
    "dose-order": _cells(
        "Mũi 1 ngày 20/04/2021, mũi 2 ngày 01/04/2021", "dose 1 on 20/04/2021, dose 2 on 01/04/2021",
        dose_1_date="20/04/2021", dose_2_date="01/04/2021",
    ),
    "date-future": _cells(
        "Mũi 1 ngày «01/09/2031» trong tệp ngày 10/05/2021", "dose 1 on «01/09/2031» in a file of 10/05/2021",
        dose_1_date="01/09/2031",
    ),
    "day-month-swapped": _cells("«08/25/1995» → 25/08/1995", "«08/25/1995» → 25/08/1995", birth_date="08/25/1995"),
    "sex-unclear": _cells("Giới tính «không»", "sex «không»", sex="không"),
    "vehicle-unnamed": _cells("«xe công ty»", "«xe công ty» (company bus)", vehicle="xe công ty"),
    "vehicle-unclear": _cells("«98B1-12»", "«98B1-12»", vehicle="98B1-12"),
    "residence-unclear": _cells(
        "«Việt Yên, Bắc Giang»: không có phòng, nhà, thôn, xã",
        "«Việt Yên, Bắc Giang»: no room, house, village, commune",
        residence="Việt Yên, Bắc Giang",
    ),
    "room-without-house": _cells(
        "«P.5, thôn Núi Hiểu, xã Quang Châu»", "«P.5, thôn Núi Hiểu, xã Quang Châu»",
        residence="P.5, thôn Núi Hiểu, xã Quang Châu",
    ),
    "residence-spelling": _told(
        "«P.203 nhà trọ bà Hoa» và «P.203 nhà trọ bà Hòa»", "«P.203 nhà trọ bà Hoa» and «P.203 nhà trọ bà Hòa»"
    ),
    "housemate-unclear": _cells("«Lê Thị Bé; 0912»", "«Lê Thị Bé; 0912»", housemates="Lê Thị Bé; 0912"),
    "vaccine-unknown": _cells("Mũi 1 loại «thuốc lạ»", "dose 1 of «thuốc lạ»", dose_1_vaccine="thuốc lạ"),
    "no-workshop": _told("Ô bộ phận/phân xưởng trống", "the cell of the workshop is empty"),
    "no-residence": _told("Ô nơi ở trống", "the cell of the residence is empty"),
    "residence-column-missing": _told("Tệp chỉ có mã, họ tên, bộ phận", "a file of codes, names and workshops only"),
    "room-crowded": _told("30 dòng ghi «P.1 KTX công ty»", "30 rows say «P.1 KTX công ty»"),
    "workshop-emptied": _told("Lần trước «May 1», lần này ô trống", "«May 1» in the last file, empty now"),
    "team-emptied": _told("Lần trước «Tổ 1», lần này ô trống", "«Tổ 1» in the last file, empty now"),
    "residence-emptied": _told(
        "Lần trước «P.203 nhà trọ bà Hoa», lần này ô trống", "«P.203 nhà trọ bà Hoa» in the last file, empty now"
    ),
    "vehicle-emptied": _told("Lần trước «Xe ca số 5», lần này ô trống", "«Xe ca số 5» in the last file, empty now"),
    "housemates-emptied": _told("Lần trước «Vũ Văn Cò», lần này ô trống", "«Vũ Văn Cò» in the last file, empty now"),
    "cell-emptied": _told(
        "Số điện thoại lần trước «0912345678», lần này ô trống", "the phone «0912345678» in the last file, empty now"
    ),
    "differs-from-correction": _told(
        "Đã sửa số điện thoại thành «0987654321», tệp vẫn ghi «0912345678»",
        "the phone was corrected to «0987654321», the file still says «0912345678»",
    ),
    "column-emptied": _told(
        "Tệp trước có cột số điện thoại, tệp này không", "the last file had a column of phones, this one has none"
    ),
    "left-emptied": _told(
        "Lần trước nghỉ «01/05/2021», lần này ô trống", "left on «01/05/2021» in the last file, empty now"
    ),
    "since-ignored": _told(
        "Chuyển tổ «từ 01/02/2021», nhưng ở tổ cũ từ 01/03/2021",
        "a move «since 01/02/2021» of someone in the old team since 01/03/2021",
    ),
    "left-before-since": _told("Vào làm 01/04/2021, nghỉ việc 01/03/2021", "since 01/04/2021, left on 01/03/2021"),
    "company-differs": _told(
        "Đầu bảng «Công ty B», nhập với --company «Công ty A»", "the heading says «Công ty B», --company «Công ty A»"
    ),
    "company-column-differs": _told(
        "Cột công ty «Công ty B», đầu bảng «Công ty A»", "the column says «Công ty B», the heading «Công ty A»"
    ),
    "sheet-unread": _told(
        "Trang «Tổ 9» có người nhưng không có dòng tiêu đề", "the sheet «Tổ 9» holds people below no titles"
    ),
    "column-guessed": _told("«Phương tện đi lại» → Phương tiện đi lại", "«Phương tện đi lại» → Phương tiện đi lại"),
    "column-unclear": _told("«Loại xe đi»: có thể là Phương tiện đi lại", "«Loại xe đi»: may be the means of travel"),
    "column-twice": _told("Hai cột «Nơi ở» và «Chỗ ở hiện nay»", "two columns, «Nơi ở» and «Chỗ ở hiện nay»"),
    "columns-joined": _told("Hai cột «Số CMND» và «Số CCCD»", "two columns, «Số CMND» and «Số CCCD»"),
    "list-beside": _told(
        "Bên phải danh sách còn «Mã NV», «Họ tên» với các cột khác", "«Mã NV», «Họ tên» once more, beside other columns"
    ),
    "part-unread": _told(
        "Dưới danh sách có «STT, Họ và tên, SĐT», không có mã", "below the list «STT, Họ và tên, SĐT», without codes"
    ),
    "group-unclear": _told("Dòng «May mẫu» sau dòng «TỔ CẮT»", "the row «May mẫu» after the row «TỔ CẮT»"),
    "row-of-housemate": _told(
        "Dưới dòng của «W12» là dòng chỉ ghi «Lê Văn C» ở cột người ở cùng", "only «Lê Văn C» in the row below «W12»"
    ),
    "row-unnamed": _told("Dòng chỉ có «Kho», «Tổ 1», «0912345678»", "a row of «Kho», «Tổ 1», «0912345678»"),
    "ditto-without-above": _told("«nt» ở dòng đầu của bảng", "«nt» in the first row of the list"),
}  # fmt: skip
