"""The one table of finding codes; the table in the docs is made from it.

A finding of severity ``error`` rejects its row, a ``warning`` keeps it. ``{value}`` and ``{detail}`` stand for what was
found.
"""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

#: What tells of other firms' data: for the department's eyes, not for the firm that sent the file.
INWARD = frozenset({"same-as-suggested"})


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A kind of finding: what it means, and what was done."""

    code: str
    severity: Severity
    message: Text
    done: Text


def _code(code: str, severity: Severity, *, vi: str, en: str, done_vi: str, done_en: str) -> tuple[str, Code]:
    return code, Code(code=code, severity=severity, message=Text(vi, en), done=Text(done_vi, done_en))


CODES: dict[str, Code] = dict(
    (
        _code(
            "code-missing",
            "error",
            vi="Dòng này không có mã số công nhân.",
            en="This row has no worker code.",
            done_vi="Bỏ cả dòng; điền mã rồi gửi lại.",
            done_en="The row was rejected; fill the code in and send it again.",
        ),
        _code(
            "name-missing",
            "error",
            vi="Dòng này không có họ tên.",
            en="This row has no name.",
            done_vi="Bỏ cả dòng; điền họ tên rồi gửi lại.",
            done_en="The row was rejected; fill the name in and send it again.",
        ),
        _code(
            "code-duplicate",
            "error",
            vi="Mã «{value}» đã dùng ở dòng {detail} của tệp này.",
            en="The code «{value}» is used in row {detail} of this file already.",
            done_vi="Bỏ dòng này, giữ dòng trước.",
            done_en="This row was rejected, the first one kept.",
        ),
        _code(
            "name-left-mark",
            "warning",
            vi="Họ tên «{value}» kèm ghi chú đã nghỉ.",
            en="The name «{value}» carries a remark that the worker has left.",
            done_vi="Bỏ ghi chú; người này vẫn tính là đang làm. Hãy điền cột Ngày nghỉ việc.",
            done_en="The remark was dropped and work stays open; fill in the leaving date.",
        ),
        _code(
            "name-unreadable",
            "warning",
            vi="Họ tên «{value}» có chữ không phải tiếng Việt, có thể gõ bằng phông chữ cũ.",
            en="The name «{value}» has letters that are not Vietnamese; it may be typed for an old font.",
            done_vi="Giữ như đã ghi; hãy gõ lại bằng Unicode.",
            done_en="It was kept as written; type it again in Unicode.",
        ),
        _code(
            "citizen-id-length",
            "warning",
            vi="Số CCCD/CMND «{value}» không đủ 12 hoặc 9 chữ số.",
            en="The citizen ID «{value}» has neither 12 nor 9 digits.",
            done_vi="Giữ dòng, bỏ số giấy tờ.",
            done_en="The row was kept without the ID.",
        ),
        _code(
            "citizen-id-digits-lost",
            "warning",
            vi="Số CCCD/CMND «{value}» đã bị Excel làm tròn.",
            en="The citizen ID «{value}» was rounded by Excel.",
            done_vi="Giữ dòng, bỏ số; hãy định dạng cột là văn bản.",
            done_en="The row was kept without the ID; format the column as text.",
        ),
        _code(
            "citizen-id-padded",
            "warning",
            vi="Số CCCD «{value}» thiếu số 0 ở đầu.",
            en="The citizen ID «{value}» had lost its leading zeros.",
            done_vi="Đã bù thành {detail}.",
            done_en="It was completed to {detail}.",
        ),
        _code(
            "citizen-id-province",
            "warning",
            vi="Ba số đầu {detail} của CCCD «{value}» không phải mã tỉnh nào.",
            en="The first three digits {detail} of the ID «{value}» are no province's.",
            done_vi="Giữ số giấy tờ; hãy kiểm tra.",
            done_en="The ID was kept; check it.",
        ),
        _code(
            "citizen-id-birth-year",
            "warning",
            vi="CCCD «{value}» cho năm sinh {detail}, khác cột ngày sinh.",
            en="The ID «{value}» says born in {detail}, unlike the birth date.",
            done_vi="Giữ cả hai; hãy kiểm tra.",
            done_en="Both were kept; check them.",
        ),
        _code(
            "citizen-id-sex",
            "warning",
            vi="CCCD «{value}» không khớp giới tính.",
            en="The ID «{value}» does not agree with the sex.",
            done_vi="Giữ cả hai; hãy kiểm tra.",
            done_en="Both were kept; check them.",
        ),
        _code(
            "citizen-id-shared",
            "warning",
            vi="Số «{value}» ghi cho hai người khác tên trong tệp này.",
            en="The ID «{value}» stands on two different names of this file.",
            done_vi="Cả hai giữ số, không ghép thành một người.",
            done_en="Both keep it and are not joined.",
        ),
        _code(
            "same-as-suggested",
            "warning",
            vi="Số «{value}» đã có ở công ty khác với tên và ngày sinh khác ({detail} hồ sơ).",
            en="The ID «{value}» is known at other firms under another name and birth date ({detail} records).",
            done_vi="Không ghép; hãy kiểm tra số giấy tờ, hoặc quyết định bằng truyvet identity.",
            done_en="They were not joined; check the ID, or decide with truyvet identity.",
        ),
        _code(
            "phone-bad",
            "warning",
            vi="«{value}» không phải số điện thoại.",
            en="«{value}» is no phone number.",
            done_vi="Để trống ô này.",
            done_en="The field was left empty.",
        ),
        _code(
            "phone-several",
            "warning",
            vi="Ô «{value}» có nhiều số điện thoại.",
            en="The cell «{value}» holds several phone numbers.",
            done_vi="Dùng số {detail}.",
            done_en="{detail} was used.",
        ),
        _code(
            "date-impossible",
            "warning",
            vi="«{value}» không phải ngày có thật.",
            en="«{value}» is no possible date.",
            done_vi="Để trống ô này.",
            done_en="The field was left empty.",
        ),
        _code(
            "group-from-heading",
            "warning",
            vi="Dòng tiêu đề «{value}» được hiểu là tên bộ phận hoặc tổ của các dòng bên dưới.",
            en="The heading row «{value}» is taken for the workshop or team of the rows below it.",
            done_vi="Dùng tên này; nếu sai, hãy thêm cột bộ phận/phân xưởng và tổ.",
            done_en="It was used; if it is wrong, add columns for workshop and team.",
        ),
        _code(
            "dose-order",
            "warning",
            vi="Mũi {detail} ghi ngày {value}, trước mũi liền trước.",
            en="Dose {detail} is dated {value}, before the dose preceding it.",
            done_vi="Giữ như đã ghi; hãy kiểm tra lại ngày tiêm.",
            done_en="Kept as written; check the dates of the doses.",
        ),
        _code(
            "date-future",
            "warning",
            vi="Ngày «{value}» ở sau ngày của tệp.",
            en="The date «{value}» lies after the file's date.",
            done_vi="Để trống ô này.",
            done_en="The field was left empty.",
        ),
        _code(
            "day-month-swapped",
            "warning",
            vi="«{value}» chỉ đọc được khi đổi chỗ ngày và tháng.",
            en="«{value}» can be read only with day and month swapped.",
            done_vi="Đã đổi chỗ; hãy kiểm tra.",
            done_en="They were swapped; check it.",
        ),
        _code(
            "sex-unclear",
            "warning",
            vi="Không hiểu giới tính «{value}».",
            en="The sex «{value}» was not understood.",
            done_vi="Để trống ô này.",
            done_en="The field was left empty.",
        ),
        _code(
            "vehicle-unnamed",
            "warning",
            vi="«{value}» không cho biết xe nào.",
            en="«{value}» does not tell which bus it is.",
            done_vi="Giữ lời ghi, không ghép vào xe nào; hãy ghi số xe hoặc tuyến.",
            done_en="The words were kept and no bus joined; write its number or route.",
        ),
        _code(
            "vehicle-unclear",
            "warning",
            vi="Không hiểu phương tiện «{value}».",
            en="The means of travel «{value}» was not understood.",
            done_vi="Giữ lời ghi, không ghép vào xe nào.",
            done_en="The words were kept and no vehicle joined.",
        ),
        _code(
            "residence-unclear",
            "warning",
            vi="Không hiểu nơi ở «{value}».",
            en="The residence «{value}» was not understood.",
            done_vi="Giữ lời ghi, không ghép vào phòng nào.",
            done_en="The words were kept and no room joined.",
        ),
        _code(
            "room-without-house",
            "warning",
            vi="Nơi ở «{value}» có phòng {detail} nhưng không có tên nhà trọ.",
            en="The residence «{value}» names the room {detail} but no house.",
            done_vi="Những người ghi giống nhau, cả ở công ty khác, tính là một phòng; hãy bổ sung nhà trọ.",
            done_en="All who write the same, of other firms too, count as one room; add the house.",
        ),
        _code(
            "residence-spelling",
            "warning",
            vi="«{value}» và «{detail}» khác dấu nhưng được coi là một nơi.",
            en="«{value}» and «{detail}» differ in accents and count as one place.",
            done_vi="Coi là một; nếu là hai nơi, hãy ghi rõ hơn.",
            done_en="They count as one; if they are two, write them more precisely.",
        ),
        _code(
            "housemate-unclear",
            "warning",
            vi="Không đọc được hết người ở cùng trong ô «{value}».",
            en="Not everyone in the housemates cell «{value}» could be read.",
            done_vi="Giữ những người đọc được.",
            done_en="Those who could be read were kept.",
        ),
        _code(
            "vaccine-unknown",
            "warning",
            vi="Không có vắc xin tên «{value}».",
            en="No vaccine is called «{value}».",
            done_vi="Giữ như đã ghi.",
            done_en="It was kept as written.",
        ),
        _code(
            "no-workshop",
            "warning",
            vi="Dòng này không có bộ phận/phân xưởng.",
            en="This row has no workshop.",
            done_vi="Người này chỉ thuộc công ty; tổ không dùng được.",
            done_en="The worker belongs to the company only; a team was not used.",
        ),
        _code(
            "no-residence",
            "warning",
            vi="Dòng này không có nơi ở.",
            en="This row has no residence.",
            done_vi="Giữ dòng; hãy bổ sung nơi ở.",
            done_en="The row was kept; add the residence.",
        ),
        _code(
            "residence-column-missing",
            "warning",
            vi="Tệp không có cột nơi ở.",
            en="The file has no column of residence.",
            done_vi="Giữ các dòng; hãy bổ sung cột nơi ở.",
            done_en="The rows were kept; add the column.",
        ),
        _code(
            "room-crowded",
            "warning",
            vi="{detail} người cùng ở «{value}».",
            en="{detail} people live in «{value}».",
            done_vi="Giữ nguyên; hãy kiểm tra số phòng.",
            done_en="They were kept; check the room's number.",
        ),
        _code(
            "workshop-emptied",
            "warning",
            vi="Ô bộ phận/phân xưởng trước có, nay trống.",
            en="The workshop was filled in before and is empty now.",
            done_vi="Không đổi nơi làm.",
            done_en="The place of work was left as it was.",
        ),
        _code(
            "team-emptied",
            "warning",
            vi="Ô tổ trước có, nay trống.",
            en="The team was filled in before and is empty now.",
            done_vi="Không đổi tổ.",
            done_en="The team was left as it was.",
        ),
        _code(
            "residence-emptied",
            "warning",
            vi="Ô nơi ở trước có, nay trống.",
            en="The residence was filled in before and is empty now.",
            done_vi="Không đổi nơi ở.",
            done_en="The residence was left as it was.",
        ),
        _code(
            "vehicle-emptied",
            "warning",
            vi="Ô phương tiện trước có, nay trống.",
            en="The means of travel was filled in before and is empty now.",
            done_vi="Không đổi phương tiện.",
            done_en="It was left as it was.",
        ),
        _code(
            "housemates-emptied",
            "warning",
            vi="Ô người ở cùng trước có, nay trống.",
            en="The housemates were filled in before and are empty now.",
            done_vi="Không đổi người ở cùng.",
            done_en="They were left as they were.",
        ),
        _code(
            "cell-emptied",
            "warning",
            vi="Ô này trước ghi «{value}», nay trống.",
            en="This cell held «{value}» before and is empty now.",
            done_vi="Giữ như đã biết.",
            done_en="What was known was kept.",
        ),
        _code(
            "differs-from-correction",
            "warning",
            vi="Ô này ghi «{value}», khác với điều đã được sửa theo yêu cầu.",
            en="This cell says «{value}», other than what was corrected on request.",
            done_vi="Giữ điều đã sửa; doanh nghiệp nên sửa tệp.",
            done_en="The correction was kept; the firm should mend its file.",
        ),
        _code(
            "column-emptied",
            "warning",
            vi="Tệp không còn cột này; trước đây {value} dòng có ghi.",
            en="The file has this column no longer; {value} rows had it filled in before.",
            done_vi="Giữ như đã biết.",
            done_en="What was known was kept.",
        ),
        _code(
            "left-emptied",
            "warning",
            vi="Ngày nghỉ việc trước ghi «{value}», nay trống.",
            en="The leaving date was «{value}» before and is empty now.",
            done_vi="Người này được tính là trở lại làm; nếu vẫn nghỉ, hãy ghi lại ngày nghỉ.",
            done_en="The worker counts as having returned; if that is wrong, fill the date in again.",
        ),
        _code(
            "since-ignored",
            "warning",
            vi="Ngày «{value}» không thể là ngày bắt đầu: không sau lần trước, hoặc sau ngày của tệp.",
            en="«{value}» cannot be a first day: it is not later than the one before, or lies after the file's date.",
            done_vi="Dùng ngày của tệp, hoặc giữ ngày cũ.",
            done_en="The file's date was used, or the old day kept.",
        ),
        _code(
            "left-before-since",
            "warning",
            vi="Ngày nghỉ việc «{value}» trước ngày vào làm.",
            en="The leaving date «{value}» lies before the first day.",
            done_vi="Bỏ ngày nghỉ; người này vẫn tính là đang làm.",
            done_en="It was ignored and work stays open.",
        ),
        _code(
            "company-differs",
            "warning",
            vi="Tệp ghi công ty «{value}», nhưng được nhập cho «{detail}».",
            en="The file names the company «{value}», but is imported for «{detail}».",
            done_vi="Nhập cho «{detail}».",
            done_en="It was imported for «{detail}».",
        ),
        _code(
            "company-column-differs",
            "warning",
            vi="Dòng này ghi công ty «{value}», khác «{detail}».",
            en="This row names the company «{value}», unlike «{detail}».",
            done_vi="Tính vào «{detail}».",
            done_en="The worker was counted to «{detail}».",
        ),
        _code(
            "sheet-unread",
            "warning",
            vi="Không đọc được trang «{value}»: không thấy dòng tiêu đề.",
            en="The sheet «{value}» could not be read: no row of titles was found.",
            done_vi="Bỏ qua trang này; không ai bị tính là đã nghỉ.",
            done_en="It was left out, and nobody counts as having left.",
        ),
        _code(
            "column-guessed",
            "warning",
            vi="Tiêu đề «{value}» không có trong mẫu, nhưng gần như «{detail}».",
            en="The title «{value}» is not known, but is almost «{detail}».",
            done_vi="Đọc là «{detail}»; hãy sửa tiêu đề cho đúng.",
            done_en="It was read as «{detail}»; correct the title.",
        ),
        _code(
            "column-unclear",
            "warning",
            vi="Tiêu đề «{value}» có thể là «{detail}», nhưng không chắc.",
            en="The title «{value}» may mean «{detail}», but that is not sure.",
            done_vi="Không đọc cột này; hãy sửa tiêu đề, hoặc nhập lại với --map.",
            done_en="The column was not read; correct its title, or import again with --map.",
        ),
        _code(
            "column-twice",
            "warning",
            vi="Cột «{value}» cùng nghĩa với cột «{detail}».",
            en="The column «{value}» means the same as «{detail}».",
            done_vi="Chỉ đọc cột «{detail}».",
            done_en="Only «{detail}» was read.",
        ),
        _code(
            "columns-joined",
            "warning",
            vi="Cột «{value}» và cột «{detail}» cùng một loại thông tin.",
            en="The columns «{value}» and «{detail}» hold the same kind of fact.",
            done_vi="Đọc cả hai: cột này bổ sung cột kia.",
            done_en="Both were read: one fills the gaps of the other.",
        ),
        _code(
            "list-beside",
            "warning",
            vi="Trang «{value}» còn cột mã và cột họ tên thứ hai, không đọc được thành danh sách riêng.",
            en="The sheet «{value}» has further columns of codes and names that could not be read as a list.",
            done_vi="Chỉ đọc danh sách đầu; không ai bị tính là đã nghỉ. Hãy để mỗi danh sách một trang.",
            done_en="Only the first list was read, and nobody counts as having left. Give each list its own sheet.",
        ),
        _code(
            "part-unread",
            "warning",
            vi="Từ dòng này là một danh sách khác, không có đủ cột mã và họ tên: «{value}».",
            en="Here another list begins that lacks a column of codes or names: «{value}».",
            done_vi="Bỏ qua phần này; không ai bị tính là đã nghỉ.",
            done_en="It was left out, and nobody counts as having left.",
        ),
        _code(
            "group-unclear",
            "warning",
            vi="Không rõ «{value}» là phân xưởng hay tổ.",
            en="It is not clear whether «{value}» is a workshop or a team.",
            done_vi="Các dòng dưới không nhận bộ phận, tổ của nhóm trước; hãy ghi vào cột.",
            done_en="The rows below did not get the former group's workshop and team; give them in columns.",
        ),
        _code(
            "row-of-housemate",
            "warning",
            vi="Dòng này chỉ có người ở cùng: «{value}».",
            en="This row has only a housemate: «{value}».",
            done_vi="Tính là người ở cùng của người có mã «{detail}» ở dòng trên.",
            done_en="Counted as a housemate of the worker «{detail}» above.",
        ),
        _code(
            "row-unnamed",
            "warning",
            vi="Dòng này không có mã lẫn họ tên: «{value}».",
            en="This row has neither a code nor a name: «{value}».",
            done_vi="Bỏ qua; nếu là một người, hãy điền mã và họ tên.",
            done_en="It was skipped; if it is a worker's, fill in code and name.",
        ),
        _code(
            "ditto-without-above",
            "warning",
            vi="«{value}» nghĩa là như trên, nhưng ở trên trống.",
            en="«{value}» means as above, but nothing stands above.",
            done_vi="Để trống ô này.",
            done_en="The field was left empty.",
        ),
    )
)
