"""The forms as data: titles as printed, titles that are understood, what must be there."""

from dataclasses import dataclass

#: By what a person is found; every form begins with these.
PERSON = ("who", "code", "citizen_id", "name", "birth", "phone", "company")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column: its title in Vietnamese and English, other titles that mean it, what it may hold, an example."""

    name: str
    title: str
    english: str
    titles: tuple[str, ...] = ()
    width: int = 16
    choices: tuple[str, ...] = ()
    day: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form. ``needs``: of each of these groups of fields at least one has to be a column of the sheet."""

    id: str
    heading: str
    guide: str
    fields: tuple[Field, ...]
    needs: tuple[tuple[str, ...], ...]


_CODE = Field(
    name="code", title="Mã số công nhân", english="Worker code", titles=("Mã NV", "Mã CN", "Mã nhân viên", "MSNV", "Mã"),
    width=14, example="CN00123",
)  # fmt: skip
_ID = Field(
    name="citizen_id", title="Số CCCD/CMND", english="Citizen ID",
    titles=("CCCD", "CMND", "Số CCCD", "Số CMND", "Căn cước", "Số định danh"), example="024195000123",
)  # fmt: skip
_NAME = Field(
    name="name", title="Họ và tên", english="Full name", titles=("Họ tên", "Tên", "Tên bệnh nhân", "Bệnh nhân", "Name"),
    width=26, example="Nguyễn Thị Hương",
)  # fmt: skip
_BIRTH = Field(
    name="birth", title="Ngày sinh hoặc năm sinh", english="Birth date or year",
    titles=("Ngày sinh", "Năm sinh", "NTNS", "Sinh năm", "Birth date", "DOB"), example="05/08/1995",
)  # fmt: skip
_PHONE = Field(
    name="phone", title="Số điện thoại", english="Phone", titles=("SĐT", "Điện thoại", "ĐT"), example="0912345678"
)
_COMPANY = Field(
    name="company", title="Công ty", english="Company", titles=("Tên công ty", "Nơi làm việc", "Đơn vị"), width=30,
    example="Công ty TNHH ABC",
)  # fmt: skip
_PEOPLE = (_CODE, _ID, _NAME, _BIRTH, _PHONE, _COMPANY)
_FOUND_BY = (("code", "citizen_id", "name", "phone"),)

LINE_LIST = Form(
    id="line-list",
    heading="DANH SÁCH CA BỆNH",
    guide="Mỗi ca một dòng. Người được tìm theo CCCD, mã (kèm công ty), hoặc họ tên và ngày sinh. "
    "Cần ít nhất một ngày: khởi phát, lấy mẫu hoặc xác định.",
    fields=(
        *_PEOPLE,
        Field(name="onset", title="Ngày khởi phát", english="Onset", titles=("Khởi phát",), day=True),
        Field(name="sampled", title="Ngày lấy mẫu", english="Sampled", titles=("Lấy mẫu",), day=True),
        Field(
            name="confirmed", title="Ngày xác định", english="Confirmed",
            titles=("Xác định", "Ngày có kết quả", "Ngày dương tính", "Ngày công bố"), day=True,
        ),
        Field(name="isolated", title="Ngày cách ly", english="Isolated", titles=("Cách ly", "Cách ly từ ngày"), day=True),
        Field(
            name="outcome", title="Kết cục", english="Outcome", titles=("Tình trạng", "Kết quả điều trị"),
            choices=("đang điều trị", "khỏi", "tử vong", "chuyển viện"), width=18,
        ),
    ),
    needs=(*_FOUND_BY, ("onset", "sampled", "confirmed")),
)  # fmt: skip

INTERVIEW = Form(
    id="interview",
    heading="PHIẾU ĐIỀU TRA NGƯỜI TIẾP XÚC (theo Biểu mẫu 4, Quyết định 5053/QĐ-BYT)",
    guide="Mỗi lần gặp một dòng. Người khai ghi mã, CCCD hoặc khóa. Người đã gặp mà chưa có trong danh sách "
    "thì ghi đủ họ tên và năm sinh hoặc điện thoại: sẽ được thêm.",
    fields=(
        Field(
            name="declarer", title="Người khai (mã, CCCD hoặc khóa)", english="Declared by (code, ID or key)",
            titles=("Người khai", "Người khai báo", "F1", "F0"), width=24, example="CN00123",
        ),
        *_PEOPLE,
        Field(name="since", title="Ngày gặp", english="Met on", titles=("Từ ngày", "Ngày tiếp xúc", "Ngày"), day=True),
        Field(name="until", title="Đến hết ngày", english="Until", titles=("Đến ngày", "Ngày cuối"), day=True),
        Field(
            name="setting", title="Hoàn cảnh, địa điểm", english="Occasion, place",
            titles=("Hoàn cảnh", "Địa điểm", "Nơi gặp", "Hoàn cảnh tiếp xúc", "Quan hệ"), width=34, example="ăn cưới",
        ),
    ),
    needs=(("declarer",), *_FOUND_BY, ("since",)),
)  # fmt: skip

FOLLOW_UP = Form(
    id="follow-up",
    heading="THEO DÕI NGƯỜI TIẾP XÚC",
    guide="Các cột từ «Cách ly từ ngày» trở đi: ghi những gì đã xảy ra rồi gửi lại: cách ly, xét nghiệm, chuyển nơi khác, mất dấu. Ô để trống là không có gì mới.",
    fields=(
        Field(name="who", title="Khóa", english="Key", titles=("Khoá", "Key"), width=30),
        *_PEOPLE,
        Field(name="residence", title="Nơi ở", english="Residence", width=34),
        Field(name="todo", title="Việc trong ngày", english="To do", width=22),
        Field(name="followed_until", title="Theo dõi đến ngày", english="Followed until", day=True),
        Field(name="isolated", title="Cách ly từ ngày", english="Isolated on", titles=("Ngày cách ly",), day=True),
        Field(
            name="released", title="Cách ly đến ngày", english="Isolated until",
            titles=("Ngày hết cách ly", "Ngày giải tỏa", "Ngày kết thúc cách ly"), day=True,
        ),
        Field(name="place", title="Nơi cách ly", english="Place", titles=("Địa điểm cách ly",), width=24),
        Field(name="tested", title="Ngày xét nghiệm", english="Tested on", titles=("Ngày lấy mẫu", "Xét nghiệm ngày"), day=True),
        Field(
            name="result", title="Kết quả xét nghiệm", english="Result", titles=("Kết quả",),
            choices=("âm tính", "dương tính"),
        ),
        Field(name="moved", title="Chuyển đi ngày", english="Moved on", titles=("Ngày chuyển đi",), day=True),
        Field(name="moved_to", title="Chuyển đến", english="Moved to", titles=("Nơi chuyển đến",), width=24),
        Field(name="lost", title="Mất dấu từ ngày", english="Lost since", titles=("Mất dấu", "Không liên lạc được từ"), day=True),
    ),
    needs=(("who", *_FOUND_BY[0]), ("isolated", "tested", "moved", "lost")),
)  # fmt: skip

FORMS = {form.id: form for form in (LINE_LIST, INTERVIEW, FOLLOW_UP)}
