"""Find and trace."""

MESSAGES: dict[str, tuple[str, str]] = {
    "find-title": ("Tìm và truy vết", "Find and trace"),
    "find-field": ("Tên, mã, số CCCD hoặc điện thoại", "Name, code, citizen ID or phone"),
    "find-hint": ("ví dụ: dang thi dao", "for example: dang thi dao"),
    "find-start": (
        "Gõ một phần tên, không cần dấu; hoặc mã công nhân, số CCCD, điện thoại.",
        "Type part of a name, accents or not; or a worker's code, citizen ID, phone.",
    ),
    "find-nobody": (
        "Không tìm thấy «{text}». Thử bớt chữ, hoặc tìm bằng điện thoại; có thể doanh nghiệp chưa gửi danh sách.",
        "Nobody fits “{text}”. Try fewer words, or the phone; the firm may not have sent its list.",
    ),
    "found": ("{total} người, hiện {shown}", "{total} people, {shown} shown"),
}  # fmt: skip
