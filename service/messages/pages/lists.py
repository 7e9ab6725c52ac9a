"""Issued lists."""

MESSAGES: dict[str, tuple[str, str]] = {
    "lists-title": ("Danh sách đã lưu", "Issued lists"),
    "lists-question": ("Câu hỏi", "Question"),
    "lists-none-yet": (
        "Chưa lưu danh sách nào. Truy vết một ca rồi chọn «Lưu danh sách này».",
        "No list was kept yet. Trace a case, then choose “Keep this list”.",
    ),
    "lists-none-own": (
        "Chưa có danh sách nào có công nhân của doanh nghiệp.",
        "None of your workers is on an issued list.",
    ),
    "list-title": ("Danh sách đã lưu", "Issued list"),
    "list-total": ("Số người", "People"),
    "list-total-all": ("Cả danh sách", "On the whole list"),
    "list-people": ("{total} người trong danh sách", "{total} people on the list"),
    "list-nobody": ("Danh sách này không có ai.", "Nobody is on this list."),
    "list-compare": ("So với hiện nay", "Compare with now"),
    "list-case": ("Xem ca bệnh", "Open the case"),
    "list-level": ("Bậc", "Level"),
    "list-days": ("Tiếp xúc", "Exposure"),
    "list-count": ("{days} ngày", "{days} days"),
    "list-names": (
        "Bậc, ngày và lý do như khi lưu; họ tên và nơi làm việc như hiện nay.",
        "Levels, days and reasons as they were issued; names and firms as they are now.",
    ),
    "list-gone": ("không còn trong dữ liệu", "no longer on file"),
}  # fmt: skip
