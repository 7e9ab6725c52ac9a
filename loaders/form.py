"""The form: its columns, what they mean, and by which other titles firms know them (workbook.md, "The form")."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: The sheet of the error workbook that sums up; it lists no workers.
SUMMARY_SHEET = "Cần xem"
#: The error workbook's column of messages.
MESSAGES = "Cần sửa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. ``titles`` are other spellings met in real files; they compare without accents, case and signs."""

    field: str
    title: str
    english: str
    help_vi: str
    help_en: str
    example: str | None = None
    titles: tuple[str, ...] = ()
    required: bool = False
    kind: str = "text"
    width: int = 18
    in_form: bool = True


def _c(field: str, title: str, english: str, vi: str, en: str, **more: object) -> Column:
    titles = tuple(part.strip() for part in str(more.pop("also", "")).split("|") if part.strip())
    return Column(field=field, title=title, english=english, help_vi=vi, help_en=en, titles=titles, **more)  # type: ignore[arg-type]


COLUMNS: tuple[Column, ...] = (
    _c("code", "Mã số công nhân", "Worker code", "Mã riêng của từng người trong công ty, không trùng, không đổi.",
       "Each worker's own code in the firm; never twice, never changed.", required=True, width=16, example="CN00123",
       also="Mã NV|Mã nhân viên|Mã CN|Mã công nhân|MSNV|MNV|MSCN|Mã thẻ|Số thẻ|Mã số NV|Mã số nhân viên|Mã số|Mã số CN|"
            "Mã LĐ|Mã lao động|Mã NLĐ|Mã người lao động|Mã số thẻ|ID nhân viên|Số thẻ NV|Số thẻ nhân viên|Số thẻ CN|Worker code|Employee ID|Employee code|Code"),
    _c("name", "Họ và tên", "Full name", "Họ, tên đệm và tên, có dấu.", "Family, middle and given name, with accents.",
       required=True, width=26, example="Nguyễn Văn Mẫu",
       also="Họ tên|Họ & tên|Họ và tên công nhân|Họ tên công nhân|Tên công nhân|Tên CN|Họ và tên nhân viên|Tên nhân viên|"
            "Họ tên NLĐ|Họ và tên NLĐ|Họ và tên người lao động|Full name|Name|Họ và tên (chữ in hoa)"),
    _c("birth_date", "Ngày sinh", "Birth date", "Ngày/tháng/năm; chỉ biết năm thì ghi năm.",
       "dd/mm/yyyy; only the year where no more is known.", kind="birth", width=13, example="05/08/1995",
       also="NTNS|Năm sinh|Ngày tháng năm sinh|Ngày, tháng, năm sinh|Sinh ngày|Birth date|Date of birth|DOB|Birthday|NS"),
    _c("sex", "Giới tính", "Sex", "Nam hoặc Nữ.", "Nam (male) or Nữ (female).", kind="sex", width=10, example="Nam",
       also="GT|Phái|Sex|Gender|Nam/Nữ"),
    _c("citizen_id", "Số CCCD/CMND", "Citizen ID", "12 số, hoặc 9 số của chứng minh cũ; ô kiểu văn bản.",
       "12 digits, or 9 of the old card; as text.", width=16, example="024095000123",
       also="Số CMND|CMND|CMTND|Số CMTND|CCCD|Số CCCD|Căn cước|Số căn cước|Căn cước công dân|CMND/CCCD|CCCD/CMND|"
            "Số CMND/CCCD|Số CMT|CMT|Số định danh|Số giấy tờ|Citizen ID|ID card|ID number|Số CMTND/CCCD|Số thẻ căn cước"),
    _c("phone", "Số điện thoại", "Phone", "10 số, bắt đầu bằng 0.", "10 digits, starting with 0.", width=14,
       example="0912345678", also="SĐT|ĐT|Điện thoại|Số ĐT|Di động|Số di động|SĐT liên lạc|SĐT liên hệ|Số điện thoại liên hệ|Số điện thoại liên lạc|Điện thoại di động|ĐTDĐ|Phone|Mobile|Phone number|Tel|Điện thoại liên hệ"),
    _c("home_address", "Địa chỉ thường trú", "Permanent address", "Theo hộ khẩu.", "As registered.", width=34,
       example="Xã Đồng Sơn, Bắc Giang",
       also="Thường trú|Hộ khẩu|HKTT|Hộ khẩu thường trú|Nơi đăng ký HKTT|Quê quán|Hộ khẩu TT|Địa chỉ HKTT|Nơi thường trú|"
            "Permanent address|Home address"),
    _c("company", "Tên công ty", "Company", "Ghi một lần ở trên đầu là đủ.", "Once in the heading is enough.",
       required=True, width=30, example="Công ty TNHH Mẫu",
       also="Công ty|Doanh nghiệp|Tên doanh nghiệp|Đơn vị|Tên đơn vị|Nơi làm việc|Company|Company name|Employer|"
            "Cơ quan công tác|Tên cơ sở"),
    _c("workshop", "Bộ phận/Phân xưởng", "Workshop", "Nơi nhiều tổ làm chung.", "Where several teams work together.",
       required=True, width=20, example="Phân xưởng 1",
       also="Bộ phận|BP|Phòng ban|Phòng|PX|Phân xưởng|Xưởng|Xưởng sản xuất|Bộ phận làm việc|Phòng/ban|Phòng ban/Bộ phận|"
            "Khu vực làm việc|Workshop|Department|Dept|Section|Nhà xưởng"),
    _c("team", "Tổ/Nhóm/Chuyền", "Team", "Tổ, nhóm hoặc dây chuyền.", "Team, group or line.", width=16, example="Tổ 1",
       also="Tổ|Nhóm|Chuyền|Line|Tổ sản xuất|Dây chuyền|Tổ/Nhóm|Tổ/Chuyền|Chuyền/Tổ|Tổ đội|Tên tổ|Team|Group|Tổ SX|Chuyền sản xuất"),
    _c("shift", "Ca làm việc", "Shift", "Ca 1, Ca 2, Ca 3, A, B, C, Ngày, Đêm, Sáng, Chiều hoặc Hành chính.",
       "Shift.", kind="shift", width=12, example="Ca 1", also="Ca|Ca kíp|Ca sản xuất|Shift|Ca làm"),
    _c("position", "Vị trí làm việc", "Position", "Công việc hoặc chỗ đứng.", "Job or place.", width=18,
       example="Công nhân may", also="Vị trí|Chức vụ|Chức danh|Công việc|Position|Job|Job title|Công đoạn"),
    _c("since", "Ngày vào làm / vào tổ", "In the team since", "Ngày bắt đầu ở tổ hoặc phân xưởng này.",
       "First day in this team or workshop.", kind="date", width=13, example="01/03/2021",
       also="Ngày vào làm|Ngày vào|Ngày vào công ty|Ngày vào tổ|Ngày bắt đầu|Ngày nhận việc|Vào làm từ|Ngày vào làm/vào tổ|"
            "Vào tổ từ|Vào tổ từ ngày|Vào từ ngày|Ngày vào chuyền|Since|Start date|Join date|Ngày chuyển tổ|Ngày bắt đầu làm việc"),
    _c("residence", "Nơi ở hiện tại (số phòng, khu trọ/KTX, thôn, xã, huyện, tỉnh)", "Present residence",
       "Số phòng, khu trọ hoặc ký túc xá, thôn, xã.", "Room, lodging house or dormitory, village, commune.", width=44,
       example="P.203 nhà trọ bà Mẫu, Núi Hiểu, Quang Châu",
       also="Nơi ở hiện tại|Nơi ở|Chỗ ở|Chỗ ở hiện tại|Chỗ ở hiện nay|Nơi ở hiện nay|Nơi cư trú|Địa chỉ tạm trú|Tạm trú|"
            "Nơi tạm trú|Địa chỉ nơi ở|Địa chỉ hiện tại|Địa chỉ hiện nay|Địa chỉ ở hiện tại|Nơi ở trọ|Present residence|"
            "Nơi tạm trú hiện nay|Nơi tạm trú hiện tại|Tạm trú hiện nay|Residence|Current address|Temporary address|Địa chỉ trọ|Nơi lưu trú"),
    _c("residence_since", "Ở từ ngày", "Living there since", "Ngày đến ở phòng này.", "First day in this room.",
       kind="date", width=12, example="01/04/2021", also="Ngày đến ở|Ở từ|Từ ngày (nơi ở)|Ngày chuyển đến|Living there since|Residence since"),
    _c("housemates", "Người ở cùng", "Housemates", "Mỗi người: họ tên, năm sinh hoặc số điện thoại; cách nhau dấu chấm phẩy.",
       "Each: name, birth year or phone; separated by semicolons.", width=40, example="Trần Thị Mẫu 1996 0987654321",
       also="Những người ở cùng|Người ở chung|Ở cùng|Người cùng phòng|Ở cùng với|Người ở cùng phòng|Housemates|Roommates|"
            "Họ tên người ở cùng|Danh sách người ở cùng"),
    _c("vehicle", "Phương tiện đi lại", "Means of travel", "Biển số xe; xe đưa đón ghi số xe hoặc tuyến.",
       "Plate; for the firm's bus its number or route.", width=24, example="Xe ca số 5",
       also="Phương tiện|BKS|Biển số|Biển số xe|Biển kiểm soát|PT đi lại|Xe đưa đón|Phương tiện đi làm|Đi làm bằng|Loại xe|Xe|"
            "Tuyến xe|Xe tuyến|Tuyến xe đưa đón|Xe đưa đón số|Xe số|BKS xe|Biển kiểm soát xe|Số xe|Vehicle|Means of travel|Transport|Phương tiện di chuyển|Phương tiện đi lại/BKS"),
    _c("vehicle_since", "Đi từ ngày", "Riding it since", "Ngày bắt đầu đi xe này.", "First day on this vehicle.",
       kind="date", width=12, example="01/04/2021", also="Đi xe từ ngày|Ngày bắt đầu đi xe|Riding it since|Vehicle since"),
    *(
        column
        for n in (1, 2, 3)
        for column in (
            _c(f"dose_{n}_date", f"Mũi {n}: ngày tiêm", f"Dose {n}: date", f"Ngày tiêm mũi {n}.", f"Day of dose {n}.",
               kind="date", width=12, example="27/05/2021" if n == 1 else None,
               also=f"Mũi {n}|Ngày tiêm mũi {n}|Ngày tiêm {n}|Tiêm mũi {n}|Ngày tiêm vắc xin mũi {n}|Ngày tiêm vaccine mũi {n}|Tiêm vắc xin mũi {n}|Mũi {n} ngày|Mũi {n} ngày tiêm|Dose {n} date|Mũi {n} (ngày)|Mũi {n} - ngày tiêm"),
            _c(f"dose_{n}_vaccine", f"Mũi {n}: loại vắc xin", f"Dose {n}: vaccine", "AstraZeneca, Pfizer, Vero Cell, ...",
               "AstraZeneca, Pfizer, Vero Cell, ...", kind="vaccine", width=14, example="AstraZeneca" if n == 1 else None,
               also=f"Loại vắc xin mũi {n}|Vắc xin mũi {n}|Loại {n}|Mũi {n} loại|Mũi {n} loại vắc xin|Mũi {n} vắc xin|"
                    f"Tên vắc xin mũi {n}|Mũi {n} (loại vắc xin)|Mũi {n} (tên vắc xin)|Mũi {n} (vắc xin)|Mũi {n}: vắc xin|Dose {n} vaccine|Mũi {n} (loại)|Vaccine mũi {n}|Loại vaccine mũi {n}|Mũi {n} - loại vắc xin"),
        )
    ),
    _c("left", "Ngày nghỉ việc", "Left on", "Ngày làm việc cuối cùng.", "Last day worked.", kind="date", width=13,
       also="Ngày nghỉ|Ngày thôi việc|Nghỉ việc|Ngày nghỉ làm|Ngày kết thúc|Left on|End date|Ngày nghỉ việc (nếu có)"),
    # Columns that firms have beside or instead of the form's.
    _c("family_name", "Họ và tên đệm", "Family and middle name", "", "", in_form=False,
       also="Họ|Họ đệm|Họ và đệm|Họ lót|Họ và chữ lót|Họ tên đệm|Họ, tên đệm|Họ, đệm|Last name|Surname"),
    _c("given_name", "Tên", "Given name", "", "", in_form=False, also="Tên gọi|First name"),
    _c("male", "Nam", "Male", "", "", in_form=False, also="Nam giới|Sinh năm (nam)|Năm sinh nam|Ngày sinh nam"),
    _c("female", "Nữ", "Female", "", "", in_form=False, also="Nữ giới|Sinh năm (nữ)|Năm sinh nữ|Ngày sinh nữ"),
    _c("room", "Số phòng", "Room", "", "", in_form=False, also="Phòng số|Phòng trọ|Phòng trọ số|Số phòng trọ|Room|Phòng ở"),
    _c("house", "Khu trọ/KTX", "Lodging house", "", "", in_form=False,
       also="Khu trọ|Nhà trọ|KTX|Chủ trọ|Tên chủ trọ|Tên nhà trọ|Tên chủ nhà trọ|Chủ nhà trọ|Ký túc xá|Dãy trọ|House|Dormitory|Tên khu trọ"),
    _c("village", "Thôn", "Village", "", "", in_form=False, also="Thôn/Xóm|Xóm|Làng|Tổ dân phố|TDP|Thôn/TDP|Village|Thôn (xóm)|Thôn, xóm|Thôn/tổ dân phố"),
    _c("commune", "Xã", "Commune", "", "", in_form=False, also="Xã/Phường|Phường|Xã/Thị trấn|Xã/Phường/Thị trấn|Commune|Phường/Xã|Xã (phường)|Xã, phường|Xã, thị trấn"),
    _c("district", "Huyện", "District", "", "", in_form=False, also="Huyện/TP|Quận/Huyện|Huyện/Thành phố|Quận|District|Huyện/Quận|Huyện, thành phố"),
    _c("province", "Tỉnh", "Province", "", "", in_form=False, also="Tỉnh/TP|Tỉnh/Thành phố|Province|Thành phố|Tỉnh, thành phố"),
    *(
        _c(f"home_{part}", f"Thường trú: {title}", f"Permanent address: {english}", "", "", in_form=False,
           also=f"Thường trú {title}|Hộ khẩu thường trú {title}|HKTT {title}")
        for part, title, english in (
            ("room", "Số nhà", "house number"), ("house", "Nhà", "house"), ("village", "Thôn", "village"),
            ("commune", "Xã", "commune"), ("district", "Huyện", "district"), ("province", "Tỉnh", "province"))
    ),
    _c("housemate_name", "Người ở cùng: họ tên", "Housemate: name", "", "", in_form=False,
       also="Tên người ở cùng|Họ và tên người ở cùng"),
    _c("housemate_birth", "Người ở cùng: năm sinh", "Housemate: birth year", "", "", in_form=False,
       also="Năm sinh người ở cùng|Ngày sinh người ở cùng"),
    _c("housemate_phone", "Người ở cùng: SĐT", "Housemate: phone", "", "", in_form=False,
       also="SĐT người ở cùng|Số điện thoại người ở cùng|Điện thoại người ở cùng"),
    _c("housemate_id", "Người ở cùng: CCCD", "Housemate: citizen ID", "", "", in_form=False,
       also="Số CCCD người ở cùng|CCCD người ở cùng|CMND người ở cùng|Số CMND người ở cùng"),
    _c("number", "STT", "No.", "", "", in_form=False, also="TT|Số TT|Số thứ tự|No|#|Stt."),
)  # fmt: skip

#: The columns that our template prints, in its order.
FORM: tuple[Column, ...] = tuple(column for column in COLUMNS if column.in_form)
#: The parts into which many firms split the residence.
RESIDENCE_PARTS = ("room", "house", "village", "commune", "district", "province")
#: The permanent address, where it is split in the same way.
HOME_PARTS = tuple(f"home_{part}" for part in RESIDENCE_PARTS)
#: A housemate in several columns.
HOUSEMATE_PARTS = ("housemate_name", "housemate_birth", "housemate_phone", "housemate_id")
#: A name in two columns.
NAME_PARTS = ("family_name", "given_name")
BY_FIELD: Mapping[str, Column] = MappingProxyType({column.field: column for column in COLUMNS})


def title_of(field: str) -> str:
    """Return the form's title of a field."""
    return BY_FIELD[field].title
