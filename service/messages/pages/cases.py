"""All cases, and one."""

MESSAGES: dict[str, tuple[str, str]] = {
    "cases-title": ("Ca bệnh", "Cases"),
    "cases-register": ("Đăng ký ca bệnh", "Register a case"),
    "cases-register-about": (
        "Cần ít nhất một ngày: khởi phát, lấy mẫu hoặc xác định.",
        "At least one day is needed: onset, sample or result.",
    ),
    "cases-registered": ("Đã đăng ký ca bệnh.", "The case was registered."),
    "cases-worker": ("Ai: mã, số CCCD, điện thoại hoặc họ tên", "Who: code, citizen ID, phone or name"),
    "cases-company": ("Doanh nghiệp, nếu trùng mã hoặc tên", "Firm, where codes or names are alike"),
    "cases-no-outcome": ("chưa có", "none yet"),
    "cases-all": ("tất cả", "all"),
    "cases-narrow": ("Lọc", "Filter"),
    "cases-line-list": ("Gửi danh sách ca bệnh", "Send a line list"),
    "cases-line-list-about": (
        "Tệp được đọc thử trước: dòng nào chắc chắn thì ghi được, dòng nào chưa rõ là ai thì hiện ra để quyết định.",
        "The file is read first: what is certain can be recorded, what is doubtful is shown with who may be meant.",
    ),
    "cases-none": (
        "Chưa có ca bệnh nào. Đăng ký từng ca, hoặc gửi danh sách ca bệnh.",
        "No case yet. Register one, or send a line list.",
    ),
    "cases-none-of": ("Chưa có ca bệnh nào ({disease}).", "No case yet ({disease})."),
    "case-title": ("Ca bệnh", "Case"),
    "case-trace": ("Truy vết", "Trace"),
    "case-days": ("Các ngày và kết cục", "Days and outcome"),
    "case-save": ("Lưu", "Save"),
    "case-saved": ("Đã lưu.", "Saved."),
    "case-retract": ("Hủy ca bệnh", "Retract the case"),
    "case-retract-about": (
        "Ca bị hủy vẫn được lưu, nhưng không còn được tính hay truy vết.",
        "A retracted case stays on file, but counts no more and is not traced.",
    ),
    "case-reason": ("Lý do", "Reason"),
    "case-is-retracted": ("Đã hủy ca bệnh.", "The case was retracted."),
    "case-retracted": ("Ca này đã bị hủy: {reason}", "This case was retracted: {reason}"),
    "case-lists": ("Danh sách đã lưu", "Issued lists"),
    "case-compare": ("So với hiện nay", "Compare with now"),
    "case-contacts": ("Theo dõi người tiếp xúc", "Follow-up of contacts"),
    "case-counted": ("{total} người tiếp xúc, tính đến {day}", "{total} contacts, as of {day}"),
    "case-cut": ("Chỉ tính {count} người đầu.", "Only the first {count} are counted."),
}  # fmt: skip
